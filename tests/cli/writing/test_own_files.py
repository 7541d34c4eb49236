"""No output takes the place of a database, of what belongs to it, or of its copies; no input is read from one."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit.terminal import Terminal
from ydh.cli.writing import output
from ydh.core.values.errors import Invalid

TAILS = ("-wal", "-shm", "-journal", "-lock", "-upgrade-lock")


@pytest.fixture
def ydh(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    there = Terminal(tmp_path, capsys, monkeypatch)
    there.open_company()
    there.staff("manager", "business_manager")
    yield there
    there.close()


def database(ydh: Terminal) -> Path:
    return Path(ydh.url.removeprefix("sqlite:///"))


def refused(ydh: Terminal, path: Path) -> bool:
    """Whether a list is refused as that file, with nothing on the way to it left behind."""
    before = path.read_bytes() if path.exists() else None
    said = ydh("product", "list", "--format", "csv", "--output", str(path), "--force")
    after = path.read_bytes() if path.exists() else None
    assert list(path.parent.glob(".ydh-*")) == []
    return said.code == 2 and "is a database or belongs to one" in said.err and before == after


def test_no_file_replaces_the_open_database_or_what_belongs_to_it(ydh: Terminal) -> None:
    path = database(ydh)
    assert refused(ydh, path)
    assert all(refused(ydh, path.with_name(path.name + tail)) for tail in TAILS)
    assert ydh("doctor").code == 0


def test_the_database_is_known_under_every_name_that_it_has(ydh: Terminal) -> None:
    path, folder = database(ydh), ydh.folder / "elsewhere"
    folder.mkdir()
    for number, tail in enumerate(("", "-wal", "-lock")):
        os.link(path.with_name(path.name + tail), folder / f"hard{number}.csv")
        (folder / f"soft{number}.csv").symlink_to(path.with_name(path.name + tail))
        assert refused(ydh, folder / f"hard{number}.csv")
        assert refused(ydh, folder / f"soft{number}.csv")
    (ydh.folder / "round").symlink_to(folder.parent)
    assert refused(ydh, ydh.folder / "round" / f"{path.name}-shm")


def test_another_company_and_a_copy_are_not_replaced_either(ydh: Terminal) -> None:
    other, copy = ydh.folder / "other.db", ydh.folder / "copy of yesterday"
    assert ydh("--database", str(other), "demo", "--size", "0").code == 0
    shutil.copy(other, copy)
    assert all(refused(ydh, path) for path in (other, other.with_name("other.db-wal"), copy))


def test_what_only_looks_like_a_part_of_a_database_is_a_file_like_others(ydh: Terminal) -> None:
    for name in ("new.csv-wal", "goods-lock", "-journal"):
        path = ydh.folder / name
        assert ydh("product", "list", "--format", "csv", "--output", str(path)).code == 0
        assert ydh("product", "list", "--format", "csv", "--output", str(path), "--force").code == 0


def test_refused_rows_do_not_replace_it(ydh: Terminal) -> None:
    rows = ydh.folder / "rows.csv"
    rows.write_text(ydh("product", "import-template").out + "P1,,,,\n", encoding="utf-8")
    said = ydh("product", "import", str(rows), "--skip-bad", str(database(ydh)), "--yes", "--force", by="manager")
    assert said.code == 2
    assert "is a database or belongs to one" in said.err


def test_a_paper_as_pdf_does_not_replace_it(ydh: Terminal) -> None:
    with pytest.raises(Invalid) as caught:
        output.put(b"%PDF", str(database(ydh)), format="PDF", option="--pdf", overwrite=True)
    assert caught.value.id == "output-database"


def test_no_database_is_made_among_the_files_of_another_one(ydh: Terminal) -> None:
    path = database(ydh)
    for tail in ("-lock", "-wal", "-upgrade-lock"):
        made = ydh("--database", f"{path}{tail}", "demo", "--size", "0", "--force")
        assert (made.code, f"it would belong to {path}" in made.err) == (2, True)
    assert ydh("doctor").code == 0


def test_the_open_database_is_not_read_as_a_file_either(ydh: Terminal) -> None:
    path = database(ydh)
    for name in (path, path.with_name(path.name + "-shm")):
        said = ydh("product", "import", str(name), "--yes", by="manager")
        assert (said.code, "is the open database or belongs to it" in said.err) == (2, True)
        said = ydh("account", "add", "new", "New", "--role", "order_reviewer", "--password-file", str(name))
        assert (said.code, "is the open database or belongs to it" in said.err) == (2, True)
