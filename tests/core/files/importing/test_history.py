"""Documents of the past: they come in as they ended, on their own days, and nothing of today happens for them."""

from datetime import UTC, date, datetime
from decimal import Decimal as D
from typing import Any

import pytest

from tests.core.files.importing.desk import Desk, Killed, Killer, bring, complaints, csv, dump, problems, reserved
from tests.kit import company as people
from ydh.core.administration import roles
from ydh.core.administration.settings import change_setting, show_settings
from ydh.core.audit import proof
from ydh.core.company.actors import Actor
from ydh.core.files.importing import importing
from ydh.core.files.importing.batches import batch_orders, batches
from ydh.core.files.importing.lacking import lacking
from ydh.core.files.importing.plans import Imported, Result
from ydh.core.orders import looking
from ydh.core.orders.entering import place
from ydh.core.orders.views import Want
from ydh.core.reports import reports
from ydh.core.returns import asking
from ydh.core.returns import looking as return_looking
from ydh.core.returns.views import WantBack
from ydh.core.rules.permissions import ROLE_NAMES
from ydh.core.shipping import shipments
from ydh.core.stock import looking as stock_looking
from ydh.core.values.errors import Conflict, Invalid, NotAllowed, NotFound, YdhError
from ydh.core.values.outcomes import Seen, Target
from ydh.core.workflow import history, news, queues
from ydh.core.workflow.acting import act_many

HEADER = "ref,date,shipped,received,state,customer,sku,qty,price,amount,origin,freight"
OPEN = "2026-01-01"
ORDER = (
    "536365,2025-03-01,2025-03-02,2025-03-05,,C1,A,6,2.55,,,12.30",
    "536365,2025-03-01,2025-03-02,2025-03-05,,C1,B,2箱,,40,,12.30",
)


@pytest.fixture
def elder(desk: Desk) -> Actor:
    """Who may bring history in; the books open with the year 2026."""
    change_setting(desk.boss, "books_open", OPEN)
    return people.staff(desk.boss, "elder", "system_admin", "business_manager")


def past(actor: Actor, *lines: str, **how: Any) -> Imported:
    return bring(actor, "history", *lines, header=HEADER, **how)


def done(actor: Actor, *lines: str, **how: Any) -> Result:
    """Bring lines in of which nothing is refused."""
    found = past(actor, *lines, **how)
    assert problems(found.plan) == []
    assert found.result is not None
    return found.result


def orders_of(actor: Actor, result: Result) -> dict[str, str]:
    """Our numbers of the documents that came in, by theirs."""
    return {row.ref: row.number for row in batch_orders(actor, result.batch).rows}


@pytest.mark.smoke
def test_an_order_of_the_past_comes_in_as_it_ended_on_its_own_days(desk: Desk, elder: Actor) -> None:
    result = done(elder, *ORDER)
    assert (result.added, result.total, result.returns, result.state.code) == (1, D("67.60"), 0, "done")
    number = orders_of(elder, result)["536365"]
    assert number == "DH-O-20250301-000001"
    order = looking.show(desk.manager, number)
    assert (order.row.step, order.row.business_date, order.ref, order.created_by) == (
        "done",
        date(2025, 3, 1),
        "536365",
        "elder",
    )
    assert [(x.sku, x.quantity, x.price, x.amount, x.released, x.shipped, x.received) for x in order.lines] == [
        ("A", D(6), D("2.55"), D("15.30"), D(6), D(6), D(6)),
        ("B", D(24), D("1.6667"), D("40.00"), D(24), D(24), D(24)),
    ]
    (part,) = order.shipments
    assert part.shipped_at is not None
    assert part.received_at is not None
    days = [at.astimezone(UTC).isoformat()[:16] for at in (part.shipped_at, part.received_at)]
    assert days == ["2025-03-01T16:00", "2025-03-04T16:00"]  # the days' beginning at +08:00
    assert looking.show(desk.manager, "536365").row.number == number
    assert complaints(desk) == []


