"""What can be done to an order besides passing its step: its table's acts, as keys of lists of any rows of orders."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.orders.order_table import FACTS, LIFTERS, ORDERS
from ydh.core.rules.holds import CANCELLATION, EXCEPTION
from ydh.core.rules.nouns import Act
from ydh.core.rules.orders import ORDER
from ydh.core.values.words import N_
from ydh.core.workflow import holds
from ydh.tui.lists.book import Deed, Field
from ydh.tui.lists.nouns import deed_of


def _holds_of(actor: Actor, rows: Sequence[Any]) -> tuple[Field, ...]:
    """Which of the open holds is to be lifted. That this person may lift none of them is said before he is asked."""
    choices = tuple((it.code, it) for it in holds.liftable(actor, ORDERS.key_of(rows[0])))
    return (
        Field("kind", N_("hold"), required=True, kind="choice", choices=choices),
        Field("answer", N_("what settled it")),
    )


# who can do it to some order: which step an order waits for decides whether to that one
NEEDS = {
    "hold": ORDER.rights_of(ORDER.hold(EXCEPTION).opened_by),
    "release-hold": LIFTERS,
    "confirm": (ORDER.behalf,),
    "ask-cancel": ORDER.rights_of(ORDER.hold(CANCELLATION).opened_by),
}


def _drawn(act: Act) -> Deed:
    deed = deed_of(ORDERS, FACTS, act)
    return replace(deed, needs=NEEDS.get(act.verb, deed.needs))


LIFT = replace(_drawn(ORDERS.act("release-hold")), asks=_holds_of)
# the customer's wish to cancel is a hold: lifting it refuses it
NOTES_AND_HOLDS: tuple[Deed, ...] = (*(_drawn(act) for act in ORDERS.acts if act.drawn), LIFT)
