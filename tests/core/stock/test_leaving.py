"""Goods whose lots may not leave are not sold: on every day, whether or not the clock's job was ever run."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal as D

import pytest

from tests.core.shipping.test_picking import with_lots
from tests.kit.company import product
from tests.kit.orders import Crew, approve, done, leave, make_crew, refused, the_books_are_right, want
from tests.kit.statements import asked
from tests.kit.trail import sql
from ydh.core.administration.settings import change_setting
from ydh.core.audit import doctor
from ydh.core.company.actors import Actor, who
from ydh.core.company.settings import settings
from ydh.core.goods import catalogue
from ydh.core.orders import cart, edit_preview, editing, shortages
from ydh.core.orders.entering import place
from ydh.core.shipping import pick_ends, picking
from ydh.core.stock import levels, limits, looking, lots, papers, warehouses
from ydh.core.stock.views import StockLevel
from ydh.core.values.errors import Shortage
from ydh.core.values.outcomes import Seen
from ydh.core.workflow import clock, history, tasks
from ydh.core.workflow.acting import act
from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Statement
from ydh.store.orders import looking as orders
from ydh.store.orders import shortages as short
from ydh.store.stock import leaving
from ydh.store.stock import stock as store

ZONE = timedelta(hours=8)


@pytest.fixture
def crew(company: Actor) -> Crew:
    made = make_crew(company)
    change_setting(company, "when_short", "wait")
    return made


def today(crew: Crew) -> date:
    return crew.admin.company.read(settings).today


def at(crew: Crew, day: date, hour: time) -> None:
    """Let it be that moment of the company's clock."""
    moment = datetime.combine(day, hour, UTC) - ZONE
    crew.admin.company.store.clock = lambda: moment


def keep(crew: Crew, *given: tuple[str, int | None, int], keep_days: int | None = None) -> None:
    """MILK, kept by these lots: code, days until it expires, quantity."""
    day = today(crew)
    dated = [(lot, None if days is None else str(day + timedelta(days=days)), much) for lot, days, much in given]
    with_lots(crew, "MILK", *dated)
    if keep_days is not None:
        sql(crew.admin, f"UPDATE product SET keep_days = {keep_days} WHERE code = 'MILK'")


def ordered(crew: Crew, quantity: int, to: str = "release") -> str:
    return crew.carry(place(crew.buyer, [want("MILK", quantity)]).number, to)


def level(crew: Crew) -> StockLevel:
    (row,) = [row for row in looking.levels_of(crew.outbound_reviewer, "MILK") if row.warehouse == "MAIN"]
    return row


def reserved(crew: Crew, number: str) -> tuple[D, D]:
    line = crew.show(number).lines[0]
    return line.reserved, line.short


def died(crew: Crew) -> str:
    """An order of 15 that was promised 15, all of which are expired or recalled today."""
    keep(crew, ("OLD", 0, 5), ("NEW", 400, 10))
    number = ordered(crew, 15)
    assert reserved(crew, number) == (15, 0)
    lots.block(crew.outbound_reviewer, "NEW", reason="召回")
    at(crew, today(crew) + timedelta(days=1), time(0))
    return number


# --- what is there ---


# S14.6
def test_what_may_not_leave_is_not_sold(crew: Crew) -> None:
    keep(crew, ("OLD", -1, 5), ("NEW", 400, 10))
    lots.block(crew.outbound_reviewer, "NEW", reason="召回")
    change_setting(crew.admin, "when_short", "refuse")
    with pytest.raises(Shortage) as raised:
        place(crew.buyer, [want("MILK", 15)])
    assert str(raised.value).count("MILK 0/15") == 1
    (line,) = cart.add(crew.buyer, [want("MILK", 1)]).lines
    assert [problem.id for problem in line.problems] == ["cart-short"]
    change_setting(crew.admin, "when_short", "wait")
    number = ordered(crew, 15, "review")
    assert reserved(crew, number) == (0, 15)


