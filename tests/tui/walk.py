"""Every screen of a person, one after the other, for tests that look at all of them."""

from collections.abc import AsyncIterator
from typing import Any

from tests.tui.desk import Desk
from tests.tui.furnished import Furnished
from ydh.core import looking
from ydh.core.flows import WORKFLOWS
from ydh.core.permissions import P
from ydh.tui.screens.order import order_screen
from ydh.tui.screens.places import places_for, screen_at
from ydh.tui.screens.queue import queue_screen

ENDS = {"ctrl+q", "ctrl+z", "ctrl+c"}  # they end or suspend the program


def ways(desk: Desk, it: Furnished) -> list[tuple[str, Any]]:
    """(name, how to make the screen; None for the first one) of everything that who sits here can open."""
    app, actor = desk.app, desk.app.desk.actor if desk.app.desk else it.boss
    found: list[tuple[str, Any]] = [("home", None)]
    found += [(place.where.replace(":", "-"), lambda p=place: screen_at(app, p)) for place in places_for(app)]
    found += [
        (f"queue-{flow.name}-{step.code}", lambda f=flow.name, s=step.code: queue_screen(f, s))
        for flow in WORKFLOWS.values()
        for step in flow.steps
        if isinstance(step.by, P) and app.may((step.by,))
    ]
    latest = {row.step + "-held" * bool(row.held): row.number for row in looking.list_orders(actor)}
    found += [(f"order-{step}", lambda n=number: order_screen(n)) for step, number in sorted(latest.items())]
    return found


async def each_screen(desk: Desk, it: Furnished) -> AsyncIterator[str]:
    """Open one screen after the other; gives its name while it is open."""
    for name, make in ways(desk, it):
        below = list(desk.app.screen_stack)
        if make is not None and (screen := make()) is not None:
            desk.app.push_screen(screen)
            await desk.rest()
        yield name
        while len(desk.app.screen_stack) > len(below):
            desk.app.pop_screen()
        await desk.rest()
