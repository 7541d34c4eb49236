"""What leaves as data: who may take a whole table along, and what the journal says of it afterwards."""

import json
from typing import Any

import pytest

from tests.kit.company import customer, staff
from ydh.core.audit import proof
from ydh.core.audit.leaving import READ, is_whole, leave, leaving, passing
from ydh.core.company.actors import SYSTEM, Actor
from ydh.core.rules.permissions import ROLES, P
from ydh.core.values.errors import NotAllowed
from ydh.store.engine.prepared import Statement
from ydh.store.tables.log import Journal

_EXPORTS = Statement(
    Journal.select(Journal.kind, Journal.actor, Journal.body).where(Journal.action == "export").order_by(Journal.id)
)


def exports(company: Actor) -> list[tuple[int, dict[str, Any]]]:
    """Who took what, as the journal has it."""
    rows = company.company.read(_EXPORTS.rows)
    assert {kind for kind, _, _ in rows} <= {"account"}
    return [(actor, json.loads(body)) for _, actor, body in rows]


# S02.13
def test_a_whole_table_as_a_file_needs_the_right(company: Actor) -> None:
    # S06.20
    for role, rights in ROLES.items():
        person = staff(company, role, role)
        if P.DATA_EXPORT in rights:
            assert list(leaving(person, "products", [1, 2], whole=True)) == [1, 2]
        else:
            with pytest.raises(NotAllowed):
                next(leaving(person, "products", [1, 2], whole=True))
            with pytest.raises(NotAllowed):
                leave(person, "products", 2, whole=True, to_file=True)


def test_a_refused_export_reads_no_row(company: Actor) -> None:
    rows = iter([1, 2])
    with pytest.raises(NotAllowed):
        next(leaving(staff(company, "clerk", "shipping_clerk"), "products", rows, whole=True))
    assert next(rows) == 1


# S02.13
def test_what_becomes_a_file_is_in_the_journal_before_the_file_is_there(company: Actor) -> None:
    # S06.20
    clerk = staff(company, "clerk", "shipping_clerk")
    rows = leaving(clerk, "queue-order-ship", ["a", "b"], whole=False)
    assert [next(rows), next(rows)] == ["a", "b"]
    assert exports(company) == []
    assert list(rows) == []
    assert exports(company) == [(clerk.account, {"what": "queue-order-ship", "rows": 2, "file": True})]
    assert proof.verify(company) == []


def test_reading_is_no_export_until_it_passes_a_thousand_rows(company: Actor) -> None:
    # S06.20
    clerk = staff(company, "clerk", "shipping_clerk")
    leave(clerk, "order list", READ, whole=True, to_file=False)
    assert list(passing(clerk, "order list", [])) == []
    assert exports(company) == []
    assert next(passing(clerk, "order list", ["one more"])) == "one more"
    assert exports(company) == [(clerk.account, {"what": "order list", "rows": READ + 1, "file": False})]


def test_customers_take_their_own_documents_along_and_that_is_journaled(company: Actor) -> None:
    # S06.20
    buyer = customer(company, "C1")
    assert list(leaving(buyer, "my-orders", [1], whole=True)) == [1]
    assert [actor for actor, _ in exports(company)] == [buyer.account]


def test_the_system_itself_has_no_account_to_write_on(company: Actor) -> None:
    # S06.20
    assert list(leaving(Actor(company.company, SYSTEM), "report sales", [1], whole=True)) == [1]
    assert exports(company) == []


def test_a_listing_is_whole_unless_something_narrows_it() -> None:
    assert is_whole(())
    assert is_whole(("", None, False), limit=READ + 1)
    assert not is_whole(("", "tea"))
    assert not is_whole((), limit=READ)
