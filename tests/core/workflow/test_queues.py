"""Queues as screens need them: what waits at a step, in three orders, forwards and backwards, and overdue."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.kit.company import customer, staff
from tests.kit.orders import Crew, approve, done, make_crew, want
from ydh.core.administration.settings import change_setting
from ydh.core.company.actors import Actor
from ydh.core.company.settings import settings
from ydh.core.documents.readers import overdue_at
from ydh.core.orders import looking, notes
from ydh.core.orders.entering import place
from ydh.core.returns.asking import ask
from ydh.core.returns.views import WantBack
from ydh.core.rules.workflows import WORKFLOWS
from ydh.core.values.errors import Invalid, NotAllowed, NotFound
from ydh.core.values.words import MASKED
from ydh.core.workflow import assigning, holds, queues
from ydh.core.workflow.views import QueueCount, Waiting
from ydh.store.engine.database import Unit
from ydh.store.orders import looking as listed_orders
from ydh.store.returns import looking as listed_returns
from ydh.store.workflow import queued
from ydh.store.workflow import queues as store


@pytest.fixture
def crew(company: Actor) -> Crew:
    return make_crew(company)


def numbers(actor: Actor, step: str = "review", **given: Any) -> list[str]:
    return [row.number for row in queues.queue(actor, "order", step, **given).rows]


def count(actor: Actor, step: str) -> QueueCount:
    return next(it for it in queues.day(actor).queues if (it.workflow, it.step) == ("order", step))


def shipments(crew: Crew, number: str) -> list[str]:
    return [part.number for part in crew.show(number).shipments]


def later(company: Actor, **delta: int) -> None:
    """The clock of the company goes on."""
    company.company.store.clock = lambda: datetime.now(UTC) + timedelta(**delta)


# --- the rows ---


def test_a_queue_gives_what_its_screen_shows(crew: Crew) -> None:
    number = crew.place(3)
    assigning.assign(crew.business_manager, number, "order_reviewer")
    holds.hold(crew.order_reviewer, number, "地址不对")
    (row,) = queues.queue(crew.order_reviewer, "order", "review").rows
    shown = crew.show(number).row
    assert row == Waiting(
        number,
        number,
        "C1",
        "客户C1",
        "review",
        Decimal("30.00"),
        shown.business_date,
        shown.since,
        shown.since + timedelta(hours=4),
        1,
        False,
        "order_reviewer",
        shown.revision,
        "website",
        row.cursor,
    )


# S07.8
def test_each_order_waits_in_the_queue_of_its_step_oldest_first(crew: Crew) -> None:
    # S03.6
    for step in ("review", "finance", "release"):
        first, second = crew.at_step(step), crew.at_step(step)
        assert numbers(crew.admin, step) == [first, second]


# S03.6
def test_the_queues_of_ship_and_receive_list_shipments_by_the_arrival_of_their_orders(crew: Crew) -> None:
    first, second = crew.at_step("release", 4), crew.at_step("release", 5)
    done(approve(crew.outbound_reviewer, second, "release"))
    done(approve(crew.outbound_reviewer, first, "release", lines={1: Decimal(1)}))
    done(approve(crew.outbound_reviewer, first, "release"))
    parts = [*shipments(crew, first), *shipments(crew, second)]
    rows = queues.queue(crew.shipping_clerk, "order", "ship").rows
    assert [row.number for row in rows] == parts
    assert [row.order for row in rows] == [first, first, second]
    assert {row.step for row in rows} == {"ship"}
    done(approve(crew.shipping_clerk, parts[2], "ship"))
    assert numbers(crew.shipping_clerk, "ship") == parts[:2]
    assert numbers(crew.buyer, "receive") == parts[2:]


def test_a_queue_is_narrowed_to_what_is_held_or_free_and_no_return_is_held(crew: Crew) -> None:
    # S03.6
    free, held = crew.place(), crew.place()
    holds.hold(crew.order_reviewer, held, "地址不对")
    assert (numbers(crew.admin, held=True), numbers(crew.admin, held=False)) == ([held], [free])
    assert numbers(crew.admin, held=None) == [free, held]
    number = ask(crew.buyer, [WantBack("1", "1")], order=crew.at_step("done"), reason="damaged").number
    for asked, found in ((True, []), (False, [number]), (None, [number])):
        assert [row.number for row in queues.queue(crew.admin, "return", "review", held=asked).rows] == found


def test_what_the_queue_of_release_lists_is_what_a_pass_at_release_accepts(crew: Crew) -> None:
    whole, partly, gone = (crew.at_step("release", 4) for _ in range(3))
    done(approve(crew.outbound_reviewer, partly, "release", lines={1: Decimal(1)}))
    done(approve(crew.shipping_clerk, shipments(crew, partly)[0], "ship"))
    done(approve(crew.outbound_reviewer, gone, "release"))
    assert numbers(crew.outbound_reviewer, "release") == [whole, partly]
    for number in (whole, partly):
        done(approve(crew.outbound_reviewer, number, "release"))
    assert numbers(crew.outbound_reviewer, "release") == []


def test_no_return_waits_anywhere_yet_and_an_unknown_queue_is_not_found(crew: Crew) -> None:
    for step in WORKFLOWS["return"].codes_all():
        assert queues.queue(crew.admin, "return", step).rows == ()
    for workflow, step in (("order", "dance"), ("return", "finance"), ("dance", "review")):
        with pytest.raises(NotFound):
            queues.queue(crew.admin, workflow, step)


def test_who_may_not_see_amounts_gets_them_masked_and_cannot_sort_by_them(crew: Crew) -> None:
    crew.at_step("ship")
    (row,) = queues.queue(crew.shipping_clerk, "order", "ship").rows
    assert row.total is MASKED
    with pytest.raises(NotAllowed):
        queues.queue(crew.shipping_clerk, "order", "ship", sort="amount")


def test_a_queue_has_only_what_its_reader_sees(crew: Crew) -> None:
    other = customer(crew.admin, "C2", region="江苏")
    mine, theirs = crew.place(), place(other, [want("T1", 1)]).number
    south = _limited(crew, "jiang", "region", "江苏")
    owner = _limited(crew, "owner", "own", "C1")
    assert numbers(crew.order_reviewer) == [mine, theirs]
    assert numbers(crew.buyer) == [mine]
    assert numbers(south) == [theirs]
    assert numbers(owner) == [mine]
    assert (count(south, "review").count, count(owner, "review").count) == (1, 1)
    with pytest.raises(NotAllowed):
        queues.queue(staff(crew.admin, "nobody"), "order", "review")


def _limited(crew: Crew, login: str, scope: str, what: str) -> Actor:
    limited = staff(crew.admin, login, "order_reviewer", "shipping_clerk")

    def work(unit: Unit) -> None:
        run = unit.database.execute_sql
        run(f"UPDATE account SET scope = '{scope}' WHERE id = {limited.account}")
        if scope == "region":
            run(f"INSERT INTO account_region (account_id, region) VALUES ({limited.account}, '{what}')")
        else:
            found = run(f"SELECT id FROM customer WHERE code = '{what}'").fetchall()[0][0]
            run(f"INSERT INTO customer_owner (account_id, customer_id) VALUES ({limited.account}, {found})")

    crew.admin.company.write(work)
    return limited


# --- filters ---


def test_every_filter_keeps_what_it_names(crew: Crew) -> None:
    other = customer(crew.admin, "C2")
    first = crew.place(3)
    second = place(other, [want("T1", 1)], details={"customer_po": "PO-77x"}).number
    assigning.assign(crew.business_manager, second, "order_reviewer")
    holds.hold(crew.order_reviewer, first, "等电话")
    today = crew.show(first).row.business_date
    cases: list[tuple[dict[str, Any], list[str]]] = [
        ({"customer": "ｃ2"}, [second]),
        ({"customer": "C9"}, []),
        ({"held": True}, [first]),
        ({"held": False}, [second]),
        ({"assigned": "me"}, [second]),
        ({"assigned": "finance_reviewer"}, []),
        ({"text": "po-77X"}, [second]),
        ({"text": "客户c1"}, [first]),
        ({"text": first[-5:]}, [first]),
        ({"first": today, "last": today}, [first, second]),
        ({"last": today - timedelta(days=1)}, []),
        ({"overdue": True}, []),
        ({"customer": "C2", "held": False, "text": "c2", "assigned": "me", "first": today}, [second]),
    ]
    for given, expected in cases:
        for sort in store.SORTS:
            assert numbers(crew.order_reviewer, sort=sort, **given) == expected, given


def test_shipments_are_found_by_their_own_number_and_by_their_orders(crew: Crew) -> None:
    number = crew.at_step("ship")
    (part,) = shipments(crew, number)
    for text in (part, number, "客户"):
        assert numbers(crew.shipping_clerk, "ship", text=text, customer="C1", held=False) == [part]
    assert numbers(crew.shipping_clerk, "ship", text="nowhere") == []


# --- sorts and pages ---


def _twelve(crew: Crew) -> dict[str, list[str]]:
    """Twelve orders of three customers; every sort's right order."""
    buyers = [crew.buyer, customer(crew.admin, "B9"), customer(crew.admin, "D:2")]
    made = [(place(buyers[at % 3], [want("T1", 1 + at * 5 % 4)]).number, at % 3, 1 + at * 5 % 4) for at in range(12)]
    by_customer = {1: 0, 0: 1, 2: 2}
    return {
        "age": [number for number, *_ in made],
        "amount": [number for number, _, _ in sorted(made, key=lambda it: -it[2])],
        "customer": [number for number, _, _ in sorted(made, key=lambda it: by_customer[it[1]])],
    }


