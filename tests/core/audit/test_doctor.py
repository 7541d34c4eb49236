"""The doctor on both databases: silent on a healthy company, and each check speaks up when its thing is broken."""

from collections.abc import Iterator
from decimal import Decimal as D

import pytest

from tests.kit import company as people
from tests.kit.trail import STEPS, Trail, approve, drop_triggers, make_trail, sql
from ydh.core.audit import doctor, doctor_books
from ydh.core.audit.views import Finding
from ydh.core.company.actors import Actor
from ydh.core.goods import products
from ydh.core.goods.views import Variant
from ydh.core.orders.editing import draft
from ydh.core.orders.entering import place
from ydh.core.orders.views import Want
from ydh.core.stock import papers
from ydh.core.values.errors import NotAllowed
from ydh.core.values.outcomes import Done, Seen
from ydh.core.values.words import MASKED
from ydh.core.workflow.acting import act
from ydh.store.engine.database import Unit


@pytest.fixture
def trail(company: Actor) -> Iterator[Trail]:
    return make_trail(company)


def found(admin: Actor, *, deep: bool = False) -> list[Finding]:
    """What is wrong with the company."""
    return [
        f
        for f in doctor.examine(admin, deep=deep)
        if f.level != "ok" and (f.level, f.check.code) != ("warning", "settings")
    ]


def broken(trail: Trail, *statements: str) -> list[tuple[str, str]]:
    """Break things behind ydh's back; gives which check says what."""
    sql(trail.boss, *statements)
    return [(f.check.code, str(f)) for f in found(trail.boss)]


def test_every_check_is_fine_on_a_company_at_work(trail: Trail) -> None:
    # S09.16
    waiting = place(trail.buyer, [Want("A", D(5)), Want("B", D(3))]).number
    for step in ("review", "finance"):
        approve(trail.staff[STEPS[step]], waiting, step)
    part = act(trail.staff["wr"], waiting, "approve", seen=Seen("release"), answers={"lines": {1: D(2)}})
    assert isinstance(part, Done)
    approve(trail.staff["sc"], part.parts[0], "ship")
    manager = people.staff(trail.boss, "mgr", "business_manager", "order_reviewer")
    draft(manager, [Want("A", D(7))], customer="C1")
    for action in ("void", "send_back"):
        number = place(trail.buyer, [Want("A", D(3))]).number
        assert isinstance(act(manager, number, action, seen=Seen("review"), answers={"reason": "错"}), Done)
    trail.begin_chains()
    assert found(trail.boss, deep=True) == []
    checks = list(dict.fromkeys(f.check.code for f in doctor.examine(trail.boss, deep=True)))
    assert checks == [check.label.code for check in doctor.CHECKS]


def test_the_quick_run_leaves_out_what_takes_long(trail: Trail) -> None:
    sql(trail.boss, "UPDATE journal SET actor = 1 WHERE kind = 'order' AND seq = 2", tamper=True)
    codes = {f.check.code for f in doctor.examine(trail.boss)}
    assert codes == {check.label.code for check in doctor.CHECKS if not check.deep}
    assert ("chain", "chain-altered") in {(f.check.code, f.id) for f in found(trail.boss, deep=True)}


def test_stock_on_hand_is_the_sum_of_its_moves(trail: Trail) -> None:
    a, b = (sql(trail.boss, f"SELECT id FROM sku WHERE code = '{code}'")[0][0] for code in "AB")
    assert broken(trail, f"UPDATE stock SET on_hand = on_hand + 1500 WHERE sku_id = {a}") == [
        ("on-hand", "A in MAIN: 1000.5 on hand, but its moves make 999")
    ]
    sql(trail.boss, f"UPDATE stock SET on_hand = on_hand - 1500 WHERE sku_id = {a}")
    assert broken(trail, f"DELETE FROM stock WHERE sku_id = {b}") == [
        ("on-hand", "B in MAIN: 0 on hand, but its moves make 998")
    ]


def test_reserved_is_the_sum_of_the_reservations(trail: Trail) -> None:
    a = sql(trail.boss, "SELECT id FROM sku WHERE code = 'A'")[0][0]
    assert broken(trail, f"UPDATE stock SET reserved = reserved - 1000 WHERE sku_id = {a}") == [
        ("reserved", "A in MAIN: 1 reserved, but open lines hold 2")
    ]


HOLDS_TOO_MUCH = "it does not hold that a line holds at most what of it is meant and has not left"
LEFT = "in_parts 1, left 1, arrived 1"


