"""Codes that come one by one: each is counted and answered at once, a wrong one with the bell and a word."""

import sys
from collections.abc import Iterable, Mapping
from typing import Any

from ydh import locale
from ydh.cli.frame import options, session
from ydh.cli.writing import cells
from ydh.cli.writing.cells import DataColumn
from ydh.core.company.actors import Actor
from ydh.core.shipping.views import Scanned
from ydh.core.values.errors import NotAllowed, YdhError
from ydh.core.values.words import N_, visible
from ydh.locale import values

BELL = "\a"
# what is wrong with the whole count, so that no further code can be right
_ENDS = {"counted-by-other", "counted-already", "not-to-count", "shipment-unknown", "account-retired"}


ANSWER = (
    DataColumn("code", N_("code"), "code"),
    DataColumn("result", N_("result")),
    DataColumn("sku", N_("item"), "code"),
    DataColumn("position", N_("line"), "ordinal"),
    DataColumn("quantity", N_("quantity"), "quantity"),
    DataColumn("counted", N_("counted"), "quantity"),
    DataColumn("due", N_("due"), "quantity"),
    DataColumn("id", N_("message"), "code"),
    DataColumn("reason", N_("reason"), "reason"),
)


def count_all(shipment: str, codes: Iterable[str], *, json: bool) -> int:
    """Count each code; gives the exit code. Raises what no further code could mend."""
    from ydh.core.shipping import picking

    actor, refused, counted = session.actor(), list[YdhError](), False
    for code in codes:
        try:
            done = picking.scan(actor, shipment, code)
        except YdhError as error:
            if error.id in _ENDS or isinstance(error, NotAllowed):
                raise
            refused.append(error.kept())
            _say(_wrong_json(code, error) if json else _wrong(code, error))
        else:
            counted = True
            _say(_right_json(done) if json else _right(done))
    if not json:
        _sum_up(actor, shipment)
    return options.code_of(refused, done=counted)


def _say(line: str) -> None:
    """At once: whoever scans listens and looks."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _right(it: Scanned) -> str:
    words = locale.current()
    state = words(N_("done.")) if it.counted == it.due else ""
    figures = f"{values.quantity(it.counted)}/{values.quantity(it.due)}"
    more = f"+{values.quantity(it.quantity)}"
    return "  ".join(
        part for part in (words(N_("ok")), visible(it.sku), visible(it.name), more, figures, state) if part
    )


def _wrong(code: str, error: YdhError) -> str:
    words = locale.current()
    return f"{BELL}{words(N_('WRONG'))}  {visible(code)}  {locale.render(error, words)}"


def _right_json(it: Scanned) -> str:
    figures = {"quantity": it.quantity, "counted": it.counted, "due": it.due}
    return _object({"code": it.code, "result": "ok", "sku": it.sku, "position": it.position, **figures})


def _wrong_json(code: str, error: YdhError) -> str:
    return _object({"code": code, "result": "refused", "id": error.id, "reason": error})


def _object(known: Mapping[str, Any]) -> str:
    return "{" + ", ".join(f'"{c.name}": {cells.json(c.kind)([known.get(c.name)])[0]}' for c in ANSWER) + "}"


def _sum_up(actor: Actor, shipment: str) -> None:
    from ydh.cli.frame import options
    from ydh.core.shipping import pick_looking

    it = pick_looking.show(actor, shipment)
    data = {"done": it.done, "lines": len(it.lines), "counted": it.counted, "due": it.due}
    options.say(N_("{done} of {lines} lines, {counted} of {due} pieces"), **data)
