"""What happens to a terminal: resized, lost, killed, suspended, poor in colours, without a mouse."""

import os
import subprocess
from signal import SIGHUP, SIGKILL

import pytest

from tests.e2e.test_staff import in_first_queue
from tests.kit.seat import PATIENCE, YDH, Seat, controls
from tests.kit.shared_shop import REVIEWER, Shop

MOUSE = {b"?1000h", b"?1002h", b"?1003h", b"?1006h", b"?1015h"}


def test_every_row_is_as_wide_as_the_window_whatever_its_size(shop: Shop) -> None:
    numbers = shop.places(30)
    seat = in_first_queue(shop.seat(REVIEWER), numbers[0])
    assert seat.is_exact()
    for width, height in ((140, 40), (60, 20), (80, 24), (61, 20), (200, 60), (80, 24)):
        seat.resize(width, height)
        seat.wait_until(lambda h=height, w=width: _fills(seat, w, h), f"{width}x{height}")
        assert numbers[0][:14] in seat.text()
    seat.press("j", "j")
    seat.wait_for(f"> {numbers[2]}")


def _fills(seat: Seat, width: int, height: int) -> bool:
    """Whether the keys stand on the last row and the way on the first, each from edge to edge."""
    rows = seat.rows()
    return len(rows) == height and "?" in rows[-1] and seat.is_exact() and bool(rows[0].strip())


@pytest.mark.parametrize("number", [SIGHUP, SIGKILL])
def test_a_lost_terminal_leaves_nothing_half_done(shop: Shop, number: int) -> None:
    order = shop.place()
    seat = in_first_queue(shop.seat(REVIEWER), order)
    seat.press("n")
    seat.wait_for("^s")
    seat.type("写到一半的备注")
    seat.wait_for("写到一半")
    seat.kill(number)
    code = seat.wait_until_over()
    view = shop.show(order)
    assert (view.row.step, view.notes) == ("review", ())
    again = shop.seat(REVIEWER)
    if number is SIGHUP:
        assert code == 129
        assert {b"?1049l", b"?25h", b"?1000l"} <= controls(seat.raw), "the terminal is left as it was found"
        again.wait_for("写到一半的备注", order)
        again.press("esc")
    assert in_first_queue(again, order).is_exact()


def test_an_input_method_opens_where_the_next_character_goes(shop: Shop) -> None:
    seat = in_first_queue(shop.seat(REVIEWER), shop.place())

    seat.press("n")
    seat.wait_for("备注 *")
    seat.drain()
    field = seat.cursor
    assert "备注 *" in seat.rows()[field[0]], "before the first key it stands in the field"
    seat.type("周五前送")
    seat.wait_for("周五前送")
    seat.drain()
    assert seat.cursor == (field[0], field[1] + 8)
    seat.press("esc")
    seat.wait_until_gone("周五前送")
    seat.press(":")
    seat.wait_for("ddsh")
    seat.drain()
    assert "ddsh" in seat.rows()[seat.cursor[0]]
    before = seat.cursor
    seat.type("dd")
    seat.drain()
    assert seat.cursor == (before[0], before[1] + 2)


def test_the_process_ends_when_the_line_breaks(shop: Shop) -> None:
    seat = in_first_queue(shop.seat(REVIEWER), shop.place())
    seat.press("n")
    seat.wait_for("^s")
    seat.type("线断以前")
    seat.wait_for("线断以前")
    seat.lose_the_line()
    seat.wait_until_gone_for_good()
    shop.seat(REVIEWER).wait_for("线断以前")


def test_a_suspended_program_repaints_itself_when_it_goes_on(shop: Shop) -> None:
    number = shop.place()
    seat = shop.shell(REVIEWER)
    seat.wait_for("$ ")
    seat.type("ydh --lang zh\n")
    in_first_queue(seat, number).press("ctrl+z")
    seat.wait_for("Stopped")
    seat.type("clear\n")
    seat.wait_until_gone("Stopped")
    seat.type("fg\n")
    seat.wait_for(number, "待订单审核")
    seat.wait_until(seat.is_exact, "whole rows")
    seat.press("ctrl+q")
    seat.wait_for("$ ")


def test_neither_mouse_nor_kitty_keys_are_asked_for_where_they_are_not_wanted(shop: Shop) -> None:
    with_mouse, without = shop.seat(REVIEWER), shop.seat(REVIEWER, "--no-mouse")
    for seat in (with_mouse, without):
        seat.wait_for("我的队列")
        assert not any(each.endswith(b"u") and each[:1] in b"<>=?" for each in controls(seat.raw))
    assert b"?1000h" in controls(with_mouse.raw)
    assert not MOUSE & controls(without.raw)


def test_sixteen_colours_are_enough(shop: Shop) -> None:
    number = shop.place()
    seat = in_first_queue(shop.seat(REVIEWER, "--theme", "ansi", TERM="xterm"), number)
    assert seat.is_exact()
    assert not any(b"38;5;" in each or b"38;2;" in each for each in controls(seat.raw))


def test_the_process_ends_with_a_line_that_sends_no_signal(shop: Shop) -> None:
    ours, its = os.openpty()
    program = subprocess.Popen(  # in a session of its own, so that no terminal controls it and none hangs up
        [YDH], env=shop.environment(REVIEWER), stdin=its, stdout=its, stderr=its, start_new_session=True
    )
    os.close(its)
    read = b""
    while b"?1049h" not in read:  # the screens are there
        read += os.read(ours, 65536)
    os.close(ours)
    assert program.wait(timeout=PATIENCE) != 0


def test_a_cursor_held_down_costs_a_slow_line_little(shop: Shop) -> None:
    numbers = shop.places(40)
    seat = in_first_queue(shop.seat(REVIEWER), numbers[0])
    seat.drain()
    before = len(seat.raw)
    for number in numbers[1:31]:  # from the first page into what has to scroll
        seat.press("j")
        seat.wait_for(f"> {number}")
    seat.drain()
    assert (len(seat.raw) - before) / 30 <= 350
    assert seat.is_exact()


def test_a_screen_that_something_else_wrote_on_is_painted_again(shop: Shop) -> None:
    number = shop.place()
    seat = in_first_queue(shop.seat(REVIEWER), number)
    seat.drain()
    seat.overwrite("wall: the machine goes down at noon")
    assert number not in seat.text()
    seat.press("ctrl+r")
    seat.wait_for(number, "待订单审核")
    assert seat.is_exact()
