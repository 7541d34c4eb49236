"""What people did with each past order and when: a plan that is carried out, or written down, by others.

Every day has a few moments at which work is done, so that the same work on many orders falls together.
"""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from random import Random
from typing import NamedTuple

from ydh.practice.rows import PastOrder

ZONE = timezone(timedelta(hours=8))  # the company's clock, as its settings have it
CLOCK = "clock"
GAP = timedelta(minutes=20)  # between two acts on the same order
REVIEW, FINANCE, RELEASE, SHIP, RECEIVE, AT_NIGHT = (16, 40), (9, 30), (10, 40), (15, 10), (10, 0), (2, 0)
STEPS = ("review", "finance", "release", "ship", "receive")
BACK_REASONS = ("请补收货电话", "数量与合同不符", "请改要求到货日期")
VOID_REASONS = ("客户改单重下", "重复下单", "客户取消")
HOLD_REASONS = ("客户要求暂缓发货", "地址待客户核实", "上月货款未到账")
_WAYBILLS = {"江埠快运": "JB", "四埭物流": "SD"}
_SLOW = (0,) * 15 + (1,) * 4 + (2,)  # days that a step takes longer than usual
_CUSTOMERS_OWN = 0.4  # of the receipts; the rest is confirmed by the calendar


class PastDeed(NamedTuple):
    """One act: when, by whom (a login, or `clock`), on the part that waits for `step`. `action` may be
    approve, part (release a part), send_back, submit, hold or void."""

    at: datetime
    by: str
    action: str
    step: str
    reason: str = ""
    carrier: str = ""
    tracking: str = ""


class LaterDay(NamedTuple):
    """A day after the order's own, and the moment of it."""

    day: int
    moment: tuple[int, int]


def placed_at(order: PastOrder, nth: int, of: int) -> datetime:
    """When the day's `nth` order came in: between half past eight and four."""
    begin = datetime(order.day.year, order.day.month, order.day.day, 8, 30, tzinfo=ZONE)
    return begin + timedelta(seconds=(nth * 27_000 + 13_500) // of, milliseconds=nth % 997)


def author(order: PastOrder, salesperson: str, login: str) -> str:
    """Who enters it: the customer on the website, else the customer's salesperson."""
    return login if order.channel == "website" else salesperson


def deeds(
    order: PastOrder,
    placed: datetime,
    end: datetime,
    rng: Random,
    creator: str,
    login: str,
    say: Callable[[str], str] = str,
) -> list[PastDeed]:
    """What is done after the order was placed, in the order of time, all of it before `end`."""
    plan = _Plan(order, rng, creator, login, (end.date() - order.day).days)
    plan.walk()
    made = _squeezed(plan.made, placed, end)
    return [it._replace(reason=say(it.reason), carrier=say(it.carrier)) for it in made]


class _Plan:
    """Puts one act after the other; `day` is the day that it has come to."""

    def __init__(self, order: PastOrder, rng: Random, creator: str, login: str, days_left: int) -> None:
        self.order, self.rng, self.creator, self.login, self.left = order, rng, creator, login, days_left
        self.day = 0
        self.made: list[tuple[LaterDay, Callable[[datetime], PastDeed]]] = []

    def walk(self) -> None:
        order = self.order
        if order.twist == "sent_back":
            self.sent_back()
        if order.goal == "void":
            self.pause(1)
            self.add(FINANCE, "void", self.reviewer(), "review", reason=self.one_of(VOID_REASONS))
        if order.goal in ("draft", "void"):
            return
        to = STEPS.index(order.goal) if order.goal in STEPS else len(STEPS)
        for step in STEPS[: min(to, 2)]:
            self.pass_(step)
        if order.twist == "partly":
            self.first_part()
        for step in STEPS[2:to]:
            self.pass_(step)
        if order.twist == "held":
            by = {"review": self.reviewer(), "finance": "wangwu", "release": "lisi"}[order.goal]
            self.add((17, 30), "hold", by, order.goal, reason=self.one_of(HOLD_REASONS))

    def sent_back(self) -> None:
        self.add(REVIEW, "send_back", self.reviewer(), "review", reason=self.one_of(BACK_REASONS))
        if self.order.goal != "draft":
            self.pause(1)
            self.add((9, 0), "submit", self.creator, "draft")

    def first_part(self) -> None:
        """Half of the lines leave first; the rest follows some days later, or still waits."""
        self.add(RELEASE, "part", "lisi", "release")
        self.ship()
        if self.order.goal == "done":
            self.pause(2)
            self.add(RECEIVE, "approve", self.login, "receive")
        self.pause(1)

    def pass_(self, step: str) -> None:
        self.pause(_SLOW[int(self.rng.random() * len(_SLOW))])
        if step == "review":
            self.add(REVIEW, "approve", self.reviewer(), step)
        elif step == "finance":
            self.pause(1)
            self.add(FINANCE, "approve", "wangwu", step)
        elif step == "release":
            self.add(RELEASE, "approve", "zhouba" if self.day % 3 == 0 else "lisi", step)
        elif step == "ship":
            if self.order.goal == "receive":  # what is still on its way left lately
                self.day = max(self.day, self.left - int(self.rng.random() * 6))
            self.ship()
        else:
            self.receive()

    def ship(self) -> None:
        self.add(SHIP, "approve", "sunqi", "ship", carrier=self.order.carrier)

    def receive(self) -> None:
        if self.rng.random() < _CUSTOMERS_OWN or self.day + 8 > self.left:
            self.pause(2)
            self.add(RECEIVE, "approve", self.login, "receive")
        else:
            self.pause(8)
            self.add(AT_NIGHT, "approve", CLOCK, "receive")

    def reviewer(self) -> str:
        """Nobody reviews what he entered himself."""
        first, second = (
            ("zhangsan", "zhaoliu") if (self.order.day.toordinal() + self.day) % 2 else ("zhaoliu", "zhangsan")
        )
        return second if self.creator == first else first

    def one_of(self, texts: tuple[str, ...]) -> str:
        return texts[int(self.rng.random() * len(texts))]

    def pause(self, days: int) -> None:
        self.day += days

    def add(
        self, moment: tuple[int, int], action: str, by: str, step: str, *, reason: str = "", carrier: str = ""
    ) -> None:
        def deed(at: datetime) -> PastDeed:
            last = "".join(filter(str.isdigit, self.order.ref))[-6:]
            waybill = f"{_WAYBILLS[carrier]}{at:%y%m%d}{last}" if carrier in _WAYBILLS else ""
            return PastDeed(at, by, action, step, reason, carrier, waybill)

        self.made.append((LaterDay(self.day, moment), deed))


def _squeezed(
    made: list[tuple[LaterDay, Callable[[datetime], PastDeed]]], placed: datetime, end: datetime
) -> list[PastDeed]:
    """The moments as times, one after another, moved forward where the past is too short for them."""
    midnight = placed.replace(hour=0, minute=0, second=0, microsecond=0)
    times, last = [], placed
    for (day, (hour, minute)), _ in made:
        last = max(midnight + timedelta(days=day, hours=hour, minutes=minute), last + GAP)
        times.append(last)
    for n in range(len(times)):
        at = len(times) - 1 - n
        times[at] = min(times[at], end - GAP * n)
    return [deed(time) for time, (_, deed) in zip(times, made, strict=True)]
