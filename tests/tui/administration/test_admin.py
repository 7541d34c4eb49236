"""Goods, stock, customers and staff: everything about them, and every change, from their own lists."""

from decimal import Decimal as D

from tests.kit.company import staff
from tests.kit.desk import LARGE, Desk, screens
from tests.kit.orders import Crew
from ydh.core.administration import account_looking, accounts, roles, signin
from ydh.core.company.actors import Actor
from ydh.core.goods import catalogue, prices, products, skus
from ydh.core.goods.views import Variant
from ydh.core.partners import addresses, customers, levels
from ydh.core.stock import looking
from ydh.tui.lists.form import Form


async def leave(desk: Desk) -> None:
    """Close whatever lies over the page."""
    await desk.press("escape")


# --- products ---


async def test_a_product_is_added_and_found_by_its_initials(crew: Crew) -> None:
    async with screens(crew.business_manager) as desk:
        await desk.open("products")
        await desk.press("a")
        answers = {"code": "L1", "name": "明前龙井", "category": "茶叶", "attributes": "净重=250g; 等级=一级"}
        await desk.answer(**answers, unit="罐", pack_unit="箱", pack_size="24", price="320")
        await desk.press("slash")
        await desk.type("mqlj")
        assert desk.rows == ["L1"]
        assert "明前龙井 250g 一级" in desk.text()
    made = catalogue.show_sku(crew.admin, "L1")
    assert (made.attributes, made.unit, made.pack_size, made.price) == (
        {"净重": "250g", "等级": "一级"},
        "罐",
        24,
        D("320"),
    )
    assert (made.minimum, made.multiple, made.listed) == (0, 1, True)


async def test_what_cannot_be_read_is_said_and_nothing_that_was_typed_is_lost(crew: Crew) -> None:
    async with screens(crew.business_manager) as desk:
        await desk.open("products")
        await desk.press("a")
        await desk.answer(code="L1", name="龙井", attributes="红色")
        assert "红色" in desk.text()
        assert isinstance(desk.screen, Form)
        await desk.answer(attributes="颜色=红", price="一百")
        assert isinstance(desk.screen, Form)
        await desk.answer(price="100")
        assert desk.page is desk.screen
    assert catalogue.show_sku(crew.admin, "L1").name == "龙井"


async def test_down_and_up_lead_from_field_to_field_of_a_form_that_is_longer_than_the_screen(crew: Crew) -> None:
    async with screens(crew.business_manager) as desk:
        await desk.open("products")
        await desk.press("a")
        form = desk.screen
        assert isinstance(form, Form)
        for name in [field.name for field in form.fields][:3]:
            await desk.type(name)
            await desk.press("down")
        await desk.press("up", "up", "up")
        await desk.type("1")
        written = form.answers()
        assert [written[field.name] for field in form.fields[:3]] == [
            form.fields[0].name + "1",
            form.fields[1].name,
            form.fields[2].name,
        ]


async def test_a_variant_and_its_product_are_edited_in_one_form(crew: Crew) -> None:
    async with screens(crew.business_manager) as desk:
        await desk.open("products")
        await desk.press("E")
        form = desk.screen
        assert isinstance(form, Form)
        assert (form.answers()["name"], form.answers()["unit"], form.answers()["pack_size"]) == ("商品T1", "盒", "12")
        await desk.answer(name="雨前龙井", minimum="6")
    made = catalogue.show_sku(crew.admin, "T1")
    assert (made.name, made.unit, made.minimum, made.pack_size) == ("雨前龙井", "盒", 6, 12)


async def test_an_edit_on_what_another_has_changed_meanwhile_is_refused(crew: Crew) -> None:
    async with screens(crew.business_manager) as desk:
        await desk.open("products")
        await desk.press("E")
        skus.edit(crew.business_manager, "T1", minimum=D(2))
        await desk.answer(name="雨前龙井")
        assert isinstance(desk.screen, Form)
    assert catalogue.show_sku(crew.admin, "T1").name == "商品T1"


