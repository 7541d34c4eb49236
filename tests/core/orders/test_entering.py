"""Entering orders: what is required, who may give what, stock, numbers, holds, and a repetition with a key."""

from datetime import UTC, date, datetime
from decimal import Decimal as D
from typing import Any

import pytest

from tests.kit.company import customer, product, staff
from tests.kit.orders import Crew, done, leave, make_crew, picture, the_books_are_right, want
from tests.kit.trail import sql
from ydh.core.administration.settings import change_setting
from ydh.core.company.actors import Actor
from ydh.core.goods.own_codes import set_own_code
from ydh.core.goods.prices import set_price
from ydh.core.orders import cart, editing, looking
from ydh.core.orders.entering import place
from ydh.core.orders.views import Want
from ydh.core.partners import customers, levels
from ydh.core.rules.orders import DETAIL_NAMES, REQUIRED
from ydh.core.values.errors import Conflict, Invalid, Many, NotAllowed, NotFound, Shortage, YdhError
from ydh.core.values.outcomes import Done
from ydh.core.workflow import history

OFFLINE = {"requested_date": "2026-12-31", "contract_number": "HT-1"}


@pytest.fixture
def crew(company: Actor) -> Crew:
    return make_crew(company)


def problems(error: YdhError) -> list[str]:
    return [e.id for e in error.errors] if isinstance(error, Many) else [error.id]


def by_phone(crew: Crew, *wants: Want, **given: Any) -> Done:
    asked = {"customer": "C1", "channel": "phone", "details": OFFLINE} | given
    return place(crew.order_reviewer, wants or [want("T1", 1)], **asked)


# --- what must be there ---


@pytest.mark.parametrize("channel", [c for c in REQUIRED if c not in ("website", "batch")])
def test_a_submit_names_everything_that_its_channel_requires_and_the_order_lacks(crew: Crew, channel: str) -> None:
    # S01.6, S04.7, S08.4, S09.7, S10.6, S11.10, S13.9, S14.5, S17.2
    customer(crew.admin, "C9", contact="", phone="", address="")
    before = picture(crew.admin)
    with pytest.raises(Many) as caught:
        place(crew.order_reviewer, [want("T1", 1)], customer="C9", channel=channel)
    named = [e.data["name"] for e in caught.value.errors]
    assert named == [DETAIL_NAMES[name] for name in REQUIRED[channel] if name != "terms"]  # every customer has terms
    assert {"contact", "phone", "address", "requested date"} <= set(named)
    assert ("contract number" in named) == (channel in ("visit", "fair"))
    assert picture(crew.admin) == before


@pytest.mark.parametrize("name", ["contact", "phone", "address"])
def test_on_the_website_too_a_customer_of_whom_something_is_unknown_cannot_order(crew: Crew, name: str) -> None:
    # S01.6, S04.7
    unknown = customer(crew.admin, "C9", **{name: ""})
    with pytest.raises(Invalid) as caught:
        place(unknown, [want("T1", 1)])
    assert (caught.value.id, str(caught.value)) == ("detail-missing", f"{name} is missing")
    assert place(unknown, [want("T1", 1)], details={name: "杭州"}).step == "review"
    with pytest.raises(Invalid):
        customers.add(crew.business_manager, "C8", " ")


@pytest.mark.smoke
def test_what_the_customer_is_known_by_is_filled_in(crew: Crew) -> None:
    # S09.7, S10.6
    details = crew.show(crew.place()).details
    assert (details["contact"], details["phone"], details["terms"]) == ("王掌柜", "13900001111", "monthly")
    assert details["address"] == "浙江省杭州市西湖区龙井路1号"


