"""Warehouses: which there are, which is the main one, where goods come back to."""

from ydh.core.stock.warehouse_table import WAREHOUSES
from ydh.tui.lists.nouns import noun_book

Warehouses = noun_book(WAREHOUSES)
