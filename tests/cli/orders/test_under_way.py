"""What becomes of an order on its way, and what stays on it, by command."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit.shop_floor import ShopFloor, open_shop_floor
from ydh.core.partners.carriers import USUAL


@pytest.fixture
def ydh(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[ShopFloor]:
    there = open_shop_floor(tmp_path, capsys, monkeypatch)
    yield there
    there.close()


def test_a_service_goes_the_same_way_as_goods_and_takes_no_stock(ydh: ShopFloor) -> None:
    # S04.5, S04.16
    added = ydh("product", "add", "FIT", "上门安装", "--service", "--price", "50", "--unit", "次", by="manager")
    assert added.code == 0, added.err
    number = ydh.place("T1=2", "FIT=3")
    ydh.carry([number], "done")
    (shown,) = ydh("order", "show", number, "--json").rows
    assert (shown["customer"], shown["step"], shown["total"]) == ("客户C1", "done", "170.00")
    assert [(line["sku"], line["quantity"], line["amount"], line["received"]) for line in shown["lines"]] == [
        ("T1", "2.000", "20.00", "2.000"),
        ("FIT", "3.000", "150.00", "3.000"),
    ]
    stock = {row["code"]: row["on_hand"] for row in ydh("stock", "list", "--json", by="keeper").rows}
    assert stock == {"T1": "998.000", "T2": "1000.000"}


def test_the_first_submit_gives_a_number_that_stays_with_the_order(ydh: ShopFloor) -> None:
    # S04.6, S07.6
    first, second = ydh.place(), ydh.place()
    assert int(second[-6:]) == int(first[-6:]) + 1
    assert ydh("order", "send-back", first, "--reason", "price", by="reviewer").code == 0
    assert ydh("order", "submit", first, "-q", by="c1").out == f"{first}\n"
    assert ydh("workflow", "disable", "review", "--yes").code == 0
    (passed,) = ydh("order", "create", "--line", "T1=1", "--json", by="c1").rows
    assert (int(passed["number"][-6:]), passed["step"]) == (int(second[-6:]) + 1, "finance")


def test_what_is_settled_with_the_customer_stays_on_the_order(ydh: ShopFloor) -> None:
    # S04.8, S04.10, S04.21, S03.6
    number = ydh.place()
    assert (
        ydh(
            "order", "note", number, "两箱改一箱", "--with", "王掌柜", "--how", "电话", "--result", "同意", by="clerk"
        ).code
        == 0
    )
    assert ydh("order", "note", number, "小心轻放", "--line", "1", "--shared", by="reviewer").code == 0
    assert ydh("order", "note", number, "周五前要", by="c1").code == 0
    assert ydh("order", "note", number, "?", "--line", "2", by="reviewer").code == 6
    assert ydh("order", "note", number, "?", by="c2").code == 6
    assert ydh("role", "create", "counter", "盘点员").code == 0
    assert ydh("role", "grant", "counter", "stock.adjust").code == 0
    ydh.staff("packer", "counter")
    assert ydh("order", "note", number, "?", by="packer").code == 4
    (shown,) = ydh("order", "show", number, "--json", by="keeper").rows
    kept = [(it["by"], it["text"], it["with_whom"], it["how"], it["result"], it["shared"]) for it in shown["notes"]]
    assert kept == [
        ("clerk", "两箱改一箱", "王掌柜", "电话", "同意", False),
        ("reviewer", "小心轻放", "", "", "", True),
        ("c1", "周五前要", "", "", "", True),
    ]
    (seen,) = ydh("order", "show", number, "--json", by="c1").rows
    assert [it["text"] for it in seen["notes"]] == ["小心轻放", "周五前要"]
    told = [row["details"] for row in ydh("order", "history", number, "--json").rows if row["action"] == "note"]
    assert told == ["kind: contact; note: 两箱改一箱", "kind: remark; note: 小心轻放", "kind: remark; note: 周五前要"]


def test_an_order_is_checked_against_stock_at_its_submit(ydh: ShopFloor) -> None:
    # S07.5, S10.10
    before = ydh("stock", "list", "--json", by="keeper").rows
    refused = ydh("order", "create", "--line", "T1=1001", "--line", "T2=5", "--line", "T2=1000", by="c1")
    assert refused.code == 5
    assert ("T1" in refused.err, "T2" in refused.err, "1001" in refused.err, "1005" in refused.err) == (True,) * 4
    assert ydh("order", "list", "-q").out == ""
    assert ydh("stock", "list", "--json", by="keeper").rows == before
    number = ydh.place("T1=1000")
    assert ydh("order", "create", "--line", "T1=1", by="c1").code == 5  # what another has is not there
    assert ydh("order", "void", number, "--reason", "double", by="reviewer").code == 0
    assert ydh.place("T1=1")


def test_an_order_that_was_acknowledged_is_there_though_the_program_is_killed(ydh: ShopFloor) -> None:
    # S10.5
    create = "from ydh.cli.frame.main import run; run(['order', 'create', '--line', 'T1=2', '-q'])"
    code = f"import time; {create}; time.sleep(60)"
    env = {**os.environ, "YDH_TOKEN": ydh._tokens["c1"]}
    with subprocess.Popen([sys.executable, "-u", "-c", code], stdout=subprocess.PIPE, text=True, env=env) as program:
        assert program.stdout
        number = program.stdout.readline().strip()
        program.send_signal(signal.SIGKILL)
    assert ydh.waits(number) == "review"
    assert ydh("stock", "show", "T1", by="keeper").code == 0
    assert ydh.approve("review", number).code == 0


def test_every_carrier_of_the_list_that_has_a_page_is_followed_there_by_the_customer(ydh: ShopFloor) -> None:
    # S10.17, S01.13, S07.13
    numbers = [ydh.place("T1=1") for _ in USUAL[:-1]]
    ydh.carry(numbers, "ship")
    followed = {}
    for number, (code, name, *_) in zip(numbers, USUAL, strict=False):
        words = ("--carrier", code, "--tracking", f"{code} 1", "--json")
        (sent,) = ydh("order", "ship", number, *words, by="clerk").rows
        (seen,) = ydh("shipment", "show", sent["parts"], "--json", by="c1").rows
        assert (seen["carrier"], seen["tracking"]) == (name, f"{code} 1")
        followed[code] = seen["url"]
    pages = {code: f"https://www.kuaidi100.com/chaxun?com={page}&nu={code}%201" for code, *_, page in USUAL if page}
    assert {code: url for code, url in followed.items() if url} == pages
    assert len(pages) == 10


def test_a_customers_data_are_put_right_while_the_order_is_held_and_it_goes_on_where_it_stood(ydh: ShopFloor) -> None:
    # S04.24, S04.25, S05.12
    number = ydh.place()
    assert ydh("order", "hold", number, "--reason", "no such street", by="reviewer").code == 0
    held = ydh("order", "approve", number, "--at", "review", by="reviewer")
    assert (held.code, "no such street" in held.out) == (5, True)
    assert ydh("order", "edit", number, "--set", "address=杭州市文三路1号", by="manager").code == 0
    assert ydh("customer", "edit", "C1", "--address", "杭州市文三路1号", by="manager").code == 0
    assert ydh("order", "approve", number, "--at", "review", by="reviewer").code == 5
    assert ydh("order", "release-hold", number, "--answer", "moved", by="manager").code == 0
    (shown,) = ydh("order", "show", number, "--json").rows
    assert (shown["step"], shown["details"]["address"], shown["holds"]) == ("review", "杭州市文三路1号", [])
    ydh.carry([number], "finance")
    assert ydh("order", "hold", number, "--reason", "credit", by="finance").code == 0
    assert ydh("order", "release-hold", number, "--answer", "paid", by="manager").code == 0
    assert ydh.waits(number) == "finance"
    assert ydh.approve("finance", number).code == 0
