"""What the machine around the program refuses has its sentence and its exit code, and is no bug."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import peewee
import pytest

import ydh.locale
from tests.kit import servers
from tests.kit.company import fill
from tests.kit.terminal import Terminal
from ydh.cli.frame.troubles import ordinary
from ydh.cli.writing import streams
from ydh.store.engine.database import connect

LONG = "x" * 300


@pytest.fixture
def ydh_(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    there = Terminal(tmp_path, capsys, monkeypatch)
    there.open_company()
    yield there
    there.close()


def shell(there: Terminal, script: str, **environment: str) -> tuple[int, bytes]:
    """Run a script in which `$ydh` is the program; its exit code and what came on stderr."""
    done = subprocess.run(
        ["bash", "-c", script],
        capture_output=True,
        env={**os.environ, "ydh": f"{sys.executable} -m ydh", "YDH_TOKEN": there._tokens["boss"], **environment},
        timeout=60,
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    "words", ["product list", "account list -q", "whoami --json", "--help", "--version", "db status"]
)
def test_a_full_disk_under_stdout_is_said(ydh_: Terminal, words: str) -> None:
    code, said = shell(ydh_, f"$ydh {words} >/dev/full")
    assert (code, said.count(b"No space left on device"), said.count(b"\n")) == (1, 1, 1)


def test_a_secret_that_nobody_could_read_is_said_with_what_to_do(ydh_: Terminal) -> None:
    for words, how in (
        ("account token create night", b"ydh account token revoke"),
        ("account token create late --json", b"ydh account token revoke"),
        ("account add lin 林 --role order_reviewer", b"ydh account reset-password lin"),
    ):
        code, said = shell(ydh_, f"$ydh {words} >/dev/full")
        assert (code, how in said, said.count(b"No space left on device")) == (1, True, 1)
    assert shell(ydh_, "$ydh account token revoke night --yes")[0] == 0


def test_a_closed_stdout_is_said_and_no_file_takes_its_number(ydh_: Terminal) -> None:
    assert shell(ydh_, "$ydh order list >&-")[0] == 1
    assert b"Bad file descriptor" in shell(ydh_, "$ydh order list >&-")[1]
    assert shell(ydh_, "$ydh order list >&- 2>&-") == (1, b"")
    assert shell(ydh_, "$ydh order list <&- >/dev/null") == (0, b"")
    assert shell(ydh_, "$ydh order approve - --at review <&-")[0] != 1


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (r"printf '\xbd\xb4 12\n' | $ydh order create - -q", b"stdin is not UTF-8"),
        (r"printf '\xbd\xb4\n' | $ydh order approve - --at review --yes", b"stdin is not UTF-8"),
        (r"$ydh product list $(printf '\xbd\xb4')", b"not UTF-8"),
        (r"$ydh order list -o $(printf '\xbd\xb4')", b"not UTF-8"),
    ],
)
def test_bytes_that_are_no_text_are_refused(ydh_: Terminal, script: str, said: bytes) -> None:
    code, err = shell(ydh_, script)
    assert code == 2
    assert said in err


def test_a_byte_order_mark_on_stdin_is_none_of_the_text(ydh_: Terminal) -> None:
    code, told = shell(ydh_, r"printf '\xef\xbb\xbfDH-O-1\n' | $ydh order approve - --at review --yes >&2")
    assert code != 0
    assert b"DH-O-1" in told
    assert not re.search(b"(\xef\xbb\xbf|\xef\xbf\xbd|ufeff)", told)


def test_a_name_that_is_too_long_is_refused(ydh_: Terminal) -> None:
    for words in (["order", "list", "-o", LONG], ["product", "import", LONG], ["--database", LONG, "order", "list"]):
        told = ydh_(*words)
        assert (told.code, "too long" in told.err, len(told.err) < 200) == (2, True, True), words


def test_a_server_that_is_down_is_said(ydh_: Terminal) -> None:
    for words in ("db status", "db check", "db upgrade", "order list"):
        told = ydh_("--database", "postgresql://nobody@127.0.0.1:1/none", *words.split())
        assert (told.code, "cannot be reached" in told.err) == (1, True), words


def test_a_missing_extra_is_named() -> None:
    for name, extra in (("psycopg", "postgres"), ("psycopg.pq", "postgres"), ("xlsxwriter", "excel")):
        found = ordinary(ModuleNotFoundError(f"No module named {name!r}", name=name))
        assert f"ydh[{extra}]" in str(found)
    assert ordinary(ModuleNotFoundError("No module named 'ydh.nothing'", name="ydh.nothing")) is None


def test_a_database_that_is_not_utf8_is_said(ydh_: Terminal, postgres: servers.Postgres) -> None:
    url = postgres.in_encoding("LATIN1")
    for words, code in (("order list", 1), ("db upgrade", 1), ("db status", 0)):
        told = ydh_("--database", url, *words.split())
        assert (told.code, "UTF-8" in told.out + told.err) == (code, True), words


def test_a_role_without_rights_is_said(ydh_: Terminal, postgres: servers.Postgres) -> None:
    url = postgres.fresh(postgres.make_template("company", fill))
    role = f"{url.rpartition('/')[2]}_reader"
    store = connect(url)
    store.database.execute_sql(f"CREATE ROLE \"{role}\" LOGIN PASSWORD 'x'")
    try:
        scheme, _, rest = url.partition("://")
        theirs = f"{scheme}://{role}:x@{rest.rpartition('@')[2]}"
        for words in ("order list", "db status"):
            told = ydh_("--database", theirs, *words.split())
            assert (told.code, "forbids it to the role" in told.err) == (1, True), told.err
    finally:
        store.database.execute_sql(f'DROP ROLE "{role}"')
        store.close()


def test_an_empty_list_of_migrations_is_no_company_of_ours(ydh_: Terminal) -> None:
    store = connect(ydh_.url)
    store.database.execute_sql("DELETE FROM schema_migration")
    store.close()
    assert "is not a database of ydh" in ydh_("order", "list").err
    assert ydh_("db", "upgrade").code == 1
    assert ydh_("db", "status", "--json").rows[0]["state"] == "foreign"


@pytest.mark.parametrize("broken", [b"", b"no catalogue at all", b"\xde\x12\x04\x95"])
def test_an_apology_needs_no_catalogue(ydh_: Terminal, tmp_path: Path, broken: bytes) -> None:
    there = tmp_path / "program"
    shutil.copytree(Path(ydh.locale.__file__).parents[1], there / "ydh", ignore=shutil.ignore_patterns("*.po", "*.pyc"))
    for each in (there / "ydh" / "locale").glob("*/LC_MESSAGES/*"):
        each.write_bytes(broken)
    (there / "ydh" / "locale" / "en" / "LC_MESSAGES" / "ydh.mo").write_bytes(broken)
    (there / "ydh" / "locale" / "zh_CN" / "LC_MESSAGES" / "ydh.mo").unlink(missing_ok=True)
    for lang in ("en", "zh_CN"):
        code, said = shell(ydh_, f"cd {there}; $ydh order show DH-O-1", PYTHONPATH=str(there), YDH_LANG=lang)
        assert (code, said) == (6, b"there is no order DH-O-1\n")


def test_what_is_a_bug_stays_one() -> None:
    for bug in (ValueError("x"), KeyError("x"), OSError("x"), peewee.IntegrityError("x")):
        assert ordinary(bug) is None


def test_open_streams_are_left_alone() -> None:
    before = (sys.stdin, sys.stdout, sys.stderr)
    streams.reserve()
    assert (sys.stdin, sys.stdout, sys.stderr) == before
