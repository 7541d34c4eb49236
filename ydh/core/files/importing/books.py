"""What orders are checked against, looked up once for a whole file: customers, items, and prices agreed with them."""

import hashlib
from collections.abc import Iterable, Sequence
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, NamedTuple

from ydh.core.files.importing.plans import Proof
from ydh.core.goods.codes import by_fold, choose, folds_of
from ydh.core.values.codes import code_fold
from ydh.core.values.errors import YdhError
from ydh.core.values.money import ONE, PRICE_PLACES, QUANTITY_PLACES
from ydh.core.values.text import escaped, key
from ydh.store.engine.database import Unit
from ydh.store.files import imports as store
from ydh.store.goods.codes import FIND_OF_ALL
from ydh.store.goods.codes import FoundCode as CodeRow
from ydh.store.orders.lines import CustomerRow

_NEAR_ROWS, _NEAR_WORDS = 500, 100
Prices = dict[int, int]  # sku: ten-thousandths of a yuan
_NONE: Prices = {}


class FileItem(NamedTuple):
    """A sku; quantities in thousandths, the list price in ten-thousandths."""

    id: int
    code: str
    service: bool
    listed: bool
    pack_size: Any
    pack_unit: str
    minimum: int
    multiple: int
    price: int
    unit: str
    each: Decimal = ONE
    """Base units that a number counts where the file has one of the item's further codes."""
    problem: YdhError | None = None
    """Why the code that the file has is refused."""


def _item(row: store.GoodsRow) -> FileItem:
    id_, code, service, listed, pack_size, pack_unit, minimum, multiple, price, unit = row
    least, step = (int(value.scaleb(QUANTITY_PLACES)) for value in (minimum, multiple))
    return FileItem(
        id_, code, service, listed, pack_size, pack_unit, least, step, int(price.scaleb(PRICE_PLACES)), unit
    )