def test_what_an_order_carries_is_kept_as_given(crew: Crew) -> None:
    # S17.14
    given = {"project": "P", "contract_number": "HT", "customer_po": "MPO510", "requested_date": "2026/12/1"}
    details = crew.show(by_phone(crew, details=given).number).details
    assert (details["project"], details["contract_number"], details["customer_po"]) == ("P", "HT", "MPO510")
    assert details["requested_date"] == date(2026, 12, 1)
    number = by_phone(crew, details=given).number
    editing.edit(crew.order_reviewer, number, details={"customer_po": "MPO511"})
    details = crew.show(number).details
    assert (details["customer_po"], details["project"], details["contact"]) == ("MPO511", "P", "王掌柜")
    with pytest.raises(Invalid, match="colour"):
        by_phone(crew, details=given | {"colour": "red"})


def test_goods_are_promised_some_days_before_the_contract_date(crew: Crew) -> None:
    dated = OFFLINE | {"contract_date": "2026-12-20"}  # S17.14
    assert crew.show(by_phone(crew, details=dated).number).details["promised_date"] == date(2026, 12, 17)
    change_setting(crew.admin, "lead_days", "10")
    assert crew.show(by_phone(crew, details=dated).number).details["promised_date"] == date(2026, 12, 10)
    said = dated | {"promised_date": "2026-12-19"}
    assert crew.show(by_phone(crew, details=said).number).details["promised_date"] == date(2026, 12, 19)


# --- lines ---


@pytest.mark.parametrize(
    ("wants", "ids"),
    [
        ([], ["no-lines"]),
        ([want("T1", 0)], ["quantity-zero"]),
        ([want("T1", -1)], ["quantity-zero"]),
        ([want("M1", 6)], ["quantity-minimum"]),
        ([want("M1", 16)], ["quantity-multiple"]),
        ([want("T1", "3桶")], ["quantity-unit"]),
        ([want("OLD", 1), want("NONE", 1), want("M1", 6)], ["sku-retired", "sku-unknown", "quantity-minimum"]),
        ([Want("T1", D("0.0001"))], ["number-places"]),
        ([Want("T1", D("NaN"))], ["number-form"]),
        ([Want("T1", D("1e13"))], ["number-high"]),
        ([want("T1", 1)] * 2001, ["too-many-lines"]),
    ],
)
def test_every_line_that_cannot_be_is_named_and_nothing_changes(crew: Crew, wants: list[Want], ids: list[str]) -> None:
    product(crew.admin, "M1", minimum=D(10), multiple=D(5))  # S04.9, S07.5, S09.7, S10.7, S11.10, S13.9
    product(crew.admin, "OLD", listed=False)
    before = picture(crew.admin)
    with pytest.raises(YdhError) as caught:
        place(crew.buyer, wants)
    assert problems(caught.value) == ids
    assert picture(crew.admin) == before


# S13.9
def test_quantities_may_be_boxes_and_lines_of_the_same_price_add_up(crew: Crew) -> None:
    # S04.5, S10.7
    number = crew.place("1箱", want("T1", 3), want("T2", "2箱6"))
    assert [(x.sku, x.quantity, x.amount) for x in crew.show(number).lines] == [("T1", 15, 150), ("T2", 30, 300)]
    assert crew.show(number).row.total == 450


def test_a_line_is_found_by_code_by_the_customers_own_code_and_by_barcode(crew: Crew) -> None:
    product(crew.admin, "B1", barcode="6901234567892")  # S17.6
    set_own_code(crew.business_manager, "我的茶", "T2", customer="C1")
    number = crew.place(1, want("我的茶", 2), want("6901234567892", 3), want("t1", 4))
    assert [(x.sku, x.quantity) for x in crew.show(number).lines] == [("T1", 5), ("T2", 2), ("B1", 3)]
    stranger = customer(crew.admin, "C2")
    with pytest.raises(NotFound):
        place(stranger, [want("我的茶", 1)])


