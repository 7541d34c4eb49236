"""ydh lot: lots of goods, what expires, what is blocked, and whom each went to."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import typer

from ydh import locale
from ydh.cli.frame import options, session
from ydh.cli.frame.listing import PAGE, Limit, Row, change, every, listing
from ydh.cli.frame.options import Force, Json, Output
from ydh.cli.writing.cells import DataColumn
from ydh.core.rules.stock_papers import MOVES
from ydh.core.stock import lot_looking, lots
from ydh.core.stock.views import LotRow, Trace, TraceRow
from ydh.core.values.words import N_

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)

Lot = Annotated[str, typer.Argument(metavar="LOT", help=N_("code of the lot"))]
Sku = Annotated[str, typer.Option("--sku", help=N_("of this item, where several have such a lot"))]
Why = Annotated[str, typer.Option("--reason", help=N_("why"))]

LOTS = (
    DataColumn("lot", N_("lot"), "code"),
    DataColumn("code", N_("code"), "code"),
    DataColumn("name", N_("name")),
    DataColumn("expires", N_("expires"), "day"),
    DataColumn("days", N_("days left"), "integer"),
    DataColumn("blocked", N_("blocked")),
    DataColumn("warehouse", N_("warehouse"), "code"),
    DataColumn("on_hand", N_("on hand"), "quantity"),
    DataColumn("allocated", N_("promised"), "quantity"),
)
CAME = (
    DataColumn("at", N_("time"), "time"),
    DataColumn("warehouse", N_("warehouse"), "code"),
    DataColumn("quantity", N_("quantity"), "quantity"),
    DataColumn("kind", N_("kind"), "label"),
    DataColumn("document", N_("document"), "code"),
    DataColumn("party", N_("supplier")),
    DataColumn("reason", N_("reason")),
)
WENT = (
    DataColumn("customer", N_("customer"), "code"),
    DataColumn("name", N_("name")),
    DataColumn("contact", N_("contact")),
    DataColumn("phone", N_("phone"), "code"),
    DataColumn("order", N_("order"), "code"),
    DataColumn("shipment", N_("shipment"), "code"),
    DataColumn("shipped_at", N_("left at"), "time"),
    DataColumn("quantity", N_("quantity"), "quantity"),
)


@app.command("list", help=N_("list the lots that are there, by item and expiry"))
@listing(LOTS, narrowed_by=("sku", "warehouse", "within", "blocked"))
def list_(
    sku: Annotated[str, typer.Option("--sku", help=N_("of this item only"))] = "",
    warehouse: Annotated[str, typer.Option("--warehouse", help=N_("in this warehouse only"))] = "",
    within: Annotated[
        int | None, typer.Option("--expiring", metavar="DAYS", help=N_("expired within so many days"))
    ] = None,
    blocked: Annotated[bool, typer.Option("--blocked", help=N_("blocked ones only"))] = False,
    limit: Limit = None,
) -> Iterable[Row]:
    """Lots by item and expiry."""
    actor, kind = session.actor(), "blocked" if blocked else "all"
    narrowed: dict[str, Any] = {"sku": sku, "warehouse": warehouse, "within": within, "kind": kind}
    return map(_lot, every(lambda after: lot_looking.lots(actor, **narrowed, after=after, limit=PAGE), limit))


@app.command("show", help=N_("one lot and where it is"))
@listing(LOTS)
def show(lot: Lot, sku: Sku = "") -> Iterable[Row]:
    """A lot in every warehouse."""
    return [_lot(row) for row in lot_looking.lot(session.actor(), lot, sku=sku)]


def _lot(it: LotRow) -> Row:
    return it.lot, it.sku, it.name, it.expires, it.days, it.blocked, it.warehouse, it.on_hand, it.allocated


@app.command("block", help=N_("keep a lot from leaving, promised shipments included"))
@change(N_("{lot} is blocked"))
def block(lot: Lot, reason: Why, sku: Sku = "") -> Mapping[str, Any]:
    """Block a lot."""
    lots.block(session.actor(), lot, reason=reason, sku=sku)
    return {"lot": lot}


@app.command("unblock", help=N_("let a blocked lot leave again"))
@change(N_("{lot} may leave again"))
def unblock(lot: Lot, reason: Why, sku: Sku = "") -> Mapping[str, Any]:
    """Unblock a lot."""
    lots.unblock(session.actor(), lot, reason=reason, sku=sku)
    return {"lot": lot}


@app.command("expiry", help=N_("correct the last day of a lot"))
@change(N_("{lot}: the expiry is changed"))
def expiry(
    lot: Lot,
    day: Annotated[str, typer.Argument(metavar="DAY", help=N_("such as 2027-01-31, or off for none"))],
    reason: Why,
    sku: Sku = "",
) -> Mapping[str, Any]:
    """Correct an expiry."""
    expires = None if day == "off" else options.day_of(day, "expires")
    lots.set_expiry(session.actor(), lot, expires, reason=reason, sku=sku)
    return {"lot": lot, "expires": expires}


@app.command("trace", help=N_("where a lot came from, which customers got it, where the rest is"))
def trace(lot: Lot, sku: Sku = "", json: Json = False, to: Output = None, force: Force = False) -> int:
    """Trace a lot."""
    from ydh.cli.writing import nested

    it = lot_looking.trace(session.actor(), lot, sku=sku)
    nested.emit(nested.json(it) if json else _sheet(it), to, force=force)
    return 0


def _sheet(it: Trace) -> str:
    from ydh.cli.writing import nested

    words = locale.current()
    expires = it.expires.isoformat() if it.expires else words(N_("never"))
    head = f"{it.lot}  {it.sku} {it.name}  {words(N_('expires'))} {expires}"
    came = [(m.at, m.warehouse, m.quantity, MOVES.get(m.kind, m.kind), m.document, m.party, m.reason) for m in it.came]
    return (
        (f"{head}  {words(N_('blocked'))}: {it.blocked}" if it.blocked else head)
        + nested.block(words(N_("came")), CAME, came)
        + nested.block(words(N_("went to")), WENT, map(_went, it.went))
        + nested.block(words(N_("still here")), LOTS, map(_lot, it.here))
    )


@app.command("recall", help=N_("whom to call when a lot must come back: customer, phone, order, shipment, quantity"))
@listing(WENT)
def recall(lot: Lot, sku: Sku = "") -> Iterable[Row]:
    """The recall list of a lot."""
    return [_went(row) for row in lot_looking.trace(session.actor(), lot, sku=sku).went if row.shipped_at]


def _went(it: TraceRow) -> Row:
    return it.customer, it.name, it.contact, it.phone, it.order, it.shipment, it.shipped_at, it.quantity