def test_nothing_of_today_happens_because_of_it(desk: Desk, elder: Actor) -> None:
    people.customer(desk.boss, "C5")
    buyer = Actor(desk.boss.company, _account(desk, "c5"))
    before = [(row.sku, row.on_hand, row.reserved) for row in stock_looking.levels(desk.keeper).rows]
    result = done(elder, "H1,2025-03-01,,,,C5,A,5000,2,,,", "HR1,2025-03-09,,,,C5,A,-3,2,,,")
    assert [(row.sku, row.on_hand, row.reserved) for row in stock_looking.levels(desk.keeper).rows] == before
    assert reserved(desk) == {}
    assert looking.list_orders(desk.manager, only_open=True) == []
    assert return_looking.list_returns(desk.manager, only_open=True) == []
    assert {it.count for it in queues.day(people.staff(desk.boss, "all", *ROLE_NAMES)).queues} == {0}
    for actor in (buyer, desk.manager):
        assert news.latest(actor) == ()
    (line,) = return_looking.returnable(buyer, orders_of(elder, result)["H1"]).lines
    assert line.late  # its window closed when it did
    with pytest.raises(NotAllowed) as caught:
        asking.ask(buyer, [WantBack("1", D(1), "damaged")], order=orders_of(elder, result)["H1"], reason="damaged")
    assert caught.value.id == "return-window"


def _account(desk: Desk, login: str) -> int:
    def work(unit: Any) -> int:
        return int(unit.execute(f"SELECT id FROM account WHERE login = '{login}'", ()).fetchall()[0][0])

    return desk.boss.company.read(work)


def test_the_journal_says_who_brought_it_in_and_when_apart_from_its_own_days(desk: Desk, elder: Actor) -> None:
    began = datetime.now(UTC)
    result = done(elder, *ORDER)
    (event,) = history.history(desk.manager, orders_of(elder, result)["536365"])
    assert (event.action, event.by, event.to) == ("bring_in", "elder", "done")
    assert event.at >= began
    assert proof.verify(desk.boss) == [] or complaints(desk) == []
    proof.seal(desk.boss)
    assert complaints(desk) == []


def test_a_customer_sees_his_old_orders_and_nobody_elses(desk: Desk, elder: Actor) -> None:
    buyer = people.customer(desk.boss, "C5")
    numbers = orders_of(elder, done(elder, "H1,2025-03-01,,,,C5,A,5,2,,,", *ORDER))
    numbers |= orders_of(elder, done(elder, "HR1,2025-03-09,,,,C5,A,-3,2,,H1,"))
    assert [row.number for row in looking.list_orders(buyer)] == [numbers["H1"]]
    assert [row.number for row in return_looking.list_returns(buyer)] == [numbers["HR1"]]
    with pytest.raises(NotFound):
        looking.show(buyer, numbers["536365"])


def test_what_was_void_is_void_and_counts_nowhere(desk: Desk, elder: Actor) -> None:
    result = done(elder, "H1,2025-03-01,,,作废,C1,A,5,2,,,", "HR1,2025-03-09,,,取消,C1,A,-3,2,,,")
    rows = batch_orders(elder, result.batch).rows
    assert [(row.ref, row.step) for row in rows] == [("H1", "void"), ("HR1", "void")]
    assert reports.run(desk.manager, "sales").rows == ()
    assert reports.run(desk.manager, "returns").rows == ()
    assert looking.show(desk.manager, rows[0].number).shipments == ()
    assert complaints(desk) == []


# --- returns ---


