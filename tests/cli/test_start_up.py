"""What a command does not need is not imported: start-up is what people wait for most often."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit.shop_floor import open_shop_floor
from tests.kit.terminal import Terminal

RUN = "import sys; from ydh.__main__ import main; code = main(); print(*sys.modules, file=sys.stderr); sys.exit(code)"
HEAVY = {"biip", "pypinyin", "rich", "tabulate", "textual", "argon2", "platformdirs"}


@pytest.fixture
def ydh(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    there = Terminal(tmp_path, capsys, monkeypatch)
    there.open_company()
    yield there
    there.close()


def modules(text: str) -> set[str]:
    return {name.partition(".")[0] for name in text.split()}


def test_the_version_is_told_without_typer_and_without_the_database(ydh: Terminal) -> None:
    told = ydh.process("--version", code=("-c", RUN))
    assert told.code == 0
    assert told.out.startswith("ydh ")
    assert not modules(told.err) & {"typer", "click", "peewee", *HEAVY}


@pytest.mark.parametrize(
    "words",
    [
        "order list --format tsv",
        "product list --format tsv",
        "customer list --format json",
        "stock list -q",
        "account list --format csv",
        "audit log --format jsonl",
    ],
)
def test_a_listing_for_machines_imports_nothing_heavy(ydh: Terminal, words: str) -> None:
    listed = ydh.process(*words.split(), "--database", ydh.url, code=("-c", RUN))
    assert listed.code == 0, listed.err.partition("\n")[0]
    assert not modules(listed.err) & HEAVY


def test_a_list_of_orders_does_not_import_how_they_are_acted_on(ydh: Terminal) -> None:
    listed = ydh.process("order", "list", "--format", "tsv", "--database", ydh.url, code=("-c", RUN))
    assert listed.code == 0
    assert not set(listed.err.split()) & {
        "ydh.core.orders.steps",
        "ydh.core.orders.sending",
        "ydh.core.stock.lots",
        "ydh.core.returns.asking",
    }


def test_a_table_imports_tabulate_and_still_not_rich(ydh: Terminal) -> None:
    listed = ydh.process("product", "list", "--database", ydh.url, code=("-c", RUN))
    assert listed.code == 0
    assert "tabulate" in modules(listed.err)
    assert not modules(listed.err) & (HEAVY - {"tabulate"})


@pytest.mark.parametrize("words", ["doctor", "report customers", "role show business_manager"])
def test_rich_draws_for_a_terminal_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    folder = tmp_path / "shop"
    folder.mkdir()
    ydh = open_shop_floor(folder, capsys, monkeypatch)
    ydh.place()
    assert "rich" in modules(ydh.on_screen(*words.split(), code=("-c", RUN)).err)
    path = ydh.folder / "shown.txt"
    for machine in ([], ["--format", "tsv"], ["--format", "markdown"], ["-o", str(path)]):
        told = ydh.process(*words.split(), *machine, code=("-c", RUN))
        assert "rich" not in modules(told.err), machine
    told = ydh.on_screen(*words.split(), "--json", code=("-c", RUN))
    assert "rich" not in modules(told.err)
    ydh.close()


def test_ydh_runs_as_a_module_in_a_process_of_its_own(ydh: Terminal) -> None:
    assert ydh.process("whoami", "--format", "tsv").out.splitlines()[1].startswith("boss\t")
