"""The doctor's checks of the books: stock, orders, numbers, journal. At most MOST findings of each."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any

from ydh.core.audit import proof
from ydh.core.audit.doctor_imports import claimed
from ydh.core.audit.replay.replaying import differences
from ydh.core.audit.views import Finding
from ydh.core.company.settings import settings
from ydh.core.rules.ledger import EQUATIONS, OF_GOODS, Ledger, broken
from ydh.core.rules.machine import DONE, On
from ydh.core.rules.orders import ORDER
from ydh.core.rules.stock_papers import KINDS
from ydh.core.rules.workflows import STATUS_NAMES
from ydh.core.values.garbage import uncollected
from ydh.core.values.money import MONEY_PLACES, QUANTITY_PLACES, rounding
from ydh.core.values.quantities import plain
from ydh.core.values.series import number
from ydh.core.values.words import Label
from ydh.store.audit import doctor as store
from ydh.store.audit import doctor_amounts as amount_rows
from ydh.store.audit import doctor_moves, doctor_returns
from ydh.store.audit.audit import SUBJECTS
from ydh.store.engine.database import Store, Unit
from ydh.store.engine.prepared import Statement
from ydh.store.stock import leaving

MOST = 100
MONEY = frozenset({"goods", "freight", "total", "lines", "amount", "right_amount"})  # masked without amount.view
Reader = Callable[[Any], Any]


def _quantity(value: Any) -> Decimal:
    return plain(Decimal(int(value)).scaleb(-QUANTITY_PLACES))


def _money(value: Any) -> Decimal:
    return Decimal(int(value)).scaleb(-MONEY_PLACES)


def step_label(code: str) -> Label:
    """The marked name of a step or a status."""
    name = STATUS_NAMES.get(code)
    return Label(name or (ORDER.step(code).label if code in ORDER.codes_all() else code), code)


def _wrong(
    check: Label,
    unit: Unit,
    statement: Statement,
    id: str,
    columns: Sequence[tuple[str, Reader]],
    most: int | None = None,
    **given: Any,
) -> Iterator[Finding]:
    """A finding for each row: the subject's name, then the columns by name, each read from the stored value."""
    most = most or MOST
    rows = statement.rows(unit, limit=most + 1, **given)
    for subject, *cells in rows[:most]:
        data = {name: read(cell) for (name, read), cell in zip(columns, cells, strict=True)}
        yield Finding("error", check, str(subject), id, data)
    if len(rows) > most:
        yield Finding("error", check, "", "more-findings", {"count": most})


_LEVELS = (("warehouse", str), ("found", _quantity), ("right", _quantity))
_QUANTITIES = (("position", int), ("found", _quantity), ("right", _quantity))


def on_hand(check: Label, unit: Unit, _: Store) -> Iterator[Finding]:
    """On hand is the sum of its moves."""
    for statement in store.ON_HAND:
        yield from _wrong(check, unit, statement, "doctor-on-hand", _LEVELS)


def reserved(check: Label, unit: Unit, _: Store) -> Iterator[Finding]:
    """Reserved is the sum of the reservations, and of what unfinished imports keep for their orders."""
    claims = claimed(unit)
    for statement in store.RESERVED:
        for found in _wrong(check, unit, statement, "doctor-reserved", _LEVELS, MOST + len(claims)):
            data = dict(found.data)
            if "right" in data:
                data["right"] += claims.pop((found.subject, data["warehouse"]), 0)
                if data["found"] == data["right"]:
                    continue
            yield Finding(found.level, check, found.subject, found.id, data)
    for (sku, house), quantity in claims.items():
        yield Finding("error", check, sku, "doctor-claim", {"warehouse": house, "right": plain(quantity)})


def lots(check: Label, unit: Unit, _: Store) -> Iterator[Finding]:
    """What is kept by lot is there by lot, and nothing else is."""
    yield from _wrong(check, unit, store.LOTS, "doctor-lots", _LEVELS)


_POSTED = doctor_moves.posted({code: kind.sign for code, kind in KINDS.items()})
_MOVED = (("what", str), ("found", _quantity), ("right", _quantity))


def moves(check: Label, unit: Unit, _: Store) -> Iterator[Finding]:
    """What moved is what shipments and papers say, and what of a lot is there is the sum of its moves."""
    for statement in (*doctor_moves.SHIPPED, _POSTED):
        yield from _wrong(check, unit, statement, "doctor-moved", _MOVED)
    yield from _wrong(check, unit, doctor_moves.LOTS, "doctor-lot-moves", _LEVELS)


