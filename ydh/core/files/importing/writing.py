"""Orders out of staged rows: written in short transactions at step `staged`, then made visible in one moment.

Until that moment no queue, list or report has any of them, and `releasing` can take all of it back. Each transaction
takes the batch's row first, so that two who carry on the same batch notice each other.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from time import monotonic
from typing import Any, NamedTuple

from ydh.core.audit.journal import KEPT, PERSONAL, link, personals
from ydh.core.company.actors import SYSTEM_WHO
from ydh.core.company.numbers import take
from ydh.core.company.settings import Settings
from ydh.core.documents.advancing import advance
from ydh.core.files.importing.amounts import written
from ydh.core.files.importing.claiming import ClaimedStock
from ydh.core.files.importing.claiming import taken as taken_of
from ydh.core.files.importing.staged import StagedLine, StagedOrder, line_of, order_of
from ydh.core.files.importing.staging import StagedBatch, tick
from ydh.core.files.reading.cells import KEPT as KEPT_ROWS
from ydh.core.orders.kept import CONTACT
from ydh.core.orders.order import find
from ydh.core.orders.saving import save
from ydh.core.orders.steps import lock_stock, pass_step
from ydh.core.rules.machine import DRAFT
from ydh.core.rules.orders import ORDER
from ydh.core.values.errors import YdhError
from ydh.core.values.money import MONEY_PLACES, PRICE_PLACES, QUANTITY_PLACES, RATE_PLACES
from ydh.core.values.series import ORDERS
from ydh.store.audit import journal
from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Row
from ydh.store.files import imports as store
from ydh.store.orders.holds import HOLD
from ydh.store.orders.orders import DETAILS
from ydh.store.stock import stock
from ydh.store.tables.batches import STAGED
from ydh.store.tables.fields import canonical


class WritingPace:
    """How many orders go into a transaction, so that none keeps others waiting: by how long the last one took."""

    def __init__(self, size: int, most: int, seconds: float = 0.08) -> None:
        self.size, self._most, self._seconds = size, most, seconds
        self._began = 0.0

    def begin(self) -> int:
        """The size of the next one, which begins now."""
        self._began = monotonic()
        return self.size

    def end(self) -> None:
        """It is committed."""
        fitting = self.size * self._seconds / max(monotonic() - self._began, 0.001)
        self.size = int(min(max(fitting, self.size / 4, 50), self.size * 2, self._most))


class _Known(NamedTuple):
    """What a staged line comes to: columns of store.LINES, and its part of the order's first journal entry."""

    row: Row
    wanted: str
    price: str
    extras: Mapping[str, Any]
    """What most lines do not have, as orders.kept.of_lines has it, without the position."""


