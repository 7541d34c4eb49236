"""Categories and brands of what is sold."""

from ydh.core.goods.category_table import BRANDS, CATEGORIES
from ydh.tui.lists.nouns import noun_book

Categories = noun_book(CATEGORIES, pane=False)
Brands = noun_book(BRANDS, pane=False)
