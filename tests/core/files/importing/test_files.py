"""Our own sample files, in every form that files come in."""

from io import BytesIO, StringIO
from pathlib import Path

import pytest

from tests.core.files.importing.desk import FIXTURES, Desk, bring_file, by_ref, complaints, dump, problems
from ydh.core.administration import settings
from ydh.core.files.importing import importing
from ydh.core.files.importing.columns import KINDS, template
from ydh.core.goods import catalogue
from ydh.core.values.errors import YdhError

ORDERS = (FIXTURES / "orders.csv").read_text("utf-8")


@pytest.fixture
def shop(desk: Desk) -> Desk:
    """The company of our sample files."""
    for actor, kind in ((desk.manager, "products"), (desk.manager, "customers"), (desk.keeper, "stock")):
        assert bring_file(actor, kind, FIXTURES / f"{kind}.csv").result
    assert bring_file(desk.manager, "prices", FIXTURES / "prices.csv").result
    return desk


# S05.3
def test_our_sample_files_come_in_whole(shop: Desk) -> None:
    done = bring_file(shop.manager, "orders", FIXTURES / "orders.csv").result
    assert done is not None
    assert (done.added, done.good, done.bad) == (12, ORDERS.count("\n") - 1, 0)
    assert (done.first, done.last[:13]) == ("DH-O-20261109-000001", "DH-O-20261119")
    found = by_ref(shop, done.batch)
    assert [(line.sku, line.quantity) for line in found["F-002"].lines][:2] == [("P001", 240), ("P002", 2000)]
    assert found["F-002"].freight == 25
    assert complaints(shop) == []


def test_each_mistake_of_the_bad_sample_is_found_at_its_place(shop: Desk) -> None:
    refused = StringIO(newline="")
    done = bring_file(shop.manager, "orders", FIXTURES / "orders-bad.csv", skip_bad=True, refused=refused)
    assert problems(done.plan) == [
        (3, "sku", "import-sku-unknown"),
        (4, "qty", "cell-number-low"),
        (5, "date", "cell-date-form"),
        (6, "customer", "cell-text-empty"),
        (7, "qty", "import-minimum"),
        (8, "qty", "import-multiple"),
        (10, "customer", "import-ref-differs"),
    ]
    assert done.plan is not None
    assert [str(p) for p in done.plan.problems if p.line in (3, 7, 8)] == [
        "line 3, column sku: there is no product T001-25O; nearest: T001-250, T002, T001-100",
        "line 7, column qty: 8 of T003 is too few; at least 12, in multiples of 4",
        "line 8, column qty: 30 of P001 is not a multiple of 24; 24 or 48",
    ]
    assert done.result is not None
    assert (list(by_ref(shop, done.result.batch)), done.result.bad) == (["B-001"], 8)
    assert refused.getvalue().count("\r\n") == 9


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_orders_are_the_same_in_every_encoding(shop: Desk, encoding: str) -> None:
    text = ORDERS.replace("ref,customer", "外部单号,客户", 1)
    done = importing.run(shop.manager, "orders", BytesIO(text.encode(encoding)), name="o.csv")
    assert done.plan is not None
    assert done.result is not None
    assert (done.plan.encoding, done.result.added) == (encoding.removesuffix("-sig"), 12)
    assert by_ref(shop, done.result.batch)["F-003"].details["contact"] == "林晓东"


def test_products_in_chinese_and_in_english_are_the_same_products(desk: Desk) -> None:
    first = bring_file(desk.manager, "products", FIXTURES / "products.zh.csv")
    again = bring_file(desk.manager, "products", FIXTURES / "products.csv")
    assert first.plan is not None
    assert first.result is not None
    assert again.result is not None
    assert (first.plan.encoding, first.result.added, again.result.unchanged) == ("gb18030", 21, 21)
    assert catalogue.show_sku(desk.manager, "H001-BM").attributes == {"尺码": "M", "颜色": "蓝"}


def test_columns_of_another_program_are_mapped(shop: Desk) -> None:
    text = "InvoiceNo;StockCode;Quantity;CustomerID;Country\n536365;T003;12;C001;UK\n536366;T003;16;C002;UK\n"
    mapping = {"ref": "InvoiceNo", "sku": "StockCode", "qty": "Quantity", "customer": "CustomerID"}
    form = {"delimiter": ";", "mapping": mapping, "ignore": ["Country"]}
    done = importing.run(shop.manager, "orders", BytesIO(text.encode()), name="-", **form)
    assert done.plan is not None
    assert done.result is not None
    assert (done.plan.ignored, list(by_ref(shop, done.result.batch))) == (("Country",), ["536365", "536366"])


def test_what_is_shown_before_a_commit(shop: Desk) -> None:
    plan = importing.check(shop.manager, "orders", FIXTURES / "orders.csv", name="orders.csv")
    assert (plan.ready, plan.rows, plan.blank, plan.added, len(plan.sample)) == (True, plan.good, 0, 12, 3)
    assert plan.header[:2] == ("ref", "customer")
    assert plan.needed
    assert not plan.short
    done = importing.commit(shop.manager, plan)
    assert (done.added, done.total) == (12, plan.total)


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_is_a_header_that_the_import_understands(desk: Desk, kind: str, tmp_path: Path) -> None:
    settings.change_setting(desk.boss, "books_open", "2026-01-01")
    for language in ("en", "zh_CN"):
        titles = template(kind, language)
        assert len(set(titles)) == len(KINDS[kind].columns)
        file = BytesIO((",".join(titles) + "\n").encode())
        actor = {"stock": desk.keeper, "tracking": desk.clerk, "history": desk.boss}.get(kind, desk.manager)
        plan = importing.check(actor, kind, file, name="t.csv")
        assert (plan.rows, plan.ignored, plan.ready) == (0, (), False)
        importing.discard(actor, plan)


def test_a_file_that_cannot_be_read_leaves_nothing(desk: Desk) -> None:
    before = dump(desk)
    for kind in ("products", "customers", "prices", "orders"):
        with pytest.raises(YdhError):
            importing.run(desk.manager, kind, Path("no such file.csv"), name="no such file.csv")
    assert dump(desk) == before
