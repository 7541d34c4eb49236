"""An order that is being changed, as a cart: its lines as they would be priced now, with what is wrong with each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ydh.core.company.actors import Actor, who
from ydh.core.company.settings import settings
from ydh.core.orders.agreeing import prices_of
from ydh.core.orders.cart import as_seen, quantity_of
from ydh.core.orders.editing import editable
from ydh.core.orders.lines import PricedItem, amount_now, goods_of, item_of, line_now, own_wants
from ydh.core.orders.order import Order
from ydh.core.orders.views import CartLineView, CartView, Want
from ydh.core.rules.machine import DRAFT
from ydh.core.rules.orders import ORDER
from ydh.core.values.errors import Invalid, YdhError
from ydh.core.values.money import ZERO, cents
from ydh.core.values.outcomes import Amount, Seen
from ydh.core.values.words import MASKED
from ydh.store.engine.database import Unit
from ydh.store.goods import shelf
from ydh.store.orders import lines as line_rows
from ydh.store.orders import orders
from ydh.store.stock import leaving


@dataclass(frozen=True, slots=True)
class Reworked:
    """What the order would be: as a cart, as wants in base units, and for each given want why it cannot be a line.

    `total` in yuan is what it would come to with its freight.
    """

    view: CartView
    total: Amount
    wants: tuple[Want, ...]
    wrong: tuple[YdhError | None, ...]


def rework(actor: Actor, name: str, wants: Sequence[Want] | None = None) -> Reworked:
    """An order that may still be edited with these lines, or its own (None); wants of the same item are added up.

    Changes nothing: `editing.edit` does. The view's version is the order's revision. Raises as `edit` does.
    """

    def work(unit: Unit) -> Reworked:
        me = who(unit, actor)
        doc = editable(unit, me, name, Seen(), steps=(DRAFT, ORDER.first()))
        buyer = line_rows.CUSTOMER.row(unit, id=doc.customer)
        assert buyer is not None
        given = (
            [want for want, _ in own_wants(unit, doc.id, customer=buyer.id, level=buyer.level)]
            if wants is None
            else list(wants)
        )
        goods = goods_of(unit, [want.sku for want in given], customer=buyer.id, level=buyer.level)
        wrong = tuple(_wrong(want, goods) for want in given)
        merged = _merged([want for want, error in zip(given, wrong, strict=True) if error is None], goods)
        by_code = {item.code: item for item in goods.values()}
        lines = _lines(unit, doc, merged, by_code)
        total = sum((amount_now(by_code[want.sku], want) for want in merged), cents(ZERO))
        view = CartView(buyer.code, doc.revision, lines, total, doc.name)
        whole = total + _freight(unit, doc) if me.sees_amounts() else MASKED
        return Reworked(as_seen(me, view), whole, tuple(merged), wrong)

    return actor.company.read(work)


def _freight(unit: Unit, doc: Order) -> Decimal:
    row = orders.DETAILS_OF.row(unit, id=doc.id)
    assert row is not None
    freight: Decimal = row[-1]
    return freight


def _wrong(want: Want, goods: Mapping[str, PricedItem]) -> YdhError | None:
    try:
        item = item_of(goods, want.sku)
        if quantity_of(want, item) < ZERO:
            return Invalid("quantity-zero", code=item.code)
    except YdhError as error:
        return error.kept()
    return None


def _merged(wants: Sequence[Want], goods: Mapping[str, PricedItem]) -> list[Want]:
    """One want for each item and price, in base units; what comes to nothing is left out."""
    merged: dict[tuple[str, Decimal | None, Decimal], Want] = {}
    for want in wants:
        item = goods[want.sku]
        key = (item.code, want.price, want.discount)
        there = merged.get(key, Want(item.code, ZERO, want.price, want.discount, want.note))
        quantity = Decimal(there.quantity) + quantity_of(want, item)
        merged[key] = replace(there, quantity=quantity, note=there.note or want.note)
    return [want for want in merged.values() if want.quantity > ZERO]  # type: ignore[operator]


def _lines(
    unit: Unit, doc: Order, wants: Sequence[Want], by_code: Mapping[str, PricedItem]
) -> tuple[CartLineView, ...]:
    skus = list({by_code[want.sku].id for want in wants})
    cfg = settings(unit)
    # what the order has reserved itself is there for it
    own = [(line.sku, warehouse, quantity) for line in doc.lines for warehouse, quantity in line.reserved.items()]
    free = leaving.available(unit, cfg.today, skus, own)
    seen = prices_of(unit, doc.id)
    names = {row.id: (row.name, row.attributes) for row in shelf.VIEWS_BY_ID.rows(unit, skus, level=0, customer=0)}
    otherwise = cfg["when_short"]
    items = [by_code[want.sku] for want in wants]
    return tuple(
        line_now(
            it,
            want,
            names[it.id],
            free.get(it.id, ZERO),
            otherwise,
            seen_price=seen.get(it.id) if want.price is None else None,
        )
        for want, it in zip(wants, items, strict=True)
    )
