"""One record on a terminal: nothing of it is cut, a list is a tree; pipes get the table of fields."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from wcwidth import wcswidth

from tests.kit.shop_floor import ShopFloor, open_shop_floor
from ydh.core.partners import carriers

NAME = "[red]顺丰[bold] 冷链专线"
PAGE = "https://track.example/" + "a" * 90 + "?n={number}"


@pytest.fixture
def ydh(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[ShopFloor]:
    monkeypatch.setenv("NO_COLOR", "1")
    there = open_shop_floor(tmp_path, capsys, monkeypatch)
    yield there
    there.close()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_rights_of_a_role_are_a_tree_with_every_one_of_them(
    ydh: ShopFloor, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YDH_LANG", language)
    table = ydh("role", "show", "business_manager").out.splitlines()
    rights = table[-1].split(maxsplit=1)[1].split(", ")
    seen = ydh.on_screen("role", "show", "business_manager", columns=80)
    assert seen.code == 0
    *fields, head = seen.out.splitlines()[: -len(rights)]
    assert [line.split() for line in fields] == [line.split() for line in table[2:-1]]
    assert head == table[-1].split()[0]
    assert seen.out.splitlines()[-len(rights) :] == [f"├── {it}" for it in rights[:-1]] + [f"└── {rights[-1]}"]
    assert len(seen.out.splitlines()) < 24


def test_a_long_value_folds_and_is_never_read_as_markup(ydh: ShopFloor) -> None:
    assert ydh.admin
    carriers.add(ydh.admin, "LONG", NAME, tracking_url=PAGE)
    seen = ydh.on_screen("carrier", "show", "LONG", columns=60)
    lines = seen.out.splitlines()
    assert max(map(wcswidth, lines)) <= 60
    assert NAME in seen.out
    assert PAGE in "".join(line.split()[-1] for line in lines)
    assert "\x1b" not in seen.out


def test_one_thing_is_no_tree(ydh: ShopFloor) -> None:
    ydh("role", "create", "viewer", "Viewer", "order.view")
    lines = ydh.on_screen("role", "show", "viewer", columns=80).out.splitlines()
    assert lines[-1].split(maxsplit=1) == ["permissions", "see orders"]


def test_a_pipe_gets_the_table_of_fields(ydh: ShopFloor) -> None:
    words = ("role", "show", "business_manager")
    assert ydh(*words).out.splitlines()[0].split() == ["field", "value"]
    assert ydh(*words).out == ydh.process(*words).out
    assert ydh.on_screen(*words, "--json").out == ydh(*words, "--json").out
    assert ydh.on_screen(*words, "--format", "plain").out == ydh(*words, "--format", "plain").out
