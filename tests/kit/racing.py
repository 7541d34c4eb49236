"""Processes of their own that use one company at the same moment; what a racer was told comes back as plain values."""

import multiprocessing
from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal
from multiprocessing.connection import Connection, wait
from random import Random
from signal import SIGKILL
from typing import Any

from tests.kit.orders import want
from ydh.core.administration import accounts
from ydh.core.cases import cases
from ydh.core.company.actors import Actor
from ydh.core.company.company import Company, open_company
from ydh.core.goods import skus
from ydh.core.orders import cart, editing, looking, notes
from ydh.core.orders.entering import place
from ydh.core.stock import looking as stock_looking
from ydh.core.stock import paper_looking, papers, stocktake
from ydh.core.stock.views import PaperLine
from ydh.core.values.errors import Busy, YdhError
from ydh.core.values.outcomes import Done, Seen, Target
from ydh.core.workflow import switching
from ydh.core.workflow.acting import act, act_many

MANY, FEW = 16, 8
PATIENCE = 60  # seconds until a racer that nobody joins gives up
# one process imports what racers need, and they are its children: sixteen that import it each take ten times as long
STARTS = multiprocessing.get_context("forkserver")
STARTS.set_forkserver_preload(
    [f"tests.kit.{name}" for name in ("racing", "racing_codes", "racing_warehouse", "return_racing")]
)
_lines: dict[int, Any] = {}  # the barrier that so many racers start from


class Team:
    """Sixteen processes that wait for their races."""

    def __init__(self) -> None:
        self._starts = {count: STARTS.Barrier(count) for count in (MANY, FEW)}
        self._pool = STARTS.Pool(MANY, _take_place, (self._starts,))

    def race(self, url: str, work: Callable[..., Any], tasks: Sequence[tuple[Any, ...]]) -> list[Any]:
        """Run `work(company, *task)` in a process for each of 8 or 16 tasks, all at once; gives what they returned."""
        self._starts[len(tasks)].reset()
        return self._pool.starmap(_run, [(url, len(tasks), work, task) for task in tasks], chunksize=1)

    def race_mixed(self, url: str, tasks: Sequence[tuple[Callable[..., Any], tuple[Any, ...]]]) -> list[Any]:
        """The same where each does work of his own."""
        self._starts[len(tasks)].reset()
        return self._pool.starmap(_run, [(url, len(tasks), work, task) for work, task in tasks], chunksize=1)

    def end(self) -> None:
        self._pool.terminate()
        self._pool.join()


def _take_place(starts: dict[int, Any]) -> None:
    _lines.update(starts)


def _run(url: str, count: int, work: Callable[..., Any], task: tuple[Any, ...]) -> Any:
    company = open_company(url)
    try:
        company.read(lambda unit: unit.now)  # connected before the start
        _lines[count].wait(PATIENCE)  # no process takes a second task before all have their first
        return work(company, *task)
    finally:
        company.close()


def told(ask: Callable[[], Any]) -> str:
    """The number of what was done, or the id of the error."""
    try:
        done = ask()
    except YdhError as error:
        return error.id
    return str(done.number) if isinstance(done, Done) else str(done.error.id)


def named(ask: Callable[[], str]) -> str:
    """The number that was given, or the id of the error."""
    try:
        return ask()
    except YdhError as error:
        return error.id


# --- what racers do ---


def buy(company: Company, account: int, orders: Sequence[dict[str, int]]) -> list[str]:
    """Place each order."""
    me = Actor(company, account)
    return [told(lambda o=order: place(me, [want(code, q) for code, q in o.items()])) for order in orders]


def buy_out(company: Company, account: int, orders: Sequence[dict[str, int]], codes: Sequence[str]) -> list[str]:
    """Place each order, then take single pieces of each product until there is none."""
    answers = buy(company, account, orders)
    for code in codes:
        while (last := buy(company, account, [{code: 1}])) != ["short"]:
            answers += last
    return answers


def buy_with_key(company: Company, account: int, key: str) -> str:
    return told(lambda: place(Actor(company, account), [want("T1", 2)], key=key))


