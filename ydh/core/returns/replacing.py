"""The order that an exchange makes: what came back, or what was asked for in its place, at the price that was paid.

It goes the whole way of an order, from its first step on. When goods are short, or something that a submit needs is
missing, it waits as a draft: taking in what came is never refused for it.
"""

from typing import Any

from ydh.core.company.actors import Who
from ydh.core.company.settings import Settings
from ydh.core.orders.details import read_details
from ydh.core.orders.editing import keep_draft
from ydh.core.orders.entering import NewOrder, submit_paper
from ydh.core.orders.lines import PricedItem, PricedLine, goods_by_id
from ydh.core.returns.document import BackLine, Return
from ydh.core.values.errors import YdhError
from ydh.core.values.money import line_amount
from ydh.store.engine.database import Unit
from ydh.store.orders import lines as line_rows
from ydh.store.orders import orders
from ydh.store.returns import returns as store


def replacement(unit: Unit, me: Who, cfg: Settings, doc: Return) -> tuple[int, str]:
    """Make the order for what came of an exchange; gives its id and its number, or its reference as a draft."""
    paper = _paper(unit, me, doc)
    try:
        with unit.attempt():
            name = submit_paper(unit, me, cfg, paper, via="exchange").number
    except YdhError:
        name = keep_draft(unit, me, cfg, paper, via="exchange").number
    order: int = store.ORDER_NAMED.one(unit, name=name)
    return order, name


def _paper(unit: Unit, me: Who, doc: Return) -> NewOrder:
    """What the customer ordered before, of the goods that are wanted now."""
    buyer = line_rows.CUSTOMER.row(unit, id=doc.customer)
    assert buyer is not None
    wanted = [line for line in doc.lines if line.came]
    ids = sorted({line.swap or line.sku for line in wanted})
    goods = goods_by_id(unit, ids, customer=buyer.id, level=buyer.level)
    lines = [_line(line, goods[line.swap or line.sku], doc.number) for line in wanted]
    channel, details = "website", read_details(me, buyer, {})
    if doc.order is not None:
        channel = str(store.CHANNEL.one(unit, id=doc.order))
        details = _details(unit, doc.order)
    return NewOrder(buyer, channel, details, lines, exchange=doc.number)


def _details(unit: Unit, order: int) -> dict[str, Any]:
    row = orders.DETAILS_OF.row(unit, id=order)
    assert row is not None
    return dict(zip(orders.DETAILS.split(), row, strict=False)) | {"promised_date": None}


def _line(line: BackLine, item: PricedItem, number: str) -> PricedLine:
    amount = line_amount(line.price, line.came, line.discount)
    return PricedLine(item, line.came, item.price, line.price, line.discount, amount, number, given=True)