def test_an_order_that_is_over_holds_no_stock(trail: Trail) -> None:
    done, number = trail.order(0)
    line = f"(SELECT id FROM order_line WHERE order_id = {done} AND position = 1)"
    said = broken(
        trail,
        f"UPDATE reservation SET quantity = 1000 WHERE line_id = {line}",
        "UPDATE stock SET reserved = reserved + 1000 WHERE sku_id = (SELECT id FROM sku WHERE code = 'A')",
    )
    assert said == [
        ("reservations", f"{number} is done and still holds 1 of A"),
        (
            "ledger",
            f"{number} line 1: {HOLDS_TOO_MUCH}: quantity 1, released 1, shipped 1, received 1, reserved 1, {LEFT}",
        ),
    ]


def test_a_line_holds_no_more_than_is_still_to_be_shipped(trail: Trail) -> None:
    id_, number = trail.order(1)
    said = broken(
        trail,
        f"UPDATE reservation SET quantity = 3000 WHERE line_id IN (SELECT id FROM order_line WHERE order_id = {id_})",
        "UPDATE stock SET reserved = reserved + 1000 WHERE sku_id = (SELECT id FROM sku WHERE code = 'A')",
    )
    assert said == [("ledger", f"{number} line 1: {HOLDS_TOO_MUCH}: quantity 2, reserved 3")]


def test_what_is_released_stands_in_live_shipments(trail: Trail) -> None:
    id_, number = trail.order(0)
    mine = f"(SELECT id FROM order_line WHERE order_id = {id_} AND position = 2)"
    said = broken(trail, f"UPDATE shipment_line SET quantity = 1000, received = 0 WHERE line_id = {mine}")
    assert [(check, text.split(":")[0]) for check, text in said] == [("ledger", f"{number} line 2")] * 3
    assert [text.partition(" that ")[2].split(":")[0] for _, text in said] == [
        "what is released stands in shipments",
        "what has left stands in shipments that have left",
        "what was received stands in shipments that have arrived",
    ]


def test_nothing_is_received_of_a_shipment_on_its_way(trail: Trail) -> None:
    id_, _ = trail.order(0)
    found = broken(trail, f"UPDATE shipment SET received_at = NULL WHERE order_id = {id_}")
    assert [check for check, _ in found] == ["ledger", "ledger", "received", "received"]
    assert found[3][1].endswith(" line 2: 2 received of 2 shipped")


def test_the_total_is_the_sum_of_the_lines_and_freight(trail: Trail) -> None:
    id_, number = trail.order(0)
    assert broken(trail, f"UPDATE orders SET total = total + 1 WHERE id = {id_}") == [
        ("sums", f"{number}: goods 17.00, freight 0.00, total 17.01; its lines make 17.00")
    ]
    sql(trail.boss, f"UPDATE orders SET total = total - 1 WHERE id = {id_}")
    assert broken(trail, f"UPDATE orders SET goods = 0, total = 0 WHERE id = {id_}")[0][0] == "sums"


def test_an_amount_is_price_times_quantity_less_discount_rounded_half_up(trail: Trail) -> None:
    id_, number = trail.order(0)
    # 3.4567 x 1.5 x 0.9 = 4.666545 -> 4.67; the lines' sum is kept right
    line = f"WHERE order_id = {id_} AND position = 2"
    change = "price = 34567, quantity = 1500, discount = 1000, released = 1500, shipped = 0, received = 0"
    sql(trail.boss, f"UPDATE order_line SET {change}, amount = 467 {line}")
    assert not [f for f in found(trail.boss) if f.check.code == "amounts"]
    sql(trail.boss, f"UPDATE order_line SET amount = 466 {line}")
    assert [str(f) for f in found(trail.boss) if f.check.code == "amounts"] == [
        f"{number} line 2: amount 4.66, but price times quantity makes 4.67"
    ]


def test_an_amount_that_is_too_great_for_the_databases_own_arithmetic_is_checked(trail: Trail) -> None:
    id_, number = trail.order(1)
    price, quantity = 10**8 * 10**4, 10**4 * 10**3
    cents = 10**8 * 10**4 * 100
    change = f"price = {price}, quantity = {quantity}, amount = {cents}"
    sql(trail.boss, f"UPDATE order_line SET {change} WHERE order_id = {id_}")
    assert not [f for f in found(trail.boss) if f.check.code == "amounts"]
    sql(trail.boss, f"UPDATE order_line SET amount = amount - 1 WHERE order_id = {id_}")
    assert [f.subject for f in found(trail.boss) if f.check.code == "amounts"] == [number]


