"""The trade: carts, orders, reservations, holds, shipments, notes, and batches of them."""

from typing import Any

from peewee import (
    SQL,
    BigAutoField,
    BigIntegerField,
    BooleanField,
    Check,
    CompositeKey,
    ForeignKeyField,
    IntegerField,
    TextField,
    fn,
)

from ydh.store.tables.base import Chained, Table, default, one_of
from ydh.store.tables.batches import Batch, Staged
from ydh.store.tables.carts import Cart, CartLine
from ydh.store.tables.fields import DayField, MoneyField, PriceField, QuantityField, RateField, UtcField
from ydh.store.tables.goods import Lot, Sku, Warehouse
from ydh.store.tables.items import kept_of_item, whence
from ydh.store.tables.people import Account, Customer


class Order(Chained):
    """订货单. `step` is the earliest step still open; `arrival` orders the queues (UTC microseconds).

    `when_short` is what the customer said is to be done with what is short: parts, wait, close; empty: not asked.
    `customer_name` is the customer's as it was, `kept_from` as that of lines.
    """

    number = TextField(null=True, unique=True)
    customer = ForeignKeyField(Customer, index=False)
    step = TextField(default="draft")
    step_since = UtcField()
    revision = IntegerField(default=1)
    arrival = BigIntegerField(default=0)
    urgent = BooleanField(default=False)
    held = IntegerField(default=0)
    channel = TextField()
    account = ForeignKeyField(Account, null=True, index=False)
    assigned = ForeignKeyField(Account, null=True, index=False)
    batch = ForeignKeyField(Batch, null=True, index=False)
    ref = TextField(null=True)
    created_at = UtcField()
    submitted_at = UtcField(null=True)
    business_date = DayField()
    counts = BooleanField(default=True)
    goods = MoneyField(default=0)
    freight = MoneyField(default=0)
    total = MoneyField(default=0)
    contact = TextField(default="")
    phone = TextField(default="")
    address = TextField(default="")
    region = TextField(default="")
    terms = TextField(default="")
    requested_date = DayField(null=True)
    promised_date = DayField(null=True)
    project = TextField(default="")
    contract_number = TextField(default="")
    contract_date = DayField(null=True)
    customer_po = TextField(default="")
    when_short = TextField(**default(""))
    customer_name = TextField(**default(""))
    kept_from = whence()

    class Meta:
        table_name = "orders"


Order.add_index(Order.step, Order.arrival)
# most orders have none of these: an index of those that do costs the others nothing
for _field, _unique in ((Order.ref, True), (Order.assigned, False), (Order.batch, False)):
    _where = SQL(f'"{_field.column_name}" IS NOT NULL')
    Order.add_index(Order.index(_field, unique=_unique, where=_where, name=f"orders_{_field.column_name}"))
Order.add_index(Order.customer, Order.business_date, Order.counts, Order.total)
Order.add_index(Order.business_date, Order.counts, Order.channel, Order.total, Order.customer)


class OrderLine(Table):
    """明细, with the ledger of its quantities; `amount` is of `quantity - closed`, rounded half up, once.

    Of the `quantity` ordered, `closed` was given up as short and `released` put into shipments; of that `shipped` has
    left and `received` was found good by the customer. `returned` is what live returns ask back, `refunded` what was
    paid back. What is reserved stands in the reservations. `given`: the price was agreed for this order.
    """

    order = ForeignKeyField(Order, index=False)
    position = IntegerField()
    sku = ForeignKeyField(Sku, index=False)
    quantity = QuantityField(constraints=[Check("quantity > 0")])
    list_price = PriceField()
    price = PriceField()
    discount = RateField(default=0)
    amount = MoneyField()
    released = QuantityField(default=0)
    closed = QuantityField(**default(0))
    shipped = QuantityField(**default(0))
    received = QuantityField(**default(0))
    returned = QuantityField(**default(0))
    refunded = QuantityField(**default(0))
    given = BooleanField(default=False)
    note = TextField(default="")
    business_date = DayField()
    counts = BooleanField(default=False)
    code, name, unit, pack_size, pack_unit, attributes, kept_from = kept_of_item()

    class Meta:
        table_name = "order_line"
        indexes = ((("order", "position"), True),)
        constraints = [
            Check("closed >= 0 AND released >= 0 AND released + closed <= quantity"),
            Check("shipped >= 0 AND shipped <= released"),
            Check("received >= 0 AND received <= shipped"),
            Check("returned >= 0 AND returned <= shipped"),
            Check("refunded >= 0 AND refunded <= returned"),
        ]


