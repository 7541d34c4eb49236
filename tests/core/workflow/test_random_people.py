"""Random people press random keys while random steps are off.

A refusal changes nothing, the books always balance, and nobody and nothing skips a step.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from tests.kit import company as data
from tests.kit.servers import Postgres, Sqlite
from ydh.core.administration.settings import change_setting
from ydh.core.audit import doctor_books
from ydh.core.company.actors import Actor
from ydh.core.orders import editing, looking, notes, shortages
from ydh.core.orders.entering import place
from ydh.core.orders.views import Want
from ydh.core.shipping import pick_ends, picking
from ydh.core.stock.papers import receive_stock
from ydh.core.stock.warehouses import add
from ydh.core.values.errors import NotFound, Shortage, YdhError
from ydh.core.values.outcomes import Done, Held, Outcome, Refused, Seen, Target, Undo
from ydh.core.values.words import Label
from ydh.core.workflow import assigning, holds, switching
from ydh.core.workflow.acting import act, act_many, take_back
from ydh.store.engine.database import path_of
from ydh.store.tables import all_tables

EXAMPLES = {"sqlite": 80, "postgres": 8}
STEPS = ("review", "finance", "release", "ship", "receive")
BOOKS = (
    *("on_hand", "reserved", "reservations", "ledger", "sums", "amounts", "steps", "holds", "numbers"),
    *("counts", "entries"),
)
TABLES = [
    (model._meta.table_name, [field.column_name for field in model._meta.sorted_fields]) for model in all_tables()
]

# Said here again on purpose: who passes a step, and which steps a hold blocks.
PASSES = {
    "review": {"order_reviewer", "all_hands"},
    "finance": {"finance_reviewer", "all_hands"},
    "release": {"outbound_reviewer", "all_hands"},
    "ship": {"shipping_clerk", "all_hands"},
    "receive": {"c1", "c2", "order_reviewer", "business_manager", "second_manager", "all_hands"},
}
BLOCKS = {
    "exception": STEPS[:4],
    "amount": STEPS[1:4],
    "new_customer": STEPS[2:4],
    "cancellation": STEPS[:4],
    "unconfirmed": STEPS[:4],
}
LEAVES = {
    "send_back": [],
    "unrelease": ["outbound_reviewer", "all_hands"],
    "withdraw": ["c1", "c2", "business_manager"],
    "void": ["order_reviewer", "business_manager"],
    "close": [],
}
KEEPERS = ("outbound_reviewer", "shipping_clerk", "all_hands")  # who counts goods into shipments
ROLES = {
    "order_reviewer": ["order_reviewer"],
    "finance_reviewer": ["finance_reviewer"],
    "outbound_reviewer": ["outbound_reviewer"],
    "shipping_clerk": ["shipping_clerk"],
    "business_manager": ["business_manager"],
    "second_manager": ["business_manager"],
    "all_hands": ["order_reviewer", "finance_reviewer", "outbound_reviewer", "shipping_clerk"],
    "nobody": [],
}
LOGINS = ("boss", *ROLES, "c1", "c2")
SETTINGS = {
    "when_short": ("refuse", "wait"),
    "amount_threshold": ("off", "100"),
    "hold_new_customers": ("on", "off"),
    "confirm_staff_orders": ("off", "on"),
    "self_approval": ("off", "on"),
    "opinion_required": ("off", "review finance"),
    "pick": ("off", "off", "pick", "check", "other"),
}

PEOPLE = st.sampled_from(LOGINS)
ORDERERS = st.sampled_from(("c1", "c2", "order_reviewer", "business_manager", "all_hands", "shipping_clerk"))
WHICH = st.integers(0, 7)
STEP = st.sampled_from(STEPS)
QUANTITIES = st.sampled_from([Decimal(q) for q in ("1", "2", "4", "6", "10")])
LINES = st.lists(st.builds(Want, st.sampled_from(("T1", "T2", "T3", "SV")), QUANTITIES), min_size=1, max_size=3)
FEW = st.lists(st.builds(Want, st.sampled_from(("T1", "T3", "SV")), st.just(Decimal(6))), min_size=1, max_size=2)
CHOSEN = st.none() | st.dictionaries(
    st.integers(1, 3), st.sampled_from([Decimal(q) for q in ("-1", "0", "1", "2", "7")]), max_size=2
)
ACTIONS = st.sampled_from(("approve", "send_back", "unrelease", "withdraw", "void", "close", "take_back"))
REST = st.sampled_from(("", "wait", "close"))
DAY = {"requested_date": date(2030, 1, 1)}


def _fill(url: str) -> None:
    data.fill(url)
    admin = data.administrator(url)
    for login, roles in ROLES.items():
        data.staff(admin, login, *roles)
    data.customer(admin, "C1")
    data.customer(admin, "C2", assessed=False)
    data.product(admin, "T1", stock="12")
    data.product(admin, "T2", stock="6", multiple=Decimal(2), price="33.3333")
    data.product(admin, "T3", stock="4", price="99.99")
    data.product(admin, "SV", service=True, price="5")
    warehouseman = data.staff(admin, "warehouseman", "outbound_reviewer")
    other = add(data.staff(admin, "builder", "system_admin", "outbound_reviewer"), "W2", "二号仓")
    receive_stock(warehouseman, "T1", Decimal(5), warehouse=other, reason="期初库存")
    receive_stock(warehouseman, "T3", Decimal(5), warehouse=other, reason="期初库存")
    admin.company.close()


# what is said of an order without moving it
QUIET = {"edit", "hold", "release_hold", "confirm", "note", "assign", "short_answer", "substitute", "pick", "check"}
QUIET |= {f"{phase}_{how}" for phase in ("pick", "check") for how in ("start", "take_over")}


@dataclass
class Path:
    """Where an order must be by what its journal says."""

    step: str = ""
    parts: dict[str, str] = field(default_factory=dict)

    def follow(self, action: str, step: str, to: str, body: dict[str, Any]) -> None:
        """Take one entry; an AssertionError is a step that was skipped, or passed twice."""
        named = body.get("parts", [])
        if action in ("draft", "withdraw", "delete", "submit"):
            assert not self.parts
            self.step = to
        elif action == "approve":
            self._pass(step, named)
        elif action == "take_back":
            self._take_back(to, named)
        elif action == "unrelease":
            assert [self.parts.pop(name) for name in named] == ["ship"]
        elif action == "void":
            assert set(self.parts.values()) <= {"ship"}
            self.step, self.parts = "void", {}
        elif action == "send_back":
            assert not self.parts
            assert (self.step, to) in {("review", "draft"), ("finance", "draft"), ("release", "review")}
            self.step = to
        elif action == "close":
            assert step in ("review", "release")
        else:
            assert action in QUIET, action

    def _pass(self, step: str, parts: list[str]) -> None:
        after = (*STEPS, "done")[STEPS.index(step) + 1]
        if step in STEPS[:2]:
            assert (self.step, parts) == (step, [])
            self.step = after
        elif step == "release":
            assert self.step == "release"
            assert parts
            assert not self.parts.keys() & set(parts)
            self.parts |= dict.fromkeys(parts, after)
        else:
            (part,) = parts
            assert self.parts[part] == step
            self.parts[part] = after

    def _take_back(self, step: str, parts: list[str]) -> None:
        if step in STEPS[:2]:
            assert self.step == STEPS[STEPS.index(step) + 1]
            self.step = step
        elif step == "release":
            assert {self.parts.pop(name) for name in parts} == {"ship"}
        else:
            assert step == "ship"
            assert [self.parts[name] for name in parts] == ["receive"]
            self.parts |= dict.fromkeys(parts, step)

    def waits(self, unreleased: bool) -> str:
        """The earliest step that is still open."""
        if self.step != "release":
            return self.step
        at = [*self.parts.values(), *(["release"] if unreleased else [])]
        return min((s for s in at if s != "done"), key=STEPS.index, default="done")


def picture_of(engine: str) -> str:
    """The statement for every row of every table, as (table, text)."""
    if engine == "postgres":
        return " UNION ALL ".join(f"SELECT '{name}', t::text FROM \"{name}\" t" for name, _ in TABLES)
    texts = {name: " || ',' || ".join(f'quote("{column}")' for column in columns) for name, columns in TABLES}
    return " UNION ALL ".join(f"SELECT '{name}', {text} FROM \"{name}\"" for name, text in texts.items())


class Machine(RuleBasedStateMachine):
    """One company, from its opening on."""

    fresh: Callable[[], str]
    drop: Callable[[str], None]

    def __init__(self) -> None:
        super().__init__()
        self.url = type(self).fresh()
        boss = data.administrator(self.url)
        self.company = boss.company
        if self.company.store.engine == "sqlite":
            self.company.store.database.connect(reuse_if_open=True)
            self.company.store.database.execute_sql("PRAGMA synchronous = off")
        ids = dict(self.sql("SELECT login, id FROM account"))
        self.people = {login: Actor(self.company, ids[login]) for login in LOGINS}
        self.logins = {ids[login]: login for login in LOGINS}
        self.off: set[str] = set()
        self.self_approval = False
        self.arrived = self.in_house()
        self.entry = 0
        self.picture = picture_of(self.company.store.engine)
        self.rows = self.everything()
        self.holds = self.open_holds()

    def teardown(self) -> None:
        if not sys.exc_info()[0]:
            self.everything_can_be_brought_to_an_end()
        self.company.close()
        type(self).drop(self.url)

    # --- what people do ---

    @initialize(chosen=st.fixed_dictionaries({k: st.sampled_from(v) for k, v in SETTINGS.items()}))
    def the_company_has_its_rules(self, chosen: dict[str, str]) -> None:
        for name, text in chosen.items():
            change_setting(self.people["boss"], name, text)
        self.self_approval = chosen["self_approval"] == "on"
        self.rows = self.everything()

    @initialize(orders=st.lists(st.tuples(FEW, st.integers(0, 5), WHICH), min_size=3, max_size=3))
    def orders_are_on_their_way(self, orders: list[tuple[list[Want], int, int]]) -> None:
        staff = {"customer": "C1", "channel": "phone", "details": DAY}
        for login, whose, (lines, steps, hand) in zip(("c1", "c2", "c1"), ({}, {}, staff), orders, strict=True):
            me = self.people["business_manager" if whose else login]
            if not self.attempt(lambda me=me, lines=lines, whose=whose: place(me, lines, **whose)):
                continue
            _, name, _, _ = self.orders()[-1]
            for _ in range(steps):
                self.go_on(name, hand)

    @precondition(lambda self: len(self.orders()) < 8)
    @rule(login=ORDERERS, customer=st.sampled_from(("C1", "C2")), lines=LINES, ask=st.booleans(), kept=st.booleans())
    def somebody_orders(self, login: str, customer: str, lines: list[Want], ask: bool, kept: bool) -> None:
        whose = {} if login in ("c1", "c2") else {"customer": customer, "channel": "phone", "details": DAY}
        if kept:
            self.attempt(lambda: editing.draft(self.people[login], lines, **whose))
        else:
            self.attempt(lambda: place(self.people[login], lines, ask_customer=ask, **whose))

    @precondition(lambda self: self.orders())
    @rule(
        login=ORDERERS, which=WHICH, lines=LINES | st.none(), do=st.sampled_from(("submit", "submit", "edit", "delete"))
    )
    def somebody_works_on_a_draft(self, login: str, which: int, lines: list[Want] | None, do: str) -> None:
        name = self.one_at(which, "draft", *(["review"] if do == "edit" else []))
        me = self.people[login]
        if do == "submit":
            self.attempt(lambda: editing.submit(me, name))
        elif do == "edit":
            self.attempt(lambda: editing.edit(me, name, wants=lines, details={"project": "节日礼盒"}))
        else:
            self.attempt(lambda: editing.delete_draft(me, name) or True)

    @precondition(lambda self: self.orders())
    @rule(which=WHICH, part=WHICH, hand=WHICH, lines=CHOSEN, available=st.booleans(), back=st.booleans(), rest=REST)
    def the_right_person_passes_the_step(
        self, which: int, part: int, hand: int, lines: dict[int, Decimal] | None, available: bool, back: bool, rest: str
    ) -> None:
        name, step, me = self.next_pass(which, part, hand)
        answers = {**_answers(lines, available), "rest": rest}
        before, found = self.waiting(), list[Outcome]()
        self.attempt(lambda: found.append(act(me, name, "approve", seen=Seen(step), answers=answers)) or found[0])
        undo = found[0].undo if found and isinstance(found[0], Done) else None
        if back and isinstance(undo, Undo):
            assert self.attempt(lambda: take_back(me, [undo])[0])
            assert self.waiting() == before
        elif back:
            self.attempt(lambda: act(me, name, "take_back", seen=Seen(), answers=answers))

    @precondition(lambda self: self.orders())
    @rule(which=WHICH, part=WHICH, hand=WHICH, steps=st.integers(2, 5))
    def an_order_goes_its_way(self, which: int, part: int, hand: int, steps: int) -> None:
        name, _, _ = self.next_pass(which, part, hand)
        for _ in range(steps):
            self.go_on(name, hand)

    @precondition(lambda self: self.orders())
    @rule(which=WHICH, part=WHICH, hand=WHICH, action=st.sampled_from(sorted(LEAVES)))
    def the_right_person_sends_it_another_way(self, which: int, part: int, hand: int, action: str) -> None:
        name, step, _ = self.next_pass(which, part, hand)
        able = LEAVES[action] or sorted(PASSES.get(step, {"boss"}))
        me = self.people[able[hand % len(able)]]
        answers = {**_answers(None, available=False), "short": bool(part % 2)}
        self.attempt(lambda: act(me, name, action, seen=Seen(step), answers=answers))

    @precondition(lambda self: self.waiting_to_leave())
    @rule(login=PEOPLE, keeper=st.sampled_from(KEEPERS), which=WHICH, right=st.booleans(), some=st.booleans())
    def somebody_counts_goods_into_a_shipment(
        self, login: str, keeper: str, which: int, right: bool, some: bool
    ) -> None:
        found = self.waiting_to_leave()
        number, me = found[which % len(found)], self.people[keeper if right else login]
        if which % 3 == 0:
            self.attempt(lambda: picking.take_over(me, number))
        for code in ("T1", "T2*2", "T3", "T1"):
            self.attempt(lambda code=code: picking.scan(me, number, code))
        if which % 4 == 0:
            self.attempt(lambda: picking.undo(me, number))
        if not some:
            self.count_all(me, number)
        self.attempt(lambda: pick_ends.finish(me, number, "找不到" if which % 2 else ""))

    @precondition(lambda self: self.orders())
    @rule(login=ORDERERS, which=WHICH, what=st.sampled_from(("parts", "wait", "close")), instead=st.booleans())
    def the_customer_answers_to_a_shortage(self, login: str, which: int, what: str, instead: bool) -> None:
        me, name = self.people[login], self.one_at(which, "review", "finance", "release")
        self.attempt(lambda: shortages.answer(me, name, what, with_whom="王掌柜", how="电话"))
        if instead:
            self.attempt(lambda: shortages.substitute(me, name, 1, "T3", reason="缺货", quantity=Decimal(2)))

    @precondition(lambda self: self.orders())
    @rule(
        login=PEOPLE,
        which=WHICH,
        part=st.none() | WHICH,
        action=ACTIONS,
        saw=st.sampled_from(("nothing", "the step", "all of it", "what was")) | STEP,
        lines=CHOSEN,
        told=st.booleans(),
    )
    def anybody_does_anything(
        self, login: str, which: int, part: int | None, action: str, saw: str, lines: dict[int, Decimal], told: bool
    ) -> None:
        order, name, step, revision = self.orders()[which % len(self.orders())]
        parts = self.shipments(order)
        if part is not None and parts:
            name, step = parts[part % len(parts)]
        seen = {
            "nothing": Seen(),
            "the step": Seen(step),
            "all of it": Seen(step, revision),
            "what was": Seen(step, revision - 1),
        }.get(saw, Seen(saw))
        answers = _answers(lines, available=False) if told else {}
        self.attempt(lambda: act(self.people[login], name, action, seen=seen, answers=answers))

    @precondition(lambda self: self.orders())
    @rule(which=WHICH, hand=WHICH, login=st.none() | PEOPLE, action=ACTIONS, twice=st.booleans())
    def somebody_acts_on_all_at_once(self, which: int, hand: int, login: str | None, action: str, twice: bool) -> None:
        _, step, able = self.next_pass(which, 0, hand)
        me = self.people[login] if login else able
        parts = [number for order, *_ in self.orders() for number, at in self.shipments(order) if at == step]
        names = [*parts, *(name for _, name, _, _ in self.orders())] * (1 + twice)
        before, answers = self.entries(), _answers(None, available=False)
        outcomes: list[Any] = []

        def work() -> bool:
            outcomes.extend(act_many(me, [Target(name, Seen(step)) for name in names], action, answers=answers))
            return any(isinstance(outcome, Done) for outcome in outcomes)

        self.attempt(work)
        assert [outcome.number for outcome in outcomes] == names
        owners = self.owners()
        done = {owners[outcome.number] for outcome in outcomes if isinstance(outcome, Done)}
        assert done == {order for order, count in self.entries().items() if count != before[order]}

    @precondition(lambda self: self.orders())
    @rule(login=PEOPLE, which=WHICH, right=st.booleans())
    def somebody_holds_an_order_or_lifts_a_hold(self, login: str, which: int, right: bool) -> None:
        me = self.people["second_manager" if right else login]
        if not self.holds or which % 2:
            self.attempt(lambda: holds.hold(me, self.name(which), "地址不对"))
        else:
            order, kind = sorted(self.holds)[which // 2 % len(self.holds)]
            self.attempt(lambda: holds.release_hold(me, self.name_of(order), kind))

    @precondition(lambda self: self.orders())
    @rule(login=ORDERERS, which=WHICH, cancel=st.booleans())
    def the_customer_cancels_or_says_yes(self, login: str, which: int, cancel: bool) -> None:
        me, name = self.people[login], self.name(which)
        if cancel:
            self.attempt(lambda: holds.ask_cancellation(me, name, "不要了"))
        else:
            self.attempt(lambda: holds.confirm(me, name, how="电话", who_said="王掌柜"))

    @precondition(lambda self: self.orders())
    @rule(login=PEOPLE, which=WHICH, to=st.none() | PEOPLE, position=st.none() | st.integers(1, 3))
    def somebody_writes_a_note_or_assigns(self, login: str, which: int, to: str | None, position: int | None) -> None:
        me, name = self.people[login], self.name(which)
        self.attempt(lambda: notes.note(me, name, "请尽快", position=position) or True)
        self.attempt(lambda: assigning.assign(me, name, to))

    @rule(login=st.sampled_from(("boss", "boss", "business_manager")), step=STEP)
    def a_step_is_switched(self, login: str, step: str) -> None:
        was = set(self.off)
        self.off = was ^ {step}
        if step in was:
            done = self.attempt(lambda: switching.enable(self.people[login], "order", step) or True)
        else:
            done = self.attempt(lambda: switching.disable(self.people[login], "order", step))
        if not done:
            self.off = was

    @rule(sku=st.sampled_from(("T1", "T2", "T3")), quantity=QUANTITIES)
    def goods_arrive(self, sku: str, quantity: Decimal) -> None:
        self.arrived += int(quantity * 1000)
        self.attempt(lambda: receive_stock(self.people["outbound_reviewer"], sku, quantity, warehouse="W2"))

    # --- what must hold after it ---

    def waiting(self) -> list[Any]:
        """Where every order and every shipment waits, and since when."""
        waiting = "SELECT number, step, step_since FROM"
        return self.sql(f"{waiting} orders UNION ALL {waiting} shipment WHERE step <> 'void' ORDER BY 1, 2")

    def attempt(self, action: Callable[[], object]) -> bool:
        """Do it. What was refused changed nothing; what was done left the books in balance."""
        try:
            outcome = action()
        except YdhError:
            outcome = None
        now = self.everything()
        if not outcome or isinstance(outcome, Held | Refused):
            assert now - self.rows == self.rows - now == Counter()
            return False
        self.rows = now
        self.the_books_balance()
        self.everybody_kept_to_the_steps()
        return True

    def the_books_balance(self) -> None:
        label = Label("check", "check")
        checks = [getattr(doctor_books, name) for name in BOOKS]
        assert self.company.read(lambda unit: [wrong for check in checks for wrong in check(label, unit, None)]) == []
        assert not self.sql(
            "SELECT 1 FROM stock s WHERE on_hand <> (SELECT coalesce(sum(quantity), 0) FROM stock_move m"
            " WHERE m.sku_id = s.sku_id AND m.warehouse_id = s.warehouse_id) OR reserved > on_hand"
        )
        assert not self.sql(
            "SELECT 1 FROM stock s WHERE reserved <> (SELECT coalesce(sum(r.quantity), 0) FROM reservation r"
            " JOIN order_line l ON l.id = r.line_id WHERE l.sku_id = s.sku_id AND r.warehouse_id = s.warehouse_id)"
        )
        assert not self.sql(
            "SELECT 1 FROM reservation r JOIN order_line l ON l.id = r.line_id JOIN orders o ON o.id = l.order_id"
            " WHERE o.step IN ('draft', 'void', 'done') AND r.quantity <> 0"
        )
        assert not self.sql(
            "SELECT 1 FROM orders o WHERE step <> 'void' AND total - freight <>"
            " (SELECT coalesce(sum(amount), 0) FROM order_line l WHERE l.order_id = o.id)"
        )
        ((gone,),) = self.sql(
            "SELECT coalesce(sum(sl.quantity), 0) FROM shipment_line sl JOIN shipment s ON s.id = sl.shipment_id"
            " JOIN order_line l ON l.id = sl.line_id JOIN sku k ON k.id = l.sku_id"
            " JOIN product p ON p.id = k.product_id WHERE s.shipped_at IS NOT NULL AND NOT p.service"
        )
        assert self.in_house() + gone == self.arrived

    def everybody_kept_to_the_steps(self) -> None:
        was_held, self.holds = self.holds, self.open_holds()
        still = was_held & self.holds
        creators: dict[int, int] = dict(self.sql("SELECT id, account_id FROM orders"))
        paths: dict[int, Path] = {order: Path() for order in creators}
        last = self.entry
        for at, order, actor, action, step, to, body in self.sql(
            'SELECT id, subject, actor, action, step, "to", body FROM journal'
            " WHERE kind = 'order' ORDER BY subject, seq"
        ):
            paths[order].follow(action, step, to, json.loads(body))
            last = max(last, at)
            if action == "approve" and at > self.entry:
                self.might_pass(actor, step, creators[order], {kind for o, kind in still if o == order})
        self.entry = last
        steps = {order: step for order, _, step, _ in self.orders()}
        open_lines = {o for (o,) in self.sql("SELECT order_id FROM order_line WHERE released + closed < quantity")}
        assert {o: path.waits(o in open_lines) for o, path in paths.items()} == steps
        for order, path in paths.items():
            assert {number: at for number, at in self.shipments(order) if at != "void"} == path.parts

    def might_pass(self, actor: int, step: str, creator: int, held: set[str]) -> None:
        """A pass is a person's with the right, or the system's at a step that is off, and no hold stands against it."""
        assert not [kind for kind in held if step in BLOCKS[kind]]
        if actor == 0:
            assert step in self.off
            return
        assert self.logins[actor] in PASSES[step]
        if step in ("review", "finance") and not self.self_approval:
            assert actor != creator

    # --- and nobody is left with what nobody can move on ---

    def everything_can_be_brought_to_an_end(self) -> None:
        for sku in ("T1", "T2", "T3"):
            self.arrived += 100_000
            receive_stock(self.people["outbound_reviewer"], sku, Decimal(100), warehouse="W2")
        for order, name, *_ in self.orders():
            for _ in range(40):
                step = next(step for o, _, step, _ in self.orders() if o == order)
                if step in ("done", "void") or self.deleted(order):
                    break
                self.move_on(order, name, step)
            else:
                raise AssertionError(f"{name} stays at {step}")
        self.the_books_balance()

    def move_on(self, order: int, name: str, step: str) -> None:
        """Do what somebody can do so that the order goes on."""
        if step == "draft":
            if not self.anybody(lambda me: isinstance(act(me, name, "void", seen=Seen(step), answers=TOLD), Done)):
                self.anybody(lambda me: editing.delete_draft(me, name) or True)
            return
        for _, kind in [hold for hold in self.open_holds() if hold[0] == order]:
            self.anybody(
                lambda me, kind=kind: (
                    holds.confirm(me, name, how="电话", who_said="王掌柜")
                    if kind == "unconfirmed"
                    else holds.release_hold(me, name, kind)
                )
            )
        if step in ("ship", "receive"):
            name = next(number for number, at in self.shipments(order) if at == step)
            for keeper in KEEPERS if step == "ship" else ():
                with suppress(YdhError):
                    picking.take_over(self.people[keeper], name)
                    self.count_all(self.people[keeper], name)
                    pick_ends.finish(self.people[keeper], name)
        answers = _answers(None, available=True)
        self.anybody(lambda me: isinstance(act(me, name, "approve", seen=Seen(step), answers=answers), Done))

    def anybody(self, action: Callable[[Actor], object]) -> bool:
        for login in LOGINS:
            with suppress(YdhError):
                if action(self.people[login]):
                    return True
        return False

    def count_all(self, me: Actor, number: str) -> None:
        """Count what is still due of a shipment."""
        with suppress(YdhError):
            for line in picking.start(me, number).lines:
                if line.left:
                    picking.count(me, number, line.position, line.left)
        self.rows = self.everything()

    def waiting_to_leave(self) -> list[str]:
        return [number for (number,) in self.sql("SELECT number FROM shipment WHERE step = 'ship' ORDER BY id")]

    def deleted(self, order: int) -> bool:
        return not self.sql(f"SELECT 1 FROM order_line WHERE order_id = {order}")

    # --- looking, in SQL of its own ---

    def sql(self, statement: str) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = self.company.read(lambda unit: unit.database.execute_sql(statement).fetchall())
        return rows

    def everything(self) -> Counter[tuple[str, str]]:
        """Every row of every table as a text, with the table's name."""
        return Counter(self.sql(self.picture))

    def in_house(self) -> int:
        ((total,),) = self.sql("SELECT sum(on_hand) FROM stock")
        return int(total)

    def orders(self) -> list[tuple[int, str, str, int]]:
        return self.sql("SELECT id, coalesce(number, ref), step, revision FROM orders ORDER BY id")

    def shipments(self, order: int) -> list[tuple[str, str]]:
        return self.sql(f"SELECT number, step FROM shipment WHERE order_id = {order} ORDER BY id")

    def open_holds(self) -> set[tuple[int, str]]:
        return set(self.sql("SELECT order_id, kind FROM hold WHERE lifted_at IS NULL"))

    def name(self, which: int) -> str:
        found = self.orders()
        return found[which % len(found)][1]

    def name_of(self, order: int) -> str:
        return next(name for id_, name, _, _ in self.orders() if id_ == order)

    def one_at(self, which: int, *steps: str) -> str:
        """An order at one of the steps, or any when none is there."""
        found = [name for _, name, step, _ in self.orders() if step in steps] or [x[1] for x in self.orders()]
        return found[which % len(found)]

    def owners(self) -> dict[str, int]:
        """The orders behind the numbers of orders and shipments."""
        return {name: order for order, name, *_ in self.orders()} | dict(
            self.sql("SELECT number, order_id FROM shipment")
        )

    def entries(self) -> dict[int, int]:
        return dict(self.sql("SELECT subject, count(*) FROM journal WHERE kind = 'order' GROUP BY subject"))

    def go_on(self, name: str, hand: int) -> None:
        """Somebody who may passes the step of the order, or of its first part."""
        order = self.owners()[name]
        step = next(step for o, _, step, _ in self.orders() if o == order)
        if step in ("ship", "receive"):
            name = next(number for number, at in self.shipments(order) if at == step)
        able = [self.people[login] for login in sorted(PASSES.get(step, {"boss"}))]
        me, answers = able[hand % len(able)], _answers(None, available=True)
        self.attempt(lambda: act(me, name, "approve", seen=Seen(step), answers=answers))

    def next_pass(self, which: int, part: int, hand: int) -> tuple[str, str, Actor]:
        """An order or one of its parts, the step it waits for, and somebody who passes that step."""
        found = [x for x in self.orders() if x[2] in STEPS] or self.orders()
        order, name, step, _ = found[which % len(found)]
        waiting = [(number, at) for number, at in self.shipments(order) if at in STEPS]
        if waiting and part % 3:
            name, step = waiting[part % len(waiting)]
        able = sorted(PASSES.get(step, {"boss"}))
        return name, step, self.people[able[hand % len(able)]]


