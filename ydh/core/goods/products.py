"""Products: what the company sells, each in one or more variants, which are skus.py's.

Prices in yuan per base unit, quantities in base units.
"""

from collections.abc import Mapping
from typing import Any

from ydh.core.audit.master import Fields, Master, check_seen, given, write_new
from ydh.core.company.actors import Actor, Who, who
from ydh.core.goods import codes, skus
from ydh.core.goods.found import PRODUCT, FoundProduct, category_id, category_name, find_product, find_product_of
from ydh.core.goods.keeping import FIELDS, PLAIN, checked_keeping, refuse_lots_change
from ydh.core.goods.views import Variant
from ydh.core.rules.permissions import P
from ydh.core.values.errors import Invalid
from ydh.core.values.pinyin import beside
from ydh.core.values.text import CODE_LIMIT, clean, key
from ydh.store.engine.database import Unit
from ydh.store.goods import catalogue as store

NO_KEEPING: Mapping[str, Any] = {}


def add(
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

    known_by = beside(name)  # before the lock: the first time takes a while

    def work(unit: Unit) -> str:
        me = who(unit, actor)
        me.need(P.PRODUCT_MANAGE)
        codes.alone(unit)
        product = clean(code, "code", limit=CODE_LIMIT)
        it = FoundProduct(0, 1, product, clean(name, "name"), None, clean(brand, "brand", empty=True), service)
        it.category = category_id(unit, category)
        kept = {**PLAIN, **checked_keeping(keeping)}
        values = {"name": it.name, "category": it.category, "brand": it.brand, "service": it.service, **kept}
        told = {"code": product, **values, "category": category}
        stored = {"code": product, "fold": key(product), **known_by, **values}
        id_ = write_new(unit, me, PRODUCT, store.ADD_PRODUCT, told, **stored)
        if id_ is None:
            raise Invalid("product-taken", code=product)
        it.id = id_
        return skus.write_sku(unit, me, it, variant)

    return actor.company.write(work)


def edit(
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
    beside(name or "")  # before the lock: the first time takes a while
    values = given({"name": name, "category": category, "brand": brand})
    PRODUCTS.edit(actor, code, {**values, **keeping}, seen=seen)


def edit_with_sku(
    actor: Actor,
    code: str,
    sku: Mapping[str, Any],
    product: Mapping[str, Any],
    *,
    seen: int | None = None,
    product_seen: int | None = None,
) -> None:
    """Change a sku (attributes, barcode, unit, pack_size, pack_unit, minimum, multiple) and its product (name,
    category, brand, and keeping.FIELDS) at once: both or neither.

    Raises NotAllowed, NotFound, Stale when one has another version than was seen, Invalid.
    """
    beside(product.get("name", ""))

    def work(unit: Unit) -> None:
        me, it = skus.SKUS.find(unit, actor, code)
        its = find_product_of(unit, it)
        check_seen(its.version, product_seen)
        PRODUCTS.change(unit, me, its, dict(product))
        check_seen(it.version, seen)
        skus.SKUS.change(unit, me, it, given(sku))

    actor.company.write(work)


class _Products(Master[FoundProduct]):
    subject = PRODUCT

    def find(self, unit: Unit, actor: Actor, code: str) -> tuple[Who, FoundProduct]:
        me = who(unit, actor)
        me.need(P.PRODUCT_MANAGE)
        return me, find_product(unit, code)

    def fields(self, unit: Unit, it: FoundProduct) -> Fields:
        return {"name": it.name, "category": category_name(unit, it.category), "brand": it.brand, **it.keeping()}

    def after(self, unit: Unit, me: Who, it: FoundProduct, before: Fields, values: Fields) -> Fields:
        after = before | checked_keeping({name: value for name, value in values.items() if name in FIELDS})
        for name in ("name", "category", "brand"):
            if values.get(name) is not None:
                after[name] = clean(values[name], name, empty=name != "name")
        if after != before:
            refuse_lots_change(unit, it.id, it.code, before["lots"], after["lots"])
        return after

    def write(self, unit: Unit, it: FoundProduct, before: Fields, after: Fields) -> None:
        kept = after | {"category": category_id(unit, after["category"]), "service": it.service}
        store.EDIT_PRODUCT.run(unit, id=it.id, **kept)
        if after["name"] != before["name"]:
            store.SET_KEPT.run(unit, id=it.id, **beside(after["name"]))


PRODUCTS = _Products()
