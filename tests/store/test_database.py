"""Units of work: all or nothing, one at a time, and honest about it when the engine gives up."""

import os
import stat
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import peewee
import pytest

from tests.kit import servers
from ydh.store.engine import database, migrate
from ydh.store.engine.database import Store, StorePoisoned, Unit
from ydh.store.engine.gate import Gate, GateClosed
from ydh.store.engine.prepared import Statement, insert, insert_returning
from ydh.store.tables.goods import Category

ADD = insert_returning(Category, "name")
ADD_MANY = insert(Category, "name")
NAMES = Statement(Category.select(Category.name).order_by(Category.name))


def filled(url: str) -> None:
    store = database.connect(url)
    migrate.upgrade(store)
    store.close()


@pytest.fixture
def store(databases: servers.Sqlite | servers.Postgres) -> Iterator[Store]:
    made = database.connect(databases.fresh(databases.make_template("schema", filled)))
    yield made
    made.close()


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Store]:
    made = database.connect(f"sqlite:///{tmp_path}/new/company.db")
    migrate.upgrade(made)
    yield made
    made.close()


def names(store: Store) -> list[str]:
    return [name for (name,) in store.read(NAMES.rows)]


def test_what_a_unit_of_work_gives_is_given_after_its_commit(store: Store) -> None:
    id_ = store.write(lambda unit: ADD.insert(unit, name="茶"))
    assert isinstance(id_, int)
    assert names(store) == ["茶"]


@pytest.mark.smoke
def test_an_exception_undoes_the_whole(store: Store) -> None:
    def work(unit: Unit) -> None:
        ADD.insert(unit, name="a")
        raise LookupError

    with pytest.raises(LookupError):
        store.write(work)
    assert names(store) == []
    store.write(lambda unit: ADD.insert(unit, name="b"))
    assert names(store) == ["b"]


def test_a_statement_that_fails_undoes_the_whole(store: Store) -> None:
    def work(unit: Unit) -> None:
        ADD.insert(unit, name="a")
        ADD.insert(unit, name="a")

    with pytest.raises(peewee.IntegrityError):
        store.write(work)
    assert names(store) == []


def test_a_dry_run_gives_the_answer_and_changes_nothing(store: Store) -> None:
    def work(unit: Unit) -> list[tuple[str]]:
        ADD.insert(unit, name="a")
        return NAMES.rows(unit)

    assert store.write(work, rollback=True) == [("a",)]
    assert names(store) == []


def test_units_of_work_do_not_nest(store: Store) -> None:
    for outer in (store.write, store.read):
        for inner in (store.write, store.read):
            with pytest.raises(RuntimeError, match="do not nest"):
                outer(lambda unit, inner=inner: inner(NAMES.rows))
    assert names(store) == []


def test_a_reading_unit_of_work_cannot_write(store: Store) -> None:
    with pytest.raises(RuntimeError, match="outside a writing unit"):
        store.read(lambda unit: ADD.insert(unit, name="a"))
    with pytest.raises(RuntimeError, match="outside a writing unit"):
        store.read(lambda unit: ADD.one(unit, name="a"))
    with pytest.raises(RuntimeError, match="outside a writing unit"):
        store.read(lambda unit: ADD_MANY.many(unit, "name", [("a",)]))
    assert names(store) == []


def test_a_unit_of_work_that_is_over_cannot_write(store: Store) -> None:
    kept = store.write(lambda unit: unit)
    with pytest.raises((RuntimeError, StorePoisoned)):
        ADD.insert(kept, name="a")
    assert names(store) == []


def test_all_of_a_unit_happens_at_the_same_moment(store: Store) -> None:
    first, second = store.write(lambda unit: (unit.now, unit.now))
    assert first == second
    assert first.utcoffset() is not None


def test_a_look_sees_one_picture_while_others_write(store: Store, tmp_path: Path) -> None:
    other = database.connect(store.url)

    def look(unit: Unit) -> tuple[list[tuple[str]], list[tuple[str]]]:
        before = NAMES.rows(unit)
        thread = threading.Thread(target=lambda: (other.write(lambda u: ADD.insert(u, name="a")), other.close()))
        thread.start()
        thread.join()
        return before, NAMES.rows(unit)

    assert store.read(look) == ([], [])
    assert names(store) == ["a"]


