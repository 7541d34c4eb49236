"""Reporting what is wrong with an order, a shipment or a line of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from ydh.core.cases import cases
from ydh.core.cases.cases import OPENERS
from ydh.core.company.actors import Actor
from ydh.core.orders import looking
from ydh.core.rules.permissions import P
from ydh.core.rules.shipping import CASE_KINDS
from ydh.core.shipping import shipments
from ydh.core.values import series
from ydh.core.values.quantities import typed
from ydh.core.values.words import N_
from ydh.tui.lists.book import Deed, Field
from ydh.tui.paint.parts import Say

__all__ = ["OPENERS", "problem_deed"]
KIND = Field("kind", N_("what kind of problem"), kind="choice", choices=tuple(CASE_KINDS.items()))
WHAT = Field("text", N_("what is wrong"), required=True)


def _problem_fields(actor: Actor, rows: Sequence[Any]) -> tuple[Field, ...]:
    """What is asked about a problem: of which line, how much of it, what it is."""
    number_ = rows[0].number
    lines = (shipments if number_.startswith(series.SHIPMENT) else looking).show(actor, number_).lines
    choices = ((str(line.position), f"{line.name} {line.attributes}".strip()) for line in lines)
    line = Field("position", N_("which goods"), kind="choice", choices=(("", N_("all of it")), *choices))
    return (KIND, line, Field("quantity", N_("how much of it"), hint="2"), WHAT)


def _open_case(actor: Actor, rows: Sequence[Any], answers: Mapping[str, Any]) -> Say:
    """Report the problem."""
    text = answers.get("quantity", "").strip()
    much = typed(text) if text else None
    position = int(answers["position"]) if answers.get("position") else None
    made = cases.open_case(actor, rows[0].number, answers["kind"], answers["text"], position=position, quantity=much)
    return Say(N_("{number} is open; you will be told what becomes of it"), {"number": made})


def problem_deed(needs: tuple[P, ...] = (), *, main: bool = True, fits: Any = None) -> Deed:
    """Report a problem with the row; a customer needs no right for it."""
    return Deed(
        "problem", "H", N_("report a problem"), _open_case, asks=_problem_fields, needs=needs, main=main, fits=fits
    )
