"""Products, customers, prices, stock, tracking events: each row is put as its use case does, tried and taken back."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

from ydh.core.company.actors import Actor, Who, who
from ydh.core.files.importing.blocks import Block
from ydh.core.files.importing.columns import ImportKind
from ydh.core.files.importing.wrong import refused
from ydh.core.files.reading.columns import REFUSE
from ydh.core.files.reading.files import Bad, OpenedFile, Row
from ydh.core.files.reading.problems import Problem, repeated
from ydh.core.goods.price_bulk import put_prices
from ydh.core.goods.product_bulk import put_products
from ydh.core.goods.views import PutPrice, PutProduct
from ydh.core.partners.customer_bulk import put_customers
from ydh.core.partners.suppliers import put_suppliers
from ydh.core.partners.views import PutCustomer, PutSupplier
from ydh.core.shipping.tracking import put_events
from ydh.core.shipping.views import PutEvent
from ydh.core.stock.stock_bulk import put_stock
from ydh.core.stock.views import PutStock
from ydh.core.values.codes import wrong_check_digit
from ydh.core.values.outcomes import Put
from ydh.core.values.quantities import typed
from ydh.core.values.text import key
from ydh.store.engine.database import Unit
from ydh.store.files import imports as store

CHUNK = 500
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode
OUTCOMES = ("added", "changed", "unchanged")


@dataclass(frozen=True)
class RowTaker:
    """What a row of a kind becomes, and who takes it."""

    row: Callable[..., Any]
    put: Callable[[Unit, Who, Sequence[Any]], list[Put]]
    numbers: frozenset[str]
    days: frozenset[str] = frozenset()
    quantities: frozenset[str] = frozenset()
    """Numbers, or texts such as 2箱."""

    def restored(self, values: Mapping[str, Any]) -> Any:
        """The row of values that went through JSON."""
        return self.row(**{name: self._restored(name, value) for name, value in values.items()})

    def _restored(self, name: str, value: Any) -> Any:
        if value is None:
            return None
        if name in self.quantities:
            return typed(str(value), name, least=None)
        return Decimal(value) if name in self.numbers else date.fromisoformat(value) if name in self.days else value


TARGETS: Mapping[str, RowTaker] = {
    "products": RowTaker(PutProduct, put_products, frozenset({"pack_size", "minimum", "multiple", "price"})),
    "customers": RowTaker(PutCustomer, put_customers, frozenset()),
    "suppliers": RowTaker(PutSupplier, put_suppliers, frozenset()),
    "prices": RowTaker(PutPrice, put_prices, frozenset({"price"})),
    "stock": RowTaker(PutStock, put_stock, frozenset(), frozenset({"expires"}), frozenset({"quantity"})),
    "tracking": RowTaker(PutEvent, put_events, frozenset({"temperature"})),
}


def restored(kind: str, rows: Iterable[str]) -> list[Any]:
    """Staged rows as the values to be put."""
    it = TARGETS[kind]
    return [it.restored(json.loads(row)[2]) for row in rows]


class GoodsCheck:
    """One pass over a file of goods; `counts` says what its rows would do."""

    def __init__(self, actor: Actor, kind: ImportKind) -> None:
        self._actor, self._kind, self._target = actor, kind, TARGETS[kind.name]
        self._names = [column.name for column in kind.columns]
        self.counts = dict.fromkeys(OUTCOMES, 0)
        self.emptied: Counter[str] = Counter()
        self.check_digits: list[tuple[int, str]] = []
        """How often a column takes away what there is: its cell is blank, or says the same as a blank one."""
        self._nothing = {c.name: {"", "None", "{}", str(c.empty)} for c in kind.columns if c.empty is not REFUSE}

    def blocks(self, table: OpenedFile, doubled: Mapping[str, Sequence[int]], *, raw: bool) -> Iterator[Block]:
        """The file's rows, so many at a time; `doubled` are the lines of each key that is there more than once."""
        given = [name in table.present for name in self._names]
        items = iter(self._with_cells(table, raw=raw))
        while chunk := list(islice(items, CHUNK)):
            yield self._block(chunk, given, doubled)

    def _with_cells(self, table: OpenedFile, *, raw: bool) -> Iterator[tuple[Row | Bad, tuple[str, ...]]]:
        for item in table:
            yield item, tuple(table.current) if raw else ()

    def _block(
        self,
        chunk: Sequence[tuple[Row | Bad, tuple[str, ...]]],
        given: Sequence[bool],
        doubled: Mapping[str, Sequence[int]],
    ) -> Block:
        bads = [item for item, _ in chunk if isinstance(item, Bad)]
        rows = [(item.line, self._named(item, given), cells) for item, cells in chunk if isinstance(item, Row)]
        puts = [self._target.row(**values) for _, values, _ in rows]
        outcomes = self._actor.company.write(lambda unit: self._tried(unit, puts), dry_run=True)
        staged = []
        for (line, values, cells), outcome in zip(rows, outcomes, strict=True):
            name = self._key(values)
            problem = self._problem(line, values, name, outcome, doubled)
            if problem:
                bads.append(Bad(line, cells, (problem,)))
                continue
            assert isinstance(outcome, str)
            self.counts[outcome] += 1
            if wrong_check_digit(str(values.get("barcode") or "")):
                self.check_digits.append((line, values["barcode"]))
            staged.append((line, _encode([name, outcome, values])))
        return Block(staged, sorted(bads), len(chunk))

    def _tried(self, unit: Unit, puts: Sequence[Any]) -> list[Put]:
        """Put rows, and see in the journal what that takes away."""
        me, before = who(unit, self._actor), store.NEWEST_ENTRY.one(unit) or 0
        outcomes = self._target.put(unit, me, puts)
        for (body,) in store.ENTRIES_SINCE.rows(unit, id=before, actor=me.id):
            for name, old, new in json.loads(body).get("changes", ()):
                nothing = self._nothing.get(name, ())
                if str(new) in nothing and str(old) not in nothing:
                    self.emptied[name] += 1
        return outcomes

    def _named(self, row: Row, given: Sequence[bool]) -> dict[str, Any]:
        """The values by name, without those of columns that the file has not got: they stay as they are."""
        cells = zip(self._names, row.values, given, strict=True)
        named = {name: value for name, value, there in cells if there and value is not None}
        return named | {"sku": named.get("sku") or ""} if self._kind.name == "products" else named

    def _key(self, values: Mapping[str, Any]) -> str:
        words = [key(str(values.get(name) or "")) for name in self._kind.key]
        # a product's only sku goes by the product's code
        return (words[0] or words[1]) if self._kind.name == "products" else "\t".join(words)

    def _problem(
        self, line: int, values: Mapping[str, Any], name: str, outcome: Put, doubled: Mapping[str, Sequence[int]]
    ) -> Problem | None:
        if name in doubled:
            column = self._kind.key[0]
            return repeated(line, column, str(values.get(column) or values.get("code") or ""), doubled[name])
        return None if isinstance(outcome, str) else refused(line, outcome, self._kind.columns, values)

    def drop(self, row: str) -> int:
        """Count a staged row out again and give how many rows of the file it stands for."""
        self.counts[json.loads(row)[1]] -= 1
        return 1
