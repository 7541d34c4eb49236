"""`ydh report`: one command for each report of the table in core."""

from collections.abc import Callable, Iterable
from typing import Annotated, Any, TypeVar

import typer

from ydh import locale
from ydh.cli.frame import answering, options, session
from ydh.cli.frame.options import Force, Format, From, Json, Output, To
from ydh.cli.frame.showing import column, shape
from ydh.cli.writing.output import DataColumn
from ydh.core.reports import reports
from ydh.core.reports.report_table import FACTS
from ydh.core.reports.views import ReportColumn, ReportResult
from ydh.core.values.errors import Invalid
from ydh.core.values.messages.all import MESSAGES
from ydh.core.values.words import N_, visible

MESSAGES["report-by"] = N_("--by {value}: nothing is reported by that; choose one of: {choices}")

_ = locale.translate
C = TypeVar("C", bound=Callable[..., int])
app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)

RETURNS_BY = {"product": "returns", "customer": "return-customers", "reason": "return-reasons"}
BY = {
    "month": "sales",
    "customer": "customers",
    "product": "products",
    "category": "categories",
    "channel": "channels",
    "batch": "batches",
}
REPORTS = [column(fact) for fact in FACTS]
WITH_TOTALS = ("table", "plain", "markdown", "html")
Without = Annotated[bool, typer.Option("--without-history", help=N_("leave out what was brought in of the past"))]
Top = Annotated[int | None, typer.Option("--top", help=N_("only the greatest so many rows"))]


@app.callback()
def report() -> None:
    """Keep `ydh report NAME` a command of its own however many reports there are."""


def _columns(columns: Iterable[ReportColumn]) -> list[DataColumn]:
    return [DataColumn(c.name, c.label, c.kind) for c in columns]


def _printing(*names: str) -> Callable[[C], C]:
    """That a command prints the rows of one of these reports."""
    return answering.prints(
        lambda make: {"anyOf": [make.rows(_columns(reports.REPORTS[name].columns)) for name in names]}
    )


@app.command("list", help=N_("list the reports and what they count"))
@answering.prints(lambda make: make.rows(REPORTS))
def list_(format: Format = "table", json: Json = False, to: Output = None, force: Force = False) -> int:
    _, row_of = shape(FACTS)  # its sentences are in the reader's language
    options.show(REPORTS, map(row_of, reports.REPORTS.values()), format=format, json=json, to=to, force=force)
    return 0


@app.command("sales", help=N_("sales by month, or by customer, product, category, channel or batch"))
@_printing(*BY.values())
def sales(
    by: Annotated[str, typer.Option("--by", help="month, customer, product, category, channel, batch")] = "month",
    first: From = None,
    last: To = None,
    top: Top = None,
    without_history: Without = False,
    format: Format = "table",
    json: Json = False,
    to: Output = None,
    force: Force = False,
) -> int:
    if by not in BY:
        raise Invalid("report-by", value=visible(by), choices=tuple(BY))
    return write(BY[by], first, last, top, history=not without_history, format=format, json=json, to=to, force=force)


def _add(name: str) -> None:
    @_printing(name)
    def command(
        first: From = None,
        last: To = None,
        top: Top = None,
        without_history: Without = False,
        format: Format = "table",
        json: Json = False,
        to: Output = None,
        force: Force = False,
    ) -> int:
        return write(name, first, last, top, history=not without_history, format=format, json=json, to=to, force=force)

    app.command(name, help=N_(reports.REPORTS[name].label))(command)


for _name in reports.REPORTS:
    if _name not in ("sales", "returns"):
        _add(_name)


@app.command("returns", help=N_("what comes back and how much of what was sold, by product, customer or reason"))
@_printing(*RETURNS_BY.values())
def returns(
    by: Annotated[str, typer.Option("--by", help="product, customer, reason")] = "product",
    first: From = None,
    last: To = None,
    top: Top = None,
    without_history: Without = False,
    format: Format = "table",
    json: Json = False,
    to: Output = None,
    force: Force = False,
) -> int:
    if by not in RETURNS_BY:
        raise Invalid("report-by", value=visible(by), choices=tuple(RETURNS_BY))
    return write(
        RETURNS_BY[by], first, last, top, history=not without_history, format=format, json=json, to=to, force=force
    )


def write(name: str, first: str | None, last: str | None, top: int | None, *, history: bool = True, **how: Any) -> int:
    """Run a report and write it; tables for people end with the totals over every row."""
    begins, ends = options.days_of(first, last)
    found = reports.run(session.actor(), name, first=begins, last=ends, top=top, history=history)
    for_people = how["format"] in WITH_TOTALS and not how["json"]
    rows = [*found.rows, _totals(found)] if for_people and found.rows else list(found.rows)
    options.show(_columns(found.columns), rows, **how, title=_title(found))
    if how["format"] == "table" and not how["json"]:
        options.say(N_("counted: {meaning}"), meaning=locale.translate(found.meaning))
    return 0


def _totals(found: ReportResult) -> tuple[Any, ...]:
    """The last row: the sums, named in the first column that can carry a word."""
    named = next((at for at, c in enumerate(found.columns) if c.kind in ("text", "code", "label")), None)
    word = locale.translate(N_("all together"))
    return tuple(word if at == named else value for at, value in enumerate(found.totals))


def _title(found: ReportResult) -> str:
    label = locale.translate(found.label)
    if found.first is None and found.last is None:
        return label
    return f"{label}  {found.first or ''} - {found.last or ''}".rstrip()
