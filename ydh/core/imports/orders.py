"""One order of a file against the company's data: the rules of entry.place, on whole numbers.

What a customer, an item or a set of details comes to is worked out once for the whole file.
"""

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from ydh.core.actors import Who
from ydh.core.details import read_details
from ydh.core.entry import Paper, complete, opening_holds
from ydh.core.errors import Invalid, Many, YdhError
from ydh.core.flows import CHANNEL_NAMES
from ydh.core.imports.amounts import MOST_CENTS, line_cents, yuan
from ydh.core.imports.books import Books, Item, Prices
from ydh.core.imports.columns import ORDER_HEAD, ORDER_LINE
from ydh.core.imports.grouping import Group, Values
from ydh.core.imports.wrong import missing, wrong
from ydh.core.lines import MOST_LINES
from ydh.core.money import QUANTITY_PLACES
from ydh.core.permissions import P
from ydh.core.pricing import check_quantity, read_quantity
from ydh.core.reading.cells import KEPT
from ydh.core.reading.problems import Problem, cell_problem
from ydh.core.settings import Settings
from ydh.core.words import Label
from ydh.store.orders import DETAILS
from ydh.store.prepared import Row

_REF, _DAY, _FREIGHT, _CUSTOMER, _CHANNEL = range(5)
_NAMES = [column.name for column in ORDER_HEAD]
_GIVEN = _NAMES[_CHANNEL + 1 :]
_DETAILS = DETAILS.split()
_QTY = ORDER_LINE[1]
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
PRICE, DISCOUNT, NOTE = 2, 3, 4

# [sku, quantity, list price, price, discount, cents, given, note]
Line = list[Any]


class _Head(NamedTuple):
    """What the head of an order comes to, but for its reference, day and freight."""

    buyer: Row
    prices: Prices
    paper: Paper
    details: str
    """As JSON: the values of store.orders.DETAILS."""


class Tally:
    """What the good orders of a file add up to. Money in cents, quantities in thousandths."""

    def __init__(self) -> None:
        self.orders = self.rows = self.cents = 0
        self.needed: dict[int, int] = {}

    def add(self, row: list[Any], rows: int, services: set[int], sign: int = 1) -> None:
        """Count a staged order in, or out again with `sign` -1."""
        self.orders += sign
        self.rows += sign * rows
        self.cents += sign * (row[6] + row[5])
        for line in row[10]:
            if line[0] not in services:
                self.needed[line[0]] = self.needed.get(line[0], 0) + sign * line[1]


