"""Products: what is sold, at which prices, and how much of it is there."""

from collections.abc import Sequence
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.goods.price_table import FACTS as PRICE_FACTS
from ydh.core.goods.price_table import PRICES
from ydh.core.goods.product_table import PRODUCTS
from ydh.core.goods.views import Goods
from ydh.core.stock import looking
from ydh.core.stock.stock_table import LEVELS
from ydh.core.values.words import N_
from ydh.tui.goods.goods_forms import VARIANT
from ydh.tui.lists.nouns import columns_of, deed_of, noun_book
from ydh.tui.paint.parts import Part, Rows


def _stock(actor: Actor, one: Goods) -> Sequence[Part]:
    return [Rows(columns_of(LEVELS), looking.levels_of(actor, one.sku.code), N_("stock by warehouse"), heads=True)]


Products: Any = noun_book(
    PRODUCTS, more=_stock, deeds=(VARIANT, *(deed_of(PRICES, PRICE_FACTS, act, "") for act in PRICES.acts))
)
