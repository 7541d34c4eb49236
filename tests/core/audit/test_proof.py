"""The journal is proved on both databases, against somebody who may do anything to the database behind ydh's back."""

import ast
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal as D
from io import BytesIO
from typing import Any

import pytest

from tests.kit import company as people
from tests.kit.trail import Trail, make_trail, sql
from ydh.core.administration import roles
from ydh.core.audit import proof
from ydh.core.audit.journal import link
from ydh.core.company.actors import Actor
from ydh.core.company.company import open_company
from ydh.core.files.importing import checking, importing
from ydh.core.goods import products, skus
from ydh.core.goods.views import Variant
from ydh.core.orders.editing import delete_draft, draft
from ydh.core.orders.entering import place
from ydh.core.orders.views import Want
from ydh.core.values.errors import Stale
from ydh.store.audit import audit as statements
from ydh.store.engine.database import Unit
from ydh.store.tables.fields import canonical


@pytest.fixture
def trail(company: Actor) -> Iterator[Trail]:
    return make_trail(company)


def wrong(trail: Trail) -> list[tuple[str, str, int]]:
    """Every finding as: what, whose, which entry."""
    return [(f.id, f.subject, f.data.get("seq", 0)) for f in proof.verify(trail.boss)]


# --- a chain ---


def test_an_honest_journal_has_no_findings_and_every_entry_is_looked_at(trail: Trail) -> None:
    seen: list[int] = []
    assert proof.verify(trail.boss, seen.append) == []
    assert sum(seen) == sql(trail.boss, "SELECT count(*) FROM journal")[0][0]


def test_a_long_journal_is_read_in_pages(trail: Trail, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "PAGE", 3)
    assert proof.verify(trail.boss) == []
    sql(trail.boss, "UPDATE journal SET actor = 1 WHERE kind = 'order' AND seq = 2", tamper=True)
    assert wrong(trail) == [("chain-altered", trail.numbers[0], 2)]


# S07.21, S18.6
@pytest.mark.parametrize(
    "change",
    [
        "body = '{}'",
        "actor = 1",
        "action = 'void'",
        "at = at + 1",
        "waited = waited + 1",
        "step = 'ship'",
        "\"to\" = 'done'",
        "hash = 'abc'",
    ],
)
def test_an_altered_entry_is_named(trail: Trail, change: str) -> None:
    id_, number = trail.order(0)
    sql(trail.boss, f"UPDATE journal SET {change} WHERE kind = 'order' AND subject = {id_} AND seq = 1", tamper=True)
    assert wrong(trail) == [("chain-altered", number, 1)]
    (finding,) = proof.verify(trail.boss)
    assert str(finding) == f"order {number}: entry 1 was altered"


def test_only_the_first_bad_entry_of_a_chain_is_named(trail: Trail) -> None:
    id_, number = trail.order(0)
    sql(trail.boss, f"UPDATE journal SET actor = 1 WHERE kind = 'order' AND subject = {id_} AND seq > 1", tamper=True)
    assert wrong(trail) == [("chain-altered", number, 2)]


def test_a_missing_last_entry_is_named(trail: Trail) -> None:
    id_, number = trail.order(0)
    sql(trail.boss, f"DELETE FROM journal WHERE kind = 'order' AND subject = {id_} AND seq = 6", tamper=True)
    assert wrong(trail) == [("chain-short", number, 6)]


def test_a_missing_last_entry_is_found_though_the_count_was_put_right(trail: Trail) -> None:
    id_, number = trail.order(0)
    sql(trail.boss, f"DELETE FROM journal WHERE kind = 'order' AND subject = {id_} AND seq = 6", tamper=True)
    sql(trail.boss, f"UPDATE orders SET entries = 5 WHERE id = {id_}")
    assert wrong(trail) == [("chain-head", number, 5)]


def test_a_missing_middle_entry_is_named(trail: Trail) -> None:
    id_, number = trail.order(0)
    sql(trail.boss, f"DELETE FROM journal WHERE kind = 'order' AND subject = {id_} AND seq = 3", tamper=True)
    assert wrong(trail) == [("chain-gap", number, 3)]


def test_a_gap_that_was_closed_is_found(trail: Trail) -> None:
    id_, number = trail.order(0)
    mine = f"kind = 'order' AND subject = {id_}"
    sql(trail.boss, f"DELETE FROM journal WHERE {mine} AND seq = 3", tamper=True)
    for seq in (4, 5, 6):
        sql(trail.boss, f"UPDATE journal SET seq = {seq - 1} WHERE {mine} AND seq = {seq}")
    assert wrong(trail) == [("chain-altered", number, 3)]


