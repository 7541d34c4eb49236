"""What can be done to an order besides passing its step: hold, lift, note, assign, move to the front."""

from collections.abc import Mapping, Sequence
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.orders import looking, notes
from ydh.core.rules.machine import REASON
from ydh.core.rules.permissions import P
from ydh.core.values.outcomes import Outcome, Seen
from ydh.core.values.words import N_
from ydh.core.workflow import holds
from ydh.tui.documents.assigning import ASSIGN, each, order_of
from ydh.tui.lists.book import Deed, Field, asked


def _hold(actor: Actor, row: Any, answers: Mapping[str, Any]) -> Outcome:
    return holds.hold(actor, order_of(row), answers["reason"], seen=Seen(None, row.revision))


def _lift(actor: Actor, row: Any, answers: Mapping[str, Any]) -> Outcome:
    return holds.release_hold(
        actor, order_of(row), answers["kind"], answer=answers.get("answer", ""), seen=Seen(None, row.revision)
    )


def _holds_of(actor: Actor, rows: Sequence[Any]) -> tuple[Field, ...]:
    """Which of the open holds is to be lifted, with who may."""
    open_holds = looking.show(actor, order_of(rows[0])).holds
    choices = tuple((h.kind, h.label) for h in open_holds)
    return (
        Field("kind", N_("hold"), required=True, kind="choice", choices=choices),
        Field("answer", N_("what settled it")),
    )


def _note(actor: Actor, row: Any, answers: Mapping[str, Any]) -> Any:
    notes.note(actor, order_of(row), answers["text"], shared=answers.get("shared") == "yes")


def _overtake(actor: Actor, row: Any, answers: Mapping[str, Any]) -> Outcome:
    return notes.overtake(actor, order_of(row), answers["reason"], seen=Seen(None, row.revision))


def note_on(actor: Actor, rows: Sequence[Any], answers: Mapping[str, Any]) -> None:
    """Write the same note on every row."""
    for row in rows:
        _note(actor, row, answers)


SHARED = Field(
    "shared",
    N_("who reads it"),
    kind="choice",
    choices=(("", N_("only the company")), ("yes", N_("the customer too"))),
)
NOTES_AND_HOLDS: tuple[Deed, ...] = (
    Deed("hold", "h", N_("hold"), each(_hold), asks=(asked(REASON),), many=True),
    Deed("lift", "l", N_("release hold"), each(_lift), asks=_holds_of, fits=lambda row: bool(row.held)),
    Deed(
        "note",
        "n",
        N_("note"),
        note_on,
        asks=(Field("text", N_("note"), required=True, kind="note"), SHARED),
        many=True,
        said=N_("noted on {what}"),
    ),
    *ASSIGN,
    Deed(
        "overtake",
        "o",
        N_("move to the front"),
        each(_overtake),
        asks=(asked(REASON),),
        needs=(P.ORDER_ASSIGN,),
    ),
)
