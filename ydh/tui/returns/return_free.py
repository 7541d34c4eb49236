"""Goods that come back without an order: whose they are, what comes and at which price, written line by line."""

import re
from collections.abc import Sequence
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.partners import customers
from ydh.core.returns import asking, looking
from ydh.core.returns.views import WantBack
from ydh.core.rules.permissions import P
from ydh.core.rules.returns import KIND_NAMES, REASON_NAMES
from ydh.core.values.errors import Invalid
from ydh.core.values.money import PRICE_PLACES, number
from ydh.core.values.outcomes import Outcome, Seen
from ydh.core.values.text import escaped
from ydh.core.values.words import N_
from ydh.locale import values
from ydh.tui.lists.book import Answers, Deed, Field

_LINE = re.compile(r"(.+?)(?:\s*[,\t]\s*|\s+)(\S+?)(?:\s*[,\t]\s*|\s+)(\S+)")


def _fields(
    lines: str = "", kind: str = "return_and_refund", reason: str = "damaged", text: str = ""
) -> tuple[Field, ...]:
    return (
        Field("lines", N_("lines: item, quantity, agreed price"), required=True, kind="note", value=lines),
        Field("kind", N_("what is wanted"), kind="choice", choices=tuple(KIND_NAMES.items()), value=kind),
        Field("reason", N_("reason"), kind="choice", choices=tuple(REASON_NAMES.items()), value=reason),
        Field("text", N_("what happened"), value=text),
    )


def wants(text: str) -> list[WantBack]:
    """Lines `item quantity price`, with blanks, commas or tabs between, as what comes back. Raises Invalid."""
    return [_want(at, line.strip()) for at, line in enumerate(text.splitlines(), 1) if line.strip()]


def _want(at: int, line: str) -> WantBack:
    found = _LINE.fullmatch(line)
    if not found:
        raise Invalid("return-free-line", line=at, value=escaped(line))
    code, quantity, price = found.groups()
    return WantBack(code, quantity, price=number(price, "price", places=PRICE_PLACES))


def _about(answers: Answers) -> dict[str, str]:
    return {name: answers.get(name, "") for name in ("kind", "reason", "text")}


def _ask(actor: Actor, rows: Sequence[Any], answers: Answers) -> list[Outcome]:
    return [asking.ask(actor, wants(answers["lines"]), customer=answers["customer"].strip(), **_about(answers))]


def _kept(actor: Actor, rows: Sequence[Any]) -> tuple[Field, ...]:
    view = looking.show(actor, rows[0].number)
    lines = "\n".join(f"{it.sku} {values.quantity(it.quantity)} {it.price}" for it in view.lines)
    return _fields(lines, view.row.kind, view.row.reason, view.text)


def _edit(actor: Actor, rows: Sequence[Any], answers: Answers) -> list[Outcome]:
    seen = Seen(None, rows[0].revision)
    return [asking.edit(actor, rows[0].number, seen=seen, wants=wants(answers["lines"]), **_about(answers))]


ASK = Deed(
    "free",
    "a",
    N_("take goods back without an order"),
    _ask,
    asks=(Field("customer", N_("customer code"), required=True, find=customers.matching), *_fields()),
    needs=(P.RETURN_REVIEW,),
    alone=True,
    main=True,
    makes=True,
)
EDIT = Deed(
    "edit",
    "E",
    N_("change"),
    _edit,
    asks=_kept,
    needs=(P.RETURN_REVIEW,),
    fits=lambda row: row.step == "draft" and not row.order,
)
