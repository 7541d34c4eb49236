"""Goods are counted into shipments: what is wrong is refused at once, and half a pick is nobody's loss."""

from datetime import date
from decimal import Decimal as D

import pytest

from tests.kit.company import product, staff
from tests.kit.orders import Crew, approve, done, leave, make_crew, refused, the_books_are_right, want
from tests.kit.trail import sql
from ydh.core.administration.settings import change_setting
from ydh.core.company.actors import Actor
from ydh.core.company.settings import settings
from ydh.core.goods import products, skus
from ydh.core.goods.views import Variant
from ydh.core.orders.views import Want
from ydh.core.shipping import pick_ends, pick_looking, picking
from ydh.core.stock import limits, lots, papers
from ydh.core.stock.views import PaperLine
from ydh.core.values.errors import Conflict, NotAllowed, NotFound, WrongStep, YdhError
from ydh.core.workflow import history


@pytest.fixture
def crew(company: Actor) -> Crew:
    product(company, "BOX", barcode="6901234567892")
    sql(
        company,
        "INSERT INTO item_code (fold, customer, sku_id, kind, text, quantity)"
        " SELECT '16901234567899', 0, id, 'further', '16901234567899', 12000 FROM sku WHERE code = 'BOX'",
    )
    made = make_crew(company)
    change_setting(company, "pick", "pick")
    return made


@pytest.fixture
def picker(crew: Crew) -> Actor:
    return crew.outbound_reviewer


def shipment(crew: Crew, quantity: int = 2, *more: object) -> str:
    """A shipment of T1 (and more) that waits to leave."""
    number = crew.at_step("ship", quantity, *more)  # type: ignore[arg-type]
    return crew.show(number).shipments[0].number


def with_lots(crew: Crew, code: str, *given: tuple[str, str | None, int]) -> None:
    """A product that is kept by lot, with these lots: code, expiry, quantity."""
    product(crew.admin, code, stock="0")
    sql(crew.admin, f"UPDATE product SET lots = TRUE WHERE code = '{code}'")
    lines = [PaperLine(code, D(q), lot, date.fromisoformat(day) if day else None) for lot, day, q in given]
    papers.post_paper(crew.outbound_reviewer, "receipt", lines)


# S13.16, S16.7
# S03.5, S16.8, S19.8
def test_a_shipment_does_not_leave_before_it_is_picked(crew: Crew, picker: Actor) -> None:
    number = shipment(crew)
    assert refused(approve(crew.shipping_clerk, number, "ship")) == "needs-pick"
    for code in ("T1", "T1"):
        picking.scan(picker, number, code)
    end = pick_ends.finish(picker, number)
    assert (end.back, end.next) == ((), "")
    done(approve(crew.shipping_clerk, number, "ship"))
    uncounted = shipment(crew)
    change_setting(crew.admin, "pick", "off")
    done(approve(crew.shipping_clerk, uncounted, "ship"))
    assert the_books_are_right(crew.admin)


def test_a_code_counts_one_a_box_its_pack_and_a_quantity_can_stand_beside_it(crew: Crew, picker: Actor) -> None:
    number = shipment(crew, 1, want("BOX", 40))
    counted = [
        picking.scan(picker, number, code).counted for code in ("6901234567892", "16901234567899", "BOX*3", "box*2")
    ]
    assert counted == [1, 13, 16, 18]
    assert picking.scan(picker, number, "16901234567899").quantity == 12


# S16.7
@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("T2", "scan-wrong"),
        ("nothing", "scan-strange"),
        ("T1*3", "scan-too-many"),
        ("", "scan-empty"),
        ("T1 LOT9", "scan-lot"),
    ],
)
def test_what_is_wrong_is_refused_at_once_and_counts_nothing(crew: Crew, picker: Actor, code: str, error: str) -> None:
    number = shipment(crew)
    with pytest.raises(YdhError) as raised:
        picking.scan(picker, number, code)
    assert raised.value.id == error
    assert picking.start(picker, number).counted == 0


# S16.7
def test_what_is_counted_in_full_is_left_alone_by_the_next_count_of_the_same_item(crew: Crew, picker: Actor) -> None:
    noted = Want("T1", D(3), note="送人")
    number = shipment(crew, 2, noted)
    assert picking.scan(picker, number, "T1*2").position == 1
    assert picking.scan(picker, number, "T1").position == 2
    assert [line.counted for line in picking.start(picker, number).lines] == [2, 1]
    with_lots(crew, "TEA", ("2610", "2099-10-01", 2), ("2612", "2099-12-01", 5))
    number = shipment(crew, 1, want("TEA", 4))
    picking.scan(picker, number, "TEA*2")
    lots.block(crew.outbound_reviewer, "2610", reason="抽检")
    assert picking.scan(picker, number, "TEA").counted == 3