# S10.10, S13.15
def test_every_list_tells_the_shortage_before_anybody_has_given_anything_up(crew: Crew) -> None:
    number = died(crew)
    limits.set_limits(crew.outbound_reviewer, "MILK", lower=D(4))
    staff = crew.outbound_reviewer
    assert [(it.short, it.free) for it in shortages.of_order(crew.order_reviewer, number)] == [(15, 0)]
    assert [(it.sku, it.short, it.orders, it.free) for it in shortages.across(staff).rows] == [("MILK", 15, 1, 0)]
    assert [(it.number, it.short) for it in shortages.waiting_for(staff, "MILK")] == [(number, 15)]
    assert [(it.wanted, it.available, it.buy) for it in limits.suggestions(staff)] == [(15, 0, 19 + 5)]  # whole packs
    assert [(it.available, it.missing) for it in limits.warnings(staff)] == [(-15, 19)]
    there = level(crew)
    assert (there.on_hand, there.reserved, there.available, there.unfit) == (15, 15, -15, 15)
    assert looking.levels(staff, short=True).rows[0].sku == "MILK"
    found = staff.company.read(lambda unit: tasks.tasks_of(unit, who(unit, staff), settings(unit)))
    assert [it.count for it in found if it.code == "limits"] == [1]
    assert reserved(crew, number) == (0, 15)
    assert catalogue.show_sku(crew.order_reviewer, "MILK").availability.quantity == 0
    (finding,) = [it for it in doctor.examine(crew.admin) if it.check.code == "lapsed"]
    assert (finding.level, finding.subject, finding.data["found"]) == ("warning", "MILK", 15)
    assert refused(approve(staff, number, "release")) == "short"


# S13.15
@pytest.mark.parametrize(("hour", "day", "good"), [(time(23, 59, 59), 0, True), (time(0), 1, False)])
def test_a_lot_leaves_until_the_last_second_of_its_last_day_by_the_company_s_clock(
    crew: Crew, hour: time, day: int, good: bool
) -> None:
    keep(crew, ("LAST", 0, 9))
    first = today(crew)
    to_release, to_ship = ordered(crew, 2), ordered(crew, 3)
    done(approve(crew.outbound_reviewer, to_ship, "release"))
    part = crew.show(to_ship).shipments[0].number
    at(crew, first + timedelta(days=day), hour)
    assert level(crew).available == (4 if good else -2)
    fresh = place(crew.buyer, [want("MILK", 4)]).number
    assert reserved(crew, fresh) == ((4, 0) if good else (0, 4))
    released = approve(crew.outbound_reviewer, to_release, "release")
    shipped = approve(crew.shipping_clerk, part, "ship")
    if good:
        done(released)
        done(shipped)
    else:
        assert refused(released) == "short"
        assert refused(shipped) == "lot-expired"
        assert reserved(crew, to_ship) == (0, 3)
    assert not [it for it in history.history(crew.admin, to_release) if it.action == "lapse"]  # no job has run


# S13.15
def test_what_keeps_too_short_for_the_product_is_not_sold_and_not_shipped_later(crew: Crew) -> None:
    keep(crew, ("NEAR", 29, 5), ("FAR", 30, 5), keep_days=30)
    assert level(crew).available == 5
    number = ordered(crew, 5)
    done(approve(crew.outbound_reviewer, number, "release"))
    part = crew.show(number).shipments[0].number
    at(crew, today(crew) + timedelta(days=1), time(0))
    assert refused(approve(crew.shipping_clerk, part, "ship")) == "lot-keeps-short"
    assert [it.short for it in shortages.of_order(crew.order_reviewer, number)] == [5]
    done(leave(crew.outbound_reviewer, part, "unrelease", "ship"))
    done(approve(crew.outbound_reviewer, number, "release", lots={1: [("NEAR", None)]}))
    done(approve(crew.shipping_clerk, crew.show(number).shipments[-1].number, "ship"))
    assert the_books_are_right(crew.admin)


def test_what_may_leave_again_is_there_again(crew: Crew) -> None:
    keep(crew, ("L", 10, 8))
    number = ordered(crew, 8)
    lots.block(crew.outbound_reviewer, "L", reason="抽检")
    assert reserved(crew, number) == (0, 8)
    lots.unblock(crew.outbound_reviewer, "L", reason="合格")
    assert reserved(crew, number) == (8, 0)
    lots.set_expiry(crew.outbound_reviewer, "L", today(crew) - timedelta(days=1), reason="录错")
    assert level(crew).available == -8
    lots.set_expiry(crew.outbound_reviewer, "L", None, reason="无效期")
    done(approve(crew.outbound_reviewer, number, "release"))
    assert the_books_are_right(crew.admin)


# --- who loses ---


def test_the_last_order_loses_first_even_when_it_is_the_first_that_acts(crew: Crew) -> None:
    keep(crew, ("A", 400, 6), ("B", 400, 6))
    first, last = ordered(crew, 6), ordered(crew, 6)
    lots.block(crew.outbound_reviewer, "A", reason="召回")
    assert [reserved(crew, first), reserved(crew, last)] == [(6, 0), (0, 6)]
    assert refused(approve(crew.outbound_reviewer, last, "release")) == "short"
    done(approve(crew.outbound_reviewer, first, "release"))
    assert the_last_entry(crew, first)[0] == "approve"
    assert clock.lapse(crew.admin) == [last]
    assert the_books_are_right(crew.admin)


