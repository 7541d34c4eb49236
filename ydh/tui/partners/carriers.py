"""Carriers: who and what goods travel with."""

from ydh.core.partners.carrier_table import CARRIERS
from ydh.tui.lists.nouns import noun_book

Carriers = noun_book(CARRIERS)