async def test_a_variant_begins_as_the_one_it_stands_beside(crew: Crew) -> None:
    async with screens(crew.business_manager) as desk:
        await desk.open("products")
        await desk.press("V")
        await desk.answer(code="T1-R", attributes="颜色=红", price="11")
    product = catalogue.show_product(crew.admin, "T1")
    assert [(sku.code, sku.unit, sku.pack_size) for sku in product.skus] == [("T1", "盒", 12), ("T1-R", "盒", 12)]


async def test_prices_are_set_for_all_for_a_level_and_for_a_customer_and_taken_back(crew: Crew) -> None:
    levels.add_level(crew.business_manager, "gold", "金牌")
    async with screens(crew.business_manager) as desk:
        await desk.open("products")
        for answers in ({"price": "12.5"}, {"price": "9", "level": "gold"}, {"price": "8", "customer": "C1"}):
            await desk.press("m")
            await desk.answer(**answers)
        agreed = prices.agreed_prices(crew.admin, "T1")
        assert [(it.level, it.customer, it.price) for it in agreed] == [("gold", "", 9), ("", "C1", 8)]
        assert catalogue.show_sku(crew.admin, "T1").price == D("12.5")
        await desk.press("z")
        assert len(prices.agreed_prices(crew.admin, "T1")) == 1
        await desk.press("d")
        await desk.answer(level="gold")
        assert prices.agreed_prices(crew.admin, "T1") == ()


async def test_marked_goods_are_retired_found_again_and_listed_again(crew: Crew) -> None:
    async with screens(crew.business_manager) as desk:
        await desk.open("products")
        await desk.press("asterisk", "t", "escape")
        assert desk.rows == []
        assert desk.marked == []
        await desk.press("f")
        await desk.answer(state="retired")
        assert desk.rows == ["T1", "T2"]
        await desk.press("T")
        assert desk.rows == ["T2"]
        await desk.press("z")
        assert desk.rows == ["T1", "T2"]


async def test_only_what_was_never_used_is_deleted(crew: Crew) -> None:
    products.add(crew.business_manager, "NEW", "新茶", Variant(price=D(1)))
    async with screens(crew.business_manager) as desk:
        await desk.open("products")
        await desk.press("asterisk", "X", "enter")
        assert "T1" in desk.text()
        await desk.press("escape")
        assert desk.rows == ["T1", "T2"]


async def test_who_may_not_see_prices_sees_none_and_may_not_set_any(crew: Crew) -> None:
    prices.set_price(crew.business_manager, "T1", D("12.34"))
    prices.set_price(crew.business_manager, "T1", D("9.87"), customer="C1")
    async with screens(crew.outbound_reviewer, size=LARGE) as desk:
        await desk.open("products")
        assert "T1" in desk.text()
        assert "单价" not in desk.text()
        assert "标价" not in desk.text()
        assert "12.34" not in desk.text()
        assert "9.87" not in desk.text()
        for key in ("a", "E", "V", "m", "t", "X"):
            await desk.press(key)
            assert desk.screen is desk.page


# --- stock ---


async def test_goods_are_taken_in_counted_and_corrected(crew: Crew) -> None:
    async with screens(crew.outbound_reviewer) as desk:
        await desk.open("stock")
        assert desk.rows == ["T1@MAIN", "T2@MAIN"]
        await desk.press("a")
        await desk.answer(quantity="24", reference="PO-1")
        assert "1,024" in desk.text()
        await desk.press("C")
        await desk.answer(quantity="1000", reason="盘点")
        await desk.press("E")
        await desk.answer(quantity="-3", reason="破损")
        assert "997" in desk.said
        moves = looking.moves(crew.admin, "T1").rows
        assert [(move.kind, move.quantity) for move in moves[:3]] == [("adjust", -3), ("count", -24), ("receipt", 24)]
        await desk.press("enter")
        assert len(desk.rows) == 4
        assert moves[2].document in desk.text()


