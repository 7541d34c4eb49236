"""The fixtures that every other test stands on."""

import os
import subprocess
import sys
from pathlib import Path

import peewee
import pytest

from tests.kit.servers import Postgres, Sqlite

ROOT = Path(__file__).parent.parent


def run(url: str, *statements: str) -> list[tuple[object, ...]]:
    """Run statements at `url`; the result is the rows of the last one."""
    if url.startswith("sqlite"):
        connection = peewee.sqlite3.connect(url.removeprefix("sqlite:///"))
    else:
        import psycopg

        connection = psycopg.connect(url)
    try:
        for statement in statements:
            cursor = connection.execute(statement)
        rows = cursor.fetchall() if cursor.description else []
        connection.commit()
        return rows
    finally:
        connection.close()


@pytest.mark.parametrize("turn", [1, 2])
def test_a_database_is_empty_each_time(database_url: str, turn: int) -> None:
    run(database_url, "CREATE TABLE tea (name text)", f"INSERT INTO tea VALUES ('龙井 {turn}')")
    assert run(database_url, "SELECT name FROM tea") == [(f"龙井 {turn}",)]


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_a_template_is_filled_once_and_its_copies_are_apart(databases: Sqlite | Postgres, turn: int) -> None:
    def fill(url: str) -> None:
        run(url, "CREATE TABLE tea (name text)", "INSERT INTO tea VALUES ('龙井')")

    template = databases.make_template("tea", fill)
    one, other = databases.fresh(template), databases.fresh(template)
    run(one, "DELETE FROM tea")
    assert run(other, "SELECT name FROM tea") == [("龙井",)]


def test_postgres_orders_text_as_sqlite_does(databases: Sqlite | Postgres) -> None:
    rows = run(databases.fresh(), "SELECT 'a' < 'B', 'é' < 'z', '茶' < '水'")
    assert [bool(value) for value in rows[0]] == [False, False, False]


@pytest.mark.parametrize(
    ("text", "required", "code"),
    [
        ("import pytest\ndef test_x():\n    pytest.skip('no server')", "1", 1),
        ("import pytest\ndef test_x():\n    pytest.skip('no server')", "", 0),
        ("import pytest\npytest.importorskip('nothing_such')", "1", 2),
        ("import pytest\n@pytest.mark.may_skip('why')\ndef test_x():\n    pytest.skip('so')", "1", 0),
        ("import pytest\n@pytest.mark.xfail\ndef test_x():\n    assert 0", "1", 0),
    ],
    ids=["required", "not-required", "whole-file", "allowed", "xfail"],
)
def test_a_skip_is_a_failure_where_servers_are_required(tmp_path: Path, text: str, required: str, code: int) -> None:
    (tmp_path / "test_it.py").write_text(text)
    command = [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-p", "no:cacheprovider", "-c"]
    done = subprocess.run(
        [*command, ROOT / "pyproject.toml", f"--rootdir={ROOT}", tmp_path],
        env=os.environ | {"YDH_REQUIRE_SERVERS": required, "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert done.returncode == code, done.stdout + done.stderr
