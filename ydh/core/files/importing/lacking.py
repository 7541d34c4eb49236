"""What a file of history names and the company has not got: rows to be imported before it, as products or customers."""

from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from ydh.core.company.actors import Actor, who
from ydh.core.files.importing.books import Books
from ydh.core.files.importing.columns import HISTORY_HEAD, HISTORY_LINE, KINDS
from ydh.core.files.importing.staging import need
from ydh.core.files.reading.files import Row, read
from ydh.core.files.reading.form import EVERY
from ydh.core.values.text import key
from ydh.store.tables.batches import HISTORY

_BLOCK = 4000
_COLUMNS = (*HISTORY_HEAD, *HISTORY_LINE)
_ORDER = [column.name for column in _COLUMNS]
Lacking = dict[str, tuple[str, ...]]


def lacking(
    actor: Actor, what: str, source: Path | BinaryIO, *, name: str, fill_down: bool = False, **said: Any
) -> list[tuple[str, ...]]:
    """The items (code, name, unit, price, and that they are not sold) or customers (code, name) that are not here.

    As the last row of the file that says something calls them; in its order. Rows that cannot be read are passed over:
    the import says what is wrong with them. `fill_down` and `said` are as in `check`; what is not read is left out.
    Raises NotAllowed, Invalid for a file that cannot be read.
    """
    actor.company.read(lambda unit: need(who(unit, actor), KINDS[HISTORY]))
    books, found = Books(), _Missing()
    filled = {"fill_down": KINDS[HISTORY].shared()} if fill_down else {}
    with read(source, _COLUMNS, name=name, ignore=(EVERY,), **filled, **said) as table:
        rows = (dict(zip(_ORDER, item.values, strict=True)) for item in table if isinstance(item, Row))
        while block := list(islice(rows, _BLOCK)):
            customers = {row["customer"] for row in block}
            skus = {row["sku"] for row in block}
            if books.lacks(customers, skus):
                actor.company.read(lambda unit, c=customers, s=skus: books.learn(unit, c, s))  # type: ignore[misc]
            found.add(books, block)
    return found.items() if what == "items" else found.customers()


class _Missing:
    """Grows with what is lacking, not with the file."""

    def __init__(self) -> None:
        self._items: dict[str, dict[str, Any]] = {}
        self._customers: dict[str, str] = {}

    def add(self, books: Books, rows: Sequence[Mapping[str, Any]]) -> None:
        """Note what of these rows is lacking."""
        for row in rows:
            code, buyer = row["sku"], books.buyers.get(row["customer"])
            if buyer is None:
                self._customers.setdefault(key(row["customer"]), row["customer"])
            if books.item_of(code, 0 if buyer is None else buyer.id) is None:
                known = self._items.setdefault(key(code), {"code": code, "name": "", "unit": "", "price": None})
                known |= {name: row[name] for name in ("name", "unit", "price") if row[name] not in ("", None)}

    def items(self) -> list[tuple[str, ...]]:
        """Rows of a file of products."""
        return [
            (it["code"], it["name"] or it["code"], it["unit"], _price(it["price"]), "no") for it in self._items.values()
        ]

    def customers(self) -> list[tuple[str, ...]]:
        """Rows of a file of customers."""
        return [(code, code) for code in self._customers.values()]


def _price(value: int | None) -> str:
    return "0" if value is None else f"{value / 10_000:.4f}".rstrip("0").rstrip(".")