async def test_stock_is_searched_and_narrowed_to_what_is_low(crew: Crew) -> None:
    crew.place(995)
    async with screens(crew.outbound_reviewer) as desk:
        await desk.open("stock")
        await desk.press("f")
        await desk.answer(below="10")
        assert desk.rows == ["T1@MAIN"]
        await desk.press("escape", "slash")
        await desk.type("t2")
        assert desk.rows == ["T2@MAIN"]


async def test_a_second_warehouse_is_added_and_asked_for(crew: Crew) -> None:
    async with screens(crew.outbound_reviewer) as desk:
        await desk.open("warehouses")
        await desk.press("a")
        await desk.answer(code="EAST", name="东仓")
        await desk.open("stock")
        await desk.press("a")
        await desk.answer(quantity="5", warehouse="EAST")
    assert [(it.warehouse, it.on_hand) for it in looking.levels_of(crew.admin, "T1")] == [
        ("EAST", 5),
        ("MAIN", 1000),
    ]


async def test_who_may_not_move_stock_only_looks(crew: Crew) -> None:
    async with screens(crew.order_reviewer) as desk:
        await desk.open("stock")
        for key in ("a", "C", "E", ">"):
            await desk.press(key)
            assert desk.screen is desk.page


# --- customers ---


async def test_a_customer_is_added_gets_its_account_and_can_sign_in(crew: Crew) -> None:
    async with screens(crew.business_manager) as desk:
        await desk.open("customers")
        await desk.press("a")
        await desk.answer(code="S1", name="绍兴百货商店", region="浙江", terms="monthly", address="绍兴路1号")
        await desk.press("slash")
        await desk.type("sxbh")
        await desk.press("enter")
        assert desk.rows == ["S1"]
        await desk.press("U")
        await desk.answer(login="shaoxing")
        password = desk.text().split("密码：")[1].split()[0]
        await leave(desk)
        assert "shaoxing" in desk.text()
    assert signin.login(crew.admin.company, "shaoxing", password)
    assert customers.show(crew.admin, "S1").terms == "monthly"


async def test_a_customer_is_edited_assessed_retired_and_restored(crew: Crew) -> None:
    async with screens(crew.business_manager) as desk:
        await desk.open("customers")
        await desk.press("E")
        await desk.answer(name="西湖茶行", note="周五送货")
        it = customers.show(crew.admin, "C1")
        assert (it.name, it.note, it.contact, it.terms) == ("西湖茶行", "周五送货", "王掌柜", "monthly")
        await desk.press("t")
        assert desk.rows == []
        await desk.press("z")
        assert desk.rows == ["C1"]
        customers.add(crew.business_manager, "S2", "新店")
        await desk.press("ctrl+r", "G", "C")
    assert customers.show(crew.admin, "S2").assessed


async def test_levels_and_owners_are_set_and_addresses_kept(crew: Crew) -> None:
    async with screens(crew.business_manager) as desk:
        await desk.open("customers")
        await desk.open("price levels")
        await desk.press("a")
        await desk.answer(code="gold", name="金牌")
        await desk.press("escape", "m")
        await desk.answer(level="gold")
        await desk.press("A")
        await desk.answer(owners="order_reviewer, 不存在")
        assert isinstance(desk.screen, Form)
        await desk.answer(owners="order_reviewer，business_manager")
        assert customers.show(crew.admin, "C1").level == "gold"
        assert customers.list_owners(crew.admin, "C1") == ("business_manager", "order_reviewer")
        await desk.press("o", "a")
        await desk.answer(label="二号仓", address="滨江路2号")
        assert desk.rows == ["二号仓"]
        await desk.press("X", "enter")
        assert desk.rows == []
    assert addresses.list_addresses(crew.admin, customer="C1") == ()


async def test_enter_shows_the_orders_of_the_customer(crew: Crew) -> None:
    number = crew.place()
    async with screens(crew.business_manager) as desk:
        await desk.open("customers")
        assert number in desk.text()
        await desk.press("enter")
        assert desk.rows == [number]


