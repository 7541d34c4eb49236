"""Where the reports' rows come from: sums from the store, with names beside them. Money in yuan, times in hours.

A report is worked out column by column, not row by row: it may have tens of thousands of them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from ydh.core.company.actors import Who
from ydh.core.company.settings import Settings, settings
from ydh.core.rules.orders import CHANNEL_NAMES, ORDER
from ydh.core.values.money import CENT, QUANTITY_PLACES, ZERO
from ydh.core.values.words import Label
from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Row, Statement
from ydh.store.reports import reports, shipping_figures

Found = dict[str, Any]  # a row: the column's name and its value
Columns = dict[str, Sequence[Any]]  # all rows: the column's name and its values, as many in each
_HOUR = Decimal(3_600_000_000)  # microseconds
_FAR = (date.min, date.max)
_PAGE = 2000  # shipments of one look


@dataclass(frozen=True, slots=True)
class Span:
    """What a report looks at: through whose eyes, which business days, both included, and whether at history too."""

    unit: Unit
    me: Who
    first: date | None
    last: date | None
    history: bool = True

    @property
    def limits(self) -> reports.Limits:
        """What the statements have to compare; without limits they need not."""
        days = {reports.DAYS} if self.first or self.last else set()
        return frozenset(days if self.history else {*days, reports.OURS})

    @property
    def scope(self) -> str:
        """Which variant of a statement leaves out what the actor does not see."""
        return "all" if self.me.id <= 0 else self.me.scope

    @property
    def days(self) -> dict[str, date]:
        """The first and the last day, far off where there is no limit."""
        return {"first": self.first or _FAR[0], "last": self.last or _FAR[1]}

    def rows(self, statement: Statement) -> list[Row]:
        """The statement's rows, with the slots that it may have."""
        return statement.rows(self.unit, account=self.me.id, **self.days)

    def columns(self, statement: Statement, width: int) -> list[Sequence[Any]]:
        """The statement's rows turned, so many columns even of no row."""
        return list(zip(*self.rows(statement), strict=True)) or [()] * width

    def sales(self, by: str) -> list[Sequence[Any]]:
        """Sums of what counts, by one of the store's keys: those keys, then the sums."""
        statement = reports.sales(by, self.scope, self.limits)
        return self.columns(statement, len(by.split()) + len(reports.sums_of(by)))


_THOUSANDTH = Decimal(1).scaleb(-QUANTITY_PLACES)


def money(values: Iterable[Any]) -> list[Decimal]:
    """Yuan of cents."""
    return list(map(CENT.__mul__, values))  # a hundred thousand of them: twice as fast as to scale each


def quantities(values: Iterable[Any]) -> list[Decimal]:
    """Base units of thousandths."""
    return list(map(_THOUSANDTH.__mul__, values))


def turned(rows: Sequence[Found]) -> Columns:
    """The columns of few rows that were worked out one by one."""
    return {name: [row[name] for row in rows] for name in rows[0]} if rows else {}


def _hours(microseconds: Any, times: int = 1) -> Decimal | None:
    hours = Decimal(int(microseconds)) / _HOUR
    return (hours / times).quantize(Decimal("0.01"), ROUND_HALF_UP) if times else None


def ratio(part: int, whole: int) -> Decimal | None:
    return (Decimal(part) / whole).quantize(Decimal("0.0001"), ROUND_HALF_UP) if whole else None


# --- whole orders ---


def _of_orders(counts: Sequence[Any], totals: Sequence[Any]) -> Columns:
    return {
        "orders": list(map(int, counts)),
        "total": money(totals),
        "average": [_average(int(total), int(n)) for n, total in zip(counts, totals, strict=True)],
    }


