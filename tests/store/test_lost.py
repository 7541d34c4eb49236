"""A database that goes away in the middle: nothing is half done, the reader is told, the next use connects again."""

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import peewee
import pytest

from tests.kit import company as company_data
from tests.kit import servers
from tests.kit.company import product
from ydh.core.administration.settings import change_setting, show_settings
from ydh.core.company.actors import Actor
from ydh.core.company.company import open_company
from ydh.core.values.errors import Lost, YdhError
from ydh.store.engine.database import Store, StoreLost, Unit, path_of


@pytest.fixture
def on_file(tmp_path: Path) -> Iterator[Actor]:
    url = f"sqlite:///{tmp_path}/company.db"
    company_data.fill(url)
    boss = company_data.administrator(url)
    show_settings(boss)
    yield boss
    boss.company.close()


@pytest.fixture
def on_server(postgres: servers.Postgres) -> Iterator[Actor]:
    boss = company_data.administrator(postgres.fresh(postgres.make_template("company", company_data.fill)))
    show_settings(boss)
    yield boss
    boss.company.close()


def path(boss: Actor) -> Path:
    return path_of(boss.company.store.url)


def kill(store: Store) -> None:
    """End the server's side of every connection to the store's database, from another connection."""
    import psycopg

    with psycopg.connect(store.url, autocommit=True) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def days(boss: Actor) -> object:
    return next(it.value for it in show_settings(boss) if it.name == "auto_receive_days")


USES: dict[str, Callable[[Actor], object]] = {
    "read": show_settings,
    "write": lambda boss: change_setting(boss, "auto_receive_days", "9"),
    "version": lambda boss: boss.company.version(),
}


@pytest.mark.parametrize("use", USES)
def test_a_connection_that_the_server_ended_is_told_and_the_next_use_connects_again(on_server: Actor, use: str) -> None:
    kill(on_server.company.store)
    with pytest.raises(Lost) as caught:
        USES[use](on_server)
    assert (caught.value.id, caught.value.exit_code) == ("database-lost", 1)
    assert "\n" not in str(caught.value)
    USES[use](on_server)
    assert days(on_server) == (9 if use == "write" else 7)


def test_a_server_that_goes_away_in_the_middle_of_a_change_undoes_it(on_server: Actor) -> None:
    def work(unit: Unit) -> None:
        unit.execute("UPDATE setting SET value = '99' WHERE name = 'company_name'", ())
        kill(on_server.company.store)
        unit.execute("SELECT 1", ())

    before = show_settings(on_server)
    with pytest.raises(Lost):
        on_server.company.write(work)
    assert show_settings(on_server) == before


def test_a_mistake_in_a_statement_is_no_lost_database(company: Actor) -> None:
    with pytest.raises((peewee.ProgrammingError, peewee.OperationalError)):
        company.company.read(lambda unit: unit.execute("SELECT nonsense FROM nowhere", ()))
    assert days(company) == 7


def test_a_server_that_is_not_there_is_told_at_the_start(on_server: Actor) -> None:
    gone = on_server.company.store.url.replace("@127.0.0.1:", "@127.0.0.1:1").rsplit("/", 1)[0].rsplit(":", 1)[0]
    with pytest.raises(Lost):
        open_company(f"{gone}:1/company")


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("reopened", [False, True])
def test_a_file_that_was_deleted_is_told_and_never_made_anew(on_file: Actor, use: str, reopened: bool) -> None:
    if reopened:
        on_file.company.close()
    path(on_file).unlink()
    for _ in range(2):
        with pytest.raises(Lost):
            USES[use](on_file)
    assert not path(on_file).exists()


@pytest.mark.parametrize("use", USES)
def test_a_folder_that_was_deleted_is_told(on_file: Actor, use: str) -> None:
    shutil.rmtree(path(on_file).parent)
    with pytest.raises(Lost):
        USES[use](on_file)
    assert not path(on_file).parent.exists()


@pytest.mark.parametrize("use", USES)
def test_a_folder_in_the_place_of_the_file_is_told(on_file: Actor, use: str) -> None:
    path(on_file).unlink()
    path(on_file).mkdir()
    for _ in range(2):
        with pytest.raises(Lost):
            USES[use](on_file)


@pytest.mark.parametrize("content", [b"", b"garbage " * 4096, b"SQLite format 3\0" + b"\xff" * 8192])
def test_what_is_no_company_any_more_is_told(on_file: Actor, content: bytes) -> None:
    on_file.company.close()  # so that nothing of it is kept in the log
    path(on_file).write_bytes(content)
    for use in ("read", "write", "read"):
        with pytest.raises(Lost):
            USES[use](on_file)


def test_a_file_that_others_put_in_its_place_is_used_after_that_was_told(on_file: Actor, tmp_path: Path) -> None:
    on_file.company.close()
    copy = shutil.copy(path(on_file), tmp_path / "copy.db")
    change_setting(on_file, "auto_receive_days", "12")
    Path(copy).rename(path(on_file))
    for name in ("-wal", "-shm"):
        path(on_file).with_name(path(on_file).name + name).unlink(missing_ok=True)
    with pytest.raises(Lost):
        change_setting(on_file, "lead_days", "1")
    assert days(on_file) == 7
    change_setting(on_file, "lead_days", "1")


def test_a_full_disk_is_told_and_nothing_is_half_done(on_file: Actor) -> None:
    store = on_file.company.store
    pages = store.database.execute_sql("PRAGMA page_count").fetchall()[0][0]
    store.database.execute_sql(f"PRAGMA max_page_count = {pages}")

    def work(unit: Unit) -> None:
        for _ in range(100):
            unit.execute("INSERT INTO category (name) VALUES (hex(randomblob(2000)))", ())

    with pytest.raises(Lost):
        on_file.company.write(work)
    assert on_file.company.read(lambda unit: unit.execute("SELECT count(*) FROM category", ()).fetchall()) == [(0,)]
    product(on_file, "T1")  # on a connection of its own again


def test_a_disk_that_cannot_be_written_is_told(on_file: Actor) -> None:
    on_file.company.store.database.execute_sql("PRAGMA query_only = 1")
    with pytest.raises(Lost):
        change_setting(on_file, "lead_days", "1")
    change_setting(on_file, "lead_days", "1")


def test_each_thread_notices_for_itself(on_file: Actor) -> None:
    path(on_file).unlink()
    found: list[BaseException] = []

    def elsewhere() -> None:
        try:
            show_settings(on_file)
        except YdhError as error:
            found.append(error)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert [type(error) for error in found] == [Lost]


def test_the_store_says_why(on_file: Actor) -> None:
    path(on_file).unlink()
    with pytest.raises(StoreLost, match=r"company\.db"):
        on_file.company.store.read(lambda unit: None)
