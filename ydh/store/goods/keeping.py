"""Statements about how goods are kept: by lot, with which marks."""

from ydh.store.engine.prepared import Statement, slot
from ydh.store.tables.goods import Product, Sku, Stock

FIELDS = "lots backorder handling keep_days return_days guarantee"
_KEEPING = tuple(getattr(Product, name) for name in FIELDS.split())

# the product's id, its code, its keeping: by the product's own code or that of a variant
KEEPING = Statement(
    Product.select(Product.id, Product.code, *_KEEPING)
    .where(
        (Product.fold == slot(Product.fold)) | Product.id.in_(Sku.select(Sku.product).where(Sku.fold == slot(Sku.fold)))
    )
    .order_by(Product.fold != slot(Product.fold))
    .limit(1)
)
STOCKED = Statement(
    Stock.select(Stock.sku)
    .join(Sku, on=(Sku.id == Stock.sku))
    .where((Sku.product == slot(Sku.product)) & (Stock.on_hand > 0))
    .limit(1)
)
