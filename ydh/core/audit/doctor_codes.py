"""The doctor's check of codes: each means one item, and what is written of them follows from the items."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from ydh.core.audit.doctor_books import MOST
from ydh.core.audit.views import Finding
from ydh.core.values.codes import code_fold
from ydh.core.values.words import Label
from ydh.store.audit import doctor_codes as store
from ydh.store.engine.database import Store, Unit

_ONE = 1000  # thousandths
Spot = tuple[Any, ...]  # sku, fold, customer, kind, text, quantity


def codes(check: Label, unit: Unit, _: Store) -> Iterator[Finding]:
    """No code stands for two things, and every item is found by its codes."""
    rows = store.DOUBLES.rows(unit, limit=MOST + 1)
    for row in rows[:MOST]:
        data = {"sku": row.sku, "other": row.other or "-", "customer": row.customer or ""}
        yield Finding("error", check, row.text, f"doctor-code-{row.kind}", data)
    if len(rows) > MOST:
        yield Finding("error", check, "", "more-findings", {"count": MOST})
    found = _wrong(unit)
    for sku, text in islice(found, MOST):
        yield Finding("error", check, sku, "doctor-code", {"code": text})
    if next(found, None):
        yield Finding("error", check, "", "more-findings", {"count": MOST})


def _wrong(unit: Unit) -> Iterator[tuple[str, str]]:
    """The items with a code that is not written as it follows from them."""
    last = 0
    while items := store.ITEMS.rows(unit, id=last, limit=store.PAGE):
        names = {id_: code for id_, code, _ in items}
        due = {spot for item in items for spot in _due(*item)}
        written = store.WRITTEN.rows(unit, first=last, last=items[-1][0])
        there = {tuple(row[:6]) for row in written if row.kind in ("item", "barcode")}
        yield from sorted({(names[sku], str(text)) for sku, _, _, _, text, _ in due ^ there})
        yield from ((names[row.sku], row.text) for row in written if not _right(row))
        last = items[-1][0]


def _due(sku: int, code: str, barcode: str | None) -> Iterator[Spot]:
    yield sku, code_fold(code), 0, "item", code, _ONE
    if barcode and code_fold(barcode) != code_fold(code):
        yield sku, code_fold(barcode), 0, "barcode", barcode, _ONE


def _right(row: store.WrittenCode) -> bool:
    if row.fold != code_fold(row.text) or (row.kind == "own") != bool(row.customer):
        return False
    return row.kind != "own" or (row.known is not None and row.quantity == _ONE)