@pytest.mark.parametrize(
    ("at", "change", "says"),
    [
        (
            0,
            "UPDATE orders SET step = 'receive' WHERE id = {id}",
            "waits for receipt confirmation, but its parts for done",
        ),
        (
            0,
            "UPDATE shipment SET step = 'ship' WHERE order_id = {id}",
            "waits for done, but its parts for shipment confirmation",
        ),
        (0, "UPDATE orders SET step = 'review' WHERE id = {id}", ""),
        (1, "UPDATE orders SET step = 'done' WHERE id = {id}", "waits for done, but its parts for outbound review"),
        (
            1,
            "UPDATE orders SET step = 'ship' WHERE id = {id}",
            "waits for shipment confirmation, but its parts for outbound review",
        ),
    ],
)
def test_an_order_waits_for_the_earliest_open_step_of_its_parts(trail: Trail, at: int, change: str, says: str) -> None:
    id_, number = trail.order(at)
    sql(trail.boss, change.format(id=id_))
    said = [str(f) for f in found(trail.boss) if f.check.code == "steps"]
    assert said == ([f"{number} {says}"] if says else [])


def test_an_order_under_review_has_no_parts_on_their_way(trail: Trail) -> None:
    id_, number = trail.order(0)
    sql(
        trail.boss,
        f"UPDATE shipment SET step = 'ship' WHERE order_id = {id_}",
        f"UPDATE orders SET step = 'review' WHERE id = {id_}",
    )
    assert [f.subject for f in found(trail.boss) if f.check.code == "steps"] == [number]


def test_an_order_knows_how_many_of_its_holds_are_open(trail: Trail) -> None:
    id_, number = trail.order(1)
    assert broken(trail, f"UPDATE orders SET held = 1 WHERE id = {id_}") == [
        ("holds", f"{number} counts 1 open holds, but there are 0")
    ]


def test_every_number_up_to_the_counter_is_there(trail: Trail) -> None:
    for _ in range(6):
        place(trail.buyer, [Want("A", D(1))])
    numbers = sql(trail.boss, "SELECT number FROM orders ORDER BY number")
    gone = numbers[4][0]
    said = broken(trail, f"UPDATE orders SET number = NULL, ref = 'D-X' WHERE number = '{gone}'")
    assert [text for check, text in said if check == "numbers"] == [
        f"{gone} is missing, 1 of the 8 numbers given that day are"
    ]
    last = numbers[-1][0]
    said = broken(
        trail,
        "UPDATE counter SET last = 7 WHERE series = 'O'",
        f"UPDATE orders SET number = '{gone}' WHERE ref = 'D-X'",
    )
    assert [text for check, text in said if check == "numbers"] == [f"{last} is beyond the counter, which stands at 7"]


def test_shipments_are_numbered_without_a_gap_too(trail: Trail) -> None:
    said = broken(trail, "UPDATE counter SET last = 2 WHERE series = 'S'")
    assert [check for check, _ in said] == ["numbers"]
    assert "DH-S-" in said[0][1]
    assert "-000002 is missing" in said[0][1]


def test_what_counts_in_reports_is_what_was_submitted(trail: Trail) -> None:
    id_, number = trail.order(1)
    assert broken(trail, f"UPDATE order_line SET counts = FALSE WHERE order_id = {id_}") == [
        ("counts", f"{number} line 1: its day, or whether it counts, is not the order's")
    ]
    assert broken(trail, f"UPDATE orders SET counts = FALSE WHERE id = {id_}") == [
        ("counts", f"{number} is order review; whether it counts in reports is wrong")
    ]
    sql(trail.boss, f"UPDATE orders SET counts = TRUE WHERE id = {id_}")
    back = f"UPDATE order_line SET counts = TRUE, business_date = '2020-01-01' WHERE order_id = {id_}"
    assert [check for check, _ in broken(trail, back)] == ["counts"]


def test_missing_entries_are_found_without_their_hashes(trail: Trail) -> None:
    id_, number = trail.order(0)
    sql(trail.boss, f"DELETE FROM journal WHERE kind = 'order' AND subject = {id_} AND seq = 3", tamper=True)
    assert [str(f) for f in found(trail.boss) if f.check.code == "entries"] == [
        f"order {number} knows of 6 entries; there are 5, the newest is 6"
    ]


