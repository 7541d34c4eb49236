"""Where the reports' rows come from: sums from the store, with names beside them. Money in yuan, times in hours."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from ydh.core.company.actors import Who
from ydh.core.company.settings import Settings, settings
from ydh.core.rules.orders import CHANNEL_NAMES, ORDER
from ydh.core.values.money import MONEY_PLACES, QUANTITY_PLACES, ZERO
from ydh.core.values.words import Label
from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Row, Statement
from ydh.store.reports import reports, shipping_figures

Found = dict[str, Any]  # a row: the column's name and its value
_HOUR = Decimal(3_600_000_000)  # microseconds
_FAR = (date.min, date.max)
_PAGE = 2000  # shipments of one look


@dataclass(frozen=True, slots=True)
class Span:
    """What a report looks at: through whose eyes, and which business days, both included."""

    unit: Unit
    me: Who
    first: date | None
    last: date | None

    @property
    def limited(self) -> bool:
        """Whether there is a limit of days at all; without one the database need not compare."""
        return bool(self.first or self.last)

    @property
    def scope(self) -> str:
        """Which variant of a statement leaves out what the actor does not see."""
        return "all" if self.me.id <= 0 else self.me.scope

    def rows(self, statement: Statement) -> list[Row]:
        """The statement's rows, with the slots that it may have."""
        first, last = self.first or _FAR[0], self.last or _FAR[1]
        return statement.rows(self.unit, account=self.me.id, first=first, last=last)

    def sales(self, by: str) -> list[Row]:
        """Sums of what counts, by one of the store's keys."""
        return self.rows(reports.sales(by, self.scope, self.limited))


def _money(value: Any) -> Decimal:
    return Decimal(int(value)).scaleb(-MONEY_PLACES)


def _hours(microseconds: Any, times: int = 1) -> Decimal | None:
    hours = Decimal(int(microseconds)) / _HOUR
    return (hours / times).quantize(Decimal("0.01"), ROUND_HALF_UP) if times else None


def _ratio(part: int, whole: int) -> Decimal | None:
    return (Decimal(part) / whole).quantize(Decimal("0.0001"), ROUND_HALF_UP) if whole else None


# --- whole orders ---


def _of_orders(count: Any, total: Any) -> Found:
    return {"orders": int(count), "total": _money(total)}


def months(span: Span) -> list[Found]:
    """Sums by month."""
    return [{"month": month} | _of_orders(*sums) for month, *sums in span.sales("month")]


def customers(span: Span) -> list[Found]:
    """Sums by customer."""
    found = span.sales("customer")
    names = _customer_names(span, (row[0] for row in found))
    return [names[customer] | _of_orders(*sums) for customer, *sums in found]


def customer_months(span: Span) -> list[Found]:
    """Sums by customer and month."""
    found = span.sales("customer month")
    names = _customer_names(span, (row[0] for row in found))
    return [names[customer] | {"month": month} | _of_orders(*sums) for customer, month, *sums in found]


def _customer_names(span: Span, ids: Iterable[int]) -> dict[int, Found]:
    rows = reports.CUSTOMERS.rows(span.unit, sorted(set(ids)))
    return {id_: {"customer": code, "name": name} for id_, code, name in rows}


def channels(span: Span) -> list[Found]:
    """Sums by channel."""
    return [
        {"channel": Label(CHANNEL_NAMES[channel], channel)} | _of_orders(count, total)
        for channel, count, total in span.sales("channel")
    ]


# --- lines ---


def _of_lines(count: Any, quantity: Any, goods: Any) -> Found:
    return {"lines": int(count), "quantity": Decimal(int(quantity)).scaleb(-QUANTITY_PLACES), "goods": _money(goods)}


def skus(span: Span) -> list[Found]:
    """Sums by item."""
    found = span.sales("sku")
    names = _sku_names(span, (row[0] for row in found))
    return [names[sku] | _of_lines(*sums) for sku, *sums in found]


def sku_months(span: Span) -> list[Found]:
    """Sums by item and month."""
    found = span.sales("sku month")
    names = _sku_names(span, (row[0] for row in found))
    return [names[sku] | {"month": month} | _of_lines(*sums) for sku, month, *sums in found]


