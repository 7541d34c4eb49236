"""A person at a terminal: the installed `ydh` in a pseudo-terminal, its keyboard, and what stands on its screen."""

import os
import re
import select
import signal
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pexpect
import pyte
from rich.cells import cell_len

YDH = Path(sys.executable).with_name("ydh")
PATIENCE = 60.0  # seconds until what should be on the screen must be there
KEYS = {
    "enter": "\r",
    "esc": "\x1b",
    "tab": "\t",
    "space": " ",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "ctrl+d": "\x04",
    "ctrl+p": "\x10",
    "ctrl+q": "\x11",
    "ctrl+r": "\x12",
    "ctrl+s": "\x13",
    "ctrl+z": "\x1a",
}


class Seat:
    """One pseudo-terminal with a program in it. Use it in a `with`: nothing of it outlives the test."""

    def __init__(self, *command: str, env: Mapping[str, str], size: tuple[int, int] = (80, 24)) -> None:
        width, height = size
        self._screen = pyte.Screen(width, height)
        self._stream = pyte.ByteStream(self._screen)
        self.raw = b""
        self._program = pexpect.spawn(
            command[0],
            list(command[1:]),
            env=dict(env),
            dimensions=(height, width),
            echo=False,
            timeout=PATIENCE,
            preexec_fn=_hang_up_ends,
        )
        self._program.delaybeforesend = None

    @property
    def pid(self) -> int:
        return int(self._program.pid)

    # --- the screen ---

    def rows(self) -> list[str]:
        """What stands on the screen, a text for each row; a wide character stands in two cells."""
        columns, buffer = self._screen.columns, self._screen.buffer
        return ["".join(buffer[y][x].data for x in range(columns)) for y in range(self._screen.lines)]

    @property
    def cursor(self) -> tuple[int, int]:
        """The cell of the terminal's own cursor: its row, and its column."""
        return self._screen.cursor.y, self._screen.cursor.x

    def text(self) -> str:
        return "\n".join(self.rows())

    def is_exact(self) -> bool:
        """Whether each row is as wide as the terminal: no wide character was cut in two."""
        return all(cell_len(row) == self._screen.columns for row in self.rows())

    def wait_for(self, *texts: str) -> None:
        """Read until the screen shows all of the texts."""
        self.wait_until(lambda: all(text in self.text() for text in texts), f"{texts}")

    def wait_until_gone(self, text: str) -> None:
        """Read until the screen no longer shows the text."""
        self.wait_until(lambda: text not in self.text(), f"no {text}")

    def wait_until(self, seen: Callable[[], bool], what: str) -> None:
        """Read until what should be is seen. Fails with the screen as it is."""
        deadline = time.monotonic() + PATIENCE
        while not seen():
            if time.monotonic() > deadline or not self._read():
                raise AssertionError(f"never seen: {what}\n{self.text()}")

    def _read(self, patience: float = 0.1) -> bool:
        """Take what the program wrote; whether it may write more."""
        try:
            data = self._program.read_nonblocking(65536, patience)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.raw += data
        self._stream.feed(data)
        return True

    def drain(self, quiet: float = 0.15) -> None:
        """Read until the program has written nothing for a moment."""
        deadline = time.monotonic() + PATIENCE
        before = -1
        while before != len(self.raw) and time.monotonic() < deadline:
            before = len(self.raw)
            self._read(quiet)

    def overwrite(self, text: str) -> None:
        """Somebody else writes to the terminal: what stood there is gone."""
        self._stream.feed(b"\x1b[2J\x1b[H" + text.encode())

    # --- the keyboard ---

    def press(self, *keys: str) -> None:
        """Press keys: letters, or names such as `enter` and `ctrl+s`."""
        for key in keys:
            self._program.send(KEYS.get(key, key).encode())

    def type(self, text: str) -> None:
        """Send the text as one burst, as an input method does."""
        self._program.send(text.encode())

    def paste(self, text: str) -> None:
        """Paste as a terminal does that brackets what is pasted."""
        self.type(f"\x1b[200~{text}\x1b[201~")

    # --- the window and the process ---

    def resize(self, width: int, height: int) -> None:
        """Make the window larger or smaller."""
        self._screen.resize(height, width)
        self._program.setwinsize(height, width)

    def kill(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        os.kill(self.pid, number)

    def wait_until_over(self) -> int | None:
        """Read until the program has ended; its exit code, None when a signal ended it."""
        deadline = time.monotonic() + PATIENCE
        while self._read():
            assert time.monotonic() < deadline, f"still there\n{self.text()}"
        self._program.wait()
        return self._program.exitstatus

    def lose_the_line(self) -> None:
        """The connection breaks: the terminal is gone under the program."""
        self._program.ptyproc.fileobj.close()

    def wait_until_gone_for_good(self) -> None:
        """Wait for the end of a program that has no terminal any more."""
        gone = os.pidfd_open(self.pid)
        try:
            assert select.select([gone], [], [], PATIENCE)[0], "the process lives on"
        finally:
            os.close(gone)

    def __enter__(self) -> "Seat":
        return self

    def __exit__(self, *_: object) -> None:
        self._program.close(force=True)


def _hang_up_ends() -> None:
    """As at a terminal of a person, also where the tests themselves run under nohup."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


def controls(raw: bytes) -> set[bytes]:
    """The control sequences in what a program wrote, without the escape and the bracket."""
    return set(re.findall(rb"\x1b\[([0-?]*[ -/]*[@-~])", raw))
