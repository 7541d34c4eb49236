"""What the company sells: products, and the variants (sku) in which they can be ordered.

Prices in yuan per base unit, quantities in base units. What was never used may be deleted, the rest is retired.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from ydh.core.audit.journal import changes
from ydh.core.company.actors import Actor, Who, who
from ydh.core.goods.found import (
    CODE_LIMIT,
    NEW,
    PRODUCT,
    SKU,
    FoundProduct,
    FoundSku,
    begin_chain,
    category_id,
    category_name,
    check_seen,
    checked,
    described,
    find_product,
    find_product_of,
    find_sku,
    find_under_product,
)
from ydh.core.goods.keeping import FIELDS, PLAIN, checked_keeping, refuse_lots_change
from ydh.core.goods.views import Variant
from ydh.core.rules.permissions import P
from ydh.core.values.errors import Conflict, Invalid, Stale
from ydh.core.values.money import ZERO
from ydh.core.values.pinyin import initials
from ydh.core.values.text import clean, key
from ydh.store.engine.database import Unit
from ydh.store.goods import catalogue as store

NO_KEEPING: Mapping[str, Any] = {}

# --- products ---


def add_product(
    actor: Actor,
    code: str,
    name: str,
    variant: Variant,
    *,
    category: str = "",
    brand: str = "",
    service: bool = False,
    keeping: Mapping[str, Any] = NO_KEEPING,
) -> str:
    """Add a product with its first variant and give that sku's code; the category is made when it is new. S15.6

    `keeping` is how its goods are kept: some of keeping.FIELDS.
    A service (S04.5, S04.16) has no stock. Raises NotAllowed, Invalid when a code is taken or a value is wrong.
    """

    letters = initials(name)  # before the lock: the first time takes a while

    def work(unit: Unit) -> str:
        me = who(unit, actor)
        me.need(P.PRODUCT_MANAGE)
        product = clean(code, "code", limit=CODE_LIMIT)
        it = FoundProduct(0, 1, product, clean(name, "name"), None, clean(brand, "brand", empty=True), service)
        it.category = category_id(unit, category)
        kept = {**PLAIN, **checked_keeping(keeping)}
        values = {"name": it.name, "category": it.category, "brand": it.brand, "service": it.service, **kept}
        id_ = store.ADD_PRODUCT.one(unit, code=product, fold=key(product), initials=letters, **values, **NEW)
        if id_ is None:
            raise Invalid("product-taken", code=product)
        it.id = id_
        begin_chain(unit, "product", it.id)
        PRODUCT.entry(unit, me, it.id, "create", code=product, **values | {"category": category})
        return _add(unit, me, it, variant)

    return actor.company.write(work)


def edit_product(
    actor: Actor,
    code: str,
    *,
    seen: int | None = None,
    name: str | None = None,
    category: str | None = None,
    brand: str | None = None,
    keeping: Mapping[str, Any] = NO_KEEPING,
) -> None:
    """Change what is given; an empty category or brand takes it away. `keeping`: some of keeping.FIELDS. S15.6

    Raises NotAllowed, NotFound, Stale when `seen` is no longer the product's version, Invalid.
    """

    given = {"name": name, "category": category, "brand": brand, **keeping}
    letters = initials(name or "")

    def work(unit: Unit) -> None:
        me = who(unit, actor)
        me.need(P.PRODUCT_MANAGE)
        _edit_product(unit, me, find_product(unit, code), seen, given, letters)

    actor.company.write(work)


def _edit_product(
    unit: Unit, me: Who, it: FoundProduct, seen: int | None, given: Mapping[str, Any], letters: str
) -> None:
    check_seen(it.version, seen)
    before = {"name": it.name, "category": category_name(unit, it.category), "brand": it.brand, **it.keeping()}
    after = dict(before) | checked_keeping({name: value for name, value in given.items() if name in FIELDS})
    for name in ("name", "category", "brand"):
        if given.get(name) is not None:
            after[name] = clean(given[name], name, empty=name != "name")
    if after == before:
        return
    refuse_lots_change(unit, it.id, it.code, before["lots"], after["lots"])
    kept = after | {"category": category_id(unit, after["category"]), "service": it.service}
    store.EDIT_PRODUCT.run(unit, id=it.id, **kept)
    if after["name"] != before["name"]:
        store.SET_INITIALS.run(unit, id=it.id, initials=letters)
    PRODUCT.entry(unit, me, it.id, "edit", changes=changes(unit, before, after))


# --- variants ---


def add_sku(actor: Actor, product: str, variant: Variant) -> str:
    """Add a variant that combines attributes such as colour and size, and give its code. S17.3

    Raises NotAllowed, NotFound, Invalid when the code or the combination exists or a value is wrong.
    """

    def work(unit: Unit) -> str:
        me = who(unit, actor)
        me.need(P.PRODUCT_MANAGE)
        return _add(unit, me, find_product(unit, product), variant)

    return actor.company.write(work)


def edit_sku(
    actor: Actor,
    code: str,
    *,
    seen: int | None = None,
    attributes: Mapping[str, str] | None = None,
    barcode: str | None = None,
    unit_name: str | None = None,
    pack_size: Decimal | None = None,
    pack_unit: str | None = None,
    minimum: Decimal | None = None,
    multiple: Decimal | None = None,
) -> None:
    """Change what is given of a sku; prices are `prices.set_price`'s. S15.6, S17.3

    Raises NotAllowed, NotFound, Stale when `seen` is no longer the sku's version, Invalid.
    """
    given = {
        "attributes": attributes,
        "barcode": barcode,
        "unit": unit_name,
        "pack_size": pack_size,
        "pack_unit": pack_unit,
        "minimum": minimum,
        "multiple": multiple,
    }

    def work(unit: Unit) -> None:
        me = who(unit, actor)
        me.need(P.PRODUCT_MANAGE)
        _edit_sku(unit, me, find_under_product(unit, code), seen, given)

    actor.company.write(work)


def _edit_sku(unit: Unit, me: Who, it: FoundSku, seen: int | None, given: Mapping[str, Any]) -> None:
    check_seen(it.version, seen)
    before = it.fields()
    after = checked(before | {name: value for name, value in given.items() if value is not None})
    if after["attributes"] != before["attributes"]:
        _refuse_taken_variant(unit, it.product, after["attributes"])
    _save(unit, me, it, after, "edit")


def edit_both(
    actor: Actor,
    code: str,
    variant: Mapping[str, Any],
    product: Mapping[str, Any],
    *,
    seen: int | None = None,
    product_seen: int | None = None,
) -> None:
    """Change a sku (attributes, barcode, unit, pack_size, pack_unit, minimum, multiple) and its product (name,
    category, brand, and keeping.FIELDS) at once: both or neither.

    Raises NotAllowed, NotFound, Stale when one has another version than was seen, Invalid.
    """
    letters = initials(product.get("name", ""))

    def work(unit: Unit) -> None:
        me = who(unit, actor)
        me.need(P.PRODUCT_MANAGE)
        it = find_under_product(unit, code)
        _edit_product(unit, me, find_product_of(unit, it), product_seen, product, letters)
        _edit_sku(unit, me, it, seen, variant)

    actor.company.write(work)


def retire(actor: Actor, code: str) -> None:
    """Take a sku off the catalogue: orders that have it go on, new ones cannot. S15.6"""
    actor.company.write(lambda unit: _set_listed(unit, actor, code, "retire"))


def list_again(actor: Actor, code: str) -> None:
    """Put a sku on the catalogue. Without a price that takes the right to set prices. S15.8"""
    actor.company.write(lambda unit: _set_listed(unit, actor, code, "list"))


def _set_listed(unit: Unit, actor: Actor, code: str, action: str) -> None:
    me = who(unit, actor)
    me.need(P.PRODUCT_MANAGE)
    it = find_sku(unit, code)
    if action == "list" and not it.price:
        me.need(P.PRICE_MANAGE)
    _save(unit, me, it, it.fields() | {"listed": action == "list"}, action)


def delete(actor: Actor, code: str) -> None:
    """Delete a sku that was never ordered or in stock, and its product when it was the last one. S15.6

    Raises NotAllowed, NotFound, Conflict when it was used: retire it instead.
    """

    def work(unit: Unit) -> None:
        me = who(unit, actor)
        me.need(P.PRODUCT_MANAGE)
        it = find_under_product(unit, code)
        store.LOCK_SKU_WHOLLY.row(unit, id=it.id)  # nobody may point at it from now on
        if any(use.row(unit, sku=it.id) for use in store.USES):
            raise Conflict("sku-used", code=it.code)
        for forget in store.FORGET:
            forget.run(unit, sku=it.id)
        SKU.entry(unit, me, it.id, "delete", code=it.code)
        store.DELETE_SKU.run(unit, id=it.id)
        if not store.SKUS_LEFT.one(unit, product=it.product):
            PRODUCT.entry(unit, me, it.product, "delete")
            store.DELETE_PRODUCT.run(unit, id=it.product)

    actor.company.write(work)


def _add(unit: Unit, me: Who, product: FoundProduct, variant: Variant) -> str:
    code = clean(variant.code or product.code, "code", limit=CODE_LIMIT)
    if variant.price is None:
        variant = replace(variant, price=ZERO, listed=False)  # a draft, until somebody sets its price
    else:
        me.need(P.PRICE_MANAGE)
    values = checked({name: getattr(variant, name) for name in store.SKU_FIELDS.split()})
    id_ = store.ADD_SKU.one(unit, product=product.id, code=code, fold=key(code), created_at=unit.now, **NEW, **values)
    if id_ is None:
        if store.SKU_BY_FOLD.row(unit, fold=key(code)):
            raise Invalid("sku-taken", code=code)
        _refuse_taken_variant(unit, product.id, values["attributes"])
        raise Stale("changed-meanwhile")
    begin_chain(unit, "sku", id_)
    SKU.entry(unit, me, id_, "create", code=code, product=product.code, **described(values))
    return code


def _save(unit: Unit, me: Who, it: FoundSku, after: dict[str, Any], action: str) -> None:
    before = it.fields()
    if after != before:
        store.EDIT_SKU.run(unit, id=it.id, **after)
        SKU.entry(unit, me, it.id, action, changes=changes(unit, described(before), described(after)))


def _refuse_taken_variant(unit: Unit, product: int, attributes: dict[str, str]) -> None:
    taken = store.VARIANT.row(unit, product=product, attributes=attributes)
    if taken:
        raise Invalid("variant-taken", code=taken[1])