async def test_a_customer_keeps_its_own_addresses(crew: Crew) -> None:
    async with screens(crew.buyer) as desk:
        await desk.open("my addresses")
        await desk.press("a")
        await desk.answer(label="门店", address="滨江路2号")
        assert desk.rows == ["门店"]
        assert "龙井路1号" in desk.text()  # the main one
    assert [it.label for it in addresses.list_addresses(crew.buyer)] == ["门店"]


# --- staff ---


# S21.34
async def test_staff_are_added_with_two_roles_and_the_password_is_shown_once(company: Actor) -> None:
    async with screens(company) as desk:
        await desk.open("staff accounts")
        await desk.press("a")
        await desk.answer(login="小王", name="小王")
        form = desk.screen
        assert isinstance(form, Form)
        assert form.focused is form.box(form.fields[0])
        assert "! 登录名" in desk.text()
        await desk.answer(
            login="wang", name="小王", roles="order_reviewer shipping_clerk", scope="region", regions="浙江"
        )
        password = desk.text().split("密码：")[1].split()[0]
        await leave(desk)
        assert password not in desk.text()
        assert "小王" in desk.text()
    it = account_looking.show(company, "wang")
    assert (set(it.roles), it.scope, it.regions) == ({"order_reviewer", "shipping_clerk"}, "region", ("浙江",))
    assert signin.login(company.company, "wang", password)


async def test_roles_are_chosen_with_the_keyboard_and_what_it_changes_is_shown_first(company: Actor) -> None:
    staff(company, "wang", "shipping_clerk")
    async with screens(company) as desk:
        await desk.open("staff accounts")
        await desk.press("G", "o")
        codes = [role.code for role in roles.list_roles(company)]
        for code in ("outbound_reviewer", "shipping_clerk"):
            await desk.press("home", *["right"] * codes.index(code), "space")
            await desk.press(*["left"] * codes.index(code))
        await desk.press("ctrl+s")
        assert "增加：出库审核" in desk.text()
        assert "失去：发货确认" in desk.text()
        assert account_looking.show(company, "wang").roles == ("shipping_clerk",)
        await desk.press("enter")
    assert account_looking.show(company, "wang").roles == ("outbound_reviewer",)


async def test_the_last_administrator_stays_and_the_form_says_why(company: Actor) -> None:
    async with screens(company) as desk:
        await desk.open("staff accounts")
        await desk.press("o")
        await desk.answer(roles="auditor")
        await desk.press("escape")
        await desk.press("o")
        await desk.answer(roles="")
        await desk.press("enter")
        assert isinstance(desk.screen, Form)
    assert account_looking.show(company, "boss").roles == ("system_admin",)


async def test_accounts_are_edited_retired_and_get_new_passwords(company: Actor) -> None:
    accounts.add_staff(company, "wang", "小王", ["shipping_clerk"], password="correct horse battery")
    async with screens(company) as desk:
        await desk.open("staff accounts")
        await desk.press("slash")
        await desk.type("wang")
        await desk.press("enter", "E")
        await desk.answer(name="王小明", language="en")
        await desk.press("N", "enter")
        password = desk.text().split("密码：")[1].split()[0]
        await desk.press("escape", "escape", "G", "t", "enter")
        assert not account_looking.show(company, "wang").active
        await desk.press("z")
    it = account_looking.show(company, "wang")
    assert (it.name, it.language, it.active) == ("王小明", "en", True)
    assert signin.login(company.company, "wang", password)


async def test_customers_accounts_are_listed_when_they_are_asked_for(crew: Crew) -> None:
    async with screens(crew.system_admin) as desk:
        await desk.open("staff accounts")
        assert "c1" not in desk.rows
        await desk.press("f")
        await desk.answer(kind="customer")
        assert desk.rows == ["c1"]


async def test_the_access_review_names_everybody_with_every_right(crew: Crew) -> None:
    async with screens(crew.system_admin, size=LARGE) as desk:
        await desk.open("staff accounts")
        await desk.press("W")
        for text in ("outbound_reviewer（outbound_reviewer）：出库审核员", "出库审核", "出入库与盘点"):
            assert text in desk.text()
