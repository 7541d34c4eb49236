"""What of an order can be released now, line by line: how much is left, how much of that is there, on which shelf."""

from ydh.core.company.actors import Actor
from ydh.core.company.settings import settings
from ydh.core.documents.readers import reader
from ydh.core.orders.looking import order_id, show
from ydh.core.orders.views import ReleaseLine
from ydh.core.values.money import ZERO
from ydh.core.values.quantities import plain
from ydh.store.engine.database import Unit
from ydh.store.orders import release_sheet as store
from ydh.store.stock import leaving


def sheet(actor: Actor, name: str) -> tuple[ReleaseLine, ...]:
    """The lines of which something is not released yet. Customers are not told what there is. Raises NotFound."""
    lines = [line for line in show(actor, name).lines if line.left > ZERO]

    def work(unit: Unit) -> tuple[ReleaseLine, ...]:
        me = reader(unit, actor)
        items: dict[int, int] = dict(store.ITEMS.rows(unit, order=order_id(unit, me, name)))
        skus = [] if me.is_customer else sorted({items[line.position] for line in lines})
        free = leaving.available(unit, settings(unit).today, skus)
        shelves: dict[int, dict[str, None]] = {}
        for sku, place in store.PLACES.rows(unit, skus):
            shelves.setdefault(sku, {})[place] = None
        return tuple(
            ReleaseLine(
                line,
                None if me.is_customer or line.service else plain(line.held + free.get(items[line.position], ZERO)),
                ", ".join(shelves.get(items[line.position], ())),
            )
            for line in lines
        )

    return actor.company.read(work)
