"""From what somebody wants to give back to the lines of a return, every problem named at once."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from ydh.core.company.actors import Who
from ydh.core.goods.found import exact
from ydh.core.orders.details import customer_of
from ydh.core.orders.lines import PricedItem, goods_of, item_of
from ydh.core.returns.document import EXCHANGE, lock_orders
from ydh.core.returns.views import WantBack
from ydh.core.rules.permissions import P
from ydh.core.rules.returns import REASON_NAMES
from ydh.core.values.errors import Conflict, Invalid, Many, NotFound, YdhError
from ydh.core.values.money import PRICE_PLACES, ZERO, line_amount
from ydh.core.values.quantities import in_base_units, plain
from ydh.core.values.series import typed
from ydh.core.values.text import clean, escaped
from ydh.store.engine.database import Unit
from ydh.store.returns import returns as store

MOST_LINES = 2000


class Origin(NamedTuple):
    """Where goods come back from: an order, or a customer alone."""

    order: int | None
    number: str
    customer: int
    level: int | None
    region: str


class AskedLine(NamedTuple):
    """A line ready to be written."""

    line: int | None
    sku: int
    code: str
    swap: int | None
    quantity: Decimal
    price: Decimal
    discount: Decimal
    amount: Decimal
    reason: str
    note: str


def source_of(
    unit: Unit, me: Who, order: str, customer: str, *, order_id: int | None = None, customer_id: int = 0
) -> Origin:
    """The order behind a number, locked; or the customer, for who may take goods back without an order.

    Raises NotFound for what the actor does not see, NotAllowed, Invalid.
    """
    if order or order_id is not None:
        row = store.ORDER.row(unit, id=order_id) if order_id else store.ORDER_BY_NUMBER.row(unit, number=typed(order))
        if row is None or not me.sees(row.customer, row.region):
            raise NotFound("order-unknown", number=escaped(order))
        if customer and customer_of(unit, me, customer).id != row.customer:
            raise Invalid("order-of-another", number=row.number, code=escaped(customer))
        lock_orders(unit, [row.id])
        return Origin(*row)
    me.need(P.RETURN_REVIEW)
    buyer = customer_of(unit, me, customer, id_=customer_id)
    return Origin(None, "", buyer.id, buyer.level, buyer.region)


def asked_lines(
    unit: Unit, me: Who, source: Origin, wants: Sequence[WantBack], kind: str, reason: str
) -> list[AskedLine]:
    """The lines of a return. Raises Invalid, or Many with an error for each line that cannot be."""
    if not wants:
        raise Invalid("no-lines")
    if len(wants) > MOST_LINES:
        raise Invalid("too-many-lines", most=MOST_LINES)
    codes = [want.swap for want in wants if want.swap]
    rows = store.RETURNABLE.rows(unit, order=source.order) if source.order is not None else []
    positions = {str(row.position) for row in rows}
    codes += [want.line for want in wants if want.line not in positions]
    goods = goods_of(unit, codes, customer=source.customer, level=source.level) if codes else {}
    found: list[AskedLine] = []
    errors: list[YdhError] = []
    for want in wants:
        try:
            found.append(_one(rows, goods, source, want, kind, reason))
        except YdhError as error:
            errors.append(error.kept())
    if not errors:
        errors = _twice(found)
    if errors:
        raise errors[0] if len(errors) == 1 else Many(errors)
    return found


def _twice(lines: Sequence[AskedLine]) -> list[YdhError]:
    seen: set[int] = set()
    errors: list[YdhError] = []
    for line in lines:
        if line.line is not None and line.line in seen:
            errors.append(Invalid("return-line-twice", code=line.code))
        seen.add(line.line or 0)
    return errors


def _one(
    rows: Sequence[Any], goods: dict[str, PricedItem], source: Origin, want: WantBack, kind: str, reason: str
) -> AskedLine:
    why = want.reason or reason
    if why not in REASON_NAMES:
        raise Invalid("return-reason", value=escaped(why), choices=tuple(REASON_NAMES))
    note = clean(want.note, "note", empty=True)
    swap = _swap(goods, want, kind)
    if source.order is None:
        return _free(goods, want, swap, why, note)
    row = _row(rows, goods, want.line, source.number)
    left = row.billed - row.returned
    quantity = _quantity(want, left, row)
    if quantity > left:
        raise Conflict("return-too-much", code=row.code, quantity=plain(quantity), left=plain(left))
    amount = line_amount(row.price, quantity, row.discount)
    return AskedLine(row.id, row.sku, row.code, swap, quantity, row.price, row.discount, amount, why, note)


def _swap(goods: dict[str, PricedItem], want: WantBack, kind: str) -> int | None:
    if not want.swap:
        return None
    if kind != EXCHANGE:
        raise Invalid("return-swap-kind")
    item = item_of(goods, want.swap)
    if not item.listed:
        raise Invalid("sku-retired", code=item.code)
    return item.id


def _free(goods: dict[str, PricedItem], want: WantBack, swap: int | None, why: str, note: str) -> AskedLine:
    """A line without an order has the price that was agreed."""
    item = item_of(goods, want.line)
    if want.price is None:
        raise Invalid("return-price-needed", code=item.code)
    price = exact(want.price, "price", least=ZERO, places=PRICE_PLACES)
    quantity = ZERO if want.quantity is None else in_base_units(want.quantity, item, least=None, each=item.each)
    if quantity <= ZERO:
        raise Invalid("quantity-zero", code=item.code)
    amount = line_amount(price, quantity, ZERO)
    return AskedLine(None, item.id, item.code, swap, quantity, price, ZERO, amount, why, note)


def _row(
    rows: Sequence[store.ReturnableRow], goods: Mapping[str, PricedItem], name: str, order: str
) -> store.ReturnableRow:
    """The order's line of that position or item. Raises NotFound, Invalid when the item stands in several lines."""
    sku = item_of(goods, name).id if name in goods else None
    found = [row for row in rows if (str(row.position) == name if sku is None else row.sku == sku)]
    if not found:
        raise NotFound("return-no-line", number=order, line=escaped(name))
    if len(found) > 1:
        positions = ", ".join(str(row.position) for row in found)
        raise Invalid("return-which-line", code=found[0].code, positions=positions)
    return found[0]


def _quantity(want: WantBack, left: Decimal, row: store.ReturnableRow) -> Decimal:
    quantity = left if want.quantity is None else in_base_units(want.quantity, row, least=None)
    if quantity <= ZERO:
        raise (
            Conflict("return-nothing-left", code=row.code) if left <= ZERO else Invalid("quantity-zero", code=row.code)
        )
    return quantity