ABLE = {step: sorted(logins - {"all_hands"})[-1] for step, logins in PASSES.items()}
TOLD = {"reason": "原因", "carrier": "顺丰", "opinion": "同意"}


def _answers(lines: dict[int, Decimal] | None, available: bool) -> dict[str, Any]:
    chosen = {} if lines is None else {"lines": lines}
    return {**TOLD, "available": available, **chosen}


def test_random_people_and_keys_never_skip_a_step_or_unbalance_the_books(databases: Sqlite | Postgres) -> None:
    template = databases.make_template("machine", _fill)
    postgres = isinstance(databases, Postgres)

    class Here(Machine):
        fresh = staticmethod(lambda: databases.fresh(template))
        drop = staticmethod(lambda url: databases.drop_mine() if postgres else _remove(url))

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=EXAMPLES["postgres" if postgres else "sqlite"],
            stateful_step_count=40,
            derandomize=True,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def _remove(url: str) -> None:
    for end in ("", "-wal", "-shm", "-lock"):
        with suppress(FileNotFoundError):
            path_of(url + end).unlink()


def test_the_test_itself_notices_a_step_that_was_skipped() -> None:
    path = Path()
    path.follow("submit", "draft", "review", {})
    with pytest.raises(AssertionError):
        path.follow("approve", "finance", "release", {})