def test_what_comes_back_is_a_return_on_its_own_day_with_or_without_its_order(desk: Desk, elder: Actor) -> None:
    done(elder, *ORDER)
    result = done(
        elder,
        "C536379,2025-04-01,,2025-04-03,,C1,A,-4,2.55,,536365,",
        "C536380,2025-04-02,,,,C1,S,-1,27.50,,,",
        "C536380,2025-04-02,,,,C1,A,-1,,-3.33,,",
    )
    assert (result.added, result.returns, result.total, result.returned) == (2, 2, D(0), D("41.03"))
    numbers = orders_of(elder, result)
    assert set(numbers.values()) == {"DH-R-20250401-000001", "DH-R-20250402-000001"}
    view = return_looking.show(desk.manager, "C536379")
    assert (view.row.number, view.row.step, view.row.order) == (numbers["C536379"], "done", "DH-O-20250301-000001")
    assert (view.row.business_date, view.row.total, view.row.refund) == (date(2025, 4, 1), D("10.20"), D("10.20"))
    assert [(x.sku, x.quantity, x.came, x.refunded) for x in view.lines] == [("A", D(4), D(4), D(4))]
    order = looking.show(desk.manager, "536365")
    assert [(x.returned, x.refunded) for x in order.lines] == [(D(4), D(4)), (D(0), D(0))]
    assert [x.action for x in history.history(desk.manager, order.row.number)] == ["bring_in", "return"]
    assert complaints(desk) == []


@pytest.mark.parametrize(
    ("line", "column", "id"),
    [
        ("R,2025-04-01,,,,C1,A,-7,2.55,,536365,", "qty", "import-origin-more"),
        ("R,2025-04-01,,,,C1,S,-1,2.55,,536365,", "qty", "import-origin-more"),
        ("R,2025-04-01,,,,C2,A,-1,2.55,,536365,", "origin", "import-origin-unknown"),
        ("R,2025-04-01,,,,C1,A,-1,2.55,,536366,", "origin", "import-origin-unknown"),
        ("R,2025-04-01,,,,C1,A,1,2.55,,536365,", "origin", "import-origin-order"),
        ("R,2025-04-01,,,,C1,A,-1,2.55,,,5", "freight", "import-return-freight"),
    ],
)
def test_a_return_that_cannot_have_been_is_refused(desk: Desk, elder: Actor, line: str, column: str, id: str) -> None:
    done(elder, *ORDER)
    before = dump(desk)
    assert problems(past(elder, line).plan) == [(2, column, id)]
    assert dump(desk) == before


def test_two_returns_of_a_file_do_not_bring_more_back_than_was_shipped(desk: Desk, elder: Actor) -> None:
    done(elder, *ORDER)
    lines = [f"R{n},2025-04-01,,,,C1,A,-4,2.55,,536365," for n in (1, 2)]
    assert problems(past(elder, *lines).plan) == [(3, "qty", "import-origin-more")]


# --- what it is not: rights, days, documents of ydh ---


@pytest.mark.parametrize("missing", ["system.configure", "data.import"])
def test_only_who_configures_the_system_and_imports_data_brings_history_in(
    desk: Desk, elder: Actor, missing: str
) -> None:
    roles.add(desk.boss, "all_but", "all but", sorted({"system.configure", "data.import", "order.create"} - {missing}))
    actor, before = people.staff(desk.boss, "other", "all_but"), dump(desk)
    with pytest.raises(NotAllowed):
        past(actor, *ORDER)
    with pytest.raises(NotAllowed):
        lacking(actor, "items", _file(*ORDER), name="h.csv")
    assert dump(desk) == before


def _file(*lines: str) -> Any:
    return csv(*lines, header=HEADER)


def test_nothing_comes_in_before_it_is_said_when_the_books_open(desk: Desk) -> None:
    elder = people.staff(desk.boss, "elder", "system_admin", "business_manager")
    with pytest.raises(Conflict) as caught:
        past(elder, *ORDER)
    assert caught.value.id == "books-open-unset"