def approve_with_key(company: Company, account: int, numbers: Sequence[str], key: str) -> list[str]:
    targets = [Target(n, Seen("review")) for n in numbers]
    return [told(lambda o=o: o) for o in act_many(Actor(company, account), targets, "approve", key=key)]


def delete_or_want(company: Company, account: int, codes: Sequence[str], what: str) -> list[str]:
    """Delete each item, or keep a draft of it, or put it into the cart."""
    me = Actor(company, account)
    do: dict[str, Callable[[str], Any]] = {
        "delete": lambda code: skus.remove(me, code),
        "draft": lambda code: editing.draft(me, [want(code, 1)]),
        "cart": lambda code: cart.add(me, [want(code, 1)]),
    }
    answers = []
    for code in codes:
        try:
            do[what](code)
            answers.append("done")
        except YdhError as error:
            answers.append(error.id)
    return answers


def submit_cart(company: Company, account: int, version: int | None) -> str:
    return told(lambda: cart.submit(Actor(company, account), version=version))


def fill_cart(company: Company, account: int, times: int) -> None:
    for _ in range(times):
        cart.add(Actor(company, account), [want("T1", 1)])


def approve_all(company: Company, account: int, numbers: Sequence[str], step: str) -> list[str]:
    """Pass a step of each in one go."""
    outcomes = act_many(Actor(company, account), [Target(n, Seen(step)) for n in numbers], "approve")
    return [told(lambda o=o: o) for o in outcomes]


def press(
    company: Company,
    account: int,
    numbers: Sequence[str],
    action: str,
    step: str,
    answers: dict[str, Any] | None = None,
) -> list[str]:
    """Press one key on each, one after the other."""
    me = Actor(company, account)
    return [told(lambda n=n: act(me, n, action, seen=Seen(step), answers=answers)) for n in numbers]


def complain_or_receive(company: Company, account: int, numbers: Sequence[str], quantity: int) -> list[str]:
    """Put so much of the first line of each in question; with nothing to complain about, confirm the receipt."""
    me, answers = Actor(company, account), []
    if not quantity:
        return press(company, account, numbers, "approve", "receive")
    for number in numbers:
        try:
            answers.append(cases.open_case(me, number, "damaged", "破了", position=1, quantity=Decimal(quantity)))
        except YdhError as error:
            answers.append(error.id)
    return answers


def take_stock_in(company: Company, account: int, number: str, times: int) -> None:
    """Take single pieces into stock and say so on an order."""
    for _ in range(times):
        papers.receive_stock(Actor(company, account), "T1", Decimal(1))
        notes.note(Actor(company, account), number, "到货一件")


def count_goods(company: Company, account: int, times: int) -> list[int]:
    """Count T1, find one more or less than the books say, and post it; gives each difference that was posted."""
    me, dice, posted = Actor(company, account), Random(account), []
    for _ in range(times):
        number = stocktake.begin(me)
        there = next(row.on_hand for row in stock_looking.levels_of(me, "T1"))
        stocktake.enter(me, number, [PaperLine("T1", there + dice.choice((-1, 1)))])
        difference = next(line.difference for line in paper_looking.paper(me, number).lines if line.sku == "T1")
        papers.confirm(me, number)
        posted.append(int(difference or 0))
    return posted


def carry_goods(company: Company, account: int, code: str, places: Sequence[str], times: int) -> list[str]:
    """Carry pieces from one warehouse to the other, again and again; gives the papers."""
    me, given = Actor(company, account), {"warehouse": places[0], "to": places[1]}
    return [named(lambda: papers.single(me, "transfer", code, Decimal(3), **given).document) for _ in range(times)]


def confirm_paper(company: Company, account: int, number: str) -> str:
    """Confirm a stock paper."""
    return named(lambda: papers.confirm(Actor(company, account), number).number)


