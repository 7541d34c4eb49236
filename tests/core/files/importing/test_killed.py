"""An import that ends in the middle: at every boundary it is carried on or taken back, and nobody sees half of it."""

import pytest

from tests.core.files.importing.desk import Desk, Killed, Killer, bring, complaints, csv, dump, reserved
from tests.kit import company as people
from tests.kit.trail import sql
from ydh.core.audit import doctor, doctor_imports
from ydh.core.files.importing import importing
from ydh.core.files.importing.batches import batch_orders, batches
from ydh.core.files.importing.plans import Result
from ydh.core.orders import looking
from ydh.core.values.errors import Conflict, NotAllowed
from ydh.core.values.words import Label

ORDERS = 20  # more than one transaction of every beat
LONG = 2300  # lines: more than one block of a check


@pytest.fixture(autouse=True)
def _small_transactions(monkeypatch: pytest.MonkeyPatch) -> None:
    """As large as the first at most, so that no clock says how many there are."""
    for beat, size in (("WRITE", 8), ("PUBLISH", 12), ("RELEASE", 8)):
        monkeypatch.setattr(importing, beat, (size, size))


@pytest.fixture(autouse=True)
def _plenty(desk: Desk) -> None:
    for code in "KL":
        people.product(desk.boss, code, price="1.5", stock="100000")


def lines(run: int, orders: int = ORDERS) -> list[str]:
    return [f"K{run}-{n},C1,2024-05-{n % 28 + 1:02},{'KL'[n % 2]},1,,,," for n in range(orders)]


def visible(desk: Desk) -> int:
    return len(looking.list_orders(desk.manager, limit=1000)) + len(
        looking.list_orders(desk.manager, step="review", limit=1000)
    )


def test_carried_on_at_any_boundary_it_ends_as_if_nothing_had_happened(desk: Desk) -> None:
    for n in range(50):
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
    assert n > 6
    assert complaints(desk) == []


def whole(desk: Desk, done: Result) -> bool:
    first = batch_orders(desk.manager, done.batch, limit=500).rows
    refs = [int(row.ref.partition("-")[2]) for row in first]
    return (done.state.code, done.added) == ("done", ORDERS) and refs == list(range(ORDERS))


def test_taken_back_at_any_boundary_it_leaves_no_order_and_no_stock_taken(desk: Desk) -> None:
    seen = visible(desk)
    for n in range(50):
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
    assert n > 6
    # after all that the same file came in whole
    newest = batches(desk.manager).rows[0].number
    refs = [row.ref for row in batch_orders(desk.manager, newest, limit=500).rows]
    assert (refs, sum(reserved(desk).values())) == ([f"K0-{n}" for n in range(ORDERS)], ORDERS)
    assert complaints(desk) == []


def test_taking_back_can_be_interrupted_too(desk: Desk) -> None:
    with pytest.raises(Killed):
        bring(desk.manager, "orders", *lines(0), progress=Killer(0, "publish"))
    (batch, *_) = batches(desk.manager).rows
    for n in range(50):
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
            bring(desk.manager, "orders", *lines(0, LONG), progress=Killer(n, "check"))
    assert dump(desk) == before


def test_a_plan_that_was_claimed_cannot_be_committed_or_discarded_under_it(desk: Desk) -> None:
    plan = importing.check(desk.manager, "orders", csv(*lines(0, 3)), name="o.csv")
    with pytest.raises(Killed):
        importing.commit(desk.manager, plan, progress=Killer(0, "commit"))
    with pytest.raises(Conflict):
        importing.commit(desk.manager, plan)
    importing.discard(desk.manager, plan)
    assert importing.resume(desk.manager, plan.batch).added == 3
    assert complaints(desk) == []


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
    # S05.4
    with pytest.raises(Killed):
        bring(desk.manager, "orders", *lines(0, 3), progress=Killer(1, "commit"), key="k")
    done = bring(desk.manager, "orders", *lines(0, 3), key="k").result
    assert done is not None
    assert (done.added, done.state.code) == (3, "done")


# --- what the doctor says of it ---


def said(desk: Desk) -> list[tuple[str, str]]:
    """What the doctor says of imports and of stock that is reserved, as it looks every day."""
    found = doctor.examine(desk.boss)
    return [(f.level, f.id) for f in found if f.check.code in ("imports", "reserved") and f.id != "check-fine"]


def test_the_doctor_names_an_interrupted_import_and_what_finishes_it_and_nothing_else(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor_imports, "PATIENCE", 0.1)
    for n in range(50):
        try:
            bring(desk.manager, "orders", *lines(n), progress=Killer(n, "commit", "publish"))
        except Killed:
            (batch, *_) = batches(desk.manager).rows
            if not batch.unfinished:
                break
            assert said(desk) == [("warning", "doctor-import")]
            (finding,) = [f for f in doctor.examine(desk.boss) if f.id == "doctor-import"]
            assert f"ydh batch resume {batch.number}" in str(finding)
            importing.resume(desk.manager, batch.number)
            assert said(desk) == []
    assert n > 6


def test_an_import_that_is_half_undone_is_named_too(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor_imports, "PATIENCE", 0.1)
    with pytest.raises(Killed):
        bring(desk.manager, "orders", *lines(0), progress=Killer(2, "commit"))
    (batch, *_) = batches(desk.manager).rows
    with pytest.raises(Killed):
        importing.release(desk.manager, batch.number, progress=Killer(1, "release"))
    assert said(desk) == [("warning", "doctor-import-back")]
    importing.release(desk.manager, batch.number)
    assert said(desk) == []


def test_an_import_that_goes_on_is_no_alarm(desk: Desk) -> None:
    with pytest.raises(Killed):
        bring(desk.manager, "orders", *lines(0), progress=Killer(1, "commit"))
    label, store = Label("imports", "imports"), desk.boss.company.store
    seen = desk.boss.company.read(lambda unit: list(doctor_imports.imports(label, unit, store)))
    importing.resume(desk.manager, batches(desk.manager).rows[0].number)  # it writes while the doctor looks
    assert [(f.level, f.id) for f in doctor_imports.settled(desk.boss.company, seen)] == [
        ("ok", "doctor-import-running")
    ]


def test_what_an_import_keeps_and_is_not_reserved_is_found(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor_imports, "PATIENCE", 0.1)
    with pytest.raises(Killed):
        bring(desk.manager, "orders", *lines(0), progress=Killer(0, "commit"))
    sql(desk.boss, "UPDATE stock SET reserved = 0 WHERE sku_id = (SELECT id FROM sku WHERE code = 'K')")
    assert said(desk) == [("error", "doctor-claim"), ("warning", "doctor-import")]


def test_a_check_that_ended_in_the_middle_is_shown_as_only_checked(desk: Desk) -> None:
    importing.check(desk.manager, "orders", csv(*lines(0, 3)), name="o.csv")
    assert said(desk) == [("ok", "doctor-import-checked")]
    assert str(batches(desk.manager).rows[0].state) == "only checked"
