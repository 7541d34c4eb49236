"""Suppliers: whom goods are bought from."""

from ydh.core.partners.supplier_table import SUPPLIERS
from ydh.tui.lists.nouns import noun_book

Suppliers = noun_book(SUPPLIERS)