class OrderRules:
    """Checks orders, one after another, and gives each as the row to be staged."""

    def __init__(self, me: Who, cfg: Settings, books: Books) -> None:
        self._me, self._cfg, self._books = me, cfg, books
        self._today = cfg.today.isoformat()
        self._priced = me.may(P.PRICE_MANAGE)
        self._heads: dict[Values, _Head] = {}
        self._packs: dict[tuple[int, str], int] = {}
        self.services: set[int] = set()

    def check(self, group: Group) -> list[Any] | None:
        """The order as it is staged, or None with what is wrong added to the group's problems.

        [folded reference, reference, customer, channel, day, freight, goods, kinds of hold, details as JSON, number of
        rows, lines]. Raises NotAllowed when prices are given by one who may not set them.
        """
        if not group.lines:
            return None
        head = self._head_of(group)
        lines = self._lines_of(group, head)
        if head is None or group.problems or group.bads:
            return None
        goods = sum([line[5] for line in lines])
        freight = group.head[_FREIGHT] or 0
        holds = opening_holds(self._me, self._cfg, head.paper, yuan(goods + freight))
        day = group.head[_DAY] or self._today
        count = len(group.lines)
        order = [group.fold, group.ref, head.buyer[0], head.paper.channel, day, freight, goods]
        return [*order, holds, head.details, count, lines]

    # --- the head ---

    def _head_of(self, group: Group) -> _Head | None:
        if group.fold.startswith("dh-"):
            group.problems.append(wrong(group.lines[0], "ref", group.ref, "import-ref-number"))
        if len(group.lines) > MOST_LINES:
            data = {"most": MOST_LINES}
            group.problems.append(wrong(group.lines[MOST_LINES], "ref", group.ref, "import-lines-many", **data))
        shared = group.head[_CUSTOMER:]
        found = self._heads.get(shared)
        if found is None:
            found = self._new_head(group, shared)
            if found is not None:
                if len(self._heads) >= KEPT:
                    self._heads.clear()
                self._heads[shared] = found
        return found

    def _new_head(self, group: Group, shared: Values) -> _Head | None:
        line, (name, channel, *given) = group.lines[0], shared
        buyer = self._books.buyers.get(name)
        if buyer is None or not self._me.sees(buyer[0], buyer[4]):
            group.problems.append(wrong(line, "customer", name, "import-customer-unknown"))
            return None
        if not buyer[10]:
            group.problems.append(wrong(line, "customer", buyer[1], "import-customer-retired"))
            return None
        details = {name: value for name, value in zip(_GIVEN, given, strict=True) if value}
        paper = Paper(buyer, channel, read_details(self._me, buyer, details), [])
        try:
            complete(self._cfg, paper)
        except YdhError as error:
            errors = error.errors if isinstance(error, Many) else (error,)
            label = Label(CHANNEL_NAMES[channel], channel)
            group.problems += [missing(line, e.data["name"], label) for e in errors]
            return None
        values = [paper.details[name] for name in _DETAILS]
        text = _encode([value.isoformat() if isinstance(value, date) else value for value in values])
        return _Head(buyer, self._books.prices_of(buyer), paper, text)

    # --- the lines ---

    def _lines_of(self, group: Group, head: _Head | None) -> list[Line]:
        """The lines, those of the same item, price, discount and note added up as entry.place does."""
        lines: dict[tuple[Any, ...], Line] = {}
        at: list[int] = []
        items, prices = self._books.items, head.prices if head else {}
        for line, (text, quantity, price, discount, note) in zip(group.lines, group.tails, strict=False):
            item = items.get(text) or self._further(text, head)
            if item is None or not item.listed:
                # without a customer his own codes are not known, so that nothing can be said
                if head is not None or item is not None:
                    id_ = "import-sku-retired" if item else "import-sku-unknown"
                    group.problems.append(wrong(line, "sku", text, id_))
                continue
            if type(quantity) is str:
                quantity = self._in_packs(group, line, item, quantity)
                if quantity is None:
                    continue
            listed, given = prices.get(item.id, item.price), price is not None or discount > 0
            if given and not self._priced:
                self._me.need(P.PRICE_MANAGE)
            if price is None:
                price = listed
            same = lines.get((item.id, price, discount, note))
            if same is not None:
                same[1] += quantity
                continue
            lines[item.id, price, discount, note] = [item.id, quantity, listed, price, discount, 0, given, note]
            at.append(line)
        found = list(lines.values())
        self._finish(group, found, at)
        return found

    def _further(self, text: str, head: _Head | None) -> Item | None:
        return None if head is None else self._books.item_of(text, head.buyer[0])

    def _finish(self, group: Group, lines: Sequence[Line], at: Sequence[int]) -> None:
        """Work out the amounts, and find what cannot be ordered so."""
        by_id = self._books.by_id
        for line, where in zip(lines, at, strict=True):
            id_, quantity, _, price, discount, *_ = line
            item = by_id[id_]
            if quantity < item.minimum or quantity % item.multiple:
                group.problems.append(self._uneven(where, item, quantity))
            if item.service:
                self.services.add(id_)
            line[5] = cents = line_cents(price, quantity, discount)
            if cents > MOST_CENTS:
                group.problems.append(wrong(where, "price", "", "import-amount", most=MOST_CENTS // 100))

    def _in_packs(self, group: Group, line: int, item: Item, text: str) -> int | None:
        """Thousandths of base units from 2箱, or None with the problem noted."""
        try:
            found = self._packs.get((item.id, text))
            if found is None:
                if len(self._packs) >= KEPT:
                    self._packs.clear()
                units = read_quantity(text, pack_size=item.pack_size, pack_unit=item.pack_unit, unit=item.unit)
                found = self._packs[item.id, text] = int(units.scaleb(QUANTITY_PLACES))
        except Invalid as error:
            group.problems.append(cell_problem(line, _QTY, _QTY.name, text, error))
            return None
        if found <= 0:
            group.problems.append(wrong(line, "qty", text, "import-quantity-zero"))
            return None
        return found

    def _uneven(self, line: int, item: Item, quantity: int) -> Problem:
        try:
            scaled = (Decimal(n).scaleb(-QUANTITY_PLACES) for n in (quantity, item.minimum, item.multiple))
            value, minimum, multiple = scaled
            check_quantity(value, code=item.code, minimum=minimum, multiple=multiple)
        except Invalid as error:
            id_ = "import-" + error.id.removeprefix("quantity-")
            return wrong(line, "qty", error.data["quantity"], id_, **error.data)
        raise AssertionError(quantity)  # check_quantity refuses what the integers refuse
