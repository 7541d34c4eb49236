"""Tracking: what the carrier says of a shipment, by hand or from its file, applied once and refused with a reason."""

from datetime import UTC, datetime
from decimal import Decimal as D
from io import BytesIO
from typing import Any

import pytest

from tests.kit import statements
from tests.kit.company import customer
from tests.kit.orders import Crew, approve, done, make_crew, picture, refused, the_books_are_right
from ydh.core.company.actors import Actor
from ydh.core.files.importing import importing
from ydh.core.orders import looking
from ydh.core.returns import looking as asking
from ydh.core.shipping import shipments, tracking
from ydh.core.values.errors import Invalid, NotAllowed, NotFound, WrongStep
from ydh.core.workflow import history, news
from ydh.store.engine.database import Unit
from ydh.store.shipping import shipping as store

NOW = datetime(2026, 11, 29, 4, tzinfo=UTC)  # noon at the company


@pytest.fixture
def crew(company: Actor) -> Crew:
    company.company.store.clock = lambda: NOW
    return make_crew(company)


def shipped(crew: Crew, tracking_number: str = "SF1", **answers: Any) -> str:
    number = crew.at_step("ship")
    return done(approve(crew.shipping_clerk, number, "ship", tracking=tracking_number, **answers)).parts[0]


def read(crew: Crew, *lines: str, by: Actor | None = None, **how: Any) -> Any:
    text = "\n".join(("运单号,时间,状态,地点,内容", *lines)) + "\n"
    data = BytesIO(text.encode())
    return importing.run(by or crew.shipping_clerk, "tracking", data, name="动态.csv", **how)


def ways(crew: Crew, part: str) -> list[tuple[str, str]]:
    return [(event.status, event.place) for event in shipments.show(crew.buyer, part).events]


# S10.20
@pytest.mark.smoke
def test_what_is_entered_by_hand_is_seen_by_the_customer(crew: Crew) -> None:  # S01.13, S05.11, S13.19, S19.9
    part = shipped(crew)
    tracking.track(crew.shipping_clerk, part, "picked_up", place="杭州")
    tracking.track(crew.shipping_clerk, "SF1", "in_transit", at="2026-11-29 11:30", place="嘉兴", temperature=D("4.5"))
    assert ways(crew, part) == [("in_transit", "嘉兴"), ("picked_up", "杭州")]  # in the order of their times
    assert shipments.show(crew.buyer, part).events[0].temperature == D("4.5")  # S16.10
    assert shipments.show(crew.buyer, part).url == "https://www.kuaidi100.com/chaxun?com=shunfeng&nu=SF1"
    assert news.latest(crew.buyer)[0].told["status"] == "in_transit"
    assert the_books_are_right(crew.admin)


def test_delivered_says_when_it_was_there(crew: Crew) -> None:
    part = shipped(crew)
    tracking.track(crew.shipping_clerk, part, "delivered", at="2026-11-29 10:00")
    tracking.track(crew.shipping_clerk, part, "delivered", at="2026-11-29 11:00", text="又签一次")
    assert shipments.show(crew.buyer, part).row.delivered_at == datetime(2026, 11, 29, 2, tzinfo=UTC)


def test_one_number_for_two_shipments_tells_of_both(crew: Crew) -> None:
    one, two = shipped(crew), shipped(crew, remark="同一箱")
    assert set(tracking.track(crew.shipping_clerk, "SF1", "in_transit")) == {one, two}
    assert ways(crew, one) == ways(crew, two) == [("in_transit", "")]


# S10.20
def test_a_carriers_file_is_taken_and_what_it_says_twice_counts_once(crew: Crew) -> None:
    part = shipped(crew)
    rows = (
        "SF1,2026-11-29 09:00,已揽收,杭州,",
        "SF1,2026/11/29 10:00:00,运输中,嘉兴,",
        "SF1,2026-11-29 09:00,揽收,杭州,",
    )
    result = read(crew, *rows).result
    assert (result.added, result.unchanged) == (2, 1)
    assert ways(crew, part) == [("picked_up", "杭州"), ("in_transit", "嘉兴")]
    again = read(crew, *rows).result
    assert (again.added, again.unchanged) == (0, 3)
    assert len(ways(crew, part)) == 2
    assert the_books_are_right(crew.admin)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("SF9,2026-11-29 09:00,运输中,,", "tracking-unknown"),
        (",2026-11-29 09:00,运输中,,", "cell-text-empty"),
        ("SF1,昨天,运输中,,", "moment-form"),
        ("SF1,2026-13-45 25:61,运输中,,", "moment-form"),
        ("SF1,2036-11-29 09:00,运输中,,", "event-future"),
        ("SF1,1999-01-01 00:00,运输中,,", "event-early"),
        ("SF1,0000-01-01 00:00,运输中,,", "moment-form"),
        ("SF1,2026-11-29 09:00,飞走了,,", "cell-choice"),
        ("SF1,2026-11-29 09:00,运输中,\x1b[2J,", "cell-text-control"),
        ("SF1,2026-11-29 09:00,运输中,,=cmd|'/c calc'!A1", ""),
        ("' OR 1=1 --,2026-11-29 09:00,运输中,,", "tracking-unknown"),
    ],
)
def test_every_row_that_is_refused_says_why(crew: Crew, row: str, problem: str) -> None:
    part = shipped(crew)
    before = picture(crew.admin)
    plan = read(crew, row, "SF1,2026-11-29 11:00,运输中,宁波,").plan
    if not problem:
        assert plan.bad == 0
        return
    assert [it.id for it in plan.problems] == [problem]
    assert plan.problems[0].line == 2
    assert picture(crew.admin) == before
    assert ways(crew, part) == []
    result = read(crew, row, "SF1,2026-11-29 11:00,运输中,宁波,", skip_bad=True).result
    assert result.added == 1
    assert ways(crew, part) == [("in_transit", "宁波")]


