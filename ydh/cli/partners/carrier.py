"""ydh carrier: the list of who and what goods travel with."""

from ydh.cli.frame.nouns import noun_app
from ydh.core.partners.carrier_table import CARRIERS

app = noun_app(CARRIERS)
