"""Products and skus as use cases find them, and what their columns may hold.

Prices in yuan per base unit, quantities in base units.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ydh.core.audit.journal import Subject
from ydh.core.goods.codes import item_named, look_up
from ydh.core.values.errors import Invalid, NotFound
from ydh.core.values.lazy import dataclass
from ydh.core.values.money import LEAST_QUANTITY, PRICE_PLACES, QUANTITY_PLACES, ZERO, number
from ydh.core.values.quantities import plain
from ydh.core.values.text import CODE_LIMIT, clean, escaped, key
from ydh.store.engine.database import Unit
from ydh.store.goods import catalogue as store
from ydh.store.goods.keeping import FIELDS as KEEPING_FIELDS
from ydh.store.tables.goods import Product, Sku

# a comma ends an attribute only where a name follows: a value may hold one
_BETWEEN = re.compile("[;；]|[,，](?=[^,，;；=]+=)")
PRODUCT, SKU = Subject("product", Product), Subject("sku", Sku)


@dataclass(slots=True)
class FoundProduct:
    """A product whose row is locked."""

    id: int
    version: int
    code: str
    name: str
    category: int | None
    brand: str
    service: bool
    lots: bool = False
    backorder: bool | None = None
    handling: str = ""
    keep_days: int | None = None
    return_days: int | None = None
    guarantee: str = ""

    @property
    def active(self) -> bool:
        """A product is there as long as one of its skus is."""
        return True

    def keeping(self) -> dict[str, Any]:
        """How its goods are kept."""
        return {name: getattr(self, name) for name in KEEPING_FIELDS.split()}


@dataclass(slots=True)
class FoundSku:
    """A sku whose row is locked."""

    id: int
    version: int
    product: int
    code: str
    attributes: dict[str, str]
    barcode: str | None
    unit: str
    pack_size: Decimal
    pack_unit: str
    minimum: Decimal
    multiple: Decimal
    price: Decimal
    listed: bool

    @property
    def active(self) -> bool:
        """Whether it can be ordered."""
        return self.listed

    def fields(self) -> dict[str, Any]:
        """What can be edited, by the name of its column."""
        return {name: getattr(self, name) for name in store.SKU_FIELDS.split()}


def find_product(unit: Unit, code: str) -> FoundProduct:
    """The product of that code, or of the item that has it in any way, with its row locked. Raises NotFound."""
    row = store.LOCK_PRODUCT.row(unit, fold=key(code))
    if row is None and (item := look_up(unit, [code]).get(code)):
        return find_product_of(unit, find_under_product(unit, item.row.code))
    if row is None:
        raise NotFound("product-unknown", code=escaped(code))
    return FoundProduct(*row)


def find_sku(unit: Unit, code: str) -> FoundSku:
    """The sku of that code, of a barcode or a further code, with its row locked. Raises NotFound, Conflict, Invalid."""
    row = store.LOCK_SKU.row(unit, fold=key(code)) or store.LOCK_SKU.row(unit, fold=key(_code_of(unit, code)))
    if row is None:
        raise NotFound("sku-unknown", code=escaped(code))
    return FoundSku(*row)


def find_under_product(unit: Unit, code: str) -> FoundSku:
    """The sku with its product's row locked before its own: variants of a product are compared with each other."""
    row = store.SKU_BY_FOLD.row(unit, fold=key(code))
    if row is None:
        row = store.SKU_BY_FOLD.row(unit, fold=key(_code_of(unit, code)))
    if row is None:
        raise NotFound("sku-unknown", code=escaped(code))
    store.LOCK_PRODUCT_BY_ID.row(unit, id=row.product)
    return find_sku(unit, row.code)


def _code_of(unit: Unit, code: str) -> str:
    """The item's own code, of what it is called otherwise. Raises NotFound, Conflict, Invalid."""
    return item_named(unit, code).code


def find_product_of(unit: Unit, it: FoundSku) -> FoundProduct:
    """The product of a sku, its row locked."""
    row = store.LOCK_PRODUCT_BY_ID.row(unit, id=it.product)
    assert row is not None
    return FoundProduct(*row)


def category_id(unit: Unit, name: str) -> int | None:
    """The category of that name, made when it is new; None for an empty name."""
    name = clean(name, "category", empty=True)
    if not name:
        return None
    store.ADD_CATEGORY.one(unit, name=name)
    found: int = store.CATEGORY.one(unit, name=name)
    return found


def category_name(unit: Unit, id_: int | None) -> str:
    """The name of a category, empty for none: ids stay out of the journal."""
    return "" if id_ is None else str(store.CATEGORY_NAME.one(unit, id=id_))


def checked(values: dict[str, Any]) -> dict[str, Any]:
    """The columns of a sku, cleaned. Raises Invalid for what cannot be."""
    unit, pack_unit = clean(values["unit"], "unit", empty=True), clean(values["pack_unit"], "pack unit", empty=True)
    if unit and key(unit) == key(pack_unit):
        if values["pack_size"] != 1:
            raise Invalid("units-same", unit=unit)
        pack_unit = ""  # a pack of one is no pack
    return {
        "attributes": read_attributes(values["attributes"]),
        "barcode": clean(values["barcode"] or "", "barcode", limit=CODE_LIMIT, empty=True) or None,
        "unit": unit,
        "pack_size": exact(values["pack_size"], "pack size", least=LEAST_QUANTITY),
        "pack_unit": pack_unit,
        "minimum": exact(values["minimum"], "minimum", least=ZERO),
        "multiple": exact(values["multiple"], "multiple", least=LEAST_QUANTITY),
        "price": exact(values["price"], "price", least=ZERO, places=PRICE_PLACES),
        "listed": values["listed"],
    }


def read_attributes(given: Mapping[str, str]) -> dict[str, str]:
    """Attributes cleaned, sorted by name: their order makes no other variant."""
    cleaned = {clean(name, "attribute"): clean(value, name) for name, value in given.items()}
    return dict(sorted(cleaned.items()))


def attributes_in(text: str) -> dict[str, str]:
    """Attributes as people and our own lists write them: colour=red; size=L, or colour=red, size=L. Raises Invalid."""
    found: dict[str, str] = {}
    for part in _BETWEEN.split(text.replace("＝", "=")):
        word, sign, value = part.partition("=")
        if part.strip() and not (sign and word.strip() and value.strip()):
            raise Invalid("import-attributes", value=escaped(text))
        if part.strip():
            found[word.strip()] = value.strip()
    return found


def exact(value: Decimal, field: str, *, least: Decimal | None, places: int = QUANTITY_PLACES) -> Decimal:
    """`value` when the store can keep it to the last place. Raises Invalid."""
    return number(f"{value:f}", field, places=places, least=least)


def described(values: dict[str, Any]) -> dict[str, Any]:
    """Columns as the journal shows them."""
    return {name: f"{plain(value):f}" if isinstance(value, Decimal) else value for name, value in values.items()}