# --- what the machine found, told one by one ---


@pytest.fixture
def shop(company: Actor) -> dict[str, Actor]:
    data.product(company, "T1", stock="10")
    people = {login: data.staff(company, login, *roles) for login, roles in ROLES.items()}
    return {"boss": company, "c1": data.customer(company, "C1"), **people}


def _walk(shop: dict[str, Actor], number: str, *steps: str) -> None:
    for step in steps:
        assert isinstance(act(shop[ABLE[step]], number, "approve", seen=Seen(step), answers=TOLD), Done)


def _now(shop: dict[str, Actor], number: str) -> tuple[str, int]:
    row = looking.show(shop["boss"], number).row
    return row.step, row.revision


def test_a_pass_whose_next_step_the_system_cannot_pass_changes_nothing(shop: dict[str, Actor]) -> None:
    change_setting(shop["boss"], "when_short", "wait")
    for step in ("finance", "release"):
        switching.disable(shop["boss"], "order", step)
    number = place(shop["c1"], [Want("T1", Decimal(15))]).number
    for approve in (act, _twice):
        outcome = approve(shop["order_reviewer"], number, "approve", seen=Seen("review"))
        assert isinstance(outcome, Refused)
        assert isinstance(outcome.error, Shortage)
        assert _now(shop, number) == ("review", 1)


