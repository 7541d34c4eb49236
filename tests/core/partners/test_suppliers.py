"""Suppliers on both databases: a list that purchases name, and what becomes of it."""

from collections.abc import Iterator
from decimal import Decimal as D

import pytest

from tests.kit import servers
from tests.kit.shop import Shop, entries, open_shop, the_books_balance, the_chains_are_whole
from ydh.core.administration import settings
from ydh.core.company.actors import Actor, who
from ydh.core.goods import products
from ydh.core.goods.views import Variant
from ydh.core.partners import suppliers
from ydh.core.partners.views import PutSupplier
from ydh.core.stock import paper_looking, papers
from ydh.core.stock.views import PaperLine
from ydh.core.values.errors import Invalid, NotAllowed, NotFound, Stale, YdhError


@pytest.fixture
def shop(databases: servers.Sqlite | servers.Postgres) -> Iterator[Shop]:
    made = open_shop(databases)
    products.add(made.manager, "A", "商品A", Variant(price=D(1), unit="盒"))
    suppliers.add(made.manager, "TP", "太平猴魁合作社", phone="0559-1", terms="prepaid")
    yield made
    made.manager.company.close()


def bought(shop: Shop, supplier: str) -> str:
    """What a purchase stock-in of that supplier names."""
    done = papers.post_paper(shop.keeper, "receipt", [PaperLine("A", D(5))], supplier=supplier)
    return paper_looking.paper(shop.keeper, done.number).head.supplier


def admin(shop: Shop) -> Actor:
    return Actor(shop.manager.company, 1)


@pytest.mark.parametrize("word", ["TP", "tp", "ＴＰ", "太平猴魁合作社"])
def test_a_purchase_names_a_supplier_by_code_or_name(shop: Shop, word: str) -> None:
    assert bought(shop, word) == "太平猴魁合作社"


def test_a_supplier_that_is_not_on_the_list_is_named_unless_the_company_wants_none(shop: Shop) -> None:
    assert bought(shop, "路边的") == "路边的"
    settings.change_setting(admin(shop), "suppliers_free", "off")
    with pytest.raises(NotFound, match="太平猴魁合作社 \\(TP\\)") as error:
        bought(shop, "太平猴魁")
    assert error.value.id == "supplier-unknown"
    assert bought(shop, "") == ""


def test_from_a_retired_supplier_nothing_is_bought_until_it_is_restored(shop: Shop) -> None:
    suppliers.retire(shop.manager, "TP")
    with pytest.raises(Invalid) as error:
        bought(shop, "TP")
    assert error.value.id == "supplier-retired"
    assert [it.code for it in suppliers.list_suppliers(shop.manager, active=False)] == ["TP"]
    suppliers.restore(shop.manager, "TP")
    assert bought(shop, "TP") == "太平猴魁合作社"


def test_a_paper_keeps_the_name_that_was_on_the_list_that_day(shop: Shop) -> None:
    done = papers.post_paper(shop.keeper, "receipt", [PaperLine("A", D(5))], supplier="TP")
    suppliers.edit(shop.manager, "TP", name="猴坑茶业")
    assert paper_looking.paper(shop.keeper, done.number).head.supplier == "太平猴魁合作社"
    assert bought(shop, "TP") == "猴坑茶业"


def test_a_code_or_name_is_one_suppliers_only(shop: Shop) -> None:
    for code, name in (("tp", "又一个"), ("X", "太平猴魁合作社"), ("X", "TP")):
        with pytest.raises(Invalid) as error:
            suppliers.add(shop.manager, code, name)
        assert error.value.id == "supplier-taken"
    with pytest.raises(Invalid):
        suppliers.add(shop.manager, "X", "别的", terms="later")


def test_who_manages_no_products_changes_no_supplier(shop: Shop) -> None:
    attempts = (
        lambda: suppliers.add(shop.keeper, "X", "别的"),
        lambda: suppliers.edit(shop.keeper, "TP", phone="1"),
        lambda: suppliers.retire(shop.keeper, "TP"),
        lambda: suppliers.restore(shop.keeper, "TP"),
    )
    for attempt in attempts:
        with pytest.raises(NotAllowed):
            attempt()
    assert [it.code for it in suppliers.list_suppliers(shop.keeper)] == ["TP"]  # who buys may look


def test_a_change_of_what_somebody_else_changed_meanwhile_is_refused(shop: Shop) -> None:
    (it,) = suppliers.list_suppliers(shop.manager)
    suppliers.edit(shop.manager, "TP", phone="1", seen=it.version)
    with pytest.raises(Stale):
        suppliers.edit(shop.manager, "TP", phone="2", seen=it.version)


def test_suppliers_of_a_file_are_added_changed_or_left(shop: Shop) -> None:
    rows = [PutSupplier("tp", phone="2"), PutSupplier("TP"), PutSupplier("B", "茶厂"), PutSupplier("C", "茶厂")]
    company = shop.manager.company
    puts = company.write(lambda unit: suppliers.put_suppliers(unit, who(unit, shop.manager), rows))
    assert puts[:3] == ["changed", "unchanged", "added"]
    assert isinstance(puts[3], YdhError)
    kept = {it.code: (it.name, it.phone, it.terms) for it in suppliers.list_suppliers(shop.manager)}
    assert kept == {"TP": ("太平猴魁合作社", "2", "prepaid"), "B": ("茶厂", "", "monthly")}


def test_every_change_stands_in_the_journal(shop: Shop) -> None:
    suppliers.edit(shop.manager, "TP", phone="9")
    suppliers.retire(shop.manager, "TP")
    assert [action for action, _ in entries(shop, "supplier")] == ["create", "edit", "retire"]
    assert the_chains_are_whole(shop)
    the_books_balance(shop)
