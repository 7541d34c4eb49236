"""Statements about carts."""

from decimal import Decimal

from ydh.store.engine.prepared import Statement, locked, slot
from ydh.store.engine.rows import NamedRow
from ydh.store.tables.carts import Cart, CartLine
from ydh.store.tables.goods import Product, Sku

ENSURE = Statement(
    Cart.insert(
        {Cart.account: slot(Cart.account), Cart.customer: slot(Cart.customer), Cart.version: 1, Cart.last_number: ""}
    ).on_conflict_ignore()
)


class CartRow(NamedRow):
    """A cart, and the number of the order that it became last."""

    id: int
    version: int
    last_number: str


class CartLineRow(NamedRow):
    """A line of a cart."""

    sku: int
    code: str
    product: str
    quantity: Decimal
    seen_price: Decimal
    note: str
    attributes: dict[str, str]


FIND = Statement(
    lambda engine: locked(
        Cart.select(Cart.id, Cart.version, Cart.last_number).where(
            (Cart.account == slot(Cart.account)) & (Cart.customer == slot(Cart.customer))
        ),
        engine,
    ),
    CartRow,
)
LOOK = Statement(
    Cart.select(Cart.id, Cart.version, Cart.last_number).where(
        (Cart.account == slot(Cart.account)) & (Cart.customer == slot(Cart.customer))
    ),
    CartRow,
)
LINES = Statement(
    CartLine.select(
        CartLine.sku, Sku.code, Product.name, CartLine.quantity, CartLine.seen_price, CartLine.note, Sku.attributes
    )
    .join(Sku, on=(Sku.id == CartLine.sku))
    .join(Product, on=(Product.id == Sku.product))
    .where(CartLine.cart == slot(CartLine.cart))
    .order_by(CartLine.sku),
    CartLineRow,
)
PUT = Statement(
    CartLine.insert(
        {
            CartLine.cart: slot(CartLine.cart),
            CartLine.sku: slot(CartLine.sku),
            CartLine.quantity: slot(CartLine.quantity),
            CartLine.seen_price: slot(CartLine.seen_price),
            CartLine.note: slot(CartLine.note),
        }
    ).on_conflict(
        conflict_target=[CartLine.cart, CartLine.sku],
        preserve=[CartLine.quantity, CartLine.seen_price, CartLine.note],
    )
)
REMOVE = Statement(
    CartLine.delete().where((CartLine.cart == slot(CartLine.cart)) & (CartLine.sku == slot(CartLine.sku)))
)
CLEAR = Statement(CartLine.delete().where(CartLine.cart == slot(CartLine.cart)))
TOUCH = Statement(
    Cart.update({Cart.version: Cart.version + 1, Cart.last_number: slot(Cart.last_number)}).where(
        (Cart.id == slot(Cart.id)) & (Cart.version == slot(Cart.version))
    )
)
