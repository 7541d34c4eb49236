"""Lists that ydh wrote, brought in again: they say what is there already, whatever the language and the format."""

import importlib
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from tests.kit.shop_floor import ShopFloor, open_shop_floor
from ydh.core.files.importing.columns import KINDS
from ydh.core.files.importing.own_lists import CHINESE, heads, own_lists
from ydh.core.rules.nouns import NOUNS
from ydh.locale import Words

READ = {"products": "product", "customers": "customer", "suppliers": "supplier", "prices": "price"}
REFUSED = {"stock": ["stock"], "orders": ["order", "return"], "history": ["order", "return"], "tracking": ["shipment"]}
NOUN_OF = {**READ, "stock": "stock", "orders": "order", "history": "history", "tracking": "shipment"}
ALL = {"product": ["--all"], "customer": ["--all"], "supplier": ["--all"]}
FORMATS = ["csv", "csv-excel", "xlsx"]
GOODS = (
    "product add CHA 龙井茶 --variant CHA-1 --attr 等级=特级 --attr 净重=250g --price 38.5",
    "product edit-variant CHA-1 --unit 盒 --pack-size 24 --pack-unit 箱 --minimum 2 --multiple 2",
    "product edit-variant CHA-1 --category 绿茶 --brand 西湖 --barcode 6901234567892",
    "product add-variant CHA CHA-2 --attr 等级=一级 --attr 净重=250g --price 0.0001 --unit 盒",
    "product add 007 =1+1 --unit 个",
    "product add FW 安装 --service --price 50",
    "product retire CHA-2",
    "customer level add VIP 大客户",
    "customer add C3 +绍兴百货 --level VIP --region 浙江 --terms prepaid --phone +86-575-1234 --contact 王,掌柜",
    "customer add C4 嘉兴百货 --terms on_delivery",
    "customer retire C4 --yes",
    "supplier add S1 安溪茶厂 --terms prepaid --phone 0595-1",
    "supplier add S2 福鼎茶厂 --terms on_delivery",
    "supplier add S3 湖州茶厂",
    "supplier retire S2",
)