def test_two_entries_that_changed_places_are_found(trail: Trail) -> None:
    id_, number = trail.order(0)
    for old, new in ((2, 99), (3, 2), (99, 3)):
        mine = f"kind = 'order' AND subject = {id_} AND seq = {old}"
        sql(trail.boss, f"UPDATE journal SET seq = {new} WHERE {mine}", tamper=True)
    assert wrong(trail) == [("chain-altered", number, 2)]


def test_an_entry_of_another_order_does_not_pass_for_ones_own(trail: Trail) -> None:
    (one, number), (other, other_number) = trail.order(0), trail.order(1)
    sql(trail.boss, f"DELETE FROM journal WHERE kind = 'order' AND subject = {one} AND seq = 1", tamper=True)
    sql(trail.boss, f"UPDATE journal SET subject = {one} WHERE kind = 'order' AND subject = {other} AND seq = 1")
    assert sorted(wrong(trail)) == [("chain-altered", number, 1), ("chain-short", other_number, 1)]


def test_an_entry_that_was_added_behind_its_back_is_named(trail: Trail) -> None:
    id_, number = trail.order(1)
    forge(trail, id_, rows=False)
    assert wrong(trail) == [("chain-long", number, 2)]


def forge(trail: Trail, order: int, *, rows: bool = True) -> None:
    """Write a right entry as ydh would, with the row's head (`rows`) or without."""
    ((head, count, at),) = sql(
        trail.boss,
        f"SELECT o.head, o.entries, j.at FROM orders o JOIN journal j ON j.hash = o.head WHERE o.id = {order}",
    )
    body = canonical({"reason": "伪造"})
    facts = ("order", order, count + 1, at + 1, 1, "note", "", "", 0, body)
    new = link(head, facts)
    values = ", ".join(repr(fact) for fact in (*facts, new))
    columns = 'kind, subject, seq, at, actor, action, step, "to", waited, body, hash'
    sql(trail.boss, f"INSERT INTO journal ({columns}) VALUES ({values})")
    if rows:
        sql(trail.boss, f"UPDATE orders SET head = '{new}', entries = {count + 1} WHERE id = {order}")


def test_a_subject_that_is_gone_is_found(trail: Trail) -> None:
    id_, _ = trail.order(1)
    erase_order(trail, id_)
    assert wrong(trail) == [("subject-gone", f"#{id_}", 1)]


def erase_order(trail: Trail, id_: int) -> None:
    lines = f"(SELECT id FROM order_line WHERE order_id = {id_})"
    sql(trail.boss, f"DELETE FROM reservation WHERE line_id IN {lines}")
    sql(trail.boss, f"DELETE FROM order_line WHERE order_id = {id_}")
    sql(trail.boss, f"DELETE FROM orders WHERE id = {id_}")


def test_a_subject_without_its_entries_is_found(trail: Trail) -> None:
    id_, number = trail.order(1)
    sql(trail.boss, f"DELETE FROM journal WHERE kind = 'order' AND subject = {id_}", tamper=True)
    assert wrong(trail) == [("chain-short", number, 1)]
    sql(trail.boss, f"UPDATE orders SET head = '', entries = 0 WHERE id = {id_}")
    assert wrong(trail) == [("chain-none", number, 0)]


def remove_product(boss: Actor, again: int) -> None:
    manager = people.staff(boss, f"mgr{again}", "business_manager")
    products.add(manager, "GONE", "试品", Variant(price=D(1)))
    skus.remove(manager, "GONE")


def remove_role(boss: Actor, again: int) -> None:
    roles.add(boss, "gone", "试岗", ["order.view"])
    roles.remove(boss, "gone")


def delete_order(boss: Actor, again: int) -> None:
    manager = people.staff(boss, f"mgr{again}", "business_manager")
    delete_draft(manager, draft(manager, [Want("A", D(1))], customer="C1").number)


def forget_import(boss: Actor, again: int) -> None:
    importing.discard(boss, checking.check(boss, "products", BytesIO(b"code,name\nX,X\n"), name="x.csv"))


# Every way in which the row of a subject ends, or becomes a shell.
@pytest.mark.parametrize("end", [remove_product, remove_role, delete_order, forget_import])
def test_what_people_delete_leaves_no_finding(trail: Trail, end: Callable[[Actor, int], None]) -> None:
    for again in (1, 2):  # on SQLite the second has the id of the first
        end(trail.boss, again)
        trail.begin_chains()
        assert wrong(trail) == []


