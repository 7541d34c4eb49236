"""ydh stock: what is there, why, and what people do about it."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import typer

from ydh import locale
from ydh.cli import session
from ydh.cli.cells import Column
from ydh.cli.importing import add_import
from ydh.cli.listing import PAGE, Limit, Row, attributes, change, decimal, every, listing
from ydh.core import papers, stock_views, warehouses
from ydh.core.documents_goods import StockChange, StockLevel
from ydh.core.money import QUANTITY_PLACES, number
from ydh.core.words import N_, Label

_ = locale.translate

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)
warehouse_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)
app.add_typer(warehouse_app, name="warehouse", help=_("the warehouses"))

Code = Annotated[str, typer.Argument(metavar="CODE", help=_("code of the item"))]
Quantity = Annotated[str, typer.Argument(metavar="QUANTITY", help=_("quantity in units"))]
Warehouse = Annotated[str, typer.Option("--warehouse", help=_("code or name; may be left out while there is one"))]
Reason = Annotated[str, typer.Option("--reason", help=_("why"))]

LEVELS = (
    Column("code", N_("code"), "code"),
    Column("name", N_("name")),
    Column("attributes", N_("attributes")),
    Column("unit", N_("unit")),
    Column("warehouse", N_("warehouse"), "code"),
    Column("on_hand", N_("on hand"), "quantity"),
    Column("reserved", N_("reserved"), "quantity"),
    Column("available", N_("available"), "quantity"),
)
MOVES = (
    Column("at", N_("time"), "time"),
    Column("business_date", N_("date"), "day"),
    Column("warehouse", N_("warehouse"), "code"),
    Column("quantity", N_("quantity"), "quantity"),
    Column("on_hand", N_("on hand"), "quantity"),
    Column("kind", N_("kind"), "label"),
    Column("document", N_("document"), "code"),
    Column("reason", N_("reason")),
    Column("by", N_("by")),
)
WAREHOUSES = (Column("code", N_("code"), "code"), Column("name", N_("name")))
KINDS = {
    "receipt": Label(N_("receipt"), "receipt"),
    "adjust": Label(N_("correction"), "adjust"),
    "count": Label(N_("count"), "count"),
    "ship": Label(N_("shipment"), "ship"),
}


@app.command("list", help=_("list what is there, reserved and available"))
@listing(LEVELS, narrowed_by=("below", "short"))
def list_(
    below: Annotated[
        str | None, typer.Option("--below", metavar="QUANTITY", help=_("less than that available"))
    ] = None,
    short: Annotated[bool, typer.Option("--short", help=_("nothing available"))] = False,
    limit: Limit = None,
) -> Iterable[Row]:
    """Stock by item and warehouse."""
    actor, least = session.actor(), decimal(below, "--below", QUANTITY_PLACES)

    def ask(after: str) -> Any:
        return stock_views.levels(actor, below=least, short=short, after=after, limit=PAGE)

    return map(_level, every(ask, limit))


@app.command("show", help=_("stock of one item in every warehouse"))
@listing(LEVELS)
def show(code: Code) -> Iterable[Row]:
    """Stock of one sku."""
    return [_level(level) for level in stock_views.levels_of(session.actor(), code)]


def _level(it: StockLevel) -> Row:
    figures = (it.on_hand, it.reserved, it.available)
    return it.sku, it.name, attributes(it.attributes), it.unit, it.warehouse, *figures


@app.command("moves", help=_("the moves behind an item's figure, newest first"))
@listing(MOVES, quiet=False)
def moves(code: Code, warehouse: Warehouse = "", limit: Limit = None) -> Iterable[Row]:
    """Why a figure is what it is."""
    actor = session.actor()

    def ask(after: str) -> Any:
        return stock_views.moves(actor, code, warehouse=warehouse, after=after, limit=PAGE)

    for it in every(ask, limit):
        kind = KINDS.get(it.kind, it.kind)
        figures = (it.quantity, it.on_hand)
        yield it.at, it.business_date, it.warehouse, *figures, kind, it.document, it.reason, it.by


@app.command("receive", help=_("take goods into stock"))
@change(N_("{code}: {old} on hand before, {new} now"))
def receive(
    code: Code,
    quantity: Quantity,
    warehouse: Warehouse = "",
    reason: Reason = "",
    document: Annotated[str, typer.Option("--document", help=_("number of the delivery's paper"))] = "",
) -> Mapping[str, Any]:
    """Take goods into stock."""
    much = number(quantity, "quantity", places=QUANTITY_PLACES)
    given = {"warehouse": warehouse, "reason": reason, "reference": document}
    return _changed(papers.receive_stock(session.actor(), code, much, **given))


@app.command(
    "adjust",
    help=_("correct a figure by a quantity with its sign, such as -3"),
    context_settings={"ignore_unknown_options": True},  # -3 is no option
)
@change(N_("{code}: {old} on hand before, {new} now"))
def adjust(code: Code, quantity: Quantity, reason: Reason, warehouse: Warehouse = "") -> Mapping[str, Any]:
    """Correct a figure."""
    much = number(quantity, "quantity", places=QUANTITY_PLACES, least=None)
    return _changed(papers.adjust(session.actor(), code, much, reason=reason, warehouse=warehouse))


@app.command("count", help=_("set a figure to what was counted"))
@change(N_("{code}: {old} on hand before, {new} now"))
def count(code: Code, counted: Quantity, warehouse: Warehouse = "", reason: Reason = "") -> Mapping[str, Any]:
    """Set a figure."""
    much = number(counted, "quantity", places=QUANTITY_PLACES)
    return _changed(papers.count(session.actor(), code, much, warehouse=warehouse, reason=reason))


def _changed(it: StockChange) -> Mapping[str, Any]:
    figures = {"old": it.old, "new": it.new, "reserved": it.reserved}
    return {"code": it.sku, "warehouse": it.warehouse, **figures}


@warehouse_app.command("list", help=_("list the warehouses"))
@listing(WAREHOUSES)
def list_warehouses() -> Iterable[Row]:
    """Every warehouse."""
    return [(it.code, it.name) for it in warehouses.warehouses(session.actor())]


@warehouse_app.command("add", help=_("add a warehouse"))
@change(N_("{code} is added"))
def add_warehouse(
    code: Annotated[str, typer.Argument(metavar="CODE", help=_("code"))],
    name: Annotated[str, typer.Argument(metavar="NAME", help=_("name"))],
) -> Mapping[str, Any]:
    """Add a warehouse."""
    made = warehouses.add_warehouse(session.actor(), code, name)
    return {"code": made.code, "name": made.name}


add_import(app, "stock")
