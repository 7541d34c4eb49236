"""`ydh shipment`: where goods are, their papers, what the carrier says. Shipping itself is `ydh order ship`."""

from ydh.cli.files.importing import add_import
from ydh.cli.frame.nouns import noun_app
from ydh.cli.frame.papers import add_former, add_print
from ydh.core.rules.papers import LABEL, NOTE, PACKING, PICK
from ydh.core.shipping.shipment_table import SHIPMENTS

app = noun_app(SHIPMENTS)
add_import(app, "tracking")
add_print(app, (NOTE, PACKING, LABEL, PICK))
add_former(app, "note", NOTE, PACKING)
