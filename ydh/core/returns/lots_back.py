"""Of which lots the goods of a return left: what is proposed when they come back."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ydh.core.company.actors import Actor
from ydh.core.documents.document import named
from ydh.core.documents.readers import reader
from ydh.core.returns.document import find
from ydh.core.values.quantities import plain
from ydh.store.engine.database import Unit
from ydh.store.returns import looking as store


class WentLot(NamedTuple):
    """A lot of which a line's goods were shipped, how much, until when they are good."""

    lot: str
    expires: date | None
    quantity: Decimal


def went(actor: Actor, number: str) -> Mapping[int, Sequence[WentLot]]:
    """The lots that left for each line of a return, by its position, that of which most left first. Raises NotFound."""

    def work(unit: Unit) -> Mapping[int, Sequence[WentLot]]:
        me = reader(unit, actor)
        doc = named(find(unit, me, [number]), number, unknown="return-unknown")
        found: dict[int, list[WentLot]] = {}
        for position, lot, expires, quantity in store.WENT.rows(unit, return_doc=doc.id):
            found.setdefault(position, []).append(WentLot(lot, expires, plain(quantity)))
        return {position: sorted(lots, key=lambda it: -it.quantity) for position, lots in found.items()}

    return actor.company.read(work)