# S13.15
def test_a_lot_that_never_expires_leaves(crew: Crew, picker: Actor) -> None:
    with_lots(crew, "CUP", ("N", None, 5))
    number = shipment(crew, 1, want("CUP", 2))
    for code in ("T1", "CUP*2"):
        picking.scan(picker, number, code)
    pick_ends.finish(picker, number)
    done(approve(crew.shipping_clerk, number, "ship"))
    assert the_books_are_right(crew.admin)


# S16.7
def test_the_sheet_names_each_item_with_its_specification_and_another_one_is_refused(crew: Crew, picker: Actor) -> None:
    products.add(crew.business_manager, "CUP", "青瓷杯", Variant(code="CUP-S", attributes={"尺码": "S"}, price=D(5)))
    skus.add(crew.business_manager, "CUP", Variant(code="CUP-L", attributes={"尺码": "L"}, price=D(6)))
    for code in ("CUP-S", "CUP-L"):
        papers.receive_stock(picker, code, D(9))
    number = shipment(crew, 1, want("CUP-L", 2))
    line = picking.start(picker, number).lines[1]
    assert (line.sku, line.name, line.attributes, line.due) == ("CUP-L", "青瓷杯", "L", 2)
    with pytest.raises(Conflict, match="CUP-S"):
        picking.scan(picker, number, "CUP-S")
    with pytest.raises(Conflict, match="too many"):
        picking.scan(picker, number, "CUP-L*3")
    assert picking.scan(picker, number, "CUP-L*2").counted == 2


def test_the_last_count_is_taken_back_and_the_one_before_it_stands(crew: Crew, picker: Actor) -> None:
    number = shipment(crew, 5)
    picking.scan(picker, number, "T1")
    picking.scan(picker, number, "T1*3")
    assert picking.undo(picker, number).counted == 1
    picking.scan(picker, number, "T1*2")
    assert picking.undo(picker, number).counted == 1
    assert picking.undo(picker, number).counted == 0
    with pytest.raises(Conflict, match="no count"):
        picking.undo(picker, number)


def test_a_count_is_set_by_hand_and_can_be_lowered_but_not_below_nothing(crew: Crew, picker: Actor) -> None:
    number = shipment(crew, 5)
    assert picking.set_count(picker, number, 1, D(4)).counted == 4
    assert picking.count(picker, number, 1, D(-1)).counted == 3
    with pytest.raises(Exception, match="only 3"):
        picking.count(picker, number, 1, D(-4))
    with pytest.raises(Conflict, match="too many"):
        picking.count(picker, number, 1, D(3))


def test_half_a_pick_is_taken_over_where_it_stood(crew: Crew, picker: Actor) -> None:
    number = shipment(crew, 5)
    picking.scan(picker, number, "T1*3")
    other = staff(crew.admin, "second", "outbound_reviewer")
    with pytest.raises(Conflict, match="take it over"):
        picking.scan(other, number, "T1")
    sheet = picking.take_over(other, number)
    assert (sheet.counted, sheet.mine) == (3, True)
    picking.scan(other, number, "T1*2")
    with pytest.raises(Conflict):
        picking.scan(picker, number, "T1")
    assert pick_ends.finish(other, number).next == ""
    order = crew.show(number).row.number
    assert [e.action for e in history.history(crew.admin, order)][-3:] == ["pick_start", "pick_take_over", "pick"]


# S13.16
# S01.11
def test_the_check_counts_again_and_is_another_persons_where_the_company_says_so(crew: Crew, picker: Actor) -> None:
    change_setting(crew.admin, "pick", "other")
    number = shipment(crew)
    picking.scan(picker, number, "T1*2")
    assert pick_ends.finish(picker, number).next == "check"
    assert refused(approve(crew.shipping_clerk, number, "ship")) == "needs-check"
    with pytest.raises(NotAllowed, match="somebody else"):
        picking.start(picker, number)
    checker = crew.shipping_clerk
    sheet = picking.start(checker, number)
    assert (sheet.phase, sheet.counted) == ("check", 0)
    picking.scan(checker, number, "T1*2")
    assert pick_ends.finish(checker, number).next == ""
    done(approve(crew.shipping_clerk, number, "ship"))
    assert the_books_are_right(crew.admin)


