"""Carts, which become orders."""

from peewee import (
    Check,
    CompositeKey,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from ydh.store.tables.base import Table
from ydh.store.tables.fields import PriceField, QuantityField
from ydh.store.tables.goods import Sku
from ydh.store.tables.people import Account, Customer


class Cart(Table):
    """购物车: one for each person and customer. `last_number` answers a second submit of the same cart."""

    account = ForeignKeyField(Account)
    customer = ForeignKeyField(Customer)
    version = IntegerField(default=1)
    last_number = TextField(default="")

    class Meta:
        indexes = ((("account", "customer"), True),)


class CartLine(Table):
    """A line of a cart; `seen_price` is the price that its author last saw."""

    cart = ForeignKeyField(Cart)
    sku = ForeignKeyField(Sku)
    quantity = QuantityField(constraints=[Check("quantity > 0")])
    seen_price = PriceField()
    note = TextField(default="")

    class Meta:
        table_name = "cart_line"
        primary_key = CompositeKey("cart", "sku")
