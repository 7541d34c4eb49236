"""ydh demo: a practice company apart from the real one, and a story in which every command is the one that was run."""

import re
import shlex
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from wcwidth import wcswidth

from tests.kit.terminal import Result, Terminal
from ydh.core.audit import doctor, proof
from ydh.core.company.company import open_company
from ydh.practice import founding
from ydh.store.engine.database import connect

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
SIZE = 60
STEP = re.compile(r"^\d+\. (\S+) \((.+), ([a-z0-9]+)\) (\S.*)$")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice company just made."""
    path = tmp_path_factory.mktemp("made") / "practice.db"
    founding.make(f"sqlite:///{path}", size=SIZE, now=NOW)
    return path


@pytest.fixture
def ydh(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    there = Terminal(tmp_path, capsys, monkeypatch)
    yield there
    there.close()


@pytest.fixture
def practice(ydh: Terminal, made: Path) -> Path:
    """The same company as a file that the test may use up."""
    path = ydh.folder / "practice.db"
    shutil.copy(made, path)
    path.chmod(0o600)
    return path


def story(text: str) -> list[tuple[str, str, str, list[str], str]]:
    """Name, sign-in name, what is done, the command's words and its output, of each step of the story."""
    found = []
    for block in re.split(r"\n(?=\d+\. )", text)[1:]:
        head, typed, output = (block.replace(" \\\n", "") + "\n").split("\n", 2)
        said = STEP.match(head)
        assert said, head
        assert typed.startswith("  $ ydh "), typed
        found.append((said[1], said[3], said[4], shlex.split(typed[len("  $ ydh ") :]), output))
    return found


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    store = connect(f"sqlite:///{path}")
    store.database.connect()
    try:
        return list(store.database.execute_sql(sql).fetchall())
    finally:
        store.close()


@pytest.mark.parametrize(
    ("language", "box", "done", "refused", "customer"),
    [("en", "b", "Done", "Refused", "customer"), ("zh_CN", "箱", "完成", "拒绝", "客户")],
)
def test_each_step_names_the_person_the_command_and_the_result(
    ydh: Terminal, practice: Path, language: str, box: str, done: str, refused: str, customer: str
) -> None:
    told = ydh("demo", "--keep", "--database", str(practice), "--lang", language, by=None)
    assert told.code == 0, told.err
    steps = story(told.out)
    office = ["zhaoliu", "zhaoliu", "wangwu", "lisi", "sunqi", "lisi", "sunqi"]
    assert [login for _, login, *_ in steps] == ["c0001", "c0001", *office, "c0001", "zhangsan", "zhangsan"]
    assert [words[:2] for _, _, _, words, _ in steps] == [
        ["cart", "add"],
        ["cart", "submit"],
        *[["order", "approve"]] * 4,
        ["order", "ship"],
        ["order", "approve"],
        ["order", "ship"],
        ["order", "receive"],
        ["order", "history"],
        ["report", "sales"],
    ]
    assert box in steps[0][3][2]
    assert f"({customer}, c0001)" in told.out
    results = [re.search(rf"{done}|{refused}", output) for *_, output in steps[1:10]]
    assert [r and r[0] for r in results] == [done, done, refused, *[done] * 6]
    numbers = rows(practice, "SELECT number FROM orders ORDER BY arrival DESC LIMIT 1")[0]
    assert steps[2][3][2] == steps[10][3][2] == numbers[0]
    assert rows(practice, "SELECT step FROM orders ORDER BY arrival DESC LIMIT 1") == [("done",)]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_no_line_of_the_story_itself_is_wider_than_80_columns(ydh: Terminal, practice: Path, language: str) -> None:
    told = ydh("demo", "--keep", "--database", str(practice), "--lang", language, by=None)
    own = [line for line in told.out.splitlines() if STEP.match(line) or line.startswith(("  $", "     "))]
    assert len(own) >= 24 + 7
    assert [line for line in own if wcswidth(line) > 80 and "export" not in line] == []  # that one is a path


def test_the_stock_before_and_after_is_told(ydh: Terminal, practice: Path) -> None:
    told = ydh("demo", "--keep", "--database", str(practice), by=None)
    table = told.out.partition("What it did to the stock\n\n")[2].splitlines()[2:5]
    for line in table:
        before, reserved, shipped, after = map(int, line.split()[-4:])
        assert reserved == shipped > 0
        assert after == before - shipped