@pytest.mark.parametrize("sort", store.SORTS)
@pytest.mark.parametrize("step", ["review", "ship"])
def test_pages_follow_each_other_and_lead_back_again(crew: Crew, sort: str, step: str) -> None:
    expected = _twelve(crew)[sort]
    if step == "ship":
        expected = [shipments(crew, crew.carry(number, "ship"))[0] for number in expected]
        if sort != "amount":  # shipments of the same order's arrival come by their own ids; here each has its own
            assert len(set(expected)) == 12
    for limit in (1, 5, 6, 12, 50):
        assert _walk(crew.admin, step, sort, limit, backwards=False) == expected
        assert _walk(crew.admin, step, sort, limit, backwards=True) == expected
        assert _walk(crew.admin, step, f"-{sort}", limit, backwards=False) == expected[::-1]
        assert _walk(crew.admin, step, f"-{sort}", limit, backwards=True) == expected[::-1]


def _walk(actor: Actor, step: str, sort: str, limit: int, *, backwards: bool) -> list[str]:
    found: list[str] = []
    after = ""
    while True:
        page = queues.queue(actor, "order", step, sort=sort, limit=limit, after=after, backwards=backwards)
        assert 1 <= len(page.rows) <= limit
        shown = [row.number for row in page.rows]
        found = shown + found if backwards else found + shown
        after = page.next
        if not after:
            return found


