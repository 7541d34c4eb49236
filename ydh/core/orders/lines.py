"""From what somebody asks for to lines with a sku, a price and an amount; every problem named at once."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from ydh.core.goods.codes import by_fold, choose, folds_of, unknown
from ydh.core.goods.found import exact
from ydh.core.orders.views import CartLineView, Want
from ydh.core.rules.prices import price_that_holds
from ydh.core.values.errors import Conflict, Invalid, Many, YdhError
from ydh.core.values.lazy import dataclass
from ydh.core.values.money import ONE, PRICE_PLACES, RATE_PLACES, ZERO, line_amount, number
from ydh.core.values.quantities import check_quantity, in_base_units, plain
from ydh.core.values.text import clean
from ydh.store.engine.database import Unit
from ydh.store.orders import lines as line_rows
from ydh.store.orders import orders

MOST_LINES = 2000  # a real invoice has 1,114


@dataclass(slots=True)
class PricedItem:
    """A sku as a line needs to know it, with the price that holds for the customer."""

    id: int
    code: str
    service: bool
    listed: bool
    pack_size: Decimal
    pack_unit: str
    minimum: Decimal
    multiple: Decimal
    price: Decimal
    unit: str
    backorder: bool | None = None
    each: Decimal = ONE
    """Base units that a number stands for where nobody says of what: a box's own code counts boxes."""
    problem: YdhError | None = None
    """Why the code that it was looked up by is refused."""

    def may_wait(self, otherwise: str) -> bool:
        """Whether it may be ordered beyond what is there, for the company's own setting where it says nothing."""
        return otherwise == "wait" if self.backorder is None else self.backorder

    def missing(self, quantity: Decimal, free: Decimal) -> Decimal:
        """How much of `quantity` is not there when so much is free."""
        return ZERO if self.service else max(ZERO, quantity - max(ZERO, free))


@dataclass(slots=True)
class PricedLine:
    """A line ready to be written."""

    good: PricedItem
    quantity: Decimal
    list_price: Decimal
    price: Decimal
    discount: Decimal
    amount: Decimal
    note: str
    given: bool = False


def good(
    row: line_rows.SkuRow | line_rows.CodedSku, each: Decimal = ONE, problem: YdhError | None = None
) -> PricedItem:
    """A row as a value."""
    price = price_that_holds(row.price, level=row.level_price, customer=row.customer_price).value
    return PricedItem(
        row.id,
        row.code,
        row.service,
        row.listed,
        row.pack_size,
        row.pack_unit,
        row.minimum,
        row.multiple,
        price,
        row.unit,
        row.backorder,
        each,
        problem,
    )


def goods_of(unit: Unit, codes: Sequence[str], *, customer: int, level: int | None) -> dict[str, PricedItem]:
    """The skus behind the codes as typed, whatever they are codes of: see goods/codes.py. S17.6

    A writing unit keeps them from being deleted until it ends.
    """
    of_code = line_rows.KEEP_SKUS_BY_CODE if unit.writing else line_rows.SKUS_BY_CODE
    found = by_fold(of_code.rows(unit, folds_of(codes), level=level or 0, customer=customer))
    known = {code: choose(code, found, customer) for code in codes}
    return {code: good(it.row, plain(it.each), it.problem) for code, it in known.items() if it is not None}


def item_of(goods: Mapping[str, PricedItem], code: str) -> PricedItem:
    """The item behind a code that was looked up. Raises NotFound, or what is wrong with the code."""
    item = goods.get(code)
    if item is None:
        raise unknown(code)
    if item.problem:
        raise item.problem
    return item


def goods_by_id(unit: Unit, skus: Sequence[int], *, customer: int, level: int | None) -> dict[int, PricedItem]:
    """The skus of these ids, kept as `goods_of` keeps them."""
    of_id = line_rows.KEEP_SKUS_BY_ID if unit.writing else line_rows.SKUS_BY_ID
    return {row.id: good(row) for row in of_id.rows(unit, skus, level=level or 0, customer=customer)}


