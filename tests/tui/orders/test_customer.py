"""A shopkeeper at the screens: finds, adds, sees what is wrong, submits, follows the order, receives it."""

from dataclasses import replace
from decimal import Decimal

from tests.kit.company import PASSWORD, customer, product
from tests.kit.desk import LARGE, Desk, screens
from tests.kit.orders import Crew, make_crew
from ydh.core.administration import accounts
from ydh.core.administration.settings import change_setting
from ydh.core.company.actors import Actor
from ydh.core.goods import prices, skus
from ydh.core.orders import cart, editing, looking
from ydh.core.orders.entering import place
from ydh.core.orders.views import Want
from ydh.core.partners import addresses
from ydh.core.rules.orders import STAGES
from ydh.core.workflow import history, holds
from ydh.tui.documents.stages import stages
from ydh.tui.paint.parts import Track


def lines(actor: Actor) -> dict[str, Decimal]:
    """What is in the customer's cart."""
    return {line.sku: line.quantity for line in cart.show(actor).lines}


async def submit(desk: Desk, **answers: str) -> None:
    await desk.press("S")
    await desk.answer(**answers)


# --- the catalogue with the cart beside it ---


async def test_a_shopkeeper_who_has_never_seen_it_orders_with_six_keys(crew: Crew) -> None:
    # S07.4
    async with screens(crew.buyer) as desk:
        assert "移到要的商品，按 Enter。" in desk.text()  # the cart says what to do
        await desk.press("enter", "2", "enter", "S", "ctrl+s")
        assert "已提交" in desk.said
    (order,) = looking.list_orders(crew.buyer)
    assert order.step == "review"


async def test_the_cart_stands_beside_the_goods_with_its_sum(crew: Crew) -> None:
    async with screens(crew.buyer) as desk:
        await desk.press("enter")
        await desk.answer(quantity="2箱")
        assert lines(crew.buyer) == {"T1": Decimal(24)}
        rows = desk.grid()
        assert "240.00" in desk.part("#total")[0]
        assert "购物车  1 种" in rows[2]
        assert rows[3].startswith(">+商品T1")
        assert rows[3].split()[1:5] == ["12/箱", "10.00", "有货", "24"]  # the last is what is in the cart
        assert desk.part("#pane")[0].startswith(" 商品T1")
        assert "24盒 = 2箱" in desk.part("#pane")[1]


async def test_what_must_be_mended_shows_its_key_and_the_sum_never_leaves(crew: Crew) -> None:
    change_setting(crew.admin, "when_short", "wait")
    for nth in range(9):
        product(crew.admin, f"A{nth}", minimum=Decimal(6), multiple=Decimal(2))
    cart.add(crew.buyer, [Want(f"A{nth}", "6" if nth else "4") for nth in range(9)])
    cart.add(crew.buyer, [Want("T1", "2000")])
    async with screens(crew.buyer) as desk:
        assert desk.here == "A0"
        assert any("起订 6" in line and "+ 补齐" in line for line in desk.part("#pane"))
        assert desk.part("#total")[1].split("   ") == ["  1 行要改", "1 行后发"]
        await desk.press("+")
        assert not any("起订 6" in line for line in desk.part("#pane"))
        await desk.press("G", "+", "-")  # far down: the lines roll, the sum stays
        total, left = (line.strip() for line in desk.part("#total"))
        assert total.endswith(f"{cart.show(crew.buyer).total:,.2f}")
        assert left == "1 行后发"


async def test_one_key_takes_one_more_one_less_a_box_or_all_of_it_out(crew: Crew) -> None:
    product(crew.admin, "T0", minimum=Decimal(6), multiple=Decimal(2))
    async with screens(crew.buyer) as desk:
        assert desk.here == "T0"
        await desk.press("+")
        assert lines(crew.buyer) == {"T0": Decimal(6)}
        await desk.press("+")
        assert lines(crew.buyer) == {"T0": Decimal(8)}
        await desk.press("b")
        assert lines(crew.buyer) == {"T0": Decimal(20)}
        await desk.press("d")
        assert lines(crew.buyer) == {}
        await desk.press("+", "-")
        assert lines(crew.buyer) == {}


