"""What a scanned code or label is to who keeps a warehouse: an item, with lot and expiry where it says them."""

from datetime import date
from typing import NamedTuple

from ydh.core.company.actors import Actor, who
from ydh.core.goods.codes import look_up, unknown
from ydh.core.rules.permissions import P
from ydh.store.engine.database import Unit


class ScannedItem(NamedTuple):
    """An item by its own code; lot and last day of a label, where it has them."""

    sku: str
    lot: str
    expires: date | None


def read(actor: Actor, code: str) -> ScannedItem:
    """What the code stands for. Raises NotAllowed, NotFound, Invalid."""

    def work(unit: Unit) -> ScannedItem:
        who(unit, actor).need(P.ORDER_VIEW)
        found = look_up(unit, [code], scanned=True).get(code)
        if found is None:
            raise unknown(code)
        if found.problem:
            raise found.problem
        label = found.label
        return ScannedItem(found.row.code, label.lot if label else "", label.until if label else None)

    return actor.company.read(work)
