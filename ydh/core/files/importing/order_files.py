"""One pass over a file of orders: grouped, looked up in blocks, checked one by one."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from ydh.core.company.actors import Actor, Who
from ydh.core.company.settings import Settings, settings
from ydh.core.files.importing.amounts import base_units
from ydh.core.files.importing.blocks import Block
from ydh.core.files.importing.books import Books
from ydh.core.files.importing.grouping import Group, blocks, groups
from ydh.core.files.importing.orders import OrderRules, Priced
from ydh.core.files.importing.staged import Tally, encode, line_of, order_of
from ydh.core.files.importing.wrong import wrong
from ydh.core.files.reading.files import Bad, OpenedFile
from ydh.core.files.reading.problems import Problem
from ydh.core.values.money import QUANTITY_PLACES, ZERO
from ydh.core.values.outcomes import Short
from ydh.core.values.quantities import plain
from ydh.store.engine.database import Unit
from ydh.store.files import imports as store
from ydh.store.stock import leaving
from ydh.store.stock import stock as stock_store

CHUNK, CHUNK_ROWS = 500, 4000
_WITH = ("amount_threshold", "hold_new_customers", "confirm_staff_orders", "lead_days", "when_short")


def circumstances(me: Who, cfg: Settings) -> list[Any]:
    """What else a check relies on: the settings that decide, and whose customers the actor sees."""
    return [[cfg[name] for name in _WITH], me.scope, sorted(me.regions), sorted(me.customers), sorted(me.permissions)]


def may_wait(unit: Unit, cfg: Settings, skus: Collection[int]) -> set[int]:
    """Those of the skus that may be ordered beyond what is there."""
    said: dict[int, bool | None] = dict(stock_store.BACKORDER.rows(unit, sorted(skus)))
    return {sku for sku in skus if (cfg["when_short"] == "wait" if said[sku] is None else said[sku])}


class OrdersCheck:
    """One pass; `tally` adds up its good orders. `place` is the position of the reference in the file.

    `supply` are thousandths that there are of items which do not suffice for all: the orders get them one after
    another, those that find too little are refused.
    """

    def __init__(
        self,
        actor: Actor,
        me: Who,
        cfg: Settings,
        place: int | None,
        *,
        large_discounts: bool,
        supply: Mapping[int, int],
    ) -> None:
        self._actor, self._cfg, self._place, self._supply = actor, cfg, place, dict(supply)
        self.books = Books()
        self.rules = OrderRules(me, cfg, self.books, large_discounts=large_discounts)
        self.tally = Tally()

    def blocks(self, table: OpenedFile, doubled: Mapping[str, Sequence[int]], *, raw: bool) -> Iterator[Block]:
        """The file's orders, so many at a time; `doubled` are the first lines of each part of a scattered order."""
        for block in blocks(groups(table, self._place, raw=raw), orders=CHUNK, rows=CHUNK_ROWS):
            taken = self._look_up(block)
            staged: list[tuple[int, str]] = []
            refused: list[Bad] = []
            for group in block:
                self._refuse_used(group, doubled, taken)
                found = self.rules.check(group)
                if found is not None and not (self._supply and self._lacks(group, found[0].customer, found[1])):
                    order, lines = found
                    self.tally.add(order, [line[:2] for line, service, _ in lines if not service])
                    staged.append((group.first, encode(order)))
                    continue
                refused += refused_rows(group)
                if group.ref:  # marked, so that what comes back under the same reference is not taken for whole
                    staged.append((group.first, encode([group.fold])))
            yield Block(staged, refused, sum(group.rows for group in block))

    def _look_up(self, block: Sequence[Group]) -> dict[str, str]:
        """Learn the block's customers and items, and give those of its references that are orders already."""
        customers = {group.head[3] for group in block if group.lines}
        skus = {tail[0] for group in block for tail in group.tails}
        refs = [group.ref for group in block if group.lines]

        def work(unit: Unit) -> dict[str, str]:
            if self.books.lacks(customers, skus):
                self.books.learn(unit, customers, skus)
            return dict(store.REFS.rows(unit, refs))

        return self._actor.company.read(work)

    def _refuse_used(self, group: Group, doubled: Mapping[str, Sequence[int]], taken: Mapping[str, str]) -> None:
        if group.ref in taken:
            number = taken[group.ref]
            group.problems.append(wrong(group.first, "ref", group.ref, "import-ref-taken", number=number))
        if group.fold in doubled and group.ref:
            group.problems.append(apart(group.first, group.ref, doubled[group.fold]))

    def _lacks(self, group: Group, customer: int, lines: Sequence[Priced]) -> bool:
        """Whether the order finds too little of something, with a problem on each such line; else it takes its part."""
        wanted: dict[int, int] = {}
        for (sku, quantity, *_), _, _ in lines:
            if sku in self._supply:
                wanted[sku] = wanted.get(sku, 0) + quantity
        short = {sku for sku, quantity in wanted.items() if quantity > self._supply[sku]}
        for line, tail in zip(group.lines, group.tails, strict=False):
            item = self.books.item_of(tail[0], customer) if short else None
            if item is not None and item.id in short:
                amounts = {"wanted": wanted[item.id], "available": max(self._supply[item.id], 0)}
                data = {name: plain(base_units(quantity)) for name, quantity in amounts.items()}
                group.problems.append(wrong(line, "sku", item.code, "import-short", code=item.code, **data))
        if not short:
            for sku, quantity in wanted.items():
                self._supply[sku] -= quantity
        return bool(short)

    def supply(self, unit: Unit) -> dict[int, int]:
        """Thousandths of what there is, of the items that do not suffice for all and may not be ordered beyond it."""
        needed = {sku: quantity for sku, quantity in self.tally.needed.items() if quantity}
        there = leaving.available(unit, settings(unit).today, sorted(needed))
        left = {sku: int(there.get(sku, ZERO).scaleb(QUANTITY_PLACES)) for sku in needed}
        short = {sku for sku, quantity in needed.items() if quantity > left[sku]}
        return {sku: left[sku] for sku in short - may_wait(unit, self._cfg, short)}

    def drop(self, row: str) -> int:
        """Count a staged order out again and give how many rows of the file it stands for."""
        order = order_of(json.loads(row))
        if order is None:
            return 0
        lines, by_id = map(line_of, order.lines), self.books.by_id
        self.tally.add(order, [line[:2] for line in lines if not by_id[line.sku].service], sign=-1)
        return order.rows

    def stock(self, unit: Unit) -> tuple[tuple[Short, ...], tuple[Short, ...]]:
        """What the good orders need of each item, and of which there is too little now. S14.6"""
        needed = {sku: quantity for sku, quantity in self.tally.needed.items() if quantity}
        there = leaving.available(unit, settings(unit).today, sorted(needed))
        rows = [
            Short(self.books.by_id[sku].code, plain(base_units(quantity)), plain(there.get(sku, ZERO)))
            for sku, quantity in needed.items()
        ]
        rows.sort(key=lambda row: row.code)
        return tuple(rows), tuple(row for row in rows if row.wanted > row.available)


def apart(line: int, ref: str, lines: Sequence[int]) -> Problem:
    """The problem of an order whose lines are not together."""
    return wrong(line, "ref", ref, "import-ref-apart", lines=", ".join(map(str, lines[:10])))


def refused_rows(group: Group) -> list[Bad]:
    """Every row of a refused order, those that only share its fate too."""
    problems: dict[int, list[Problem]] = {}
    for problem in group.problems:
        problems.setdefault(problem.line, []).append(problem)
    cells = group.raws or [()] * len(group.lines)
    rows = list(group.bads)
    for line, raw in zip(group.lines, cells, strict=True):
        own = problems.get(line) or [wrong(line, "ref", group.ref, "import-ref-refused")]
        rows.append(Bad(line, tuple(raw), tuple(own)))
    return sorted(rows)
