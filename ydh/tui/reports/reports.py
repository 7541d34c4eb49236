"""Which reports there are; each is opened for the days that were chosen last."""

from collections.abc import Sequence
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.reports import reports
from ydh.core.reports.report_table import FACTS
from ydh.core.reports.reports import Report
from ydh.core.rules.permissions import P
from ydh.core.values.words import N_, Label
from ydh.tui.lists.book import Book, Deed, Found, Query
from ydh.tui.lists.nouns import columns_of
from ydh.tui.paint.parts import Facts, Part, Say
from ydh.tui.reports.periods import LAST, Period, ask_days, month_before
from ydh.tui.reports.report import ReportScreen


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
        app.ask(lambda actor: LAST.get(app) or month_before(actor), lambda it: app.push_screen(ReportScreen(row, it)))


HELP = N_("Enter shows it for the days chosen last, at first the last month; f chooses other days")


def _chosen(app: Any, row: Report) -> None:
    def asked(period: Period) -> None:
        ask_days(app, period, lambda chosen: app.push_screen(ReportScreen(row, chosen)))

    app.ask(lambda actor: LAST.get(app) or month_before(actor), asked)
