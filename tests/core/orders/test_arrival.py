"""The oldest order goes first at every step; a priority class before the others, but nobody before a file's orders."""

import pytest

from tests.kit.orders import Crew, make_crew
from tests.kit.statements import asked
from tests.kit.trail import sql
from ydh.core.audit.entries import entries
from ydh.core.company.actors import Actor
from ydh.core.partners import levels
from ydh.core.partners.customers import edit
from ydh.core.partners.levels import add_level
from ydh.core.shipping import pick_looking
from ydh.core.values.errors import Invalid, NotAllowed, NotFound
from ydh.core.workflow.queues import queue


@pytest.fixture
def crew(company: Actor) -> Crew:
    made = make_crew(company)
    add_level(made.business_manager, "gold", "金牌")
    return made


def gold(crew: Crew) -> None:
    edit(crew.business_manager, "C1", level="gold")


def waiting(crew: Crew, step: str = "review") -> list[str]:
    return [row.order for row in queue(crew.at(step), "order", step).rows]


# S05.5, S10.9
def test_the_warehouse_takes_the_oldest_order_first_at_every_step(crew: Crew) -> None:
    numbers = [crew.place(), crew.place()]
    for number in reversed(numbers):  # whoever passes them in another order does not change it
        crew.carry(number, "release")
    assert waiting(crew, "release") == numbers
    parts = [crew.show(crew.at_step("ship")).shipments[0].number for _ in range(2)]
    assert [row.number for row in pick_looking.queue(crew.outbound_reviewer).rows] == parts


# S13.15
def test_orders_of_a_level_with_priority_go_before_the_others(crew: Crew) -> None:
    first = crew.place()
    levels.set_priority(crew.business_manager, "gold", "2")
    gold(crew)
    second, third = crew.place(), crew.place()
    assert waiting(crew) == [second, third, first]


# S05.5, S13.15
def test_nobody_goes_before_an_order_of_a_file_that_is_under_way(crew: Crew) -> None:
    first, of_file = crew.place(), crew.place()
    sql(
        crew.admin,
        "INSERT INTO batch (kind, name, digest, state, good, bad, at, version, head, entries)"
        " VALUES ('orders', 'f', '', 'done', 1, 0, 0, 1, '', 0)",
        f"UPDATE orders SET batch_id = (SELECT max(id) FROM batch) WHERE number = '{of_file}'",
    )
    last = crew.place()
    levels.set_priority(crew.business_manager, "gold", "5")
    gold(crew)
    urgent = crew.place()
    assert waiting(crew) == [first, of_file, urgent, last]


# S13.15
@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_only_an_order_with_priority_looks_for_a_file_that_is_under_way(crew: Crew) -> None:
    with asked(crew.buyer.company) as statements:
        crew.place()
    assert [it for it in statements if "max(" in it.lower()] == []
    levels.set_priority(crew.business_manager, "gold", "5")
    gold(crew)
    with asked(crew.buyer.company) as statements:
        crew.place()
    assert [it for it in statements if "max(" in it.lower()] != []


def test_a_priority_is_between_nothing_and_five_and_set_by_who_may_let_orders_overtake(crew: Crew) -> None:
    # S13.15
    levels.set_priority(crew.business_manager, "gold", "2")
    levels.set_priority(crew.business_manager, "gold", "2")  # what changes nothing writes nothing
    (entry,) = [it for it in entries(crew.business_manager, kind="price_level").rows if it.action == "edit"]
    assert entry.body["changes"] == [["priority", 0, 2]]
    with pytest.raises(NotFound):
        levels.set_priority(crew.business_manager, "silver", "2")
    with pytest.raises(Invalid):
        levels.set_priority(crew.business_manager, "gold", "6")
    with pytest.raises(NotAllowed):
        levels.set_priority(crew.order_reviewer, "gold", "1")
