"""`e`: what a list shows, as a file."""

from typing import Any

from ydh.core.words import N_


def export(screen: Any) -> None:
    """Ask where to, and write the rows of the list there."""
    screen.ydh.say(screen.words(N_("nothing is chosen")), wrong=True)