class Writer:
    """Writes the orders of a claimed batch, chunk after chunk."""

    def __init__(self, batch: StagedBatch, taken: ClaimedStock) -> None:
        self.batch, self._next, self._taken = batch, batch, taken
        self._open = False
        self._codes: dict[int, str] = {}
        self._buyers: dict[int, Row] = {}
        self._known: dict[str, _Known] = {}

    @property
    def orders(self) -> int:
        """How many are written."""
        return self._taken.orders

    def chunk(self, unit: Unit, size: int) -> int:
        """Write the next orders, in the order of the file, and give their number; 0 when none is left.

        Call `committed` after each.
        """
        if self._open:  # the last attempt was rolled back, so that what it took is free again
            self._taken = taken_of(unit, self.batch.id)
        self._open = True
        self._next = tick(unit, self.batch)
        staged = store.STAGED_ROWS.rows(unit, batch=self.batch.id, line=0, limit=size)
        if not staged:
            return 0
        rows = json.loads(f"[{','.join([row for _, row in staged])}]")
        found = [order for order in map(order_of, rows) if order is not None]
        self._learn(unit, {text for order in found for text in order.lines})
        buyers = {order.customer for order in found} - self._buyers.keys()
        self._buyers |= {row[0]: row for row in store.BUYERS_AS_THEY_ARE.rows(unit, sorted(buyers))} if buyers else {}
        self._write(unit, found)
        store.DROP_STAGED.run(unit, batch=self.batch.id, first=staged[0][0], line=staged[-1][0])
        return len(staged)

    def committed(self) -> None:
        """The last chunk is in the database."""
        self.batch, self._open = self._next, False

    def _learn(self, unit: Unit, texts: set[str]) -> None:
        """Read the lines that are not known yet."""
        if len(self._known) > KEPT_ROWS:
            self._known.clear()
        new = {text: line_of(text) for text in texts - self._known.keys()}
        skus = {line.sku for line in new.values()} - self._codes.keys()
        self._codes |= {sku: canonical(code) for sku, code in stock.CODES.rows(unit, sorted(skus))}
        for text, line in new.items():
            sku, quantity, listed, price, discount, amount, given, note = line
            row = (sku, quantity, listed, price, discount, amount, 0, given, note)
            wanted = f'[{self._codes[sku]},"{written(quantity, QUANTITY_PLACES)}"]'
            self._known[text] = _Known(row, wanted, written(price, PRICE_PLACES), _extras(line))

    def _write(self, unit: Unit, found: Sequence[StagedOrder]) -> None:
        ids = ids_of(store.ORDER_IDS.rows(unit, count=len(found)), len(found))
        numbers = numbered(unit, ORDERS, [order.day for order in found])
        later = range(self._taken.orders, self._taken.orders + len(found))
        told = zip(ids, found, numbers, later, self._contacts(unit, found), strict=True)
        entries = [self._entry(id_, order, number, at, contact) for id_, order, number, at, contact in told]
        facts = zip(ids, found, numbers, entries, strict=True)
        orders = [self._order(id_, order, number, entry[-1]) for id_, order, number, entry in facts]
        by, at = self._taken.account, self._taken.at
        holds = [(id_, kind, "", by, at, "") for id_, order in zip(ids, found, strict=True) for kind in order.holds]
        lines = self._lines(unit, ids, found)
        held = self._taken.hold(lines)
        store.ADD_ORDERS.many_raw(unit, store.ORDERS, orders)
        store.ADD_LINES.many_raw(unit, store.LINES, lines)
        store.ADD_RESERVATIONS.many_raw(unit, store.RESERVATIONS, held)
        store.ADD_HOLDS.many_raw(unit, HOLD, holds)
        journal.ADD.many_raw(unit, journal.ENTRY, entries)

    def _lines(self, unit: Unit, ids: Sequence[int], found: Sequence[StagedOrder]) -> list[Row]:
        """Rows of store.LINES."""
        count, known = sum([len(order.lines) for order in found]), self._known
        line_id = iter(ids_of(store.LINE_IDS.rows(unit, count=count), count)).__next__
        return [
            (line_id(), id_, position, *known[text].row, order.day, False)
            for id_, order in zip(ids, found, strict=True)
            for position, text in enumerate(order.lines, 1)
        ]

    def _order(self, id_: int, order: StagedOrder, number: str, head: str) -> Row:
        """A row of store.ORDERS."""
        _, ref, customer, channel, day, freight, goods, kinds, details, _, _ = order
        it = self._taken
        at = it.at
        arrival = at + it.orders  # a microsecond apart, so that queues keep the order of the file (S05.5)
        it.orders += 1
        batch, total = self.batch.id, goods + freight
        step = (STAGED, at, 1, arrival, False, len(kinds), channel, it.account, None, batch, ref, at, at, day, False)
        return (id_, 1, head, 1, number, customer, *step, goods, freight, total, *details_of(details))

    def _contacts(self, unit: Unit, found: Sequence[StagedOrder]) -> list[dict[str, Any]]:
        """As orders.kept.of_contact has them, with the digests of all orders at once."""
        rows = [(self._buyers[order.customer], _contact(order.details)) for order in found]
        others = [
            {name: text for name, text, own in zip(CONTACT, texts, row[3:], strict=True) if text != own}
            for row, texts in rows
        ]
        digests = iter(personals(unit, [text for each in others for text in each.values() if text]))
        return [
            {"as": row[2]} | {name: next(digests) if text else "" for name, text in each.items()}
            for (row, _), each in zip(rows, others, strict=True)
        ]

    def _entry(self, id_: int, order: StagedOrder, number: str, later: int, contact: dict[str, Any]) -> Row:
        """The order's first entry, as entry.submit_paper writes it; the text is that of fields.canonical."""
        it, lines = self._taken, [self._known[text] for text in order.lines]
        prices = '","'.join([line.price for line in lines])
        wanted = ",".join([line.wanted for line in lines])
        amounts = f'{{"prices":["{prices}"],"total":"{written(order.goods + order.freight, MONEY_PLACES)}"}}'
        holds = canonical(order.holds) if order.holds else "[]"
        kept = canonical(self._kept(order, number, later, lines) | contact)
        body = f'{{"amounts":{amounts},"holds":{holds},"{KEPT}":{kept},"lines":[{wanted}],"via":"{it.via}"}}'
        facts = ("order", id_, 1, it.at, it.account, "submit", DRAFT, ORDER.first(), 0, body)
        return (*facts, link("", facts))

    def _kept(self, order: StagedOrder, number: str, later: int, lines: Sequence[_Known]) -> dict[str, Any]:
        """As orders.kept.of_order and of_lines have it."""
        kept: dict[str, Any] = {"number": number, "ref": order.ref, "batch": self.batch.id, "channel": order.channel}
        kept |= {"customer": self._buyers[order.customer][1], "details": details_kept(order.details)}
        if order.freight:
            kept["freight"] = written(order.freight, MONEY_PLACES)
        if later:
            kept["arrival"] = self._taken.at + later
        for position, line in enumerate(lines, 1):
            for name, value in line.extras.items():
                if name == "given":
                    kept.setdefault(name, []).append(position)
                else:
                    kept.setdefault(name, {})[str(position)] = value
        return kept