def test_every_kind_whose_rows_go_has_its_last_entry(request: pytest.FixtureRequest) -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in (request.config.rootpath / "ydh/store").rglob("*.py"))
    gone = {
        kind for kind, (model, _) in statements.SUBJECTS.items() if re.search(rf"\b{model.__name__}\.delete\(\)", text)
    }
    assert gone == {*proof.LAST, "batch"}  # a batch has no entry until it is claimed, and then it stays


def test_a_subject_that_came_back_after_its_removal_is_found(trail: Trail) -> None:
    remove_role(trail.boss, 1)
    ((id_, head, count),) = sql(
        trail.boss, "SELECT subject, hash, seq FROM journal WHERE kind = 'role' AND action = 'remove'"
    )
    row = f"{id_}, 'gone', '试岗', FALSE, 1, '{head}', {count}"
    sql(trail.boss, f"INSERT INTO role (id, code, name, builtin, version, head, entries) VALUES ({row})")
    assert wrong(trail) == [("subject-back", "gone", count)]


@pytest.mark.parametrize("far", [False, True], ids=["of one order", "of two orders"])
def test_entries_that_changed_places_in_the_journal_are_found(trail: Trail, far: bool) -> None:
    trail.boss.company.store.clock = lambda: datetime.now(UTC) + timedelta(hours=1)
    later = place(trail.buyer, [Want("A", D(1))]).number
    place(trail.buyer, [Want("A", D(1))])
    mine = f"kind = 'order' AND subject = {trail.order(0)[0]}"
    ((one,),) = sql(trail.boss, f"SELECT id FROM journal WHERE {mine} AND seq = 2")
    other = f"subject = (SELECT id FROM orders WHERE number = '{later}') AND seq = 1" if far else f"{mine} AND seq = 4"
    ((two,),) = sql(trail.boss, f"SELECT id FROM journal WHERE kind = 'order' AND {other}")
    for old, new in ((one, -1), (two, one), (-1, two)):
        sql(trail.boss, f"UPDATE journal SET id = {new} WHERE id = {old}", tamper=True)
    found = wrong(trail)
    assert found
    assert {id_ for id_, _, _ in found} <= {"chain-order", "chain-time"}


def test_other_kinds_of_subjects_are_checked_as_orders_are(trail: Trail) -> None:
    for kind, name in (("role", "finance_reviewer"), ("account", "boss"), ("customer", "C1"), ("sku", "A")):
        table = kind
        key = {"role": "code", "account": "login"}.get(kind, "code")
        where = f"kind = '{kind}' AND subject = (SELECT id FROM {table} WHERE {key} = '{name}')"
        sql(trail.boss, f"UPDATE journal SET actor = 17 WHERE {where} AND seq = 1", tamper=True)
    assert {(f.id, f.subject) for f in proof.verify(trail.boss)} == {
        ("chain-altered", name) for name in ("finance_reviewer", "boss", "C1", "A")
    }


def test_an_unknown_kind_is_said_and_its_chain_checked(trail: Trail) -> None:
    sql(trail.boss, "UPDATE journal SET kind = 'orders' WHERE kind = 'order'", tamper=True)
    found = proof.verify(trail.boss)
    assert {f.id for f in found} == {"kind-unknown", "chain-altered", "chain-short"}
    assert [f.level for f in found if f.id == "kind-unknown"] == ["warning"]


def test_every_kind_that_the_code_writes_is_known(request: pytest.FixtureRequest) -> None:
    written = set()
    for path in (request.config.rootpath / "ydh/core").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Entry", "Subject") and node.args:
                first = node.args[0]
                written |= {first.value} if isinstance(first, ast.Constant) else set()
    assert written
    assert written <= set(statements.SUBJECTS) == set(proof.KINDS)


# S18.6
def test_a_wrecked_journal_does_not_fill_the_memory(trail: Trail, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "MOST", 2)
    sql(trail.boss, "UPDATE journal SET actor = 99", tamper=True)
    assert [f.id for f in proof.verify(trail.boss)] == ["chain-altered", "chain-altered", "more-findings"]


# --- seals ---


def test_a_seal_covers_what_was_written_since_the_one_before(trail: Trail) -> None:
    first, second = proof.seal(trail.boss), proof.seal(trail.boss)
    place(trail.buyer, [Want("A", D(1))])
    third = proof.seal(trail.boss)
    assert first.count == sql(trail.boss, "SELECT count(*) FROM journal")[0][0] - 1
    assert (second.count, third.count) == (0, 1)
    assert len({first.digest, second.digest, third.digest}) == 3
    assert proof.seals(trail.boss) == [first, second, third]
    assert proof.verify(trail.boss, noted=second.digest) == []


