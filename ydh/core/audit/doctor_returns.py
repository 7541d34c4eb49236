"""The doctor's checks of returns: what comes back, what went into stock, what was paid back."""

from collections.abc import Iterator

from ydh.core.audit.doctor_books import _QUANTITIES, _money, _quantity, _wrong
from ydh.core.audit.views import Finding
from ydh.core.values.words import Label
from ydh.store.audit import doctor_returns as store
from ydh.store.engine.database import Store, Unit


def claims(check: Label, unit: Unit, _: Store) -> Iterator[Finding]:
    """An order line counts as returned and paid back what its returns say, and they what their step says."""
    yield from _wrong(check, unit, store.RETURNED, "doctor-returned", _QUANTITIES)
    yield from _wrong(check, unit, store.REFUNDED, "doctor-refunded", _QUANTITIES)
    yield from _wrong(check, unit, store.CLAIMED, "doctor-claimed", _QUANTITIES)


def restocked(check: Label, unit: Unit, _: Store) -> Iterator[Finding]:
    """What a return put into stock is what its stock moves say."""
    columns = (("sku", str), ("found", _quantity), ("right", _quantity))
    for statement in store.RESTOCKED:
        yield from _wrong(check, unit, statement, "doctor-restocked", columns)


def refunds(check: Label, unit: Unit, _: Store) -> Iterator[Finding]:
    """What was paid back for a return is the sum of its lines and of its payments (S15.9)."""
    columns = (("amount", _money), ("lines", _money), ("total", _money))
    yield from _wrong(check, unit, store.PAID, "doctor-paid-back", columns)
