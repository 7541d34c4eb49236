"""Reports by command: every one, in every format, whole or not at all."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit.shop_floor import ShopFloor, open_shop_floor
from ydh.core.reports.reports import REPORTS


@pytest.fixture
def ydh(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[ShopFloor]:
    there = open_shop_floor(tmp_path, capsys, monkeypatch)
    there.place("T1=2", "T2=1")
    there.place("T1=7", by="c2")
    yield there
    there.close()


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_is_a_command(ydh: ShopFloor, name: str) -> None:
    for format in ("table", "plain", "csv", "tsv", "json", "jsonl", "markdown", "html"):
        assert ydh("report", name, "--format", format, by="manager").code == 0


def test_a_report_adds_up_what_was_sold(ydh: ShopFloor) -> None:
    rows = ydh("report", "customers", "--json", by="manager").rows
    assert [(row["customer"], row["orders"], row["total"]) for row in rows] == [("C2", 1, "70.00"), ("C1", 1, "30.00")]
    rows = ydh("report", "products", "--json", by="manager").rows
    assert [(row["sku"], row["goods"]) for row in rows] == [("T1", "90.00"), ("T2", "10.00")]


@pytest.mark.parametrize("by", ["month", "customer", "product", "category", "channel", "batch"])
def test_sales_are_reported_by_what_is_asked_for(ydh: ShopFloor, by: str) -> None:
    names = {"month": "sales", "category": "categories", "batch": "batches"}
    named = ydh("report", names.get(by, by + "s"), "--format", "csv", by="manager")
    assert ydh("report", "sales", "--by", by, "--format", "csv", by="manager").out == named.out


def test_what_sales_cannot_be_reported_by_is_answered_with_what_they_can(ydh: ShopFloor) -> None:
    wrong = ydh("report", "sales", "--by", "weather", by="manager")
    assert wrong.code == 2
    assert "month, customer, product" in wrong.err


def test_a_table_ends_with_the_totals_and_files_for_machines_do_not(ydh: ShopFloor) -> None:
    table = ydh("report", "customers", by="manager")
    last = table.out.rstrip().splitlines()[-1].split()
    assert "100.00" in last
    assert "all together" in " ".join(last)
    assert "submitted" in table.err
    assert len(ydh("report", "customers", "--format", "csv", by="manager").out.splitlines()) == 3


def test_only_the_greatest_rows_are_kept_and_the_totals_are_of_all(ydh: ShopFloor) -> None:
    table = ydh("report", "customers", "--top", "1", by="manager").out
    assert "C2" in table
    assert "C1" not in table
    assert "100.00" in table
    assert ydh("report", "customers", "--top", "0", by="manager").code == 2


def test_days_limit_a_report(ydh: ShopFloor) -> None:
    # S07.20
    assert ydh("report", "customers", "--from", "2000-01-01", "--to", "2000-12-31", "--json", by="manager").rows == []
    assert "2000-01-01" in ydh("report", "customers", "--from", "2000-01-01", by="manager").out
    assert ydh("report", "customers", "--from", "2001-01-01", "--to", "2000-12-31", by="manager").code == 2
    assert ydh("report", "customers", "--from", "someday", by="manager").code == 2
    assert ydh("report", "customers", "--from", "yesterday", by="manager").code == 0


def test_a_file_is_written_whole_with_who_and_when_or_not_at_all(ydh: ShopFloor) -> None:
    path = ydh.folder / "sales.html"
    assert ydh("report", "sales", "--format", "html", "--output", str(path), by="manager").code == 0
    assert "manager" in path.read_text()
    assert ydh("report", "sales", "--format", "html", "--output", str(path), by="manager").code == 2
    gone = ydh.folder / "none.csv"
    assert ydh("report", "sales", "--format", "csv", "--output", str(gone), by="clerk").code == 4
    assert not gone.exists()


def test_who_may_not_see_reports_or_amounts_does_not(ydh: ShopFloor) -> None:
    assert ydh("report", "sales", by="clerk").code == 4
    assert ydh("report", "sales", by="c1").code == 4
    for row in ydh("report", "customers", "--json", by="keeper").rows:
        assert (row["total"], row["share"]) == (None, None)
    assert "100.00" not in ydh("report", "customers", by="keeper").out


def test_the_reports_are_listed_with_what_they_count(ydh: ShopFloor) -> None:
    assert [row["name"] for row in ydh("report", "list", "--json").rows] == list(REPORTS)
    assert (
        ydh("report", "list", "--format", "tsv", "--lang", "zh_CN").out.splitlines()[1].startswith("sales\t月度销售\t")
    )
    unknown = ydh("report", "weather")
    assert unknown.code == 2
