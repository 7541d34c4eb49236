"""One code means one item: every way in keeps it so, and every look-up agrees."""

from collections.abc import Callable
from decimal import Decimal as D
from typing import Any

import pytest

from tests.kit import statements
from tests.kit.company import customer
from tests.kit.orders import Crew, make_crew
from tests.kit.trail import sql
from ydh.core.audit import doctor
from ydh.core.company.actors import Actor, who
from ydh.core.goods import catalogue, codes, keeping, own_codes, prices, products, skus
from ydh.core.goods.product_bulk import put_products
from ydh.core.goods.views import PutProduct, Variant
from ydh.core.orders import cart, pasting
from ydh.core.orders.views import Want
from ydh.core.stock import limits, looking, lot_looking, lots, papers
from ydh.core.values.errors import Conflict, Invalid, NotFound, YdhError
from ydh.store.engine.database import Unit

BUYER = 1  # the id of C1
GTIN, PACKAGE, MEASURED = "6901234567892", "16901234567899", "96901234567895"


@pytest.fixture
def crew(company: Actor) -> Crew:
    made = make_crew(company)  # T1, T2 and the customer C1
    products.add(company, "TEA", "茶", Variant(price=D(1), unit="盒", pack_size=D(12), pack_unit="箱", barcode=GTIN))
    keeping.add_code(company, "TEA", "BOX-TEA")
    own_codes.set_own_code(company, "mine", "TEA", customer="C1")
    return made


def put(actor: Actor, *rows: PutProduct) -> list[str]:
    done = actor.company.write(lambda unit: put_products(unit, who(unit, actor), rows))
    return [it if isinstance(it, str) else it.id for it in done]


def broken(boss: Actor) -> list[str]:
    return [str(it) for it in doctor.examine(boss) if it.check.code == "codes" and it.level != "ok"]


WAYS_IN: dict[str, Callable[[Actor, str], Any]] = {
    "add": lambda a, code: products.add(a, "NEW", "别的", Variant(code=code, price=D(1))),
    "add, by its barcode": lambda a, code: products.add(a, "NEW", "别的", Variant(price=D(1), barcode=code)),
    "edit": lambda a, code: skus.edit(a, "T2", barcode=code),
    "edit with its product": lambda a, code: products.edit_with_sku(a, "T2", {"barcode": code}, {}),
    "a variant": lambda a, code: skus.add(a, "T2", Variant(code=code, attributes={"a": "b"}, price=D(1))),
    "a variant's barcode": lambda a, code: skus.add(
        a, "T2", Variant(code="V", attributes={"a": "b"}, price=D(1), barcode=code)
    ),
    "a further code": lambda a, code: keeping.add_code(a, "T2", code),
    "a file": lambda a, code: _first_error(put(a, PutProduct("T2", "", barcode=code))),
    "a file with a new item": lambda a, code: _first_error(put(a, PutProduct("NEW", code, name="别的"))),
}


def _first_error(found: list[str]) -> None:
    if found[0] not in ("added", "changed"):
        raise Invalid(found[0], code="", sku="", kind="", customer="")


# S17.4
@pytest.mark.parametrize("way", WAYS_IN)
def test_no_way_in_gives_a_code_that_another_item_has(crew: Crew, way: str) -> None:
    before = sql(crew.admin, "SELECT fold, customer, sku_id, kind FROM item_code ORDER BY 1, 2")
    for code in ("tea", "6901234567892", " 06901234567892", "６９０ 1234 567892", "box-tea", "MINE"):
        with pytest.raises(Invalid) as refused:
            WAYS_IN[way](crew.admin, code)
        assert refused.value.id in ("code-taken", "code-own-taken", "sku-taken"), code
        assert sql(crew.admin, "SELECT fold, customer, sku_id, kind FROM item_code ORDER BY 1, 2") == before, code
    assert broken(crew.admin) == []