async def test_keys_that_come_faster_than_the_database_all_count(crew: Crew) -> None:
    async with screens(crew.buyer) as desk:
        await desk.tap(*"+++++")
        await desk.rest()
        assert lines(crew.buyer) == {"T1": Decimal(5)}


async def test_the_order_that_is_sent_has_everything_that_was_pressed_before(crew: Crew) -> None:
    async with screens(crew.buyer) as desk:
        await desk.tap("+", "+", "j", "+", "S")
        await desk.rest()
        await desk.press("ctrl+s")
    (order,) = looking.list_orders(crew.buyer)
    assert [line.quantity for line in crew.show(order.number).lines] == [2, 1]


async def test_digits_typed_right_after_enter_belong_to_the_quantity(crew: Crew) -> None:
    async with screens(crew.buyer) as desk:
        await desk.tap("enter", "3", "7", "enter")
        await desk.rest()
        assert lines(crew.buyer) == {"T1": Decimal(37)}


async def test_undo_puts_back_what_was_taken_out(crew: Crew) -> None:
    cart.add(crew.buyer, [Want("T1", "3", note="礼盒")])
    async with screens(crew.buyer) as desk:
        await desk.press("d", "z")
    (line,) = cart.show(crew.buyer).lines
    assert (line.quantity, line.note) == (3, "礼盒")


async def test_the_cart_is_there_at_the_next_sign_in(crew: Crew) -> None:
    async with screens(crew.buyer) as desk:
        await desk.press("+")
    async with screens(crew.buyer) as desk:
        assert "10.00" in desk.part("#total")[0]


async def test_what_was_bought_before_comes_first_with_how_much(crew: Crew) -> None:
    place(crew.buyer, [Want("T2", "7")])
    async with screens(crew.buyer) as desk:
        assert desk.rows == ["T2", "T1"]
        assert desk.part("#grid")[1].split()[-1] == "7"
        await desk.press("enter")
        assert desk.screen.answers()["quantity"] == "7"


async def test_goods_are_found_by_words_by_barcode_and_by_filter(crew: Crew) -> None:
    product(crew.admin, "T3", barcode="6901234567892")
    place(crew.buyer, [Want("T2", "7")])
    async with screens(crew.buyer) as desk:
        await desk.press("/", *"6901234567892", "enter")
        assert desk.rows == ["T3"]
        await desk.press("escape", "f")
        await desk.answer(bought="yes")
        assert desk.rows == ["T2"]


async def test_more_goods_than_fit_are_read_page_by_page(crew: Crew) -> None:
    for n in range(70):
        product(crew.admin, f"X{n:03}", stock=None)
    async with screens(crew.buyer) as desk:
        assert len(desk.rows) == 60
        await desk.press("G", "G")
        assert len(desk.rows) == 72
        assert len(set(desk.rows)) == 72


async def test_a_wide_terminal_shows_the_item_and_a_narrow_one_has_it_on_a_key(crew: Crew) -> None:
    product(crew.admin, "T0", barcode="6901234567892", minimum=Decimal(6))
    async with screens(crew.buyer, size=LARGE) as desk:
        assert "条码  6901234567892" in desk.text()
    async with screens(crew.buyer) as desk:
        assert "6901234567892" not in desk.text()
        await desk.press("i")
        assert "条码  6901234567892" in desk.text()


# --- what is wrong is said where it is ---