@pytest.mark.parametrize("sort", store.SORTS)
def test_the_page_before_a_row_ends_right_before_it(crew: Crew, sort: str) -> None:
    _twelve(crew)
    rows = queues.queue(crew.admin, "order", "review", sort=sort).rows
    for at in range(1, 12):
        before = queues.queue(crew.admin, "order", "review", sort=sort, after=rows[at].cursor, backwards=True, limit=3)
        assert before.rows == rows[max(0, at - 3) : at]
        behind = queues.queue(crew.admin, "order", "review", sort=sort, after=rows[at].cursor, limit=3)
        assert behind.rows == rows[at + 1 : at + 4]
    assert queues.queue(crew.admin, "order", "review", sort=sort, after=rows[0].cursor, backwards=True).rows == ()


def test_a_cursor_does_not_tell_an_amount_that_is_masked(crew: Crew) -> None:
    crew.carry(crew.place(77), "ship")
    for sort in ("age", "customer"):
        (row,) = queues.queue(crew.shipping_clerk, "order", "ship", sort=sort).rows
        assert "770" not in row.cursor.split(":")[2:]


@pytest.mark.parametrize("after", ["x", "1", "1:", "1:2:3", "-1:2", "9" * 30 + ":1", "1:2\n", ":", "1:2:"])
def test_a_cursor_that_is_none_is_refused(crew: Crew, after: str) -> None:
    with pytest.raises(Invalid):
        queues.queue(crew.admin, "order", "review", after=after)
    with pytest.raises(Invalid):
        queues.held_orders(crew.admin, after=after)
    with pytest.raises(Invalid):
        queues.queue(crew.admin, "order", "review", after="1:2:3x", sort="amount")


def test_a_sort_that_is_none_is_refused(crew: Crew) -> None:
    with pytest.raises(Invalid):
        queues.queue(crew.admin, "order", "review", sort="beauty")