def test_the_price_that_holds_is_the_customers_then_the_levels_then_the_lists(crew: Crew) -> None:
    levels.add_level(crew.business_manager, "gold", "金牌")  # S14.7
    ((level,),) = sql(crew.admin, "SELECT id FROM price_level WHERE code = 'gold'")
    gold = customer(crew.admin, "C2", level=level)
    wants = [want("T1", 1), want("T2", 1)]
    set_price(crew.business_manager, "T1", D("8.5"), level="gold")
    set_price(crew.business_manager, "T1", D("8"), customer="C2")
    set_price(crew.business_manager, "T2", D("9"), level="gold")
    assert [x.price for x in crew.show(place(gold, wants).number).lines] == [D("8"), D("9")]
    assert [x.price for x in crew.show(place(crew.buyer, wants).number).lines] == [D("10"), D("10")]


def test_what_was_ordered_does_not_follow_later_changes(crew: Crew) -> None:
    number = crew.place(2)  # S12.14
    before = crew.show(number)
    set_price(crew.business_manager, "T1", D("99"))
    customers.edit(crew.business_manager, "C1", address="搬走了", contact="李掌柜")
    after = crew.show(number)
    assert (after.details, after.lines, after.row.total) == (before.details, before.lines, D("20.00"))
    assert crew.show(crew.place(2)).details["address"] == "搬走了"


# --- who may give what ---


# S14.7
@pytest.mark.parametrize("name", ["terms", "promised_date", "contract_number", "contract_date"])
def test_a_customer_cannot_give_what_is_agreed_with_the_company(crew: Crew, name: str) -> None:
    # S10.6
    value = {"terms": "prepaid", "contract_number": "HT"}.get(name, "2026-12-31")
    with pytest.raises(NotAllowed):
        crew.place(1, details={name: value})


@pytest.mark.parametrize(
    "given",
    [
        {"wants": [want("T1", 1, price=D("0.01"))]},
        {"wants": [want("T1", 1, discount=D("0.99"))]},
        {"freight": D(-5)},
        {"freight": D(5)},
        {"channel": "phone"},
        {"channel": "batch"},
        {"details": {"step": "done"}},
        {"details": {"region": "北京"}},
        {"details": {"total": "0"}},
    ],
)
def test_a_customer_cannot_set_price_discount_freight_channel_or_anything_unnamed(
    crew: Crew, given: dict[str, Any]
) -> None:
    # S14.7, S01.5
    before = picture(crew.admin)
    with pytest.raises((NotAllowed, Invalid)):
        place(crew.buyer, **{"wants": [want("T1", 1)]} | given)
    assert picture(crew.admin) == before


def test_a_customer_orders_for_itself_and_for_nobody_else(crew: Crew) -> None:
    # S04.6, S01.5
    customer(crew.admin, "C2")
    with pytest.raises(NotFound):
        crew.place(1, customer="C2")
    assert crew.show(crew.place(1, customer="C1")).row.customer_code == "C1"


def test_staff_order_for_a_customer_only_with_the_right_and_within_their_scope(crew: Crew) -> None:
    # S01.5
    for nobody in (crew.finance_reviewer, crew.outbound_reviewer, crew.shipping_clerk, crew.system_admin):
        with pytest.raises(NotAllowed):
            place(nobody, [want("T1", 1)], customer="C1")
    with pytest.raises(Invalid, match="name the customer"):
        place(crew.order_reviewer, [want("T1", 1)])
    northern = staff(crew.admin, "northern", "order_reviewer")
    sql(
        crew.admin,
        f"UPDATE account SET scope = 'region' WHERE id = {northern.account}",
        f"INSERT INTO account_region (account_id, region) VALUES ({northern.account}, '辽宁')",
    )
    for code in ("C1", "NONE"):  # a stranger's and one that is not answer the same
        with pytest.raises(NotFound, match=f"there is no customer {code}"):
            place(northern, [want("T1", 1)], customer=code, details=OFFLINE)


