"""Products brought in from a file: added, changed or left as they are, row by row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from ydh.core.company.actors import Who
from ydh.core.goods import codes
from ydh.core.goods.codes import Holdings
from ydh.core.goods.found import category_id, checked
from ydh.core.goods.keeping import FIELDS, PLAIN, checked_keeping
from ydh.core.goods.sku_bulk import SKU_NAMES, SkuRows, load_skus, write
from ydh.core.goods.units import check_unit
from ydh.core.goods.views import PutProduct
from ydh.core.rules.permissions import P
from ydh.core.values.bulk import Draft, chunks
from ydh.core.values.errors import Conflict, Invalid
from ydh.core.values.money import ZERO
from ydh.core.values.outcomes import Put, tried
from ydh.core.values.pinyin import beside
from ydh.core.values.text import CODE_LIMIT, clean, key
from ydh.store.engine.database import Unit
from ydh.store.goods import catalogue as single
from ydh.store.goods import goods_in_bulk as store
from ydh.store.tables.fields import canonical

PRODUCT_NAMES = tuple(store.PRODUCT_FIELDS.split())
_CHAIN = "version head entries"
PRODUCTS = SkuRows(
    "product",
    (*PRODUCT_NAMES, "initials", "sort"),
    store.ADD_PRODUCTS,
    f"code fold {store.PRODUCT_FIELDS} initials sort {_CHAIN}",
    store.PRODUCT_IDS,
    store.SAVE_PRODUCTS,
)
SKUS = SkuRows(
    "sku",
    SKU_NAMES,
    store.ADD_SKUS,
    f"product created_at code fold {single.SKU_FIELDS} {_CHAIN}",
    store.SKU_IDS,
    store.SAVE_SKUS,
)
Categories = dict[str, int | None]  # by name
_NEW_PRODUCT: Mapping[str, Any] = {"category": "", "brand": "", "service": False, **PLAIN}
_NEW_SKU: Mapping[str, Any] = {
    "attributes": {},
    "barcode": None,
    "unit": "",
    "pack_size": Decimal(1),
    "pack_unit": "",
    "minimum": ZERO,
    "multiple": Decimal(1),
    "price": ZERO,
    "listed": True,
}


@dataclass(slots=True)
class _Shelf:
    """The products and skus that a chunk of rows is about, as they shall be."""

    unit: Unit
    me: Who
    categories: Categories
    products: dict[str, Draft] = field(default_factory=dict)
    skus: dict[str, Draft] = field(default_factory=dict)
    variants: dict[tuple[str, str], str] = field(default_factory=dict)
    stocked: set[int] = field(default_factory=set)
    codes: Holdings = field(init=False)


def put_products(unit: Unit, me: Who, rows: Sequence[PutProduct]) -> list[Put]:
    """Bring in products and their skus; for each row, in order: added, changed, unchanged, or the error.

    A row with an error changes nothing; the others are written. Raises NotAllowed, Stale.
    """
    me.need(P.PRODUCT_MANAGE)
    codes.alone(unit)
    categories: Categories = {"": None, **dict(single.CATEGORIES.rows(unit))}
    results: list[Put] = []
    for chunk in chunks(rows):
        shelf = _Shelf(unit, me, categories)
        _load(shelf, chunk)
        results += [tried(_put, shelf, row) for row in chunk]
        write(unit, me, PRODUCTS, shelf.products.values(), kept=lambda draft: _as_stored(categories, draft))
        write(unit, me, SKUS, shelf.skus.values(), parent=lambda sku: _parent(unit, sku))
        shelf.codes.write({sku.code: sku.id for sku in shelf.skus.values()}.__getitem__)
    return results


def _as_stored(categories: Categories, draft: Draft) -> dict[str, Any]:
    return draft.after | {"category": categories[draft.after["category"]], **beside(draft.after["name"])}


def _parent(unit: Unit, sku: Draft) -> tuple[int, datetime]:
    assert sku.parent is not None
    return sku.parent.id, unit.now


def _load(shelf: _Shelf, rows: Sequence[PutProduct]) -> None:
    folds = {key(row.code) for row in rows}
    by_id: dict[int, str] = {}
    found = store.LOCK_PRODUCTS.rows(shelf.unit, sorted(folds))
    shelf.categories |= single.CATEGORIES.rows(shelf.unit)  # after the lock: others may have made one meanwhile
    names = {id_: name for name, id_ in shelf.categories.items()}
    for fold, id_, version, head, seq, code, *values in found:
        now = dict(zip(PRODUCT_NAMES, values, strict=True))
        now["category"] = names[now["category"]]
        shelf.products[fold] = Draft(fold, code, dict(now), now, id_, version, head, seq)
        by_id[id_] = fold
    shelf.stocked = {product for (product,) in store.STOCKED.rows(shelf.unit, list(by_id))}
    for product, attributes, fold in store.VARIANTS.rows(shelf.unit, list(by_id)):
        shelf.variants[by_id[product], canonical(attributes)] = fold
    shelf.skus = load_skus(shelf.unit, (row.sku or row.code for row in rows))
    for sku in shelf.skus.values():
        sku.parent = shelf.products.get(by_id.get(sku.parent_id, ""))
    named = [text for row in rows for text in (row.sku or row.code, row.barcode) if text]
    shelf.codes = Holdings(shelf.unit, [*named, *(x for it in shelf.skus.values() if (x := it.after["barcode"]))])


def _put(shelf: _Shelf, row: PutProduct) -> str:
    fold, sku_fold = key(row.code), key(row.sku or row.code)
    product, sku = shelf.products.get(fold), shelf.skus.get(sku_fold)
    product_values = _product_values(shelf, row, product)
    if sku is not None and (product is None or sku.parent is not product):
        raise Invalid("sku-taken", code=sku.code)
    values = _sku_values(shelf, row, sku)
    variant = (fold, canonical(values["attributes"]))
    other = shelf.variants.get(variant, sku_fold)
    if other != sku_fold:
        raise Invalid("variant-taken", code=shelf.skus[other].code if other in shelf.skus else other)
    code = sku.code if sku else clean(row.sku or row.code, "code", limit=CODE_LIMIT)
    has = codes.codes_of(code, sku.after["barcode"]) if sku else []
    shelf.codes.change(code, has, codes.codes_of(code, values["barcode"]))
    # all checks are passed: from here on the row counts
    if product is None:
        product = shelf.products[fold] = Draft(fold, clean(row.code, "code", limit=CODE_LIMIT), {})
    changed = product.after != product_values
    product.after = product_values
    if sku is None:
        shelf.skus[sku_fold] = Draft(sku_fold, code, values, parent=product)
        shelf.variants[variant] = sku_fold
        return "added"
    changed = changed or sku.after != values
    shelf.variants.pop((fold, canonical(sku.after["attributes"])), None)
    shelf.variants[variant] = sku_fold
    sku.after = values
    return "changed" if changed else "unchanged"


def _product_values(shelf: _Shelf, row: PutProduct, product: Draft | None) -> dict[str, Any]:
    values = dict(product.after if product else _NEW_PRODUCT)
    if row.name is not None or product is None:
        values["name"] = clean(row.name or "", "name")
    if row.brand is not None:
        values["brand"] = clean(row.brand, "brand", empty=True)
    if row.service is not None:
        if product is not None and row.service != product.after["service"]:
            raise Invalid("service-fixed", code=product.code)
        values["service"] = row.service
    values |= checked_keeping({name: value for name in FIELDS if (value := getattr(row, name)) is not None})
    if product is not None and product.id in shelf.stocked and values["lots"] != product.after["lots"]:
        raise Conflict("lots-stocked", code=product.code)
    if row.category is not None:
        values["category"] = category = clean(row.category, "category", empty=True)
        if category not in shelf.categories:
            shelf.categories[category] = category_id(shelf.unit, category)
    return values


def _sku_values(shelf: _Shelf, row: PutProduct, sku: Draft | None) -> dict[str, Any]:
    values = dict(sku.after if sku else _NEW_SKU)
    given = {name: value for name in SKU_NAMES if (value := getattr(row, name)) is not None}
    if sku is None and row.price is None:
        given["listed"] = False  # a draft, until somebody sets its price
    values = checked(values | given)
    if row.price is not None and (sku is None or values["price"] != sku.after["price"]):
        shelf.me.need(P.PRICE_MANAGE)
    if sku is not None and sku.before is not None:
        check_unit(shelf.unit, sku.id, sku.code, sku.before["unit"], values["unit"])
    return values
