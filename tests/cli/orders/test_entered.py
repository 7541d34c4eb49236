"""What an order must be before it goes on, and what it stays afterwards, by command."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit.shop_floor import ShopFloor, open_shop_floor
from ydh.core.rules.orders import CHANNEL_NAMES

DAY = ("--set", "requested_date=2026-12-31")
FOR_C1 = ("--customer", "C1", *DAY)
LACKS = ["contact is missing", "phone is missing", "address is missing", "requested date is missing"]


@pytest.fixture
def ydh(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[ShopFloor]:
    there = open_shop_floor(tmp_path, capsys, monkeypatch)
    yield there
    there.close()


def entered(ydh: ShopFloor, *words: str, by: str = "manager") -> str:
    """The number of an order that staff enter for C1."""
    done = ydh("order", "create", *FOR_C1, *words, "-q", by=by)
    assert done.code == 0, done.err
    return done.out.strip()


def there(ydh: ShopFloor, code: str = "T1") -> tuple[str, str]:
    """What is on hand of an item, and how much of it is reserved."""
    (row,) = [it for it in ydh("stock", "list", "--json", by="keeper").rows if it["code"] == code]
    return row["on_hand"], row["reserved"]


# --- entering ---


def test_an_order_comes_by_one_of_seven_channels_and_is_found_by_it(ydh: ShopFloor) -> None:
    # S12.5, S10.4, S04.7
    by_staff = [channel for channel in CHANNEL_NAMES if channel != "batch"]
    assert by_staff == ["website", "phone", "email", "fax", "visit", "fair"]
    for channel in by_staff:
        number = entered(ydh, "--line", "T1=1", "--channel", channel, "--set", "contract_number=HT-1")
        assert ydh("order", "list", "--channel", channel, "-q").out.split() == [number]
    file = ydh.folder / "orders.csv"
    file.write_text("ref,customer,sku,quantity\nA1,C1,T1,2\n", encoding="utf-8")
    assert ydh("order", "import", str(file), "--yes", by="reviewer").code == 0
    assert len(ydh("order", "list", "--channel", "batch", "-q").out.split()) == 1
    for wrong in ("batch", "pigeon"):
        refused = ydh("order", "create", *FOR_C1, "--line", "T1=1", "--channel", wrong, by="manager")
        assert refused.code == 2
        assert ", ".join(CHANNEL_NAMES) in refused.err


def test_what_an_order_lacks_is_named_one_by_one(ydh: ShopFloor) -> None:
    # S14.5, S13.9, S01.6, S04.7, S10.6
    details = {"--line": "T1=2", "contact": "李四", "phone": "139", "address": "杭州", "requested_date": "2026-12-31"}
    ydh("customer", "add", "C9", "没有资料的客户", by="manager")

    def create(customer: str, given: dict[str, str]) -> tuple[int, list[str]]:
        words = [word for name, value in given.items() for word in said(name, value)]
        done = ydh("order", "create", *(["--customer", customer] if customer else []), *words, by="manager")
        return done.code, done.err.splitlines() if done.code else []

    def said(name: str, value: str) -> tuple[str, str]:
        return (name, value) if name.startswith("--") else ("--set", f"{name}={value}")

    assert create("C9", details)[0] == 0
    for name, lack in zip(("contact", "phone", "address", "requested_date"), LACKS, strict=True):
        assert create("C9", {n: v for n, v in details.items() if n != name}) == (2, [lack])
    code, lacks = create("C9", {"--line": "T1=2"})
    assert (code, [line.strip() for line in lacks if "is missing" in line]) == (2, LACKS)
    assert create("", details)[0] == 2  # whose is it?
    assert create("C9", {n: v for n, v in details.items() if n != "--line"})[0] == 2  # of what?
    assert create("C9", details | {"--line": "T1=0"})[0] == 2
    assert create("C9", details | {"--line": "NONE=1"})[0] in (2, 6)
    assert create("C9", details)[0] == 0


def test_an_order_from_a_fair_needs_its_contract_and_keeps_what_that_settles(ydh: ShopFloor) -> None:
    # S17.2
    goods = ("--attr", "color=blue", "--price", "25", "--unit", "piece")
    assert ydh("product", "add", "CUP", "Cup", *goods, by="manager").code == 0
    assert ydh("stock", "receive", "CUP", "10", by="keeper").code == 0
    words = ("order", "create", "--customer", "C1", "--line", "CUP=2", "--set", "terms=prepaid")
    for channel in ("visit", "fair"):
        refused = ydh(*words, "--channel", channel, by="manager")
        assert refused.code == 2
        assert "requested date is missing" in refused.err
        assert "contract number is missing" in refused.err
    settled = ("--set", "contract_number=HT-7", "--set", "contract_date=2026-12-20", *DAY)
    number = ydh(*words, "--channel", "fair", *settled, "-q", by="manager").out.strip()
    (order,) = ydh("order", "show", number, "--json").rows
    (line,) = order["lines"]
    assert (line["sku"], line["name"], line["quantity"], line["price"]) == ("CUP", "Cup", "2.000", "25.0000")
    kept = {name: order["details"][name] for name in ("contract_number", "contract_date", "requested_date", "terms")}
    assert kept == {
        "contract_number": "HT-7",
        "contract_date": "2026-12-20",
        "requested_date": "2026-12-31",
        "terms": "prepaid",
    }
    assert "blue" in ydh("order", "show", number).out


def test_a_draft_has_no_number_takes_no_stock_and_may_lack_things(ydh: ShopFloor) -> None:
    # S12.6
    draft = ydh("order", "create", "--customer", "C1", "--draft", "--line", "T1=2", "-q", by="manager").out.strip()
    assert draft.startswith("D-")
    assert there(ydh) == ("1000.000", "0.000")
    assert ydh("order", "submit", draft, by="manager").code == 2  # wanted when?
    assert ydh("order", "edit", draft, *DAY, by="manager").code == 0
    number = ydh("order", "submit", draft, "-q", by="manager").out.strip()
    assert number.startswith("DH-O-")
    assert there(ydh) == ("1000.000", "2.000")  # S13.14


def test_what_waits_for_the_customers_yes_is_not_reviewed(ydh: ShopFloor) -> None:
    # S12.7
    number = entered(ydh, "--line", "T1=2", "--ask-customer")
    refused = ydh("order", "approve", number, "--at", "review", by="reviewer")
    assert refused.code == 5
    assert "customer's yes" in refused.out
    assert ydh("order", "confirm", number, by="c1").code == 0
    assert ydh("order", "approve", number, "--at", "review", by="reviewer").code == 0


def test_goods_go_where_the_order_said_whatever_becomes_of_the_customers_address(ydh: ShopFloor) -> None:
    # S12.14, S10.6
    number = ydh.place()
    (before,) = ydh("order", "show", number, "--json").rows
    assert ydh("customer", "edit", "C1", "--address", "宁波市海曙区9号", by="manager").code == 0
    ydh.carry([number], "ship")
    (after,) = ydh("order", "show", number, "--json").rows
    assert after["details"]["address"] == before["details"]["address"] == "浙江省杭州市西湖区龙井路1号"
    other = ("order", "ship", number, "--carrier", "SF", "--place", "宁波市海曙区9号")
    assert ydh(*other, by="clerk").code == 2
    assert ydh(*other, "--remark", "moved", by="clerk").code == 0
    part = after["shipments"][0]["number"]
    (sent,) = ydh("shipment", "show", part, "--json", by="clerk").rows
    assert (sent["address"], sent["agreed_place"]) == ("浙江省杭州市西湖区龙井路1号", "宁波市海曙区9号")


# --- reviewing ---


def test_who_entered_an_order_does_not_review_it_and_a_change_is_seen_first(ydh: ShopFloor) -> None:
    # S13.11
    number = entered(ydh, "--line", "T1=2", by="reviewer")
    assert ydh("order", "approve", number, "--at", "review", by="reviewer").code == 4
    ydh.staff("second", "order_reviewer")
    seen = f"{number}@{ydh.revision(number)}"
    assert ydh("order", "edit", number, "--line", "T1=3", by="reviewer").code == 0
    assert ydh("order", "approve", seen, by="second").code == 5
    assert ydh("order", "approve", f"{number}@{ydh.revision(number)}", by="second").code == 0


def test_an_approval_takes_an_opinion_and_where_the_company_says_so_needs_one(ydh: ShopFloor) -> None:
    # S13.13
    assert ydh("setting", "set", "opinion_required", "finance").code == 0
    number = ydh.place()
    assert ydh("order", "approve", number, "--at", "review", "--opinion", "priced right", by="reviewer").code == 0
    assert ydh("order", "approve", number, "--at", "finance", by="finance").code == 2
    assert ydh("order", "approve", number, "--at", "finance", "--opinion", "good", by="finance").code == 0
    told = ydh("order", "history", number, "--json").rows
    assert [(row["by"], row["details"]) for row in told if row["action"] == "approve"] == [
        ("reviewer", "opinion: priced right"),
        ("finance", "opinion: good"),
    ]


def test_an_order_of_an_unassessed_customer_passes_finance_before_its_goods_leave(ydh: ShopFloor) -> None:
    # S14.8
    assert (
        ydh("customer", "add", "C9", "新客户", "--contact", "李", "--phone", "1", "--address", "x", by="manager").code
        == 0
    )
    number = ydh("order", "create", "--customer", "C9", "--line", "T1=2", *DAY, "-q", by="manager").out.strip()
    assert ydh("workflow", "disable", "finance", "--yes").code == 0
    ydh("order", "approve", number, "--at", "review", by="reviewer")
    stopped = ydh("order", "approve", number, "--at", "release", by="keeper")
    assert (stopped.code, "new customer" in stopped.out) == (5, True)
    assert ydh("order", "release-hold", number, "--kind", "new_customer", by="manager").code == 4
    assert ydh("order", "release-hold", number, "--kind", "new_customer", "--answer", "ok", by="finance").code == 0
    assert ydh("order", "approve", number, "--at", "release", by="keeper").code == 0


# --- stock ---


def test_stock_is_reserved_by_an_order_and_leaves_with_its_shipment(ydh: ShopFloor) -> None:
    # S13.10, S13.14
    number = ydh.place("T1=2")
    assert there(ydh) == ("1000.000", "2.000")
    ydh.carry([number], "ship")
    assert there(ydh) == ("1000.000", "2.000")
    assert ydh.approve("ship", number).code == 0
    assert there(ydh) == ("998.000", "0.000")
    (move,) = ydh("stock", "show", "T1", "--json", by="keeper").rows[0]["moves"][:1]
    assert (move["quantity"], move["kind"]) == ("-2.000", "ship")


def test_orders_of_a_level_with_priority_are_worked_on_first(ydh: ShopFloor) -> None:
    # S13.15
    first, second = ydh.place(by="c2"), ydh.place(by="c2")
    assert ydh("customer", "level", "add", "gold", "Gold", by="manager").code == 0
    assert ydh("customer", "level", "priority", "gold", "3", by="manager").code == 0
    assert ydh("customer", "edit", "C1", "--level", "gold", by="manager").code == 0
    urgent = ydh.place(by="c1")
    assert ydh("order", "list", "--step", "review", "-q").out.split() == [urgent, first, second]
    ydh.carry([first, second, urgent], "ship")
    assert [row["order"] for row in ydh("pick", "list", "--json", by="keeper").rows] == [urgent, first, second]
    assert ydh("customer", "level", "priority", "gold", "6", by="manager").code == 2
    assert ydh("customer", "level", "priority", "gold", "1", by="reviewer").code == 4
    assert ydh("customer", "level", "priority", "none", "1", by="manager").code == 6
