"""All that can be seen of one item of the goods, or of a product with its items. Prices in yuan, base units."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.goods import catalogue, keeping, prices
from ydh.core.goods.views import AgreedPrice, Availability, Goods, Keeping, SkuView
from ydh.core.values.errors import NotAllowed, NotFound
from ydh.core.values.pinyin import fits
from ydh.core.values.text import escaped


def show_goods(actor: Actor, code: str, *, customer: str = "", item: bool = False) -> Goods:
    """The product of that code with its items, or one item by its code, its barcode or a customer's own code.

    `item`: the item, even where a product has the same code; then all of its product stand beside it. Raises
    NotAllowed, NotFound.
    """
    one, items = _item(actor, code, customer) if item else _named(actor, code, customer)
    kept, agreed = _kept(actor, one.product), _agreed(actor, one.code) if item or len(items) == 1 else ()
    return Goods(one, items, kept, agreed)


def _named(actor: Actor, code: str, customer: str) -> tuple[SkuView, tuple[SkuView, ...]]:
    try:
        product = catalogue.show_product(actor, code, customer=customer)
    except NotFound:
        one = catalogue.show_sku(actor, code, customer=customer)
        return one, (one,)
    if not product.skus:
        raise NotFound("product-unknown", code=escaped(code))
    return _alike(product.code, product.skus), product.skus


def _item(actor: Actor, code: str, customer: str) -> tuple[SkuView, tuple[SkuView, ...]]:
    one = catalogue.show_sku(actor, code, customer=customer)
    return one, catalogue.show_product(actor, one.product, customer=customer).skus


def _alike(code: str, items: Sequence[SkuView]) -> SkuView:
    """What the items have in common, under the product's code; unknown where they differ."""
    first = items[0]
    if len(items) == 1:
        return first

    def same(name: str, unless: Any) -> Any:
        found = getattr(first, name)
        return found if all(getattr(it, name) == found for it in items) else unless

    numbers = {name: same(name, None) for name in ("pack_size", "minimum", "multiple", "price", "list_price")}
    texts = {name: same(name, "") for name in ("barcode", "unit", "pack_unit", "source")}
    own: dict[str, Any] = {"attributes": {}, "listed": any(it.listed for it in items), "availability": _together(items)}
    return replace(first, code=code, **texts, **numbers, **own)


def _together(items: Sequence[SkuView]) -> Availability:
    there = [it.availability for it in items]
    words = [it.word for it in there]
    known = [it.quantity for it in there if it.quantity is not None]
    best = next(word for word in (catalogue.ALWAYS, catalogue.IN_STOCK, catalogue.FEW, catalogue.OUT) if word in words)
    return Availability(best, sum(known, Decimal(0)) if len(known) == len(there) else None)


def _kept(actor: Actor, product: str) -> Keeping | None:
    try:
        return keeping.keeping_of(actor, product)
    except NotAllowed:
        return None


def _agreed(actor: Actor, sku: str) -> tuple[AgreedPrice, ...]:
    try:
        return prices.agreed_prices(actor, sku)
    except NotAllowed:
        return ()


def find_category(actor: Actor, text: str) -> list[tuple[str, str]]:
    """(name, "") of the categories, by name or initials."""
    return [(name, "") for name in catalogue.categories(actor) if fits(text, name)]


def find_item(actor: Actor, text: str) -> list[tuple[str, str]]:
    """(code, name) of some items, by any code, words of the name or initials. Raises NotAllowed."""
    return [
        (it.code, " ".join([it.name, *it.attributes.values()])) for it in catalogue.search(actor, text, limit=5).rows
    ]
