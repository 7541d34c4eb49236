"""What is sent to the terminal makes it show what Textual's own, longer way would."""

import io

import pyte
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from ydh.tui.paint.painter import Painter

WIDTH, HEIGHT = 24, 8
STYLES = [Style(), Style(color="red"), Style(bgcolor="blue", bold=True)]
CONSOLE = Console(file=io.StringIO(), force_terminal=True, color_system="truecolor", width=WIDTH, height=HEIGHT)

words = st.lists(
    st.tuples(st.sampled_from(["ab", " ", "-----", "订单", "x订", "…", "é", "12 345"]), st.sampled_from(STYLES)),
    max_size=6,
)


class Terminals:
    """One that is sent what differs, one that is sent everything."""

    def __init__(self) -> None:
        self.painter = Painter()
        self.sparing, self.whole = pyte.Screen(WIDTH, HEIGHT), pyte.Screen(WIDTH, HEIGHT)
        self.bytes = [0, 0]

    def show(self, rows: list[list[tuple[str, Style]]], top: int = 0) -> None:
        strips = [[Strip([Segment(*word) for word in row]).adjust_cell_length(WIDTH, Style())] for row in rows]
        update = LayoutUpdate(strips, Region(0, top, WIDTH, len(rows)))  # type: ignore[arg-type]
        less = self.painter.paint(update, WIDTH, HEIGHT, CONSOLE._color_system)
        more = update.render_segments(CONSOLE)
        pyte.Stream(self.sparing).feed(less)
        pyte.Stream(self.whole).feed(more)
        self.bytes = [len(less.encode()), len(more.encode())]

    def agree(self) -> bool:
        return all(self.sparing.buffer[y][x] == self.whole.buffer[y][x] for y in range(HEIGHT) for x in range(WIDTH))


def lines(count: int, first: int = 1, marked: int = 0) -> list[list[tuple[str, Style]]]:
    return [[(f"DH-O-{n:06d} 订单", STYLES[2 if n == marked else 0])] for n in range(first, first + count)]


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, HEIGHT - 1), st.lists(words, min_size=1, max_size=HEIGHT)), max_size=5))
def test_the_terminal_shows_the_same_as_when_everything_is_sent(
    pages: list[tuple[int, list[list[tuple[str, Style]]]]],
) -> None:
    terminals = Terminals()
    terminals.show(lines(HEIGHT))
    for top, rows in pages:
        terminals.show(rows[: HEIGHT - top], top)
        assert terminals.agree()


@settings(max_examples=40)
@given(st.lists(st.integers(-4, 4), min_size=1, max_size=6))
def test_a_list_that_scrolls_is_moved_by_the_terminal_itself(steps: list[int]) -> None:
    terminals, first = Terminals(), 100
    terminals.show(lines(HEIGHT, first))
    for step in steps:
        first += step
        terminals.show(lines(HEIGHT, first, marked=first))
        assert terminals.agree()
        if step in (-1, 1):
            assert terminals.bytes[0] < terminals.bytes[1] / 2


def test_what_has_not_changed_is_not_sent() -> None:
    terminals = Terminals()
    terminals.show(lines(HEIGHT))
    terminals.show(lines(HEIGHT))
    assert terminals.bytes[0] == 0
    terminals.show(lines(HEIGHT, marked=3))
    assert 0 < terminals.bytes[0] <= 60
    assert terminals.agree()


def test_after_forgetting_everything_is_sent_again() -> None:
    terminals = Terminals()
    terminals.show(lines(HEIGHT))
    terminals.sparing.erase_in_display(2)
    terminals.painter.forget()
    terminals.show(lines(HEIGHT))
    assert terminals.agree()


def test_a_row_with_a_character_of_doubtful_width_is_sent_whole() -> None:
    # terminals draw `·` in one cell or in two: what stands behind it would stay where it does not belong
    terminals = Terminals()
    rows = lines(HEIGHT)
    rows[2] = [("a · b", STYLES[0]), (" 1", STYLES[1])]
    terminals.show(rows)
    rows[2] = [("a · b", STYLES[0]), (" 2", STYLES[1])]
    terminals.show(rows)
    assert terminals.agree()
    assert terminals.bytes[0] >= WIDTH
    rows[2] = [("plain", STYLES[0])]
    terminals.show(rows)
    rows[2] = [("plain!", STYLES[0])]
    terminals.show(rows)
    assert terminals.bytes[0] <= 20
    assert terminals.agree()
