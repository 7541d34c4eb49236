"""The journal for people, on both databases: who reads what of it, and what can be erased."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from tests.kit import company as people
from tests.kit.trail import Trail, make_trail, sql
from ydh.core.audit import entries, proof
from ydh.core.company.actors import Actor
from ydh.core.orders.notes import note
from ydh.core.values.errors import Invalid, NotAllowed, NotFound
from ydh.core.values.words import MASKED


@pytest.fixture
def trail(company: Actor) -> Iterator[Trail]:
    return make_trail(company)


# S15.22
@pytest.mark.smoke
def test_the_log_is_newest_first_and_goes_on_page_by_page(trail: Trail) -> None:
    everything = entries.entries(trail.boss, limit=1000).rows
    assert [row.before for row in everything] == sorted((row.before for row in everything), reverse=True)
    pages = [entries.entries(trail.boss, limit=4)]
    assert pages[0].total
    assert pages[0].total() == len(everything)
    while pages[-1].next:
        pages.append(entries.entries(trail.boss, limit=4, after=pages[-1].next))
    assert [len(page.rows) for page in pages[:-1]] == [4] * (len(pages) - 1)
    assert tuple(row for page in pages for row in page.rows) == everything


def test_the_log_is_limited_to_a_document_a_person_an_action_and_days(trail: Trail) -> None:
    # S15.22
    number = trail.numbers[0]
    of_order = entries.entries(trail.boss, document=number).rows
    assert [(row.subject, row.action, row.by) for row in of_order] == [
        (number, "approve", "c1"),
        (number, "approve", "sc"),
        (number, "approve", "wr"),
        (number, "approve", "fr"),
        (number, "approve", "or"),
        (number, "submit", "c1"),
    ]
    shipment = sql(trail.boss, "SELECT number FROM shipment")[0][0]
    assert entries.entries(trail.boss, document=shipment).rows == of_order
    assert {row.subject for row in entries.entries(trail.boss, by="or").rows} == {number}
    assert {row.subject for row in entries.entries(trail.boss, action="submit").rows} == set(trail.numbers)
    assert {row.kind.code for row in entries.entries(trail.boss, by="system").rows} >= {"role"}
    assert [row.subject for row in entries.entries(trail.boss, kind="sku", document="A").rows] == ["A"]
    assert {row.kind for row in entries.entries(trail.boss, kind="role").rows} == {"role"}
    today = of_order[0].at.date()
    near = {"first": today - timedelta(days=1), "last": today + timedelta(days=1)}
    assert entries.entries(trail.boss, document=number, **near).rows == of_order
    assert not entries.entries(trail.boss, last=date(2020, 1, 1)).rows
    for unknown in ({"document": "DH-O-20200101-000001"}, {"by": "nobody"}, {"kind": "sku", "document": "?"}):
        with pytest.raises(NotFound):
            entries.entries(trail.boss, **unknown)
    with pytest.raises(Invalid):
        entries.entries(trail.boss, kind="weather")


def test_amounts_are_left_out_for_who_may_not_see_them(trail: Trail) -> None:
    auditor = trail.auditor()
    (seen,) = entries.entries(trail.boss, document=trail.numbers[1]).rows
    (masked,) = entries.entries(auditor, document=trail.numbers[1]).rows
    assert seen.body["amounts"]["total"] == "20.00"
    assert "amounts" not in masked.body
    assert "20.00" not in str(masked.body)
    changed = {"code": "A", "price": "9", "changes": [["price", "9", "10"], ["name", "a", "b"]], "min_price": "1"}
    assert entries.without_amounts(changed) == {
        "code": "A",
        "price": MASKED,
        "changes": [["price", MASKED, MASKED], ["name", "a", "b"]],
        "min_price": MASKED,
    }


# S09.18
def test_an_auditor_of_a_region_sees_no_other_regions_documents(trail: Trail) -> None:
    people.customer(trail.boss, "C9", region="江苏")
    auditor = trail.auditor(region="江苏")
    rows = entries.entries(auditor, limit=1000).rows
    assert not {row.subject for row in rows} & {*trail.numbers, "C1"}
    assert {row.kind.code for row in rows} >= {"role"}
    with pytest.raises(NotAllowed, match="whole company"):
        proof.verify(auditor)


# S09.18
def test_nobody_without_the_right_sees_the_log(trail: Trail) -> None:
    for actor in (trail.buyer, people.staff(trail.boss, "fr2", "finance_reviewer")):
        for use in (proof.verify, proof.seal, proof.seals, entries.entries):
            with pytest.raises(NotAllowed):
                use(actor)  # type: ignore[operator]
        with pytest.raises(NotAllowed):
            entries.erase_personal(actor, "C1")


# --- personal values ---


def spoke(trail: Trail) -> None:
    reviewer = people.staff(trail.boss, "or2", "order_reviewer")
    trail.begin_chains()
    note(reviewer, trail.numbers[1], "改期", with_whom="李四", how="电话", result="同意")


def test_personal_values_are_read_for_auditors_and_can_be_erased(trail: Trail) -> None:
    # S15.12
    spoke(trail)
    assert entries.entries(trail.boss, document=trail.numbers[1]).rows[0].body["with_whom"] == "李四"
    manager = people.staff(trail.boss, "mgr", "business_manager")
    trail.begin_chains()
    assert entries.erase_personal(manager, "c1") == 1
    row = entries.entries(trail.boss, document=trail.numbers[1]).rows[0]
    assert row.body["with_whom"] == "erased"
    assert sql(trail.boss, "SELECT count(*) FROM personal WHERE text IS NOT NULL OR salt <> ''")[0][0] == 0
    assert proof.verify(trail.boss) == []
    assert entries.erase_personal(manager, "C1") == 0
    with pytest.raises(NotFound):
        entries.erase_personal(manager, "C404")


def test_an_altered_personal_text_is_found(trail: Trail) -> None:
    spoke(trail)
    sql(trail.boss, "UPDATE personal SET text = '王五'")
    found = proof.verify(trail.boss)
    assert [f.id for f in found] == ["personal-altered"]
