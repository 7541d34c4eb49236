"""Who was faster is told by name: who moved a document, not who wrote of it last, and in words, not in keys."""

from typing import Any

import pytest

from tests.kit.orders import Crew, approve, done, leave, make_crew
from ydh.core.company.actors import COMPANY, Actor
from ydh.core.documents.noting import BESIDE
from ydh.core.orders import notes
from ydh.core.rules.workflows import WORKFLOWS
from ydh.core.values.errors import YdhError
from ydh.core.values.outcomes import Refused, Seen
from ydh.core.values.words import Label
from ydh.core.workflow import assigning, holds, switching
from ydh.core.workflow.acting import act
from ydh.locale import Words, render

INNER = {code for flow in WORKFLOWS.values() for code in (*flow.codes_all(), *(it.code for it in flow.holds))}


@pytest.fixture
def crew(company: Actor) -> Crew:
    return make_crew(company)


def error_of(outcome: Any) -> YdhError:
    assert isinstance(outcome, Refused)
    return outcome.error


def test_who_moved_it_is_named_and_not_who_wrote_of_it_since(crew: Crew) -> None:
    number = crew.at_step("finance")
    holds.ask_cancellation(crew.buyer, number, "不要了")
    notes.note(crew.finance_reviewer, number, "知道了")
    assigning.assign(crew.business_manager, number, "finance_reviewer")
    error = error_of(leave(crew.order_reviewer, number, "void", "review"))
    assert (error.id, error.data["by"]) == ("moved-on-by", "order_reviewer")
    assert "order_reviewer" in render(error, Words("zh_CN"))


def test_who_changed_it_is_named_and_not_who_wrote_beside_it(crew: Crew) -> None:
    number = crew.place()
    seen = crew.show(number).row.revision
    holds.hold(crew.order_reviewer, number, "价格不对")
    notes.note(crew.business_manager, number, "问过了")
    assigning.assign(crew.business_manager, number, "order_reviewer")
    error = error_of(approve(crew.business_manager, number, "review", seen))
    assert (error.id, error.data["by"]) == ("revision-moved-by", "order_reviewer")


def test_the_system_and_the_company_move_documents_too(crew: Crew) -> None:
    number = crew.place()
    switching.disable(crew.admin, "order", "finance")
    done(approve(crew.order_reviewer, number, "review"))
    assert error_of(leave(crew.order_reviewer, number, "void", "review")).data["by"] == Label("system")
    told = error_of(act(crew.buyer, number, "withdraw", seen=Seen("review")))
    assert told.data["by"] in (COMPANY, Label("system"))


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_no_message_about_a_document_shows_an_inner_key(crew: Crew, lang: str) -> None:
    numbers = [crew.place(), crew.at_step("finance"), crew.at_step("ship"), crew.at_step("receive")]
    holds.hold(crew.order_reviewer, numbers[0], "价格不对")
    people = (crew.buyer, crew.order_reviewer, crew.shipping_clerk, crew.business_manager)
    acts = {"approve", "take_back"} | {way.code for way in WORKFLOWS["order"].exits}
    errors = [
        getattr(act(who, number, action, seen=Seen(step, revision)), "error", None)
        for who in people
        for number in numbers
        for action in sorted(acts)
        for step in (None, "review", "ship")
        for revision in (None, 99)
    ]
    errors += [no_hold(crew, number, kind) for number in numbers[1:] for kind in ("cancellation", "exception")]
    told = [error for error in errors if error is not None]
    assert len(told) > 100
    shown = {(e.id, name) for e in told for name, value in e.data.items() for word in words_of(value) if word in INNER}
    assert shown == set()
    assert all(render(error, Words(lang)) for error in told)


def no_hold(crew: Crew, number: str, kind: str) -> YdhError:
    with pytest.raises(YdhError) as caught:
        holds.release_hold(crew.business_manager, number, kind, answer="x")
    return caught.value


def words_of(value: Any) -> list[str]:
    """The texts of a value that no catalogue words."""
    values = value if isinstance(value, (tuple, list)) else [value]
    return [word for it in values if isinstance(it, str) and not isinstance(it, Label) for word in it.split(", ")]


def test_what_is_written_beside_a_document_leaves_its_revision(crew: Crew) -> None:
    number = crew.place()
    before = crew.show(number).row.revision
    notes.note(crew.business_manager, number, "问过了")
    assigning.assign(crew.business_manager, number, "order_reviewer")
    assert crew.show(number).row.revision == before
    assert {"note", "assign"} <= set(BESIDE)
