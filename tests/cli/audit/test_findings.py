"""What the doctor and the proof of the journal find: a list with marks on a terminal, a table everywhere else."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from wcwidth import wcswidth

from tests.kit.shop_floor import ShopFloor, open_shop_floor

COLOUR = re.compile(r"\x1b\[[\d;]*m")
MARK = {"ok": "✓", "warning": "!", "error": "✗"}


@pytest.fixture
def ydh(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[ShopFloor]:
    folder = tmp_path / "[red]茶叶[bold]"  # a name that Rich would take for its markup
    folder.mkdir()
    folder.chmod(0o755)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    there = open_shop_floor(folder, capsys, monkeypatch)
    yield there
    there.close()


def tamper(ydh: ShopFloor, statement: str) -> None:
    """Change the company behind the program's back."""
    with sqlite3.connect(ydh.url.removeprefix("sqlite:///")) as there:
        there.execute(statement)


def packed(text: str) -> str:
    """A text without the blanks and line breaks that its lines are laid out with."""
    return "".join(text.split())


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_person_gets_every_finding_whole_with_its_mark(
    ydh: ShopFloor, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tamper(ydh, "UPDATE stock SET on_hand = on_hand + 1")
    monkeypatch.setenv("YDH_LANG", language)
    rows = ydh("doctor", "--json").rows
    assert {"ok", "error"} <= {row["level"] for row in rows}
    seen = ydh.on_screen("doctor", columns=80)
    assert seen.code == 1
    lines = COLOUR.sub("", seen.out).splitlines()
    assert max(wcswidth(line) for line in lines) <= 80
    assert [line[0] for line in lines if line[0] != " "] == [MARK[row["level"]] for row in rows]
    # the folded part stands under its own column: a sentence is whole when the names of checks are left out
    column = next(line.index(rows[0]["finding"]) for line in lines)
    width = wcswidth(lines[0][:column])
    said = packed("".join(right_of(line, width) for line in lines))
    for row in rows:
        assert packed(row["finding"]) in said
    assert "[red]茶叶[bold]" in said


def right_of(line: str, width: int) -> str:
    """What a line has after its first `width` cells."""
    return next((line[n:] for n in range(len(line) + 1) if wcswidth(line[:n]) >= width), "")


def test_colour_is_for_those_who_want_it(ydh: ShopFloor, monkeypatch: pytest.MonkeyPatch) -> None:
    tamper(ydh, "UPDATE stock SET on_hand = on_hand + 1")
    coloured = ydh.on_screen("doctor", columns=80).out
    assert "\x1b[32m✓\x1b[0m" in coloured
    assert "\x1b[1;31m✗\x1b[0m" in coloured
    for name, value in (("NO_COLOR", "1"), ("TERM", "dumb")):
        with monkeypatch.context() as there:
            there.setenv(name, value)
            assert ydh.on_screen("doctor", columns=80).out == COLOUR.sub("", coloured)


def test_pipes_and_files_get_the_table(ydh: ShopFloor) -> None:
    tamper(ydh, "UPDATE journal SET action = 'nothing' WHERE kind = 'product'")
    path = ydh.folder / "doctor.txt"
    for words in ("doctor", "audit verify"):
        table = ydh(*words.split()).out
        assert table.splitlines()[0].split()[:2] == ["level", "check"]
        assert "✓" not in table
        assert "✗" in ydh.on_screen(*words.split()).out
        assert ydh.on_screen(*words.split(), "--format", "plain").out == ydh(*words.split(), "--format", "plain").out
    assert ydh.on_screen("doctor", "-o", str(path)).out == ""
    assert path.read_text().splitlines()[0].split()[:2] == ["level", "check"]
