"""Suppliers by command: listed, changed, brought in from a file, and out into one that comes in again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit.shop_floor import ShopFloor, open_shop_floor
from tests.kit.terminal import DONE


@pytest.fixture
def ydh(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[ShopFloor]:
    there = open_shop_floor(tmp_path, capsys, monkeypatch)
    yield there
    there.close()


def test_suppliers_are_added_shown_changed_and_retired(ydh: ShopFloor) -> None:
    assert ydh("supplier", "add", "TP", "太平茶业", "--terms", "prepaid", "--json").rows == [{"code": "TP", **DONE}]
    assert ydh("supplier", "edit", "tp", "--phone", "0559-1").code == 0
    (row,) = ydh("supplier", "show", "TP", "--json").rows
    assert row == {"code": "TP", "name": "太平茶业", "phone": "0559-1", "terms": "prepaid", "active": True}
    assert row in ydh("supplier", "list", "--json").rows
    assert ydh("supplier", "retire", "TP").code == 0
    assert ydh("supplier", "list", "-q").out == ""
    assert ydh("supplier", "list", "--retired", "-q").out.split() == ["TP"]
    assert ydh("supplier", "show", "nobody").code == 6
    assert ydh("supplier", "add", "X", "别的", "--terms", "later").code == 2
    assert ydh("supplier", "add", "X", "别的", by="clerk").code == 4


def test_a_list_has_the_columns_and_the_order_that_are_asked_for(ydh: ShopFloor) -> None:
    for code, name in (("A", "乙"), ("B", "甲"), ("C", "丙")):
        assert ydh("supplier", "add", code, name).code == 0
    assert ydh("supplier", "list", "--sort", "-code", "--columns", "code", "--format", "csv").out == "code\nC\nB\nA\n"
    refused = ydh("supplier", "list", "--columns", "colour")
    assert refused.code == 2
    assert "code, name, phone, terms, active" in refused.err


def test_what_a_list_wrote_comes_in_again_as_unchanged(ydh: ShopFloor, tmp_path: Path) -> None:
    assert ydh("supplier", "add", "TP", "太平茶业", "--phone", "=1+1").code == 0
    file = tmp_path / "suppliers.csv"
    assert ydh("supplier", "list", "--columns", "code,name,phone,terms", "--format", "csv", "-o", str(file)).code == 0
    done = ydh("supplier", "import", str(file), "--yes", "--json")
    assert done.code == 0
    file.write_text("供应商编码,供应商名称,结算方式\nTP,太平茶业,月结\nMX,茗溪茶厂,\n", encoding="utf-8")
    assert ydh("supplier", "import", str(file), "--yes").code == 0
    rows = {row["code"]: (row["name"], row["phone"], row["terms"]) for row in ydh("supplier", "list", "--json").rows}
    assert rows == {"TP": ("太平茶业", "=1+1", "monthly"), "MX": ("茗溪茶厂", "", "monthly")}
