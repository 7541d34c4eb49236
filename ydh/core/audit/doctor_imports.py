"""The doctor's look at imports: those that were interrupted, those that go on, and what was only checked."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from time import monotonic, sleep

from ydh.core.audit.views import Finding
from ydh.core.company.company import Company
from ydh.core.values.money import QUANTITY_PLACES
from ydh.core.values.words import Label
from ydh.store.audit import doctor_imports as store
from ydh.store.engine.database import Store, Unit

PATIENCE = 3.0  # seconds in which an import that goes on has written something
_BY_STATE = {"claimed": "doctor-import", "shown": "doctor-import-shown", "releasing": "doctor-import-back"}
_RUNNING = "doctor-import-running"


def imports(check: Label, unit: Unit, _: Store) -> Iterator[Finding]:
    """Every import that is not finished, and every file that was checked and not taken in."""
    for id_, kind, name, state, version, at in store.UNFINISHED.rows(unit):
        data = {"kind": kind, "name": name, "at": at, "version": version}
        yield Finding("warning", check, str(id_), _BY_STATE[state], data)
    for id_, kind, name, at in store.CHECKED.rows(unit):
        yield Finding("ok", check, str(id_), "doctor-import-checked", {"kind": kind, "name": name, "at": at})


def settled(company: Company, found: list[Finding]) -> list[Finding]:
    """The findings once it is known which imports go on: those have written something since they were looked at."""
    waiting = {int(it.subject): it.data["version"] for it in found if it.level == "warning" and "version" in it.data}
    until = monotonic() + PATIENCE
    moved: set[int] = set()
    while waiting.keys() - moved and monotonic() < until:
        sleep(0.05)
        now = {id_: version for id_, _, _, _, version, *_ in company.read(store.UNFINISHED.rows)}
        moved |= {id_ for id_, version in waiting.items() if now.get(id_) != version}
    goes_on = {str(id_) for id_ in moved}
    return [Finding("ok", it.check, it.subject, _RUNNING, it.data) if it.subject in goes_on else it for it in found]


def claimed(unit: Unit) -> dict[tuple[str, str], Decimal]:
    """What unfinished imports have reserved and no order of theirs holds yet, by item and warehouse; base units."""
    left: Counter[tuple[int, int]] = Counter()
    for _, row in store.CLAIMS.rows(unit):
        for sku, house, quantity in row["taken"]:
            left[sku, house] += quantity
    for sku, house, quantity in store.HELD.rows(unit) if left else ():
        left[sku, house] -= int(quantity)
    codes: dict[int, str] = dict(store.SKUS.rows(unit, sorted({sku for sku, _ in left})))
    houses: dict[int, str] = dict(store.HOUSES.rows(unit))
    scaled = {at: Decimal(quantity).scaleb(-QUANTITY_PLACES) for at, quantity in left.items() if quantity}
    return {(codes[sku], houses[house]): quantity for (sku, house), quantity in scaled.items()}
