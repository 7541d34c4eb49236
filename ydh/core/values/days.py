"""Days and times as people write them, by the company's clock: which days last-month is, which moment 08:30 was.

One reader for commands, screens and files. Words are understood in both languages, whatever the reader's is.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo

from ydh.core.values.errors import Invalid
from ydh.core.values.money import day
from ydh.core.values.text import escaped, narrow

Days = tuple[date, date]  # the first and the last, both included

_MONTH = re.compile(r"(?:([0-9]{4})[-/.年]([0-9]{1,2})(?:月份?)?|([0-9]{1,2})月份?)\Z")
_MOMENT = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)? *(Z|[+-]\d{2}:?\d{2})?\Z",
    re.ASCII | re.IGNORECASE,
)


def month_of(around: date, later: int = 0) -> Days:
    """The days of the month of `around`, or of one that is `later` by so many months."""
    year, month = divmod(around.year * 12 + around.month - 1 + later, 12)
    first = date(year, month + 1, 1)
    length = (date(year, month + 2, 1) - first).days if month < 11 else 31
    return first, date(year, month + 1, length)


def _months(days: Days) -> int:
    """How many whole months they are, 0 when they are none."""
    first, last = days
    whole = first.day == 1 and last == month_of(last)[1]
    return (last.year - first.year) * 12 + last.month - first.month + 1 if whole else 0


def beside(days: Days, steps: int) -> Days:
    """As many days or whole months before (-1) or after (1). Days that no calendar has are as near as there are."""
    first, last = days
    try:
        if months := _months(days):
            return month_of(first, months * steps)[0], month_of(last, months * steps)[1]
        long = timedelta(days=(last - first).days + 1) * steps
        return first + long, last + long
    except (ValueError, OverflowError):
        return days


def a_year_before(days: Days) -> Days:
    """The same days of the year before; whole months stay whole. Before the year 1 there is none: the days itself."""
    if days[0].year == 1:
        return days
    if _months(days):
        return month_of(days[0], -12)[0], month_of(days[1], -12)[1]
    first, last = (day.replace(year=day.year - 1, day=min(day.day, month_of(day, -12)[1].day)) for day in days)
    return first, last


def _week_of(around: date, later: int = 0) -> Days:
    first = around - timedelta(days=around.weekday() - 7 * later)
    return first, first + timedelta(days=6)


def _day_of(around: date, later: int = 0) -> Days:
    return around + timedelta(days=later), around + timedelta(days=later)


_WORDS: dict[str, tuple[Callable[[date, int], Days], int]] = {
    word: (days, later)
    for words, days, later in (
        ("today 今天 今日", _day_of, 0),
        ("yesterday 昨天 昨日", _day_of, -1),
        ("this-week 本周 这周", _week_of, 0),
        ("last-week 上周", _week_of, -1),
        ("this-month 本月 这个月", month_of, 0),
        ("last-month 上月 上个月", month_of, -1),
    )
    for word in words.split()
}


def span(text: str, field: str, today: Callable[[], date]) -> Days:
    """The days that are meant: one day, or the first and the last of last-week (Monday to Sunday), 2026-10, 10月.

    A month without its year is the last one of that name that has begun. `today` gives the company's day and is
    asked only by words that need it. Raises Invalid.
    """
    word = narrow(text).strip().casefold()
    if found := _WORDS.get("-".join(word.split())):
        days, later = found
        return days(today(), later)
    if month := _MONTH.match(word):
        year, number = month[1], int(month[2] or month[3])
        if 1 <= number <= 12 and (not year or int(year)):
            return month_of(date(int(year), number, 1)) if year else _latest(number, today())
    try:
        one = day(text, field)
    except Invalid:
        raise Invalid("days-form", field=field, value=escaped(text)) from None
    return one, one


def _latest(month: int, today: date) -> Days:
    return month_of(date(today.year - (month > today.month), month, 1))


def moment(text: str, field: str, zone: tzinfo) -> datetime:
    """A time such as 2026-11-23 14:30 as UTC: by the company's clock, unless it names another zone (Z, +02:00).

    Raises Invalid for what is no time, and for the hour that the clocks leave out or go through twice.
    """
    found = _MOMENT.match(narrow(text).strip())
    try:
        if found:
            *parts, given = found.groups()
            naive = datetime(*(int(part or 0) for part in parts))  # type: ignore[arg-type]  # noqa: DTZ001
            return _in_zone(naive, given, zone, field)
    except (ValueError, OverflowError):
        pass
    raise Invalid("moment-form", field=field, value=escaped(text))


def _in_zone(naive: datetime, given: str | None, zone: tzinfo, field: str) -> datetime:
    if given:
        return datetime.fromisoformat(f"{naive.isoformat()}{given.upper()}").astimezone(UTC)
    early, late = (naive.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if early.utcoffset() != late.utcoffset():  # the clocks were put forward or back at that time
        twice = early.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == naive
        first, second = (it.isoformat()[-6:] for it in (early, late))
        at = naive.isoformat(" ", "minutes")
        raise Invalid("moment-twice" if twice else "moment-never", field=field, at=at, first=first, second=second)
    return early.astimezone(UTC)
