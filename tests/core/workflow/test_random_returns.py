"""Random people do random things to returns while random steps are off.

A refusal changes nothing, the figures always add up, and every open return has somebody who can move it on.
"""

from contextlib import suppress
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from tests.kit import company as data
from tests.kit.orders import STEPS as ORDER_STEPS
from tests.kit.servers import Postgres, Sqlite
from ydh.core.audit import doctor, doctor_books
from ydh.core.company.actors import Actor
from ydh.core.orders.entering import place
from ydh.core.orders.views import Want
from ydh.core.returns import asking, looking
from ydh.core.returns.views import WantBack
from ydh.core.values.errors import YdhError
from ydh.core.values.outcomes import Done, Outcome, Seen, Target
from ydh.core.values.words import Label
from ydh.core.workflow import switching
from ydh.core.workflow.acting import act, act_many
from ydh.core.workflow.explaining import explain

EXAMPLES = {"sqlite": 40, "postgres": 4}
STEPS = ("review", "dispatch", "receive", "refund")
ROLES = {
    "sales": ["business_manager"],
    "second": ["order_reviewer"],
    "keeper": ["outbound_reviewer"],
    "cashier": ["finance_reviewer"],
    "all_hands": ["business_manager", "outbound_reviewer", "finance_reviewer"],
    "nobody": [],
}
LOGINS = (*ROLES, "c1")
PASSES = {"review": "sales", "dispatch": "c1", "receive": "keeper", "refund": "cashier"}
TABLES = ("returns", "return_line", "order_line", "orders", "stock", "stock_move", "payment", "journal", "counter")
BOOKS = (
    *(getattr(doctor_books, name) for name in ("on_hand", "reserved", "sums", "amounts", "numbers", "entries")),
    *(getattr(doctor_books, name) for name in ("claims", "restocked", "refunds")),
)

PEOPLE = st.sampled_from(LOGINS)
WHICH = st.integers(0, 5)
AMOUNT = st.sampled_from([Decimal(q) for q in ("0", "1", "2", "3", "5", "11")])
LINES = st.dictionaries(st.sampled_from(("1", "2", "3")), AMOUNT | st.none(), min_size=1, max_size=3)
KINDS = st.sampled_from(("refund_only", "return_and_refund", "exchange"))
QUANTITIES = st.none() | st.dictionaries(st.integers(1, 3), AMOUNT, max_size=2)
CAME = st.none() | st.dictionaries(
    st.integers(1, 3), st.dictionaries(st.sampled_from(("restock", "scrap", "repair")), AMOUNT, max_size=2), max_size=2
)
ACTIONS = st.sampled_from(("approve", "approve", "approve", "send_back", "withdraw", "reject", "void", "take_back"))


def _fill(url: str) -> None:
    data.fill(url)
    admin = data.administrator(url)
    for login, roles in ROLES.items():
        data.staff(admin, login, *roles)
    data.customer(admin, "C1")
    data.product(admin, "T1", stock="50", price="3.3333")
    data.product(admin, "T2", stock="20", price="99.99")
    data.product(admin, "SV", service=True, price="5")
    worker = data.staff(admin, "worker", "order_reviewer", "finance_reviewer", "outbound_reviewer", "shipping_clerk")
    buyer = Actor(admin.company, _accounts(admin)["c1"])
    order = place(buyer, [Want("T1", Decimal(10)), Want("T2", Decimal(3)), Want("SV", Decimal(2))]).number
    for step in ORDER_STEPS:
        by = buyer if step == "receive" else worker
        assert isinstance(act(by, order, "approve", seen=Seen(step), answers={"carrier": "顺丰"}), Done)
    admin.company.close()


def _accounts(admin: Actor) -> dict[str, int]:
    found: list[tuple[str, int]] = admin.company.read(
        lambda unit: unit.execute("SELECT login, id FROM account", ()).fetchall()
    )
    return dict(found)