def _twice(actor: Actor, number: str, action: str, *, seen: Seen) -> Any:
    first, second = act_many(actor, [Target(number, seen)] * 2, action)
    assert type(first) is type(second)
    return second


def test_a_release_that_is_refused_reserves_nothing_of_what_arrived(shop: dict[str, Actor]) -> None:
    change_setting(shop["boss"], "when_short", "wait")
    number = place(shop["c1"], [Want("T1", Decimal(15))]).number
    _walk(shop, number, "review", "finance")
    receive_stock(shop["outbound_reviewer"], "T1", Decimal(2), reason="到货")
    outcome = act(shop["outbound_reviewer"], number, "approve", seen=Seen("release"), answers=TOLD)
    assert isinstance(outcome, Refused)
    assert looking.show(shop["boss"], number).lines[0].reserved == 10
    other = place(shop["c1"], [Want("T1", Decimal(2))]).number
    assert looking.show(shop["boss"], other).lines[0].reserved == 2


def test_a_short_order_stays_as_it_is_when_its_step_is_switched_off(shop: dict[str, Actor]) -> None:
    change_setting(shop["boss"], "when_short", "wait")
    number = place(shop["c1"], [Want("T1", Decimal(15))]).number
    _walk(shop, number, "review")
    switching.disable(shop["boss"], "order", "release")
    result = switching.disable(shop["boss"], "order", "finance")
    assert (result.moved, result.stayed) == (0, 1)
    assert _now(shop, number) == ("finance", 2)


