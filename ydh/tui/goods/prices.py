"""Prices, as they hold for a customer when one is named, and what is agreed."""

from ydh.core.goods.price_table import PRICES
from ydh.tui.lists.nouns import noun_book

Prices = noun_book(PRICES)
