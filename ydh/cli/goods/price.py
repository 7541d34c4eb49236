"""ydh price: the list price of an item, and what is agreed with levels and customers."""

from ydh.cli.files.importing import add_import
from ydh.cli.frame.nouns import noun_app
from ydh.core.goods.price_table import PRICES

app = noun_app(PRICES)
add_import(app, "prices")
