"""Shipping by command: carriers, what is said when goods leave, their papers and way, receipt by line, cases."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.kit.shop_floor import ShopFloor, open_shop_floor
from tests.kit.terminal import DONE
from ydh.cli.writing.layout import width_of
from ydh.core.company.zones import zone_of


@pytest.fixture
def ydh(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[ShopFloor]:
    there = open_shop_floor(tmp_path, capsys, monkeypatch)
    yield there
    there.close()


def shipped(ydh: ShopFloor, *more: str, lines: tuple[str, ...] = ("T1=5", "T2=3")) -> str:
    """The number of a shipment that left."""
    number = ydh.place(*lines)
    ydh.carry([number], "ship")
    done = ydh("order", "ship", number, "--carrier", "SF", *more, "--json", by="clerk")
    assert done.code == 0, done.err + done.out
    return str(done.rows[0]["parts"])


def test_carriers_are_listed_added_changed_and_retired(ydh: ShopFloor) -> None:
    assert "SF" in ydh("carrier", "list", "-q", by="clerk").out.split()
    added = ydh("carrier", "add", "WL9", "四埭物流", "--kind", "freight", "--until", "2020-01-01", "--json", by="clerk")
    assert added.rows == [{"code": "WL9", **DONE}]
    assert ydh("carrier", "edit", "wl9", "--phone", "95338", "--contract", "HT-1", by="clerk").code == 0
    (row,) = [it for it in ydh("carrier", "list", "--json", by="clerk").rows if it["code"] == "WL9"]
    assert (row["phone"], row["kind"], row["state"]) == ("95338", "freight", "expired")
    assert ydh("carrier", "edit", "WL9", "--until", "", by="clerk").code == 0
    assert ydh("carrier", "retire", "WL9", by="clerk").code == 0
    assert ydh("carrier", "list", "--retired", "-q", by="clerk").out.split() == ["WL9"]
    assert ydh("carrier", "restore", "WL9", by="clerk").code == 0
    assert ydh("carrier", "list", by="c1").code == 4
    assert ydh("carrier", "add", "SF", "又一个", by="clerk").code == 2


# S12.11
def test_what_is_said_when_goods_leave_is_shown_with_the_shipment(ydh: ShopFloor) -> None:
    # S01.13
    said = ("--tracking", "SF9", "--parcels", "2", "--weight", "3.5", "--expected", "2099-01-01", "--hour", "9:00")
    part = shipped(ydh, *said, "--place", "码头", "--remark", "电话改的")
    (it,) = ydh("shipment", "show", part, "--json", by="c1").rows
    assert it["tracking"] == "SF9"
    assert (it["parcels"], it["weight"], it["agreed_place"]) == (2, "3.500", "码头")
    sheet = ydh("shipment", "show", part, by="c1").out
    assert "码头" in sheet
    assert "nu=SF9" in sheet
    assert ydh("shipment", "show", part, by="c2").code == 6
    assert ydh("order", "history", it["order"], by="c1").out.count("SF9") == 1


def test_a_clerk_does_not_say_amounts(ydh: ShopFloor) -> None:
    number = ydh.place()
    ydh.carry([number], "ship")
    refused = ydh("order", "ship", number, "--carrier", "SF", "--cod", "5", by="clerk")
    assert refused.code == 4
    assert "amounts" in refused.out


def test_the_list_is_narrowed(ydh: ShopFloor) -> None:
    # S04.17
    one, two = shipped(ydh, "--tracking", "A1"), shipped(ydh, "--tracking", "B2")
    assert ydh("shipment", "list", "-q", by="clerk").out.split() == [two, one]
    assert ydh("shipment", "list", "a1", "-q", by="clerk").out.split() == [one]
    assert ydh("shipment", "list", "--step", "done", "-q", by="clerk").out == ""
    assert ydh("shipment", "list", "--overdue", "-q", by="clerk").out == ""
    assert ydh("shipment", "list", "--carrier", "SF", "--limit", "1", "-q", by="c1").out.split() == [two]


@pytest.mark.parametrize("width", [80, 40])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_paper_fits_its_printer_and_has_no_prices_unless_told(
    ydh: ShopFloor, width: int, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:  # S13.18, S19.13
    long = "这是一段很长很长的备注" * 12
    part = shipped(ydh, "--tracking", "SF9", "--parcels", "2", "--remark", long)
    monkeypatch.setenv("YDH_LANG", language)
    note = ydh("shipment", "print", part, "--width", str(width), by="clerk").out
    assert all(width_of(line) <= width for line in note.split("\n")), note
    assert "杭州茗远茶业" in note
    assert "SF9" in note
    assert "10.00" not in note
    ydh("setting", "set", "prices_on_notes", "on")
    assert "10.00" in ydh("shipment", "print", part, "--width", str(width), by="reviewer").out
    assert "***" in ydh("shipment", "print", part, "--width", str(width), by="clerk").out
    packing = ydh("shipment", "print", part, "--paper", "packing", by="reviewer").out
    assert "10.00" not in packing
    assert ydh("shipment", "note", part, "--packing", by="reviewer").out == packing  # as scripts call it


# S10.13, S10.18
def test_a_delivery_note_says_when_how_with_whom_how_much_and_what_is_to_be_paid(ydh: ShopFloor) -> None:  # S19.13
    ydh.staff("cashier", "shipping_clerk", "finance_reviewer")
    number = ydh.place("T1=5", "T2=3")
    ydh.carry([number], "ship")
    left = ydh(
        "order", "ship", number, *("--carrier", "SF", "--tracking", "SF9", "--cod", "80"), "--json", by="cashier"
    )
    part = str(left.rows[0]["parts"])
    (it,) = ydh("shipment", "show", part, "--json", by="cashier").rows
    note = ydh("shipment", "print", part, "--width", "40", by="cashier").out.splitlines()
    day = datetime.fromisoformat(it["shipped_at"]).astimezone(zone_of("Asia/Shanghai")).date()
    for said in (f"date: {day}", "sent by: express", "carrier: 顺丰", "tracking number: SF9"):
        assert said in note
    assert "cash to collect: 80.00" in note
    wide = ydh("shipment", "print", part, by="cashier").out.splitlines()
    assert [line.split()[-2:] for line in wide if "商品T" in line] == [["5", "盒"], ["3", "盒"]]


# S05.10, S10.18, S16.8
def test_a_paper_shows_how_goods_want_to_be_handled(ydh: ShopFloor) -> None:  # S16.9, S16.10, S16.19
    assert ydh.admin
    ydh.admin.company.write(lambda unit: unit.execute("UPDATE product SET handling = 'cold fragile'", ()) and None)
    note = ydh("shipment", "print", shipped(ydh), by="clerk").out
    assert "!! keep cold  fragile !!" in note


# S13.19
def test_tracking_is_entered_and_imported(ydh: ShopFloor) -> None:
    part = shipped(ydh, "--tracking", "SF9")
    said = ("--status", "picked_up", "--place", "杭州", "--temperature", "4.5", "--json")
    assert ydh("shipment", "track", part, *said, by="clerk").rows[0]["shipments"] == [part]
    assert ydh("shipment", "import-template", by="clerk").out.startswith("tracking,at,status")
    file = ydh.folder / "way.csv"
    file.write_text("tracking,at,status,place\nSF9,2099-01-01 10:00,delivered,\nSF9,2026-01-01 10:00,飞走,\n")
    taken = ydh("shipment", "import", str(file), "--yes", "--json", by="clerk")
    assert taken.code == 2
    assert [row["line"] for row in taken.rows[0]["problems"]] == [2, 3]
    assert "picked up" in ydh("shipment", "show", part, by="c1").out
    assert ydh("shipment", "track", part, "--status", "delivered", by="c1").code == 4


def test_a_time_is_read_and_shown_by_the_companys_clock_wherever_the_machine_stands(
    ydh: ShopFloor, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = shipped(ydh, "--tracking", "SF9")
    machines = (("UTC", "Asia/Shanghai"), ("Asia/Tokyo", "America/New_York"), ("UTC", "+05:30"))
    for ago, (machine, company) in enumerate(machines, 1):
        monkeypatch.setenv("TZ", machine)
        time.tzset()
        assert ydh("setting", "set", "timezone", company).code == 0
        zone = zone_of(company)
        at = (datetime.now(UTC) - timedelta(minutes=ago)).astimezone(zone)
        place = company[-5:]  # a long one is cut
        said = ("--status", "in_transit", "--at", f"{at:%Y-%m-%d %H:%M}", "--place", place)
        assert ydh("shipment", "track", part, *said, by="clerk").code == 0
        shown = ydh("shipment", "show", part, by="clerk").out
        (line,) = (line for line in shown.splitlines() if place in line)
        assert line.startswith(f"{at:%Y-%m-%d %H:%M}")
        (it,) = ydh("shipment", "show", part, "--json", by="clerk").rows
        utc = f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:00Z}"
        assert utc in [event["at"] for event in it["events"]]
    monkeypatch.delenv("TZ")
    time.tzset()


def test_a_receipt_says_of_each_line_what_was_wrong(ydh: ShopFloor) -> None:  # S16.13
    # S08.12
    part = shipped(ydh)
    done = ydh(
        "order", "receive", part, "--short", "1=2", "--damaged", "1=1", "--expiring", "2=3", "--reason", "箱子破了",
        "--rating", "2", "--word", "慢", by="c1",
    )  # fmt: skip
    assert done.code == 0, done.err
    found = ydh("case", "list", "--json", by="reviewer").rows
    assert sorted((row["kind"], row["position"], row["quantity"]) for row in found) == [
        ("damaged", 1, "1.000"),
        ("expiring", 2, "3.000"),
        ("short", 1, "2.000"),
    ]
    (it,) = ydh("shipment", "show", part, "--json", by="manager").rows
    assert (it["rating"], it["rating_text"]) == (2, "慢")
    shown = ydh("order", "show", found[0]["order"], by="c1").out
    assert "箱子破了" in shown
    assert "Cases" in shown


# S16.14
def test_a_case_is_opened_settled_and_answered(ydh: ShopFloor) -> None:
    part = shipped(ydh)
    opened = ydh(
        "case", "open", part, "--kind", "damaged", "--text", "摔了", "--line", "1", "--quantity", "2", "--json", by="c1"
    )
    number = opened.rows[0]["number"]
    assert ydh("case", "settle", number, "--outcome", "credited", "--answer", "不收钱", by="clerk").code == 4
    assert ydh("case", "settle", number, "--outcome", "credited", "--answer", "不收钱", by="reviewer").code == 0
    assert ydh("case", "settle", number, "--outcome", "credited", "--answer", "不收钱", by="reviewer").code == 5
    assert "不收钱" in ydh("case", "show", number, by="c1").out
    assert ydh("case", "show", number, "--json", by="c1").rows[0]["outcome"] == "credited"
    assert ydh("case", "list", "-q", by="c1").out == ""
    assert ydh("case", "list", "--all", "-q", by="c1").out.split() == [number]
    assert ydh("case", "list", "--settled", "--kind", "other", "-q", by="c1").out == ""
    assert ydh("case", "show", number, by="c2").code == 6


def test_the_figures_of_carriers_add_up(ydh: ShopFloor) -> None:  # S19.12
    # S10.17
    part = shipped(ydh, "--tracking", "SF9", "--expected", "2099-01-01")
    ydh("order", "receive", part, "--damaged", "1=1", by="c1")
    shipped(ydh)
    late = shipped(ydh, "--tracking", "SF10", "--expected", "2099-01-01")
    said = f"UPDATE shipment SET expected_date = '2020-01-01' WHERE number = '{late}'"
    assert ydh.admin
    ydh.admin.company.write(lambda unit: unit.execute(said, ()) and None)
    ydh("order", "receive", late, "--short", "1=2", by="c1")
    (row,) = ydh("report", "carriers", "--json", by="manager").rows
    assert (row["carrier"], row["shipments"], row["arrived"], row["on_time"], row["late"]) == ("顺丰", 3, 2, 1, 1)
    assert (row["undated"], row["damaged"], row["short"], row["problems"]) == (1, 1, 1, 2)
    assert (row["on_time_share"], row["mean_days"]) == ("0.5000", "0.000")
    longer = f"UPDATE shipment SET shipped_at = shipped_at - {3 * 86400 * 10**6} WHERE number = '{late}'"
    ydh.admin.company.write(lambda unit: unit.execute(longer, ()) and None)
    (row,) = ydh("report", "carriers", "--json", by="manager").rows
    assert row["mean_days"] == "1.500"  # of those that arrived


def test_a_customer_follows_its_order_and_the_carriers_page_of_each_shipment(ydh: ShopFloor) -> None:  # S19.9
    number = ydh.place()
    for step in ("review", "finance", "release", "ship"):
        (mine,) = ydh("order", "list", "--json", by="c1").rows
        assert (mine["number"], mine["step"]) == (number, step)
        if step != "ship":
            assert ydh.approve(step, number).code == 0
    ydh("order", "ship", number, "--carrier", "SF", "--tracking", "SF9", by="clerk")
    (part,) = ydh("order", "show", number, "--json", by="c1").rows[0]["shipments"]
    assert (part["carrier"], part["tracking"], part["step"]) == ("顺丰", "SF9", "receive")
    ydh("shipment", "track", part["number"], "--status", "in_transit", "--place", "Jiaxing", by="clerk")
    (seen,) = ydh("shipment", "show", part["number"], "--json", by="c1").rows
    assert seen["url"] == "https://www.kuaidi100.com/chaxun?com=shunfeng&nu=SF9"
    assert [(it["status"], it["place"]) for it in seen["events"]] == [("in_transit", "Jiaxing")]
    assert "Jiaxing" in ydh("shipment", "show", part["number"], by="c1").out
    for noun, name in (("order", number), ("shipment", part["number"])):
        assert ydh(noun, "show", name, by="c2").code == 6
    assert ydh("order", "list", "-q", by="c2").out == ""