def allocated(check: Label, unit: Unit, _: Store) -> Iterator[Finding]:
    """What a lot has promised is what stands in the shipments that wait to leave."""
    for statement in store.ALLOCATED:
        yield from _wrong(check, unit, statement, "doctor-allocated", _LEVELS)


def lapsed(check: Label, unit: Unit, _: Store) -> Iterator[Finding]:
    """What orders hold of lots may leave today; nothing of what is available waits for this to be settled."""
    day = settings(unit).today
    for id, statement, what in (("doctor-vain", leaving.VAIN, "warehouse"), ("doctor-stuck", leaving.STUCK, "sku")):
        for found in _wrong(check, unit, statement, id, ((what, str), ("found", _quantity)), day=day):
            yield replace(found, level="warning")


def reservations(check: Label, unit: Unit, _: Store) -> Iterator[Finding]:
    """Only open orders hold stock."""
    columns = (("step", step_label), ("sku", str), ("found", _quantity))
    yield from _wrong(check, unit, store.HELD_BY_ENDED, "doctor-held-by-ended", columns)


def _breaks(numbers: Any, service: Any) -> Any:
    """Whether a line breaks one of the equations, asked of the database."""
    it = Ledger(**numbers)
    wrong = [~holds(it) for _, holds in EQUATIONS.values()]
    return reduce(or_, [*wrong, *(~holds(it) & ~service for _, holds in OF_GOODS.values())])


_LEDGER = store.ledger(_breaks)


def ledger(check: Label, unit: Unit, _: Store) -> Iterator[Finding]:
    """The equations of the ledger hold for every line, one finding for each that does not."""
    rows = store.rows(unit, _LEDGER, MOST + 1)
    for subject, position, service, *numbers in rows[:MOST]:
        it = Ledger(*map(_quantity, numbers))
        for name in broken(it, service=bool(service)):
            figures = ", ".join(f"{key} {getattr(it, key):f}" for key in store.LEDGER if getattr(it, key))
            rule = Label({**EQUATIONS, **OF_GOODS}[name][0], name)
            data = {"position": position, "rule": rule, "figures": figures}
            yield Finding("error", check, str(subject), "doctor-ledger", data)
    if len(rows) > MOST:
        yield Finding("error", check, "", "more-findings", {"count": MOST})


def received(check: Label, unit: Unit, _: Store) -> Iterator[Finding]:
    """Nothing is received before its shipment is, and no more than was shipped."""
    yield from _wrong(check, unit, store.RECEIVED, "doctor-received", _QUANTITIES)


def cases(check: Label, unit: Unit, _: Store) -> Iterator[Finding]:
    """What arrived has left; cases dispute what was shipped, and are closed by an outcome."""
    yield from _wrong(check, unit, store.NEVER_LEFT, "doctor-shipment", (("step", str),))
    yield from _wrong(check, unit, store.DISPUTED, "doctor-disputed", _QUANTITIES)
    yield from _wrong(check, unit, store.CLOSED, "doctor-case", (("kind", str),))


def sums(check: Label, unit: Unit, _: Store) -> Iterator[Finding]:
    """Goods are the sum of the lines, the total is goods and freight."""
    columns = tuple((name, _money) for name in ("goods", "freight", "total", "lines"))
    yield from _wrong(check, unit, store.SUMS, "doctor-sums", columns)


def amounts(check: Label, unit: Unit, _: Store) -> Iterator[Finding]:
    """A line's amount is price x quantity x (1 - discount), rounded half up once.

    Of the past the amount is what was billed, and the price may be rounded. In whole numbers here: the product of three
    stored numbers is more than 64 bits, which no SQL sum may be.
    """
    last = 0
    bad: list[amount_rows.AmountRow] = []
    while len(bad) <= MOST and (page := amount_rows.LINES.rows(unit, id=last, limit=amount_rows.PAGE)):
        last = page[-1].id
        wrong = [row for row in page if _amount(row) != row.amount]
        old = {id_ for (id_,) in amount_rows.BROUGHT.rows(unit, sorted({row.order for row in wrong if _rounded(row)}))}
        bad += [row for row in wrong if row.order not in old or not _rounded(row)]
    names: dict[int, str] = dict(amount_rows.NAMES.rows(unit, sorted({row.order for row in bad[:MOST]})))
    for row in bad[:MOST]:
        data = {"position": row.position, "amount": _money(row.amount), "right_amount": _money(_amount(row))}
        yield Finding("error", check, names[row.order], "doctor-amount", data)
    if len(bad) > MOST:
        yield Finding("error", check, "", "more-findings", {"count": MOST})


