"""Carries past orders to where they stand, through the use cases that people have, at the time of each act."""

import heapq
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from random import Random
from typing import Any, Protocol

from ydh.core.audit.journal import NEW, Subject
from ydh.core.company.actors import Actor, who
from ydh.core.company.settings import settings
from ydh.core.orders import editing
from ydh.core.orders.entering import new_paper, place, submit_paper
from ydh.core.orders.views import Want
from ydh.core.values.outcomes import Done, Outcome, Seen, Target
from ydh.core.workflow import holds
from ydh.core.workflow.acting import act_many
from ydh.practice.company import PracticeCompany as Practice
from ydh.practice.diary import PastDeed, author, deeds, placed_at
from ydh.practice.rows import PastOrder
from ydh.store.engine.database import Unit
from ydh.store.practice import rows as store
from ydh.store.tables.batches import Batch

BATCH = Subject("batch", Batch)
_WEEK = timedelta(days=7)


class Clock(Protocol):
    """The clock that is set to the time of each act."""

    now: datetime


@dataclass(slots=True)
class Past:
    """A past order on its way."""

    order: PastOrder
    creator: Actor
    number: str = ""


def walk(
    data: Practice, people: Mapping[str, Actor], clock: Clock, end: datetime, advance: Callable[[int], None]
) -> None:
    """Place every order and do with it what its diary says, all in the order of time."""
    history = _History(data, people, clock)
    rng = Random(f"{data.seed}/diary")
    for _, group in groupby(data.orders(), key=attrgetter("day")):
        todays = list(group)
        for nth, order in enumerate(todays):
            history.place(order, placed_at(order, nth, len(todays)), end, rng)
            advance(1)
    history.catch_up(None)
    history.close()


def details(order: PastOrder) -> dict[str, Any]:
    """What a channel requires besides the customer's own data."""
    if order.channel in ("website", "batch"):
        return {}
    found: dict[str, Any] = {"requested_date": order.day + _WEEK}
    if order.channel in ("visit", "fair"):
        found["contract_number"] = f"HT-{order.day:%Y%m}-{order.ref}"
    return found


def batch_name(order: PastOrder, say: Callable[[str], str]) -> str:
    """The file that an order of the channel `batch` came in."""
    return f"{order.day:%Y-%m} {say('批量订单')}.csv"


class _History:
    """What is still to be done, by time."""

    def __init__(self, data: Practice, people: Mapping[str, Actor], clock: Clock) -> None:
        self.people, self.clock, self.say = people, clock, data.say
        self.salespeople = {c.code: c.salesperson for c in data.customers}
        self.due: list[PastDeed] = []
        self.waiting: dict[PastDeed, list[Past]] = {}
        self.batches: dict[str, tuple[int, int]] = {}  # id and number of orders, by the file's name

    def place(self, order: PastOrder, at: datetime, end: datetime, rng: Random) -> None:
        self.catch_up(at)
        login = order.customer.casefold()
        creator = author(order, self.salespeople[order.customer], login)
        past = Past(order, self.people[creator])
        self.clock.now = at
        past.number = self._placed(past)
        for deed in deeds(order, at, end, rng, creator, login, self.say):
            if deed not in self.waiting:
                heapq.heappush(self.due, deed)
                self.waiting[deed] = []
            self.waiting[deed].append(past)

    def catch_up(self, until: datetime | None) -> None:
        """Do what is due before `until`."""
        while self.due and (until is None or self.due[0].at <= until):
            deed = heapq.heappop(self.due)
            self.clock.now = deed.at
            _DO[deed.action](self.people[deed.by], deed, self.waiting.pop(deed))

    def close(self) -> None:
        """Note how many orders came in each batch."""
        company = next(iter(self.people.values())).company

        def work(unit: Unit) -> None:
            for id_, count in self.batches.values():
                store.BATCH_SIZE.run(unit, id=id_, good=count)

        company.write(work)

    def _placed(self, past: Past) -> str:
        order = past.order
        wants = [Want(sku, Decimal(quantity)) for sku, quantity in order.lines]
        if order.channel == "batch":
            return past.creator.company.write(lambda unit: self._imported(unit, past, wants))
        given: dict[str, Any] = {"channel": order.channel, "details": details(order)}
        if order.channel != "website":
            given |= {"customer": order.customer, "freight": order.freight}
        if order.goal == "draft" and order.twist != "sent_back":
            return editing.draft(past.creator, wants, **given).number
        return place(past.creator, wants, **given).number

    def _imported(self, unit: Unit, past: Past, wants: list[Want]) -> str:
        order, me = past.order, who(unit, past.creator)
        paper = new_paper(unit, me, wants, order.customer, "phone", {}, order.freight)
        paper.channel, paper.ref = "batch", order.ref
        name = batch_name(order, self.say)
        id_, count = self.batches.get(name) or (add_batch(unit, past.creator, name), 0)
        self.batches[name] = (id_, count + 1)
        paper.batch = id_
        return submit_paper(unit, me, settings(unit), paper, via="import").number


def add_batch(unit: Unit, actor: Actor, name: str) -> int:
    """A file of orders that was brought in."""
    values = {"kind": "orders", "name": name, "digest": "", "state": "done", "good": 0, "bad": 0}
    id_ = store.ADD_BATCH.insert(unit, **values, account=actor.account, at=unit.now, **NEW)
    BATCH.entry(unit, who(unit, actor), id_, "import", name=name)
    return id_


def _approve(actor: Actor, deed: PastDeed, pasts: Iterable[Past]) -> None:
    _act(actor, "approve", deed, pasts, {"carrier": deed.carrier, "tracking": deed.tracking})


def _leave(actor: Actor, deed: PastDeed, pasts: Iterable[Past]) -> None:
    _act(actor, deed.action, deed, pasts, {"reason": deed.reason})


def _act(actor: Actor, action: str, deed: PastDeed, pasts: Iterable[Past], answers: dict[str, Any]) -> None:
    targets = [Target(past.number, Seen(deed.step)) for past in pasts]
    _expect(act_many(actor, targets, action, answers={name: value for name, value in answers.items() if value}))


def _part(actor: Actor, deed: PastDeed, pasts: Iterable[Past]) -> None:
    for past in pasts:
        answers = {"lines": first_half(past.order)}
        _expect(act_many(actor, [Target(past.number, Seen("release"))], "approve", answers=answers))


def first_half(order: PastOrder) -> dict[int, Decimal]:
    """The lines that leave first, whole, by position."""
    half = order.lines[: len(order.lines) // 2]
    return {position: Decimal(quantity) for position, (_, quantity) in enumerate(half, 1)}


def _submit(actor: Actor, _deed: PastDeed, pasts: Iterable[Past]) -> None:
    for past in pasts:
        editing.submit(actor, past.number)


def _hold(actor: Actor, deed: PastDeed, pasts: Iterable[Past]) -> None:
    for past in pasts:
        holds.hold(actor, past.number, deed.reason)


def _expect(outcomes: Iterable[Outcome]) -> None:
    for outcome in outcomes:
        if not isinstance(outcome, Done):
            raise RuntimeError(f"{outcome.number}: {outcome.error}")  # the diary is wrong


_DO: dict[str, Callable[[Actor, PastDeed, list[Past]], None]] = {
    "approve": _approve,
    "part": _part,
    "send_back": _leave,
    "void": _leave,
    "submit": _submit,
    "hold": _hold,
}