def test_prices_and_discounts_are_given_by_who_manages_prices_and_must_be_possible(crew: Crew) -> None:
    # S04.9, S09.7
    with pytest.raises(NotAllowed):
        by_phone(crew, want("T1", 1, price=D("9")))
    given = {"customer": "C1", "details": OFFLINE, "freight": D("12.50")}
    number = place(crew.business_manager, [want("T1", 3, price=D("9.9999"), discount=D("0.05"))], **given).number
    view = crew.show(number)
    assert (view.lines[0].price, view.goods, view.freight, view.row.total) == (
        D("9.9999"),
        D("28.50"),
        D("12.50"),
        D("41.00"),
    )
    for wrong in ({"price": D(-1)}, {"price": D("0.00001")}, {"discount": D("1.5")}, {"discount": D("-0.1")}):
        with pytest.raises(Invalid):
            place(crew.business_manager, [want("T1", 1, **wrong)], **given)
    for freight in (D(-1), D("0.001"), D("NaN")):
        with pytest.raises(Invalid):
            place(crew.business_manager, [want("T1", 1)], **given | {"freight": freight})


def test_an_order_of_more_than_a_database_holds_is_refused_in_every_way_in(crew: Crew) -> None:
    much = D(10) ** 12
    product(crew.admin, "X1", price="1000")
    lines = [want("T1", 1, price=much), want("T2", 1, price=much)]
    draft = editing.draft(crew.order_reviewer, [want("T1", 1)], customer="C1", channel="visit")
    before = picture(crew.admin)
    for wants, id_ in ([want("X1", much)], "amount-high"), (lines, "total-high"):
        given = {"customer": "C1", "details": OFFLINE}
        with pytest.raises(Invalid) as error:
            place(crew.business_manager, wants, **given)
        assert error.value.id == id_
        with pytest.raises(Invalid) as error:
            editing.draft(crew.business_manager, wants, customer="C1", channel="visit")
        assert error.value.id == id_
        with pytest.raises(Invalid) as error:
            editing.edit(crew.business_manager, draft.number, wants=wants)
        assert error.value.id == id_
    assert picture(crew.admin) == before
    view = cart.add(crew.buyer, [want("X1", much)])  # it says so, and can be mended
    assert problems(Many(list(view.lines[0].problems)))[-1:] == ["amount-high"]
    assert cart.set_quantity(crew.buyer, [want("X1", 1)]).total == 1000


def test_a_retired_customer_gets_no_orders(crew: Crew) -> None:
    # S01.5
    customers.retire(crew.business_manager, "C1")
    with pytest.raises(Invalid, match="retired"):
        by_phone(crew)


@pytest.mark.parametrize("channel", ["phone", "email", "fax", "visit", "fair"])
def test_the_channel_is_recorded(crew: Crew, channel: str) -> None:
    assert crew.show(by_phone(crew, channel=channel).number).row.channel == channel  # S01.5, S10.4, S12.5, S14.4


# --- stock ---


def test_a_shortage_names_every_short_item_and_changes_nothing(crew: Crew) -> None:
    product(crew.admin, "S1", stock="5")  # S07.5, S10.10, S14.6
    product(crew.admin, "S2", stock=None)
    before = picture(crew.admin)
    with pytest.raises(Shortage) as caught:
        crew.place(1, want("S1", 4), want("S2", 1), want("S1", 4, note="再来"))
    assert [(x.code, x.wanted, x.available) for x in caught.value.data["short"]] == [("S1", 8, 5), ("S2", 1, 0)]
    assert picture(crew.admin) == before


def test_an_order_may_wait_for_stock_when_the_company_says_so(crew: Crew) -> None:
    # S13.14
    change_setting(crew.admin, "when_short", "wait")
    product(crew.admin, "S1", stock="5")
    number = crew.place(1, want("S1", 8))
    assert [(x.reserved, x.short) for x in crew.show(number).lines] == [(1, 0), (5, 3)]
    assert crew.stock("S1") == (5, 5)
    assert the_books_are_right(crew.admin)


