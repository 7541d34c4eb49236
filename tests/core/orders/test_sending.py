"""Shipping: what is said of a shipment when it leaves, what must agree with its order, and who is told."""

from datetime import UTC, date, datetime
from decimal import Decimal as D
from typing import Any

import pytest

from tests.kit.company import customer, staff
from tests.kit.orders import Crew, approve, done, make_crew, picture, refused, the_books_are_right, want
from tests.kit.trail import sql
from ydh.core.administration import settings
from ydh.core.company.actors import Actor
from ydh.core.orders import editing, sending
from ydh.core.rules.papers import PACKING
from ydh.core.shipping import shipments
from ydh.core.values.errors import NotFound
from ydh.core.values.outcomes import Held
from ydh.core.values.words import MASKED
from ydh.core.workflow import history, news

NOW = datetime(2026, 11, 29, 4, tzinfo=UTC)
SAID = {
    "tracking": "SF100",
    "parcels": "3",
    "weight": "12.5",
    "expected_date": "2026-12-01",
    "agreed_date": date(2026, 12, 1),
    "agreed_time": "上午",
    "remark": "放门卫",
}


@pytest.fixture
def crew(company: Actor) -> Crew:
    company.company.store.clock = lambda: NOW
    return make_crew(company)


def shipped(crew: Crew, **answers: Any) -> str:
    """The number of a shipment that left."""
    number = crew.at_step("ship")
    return done(approve(crew.shipping_clerk, number, "ship", **answers)).parts[0]


def test_everything_that_is_said_stands_on_the_shipment(crew: Crew) -> None:  # S12.11, S19.13
    part = shipped(crew, **SAID)
    it = shipments.show(crew.buyer, part)
    assert (it.row.carrier, it.row.tracking, it.row.parcels, it.weight) == ("顺丰", "SF100", 3, D("12.5"))
    assert (it.row.expected_date, it.agreed_date, it.agreed_time) == (date(2026, 12, 1), date(2026, 12, 1), "上午")
    assert it.remark == "放门卫"
    assert it.url.endswith("nu=SF100")
    assert it.carrier_kind == "express"
    assert it.address.startswith("浙江省")  # S12.14
    assert the_books_are_right(crew.admin)


def test_the_customer_is_told_with_carrier_number_and_arrival(crew: Crew) -> None:  # S07.10, S10.19, S13.17, S14.17
    shipped(crew, **SAID)
    newest = news.latest(crew.buyer)[0]
    assert newest.told["carrier"] == "顺丰"
    assert newest.told["tracking"] == "SF100"
    assert newest.told["expected_date"] == "2026-12-01"


