"""Products, prices and stock by command."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit import company as company_data
from tests.kit.terminal import DONE, Terminal


@pytest.fixture
def ydh(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    there = Terminal(tmp_path, capsys, monkeypatch)
    admin = there.open_company()
    there.staff("keeper", "outbound_reviewer")
    there.customer("C1")
    for code in ("TEA-1", "TEA-2", "TEA-3"):
        company_data.product(admin, code, price="12.5", stock="100")
    yield there
    there.close()


# --- products ---


def test_what_a_customer_bought_before_is_listed_the_latest_first(ydh: Terminal) -> None:
    for sku, quantity in (("TEA-2", "3"), ("TEA-1", "4"), ("TEA-2", "5")):
        assert ydh("order", "create", "--line", f"{sku}={quantity}", by="c1").code == 0
    latest, first = ydh("product", "bought", "--json", by="c1").rows
    assert (latest["code"], latest["quantity"], latest["price"]) == ("TEA-2", "5.000", "12.5000")
    assert (first["code"], first["quantity"]) == ("TEA-1", "4.000")
    assert latest["day"] == first["day"] != ""
    assert ydh("product", "bought", "TEA-1", "-q", "--customer", "C1", by="boss").out == "TEA-1\n"
    assert ydh("product", "bought", "-q").out == ""


def test_a_product_is_added_shown_and_found(ydh: Terminal) -> None:
    words = ["--unit", "box", "--pack-size", "24", "--pack-unit", "case", "--price", "38.5", "--category", "green tea"]
    added = ydh("product", "add", "LJ", "Longjing", *words, "--brand", "West Lake", "--attr", "size=250g")
    assert (added.code, added.out, added.err) == (0, "", "LJ is added\n")
    (shown,) = ydh("product", "show", "LJ", "--json").rows
    assert shown["attributes"] == ["size=250g"]
    assert (shown["pack_size"], shown["list_price"], shown["listed"]) == ("24.000", "38.5000", True)
    assert ydh("product", "list", "longjing", "-q").out == "LJ\n"
    assert ydh("product", "search", "--category", "green tea", "-q").out == "LJ\n"
    assert ydh("product", "category", "list", "-q").out == "green tea\n"


def test_what_was_done_comes_as_json_when_asked(ydh: Terminal) -> None:
    added = ydh("product", "add", "A", "Apple", "--price", "1", "--json")
    assert json.loads(added.out) == {"code": "A", **DONE}
    assert added.err == "A is added\n"


def test_a_product_is_changed_and_gets_variants(ydh: Terminal) -> None:
    assert ydh("product", "edit", "TEA-1", "--name", "Maofeng", "--brand", "Yellow Mountain").code == 0
    assert ydh("product", "edit-variant", "TEA-1", "--attr", "size=100g", "--minimum", "5").code == 0
    assert ydh("product", "add-variant", "TEA-1", "TEA-1-L", "--attr", "size=500g", "--price", "50").code == 0
    (shown,) = ydh("product", "show", "TEA-1", "--json").rows
    assert [(row["code"], row["name"], row["attributes"], row["minimum"]) for row in shown["items"]] == [
        ("TEA-1", "Maofeng", ["size=100g"], "5.000"),
        ("TEA-1-L", "Maofeng", ["size=500g"], "0.000"),
    ]
    assert (shown["brand"], shown["price"], shown["attributes"]) == ("Yellow Mountain", None, [])  # they differ
    (item,) = ydh("product", "show", "TEA-1", "--item", "--json").rows
    assert (item["price"], item["attributes"]) == ("12.5000", ["size=100g"])
    (other,) = ydh("product", "show", "TEA-1-L", "--json").rows
    assert (other["code"], len(other["items"])) == ("TEA-1-L", 1)
    assert ydh("product", "edit-variant", "TEA-1-L", "--name", "Maojian", "--minimum", "3").code == 0
    assert ydh("product", "list", "maojian", "-q").out == "TEA-1\nTEA-1-L\n"


def test_a_change_of_what_has_changed_meanwhile_is_a_conflict(ydh: Terminal) -> None:
    refused = ydh("product", "edit", "TEA-1", "--name", "Other", "--seen", "99")
    assert (refused.code, refused.err) == (5, "somebody changed it meanwhile; look again and repeat\n")


def test_products_are_retired_listed_again_and_deleted(ydh: Terminal) -> None:
    assert ydh("product", "retire", "TEA-1").err == "TEA-1 is retired\n"
    assert ydh("product", "list", "-q").out == "TEA-2\nTEA-3\n"
    assert ydh("product", "list", "--retired", "-q").out == "TEA-1\n"
    assert ydh("product", "list", "--all", "--limit", "2", "-q").out == "TEA-1\nTEA-2\n"
    assert ydh("product", "list-again", "TEA-1").code == 0
    ydh("product", "add", "NEW", "Never used")
    assert ydh("product", "delete", "NEW", "--yes").err == "NEW is deleted\n"
    assert ydh("product", "show", "NEW").code == 6


def test_what_was_stocked_cannot_be_deleted_and_the_answer_says_what_can(ydh: Terminal) -> None:
    refused = ydh("product", "delete", "TEA-1", "-y")
    assert refused.code == 5
    assert "retire it" in refused.err


def test_a_list_pipes_into_a_change_of_each_with_a_result_for_each(ydh: Terminal) -> None:
    codes = ydh("product", "list", "-q").out
    done = ydh("product", "retire", "-", "--yes", "--json", stdin=codes + "GONE\n")
    assert done.code == 3
    assert [(row["code"], row["result"]) for row in done.rows] == [
        ("TEA-1", "done"),
        ("TEA-2", "done"),
        ("TEA-3", "done"),
        ("GONE", "refused"),
    ]
    assert (done.rows[0]["reason"], done.rows[0]["message"], done.rows[3]["reason"]) == (None, None, "unknown")
    assert "ydh product list" in done.rows[3]["message"]


def test_when_all_are_refused_for_one_reason_its_code_is_the_commands(ydh: Terminal) -> None:
    assert ydh("product", "retire", "NO-1", "NO-2", "--yes").code == 6


def test_without_a_terminal_and_without_yes_nothing_is_deleted(ydh: Terminal) -> None:
    ydh("product", "add", "NEW", "Never used")
    refused = ydh("product", "delete", "NEW")
    assert refused.code == 2
    assert "--yes" in refused.err
    assert ydh("product", "show", "NEW").code == 0
    assert ydh("product", "retire", "TEA-1", "TEA-2").code == 2
    assert ydh("product", "list", "-q").out == "TEA-1\nTEA-2\nTEA-3\n"


def test_who_lacks_the_right_gets_4_and_a_service_has_no_stock(ydh: Terminal) -> None:
    assert ydh("product", "retire", "TEA-1", by="keeper").code == 4
    ydh("product", "add", "CUT", "Cutting", "--service", "--price", "5")
    assert ydh("stock", "receive", "CUT", "1", by="keeper").code == 2


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["product", "add", "X", "X", "--price", "dear"], "dear"),
        (["product", "add", "X", "X", "--attr", "red"], "--attr"),
        (["product", "add", "TEA-1", "Again"], "TEA-1"),
        (["product", "list", "--limit", "0"], "--limit"),
        (["price", "set", "TEA-1", "1.00001"], "decimal places"),
        (["stock", "count", "TEA-1", "many"], "many"),
        (["product", "show"], "is missing"),
    ],
)
def test_what_cannot_be_read_is_a_usage_error_that_names_it(ydh: Terminal, words: list[str], part: str) -> None:
    refused = ydh(*words)
    assert refused.code == 2
    assert part in refused.err
    assert refused.out == ""


# --- prices ---


def test_prices_are_set_agreed_shown_and_taken_away(ydh: Terminal) -> None:
    ydh("customer", "level", "add", "gold", "Gold")
    assert ydh("price", "set", "TEA-1", "13").err == "TEA-1: the price was 12.5, now it is 13\n"
    assert ydh("price", "set", "TEA-1", "11", "--level", "gold").code == 0
    assert ydh("price", "set", "TEA-1", "10", "--customer", "C1").code == 0
    (shown,) = ydh("price", "show", "TEA-1", "--json").rows
    assert (shown["list_price"], shown["agreed"]) == (
        "13.0000",
        [
            {"kind": "level", "whose": "gold", "price": "11.0000"},
            {"kind": "customer", "whose": "C1", "price": "10.0000"},
        ],
    )
    (first, *_) = ydh("price", "list", "--customer", "C1", "--json").rows
    assert (first["code"], first["list_price"], first["price"], first["source"]) == (
        "TEA-1",
        "13.0000",
        "10.0000",
        "customer",
    )
    assert ydh("price", "remove", "TEA-1", "--customer", "C1").code == 2
    assert ydh("price", "remove", "TEA-1", "--customer", "C1", "--yes").code == 0
    assert ydh("price", "show", "TEA-1", "--format", "csv").out == "kind,whose,price\nlevel,gold,11.00\n"


def test_a_price_is_removed_from_somebody(ydh: Terminal) -> None:
    assert ydh("price", "remove", "TEA-1", "-y").code == 2


def test_amounts_are_masked_for_who_may_not_see_them(ydh: Terminal) -> None:
    shown = ydh("price", "list", "--format", "tsv", by="keeper").out.splitlines()
    assert shown[1].split("\t")[3:5] == ["***", "***"]
    assert ydh("product", "show", "TEA-1", "--json", by="keeper").rows[0]["price"] is None
    assert ydh("price", "show", "TEA-1", by="keeper").code == 4


# --- stock ---


def test_stock_is_received_corrected_and_counted(ydh: Terminal) -> None:
    received = ydh("stock", "receive", "TEA-1", "20", "--document", "D-7", "--reason", "delivery", by="keeper")
    assert received.err.startswith("TEA-1 in MAIN: 100 on hand before, 120 now; DH-W-")
    assert ydh("stock", "adjust", "TEA-1", "-3", "--reason", "broken", by="keeper").code == 0
    counted = ydh("stock", "count", "TEA-1", "115", "--json", by="keeper")
    done = json.loads(counted.out)
    assert {name: done[name] for name in ("old", "new", "reserved", "state")} == {
        "old": "117.000",
        "new": "115.000",
        "reserved": "0.000",
        "state": "posted",
    }
    moves = ydh("stock", "moves", "TEA-1", "--json").rows
    assert [(move["kind"], move["quantity"], move["on_hand"]) for move in moves] == [
        ("count", "-2.000", "115.000"),
        ("adjust", "-3.000", "117.000"),
        ("receipt", "20.000", "120.000"),
        ("receipt", "100.000", "100.000"),
    ]
    paper = json.loads(ydh("stock", "paper", "show", moves[2]["document"], "--json").out)
    assert paper["reference"] == "D-7"
    (level,) = ydh("stock", "show", "TEA-1", "--json").rows
    assert (level["on_hand"], level["reserved"], level["available"]) == ("115.000", "0.000", "115.000")


def test_a_correction_needs_a_reason_and_leaves_no_less_than_nothing(ydh: Terminal) -> None:
    assert ydh("stock", "adjust", "TEA-1", "-3", by="keeper").code == 2
    assert ydh("stock", "adjust", "TEA-1", "-101", "--reason", "lost", by="keeper").code == 5


def test_stock_that_runs_low_is_listed(ydh: Terminal) -> None:
    ydh("stock", "count", "TEA-2", "3", by="keeper")
    ydh("stock", "count", "TEA-3", "0", by="keeper")
    assert ydh("stock", "list", "--below", "10", "-q").out == "TEA-2\nTEA-3\n"
    assert ydh("stock", "list", "--short", "-q").out == "TEA-3\n"


def test_the_main_warehouse_is_meant_unless_another_is_named(ydh: Terminal) -> None:
    assert ydh("warehouse", "add", "NORTH", "North", by="keeper").code == 0
    assert ydh("warehouse", "list", "-q").out == "MAIN\nNORTH\n"
    assert "in MAIN" in ydh("stock", "receive", "TEA-1", "1", by="keeper").err
    assert ydh("stock", "receive", "TEA-1", "1", "--warehouse", "North", by="keeper").code == 0
    (shown,) = ydh("stock", "show", "TEA-1", "--json").rows
    assert (shown["on_hand"], len(shown["levels"])) == ("102.000", 2)
    (east,) = ydh("stock", "show", "TEA-1", "--warehouse", shown["levels"][1]["warehouse"], "--json").rows
    assert len(east["levels"]) == 1
    assert len(ydh("stock", "moves", "TEA-1", "--warehouse", "NORTH", "--json").rows) == 1


# --- the ways out ---


def test_a_file_is_written_once_carries_who_and_belongs_to_its_owner(ydh: Terminal) -> None:
    path = ydh.folder / "products.html"
    assert ydh("product", "list", "--format", "html", "-o", str(path)).code == 0
    assert "老板" in path.read_text(encoding="utf-8")
    assert path.stat().st_mode & 0o777 == 0o600
    refused = ydh("product", "list", "--format", "html", "-o", str(path))
    assert refused.code == 2
    assert "--force" in refused.err
    assert ydh("product", "list", "--format", "csv", "-o", str(path), "--force").code == 0
    assert path.read_text(encoding="utf-8").startswith("code,name,")


def test_a_refusal_leaves_stdout_empty(ydh: Terminal) -> None:
    assert ydh("product", "list", "--customer", "C9", "--format", "csv").out == ""
    assert ydh("product", "list", "--format", "json", "--category", "none").out == "[]\n"
    assert ydh("product", "list", "--json", "--format", "csv").code == 2
    assert ydh("product", "list", "--format", "paper").code == 2


def test_heads_of_tables_are_in_the_readers_language_those_of_files_never(ydh: Terminal) -> None:
    assert ydh("stock", "list", "--lang", "en").out.split()[:2] == ["code", "name"]
    chinese, english = (ydh("stock", "list", "--format", "tsv", "--lang", lang).out for lang in ("zh_CN", "en"))
    assert chinese == english
    assert ydh("stock", "list", "--lang", "tlh").code == 2
