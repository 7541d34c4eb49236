"""Files imported by command: checked, shown, then done whole; refused rows, dry runs, repetition, batches."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit.shop_floor import ShopFloor, open_shop_floor
from tests.kit.terminal import Result

ORDERS = "ref,date,customer,sku,qty\nA-1,2026-03-01,C1,T1,2\nA-1,2026-03-01,C1,T2,1\nA-2,2026-03-02,C2,T1,5\n"


@pytest.fixture
def ydh(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[ShopFloor]:
    there = open_shop_floor(tmp_path, capsys, monkeypatch)
    yield there
    there.close()


def file(ydh: ShopFloor, text: str, name: str = "given.csv", encoding: str = "utf-8") -> str:
    path = ydh.folder / name
    path.write_bytes(text.encode(encoding))
    return str(path)


def take(ydh: ShopFloor, noun: str, *words: str, by: str = "manager") -> Result:
    return ydh(noun, "import", *words, by=by)


def test_products_prices_customers_and_stock_come_from_files(ydh: ShopFloor) -> None:
    products = file(ydh, "商品编码,商品名称,单位,单价\nLJ,龙井,盒,３２０\n", encoding="gb18030")
    assert take(ydh, "product", products, "--yes").code == 0
    assert ydh("product", "show", "LJ", "--json").rows[0]["list_price"] == "320.0000"
    prices = file(ydh, "sku,customer,price\nLJ,C1,300\n")
    assert take(ydh, "price", prices, "--yes").code == 0
    customers = file(ydh, "code,name\nC9,绍兴百货\n")
    assert take(ydh, "customer", customers, "--yes").code == 0
    stock = file(ydh, "sku,quantity\nLJ,40\n")
    assert take(ydh, "stock", stock, "--yes", by="keeper").code == 0
    number = ydh.place("LJ=2")
    assert ydh("order", "show", number, "--json").rows[0]["total"] == "600.00"


def test_orders_come_from_a_file_with_their_days(ydh: ShopFloor) -> None:
    taken = take(ydh, "order", file(ydh, ORDERS), "--yes")
    assert taken.code == 0
    assert "added 2" in taken.err
    rows = ydh("order", "list", "--step", "review", "--json").rows
    assert [(row["business_date"], row["total"], row["channel"]) for row in rows] == [
        ("2026-03-01", "30.00", "batch"),
        ("2026-03-02", "50.00", "batch"),
    ]


def test_nothing_is_imported_unasked_and_a_dry_run_changes_nothing(ydh: ShopFloor) -> None:
    orders = file(ydh, ORDERS)
    for words in (("--dry-run",), (), ("--key", "k")):
        tried = take(ydh, "order", orders, *words)
        assert tried.code == (0 if words == ("--dry-run",) else 2)
        assert "3 rows, 3 good, 0 bad" in tried.err
        assert ydh("order", "list", "-q").out == ""
    assert ydh("batch", "list", "--json", by="manager").rows == []


def test_every_problem_is_listed_and_nothing_is_half_done(ydh: ShopFloor) -> None:
    orders = file(ydh, ORDERS + "A-3,2026-03-03,C1,T9,1\nA-4,soon,C1,T1,1\nA-5,2026-03-03,C7,T1,none\n")
    refused = take(ydh, "order", orders, "--yes", "--json")
    assert refused.code == 2
    (told,) = refused.rows
    assert (told["rows"], told["good"], told["bad"], told["batch"], told["dry_run"]) == (6, 3, 3, None, False)
    assert {(row["line"], row["column"], row["value"]) for row in told["problems"]} >= {
        (5, "sku", "T9"),
        (6, "date", "soon"),
    }
    assert all(row["wrong"] and row["right"] and row["times"] == 1 for row in told["problems"])
    assert ydh("order", "list", "-q").out == ""
    assert "what would be right" in take(ydh, "order", orders, "--yes").out


def test_refused_rows_go_to_a_file_that_can_be_mended_and_imported(ydh: ShopFloor) -> None:
    # S05.4
    orders, bad = file(ydh, ORDERS + "A-3,2026-03-03,C1,T9,1\n"), ydh.folder / "refused.csv"
    taken = take(ydh, "order", orders, "--yes", "--skip-bad", str(bad))
    assert taken.code == 3
    assert len(ydh("order", "list", "-q").out.split()) == 2
    text = bad.read_text(encoding="utf-8")
    assert "T9" in text
    assert "A-1" not in text
    assert take(ydh, "order", orders, "--yes", "--again", "--skip-bad", str(bad)).code == 2
    bad.write_text(text.replace("T9", "T2"), encoding="utf-8")
    assert take(ydh, "order", str(bad), "--yes").code == 0
    assert len(ydh("order", "list", "-q").out.split()) == 3


def test_json_says_counts_totals_the_batch_and_what_is_short(ydh: ShopFloor) -> None:
    (tried,) = take(ydh, "order", file(ydh, ORDERS), "--dry-run", "--json").rows
    assert (tried["added"], tried["total"], tried["batch"], tried["dry_run"]) == (2, "80.00", None, True)
    (done,) = take(ydh, "order", file(ydh, ORDERS), "--yes", "--json").rows
    assert (done["added"], done["total"], done["state"], done["problems"]) == (2, "80.00", "done", [])
    assert done["batch"] == ydh("batch", "list", "--json", by="manager").rows[0]["batch"]
    assert done["first"].startswith("DH-O-20260301-")
    short = take(ydh, "order", file(ydh, "ref,customer,sku,qty\nB,C1,T1,5000\n", "b.csv"), "--yes", "--json")
    assert short.code == 2
    (told,) = short.rows
    assert told["short"][0]["wanted"] == "5000.000"
    assert [(row["line"], row["column"], row["value"]) for row in told["problems"]] == [(2, "sku", "T1")]


def test_no_file_of_refused_rows_is_left_when_none_was_refused(ydh: ShopFloor) -> None:
    bad = ydh.folder / "refused.csv"
    assert take(ydh, "order", file(ydh, ORDERS), "--yes", "--skip-bad", str(bad)).code == 0
    assert not bad.exists()


def test_the_same_orders_or_stock_twice_are_noticed(ydh: ShopFloor) -> None:
    orders, stock = file(ydh, ORDERS), file(ydh, "sku,quantity\nT1,5\n", "stock.csv")
    assert take(ydh, "order", orders, "--yes").code == 0
    again = take(ydh, "order", orders, "--yes")
    assert again.code == 5
    assert "--again" in again.err
    assert take(ydh, "stock", stock, "--yes", by="keeper").code == 0
    assert take(ydh, "stock", stock, "--yes", by="keeper").code == 5
    assert take(ydh, "stock", stock, "--yes", "--again", by="keeper").code == 0
    products = file(ydh, "code,sku,name,price\nT1,T1,商品T1,10\n", "products.csv")
    assert take(ydh, "product", products, "--yes").code == 0
    assert "unchanged 1" in take(ydh, "product", products, "--yes").err


def test_a_key_gives_the_first_answer_again(ydh: ShopFloor) -> None:
    orders = file(ydh, ORDERS)
    first = take(ydh, "order", orders, "--yes", "--key", "march")
    second = take(ydh, "order", orders, "--yes", "--key", "march")
    assert (first.code, second.code) == (0, 0)
    assert len(ydh("order", "list", "-q").out.split()) == 2


def test_columns_are_mapped_and_separated_as_the_file_has_them(ydh: ShopFloor) -> None:
    stock = file(ydh, "item;how many;shelf\nT1;5;3\n")
    mapped = ["--map", "sku=item", "--map", "quantity=how many", "--delimiter", ";", "--encoding", "utf-8"]
    refused = take(ydh, "stock", stock, *mapped, "--yes", by="keeper")
    assert refused.code == 2
    assert "--ignore-columns 'shelf'" in refused.err
    taken = take(ydh, "stock", stock, *mapped, "--ignore-columns", "shelf", "--yes", by="keeper")
    assert taken.code == 0
    assert "shelf" in taken.err
    (row,) = ydh("stock", "show", "T1", "--json").rows
    assert row["on_hand"] == "1005.000"
    assert take(ydh, "stock", stock, "--map", "sku", by="keeper").code == 2


def test_a_file_comes_through_a_pipe(ydh: ShopFloor) -> None:
    piped = ydh.pipe("stock", "import", "-", "--yes", by="keeper", stdin="sku,quantity\nT1,5\n")
    assert piped.code == 0, piped.err
    assert "changed 1" in piped.err


def test_who_may_not_import_and_what_is_no_file_is_refused(ydh: ShopFloor) -> None:
    orders = file(ydh, ORDERS)
    assert take(ydh, "order", orders, "--yes", by="clerk").code == 4
    assert take(ydh, "order", orders, "--yes", by="c1").code == 4
    assert take(ydh, "order", "nowhere.csv").code == 2
    assert take(ydh, "order", file(ydh, "a,b\n1,2\n")).code == 2
    assert take(ydh, "order", file(ydh, "")).code == 2


@pytest.mark.parametrize("noun", ["product", "customer", "price", "stock", "order"])
def test_a_template_has_the_columns_that_the_import_reads(ydh: ShopFloor, noun: str) -> None:
    header = ydh(noun, "import-template").out.strip()
    assert "," in header
    assert "sku" in header or "code" in header
    assert not ydh(noun, "import-template", "--lang", "zh").out.isascii()


def test_batches_are_listed_and_shown_with_their_orders(ydh: ShopFloor) -> None:
    take(ydh, "order", file(ydh, ORDERS), "--yes")
    (batch,) = ydh("batch", "list", "--json", by="manager").rows
    assert (batch["kind"], batch["name"], batch["state"], batch["good"], batch["by"]) == (
        "orders",
        "given.csv",
        "done",
        3,
        "manager",
    )
    shown = ydh("batch", "show", str(batch["batch"]), "--json", by="manager").rows
    assert [(row["ref"], row["step"]) for row in shown] == [("A-1", "review"), ("A-2", "review")]
    assert ydh("batch", "resume", str(batch["batch"]), by="manager").code == 5
    assert ydh("batch", "release", str(batch["batch"]), by="manager").code == 2
    assert ydh("batch", "release", str(batch["batch"]), "--yes", by="manager").code == 5
    assert ydh("batch", "show", "99", by="manager").code == 6
    assert ydh("batch", "list", by="finance").code == 4
