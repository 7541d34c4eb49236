"""What a scanned code or label is to who keeps a warehouse: an item, with lot and expiry where it says them."""

from datetime import date
from typing import NamedTuple

from ydh.core.company.actors import Actor, who
from ydh.core.rules.permissions import P
from ydh.core.stock.items import find_goods, good_named
from ydh.store.engine.database import Unit


class Goods(NamedTuple):
    """An item by its own code; of goods kept by lot the lot and the last day on the label, where it has them."""

    sku: str
    lot: str
    expires: date | None


def read(actor: Actor, code: str) -> Goods:
    """What the code stands for. Raises NotAllowed, NotFound, Invalid."""

    def work(unit: Unit) -> Goods:
        who(unit, actor).need(P.ORDER_VIEW)
        good = good_named(find_goods(unit, [code]), code)
        label = good.label if good.lots else None
        return Goods(good.code, label.lot if label else "", label.until if label else None)

    return actor.company.read(work)
