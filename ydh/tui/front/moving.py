"""Moving between places by name: none lies twice on the way back, and one key leads to the first screen."""

from collections.abc import Callable
from typing import Any

from ydh.tui.lists.page import FullScreen


def visit(app: Any, place: str, make: Callable[[], Any]) -> None:
    """Go to a place: back to it where it is open below, else in place of another one that stands on top.

    What would be lost with a screen keeps it where it is.
    """
    there = next((screen for screen in _pages(app) if screen.place == place), None)
    if there is not None and _back_to(app, there):
        return
    top = app.screen
    if isinstance(top, FullScreen) and top.place and top.leaves() and len(app.screen_stack) > app.first_screens:
        app.pop_screen()
    screen = make()
    if screen is not None:
        screen.place = place
        app.push_screen(screen)


def go_home(app: Any) -> None:
    """To the first screen; where something would be lost on the way, that screen asks."""
    _back_to(app, app.screen_stack[app.first_screens - 1])


def _back_to(app: Any, there: Any) -> bool:
    """Close what stands above; False when a screen with something to lose stands in the way, which asks about it."""
    while app.screen is not there:
        if not app.screen.leaves():
            app.screen.action_leave()
            return False
        app.pop_screen()
    return True


def _pages(app: Any) -> list[FullScreen]:
    return [screen for screen in app.screen_stack if isinstance(screen, FullScreen)]