class Returns(RuleBasedStateMachine):
    """The counter of a company on a database of its own."""

    databases: Any

    def __init__(self) -> None:
        super().__init__()
        url = self.databases.fresh(self.databases.make_template("returns", _fill))
        self.admin = data.administrator(url)
        company = self.admin.company
        self.people = {login: Actor(company, id_) for login, id_ in _accounts(self.admin).items()}
        self.order = company.read(lambda unit: unit.execute("SELECT number FROM orders", ()).fetchone())[0]
        self.numbers: list[str] = []
        self.seen: dict[str, list[Any]] = {}

    def teardown(self) -> None:
        self.admin.company.close()

    def picture(self) -> dict[str, list[Any]]:
        def work(unit: Any) -> dict[str, list[Any]]:
            return {t: sorted(unit.execute(f"SELECT * FROM {t}", ()).fetchall(), key=repr) for t in TABLES}

        found: dict[str, list[Any]] = self.admin.company.read(work)
        return found

    @rule(by=PEOPLE, lines=LINES, kind=KINDS, draft=st.booleans(), swap=st.booleans())
    def ask(self, by: str, lines: dict[str, Any], kind: str, draft: bool, swap: bool) -> None:
        self.try_to_ask(by, lines, kind, draft, swap)

    def try_to_ask(self, by: str, lines: dict[str, Any], kind: str, draft: bool, swap: bool) -> None:
        other = "T2" if swap and kind == "exchange" else ""
        wants = [WantBack(name, quantity, swap=other) for name, quantity in lines.items()]
        before = self.picture()
        make = asking.draft if draft else asking.ask
        try:
            done = make(self.people[by], wants, order=self.order, kind=kind, reason="damaged")
        except YdhError:
            assert self.picture() == before
            return
        self.numbers.append(done.number)

    @precondition(lambda self: self.numbers)
    @rule(by=PEOPLE, which=WHICH)
    def submit(self, by: str, which: int) -> None:
        name = self.numbers[which % len(self.numbers)]
        before = self.picture()
        try:
            done = asking.submit(self.people[by], name)
        except YdhError:
            assert self.picture() == before
            return
        self.numbers[self.numbers.index(name)] = done.number

    @precondition(lambda self: self.numbers)
    @rule(by=PEOPLE, which=WHICH, action=ACTIONS, lines=QUANTITIES, came=CAME, reason=st.booleans(), less=AMOUNT)
    def press(self, by: str, which: int, action: str, lines: Any, came: Any, reason: bool, less: Decimal) -> None:
        number = self.numbers[which % len(self.numbers)]
        step = looking.show(self.admin, number).row.step
        answers = {"carrier": "顺丰", "lines": lines, "came": came} | ({"reason": "因为"} if reason else {})
        if less > 1:
            answers["amounts"] = {1: less}
        before = self.picture()
        outcome = act(self.people[by], number, action, seen=Seen(step), answers={k: v for k, v in answers.items() if v})
        self.judge([outcome], before)

    @precondition(lambda self: self.numbers)
    @rule(which=WHICH, came=CAME)
    def go_on(self, which: int, came: Any) -> None:
        """Whoever passes the step that a return waits for does so."""
        number = self.numbers[which % len(self.numbers)]
        step = looking.show(self.admin, number).row.step
        if step in PASSES:
            answers = {"carrier": "顺丰", "reason": "少了"} | ({"came": came} if came else {})
            before = self.picture()
            self.judge([act(self.people[PASSES[step]], number, "approve", seen=Seen(step), answers=answers)], before)

    @rule(lines=LINES, kind=KINDS)
    def ask_rightly(self, lines: dict[str, Any], kind: str) -> None:
        self.try_to_ask("c1", {name: Decimal(1) for name in lines}, kind, False, False)

    @precondition(lambda self: len(self.numbers) > 1)
    @rule(by=PEOPLE, step=st.sampled_from(STEPS))
    def press_many(self, by: str, step: str) -> None:
        targets = [Target(n, Seen(step)) for n in (*self.numbers, self.numbers[0])]
        before = self.picture()
        self.judge(act_many(self.people[by], targets, "approve", answers={"carrier": "顺丰"}), before)

    def judge(self, outcomes: list[Outcome], before: dict[str, list[Any]]) -> None:
        if not any(isinstance(o, Done) for o in outcomes):
            assert self.picture() == before
        for outcome in outcomes:
            assert isinstance(outcome, Done) or str(outcome.error)

    @rule(step=st.sampled_from(STEPS), on=st.booleans())
    def switch(self, step: str, on: bool) -> None:
        with suppress(YdhError):
            if on:
                switching.enable(self.admin, "return", step)
            else:
                switching.disable(self.admin, "return", step)

    @invariant()
    def what_changed_adds_up_and_can_go_on(self) -> None:
        """What a refusal left alone was looked at before."""
        now = self.picture()
        if now != self.seen:
            self.seen = now
            self.the_books_add_up()
            self.somebody_can_move_every_open_return_on()

    def the_books_add_up(self) -> None:
        company, label = self.admin.company, Label("check", "check")
        wrong = company.read(lambda unit: [found for check in BOOKS for found in check(label, unit, company.store)])
        assert not wrong, wrong

    def somebody_can_move_every_open_return_on(self) -> None:
        for number in self.numbers:
            step = looking.show(self.admin, number).row.step
            if step not in ("done", "void", "draft"):  # a draft's author submits it, changes it or gives it up
                assert any(_can_move(self.people[login], number) for login in LOGINS), (number, step)


def _can_move(person: Actor, number: str) -> bool:
    try:
        return any(option.blocked is None for option in explain(person, number) if option.action == "approve")
    except YdhError:
        return False


def _run(databases: Sqlite | Postgres, engine: str) -> None:
    class Here(Returns):
        pass

    Here.databases = databases
    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=EXAMPLES[engine],
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_whatever_people_do_to_returns_the_figures_add_up(databases: Sqlite | Postgres) -> None:
    # S07.16, S19.15, S21.30
    _run(databases, "sqlite" if isinstance(databases, Sqlite) else "postgres")


def test_the_doctor_runs_every_check_of_returns() -> None:
    assert {"returns", "restocked", "refunds"} <= {check.label.code for check in doctor.CHECKS}