def approve_or_disable(company: Company, account: int, numbers: Sequence[str]) -> list[str]:
    """Pass the review of each; without numbers, switch finance review off and on meanwhile, and off at last."""
    me = Actor(company, account)
    if numbers:
        return press(company, account, numbers, "approve", "review")
    while _waiting(me, "review"):
        if _waiting(me, "finance"):
            switching.disable(me, "order", "finance")
            assert not _waiting(me, "finance")
            switching.enable(me, "order", "finance")
    switching.disable(me, "order", "finance")
    return []


def _waiting(me: Actor, step: str) -> int:
    """How many orders wait at the step."""
    return next(row.waiting for row in switching.show(me) if row.code == step)


def demote(company: Company, account: int, other: str) -> str:
    """Take another's roles away."""
    try:
        accounts.set_roles(Actor(company, account), other, [])
    except YdhError as error:
        return error.id
    return other


def work_a_day(company: Company, account: int, goods: Sequence[str], acts: int) -> dict[str, int]:
    """Do this and that to orders that others work on too; gives how often each thing was done."""
    me, dice, done = Actor(company, account), Random(account), Counter[str]()
    for _ in range(acts):
        number, step = dice.choice([(row.number, row.step) for row in looking.list_orders(me) if row.step != "void"])
        what = dice.choice(THINGS)
        try:
            if _do(me, dice, what, number, step, goods):
                done[what] += 1
        except Busy:
            raise
        except YdhError:
            pass  # somebody was faster, or it is not the moment
    return dict(done)


THINGS = (
    *["approve"] * 10,
    *["place", "edit", "stock", "void", "send_back", "submit", "take_back", "unrelease", "part"],
)


def _do(me: Actor, dice: Random, what: str, number: str, step: str, goods: Sequence[str]) -> bool:
    wants = [want(code, dice.randint(1, 4)) for code in dice.sample(goods, 3)]
    if what == "place":
        place(me, wants, customer="C1", details={"requested_date": "2026-12-31"})
    elif what == "edit":
        editing.edit(me, number, wants=wants)
    elif what == "stock":
        papers.receive_stock(me, dice.choice(goods), Decimal(5))
    elif what == "submit":
        editing.submit(me, number)
    else:
        said: dict[str, Any] = {"carrier": "顺丰", "reason": "错了"} | ({"available": True} if what == "part" else {})
        action = "approve" if what in ("part", "take_back") else what
        outcome = act(me, number, action, seen=Seen(step), answers=said)
        if what == "take_back":
            outcome = act(me, number, what, seen=Seen(), answers=said)
        return isinstance(outcome, Done)
    return True


def write_on(company: Company, account: int, number: str, times: int) -> None:
    """Write remarks without pause."""
    for _ in range(times):
        notes.note(Actor(company, account), number, "催一下")


# --- racers that are killed ---


def buy_forever(url: str, account: int, codes: Sequence[str], said: Connection) -> None:
    """Place orders and say each number as soon as it is acknowledged."""
    me = Actor(open_company(url), account)
    while True:
        said.send(place(me, [want(code, 1) for code in codes]).number)


def kill_writers(url: str, account: int, codes: Sequence[str], *, count: int, after: int) -> set[str]:
    """Let processes write for ever, kill one after every few orders, and give the numbers that were acknowledged."""
    running: dict[Any, Any] = {}
    for _ in range(count):
        hear, say = STARTS.Pipe(duplex=False)
        process = STARTS.Process(target=buy_forever, args=(url, account, codes, say), daemon=True)
        process.start()
        say.close()
        running[hear] = process
    heard: list[str] = []
    silent: list[Any] = []  # who has not been heard for the longest time comes first: it writes now
    killed: list[Any] = []
    while running:
        for hear in wait(list(running)):
            try:
                heard.append(hear.recv())
            except EOFError:
                running[hear].join()
                assert running.pop(hear).exitcode == -SIGKILL, "a writer ended by itself"
                hear.close()
                continue
            if hear not in killed:
                silent = [*(other for other in silent if other is not hear), hear]
            if silent and len(silent) + len(killed) == count and len(heard) % after == 0:
                killed.append(silent.pop(0))
                running[killed[-1]].kill()
    return set(heard)
