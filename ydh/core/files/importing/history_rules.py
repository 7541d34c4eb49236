"""One document of the past against the company's data: whose and what it was, its days, its amounts, as they were.

Nothing of today holds for it: no price list, no minimum, no stock, and what is retired counts as it did then.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from ydh.core.company.actors import Who
from ydh.core.company.settings import Settings
from ydh.core.files.importing.amounts import MOST_CENTS, WHOLE, line_cents
from ydh.core.files.importing.books import Books, FileItem
from ydh.core.files.importing.columns import HISTORY_HEAD, HISTORY_LINE
from ydh.core.files.importing.grouping import DocumentColumns, Group, Values
from ydh.core.files.importing.past import ORDER, RETURN, PastLine, StagedPast, print_of
from ydh.core.files.importing.staged import encode
from ydh.core.files.importing.wrong import wrong
from ydh.core.files.reading.cells import KEPT
from ydh.core.files.reading.problems import cell_problem
from ydh.core.rules.orders import DATES
from ydh.core.values.errors import Conflict, Invalid
from ydh.core.values.money import QUANTITY_PLACES, rounding
from ydh.core.values.quantities import read_quantity
from ydh.store.files.history import OriginRow
from ydh.store.orders.lines import CustomerRow
from ydh.store.orders.orders import DETAILS

LAYOUT = DocumentColumns(tuple(column.name for column in HISTORY_HEAD), 10_000)
_QTY = next(column for column in HISTORY_LINE if column.name == "qty")
_NUMBERED = ("dh-", "d-", "dr-")  # how what ydh numbers begins
_PERSONAL = ("contact", "phone", "address")


class _Read(NamedTuple):
    """A line as it is read: its line in the file, and its figures with the sign of the quantity."""

    at: int
    item: FileItem
    quantity: int
    price: int
    discount: int
    amount: int
    note: str


class HistoryRules:
    """Checks documents, one after another, and gives each as it is staged. Raises Conflict where no day is set."""

    def __init__(self, me: Who, cfg: Settings, books: Books) -> None:
        self._me, self._books = me, books
        if cfg["books_open"] is None:
            raise Conflict("books-open-unset", day=cfg.today)
        self._before: str = min(cfg["books_open"], (cfg.today + timedelta(days=1)).isoformat())
        self._packs: dict[tuple[int, str], int] = {}
        self._left: dict[int, int] = {}

    def check(self, group: Group) -> StagedPast | None:
        """The document, or None with what is wrong added to the group's problems."""
        if not group.lines:
            return None
        head = dict(zip(LAYOUT.names, group.head, strict=True))
        buyer = self._buyer(group, head["customer"])
        days = self._days(group, head)
        if group.fold.startswith(_NUMBERED):
            group.problems.append(wrong(group.lines[0], "ref", group.ref, "import-ref-number"))
        if len(group.lines) > LAYOUT.most:
            line = group.lines[LAYOUT.most]
            group.problems.append(wrong(line, "ref", group.ref, "import-lines-many", most=LAYOUT.most))
        lines = self._lines(group, buyer)
        kind = self._kind(group, head, lines)
        if buyer is None or days is None or group.problems or group.bads:
            return None
        found = [PastLine(it.item.id, abs(it.quantity), *it[3:6], 0, it.note) for it in lines]
        goods, freight, details = sum(line.amount for line in found), head["freight"] or 0, _details(head, buyer)
        facts = (kind, buyer.id, head["channel"], *days, head["state"])
        told = (head["reason"] if kind == RETURN else "", head["carrier"], head["tracking"])
        others = [value for name, value in details.items() if name not in _PERSONAL]
        mark = print_of(facts, head["origin"], told, freight, goods, others, found)
        texts = encode(list(details.values()))
        return StagedPast(
            *(group.fold, group.ref, *facts, 0, *told, freight, goods, texts, mark, len(group.lines)), found
        )

    def _buyer(self, group: Group, name: str) -> CustomerRow | None:
        found = self._books.buyers.get(name)
        if found is not None and self._me.sees(found.id, found.region):
            return found
        group.problems.append(wrong(group.lines[0], "customer", name, "import-customer-unknown"))
        return None

    def _days(self, group: Group, head: Mapping[str, Any]) -> tuple[str, str, str] | None:
        """When it was made, left and came; each before the books open, and none before the one before it."""
        day = head["date"]
        left = head["shipped"] or day
        came = head["received"] or left
        for name, at in (("date", day), ("shipped", left), ("received", came)):
            if at >= self._before:
                group.problems.append(wrong(group.lines[0], name, at, "import-day-late", open=self._before))
                return None
        if not day <= left <= came:
            data = {"date": day, "shipped": left, "received": came}
            group.problems.append(wrong(group.lines[0], "date", day, "import-days-turned", **data))
            return None
        return (day, "", "") if head["state"] == "void" else (day, left, came)

    def _kind(self, group: Group, head: Mapping[str, Any], lines: Sequence[_Read]) -> str:
        """What it is: as the file says, else by the sign of its quantities, which all lines have alike."""
        said, first = head["kind"], lines[0].quantity > 0 if lines else True
        for line in lines:
            if (line.quantity > 0) != first or (said == ORDER and line.quantity < 0):
                group.problems.append(wrong(line.at, "qty", f"{line.quantity / 1000:g}", "import-signs"))
                break
        kind = said or (ORDER if first else RETURN)
        if kind == RETURN and head["freight"]:
            group.problems.append(wrong(group.lines[0], "freight", head["freight"] / 100, "import-return-freight"))
        if kind == ORDER and head["origin"]:
            group.problems.append(wrong(group.lines[0], "origin", head["origin"], "import-origin-order"))
        return str(kind)

    # --- the lines ---

    def _lines(self, group: Group, buyer: CustomerRow | None) -> list[_Read]:
        found = []
        for at, tail in zip(group.lines, group.tails, strict=False):
            read = self._line(group, at, tail, buyer)
            if read is not None:
                found.append(read)
        return found

    def _line(self, group: Group, at: int, tail: Values, buyer: CustomerRow | None) -> _Read | None:
        text, asked, price, discount, amount, note, _, _ = tail
        item = self._books.items.get(text)
        if item is None:
            item = None if buyer is None else self._books.item_of(text, buyer.id)
        if item is None:
            if buyer is not None:
                group.problems.append(wrong(at, "sku", text, "import-sku-unknown"))
            return None
        quantity = self._in_packs(group, at, item, asked) if isinstance(asked, str) else asked
        if not quantity:
            if quantity == 0:
                group.problems.append(wrong(at, "qty", "0", "import-quantity-zero"))
            return None
        if amount is not None and amount and (amount > 0) != (quantity > 0) and amount < 0:
            group.problems.append(wrong(at, "amount", amount / 100, "import-amount-sign"))
            return None
        money = self._money(group, at, abs(quantity), price, discount, None if amount is None else abs(amount))
        return None if money is None else _Read(at, item, quantity, money[0], discount, money[1], note)

    def _money(
        self, group: Group, at: int, quantity: int, price: int | None, discount: int, amount: int | None
    ) -> tuple[int, int] | None:
        """Price and amount: what one of them lacks the other says; both together must fit, but for rounding."""
        if price is None and amount is None:
            group.problems.append(wrong(at, "price", "", "import-price-missing"))
            return None
        if price is None:
            assert amount is not None
            part = quantity * (WHOLE - discount)
            price = (2 * amount * 1_000 * 100 * WHOLE + part) // (2 * part) if part else 0
        right = line_cents(price, quantity, discount)
        amount = right if amount is None else amount
        if abs(amount - right) > rounding(quantity):
            data = {"right": f"{right / 100:.2f}"}
            group.problems.append(wrong(at, "amount", f"{amount / 100:.2f}", "import-amount-differs", **data))
            return None
        if amount > MOST_CENTS:
            group.problems.append(wrong(at, "price", "", "import-amount", most=MOST_CENTS // 100))
            return None
        return price, amount

    def _in_packs(self, group: Group, at: int, item: FileItem, text: str) -> int | None:
        """Thousandths of base units from 2箱 or -2箱, or None with the problem noted."""
        sign, plain = (-1, text[1:]) if text.startswith("-") else (1, text)
        try:
            found = self._packs.get((item.id, plain))
            if found is None:
                if len(self._packs) >= KEPT:
                    self._packs.clear()
                units = read_quantity(plain, pack_size=item.pack_size, pack_unit=item.pack_unit, unit=item.unit)
                found = self._packs[item.id, plain] = int(units.scaleb(QUANTITY_PLACES))
        except Invalid as error:
            group.problems.append(cell_problem(at, _QTY, _QTY.name, text, error))
            return None
        return sign * found

    # --- the order that a return is of ---

    def with_origin(self, group: Group, it: StagedPast, lines: Sequence[OriginRow]) -> StagedPast | None:
        """The return with the lines that its goods came with; None with the problem noted where there are none."""
        name = group.head[LAYOUT.names.index("origin")]
        if not lines or lines[0].customer != it.customer:
            group.problems.append(wrong(group.lines[0], "origin", name, "import-origin-unknown"))
            return None
        found = []
        for at, line in zip(group.lines, it.lines, strict=True):
            source = None if it.state == "void" else self._source(lines, line)
            if source is None and it.state != "void":
                data = {"origin": name, "quantity": f"{line.quantity / 1000:g}"}
                group.problems.append(wrong(at, "qty", data["quantity"], "import-origin-more", **data))
                return None
            found.append(line._replace(origin=source.line) if source else line)
        return it._replace(origin=lines[0].order, lines=found)

    def _source(self, lines: Sequence[OriginRow], line: PastLine) -> OriginRow | None:
        """The first line of the item with enough left that no return before has taken."""
        for row in lines:
            left = self._left.get(row.line, row.left)
            if row.sku == line.sku and left >= line.quantity:
                self._left[row.line] = left - line.quantity
                return row
        return None


def _details(head: Mapping[str, Any], buyer: CustomerRow) -> dict[str, Any]:
    """What the order carried, as the file says; the region is the customer's, by which it is seen."""
    told = {name: head.get(name) for name in DETAILS.split()} | {"region": buyer.region}
    return {name: value or (None if name in DATES else "") for name, value in told.items()}
