"""Giving a document to somebody; and a use case of one document done to several."""

from collections.abc import Mapping, Sequence
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.rules.permissions import P
from ydh.core.values.errors import YdhError
from ydh.core.values.outcomes import Outcome, Refused
from ydh.core.values.words import N_
from ydh.core.workflow import assigning
from ydh.tui.lists.book import Deed, Field


def each(one: Any) -> Any:
    """The use case of one document, for several: each with an outcome of its own."""

    def do(actor: Actor, rows: Sequence[Any], answers: Mapping[str, Any]) -> list[Outcome]:
        outcomes: list[Outcome] = []
        for row in rows:
            try:
                outcomes.append(one(actor, row, answers))
            except YdhError as error:
                outcomes.append(Refused(row.number, error))
        return outcomes

    return do


def order_of(row: Any) -> str:
    """The number of the order behind a row, which may be a shipment's."""
    return str(getattr(row, "order", row.number))


def _assign(actor: Actor, row: Any, answers: Mapping[str, Any]) -> Outcome:
    return assigning.assign(actor, row.number, answers["login"] or None, reason=answers.get("reason", ""))


def _colleagues(actor: Actor, text: str) -> Sequence[tuple[str, str]]:
    return assigning.colleagues(actor, text)


ASSIGN = (
    Deed(
        "assign",
        "A",
        N_("assign"),
        each(_assign),
        asks=(Field("login", N_("sign-in name, empty for nobody"), find=_colleagues), Field("reason", N_("reason"))),
        needs=(P.ORDER_ASSIGN,),
        many=True,
    ),
)