@pytest.mark.parametrize(
    ("days", "column", "id"),
    [
        ("2026-01-01,,", "date", "import-day-late"),
        ("2025-12-31,2026-01-01,", "shipped", "import-day-late"),
        ("2025-12-31,2025-12-31,2026-01-01", "received", "import-day-late"),
        ("2025-03-02,2025-03-01,", "date", "import-days-turned"),
        ("2025-03-02,2025-03-03,2025-03-02", "date", "import-days-turned"),
        (",,", "date", "cell-date-form"),
    ],
)
def test_every_day_of_it_is_before_the_books_open_and_in_its_order(
    desk: Desk, elder: Actor, days: str, column: str, id: str
) -> None:
    found = past(elder, f"H1,{days},,C1,A,1,2,,,")
    assert [(line, at) for line, at, _ in problems(found.plan)] == [(2, column)]
    assert problems(found.plan)[0][2] in (id, "cell-text-empty")
    assert done(elder, "H2,2025-12-31,2025-12-31,2025-12-31,,C1,A,1,2,,,").added == 1


def test_a_document_made_here_is_never_touched(desk: Desk, elder: Actor) -> None:
    bring(desk.manager, "orders", "R1,C1,2025-03-01,A,2,,,,")
    (mine,) = looking.list_orders(desk.manager)
    before = dump(desk)
    for line, column, id in (
        ("R1,2025-03-01,,,,C1,A,2,10,,,", "ref", "import-ref-taken"),
        (f"{mine.number},2025-03-01,,,,C1,A,2,10,,,", "ref", "import-ref-number"),
        ("D-22334455,2025-03-01,,,,C1,A,2,10,,,", "ref", "import-ref-number"),
        ("H1,2025-03-01,,,,C1,A,-2,10,,R1,", "origin", "import-origin-unknown"),
        (f"H1,2025-03-01,,,,C1,A,-2,10,,{mine.number},", "origin", "import-origin-unknown"),
    ):
        assert problems(past(elder, line).plan) == [(2, column, id)]
    assert dump(desk) == before


def test_the_day_is_set_once_and_changed_by_two(desk: Desk) -> None:
    second = people.staff(desk.boss, "second", "system_admin")
    assert change_setting(desk.boss, "books_open", OPEN).value == OPEN
    for _ in range(2):  # alone it never holds, however often it is said
        it = change_setting(desk.boss, "books_open", "2026-02-01")
        assert (it.value, it.proposed) == (OPEN, "2026-02-01")
    assert change_setting(second, "books_open", "2026-03-01").proposed == "2026-03-01"
    assert _holds(desk)["books_open_proposed"] == ["2026-03-01", "second"]
    it = change_setting(desk.boss, "books_open", "2026-03-01")
    assert (it.value, it.proposed) == ("2026-03-01", None)
    assert (_holds(desk)["books_open"], _holds(desk)["books_open_proposed"]) == ("2026-03-01", [])
    with pytest.raises(Invalid) as caught:
        change_setting(desk.boss, "books_open_proposed", "2026-03-01")
    assert caught.value.id == "setting-by-two"
    assert complaints(desk) == []


def _holds(desk: Desk) -> dict[str, Any]:
    return {it.name: it.value for it in show_settings(desk.boss)}


def test_the_day_does_not_move_before_what_came_in(desk: Desk, elder: Actor) -> None:
    done(elder, "H1,2025-03-01,,2025-03-05,,C1,A,1,2,,,")
    for day in ("2025-03-01", "2025-03-05"):
        with pytest.raises(Conflict) as caught:
            change_setting(desk.boss, "books_open", day)
        assert caught.value.id == "books-open-past"
    assert change_setting(desk.boss, "books_open", "2025-03-06").proposed == "2025-03-06"


def test_a_plan_does_not_outlive_the_day_that_it_was_checked_by(desk: Desk, elder: Actor) -> None:
    plan = importing.check(elder, "history", _file(*ORDER), name="h.csv")
    for actor in (elder, desk.boss):
        change_setting(actor, "books_open", "2025-01-01")
    with pytest.raises(Conflict) as caught:
        importing.commit(elder, plan)
    assert caught.value.id == "import-outdated"
    assert looking.list_orders(desk.manager) == []


# --- the same again, trying, taking back ---