async def test_every_line_says_what_is_wrong_with_it(crew: Crew) -> None:
    product(crew.admin, "T3", minimum=Decimal(12))
    product(crew.admin, "T4", multiple=Decimal(6))
    product(crew.admin, "T5", stock="4")
    wants = [Want("T1", "1"), Want("T2", "1"), Want("T3", "3"), Want("T4", "7"), Want("T5", "9")]
    cart.add(crew.buyer, wants)
    prices.set_price(crew.business_manager, "T1", Decimal("12.50"))
    skus.retire(crew.business_manager, "T2")
    async with screens(crew.buyer) as desk:
        text = desk.text()
        for said in ("价格 10.00 > 12.50", "m 接受", "已下架", "起订 12", "应为 6 或 12", "只有 4", "5 行要改"):
            assert said in text, said
        await desk.press("S", "ctrl+s")
        assert "3 个问题" in desk.text()  # prices and stock are asked about once these are mended
    assert looking.list_orders(crew.buyer) == []


async def test_what_may_wait_for_goods_is_said_and_can_be_ordered(crew: Crew) -> None:
    change_setting(crew.admin, "when_short", "wait")
    product(crew.admin, "T5", stock="4")
    cart.add(crew.buyer, [Want("T5", "9")])
    async with screens(crew.buyer) as desk:
        assert " 缺 5  到货再发" in desk.text()
        assert "要改" not in desk.text()
        await desk.press("S", "ctrl+s")
    assert len(looking.list_orders(crew.buyer)) == 1


async def test_a_changed_price_is_shown_old_and_new_and_has_to_be_taken(crew: Crew) -> None:
    cart.add(crew.buyer, [Want("T1", "2")])
    prices.set_price(crew.business_manager, "T1", Decimal("12.50"))
    async with screens(crew.buyer) as desk:
        await desk.press("S", "ctrl+s")
        assert "T1" in desk.text()
        assert "12.5" in desk.text()
        assert looking.list_orders(crew.buyer) == []
        await desk.answer(prices="yes")
    (order,) = looking.list_orders(crew.buyer)
    assert order.total == 25


async def test_a_cart_that_changed_elsewhere_meanwhile_is_not_submitted_unseen(crew: Crew) -> None:
    cart.add(crew.buyer, [Want("T1", "2")])
    async with screens(crew.buyer) as desk:
        await desk.press("S")
        cart.add(crew.buyer, [Want("T2", "200")])
        await desk.press("ctrl+s")
        assert "购物车有变动" in desk.text()
    assert looking.list_orders(crew.buyer) == []


async def test_an_order_goes_to_one_of_my_addresses_on_the_day_that_i_want(crew: Crew) -> None:
    addresses.add(crew.buyer, "仓库", "杭州市滨江区江南大道9号", contact="李四")
    cart.add(crew.buyer, [Want("T1", "2")])
    async with screens(crew.buyer) as desk:
        await submit(desk, place="仓库", requested_date="2027-01-05", customer_po="PO-7", note="请早上送")
    (order,) = looking.list_orders(crew.buyer)
    view = looking.show(crew.buyer, order.number)
    assert view.details["address"] == "杭州市滨江区江南大道9号"
    assert (view.details["contact"], view.details["phone"]) == ("李四", "13900001111")
    assert (str(view.details["requested_date"]), view.details["customer_po"]) == ("2027-01-05", "PO-7")
    assert [note.text for note in view.notes] == ["请早上送"]


async def test_what_the_form_refuses_keeps_what_was_typed(crew: Crew) -> None:
    cart.add(crew.buyer, [Want("T1", "2")])
    async with screens(crew.buyer) as desk:
        await submit(desk, requested_date="明天", customer_po="PO-7")
        assert "2026-11-23" in desk.text()  # how a day is written
        assert desk.screen.answers()["customer_po"] == "PO-7"


# --- the cart as a list ---


async def test_in_the_cart_quantities_are_set_and_lines_taken_out(crew: Crew) -> None:
    cart.add(crew.buyer, [Want("T1", "2"), Want("T2", "3")])
    async with screens(crew.buyer) as desk:
        await desk.press("c", "enter")
        await desk.answer(quantity="1箱")
        assert lines(crew.buyer) == {"T1": Decimal(12), "T2": Decimal(3)}
        await desk.press("j", "d")
        assert lines(crew.buyer) == {"T1": Decimal(12)}
        await desk.press("z")
        assert lines(crew.buyer) == {"T1": Decimal(12), "T2": Decimal(3)}


