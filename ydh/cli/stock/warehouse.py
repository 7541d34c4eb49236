"""ydh warehouse: where the goods lie."""

from ydh.cli.frame.nouns import noun_app
from ydh.core.stock.warehouse_table import WAREHOUSES

app = noun_app(WAREHOUSES)
