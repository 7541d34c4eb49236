"""docs/returns.md does what it says: every command in it runs, and prints what the page shows."""

import re
from pathlib import Path

from tests import tour
from tests.returns_page import PAGE


def settled(text: str) -> str:
    """Output without what differs from day to day."""
    return tour.settled(re.sub(r"\d{4}-\d\d-\d\d(?! \d)", "DAY", text))


def test_every_command_of_the_day_of_returns_prints_what_the_page_shows(tmp_path: Path) -> None:
    # S07.16, S19.15, S03.17
    shown = tour.page_commands(PAGE)
    printed = tour.run(PAGE, tmp_path)
    assert len(printed) == len(shown) > 50
    for (command, expected), output in zip(shown, printed, strict=True):
        assert (command, settled(output)) == (command, settled(expected)), "run: python -m tests.returns_page"
