"""What people do in a long run: this and that to documents that others work on too, and what was acknowledged of it."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from io import BytesIO
from itertools import count
from random import Random
from typing import Any, NamedTuple

from tests.kit.orders import want
from tests.kit.returning import back
from ydh.core.company.actors import Actor
from ydh.core.files.importing import importing
from ydh.core.files.importing.batches import batches
from ydh.core.orders import editing, looking, notes
from ydh.core.orders.entering import place
from ydh.core.returns import asking
from ydh.core.returns import looking as return_looking
from ydh.core.stock import papers
from ydh.core.values.outcomes import Done, Outcome, Seen, Target
from ydh.core.workflow import holds
from ydh.core.workflow.acting import act, act_many

GOODS = ("G1", "G2", "G3", "G4")
SAID = {"carrier": "顺丰", "tracking": "", "reason": "错了", "text": "", "method": "bank"}
FRESH = 8  # deeds until somebody looks again at what there is
IMPORTED = 12  # orders of a file


class Acknowledged(NamedTuple):
    """What somebody was told is done: the entry of the journal that must be there."""

    kind: str
    number: str
    action: str


class Person:
    """Somebody who holds every role, with dice of his own."""

    def __init__(self, me: Actor, name: str, seed: str = "") -> None:
        self._me, self._name, self._dice, self._seed, self._serial = me, name, Random(seed), seed, count(1)
        self._orders: list[tuple[str, str]] = []  # number and step
        self._returns: list[tuple[str, str]] = []
        self._left = 0

    def finish_imports(self) -> None:
        """Carry on what was interrupted of his files, or take it back."""
        for row in batches(self._me, limit=500).rows:
            if row.unfinished and row.by == self._name:
                resumed = row.number % 2 or row.state.code == "shown"  # what everybody sees is not taken back
                (importing.resume if resumed else importing.release)(self._me, row.number)

    def deed(self) -> Iterator[Acknowledged]:
        """Do one thing; raises what core refuses it with."""
        if self._left <= 0:
            self._orders = [(it.number, it.step) for it in looking.list_orders(self._me) if it.step != "void"]
            self._returns = [(it.number, it.step) for it in return_looking.list_returns(self._me)]
            self._left = FRESH
        self._left -= 1
        what = self._dice.choice(DEEDS)
        yield from what(self)

    # --- each thing ---

    def place(self) -> Iterator[Acknowledged]:
        done = place(self._me, self._wants(), customer="C1", details={"requested_date": "2026-12-31"})
        yield Acknowledged("order", done.number, "submit")

    def edit(self) -> Iterator[Acknowledged]:
        number, _ = self._order("review")
        editing.edit(self._me, number, details={"project": f"{self._seed}-{next(self._serial)}"})
        yield Acknowledged("order", number, "edit")

    def rewrite(self) -> Iterator[Acknowledged]:
        number, _ = self._order("review")
        project = {"project": f"{self._seed}-{next(self._serial)}"}
        editing.edit(self._me, number, wants=self._wants(), details=project)
        yield Acknowledged("order", number, "edit")

    def note(self) -> Iterator[Acknowledged]:
        number, _ = self._order()
        notes.note(self._me, number, "催一下")
        yield Acknowledged("order", number, "note")

    def stock(self) -> Iterator[Acknowledged]:
        done = papers.receive_stock(self._me, self._dice.choice(GOODS), Decimal(20))
        yield Acknowledged("stock_paper", done.document, "post")

    def loss(self) -> Iterator[Acknowledged]:
        done = papers.single(self._me, "loss", self._dice.choice(GOODS), Decimal(1), reason="破损")
        yield Acknowledged("stock_paper", done.document, "post")

    def hold(self) -> Iterator[Acknowledged]:
        number, _ = self._order()
        holds.hold(self._me, number, "地址不清")
        yield Acknowledged("order", number, "hold")

    def let_go(self) -> Iterator[Acknowledged]:
        number, _ = self._order()
        holds.release_hold(self._me, number, "exception", answer="好了")
        yield Acknowledged("order", number, "release_hold")

    def approve(self) -> Iterator[Acknowledged]:
        number, step = self._order()
        yield from _told("order", "approve", [act(self._me, number, "approve", seen=Seen(step), answers=SAID)])

    def approve_part(self) -> Iterator[Acknowledged]:
        number, step = self._order()
        said = SAID | {"available": True}
        yield from _told("order", "approve", [act(self._me, number, "approve", seen=Seen(step), answers=said)])

    def approve_many(self) -> Iterator[Acknowledged]:
        step = self._order()[1]
        targets = [Target(number, Seen(at)) for number, at in self._orders if at == step][:20]
        yield from _told("order", "approve", act_many(self._me, targets, "approve", answers=SAID))

    def leave(self) -> Iterator[Acknowledged]:
        number, step = self._order()
        action = self._dice.choice(("send_back", "void", "unrelease"))
        yield from _told("order", action, [act(self._me, number, action, seen=Seen(step), answers=SAID)])

    def submit(self) -> Iterator[Acknowledged]:
        number, _ = self._order()
        yield Acknowledged("order", editing.submit(self._me, number).number, "submit")

    def take_back(self) -> Iterator[Acknowledged]:
        number, step = self._order()
        done = act(self._me, number, "approve", seen=Seen(step), answers=SAID)
        yield from _told("order", "approve", [done])
        if isinstance(done, Done):
            yield from _told("order", "take_back", [act(self._me, number, "take_back", seen=Seen())])

    def ask_back(self) -> Iterator[Acknowledged]:
        number, _ = self._order("done")
        kind = self._dice.choice(("refund_only", "return_and_refund"))
        done = asking.ask(self._me, [back("1", 1)], order=number, reason="damaged", kind=kind)
        yield Acknowledged("return", done.number, "submit")

    def pass_return(self) -> Iterator[Acknowledged]:
        if self._returns:
            number, step = self._dice.choice(self._returns)
            said = SAID | {"tracking": "SF9"} if step == "dispatch" else {}
            yield from _told("return", "approve", [act(self._me, number, "approve", seen=Seen(step), answers=said)])

    def bring(self) -> Iterator[Acknowledged]:
        """Orders in a file; an unfinished one of his is finished first."""
        self.finish_imports()
        name = f"{self._seed}-{next(self._serial)}"
        rows = [f"{name}-{n},C1,{self._dice.choice(GOODS)},1" for n in range(IMPORTED)]
        file = BytesIO("\n".join(["ref,customer,sku,qty", *rows, ""]).encode())
        done = importing.run(self._me, "orders", file, name=f"{name}.csv").result
        if done is not None and done.added == IMPORTED:
            yield Acknowledged("batch", str(done.batch), "")

    # --- choosing ---

    def _order(self, step: str = "") -> tuple[str, str]:
        some = [it for it in self._orders if it[1] == step] or self._orders
        return self._dice.choice(some) if some else ("DH-O-20260101-000001", "review")

    def _wants(self) -> list[Any]:
        return [want(code, self._dice.randint(1, 4)) for code in self._dice.sample(GOODS, 3)]


def _told(kind: str, action: str, outcomes: Any) -> Iterator[Acknowledged]:
    outcome: Outcome
    for outcome in outcomes:
        if isinstance(outcome, Done):
            yield Acknowledged(kind, outcome.number, action)


DEEDS: tuple[Callable[[Person], Iterator[Acknowledged]], ...] = (
    *[Person.place] * 4,
    *[Person.approve] * 10,
    *[Person.stock] * 3,
    *[Person.approve_many] * 2,
    *[Person.pass_return] * 3,
    *(Person.edit, Person.rewrite, Person.note, Person.loss, Person.hold, Person.let_go, Person.approve_part),
    *(Person.leave, Person.submit, Person.take_back, Person.ask_back),
)
RARE = Person.bring  # a file is many deeds