def test_what_to_try_next_works_as_it_stands(ydh: Terminal, practice: Path) -> None:
    told = ydh("demo", "--force", "--size", "30", "--database", str(practice), by=None)
    typed = [line[4:] for line in told.out.partition("Try next")[2].splitlines() if line.startswith("  $ ")]
    assert typed[0] == f"export YDH_DATABASE={practice}"
    assert typed[-1] == "ydh login zhangsan"
    for command in typed[1:-1]:
        done = ydh(*shlex.split(command)[1:], "--database", str(practice), by=None)
        assert done.code == 0, command + "\n" + done.out + done.err
    password = re.search(r"shown this once: (\S+)", told.out)
    assert password
    signed = ydh(
        "login", "zhangsan", "--password-stdin", "--database", str(practice), by=None, stdin=password[1] + "\n"
    )
    assert signed.code == 0, signed.err


def test_its_books_balance_and_its_journal_proves_itself(ydh: Terminal, practice: Path) -> None:
    assert ydh("demo", "--keep", "--database", str(practice), by=None).code == 0
    sound(practice)


def sound(path: Path) -> None:
    company = open_company(f"sqlite:///{path}")
    admin = founding.people(company)[founding.ADMIN]
    assert [finding for finding in doctor.examine(admin, deep=True) if finding.level == "error"] == []
    assert proof.verify(admin) == []
    company.close()
    assert rows(path, "SELECT b.id FROM journal a JOIN journal b ON b.id = a.id + 1 AND b.at < a.at") == []


def test_it_says_everywhere_that_it_is_practice(ydh: Terminal, practice: Path) -> None:
    assert f"PRACTICE: nothing here is real; the database is {practice}" in told_first_lines(ydh, practice)
    founding.make(f"sqlite:///{practice}", size=5, os_user=system_user(), now=NOW)
    for words in (("whoami",), ("db", "status")):
        assert "PRACTICE" in ydh(*words, "--database", str(practice), by=None).err
    assert ("杭州茗远茶业（练习）",) in [
        (str(value).strip('"'),) for (value,) in rows(practice, "SELECT value FROM setting WHERE name = 'company_name'")
    ]


def told_first_lines(ydh: Terminal, path: Path) -> str:
    return "\n".join(ydh("demo", "--keep", "--database", str(path), by=None).out.splitlines()[:3])


def system_user() -> str:
    import os
    import pwd

    return pwd.getpwuid(os.getuid()).pw_name


# --- what it does not touch ---


def refused(result: Result, code: int) -> None:
    assert (result.code, result.out) == (code, ""), result.err


@pytest.mark.parametrize("option", [(), ("--force",), ("--keep",)])
def test_another_company_is_left_alone(ydh: Terminal, option: tuple[str, ...]) -> None:
    ydh.open_company()
    path = Path(ydh.url.removeprefix("sqlite:///"))
    before = path.read_bytes()
    told = ydh("demo", *option, "--size", "5", "--database", ydh.url, by=None)
    refused(told, 5)
    assert "not for practice" in told.err
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"dear diary", b"SQLite format 2"])
def test_a_file_of_another_kind_is_left_alone(ydh: Terminal, content: bytes) -> None:
    path = ydh.folder / "notes.db"
    path.write_bytes(content)
    path.chmod(0o600)
    refused(ydh("demo", "--force", "--size", "5", "--database", str(path), by=None), 1)
    assert path.read_bytes() == content