OrderLine.add_index(
    *(OrderLine.sku, OrderLine.business_date, OrderLine.counts),
    *(OrderLine.quantity, OrderLine.closed, OrderLine.amount),
)


class Reservation(Table):
    """占用: what a line holds of a warehouse's stock; deducted when it ships, gone when it is voided."""

    line = ForeignKeyField(OrderLine, index=False)
    warehouse = ForeignKeyField(Warehouse, index=False)
    quantity = QuantityField(constraints=[Check("quantity >= 0")])

    class Meta:
        primary_key = CompositeKey("line", "warehouse")
        without_rowid = True


class Hold(Table):
    """挂起: open while `lifted_at` is empty."""

    order = ForeignKeyField(Order, index=False)
    kind = TextField()
    reason = TextField(default="")
    opened_by = ForeignKeyField(Account, null=True, index=False)
    opened_at = UtcField()
    lifted_by = ForeignKeyField(Account, null=True, index=False)
    lifted_at = UtcField(null=True)
    answer = TextField(default="")


Hold.add_index(Hold.index(Hold.order, Hold.kind, unique=True, where=SQL("lifted_at IS NULL"), name="hold_open"))


class Carrier(Chained):
    """物流公司 or another way for goods to travel. `kind`: express, freight, own (the company's), pickup, personal."""

    code = TextField()
    fold = TextField(unique=True)
    name = TextField()
    kind = TextField(constraints=[one_of("kind", ("express", "freight", "own", "pickup", "personal"))])
    contract_number = TextField(default="")
    contract_until = DayField(null=True)
    phone = TextField(default="")
    tracking_url = TextField(default="")
    active = BooleanField(default=True)


def waybill(number: Any) -> Any:
    """The number of a carrier's as it compares: in any case, with or without the blanks that are printed."""
    return fn.LOWER(fn.REPLACE(number, SQL("' '"), SQL("''")))


class Shipment(Table):
    """发货单: a part of an order, with a step of its own. `carrier` is the name that was on the list that day."""

    order = ForeignKeyField(Order)
    number = TextField(unique=True)
    step = TextField()
    step_since = UtcField()
    warehouse = ForeignKeyField(Warehouse, index=False)
    carrier = TextField(default="")
    tracking = TextField(default="")
    created_at = UtcField()
    shipped_at = UtcField(null=True)
    received_at = UtcField(null=True)
    business_date = DayField()
    parcels = IntegerField(null=True)
    weight = QuantityField(null=True)
    cod = MoneyField(null=True)
    expected_date = DayField(null=True)
    agreed_date = DayField(null=True)
    agreed_time = TextField(**default(""))
    agreed_place = TextField(**default(""))
    remark = TextField(**default(""))
    delivered_at = UtcField(null=True)
    rating = IntegerField(null=True, constraints=[Check("rating BETWEEN 1 AND 5")])
    rating_text = TextField(**default(""))
    picker = ForeignKeyField(Account, null=True, index=False)
    picked_at = UtcField(null=True)
    checker = ForeignKeyField(Account, null=True, index=False)
    checked_at = UtcField(null=True)


Shipment.add_index(Shipment.step, Shipment.shipped_at)
Shipment.add_index(Shipment.index(waybill(Shipment.tracking), where=SQL("tracking <> ''"), name="shipment_tracking"))