async def test_the_cart_is_emptied_only_when_that_is_confirmed_and_can_be_filled_again(crew: Crew) -> None:
    cart.add(crew.buyer, [Want("T1", "2"), Want("T2", "3")])
    async with screens(crew.buyer) as desk:
        await desk.press("c", "X", "escape")
        assert len(lines(crew.buyer)) == 2
        await desk.press("X", "enter")
        assert lines(crew.buyer) == {}
        assert "购物车是空的" in desk.text()
        await desk.press("z")
    assert lines(crew.buyer) == {"T1": Decimal(2), "T2": Decimal(3)}


async def test_the_new_prices_are_taken_with_one_key(crew: Crew) -> None:
    cart.add(crew.buyer, [Want("T1", "2")])
    prices.set_price(crew.business_manager, "T1", Decimal("12.50"))
    async with screens(crew.buyer) as desk:
        await desk.press("c")
        assert "10.00 > 12.50" in desk.text()
        await desk.press("m")
        assert "10.00 -> 12.50" not in desk.text()


async def test_when_the_cart_is_submitted_the_goods_say_so(crew: Crew) -> None:
    cart.add(crew.buyer, [Want("T1", "2")])
    async with screens(crew.buyer) as desk:
        await desk.press("c", "S", "ctrl+s")
        assert desk.page.book.name == "shelf"
        assert "已提交" in desk.text()


# --- quick order ---


async def test_pasted_lines_go_in_and_what_cannot_stays_with_its_reason(crew: Crew) -> None:
    async with screens(crew.buyer) as desk:
        await desk.press("q")
        desk.screen.box.insert("T1\t24\nNOPE 3\nT2 2箱\nT2 many\n")
        await desk.press("ctrl+s")
        assert lines(crew.buyer) == {"T1": Decimal(24), "T2": Decimal(24)}
        assert desk.screen.box.text == "NOPE 3\nT2 many"
        assert "没有商品 NOPE" in desk.text()
        await desk.press("escape", "q")
        assert desk.screen.box.text == "NOPE 3\nT2 many"  # left and come back: nothing is lost


async def test_when_everything_went_in_the_goods_are_there_again(crew: Crew) -> None:
    async with screens(crew.buyer) as desk:
        await desk.press("q")
        await desk.type("T1 3")
        await desk.press("ctrl+s")
        assert desk.page.book.name == "shelf"
        assert "已加入 1 行" in desk.said
        assert lines(crew.buyer) == {"T1": Decimal(3)}


# --- an old order once more ---


async def test_the_last_order_goes_into_the_cart_again_and_what_is_gone_is_named(crew: Crew) -> None:
    place(crew.buyer, [Want("T1", "2"), Want("T2", "3")])
    skus.retire(crew.business_manager, "T2")
    async with screens(crew.buyer) as desk:
        await desk.press("R")
        assert "再次放入购物车" in desk.text()
        await desk.press("enter")
        assert "T2" in desk.text()
        assert lines(crew.buyer) == {"T1": Decimal(2)}
        await desk.press("escape", "z")
        assert lines(crew.buyer) == {}


async def test_any_order_of_mine_is_repeated_from_the_list(crew: Crew) -> None:
    crew.place(5)
    async with screens(crew.buyer) as desk:
        await desk.press("o", "R")
    assert lines(crew.buyer) == {"T1": Decimal(5)}


# --- my orders ---


# S14.14
async def test_an_order_is_followed_in_a_shopkeepers_words(crew: Crew) -> None:
    # S10.15, S19.9
    number = crew.at_step("receive")
    async with screens(crew.buyer) as desk:
        await desk.press("o")
        assert desk.here == number
        text = desk.text()
        assert "运送中" in text
        assert "备货中" in text
        assert "财务审核" not in text
        await desk.press("enter")
        assert desk.screen.crumb() == number


