"""Files of orders: what becomes of good ones, and what is said about bad ones."""

from datetime import date
from decimal import Decimal as D
from pathlib import Path

import pytest
from peewee import sqlite3

from tests.core.files.importing.desk import (
    HEADER,
    Desk,
    bring,
    bring_and_refuse,
    by_ref,
    complaints,
    csv,
    dump,
    orders,
    problems,
    reserved,
)
from tests.kit import company as people
from ydh.core.administration import accounts, roles, settings
from ydh.core.files.importing import importing
from ydh.core.files.importing.batches import batch_orders, batches
from ydh.core.goods import own_codes, prices
from ydh.core.orders import looking
from ydh.core.orders.entering import place
from ydh.core.orders.views import Want
from ydh.core.values.errors import Conflict, NotAllowed
from ydh.core.values.words import MASKED
from ydh.core.workflow import history, switching


@pytest.mark.smoke
def test_lines_under_one_reference_are_one_order_with_its_own_date_price_discount_and_freight(desk: Desk) -> None:
    # S20.15
    done = bring(
        desk.manager,
        "orders",
        "R1,C1,2024-03-05,A,2,9.5,15%,12.30,急",
        "R1,C1,2024-03-05,B,1箱,,,12.30,",
        "R2,c2,2024-03-06,A,1,,,,",
    )
    assert done.result is not None
    assert (done.result.added, done.result.total, done.result.state.code) == (2, D("78.45"), "done")
    one, two = by_ref(desk, done.result.batch).values()
    assert [(x.sku, x.quantity, x.price, x.discount, x.amount, x.note) for x in one.lines] == [
        ("A", D(2), D("9.5"), D("0.15"), D("16.15"), "急"),
        ("B", D(12), D("3.3333"), D(0), D("40.00"), ""),
    ]
    assert (one.goods, one.freight, one.row.total) == (D("56.15"), D("12.30"), D("68.45"))
    assert (one.row.business_date, one.row.step, one.row.channel) == (date(2024, 3, 5), "review", "batch")
    assert one.row.number == "DH-O-20240305-000001"
    assert (two.row.customer_code, two.details["contact"]) == ("C2", "王掌柜")
    assert reserved(desk) == {"A": 3, "B": 12}
    assert complaints(desk) == []


# S20.14
def test_an_order_of_more_than_a_database_holds_is_refused(desk: Desk) -> None:
    much = "1000000000000"
    done = bring(
        desk.manager,
        "orders",
        f"R1,C1,,A,1,{much},,,",
        f"R1,C1,,B,1,{much},,,",
        f"R2,C1,,A,{much},,,,",
        f"R3,C1,,S,{much},0,,,",
        f"R3,C1,,S,{much},0,,,",
        f"R4,C1,,S,1,{much},,0.01,",
        "R5,C1,,A,0.30000000000000004,1.1500000000000001,,0.30000000000000004,",
    )
    assert problems(done.plan)[:3] == [
        (2, "ref", "import-total"),
        (4, "price", "import-amount"),
        (7, "ref", "import-total"),
    ]
    assert done.plan is not None
    assert done.plan.problems[1].times == 2
    done = bring(desk.manager, "orders", "R5,C1,,S,1,1.1500000000000001,,0.30000000000000004,")
    assert done.result is not None
    assert done.result.total == D("1.45")


@pytest.mark.parametrize("cell", ["1²", "①②", "١٢", "½"])
def test_digits_that_are_none_of_ascii_change_no_quantity(desk: Desk, cell: str) -> None:
    ((line, column, _),) = problems(bring(desk.manager, "orders", f"R1,C1,,A,{cell},,,,").plan)
    assert (line, column) == (2, "qty")
    assert reserved(desk) == {}