def test_what_is_not_found_goes_back_to_release_with_a_reason(crew: Crew, picker: Actor) -> None:
    number = shipment(crew, 5, want("T2", 1))
    picking.scan(picker, number, "T1*3")
    with pytest.raises(Conflict, match="not all is counted"):
        pick_ends.finish(picker, number)
    end = pick_ends.finish(picker, number, "货架上没有")
    assert end.back == ((1, "T1", D(2)), (2, "T2", D(1)))
    view = crew.show(number)
    assert view.row.step == "release"
    assert [(line.released, line.reserved) for line in view.lines] == [(3, 5), (0, 1)]
    done(approve(crew.shipping_clerk, number, "ship"))
    assert the_books_are_right(crew.admin)


def test_a_shipment_of_which_nothing_is_found_is_taken_apart(crew: Crew, picker: Actor) -> None:
    number = shipment(crew, 5)
    assert pick_ends.finish(picker, number, "没找到").step == "void"
    assert crew.show(number).row.step == "release"
    assert the_books_are_right(crew.admin)


def test_a_service_needs_no_pick(crew: Crew, company: Actor) -> None:
    product(company, "SV", service=True)
    from ydh.core.orders.entering import place

    number = crew.carry(place(crew.buyer, [want("SV", 1)]).number, "ship")
    done(approve(crew.shipping_clerk, number, "ship"))


def test_who_may_neither_release_nor_ship_counts_nothing(crew: Crew) -> None:
    number = shipment(crew)
    with pytest.raises(NotAllowed):
        picking.scan(crew.finance_reviewer, number, "T1")
    with pytest.raises(NotFound):
        picking.scan(crew.outbound_reviewer, "DH-S-20200101-000001", "T1")


def test_a_shipment_that_is_taken_apart_or_has_left_is_not_counted(crew: Crew, picker: Actor) -> None:
    number = shipment(crew)
    picking.scan(picker, number, "T1")
    done(leave(crew.outbound_reviewer, number, "unrelease", "ship"))
    with pytest.raises(WrongStep):
        picking.scan(picker, number, "T1")
    assert the_books_are_right(crew.admin)


def test_the_queue_has_the_oldest_order_first_and_says_how_far_each_count_has_come(crew: Crew, picker: Actor) -> None:
    first, second = shipment(crew), shipment(crew, 3)
    picking.scan(picker, second, "T1")
    rows = pick_looking.queue(picker).rows
    assert [(r.number, r.state, r.counted, r.due) for r in rows] == [
        (first, "to_pick", 0, 2),
        (second, "picking", 1, 3),
    ]
    assert [r.number for r in pick_looking.queue(picker, state="to_pick").rows] == [first]


# --- lots ---


def test_what_expires_first_is_released_first_and_counted_lot_by_lot(crew: Crew, picker: Actor) -> None:
    with_lots(crew, "TEA", ("2612", "2099-12-01", 5), ("2610", "2099-10-01", 5))
    number = shipment(crew, 1, want("TEA", 7))
    sheet = picking.start(picker, number)
    assert [(line.lot, line.due) for line in sheet.lines if line.lot] == [("2610", 5), ("2612", 2)]
    picking.scan(picker, number, "TEA*6")
    picking.scan(picker, number, "TEA 2612")
    picking.undo(picker, number)
    picking.scan(picker, number, "TEA 2612*1")
    picking.scan(picker, number, "T1")
    pick_ends.finish(picker, number)
    done(approve(crew.shipping_clerk, number, "ship"))
    left = dict(sql(crew.admin, "SELECT l.code, s.on_hand FROM lot_stock s JOIN lot l ON l.id = s.lot_id"))
    assert left == {"2610": 0, "2612": 3000}


def test_a_lot_may_be_called_by_a_number(crew: Crew, picker: Actor) -> None:
    with_lots(crew, "TEA", ("3", "2099-12-01", 5), ("2610", "2099-10-01", 5))
    number = shipment(crew, 1, want("TEA", 8))
    assert picking.scan(picker, number, "TEA 3").quantity == 1
    assert picking.scan(picker, number, "TEA 3*2").quantity == 2
    assert {line.lot: line.counted for line in picking.start(picker, number).lines if line.lot} == {"2610": 0, "3": 3}