def test_a_service_needs_no_stock(crew: Crew) -> None:
    product(crew.admin, "V1", service=True, price="80")  # S04.16, S04.5
    number = crew.place(1, want("V1", 3))
    assert [(x.service, x.reserved, x.short) for x in crew.show(number).lines] == [(False, 1, 0), (True, 0, 0)]
    crew.carry(number, "done")
    assert [x.received for x in crew.show(number).lines] == [1, 3]
    assert the_books_are_right(crew.admin)


# --- numbers and holds ---


def test_numbers_are_consecutive_unique_and_of_the_companys_day(crew: Crew) -> None:
    # S04.6, S07.6, S14.9, S19.5
    crew.admin.company.store.clock = lambda: datetime(2026, 11, 22, 17, tzinfo=UTC)  # the 23rd in China
    numbers = [crew.place() for _ in range(3)]
    with pytest.raises(Shortage):
        crew.place(100_000)  # a refused order takes no number
    numbers.append(crew.place())
    assert numbers == [f"DH-O-20261123-{n:06d}" for n in range(1, 5)]
    crew.admin.company.store.clock = lambda: datetime(2026, 11, 23, 17, tzinfo=UTC)
    assert crew.place() == "DH-O-20261124-000001"


@pytest.mark.parametrize(("quantity", "kinds"), [(100, []), (101, ["amount"])])
def test_an_amount_over_the_threshold_is_held_from_the_start(crew: Crew, quantity: int, kinds: list[str]) -> None:
    change_setting(crew.admin, "amount_threshold", "1000")  # S03.12
    assert [h.kind for h in crew.show(crew.place(quantity)).holds] == kinds


def test_a_new_customers_order_is_held_and_a_known_ones_is_not(crew: Crew) -> None:
    newcomer = customer(crew.admin, "C2", assessed=False)  # S14.8
    assert [h.kind for h in crew.show(place(newcomer, [want("T1", 1)]).number).holds] == ["new_customer"]
    assert crew.show(crew.place()).holds == ()
    change_setting(crew.admin, "hold_new_customers", "off")
    assert crew.show(place(newcomer, [want("T1", 1)]).number).holds == ()


def test_orders_entered_by_staff_can_wait_for_the_customers_yes(crew: Crew) -> None:
    assert crew.show(by_phone(crew).number).holds == ()  # S10.8
    assert [h.kind for h in crew.show(by_phone(crew, ask_customer=True).number).holds] == ["unconfirmed"]
    change_setting(crew.admin, "confirm_staff_orders", "on")
    assert [h.kind for h in crew.show(by_phone(crew).number).holds] == ["unconfirmed"]
    assert crew.show(crew.place()).holds == ()


# --- the same again ---


def test_the_same_key_gives_the_first_answer_and_makes_no_second_order(crew: Crew) -> None:
    first = place(crew.buyer, [want("T1", 2)], key="k1")
    assert place(crew.buyer, [want("T1", 2)], key="k1") == first
    assert [row.number for row in looking.list_orders(crew.admin)] == [first.number]
    with pytest.raises(Conflict, match="k1"):
        place(crew.buyer, [want("T1", 3)], key="k1")
    other = customer(crew.admin, "C2")
    assert place(other, [want("T1", 2)], key="k1").number != first.number
    assert crew.stock() == (1000, 4)


def test_an_order_is_entered_in_the_journal_with_its_door(crew: Crew) -> None:
    number = place(Actor(crew.buyer.company, crew.buyer.account, "screen"), [want("T1", 2)]).number
    assert crew.trail(number) == [("c1", "submit", "draft", "review")]
    body = history.history(crew.admin, number)[0].body
    assert (body["via"], body["lines"], body["amounts"]["total"]) == ("screen", [["T1", "2"]], "20.00")
    done(leave(crew.order_reviewer, number, "send_back", "review"))
    assert crew.show(number).row.number == number
