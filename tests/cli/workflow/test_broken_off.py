"""A call on many that is broken off tells what was done before, and the same key goes on."""

import os
import signal
from collections.abc import Sequence
from typing import Any

import pytest

from ydh.cli.frame import carrying, options
from ydh.core.values.errors import Busy, Conflict, Lost, NotAllowed, NotFound, YdhError
from ydh.core.values.outcomes import Done, Outcome, Refused

PIECES: list[list[Outcome]] = [[Done(f"O{at}", "finance"), Done(f"P{at}", "finance")] for at in range(3)]


def carried(
    capsys: pytest.CaptureFixture[str], *ends: BaseException | None, key: str | None = None
) -> tuple[int, list[str], str]:
    """Exit code, what was shown, what was said, when something happens after each piece."""
    shown: list[str] = []

    def act(finished: carrying.Finished) -> None:
        for piece, end in zip(PIECES, (*ends, None, None, None), strict=False):
            finished(piece)
            if end is not None:
                raise end

    def show(outcomes: Sequence[Outcome]) -> None:
        shown.extend(each.number for each in outcomes)

    code = carrying.carry_out(act, show, count=6, key=key)
    return code, shown, capsys.readouterr().err


@pytest.mark.parametrize("end", [Lost("database-lost", reason="x"), Busy("database-busy")])
def test_what_was_done_before_a_connection_was_lost_is_told(capsys: Any, end: YdhError) -> None:
    code, shown, said = carried(capsys, None, end, key="k")
    assert (code, shown) == (3, ["O0", "P0", "O1", "P1"])
    assert "4" in said
    assert "--key" in said


def test_who_breaks_it_off_reads_what_was_done(capsys: Any) -> None:
    code, shown, said = carried(capsys, KeyboardInterrupt())
    assert (code, shown) == (130, ["O0", "P0"])
    assert "--key" not in said


def test_one_interrupt_waits_for_what_is_being_written_and_two_do_not(capsys: Any) -> None:
    def act(finished: carrying.Finished) -> None:
        finished(PIECES[0])
        os.kill(os.getpid(), signal.SIGINT)
        finished(PIECES[1])
        raise AssertionError("it went on")

    def twice(finished: carrying.Finished) -> None:
        finished(PIECES[0])
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGINT)
        raise AssertionError("it went on")

    for work, count in ((act, 4), (twice, 2)):
        shown: list[Outcome] = []
        assert carrying.carry_out(work, shown.extend, count=6) == 130
        assert len(shown) == count
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_an_interrupt_after_the_last_piece_breaks_nothing_off(capsys: Any) -> None:
    def act(finished: carrying.Finished) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        finished(PIECES[0])

    assert carrying.carry_out(act, lambda _: None, count=2) == 0


def test_what_ended_before_anything_was_done_is_as_if_it_had_never_begun(capsys: Any) -> None:
    def act(finished: carrying.Finished) -> None:
        raise Lost("database-lost", reason="x")

    def interrupted(finished: carrying.Finished) -> None:
        raise KeyboardInterrupt

    with pytest.raises(Lost):
        carrying.carry_out(act, lambda _: None, count=2)
    assert carrying.carry_out(interrupted, lambda _: pytest.fail("shown"), count=2) == 130
    assert capsys.readouterr().err.count("\n") == 1


def test_rows_that_nobody_took_are_no_failure_of_what_was_done(capsys: Any) -> None:
    def show(outcomes: Sequence[Outcome]) -> None:
        raise KeyboardInterrupt

    assert carrying.carry_out(lambda finished: finished(PIECES[0]), show, count=2) == 130
    assert capsys.readouterr().err.count("\n") == 1


def test_three_is_said_only_when_a_part_was_done() -> None:
    denied, gone = NotAllowed("need-permission", permission="x"), NotFound("order-unknown", number="x")
    moved = Conflict("answered-before", text="x")
    refused = [Refused("A", error) for error in (denied, gone, moved)]
    assert options.exit_code([*refused, Done("B", "finance")]) == 3
    assert options.exit_code(refused) == 1
    assert [options.exit_code([each, each]) for each in refused] == [4, 6, 5]
    assert options.exit_code([Done("B", "finance")]) == 0