def _amount(row: amount_rows.AmountRow) -> int:
    """Cents, from a price of 4 places, a quantity of 3 and a discount of 4."""
    return int((row.price * row.quantity * (10_000 - row.discount) + 500_000_000) // 1_000_000_000)


def _rounded(row: amount_rows.AmountRow) -> bool:
    return abs(_amount(row) - row.amount) <= rounding(row.quantity)


_CODES = ORDER.codes_all()
_STEPS = store.steps(_CODES, next(s.code for s in ORDER.steps if s.on is On.UNRELEASED))


def steps(check: Label, unit: Unit, _: Store) -> Iterator[Finding]:
    """An order waits for the earliest step that is open in any of its parts."""
    columns = (("step", step_label), ("right", lambda at: step_label((*_CODES, DONE)[at])))
    yield from _wrong(check, unit, _STEPS, "doctor-step", columns)


def holds(check: Label, unit: Unit, _: Store) -> Iterator[Finding]:
    """An order knows how many of its holds are open."""
    yield from _wrong(check, unit, store.HELD, "doctor-held", (("found", int), ("right", int)))


def counts(check: Label, unit: Unit, _: Store) -> Iterator[Finding]:
    """Submitted orders count until they are voided or sent back to draft, and their lines with them."""
    yield from _wrong(check, unit, store.COUNTS, "doctor-counts", (("step", step_label),))
    yield from _wrong(check, unit, store.LINE_COUNTS, "doctor-counts-line", (("position", int),))


def numbers(check: Label, unit: Unit, _: Store) -> Iterator[Finding]:
    """Every number up to the counter of its series and day is there, voided ones too (S04.6)."""
    given = {(series, day.strftime("%Y%m%d")): last for series, day, last in store.COUNTERS.rows(unit)}
    there = {(series, day): (count, top) for series, day, count, top in store.numbers(unit)}
    for series, day in sorted(given.keys() | there.keys()):
        last, (count, top) = given.get((series, day), 0), there.get((series, day), (0, 0))
        if top > last:
            yield Finding("error", check, number(series, day, top), "doctor-number-over", {"last": last})
        elif count != last and series in store.NUMBERED:
            missing = _first_missing(unit, series, day, last)
            data = {"count": last - count, "last": last}
            yield Finding("error", check, number(series, day, missing), "doctor-number-gap", data)


def _first_missing(unit: Unit, series: str, day: str, last: int) -> int:
    """The least number that is not there, by halving: below it the count of numbers is the number itself."""
    low, high = 1, last
    while low < high:
        middle = (low + high) // 2
        if store.up_to(series).one(unit, day=day, n=middle) < middle:
            high = middle
        else:
            low = middle + 1
    return low


def entries(check: Label, unit: Unit, _: Store) -> Iterator[Finding]:
    """Each subject has as many entries as it knows of; their hashes are the deep check's."""
    columns = (("known", int), ("found", int), ("top", int))
    for kind in SUBJECTS:
        statement = store.entries(kind)
        if statement is None:
            continue
        for found in _wrong(check, unit, statement, "doctor-entries", columns):
            yield Finding(found.level, check, found.subject, found.id, {"kind": proof.kind_label(kind), **found.data})


def replay(check: Label, unit: Unit, since: int) -> Iterator[Finding]:
    """What stands in the books is what the journal says."""
    with uncollected():
        yield from differences(check, unit, since)


def chain(_: Label, unit: Unit, since: int) -> Iterator[Finding]:
    """Every hash of the journal, every head and every seal."""
    yield from proof.examined(unit, since=since)


def claims(check: Label, unit: Unit, _: Store) -> Iterator[Finding]:
    """An order line counts as returned and paid back what its returns say, and they what their step says."""
    yield from _wrong(check, unit, doctor_returns.RETURNED, "doctor-returned", _QUANTITIES)
    yield from _wrong(check, unit, doctor_returns.REFUNDED, "doctor-refunded", _QUANTITIES)
    yield from _wrong(check, unit, doctor_returns.CLAIMED, "doctor-claimed", _QUANTITIES)


def restocked(check: Label, unit: Unit, _: Store) -> Iterator[Finding]:
    """What a return put into stock is what its stock moves say."""
    columns = (("sku", str), ("found", _quantity), ("right", _quantity))
    for statement in doctor_returns.RESTOCKED:
        yield from _wrong(check, unit, statement, "doctor-restocked", columns)


def refunds(check: Label, unit: Unit, _: Store) -> Iterator[Finding]:
    """What was paid back for a return is the sum of its lines and of its payments (S15.9)."""
    columns = (("amount", _money), ("lines", _money), ("total", _money))
    yield from _wrong(check, unit, doctor_returns.PAID, "doctor-paid-back", columns)