def test_every_status_has_a_word_for_the_customer_and_the_way_has_no_gap(crew: Crew) -> None:
    # S10.15
    from ydh.core.rules.orders import ORDER
    from ydh.core.rules.workflows import STATUS_NAMES

    assert set(STAGES) == {*ORDER.codes_all(), *STATUS_NAMES}
    view = crew.show(crew.at_step("release"))
    events = history.history(crew.buyer, view.row.number)
    (way,) = stages(view, events)
    assert isinstance(way, Track)
    assert (len(way.steps), way.here) == (5, 2)
    for step in STAGES:
        assert stages(replace(view, row=replace(view.row, step=step)), events)


async def test_only_the_orders_under_way_are_shown_when_that_is_asked(crew: Crew) -> None:
    old, new = crew.carry(crew.place(), "done"), crew.place()
    async with screens(crew.buyer) as desk:
        await desk.press("o")
        assert desk.rows == [new, old]
        await desk.press("f")
        await desk.answer(open="yes")
        assert desk.rows == [new]


async def test_an_order_is_withdrawn_changed_and_sent_again(crew: Crew) -> None:
    number = crew.place()
    async with screens(crew.buyer) as desk:
        await desk.press("o", "w", "enter")
        assert crew.step(number) == "draft"
        await desk.press("E", "+", "S", "ctrl+s")
        assert crew.show(number).lines[0].quantity == 3
        await desk.press("S", "enter")
    assert crew.step(number) == "review"


async def test_receipt_is_confirmed_line_by_line_and_less_needs_a_reason(crew: Crew) -> None:
    number = crew.at_step("receive", 4, Want("T2", "6"))
    async with screens(crew.buyer) as desk:
        await desk.press("o", "a")
        field = next(f.name for f in desk.screen.fields if f.name.endswith("_2"))
        await desk.answer(**{field: "5"})
        assert "请说明原因" in desk.text()
        await desk.answer(reason="破损一盒")
    assert crew.step(number) == "done"
    assert [line.received for line in crew.show(number).lines] == [4, 5]


async def test_nothing_to_receive_says_so(crew: Crew) -> None:
    crew.place()
    crew.at_step("release")
    async with screens(crew.buyer) as desk:
        await desk.press("o", "a")
        assert "没有在途的货" in desk.said
        await desk.press("j", "a")
        assert "此处现在不能办" in desk.said
        assert "收货确认" not in desk.footer


async def test_a_reviewed_order_is_asked_to_be_cancelled(crew: Crew) -> None:
    number = crew.at_step("release")
    async with screens(crew.buyer) as desk:
        await desk.press("o", "Q")
        await desk.answer(reason="店铺装修")
        assert "客户申请取消" in desk.text()
    assert [hold.kind for hold in crew.show(number).holds] == ["cancellation"]


async def test_the_customer_says_yes_to_an_order_that_staff_entered(crew: Crew) -> None:
    details = {"requested_date": "2027-01-05"}
    done = place(
        crew.order_reviewer, [Want("T1", "2")], customer="C1", channel="phone", details=details, ask_customer=True
    )
    async with screens(crew.buyer) as desk:
        await desk.press("o", "Y")
        assert "20.00" in desk.text()
        await desk.press("enter")
    assert crew.show(done.number).holds == ()


# S21.6
async def test_a_customer_sees_neither_orders_nor_cart_of_another(company: Actor) -> None:
    crew = make_crew(company)
    other = customer(company, "C2")
    crew.place()
    cart.add(crew.buyer, [Want("T1", "2")])
    async with screens(other) as desk:
        assert "购物车是空的" in desk.text()
        await desk.press("o")
        assert desk.rows == []


async def test_a_note_reaches_the_company(crew: Crew) -> None:
    number = crew.place()
    async with screens(crew.buyer) as desk:
        await desk.press("o", "n")
        await desk.answer(text="请换大箱")
    assert [note.text for note in crew.show(number).notes] == ["请换大箱"]


# --- my account ---