def categories(span: Span) -> list[Found]:
    """Sums by category, those of items without one under an empty name."""
    sums: dict[str, Found] = {}
    for row in skus(span):
        name = row["category"]
        whole = sums.setdefault(name, {"category": name, "lines": 0, "goods": ZERO})
        whole["lines"] += row["lines"]
        whole["goods"] += row["goods"]
    return list(sums.values())


def _sku_names(span: Span, ids: Iterable[int]) -> dict[int, Found]:
    return {
        id_: {
            "sku": code,
            "name": name,
            "attributes": ", ".join(f"{k}: {v}" for k, v in attributes.items()),
            "unit": unit,
            "category": category or "",
        }
        for id_, code, name, attributes, unit, category in reports.SKUS.rows(span.unit, sorted(set(ids)))
    }


# --- work ---


def batches(span: Span) -> list[Found]:
    """Batches of orders: errors, times and sums (S05.15, S05.16)."""
    found = span.rows(reports.batches(span.scope, span.limited))
    known = {row[0]: row[1:] for row in reports.BATCHES.rows(span.unit, sorted(row[0] for row in found))}
    rows = []
    for batch, count, total, voided, done, took in found:
        name, kind, at, good, bad = known[batch]
        rows.append(
            {"name": name, "kind": kind, "at": at, "good": good, "bad": bad, "error_rate": _ratio(bad, good + bad)}
            | {"voided": int(voided), "done": int(done), "mean_hours": _hours(took, int(done))}
            | _of_orders(count, total)
        )
    return rows


def flow(span: Span) -> list[Found]:
    """What happened at each step, in the order of the workflow (S01.17, S05.16, S07.20)."""
    waiting: dict[str, int] = dict(span.rows(reports.waiting(span.scope, span.limited)))
    done = {(row[0], row[1]): row[2:] for row in span.rows(reports.flow(span.scope, span.limited))}
    return [_step(code, waiting.get(code, 0), done) for code in ORDER.codes_all()]


def _step(code: str, waiting: int, done: dict[tuple[str, str], Row]) -> Found:
    passed, by_system, waited, longest, amount = done.get((code, "approve"), (0, 0, 0, 0, 0))
    sent_back = done.get((code, "send_back"), (0,))[0]
    people = int(passed) - int(by_system)  # the system passes at once: that is no waiting time
    return {
        "step": Label(ORDER.step(code).label, code),
        "waiting": waiting,
        "passed": int(passed),
        "by_system": int(by_system),
        "amount": _money(amount),
        "mean_hours": _hours(waited, people),
        "longest_hours": _hours(longest) if passed else None,
        "sent_back": sent_back,
        "withdrawn": done.get((code, "withdraw"), (0,))[0],
        "voided": done.get((code, "void"), (0,))[0],
        "returned_share": _ratio(sent_back, sent_back + people),
    }


# --- shipments ---

_CARRIER_SUMS = ("shipments", "arrived", "on_time", "late", "undated", "damaged", "short", "problems")


def carriers(span: Span) -> list[Found]:
    """Shipments that left, by carrier: whether they were there in time, how long it took, what was wrong. S19.12"""
    found: dict[str, Found] = {}
    took: dict[str, timedelta] = {}
    cfg, last = settings(span.unit), 0
    statement = shipping_figures.of(span.scope, span.limited)
    while page := statement.rows(
        span.unit, id=last, limit=_PAGE, account=span.me.id, first=span.first or _FAR[0], last=span.last or _FAR[1]
    ):
        for row in page:
            name = row[1]
            it = found.setdefault(name, {"carrier": name} | dict.fromkeys(_CARRIER_SUMS, 0))
            took[name] = took.get(name, timedelta(0)) + _add_shipment(it, row[2:], cfg)
        last = page[-1][0]
    for name, it in found.items():
        it["on_time_share"] = _ratio(it["on_time"], it["on_time"] + it["late"])
        days = Decimal(took[name] // timedelta(minutes=1)) / 1440
        it["mean_days"] = (days / it["arrived"]).quantize(Decimal("0.01"), ROUND_HALF_UP) if it["arrived"] else None
    return list(found.values())


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
