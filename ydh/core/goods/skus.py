"""Skus: the variants in which products can be ordered.

Prices in yuan per base unit, quantities in base units. What was never used may be removed, the rest is retired.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from ydh.core.audit.master import Fields, Master, given, write_new
from ydh.core.company.actors import Actor, Who, who
from ydh.core.goods import codes
from ydh.core.goods.found import (
    PRODUCT,
    SKU,
    FoundProduct,
    FoundSku,
    checked,
    described,
    find_product,
    find_under_product,
)
from ydh.core.goods.units import check_unit
from ydh.core.goods.views import Variant
from ydh.core.rules.permissions import P
from ydh.core.values.errors import Conflict, Invalid, Stale
from ydh.core.values.money import ZERO
from ydh.core.values.text import CODE_LIMIT, clean, key
from ydh.store.engine.database import Unit
from ydh.store.goods import catalogue as store


def add(actor: Actor, product: str, variant: Variant) -> str:
    """Add a variant that combines attributes such as colour and size, and give its code. S17.3

    Raises NotAllowed, NotFound, Invalid when the code or the combination exists or a value is wrong.
    """

    def work(unit: Unit) -> str:
        me = who(unit, actor)
        me.need(P.PRODUCT_MANAGE)
        codes.alone(unit)
        return write_sku(unit, me, find_product(unit, product), variant)

    return actor.company.write(work)


def edit(
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
    values = {
        "attributes": attributes,
        "barcode": barcode,
        "unit": unit_name,
        "pack_size": pack_size,
        "pack_unit": pack_unit,
        "minimum": minimum,
        "multiple": multiple,
    }
    SKUS.edit(actor, code, given(values), seen=seen)


def retire(actor: Actor, code: str, *, seen: int | None = None) -> int:
    """Take a sku off the catalogue: orders that have it go on, new ones cannot. S15.6"""
    return SKUS.retire(actor, code, seen=seen)


def restore(actor: Actor, code: str, *, seen: int | None = None) -> int:
    """Put a sku on the catalogue. Without a price that takes the right to set prices. S15.8"""
    return SKUS.restore(actor, code, seen=seen)


class _Skus(Master[FoundSku]):
    subject = SKU
    restored = "list"
    write_fields, write_active = store.EDIT_SKU, store.SET_LISTED

    def find(self, unit: Unit, actor: Actor, code: str) -> tuple[Who, FoundSku]:
        me = who(unit, actor)
        me.need(P.PRODUCT_MANAGE)
        codes.alone(unit)
        return me, find_under_product(unit, code)

    def fields(self, unit: Unit, it: FoundSku) -> Fields:
        return it.fields()

    def after(self, unit: Unit, me: Who, it: FoundSku, before: Fields, values: Fields) -> Fields:
        after = checked(before | values)
        if after["attributes"] != before["attributes"]:
            _refuse_taken_variant(unit, it.product, after["attributes"])
        check_unit(unit, it.id, it.code, before["unit"], after["unit"])
        return after

    def write(self, unit: Unit, it: FoundSku, before: Fields, after: Fields) -> None:
        was, will = (codes.codes_of(it.code, fields["barcode"]) for fields in (before, after))
        codes.change(unit, (it.id, it.code), was, will)
        super().write(unit, it, before, after)

    def shown(self, fields: Fields) -> Fields:
        return described(fields)

    def switch(self, unit: Unit, me: Who, it: FoundSku, active: bool) -> None:
        if active and not it.price:
            me.need(P.PRICE_MANAGE)
        super().switch(unit, me, it, active)

    def told(self, active: bool) -> Fields:
        return {"changes": [["listed", not active, active]]}


SKUS = _Skus()


def remove(actor: Actor, code: str) -> None:
    """Remove a sku that was never ordered or in stock, and its product when it was the last one. S15.6

    Raises NotAllowed, NotFound, Conflict when it was used: retire it instead.
    """

    def work(unit: Unit) -> None:
        me, it = SKUS.find(unit, actor, code)
        store.LOCK_SKU_WHOLLY.row(unit, id=it.id)  # nobody may point at it from now on
        if any(use.row(unit, sku=it.id) for use in store.USES):
            raise Conflict("sku-used", code=it.code)
        settle = codes.forget(unit, it.id)
        for forget in store.FORGET:
            forget.run(unit, sku=it.id)
        settle()
        SKU.entry(unit, me, it.id, "delete", code=it.code)
        store.DELETE_SKU.run(unit, id=it.id)
        if not store.SKUS_LEFT.one(unit, product=it.product):
            PRODUCT.entry(unit, me, it.product, "delete")
            store.DELETE_PRODUCT.run(unit, id=it.product)

    actor.company.write(work)


def write_sku(unit: Unit, me: Who, product: FoundProduct, variant: Variant) -> str:
    """Write a new variant of a product, inside a unit of work. Raises as `add` does."""
    code = clean(variant.code or product.code, "code", limit=CODE_LIMIT)
    if variant.price is None:
        variant = replace(variant, price=ZERO, listed=False)  # a draft, until somebody sets its price
    else:
        me.need(P.PRICE_MANAGE)
    values = checked({name: getattr(variant, name) for name in store.SKU_FIELDS.split()})
    told = {"code": code, "product": product.code, **described(values)}
    stored = {"product": product.id, "code": code, "fold": key(code), "created_at": unit.now, **values}
    id_ = write_new(unit, me, SKU, store.ADD_SKU, told, **stored)
    if id_ is None:
        if store.SKU_BY_FOLD.row(unit, fold=key(code)):
            raise Invalid("sku-taken", code=code)
        _refuse_taken_variant(unit, product.id, values["attributes"])
        raise Stale("changed-meanwhile")
    codes.change(unit, (id_, code), [], codes.codes_of(code, values["barcode"]))
    return code


def _refuse_taken_variant(unit: Unit, product: int, attributes: dict[str, str]) -> None:
    taken = store.VARIANT.row(unit, product=product, attributes=attributes)
    if taken:
        raise Invalid("variant-taken", code=taken[1])
