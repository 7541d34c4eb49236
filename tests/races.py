"""What the processes of test_races do. Each opens the company itself, as a command would, and reports what happened."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from typing import Any

from ydh.core import cart
from ydh.core.accounts import set_roles
from ydh.core.actors import Actor
from ydh.core.acts import act, act_many
from ydh.core.company import open_company
from ydh.core.documents import Done, Outcome, Refused, Seen, Target, Want
from ydh.core.entry import place
from ydh.core.errors import Conflict, NotAllowed, Shortage

_together: dict[int, Barrier] = {}


def begin(barriers: dict[int, Barrier]) -> None:
    """Keep what the processes start together by, for each number of them."""
    _together.update(barriers)


@contextmanager
def _at_once(url: str, account: int, processes: int) -> Iterator[Actor]:
    """The actor, as soon as all the others are ready."""
    actor = Actor(open_company(url), account)
    actor.company.version()  # the connection is there
    _together[processes].wait(timeout=60)
    try:
        yield actor
    finally:
        actor.company.close()


def submit_for_the_last(url: str, account: int, seed: int, skus: Sequence[str], processes: int) -> list[Any]:
    """Order until nothing is to be had: (number, lines) of each order that was accepted."""
    dice = random.Random(seed)
    taken: list[Any] = []
    refused = 0
    with _at_once(url, account, processes) as buyer:
        while refused < 4:
            lines = {sku: dice.randint(1, 3) for sku in dice.sample(skus, dice.randint(1, 3))}
            try:
                done = place(buyer, [Want(sku, Decimal(n)) for sku, n in lines.items()])
            except Shortage:
                refused += 1
            else:
                taken.append((done.number, lines))
    return taken


def submit_cart(url: str, account: int, processes: int) -> tuple[str, str]:
    """Submit the cart: ("done" or "refused", the number of the order)."""
    with _at_once(url, account, processes) as buyer:
        try:
            return "done", cart.submit(buyer).number
        except Conflict as error:
            return "refused", error.data["number"]


def approve(url: str, account: int, numbers: Sequence[str], seed: int, processes: int) -> list[str]:
    """Pass the review of the orders in an order of one's own, one by one or all together: the numbers passed."""
    mixed = list(numbers)
    random.Random(seed).shuffle(mixed)
    with _at_once(url, account, processes) as reviewer:
        if seed % 2:
            outcomes = act_many(reviewer, [Target(number, Seen("review")) for number in mixed], "approve")
        else:
            outcomes = [act(reviewer, number, "approve", seen=Seen("review")) for number in mixed]
    return [_passed(outcome) for outcome in outcomes if not _came_late(outcome)]


def _came_late(outcome: Outcome) -> bool:
    return isinstance(outcome, Refused) and isinstance(outcome.error, Conflict)


def _passed(outcome: Outcome) -> str:
    assert isinstance(outcome, Done), outcome
    return outcome.number


def demote(url: str, account: int, other: str, processes: int) -> bool:
    """Take the other administrator's roles away; gives whether that was done."""
    with _at_once(url, account, processes) as admin:
        try:
            set_roles(admin, other, [])
        except (NotAllowed, Conflict):
            return False
    return True


def write_until_killed(url: str, account: int, sku: str, acknowledged: Connection) -> None:
    """Order without end, and say the number of each order once it is acknowledged."""
    buyer = Actor(open_company(url), account)
    while True:
        acknowledged.send(place(buyer, [Want(sku, Decimal(1))]).number)


def write_without_pause(url: str, account: int, sku: str, seconds: float, processes: int) -> int:
    """Order for so long without pause; gives how many orders that made."""
    with _at_once(url, account, processes) as buyer:
        return _count_until(time.monotonic() + seconds, lambda: place(buyer, [Want(sku, Decimal(1))]))


def _count_until(end: float, work: Callable[[], object]) -> int:
    count = 0
    while time.monotonic() < end:
        work()
        count += 1
    return count
