"""Writes many past orders as they would stand had people carried each of them through the use cases.

The same diaries as in practice_history, but rows in place of acts, some hundred orders in a unit of work.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import partial
from itertools import groupby, islice
from operator import attrgetter, itemgetter
from random import Random
from typing import Any

from ydh.core.audit.journal import link
from ydh.core.company.actors import SYSTEM_WHO, Actor
from ydh.core.company.numbers import draft_reference, take
from ydh.core.orders.lines import goods_of
from ydh.core.partners.customers import CUSTOMER
from ydh.core.rules.machine import DRAFT
from ydh.core.values.series import number
from ydh.practice.company import PracticeCompany as Practice
from ydh.practice.diary import author, deeds, placed_at
from ydh.practice.history import Clock, batch_name
from ydh.practice.papers import MAIN, PastBuyer, PastRecord, Sku, micros
from ydh.practice.rows import PastOrder
from ydh.practice.table_rows import rows
from ydh.store.engine.database import Unit
from ydh.store.practice import rows as store
from ydh.store.tables.fields import canonical

CHUNK = 400  # orders in a unit of work: well under 200 ms
_AT = {"move": 8, "entry": 3}  # which cell is the time
Rows = dict[str, list[tuple[Any, ...]]]


class RunningFigures:
    """What runs on from order to order: ids, numbers, what is left in stock, who was assessed when."""

    def __init__(self, data: Practice, people: Mapping[str, Actor]) -> None:
        self.people = people
        self.company = next(iter(people.values())).company
        self.say = data.say
        self.salespeople = {c.code: c.salesperson for c in data.customers}
        self.ids: Counter[str] = Counter()
        self.numbers: Counter[tuple[str, date]] = Counter()
        self.batches: dict[str, int] = {}
        self.sizes: Counter[str] = Counter()
        self.shipped: Counter[int] = Counter()
        self.held: Counter[int] = Counter()
        self.first_assessed: dict[int, datetime] = {}
        self.rows: Rows = {"batch": [], "move": [], "entry": []}  # made and not yet written
        self.company.read(lambda unit: self._load(unit, data))

    def _load(self, unit: Unit, data: Practice) -> None:
        codes = [p.sku for p in data.products]
        levels = [0, *(id_ for id_, _ in store.LEVELS.rows(unit))]
        goods = {level: goods_of(unit, codes, customer=0, level=level) for level in levels}
        self.skus = {
            code: Sku(x.id, x.code, x.service, {level: int(goods[level][code].price * 10_000) for level in levels})
            for code, x in goods[0].items()
        }
        by_code = {c.code: c for c in data.customers}
        self.buyers = {
            code: PastBuyer(id_, level or 0, by_code[code]) for id_, code, level, _ in store.CUSTOMERS.rows(unit)
        }
        self.left: dict[int, int] = dict(store.STOCK.rows(unit, warehouse=MAIN))

    def next_id(self, table: str) -> int:
        """The id of the next row of a table that is empty before."""
        self.ids[table] += 1
        return self.ids[table]

    def next_number(self, series: str, day: date) -> str:
        """The next number of the day."""
        self.numbers[series, day] += 1
        return number(series, f"{day:%Y%m%d}", self.numbers[series, day])

    def reserve(self, sku: Sku, quantity: int) -> int:
        """As much of `quantity` as is left; a negative one is given back."""
        if sku.service:
            return 0
        left = self.left.get(sku.id, 0)
        got = min(quantity, left)
        if got:
            self.left[sku.id] = left - got
        return got

    def assessed(self, customer: int, at: datetime) -> bool:
        """Whether a finance reviewer had passed an order of the customer by then."""
        first = self.first_assessed.get(customer)
        return first is not None and first <= at

    def assess(self, customer: int, at: datetime) -> None:
        """A finance reviewer passes an order of the customer."""
        self.first_assessed[customer] = min(at, self.first_assessed.get(customer, at))

    def batch(self, order: PastOrder, at: datetime) -> int | None:
        """The file that the order came in."""
        if order.channel != "batch":
            return None
        name = batch_name(order, self.say)
        if name not in self.batches:
            self._add_batch(name, self.people[self.salespeople[order.customer]].account, micros(at))
        self.sizes[name] += 1
        return self.batches[name]

    def _add_batch(self, name: str, account: int, at: int) -> None:
        self.batches[name] = id_ = self.next_id("batch")
        facts = ("batch", id_, 1, at, account, "import", "", "", 0, canonical({"name": name}))
        head = link("", facts)
        self.rows["entry"].append((*facts, head))
        self.rows["batch"].append((id_, "orders", name, "", "done", 0, 0, account, at, 1, head, 1))


def write(
    data: Practice, people: Mapping[str, Actor], clock: Clock, end: datetime, advance: Callable[[int], None]
) -> None:
    """Write every order with its parts, its stock moves and its journal, all in the order of time."""
    books = RunningFigures(data, people)
    later = books.rows
    papers = _papers(data, books, clock, end)
    while chunk := list(islice(papers, CHUNK)):
        now = _due(later, chunk)
        books.company.write(partial(_insert, found=now))
        advance(len(chunk))
    for start in range(0, max(map(len, later.values())), 10 * CHUNK):
        rest = {name: found[start : start + 10 * CHUNK] for name, found in later.items()}
        books.company.write(partial(_insert, found=rest))
    clock.now = max(clock.now, end)  # the sums come after all that was done
    books.company.write(lambda unit: _close(unit, books))


def _papers(data: Practice, books: RunningFigures, clock: Clock, end: datetime) -> Iterator[PastRecord]:
    rng = Random(f"{data.seed}/diary")
    for _, group in groupby(data.orders(), key=attrgetter("day")):
        todays = list(group)
        for nth, order in enumerate(todays):
            clock.now = placed_at(order, nth, len(todays))
            yield _paper(books, order, clock.now, end, rng)


def _paper(books: RunningFigures, order: PastOrder, at: datetime, end: datetime, rng: Random) -> PastRecord:
    login, batch = order.customer.casefold(), books.batch(order, at)
    creator = author(order, books.salespeople[order.customer], login)
    ref = order.ref if batch else None
    if order.goal == DRAFT and order.twist != "sent_back":
        ref = ref or draft_reference()
    buyer = books.buyers[order.customer]
    paper = PastRecord(books, books.next_id("order"), order, buyer, books.people[creator].account, batch, at, ref=ref)
    paper.enter(books.skus, "import" if batch else "command")
    for deed in deeds(order, at, end, rng, creator, login, books.say):
        paper.do(deed, books.people[deed.by].account)
    for line in paper.lines:
        books.held[line.sku.id] += line.reserved
    for move in paper.moves:
        books.shipped[move[1]] -= move[2]
    return paper


def _due(later: Rows, chunk: list[PastRecord]) -> Rows:
    """The rows of a chunk, with what was done until its last order came in; the rest goes to `later`."""
    due: Rows = {name: [] for name in store.BULK} | {"batch": later["batch"]}
    later["batch"] = []
    for paper in chunk:
        for name, made in rows(paper).items():
            due[name] += made
        later["move"] += paper.moves
        later["entry"] += paper.entries
    until = micros(chunk[-1].placed)
    for name, cell in _AT.items():
        waiting = sorted(later[name], key=itemgetter(cell))
        count = sum(row[cell] <= until for row in waiting)
        due[name], later[name] = waiting[:count], waiting[count:]
    return due


def _insert(unit: Unit, found: Rows) -> None:
    for name, (statement, columns) in store.BULK.items():
        statement.many(unit, columns, found.get(name, []))


def _close(unit: Unit, books: RunningFigures) -> None:
    """Write the sums: numbers given, stock left, batches, who was assessed."""
    for (series, day), count in sorted(books.numbers.items()):
        take(unit, series, day, count)
    names = "shipped held warehouse sku"
    levels = [(books.shipped[sku], books.held[sku], MAIN, sku) for sku in sorted(books.left)]
    store.STOCK_LEFT.many(unit, names, levels)
    store.BATCH_SIZE.many(unit, "good id", [(books.sizes[name], id_) for name, id_ in books.batches.items()])
    for customer in sorted(books.first_assessed):
        store.ASSESSED.run(unit, id=customer)
        CUSTOMER.entry(unit, SYSTEM_WHO, customer, "assess")
