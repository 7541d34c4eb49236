"""The cart: one for each person and customer. Checked as it stands now, and turned into one order only once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from ydh.core.company.actors import Actor, Who, who
from ydh.core.company.settings import settings
from ydh.core.orders.agreeing import agree
from ydh.core.orders.details import customer_row
from ydh.core.orders.editing import keep_draft
from ydh.core.orders.entering import NewOrder, new_paper, submit_paper
from ydh.core.orders.lines import PricedItem, goods_by_id, goods_of, item_of, line_now, own_wants
from ydh.core.orders.looking import order_id
from ydh.core.orders.order import find
from ydh.core.orders.views import Agreed, CartLineView, CartView, Repeated, Want
from ydh.core.values.errors import Conflict, Invalid, NotFound, Stale
from ydh.core.values.money import ZERO, cents
from ydh.core.values.outcomes import Done
from ydh.core.values.quantities import in_base_units, stepped
from ydh.core.values.text import clean, escaped
from ydh.core.values.words import MASKED
from ydh.store.engine.database import Unit
from ydh.store.orders import carts
from ydh.store.orders import lines as line_rows
from ydh.store.stock import leaving

Cart = carts.CartRow
Prices = Mapping[str, Agreed]  # what was agreed by hand, by item code
NOTHING_AGREED: Prices = {}


def show(actor: Actor, customer: str | None = None, *, agreed: Prices = NOTHING_AGREED) -> CartView:
    """The cart as it would be submitted now: prices that hold or are `agreed`, what is wrong with each line (S15.7)."""

    def work(unit: Unit) -> CartView:
        me = who(unit, actor)
        buyer = customer_row(unit, me, customer)
        found = carts.LOOK.row(unit, account=me.id, customer=buyer.id)
        return as_seen(me, _view(unit, buyer, found, agreed)) if found else CartView(buyer.code, 0, (), ZERO, "")

    return actor.company.read(work)


def add(actor: Actor, wants: Sequence[Want], *, customer: str | None = None) -> CartView:
    """Put products into the cart on top of what is there. Quantities may be boxes, `2箱`."""
    return _change(actor, customer, wants, _sum)


def set_quantity(
    actor: Actor, wants: Sequence[Want], *, customer: str | None = None, seen: int | None = None
) -> CartView:
    """Set the quantities of products in the cart; 0 takes one out. Raises Stale when the cart is no longer `seen`."""
    return _change(actor, customer, wants, _exactly, seen)


def step(actor: Actor, code: str, steps: int, *, customer: str | None = None) -> CartView:
    """So many multiples more of a product, or less: from nothing to the least that can be ordered, and back out."""

    def work(unit: Unit) -> CartView:
        me, buyer, cart = open_cart(unit, actor, customer)
        goods = goods_of(unit, [code], customer=buyer.id, level=buyer.level)
        item = _item(goods, Want(code, ZERO))

        def combine(there: Decimal, _: Decimal) -> Decimal:
            return stepped(there, steps, minimum=item.minimum, multiple=item.multiple)

        return as_seen(me, _put_all(unit, buyer, cart, [(item, ZERO, "")], combine))

    return actor.company.write(work)


def repeat(actor: Actor, number: str, *, customer: str | None = None, on_top: bool = False) -> Repeated:
    """Put the lines of an order into its customer's cart again; what is not sold is named.

    Of an item that is there already the cart then has as much as the order had, however often it is repeated, unless
    it is to come `on_top`. Raises NotFound also when `customer` is named and it is another's order, NotAllowed.
    """

    def work(unit: Unit) -> Repeated:
        me = who(unit, actor)
        (doc,) = find(unit, me, ids=[order_id(unit, me, number)], deep=False)
        whose = line_rows.CUSTOMER.row(unit, id=doc.customer)
        assert whose is not None
        _, buyer, cart = open_cart(unit, actor, customer or whose.code)
        if doc.customer != buyer.id:
            raise NotFound("order-unknown", number=escaped(number))
        own = own_wants(unit, doc.id, customer=buyer.id, level=buyer.level)
        again = [(item, Decimal(want.quantity), want.note) for want, item in own]
        retired = dict.fromkeys(item.code for item, *_ in again if not item.listed)
        view = put_in(unit, buyer, cart, [one for one in again if one[0].listed], on_top=on_top)
        return Repeated(as_seen(me, view), tuple(Invalid("sku-retired", code=code) for code in retired))

    return actor.company.write(work)


def remove(actor: Actor, codes: Sequence[str], *, customer: str | None = None) -> CartView:
    """Take products out of the cart. Raises NotFound for one that is not in it."""

    def work(unit: Unit) -> CartView:
        me, buyer, cart = open_cart(unit, actor, customer)
        goods = goods_of(unit, list(codes), customer=buyer.id, level=buyer.level)
        for code in codes:
            if code not in goods or not carts.REMOVE.run(unit, cart=cart.id, sku=goods[code].id):
                raise NotFound("not-in-cart", code=escaped(code))
        return as_seen(me, _touched(unit, buyer, cart))

    return actor.company.write(work)


def clear(actor: Actor, *, customer: str | None = None) -> CartView:
    """Empty the cart."""

    def work(unit: Unit) -> CartView:
        me, buyer, cart = open_cart(unit, actor, customer)
        carts.CLEAR.run(unit, cart=cart.id)
        return as_seen(me, _touched(unit, buyer, cart))

    return actor.company.write(work)


def submit(
    actor: Actor,
    *,
    customer: str | None = None,
    channel: str | None = None,
    details: Mapping[str, Any] | None = None,
    version: int | None = None,
    total: Decimal | None = None,
    ask_customer: bool = False,
    freight: Decimal = ZERO,
    agreed: Prices = NOTHING_AGREED,
    as_draft: bool = False,
) -> Done:
    """Make the cart one order, or a draft, and empty it. `version` is the cart that was seen.

    `freight` in yuan and prices that were `agreed` are for staff to give, the latter with price.manage.
    Another price than the one seen, higher or lower, is refused, unless `total` in yuan is what it comes to now.
    Submitted twice at once it is still one order: who comes second and saw the same cart gets the same number.
    """

    def work(unit: Unit) -> Done:
        me, _, cart = open_cart(unit, actor, customer)
        rows = carts.LINES.rows(unit, cart=cart.id)
        if not rows and version is not None and cart.last_number and cart.version == version + 1:
            return Done(cart.last_number, "", 0)
        if version is not None and version != cart.version:
            raise Stale("cart-changed")
        if not rows:
            raise (
                Conflict("cart-just-submitted", number=cart.last_number) if cart.last_number else Invalid("empty-cart")
            )
        wants = [_want(row.code, row.quantity, row.note, agreed) for row in rows]
        paper: NewOrder = new_paper(unit, me, wants, customer, channel, details, freight)
        if as_draft:
            done = keep_draft(unit, me, settings(unit), paper, via=actor.via)
        else:
            agree(me, paper.lines, {row.sku: row.seen_price for row in rows}, total=total)
            paper.ask_customer = ask_customer
            done = submit_paper(unit, me, settings(unit), paper, via=actor.via)
        carts.CLEAR.run(unit, cart=cart.id)
        _touch(unit, cart, done.number)
        return done

    return actor.company.write(work)


def _want(code: str, quantity: Decimal, note: str, agreed: Prices) -> Want:
    by_hand = agreed.get(code, Agreed())
    return Want(code, quantity, by_hand.price, by_hand.discount, note)


def open_cart(unit: Unit, actor: Actor, customer: str | None) -> tuple[Who, line_rows.CustomerRow, Cart]:
    """The actor, whose cart it is, and the cart, locked."""
    me = who(unit, actor)
    buyer = customer_row(unit, me, customer)
    carts.ENSURE.run(unit, account=me.id, customer=buyer.id)
    cart = carts.FIND.row(unit, account=me.id, customer=buyer.id)
    assert cart is not None
    return me, buyer, cart


def as_seen(me: Who, view: CartView) -> CartView:
    """The cart without its amounts for who may not see any; to him no price has changed."""
    if me.sees_amounts():
        return view
    return replace(view, lines=tuple(_without_amounts(line) for line in view.lines), total=MASKED)


def _without_amounts(line: CartLineView) -> CartLineView:
    problems = tuple(problem for problem in line.problems if problem.id != "price-changed")
    return replace(line, price=MASKED, amount=MASKED, seen_price=MASKED, problems=problems)


def _touch(unit: Unit, cart: Cart, number: str) -> Cart:
    if carts.TOUCH.run(unit, id=cart.id, version=cart.version, last_number=number) != 1:
        raise Stale("cart-changed")
    return carts.CartRow(cart.id, cart.version + 1, number)


def _touched(unit: Unit, buyer: line_rows.CustomerRow, cart: Cart) -> CartView:
    return _view(unit, buyer, _touch(unit, cart, cart.last_number))


def _change(
    actor: Actor,
    customer: str | None,
    wants: Sequence[Want],
    combine: Callable[[Decimal, Decimal], Decimal],
    seen: int | None = None,
) -> CartView:
    def work(unit: Unit) -> CartView:
        me, buyer, cart = open_cart(unit, actor, customer)
        if seen not in (None, cart.version):
            raise Stale("cart-changed")
        goods = goods_of(unit, [w.sku for w in wants], customer=buyer.id, level=buyer.level)
        items = [_item(goods, want) for want in wants]
        if combine is _exactly:
            _refuse_twice(items)
        lines = [(x, quantity_of(want, x), want.note) for x, want in zip(items, wants, strict=True)]
        return as_seen(me, _put_all(unit, buyer, cart, lines, combine))

    return actor.company.write(work)


def _refuse_twice(items: Sequence[PricedItem]) -> None:
    """What is set is set once; what is added adds up."""
    seen: set[int] = set()
    for item in items:
        if item.id in seen:
            raise Invalid("item-twice", code=item.code)
        seen.add(item.id)


def put_in(
    unit: Unit,
    buyer: line_rows.CustomerRow,
    cart: Cart,
    lines: Sequence[tuple[PricedItem, Decimal, str]],
    *,
    on_top: bool,
) -> CartView:
    """Put many lines in, on top of what the cart has of their items, or in its place; lines of one item add up.

    A note that is there stays when none is given. So does the price that was seen of a line that is there: who puts
    many in has not been told of another one. Without lines the cart is as it was.
    """
    if not lines:
        return _view(unit, buyer, cart)
    return _put_all(unit, buyer, cart, _added_up(lines), _sum if on_top else _instead)


def _added_up(lines: Sequence[tuple[PricedItem, Decimal, str]]) -> list[tuple[PricedItem, Decimal, str]]:
    """One line for each item, with the first note."""
    found: dict[int, tuple[PricedItem, Decimal, str]] = {}
    for item, more, note in lines:
        _, quantity, noted = found.get(item.id, (item, ZERO, ""))
        found[item.id] = item, quantity + more, noted or note
    return list(found.values())


def _sum(there: Decimal, more: Decimal) -> Decimal:
    return there + more


def _exactly(_there: Decimal, quantity: Decimal) -> Decimal:
    return quantity


def _instead(_there: Decimal, quantity: Decimal) -> Decimal:
    """As `_exactly`, by who has not seen the price that holds now."""
    return quantity


def _put_all(
    unit: Unit,
    buyer: line_rows.CustomerRow,
    cart: Cart,
    lines: Sequence[tuple[PricedItem, Decimal, str]],
    combine: Callable[[Decimal, Decimal], Decimal],
) -> CartView:
    there = {row.sku: (row.quantity, row.note, row.seen_price) for row in carts.LINES.rows(unit, cart=cart.id)}
    touched = False
    for item, more, note in lines:
        old, noted, seen = there.get(item.id, (ZERO, "", item.price))
        quantity, note = combine(old, more), note or noted
        if combine is _exactly:
            seen = item.price
        if quantity or old:  # what is not there cannot be taken out, and nobody has to look again
            _put(unit, cart, item, quantity, note, seen)
            touched = True
        there[item.id] = quantity, note, seen
    return _touched(unit, buyer, cart) if touched else _view(unit, buyer, cart)


def _item(goods: dict[str, PricedItem], want: Want) -> PricedItem:
    item = item_of(goods, want.sku)
    if not item.listed:
        raise Invalid("sku-retired", code=item.code)
    return item


def quantity_of(want: Want, item: PricedItem) -> Decimal:
    """Base units of what is wanted. Raises Invalid."""
    return in_base_units(want.quantity, item, least=None, each=item.each)


def _put(unit: Unit, cart: Cart, item: PricedItem, quantity: Decimal, note: str, seen: Decimal) -> None:
    if quantity < ZERO:
        raise Invalid("quantity-zero", code=item.code)
    if quantity == ZERO:
        carts.REMOVE.run(unit, cart=cart.id, sku=item.id)
        return
    text = clean(note, "note", empty=True)
    carts.PUT.run(unit, cart=cart.id, sku=item.id, quantity=quantity, seen_price=seen, note=text)


def _view(unit: Unit, buyer: line_rows.CustomerRow, cart: Cart, agreed: Prices = NOTHING_AGREED) -> CartView:
    rows = carts.LINES.rows(unit, cart=cart.id)
    skus = [row[0] for row in rows]
    goods = goods_by_id(unit, skus, customer=buyer.id, level=buyer.level)
    cfg = settings(unit)
    available, otherwise = leaving.available(unit, cfg.today, skus), cfg["when_short"]
    lines, total = [], cents(ZERO)
    for sku, code, name, quantity, seen, note, attributes in rows:
        item, want, free = goods[sku], _want(code, quantity, note, agreed), available.get(sku, ZERO)
        before = seen if want.price is None else None
        line = line_now(item, want, (name, attributes), free, otherwise, seen_price=before)
        lines.append(line)
        if isinstance(line.amount, Decimal):
            total += line.amount
    return CartView(buyer.code, cart.version, tuple(lines), total, cart.last_number)
