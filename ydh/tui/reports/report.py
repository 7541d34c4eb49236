"""A report: three figures first, beside those of the days before and of a year before; bars, its sum always in view."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from textual.app import ComposeResult

from ydh.core.company.actors import Actor
from ydh.core.company.settings import today
from ydh.core.files.importing.columns import KINDS
from ydh.core.reports import comparing, reports
from ydh.core.reports.comparing import Compared
from ydh.core.reports.reports import Report
from ydh.core.reports.views import ReportColumn, ReportResult
from ydh.core.rules.permissions import P
from ydh.core.values.days import beside, month_of
from ydh.core.values.words import MASKED, N_, Label
from ydh.locale import values
from ydh.tui.lists.book import Book, Deed, Found, Query
from ydh.tui.lists.listing import ListScreen
from ydh.tui.look import chart
from ydh.tui.paint.pane import Pane
from ydh.tui.paint.parts import Column, Ends, Facts, Figure, Part, Plain, Say, Trend
from ydh.tui.reports.periods import LAST, Period, ask_days, called

WIDTHS = {"money": (12, 16), "integer": (8, 9), "quantity": (10, 12), "percent": (7, 8), "time": (16, 16)}
CODES = {"customer": (8, 12), "sku": (12, 14), "kind": (10, 10), "month": (8, 8)}
NAME = (16, 30)  # cells of what a row is called, at least and at most
BAR, CHANGE, AT = "ratio", "change", "#"  # columns of every report: what is drawn, what changed, which row it is
TREND = 12  # months
SINGLE = frozenset({"month", "at"})  # keys that make a row of no other days the same one
TOTAL = N_("total")
AGAINST = N_("against {days}")
MOST_FIGURES = 3
LINES = 2  # of the figures over the list
FARTHEST, LEAST = Decimal("9.99"), Decimal("-0.99")  # changes that are said exactly; what is left is not nothing


class ReportBook(Book):
    """The rows of a report that was run; it is run again when other days are chosen, or with ^r."""

    searches, table = False, False
    empty = N_("nothing was counted in these days\nf chooses other days, [ and ] go to those before and after")

    def __init__(self, report: Report, period: Period) -> None:
        self.report, self.period = report, period
        self.name = report.name  # type: ignore[misc]
        self.title = report.label
        self.compares = not SINGLE & set(report.keys)
        self.columns = tuple(self._columns())
        self.deeds = (
            Deed("days", "f", N_("choose the days"), opens=lambda app, _: app.screen.ask_days(), alone=True, main=True),
            Deed("before", "left_square_bracket", N_("days before"), opens=_turned(-1), alone=True, main=True),
            Deed("next", "right_square_bracket", N_("days after"), opens=_turned(1), alone=True, main=True),
        )
        self.needs = (P.REPORT_VIEW,)
        self.found: Compared | None = None
        self.trend: Trend | None = None

    def _columns(self) -> Iterator[Column]:
        report = self.report
        for column in report.columns:
            kind = "percent" if column.kind == "bar" else column.kind
            width, most = _widths(column)
            kept = column.kind == "bar" or column.name in (*report.keys, report.main, report.instead, "name")
            yield Column(column.name, column.label, kind, width, 0 if kept else 2, _cell(column.name), most)
        if self.compares:
            yield Column(CHANGE, N_("+/-"), "measure", 6, of=_cell(CHANGE), tone=self._tone)
        yield Column(BAR, "", "bar", 8, drop=1, of=_cell(BAR), most=24)

    def _tone(self, row: Mapping[str, Any]) -> str:
        return tone(row.get(CHANGE, ""), good=self.report.good)

    @property
    def by(self) -> str:
        """The column that counts, of what may be seen."""
        masked = self.found is not None and MASKED in self.found.now.totals
        return self.report.instead if masked else self.report.main

    def page(self, actor: Actor, query: Query) -> Found:
        if self.found is None:
            it = self.period
            self.trend = _trend(actor, self.report, it)
            self.found = comparing.compare(
                actor, self.report.name, first=it.first, last=it.last, top=it.top, history=it.history
            )
        rows = self._rows(self.found.now)
        self._draw(rows, self.found.before)
        called = {next(c.name for c in self.report.columns if c.kind in ("code", "text", "label")): Label(TOTAL)}
        return Found(rows, foot=self._by_name(self.found.now.totals) | called if rows else None)

    def _draw(self, rows: Sequence[dict[str, Any]], before: ReportResult | None) -> None:
        """How long the bar of each row is, against the longest, and how it changed."""
        longest = max((row[self.by] or 0 for row in rows), default=0)
        were = {self._key(row): row[self.by] for row in self._rows(before)} if before and self.compares else None
        for at, row in enumerate(rows):
            row[AT], row[BAR] = str(at), (row[self.by] or 0) / longest if longest else None
            row[CHANGE] = change(row[self.by], were.get(self._key(row))) if were is not None else ""

    def in_file(self) -> Sequence[Column]:
        return [column for column in self.columns if column.name not in (BAR, CHANGE)]

    def key(self, row: Any) -> str:
        return str(row[AT])

    def called(self, row: Any) -> Any:
        return row.get("name") or self.columns[0].value(row)

    # --- over the list ---

    def figures(self) -> tuple[Figure, ...]:
        """Which days, what the report counts, what else it adds up."""
        if self.found is None:
            return ()
        sums = self._by_name(self.found.now.totals)
        columns = sorted((c for c in self.report.columns if sums[c.name] not in (None, MASKED)), key=self._later)
        shown = (Say(N_("{value} {what}"), {"value": _text(c, sums[c.name]), "what": Label(c.label)}) for c in columns)
        return (Figure(self.period, "note"), *map(Figure, list(shown)[:MOST_FIGURES]))

    def _later(self, column: ReportColumn) -> bool:
        return column.name != self.by

    def beside(self) -> list[Part]:
        """What its sum was in the days before and a year before, and how its days went."""
        found = self.found
        if found is None or found.before is None or found.year is None:
            return []
        against: list[tuple[Any, str]] = []
        for other in (found.before, found.year):
            said = change(self._sum(found.now), self._sum(other))
            against += [(Say(AGAINST, {"days": called(other.first, other.last)}), "faint"), ("  ", "plain")]
            against += [(said or "-", tone(said, good=self.report.good) or "plain"), ("   ", "plain")]
        above, below = chart([float(n) for n in found.course], LINES) if found.course else ("", "")
        each = Label(_each(found)) if found.course else ""
        return [Ends(tuple(against), ((above, "key"),)), Ends((), ((each, "faint"), ("  ", "plain"), (below, "key")))]

    def _sum(self, result: ReportResult) -> Any:
        return self._by_name(result.totals)[self.by]

    # --- a row ---

    def detail(self, actor: Actor, row: Any) -> Sequence[Part]:
        facts = Facts(tuple((c.title, _worded(c, c.value(row))) for c in self.columns if c.name not in (BAR, CHANGE)))
        meaning = Say(N_("counted: {meaning}"), {"meaning": Label(self.report.meaning)}, "faint")
        trend = [self.trend] if self.trend is not None else []
        return (facts, *self._were(row), *trend, Plain(""), meaning)

    def _were(self, row: Mapping[str, Any]) -> list[Part]:
        """What a row was in the days before and a year before."""
        parts: list[Part] = []
        for other in (self.found.before, self.found.year) if self.found and self.compares else ():
            if other is not None:
                was = next((it[self.by] for it in self._rows(other) if self._key(it) == self._key(row)), None)
                said = change(row[self.by], was)
                kind = next(c for c in self.report.columns if c.name == self.by)
                about = (
                    (called(other.first, other.last), "faint"),
                    ("  ", "plain"),
                    (_text(kind, was) or "-", "plain"),
                )
                parts.append(Ends((*about, ("  ", "plain"), (said, tone(said, good=self.report.good) or "plain"))))
        return parts

    # --- rows ---

    def _by_name(self, cells: Sequence[Any]) -> dict[str, Any]:
        return dict(zip((c.name for c in self.report.columns), cells, strict=True))

    def _rows(self, result: ReportResult) -> list[dict[str, Any]]:
        return [self._by_name(cells) for cells in result.rows]

    def _key(self, row: Mapping[str, Any]) -> tuple[Any, ...]:
        return tuple(row[key] for key in self.report.keys)


def change(now: Any, before: Any) -> Label | str:
    """How much more or less it is, with its sign; nothing where either cannot be seen or there is none."""
    if MASKED in (now, before) or now is None or not (now or before):
        return ""
    if not before:
        return Label(N_("first"), "new")
    ratio = Decimal(now - before) / Decimal(before)
    return f"{max(LEAST, min(ratio, FARTHEST)) if now else ratio:+.0%}"


def tone(said: Label | str, *, good: bool) -> str:
    """Up is good, or the other way round."""
    if not said or said[0] not in "+-" or said[1:] == "0%":
        return ""
    return "good" if (said[0] == "+") is good else "wrong"


def _each(found: Compared) -> str:
    first, last = found.now.first, found.now.last
    days = (last - first).days + 1 if first and last else 0
    return N_("orders of each day") if len(found.course) == days else N_("orders of each month")


def _widths(column: ReportColumn) -> tuple[int, int]:
    """Cells at least and at most."""
    if column.kind == "bar":
        return 6, 7
    if column.name == "name":
        return NAME
    if column.kind == "code":
        return CODES.get(column.name, (12, 12))
    return WIDTHS.get(column.kind, NAME)


def _cell(name: str) -> Any:
    if name == "kind":  # of a file that was imported
        return lambda row: Label(KINDS[row[name]].label, row[name]) if row.get(name) in KINDS else row.get(name)
    return lambda row: row.get(name)


def _worded(column: Column, value: Any) -> Any:
    return values.percent(value) if column.kind == "percent" and value not in (None, MASKED) else value


def _text(column: ReportColumn, value: Any) -> str:
    if value in (None, MASKED):
        return ""
    return values.grouped(values.money if column.kind == "money" else values.number)(value)


def _trend(actor: Actor, report: Report, period: Period) -> Trend | None:
    """The months up to the end of the period, where the report is one of months."""
    if report.keys != ("month",):
        return None
    last = period.last or today(actor)
    found = reports.run(actor, report.name, first=month_of(last, 1 - TREND)[0], last=last, history=period.history)
    names = [c.name for c in report.columns]
    months = {row[names.index("month")]: row for row in found.rows}
    at = names.index(report.main if MASKED not in found.totals else report.instead)
    days = [month_of(last, n)[0] for n in range(1 - TREND, 1)]
    numbers = tuple(months[key][at] if (key := f"{it:%Y-%m}") in months else 0 for it in days)
    figures = ((N_("last month of them"), numbers[-1]), (N_("at most"), max(numbers)))
    return Trend(N_("the months up to then"), tuple(map(float, numbers)), figures)


def _turned(steps: int) -> Any:
    return lambda app, _: app.screen.turn(steps)


class ReportScreen(ListScreen):
    """A report."""

    book: ReportBook
    DEFAULT_CSS = "ReportScreen #figures { height: 2; background: $ground; }"

    def __init__(self, report: Report, period: Period) -> None:
        super().__init__(ReportBook(report, period))

    def body(self) -> ComposeResult:
        self.figures = Pane(self.ydh.words, id="figures")
        self.figures.on = "ground"
        for widget in super().body():
            yield widget
            if widget is self.title_line:
                yield self.figures

    def on_mount(self) -> None:
        self.show_period(self.book.period)

    def _ask_head(self) -> None:
        """Its figures come with its rows."""

    def _put(self, query: Query, found: Found) -> None:
        self._say_head(self.book.figures())
        self.figures.put(self.book.beside())
        super()._put(query, found)

    def show_period(self, period: Period) -> None:
        """Show other days, and remember them for the next report."""
        LAST[self.ydh] = period
        self.book.period, self.book.found = period, None

    def turn(self, steps: int) -> None:
        """The days before or after, as many as these; of no such days the month."""
        self.ydh.ask(today, lambda day: self._turn(steps, day))

    def _turn(self, steps: int, day: date) -> None:
        now = self.book.period
        if now.first and now.last:
            first, last = beside((now.first, now.last), steps)
        else:
            first, last = month_of(now.first or now.last or day, steps)
        self._chosen(replace(now, first=first, last=last))

    def ask_days(self) -> None:
        """Ask for other days."""
        ask_days(self.app, self.book.period, self._chosen)

    def _chosen(self, period: Period) -> None:
        self.show_period(period)
        self.show_only(self.query_now)

    def action_look_again(self) -> None:
        self.book.found = None
        super().action_look_again()
