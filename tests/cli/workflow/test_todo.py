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


def test_a_customer_hears_of_its_goods_and_complaints_and_nothing_of_the_work_of_staff(ydh: ShopFloor) -> None:
    # S13.17, S13.19, S14.17, S16.14
    number = ydh.place()
    ydh.carry([number], "ship")
    ydh("order", "note", number, "only among us", by="reviewer")
    ydh("order", "assign", number, "clerk", by="manager")
    (part,) = [it["number"] for it in ydh("order", "show", number, "--json").rows[0]["shipments"]]
    ydh("order", "ship", number, "--carrier", "SF", "--tracking", "SF9", "--expected", "2099-01-01", by="clerk")
    (left,) = [row["told"] for row in ydh("news", "--json", by="c1").rows if row["to"] == "receive"]
    assert all(what in left for what in (part, "SF9", "2099-01-01"))
    ydh("shipment", "track", part, "--status", "in_transit", "--place", "Jiaxing", by="clerk")
    ydh("case", "open", part, "--kind", "damaged", "--text", "x", "--line", "1", "--quantity", "1", by="manager")
    (case,) = ydh("case", "list", "-q", by="reviewer").out.split()
    ydh("case", "settle", case, "--outcome", "credited", "--answer", "not billed", by="reviewer")
    told = {row["action"]: row["told"] for row in ydh("news", "--json", by="c1").rows}
    assert {"note", "assign"} & told.keys() == set()
    assert told["track"] == f"shipments: {part}; status: in transit; place: Jiaxing"
    assert told["case"] == f"shipments: {part}; case: {case}; kind: damaged"
    assert told["settle"] == f"case: {case}; outcome: not billed; answer: not billed"
