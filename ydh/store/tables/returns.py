"""Goods that come back: returns with their lines, and the payments that go with them."""

from peewee import SQL, BigIntegerField, BooleanField, Check, CompositeKey, ForeignKeyField, IntegerField, TextField

from ydh.store.tables.base import Chained, Table, default, one_of
from ydh.store.tables.batches import Batch
from ydh.store.tables.fields import DayField, MoneyField, PriceField, QuantityField, RateField, UtcField
from ydh.store.tables.goods import Lot, Sku, Warehouse
from ydh.store.tables.items import kept_of_item, whence
from ydh.store.tables.orders import Order, OrderLine
from ydh.store.tables.people import Account, Customer


class Return(Chained):
    """退货单: asked for, reviewed, sent, taken in, paid back. `order` is empty for a free return.

    `kind`: refund_only, return_and_refund, exchange. `replacement` is the order that an exchange made; `batch`: the
    file that it came in, as history. `customer_name` is the customer's as it was; `kept_from` as that of lines.
    """

    number = TextField(null=True, unique=True)
    ref = TextField(null=True, unique=True)
    customer = ForeignKeyField(Customer)
    order = ForeignKeyField(Order, null=True)
    kind = TextField(constraints=[one_of("kind", ("refund_only", "return_and_refund", "exchange"))])
    step = TextField(default="draft")
    step_since = UtcField()
    revision = IntegerField(default=1)
    arrival = BigIntegerField(default=0)
    urgent = BooleanField(default=False)
    account = ForeignKeyField(Account, null=True, index=False)
    assigned = ForeignKeyField(Account, null=True, index=False)
    region = TextField(default="")
    reason = TextField(default="")
    text = TextField(default="")
    created_at = UtcField()
    submitted_at = UtcField(null=True)
    business_date = DayField()
    total = MoneyField(default=0)
    refund = MoneyField(default=0)
    warehouse = ForeignKeyField(Warehouse, null=True, index=False)
    return_address = TextField(default="")
    carrier = TextField(default="")
    tracking = TextField(default="")
    dispatched_at = UtcField(null=True)
    received_at = UtcField(null=True)
    closed_at = UtcField(null=True)
    replacement = ForeignKeyField(Order, null=True, index=False)
    batch = ForeignKeyField(Batch, null=True, index=False)
    customer_name = TextField(**default(""))
    kept_from = whence()

    class Meta:
        table_name = "returns"


Return.add_index(Return.step, Return.arrival)
Return.add_index(Return.business_date, Return.id)
_GIVEN = SQL("assigned_id IS NOT NULL")  # few are assigned to anybody
Return.add_index(Return.index(Return.assigned, where=_GIVEN, name="returns_assigned_id"))
Return.add_index(Return.index(Return.batch, where=SQL("batch_id IS NOT NULL"), name="returns_batch_id"))


class ReturnLine(Table):
    """What of a line comes back. Of the `quantity` asked `allowed` was granted, `sent` by the customer, `came` here.

    What came is `restocked`, `scrapped` or put aside for `repair`; `refunded` was paid back. `price` and `discount`
    are the order line's. `claimed`: what the order line still counts as returned for it. `swap`: what is wanted for
    it in an exchange, when it is something else.
    """

    return_doc = ForeignKeyField(Return, column_name="return_id", index=False)
    position = IntegerField()
    line = ForeignKeyField(OrderLine, null=True)
    sku = ForeignKeyField(Sku, index=False)
    swap = ForeignKeyField(Sku, null=True, index=False)
    quantity = QuantityField(constraints=[Check("quantity > 0")])
    claimed = QuantityField(default=0)
    allowed = QuantityField(default=0)
    sent = QuantityField(default=0)
    came = QuantityField(default=0)
    restocked = QuantityField(default=0)
    scrapped = QuantityField(default=0)
    repair = QuantityField(default=0)
    refunded = QuantityField(default=0)
    price = PriceField(default=0)
    discount = RateField(default=0)
    amount = MoneyField(default=0)
    lot = ForeignKeyField(Lot, null=True, index=False)
    reason = TextField(default="")
    note = TextField(default="")
    code, name, unit, pack_size, pack_unit, attributes, kept_from = kept_of_item()

    class Meta:
        table_name = "return_line"
        primary_key = CompositeKey("return_doc", "position")
        constraints = [
            Check("allowed >= 0 AND allowed <= quantity"),
            Check("sent >= 0 AND sent <= allowed"),
            Check("came >= 0 AND came <= allowed"),
            Check("restocked >= 0 AND scrapped >= 0 AND repair >= 0 AND restocked + scrapped + repair = came"),
            Check("refunded >= 0 AND refunded <= allowed"),
            Check("claimed >= 0 AND claimed <= quantity"),
        ]


class Payment(Chained):
    """收款 or 退款: recorded by one, confirmed by another. `kind`: refund, money that goes back for a return."""

    number = TextField(unique=True)
    kind = TextField(constraints=[one_of("kind", ("refund",))])
    state = TextField(constraints=[one_of("state", ("recorded",))])
    customer = ForeignKeyField(Customer)
    return_doc = ForeignKeyField(Return, column_name="return_id", null=True)
    amount = MoneyField(constraints=[Check("amount >= 0")])
    method = TextField(default="")
    reference = TextField(default="")
    account = ForeignKeyField(Account, null=True, index=False)
    at = UtcField()
    business_date = DayField()


Payment.add_index(Payment.index(Payment.state, Payment.id, where=SQL("state = 'recorded'"), name="payment_waiting"))

TABLES = [Return, ReturnLine, Payment]