def own_wants(unit: Unit, order: int, *, customer: int, level: int | None) -> list[tuple[Want, PricedItem]]:
    """An order's own lines as they were asked for, each with its sku as it is now; without what was closed as short."""
    rows = orders.wants(unit, order)
    goods = goods_by_id(unit, [row[0] for row in rows], customer=customer, level=level)
    return [
        (Want(goods[sku].code, quantity, price if given else None, discount, note), goods[sku])
        for sku, quantity, price, discount, given, note in rows
    ]


def amount_now(item: PricedItem, want: Want) -> Decimal:
    """What a want in base units would come to now."""
    return line_amount(item.price if want.price is None else want.price, Decimal(want.quantity), want.discount)


def line_now(
    item: PricedItem,
    want: Want,
    described: tuple[str, Mapping[str, str]],
    free: Decimal,
    otherwise: str,
    *,
    seen_price: Decimal | None = None,
) -> CartLineView:
    """A line as it would be priced now, with all that is wrong with it; the want's quantity is in base units.

    `described` are name and attributes, `free` is what could be had of it, `otherwise` the company's `when_short`,
    `seen_price` what it cost when it was put there.
    """
    quantity = Decimal(want.quantity)
    price = item.price if want.price is None else want.price
    problems: list[YdhError] = [] if item.listed else [Invalid("sku-retired", code=item.code)]
    try:
        check_quantity(quantity, code=item.code, minimum=item.minimum, multiple=item.multiple)
    except Invalid as error:
        problems.append(error.kept())
    waits = item.missing(quantity, free)
    if waits and not item.may_wait(otherwise):
        problems.append(Conflict("cart-short", code=item.code, wanted=quantity, available=free))
        waits = ZERO
    seen = price if seen_price is None else seen_price
    if seen != price:
        problems.append(Conflict("price-changed", code=item.code, old=seen, new=price))
    amount = ZERO
    try:
        amount = amount_now(item, want)
    except Invalid as error:
        problems.append(error.kept())
    name, attributes = described
    words = " ".join(str(value) for value in attributes.values())
    found = tuple(problems)
    about = (item.code, name, quantity, item.unit, price, amount, seen, found, want.note, words, waits)
    return CartLineView(*about, item.pack_size, item.pack_unit)


def priced(wants: Sequence[Want], goods: dict[str, PricedItem]) -> list[PricedLine]:
    """The lines with prices and amounts, lines of the same sku and price added up.

    Raises Many with an error for each line that cannot be (unknown sku, retired, quantity, minimum, multiple).
    """
    if not wants:
        raise Invalid("no-lines")
    if len(wants) > MOST_LINES:
        raise Invalid("too-many-lines", most=MOST_LINES)
    errors: list[YdhError] = []
    merged: dict[tuple[int, Decimal, Decimal, str], PricedLine] = {}
    for want in wants:
        try:
            line = _one(want, goods)
        except YdhError as error:
            errors.append(error.kept())
            continue
        same = merged.setdefault((line.good.id, line.price, line.discount, line.note), line)
        if same is not line:
            same.quantity += line.quantity
            same.amount = line_amount(same.price, same.quantity, same.discount)
    for line in merged.values():
        try:
            check_quantity(line.quantity, code=line.good.code, minimum=line.good.minimum, multiple=line.good.multiple)
        except Invalid as error:
            errors.append(error.kept())
    if errors:
        raise errors[0] if len(errors) == 1 else Many(errors)
    return list(merged.values())


def _one(want: Want, goods: dict[str, PricedItem]) -> PricedLine:
    item = item_of(goods, want.sku)
    if not item.listed:
        raise Invalid("sku-retired", code=item.code)
    quantity = in_base_units(want.quantity, item, least=None, each=item.each)
    if quantity <= ZERO:
        raise Invalid("quantity-zero", code=item.code)
    price = item.price if want.price is None else exact(want.price, "price", least=ZERO, places=PRICE_PLACES)
    number(f"{want.discount:f}", "discount", places=RATE_PLACES, most=Decimal(1))
    note = clean(want.note, "note", empty=True) if want.note else ""
    amount = line_amount(price, quantity, want.discount)
    given = want.price is not None or want.discount != ZERO
    return PricedLine(item, quantity, item.price, price, want.discount, amount, note, given)
