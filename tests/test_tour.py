"""docs/tour.md and its like do what they say: every command in them runs, and prints what the page shows."""

from pathlib import Path

import pytest

from tests.kit import tour


@pytest.mark.parametrize("page", tour.PAGES, ids=lambda page: page.stem)
def test_every_command_of_a_page_prints_what_the_page_shows(page: Path, tmp_path: Path) -> None:
    # S03.17, S07.16, S19.15
    shown = tour.page_commands(page)
    printed = tour.run(page, tmp_path)
    assert len(printed) == len(shown) > 20
    for (command, expected), output in zip(shown, printed, strict=True):
        assert (command, tour.settled(output)) == (command, tour.settled(expected)), "run: python -m tests.kit.tour"
