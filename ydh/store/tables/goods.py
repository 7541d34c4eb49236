"""What: categories, products, their variants (sku), prices, stock and its moves."""

from peewee import (
    SQL,
    BigAutoField,
    BooleanField,
    Check,
    CompositeKey,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from ydh.store.tables.base import Chained, Table, default, one_of
from ydh.store.tables.fields import EPOCH, DayField, JsonField, PriceField, QuantityField, UtcField
from ydh.store.tables.items import kept_of_item
from ydh.store.tables.people import Account, Customer, Level


class Category(Table):
    """商品分类."""

    name = TextField(unique=True)


class Product(Chained):
    """商品: what its variants have in common. A service has no stock and no picking.

    Worked out from the name: `initials` find it, in each way that it is read, and by `sort` lists of names are ordered.

    `lots`: kept by lot and expiry. `backorder`: may be ordered beyond what is there; empty is what the company says.
    `handling` are codes such as cold and fragile, a blank between them.
    `keep_days`: shelf life that must be left when it leaves.
    `return_days`: how long it can be returned; empty is what the company says.
    """

    code = TextField(unique=True)
    fold = TextField(unique=True)
    name = TextField()
    category = ForeignKeyField(Category, null=True)
    brand = TextField(default="")
    initials = TextField(default="")
    service = BooleanField(default=False)
    lots = BooleanField(**default(False))
    backorder = BooleanField(null=True)
    handling = TextField(**default(""))
    keep_days = IntegerField(null=True)
    return_days = IntegerField(null=True)
    guarantee = TextField(**default(""))
    sort = TextField(**default(""), index=True)


class Sku(Chained):
    """规格: one variant that can be ordered. `attributes` combine, such as colour and size."""

    product = ForeignKeyField(Product)
    code = TextField(unique=True)
    fold = TextField(unique=True)
    attributes = JsonField(default=dict)
    barcode = TextField(null=True)
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


CODES_ALONE = 0x796468636F64  # PostgreSQL's advisory lock of who changes codes
CODE_KINDS = ("item", "barcode", "further", "own")


class ItemCode(Table):
    """What a code stands for: an item's own code, its barcode, a further code of it, or what a customer calls it.

    `fold` is how codes compare, `text` how it was written. `customer` is 0 where the code holds for everyone. One scan
    counts `quantity` base units. Triggers see to it that a code which holds for everyone and a customer's own one never
    mean two items.
    """

    fold = TextField()
    customer = IntegerField()
    sku = ForeignKeyField(Sku)
    kind = TextField(constraints=[one_of("kind", CODE_KINDS)])
    text = TextField()
    quantity = QuantityField(constraints=[Check("quantity > 0")])

    class Meta:
        table_name = "item_code"
        primary_key = CompositeKey("fold", "customer")


ItemCode.add_index(ItemCode.index(ItemCode.customer, name="item_code_customer", where=SQL('"customer" <> 0')))


class CodeConflict(Table):
    """A code that stands for something else in `item_code`: both are from before that was refused."""

    fold = TextField()
    customer = IntegerField()
    sku = ForeignKeyField(Sku)
    kind = TextField(constraints=[one_of("kind", CODE_KINDS)])
    text = TextField()
    quantity = QuantityField(constraints=[Check("quantity > 0")])

    class Meta:
        table_name = "code_conflict"
        primary_key = CompositeKey("fold", "customer", "sku", "kind", "text")


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


class Warehouse(Chained):
    """仓库. The `main` one is meant where none is named and is emptied first; goods come back to its address."""

    code = TextField(unique=True)
    name = TextField()
    main = BooleanField(**default(False))
    active = BooleanField(**default(True))
    contact = TextField(**default(""))
    phone = TextField(**default(""))
    address = TextField(**default(""))


Warehouse.add_index(Warehouse.index(Warehouse.main, unique=True, where=Warehouse.main, name="warehouse_main"))


class Stock(Table):
    """现存量 and 占用 of one sku in one warehouse. What is short is ordered minus reserved on the line.

    `lower` and `upper` are the limits at which a warning is due, `place` is the shelf.
    """

    warehouse = ForeignKeyField(Warehouse)
    sku = ForeignKeyField(Sku)
    on_hand = QuantityField(default=0)
    reserved = QuantityField(default=0)
    lower = QuantityField(null=True)
    upper = QuantityField(null=True)
    place = TextField(**default(""))

    class Meta:
        primary_key = CompositeKey("warehouse", "sku")
        constraints = [Check("reserved >= 0 AND reserved <= on_hand")]


class Lot(Chained):
    """批次 of goods. It cannot leave while `blocked` says why, nor once it has expired."""

    sku = ForeignKeyField(Sku, index=False)
    code = TextField()
    fold = TextField(index=True)
    expires = DayField(null=True)
    blocked = TextField(default="")
    created_at = UtcField()

    class Meta:
        indexes = ((("sku", "fold"), True),)


class LotStock(Table):
    """What of a lot is in a warehouse, and how much of that stands in shipments that wait to leave."""

    warehouse = ForeignKeyField(Warehouse, index=False)
    lot = ForeignKeyField(Lot)
    on_hand = QuantityField(default=0)
    allocated = QuantityField(default=0)

    class Meta:
        table_name = "lot_stock"
        primary_key = CompositeKey("warehouse", "lot")
        constraints = [Check("allocated >= 0 AND allocated <= on_hand")]


PAPER_KINDS = ("receipt", "other_in", "other_out", "loss", "transfer", "adjust", "count")
MOVE_KINDS = (*PAPER_KINDS, "ship", "return")


class StockMove(Table):
    """Append-only: on_hand is the sum of its moves. `document` is the number of what it was for."""

    id = BigAutoField()
    warehouse = ForeignKeyField(Warehouse, index=False)
    sku = ForeignKeyField(Sku)
    quantity = QuantityField()
    kind = TextField(constraints=[one_of("kind", MOVE_KINDS)])
    lot = ForeignKeyField(Lot, null=True, index=False)
    document = TextField(default="")
    reason = TextField(default="")
    account = ForeignKeyField(Account, null=True, index=False)
    business_date = DayField()
    at = UtcField()

    class Meta:
        table_name = "stock_move"


# what is not kept by lot is not in it
StockMove.add_index(StockMove.index(StockMove.lot, name="stock_move_lot_id", where=SQL('"lot_id" IS NOT NULL')))


class StockPaper(Chained):
    """出入库单: goods in, out, from one warehouse to another, corrected or counted, for several skus at once.

    `state`: open (still being written), waiting (for a second person), posted, void. `expected`: when goods that are
    still on their way should be there.
    """

    number = TextField(unique=True)
    kind = TextField(constraints=[one_of("kind", PAPER_KINDS)])
    state = TextField(constraints=[one_of("state", ("open", "waiting", "posted", "void"))])
    warehouse = ForeignKeyField(Warehouse, index=False)
    to_warehouse = ForeignKeyField(Warehouse, null=True, index=False)
    supplier = TextField(default="")
    reference = TextField(default="")
    reason = TextField(default="")
    expected = DayField(null=True)
    account = ForeignKeyField(Account, null=True, index=False)
    created_at = UtcField()
    posted_by = ForeignKeyField(Account, null=True, index=False)
    posted_at = UtcField(null=True)
    business_date = DayField()

    class Meta:
        table_name = "stock_paper"


StockPaper.add_index(StockPaper.state, StockPaper.id)


class StockPaperLine(Table):
    """A line of a stock paper. In a count `book` is what stood in the books when `quantity` was counted."""

    paper = ForeignKeyField(StockPaper, index=False)
    position = IntegerField()
    sku = ForeignKeyField(Sku, index=False)
    lot = TextField(default="")
    expires = DayField(null=True)
    quantity = QuantityField(null=True)
    book = QuantityField(null=True)
    reason = TextField(default="")
    code, name, unit, pack_size, pack_unit, attributes, kept_from = kept_of_item()

    class Meta:
        table_name = "stock_paper_line"
        primary_key = CompositeKey("paper", "position")


TABLES = [
    Category,
    Product,
    Sku,
    ItemCode,
    CodeConflict,
    LevelPrice,
    CustomerPrice,
    Warehouse,
    Stock,
    Lot,
    LotStock,
    StockMove,
    StockPaper,
    StockPaperLine,
]
