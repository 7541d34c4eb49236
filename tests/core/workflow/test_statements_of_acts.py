"""What each act on an order of four lines asks of the database: more of it makes every order slower."""

import pytest

from tests.kit.company import product
from tests.kit.orders import Crew, make_crew, want
from tests.kit.statements import asked
from ydh.core.company.actors import Actor
from ydh.core.orders.entering import place
from ydh.core.shipping import picking
from ydh.core.values.outcomes import Done, Seen
from ydh.core.workflow.acting import act

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)  # it tells what it runs
CODES = ("A1", "A2", "A3", "A4")


@pytest.fixture
def crew(company: Actor) -> Crew:
    for code in CODES:
        product(company, code, stock="100")
    return make_crew(company)


def test_an_order_and_its_acts_ask_no_more_than_they_did(crew: Crew) -> None:
    # S04.6, S05.5, S10.9, S07.9, S04.18
    found = {}
    with asked(crew.admin.company) as statements:
        number = place(crew.buyer, [want(code, 2) for code in CODES]).number
        found["place"] = len(statements)
        for step, person in {
            "review": crew.order_reviewer,
            "finance": crew.finance_reviewer,
            "release": crew.outbound_reviewer,
            "ship": crew.shipping_clerk,
            "receive": crew.buyer,
        }.items():
            statements.clear()
            told = act(
                person, number, "approve", seen=Seen(step), answers={"carrier": "顺丰"} if step == "ship" else {}
            )
            assert isinstance(told, Done), told
            found[step] = len(statements)
    # 4 x (line, reservation, stock); 4 x (line, shipment line); 4 x (line, reservation, stock, move); 4 x (line twice)
    assert found == {"place": 24, "review": 7, "finance": 7, "release": 20, "ship": 28, "receive": 19}


def test_a_scan_asks_the_same_of_a_shipment_of_any_size_and_reads_its_own_line_only(crew: Crew) -> None:
    found = []
    for codes in (CODES[:1], CODES):
        number = place(crew.buyer, [want(code, 2) for code in codes]).number
        for step, person in (("review", crew.order_reviewer), ("finance", crew.finance_reviewer)):
            act(person, number, "approve", seen=Seen(step))
        told = act(crew.outbound_reviewer, number, "approve", seen=Seen("release"))
        assert isinstance(told, Done)
        picking.start(crew.outbound_reviewer, told.parts[0])
        with asked(crew.admin.company) as statements:
            picking.scan(crew.outbound_reviewer, told.parts[0], "A1")
        found.append(statements)
    # begin, rights, settings, the shipment locked, the code, what is counted, its line, the scan, commit
    assert [len(statements) for statements in found] == [9, 9]
    ((lines,),) = ([sql for sql in statements if '"order_line"' in sql] for statements in found[1:])
    assert len(crew.admin.company.store.database.connection().execute(lines).fetchall()) == 1


def test_a_scan_finds_its_code_without_sorting_and_adds_up_what_is_counted_of_its_line_within_an_index(
    crew: Crew,
) -> None:
    number = place(crew.buyer, [want(code, 9) for code in CODES]).number
    for step, person in (("review", crew.order_reviewer), ("finance", crew.finance_reviewer)):
        act(person, number, "approve", seen=Seen(step))
    told = act(crew.outbound_reviewer, number, "approve", seen=Seen("release"))
    assert isinstance(told, Done)
    for code in CODES:
        picking.scan(crew.outbound_reviewer, told.parts[0], code)
    with asked(crew.admin.company) as statements:
        picking.scan(crew.outbound_reviewer, told.parts[0], "A1")
    connection = crew.admin.company.store.database.connection()

    def plan(sql: str) -> str:
        return "; ".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall())

    (code,) = (sql for sql in statements if '"fold" =' in sql)
    (counted,) = (sql for sql in statements if 'SUM("t1"."quantity")' in sql)
    assert ("SCAN" in plan(code), "TEMP" in plan(code)) == (False, False)
    assert "SEARCH t1 USING COVERING INDEX scan_shipment_id_phase_position" in plan(counted)
    assert connection.execute(counted).fetchall() == [(1, None, 2000)]
