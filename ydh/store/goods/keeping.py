"""Statements about how goods are kept: by lot, with which marks, known by which codes."""

from ydh.store.engine.prepared import Statement, slot
from ydh.store.tables.goods import Product, ScanCode, Sku, Stock

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
CODES = Statement(
    ScanCode.select(Sku.code, ScanCode.code, ScanCode.quantity)
    .join(Sku, on=(Sku.id == ScanCode.sku))
    .where(Sku.product == slot(Sku.product))
    .order_by(Sku.fold, ScanCode.code)
)
PUT_CODE = Statement(
    ScanCode.insert({f: slot(f) for f in (ScanCode.code, ScanCode.sku, ScanCode.quantity)}).on_conflict(
        conflict_target=[ScanCode.code], preserve=[ScanCode.sku, ScanCode.quantity]
    )
)
DROP_CODE = Statement(
    ScanCode.delete().where((ScanCode.code == slot(ScanCode.code)) & (ScanCode.sku == slot(ScanCode.sku)))
)
# sku and its code, of all that a code stands for
HOLDERS = Statement(
    Sku.select(Sku.id, Sku.code)
    .where((Sku.fold == slot(Sku.fold)) | (Sku.barcode == slot(Sku.barcode)))
    .union_all(
        Sku.select(Sku.id, Sku.code)
        .join(ScanCode, on=(ScanCode.sku == Sku.id))
        .where(ScanCode.code == slot(ScanCode.code))
    )
)
STOCKED = Statement(
    Stock.select(Stock.sku)
    .join(Sku, on=(Sku.id == Stock.sku))
    .where((Sku.product == slot(Sku.product)) & (Stock.on_hand > 0))
    .limit(1)
)