def test_missing_triggers_and_changed_tables_are_found(trail: Trail) -> None:
    drop_triggers(trail.boss)
    said = broken(trail, "ALTER TABLE note ADD COLUMN secret TEXT")
    assert {check for check, _ in said} == {"schema"}
    assert any("journal_no_update is missing" in text for _, text in said)
    assert any("secret" in text for _, text in said)


def test_findings_of_one_check_are_limited(trail: Trail, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor_books, "MOST", 1)
    said = broken(trail, "UPDATE orders SET held = 5", "UPDATE order_line SET amount = amount + 1")
    assert [text for check, text in said if check == "holds"][1:] == ["more than 1 findings; the rest is not shown"]
    assert len([text for check, text in said if check == "amounts"]) == 2


# --- who may ---


def test_only_who_configures_or_audits_may_ask_the_doctor(trail: Trail) -> None:
    for actor in (trail.buyer, *trail.staff.values()):
        with pytest.raises(NotAllowed):
            doctor.examine(actor)
    assert doctor.examine(people.staff(trail.boss, "mgr", "business_manager"))


def test_amounts_are_masked_for_who_may_not_see_them(trail: Trail) -> None:
    id_, _ = trail.order(0)
    sql(trail.boss, f"UPDATE orders SET total = total + 1 WHERE id = {id_}")
    (finding,) = [f for f in doctor.examine(trail.auditor()) if f.check.code == "sums"]
    assert set(finding.data.values()) == {MASKED}


def test_an_auditor_of_a_region_may_not_ask_the_doctor(trail: Trail) -> None:
    with pytest.raises(NotAllowed, match="whole company"):
        doctor.examine(trail.auditor(region="浙江"))


def test_a_look_does_not_write(trail: Trail) -> None:
    def heads(unit: Unit) -> list[tuple[object, ...]]:
        return list(unit.execute("SELECT kind, subject, seq, hash FROM journal ORDER BY id", ()).fetchall())

    before = trail.boss.company.read(heads)
    doctor.examine(trail.boss, deep=True)
    assert trail.boss.company.read(heads) == before


# --- lots of goods and stock papers ---


def kept_by_lot(trail: Trail) -> None:
    """Goods that are kept by lot, ten of one lot."""
    keeper = people.staff(trail.boss, "keeper", "outbound_reviewer")
    seller = people.staff(trail.boss, "seller", "business_manager")
    products.add(seller, "L", "鲜奶", Variant(price=D(1)), keeping={"lots": True})
    papers.receive_stock(keeper, "L", D(10), lot="M-1")
    trail.begin_chains()
    assert found(trail.boss, deep=True) == []


def test_what_is_kept_by_lot_is_there_by_lot_and_nothing_else_is(trail: Trail) -> None:
    kept_by_lot(trail)
    assert broken(trail, "UPDATE lot_stock SET on_hand = 8000") == [
        ("lots", "L in MAIN: its lots make 8, but 10 should be there by lot")
    ]
    assert broken(
        trail, "UPDATE lot_stock SET on_hand = 10000", "UPDATE product SET lots = FALSE WHERE code = 'L'"
    ) == [("lots", "L in MAIN: its lots make 10, but 0 should be there by lot")]


def test_what_a_lot_has_promised_stands_in_shipments_that_wait_to_leave(trail: Trail) -> None:
    kept_by_lot(trail)
    assert broken(trail, "UPDATE lot_stock SET allocated = 3000") == [
        ("allocated", "lot M-1 in MAIN: 3 promised, but its waiting shipments take 0")
    ]
    id_, _ = trail.order(0)
    line = f"SELECT s.id, l.id, 1, 3000 FROM shipment s, order_line l WHERE s.order_id = {id_} AND l.order_id = {id_}"
    said = broken(
        trail,
        f"INSERT INTO shipment_lot (shipment_id, line_id, lot_id, quantity) {line} LIMIT 1",
        f"UPDATE shipment SET step = 'ship' WHERE order_id = {id_}",
    )
    assert "allocated" not in {check for check, _ in said}  # now they take three
    said = broken(trail, "UPDATE lot_stock SET allocated = 0, warehouse_id = warehouse_id")
    assert ("allocated", "lot M-1 in MAIN: 0 promised, but its waiting shipments take 3") in said


def test_no_number_of_a_stock_paper_is_missing(trail: Trail) -> None:
    # S04.6
    kept_by_lot(trail)
    sql(trail.boss, "DELETE FROM stock_paper_line", "DELETE FROM stock_paper")
    assert ("numbers", "doctor-number-gap") in {(f.check.code, f.id) for f in found(trail.boss)}