def test_lines_that_are_named_at_another_step_do_not_release_the_order(shop: dict[str, Actor]) -> None:
    number = place(shop["c1"], [Want("T1", Decimal(4))]).number
    answers = TOLD | {"lines": {1: Decimal(1)}}
    act(shop["order_reviewer"], number, "approve", seen=Seen("review"), answers=answers)
    assert _now(shop, number)[0] == "finance"
    assert looking.show(shop["boss"], number).shipments == ()


def test_who_releases_the_rest_by_the_number_of_a_shipment_does_not_confirm_the_shipment(
    shop: dict[str, Actor],
) -> None:
    number = place(shop["c1"], [Want("T1", Decimal(4))]).number
    _walk(shop, number, "review", "finance")
    first = act(shop["outbound_reviewer"], number, "approve", seen=Seen("release"), answers={"lines": {1: Decimal(1)}})
    assert isinstance(first, Done)
    act(shop["outbound_reviewer"], first.parts[0], "approve", seen=Seen("release"), answers=TOLD)
    assert [part.step for part in looking.show(shop["boss"], number).shipments] == ["ship", "ship"]


@pytest.mark.parametrize("quantity", ["-1", "5", "0.0001", "0"])
def test_a_quantity_that_cannot_be_released_is_refused(shop: dict[str, Actor], quantity: str) -> None:
    number = place(shop["c1"], [Want("T1", Decimal(4))]).number
    _walk(shop, number, "review", "finance")
    answers = {"lines": {1: Decimal(quantity)}}
    outcome = act(shop["outbound_reviewer"], number, "approve", seen=Seen("release"), answers=answers)
    assert isinstance(outcome, Refused)
    assert _now(shop, number) == ("release", 3)