def test_an_imported_order_equals_the_same_order_entered_by_hand(desk: Desk) -> None:
    # S20.14
    prices.set_price(desk.manager, "B", D("3.1"), customer="C1")
    want = [Want("B", D("2.5")), Want("S", D(1)), Want("B", D("7.5")), Want("A", D(4), price=D(8))]
    bring(desk.manager, "orders", "R1,C1,,B,2.5,,,7,", "R1,C1,,S,1,,,7,", "R1,C1,,B,7.5,,,7,", "R1,C1,,A,4,8,,7,")
    details = {"requested_date": date(2030, 1, 1)}
    place(desk.manager, want, customer="C1", channel="phone", freight=D(7), details=details)
    first, second = orders(desk)
    plain = [[(x.position, x.sku, x.quantity, x.price, x.amount, x.reserved) for x in o.lines] for o in (first, second)]
    assert plain[0] == plain[1]
    assert (first.goods, first.freight, first.region) == (second.goods, second.freight, second.region)
    events = [history.history(desk.manager, o.row.number)[0] for o in (first, second)]
    assert [e.action for e in events] == ["submit", "submit"]
    assert complaints(desk) == []


# S05.4: who imports is the creator, and somebody else reviews
def test_the_importer_is_recorded_as_the_creator(desk: Desk) -> None:
    bring(desk.manager, "orders", "R1,C1,,A,1,,,,")
    assert orders(desk)[0].created_by == "bm"
    assert batches(desk.manager).rows[0].by == "bm"


# S05.5
def test_the_queue_keeps_the_order_of_the_file_whatever_the_dates(desk: Desk) -> None:
    lines = [f"R{n:03},C{1 + n % 2},20{n % 90 + 10:02}-01-02,A,1,,,," for n in range(100)]
    done = bring(desk.manager, "orders", *lines)
    assert done.result is not None
    queue = [row.number for row in looking.list_orders(desk.manager, step="review", limit=500)]
    refs = {row.number: row.ref for row in batch_orders(desk.manager, done.result.batch, limit=500).rows}
    assert [refs[number] for number in queue] == [f"R{n:03}" for n in range(100)]


# S05.2
def test_customers_and_staff_without_the_rights_import_nothing(desk: Desk) -> None:
    buyer = people.customer(desk.boss, "C5")
    before = dump(desk)
    for actor in (buyer, desk.keeper):
        with pytest.raises(NotAllowed):
            bring(actor, "orders", "R1,C1,,A,1,,,,")
    assert dump(desk) == before


def test_prices_are_given_only_by_those_who_set_prices(desk: Desk) -> None:
    before = dump(desk)
    with pytest.raises(NotAllowed):
        bring(desk.reviewer, "orders", "R1,C1,,A,1,9,,,")
    assert dump(desk) == before
    assert bring(desk.reviewer, "orders", "R1,C1,,A,1,,,,").result