@pytest.mark.parametrize("code", ["tea", "6901234567892", "BOX-TEA"])
def test_a_customers_own_code_is_no_other_items_code(crew: Crew, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        own_codes.set_own_code(crew.buyer, code, "T2")
    assert refused.value.id == "code-taken"
    own_codes.set_own_code(crew.buyer, code, "TEA")  # what it means anyway it may say as well
    assert catalogue.show_sku(crew.buyer, code).code == "TEA"


def test_two_customers_may_call_two_things_by_one_name(crew: Crew) -> None:
    customer(crew.admin, "C8")
    own_codes.set_own_code(crew.admin, "Mine", "T2", customer="C8")
    assert catalogue.show_sku(crew.admin, "MINE", customer="C8").code == "T2"
    assert catalogue.show_sku(crew.admin, "mine", customer="C1").code == "TEA"
    with pytest.raises(NotFound):
        catalogue.show_sku(crew.admin, "mine")
    own_codes.set_own_code(crew.admin, "mine", "T1", customer="C1")
    assert catalogue.show_sku(crew.buyer, "mine").code == "T1"
    assert [(it.own_code, it.code) for it in own_codes.own_codes(crew.buyer)] == [("mine", "T1")]
    own_codes.remove_own_code(crew.buyer, "MINE")
    with pytest.raises(NotFound):
        catalogue.show_sku(crew.buyer, "mine")
    assert broken(crew.admin) == []


def test_a_code_that_was_let_go_can_be_anothers(crew: Crew) -> None:
    skus.edit(crew.admin, "TEA", barcode="6901234567908")
    skus.edit(crew.admin, "T2", barcode=GTIN)
    assert catalogue.show_sku(crew.admin, GTIN).code == "T2"
    keeping.drop_code(crew.admin, "TEA", "box-TEA")
    keeping.add_code(crew.admin, "T2", "BOX-TEA")
    assert put(crew.admin, PutProduct("TEA", "", barcode=""), PutProduct("T2", "", barcode="6901234567908")) == [
        "changed",
        "changed",
    ]
    assert catalogue.show_sku(crew.admin, "6901234567908").code == "T2"
    skus.remove(crew.admin, "TEA")
    products.add(crew.admin, "MINE", "叫我", Variant(price=D(1)))
    assert broken(crew.admin) == []


def test_two_rows_of_a_file_cannot_have_one_barcode_and_may_change_theirs_in_turn(crew: Crew) -> None:
    assert put(crew.admin, PutProduct("T1", "", barcode="A1"), PutProduct("T2", "", barcode="a1")) == [
        "changed",
        "code-taken",
    ]
    assert put(crew.admin, PutProduct("T1", "", barcode="B1"), PutProduct("T2", "", barcode="a1")) == ["changed"] * 2
    assert [catalogue.show_sku(crew.admin, code).code for code in ("a1", "b1")] == ["T2", "T1"]
    assert broken(crew.admin) == []


def test_an_item_whose_code_is_its_barcode_has_one_code(crew: Crew) -> None:
    products.add(crew.admin, "4006381333931", "笔", Variant(price=D(1), barcode="4006381333931"))
    assert catalogue.show_sku(crew.admin, "04006381333931").code == "4006381333931"
    skus.edit(crew.admin, "4006381333931", barcode="")
    assert catalogue.show_sku(crew.admin, "4006381333931").code == "4006381333931"
    assert broken(crew.admin) == []


# --- every look-up reads a code in the same way ---


def _paper(crew: Crew, code: str) -> str:
    papers.receive_stock(crew.outbound_reviewer, code, D(1), supplier="产地", reason="new")
    (row,) = sql(crew.admin, "SELECT s.code FROM stock_move m JOIN sku s ON s.id = m.sku_id ORDER BY m.id DESC LIMIT 1")
    return str(row[0])


def _edited(crew: Crew, code: str) -> str:
    products.edit(crew.admin, code, brand="西湖")
    return catalogue.show_product(crew.admin, "TEA").skus[0].code if catalogue.show_sku(crew.admin, "TEA").brand else ""


def _its_edited(crew: Crew, code: str) -> str:
    skus.edit(crew.admin, code, minimum=D(6))
    return "TEA" if catalogue.show_sku(crew.admin, "TEA").minimum == 6 else ""


def _priced(crew: Crew, code: str) -> str:
    prices.set_price(crew.admin, code, D(7))
    return "TEA" if catalogue.show_sku(crew.admin, "TEA").price == 7 else ""


LOOK_UPS: dict[str, Callable[[Crew, str], str]] = {
    "show": lambda crew, code: catalogue.show_sku(crew.buyer, code).code,
    "cart": lambda crew, code: cart.add(crew.buyer, [Want(code, "12")]).lines[0].sku,
    "paste": lambda crew, code: pasting.put(crew.buyer, f"{code}\t12").cart.lines[0].sku,
    "levels": lambda crew, code: looking.levels_of(crew.admin, code)[0].sku,
    "limits": lambda crew, code: limits.set_limits(crew.outbound_reviewer, code, lower=D(1)).sku,
    "paper": _paper,
    "product": _edited,
    "item": _its_edited,
    "price": _priced,
}


@pytest.mark.parametrize("where", LOOK_UPS)
def test_every_look_up_takes_every_code(crew: Crew, where: str) -> None:
    papers.receive_stock(crew.outbound_reviewer, "TEA", D(1), supplier="产地", reason="new")
    codes = ("tea", "６９０１２３４５６７８９２", "690 1234 567892", "06901234567892", "Box-Tea")
    assert {code: LOOK_UPS[where](crew, code) for code in codes} == dict.fromkeys(codes, "TEA")


@pytest.mark.parametrize("code", ["tea", "6901234567892", "Box-Tea"])
def test_a_lot_is_named_by_any_code_of_its_item(crew: Crew, code: str) -> None:
    products.edit(crew.admin, "TEA", keeping={"lots": True})
    products.add(crew.admin, "MILK", "奶", Variant(price=D(1)), keeping={"lots": True})
    for item in ("TEA", "MILK"):
        papers.receive_stock(crew.outbound_reviewer, item, D(5), lot="L-1", supplier="产地")
    assert [row.sku for row in lot_looking.lots(crew.admin, sku=code).rows] == ["TEA"]
    assert lot_looking.trace(crew.admin, "L-1", sku=code).sku == "TEA"
    lots.block(crew.outbound_reviewer, "L-1", reason="查", sku=code)
    assert {row.sku: bool(row.blocked) for row in lot_looking.lots(crew.admin).rows} == {"TEA": True, "MILK": False}
    with pytest.raises(NotFound):
        lot_looking.lots(crew.admin, sku="NONE")


def test_a_number_beside_a_boxs_code_counts_boxes(crew: Crew) -> None:
    assert cart.add(crew.buyer, [Want("BOX-TEA", "2")]).lines[0].quantity == 24
    assert cart.set_quantity(crew.buyer, [Want("BOX-TEA", "3箱")]).lines[0].quantity == 36
    papers.receive_stock(crew.outbound_reviewer, "box-tea", D(2), supplier="产地", reason="new")
    assert looking.levels_of(crew.admin, "TEA")[0].on_hand == 24


def test_a_look_up_is_one_statement(company: Actor) -> None:
    if company.company.store.engine != "sqlite":
        return
    make_crew(company)
    own_codes.set_own_code(company, "mine", "T1", customer="C1")

    def count(unit: Unit) -> int:
        with statements.asked(company.company) as found:
            codes.look_up(unit, ["T1", "mine", "nothing", PACKAGE], customer=BUYER)
        return len(found)

    assert company.company.read(count) == 1


# --- packages and goods of variable measure ---


def test_a_package_has_a_size_of_its_own(crew: Crew) -> None:
    with pytest.raises(Invalid, match="is a package of TEA"):
        cart.add(crew.buyer, [Want(PACKAGE, "1")])
    with pytest.raises(Invalid, match="is a package of TEA"):
        keeping.add_code(crew.admin, "T2", PACKAGE)
    keeping.add_code(crew.admin, "TEA", PACKAGE, D(24))
    assert cart.add(crew.buyer, [Want(PACKAGE, "1")]).lines[0].quantity == 24
    products.add(crew.admin, "LOOSE", "散", Variant(price=D(1), barcode="4006381333931"))
    with pytest.raises(Invalid, match="say how much"):
        keeping.add_code(crew.admin, "LOOSE", "14006381333938")


def test_what_is_measured_says_not_how_much_by_its_code(crew: Crew) -> None:
    with pytest.raises(Invalid, match="variable measure"):
        cart.add(crew.buyer, [Want(MEASURED, "1")])
    with pytest.raises(Invalid, match=f"let the item have 0{GTIN}"):
        keeping.add_code(crew.admin, "TEA", MEASURED)


# --- doubles from before ---


@pytest.fixture
def doubled(crew: Crew) -> Crew:
    """T2 has TEA's barcode and T1's code as its own, and C1 calls it so: as older versions let it."""
    row = "SELECT '{fold}', {customer}, s.id, '{kind}', '{text}', 1000 FROM sku s WHERE s.code = 'T2'"
    into = "INSERT INTO code_conflict (fold, customer, sku_id, kind, text, quantity) "
    sql(
        crew.admin,
        into + row.format(fold="0" + GTIN, customer=0, kind="barcode", text=GTIN),
        into + row.format(fold="t1", customer=0, kind="further", text="T1"),
        into + row.format(fold="tea", customer=BUYER, kind="own", text="tea"),
        f"UPDATE sku SET barcode = '{GTIN}' WHERE code = 'T2'",
    )
    return crew


# S17.6
def test_a_double_is_refused_where_it_is_scanned_and_told_with_what_settles_it(doubled: Crew) -> None:
    def scanned(code: str, customer: int = 0) -> YdhError | None:
        found = doubled.admin.company.read(lambda u: codes.look_up(u, [code], customer=customer, scanned=True))
        return found[code].problem

    assert [str(scanned(code)) for code in (GTIN, "t1")] == [
        f"{GTIN} stands for TEA and for T2; ydh doctor says how to settle it",
        "t1 stands for T1 and for T2; ydh doctor says how to settle it",
    ]
    assert scanned("tea") is None
    assert isinstance(scanned("tea", BUYER), Conflict)
    assert catalogue.show_sku(doubled.admin, "T1").code == "T1", "an item's code that somebody types is that item's"
    with pytest.raises(Conflict):
        cart.add(doubled.buyer, [Want("tea", "1")])
    said = [str(it) for it in doctor.examine(doubled.admin) if it.check.code == "codes"]
    for told in (
        "ydh product edit-variant T2 --barcode NEW",
        "ydh product drop-code T2 T1",
        "ydh customer own-code remove C1 tea",
    ):
        assert any(told in line for line in said)


def test_a_settled_double_is_a_code_like_any_other(doubled: Crew) -> None:
    skus.edit(doubled.admin, "T2", barcode="")
    keeping.drop_code(doubled.admin, "T2", "T1")
    own_codes.remove_own_code(doubled.buyer, "tea")
    assert sql(doubled.admin, "SELECT count(*) FROM code_conflict") == [(0,)]
    assert catalogue.show_sku(doubled.buyer, "tea").code == "TEA"
    assert broken(doubled.admin) == []


def test_when_its_first_holder_lets_a_double_go_the_other_gets_it(doubled: Crew) -> None:
    skus.edit(doubled.admin, "TEA", barcode="")
    assert catalogue.show_sku(doubled.admin, GTIN).code == "T2"
    assert sql(doubled.admin, "SELECT kind FROM code_conflict ORDER BY kind") == [("further",), ("own",)]


# --- the database itself ---


@pytest.mark.parametrize("customers", [(0, 1), (1, 0)])
def test_the_database_refuses_a_code_that_means_two_things(crew: Crew, customers: tuple[int, int]) -> None:
    first, second = customers
    row = "INSERT INTO item_code VALUES ('x', {}, (SELECT id FROM sku WHERE code = '{}'), 'further', 'x', 1000)"
    sql(crew.admin, row.format(first, "T1"))
    with pytest.raises(Exception, match="a code stands for one item"):
        sql(crew.admin, row.format(second, "T2"))
    sql(crew.admin, row.format(second, "T1"))
    with pytest.raises(Exception, match="a code stands for one item"):
        sql(crew.admin, "UPDATE item_code SET sku_id = (SELECT id FROM sku WHERE code = 'T2') WHERE fold = 'x'")
