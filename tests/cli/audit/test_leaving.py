"""Files that commands write: whole tables need the right to export, and every file is in the journal."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit.terminal import Terminal


@pytest.fixture
def ydh(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    there = Terminal(tmp_path, capsys, monkeypatch)
    there.open_company()
    there.staff("reviewer", "order_reviewer")
    there.staff("manager", "business_manager")
    there.customer("C1")
    yield there
    there.close()


def exported(ydh: Terminal) -> list[tuple[str, str]]:
    """Who took what along, the first first."""
    rows = ydh("audit", "log", "--action", "export", "--json").rows
    return [(row["by"], row["details"].rpartition("what=")[2]) for row in reversed(rows)]


@pytest.mark.parametrize(
    "words",
    [
        "order list",
        "order list --all",
        "product list",
        "price list",
        "customer list",
        "customer list --all",
        "stock list",
        "stock list --limit 2000",
    ],
)
def test_a_whole_table_becomes_a_file_only_for_who_may_export(ydh: Terminal, words: str) -> None:
    # S06.20
    path = ydh.folder / "all.csv"
    refused = ydh(*words.split(), "--format", "csv", "-o", str(path), by="reviewer")
    assert (refused.code, path.exists()) == (4, False)
    assert ydh(*words.split(), "--format", "csv", by="reviewer").code == 0
    assert ydh(*words.split(), "--format", "csv", "-o", str(path), by="manager").code == 0
    assert exported(ydh) == [("manager", " ".join(words.split()[:2]))]


@pytest.mark.parametrize("words", ["order list --all --step review", "product list tea", "customer list --limit 50"])
def test_a_part_of_a_table_is_a_file_for_who_sees_it_and_journaled(ydh: Terminal, words: str) -> None:
    # S06.20
    path = ydh.folder / "some.csv"
    assert ydh(*words.split(), "--format", "csv", "-o", str(path), by="reviewer").code == 0
    assert exported(ydh) == [("reviewer", " ".join(words.split()[:2]))]


def test_customers_keep_their_own_orders_as_a_file(ydh: Terminal) -> None:
    path = ydh.folder / "mine.csv"
    assert ydh("order", "list", "--all", "--format", "csv", "-o", str(path), by="c1").code == 0
    assert exported(ydh) == [("c1", "order list")]


def test_a_list_on_the_screen_is_not_journaled(ydh: Terminal) -> None:
    for format in ("table", "csv", "json"):
        assert ydh("product", "list", "--format", format, by="reviewer").code == 0
    assert ydh("product", "list", "-o", "-", by="reviewer").code == 0
    assert exported(ydh) == []