def the_last_entry(crew: Crew, number: str) -> tuple[str, object]:
    entry = history.history(crew.admin, number)[-1]
    return entry.action, entry.body.get("lapsed")


def test_a_release_gives_up_what_died_and_takes_what_another_warehouse_has(crew: Crew) -> None:
    keep(crew, ("A", 400, 6), ("B", 400, 1))
    number = ordered(crew, 7)
    warehouses.add(crew.outbound_reviewer, "WEST", "西仓")
    papers.receive_stock(crew.outbound_reviewer, "MILK", D(6), lot="W", warehouse="WEST")
    lots.block(crew.outbound_reviewer, "A", reason="召回")
    done(approve(crew.outbound_reviewer, number, "release"))
    assert the_last_entry(crew, number) == ("approve", [[1, "MILK", "6"]])
    assert [line.released for line in crew.show(number).lines] == [7]
    assert len(crew.show(number).shipments) == 2
    assert the_books_are_right(crew.admin)


def test_a_release_that_is_refused_gives_nothing_up(crew: Crew) -> None:
    number = died(crew)
    assert refused(approve(crew.outbound_reviewer, number, "release", available=True)) == "short"
    assert level(crew).reserved == 15
    assert crew.step(number) == "release"


def test_the_clock_gives_up_what_died_once_and_says_so_in_each_order(crew: Crew) -> None:
    number = died(crew)
    assert clock.lapse(crew.admin, dry_run=True) == [number]
    assert level(crew).reserved == 15
    assert clock.lapse(crew.admin) == [number]
    assert the_last_entry(crew, number) == ("lapse", [[1, "MILK", "15"]])
    entry = history.history(crew.admin, number)[-1]
    assert entry.by.code == "clock"
    assert (level(crew).reserved, level(crew).available, reserved(crew, number)) == (0, 0, (0, 15))
    assert clock.lapse(crew.admin) == []
    papers.receive_stock(crew.outbound_reviewer, "MILK", D(20), lot="FRESH")
    done(approve(crew.outbound_reviewer, number, "release"))
    assert the_books_are_right(crew.admin)


# S13.15
def test_only_what_is_short_is_closed_of_what_died_too(crew: Crew) -> None:
    keep(crew, ("A", 400, 6), ("B", 400, 4))
    number = ordered(crew, 10)
    lots.block(crew.outbound_reviewer, "A", reason="召回")
    answers = {"reason": "没货了", "short": True}
    done(act(crew.outbound_reviewer, number, "close", seen=Seen("release"), answers=answers))
    assert [(line.closed, line.reserved) for line in crew.show(number).lines] == [(6, 4)]
    assert the_books_are_right(crew.admin)


def test_a_changed_order_is_reserved_by_what_may_leave(crew: Crew) -> None:
    keep(crew, ("A", 400, 6), ("B", 400, 4))
    number = ordered(crew, 10, "review")
    lots.block(crew.outbound_reviewer, "A", reason="召回")
    change_setting(crew.admin, "when_short", "refuse")
    wants = [want("MILK", 9)]
    (line,) = edit_preview.rework(crew.business_manager, number, wants).view.lines
    assert [problem.id for problem in line.problems] == ["cart-short"]
    with pytest.raises(Shortage):
        editing.edit(crew.business_manager, number, wants=wants)
    editing.edit(crew.business_manager, number, wants=[want("MILK", 4)])
    assert reserved(crew, number) == (4, 0)
    assert the_books_are_right(crew.admin)


# --- by hand ---


def test_what_died_is_written_off_although_it_was_promised(crew: Crew) -> None:
    number = died(crew)
    papers.single(crew.outbound_reviewer, "loss", "MILK", D(5), lot="OLD", reason="过期")
    assert the_last_entry(crew, number) == ("lapse", [[1, "MILK", "15"]])
    assert (level(crew).on_hand, level(crew).reserved) == (10, 0)
    assert the_books_are_right(crew.admin)


def test_goods_that_may_leave_are_not_taken_from_orders_because_others_lie_there(crew: Crew) -> None:
    keep(crew, ("OLD", -1, 5), ("NEW", 400, 5))
    ordered(crew, 5)
    with pytest.raises(Shortage) as raised:
        papers.single(crew.outbound_reviewer, "other_out", "MILK", D(1), lot="NEW", reason="样品")
    assert raised.value.id == "stock-reserved-fit-by"
    papers.single(crew.outbound_reviewer, "loss", "MILK", D(5), lot="OLD", reason="过期")
    assert the_books_are_right(crew.admin)


