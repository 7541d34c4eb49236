"""A report beside the same of the days before and of a year before, and how the orders of its days went.

Money in yuan, days are the company's business dates.
"""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

from ydh.core.company.actors import Actor, who
from ydh.core.reports import reports
from ydh.core.reports.reports import OF_ORDERS
from ydh.core.reports.rows import Span, money
from ydh.core.reports.views import ReportResult
from ydh.core.values.days import a_year_before, beside, month_of
from ydh.core.values.lazy import dataclass
from ydh.core.values.money import ZERO

MOST = 62  # days that are drawn one by one; of more, months


@dataclass(frozen=True, slots=True)
class Compared:
    """A report, and what its totals and rows were before; None where no first and last day are given.

    `course` is what the orders of each day, or month, came to; in orders for who sees no amounts, empty where the
    report counts something else than orders, or no days are given.
    """

    now: ReportResult
    before: ReportResult | None = None
    year: ReportResult | None = None
    course: tuple[Decimal, ...] = ()


def compare(
    actor: Actor,
    name: str,
    *,
    first: date | None = None,
    last: date | None = None,
    top: int | None = None,
    history: bool = True,
) -> Compared:
    """Run a report (see `reports.run`) over these days, those before, and those of a year before."""
    now = reports.run(actor, name, first=first, last=last, top=top, history=history)
    if first is None or last is None:
        return Compared(now)
    before, year = (
        reports.run(actor, name, first=days[0], last=days[1], history=history)
        for days in (beside((first, last), -1), a_year_before((first, last)))
    )
    return Compared(now, before, year, _course(actor, first, last, history) if now.meaning in OF_ORDERS else ())


def _course(actor: Actor, first: date, last: date, history: bool) -> tuple[Decimal, ...]:
    found = actor.company.read(lambda unit: _by_day(Span(unit, who(unit, actor), first, last, history)))
    if (last - first).days < MOST:
        return tuple(found[f"{first + timedelta(days=n)}"] for n in range((last - first).days + 1))
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months > MOST:
        return ()
    sums: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    for day, amount in found.items():
        sums[day[:7]] += amount
    return tuple(sums[f"{month_of(first, n)[0]:%Y-%m}"] for n in range(months))


def _by_day(span: Span) -> defaultdict[str, Decimal]:
    """What the orders of each day come to, or how many they are."""
    days, counts, totals = span.sales("day")
    amounts = money(totals) if span.me.sees_amounts() else map(Decimal, counts)
    return defaultdict(lambda: ZERO, zip(days, amounts, strict=True))