def _extras(line: StagedLine) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if line.listed != line.price:
        found["listed"] = written(line.listed, PRICE_PLACES)
    if line.discount:
        found["discounts"] = written(line.discount, RATE_PLACES)
    return found | ({"given": True} if line.given else {}) | ({"notes": line.note} if line.note else {})


@lru_cache(KEPT_ROWS)
def _contact(text: str) -> list[str]:
    told = dict(zip(DETAILS.split(), details_of(text), strict=True))
    return [told[name] or "" for name in CONTACT]


@lru_cache(KEPT_ROWS)
def details_kept(text: str) -> dict[str, Any]:
    """Of the columns of store.orders.DETAILS, what is there and nobody's address, for the journal."""
    told = zip(DETAILS.split(), details_of(text), strict=True)
    return {name: value for name, value in told if value and name not in PERSONAL}


def numbered(unit: Unit, series: str, days: Sequence[str]) -> list[str]:
    """A number of the series for each business day, in their order."""
    taken = {
        day: iter(take(unit, series, date.fromisoformat(day), count)).__next__
        for day, count in sorted(Counter(days).items())
    }
    return [taken[day]() for day in days]


@lru_cache(KEPT_ROWS)
def details_of(text: str) -> Row:
    """The columns of store.orders.DETAILS, which nearly every order of a customer has in common."""
    return tuple(json.loads(text))


def ids_of(rows: Sequence[Row], count: int) -> Sequence[int]:
    """The ids that one of the store's statements gives."""
    if rows and len(rows[0]) == 2:
        last = rows[0][0]
        return range(last + 1, last + count + 1)
    return [int(id_) for (id_,) in rows]


def advance_page(
    unit: Unit, cfg: Settings, batch: StagedBatch, after: int, size: int
) -> tuple[StagedBatch, int | None]:
    """Let the system pass what is switched off, for the next orders of the batch; the last id, None at the end. S21.30

    What is held or short stays where it is, for the step's people.
    """
    step, ids = ORDER.first(), []
    if step in cfg.off("order"):
        ids = [id_ for (id_,) in store.WAITING.rows(unit, batch=batch.id, step=step, id=after, limit=size)]
    if not ids:
        return tick(unit, batch, "done"), None
    batch, docs, moved = tick(unit, batch), find(unit, SYSTEM_WHO, ids=ids), []
    lock_stock(unit, cfg, docs)
    for doc in docs:
        try:
            advance(unit, cfg, doc, pass_step)
        except YdhError:
            continue
        moved.append(doc)
    save(unit, SYSTEM_WHO, cfg, moved)
    return batch, ids[-1]
