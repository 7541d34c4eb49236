"""One order of a file against the company's data: the rules of entering.place, on whole numbers.

What a customer, an item or a set of details comes to is worked out once for the whole file.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from ydh.core.company.actors import Who
from ydh.core.company.settings import Settings
from ydh.core.files.importing.amounts import MOST_CENTS, MOST_THOUSANDTHS, WHOLE, line_cents, yuan
from ydh.core.files.importing.books import Books, FileItem, Prices
from ydh.core.files.importing.columns import ORDER_HEAD, ORDER_LINE
from ydh.core.files.importing.grouping import Group, Values
from ydh.core.files.importing.staged import StagedLine, StagedOrder, encode, line_text
from ydh.core.files.importing.wrong import missing, wrong
from ydh.core.files.reading.cells import KEPT
from ydh.core.files.reading.problems import Problem, cell_problem
from ydh.core.orders.details import read_details
from ydh.core.orders.entering import NewOrder, complete, submitted
from ydh.core.orders.lines import MOST_LINES
from ydh.core.rules.orders import CHANNEL_NAMES, ORDER
from ydh.core.rules.permissions import P
from ydh.core.values.errors import Invalid, Many, YdhError
from ydh.core.values.money import ONE, QUANTITY_PLACES
from ydh.core.values.quantities import check_quantity, plain, read_quantity
from ydh.core.values.words import Label
from ydh.store.orders.lines import CustomerRow
from ydh.store.orders.orders import DETAILS

_DAY, _FREIGHT, _CUSTOMER, _CHANNEL = range(1, 5)
_NAMES = [column.name for column in ORDER_HEAD]
_GIVEN = _NAMES[_CHANNEL + 1 :]
_DETAILS = DETAILS.split()
_QTY = ORDER_LINE[1]


class Priced(NamedTuple):
    """A line of an order that is worked out, as it is and as it is staged."""

    line: StagedLine
    service: bool
    text: str


class _Head(NamedTuple):
    """What the head of an order comes to, but for its reference, day and freight."""

    buyer: CustomerRow
    prices: Prices
    paper: NewOrder
    details: str
    known: dict[Values, Priced]
    """Lines that were right for the same prices before."""


class OrderRules:
    """Checks orders, one after another, and gives each as it is staged."""

    def __init__(self, me: Who, cfg: Settings, books: Books, *, large_discounts: bool) -> None:
        self._me, self._cfg, self._books = me, cfg, books
        self._today = cfg.today.isoformat()
        self._sets_prices = me.may(P.PRICE_MANAGE)
        self._most_off = WHOLE if large_discounts else WHOLE // 2
        self._heads: dict[Values, _Head] = {}
        self._packs: dict[tuple[int, Decimal, str], int] = {}
        self._known: dict[int, tuple[Prices, dict[Values, Priced]]] = {}
        self._lines_known = 0

    def check(self, group: Group) -> tuple[StagedOrder, Sequence[Priced]] | None:
        """The order with its lines, or None with what is wrong added to the group's problems.

        Raises NotAllowed when prices are given by one who may not set them.
        """
        if not group.lines:
            return None
        head = self._head_of(group)
        lines = self._lines_of(group, head)
        if head is None or group.problems or group.bads:
            return None
        goods = sum([priced.line.amount for priced in lines])
        freight = group.head[_FREIGHT] or 0
        if goods + freight > MOST_CENTS:
            group.problems.append(wrong(group.first, "ref", group.ref, "import-total", most=MOST_CENTS // 100))
            return None
        holds = ORDER.opening(submitted(self._me, self._cfg, head.paper, yuan(goods + freight)))
        day, texts = group.head[_DAY] or self._today, [priced.text for priced in lines]
        whose = (group.fold, group.ref, head.buyer.id, head.paper.channel, day)
        return StagedOrder(*whose, freight, goods, holds, head.details, len(group.lines), texts), lines

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
        if buyer is None or not self._me.sees(buyer.id, buyer.region):
            group.problems.append(wrong(line, "customer", name, "import-customer-unknown"))
            return None
        if not buyer.active:
            group.problems.append(wrong(line, "customer", buyer.code, "import-customer-retired"))
            return None
        details = {name: value for name, value in zip(_GIVEN, given, strict=True) if value}
        paper = NewOrder(buyer, channel, read_details(self._me, buyer, details), [])
        try:
            complete(self._cfg, paper)
        except YdhError as error:
            errors = error.errors if isinstance(error, Many) else (error.kept(),)
            label = Label(CHANNEL_NAMES[channel], channel)
            group.problems += [missing(line, e.data["name"], label) for e in errors]
            return None
        values = [paper.details[name] for name in _DETAILS]
        text = encode([value.isoformat() if isinstance(value, date) else value for value in values])
        prices = self._books.prices_of(buyer)
        _, known = self._known.setdefault(id(prices), (prices, {}))
        return _Head(buyer, prices, paper, text, known)

    # --- the lines ---

    def _lines_of(self, group: Group, head: _Head | None) -> Sequence[Priced]:
        """The lines, those of the same item, price, discount and note added up as entering.place does."""
        if head is not None:
            found = [priced for tail in group.tails if (priced := head.known.get(tail))]
            if len(found) == len(group.tails) and len({priced.line.sku for priced in found}) == len(found):
                return found
        return self._work_out(group, head)

    def _work_out(self, group: Group, head: _Head | None) -> Sequence[Priced]:
        merged: dict[tuple[Any, ...], list[Any]] = {}  # item, list price, given, quantity, lines, tail
        for line, tail in zip(group.lines, group.tails, strict=False):
            text, asked, price, discount, note = tail
            item = self._item(group, line, text, head)
            quantity = None if item is None else self._quantity(group, line, item, asked)
            if item is None or quantity is None:
                continue
            listed = item.price if head is None else head.prices.get(item.id, item.price)
            given = price is not None or discount > 0
            if given and not self._sets_prices:
                self._me.need(P.PRICE_MANAGE)
            key = (item.id, listed if price is None else price, discount, note)
            same = merged.setdefault(key, [item, listed, given, 0, [], tail])
            same[3] += quantity
            same[4].append(line)
        return [self._finished(group, head, key, *facts) for key, facts in merged.items()]

    def _item(self, group: Group, line: int, text: str, head: _Head | None) -> FileItem | None:
        item = self._books.items.get(text)
        if item is None and head is not None:
            item = self._books.item_of(text, head.buyer.id)
        if item is not None and item.problem is not None:
            group.problems.append(wrong(line, "sku", text, f"import-{item.problem.id}", **item.problem.data))
            return None
        if item is not None and item.listed:
            return item
        # without a customer his own codes are not known, so that nothing can be said of a strange one
        if item is not None or head is not None:
            group.problems.append(wrong(line, "sku", text, "import-sku-retired" if item else "import-sku-unknown"))
        return None

    def _finished(
        self,
        group: Group,
        head: _Head | None,
        key: tuple[Any, ...],
        item: FileItem,
        listed: int,
        given: bool,
        quantity: int,
        lines: list[int],
        tail: Values,
    ) -> Priced:
        """The line with its amount; one that is right by itself is known from now on."""
        _, price, discount, note = key
        wrong_before = len(group.problems)
        if quantity < item.minimum or quantity % item.multiple:
            group.problems.append(self._uneven(lines[0], item, quantity))
        if discount > self._most_off:
            group.problems.append(wrong(lines[0], "discount", f"{discount / 100:g}%", "import-discount-large"))
        amount = line_cents(price, quantity, discount)
        if amount > MOST_CENTS or quantity > MOST_THOUSANDTHS:
            group.problems.append(wrong(lines[0], "price", "", "import-amount", most=MOST_CENTS // 100))
        line = StagedLine(item.id, quantity, listed, price, discount, amount, given, note)
        priced = Priced(line, item.service, line_text(line))
        if head is not None and len(group.problems) == wrong_before and len(lines) == 1:
            self._remember(head, tail, priced)
        return priced

    def _remember(self, head: _Head, tail: Values, priced: Priced) -> None:
        if self._books.items.get(tail[0]) is None:  # a customer's own code is nobody else's
            return
        if self._lines_known >= KEPT:
            for _, known in self._known.values():
                known.clear()
            self._lines_known = 0
        head.known[tail] = priced
        self._lines_known += 1

    def _quantity(self, group: Group, line: int, item: FileItem, asked: int | str) -> int | None:
        if isinstance(asked, str):
            return self._in_packs(group, line, item, asked)
        if item.each == ONE:
            return asked
        return self._in_packs(group, line, item, f"{plain(Decimal(asked).scaleb(-QUANTITY_PLACES)):f}")

    def _in_packs(self, group: Group, line: int, item: FileItem, text: str) -> int | None:
        """Thousandths of base units from 2箱, or None with the problem noted."""
        try:
            found = self._packs.get((item.id, item.each, text))
            if found is None:
                if len(self._packs) >= KEPT:
                    self._packs.clear()
                packs = {"pack_size": item.pack_size, "pack_unit": item.pack_unit, "unit": item.unit}
                units = read_quantity(text, **packs, each=item.each)
                found = self._packs[item.id, item.each, text] = int(units.scaleb(QUANTITY_PLACES))
        except Invalid as error:
            group.problems.append(cell_problem(line, _QTY, _QTY.name, text, error))
            return None
        if found <= 0:
            group.problems.append(wrong(line, "qty", text, "import-quantity-zero"))
            return None
        return found

    def _uneven(self, line: int, item: FileItem, quantity: int) -> Problem:
        try:
            scaled = (Decimal(n).scaleb(-QUANTITY_PLACES) for n in (quantity, item.minimum, item.multiple))
            value, minimum, multiple = scaled
            check_quantity(value, code=item.code, minimum=minimum, multiple=multiple)
        except Invalid as error:
            id_ = "import-" + error.id.removeprefix("quantity-")
            return wrong(line, "qty", error.data["quantity"], id_, **error.data)
        raise AssertionError(quantity)  # check_quantity refuses what the integers refuse
