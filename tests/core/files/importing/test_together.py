"""Several who import at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from tests.core.files.importing.desk import Desk, Killed, Killer, bring, complaints, csv, orders, reserved
from tests.kit import company as people
from ydh.core.company.actors import Actor
from ydh.core.files.importing import importing
from ydh.core.files.importing.batches import batches
from ydh.core.values.errors import Conflict, Shortage, YdhError


def at_once(desk: Desk, *works: Callable[[Actor], Any]) -> list[Any]:
    """What each gives, or raises, when all begin in the same moment, each on a connection of its own."""
    barrier = Barrier(len(works))

    def run(work: Callable[[Actor], Any]) -> Any:
        actor = desk.again(desk.manager)
        try:
            barrier.wait()
            return work(actor)
        except YdhError as error:
            return error
        finally:
            actor.company.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def bringing(name: str, *lines: str) -> Callable[[Actor], Any]:
    return lambda actor: importing.run(actor, "orders", csv(*lines), name=name).result


def test_two_files_that_want_the_same_stock_get_it_once(desk: Desk) -> None:
    works = [bringing(f"{n}.csv", *(f"R{n}-{k},C1,,A,6,,,," for k in range(100))) for n in range(3)]
    found = at_once(desk, *works)
    # who looks when it is gone is told by the check, who looked before by the claim
    assert sorted(result is None or isinstance(result, Shortage) for result in found) == [False, True, True]
    assert reserved(desk) == {"A": 600}
    assert complaints(desk) == []


def test_the_same_file_at_once_is_imported_once(desk: Desk) -> None:
    lines = [f"R{k},C1,,A,1,,,," for k in range(100)]
    found = at_once(desk, *[bringing("o.csv", *lines)] * 3)
    assert sum(not isinstance(result, YdhError) for result in found) == 1
    assert all(isinstance(result, Conflict) for result in found if isinstance(result, YdhError))
    assert len(orders(desk)) == 100
    assert complaints(desk) == []


def test_different_files_at_once_all_come_in_with_numbers_of_their_own(desk: Desk) -> None:
    works = [bringing(f"{n}.csv", *(f"R{n}-{k},C1,2024-01-01,A,1,,,," for k in range(60))) for n in range(4)]
    found = at_once(desk, *works)
    assert [result.added for result in found] == [60] * 4
    numbers = sorted(order.row.number for order in orders(desk))
    assert numbers == [f"DH-O-20240101-{n:06}" for n in range(1, 241)]
    assert complaints(desk) == []


def test_two_who_carry_on_the_same_batch_do_not_write_it_twice(desk: Desk) -> None:
    people.product(desk.boss, "M", stock="5000")
    lines = [f"R{k},C1,,M,1,,,," for k in range(1500)]
    with pytest.raises(Killed):
        bring(desk.manager, "orders", *lines, progress=Killer(1, "commit"))
    (batch,) = batches(desk.manager).rows
    found = at_once(desk, *[lambda actor: importing.resume(actor, batch.number)] * 3)
    assert all(isinstance(result, Conflict) or result.added == 1500 for result in found)
    if batches(desk.manager).rows[0].unfinished:  # each may have been stopped by another
        importing.resume(desk.manager, batch.number)
    assert reserved(desk) == {"M": 1500}
    assert complaints(desk) == []
