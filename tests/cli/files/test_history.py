"""History by command: what it lacks first, then brought in, found by its old number, taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit.shop_floor import ShopFloor, open_shop_floor

FILE = """单号,日期,客户,商品编码,商品名称,数量,单价,金额
536365,2025-03-01,C1,OLD-1,老茶,6,2.55,
536365,2025-03-01,C1,T1,,2,10,
C536379,2025-04-01,C7,OLD-1,老茶,-4,2.55,
"""


@pytest.fixture
def ydh(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[ShopFloor]:
    there = open_shop_floor(tmp_path, capsys, monkeypatch)
    there.staff("elder", "system_admin", "business_manager")
    yield there
    there.close()


def test_a_company_brings_its_past_in_and_takes_it_back(ydh: ShopFloor) -> None:
    old, items, customers = (str(ydh.folder / name) for name in ("old.csv", "items.csv", "customers.csv"))
    Path(old).write_text(FILE, encoding="utf-8")
    unset = ydh("history", "import", old, "--yes", by="elder")
    assert (unset.code, "ydh setting set books_open" in unset.err) == (5, True)
    assert ydh("setting", "set", "books_open", "2026-01-01", by="elder").code == 0
    refused = ydh("history", "import", old, "--yes", by="elder")
    assert (refused.code, "there is no product OLD-1" in refused.out) == (2, True)
    assert ydh("history", "items", old, "-o", items, by="elder").code == 0
    assert Path(items).read_text(encoding="utf-8-sig").split() == ["code,name,unit,price,listed", "OLD-1,老茶,,2.55,no"]
    assert ydh("history", "customers", old, "-o", customers, by="elder").code == 0
    assert ydh("product", "import", items, "--yes", by="elder").code == 0
    assert ydh("customer", "import", customers, "--yes", by="elder").code == 0
    taken = ydh("history", "import", old, "--yes", by="elder")
    assert taken.code == 0
    assert "orders: 1, total 35.30" in taken.err
    assert "returns: 1, total 10.20" in taken.err
    shown = ydh("order", "show", "536365", "--json", by="elder").rows[0]
    assert (shown["step"], shown["ref"], shown["business_date"]) == ("done", "536365", "2025-03-01")
    assert ydh("return", "show", "C536379", "--json", by="elder").rows[0]["step"] == "done"
    again = ydh("history", "import", old, "--yes", by="elder")
    assert "added 0, changed 0, unchanged 2" in again.err
    assert ydh("report", "sales", "--json", by="elder").rows[0]["total"] == "35.30"
    assert ydh("report", "sales", "--without-history", "--json", by="elder").rows == []
    batch = next(row["batch"] for row in ydh("batch", "list", "--json", by="elder").rows[1:])
    assert ydh("batch", "release", str(batch), "--yes", by="elder").code == 0
    assert ydh("order", "show", "536365", by="elder").code == 6


def test_a_later_day_is_said_by_two(ydh: ShopFloor) -> None:
    assert ydh("setting", "set", "books_open", "2026-01-01", by="elder").code == 0
    alone = ydh("setting", "set", "books_open", "2026-02-01", by="elder")
    assert (alone.code, "waits for a second person" in alone.err) == (0, True)
    assert ydh("setting", "show", "books_open", "--json", by="elder").rows[0]["value"] == "2026-01-01"
    assert ydh("setting", "set", "books_open", "2026-02-01", by="boss").code == 0
    assert ydh("setting", "show", "books_open", "--json", by="elder").rows[0]["value"] == "2026-02-01"
