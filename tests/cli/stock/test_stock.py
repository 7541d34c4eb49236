"""Warehouses, stock papers, stocktakes, limits and lots by command."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit import company as company_data
from tests.kit.terminal import Result, Terminal


class Keeper(Terminal):
    """The keeper is at the terminal unless somebody else is named."""

    def keep(self, *args: str, stdin: str | None = None) -> Result:
        """Run `ydh ARGS` as the keeper, which must work."""
        done = self(*args, by="keeper", stdin=stdin)
        assert done.code == 0, done.err
        return done


@pytest.fixture
def ydh(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Keeper]:
    there = Keeper(tmp_path, capsys, monkeypatch)
    admin = there.open_company()
    for login in ("keeper", "other"):
        there.staff(login, "outbound_reviewer")
    for code in ("TEA-1", "TEA-2"):
        company_data.product(admin, code, price="12.5", stock="100")
    assert there("product", "add", "MILK", "Milk", "--price", "4", "--lots", "--keep-days", "30").code == 0
    yield there
    there.close()


def on_hand(ydh: Keeper, code: str) -> dict[str, str]:
    return {row["warehouse"]: row["on_hand"] for row in json.loads(ydh("stock", "show", code, "--json").out)["levels"]}


# --- warehouses ---


def test_a_warehouse_is_added_edited_made_the_main_one_retired_and_restored(ydh: Keeper) -> None:
    ydh.keep("warehouse", "add", "WEST", "West", "--address", "1 Lake Road", "--phone", "0571-1")
    ydh.keep("warehouse", "edit", "west", "--contact", "Li")
    ydh.keep("warehouse", "main", "WEST")
    rows = ydh("warehouse", "list", "--json").rows
    assert [(row["code"], row["main"], row["contact"], row["address"]) for row in rows] == [
        ("WEST", True, "Li", "1 Lake Road"),
        ("MAIN", False, "", ""),
    ]
    refused = ydh("warehouse", "retire", "MAIN", by="keeper")
    assert (refused.code, "still has stock" in refused.err) == (5, True)
    ydh.keep("warehouse", "main", "MAIN")
    ydh.keep("warehouse", "retire", "WEST")
    assert ydh("warehouse", "list", "-q").out == "MAIN\n"
    assert ydh("warehouse", "list", "--all", "-q").out == "MAIN\nWEST\n"
    ydh.keep("warehouse", "restore", "WEST")
    assert ydh("warehouse", "add", "N", "North").code == 4
    assert ydh("warehouse", "main", "MOON", by="keeper").code == 6


# --- papers ---


def test_every_quick_change_is_a_paper_of_one_line(ydh: Keeper) -> None:
    ydh.keep("warehouse", "add", "WEST", "West")
    ydh.keep("stock", "in", "TEA-1", "5", "--reason", "sample back")
    ydh.keep("stock", "out", "TEA-1", "2", "--reason", "sample")
    ydh.keep("stock", "loss", "TEA-1", "1", "--reason", "broken")
    moved = ydh.keep("stock", "transfer", "TEA-1", "10", "--to", "west", "--json")
    number = json.loads(moved.out)["document"]
    assert on_hand(ydh, "TEA-1") == {"MAIN": "92.000", "WEST": "10.000"}
    kinds = [(row["kind"], row["state"], row["to"]) for row in ydh("stock", "paper", "list", "--json").rows]
    assert kinds[:2] == [("transfer", "posted", "WEST"), ("loss", "posted", "")]
    assert [kind for kind, *_ in kinds[2:]] == ["other_out", "other_in"]
    shown = json.loads(ydh("stock", "paper", "show", number, "--json").out)
    assert (shown["warehouse"], shown["lines"], shown["positions"][0]["quantity"]) == ("MAIN", 1, "10.000")
    assert "MAIN > WEST" in ydh("stock", "paper", "show", number).out
    assert ydh("stock", "paper", "show", number, "--format", "csv").out.startswith("position,code,name,attributes,unit")
    assert ydh("stock", "loss", "TEA-1", "1", by="keeper").code == 2  # without a reason


def test_each_of_seven_kinds_of_change_leaves_a_paper_with_number_reason_and_who_signed(ydh: Keeper) -> None:
    # S17.15
    ydh.keep("warehouse", "add", "WEST", "West")
    for words in (
        ("receive", "TEA-1", "5"),
        ("in", "TEA-1", "5"),
        ("out", "TEA-1", "2"),
        ("loss", "TEA-1", "1"),
        ("transfer", "TEA-1", "1", "--to", "WEST"),
        ("adjust", "TEA-1", "-3"),
        ("count", "TEA-1", "90"),
    ):
        done = ydh.keep("stock", *words, "--reason", f"because of {words[0]}", "--json")
        number = json.loads(done.out)["document"]
        shown = json.loads(ydh("stock", "paper", "show", number, "--json").out)
        assert (shown["state"], shown["posted_by"], shown["reason"]) == ("posted", "keeper", f"because of {words[0]}")
    kinds = [row["kind"] for row in ydh("stock", "paper", "list", "--json").rows]
    assert kinds[::-1] == ["receipt", "other_in", "other_out", "loss", "transfer", "adjust", "count"]


def test_a_paper_of_many_lines_comes_from_options_or_from_a_file(ydh: Keeper) -> None:
    lines = ("--line", "TEA-1=5", "--line", "MILK=6@M-1")
    tried = ydh.keep("stock", "paper", "make", "receipt", *lines, "--dry-run")
    assert "dry run" in tried.err
    assert on_hand(ydh, "TEA-1") == {"MAIN": "100.000"}
    ydh.keep("stock", "paper", "make", "receipt", *lines, "--supplier", "Farm")
    text = "code,quantity,lot,expires\nTEA-2,3,,\nMILK,4,M-2,2030-01-31\n"
    path = ydh.folder / "delivery.csv"
    path.write_text(text, encoding="utf-8")
    ydh.keep("stock", "paper", "make", "receipt", "--file", str(path))
    assert (on_hand(ydh, "TEA-2"), on_hand(ydh, "MILK")) == ({"MAIN": "103.000"}, {"MAIN": "10.000"})
    path.write_text("code,quantity\nTEA-1,many\nTEA-2,0\n", encoding="utf-8")
    refused = ydh("stock", "paper", "make", "receipt", "--file", str(path), by="keeper")
    assert (refused.code, "line 2" in refused.err) == (2, True)
    assert ydh("stock", "paper", "make", "receipt", by="keeper").code == 2


def test_a_purchase_is_confirmed_by_somebody_else_when_the_company_says_so(ydh: Keeper) -> None:
    # S11.11
    assert ydh("setting", "set", "confirm_receipts", "on").code == 0
    received = ydh.keep("stock", "receive", "TEA-1", "5")
    number = ydh("stock", "paper", "list", "--state", "waiting", "-q").out.strip()
    assert number in received.err
    assert on_hand(ydh, "TEA-1") == {"MAIN": "100.000"}
    assert ydh("stock", "paper", "confirm", number, by="keeper").code == 5
    assert ydh("stock", "paper", "confirm", number, by="other").code == 0
    assert on_hand(ydh, "TEA-1") == {"MAIN": "105.000"}
    assert ydh("stock", "paper", "confirm", number, by="other").code == 5


def test_sales_confirm_orders_and_keepers_purchases_and_neither_the_others(ydh: Keeper) -> None:
    # S11.11
    ydh.staff("sales", "order_reviewer")
    ydh.customer("C1")
    assert ydh("setting", "set", "confirm_receipts", "on").code == 0
    order = ydh("order", "create", "--line", "TEA-1=2", "-q", by="c1").out.strip()
    ydh.keep("stock", "receive", "TEA-1", "5")
    paper = ydh("stock", "paper", "list", "--state", "waiting", "-q").out.strip()
    assert ydh("stock", "paper", "confirm", paper, by="sales").code == 4
    assert ydh("order", "approve", order, "--at", "review", by="other").code == 4
    assert on_hand(ydh, "TEA-1") == {"MAIN": "100.000"}
    assert ydh("order", "approve", order, "--at", "review", by="sales").code == 0
    assert ydh("stock", "paper", "confirm", paper, by="other").code == 0
    assert on_hand(ydh, "TEA-1") == {"MAIN": "105.000"}


def test_goods_on_their_way_are_an_open_paper_until_they_are_there(ydh: Keeper) -> None:
    # S17.12
    opened = ydh.keep("stock", "paper", "make", "receipt", "--line", "TEA-1=40", "--expected", "2030-01-05", "--json")
    number = json.loads(opened.out)["number"]
    ydh.keep("stock", "limits", "TEA-1", "--lower", "150", "--upper", "200", "--place", "A-01")
    (row,) = ydh("stock", "suggest", "--json").rows
    assert (row["code"], row["coming"], row["expected"], row["buy"], row["packs"]) == (
        "TEA-1",
        "40.000",
        "2030-01-05",
        "60.000",
        "5.000",
    )
    ydh.keep("stock", "paper", "rewrite", number, "--line", "TEA-1=38")
    ydh.keep("stock", "paper", "confirm", number)
    assert on_hand(ydh, "TEA-1") == {"MAIN": "138.000"}
    (warned,) = ydh("stock", "warnings", "--json").rows
    assert (warned["code"], warned["missing"]) == ("TEA-1", "12.000")
    ydh.keep("stock", "limits", "TEA-1", "--lower", "off")
    assert ydh("stock", "warnings", "-q").out == ""
    other = json.loads(ydh.keep("stock", "paper", "make", "receipt", "--line", "TEA-1=1", "--open", "--json").out)
    ydh.keep("stock", "paper", "void", other["number"], "--reason", "cancelled")
    assert ydh("stock", "paper", "list", "--state", "void", "-q").out == other["number"] + "\n"


# --- stocktakes ---


def test_a_stocktake_goes_out_as_a_sheet_and_comes_back_counted(ydh: Keeper) -> None:
    ydh.keep("stock", "receive", "MILK", "6", "--lot", "M-1", "--expires", "2030-01-31")
    number = ydh.keep("stock", "take", "begin").out.strip()
    sheet = ydh.keep("stock", "take", "sheet", number, "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(sheet)))
    assert [(row["code"], row["lot"], row["counted"]) for row in rows] == [
        ("MILK", "M-1", ""),
        ("TEA-1", "", ""),
        ("TEA-2", "", ""),
    ]
    rows[0]["counted"], rows[1]["counted"] = "5", "100"
    path = ydh.folder / "counted.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        back = csv.DictWriter(file, list(rows[0]))
        back.writeheader()
        back.writerows(rows)
    ydh.keep("stock", "out", "TEA-1", "7", "--reason", "sample")
    ydh.keep("stock", "take", "enter", number, str(path))
    differ = ydh("stock", "take", "differences", number, "--json").rows
    assert [(row["code"], row["book"], row["quantity"], row["difference"]) for row in differ] == [
        ("MILK", "6.000", "5.000", "-1.000"),
        ("TEA-1", "93.000", "100.000", "7.000"),
    ]
    (taken,) = ydh("stock", "take", "list", "--json").rows
    assert (taken["number"], taken["state"], taken["lines"]) == (number, "open", 3)
    shown = json.loads(ydh("stock", "take", "show", number, "--json").out)
    assert [row["difference"] for row in shown["differences"]] == ["-1.000", "7.000"]
    ydh.keep("stock", "paper", "confirm", number)
    assert (on_hand(ydh, "MILK"), on_hand(ydh, "TEA-1"), on_hand(ydh, "TEA-2")) == (
        {"MAIN": "5.000"},
        {"MAIN": "100.000"},
        {"MAIN": "100.000"},
    )
    assert ydh("stock", "take", "enter", number, str(path), by="keeper").code == 5
    assert ydh("stock", "take", "enter", number, str(path), "--at", "noon", by="keeper").code == 2


def test_a_sheet_with_the_same_line_twice_is_refused(ydh: Keeper) -> None:
    number = ydh.keep("stock", "take", "begin").out.strip()
    path = ydh.folder / "counted.csv"
    path.write_text("code,counted\nTEA-1,5\ntea-1,6\n", encoding="utf-8")
    refused = ydh("stock", "take", "enter", number, str(path), by="keeper")
    assert (refused.code, "counted twice" in refused.err) == (2, True)


# --- lots ---


def test_lots_are_listed_blocked_traced_and_recalled(ydh: Keeper) -> None:
    ydh.keep("stock", "receive", "MILK", "6", "--lot", "M-1", "--expires", "2030-01-31", "--supplier", "Farm")
    ydh.keep("stock", "receive", "MILK", "6", "--lot", "M-2")
    assert ydh("lot", "list", "-q").out == "M-1\nM-2\n"
    assert ydh("lot", "list", "--expiring", "30", "-q").out == ""
    ydh.keep("lot", "block", "M-1", "--reason", "recall by the farm")
    assert ydh("lot", "list", "--blocked", "-q").out == "M-1\n"
    ydh.keep("stock", "out", "MILK", "1", "--reason", "sample")
    assert [row["on_hand"] for row in ydh("lot", "list", "--json").rows] == ["6.000", "5.000"]
    traced = json.loads(ydh("lot", "show", "m-1", "--json").out)
    assert (traced["blocked"], traced["came"][0]["party"], traced["went"]) == ("recall by the farm", "Farm", [])
    assert (traced["on_hand"], [row["warehouse"] for row in traced["here"]]) == ("6.000", ["MAIN"])
    assert "where the lot is" in ydh("lot", "show", "M-1").out
    assert ydh("lot", "recall", "M-1", "--format", "csv").out.startswith("customer,name,contact,phone,order,shipment")
    ydh.keep("lot", "unblock", "M-1", "--reason", "all is well")
    ydh.keep("lot", "expiry", "M-1", "2029-12-31", "--reason", "misread")
    row = json.loads(ydh("lot", "show", "M-1", "--json").out)
    assert (row["expires"], row["blocked"], row["allocated"]) == ("2029-12-31", "", "0.000")
    assert ydh("lot", "show", "M-9").code == 6
    assert ydh("lot", "block", "M-1", "--reason", "x").code == 4


# --- how goods are kept ---


def test_a_product_says_how_its_goods_are_kept_and_which_codes_stand_for_it(ydh: Keeper) -> None:
    words = ["--handling", "cold,fragile", "--return-days", "7", "--backorder", "on", "--guarantee", "as good as new"]
    assert ydh("product", "edit", "TEA-1", *words).code == 0
    assert ydh("product", "add-code", "TEA-1", "1690001").err == "1690001 stands for TEA-1, 12 at once\n"
    (shown,) = ydh("product", "care", "TEA-1", "--json").rows
    assert (shown["handling"], shown["return_days"], shown["backorder"]) == ("cold fragile", 7, "true")
    assert (shown["codes"], shown["guarantee"]) == ("1690001 (TEA-1 x12)", "as good as new")
    assert ydh("product", "edit", "TEA-1", "--backorder", "company", "--return-days", "company").code == 0
    (shown,) = ydh("product", "care", "TEA-1", "--json").rows
    assert (shown["return_days"], shown["backorder"]) == (None, "company")
    assert ydh("product", "drop-code", "TEA-1", "1690001").code == 0
    assert "fragile" in ydh("product", "marks", "-q").out
    assert ydh("product", "edit", "TEA-1", "--lots").code == 5  # there is stock
    assert ydh("product", "edit", "TEA-1", "--handling", "warm").code == 2
    assert ydh("product", "edit", "TEA-1", "--backorder", "maybe").code == 2


def test_a_file_of_stock_names_lots_and_becomes_papers(ydh: Keeper) -> None:
    path = ydh.folder / "stock.csv"
    path.write_text(
        "sku,quantity,kind,lot,expires,reason\nMILK,5,receipt,M-1,2030-01-31,\nMILK,3,other_in,M-2,,found\nTEA-1,2,loss,,,broken\n",
        encoding="utf-8",
    )
    ydh.keep("stock", "import", str(path), "--yes")
    kinds = sorted(row["kind"] for row in ydh("stock", "paper", "list", "--json").rows)
    assert kinds == ["loss", "other_in", "receipt"]
    assert ydh("lot", "list", "-q").out == "M-1\nM-2\n"
    path.write_text("sku,quantity\nMILK,5\n", encoding="utf-8")
    refused = ydh("stock", "import", str(path), "--yes", by="keeper")
    assert (refused.code, "say which lot" in refused.out) == (2, True)
