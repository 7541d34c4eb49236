"""The reports as one table: what each counts, its columns, and where its rows come from. S01.17, S03.16, S07.20

Money in yuan, quantities in base units, days are the company's business dates. Front ends add no report of their own.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import repeat
from typing import Any

from ydh.core.company.actors import Actor, Who, who
from ydh.core.reports import return_rows as returns
from ydh.core.reports import rows as rows
from ydh.core.reports.rows import Columns, Span
from ydh.core.reports.views import ReportColumn, ReportResult
from ydh.core.rules.permissions import P
from ydh.core.values.errors import Invalid
from ydh.core.values.garbage import uncollected
from ydh.core.values.money import ZERO
from ydh.core.values.words import MASKED, N_

_SHARE = Decimal("0.0001")


@dataclass(frozen=True)
class Report:
    """One report. `main` is the column that ranks its rows, `instead` ranks them for who sees no amounts.

    `keys` are the columns that name a row; rows are `ranked`, or stand in the order of their keys or of the workflow.
    `good`: whether more of `main` is.
    """

    name: str
    label: str
    meaning: str
    columns: tuple[ReportColumn, ...]
    load: Callable[[Span], Columns]
    keys: tuple[str, ...]
    main: str = "total"
    instead: str = "orders"
    order: str = "ranked"
    good: bool = True


_ORDERS = ReportColumn("orders", N_("orders"), "integer", sums=True)
_TOTAL = ReportColumn("total", N_("total"), "money", sums=True, amount=True)
_AVERAGE = ReportColumn("average", N_("average order"), "money", amount=True)
_SHARE_BAR = ReportColumn("share", N_("share"), "bar", amount=True)
_OF_ORDERS = (_ORDERS, _TOTAL, _AVERAGE, _SHARE_BAR)
_CUSTOMER = (ReportColumn("customer", N_("customer"), "code"), ReportColumn("name", N_("name")))
_MONTH = ReportColumn("month", N_("month"), "code")
_LINES = ReportColumn("lines", N_("lines"), "integer", sums=True)
_GOODS = ReportColumn("goods", N_("goods amount"), "money", sums=True, amount=True)
_ITEM = (
    ReportColumn("sku", N_("item"), "code"),
    ReportColumn("name", N_("name")),
    ReportColumn("attributes", N_("attributes")),
)
_SOLD = (ReportColumn("unit", N_("unit")), ReportColumn("quantity", N_("quantity"), "quantity"))
_FLOW = (
    ReportColumn("step", N_("step"), "label"),
    ReportColumn("waiting", N_("waiting now"), "integer", sums=True),
    ReportColumn("passed", N_("approved"), "integer", sums=True),
    ReportColumn("by_system", N_("by the system"), "integer", sums=True),
    ReportColumn("amount", N_("amount"), "money", amount=True),
    ReportColumn("mean_hours", N_("mean hours"), "quantity"),
    ReportColumn("longest_hours", N_("longest hours"), "quantity"),
    ReportColumn("sent_back", N_("sent back"), "integer", sums=True),
    ReportColumn("withdrawn", N_("withdrawn"), "integer", sums=True),
    ReportColumn("voided", N_("voided"), "integer", sums=True),
    ReportColumn("returned_share", N_("share sent back"), "percent"),
)
_BATCH = (
    ReportColumn("at", N_("time"), "time"),
    ReportColumn("name", N_("batch")),
    ReportColumn("kind", N_("kind"), "code"),
    ReportColumn("good", N_("rows taken"), "integer", sums=True),
    ReportColumn("bad", N_("rows refused"), "integer", sums=True),
    ReportColumn("error_rate", N_("error rate"), "percent"),
    _ORDERS,
    ReportColumn("voided", N_("voided"), "integer", sums=True),
    ReportColumn("done", N_("done"), "integer", sums=True),
    ReportColumn("mean_hours", N_("mean hours to done"), "quantity"),
    _TOTAL,
    _SHARE_BAR,
)
_CARRIER = (
    ReportColumn("carrier", N_("carrier")),
    ReportColumn("shipments", N_("shipments"), "integer", sums=True),
    ReportColumn("arrived", N_("arrived"), "integer", sums=True),
    ReportColumn("on_time", N_("on time"), "integer", sums=True),
    ReportColumn("late", N_("late"), "integer", sums=True),
    ReportColumn("undated", N_("no day given"), "integer", sums=True),
    ReportColumn("on_time_share", N_("share on time"), "percent"),
    ReportColumn("mean_days", N_("mean days"), "quantity"),
    ReportColumn("damaged", N_("damaged"), "integer", sums=True),
    ReportColumn("short", N_("too few"), "integer", sums=True),
    ReportColumn("problems", N_("cases"), "integer", sums=True),
)

_BACK = (
    ReportColumn("lines", N_("lines that come back"), "integer", sums=True),
    ReportColumn("returned", N_("quantity that comes back"), "quantity"),
)
_REFUND = ReportColumn("refund", N_("paid back"), "money", sums=True, amount=True)
_RATE = ReportColumn("rate", N_("rate"), "percent")
_PAID_RATE = ReportColumn("rate", N_("rate"), "percent", amount=True)
_SHARE_OF_LINES = ReportColumn("share", N_("share"), "percent")
_BACK_COUNTED = N_("lines of returns that were submitted and not rejected, against what was sold in the same days")

_COUNTED = N_("orders that were submitted and not voided or sent back to draft, with freight")
_GOODS_COUNTED = N_("lines of orders that were submitted and not voided or sent back to draft, without freight")

OF_ORDERS = frozenset({_COUNTED, _GOODS_COUNTED})  # what they count are orders of their days

REPORTS: dict[str, Report] = {
    report.name: report
    for report in (
        Report("sales", N_("sales by month"), _COUNTED, (_MONTH, *_OF_ORDERS), rows.months, ("month",), order="keys"),
        Report(
            "customers", N_("sales by customer"), _COUNTED, (*_CUSTOMER, *_OF_ORDERS), rows.customers, ("customer",)
        ),
        Report(
            "customer-months",
            N_("sales by customer and month"),
            _COUNTED,
            (*_CUSTOMER, _MONTH, *_OF_ORDERS),
            rows.customer_months,
            ("customer", "month"),
            order="keys",
        ),
        Report(
            "products",
            N_("sales by product"),
            _GOODS_COUNTED,
            (*_ITEM, _LINES, *_SOLD, _GOODS, _SHARE_BAR),
            rows.skus,
            ("sku",),
            "goods",
            "lines",
        ),
        Report(
            "product-months",
            N_("sales by product and month"),
            _GOODS_COUNTED,
            (*_ITEM, _MONTH, _LINES, *_SOLD, _GOODS, _SHARE_BAR),
            rows.sku_months,
            ("sku", "month"),
            "goods",
            "lines",
            "keys",
        ),
        Report(
            "categories",
            N_("sales by category"),
            _GOODS_COUNTED,
            (ReportColumn("category", N_("category")), _LINES, _GOODS, _SHARE_BAR),
            rows.categories,
            ("category",),
            "goods",
            "lines",
        ),
        Report(
            "channels",
            N_("sales by channel"),
            _COUNTED,
            (ReportColumn("channel", N_("channel"), "label"), *_OF_ORDERS),
            rows.channels,
            ("channel",),
        ),
        Report(
            "batches",
            N_("sales by batch"),
            N_("orders that came in files: rows refused, time from submit to done, amounts of those that count"),
            _BATCH,
            rows.batches,
            ("at", "name"),
            order="keys",
        ),
        Report(
            "flow",
            N_("order flow by step"),
            N_("every order of these days: each approval once, a shipment's too, with its order's whole amount"),
            _FLOW,
            rows.flow,
            ("step",),
            "amount",
            "passed",
            order="steps",
        ),
        Report(
            "carriers",
            N_("carriers"),
            N_("shipments made on these days that left: in time is by the day that was expected when they did"),
            _CARRIER,
            rows.carriers,
            ("carrier",),
            "shipments",
            "shipments",
        ),
        Report(
            "returns",
            N_("returns by product"),
            _BACK_COUNTED,
            (*_ITEM, *_BACK, ReportColumn("sold", N_("sold"), "quantity"), _RATE, _REFUND, _SHARE_OF_LINES),
            returns.products,
            ("sku",),
            "lines",
            "lines",
            good=False,
        ),
        Report(
            "return-customers",
            N_("returns by customer"),
            _BACK_COUNTED,
            (*_CUSTOMER, *_BACK, _REFUND, _TOTAL, _PAID_RATE, _SHARE_OF_LINES),
            returns.customers,
            ("customer",),
            "lines",
            "lines",
            good=False,
        ),
        Report(
            "return-reasons",
            N_("returns by reason"),
            _BACK_COUNTED,
            (ReportColumn("reason", N_("reason"), "label"), *_BACK, _REFUND, _SHARE_OF_LINES),
            returns.reasons,
            ("reason",),
            "lines",
            "lines",
            good=False,
        ),
    )
}


def run(
    actor: Actor,
    name: str,
    *,
    first: date | None = None,
    last: date | None = None,
    top: int | None = None,
    history: bool = True,
) -> ReportResult:
    """Run a report over the business days `first` to `last`, both included; `top` keeps the greatest rows.

    Without `history` what was brought in of the past does not count.

    Amounts are MASKED without amount.view, and nothing is ranked by them; only what the actor sees is counted.
    Raises NotAllowed without report.view, Invalid for an unknown report or days the wrong way round.
    """
    report = REPORTS.get(name)
    if report is None:
        raise Invalid("report-unknown", name=name, names=tuple(REPORTS))
    if first and last and first > last:
        raise Invalid("days-turned", first=first, last=last)
    if top is not None and top < 1:
        raise Invalid("number-low", field="top", value=top, least=1)
    # the names are added in the same look: a customer renamed meanwhile cannot split a row
    with uncollected():
        me, found = actor.company.read(lambda unit: _load(Span(unit, who(unit, actor), first, last, history), report))
        return _result(report, me, found, first, last, top)


def _load(span: Span, report: Report) -> tuple[Who, Columns]:
    span.me.need(P.REPORT_VIEW)
    return span.me, report.load(span)


def _result(
    report: Report, me: Who, found: Columns, first: date | None, last: date | None, top: int | None
) -> ReportResult:
    amounts = me.sees_amounts()
    sums = {c.name: sum(found.get(c.name, ()), _nothing(c)) for c in report.columns if c.sums}
    chosen = _chosen(report, found, report.main if amounts else report.instead, top)
    columns = {name: list(map(values.__getitem__, chosen)) for name, values in found.items()}
    if report.main in sums:
        columns["share"] = _shares(columns.get(report.main, ()), sums[report.main])
    cells = [_cells(c, columns, amounts, len(chosen)) for c in report.columns]
    return ReportResult(
        report.name,
        report.label,
        report.meaning,
        report.columns,
        tuple(zip(*cells, strict=True)),
        tuple(_total(c, sums, amounts) for c in report.columns),
        first,
        last,
    )


def _chosen(report: Report, found: Columns, by: str, top: int | None) -> Sequence[int]:
    """Which rows, by their places: the `top` greatest, in the report's order."""
    keys = [found.get(name, ()) for name in report.keys]
    places: Sequence[int] = range(len(keys[0]))
    if report.order == "steps" and top is None:
        return places
    named = list(zip(*keys, strict=True))
    by_keys = sorted(places, key=named.__getitem__)
    if report.order == "keys" and top is None:
        return by_keys
    ranked = sorted(by_keys, key=found.get(by, ()).__getitem__, reverse=True)[:top]  # stable, in reverse too
    if report.order == "ranked":
        return ranked
    kept = set(ranked)
    return [place for place in (by_keys if report.order == "keys" else places) if place in kept]


def _shares(values: Sequence[Any], whole: Any) -> list[Decimal]:
    """What each value is of the sum of all rows."""
    return [(Decimal(value) / whole).quantize(_SHARE, ROUND_HALF_UP) if whole else ZERO for value in values]


def _cells(column: ReportColumn, columns: Mapping[str, Sequence[Any]], amounts: bool, count: int) -> Iterable[Any]:
    """A column as the actor may see it; None where the report has no value for it."""
    if column.amount and not amounts:
        return repeat(MASKED, count)
    return columns.get(column.name) or repeat(None, count)


def _nothing(column: ReportColumn) -> Any:
    return ZERO if column.kind == "money" else 0


def _total(column: ReportColumn, sums: Mapping[str, Any], amounts: bool) -> Any:
    """A column's sum, None where none is due."""
    if column.name not in sums:
        return None
    return MASKED if column.amount and not amounts else sums[column.name]