async def test_the_password_is_changed_when_both_are_the_same(company: Actor) -> None:
    async with screens(company) as desk:
        await desk.open("administration.account:MyAccount")
        await desk.press("N")
        await desk.answer(old=PASSWORD, new="a new long password", again="another")
        assert "两次输入的新密码不同" in desk.text()
        await desk.answer(again="a new long password")
        assert "密码已改" in desk.said
    accounts.set_password(company, old="a new long password", new=PASSWORD)


async def test_another_language_is_spoken_at_once_and_next_time(crew: Crew) -> None:
    async with screens(crew.buyer) as desk:
        await desk.open("administration.account:MyAccount")
        await desk.press("j", "enter")
        await desk.answer(language="en")
        assert "order goods" in desk.text()
    async with screens(crew.buyer, language_given=False) as desk:
        assert "order goods" in desk.text()


async def test_enter_changes_what_the_cursor_is_on(crew: Crew) -> None:
    async with screens(crew.order_reviewer) as desk:
        await desk.open("administration.account:MyAccount")
        await desk.press("j", "j", "enter")
        await desk.answer(theme="light")
        assert desk.app.theme == "ydh-light"


async def test_a_script_gets_a_token_which_can_be_ended(crew: Crew) -> None:
    async with screens(crew.order_reviewer) as desk:
        await desk.open("administration.account:MyAccount")
        await desk.press("a")
        await desk.answer(name="夜间报表", days="30")
        assert "只显示这一次" in desk.text()
        await desk.press("escape", "G")
        assert "夜间报表" in desk.text()
        await desk.press("X", "enter")
        assert "夜间报表" not in "\n".join(desk.grid()[:12])


async def test_signing_out_asks_who_comes_next(crew: Crew) -> None:
    async with screens(crew.buyer) as desk:
        await desk.open("administration.account:MyAccount")
        await desk.press("j", "j", "j", "enter")
        assert desk.app.me is None
        assert [field.name for field in desk.screen.fields] == ["login", "password"]


async def test_hold_words_reach_the_customer(crew: Crew) -> None:
    number = crew.place()
    holds.hold(crew.order_reviewer, number, "电话核对地址")
    async with screens(crew.buyer) as desk:
        await desk.press("o")
        assert "等待处理" in desk.text()


async def test_read_only_nothing_goes_into_the_cart(crew: Crew) -> None:
    async with screens(crew.buyer, read_only=True) as desk:
        await desk.press("enter", "+", "b", "q")
        desk.screen.box.insert("T1 3")
        await desk.press("ctrl+s", "escape")
        desk.page.on_grid_chosen()
        await desk.rest()
        assert desk.screen is desk.page
    assert lines(crew.buyer) == {}


# --- drafts ---


async def test_a_draft_is_deleted_from_the_list_and_what_was_submitted_is_not(crew: Crew) -> None:
    # S18.6
    kept = crew.place()
    draft = editing.draft(crew.buyer, [Want("T1", Decimal(2))]).number
    async with screens(crew.buyer) as desk:
        await desk.open("my orders")
        assert desk.here == draft
        await desk.press("X")
        assert draft in desk.text()
        await desk.press("enter")
        assert looking.show(crew.buyer, draft).row.step == "void"
        assert desk.here == kept
        await desk.press("X")
    assert [row.number for row in looking.list_orders(crew.buyer)] == [kept]


async def test_staff_delete_a_draft_on_its_screen(crew: Crew) -> None:
    draft = editing.draft(crew.business_manager, [Want("T1", Decimal(2))], customer="C1").number
    async with screens(crew.business_manager) as desk:
        await desk.open("all orders")
        assert desk.here == draft
        await desk.press("enter", "X")
        assert draft in desk.text()
        await desk.press("enter")
    assert looking.show(crew.business_manager, draft).row.step == "void"
    assert looking.list_orders(crew.business_manager) == []


async def test_the_first_screen_shows_no_key_that_opens_something_else(crew: Crew) -> None:
    async with screens(crew.buyer) as desk:
        await desk.press("escape")
        keys = [row.key for row in desk.page.grid.rows]
        assert [key for key in keys if key] == list("123456789")
        assert len(keys) > 9