def test_who_overtakes_is_first_and_urgent(crew: Crew) -> None:
    first, second = crew.place(), crew.place()
    notes.overtake(crew.business_manager, second, "客户急用")
    assert [(row.number, row.urgent) for row in queues.queue(crew.admin, "order", "review").rows] == [
        (second, True),
        (first, False),
    ]


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("after", ["", "1:1"])
def test_a_page_of_a_step_by_age_reads_the_index_of_its_order(company: Actor, backwards: bool, after: str) -> None:
    # S05.5
    if company.company.store.engine != "sqlite":
        return
    shape = store.Shape(queued.ORDERS, "age", backwards, frozenset({"step"} | ({"place"} if after else set())))
    values = {"step": "review", "place0": 1, "place1": 1, "limit": 101}

    def work(unit: Unit) -> list[str]:
        statement = store._page(shape)._on(unit)
        plan = unit.execute("EXPLAIN QUERY PLAN " + statement.sql, statement.bind(values)).fetchall()
        return [detail for *_, detail in plan]

    plan = company.company.read(work)
    range_ = f"step=? AND arrival{'<' if backwards else '>'}?" if after else "step=?"
    assert any("orders_step_arrival" in it and range_ in it for it in plan), plan
    assert not any(it.startswith("SCAN") and "page" not in it and "(subquery" not in it for it in plan), plan


# --- overdue ---


# S03.13, S14.11
def test_what_waits_longer_than_its_step_allows_is_overdue(crew: Crew) -> None:
    # S03.8
    number, part = crew.place(), crew.at_step("ship")
    change_setting(crew.admin, "step_hours", "review=2 ship=3")
    (row,) = queues.queue(crew.admin, "order", "review").rows
    assert row.due == row.since + timedelta(hours=2)
    assert numbers(crew.admin, overdue=True) == []
    later(crew.admin, hours=2, minutes=1)
    assert numbers(crew.admin, overdue=True) == [number]
    assert (count(crew.order_reviewer, "review").overdue, queues.day(crew.order_reviewer).overdue) == (1, 1)
    assert numbers(crew.admin, "ship", overdue=True) == []
    later(crew.admin, hours=4)
    assert numbers(crew.admin, "ship", overdue=True) == shipments(crew, part)
    assert count(crew.shipping_clerk, "ship").overdue == 1


# S14.13
def test_a_list_of_overdue_orders_has_those_of_all_queues_and_no_other(crew: Crew) -> None:
    # S03.8
    waits, checked, left, _ = crew.place(), crew.at_step("finance"), crew.at_step("ship"), crew.at_step("receive")
    change_setting(crew.admin, "step_hours", "review=2 finance=9 ship=3")
    for hours, late in ((1, set()), (3, {waits, left}), (10, {waits, checked, left})):
        later(crew.admin, hours=hours, minutes=1)
        assert {row.number for row in looking.list_orders(crew.admin, overdue=True)} == late
        steps = [step.code for step in WORKFLOWS["order"].steps]
        rows = [row for step in steps for row in queues.queue(crew.admin, "order", step, overdue=True).rows]
        assert {row.order for row in rows} == late
    page = looking.page(crew.admin, overdue=True, limit=2)
    rest = looking.page(crew.admin, overdue=True, limit=2, after=page.next)
    assert [row.number for row in (*page.rows, *rest.rows)] == [left, checked, waits]
    by_sum = looking.page(crew.admin, overdue=True, sort="total")
    assert {row.number for row in by_sum.rows} == late
    assert [row.number for row in looking.list_orders(crew.admin, overdue=True, step="finance")] == [checked]


@pytest.mark.parametrize("flow", ["order", "return"])
def test_what_is_overdue_is_found_by_its_steps_and_nothing_else_is_read(company: Actor, flow: str) -> None:
    if company.company.store.engine != "sqlite":
        return
    by = {"order": listed_orders.orders_by, "return": listed_returns.returns_by}[flow]

    def work(unit: Unit) -> list[str]:
        late = overdue_at(unit, settings(unit), WORKFLOWS[flow])
        statement = by(late)._on(unit)
        plan = unit.execute("EXPLAIN QUERY PLAN " + statement.sql, statement.bind({**late, "limit": 50})).fetchall()
        return [detail for *_, detail in plan]

    plan = company.company.read(work)
    assert any("step=?" in it for it in plan), plan
    assert not [it for it in plan if it.startswith("SCAN")], plan


def test_a_step_without_a_limit_has_nothing_overdue(crew: Crew) -> None:
    crew.place()
    change_setting(crew.admin, "step_hours", "ship=3")
    later(crew.admin, days=400)
    assert queues.queue(crew.admin, "order", "review").rows[0].due is None
    assert numbers(crew.admin, overdue=True) == []
    assert looking.list_orders(crew.admin, overdue=True) == []
    assert queues.day(crew.order_reviewer).overdue == 0
