"""The queue in front of SQLite's write lock keeps those who come back behind those who wait."""

import fcntl
import os
import struct
from pathlib import Path
from threading import Thread
from time import monotonic

import pytest

from ydh.store.engine.gate import Gate

PATIENCE = 30  # seconds


@pytest.mark.skipif(not hasattr(fcntl, "F_OFD_SETLK"), reason="this system has no locks of an open file")
def test_who_has_just_written_stands_behind_who_waits(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    first = Gate(path)
    turns: list[str] = []

    def wait_for_a_turn() -> None:
        second = Gate(path)
        second.acquire(monotonic() + PATIENCE)
        turns.append("second")
        second.close()

    for turn in range(1, 21):
        first.acquire(monotonic() + PATIENCE)
        thread = Thread(target=wait_for_a_turn, daemon=True)
        thread.start()
        until_somebody_is_next(path)
        first.release()
        first.acquire(monotonic() + PATIENCE)
        assert turns == ["second"] * turn
        first.release()
        thread.join()
    first.close()


def until_somebody_is_next(path: Path) -> None:
    end = monotonic() + PATIENCE
    with path.open("r+") as file:
        while _holder(file.fileno()) == fcntl.F_UNLCK:
            assert monotonic() < end, "nobody waits"


def _holder(fd: int) -> int:
    """What kind of record lock another open file has on the first byte."""
    asked = struct.pack("hhqqi4x", fcntl.F_WRLCK, os.SEEK_SET, 0, 1, 0)
    found: int = struct.unpack_from("h", fcntl.fcntl(fd, fcntl.F_OFD_GETLK, asked))[0]
    return found
