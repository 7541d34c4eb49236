"""Remarks, contacts, assignment, and who goes first in a queue."""

import pytest

from tests.kit.company import customer
from tests.kit.orders import Crew, approve, done, leave, make_crew, want
from tests.kit.returning import make_counter, refusal
from tests.kit.trade import run_sql
from ydh.core.company.actors import Actor
from ydh.core.orders import editing, looking, notes
from ydh.core.returns import looking as return_looking
from ydh.core.values.errors import Conflict, Invalid, NotAllowed, NotFound, Stale, WrongStep
from ydh.core.values.outcomes import Done, Seen
from ydh.core.workflow import assigning, history, queues
from ydh.core.workflow.acting import act
from ydh.store.tables.batches import Batch
from ydh.store.tables.orders import Order


@pytest.fixture
def crew(company: Actor) -> Crew:
    return make_crew(company)


def queue(crew: Crew, step: str = "review") -> list[str]:
    return [row.number for row in looking.list_orders(crew.order_reviewer, step=step)]


# --- notes ---


def test_a_remark_is_on_the_order_or_one_of_its_lines(crew: Crew) -> None:
    number = crew.place(1, want("T2", 1))  # S04.21
    notes.note(crew.order_reviewer, number, "急\n要")
    notes.note(crew.order_reviewer, number, "要红色", position=2)
    found = crew.show(number).notes
    assert [(n.kind, n.position, n.text, n.by, n.shared) for n in found] == [
        ("remark", None, "急\n要", "order_reviewer", False),
        ("remark", 2, "要红色", "order_reviewer", False),
    ]
    told = history.history(crew.admin, number)[-1].body
    assert told == {"kind": "remark", "shared": False, "text": "要红色", "position": 2}
    with pytest.raises(NotFound, match="no line 3"):
        notes.note(crew.order_reviewer, number, "?", position=3)


# S14.12
def test_a_contact_says_with_whom_how_and_with_what_result(crew: Crew) -> None:
    number = crew.place()  # S04.8, S04.10, S04.21
    notes.note(crew.order_reviewer, number, "催款", with_whom="王掌柜", how="电话", result="周五付")
    (found,) = crew.show(number).notes
    assert (found.kind, found.with_whom, found.how, found.result) == ("contact", "王掌柜", "电话", "周五付")
    event = history.history(crew.admin, number)[-1]
    assert (event.action, event.body["with_whom"]) == ("note", "王掌柜")


def test_a_customer_sees_shared_notes_only_and_its_own_are_shared(crew: Crew) -> None:
    # S04.21
    number = crew.place()
    notes.note(crew.order_reviewer, number, "客户信用差")
    notes.note(crew.order_reviewer, number, "周五发货", shared=True)
    notes.note(crew.buyer, number, "请早点")
    assert [n.text for n in looking.show(crew.buyer, number).notes] == ["周五发货", "请早点"]
    assert "客户信用差" not in str(history.history(crew.buyer, number))
    with pytest.raises(NotFound):
        notes.note(customer(crew.admin, "C2"), number, "?")


def test_a_note_makes_nobodys_view_stale(crew: Crew) -> None:
    number = crew.place()
    revision = crew.show(number).row.revision
    notes.note(crew.buyer, number, "请早点")
    assigning.assign(crew.business_manager, number, "order_reviewer")
    assert crew.show(number).row.revision == revision
    done(approve(crew.order_reviewer, number, "review", revision=revision))


@pytest.mark.parametrize("text", ["", "  ", "x" * 20_000, "a\x1b[31m"])
def test_a_note_says_something_that_can_be_shown(crew: Crew, text: str) -> None:
    number = crew.place()
    with pytest.raises(Invalid):
        notes.note(crew.order_reviewer, number, text)
    assert crew.show(number).notes == ()


# --- assignment ---


def test_an_order_is_given_to_somebody_and_taken_away(crew: Crew) -> None:
    number = crew.place()  # S04.14
    assigning.assign(crew.business_manager, number, "order_reviewer", reason="熟客")
    assert crew.show(number).row.assigned == "order_reviewer"
    assert [r.number for r in looking.list_orders(crew.order_reviewer, assigned="me")] == [number]
    event = history.history(crew.admin, number)[-1]
    assert (event.action, event.body) == ("assign", {"to": "order_reviewer", "reason": "熟客"})
    assigning.assign(crew.business_manager, number, None)
    assert crew.show(number).row.assigned == ""


def test_assigning_needs_the_right_and_a_member_of_staff(crew: Crew) -> None:
    # S04.14
    number = crew.place()
    for other in (crew.order_reviewer, crew.system_admin, crew.buyer):
        with pytest.raises(NotAllowed):
            assigning.assign(other, number, "order_reviewer")
    for nobody in ("c1", "nobody"):
        with pytest.raises(NotFound):
            assigning.assign(crew.business_manager, number, nobody)
    with pytest.raises(Stale):
        assigning.assign(crew.business_manager, number, "order_reviewer", seen=Seen("review", 9))


