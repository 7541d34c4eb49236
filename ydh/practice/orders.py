"""Makes past orders one after another, oldest first, and the stock that they need."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import accumulate, count, islice
from random import Random
from typing import NamedTuple

from ydh.practice.demand import DemandDesk, WantedItem, desk, short_skus
from ydh.practice.goods import Season
from ydh.practice.rows import Channel, CustomerRow, Goal, PastOrder, ProductRow, StockRow, Twist
from ydh.practice.seasons import orders_by_day, season

WAREHOUSE = "主仓"
CARRIERS = ("公司送货", "江埠快运", "四埭物流", "客户自提")
_FREIGHTS = tuple(Decimal(yuan) for yuan in ("0", "0", "0", "0", "0", "8", "12", "15", "18.5", "25", "36", "60"))
_SIZES = (1,) * 16 + (2,) * 22 + (3,) * 22 + (4,) * 16 + (5,) * 10 + (6,) * 7 + (7,) * 4 + (8,) * 3  # lines an order
_SHARES: tuple[tuple[Channel, int], ...] = (
    ("website", 46),
    ("phone", 22),
    ("email", 8),
    ("fax", 4),
    ("visit", 9),
    ("fair", 3),
    ("batch", 8),
)
_CHANNELS = tuple(channel for channel, percent in _SHARES for _ in range(percent))

# (oldest age in days, percent by goal): what is still open came in lately
_AGES: tuple[tuple[int, dict[Goal, int]], ...] = (
    (5, {"draft": 9, "review": 38, "finance": 24, "release": 13, "ship": 8, "receive": 5, "void": 3}),
    (14, {"draft": 2, "review": 9, "finance": 18, "release": 18, "ship": 18, "receive": 26, "done": 6, "void": 3}),
    (40, {"draft": 1, "review": 1, "finance": 2, "release": 4, "ship": 3, "receive": 17, "done": 68, "void": 4}),
    (10_000, {"done": 96, "void": 4}),
)
_TWISTS: dict[Goal, dict[Twist, int]] = {  # percent of the orders with that goal; the rest went straight
    "draft": {"sent_back": 40},
    "review": {"held": 20, "sent_back": 6},
    "finance": {"held": 25, "sent_back": 6},
    "release": {"held": 12, "partly": 30},
    "ship": {"partly": 25},
    "receive": {"partly": 20},
    "done": {"partly": 5, "sent_back": 3},
    "void": {"sent_back": 20},
}
_LEFT: frozenset[Goal] = frozenset({"receive", "done"})
_SHORT_PERCENT = 25  # of the orders that wait for review ask for something that is short


class _Fates(NamedTuple):
    """The ends that orders of one age come to, with running sums of how often."""

    ends: tuple[tuple[Goal, Twist], ...]
    weights: tuple[int, ...]


def past_orders(
    seed: int, orders: int, today: date, products: Sequence[ProductRow], customers: Sequence[CustomerRow]
) -> Iterator[PastOrder]:
    """Yield `orders` orders of the eighteen months up to `today`, oldest first, none kept in memory."""
    rng = Random(f"{seed}/orders")
    table = desk(products, customers)
    ages = [(oldest, _fates(goals)) for oldest, goals in _AGES]
    refs = (f"H{number:06}" for number in count(1))
    for day, todays in orders_by_day(today, orders):
        fates = next(fates for oldest, fates in ages if (today - day).days <= oldest)
        time = season(day)
        for ref in islice(refs, todays):
            yield _order(rng, table, ref, day, time, fates)


def opening_stock(products: Sequence[ProductRow], orders: Iterable[PastOrder]) -> tuple[StockRow, ...]:
    """Enough of everything for `orders`, in whole boxes with some left over; of the short ones less than a minimum."""
    ordered: Counter[str] = Counter()
    for order in orders:
        for sku, amount in order.lines:
            ordered[sku] += amount
    scarce = short_skus(products)
    rows = []
    for row in products:
        if row.service:
            continue
        boxes = (ordered[row.sku] * 11 // 10 + row.minimum) // row.pack_size + 3
        quantity = row.minimum * 2 // 3 if row.sku in scarce else boxes * row.pack_size
        rows.append(StockRow(row.sku, WAREHOUSE, quantity, short=row.sku in scarce))
    return tuple(rows)


def _fates(goals: dict[Goal, int]) -> _Fates:
    ends: list[tuple[Goal, Twist]] = []
    weights: list[int] = []
    for goal, share in goals.items():
        twists = _TWISTS[goal]
        ends += [(goal, twist) for twist in twists] + [(goal, "")]
        weights += [share * percent for percent in twists.values()] + [share * (100 - sum(twists.values()))]
    return _Fates(tuple(ends), tuple(accumulate(weights)))


def _order(rng: Random, table: DemandDesk, ref: str, day: date, time: Season, fates: _Fates) -> PastOrder:
    draw, choose = rng.random, rng.choices
    customer, taste = choose(table.buyers, cum_weights=table.reach)[0]
    goal, twist = choose(fates.ends, cum_weights=fates.weights)[0]
    lines = _lines(rng, table.items, taste.by_season[time])
    if goal == "review" and table.short and draw() * 100 < _SHORT_PERCENT:
        scarce = table.short[int(draw() * len(table.short))]
        lines.append((scarce.sku, scarce.amounts[0]))
    if twist == "partly" and len(lines) < 2:
        twist = ""
    return PastOrder(
        ref=ref,
        day=day,
        customer=customer,
        channel=_CHANNELS[int(draw() * len(_CHANNELS))],
        lines=tuple(lines),
        goal=goal,
        twist=twist,
        carrier=CARRIERS[int(draw() * len(CARRIERS))] if goal in _LEFT or twist == "partly" else "",
        freight=_FREIGHTS[int(draw() * len(_FREIGHTS))],
    )


def _lines(rng: Random, items: tuple[WantedItem, ...], weights: tuple[int, ...]) -> list[tuple[str, int]]:
    draw = rng.random
    size = _SIZES[int(draw() * len(_SIZES))]
    chosen = dict(rng.choices(items, cum_weights=weights, k=size))  # a thing drawn twice is one line
    return [(sku, amounts[int(draw() * len(amounts))]) for sku, amounts in chosen.items()]
