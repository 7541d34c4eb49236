"""The unit in which an item is counted: what is on hand or under way was counted in it, so that it stays meanwhile."""

from ydh.core.values.errors import Conflict
from ydh.core.values.money import ZERO
from ydh.core.values.quantities import plain
from ydh.store.engine.database import Unit
from ydh.store.goods import catalogue, in_use


def check_unit(unit: Unit, sku: int, code: str, old: str, new: str) -> None:
    """Raise Conflict for another unit of an item that is on hand, or stands in an open order, return or stock paper.

    To name a unit that had no name yet changes nothing that was counted.
    """
    if not old or old == new:
        return
    catalogue.LOCK_SKU_WHOLLY.row(unit, id=sku)  # nobody may point at it until this is settled
    on_hand = in_use.ON_HAND.one(unit, sku=sku) or ZERO
    found = [number for statement in in_use.OPEN for (number,) in statement.rows(unit, sku=sku)]
    if on_hand:
        raise Conflict("unit-on-hand", code=code, unit=old, quantity=plain(on_hand))
    if found:
        raise Conflict("unit-open", code=code, unit=old, documents=list(dict.fromkeys(found)))
