"""Pages of commands do what they say: every command in them runs, and prints what the page shows."""

from pathlib import Path

import pytest

from tests import tour


@pytest.mark.parametrize("page", [tour.PAGE, tour.SHIPPING], ids=lambda page: page.stem)
def test_every_command_of_the_page_prints_what_it_shows(tmp_path: Path, page: Path) -> None:
    shown = tour.page_commands(page)
    printed = tour.run(tmp_path, page)
    assert len(printed) == len(shown) > 20
    for (command, expected), output in zip(shown, printed, strict=True):
        assert (command, tour.settled(output)) == (command, tour.settled(expected)), "run: python -m tests.tour"
