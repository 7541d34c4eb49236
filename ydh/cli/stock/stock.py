"""ydh stock: what is there, why, and what people do about it."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Annotated, Any

import typer

from ydh.cli.files.importing import add_import
from ydh.cli.frame import answering, options, session
from ydh.cli.frame.listing import PAGE, AsJson, Limit, Row, attributes, change, decimal, did, every, listing
from ydh.cli.stock import stock_paper, stock_take
from ydh.cli.writing.cells import DataColumn
from ydh.cli.writing.members import AS_QUANTITIES
from ydh.core.rules import stock_papers
from ydh.core.stock import limits, looking, papers
from ydh.core.stock.views import StockLevel
from ydh.core.values.money import QUANTITY_PLACES, ZERO, number
from ydh.core.values.words import N_

POSTED = answering.deed("{code} {warehouse} {old} {new} {reserved} {document} {state}", kinds=AS_QUANTITIES)

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)
app.add_typer(stock_paper.app, name="paper", help=N_("stock papers of many lines: goods in, out, moved"))
app.add_typer(stock_take.app, name="take", help=N_("a stocktake: the sheet out, the count in"))

Code = Annotated[str, typer.Argument(metavar="CODE", help=N_("code of the item"))]
Quantity = Annotated[str, typer.Argument(metavar="QUANTITY", help=N_("quantity in units"))]
Warehouse = Annotated[str, typer.Option("--warehouse", help=N_("code or name; the main one unless given"))]
Reason = Annotated[str, typer.Option("--reason", help=N_("why"))]
Lot = Annotated[str, typer.Option("--lot", help=N_("the lot, where goods are kept by lot"))]
LotOut = Annotated[str, typer.Option("--lot", help=N_("the lot; the first that expires unless given"))]
Expires = Annotated[str | None, typer.Option("--expires", metavar="DAY", help=N_("last day of a new lot"))]
Supplier = Annotated[str, typer.Option("--supplier", help=N_("whom it was bought from"))]
Document = Annotated[str, typer.Option("--document", help=N_("number of the other side's paper"))]

LEVELS = (
    DataColumn("code", N_("code"), "code"),
    DataColumn("name", N_("name")),
    DataColumn("attributes", N_("attributes")),
    DataColumn("unit", N_("unit")),
    DataColumn("warehouse", N_("warehouse"), "code"),
    DataColumn("on_hand", N_("on hand"), "quantity"),
    DataColumn("reserved", N_("reserved"), "quantity"),
    DataColumn("available", N_("available"), "quantity"),
    DataColumn("lower", N_("lower limit"), "quantity"),
    DataColumn("upper", N_("upper limit"), "quantity"),
    DataColumn("place", N_("shelf"), "code"),
)
MOVES = (
    DataColumn("at", N_("time"), "time"),
    DataColumn("business_date", N_("date"), "day"),
    DataColumn("warehouse", N_("warehouse"), "code"),
    DataColumn("quantity", N_("quantity"), "quantity"),
    DataColumn("on_hand", N_("on hand"), "quantity"),
    DataColumn("kind", N_("kind"), "label"),
    DataColumn("lot", N_("lot"), "code"),
    DataColumn("document", N_("document"), "code"),
    DataColumn("reason", N_("reason")),
    DataColumn("by", N_("by")),
)
WARNINGS = (
    DataColumn("code", N_("code"), "code"),
    DataColumn("name", N_("name")),
    DataColumn("warehouse", N_("warehouse"), "code"),
    DataColumn("available", N_("available"), "quantity"),
    DataColumn("on_hand", N_("on hand"), "quantity"),
    DataColumn("lower", N_("lower limit"), "quantity"),
    DataColumn("upper", N_("upper limit"), "quantity"),
    DataColumn("missing", N_("missing"), "quantity"),
    DataColumn("over", N_("too many"), "quantity"),
)
SUGGESTIONS = (
    DataColumn("code", N_("code"), "code"),
    DataColumn("name", N_("name")),
    DataColumn("unit", N_("unit")),
    DataColumn("available", N_("available"), "quantity"),
    DataColumn("wanted", N_("wanted by orders"), "quantity"),
    DataColumn("lower", N_("lower limit"), "quantity"),
    DataColumn("coming", N_("on its way"), "quantity"),
    DataColumn("expected", N_("expected"), "day"),
    DataColumn("buy", N_("to buy"), "quantity"),
    DataColumn("packs", N_("packs"), "quantity"),
)


@app.command("list", help=N_("list what is there, reserved and available"))
@listing(LEVELS, narrowed_by=("below", "short"))
def list_(
    below: Annotated[
        str | None, typer.Option("--below", metavar="QUANTITY", help=N_("less than that available"))
    ] = None,
    short: Annotated[bool, typer.Option("--short", help=N_("nothing available"))] = False,
    limit: Limit = None,
) -> Iterable[Row]:
    """Stock by item and warehouse."""
    actor, least = session.actor(), decimal(below, "--below", QUANTITY_PLACES)

    def ask(after: str) -> Any:
        return looking.levels(actor, below=least, short=short, after=after, limit=PAGE)

    return map(_level, every(ask, limit))


@app.command("show", help=N_("stock of one item in every warehouse"))
@listing(LEVELS)
def show(code: Code) -> Iterable[Row]:
    """Stock of one sku."""
    return [_level(level) for level in looking.levels_of(session.actor(), code)]


def _level(it: StockLevel) -> Row:
    figures = (it.on_hand, it.reserved, it.available, it.lower, it.upper, it.place)
    return it.sku, it.name, attributes(it.attributes), it.unit, it.warehouse, *figures


@app.command("moves", help=N_("the moves behind an item's figure, newest first"))
@listing(MOVES, quiet=False)
def moves(code: Code, warehouse: Warehouse = "", limit: Limit = None) -> Iterable[Row]:
    """Why a figure is what it is."""
    actor = session.actor()

    def ask(after: str) -> Any:
        return looking.moves(actor, code, warehouse=warehouse, after=after, limit=PAGE)

    for it in every(ask, limit):
        kind = stock_papers.MOVES.get(it.kind, it.kind)
        figures = (it.quantity, it.on_hand)
        yield it.at, it.business_date, it.warehouse, *figures, kind, it.lot, it.document, it.reason, it.by


@app.command("receive", help=N_("take in what was bought"))
@POSTED
def receive(
    code: Code,
    quantity: Quantity,
    warehouse: Warehouse = "",
    lot: Lot = "",
    expires: Expires = None,
    supplier: Supplier = "",
    document: Document = "",
    reason: Reason = "",
    json: AsJson = False,
) -> int:
    """A purchase stock-in of one item."""
    about = {"warehouse": warehouse, "supplier": supplier, "reference": document, "reason": reason}
    return _one("receipt", code, quantity, lot, expires, about, json=json)


@app.command("in", help=N_("take in what was not bought, and say why"))
@POSTED
def in_(
    code: Code,
    quantity: Quantity,
    reason: Reason,
    warehouse: Warehouse = "",
    lot: Lot = "",
    expires: Expires = None,
    document: Document = "",
    json: AsJson = False,
) -> int:
    """Another stock-in of one item."""
    about = {"warehouse": warehouse, "reference": document, "reason": reason}
    return _one("other_in", code, quantity, lot, expires, about, json=json)


@app.command("out", help=N_("take out what no order asked for, and say why"))
@POSTED
def out(
    code: Code,
    quantity: Quantity,
    reason: Reason,
    warehouse: Warehouse = "",
    lot: LotOut = "",
    document: Document = "",
    json: AsJson = False,
) -> int:
    """Another stock-out of one item."""
    about = {"warehouse": warehouse, "reference": document, "reason": reason}
    return _one("other_out", code, quantity, lot, None, about, json=json)


@app.command("loss", help=N_("write off what is lost, broken or expired"))
@POSTED
def loss(
    code: Code, quantity: Quantity, reason: Reason, warehouse: Warehouse = "", lot: LotOut = "", json: AsJson = False
) -> int:
    """A loss of one item."""
    return _one("loss", code, quantity, lot, None, {"warehouse": warehouse, "reason": reason}, json=json)


@app.command("transfer", help=N_("carry goods to another warehouse; what is reserved stays"))
@POSTED
def transfer(
    code: Code,
    quantity: Quantity,
    to: Annotated[str, typer.Option("--to", help=N_("code or name of the warehouse they go to"))],
    warehouse: Warehouse = "",
    lot: LotOut = "",
    reason: Reason = "",
    json: AsJson = False,
) -> int:
    """A transfer of one item."""
    return _one("transfer", code, quantity, lot, None, {"warehouse": warehouse, "to": to, "reason": reason}, json=json)


@app.command(
    "adjust",
    help=N_("correct a figure by a quantity with its sign, such as -3"),
    context_settings={"ignore_unknown_options": True},  # -3 is no option
)
@POSTED
def adjust(
    code: Code,
    quantity: Quantity,
    reason: Reason,
    warehouse: Warehouse = "",
    lot: LotOut = "",
    expires: Expires = None,
    json: AsJson = False,
) -> int:
    """Correct a figure."""
    return _one("adjust", code, quantity, lot, expires, {"warehouse": warehouse, "reason": reason}, json=json)


@app.command("count", help=N_("set a figure to what was counted; a whole warehouse is counted with: ydh stock take"))
@POSTED
def count(
    code: Code,
    counted: Quantity,
    warehouse: Warehouse = "",
    lot: Lot = "",
    expires: Expires = None,
    reason: Reason = "",
    json: AsJson = False,
) -> int:
    """Set a figure."""
    return _one("count", code, counted, lot, expires, {"warehouse": warehouse, "reason": reason}, json=json)


def _one(
    kind: str, code: str, quantity: str, lot: str, expires: str | None, about: Mapping[str, str], *, json: bool
) -> int:
    """Post a paper of one line and say what it did."""
    least = stock_papers.KINDS[kind].least
    much = number(quantity, "quantity", places=QUANTITY_PLACES, least=None if least is None else ZERO)
    day = options.day_of(expires, "expires")
    it = papers.single(session.actor(), kind, code, much, lot=lot, expires=day, **about)
    posted = N_("{code} in {warehouse}: {old} on hand before, {new} now; {document}")
    waiting = N_("{document} waits for somebody else to confirm it: ydh stock paper confirm {document}")
    figures = {"old": it.old, "new": it.new, "reserved": it.reserved}
    said = {"code": it.sku, "warehouse": it.warehouse, **figures, "document": it.document, "state": it.state.code}
    did(posted if it.state.code == "posted" else waiting, said, json=json, kinds=AS_QUANTITIES)
    return 0


# --- limits ---


@app.command("limits", help=N_("set when a warning is due, and the shelf; off takes a limit away"))
@change(N_("{code} in {warehouse}: lower {lower}, upper {upper}, shelf {place}"))
def set_limits(
    code: Code,
    lower: Annotated[str | None, typer.Option("--lower", metavar="QUANTITY", help=N_("warn below this"))] = None,
    upper: Annotated[str | None, typer.Option("--upper", metavar="QUANTITY", help=N_("warn above this"))] = None,
    place: Annotated[str | None, typer.Option("--place", help=N_("the shelf it lies on"))] = None,
    warehouse: Warehouse = "",
) -> Mapping[str, Any]:
    """Set limits."""
    given = {"lower": _limit(lower, "--lower"), "upper": _limit(upper, "--upper")}
    it = limits.set_limits(session.actor(), code, warehouse=warehouse, place=place, **given)
    return {"code": it.sku, "warehouse": it.warehouse, "lower": it.lower, "upper": it.upper, "place": it.place or None}


def _limit(text: str | None, option: str) -> Decimal | None:
    return limits.KEEP if text is None else None if text == "off" else options.quantity_of(text, option)


@app.command("warnings", help=N_("what is below its lower limit or above its upper one"))
@listing(WARNINGS)
def warnings() -> Iterable[Row]:
    """Levels outside their limits."""
    for it in limits.warnings(session.actor()):
        bounds = (it.lower, it.upper, it.missing, it.over)
        yield it.sku, it.name, it.warehouse, it.available, it.on_hand, *bounds


@app.command("suggest", help=N_("what should be bought for the orders that wait and the lower limits"))
@listing(SUGGESTIONS)
def suggest() -> Iterable[Row]:
    """What should be bought."""
    for it in limits.suggestions(session.actor()):
        figures = (it.available, it.wanted, it.lower, it.coming, it.expected, it.buy, it.packs)
        yield it.sku, it.name, it.unit, *figures


add_import(app, "stock")
