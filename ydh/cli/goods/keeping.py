"""How a product's goods are kept, as options of `ydh product add` and `edit`, and commands of their own."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import typer

from ydh.cli.frame import session
from ydh.cli.frame.listing import Row, change, decimal, listing, record, yes_no
from ydh.cli.writing.cells import DataColumn
from ydh.core.goods import keeping
from ydh.core.values.errors import Invalid
from ydh.core.values.money import QUANTITY_PLACES
from ydh.core.values.words import N_, Label, visible

Lots = Annotated[bool | None, typer.Option("--lots/--no-lots", help=N_("kept by lot and expiry, or not"))]
Backorder = Annotated[
    str | None, typer.Option("--backorder", help=N_("on, off or company: ordered beyond what is there"))
]
Handling = Annotated[
    str | None, typer.Option("--handling", help=N_("marks such as cold,fragile; the others: ydh product marks"))
]
KeepDays = Annotated[
    str | None, typer.Option("--keep-days", metavar="DAYS", help=N_("shelf life left when it leaves; off for none"))
]
ReturnDays = Annotated[
    str | None,
    typer.Option("--return-days", metavar="DAYS", help=N_("days to return it; company for the company's")),
]
Guarantee = Annotated[str | None, typer.Option("--guarantee", help=N_("what is guaranteed"))]

MARKS = (DataColumn("code", N_("code"), "code"), DataColumn("mark", N_("mark"), "label"))
KEEPING = (
    DataColumn("product", N_("product"), "code"),
    DataColumn("lots", N_("kept by lot"), "yes"),
    DataColumn("backorder", N_("may be ordered beyond stock"), "label"),
    DataColumn("handling", N_("handling")),
    DataColumn("keep_days", N_("days left when it leaves"), "integer"),
    DataColumn("return_days", N_("days to return it"), "integer"),
    DataColumn("guarantee", N_("guarantee")),
    DataColumn("codes", N_("further codes")),
)
BACKORDER = {"on": True, "off": False, "company": None}


def add_keeping(app: typer.Typer) -> None:
    """Give the noun its commands about how goods are kept."""
    app.command("care", help=N_("how a product's goods are kept: lots, marks, shelf life, returns"))(show_keeping)
    app.command("marks", help=N_("the handling marks that goods can have"))(list_marks)
    app.command("add-code", help=N_("let a further code stand for an item; a scan of it counts a pack"))(add_code)
    app.command("drop-code", help=N_("take a further code away"))(drop_code)


@record(KEEPING)
def show_keeping(code: Annotated[str, typer.Argument(metavar="CODE", help=N_("code"))]) -> Row:
    """How goods are kept."""
    it = keeping.keeping_of(session.actor(), code)
    backorder = Label(N_("as the company says"), "company") if it.backorder is None else yes_no(it.backorder)
    codes = ", ".join(f"{x.code} ({x.sku} x{x.quantity:f})" for x in it.codes)
    return it.product, it.lots, backorder, it.handling, it.keep_days, it.return_days, it.guarantee, codes


@listing(MARKS)
def list_marks() -> Iterable[Row]:
    """Handling marks."""
    return [(code, label) for code, label in keeping.HANDLING.items()]


@change(N_("{scan} stands for {code}, {quantity} at once"))
def add_code(
    code: Annotated[str, typer.Argument(metavar="CODE", help=N_("code of the item"))],
    scan: Annotated[str, typer.Argument(metavar="SCAN", help=N_("what the scanner reads"))],
    quantity: Annotated[str | None, typer.Option("--quantity", help=N_("units that one scan counts"))] = None,
) -> Mapping[str, Any]:
    """A further code."""
    made = keeping.add_code(session.actor(), code, scan, decimal(quantity, "quantity", QUANTITY_PLACES))
    return {"code": made.sku, "scan": made.code, "quantity": made.quantity}


@change(N_("{scan} stands for nothing any more"))
def drop_code(
    code: Annotated[str, typer.Argument(metavar="CODE", help=N_("code of the item"))],
    scan: Annotated[str, typer.Argument(metavar="SCAN", help=N_("what the scanner reads"))],
) -> Mapping[str, Any]:
    """No further code."""
    keeping.drop_code(session.actor(), code, scan)
    return {"code": code, "scan": scan}


def keeping_given(
    lots: bool | None,
    backorder: str | None,
    handling: str | None,
    keep_days: str | None,
    return_days: str | None,
    guarantee: str | None,
) -> dict[str, Any]:
    """What was given of how goods are kept; a word stands for what the company says, or for nothing."""
    given: dict[str, Any] = {"lots": lots, "handling": handling, "guarantee": guarantee}
    given = {name: value for name, value in given.items() if value is not None}
    if backorder is not None:
        if backorder not in BACKORDER:
            raise Invalid("setting-choice", value=visible(backorder), choices=", ".join(BACKORDER))
        given["backorder"] = BACKORDER[backorder]
    for name, text in (("keep_days", keep_days), ("return_days", return_days)):
        if text is not None:
            given[name] = None if text in ("off", "company") else decimal(text, name, 0)
    return given
