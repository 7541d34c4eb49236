"""By command, what the first screen says: what waits for me, and what others did."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit.shop_floor import ShopFloor, open_shop_floor


@pytest.fixture
def ydh(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[ShopFloor]:
    there = open_shop_floor(tmp_path, capsys, monkeypatch)
    yield there
    there.close()


def test_each_is_told_what_waits_for_him(ydh: ShopFloor) -> None:
    ydh.carry([ydh.place(), ydh.place()], "finance")
    waiting = {row["code"]: row["waiting"] for row in ydh("todo", "--json", by="finance").rows}
    assert waiting["order.finance"] == 2
    (row,) = [row for row in ydh("todo", "--json", by="finance").rows if row["code"] == "order.finance"]
    assert row["oldest"].endswith("Z")
    assert (row["overdue"], row["mine"]) == (0, 0)
    reviewer = {row["code"]: row["waiting"] for row in ydh("todo", "--json", by="reviewer").rows}
    assert reviewer["order.review"] == 0
    assert "order.finance" not in reviewer
    assert "order.finance" in ydh("todo", "-q", by="finance").out.split()


def test_a_hold_that_one_can_lift_waits_for_one(ydh: ShopFloor) -> None:
    number = ydh.place()
    assert ydh("order", "hold", number, "--reason", "等客户确认", by="reviewer").code == 0
    held = {row["code"]: row["waiting"] for row in ydh("todo", "--json", by="manager").rows}["held"]
    assert held == 1


# S13.17
def test_a_customer_hears_what_became_of_its_orders(ydh: ShopFloor) -> None:
    # S07.10, S10.19
    number = ydh.place()
    ydh.carry([number], "receive")
    told = [(row["number"], row["action"], row["to"]) for row in ydh("news", "--json", by="c1").rows]
    assert (number, "approve", "finance") in told
    assert ydh("news", "--json", by="c2").rows == []
    shipped = [row["told"] for row in ydh("news", "--json", "--lang", "zh_CN", by="c1").rows if row["to"] == "receive"]
    assert "顺丰" in shipped[0]
    assert len(ydh("news", "--limit", "1", "--json", by="c1").rows) == 1