def test_the_same_file_again_changes_nothing_and_a_longer_one_adds_what_is_new(desk: Desk, elder: Actor) -> None:
    lines = [*ORDER, "C1,2025-04-01,,,,C1,A,-4,2.55,,,"]
    done(elder, *lines)
    before = looking.list_orders(desk.manager)
    again = past(elder, *lines)
    assert again.plan is not None
    assert (again.plan.added, again.plan.unchanged, again.plan.total) == (0, 2, D(0))
    assert looking.list_orders(desk.manager) == before
    more = past(elder, *lines, "H9,2025-05-01,,,,C2,A,1,3,,,")
    assert more.plan is not None
    assert (more.plan.added, more.plan.unchanged) == (1, 2)
    assert complaints(desk) == []


@pytest.mark.parametrize(
    "line", ["H1,2025-03-02,,,,C1,A,1,2,,,", "H1,2025-03-01,,,,C1,A,1,2.5,,,", "H1,2025-03-01,,,,C2,A,1,2,,,"]
)
def test_what_came_in_is_not_changed_by_another_file(desk: Desk, elder: Actor, line: str) -> None:
    done(elder, "H1,2025-03-01,,,,C1,A,1,2,,,")
    assert problems(past(elder, line).plan) == [(2, "ref", "import-history-differs")]


