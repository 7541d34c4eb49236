"""ydh product: what the company sells, and the items in which it can be ordered."""

from collections.abc import Iterable
from functools import partial
from typing import Annotated

import typer

from ydh.cli.files.importing import add_import
from ydh.cli.frame import session
from ydh.cli.frame.listing import Row, listing, record
from ydh.cli.frame.nouns import noun_app
from ydh.cli.frame.rows import Rows
from ydh.cli.frame.showing import shape
from ydh.core.goods import catalogue, keeping
from ydh.core.goods.category_table import BRANDS, CATEGORIES
from ydh.core.goods.product_facts import BOUGHT_BEFORE, KEPT_OF, MARK
from ydh.core.goods.product_table import PRODUCTS
from ydh.core.values.words import N_

app = noun_app(PRODUCTS, also="search")
app.add_typer(noun_app(CATEGORIES), name="category", help=N_("the catalogue's categories"))
app.add_typer(noun_app(BRANDS), name="brand", help=N_("the brands of what is sold"))

KEPT, kept = shape(KEPT_OF)
MARKS, mark = shape(MARK)
BOUGHT, of_bought = shape(BOUGHT_BEFORE)


@app.command("care", help=N_("how a product's goods are kept: lots, marks, shelf life, returns"))
@record(KEPT)
def care(code: Annotated[str, typer.Argument(metavar="CODE", help=N_("code"))]) -> Row:
    """How goods are kept."""
    return kept(keeping.keeping_of(session.actor(), code))


@app.command("bought", help=N_("what a customer bought before, the latest first: how much of it last, and when"))
@listing(BOUGHT, limited=True)
def bought(
    text: Annotated[str, typer.Argument(metavar="TEXT", help=PRODUCTS.text)] = "",
    customer: Annotated[str, typer.Option("--customer", help=N_("of this customer; one's own without it"))] = "",
) -> Rows[Row]:
    """What was ordered, in orders that count."""
    return Rows(partial(catalogue.for_buyer, session.actor(), text, customer=customer, only_bought=True), of_bought)


@app.command("marks", help=N_("the handling marks that goods can have"))
@listing(MARKS)
def list_marks() -> Iterable[Row]:
    """Handling marks."""
    return map(mark, keeping.HANDLING.items())


add_import(app, "products")
