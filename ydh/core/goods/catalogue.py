"""What may be seen of the goods: a customer sees what is listed, at the price that holds for him.

Prices in yuan per base unit, MASKED for staff without amount.view; quantities in base units. It is read afresh
every time, so a change of a product shows on the customer's side at once (S15.7).
"""

import json
from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from itertools import islice

from ydh.core.company.actors import Actor, Who, who
from ydh.core.company.pages import after_of
from ydh.core.company.settings import settings
from ydh.core.goods import codes
from ydh.core.goods.catalogue_order import ALL, ONLY_BOUGHT, Look, PlacedItem, in_order
from ydh.core.goods.views import Availability, ProductView, ShelfRow, SkuView
from ydh.core.rules.permissions import P
from ydh.core.rules.prices import price_that_holds
from ydh.core.values.errors import NotFound
from ydh.core.values.lazy import dataclass
from ydh.core.values.money import ZERO
from ydh.core.values.outcomes import Page
from ydh.core.values.pinyin import place
from ydh.core.values.quantities import plain
from ydh.core.values.text import escaped, key
from ydh.core.values.words import MASKED, N_, Label
from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Row
from ydh.store.goods import catalogue
from ydh.store.goods import shelf as store
from ydh.store.stock import leaving

IN_STOCK = Label(N_("in stock"), "in_stock")
FEW = Label(N_("few left"), "few")
OUT = Label(N_("out of stock"), "out")
ALWAYS = Label(N_("always"), "always")
FEW_LEFT = Decimal(20)  # base units: as many are told to customers, and more are not
MOST = 500


@dataclass(frozen=True, slots=True)
class Buyer:
    """Through whose eyes prices are seen."""

    id: int
    code: str
    level: int | None


NOBODY = Buyer(0, "", None)
_PUNCTUATION = frozenset(("{", "}", "{}", ":", ","))  # of JSON, where a word would meet what nobody wrote
_LISTED = {True: (True, True), False: (False, False), None: (True, False)}


def search(
    actor: Actor,
    text: str = "",
    *,
    category: str = "",
    listed: bool | None = True,
    customer: str = "",
    sort: str = "",
    after: str = "",
    limit: int = 50,
) -> Page[SkuView]:
    """Skus by words of name (or its pinyin initials), brand, code, barcode or attributes, in pages by code. S15.6

    `sort` is name or -name for pages by name. A customer's own item codes are found too.
    Staff may ask for a customer's prices, and for what is retired (`listed` False) or both (None).
    Raises NotAllowed, NotFound.
    """

    def work(unit: Unit) -> Page[SkuView]:
        me = who(unit, actor)
        buyer = buyer_of(unit, me, customer)
        this, or_this = (True, True) if me.is_customer else _LISTED[listed]
        size = max(1, min(limit, MOST))
        values = {
            "level": buyer.level or 0,
            "customer": buyer.id,
            "this": this,
            "or_this": or_this,
            **words_of(text),
            **after_of(unit, store.SORT_OF, after, sort),
        }
        page = store.PAGES[bool(category), sort]
        values |= {"category": category} if category else {}
        rows = page.rows(unit, **values, limit=size + 1)
        views = _views(unit, me, rows[:size])
        next_ = views[-1].code if len(rows) > size else ""
        return Page(views, next_, partial(actor.company.count, page, values))

    return actor.company.read(work)


def for_buyer(
    actor: Actor,
    text: str = "",
    *,
    category: str = "",
    customer: str = "",
    only_bought: bool = False,
    after: str = "",
    limit: int = 50,
) -> Page[ShelfRow]:
    """What a customer can order, in the order in which it will look for it, a page at a time.

    First what it bought before (in orders that count; the latest first), then what was added in the last 30 days
    (the newest first), then the rest by code. `text` is as in `search`; `after` is the page's `next` and means
    nothing to anybody else. Staff name the customer; without one nothing was bought. Raises NotAllowed, NotFound.
    """

    def work(unit: Unit) -> Page[ShelfRow]:
        me = who(unit, actor)
        buyer = buyer_of(unit, me, customer)
        size = max(1, min(limit, MOST))
        look = Look(unit, buyer.id, words_of(text), category)
        found = list(islice(in_order(look, after, ONLY_BOUGHT if only_bought else ALL), size + 1))
        next = found[size - 1].cursor if len(found) > size else ""
        return Page(_shelf_rows(unit, me, buyer, found[:size]), next)

    return actor.company.read(work)


def _shelf_rows(unit: Unit, me: Who, buyer: Buyer, found: Sequence[PlacedItem]) -> tuple[ShelfRow, ...]:
    if not found:
        return ()
    rows = store.VIEWS_BY_ID.rows(unit, [x.sku for x in found], level=buyer.level or 0, customer=buyer.id)
    views = {row[0]: view for row, view in zip(rows, _views(unit, me, rows), strict=True)}
    return tuple(
        ShelfRow(
            views[x.sku], None if x.last_quantity is None else plain(x.last_quantity), x.last_date, x.new, x.cursor
        )
        for x in found
    )