@pytest.fixture
def ydh(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[ShopFloor]:
    there = open_shop_floor(tmp_path, capsys, monkeypatch)
    there.staff("all", "business_manager", "outbound_reviewer", "shipping_clerk", "system_admin")
    for words in GOODS:
        done = there(*words.split(), by="manager")
        assert done.code == 0, (words, done.err)
    yield there
    there.close()


def written(ydh: ShopFloor, noun: str, lang: str, form: str, *words: str) -> str:
    path = ydh.folder / f"{noun}-{lang}-{form}.{'xlsx' if form == 'xlsx' else 'csv'}"
    done = ydh(noun, "list", *words, "--lang", lang, "--format", form, "--output", str(path), by="manager")
    assert done.code == 0, done.err
    return str(path)


@pytest.mark.parametrize("noun", READ.values())
def test_what_ydh_wrote_comes_back_as_unchanged(ydh: ShopFloor, noun: str) -> None:
    there = len(ydh(noun, "list", *ALL.get(noun, ()), "-q", by="manager").out.split())
    assert there >= 3
    for lang, form in product(("en", "zh_CN"), FORMATS):
        path = written(ydh, noun, lang, form, *ALL.get(noun, ()))
        tried = ydh(noun, "import", path, "--dry-run", "--json", by="manager")
        assert tried.code == 0, (path, tried.out + tried.err)
        (told,) = tried.rows
        assert (told["rows"], told["unchanged"], told["added"], told["changed"]) == (there, there, 0, 0), path
        assert told["emptied"] == []


def test_a_list_that_is_no_paper_is_refused_with_what_is(ydh: ShopFloor) -> None:
    for kind, nouns in REFUSED.items():
        for noun, lang, form in product(nouns, ("en", "zh_CN"), FORMATS):
            path = written(ydh, noun, lang, form, "--force")
            refused = ydh(NOUN_OF[kind], "import", path, "--dry-run", by="all")
            assert refused.code == 2, path
            assert "line 1: this is ydh's own list of" in refused.err
            assert "headed as the template has it" in refused.err


def test_every_kind_says_what_it_makes_of_a_list_of_ours() -> None:
    assert {*READ} | {*REFUSED} == {*KINDS}
    assert not {*READ} & {*REFUSED}
    for kind in KINDS:
        assert all(bool(own.refusal) == (kind in REFUSED) for own in own_lists(kind))


@pytest.mark.parametrize("name", CHINESE)
def test_a_list_is_known_by_the_header_that_it_is_written_with(name: str) -> None:
    module, _, table = NOUNS[name].partition(":")
    noun = getattr(importlib.import_module(f"ydh.core.{module}"), table)
    codes, *titles = heads(noun)
    written_with = [tuple(map(Words(lang), titles[0])) for lang in ("en", "zh_CN")]
    assert titles == written_with
    assert all(len(set(head)) == len(codes) for head in (codes, *titles))


@pytest.mark.parametrize("noun", ["product", "price"])
def test_prices_of_one_customer_are_not_taken_for_list_prices(ydh: ShopFloor, noun: str) -> None:
    assert ydh("price", "set", "T1", "9", "--customer", "C1", by="manager").code == 0
    path = written(ydh, noun, "en", "csv", "--customer", "C1")
    refused = ydh(noun, "import", path, "--dry-run", "--json", by="manager")
    assert refused.code == 2
    (told,) = refused.rows
    ((line, value, wrong, right),) = [(p["line"], p["value"], p["wrong"], p["right"]) for p in told["problems"]]
    listed = ydh(noun, "list", "-q", by="manager").out.split()
    assert (line, value) == (listed.index("T1") + 2, "10.00")
    assert wrong == "the column price of the same list says 9.00"
    assert right.startswith("the same in both columns; what was agreed with a customer comes in as")
    without = ydh(noun, "import", path, "--ignore-columns", "price", "--dry-run", "--json", by="manager")
    assert [(row["unchanged"], row["changed"]) for row in without.rows] == [(len(listed), 0)]


def test_what_was_changed_in_a_list_is_changed_and_nothing_else(ydh: ShopFloor) -> None:
    path = Path(written(ydh, "product", "en", "csv", "--all"))
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    changed = [row.replace("38.50", "39.50").replace("西湖", "狮峰") for row in rows]
    path.write_text("\n".join([head, *reversed(changed)]) + "\n", encoding="utf-8")
    done = ydh("product", "import", str(path), "--yes", by="manager")
    assert done.code == 0, done.err
    assert "columns that are not read: price, availability, available" in done.err
    now = ydh("product", "show", "CHA-1", "--item", "--json", by="manager").rows[0]
    assert (now["list_price"], now["brand"], now["barcode"]) == ("39.5000", "狮峰", "6901234567892")
    assert (now["minimum"], now["multiple"], {*now["attributes"]}) == ("2.000", "2.000", {"等级=特级", "净重=250g"})


def test_a_file_with_a_column_of_ours_alone_is_no_list_of_ours(ydh: ShopFloor) -> None:
    path = Path(written(ydh, "supplier", "en", "csv"))
    path.write_text(path.read_text(encoding="utf-8").replace("phone", "tel", 1), encoding="utf-8")
    refused = ydh("supplier", "import", str(path), "--dry-run", by="manager")
    assert (refused.code, "columns that would not be read: tel, active" in refused.err) == (2, True)
    said = ydh("supplier", "import", str(path), "--map", "phone=tel", "--dry-run", by="manager")
    assert (said.code, "columns that would not be read: active" in said.err) == (2, True)
    left = ydh(
        "supplier", "import", str(path), "--map", "phone=tel", "--ignore-columns", "active", "--dry-run", by="manager"
    )
    assert left.code == 0, left.err