def test_only_the_carrier_must_be_said(crew: Crew) -> None:
    it = shipments.show(crew.admin, shipped(crew))
    assert (it.row.tracking, it.row.parcels, it.weight, it.cod, it.agreed_place) == ("", None, None, None, "")


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ({"parcels": "0"}, "number-low"),
        ({"parcels": "1.5"}, "number-places"),
        ({"weight": "-1"}, "number-low"),
        ({"expected_date": "2026-11-28"}, "day-past"),
        ({"agreed_date": "nächste Woche"}, "date-form"),
        ({"tracking": "x" * 65}, "text-long"),
        ({"cod": "1"}, "need-permission"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(crew: Crew, answers: dict[str, str], error: str) -> None:
    number = crew.at_step("ship")
    before = picture(crew.admin)
    assert refused(approve(crew.shipping_clerk, number, "ship", **answers)) == error
    assert picture(crew.admin) == before


def test_a_tracking_number_of_another_order_needs_a_word(crew: Crew) -> None:  # S15.10
    other = shipped(crew, tracking="SF1")
    number = crew.at_step("ship")
    outcome = approve(crew.shipping_clerk, number, "ship", tracking="SF1")
    assert refused(outcome) == "tracking-used"
    assert other in str(outcome.error)
    done(approve(crew.shipping_clerk, number, "ship", tracking="SF1", remark="两单一箱"))


def test_shipments_of_one_order_may_travel_under_one_number(crew: Crew) -> None:
    number = crew.at_step("release", 4, want("T2", 2))
    first = done(approve(crew.outbound_reviewer, number, "release", lines={1: D(4)})).parts[0]
    second = done(approve(crew.outbound_reviewer, number, "release")).parts[-1]
    for part in (first, second):
        done(approve(crew.shipping_clerk, part, "ship", tracking="SF7"))


def test_another_place_and_a_later_day_than_wanted_need_a_word(crew: Crew) -> None:  # S12.11, S12.14, S15.10
    number = crew.place(details={"requested_date": "2026-12-01"})
    crew.carry(number, "ship")
    assert refused(approve(crew.shipping_clerk, number, "ship", agreed_place="宁波码头")) == "place-differs"
    assert refused(approve(crew.shipping_clerk, number, "ship", agreed_date="2026-12-02")) == "later-than-wanted"
    assert (
        refused(approve(crew.shipping_clerk, number, "ship", agreed_place="宁波", expected_date="2026-12-09")) == "many"
    )
    part = done(approve(crew.shipping_clerk, number, "ship", agreed_place="宁波码头", reason="客户电话改的")).parts[0]
    assert shipments.show(crew.buyer, part).agreed_place == "宁波码头"


def test_cash_is_collected_when_the_order_is_paid_on_delivery(crew: Crew) -> None:  # S19.13
    # S07.9
    buyer = customer(crew.admin, "C9", terms="on_delivery")
    number = crew.carry(_placed(crew, buyer), "release")
    first = done(approve(crew.outbound_reviewer, number, "release", lines={1: D(1)})).parts[0]
    second = done(approve(crew.outbound_reviewer, number, "release")).parts[-1]
    done(approve(crew.shipping_clerk, first, "ship"))
    done(approve(crew.shipping_clerk, second, "ship"))
    assert [shipments.show(crew.shipping_clerk, part).cod for part in (first, second)] == [MASKED, MASKED]
    seen = [shipments.show(buyer, part).cod for part in (first, second)]
    assert seen == [D("10.00"), D("20.00")]
    body = history.history(crew.shipping_clerk, number)[-1].body
    assert "20" not in str(body.get("amounts", ""))
    assert "cod" not in body


def _placed(crew: Crew, buyer: Actor) -> str:
    from ydh.core.orders.entering import place

    return place(buyer, [want("T1", 3)]).number


def test_who_sees_amounts_may_say_how_much(crew: Crew) -> None:
    clerk = staff(crew.admin, "both", "shipping_clerk", "finance_reviewer")
    number = crew.at_step("ship")
    part = done(approve(clerk, number, "ship", cod="12.50")).parts[0]
    assert shipments.show(clerk, part).cod == D("12.50")
    assert sending.suggested(clerk, crew.at_step("ship")).get("cod") is None  # monthly account


def test_the_history_has_the_agreed_place_and_the_cash_for_who_may_see_them(crew: Crew) -> None:
    # S12.11, S19.13
    clerk = staff(crew.admin, "both", "shipping_clerk", "finance_reviewer")
    plain, said = crew.at_step("ship"), crew.at_step("ship")
    done(approve(clerk, plain, "ship"))
    done(approve(clerk, said, "ship", cod="12.50", agreed_place="宁波码头", remark="电话改的"))
    without, body = (history.history(clerk, number)[-1].body for number in (plain, said))
    assert {"agreed_place", "amounts"} & without.keys() == set()
    assert (body["agreed_place"], body["amounts"]) == ("宁波码头", {"cod": "12.5"})
    assert "amounts" not in history.history(crew.shipping_clerk, said)[-1].body
    kept = str(sql(crew.admin, "SELECT body FROM journal"))
    assert "agreed_place" in kept
    assert "宁波" not in kept  # the journal has a digest of it


def test_a_pass_that_is_taken_back_can_be_made_anew_with_other_words(crew: Crew) -> None:
    number = crew.at_step("ship")
    part = done(approve(crew.shipping_clerk, number, "ship", tracking="SF1", parcels="2")).parts[0]
    from ydh.core.values.outcomes import Seen
    from ydh.core.workflow.acting import act

    done(act(crew.shipping_clerk, number, "take_back", seen=Seen()))
    done(approve(crew.shipping_clerk, number, "ship", tracking="SF2", carrier="德邦"))
    it = shipments.show(crew.admin, part)
    assert (it.row.carrier, it.row.tracking, it.row.parcels) == ("德邦", "SF2", None)


def test_the_system_ships_without_a_carrier_when_the_step_is_off(crew: Crew) -> None:
    # S07.9
    from ydh.core.workflow import switching

    plan = switching.plan(crew.admin, "order", "ship")
    switching.disable(crew.admin, "order", "ship", plan_id=plan.id)
    number = crew.at_step("release")
    part = done(approve(crew.outbound_reviewer, number, "release")).parts[0]
    it = shipments.show(crew.buyer, part)
    assert it.row.shipped_at
    assert it.row.carrier == ""


def test_the_list_is_narrowed_by_step_carrier_customer_text_and_lateness(crew: Crew) -> None:  # S01.12, S04.17
    one = shipped(crew, tracking="SF1", expected_date="2026-11-30")
    two = shipped(crew, carrier="德邦", tracking="DB2")
    waiting = crew.show(crew.at_step("ship")).shipments[0].number

    def found(**given: Any) -> list[str]:
        return [row.number for row in shipments.list_shipments(crew.shipping_clerk, **given).rows]

    assert found() == [waiting, two, one]
    assert found(step="ship") == [waiting]
    assert found(carrier="DB") == [two]
    assert found(customer="c1", text="sf1") == [one]
    assert found(overdue=True) == []
    crew.admin.company.store.clock = lambda: NOW.replace(day=30, hour=23)
    assert found(overdue=True) == [one]
    page = shipments.list_shipments(crew.admin, limit=2)
    assert [row.number for row in shipments.list_shipments(crew.admin, after=page.next).rows] == [one]


def test_somebody_elses_shipment_is_not_found(crew: Crew) -> None:
    # S01.13
    part = shipped(crew)
    other = customer(crew.admin, "C2")
    with pytest.raises(NotFound):
        shipments.show(other, part)
    assert shipments.list_shipments(other).rows == ()


def test_a_paper_has_prices_only_where_the_company_prints_them_and_the_reader_sees_them(crew: Crew) -> None:  # S19.13
    part = shipped(crew)
    assert not shipments.paper(crew.buyer, part).prices
    settings.change_setting(crew.admin, "prices_on_notes", "on")
    assert shipments.paper(crew.buyer, part).prices
    assert not shipments.paper(crew.buyer, part, PACKING).prices
    assert shipments.paper(crew.buyer, part).sheet.lines[0].amount == D("20.00")
    assert shipments.paper(crew.shipping_clerk, part).sheet.lines[0].amount is MASKED


def test_two_who_ship_the_same_shipment_ship_it_once(crew: Crew) -> None:
    number = crew.at_step("ship")
    seen = crew.show(number).row.revision
    part = crew.show(number).shipments[0].number
    done(approve(crew.shipping_clerk, part, "ship", seen, tracking="A"))
    second = staff(crew.admin, "second", "shipping_clerk")
    assert refused(approve(second, part, "ship", seen, tracking="B")).startswith("revision-moved")
    assert shipments.show(crew.admin, part).row.tracking == "A"
    assert not isinstance(approve(crew.shipping_clerk, part, "ship"), Held)
    assert the_books_are_right(crew.admin)


def test_an_order_of_the_shipment_is_not_changed_behind_its_back(crew: Crew) -> None:  # S15.10
    number = crew.at_step("ship")
    with pytest.raises(Exception, match="waits for"):
        editing.edit(crew.admin, number, details={"address": "别处"})
