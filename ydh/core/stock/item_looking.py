"""All that can be seen of the stock of one item: where it is, its lots, its latest moves. Quantities in base units."""

from decimal import Decimal

from ydh.core.company.actors import Actor
from ydh.core.stock.levels import warehouse_named
from ydh.core.stock.looking import levels_of, moves
from ydh.core.stock.lot_looking import lots
from ydh.core.stock.views import ItemStock, LotRow, MoveView, StockLevel
from ydh.core.values.errors import NotFound
from ydh.core.values.text import escaped

LATEST = 50  # moves


def show_stock(actor: Actor, sku: str, *, warehouse: str = "") -> ItemStock:
    """Stock of one sku in every warehouse or in one, its lots there, its latest moves. Raises NotAllowed, NotFound."""
    levels = levels_of(actor, sku)
    latest = moves(actor, sku, warehouse=warehouse, limit=LATEST).rows
    if warehouse:
        here = actor.company.read(lambda unit: warehouse_named(unit, warehouse)[1])
        levels = tuple(level for level in levels if level.warehouse == here)
    if not levels:
        raise NotFound("stock-none", code=escaped(sku))
    by_lot = any(level.lots for level in levels)
    return _item(levels, lots(actor, sku=sku, warehouse=warehouse).rows if by_lot else (), latest)


def _item(levels: tuple[StockLevel, ...], kept: tuple[LotRow, ...], latest: tuple[MoveView, ...]) -> ItemStock:
    first = levels[0]
    one = first if len(levels) == 1 else None
    on_hand = sum((level.on_hand for level in levels), Decimal(0))
    reserved = sum((level.reserved for level in levels), Decimal(0))
    return ItemStock(
        sku=first.sku,
        name=first.name,
        attributes=first.attributes,
        unit=first.unit,
        warehouse=", ".join(level.warehouse for level in levels if level.warehouse),
        on_hand=on_hand,
        reserved=reserved,
        available=sum((level.available for level in levels), Decimal(0)),
        unfit=sum((level.unfit for level in levels), Decimal(0)),
        lower=one.lower if one else None,
        upper=one.upper if one else None,
        place=one.place if one else "",
        levels=levels,
        lots=kept,
        moves=latest,
    )