def show_sku(actor: Actor, code: str, *, customer: str = "") -> SkuView:
    """One sku by its code, its barcode, or the customer's own code (S17.6). Raises NotAllowed, NotFound."""

    def work(unit: Unit) -> SkuView:
        me = who(unit, actor)
        buyer = buyer_of(unit, me, customer)
        views = _visible(me, _views(unit, me, _rows_by_code(unit, buyer, code)))
        if not views:
            raise NotFound("sku-unknown", code=escaped(code))
        return views[0]

    return actor.company.read(work)


def show_product(actor: Actor, code: str, *, customer: str = "") -> ProductView:
    """A product with its variants, S17.3. Raises NotAllowed, NotFound (a customer finds what has a listed sku)."""

    def work(unit: Unit) -> ProductView:
        me = who(unit, actor)
        buyer = buyer_of(unit, me, customer)
        row = catalogue.PRODUCT_VIEW.row(unit, fold=key(code))
        if row is not None:
            values = {"level": buyer.level or 0, "customer": buyer.id}
            views = _visible(me, _views(unit, me, store.VIEWS_OF_PRODUCT.rows(unit, product=row[0], **values)))
            if views or not me.is_customer:
                return ProductView(row.code, row.name, row.category or "", row.brand, row.service, row.version, views)
        raise NotFound("product-unknown", code=escaped(code))

    return actor.company.read(work)


def categories(actor: Actor) -> tuple[str, ...]:
    """The names of the categories. Raises NotAllowed."""

    def work(unit: Unit) -> tuple[str, ...]:
        _may_look(who(unit, actor))
        return tuple(sorted((name for name, _ in catalogue.CATEGORIES.rows(unit)), key=place))

    return actor.company.read(work)


def brands(actor: Actor) -> tuple[str, ...]:
    """The brands of what is sold or was. Raises NotAllowed."""

    def work(unit: Unit) -> tuple[str, ...]:
        _may_look(who(unit, actor))
        return tuple(sorted((row[0] for row in catalogue.BRANDS.rows(unit)), key=place))

    return actor.company.read(work)


def words_of(text: str) -> dict[str, str]:
    """The first three words of what is searched for, as the statements take them: as they are, and within JSON."""
    words = [*key(text).split(), "", "", ""]
    named = {f"word{n}": word for n, word in enumerate(words[:3], 1)}
    return named | {f"{name}_json": _in_json(word) for name, word in named.items()}


def _in_json(word: str) -> str:
    """A word as it stands within the values of JSON; what would only meet its punctuation meets nothing."""
    return "\1" if word in _PUNCTUATION else json.dumps(word, ensure_ascii=False)[1:-1]


def buyer_of(unit: Unit, me: Who, customer: str) -> Buyer:
    """Whose prices are meant: a customer's own, or those of the customer whom staff name. Raises NotFound."""
    _may_look(me)
    if not customer and not me.is_customer:
        return NOBODY
    if me.is_customer:
        row = catalogue.CUSTOMER_BY_ID.row(unit, id=me.customer)
        if row and customer and key(customer) != key(row[1]):
            row = None
    else:
        row = catalogue.CUSTOMER.row(unit, fold=key(customer))
    if row is None or not me.sees(row.id, row.region):
        raise NotFound("customer-unknown", code=escaped(customer))
    return Buyer(row.id, row.code, row.level)


def _may_look(me: Who) -> None:
    if not me.is_customer:
        me.need(P.ORDER_VIEW)


def _visible(me: Who, views: Sequence[SkuView]) -> tuple[SkuView, ...]:
    return tuple(view for view in views if view.listed or not me.is_customer)


def _rows_by_code(unit: Unit, buyer: Buyer, code: str) -> Sequence[Row]:
    item = codes.item_named(unit, code, customer=buyer.id)
    return store.VIEWS_BY_ID.rows(unit, [item.id], level=buyer.level or 0, customer=buyer.id)


def _views(unit: Unit, me: Who, rows: Sequence[Row]) -> tuple[SkuView, ...]:
    there = leaving.available(unit, settings(unit).today, [row[0] for row in rows])
    return tuple(_view(me, row, there.get(row[0], ZERO)) for row in rows)


def _view(me: Who, row: Row, there: Decimal) -> SkuView:
    (_, code, product, name, category, brand, service, attributes, barcode, unit, *numbers) = row
    pack_size, pack_unit, minimum, multiple, listed, version, listed_at, level, customer, of_product = numbers
    price = price_that_holds(listed_at, level=level, customer=customer)
    seen = me.sees_amounts()
    return SkuView(
        code=code,
        product=product,
        name=name,
        category=category or "",
        brand=brand,
        service=service,
        attributes=attributes,
        barcode=barcode or "",
        unit=unit,
        pack_size=plain(pack_size),
        pack_unit=pack_unit,
        minimum=plain(minimum),
        multiple=plain(multiple),
        listed=listed,
        price=price.value if seen else MASKED,
        source=price.source if seen else "",
        list_price=listed_at if seen else MASKED,
        availability=_availability(me, there, service=service),
        version=version,
        product_version=of_product,
    )


def _availability(me: Who, there: Decimal, *, service: bool) -> Availability:
    """Staff see the figure; customers see it when it is small, and else a word."""
    if service:
        return Availability(ALWAYS, None)
    if there <= ZERO:
        return Availability(OUT, ZERO)
    if there <= FEW_LEFT:
        return Availability(FEW, plain(there))
    return Availability(IN_STOCK, None if me.is_customer else plain(there))