def _average(cents: int, count: int) -> Decimal | None:
    """Yuan rounded half up; amounts are not negative."""
    return CENT * ((2 * cents + count) // (2 * count)) if count else None


def months(span: Span) -> Columns:
    """Sums by month."""
    month, *sums = span.sales("month")
    return {"month": month} | _of_orders(*sums)


def customers(span: Span) -> Columns:
    """Sums by customer."""
    customer, *sums = span.sales("customer")
    return customer_names(span, customer) | _of_orders(*sums)


def customer_months(span: Span) -> Columns:
    """Sums by customer and month."""
    customer, month, *sums = span.sales("customer month")
    return customer_names(span, customer) | {"month": month} | _of_orders(*sums)


def customer_names(span: Span, ids: Sequence[int]) -> Columns:
    """Code and name of the customer in each row, as on its newest order of the span."""
    known = {row[0]: row[1:] for row in reports.CUSTOMERS.rows(span.unit, sorted(set(ids)), **span.days)}
    return _named(("customer", "name"), known, ids)


def _named(names: tuple[str, ...], known: Mapping[int, Sequence[Any]], ids: Sequence[int]) -> Columns:
    return {name: [known[id_][at] for id_ in ids] for at, name in enumerate(names)}


def channels(span: Span) -> Columns:
    """Sums by channel."""
    channel, *sums = span.sales("channel")
    return {"channel": [Label(CHANNEL_NAMES[code], code) for code in channel]} | _of_orders(*sums)


# --- lines ---


def _of_lines(counts: Sequence[Any], quantity: Sequence[Any], goods: Sequence[Any]) -> Columns:
    return {"lines": list(map(int, counts)), "quantity": quantities(quantity), "goods": money(goods)}


def skus(span: Span) -> Columns:
    """Sums by item."""
    return _items(span, "sku")


def sku_months(span: Span) -> Columns:
    """Sums by item and month."""
    return _items(span, "sku month")


def _items(span: Span, by: str) -> Columns:
    """Sums by item (and month), each as it was sold: one that was sold in several units has rows for each of them."""
    rows = list(zip(*span.sales(by), strict=True))
    known = _as_sold(span, {row[0] for row in rows})
    mixed = sorted(sku for sku, facts in known.items() if facts[-1])
    named = [(row[0], known[row[0]][3], *row[1:]) for row in rows if not known[row[0]][-1]]
    if mixed:
        statement = reports.by_unit(by, span.scope, span.limits)
        named += statement.rows(span.unit, mixed, account=span.me.id, **span.days)
    width = len(by.split()) + 1 + len(reports.sums_of(by))
    sku, unit, *rest = list(zip(*named, strict=True)) or [()] * width
    month = {"month": rest.pop(0)} if by.endswith("month") else {}
    return _named(_SKU, known, sku) | {"unit": unit} | month | _of_lines(*rest)


def categories(span: Span) -> Columns:
    """Sums by category, those of items without one under an empty name."""
    sums: dict[str, Found] = {}
    items = skus(span)
    for name, lines, goods in zip(items["category"], items["lines"], items["goods"], strict=True):
        whole = sums.setdefault(name, {"category": name, "lines": 0, "goods": ZERO})
        whole["lines"] += lines
        whole["goods"] += goods
    return turned(list(sums.values()))


def sku_names(span: Span, ids: Sequence[int]) -> Columns:
    """Code, name, attributes, unit and category of the item in each row, as it was sold last in the span."""
    return _named(_SKU, _as_sold(span, set(ids)), ids)


_SKU = ("sku", "name", "attributes", "unit", "category")


def _as_sold(span: Span, ids: Collection[int]) -> dict[int, tuple[Any, ...]]:
    """By id the values of _SKU, and whether it was sold in other units besides."""
    return {
        id_: (code, name, ", ".join(f"{k}: {v}" for k, v in attributes.items()), unit, category or "", several)
        for id_, code, name, attributes, unit, category, several in reports.SKUS.rows(
            span.unit, sorted(ids), **span.days
        )
    }


# --- work ---


def batches(span: Span) -> Columns:
    """Batches of orders: errors, times and sums (S05.15, S05.16)."""
    batch, count, total, voided, done, took = span.columns(reports.batches(span.scope, span.limits), 6)
    known = {row[0]: row[1:] for row in reports.BATCHES.rows(span.unit, sorted(batch))}
    names = _named(("name", "kind", "at", "good", "bad"), known, batch)
    return (
        names
        | {
            "error_rate": [ratio(bad, good + bad) for good, bad in zip(names["good"], names["bad"], strict=True)],
            "voided": list(map(int, voided)),
            "done": list(map(int, done)),
            "mean_hours": [_hours(spent, int(n)) for spent, n in zip(took, done, strict=True)],
        }
        | _of_orders(count, total)
    )


def flow(span: Span) -> Columns:
    """What happened at each step, in the order of the workflow (S01.17, S05.16, S07.20)."""
    waiting: dict[str, int] = dict(span.rows(reports.waiting(span.scope, span.limits)))
    done = {(row[0], row[1]): row[2:] for row in span.rows(reports.flow(span.scope, span.limits))}
    return turned([_step(code, waiting.get(code, 0), done) for code in ORDER.codes_all()])


def _step(code: str, waiting: int, done: dict[tuple[str, str], Row]) -> Found:
    passed, by_system, waited, longest, amount = done.get((code, "approve"), (0, 0, 0, 0, 0))
    sent_back = done.get((code, "send_back"), (0,))[0]
    people = int(passed) - int(by_system)  # the system passes at once: that is no waiting time
    return {
        "step": Label(ORDER.step(code).label, code),
        "waiting": waiting,
        "passed": int(passed),
        "by_system": int(by_system),
        "amount": CENT * int(amount),
        "mean_hours": _hours(waited, people),
        "longest_hours": _hours(longest) if passed else None,
        "sent_back": sent_back,
        "withdrawn": done.get((code, "withdraw"), (0,))[0],
        "voided": done.get((code, "void"), (0,))[0],
        "returned_share": ratio(sent_back, sent_back + people),
    }


# --- shipments ---

_CARRIER_SUMS = ("shipments", "arrived", "on_time", "late", "undated", "damaged", "short", "problems")


def carriers(span: Span) -> Columns:
    """Shipments that left, by carrier: whether they were there in time, how long it took, what was wrong. S19.12"""
    found: dict[str, Found] = {}
    took: dict[str, timedelta] = {}
    cfg, last = settings(span.unit), 0
    statement = shipping_figures.of(span.scope, span.limits)
    while page := statement.rows(span.unit, id=last, limit=_PAGE, account=span.me.id, **span.days):
        for row in page:
            name = row[1]
            it = found.setdefault(name, {"carrier": name} | dict.fromkeys(_CARRIER_SUMS, 0))
            took[name] = took.get(name, timedelta(0)) + _add_shipment(it, row[2:], cfg)
        last = page[-1][0]
    for name, it in found.items():
        it["on_time_share"] = ratio(it["on_time"], it["on_time"] + it["late"])
        days = Decimal(took[name] // timedelta(minutes=1)) / 1440
        it["mean_days"] = (days / it["arrived"]).quantize(Decimal("0.01"), ROUND_HALF_UP) if it["arrived"] else None
    return turned(list(found.values()))


def _add_shipment(it: Found, row: Row, cfg: Settings) -> timedelta:
    """Count one shipment in; gives how long it was on its way, nothing while it is."""
    shipped, expected, delivered, received, damaged, short, problems = row
    arrived = min((at for at in (delivered, received) if at is not None), default=None)
    it["shipments"] += 1
    it["arrived"] += arrived is not None
    day = cfg.today if arrived is None else arrived.astimezone(cfg.zone).date()
    it["undated"] += expected is None
    it["late"] += expected is not None and day > expected
    it["on_time"] += expected is not None and arrived is not None and day <= expected
    for name, count in (("damaged", damaged), ("short", short), ("problems", problems)):
        it[name] += int(count)
    return max(timedelta(0), arrived - shipped) if arrived else timedelta(0)
