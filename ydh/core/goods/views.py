"""What the use cases of goods take and give: frozen, plain, without any id of the store.

Prices in yuan per base unit, quantities in base units, times UTC; a price that the reader may not see is MASKED.
"""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ydh.core.values.lazy import dataclass
from ydh.core.values.outcomes import Amount
from ydh.core.values.words import Label


@dataclass(frozen=True, slots=True)
class Variant:
    """A sku to be made. `code` is the product's own when empty; without a price it is a draft, not listed."""

    code: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    barcode: str = ""
    unit: str = ""
    pack_size: Decimal = Decimal(1)
    pack_unit: str = ""
    minimum: Decimal = Decimal(0)
    multiple: Decimal = Decimal(1)
    price: Decimal | None = None
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Availability:
    """How much can be ordered: a word (in stock, few, out, always), and a number where it is shown."""

    word: Label
    quantity: Decimal | None


@dataclass(frozen=True, slots=True)
class SkuView:
    """A sku as the reader sees it: `price` is the one that holds for the customer, `source` where it is from."""

    code: str
    product: str
    name: str
    category: str
    brand: str
    service: bool
    attributes: Mapping[str, str]
    barcode: str
    unit: str
    pack_size: Decimal
    pack_unit: str
    minimum: Decimal
    multiple: Decimal
    listed: bool
    price: Amount
    source: str
    list_price: Amount
    availability: Availability
    version: int
    product_version: int


@dataclass(frozen=True, slots=True)
class ShelfRow:
    """A sku as a customer finds it: what it bought of it last (in one order) and when, whether it is new.

    `cursor` is what the next page starts after.
    """

    sku: SkuView
    last_quantity: Decimal | None
    last_date: date | None
    new: bool
    cursor: str = ""


@dataclass(frozen=True, slots=True)
class ProductView:
    """A product with its variants."""

    code: str
    name: str
    category: str
    brand: str
    service: bool
    version: int
    skus: tuple[SkuView, ...]


@dataclass(frozen=True, slots=True)
class PriceChange:
    """A price that was set; None is no price of its own. `version` is the sku's then, 0 when nothing changed."""

    sku: str
    level: str
    customer: str
    old: Decimal | None
    new: Decimal | None
    version: int = 0


@dataclass(frozen=True, slots=True)
class AgreedPrice:
    """A price of a level or of a customer."""

    level: str
    customer: str
    price: Decimal


class NameRow(NamedTuple):
    """A category or a brand in a list."""

    name: str


@dataclass(frozen=True, slots=True)
class Goods:
    """A sku with its product's other ones, how they are kept, what is agreed; or a product, as its skus are alike.

    None and empty is what the reader may not see.
    """

    sku: SkuView
    items: tuple[SkuView, ...]
    keeping: "Keeping | None"
    agreed: tuple[AgreedPrice, ...]


@dataclass(frozen=True, slots=True)
class OwnCode:
    """A customer's own code for an item of that code."""

    own_code: str
    code: str
    name: str


class PutProduct(NamedTuple):
    """A row of an import of products: one sku. None is a column that the file does not have: it stays as it is."""

    code: str
    sku: str
    name: str | None = None
    category: str | None = None
    brand: str | None = None
    service: bool | None = None
    attributes: Mapping[str, str] | None = None
    barcode: str | None = None
    unit: str | None = None
    pack_size: Decimal | None = None
    pack_unit: str | None = None
    minimum: Decimal | None = None
    multiple: Decimal | None = None
    price: Decimal | None = None
    listed: bool | None = None
    lots: bool | None = None
    backorder: bool | None = None
    handling: str | None = None
    keep_days: int | None = None
    return_days: int | None = None
    guarantee: str | None = None


class PutPrice(NamedTuple):
    """A row of an import of prices: of a level or a customer, else the list price; None removes an agreed one."""

    sku: str
    price: Decimal | None
    level: str = ""
    customer: str = ""


@dataclass(frozen=True, slots=True)
class ScanCode:
    """A further code of a variant; one scan of it counts so many base units."""

    sku: str
    code: str
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class Keeping:
    """How the goods of a product are kept; None is what the company says, or no limit for `keep_days`."""

    product: str
    lots: bool
    backorder: bool | None
    handling: str
    keep_days: int | None
    return_days: int | None
    guarantee: str
    codes: tuple[ScanCode, ...]
