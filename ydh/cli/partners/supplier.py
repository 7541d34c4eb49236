"""ydh supplier: whom goods are bought from."""

from ydh.cli.files.importing import add_import
from ydh.cli.frame.nouns import noun_app
from ydh.core.partners.supplier_table import SUPPLIERS

app = noun_app(SUPPLIERS)
add_import(app, "suppliers")