def test_a_line_that_is_not_there_cannot_be_released(shop: dict[str, Actor]) -> None:
    number = place(shop["c1"], [Want("T1", Decimal(4))]).number
    _walk(shop, number, "review", "finance")
    answers = {"lines": {1: Decimal(1), 2: Decimal(1)}}
    outcome = act(shop["outbound_reviewer"], number, "approve", seen=Seen("release"), answers=answers)
    assert isinstance(outcome, Refused)
    assert isinstance(outcome.error, NotFound)


def test_a_pass_that_is_named_twice_is_taken_back_once(shop: dict[str, Actor]) -> None:
    number = place(shop["c1"], [Want("T1", Decimal(4))]).number
    _walk(shop, number, "review", "finance", "release")
    first, second = act_many(shop["outbound_reviewer"], [Target(number)] * 2, "take_back")
    assert isinstance(first, Done)
    assert isinstance(second, Refused)
    assert _now(shop, number)[0] == "release"


def test_a_shipment_that_was_taken_apart_before_the_order_was_rewritten_is_unknown(shop: dict[str, Actor]) -> None:
    number = place(shop["c1"], [Want("T1", Decimal(4))]).number
    _walk(shop, number, "review", "finance", "release")
    (part,) = looking.show(shop["boss"], number).shipments
    for action, at in (("unrelease", "ship"), ("send_back", "release")):
        assert isinstance(act(shop["outbound_reviewer"], number, action, seen=Seen(at), answers=TOLD), Done)
    editing.edit(shop["order_reviewer"], number, wants=[Want("T1", Decimal(3))])
    outcome = act(shop["shipping_clerk"], part.number, "approve", seen=Seen("ship"), answers=TOLD)
    assert isinstance(outcome, Refused)
    assert isinstance(outcome.error, NotFound)
