"""The reports: each for a period, with bars, a trend, totals, and the months before and after at one key."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from ydh.core.company.actors import Actor
from ydh.core.company.settings import today
from ydh.core.files.importing.columns import KINDS
from ydh.core.reports import reports
from ydh.core.reports.report_table import FACTS
from ydh.core.reports.reports import Report
from ydh.core.reports.views import ReportResult
from ydh.core.rules.permissions import P
from ydh.core.values.days import month_of, span
from ydh.core.values.money import ONE, number
from ydh.core.values.words import MASKED, N_, Label
from ydh.locale import values
from ydh.tui.lists.book import DAYS_HINT, Book, Deed, Field, Found, Query
from ydh.tui.lists.form import Form
from ydh.tui.lists.listing import ListScreen
from ydh.tui.lists.nouns import columns_of
from ydh.tui.look import chart
from ydh.tui.paint.parts import Column, Facts, Part, Plain, Say

WIDTHS = {"money": 14, "integer": 8, "quantity": 11, "percent": 8, "time": 16, "label": 16, "bar": 8}
CODES = {"month": 12, "customer": 12, "sku": 12, "kind": 10}
BAR = "ratio"  # the column that is drawn
TREND = 12  # months
HISTORY = (("", N_("counts too")), ("without", N_("left out")))


@dataclass(frozen=True)
class Period:
    """Business days, both included, how many rows at most, None is no limit, and whether with history."""

    first: date | None
    last: date | None
    top: int | None = None
    history: bool = True

    def __str__(self) -> str:
        return f"{self.first or ''} - {self.last or ''}".strip()


_LAST: "WeakKeyDictionary[Any, Period]" = WeakKeyDictionary()  # of each app: what was chosen last


class Reports(Book):
    """Which reports there are, and what they count."""

    name, title = "reports", N_("reports")
    columns = columns_of(FACTS)
    needs = (P.REPORT_VIEW,)
    searches, table = False, False

    def __init__(self) -> None:
        self.deeds = (Deed("run", "f", N_("choose the days"), opens=_chosen, main=True),)

    def page(self, actor: Actor, query: Query) -> Found:
        return Found(list(reports.REPORTS.values()))

    def key(self, row: Report) -> str:
        return row.name

    def called(self, row: Report) -> Any:
        return Label(row.label)

    def detail(self, actor: Actor, row: Report) -> Sequence[Part]:
        heads = tuple(Label(c.label) for c in row.columns)
        return (
            Say("{meaning}", {"meaning": Label(row.meaning)}),
            Facts(((N_("columns"), heads),)),
            Say(HELP, {}, "faint"),
        )

    def enter(self, app: Any, row: Report) -> Any:
        app.ask(lambda actor: _LAST.get(app) or month_before(actor), lambda it: app.push_screen(ReportScreen(row, it)))


HELP = N_("Enter shows it for the days chosen last, at first the last month; f chooses other days")


def month_before(actor: Actor) -> Period:
    """The last whole month."""
    return Period(*month_of(today(actor), -1))


def _chosen(app: Any, row: Report) -> None:
    def asked(period: Period) -> None:
        _ask_days(app, period, lambda chosen: app.push_screen(ReportScreen(row, chosen)))

    app.ask(lambda actor: _LAST.get(app) or month_before(actor), asked)


def _ask_days(app: Any, period: Period, then: Callable[[Period], Any]) -> None:
    """Ask for other days; what is no day is said in the form."""

    def answered(found: tuple[Period] | None) -> None:
        if found is not None:
            then(found[0])

    def read(answers: Mapping[str, str]) -> Callable[[Actor], tuple[Period]]:
        return lambda actor: (period_of(actor, answers),)

    app.push_screen(Form(N_("choose the days"), period_fields(period), do=read, writes=False), answered)


def period_fields(period: Period) -> tuple[Field, ...]:
    """The questions about days."""
    return (
        Field("first", N_("from day"), value=str(period.first or ""), hint=DAYS_HINT),
        Field("last", N_("to day"), value=str(period.last or ""), hint=DAYS_HINT),
        Field("top", N_("only the greatest"), value=str(period.top or ""), hint="20"),
        Field("history", N_("history"), kind="choice", choices=HISTORY, value="" if period.history else "without"),
    )


def period_of(actor: Actor, answers: Mapping[str, str]) -> Period:
    """What was typed, in the company's days. Raises Invalid for what is no day or no number."""
    first, last, top = (answers[name].strip() for name in ("first", "last", "top"))
    return Period(
        span(first, "first", lambda: today(actor))[0] if first else None,
        span(last, "last", lambda: today(actor))[1] if last else None,
        int(number(top, "top", places=0, least=ONE)) if top else None,
        history=answers["history"] != "without",
    )


