"""A program in a pseudo-terminal: its keyboard, and what stands on its screen and when it came there.

What is waited for is looked for on the screen, not in the bytes: of a text that stands there in part, only the rest
needs to be sent.
"""

import fcntl
import os
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pyte

WIDTH, HEIGHT = 80, 24
PATIENCE = 30

# what any Textual program costs before it has done anything, what its table of so many rows does, and what a screen
# with a line of text does that one of them opens
BARE = """
import os, sys
os.environ["TEXTUAL_DISABLE_KITTY_KEY"], os.environ["TEXTUAL_ANIMATIONS"] = "1", "none"
from textual.app import App
from textual.screen import Screen
from textual.widgets import DataTable, Static

class Opened(Screen):
    BINDINGS = [("escape", "app.pop_screen", "back")]
    def compose(self):
        yield Static("contact")

class Bare(App):
    ENABLE_COMMAND_PALETTE = False
    def compose(self):
        yield DataTable(cursor_type="row")
    def on_mount(self):
        table, rows = self.query_one(DataTable), int(sys.argv[1])
        table.add_columns("waiting for review", *(["customer", "amount", "time"] if rows else []))
        for n in range(rows):
            table.add_row(f"DH-O-20261124-{n:06}", f"customer {n % 100}", f"{n * 7:,}.00", "10:24")
    def on_data_table_row_selected(self):
        self.push_screen(Opened())

Bare().run()
"""
READY = "waiting for review"


class Terminal:
    """A program in a pseudo-terminal of 80 x 24."""

    def __init__(self, words, environment):
        ours, theirs = os.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))
        streams = {"stdin": theirs, "stdout": theirs, "stderr": theirs}
        self._process = subprocess.Popen(words, env=environment, start_new_session=True, **streams)
        os.close(theirs)
        self._fd = ours
        self._screen = pyte.Screen(WIDTH, HEIGHT)
        self._stream = pyte.ByteStream(self._screen)
        self._before = [""] * HEIGHT

    def press(self, keys):
        """Send the keys; the moment when they were sent."""
        self._before = self._screen.display
        os.write(self._fd, keys)
        return time.perf_counter()

    def until(self, text=""):
        """Read until `text` is in a row that was another before the last key; the moment when it came."""
        deadline = time.perf_counter() + PATIENCE
        while True:
            for found, moment in self._all(deadline - time.perf_counter()):
                self._stream.feed(found)
                if not text or self._shows(text):
                    return moment

    def _shows(self, text):
        rows = zip(self._screen.display, self._before, strict=True)
        return any(text in row and row != before for row, before in rows)

    def _all(self, patience):
        """All that can be read now, each piece with its moment: what it shows is worked out when all is read."""
        pieces = [(self._read(patience), time.perf_counter())]
        while found := self._read(0, must=False):
            pieces.append((found, time.perf_counter()))
        return pieces

    def quiet(self, spent=0.15):
        """Read until nothing has come for a while; how many bytes came."""
        count = 0
        while found := self._read(spent, must=False):
            self._stream.feed(found)
            count += len(found)
        return count

    def within(self, spent):
        """How many bytes come within a time."""
        end, count = time.perf_counter() + spent, 0
        while (left := end - time.perf_counter()) > 0:
            count += self.quiet(left)
        return count

    def _read(self, patience, *, must=True):
        if select.select([self._fd], [], [], max(0, patience))[0]:
            return os.read(self._fd, 65536)
        assert not must, "the program does not answer\n" + "\n".join(self._screen.display)
        return b""

    @property
    def cpu(self):
        """Milliseconds of processor time until now, of all threads."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")

    @property
    def memory(self):
        """Megabytes that are in memory."""
        pages = int(Path(f"/proc/{self._process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20

    def close(self):
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        os.close(self._fd)


def bare(folder, rows=0):
    """A terminal that shows a Textual program with a table of so many rows and nothing else."""
    terminal = Terminal([sys.executable, "-c", BARE, str(rows)], environment(folder))
    terminal.until(READY)
    return terminal


def environment(folder):
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "XDG_STATE_HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
    }
