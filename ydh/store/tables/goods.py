"""What: categories, products, their variants (sku), prices, stock and its moves."""

from peewee import (
    SQL,
    BigAutoField,
    BooleanField,
    Check,
    CompositeKey,
    ForeignKeyField,
    TextField,
)

from ydh.store.fields import EPOCH, DayField, JsonField, PriceField, QuantityField, UtcField
from ydh.store.tables.base import Chained, Table, one_of
from ydh.store.tables.people import Account, Customer, Level


class Category(Table):
    """商品分类."""

    name = TextField(unique=True)


class Product(Chained):
    """商品: what its variants have in common. A service has no stock and no picking. `initials` are the name's."""

    code = TextField(unique=True)
    fold = TextField(unique=True)
    name = TextField()
    category = ForeignKeyField(Category, null=True)
    brand = TextField(default="")
    initials = TextField(default="")
    service = BooleanField(default=False)


class Sku(Chained):
    """规格: one variant that can be ordered. `attributes` combine, such as colour and size."""

    product = ForeignKeyField(Product)
    code = TextField(unique=True)
    fold = TextField(unique=True)
    attributes = JsonField(default=dict)
    barcode = TextField(null=True, index=True)
    unit = TextField(default="")
    pack_size = QuantityField(default=1)
    pack_unit = TextField(default="")
    minimum = QuantityField(default=0)
    multiple = QuantityField(default=1)
    price = PriceField(constraints=[Check("price >= 0")])
    listed = BooleanField(default=True)
    created_at = UtcField(default=EPOCH)

    class Meta:
        indexes = ((("product", "attributes"), True),)


# the catalogue shows what is new before the rest, the newest first
Sku.add_index(Sku.index(SQL("created_at DESC"), Sku.fold, name="sku_created_at"))


class LevelPrice(Table):
    """The unit price of a price level."""

    level = ForeignKeyField(Level)
    sku = ForeignKeyField(Sku)
    price = PriceField()

    class Meta:
        table_name = "level_price"
        primary_key = CompositeKey("level", "sku")


class CustomerPrice(Table):
    """The unit price agreed with one customer."""

    customer = ForeignKeyField(Customer)
    sku = ForeignKeyField(Sku)
    price = PriceField()

    class Meta:
        table_name = "customer_price"
        primary_key = CompositeKey("customer", "sku")


class CustomerSku(Table):
    """A customer's own item code."""

    customer = ForeignKeyField(Customer)
    fold = TextField()
    sku = ForeignKeyField(Sku)

    class Meta:
        table_name = "customer_sku"
        primary_key = CompositeKey("customer", "fold")


class Warehouse(Table):
    """仓库."""

    code = TextField(unique=True)
    name = TextField()


class Stock(Table):
    """现存量 and 占用 of one sku in one warehouse. What is short is ordered minus reserved on the line."""

    warehouse = ForeignKeyField(Warehouse)
    sku = ForeignKeyField(Sku)
    on_hand = QuantityField(default=0)
    reserved = QuantityField(default=0)

    class Meta:
        primary_key = CompositeKey("warehouse", "sku")
        constraints = [Check("reserved >= 0 AND reserved <= on_hand")]


class StockMove(Table):
    """Append-only: on_hand is the sum of its moves. `document` is the number of what it was for."""

    id = BigAutoField()
    warehouse = ForeignKeyField(Warehouse, index=False)
    sku = ForeignKeyField(Sku)
    quantity = QuantityField()
    kind = TextField(constraints=[one_of("kind", ("receipt", "adjust", "count", "ship", "return"))])
    document = TextField(default="")
    reason = TextField(default="")
    account = ForeignKeyField(Account, null=True, index=False)
    business_date = DayField()
    at = UtcField()

    class Meta:
        table_name = "stock_move"


TABLES = [Category, Product, Sku, LevelPrice, CustomerPrice, CustomerSku, Warehouse, Stock, StockMove]
