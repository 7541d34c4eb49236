"""An import that ends in the middle: at every boundary it is carried on or taken back, and nobody sees half of it."""

from itertools import count

import pytest

from tests.core.imports.desk import Desk, bring, complaints, dump, reserved
from ydh.core import looking
from ydh.core.errors import Conflict, NotAllowed
from ydh.core.imports import importing
from ydh.core.imports.batches import batch_orders, batches
from ydh.core.imports.plans import Result

ORDERS = 2300  # more than one transaction of every beat


class Killed(Exception):
    """Stands for the end of the process."""


class Killer:
    """Ends the import at the n-th boundary of the beats."""

    def __init__(self, at: int, *beats: str) -> None:
        self.left, self.beats, self.beat = at, beats, ""

    def __call__(self, beat: str, done: int) -> None:
        if beat in self.beats:
            self.left -= 1
            self.beat = beat
            if self.left < 0:
                raise Killed


def lines(run: int, orders: int = ORDERS) -> list[str]:
    return [f"K{run}-{n},C1,2024-05-{n % 28 + 1:02},{'AB'[n % 2]},0.01,,,," for n in range(orders)]


def visible(desk: Desk) -> int:
    return len(looking.list_orders(desk.manager, limit=1000)) + len(
        looking.list_orders(desk.manager, step="review", limit=1000)
    )


def test_carried_on_at_any_boundary_it_ends_as_if_nothing_had_happened(desk: Desk) -> None:
    for n in count():
        killer, seen = Killer(n, "commit", "publish"), visible(desk)
        try:
            bring(desk.manager, "orders", *lines(n), progress=killer)
        except Killed:
            (batch, *_) = batches(desk.manager).rows
            # the last boundary is after the moment in which all become visible
            if not batch.unfinished:
                break
            assert visible(desk) == seen
            with pytest.raises(Conflict) as caught:
                bring(desk.manager, "orders", *lines(n), again=True)
            assert (caught.value.id, caught.value.data["batch"]) == ("import-unfinished", batch.number)
            done = importing.resume(desk.manager, batch.number)
            assert whole(desk, done)
            with pytest.raises(Conflict):
                importing.resume(desk.manager, batch.number)
    assert n > 4
    assert complaints(desk) == []


def whole(desk: Desk, done: Result) -> bool:
    first = batch_orders(desk.manager, done.batch, limit=500).rows
    refs = [int(row.ref.partition("-")[2]) for row in first]
    return (done.state.code, done.added) == ("done", ORDERS) and refs == list(range(500))


def test_taken_back_at_any_boundary_it_leaves_no_order_and_no_stock_taken(desk: Desk) -> None:
    seen = visible(desk)
    for n in count():
        try:
            done = bring(desk.manager, "orders", *lines(0), progress=Killer(n, "commit", "publish"))
        except Killed:
            (batch, *_) = batches(desk.manager).rows
            if not batch.unfinished:
                break
            back = importing.release(desk.manager, batch.number)
            assert (back.state.code, back.added) == ("released", 0)
            assert (visible(desk), reserved(desk)) == (seen, {})
            for act in (importing.release, importing.resume):
                with pytest.raises(Conflict):
                    act(desk.manager, batch.number)
        else:
            assert done.result is not None
            break
    assert n > 4
    # the same file comes in whole after all that, with numbers of its own
    assert batch_orders(desk.manager, batches(desk.manager).rows[0].number).rows[0].number.endswith(f"{n * 83 + 1:06}")
    assert complaints(desk) == []


def test_taking_back_can_be_interrupted_too(desk: Desk) -> None:
    with pytest.raises(Killed):
        bring(desk.manager, "orders", *lines(0), progress=Killer(0, "publish"))
    (batch, *_) = batches(desk.manager).rows
    for n in count():
        try:
            importing.release(desk.manager, batch.number, progress=Killer(n, "release"))
        except Killed:
            assert batches(desk.manager).rows[0].state.code == "releasing"
        else:
            break
    assert reserved(desk) == {}
    assert complaints(desk) == []


def test_a_check_that_is_interrupted_leaves_nothing(desk: Desk) -> None:
    before = dump(desk)
    for n in range(3):
        with pytest.raises(Killed):
            bring(desk.manager, "orders", *lines(0), progress=Killer(n, "check"))
    assert dump(desk) == before


def test_others_may_not_carry_on_what_they_may_not_import(desk: Desk) -> None:
    with pytest.raises(Killed):
        bring(desk.manager, "orders", *lines(0, 3), progress=Killer(0, "commit"))
    (batch, *_) = batches(desk.manager).rows
    for act in (importing.resume, importing.release):
        with pytest.raises(NotAllowed):
            act(desk.keeper, batch.number)
    assert importing.resume(desk.reviewer, batch.number).added == 3
    assert complaints(desk) == []


def test_a_key_that_was_interrupted_carries_on(desk: Desk) -> None:
    with pytest.raises(Killed):
        bring(desk.manager, "orders", *lines(0, 3), progress=Killer(1, "commit"), key="k")
    done = bring(desk.manager, "orders", *lines(0, 3), key="k").result
    assert done is not None
    assert (done.added, done.state.code) == (3, "done")