def test_a_dry_run_leaves_nothing_behind(desk: Desk, elder: Actor) -> None:
    before = dump(desk)
    found = past(elder, *ORDER, dry_run=True)
    assert found.plan is not None
    assert (found.plan.added, found.plan.total, found.result) == (1, D("67.60"), None)
    assert dump(desk) == before


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Transactions of few documents, so that there are boundaries between them."""
    for beat in ("WRITE", "PUBLISH", "RELEASE"):
        monkeypatch.setattr(importing, beat, (3, 3))


def test_killed_anywhere_it_is_carried_on_or_taken_back_whole(desk: Desk, elder: Actor, small: None) -> None:
    done(elder, "S,2025-01-01,,,,C1,A,1000,2,,,")
    for n in range(30):
        lines = [f"K{n}-{k},2025-02-{k + 1:02},,,,C{1 + k % 2},A,2,3,,," for k in range(8)]
        lines += [f"B{n}-{k},2025-03-{k + 1:02},,,,C1,A,-1,2,,S," for k in range(4)]
        try:
            past(elder, *lines, progress=Killer(n, "commit", "publish"))
        except Killed:
            newest = batches(elder).rows[0]
            if newest.unfinished:
                assert {row.ref for row in batch_orders(elder, newest.number).rows} == set()
                end = importing.release if n % 2 else importing.resume
                end(elder, newest.number)
                assert len(batch_orders(elder, newest.number).rows) == (0 if n % 2 else 12)
                continue
        break
    assert n > 3
    assert complaints(desk) == []


def test_a_batch_with_which_nothing_was_done_is_taken_back_and_comes_again(
    desk: Desk, elder: Actor, small: None
) -> None:
    first = done(elder, *ORDER, *(f"H{n},2025-03-01,,,,C1,A,1,2,,," for n in range(7)))
    back = done(elder, "C1,2025-04-01,,,,C1,A,-4,2.55,,536365,")
    with pytest.raises(Conflict) as caught:
        importing.release(elder, first.batch)
    assert caught.value.id == "batch-used"
    assert importing.release(elder, back.batch).state.code == "released"
    assert [x.returned for x in looking.show(desk.manager, "536365").lines] == [D(0), D(0)]
    assert return_looking.list_returns(desk.manager) == []
    second = done(elder, "H20,2025-03-01,,,,C1,A,1,2,,,")
    assert importing.release(elder, second.batch).state.code == "released"
    with pytest.raises(NotFound):
        looking.show(desk.manager, "H20")
    assert done(elder, "H20,2025-03-01,,,,C1,A,1,2.5,,,").added == 1
    assert complaints(desk) == []


# --- lines ---


@pytest.mark.parametrize(
    ("cells", "price", "amount"),
    [
        ("6,2.55,", "2.55", "15.30"),
        ("3,,10", "3.3333", "10.00"),  # what was billed is right, whatever the price is rounded to
        ("7,1.4286,10", "1.4286", "10.00"),
        ("1000,0.1235,123.46", "0.1235", "123.46"),
        ("5,0,", "0", "0.00"),
        ("5,,0", "0", "0.00"),
        ("0.5,3,1.5", "3", "1.50"),
    ],
)
def test_the_amount_is_what_was_billed(desk: Desk, elder: Actor, cells: str, price: str, amount: str) -> None:
    done(elder, f"H1,2025-03-01,,,,C1,A,{cells},,")
    (line,) = looking.show(desk.manager, "H1").lines
    assert (line.price, line.amount) == (D(price), D(amount))
    assert complaints(desk) == []


@pytest.mark.parametrize(
    ("cells", "column", "id"),
    [
        ("6,2.55,15.50", "amount", "import-amount-differs"),
        ("6,,", "price", "import-price-missing"),
        ("6,2.55,-15.30", "amount", "import-amount-sign"),
        ("0,2,", "qty", "cell-number-low"),
        ("-0,2,", "qty", "cell-number-low"),
        ("2斤,2,", "qty", "quantity-unit"),
    ],
)
def test_a_line_that_cannot_have_been_is_refused(desk: Desk, elder: Actor, cells: str, column: str, id: str) -> None:
    assert problems(past(elder, f"H1,2025-03-01,,,,C1,A,{cells},,").plan) == [(2, column, id)]


def test_lines_stay_as_they_stood_and_a_document_of_both_signs_is_refused(desk: Desk, elder: Actor) -> None:
    line = "H1,2025-03-01,,,,C1,A,{},2,,,"
    done(elder, line.format(1), line.format(1))
    assert [x.quantity for x in looking.show(desk.manager, "H1").lines] == [D(1), D(1)]
    assert problems(past(elder, line.replace("H1", "H2").format(1), line.replace("H1", "H2").format(-1)).plan) == [
        (3, "qty", "import-signs")
    ]


def test_a_real_invoice_has_more_than_a_thousand_lines(desk: Desk, elder: Actor) -> None:
    done(elder, *("H1,2025-03-01,,,,C1,A,1,2,,," for _ in range(1_114)))
    assert len(looking.show(desk.manager, "H1").lines) == 1_114


def test_what_is_retired_was_sold_then_and_codes_of_no_goods_are_services(desk: Desk, elder: Actor) -> None:
    people.product(desk.boss, "OLD", listed=False)
    people.product(desk.boss, "POST", service=True)
    done(elder, "H1,2025-03-01,,,,C1,OLD,1,2,,,", "H1,2025-03-01,,,,C1,POST,1,18,,,")
    assert [x.sku for x in looking.show(desk.manager, "H1").lines] == ["OLD", "POST"]
    assert complaints(desk) == []


def test_what_a_file_names_and_is_not_here_is_listed_to_be_imported_before_it(desk: Desk, elder: Actor) -> None:
    header = HEADER + ",name,unit"
    lines = (
        "H1,2025-03-01,,,,C1,NEW,1,2.5,,,,Old tea,盒",
        "H2,2025-03-01,,,,X9,A,1,2,,,,,",
        "H2,2025-03-01,,,,X9,new,1,3,,,,,",
    )
    items = lacking(elder, "items", csv(*lines, header=header), name="h.csv")
    assert items == [("NEW", "Old tea", "盒", "3", "no")]
    assert lacking(elder, "customers", csv(*lines, header=header), name="h.csv") == [("X9", "X9")]
    bring(elder, "products", *(",".join(row) for row in items), header="code,name,unit,price,listed")
    assert lacking(elder, "items", csv(*lines, header=header), name="h.csv") == []


# --- afterwards ---


def test_reports_count_it_on_its_days_and_leave_it_out_on_request(desk: Desk, elder: Actor) -> None:
    done(elder, *ORDER, "C1,2025-04-01,,,,C1,A,-4,2.55,,,")
    bring(desk.manager, "orders", "R1,C1,2026-03-01,A,2,,,,")
    months = {row[0]: row[2] for row in reports.run(desk.manager, "sales").rows}
    assert months == {"2025-03": D("67.60"), "2026-03": D("20.00")}
    assert [row[0] for row in reports.run(desk.manager, "sales", history=False).rows] == ["2026-03"]
    assert [row[3] for row in reports.run(desk.manager, "products", history=False).rows] == [1]
    assert [row[3] for row in reports.run(desk.manager, "batches", history=False).rows] == [1]
    for name in ("returns", "return-customers", "return-reasons", "carriers"):
        assert reports.run(desk.manager, name).rows != ()
        assert reports.run(desk.manager, name, history=False).rows == ()


def test_lists_find_it_by_its_days_and_by_its_old_number(desk: Desk, elder: Actor) -> None:
    number = orders_of(elder, done(elder, *ORDER))["536365"]
    bring(desk.manager, "orders", "R1,C1,2026-03-01,A,2,,,,")
    year = {"first": date(2025, 1, 1), "last": date(2025, 12, 31)}
    assert [row.number for row in looking.list_orders(desk.manager, **year)] == [number]
    assert [row.number for row in looking.list_orders(desk.manager, text="36365")] == [number]
    assert [row.number for row in shipments.list_shipments(desk.manager, **year).rows] == ["DH-S-20250302-000001"]


def test_no_step_and_no_exit_of_today_moves_it(desk: Desk, elder: Actor) -> None:
    number = orders_of(elder, done(elder, *ORDER))["536365"]
    before = looking.show(desk.manager, number)
    for action in ("approve", "void", "send_back", "withdraw", "take_back"):
        (outcome,) = act_many(desk.boss, [Target(number, Seen("receive"))], action, answers={"reason": "x"})
        assert isinstance(getattr(outcome, "error", None), YdhError)
    assert looking.show(desk.manager, number) == before


def test_what_is_ordered_afterwards_has_numbers_of_its_own_day(desk: Desk, elder: Actor) -> None:
    done(elder, *ORDER)
    details = {"requested_date": date(2030, 1, 1)}
    made = place(desk.manager, [Want("A", D(1))], customer="C1", channel="phone", details=details)
    assert made.number.endswith("-000001")
    assert complaints(desk) == []


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("orders", "business_date = '2025-03-02'"),
        ("orders", "submitted_at = submitted_at + 1"),
        ("orders", "step = 'void', counts = FALSE"),
        ("orders", "ref = '536366'"),
        ("order_line", "price = price + 1000"),
        ("order_line", "amount = amount + 10"),
        ("order_line", "received = received - 1000"),
        ("shipment", "received_at = received_at + 1"),
        ("shipment", "tracking = 'SF1'"),
        ("returns", "received_at = received_at + 1"),
        ("returns", "batch_id = NULL"),
        ("return_line", "amount = amount + 10"),
    ],
)
def test_what_somebody_changes_behind_its_back_is_found(desk: Desk, elder: Actor, table: str, change: str) -> None:
    done(elder, *ORDER, "C1,2025-04-01,,,,C1,A,-4,2.55,,,")
    assert complaints(desk) == []
    desk.boss.company.write(lambda unit: unit.execute(f"UPDATE {table} SET {change}", ()))
    assert complaints(desk) != []


def test_who_reviews_returns_may_still_take_goods_of_an_old_order_back(desk: Desk, elder: Actor) -> None:
    number = orders_of(elder, done(elder, *ORDER))["536365"]
    asked = asking.ask(
        desk.manager, [WantBack("1", D(2), "quality")], order=number, reason="quality", why="as a favour"
    )
    assert return_looking.show(desk.manager, asked.number).row.order == number
    with pytest.raises(Conflict):
        asking.ask(desk.manager, [WantBack("1", D(5), "quality")], order=number, reason="quality", why="as a favour")
    assert complaints(desk) == []