def test_what_is_packed_and_may_not_leave_any_more_is_told_until_somebody_takes_another_lot(crew: Crew) -> None:
    change_setting(crew.admin, "pick", "pick")
    keep(crew, ("A", 20, 5), ("B", 400, 5))
    number = ordered(crew, 3)
    done(approve(crew.outbound_reviewer, number, "release"))
    part = crew.show(number).shipments[0].number
    lots.block(crew.outbound_reviewer, "A", reason="召回")
    assert [(it.sku, it.short) for it in shortages.across(crew.outbound_reviewer).rows] == [("MILK", 3)]
    assert [(it.wanted, it.buy) for it in limits.suggestions(crew.outbound_reviewer)] == []  # five others are free
    (finding,) = [it for it in doctor.examine(crew.admin) if it.check.code == "lapsed"]
    assert (finding.id, finding.subject, finding.data["found"]) == ("doctor-stuck", number, 3)
    assert [code for code, *_ in pick_ends.other_lots(crew.outbound_reviewer, part, 1)] == ["B"]
    pick_ends.switch_lot(crew.outbound_reviewer, part, 1, "B")
    assert not shortages.across(crew.outbound_reviewer).rows
    picking.scan(crew.outbound_reviewer, part, "MILK*3")
    pick_ends.finish(crew.outbound_reviewer, part)
    done(approve(crew.shipping_clerk, part, "ship"))
    assert the_books_are_right(crew.admin)


# --- the statements themselves ---


# S14.6
def test_the_guard_counts_only_what_may_leave_that_day(crew: Crew) -> None:
    keep(crew, ("OLD", 3, 5), ("NEW", 400, 10))
    sku = sql(crew.admin, "SELECT id FROM sku WHERE code = 'MILK'")[0][0]

    def guarded(quantity: int, day: date) -> int:
        def work(unit: Unit) -> int:
            return store.RESERVE_LOTS.many(unit, f"{store.MOVE} day", [(sku, 1, D(quantity), day)])

        return crew.admin.company.write(work, dry_run=True)

    day = today(crew)
    assert [guarded(15, day), guarded(16, day)] == [1, 0]
    assert [guarded(15, day + timedelta(days=3)), guarded(15, day + timedelta(days=4))] == [1, 0]
    assert guarded(10, day + timedelta(days=4)) == 1


def test_the_database_and_the_choice_of_lots_agree_on_what_may_leave(crew: Crew) -> None:
    given = [("N", None, 1), *((f"L{n}", n, n + 2) for n in range(-1, 6))]
    keep(crew, *given, keep_days=2)
    lots.block(crew.outbound_reviewer, "L4", reason="抽检")
    sku = sql(crew.admin, "SELECT id FROM sku WHERE code = 'MILK'")[0][0]

    def both(unit: Unit) -> tuple[D, D]:
        day = settings(unit).today
        levels.lock(unit, [sku])
        chosen = lots.suggest(unit, 1, sku, D(999), day=day, keep_days=2)
        return leaving.available(unit, day, [sku])[sku], sum((q for _, q in chosen), D(0))

    assert crew.admin.company.write(both) == (1 + 4 + 5 + 7, 1 + 4 + 5 + 7)


@pytest.mark.parametrize("code", ["T1", "MILK"])
def test_goods_that_are_not_kept_by_lot_cost_no_statement_more(crew: Crew, code: str) -> None:
    if crew.admin.company.store.engine != "sqlite":
        return
    keep(crew, ("NEW", 400, 10))
    product(crew.admin, "T9")
    place(crew.buyer, [want(code, 1)])
    with asked(crew.admin.company) as statements:
        place(crew.buyer, [want(code, 1)])
    about = [it for it in statements if '"lot_stock"' in it]
    assert len(about) == (0 if code == "T1" else 2)  # what of it may not leave, and the guard


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "statement",
    [
        *(leaving._DIED, leaving.STUCK, leaving.VAIN, store.RESERVE_LOTS, orders._RESERVED),
        *(short._across(frozenset()), short._orders_of(frozenset()), short._OF_ORDER),
    ],
)
def test_who_asks_for_what_died_goes_through_the_lots_and_through_nothing_else(
    crew: Crew, statement: Statement
) -> None:
    """A company that keeps nothing by lot has none to go through, however many orders it has."""

    def plan(unit: Unit) -> list[str]:
        it = statement._on(unit)
        return [row[3] for row in unit.execute(f"EXPLAIN QUERY PLAN {it.sql}", [0] * len(it.params)).fetchall()]

    scanned = {line.split()[1] for line in crew.admin.company.read(plan) if line.startswith("SCAN ")}
    made_of_these = {"bad", "lack", "held", "lost", "gone", "both", "by_line", "lines"}
    assert {name for name in scanned if not name.startswith("(")} - made_of_these <= {"spoilt_lot", "bad_lot"}