def test_writers_queue_and_never_see_a_locked_database(store: Store) -> None:
    wrong: list[BaseException] = []

    def writer(number: int) -> None:
        mine = database.connect(store.url)
        try:
            for turn in range(40):
                mine.write(lambda unit, turn=turn: ADD.insert(unit, name=f"{number}-{turn}"))
        except BaseException as error:  # noqa: BLE001 - whatever it is, the test shows it
            wrong.append(error)
        finally:
            mine.close()

    threads = [threading.Thread(target=writer, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(names(store)) == 80


def test_a_reader_does_not_wait_for_a_writer(store: Store) -> None:
    other = database.connect(store.url)

    def work(unit: Unit) -> list[str]:
        ADD.insert(unit, name="a")
        found: list[list[str]] = []
        thread = threading.Thread(target=lambda: (found.append(names(other)), other.close()))
        thread.start()
        thread.join(10)
        return found[0]

    assert store.write(work) == []


def test_an_open_screen_notices_that_others_have_committed(store: Store) -> None:
    # on PostgreSQL the journal is what is watched, so that the test would have to write one
    if store.engine == "postgres":
        assert store.data_version() == 0
        return
    before = store.data_version()
    assert store.data_version() == before
    other = database.connect(store.url)
    thread = threading.Thread(target=lambda: (other.write(lambda unit: ADD.insert(unit, name="a")), other.close()))
    thread.start()
    thread.join()
    assert store.data_version() != before


# --- SQLite's own ---


def _swallow(unit: Unit) -> None:
    """Let the disk be full and take no notice: SQLite has ended the transaction."""
    with suppress(peewee.OperationalError):
        ADD_MANY.many(unit, "name", [(str(n) + "x" * 3000,) for n in range(5000)])


def _full(store: Store) -> None:
    pages = store.database.execute_sql("PRAGMA page_count").fetchall()[0][0]
    store.database.execute_sql(f"PRAGMA max_page_count = {pages + 20}")


def test_a_full_disk_that_was_swallowed_does_not_commit_half(file: Store) -> None:
    _full(file)

    def work(unit: Unit) -> None:
        ADD.insert(unit, name="before")
        _swallow(unit)

    with pytest.raises(StorePoisoned):
        file.write(work)
    assert names(file) == []


def test_nothing_is_written_after_the_engine_has_ended_the_transaction(file: Store) -> None:
    _full(file)

    def work(unit: Unit) -> None:
        ADD.insert(unit, name="before")
        _swallow(unit)
        with suppress(StorePoisoned):
            ADD.insert(unit, name="after")  # would commit by itself

    with pytest.raises(StorePoisoned):
        file.write(work)
    assert names(file) == []
    file.database.execute_sql("PRAGMA max_page_count = 1000000")
    file.write(lambda unit: ADD.insert(unit, name="later"))
    assert names(file) == ["later"]


def test_the_pragmas_are_set_on_every_connection(file: Store) -> None:
    # S10.5
    def pragmas() -> dict[str, object]:
        return {name: file.database.execute_sql(f"PRAGMA {name}").fetchall()[0][0] for name in expected}

    expected = {"busy_timeout": 30000, "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "cache_size": -16000}
    expected |= {"trusted_schema": 0, "cell_size_check": 1, "recursive_triggers": 1, "journal_size_limit": 67108864}
    file.read(lambda unit: None)
    assert pragmas() == expected
    found: list[dict[str, object]] = []

    def elsewhere() -> None:
        file.read(lambda unit: None)
        found.append(pragmas())
        file.close()

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert found == [expected]


def test_the_file_is_its_owners_alone(file: Store) -> None:
    # S06.18
    file.write(lambda unit: ADD.insert(unit, name="a"))
    path = database.path_of(file.url)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    modes = {found.name: stat.S_IMODE(found.stat().st_mode) for found in path.parent.iterdir()}
    assert set(modes) >= {"company.db", "company.db-wal", "company.db-lock"}
    assert set(modes.values()) == {0o600}


def test_a_name_that_is_no_database_is_refused() -> None:
    with pytest.raises(ValueError, match="mysql"):
        database.connect("mysql://host/name")


# --- the queue in front of it ---


def test_the_gate_gives_up_at_its_deadline_and_lets_the_next_one_in_later(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    holder, waiter = Gate(path), Gate(path)
    holder.acquire(time.monotonic() + 1)
    begun = time.monotonic()
    with pytest.raises(GateClosed):
        waiter.acquire(begun + 0.05)
    assert time.monotonic() - begun < 5
    holder.release()
    waiter.acquire(time.monotonic() + 5)
    waiter.release()
    holder.close()
    waiter.close()


def test_a_writer_who_waits_too_long_wrote_nothing(file: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "DEADLINE", 0.05)
    path = database.path_of(file.url)
    holder = Gate(path.with_name(path.name + "-lock"))
    holder.acquire(time.monotonic() + 1)
    with pytest.raises(GateClosed):
        file.write(lambda unit: ADD.insert(unit, name="a"))
    holder.release()
    holder.close()
    monkeypatch.setattr(database, "DEADLINE", 30.0)
    file.write(lambda unit: ADD.insert(unit, name="b"))
    assert names(file) == ["b"]


def test_those_who_wait_are_let_in_one_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    inside, most = [0], [0]
    wrong: list[str] = []

    def visit() -> None:
        gate = Gate(path)
        for _ in range(50):
            gate.acquire(time.monotonic() + 30)
            inside[0] += 1
            most[0] = max(most[0], inside[0])
            if inside[0] != 1:
                wrong.append("two at once")
            inside[0] -= 1
            gate.release()
        gate.close()

    threads = [threading.Thread(target=visit) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (wrong, most) == ([], [1])


def test_a_lock_file_is_not_inherited_by_programs_that_are_started(tmp_path: Path) -> None:
    gate = Gate(tmp_path / "lock")
    gate.acquire(time.monotonic() + 1)
    assert not os.get_inheritable(gate._descriptor())
    gate.release()
    gate.close()
