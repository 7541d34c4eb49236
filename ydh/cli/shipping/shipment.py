"""`ydh shipment`: where goods are, their papers, what the carrier says. Shipping itself is `ydh order ship`."""

from typing import Annotated

import typer

from ydh.cli.files.importing import add_import
from ydh.cli.frame import session
from ydh.cli.frame.nouns import noun_app
from ydh.cli.frame.options import Force
from ydh.cli.writing import printing
from ydh.core.shipping.shipment_table import SHIPMENTS
from ydh.core.values.words import N_

app = noun_app(SHIPMENTS)
add_import(app, "tracking")
Number = Annotated[str, typer.Argument(metavar="NUMBER", help=N_("number of the shipment"))]


@app.command("note", help=N_("the delivery note or the packing list of a shipment, for a printer: text or PDF"))
def note(
    number: Number,
    packing: Annotated[bool, typer.Option("--packing", help=N_("the packing list"))] = False,
    width: printing.Width = printing.WIDE,
    pdf: printing.Pdf = None,
    force: Force = False,
) -> int:
    from ydh.cli.shipping import delivery_note, delivery_pdf
    from ydh.core.shipping import shipments

    it = shipments.paper(session.actor(), number, shipments.PACKING if packing else shipments.NOTE)
    return printing.put(it, delivery_note.text, delivery_pdf.pdf, width=width, pdf=pdf, force=force)
