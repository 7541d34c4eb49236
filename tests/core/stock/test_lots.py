"""Lots inside a unit of work: first expired first out, and what shipments hold and take of them."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal as D
from typing import TypeVar

import pytest

from tests.kit import servers
from tests.kit.shop import Shop, open_shop
from ydh.core.goods import products
from ydh.core.goods.views import Variant
from ydh.core.stock import lots
from ydh.core.values.errors import Conflict, Invalid, Stale
from ydh.store.engine.database import Unit
from ydh.store.tables.goods import Lot, LotStock, Product

T = TypeVar("T")
DAY = date(2026, 11, 29)
SOON, LATER, LATEST = (DAY + timedelta(days=n) for n in (10, 40, 400))
A, MAIN = 1, 1


@pytest.fixture
def shop(databases: servers.Sqlite | servers.Postgres) -> Iterator[Shop]:
    made = open_shop(databases)
    for code in ("A", "B"):
        products.add(made.manager, code, f"商品{code}", Variant(price=D(1), unit="盒"))
    write(made, lambda unit: change(unit, Product.update(lots=True)))
    yield made
    made.manager.company.close()


def write(shop: Shop, work: Callable[[Unit], T]) -> T:
    return shop.manager.company.write(work)


def change(unit: Unit, query: object) -> None:
    with unit.database.bind_ctx([Product, Lot]):
        query.execute(unit.database)  # type: ignore[attr-defined]


def put(shop: Shop, code: str, expires: date | None, quantity: int) -> int:
    return write(shop, lambda unit: lots.put(unit, 1, MAIN, A, code, expires, D(quantity)))


def suggested(shop: Shop, quantity: int, day: date = DAY, keep_days: int | None = None) -> list[tuple[int, D]]:
    return write(shop, lambda unit: lots.suggest(unit, MAIN, A, D(quantity), day=day, keep_days=keep_days))


def figures(shop: Shop) -> dict[int, tuple[D, D]]:
    def work(unit: Unit) -> dict[int, tuple[D, D]]:
        with unit.database.bind_ctx([LotStock]):
            return {row.lot_id: (row.on_hand, row.allocated) for row in LotStock.select()}

    return shop.manager.company.read(work)


# S13.15
def test_what_expires_first_leaves_first_and_what_never_expires_leaves_last(shop: Shop) -> None:
    never, latest, soon = put(shop, "N", None, 5), put(shop, "Z", LATEST, 5), put(shop, "S", SOON, 5)
    assert suggested(shop, 3) == [(soon, D(3))]
    assert suggested(shop, 12) == [(soon, D(5)), (latest, D(5)), (never, D(2))]
    assert suggested(shop, 99) == [(soon, D(5)), (latest, D(5)), (never, D(5))]


# S13.15
def test_what_has_expired_is_blocked_or_keeps_too_short_is_left_out(shop: Shop) -> None:
    soon, later = put(shop, "S", SOON, 5), put(shop, "L", LATER, 5)
    assert suggested(shop, 6, day=SOON) == [(soon, D(5)), (later, D(1))]  # its last day
    assert suggested(shop, 6, day=SOON + timedelta(days=1)) == [(later, D(5))]
    assert suggested(shop, 6, keep_days=11) == [(later, D(5))]
    write(shop, lambda unit: change(unit, Lot.update(blocked="抽检不合格").where(Lot.id == later)))
    assert suggested(shop, 6) == [(soon, D(5))]


def test_what_is_promised_is_not_suggested_again_and_what_is_freed_is(shop: Shop) -> None:
    soon = put(shop, "S", SOON, 5)
    write(shop, lambda unit: lots.allocate(unit, [(MAIN, soon, D(4), DAY)]))
    assert suggested(shop, 5) == [(soon, D(1))]
    with pytest.raises(Stale):
        write(shop, lambda unit: lots.allocate(unit, [(MAIN, soon, D(2), DAY)]))
    write(shop, lambda unit: lots.free(unit, [(MAIN, soon, D(3))]))
    assert suggested(shop, 5) == [(soon, D(4))]
    with pytest.raises(Stale):
        write(shop, lambda unit: lots.free(unit, [(MAIN, soon, D(2))]))


def test_what_is_promised_leaves_and_can_come_back(shop: Shop) -> None:
    soon = put(shop, "S", LATEST, 5)
    take = [(MAIN, soon, D(4))]
    leaving = [(*it, DAY) for it in take]
    with pytest.raises(Stale):
        write(shop, lambda unit: lots.leave(unit, leaving))
    write(shop, lambda unit: lots.allocate(unit, leaving))
    write(shop, lambda unit: lots.leave(unit, leaving))
    assert figures(shop) == {soon: (D(1), D(0))}
    write(shop, lambda unit: lots.come_back(unit, take))
    assert figures(shop) == {soon: (D(5), D(4))}


def test_a_blocked_or_expired_lot_does_not_leave_even_when_it_was_promised(shop: Shop) -> None:
    bad, old = put(shop, "B", LATEST, 5), put(shop, "O", date(2026, 1, 1), 5)
    write(shop, lambda unit: lots.allocate(unit, [(MAIN, bad, D(1), DAY), (MAIN, old, D(1), date(2026, 1, 1))]))
    write(shop, lambda unit: change(unit, Lot.update(blocked="召回").where(Lot.id == bad)))
    for lot, why in ((bad, "blocked"), (old, "expired")):
        with pytest.raises(Conflict, match=why):
            write(shop, lambda unit, lot=lot: lots.checked(unit, [(MAIN, lot, D(1))], DAY))  # type: ignore[misc]
        with pytest.raises(Stale):
            write(shop, lambda unit, lot=lot: lots.leave(unit, [(MAIN, lot, D(1), DAY)]))  # type: ignore[misc]
    assert figures(shop) == {bad: (D(5), D(1)), old: (D(5), D(1))}


def test_a_lot_is_known_by_its_code_and_keeps_its_expiry(shop: Shop) -> None:
    lot = put(shop, "L-01", SOON, 5)
    assert put(shop, "l-01", SOON, 2) == lot
    assert put(shop, "L-01", None, 1) == lot
    assert figures(shop) == {lot: (D(8), D(0))}
    with pytest.raises(Invalid, match="known with the expiry"):
        put(shop, "L-01", LATER, 1)
    with pytest.raises(Invalid):
        put(shop, " ", LATER, 1)


def test_a_change_by_hand_leaves_alone_what_shipments_are_promised(shop: Shop) -> None:
    lot = put(shop, "L", SOON, 5)
    write(shop, lambda unit: lots.allocate(unit, [(MAIN, lot, D(4), DAY)]))
    with pytest.raises(Stale):
        write(shop, lambda unit: lots.change(unit, [(MAIN, lot, D(-2))]))
    write(shop, lambda unit: lots.change(unit, [(MAIN, lot, D(-1))]))
    assert figures(shop) == {lot: (D(4), D(4))}