class ReportBook(Book):
    """The rows of a report that was run; it is run again when other days are chosen, or with ^r."""

    searches, table = False, False
    empty = N_("nothing was counted in these days\nf chooses other days, [ and ] go a month back and on")

    def __init__(self, report: Report, period: Period) -> None:
        self.report, self.period = report, period
        self.name = report.name  # type: ignore[misc]
        self.title = report.label
        self.columns = tuple(_columns(report))
        self.deeds = (
            Deed("days", "f", N_("choose the days"), opens=lambda app, _: app.screen.ask_days(), alone=True, main=True),
            Deed("before", "left_square_bracket", N_("month before"), opens=_turned(-1), alone=True, main=True),
            Deed("next", "right_square_bracket", N_("next month"), opens=_turned(1), alone=True, main=True),
        )
        self.needs = (P.REPORT_VIEW,)
        self.found: ReportResult | None = None
        self.trend: Say | None = None

    def page(self, actor: Actor, query: Query) -> Found:
        if self.found is None:
            self.trend = _trend(actor, self.report, self.period)
            it = self.period
            self.found = reports.run(
                actor, self.report.name, first=it.first, last=it.last, top=it.top, history=it.history
            )
        names = [c.name for c in self.report.columns]
        rows: list[Any] = [dict(zip(names, cells, strict=True)) for cells in self.found.rows]
        _draw(self.report, rows)
        for at, row in enumerate(rows):
            row["#"] = str(at)
        if rows:
            rows.append(
                dict(zip(names, self.found.totals, strict=True)) | {"#": TOTAL, BAR: None, **_named(self.report)}
            )
        return Found(rows)

    def is_row(self, row: Any) -> bool:
        return bool(row["#"] != TOTAL)

    def key(self, row: Any) -> str:
        return str(row["#"])

    def called(self, row: Any) -> Any:
        return Label(row[self.columns[0].name]) if row["#"] == TOTAL else row[self.columns[0].name]

    def style(self, row: Any) -> str:
        return "strong" if row["#"] == TOTAL else "plain"

    def head(self, actor: Actor, query: Query) -> Any:
        return str(self.period)

    def detail(self, actor: Actor, row: Any) -> Sequence[Part]:
        facts = Facts(tuple((c.title, _worded(c, c.value(row))) for c in self.columns if c.name != BAR))
        parts: list[Part] = [facts]
        if self.trend is not None:
            parts.append(self.trend)
        return (*parts, Plain(""), Say(N_("counted: {meaning}"), {"meaning": Label(self.report.meaning)}, "faint"))


TOTAL = "total"


def _columns(report: Report) -> list[Column]:
    made = []
    for column in report.columns:
        kind = "percent" if column.kind == "bar" else column.kind
        width = CODES.get(column.name, 12) if kind == "code" else WIDTHS.get(column.kind, 0)
        drop = 0 if column.name in (*report.keys, report.main, report.instead, "name") else 2
        made.append(Column(column.name, column.label, kind, width, drop=drop, of=_cell(column.name)))
    return [*made, Column(BAR, "", "bar", 12, drop=1, of=_cell(BAR))]


def _cell(name: str) -> Any:
    if name == "kind":  # of a file that was imported
        return lambda row: Label(KINDS[row[name]].label, row[name]) if row.get(name) in KINDS else row.get(name)
    return lambda row: row.get(name)


def _worded(column: Column, value: Any) -> Any:
    return values.percent(value) if column.kind == "percent" and value not in (None, MASKED) else value


def _draw(report: Report, rows: Sequence[dict[str, Any]]) -> None:
    """How long the bar of each row is, against the longest; by what may be seen."""
    by = report.instead if any(row[report.main] is MASKED for row in rows) else report.main
    longest = max((row[by] for row in rows), default=0)
    for row in rows:
        row[BAR] = row[by] / longest if longest else None


def _named(report: Report) -> dict[str, Any]:
    return {next(c.name for c in report.columns if c.kind in ("code", "text", "label")): Label(N_("all together"))}


def _trend(actor: Actor, report: Report, period: Period) -> Say | None:
    """The months up to the end of the period, where the report is one of months."""
    if report.keys != ("month",):
        return None
    last = period.last or today(actor)
    found = reports.run(actor, report.name, first=month_of(last, 1 - TREND)[0], last=last, history=period.history)
    names = [c.name for c in report.columns]
    months = {row[names.index("month")]: row for row in found.rows}
    at = names.index(report.main if MASKED not in found.totals else report.instead)
    days = [month_of(last, n)[0] for n in range(1 - TREND, 1)]
    numbers = [float(months[key][at]) if (key := f"{it:%Y-%m}") in months else 0.0 for it in days]
    data = {"first": f"{days[0]:%Y-%m}", "last": f"{days[-1]:%Y-%m}", "trend": chart(numbers)[0]}
    return Say(N_("the months from {first} to {last}: {trend}"), data)


def _turned(months: int) -> Any:
    return lambda app, _: app.screen.turn(months)


class ReportScreen(ListScreen):
    """A report."""

    book: ReportBook

    def __init__(self, report: Report, period: Period) -> None:
        super().__init__(ReportBook(report, period))

    def on_mount(self) -> None:
        self.show_period(self.book.period)

    def show_period(self, period: Period) -> None:
        """Show other days, and remember them for the next report."""
        _LAST[self.ydh] = period
        self.book.period, self.book.found = period, None

    def turn(self, months: int) -> None:
        """The month before, or the next one."""
        self.ydh.ask(today, lambda day: self._turn(months, day))

    def _turn(self, months: int, day: date) -> None:
        now = self.book.period
        first, last = month_of(now.first or now.last or day, months)
        self.show_period(replace(now, first=first, last=last))
        self.show_only(self.query_now)

    def ask_days(self) -> None:
        """Ask for other days."""
        _ask_days(self.app, self.book.period, self._chosen)

    def _chosen(self, period: Period) -> None:
        self.show_period(period)
        self.show_only(self.query_now)

    def action_look_again(self) -> None:
        self.book.found = None
        super().action_look_again()