def test_a_lot_that_is_blocked_after_the_release_is_refused_at_the_scan(crew: Crew, picker: Actor) -> None:
    with_lots(crew, "TEA", ("2610", "2099-10-01", 5), ("2612", "2099-12-01", 5))
    number = shipment(crew, 1, want("TEA", 2))
    sql(crew.admin, "UPDATE lot SET blocked = '召回' WHERE code = '2610'")
    with pytest.raises(Conflict) as raised:
        picking.scan(picker, number, "TEA")
    assert raised.value.id == "lot-blocked"
    sheet = pick_ends.switch_lot(picker, number, 2, "2612")
    assert [line.lot for line in sheet.lines] == ["", "2612"]
    for code in ("TEA*2", "T1"):
        picking.scan(picker, number, code)
    pick_ends.finish(picker, number)
    done(approve(crew.shipping_clerk, number, "ship"))


def test_a_lot_that_does_not_keep_long_enough_is_not_released_unless_it_is_named(crew: Crew) -> None:
    today = crew.admin.company.read(settings).today
    with_lots(crew, "TEA", ("NEAR", str(today), 5))
    sql(crew.admin, "UPDATE product SET keep_days = 30 WHERE code = 'TEA'")
    change_setting(crew.admin, "when_short", "wait")
    change_setting(crew.admin, "pick", "off")
    number = crew.at_step("release", 1, want("TEA", 2))
    assert refused(approve(crew.outbound_reviewer, number, "release")) == "short"
    done(approve(crew.outbound_reviewer, number, "release", lots={2: [("NEAR", None)]}))
    done(approve(crew.shipping_clerk, crew.show(number).shipments[0].number, "ship"))
    assert the_books_are_right(crew.admin)


def test_lots_of_a_shipment_that_is_taken_apart_are_free_again(crew: Crew, picker: Actor) -> None:
    with_lots(crew, "TEA", ("2610", "2099-10-01", 5))
    number = shipment(crew, 1, want("TEA", 5))
    done(leave(crew.outbound_reviewer, number, "unrelease", "ship"))
    assert sql(crew.admin, "SELECT allocated FROM lot_stock") == [(0,)]
    order = crew.show(number).row.number
    done(approve(crew.outbound_reviewer, order, "release"))
    assert sql(crew.admin, "SELECT allocated FROM lot_stock") == [(5000,)]


# S21.30
def test_where_shipping_is_switched_off_the_goods_leave_when_they_are_picked(crew: Crew, picker: Actor) -> None:
    from ydh.core.workflow import switching

    switching.disable(crew.admin, "order", "ship")
    number = shipment(crew)
    assert crew.show(number).row.step == "ship"
    picking.scan(picker, number, "T1*2")
    assert pick_ends.finish(picker, number).step == "receive"
    assert the_books_are_right(crew.admin)


def test_only_what_stands_after_a_star_is_a_quantity(crew: Crew, picker: Actor) -> None:
    number = shipment(crew, 9)
    for wrong, error in (("T1*0", "number-low"), ("T1*0.0001", "number-places"), ("T1*1.2.3", "number-form")):
        with pytest.raises(YdhError) as raised:
            picking.scan(picker, number, wrong)
        assert raised.value.id == error
    with pytest.raises(Conflict, match=r"T1\*3"):
        picking.scan(picker, number, "T1 3")
    assert picking.scan(picker, number, "T1 * 3").counted == 3
    assert picking.scan(picker, number, "T1×2").counted == 5


def test_a_pick_goes_along_the_shelves_whose_numbers_count_by_their_value(crew: Crew, picker: Actor) -> None:
    number = shipment(crew, 1, want("T2", 1))
    for code, shelf in (("T1", "A-12"), ("T2", "A-3")):
        limits.set_limits(picker, code, place=shelf)
    assert [line.place for line in picking.start(picker, number).lines] == ["A-3", "A-12"]


def test_what_is_counted_comes_after_what_is_not_page_by_page(crew: Crew, picker: Actor) -> None:
    numbers = [shipment(crew, 1) for _ in range(4)]
    for number in numbers[::2]:
        picking.scan(picker, number, "T1")
        pick_ends.finish(picker, number)
    found, after = [], ""
    while not found or after:
        page = pick_looking.queue(picker, after=after, limit=1)
        found += [row.number for row in page.rows]
        after = page.next
    assert found == [numbers[1], numbers[3], numbers[0], numbers[2]]
    change_setting(crew.admin, "pick", "check")  # then what is picked is not counted out
    assert [row.number for row in pick_looking.queue(picker).rows] == numbers