# S18.6
def test_of_two_who_seal_at_the_same_moment_one_seals(trail: Trail, monkeypatch: pytest.MonkeyPatch) -> None:
    looked, other = proof._since_seal, Actor(open_company(trail.boss.company.store.url), trail.boss.account)

    def and_another(unit: Unit, last: int) -> Any:
        found = looked(unit, last)
        monkeypatch.undo()
        proof.seal(other)
        return found

    monkeypatch.setattr(proof, "_since_seal", and_another)
    with pytest.raises(Stale):
        proof.seal(trail.boss)
    other.company.close()
    assert len(proof.seals(trail.boss)) == 1
    assert proof.verify(trail.boss) == []


def test_a_whole_subject_that_is_gone_with_its_entries_is_found_by_the_seal(trail: Trail) -> None:
    # S18.6
    id_, _ = trail.order(1)
    sealed = proof.seal(trail.boss)
    erase_order(trail, id_)
    sql(trail.boss, f"DELETE FROM journal WHERE kind = 'order' AND subject = {id_}", tamper=True)
    (finding,) = proof.verify(trail.boss)
    assert (finding.id, finding.data["count"], finding.data["found"]) == ("seal-count", sealed.count, sealed.count - 1)


def test_a_chain_that_was_made_anew_and_shorter_is_found_by_the_seal(trail: Trail) -> None:
    id_, _ = trail.order(0)
    proof.seal(trail.boss)
    sql(trail.boss, f"DELETE FROM journal WHERE kind = 'order' AND subject = {id_} AND seq = 6", tamper=True)
    ((head,),) = sql(trail.boss, f"SELECT hash FROM journal WHERE kind = 'order' AND subject = {id_} AND seq = 5")
    sql(trail.boss, f"UPDATE orders SET head = '{head}', entries = 5 WHERE id = {id_}")
    assert [f.id for f in proof.verify(trail.boss)] == ["seal-count"]


def test_a_chain_that_was_made_anew_with_another_actor_is_found_by_the_seal(trail: Trail) -> None:
    id_, _ = trail.order(1)
    proof.seal(trail.boss)
    rows = sql(
        trail.boss,
        'SELECT kind, subject, seq, at, actor, action, step, "to", waited, body FROM journal'
        f" WHERE kind = 'order' AND subject = {id_}",
    )
    ((kind, subject, seq, at, _, *rest),) = rows
    forged = link("", (kind, subject, seq, at, 1, *rest))
    mine = f"kind = 'order' AND subject = {id_}"
    sql(trail.boss, f"UPDATE journal SET actor = 1, hash = '{forged}' WHERE {mine}", tamper=True)
    sql(trail.boss, f"UPDATE orders SET head = '{forged}' WHERE id = {id_}")
    assert [f.id for f in proof.verify(trail.boss)] == ["seal-broken"]


def test_forged_and_lost_seals_are_found(trail: Trail) -> None:
    first = proof.seal(trail.boss)
    place(trail.buyer, [Want("A", D(1))])
    second = proof.seal(trail.boss)
    sql(trail.boss, f"DELETE FROM seal WHERE id = {second.number}", tamper=True)
    assert proof.verify(trail.boss) == []  # nothing inside the database can show that
    assert [f.id for f in proof.verify(trail.boss, noted=second.digest)] == ["seal-unknown"]
    proof.seal(trail.boss)
    sql(trail.boss, f"DELETE FROM seal WHERE id = {first.number}", tamper=True)
    assert [f.id for f in proof.verify(trail.boss)] == ["seal-before", "seal-count"]


def test_two_seals_at_once_do_not_go_on_from_the_same_one(trail: Trail) -> None:
    def add(unit: Unit) -> object:
        row = {"account": 1, "last": 0, "count": 0, "digest": "x", "previous": ""}
        return statements.ADD_SEAL.one(unit, at=unit.now, **row)

    proof.seal(trail.boss)
    assert trail.boss.company.write(add) is None


def test_the_journal_cannot_be_changed_while_its_triggers_stand(trail: Trail) -> None:
    # S15.22, S18.6
    for statement in ("UPDATE journal SET actor = 1", "DELETE FROM journal"):
        with pytest.raises(Exception, match="append-only"):
            sql(trail.boss, statement)