class Books:
    """Grows with the different customers and items of a file, not with its lines."""

    def __init__(self) -> None:
        self.buyers: dict[str, CustomerRow | None] = {}
        """Customers by what the file calls them: rows as those of orders.lines.CUSTOMER."""
        self.items: dict[str, FileItem | None] = {}
        """Skus by what the file calls them; None where it depends on the customer, see `item_of`."""
        self.by_customer: dict[int, Prices] = {}
        self.by_level: dict[int, Prices] = {}
        self._codes: dict[str, list[CodeRow]] = {}
        self.by_id: dict[int, FileItem] = {}
        """Every sku that was looked up."""
        self._merged: dict[int, Prices] = {}
        self._rows: dict[int, store.GoodsRow] = {}
        self._near: dict[tuple[str, str], str] = {}

    def lacks(self, customers: Iterable[str], skus: Iterable[str]) -> bool:
        """Whether any of these was never looked up."""
        return any(c not in self.buyers for c in customers) or any(s not in self.items for s in skus)

    def learn(self, unit: Unit, customers: Iterable[str], skus: Iterable[str]) -> None:
        """Look up what is not known yet."""
        self._learn_customers(unit, [c for c in customers if c not in self.buyers])
        self._learn_items(unit, [s for s in skus if s not in self.items])

    def _learn_customers(self, unit: Unit, texts: Sequence[str]) -> None:
        rows = {row.fold: row for row in store.BUYERS.rows(unit, sorted({key(text) for text in texts}))}
        for text in texts:
            self.buyers[text] = rows.get(key(text))
        self._learn_agreed(unit, sorted(row.id for row in rows.values() if row.id not in self.by_customer))
        levels = sorted({row.level for row in rows.values() if row.level is not None} - self.by_level.keys())
        self.by_level |= {level: {} for level in levels}
        for level, sku, price in store.LEVEL_PRICES.rows(unit, levels):
            self.by_level[level][sku] = int(price.scaleb(PRICE_PLACES))

    def _learn_agreed(self, unit: Unit, customers: Sequence[int]) -> None:
        self.by_customer |= {customer: {} for customer in customers}
        for customer, sku, price in store.CUSTOMER_PRICES.rows(unit, customers):
            self.by_customer[customer][sku] = int(price.scaleb(PRICE_PLACES))

    def _learn_items(self, unit: Unit, texts: Sequence[str]) -> None:
        found = by_fold(FIND_OF_ALL.rows(unit, folds_of(texts)))
        self._codes |= {fold: found.get(fold, []) for fold in folds_of(texts)}
        ids = {row.id for rows in found.values() for row in rows}
        self._keep(store.GOODS.rows(unit, sorted(ids - self.by_id.keys())))
        for text in texts:
            alone = all(row.customer == 0 for row in self._codes[code_fold(text)])
            self.items[text] = self._known(text, 0) if alone else None

    def _known(self, text: str, customer: int) -> FileItem | None:
        known = choose(text, self._codes, customer)
        if known is None:
            return None
        item = self.by_id[known.row.id]
        return item if known.each == ONE and known.problem is None else item._replace(each=known[1], problem=known[2])

    def _keep(self, rows: Iterable[store.GoodsRow]) -> None:
        for row in rows:
            if row.id not in self._rows:
                self._rows[row.id] = row
                self.by_id[row.id] = _item(row)

    def item_of(self, text: str, customer: int) -> FileItem | None:
        """The sku that the customer means by that code (S17.6)."""
        item = self.items.get(text)
        return self._known(text, customer) if item is None else item

    def prices_of(self, buyer: CustomerRow) -> Prices:
        """What is agreed with the customer, else with his level; anything else costs what the list says. S14.7

        Those with the same prices get the same object.
        """
        customer, level = buyer.id, buyer.level
        own, common = self.by_customer[customer], _NONE if level is None else self.by_level[level]
        if not own:
            return common or _NONE
        if customer not in self._merged:
            self._merged[customer] = {**common, **own}
        return self._merged[customer]

    def near(self, unit: Unit, kind: str, text: str) -> str:
        """The codes most like `text`, in words; empty when there is none, or when many were asked for already."""
        if (kind, text) not in self._near and len(self._near) < _NEAR_WORDS:
            self._near[kind, text] = _nearest(unit, kind, key(text))
        return self._near.get((kind, text), "")

    def proof(self, also: object) -> Proof:
        """What was relied on, to be compared by `still`; `also` is part of it."""
        rows = [row for row in self.buyers.values() if row is not None]
        customers = tuple(sorted({row.fold for row in rows}))
        skus = tuple(sorted(self._rows))
        known = (
            sorted({row[0]: row for row in rows}.values()),
            sorted(self._rows.values(), key=lambda row: int(row[0])),
            *(sorted((k, sorted(v.items())) for k, v in p.items()) for p in (self.by_customer, self.by_level)),
            [(fold, sorted(map(repr, rows))) for fold, rows in sorted(self._codes.items())],
            also,
        )
        return Proof(customers, skus, tuple(sorted(self._codes)), hashlib.sha256(repr(known).encode()).hexdigest())


def still(unit: Unit, proof: Proof, also: object) -> bool:
    """Whether everything that `proof` stands for is as it was."""
    books = Books()
    books._learn_customers(unit, proof.customers)
    books._keep(store.GOODS.rows(unit, proof.skus))
    books._codes = {fold: [] for fold in proof.codes} | by_fold(FIND_OF_ALL.rows(unit, proof.codes))
    return books.proof(also)[:4] == proof[:4]


def _nearest(unit: Unit, kind: str, fold: str) -> str:
    for first, last in ((fold[:2], fold[:2] + "\U0010ffff"), ("", "\U0010ffff")):
        codes = [code for (code,) in store.NEAR[kind].rows(unit, first=first, last=last, limit=_NEAR_ROWS)]
        folds = {key(code): code for code in codes}
        if near := get_close_matches(fold[:100], folds, n=3):
            return ", ".join(escaped(folds[word]) for word in near)
    return ""