# S05.3, S05.4, S20.14
@pytest.mark.parametrize(
    ("line", "column", "id"),
    [
        ("R2,C7,,A,1,,,,", "customer", "import-customer-unknown"),
        ("R2,,,A,1,,,,", "customer", "cell-text-empty"),
        ("R2,GONE,,A,1,,,,", "customer", "import-customer-retired"),
        ("R2,C1,2026-11-31,A,1,,,,", "date", "cell-date-form"),
        ("R2,C1,,AA,1,,,,", "sku", "import-sku-unknown"),
        ("R2,C1,,OLD,1,,,,", "sku", "import-sku-retired"),
        ("R2,C1,,A,0,,,,", "qty", "cell-number-low"),
        ("R2,C1,,A,2斤,,,,", "qty", "quantity-unit"),
        ("R2,C1,,A,五,,,,", "qty", "cell-number-form"),
        ("R2,C1,,D,4,,,,", "qty", "import-minimum"),
        ("R2,C1,,D,9,,,,", "qty", "import-multiple"),
        ("R2,C1,,A,1,-1,,,", "price", "cell-number-low"),
        ("R2,C1,,A,1,,1.5,,", "discount", "cell-number-high"),
        ("R2,C1,,A,1,,,-1,", "freight", "cell-number-low"),
        ("R2,C1,,A,1000000000000,1000000000000,,,", "price", "import-amount"),
        ("DH-O-1,C1,,A,1,,,,", "ref", "import-ref-number"),
        ("R2,C1,,A,1,,,,\u200bx", "note", "cell-text-control"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_imported(desk: Desk, line: str, column: str, id: str) -> None:
    people.product(desk.boss, "OLD", listed=False)
    people.product(desk.boss, "D", minimum=D(6), multiple=D(6))
    people.customer(desk.boss, "GONE", active=False)
    before = dump(desk)
    done = bring(desk.manager, "orders", "R1,C1,,A,1,,,,", line, "R3,C1,,A,1,,,,")
    assert problems(done.plan) == [(3, column, id)]
    assert done.result is None
    assert dump(desk) == before


def test_an_unknown_code_comes_with_the_nearest_ones(desk: Desk) -> None:
    people.product(desk.boss, "T001-250")
    done = bring(desk.manager, "orders", "R1,C1,,T001-25O,1,,,,")
    assert done.plan is not None
    assert str(done.plan.problems[0]) == "line 2, column sku: there is no product T001-25O; nearest: T001-250"


# S20.15
def test_lines_of_one_order_must_agree_and_every_difference_is_named(desk: Desk) -> None:
    done = bring(desk.manager, "orders", "R1,C1,2026-01-01,A,1,,,5,", "R1,C2,2026-01-01,B,1,,,6,", "R2,C1,,A,1,,,,")
    assert problems(done.plan) == [(3, "freight", "import-ref-differs"), (3, "customer", "import-ref-differs")]
    assert done.plan is not None
    assert (done.plan.good, done.plan.bad) == (1, 2)


# S20.15
def test_a_reference_that_comes_back_later_never_makes_a_second_order(desk: Desk) -> None:
    lines = ("R1,C1,,A,1,,,,", "R2,C1,,A,1,,,,", "r1,C1,,B,1,,,,")
    assert bring(desk.manager, "orders", *lines).result is None
    done, refused = bring_and_refuse(desk.manager, "orders", *lines)
    assert problems(done.plan) == [(2, "ref", "import-ref-apart")]
    assert done.plan is not None
    assert (done.plan.problems[0].times, done.plan.problem_count, done.plan.more_problems) == (2, 2, 0)
    assert done.result is not None
    assert (done.result.good, done.result.bad, list(by_ref(desk, done.result.batch))) == (1, 2, ["R2"])
    assert [line.split(",")[0] for line in refused.split("\r\n")] == ["ref", "R1", "r1", ""]
    assert reserved(desk) == {"A": 1}


# S20.14, S20.15
@pytest.mark.parametrize("bad", ["R1,C1,,A,x,,,,", ",C1,,A,1,,,,", "R1,C1,,A", "R1,C1,,A,1,,,,,,"])
def test_a_good_line_is_never_imported_without_the_bad_one_beside_it(desk: Desk, bad: str) -> None:
    done, refused = bring_and_refuse(desk.manager, "orders", "R1,C1,,B,1,,,,", bad, "R2,C1,,A,1,,,,")
    assert done.result is not None
    assert (list(by_ref(desk, done.result.batch)), done.result.bad) == (["R2"], 2)
    assert refused.count("\r\n") == 3


def test_of_an_order_of_which_no_line_can_be_read_only_the_lines_are_named(desk: Desk) -> None:
    # S20.14, S20.15
    done = bring(desk.manager, "orders", "DH-O-1,C1,,A,many,,,,", "R2,C1,,A,1,,,,")
    assert [(line, column) for line, column, _ in problems(done.plan)] == [(2, "qty")]
    assert done.result is None


def test_a_header_that_comes_again_and_a_row_that_cannot_be_read_stand_by_themselves(desk: Desk) -> None:
    # S20.15
    rows = ("R1,C1,,A,1,,,,", HEADER, "R1,C1,,B,2,,,,", "R2,C1,,A,x,,,,", "R3,C1,,A,3,,,,")
    done = bring(desk.manager, "orders", *rows, skip_bad=True)
    assert [(line, id) for line, _, id in problems(done.plan)] == [(3, "row-header"), (5, "cell-number-form")]
    assert done.result is not None
    came = by_ref(desk, done.result.batch)
    assert {ref: [line.sku for line in order.lines] for ref, order in came.items()} == {"R1": ["A", "B"], "R3": ["A"]}


def test_a_file_with_nothing_but_its_header_has_no_orders(desk: Desk) -> None:
    # S20.15
    plan = bring(desk.manager, "orders", dry_run=True).plan
    assert plan is not None
    assert (plan.good, plan.bad) == (0, 0)


def test_an_order_of_a_file_has_two_thousand_lines_at_most(desk: Desk) -> None:
    lines = ["R1,C1,,A,1,,,,"] * 2001
    assert problems(bring(desk.manager, "orders", *lines).plan) == [(2002, "ref", "import-lines-many")]


def test_half_of_a_scattered_order_is_not_taken_for_whole(desk: Desk) -> None:
    done, _ = bring_and_refuse(desk.manager, "orders", "R1,C1,,B,1,,,,", "R2,C1,,A,1,,,,", "R1,C1,,A,x,,,,")
    assert done.result is not None
    assert (list(by_ref(desk, done.result.batch)), done.result.bad) == (["R2"], 2)


# S05.4, S20.15
def test_refused_rows_are_mended_and_imported_again(desk: Desk) -> None:
    done, refused = bring_and_refuse(desk.manager, "orders", "R1,C1,,A,x,,,,", "R1,C1,,B,1,,,,", "R2,C1,,A,1,,,,")
    assert done.result is not None
    assert (done.result.added, done.result.good, done.result.bad) == (1, 1, 2)
    header, first, second, _ = refused.split("\r\n")
    assert (header, second[:14]) == (f"{HEADER},problem", "R1,C1,,B,1,,,,")
    assert "line 2, column qty: x is not a number" in first
    mended = bring(desk.manager, "orders", first.replace(",x,", ",3,"), second, header=header)
    assert mended.result is not None
    assert (mended.result.added, mended.result.bad) == (1, 0)
    assert reserved(desk) == {"A": 4, "B": 1}
    assert complaints(desk) == []


def test_the_same_file_twice_changes_nothing_and_is_named(desk: Desk) -> None:
    # S05.4
    done = bring(desk.manager, "orders", "R1,C1,,A,1,,,,")
    before = dump(desk)
    with pytest.raises(Conflict) as caught:
        bring(desk.manager, "orders", "R1,C1,,A,1,,,,")
    assert done.result is not None
    assert (caught.value.id, caught.value.data["batch"]) == ("import-again", done.result.batch)
    again = bring(desk.manager, "orders", "R1,C1,,A,1,,,,", again=True)
    assert problems(again.plan) == [(2, "ref", "import-ref-taken")]
    assert dump(desk) == before


def test_a_key_gives_the_first_answer_again(desk: Desk) -> None:
    # S05.4
    first = bring(desk.manager, "orders", "R1,C1,,A,1,,,,", key="k1")
    before = dump(desk)
    second = bring(desk.manager, "orders", "R1,C1,,A,1,,,,", key="k1")
    assert (second.plan, second.result) == (None, first.result)
    with pytest.raises(Conflict):
        bring(desk.manager, "orders", "R2,C1,,A,1,,,,", key="k1")
    assert dump(desk) == before


# S05.4
def test_a_dry_run_says_all_that_a_run_would_and_changes_nothing(desk: Desk) -> None:
    before = dump(desk)
    lines = ("R1,C1,,A,1,,,,", "R2,C1,,A,2,,,3,")
    tried = bring(desk.manager, "orders", *lines, dry_run=True)
    assert dump(desk) == before
    assert tried.result is None
    assert tried.plan is not None
    assert (tried.plan.added, tried.plan.total, tried.plan.encoding) == (2, D(33), "utf-8")
    assert [str(short) for short in tried.plan.needed] == ["A 1000/3"]
    done = bring(desk.manager, "orders", *lines)
    assert done.result is not None
    assert (done.result.added, done.result.total) == (tried.plan.added, tried.plan.total)


def test_what_all_orders_need_together_must_be_there(desk: Desk) -> None:
    before = dump(desk)
    lines = ("R1,C1,,A,600,,,,", "R2,C1,,B,1,,,,", "R2,C1,,A,600,,,,", "R3,C1,,S,5000,,,,", "R4,C1,,A,400,,,,")
    for dry_run in (True, False):
        done = bring(desk.manager, "orders", *lines, dry_run=dry_run)
        assert problems(done.plan) == [(4, "sku", "import-short")]
        assert done.plan is not None
        assert done.result is None
        assert [str(short) for short in done.plan.short] == ["A 1000/1600"]
        facts = done.plan.problems[0].data
        assert (facts["code"], facts["wanted"], facts["available"]) == ("A", 600, 400)
    assert dump(desk) == before


def test_orders_that_are_short_are_left_out_with_the_wrong_rows(desk: Desk) -> None:
    lines = ("R1,C1,,A,600,,,,", "R2,C1,,B,1,,,,", "R2,C1,,A,600,,,,", "R3,C1,,T9,1,,,,", "R4,C1,,A,400,,,,")
    done, refused = bring_and_refuse(desk.manager, "orders", *lines)
    assert done.result is not None
    assert list(by_ref(desk, done.result.batch)) == ["R1", "R4"]
    assert [row.split(",")[0] for row in refused.split("\r\n")] == ["ref", "R2", "R2", "R3", ""]
    assert "600 of A are wanted, 400 are left" in refused
    assert reserved(desk) == {"A": 1000}
    assert complaints(desk) == []


def test_where_short_orders_may_wait_each_gets_what_is_left_in_the_order_of_the_file(desk: Desk) -> None:
    settings.change_setting(desk.boss, "when_short", "wait")
    bring(desk.manager, "orders", "R1,C1,,A,600,,,,", "R2,C1,,A,600,,,,")
    assert [order.lines[0].short for order in orders(desk)] == [D(0), D(200)]
    assert complaints(desk) == []


def test_a_price_that_changes_between_plan_and_commit_stops_the_commit(desk: Desk) -> None:
    # S05.4
    plan = importing.check(desk.manager, "orders", csv(*("R1,C1,,A,1,,,,",)), name="o.csv")
    prices.set_price(desk.manager, "A", D(11))
    with pytest.raises(Conflict) as caught:
        importing.commit(desk.manager, plan)
    assert caught.value.id == "import-outdated"
    assert orders(desk) == []
    assert bring(desk.manager, "orders", "R1,C1,,A,1,,,,").result


def test_the_same_reference_in_two_plans_is_committed_once(desk: Desk) -> None:
    plans = [importing.check(desk.manager, "orders", csv(*(f"R1,C1,,A,{n},,,,",)), name="o.csv") for n in (1, 2)]
    importing.commit(desk.manager, plans[0])
    with pytest.raises(Conflict) as caught:
        importing.commit(desk.manager, plans[1])
    assert caught.value.id == "import-outdated"
    assert len(orders(desk)) == 1


def test_a_plan_is_committed_once(desk: Desk) -> None:
    # S05.4
    plan = importing.check(desk.manager, "orders", csv("R1,C1,,A,1,,,,", "R2,C1,,A,1,,,,"), name="o.csv")
    importing.commit(desk.manager, plan)
    before = dump(desk)
    with pytest.raises(Conflict):
        importing.commit(desk.manager, plan)
    importing.discard(desk.manager, plan)
    assert dump(desk) == before


def test_a_plan_is_discarded_without_a_trace(desk: Desk) -> None:
    before = dump(desk)
    importing.discard(desk.manager, importing.check(desk.manager, "orders", csv(*("R1,C1,,A,1,,,,",)), name="o.csv"))
    assert dump(desk) == before


def test_large_orders_and_those_of_new_customers_are_held_as_if_entered(desk: Desk) -> None:
    settings.change_setting(desk.boss, "amount_threshold", "500")
    done = bring(desk.manager, "orders", "R1,C9,,A,60,,,,", "R2,C1,,A,50,,,0.01,", "R3,C1,,A,50,,,,")
    assert done.result is not None
    kinds = {ref: [hold.kind for hold in order.holds] for ref, order in by_ref(desk, done.result.batch).items()}
    assert kinds == {"R1": ["amount", "new_customer"], "R2": ["amount"], "R3": []}
    assert complaints(desk) == []


# S04.7, S14.5, S11.10
def test_what_the_channel_requires_is_named_with_the_channel(desk: Desk) -> None:
    # S01.6
    header = "ref,customer,channel,sku,qty,requested_date,contract_number"
    people.customer(desk.boss, "C8", contact="")
    rows = ("R1,C1,展会,A,1,,", "R2,C1,phone,A,1,2026-12-01,", "R3,C8,,A,1,,")
    done = bring(desk.manager, "orders", *rows, header=header)
    assert [(p.line, p.id, p.data["name"].code) for p in (done.plan.problems if done.plan else ())] == [
        (2, "import-detail-missing", "requested date"),
        (2, "import-detail-missing", "contract number"),
        (4, "import-detail-missing", "contact"),
    ]


def test_steps_that_are_switched_off_are_passed_by_the_system(desk: Desk) -> None:
    for step in ("review", "finance"):
        switching.disable(desk.boss, "order", step)
    settings.change_setting(desk.boss, "amount_threshold", "500")
    bring(desk.manager, "orders", "R1,C1,,A,1,,,,", "R2,C1,,A,60,,,,")
    assert [order.row.step for order in orders(desk)] == ["release", "finance"]
    assert complaints(desk) == []


def test_who_may_not_see_amounts_imports_without_seeing_any(desk: Desk) -> None:
    rights = ["order.view", "order.create", "data.import"]
    roles.add(desk.boss, "typist", "录单员", rights)
    typist = people.staff(desk.boss, "typist")
    accounts.set_roles(desk.boss, "typist", ["typist"])
    done = bring(typist, "orders", "R1,C1,,A,1,,,,")
    assert done.plan is not None
    assert done.result is not None
    assert (done.plan.total, done.result.total) == (MASKED, MASKED)
    assert [row.total for row in batch_orders(typist, done.result.batch).rows] == [MASKED]


# S20.14
def test_a_scoped_clerk_imports_for_his_own_regions_only(desk: Desk) -> None:
    from tests.kit.trade import run_sql
    from ydh.store.tables.people import Account, AccountRegion

    run_sql(desk.boss, Account.update({Account.scope: "region"}).where(Account.id == desk.reviewer.account))
    before = dump(desk)
    done = bring(desk.reviewer, "orders", "R1,C1,,A,1,,,,")
    assert problems(done.plan) == [(2, "customer", "import-customer-unknown")]
    assert dump(desk) == before
    run_sql(
        desk.boss, AccountRegion.insert({AccountRegion.account: desk.reviewer.account, AccountRegion.region: "浙江"})
    )
    assert bring(desk.reviewer, "orders", "R1,C1,,A,1,,,,").result


def test_own_item_codes_and_barcodes_are_understood(desk: Desk) -> None:
    people.product(desk.boss, "E", barcode="6901234567892")
    own_codes.set_own_code(desk.manager, "王-1", "A", customer="C1")
    done = bring(desk.manager, "orders", "R1,C1,,王-1,1,,,,", "R1,C1,,6901234567892,2,,,,", "R2,C2,,王-1,1,,,,")
    assert problems(done.plan) == [(4, "sku", "import-sku-unknown")]
    done = bring(desk.manager, "orders", "R1,C1,,王-1,1,,,,", "R1,C1,,6901234567892,2,,,,")
    assert [line.sku for line in orders(desk)[0].lines] == ["A", "E"]


def test_a_dry_run_leaves_the_companys_file_as_it_is_byte_for_byte(desk: Desk) -> None:
    lines = [f"R{n},C1,,S,1,,,," for n in range(2000)]
    bring(desk.manager, "orders", "R,C1,,A,1,,,,")
    path = Path(desk.url.removeprefix("sqlite:///")) if desk.url.startswith("sqlite") else None
    if path:
        database = sqlite3.connect(path)
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.close()
    before, numbers = path and (path.read_bytes(), _beside(path)), dump(desk)
    again = bring(desk.manager, "orders", "R,C1,,A,1,,,,", dry_run=True, again=True)
    assert problems(again.plan) == [(2, "ref", "import-ref-taken")]
    with pytest.raises(Conflict):
        bring(desk.manager, "orders", "R,C1,,A,1,,,,", dry_run=True)
    done = bring(desk.manager, "orders", *lines, dry_run=True)
    assert done.plan is not None
    assert (done.result, done.plan.added, done.plan.ready) == (None, 2000, True)
    goods = bring(desk.manager, "products", "A,9", header="code,price", dry_run=True)
    assert goods.plan is not None
    assert goods.plan.changed == 1
    assert (path and (path.read_bytes(), _beside(path)), dump(desk)) == (before, numbers)
    assert bring(desk.manager, "orders", "R2001,C1,,A,1,,,,").result.batch == done.plan.batch  # type: ignore[union-attr]


def _beside(path: Path) -> int:
    """The bytes that wait to be taken into the file."""
    log = path.with_name(path.name + "-wal")
    return log.stat().st_size if log.exists() else 0


def test_equal_problems_are_one_line_with_their_number(desk: Desk) -> None:
    lines = [f"R{n},C1,,T9,1,,,," for n in range(91)]
    done = bring(desk.manager, "orders", *lines, "R91,C1,,A,x,,,,", "R92,C1,,T8,1,,,,")
    assert done.plan is not None
    assert [(p.line, p.value, p.times) for p in done.plan.problems] == [(2, "T9", 91), (93, "x", 1), (94, "T8", 1)]
    assert (done.plan.problem_count, done.plan.more_problems) == (93, 0)


def test_an_order_of_1114_lines_is_one_order_and_equal_lines_are_said(desk: Desk) -> None:
    lines = [f"R1,C1,,S,1,{n}.01,,," for n in range(1114)] + ["R2,C1,,A,1,,,,"] * 3
    done = bring(desk.manager, "orders", *lines)
    assert done.plan is not None
    assert done.result is not None
    assert done.plan.merged == 2
    found = by_ref(desk, done.result.batch)
    assert ([len(order.lines) for order in found.values()], found["R2"].lines[0].quantity) == ([1114, 1], 3)
    assert complaints(desk) == []


def test_a_time_with_its_zone_is_a_day_of_the_companys_clock(desk: Desk) -> None:
    times = ("2026-03-05T20:30:00Z", "2026-03-05 10:22:11 -0500", "2026-03-06T00:30:00+08:00", "2026-03-06T23:59")
    done = bring(desk.manager, "orders", *(f"R{n},C1,{at},A,1,,,," for n, at in enumerate(times)))
    assert done.result is not None
    days = [order.row.business_date.isoformat() for order in by_ref(desk, done.result.batch).values()]
    assert days == ["2026-03-06", "2026-03-05", "2026-03-06", "2026-03-06"]
