"""How many rows of a list come: all of them where a program reads, a screenful where somebody looks."""

from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest

from tests.kit.command_table import commands
from tests.kit.shop_floor import ShopFloor, open_shop_floor
from tests.kit.statements import asked
from tests.kit.terminal import Result
from ydh.cli.frame.rows import SCREENFUL, Rows, tell_rest
from ydh.core.goods import catalogue, products
from ydh.core.goods.views import Variant
from ydh.core.partners import carriers

MANY = SCREENFUL + 7


@pytest.fixture
def ydh(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[ShopFloor]:
    there = open_shop_floor(tmp_path, capsys, monkeypatch)
    yield there
    there.close()


def rows_of(result: Result) -> int:
    """The rows of a table below its head."""
    return len(result.out.splitlines()) - 2


def make_many(ydh: ShopFloor) -> None:
    assert ydh.admin
    for n in range(MANY):
        products.add(ydh.admin, f"M{n:02}", "茶叶", Variant(price=Decimal(9)))
        carriers.add(ydh.admin, f"K{n:02}", f"承运{n:02}")


def test_a_program_gets_every_row_and_a_person_a_screenful(ydh: ShopFloor) -> None:
    numbers = [ydh.place() for _ in range(MANY)]
    assert ydh("order", "list", "-q").out.split() == numbers[::-1]
    assert len(ydh("order", "list", "--json").rows) == MANY
    assert rows_of(ydh("order", "list")) == MANY
    path = ydh.folder / "orders.csv"
    assert ydh("order", "list", "--format", "csv", "-o", str(path)).code == 0
    assert len(path.read_text().splitlines()) == 1 + MANY
    seen = ydh.on_screen("order", "list")
    assert (seen.code, rows_of(seen)) == (0, SCREENFUL)
    assert seen.err == f"{SCREENFUL} of {MANY}; add --all for all\n"
    assert ydh.on_screen("order", "list", "-q").out.split() == numbers[::-1]
    for words, rows in (
        (["--all"], MANY),
        (["--limit", str(MANY)], MANY),
        (["--customer", "C2"], 0),
        (["--format", "csv"], MANY - 1),
    ):
        seen = ydh.on_screen("order", "list", *words)
        assert (rows_of(seen), seen.err) == (rows, ""), words
    seen = ydh.on_screen("order", "list", "--step", "review", "--limit", "3")
    assert (rows_of(seen), seen.err) == (3, f"3 of {MANY}; add --all for all\n")


@pytest.mark.parametrize("words", ["product list", "price list", "stock list", "carrier list", "audit log"])
def test_every_list_says_what_a_terminal_has_no_room_for(ydh: ShopFloor, words: str) -> None:
    make_many(ydh)
    total = len(ydh(*words.split(), "--json").rows)
    assert total >= MANY
    seen = ydh.on_screen(*words.split())
    option = "--all" if words in ("price list", "stock list", "audit log") else f"--limit {total}"
    assert (rows_of(seen), seen.err) == (SCREENFUL, f"{SCREENFUL} of {total}; add {option} for all\n")
    seen = ydh.on_screen(*words.split(), *option.split())
    assert (rows_of(seen), seen.err) == (total, "")
    assert rows_of(ydh(*words.split())) == total


def test_rows_are_counted_only_where_some_are_left_out(ydh: ShopFloor) -> None:
    make_many(ydh)
    assert ydh.admin
    for limit, counts in ((MANY + 2, 0), (5, 1)):
        rows = Rows(partial(catalogue.search, ydh.admin))
        rows.limit = limit
        with asked(ydh.admin.company) as said:
            assert len(list(rows)) == limit
            tell_rest(rows, by_all=False)
        assert sum("COUNT(*)" in sql for sql in said) == counts


def test_every_list_of_the_companys_can_be_limited() -> None:
    limited = {words for words, command in commands() if any("--limit" in it.opts for it in command.params)}
    lists = {words for words, _ in commands() if words.endswith((" list", " search"))}
    assert lists - limited == {"ydh report list"}  # the program has a handful, no company more