def test_a_return_is_given_to_somebody_and_others_say_why_they_act_on_it(company: Actor) -> None:
    counter = make_counter(company)  # S04.14, S06.16
    number = counter.ask(counter.delivered())
    manager, mate = counter.crew.business_manager, counter.reviewer
    revision = counter.show(number).row.revision
    assigning.assign(manager, number, "after-sales", reason="熟客")
    assert (counter.show(number).row.assigned, counter.show(number).row.revision) == ("after-sales", revision)
    assert [row.number for row in return_looking.list_returns(mate, assigned="me")] == [number]
    assert [row.number for row in queues.queue(mate, "return", "review", assigned="me").rows] == [number]
    assert queues.queue(manager, "return", "review", assigned="me").rows == ()
    mine = {it.step: it.assigned_to_me for it in queues.day(mate).queues if it.workflow == "return"}
    assert mine == {"review": 1, "dispatch": 0}
    event = history.history(manager, number)[-1]
    assert (event.action, event.body) == ("assign", {"to": "after-sales", "reason": "熟客"})
    assert refusal(act(manager, number, "approve", seen=Seen("review"))) == "assigned-to-other"
    assert isinstance(act(manager, number, "approve", seen=Seen("review"), answers={"reason": "他休假"}), Done)
    assert isinstance(act(mate, number, "reject", seen=Seen("dispatch"), answers={"reason": "不寄了"}), Done)


def test_a_return_is_given_to_who_may_pass_its_step(company: Actor) -> None:
    # S04.14
    counter = make_counter(company)
    number = counter.ask(counter.delivered())
    for other in (counter.reviewer, counter.keeper, counter.buyer):
        with pytest.raises(NotAllowed if other is not counter.reviewer else Invalid):
            assigning.assign(other, number, "finance_reviewer")
    with pytest.raises(Stale):
        assigning.assign(counter.reviewer, number, None, seen=Seen("review", 9))
    assigning.assign(counter.reviewer, number, "after-sales")
    assigning.assign(counter.reviewer, number, None)
    assert counter.show(number).row.assigned == ""


# --- who goes first ---


def test_a_queue_stands_in_order_of_arrival_and_a_new_submit_goes_to_its_end(crew: Crew) -> None:
    first, second = crew.place(), crew.place()  # S05.5
    done(approve(crew.order_reviewer, second, "review"))
    done(approve(crew.order_reviewer, first, "review"))
    assert queue(crew, "finance") == [first, second]
    sent = crew.place()
    third = crew.place()
    done(leave(crew.order_reviewer, sent, "send_back", "review"))
    editing.submit(crew.buyer, sent)
    assert queue(crew) == [third, sent]


def test_who_overtakes_needs_the_right_and_a_reason_which_is_recorded(crew: Crew) -> None:
    first, second, third = crew.place(), crew.place(), crew.place()  # S05.5
    for other in (crew.order_reviewer, crew.system_admin, crew.buyer):
        with pytest.raises(NotAllowed):
            notes.overtake(other, third, "急")
    with pytest.raises(Invalid):
        notes.overtake(crew.business_manager, third, " ")
    with pytest.raises(Stale):
        notes.overtake(crew.business_manager, third, "急", seen=Seen("review", 9))
    notes.overtake(crew.business_manager, third, "客户展会")
    assert queue(crew) == [third, first, second]
    assert crew.show(third).row.urgent
    event = history.history(crew.order_reviewer, third)[-1]
    assert (event.by, event.action, event.body["reason"]) == ("business_manager", "overtake", "客户展会")
    with pytest.raises(Invalid, match="first in its queue already"):
        notes.overtake(crew.business_manager, third, "急")
    notes.overtake(crew.business_manager, second, "更急")
    assert queue(crew) == [second, third, first]


def test_an_order_of_a_batch_is_not_overtaken(crew: Crew) -> None:
    earlier, batched, later = crew.place(), crew.place(), crew.place()  # S05.5
    from_a_batch(crew, batched)
    with pytest.raises(Conflict, match=f"{later} cannot overtake {batched}"):
        notes.overtake(crew.business_manager, later, "急")
    notes.overtake(crew.business_manager, batched, "整批先走")
    assert queue(crew) == [batched, earlier, later]
    with pytest.raises(Conflict):
        notes.overtake(crew.business_manager, earlier, "急")


def from_a_batch(crew: Crew, number: str) -> None:
    run_sql(crew.admin, Batch.insert(kind="orders", at=crew.admin.company.store.clock()))
    run_sql(crew.admin, Order.update(batch=Batch.select(Batch.id)).where(Order.number == number))


def test_what_waits_for_nothing_overtakes_nobody(crew: Crew) -> None:
    # S05.5
    draft = editing.draft(crew.buyer, [want("T1", 1)]).number
    for number in (draft, crew.at_step("done")):
        with pytest.raises(WrongStep):
            notes.overtake(crew.business_manager, number, "急")
