"""How busy a day is, and what sells on it."""

from collections.abc import Iterator
from datetime import date, timedelta

from ydh.practice.goods import Season

DAYS = 548  # eighteen months

# The lunar calendar is not worth computing: (month, day) of the Spring Festival and of Mid-Autumn.
_FESTIVALS = {
    2024: ((2, 10), (9, 17)),
    2025: ((1, 29), (10, 6)),
    2026: ((2, 17), (9, 25)),
    2027: ((2, 6), (9, 15)),
    2028: ((1, 26), (10, 3)),
    2029: ((2, 13), (9, 22)),
    2030: ((2, 3), (9, 12)),
    2031: ((1, 23), (10, 1)),
    2032: ((2, 11), (9, 19)),
    2033: ((1, 31), (9, 8)),
    2034: ((2, 19), (9, 27)),
    2035: ((2, 8), (9, 16)),
}
_MEAN = ((2, 5), (9, 20))  # any other year, near enough
_WEEK = (11, 11, 10, 10, 11, 8, 4)  # Monday to Sunday


def season(day: date) -> Season:
    """What sells best on `day`: before a festival that goes before all else."""
    if any(3 <= left <= 30 for left in _days_to_festivals(day)):
        return "festival"
    if (3, 15) <= (day.month, day.day) <= (5, 15):
        return "spring"
    return "summer" if 6 <= day.month <= 8 else ""


def orders_by_day(today: date, orders: int) -> Iterator[tuple[date, int]]:
    """Spread `orders` over the eighteen months up to `today`, oldest first; the sum is exact."""
    first = today - timedelta(days=DAYS - 1)
    days = [first + timedelta(days=n) for n in range(DAYS)]
    weights = [_busy(day) * (DAYS + n) for n, day in enumerate(days)]  # the company grows to twice its size
    total, before = sum(weights), 0
    for day, weight in zip(days, weights, strict=True):
        yield day, orders * (before + weight) // total - orders * before // total
        before += weight


def _busy(day: date) -> int:
    """Integers only: the same on every machine."""
    percent = {"festival": 190, "spring": 130, "summer": 100, "": 100}[season(day)]
    if -8 <= _days_to_festivals(day)[0] <= 2:
        percent = 8  # nearly everybody is at home
    return _WEEK[day.weekday()] * percent


def _days_to_festivals(day: date) -> tuple[int, int]:
    spring, autumn = _FESTIVALS.get(day.year, _MEAN)
    return (date(day.year, *spring) - day).days, (date(day.year, *autumn) - day).days