def test_without_a_database_named_it_goes_beside_the_real_one(ydh: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    ydh.open_company()
    path = Path(ydh.url.removeprefix("sqlite:///"))
    before = path.read_bytes()
    monkeypatch.delenv("YDH_DATABASE")
    assert ydh("demo", "--size", "30", by=None).code == 0
    assert path.read_bytes() == before
    (found,) = ydh.folder.rglob("practice.db")
    assert found.stat().st_mode & 0o777 == 0o600
    assert sorted(p.name for p in found.parent.iterdir()) == ["practice.db", "practice.db-lock"]


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_it_goes_where_the_environment_says_and_never_over_a_real_company(
    ydh: Terminal, force: tuple[str, ...]
) -> None:
    assert ydh("demo", "--size", "0", *force, by=None).code == 0
    assert "PRACTICE" in ydh("whoami", by=None).err
    ydh.open_company()
    before = Path(ydh.url.removeprefix("sqlite:///")).read_bytes()
    refused(ydh("demo", "--size", "0", *force, by=None), 5)
    assert Path(ydh.url.removeprefix("sqlite:///")).read_bytes() == before


def test_a_company_becomes_no_practice_by_a_setting_and_is_not_made_anew(ydh: Terminal) -> None:
    # S18.6
    ydh.open_company()
    before = Path(ydh.url.removeprefix("sqlite:///")).read_bytes()
    asked = ydh("setting", "set", "practice", "on")
    assert (asked.code, "settled when a company is made" in asked.err) == (2, True)
    refused(ydh("demo", "--force", "--size", "0", "--database", ydh.url, by=None), 5)
    assert Path(ydh.url.removeprefix("sqlite:///")).read_bytes() == before


def test_the_practice_company_that_is_replaced_is_kept(ydh: Terminal, practice: Path) -> None:
    # S18.6
    again = [ydh("demo", "--force", "--size", "5", "--database", str(practice), by=None) for _ in range(3)]
    copies = [Path(path) for told in again for path in re.findall(r"is kept in (\S+)", told.out)]
    assert [told.code for told in again] == [0, 0, 0]
    assert len({*copies, practice}) == 4
    assert [rows(path, "SELECT count(*) FROM orders") for path in copies] == [[(SIZE,)], [(6,)], [(6,)]]
    assert {path.stat().st_mode & 0o777 for path in copies} == {0o600}
    sound(copies[0])


def test_an_old_practice_company_is_replaced_only_when_asked(ydh: Terminal, practice: Path) -> None:
    before = practice.read_bytes()
    refused(ydh("demo", "--size", "30", "--database", str(practice), by=None), 5)
    refused(ydh("demo", "--keep", "--force", "--database", str(practice), by=None), 2)
    assert practice.read_bytes() == before
    assert ydh("demo", "--force", "--size", "30", "--database", str(practice), by=None).code == 0
    assert rows(practice, "SELECT count(*) FROM orders") == [(31,)]


def test_a_practice_company_that_is_open_elsewhere_is_not_replaced(practice: Path) -> None:
    other = open_company(f"sqlite:///{practice}")
    other.version()
    with pytest.raises(founding.Busy):
        founding.make(f"sqlite:///{practice}", size=5)
    other.close()
    assert rows(practice, "SELECT count(*) FROM orders") == [(SIZE,)]


def test_an_interrupted_making_leaves_what_was_there(practice: Path) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        founding.make(f"sqlite:///{practice}", size=20, progress=interrupt)
    assert rows(practice, "SELECT count(*) FROM orders") == [(SIZE,)]
    assert [p.name for p in practice.parent.iterdir() if "making" in p.name] == []


# --- what is in it ---

ORDERS = "SELECT number, step, step_since, revision, version, entries, held, total, channel, account_id FROM orders"
PLAIN = {
    "orders": f"{ORDERS} WHERE number IS NOT NULL ORDER BY number",
    "lines": "SELECT o.number, l.position, l.sku_id, l.quantity, l.price, l.amount, l.released, l.counts"
    " FROM order_line l JOIN orders o ON o.id = l.order_id WHERE o.number IS NOT NULL ORDER BY 1, 2",
    "journal": 'SELECT o.number, j.seq, j.at, j.actor, j.action, j.step, j."to", j.waited'
    " FROM journal j JOIN orders o ON o.id = j.subject WHERE j.kind = 'order' AND o.number IS NOT NULL ORDER BY 1, 2",
    "holds": "SELECT o.number, h.kind, h.reason, h.opened_at, h.lifted_at"
    " FROM hold h JOIN orders o ON o.id = h.order_id ORDER BY 1, 2, 4",
    "shipments": "SELECT o.number, s.step, s.carrier, s.tracking, s.created_at, s.shipped_at, s.received_at"
    " FROM shipment s JOIN orders o ON o.id = s.order_id ORDER BY 1, 5",
    "stock": "SELECT sku_id, on_hand, reserved FROM stock ORDER BY 1",
    "moves": "SELECT sku_id, quantity, kind, business_date FROM stock_move ORDER BY 1, 4, 2",
    "numbers": "SELECT series, day, last FROM counter ORDER BY 1, 2",
    "customers": "SELECT code, name, assessed FROM customer ORDER BY 1",
}


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    return {name: rows(path, sql) for name, sql in PLAIN.items()}


def test_the_same_seed_makes_the_same_orders(tmp_path: Path, made: Path) -> None:
    again, other = tmp_path / "again.db", tmp_path / "other.db"
    founding.make(f"sqlite:///{again}", size=SIZE, now=NOW)
    assert contents(again) == contents(made)
    founding.make(f"sqlite:///{other}", size=SIZE, seed=7, now=NOW)
    assert contents(other)["orders"] != contents(made)["orders"]


def test_orders_that_are_written_down_stand_where_the_use_cases_would_have_carried_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    carried, written = tmp_path / "carried.db", tmp_path / "written.db"
    founding.make(f"sqlite:///{carried}", size=300, now=NOW)
    monkeypatch.setattr(founding, "REAL_USE_CASES", 0)
    founding.make(f"sqlite:///{written}", size=300, now=NOW)
    assert contents(written) == contents(carried)
    steps = {str(step) for (step,) in rows(carried, "SELECT DISTINCT step FROM orders")}
    assert steps == {"draft", "review", "finance", "release", "ship", "receive", "done", "void"}
    for path in (carried, written):
        sound(path)


def test_the_past_ends_before_now(made: Path) -> None:
    (newest,) = rows(made, "SELECT max(at) FROM journal")[0]
    assert isinstance(newest, int)
    assert newest < NOW.timestamp() * 1_000_000