class ShipmentLine(Table):
    """What of a line is in a shipment."""

    shipment = ForeignKeyField(Shipment, index=False)
    line = ForeignKeyField(OrderLine)
    quantity = QuantityField(constraints=[Check("quantity > 0")])
    received = QuantityField(default=0)

    class Meta:
        table_name = "shipment_line"
        primary_key = CompositeKey("shipment", "line")
        without_rowid = True
        constraints = [Check("received >= 0 AND received <= quantity")]


class ShipmentLot(Table):
    """Which lots a line of a shipment takes its goods from."""

    shipment = ForeignKeyField(Shipment, index=False)
    line = ForeignKeyField(OrderLine, index=False)
    lot = ForeignKeyField(Lot)
    quantity = QuantityField(constraints=[Check("quantity > 0")])

    class Meta:
        table_name = "shipment_lot"
        primary_key = CompositeKey("shipment", "line", "lot")


class Scan(Table):
    """Append-only: what was counted into a shipment by its picker or its checker; what was wrong is taken out again.

    `code` is what was read, `+` for what was typed, `-` where the last was taken back, `&` where a row goes on.
    """

    id = BigAutoField()
    shipment = ForeignKeyField(Shipment, index=False)
    position = IntegerField()
    lot = ForeignKeyField(Lot, null=True, index=False)
    phase = TextField(constraints=[one_of("phase", ("pick", "check"))])
    quantity = QuantityField()
    code = TextField(default="")
    account = ForeignKeyField(Account, null=True, index=False)
    at = UtcField()


# what was counted of a line is added up within the index, at every scan
Scan.add_index(Scan.shipment, Scan.phase, Scan.position, Scan.lot, Scan.quantity)


class ShipmentEvent(Table):
    """物流动态: what the carrier said of a shipment on its way. `source`: hand or file; `temperature` in degrees C."""

    shipment = ForeignKeyField(Shipment)
    at = UtcField()
    status = TextField()
    place = TextField(default="")
    text = TextField(default="")
    temperature = QuantityField(null=True)
    source = TextField(default="hand")
    account = ForeignKeyField(Account, null=True, index=False)

    class Meta:
        table_name = "shipment_event"
        indexes = ((("shipment", "at", "status", "text"), True),)


class Case(Chained):
    """异常/投诉: something that was not as it should be with what arrived, until somebody settles it.

    `quantity` of the line is not billed while the case is open, nor once it was credited. `reference` is the number of
    the return, or of the order that replaces the goods.
    """

    number = TextField(unique=True)
    order = ForeignKeyField(Order)
    shipment = ForeignKeyField(Shipment, null=True)
    position = IntegerField(null=True)
    kind = TextField(constraints=[one_of("kind", ("short", "damaged", "wrong", "expiring", "other"))])
    quantity = QuantityField(default=0, constraints=[Check("quantity >= 0")])
    text = TextField(default="")
    opened_by = ForeignKeyField(Account, null=True, index=False)
    opened_at = UtcField()
    outcome = TextField(
        default="", constraints=[one_of("outcome", ("", "credited", "replaced", "returned", "rejected"))]
    )
    answer = TextField(default="")
    reference = TextField(**default(""))
    closed_by = ForeignKeyField(Account, null=True, index=False)
    closed_at = UtcField(null=True)

    class Meta:
        table_name = "cases"


Case.add_index(Case.index(Case.opened_at, where=SQL("closed_at IS NULL"), name="case_open"))


class Note(Table):
    """备注 or contact record of an order or one of its lines; internal ones stay with the staff."""

    order = ForeignKeyField(Order)
    position = IntegerField(null=True)
    kind = TextField()
    shared = BooleanField(default=False)
    text = TextField()
    with_whom = TextField(default="")
    how = TextField(default="")
    result = TextField(default="")
    account = ForeignKeyField(Account, null=True, index=False)
    at = UtcField()


TABLES = [
    Batch,
    Staged,
    Cart,
    CartLine,
    Order,
    OrderLine,
    Reservation,
    Hold,
    Carrier,
    Shipment,
    ShipmentLine,
    ShipmentLot,
    Scan,
    ShipmentEvent,
    Case,
    Note,
]