def test_a_file_that_names_another_carrier_is_refused(crew: Crew) -> None:
    shipped(crew)
    data = BytesIO("tracking,at,status,carrier\nSF1,2026-11-29 09:00,in_transit,德邦\n".encode())
    plan = importing.run(crew.shipping_clerk, "tracking", data, name="x.csv").plan
    assert [it.id for it in plan.problems] == ["tracking-other-carrier"]  # type: ignore[union-attr]


def test_a_file_of_thousands_tells_of_each_once(crew: Crew) -> None:
    part = shipped(crew)
    rows = [f"SF1,2026-11-29 09:{n // 60 % 60:02}:{n % 60:02},运输中,站{n % 7}," for n in range(1200)]
    assert read(crew, *rows, *rows[:300]).result.added == 1200
    assert len(ways(crew, part)) == 1200
    assert the_books_are_right(crew.admin)


def test_what_has_not_left_is_not_on_its_way(crew: Crew) -> None:
    number = crew.at_step("ship")
    with pytest.raises(WrongStep):
        tracking.track(crew.shipping_clerk, crew.show(number).shipments[0].number, "delivered")
    with pytest.raises(NotFound):
        tracking.track(crew.shipping_clerk, "SF404", "delivered")
    with pytest.raises(Invalid):
        tracking.track(crew.shipping_clerk, shipped(crew), "teleported")


def test_only_who_ships_says_where_goods_are(crew: Crew) -> None:
    part = shipped(crew)
    for actor in (crew.buyer, crew.order_reviewer, customer(crew.admin, "C2")):
        with pytest.raises(NotAllowed):
            tracking.track(actor, part, "delivered")
        with pytest.raises(NotAllowed):
            read(crew, "SF1,2026-11-29 09:00,运输中,,", by=actor)


def test_nobody_takes_a_shipment_back_that_its_carrier_has(crew: Crew) -> None:
    from tests.kit.orders import refused
    from ydh.core.values.outcomes import Seen
    from ydh.core.workflow.acting import act

    part = shipped(crew)
    tracking.track(crew.shipping_clerk, part, "picked_up")
    assert refused(act(crew.shipping_clerk, part, "take_back", seen=Seen())) == "nothing-to-take-back"


def test_a_waybill_is_one_number_in_any_case_and_with_blanks(crew: Crew) -> None:
    one, two = shipped(crew, "SF100 200 300"), shipped(crew, "sf100200300", remark="同一箱")
    assert [shipments.show(crew.buyer, part).row.tracking for part in (one, two)] == ["SF100200300", "sf100200300"]
    assert set(tracking.track(crew.shipping_clerk, "Sf 100200300", "picked_up")) == {one, two}
    result = read(crew, "ｓｆ100200300,2026-11-29 11:00,运输中,嘉兴,").result
    assert result.added == 1
    assert ways(crew, one) == ways(crew, two)
    outcome = approve(crew.shipping_clerk, crew.at_step("ship"), "ship", tracking="SF100200300")
    assert refused(outcome) == "tracking-used"


def test_waybills_are_found_by_their_index(crew: Crew) -> None:
    if crew.admin.company.store.engine != "sqlite":
        return

    def plan(unit: Unit) -> str:
        with statements.asked(crew.admin.company) as found:
            store.SAME_TRACKING.rows(unit, tracking="SF1")
            store.BY_TRACKING.rows(unit, ["SF1", "SF2", "SF3"])
        return "".join(str(unit.execute(f"EXPLAIN QUERY PLAN {it}", ()).fetchall()) for it in found)

    assert crew.admin.company.read(plan).count("shipment_tracking") == 2


def test_a_number_may_be_typed_in_lower_case(crew: Crew) -> None:
    part = shipped(crew).lower()
    order = shipments.show(crew.buyer, part).row.order.lower()
    assert looking.show(crew.buyer, order).row.number == order.upper()
    assert looking.show(crew.buyer, part).row.number == order.upper()
    assert tracking.track(crew.shipping_clerk, part, "in_transit") == (part.upper(),)
    assert done(approve(crew.buyer, part, "receive")).number == part.upper()
    assert asking.returnable(crew.buyer, order).order == order.upper()
    assert [entry.action for entry in history.history(crew.buyer, order)][-1] == "approve"
