"""docs/tour.md does what it says: every command in it runs, and prints what the page shows."""

from pathlib import Path

from tests import tour


def test_every_command_of_the_tour_prints_what_the_page_shows(tmp_path: Path) -> None:
    shown = tour.page_commands()
    printed = tour.run(tmp_path)
    assert len(printed) == len(shown) > 30
    for (command, expected), output in zip(shown, printed, strict=True):
        assert (command, tour.settled(output)) == (command, tour.settled(expected)), "run: python -m tests.tour"
