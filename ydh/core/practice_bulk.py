"""Writes many past orders as they would stand had people carried each of them through the use cases.

The same diaries as in practice_history, but rows in place of acts: whole numbers (cents, thousandths of a unit,
ten-thousandths of a yuan a unit, microseconds), all in the order of time.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from itertools import groupby, islice
from operator import attrgetter, itemgetter
from random import Random
from typing import Any, NamedTuple

from ydh.core.actors import Actor
from ydh.core.company import Company
from ydh.core.lines import goods_of
from ydh.core.numbers import ORDERS, SHIPMENTS, take
from ydh.core.practice import Company as Practice
from ydh.core.practice import CustomerRow, PastOrder
from ydh.core.practice.diary import Deed, author, deeds, placed_at
from ydh.core.practice_history import Clock, add_batch, batch_name
from ydh.core.practice_papers import Paper, micros
from ydh.store import practice as store
from ydh.store.database import Unit
from ydh.store.orders import CUSTOMER

CHUNK = 400  # orders in a unit of work: under 200 ms
Rows = dict[str, list[tuple[Any, ...]]]


class Sku(NamedTuple):
    """What a line needs to know; `prices` by level, 0 for the list's."""

    id: int
    code: str
    service: bool
    prices: Mapping[int, int]


class Buyer(NamedTuple):
    """What an order takes over from its customer."""

    id: int
    level: int
    row: CustomerRow
    account: int


class Books:
    """What runs on from order to order: ids, numbers, what is left in stock, who was assessed when."""

    def __init__(self, data: Practice, people: Mapping[str, Actor], company: Company) -> None:
        self.people, self.company = people, company
        self.ids: Counter[str] = Counter()
        self.numbers: Counter[tuple[str, date]] = Counter()
        self.batches: dict[str, int] = {}
        self.sizes: Counter[int] = Counter()
        self.shipped: Counter[int] = Counter()
        self.held: Counter[int] = Counter()
        self.assessed: dict[int, datetime] = {}
        self.skus, self.buyers, self.left = company.read(lambda unit: _known(unit, data, people))

    def next_id(self, table: str) -> int:
        self.ids[table] += 1
        return self.ids[table]

    def next_number(self, series: str, day: date) -> str:
        self.numbers[series, day] += 1
        return f"DH-{series}-{day:%Y%m%d}-{self.numbers[series, day]:06d}"

    def reserve(self, sku: Sku, quantity: int) -> int:
        """As much of `quantity` as is left."""
        got = quantity if sku.service else min(quantity, self.left[sku.id])
        if not sku.service:
            self.left[sku.id] -= got
        return got


def _known(
    unit: Unit, data: Practice, people: Mapping[str, Actor]
) -> tuple[dict[str, Sku], dict[str, Buyer], dict[int, int]]:
    codes = [p.sku for p in data.products]
    levels = [0, *(id_ for id_, _ in store.LEVELS.rows(unit))]
    goods = {level: goods_of(unit, codes, customer=0, level=level) for level in levels}
    skus = {
        code: Sku(x.id, x.code, x.service, {level: int(goods[level][code].price * 10_000) for level in levels})
        for code, x in goods[0].items()
    }
    rows = {c.code: c for c in data.customers}
    buyers = {
        code: Buyer(id_, level or 0, rows[code], people[code.casefold()].account)
        for id_, code, level, _ in store.CUSTOMERS.rows(unit)
    }
    return skus, buyers, dict(store.STOCK.rows(unit, warehouse=1))


def write(
    data: Practice, people: Mapping[str, Actor], clock: Clock, end: datetime, advance: Callable[[int], None]
) -> None:
    """Write every order with its parts, its stock moves and its journal."""
    company = next(iter(people.values())).company
    books = Books(data, people, company)
    later: Rows = {"move": [], "entry": []}
    papers = _papers(data, books, clock, end)
    while chunk := list(islice(papers, CHUNK)):
        rows = _rows(chunk, later)
        company.write(lambda unit, rows=rows: _write(unit, rows))
        later = _split(later, micros(chunk[-1].placed))[1]
        advance(len(chunk))
    for rest in _slices(later, 10 * CHUNK):
        company.write(lambda unit, rest=rest: _write(unit, rest))
    _close(books)


def _papers(data: Practice, books: Books, clock: Clock, end: datetime) -> Iterable[Paper]:
    rng = Random(f"{data.seed}/diary")
    for _, group in groupby(data.orders(), key=attrgetter("day")):
        todays = list(group)
        for nth, order in enumerate(todays):
            at = placed_at(order, nth, len(todays))
            clock.now = at
            yield _paper(books, order, at, end, rng)
