"""The screens in a pseudo-terminal, on a company with a million orders: against a bare Textual app with an empty table.

Times are from the key that is written to the terminal until the bytes that answer it arrive: nothing is measured
inside the program.
"""

import fcntl
import os
import select
import signal
import statistics
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

from peewee import sqlite3

from benchmarks.measure import Figure, in_turn
from benchmarks.shop import Shop, make
from ydh.core.administration import signin
from ydh.store.practice import rows as store

# what any Textual program costs before it has done anything
BARE = """
import os
os.environ["TEXTUAL_DISABLE_KITTY_KEY"], os.environ["TEXTUAL_ANIMATIONS"] = "1", "none"
from textual.app import App
from textual.widgets import DataTable

class Bare(App):
    ENABLE_COMMAND_PALETTE = False
    def compose(self):
        yield DataTable()
    def on_mount(self):
        self.query_one(DataTable).add_columns("waiting for review")

Bare().run()
"""
READY = b"waiting for review"
REAL = 40  # orders at the head of the queue that went through the use cases: they can be passed
EVERY = 10  # of the others, every tenth waits for review
PATIENCE = 30


class Terminal:
    """A program in a pseudo-terminal of 80 x 24."""

    def __init__(self, words, environment):
        ours, theirs = os.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        streams = {"stdin": theirs, "stdout": theirs, "stderr": theirs}
        self._process = subprocess.Popen(words, env=environment, start_new_session=True, **streams)
        os.close(theirs)
        self._fd = ours

    def press(self, keys):
        os.write(self._fd, keys)
        return time.perf_counter()

    def until(self, text):
        """Read until the program has written `text`; the moment when it came."""
        seen, deadline = b"", time.perf_counter() + PATIENCE
        while text not in seen:
            seen = seen[-200:] + self._read(deadline - time.perf_counter())
        return time.perf_counter()

    def quiet(self, spent=0.15):
        """Read until nothing has come for a while; how many bytes came."""
        count = 0
        while found := self._read(spent, must=False):
            count += len(found)
        return count

    def _read(self, patience, *, must=True):
        if select.select([self._fd], [], [], max(0, patience))[0]:
            return os.read(self._fd, 65536)
        assert not must, "the program does not answer"
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


class Desk:
    """Where the screens of one company are opened as its order reviewer."""

    def __init__(self, folder, orders):
        folder.mkdir()
        self.path = make(folder)
        shop = Shop(f"sqlite:///{self.path}")
        first, *_ = [shop.place(k) for k in range(REAL)]
        self.first = first.encode()
        token = signin.create_token(shop.staff["review"], "bench", days=1)
        store.settle(shop.company.store)
        shop.close()
        _multiply(self.path, orders)
        self.environment = _environment(folder) | {"YDH_DATABASE": f"sqlite:///{self.path}", "YDH_TOKEN": token}

    def open(self):
        """A terminal that shows the first screen."""
        words = [str(Path(sys.executable).with_name("ydh")), "--lang", "en"]
        terminal = Terminal(words, self.environment)
        terminal.until(b"my queues")
        return terminal

    def open_queue(self):
        """A terminal that shows the first rows of the queue."""
        terminal = self.open()
        terminal.press(b"1")
        terminal.until(self.first)
        return terminal


def run(folder, *, quick):
    """Start, opening, processor time and bytes a key, key to repaint, memory."""
    many, few, rounds, keys = (300, 100, 1, 3) if quick else (1_000_000, 1000, 15, 200)
    large, small = Desk(folder / "large", many), Desk(folder / "small", few)
    bare = [sys.executable, "-c", BARE], _environment(folder)
    yield from _start(large, bare, rounds)
    yield from _sizes(large, small, rounds, many)
    yield from _memory(large, bare)
    yield from _line(large, keys, 1 if quick else 20)
    yield from _keys(large, keys)  # the last, because it passes what is at the head of the queue


def _start(desk, bare, rounds):
    works = [lambda: _spent(desk.open), lambda: _spent(desk.open_queue), lambda: _spent(lambda: _bare(*bare))]
    in_turn(1, *works)
    home, queue, floor = in_turn(rounds, *works)
    yield Figure("screens: start to the first screen", "ms", home, floor, at_most=1.3)
    yield Figure("screens: start to the rows of the queue", "ms", queue, floor, at_most=1.3)


def _spent(work):
    begun = time.perf_counter()
    terminal = work()
    spent = (time.perf_counter() - begun) * 1000
    terminal.close()
    return spent


def _bare(words, environment):
    terminal = Terminal(words, environment)
    terminal.until(READY)
    return terminal


def _sizes(large, small, rounds, many):
    """What a queue costs that is opened in a program that runs already: with many orders, and with few."""

    def opened(desk):
        terminal = desk.open()
        terminal.quiet()
        before, begun = terminal.memory, terminal.press(b"1")
        spent = (terminal.until(desk.first) - begun) * 1000
        terminal.quiet()
        took = terminal.memory - before
        terminal.close()
        return spent, took

    told = [(opened(large), opened(small)) for _ in range(rounds)]
    median = lambda at, what: statistics.median(each[at][what] for each in told)  # noqa: E731
    name = f"screens: a queue in {many:,} orders, more than in few"
    yield Figure(name, "ms", max(0, median(0, 0) - median(1, 0)), at_most=100)
    yield Figure(name + ", memory", "MB", max(0, median(0, 1) - median(1, 1)), at_most=1)


def _memory(desk, bare):
    ours, theirs = desk.open_queue(), _bare(*bare)
    for terminal in (ours, theirs):
        terminal.quiet(0.5)
    yield Figure("screens: memory above a bare app", "MB", ours.memory - theirs.memory, at_most=25)
    for terminal in (ours, theirs):
        terminal.close()


def _keys(desk, keys):
    """From a key to what it changes on the screen."""
    terminal = desk.open_queue()
    terminal.quiet(0.5)
    for name, key, back in (("move", b"j", b"k"), ("mark", b" ", b"k k")):
        yield from _answer(name, [_answered(terminal, key, back) for _ in range(keys)])
    opened = [_answered(terminal, b"\r", b"\x1b", until=b"contact") for _ in range(max(1, keys // 4))]
    yield from _answer("open", opened)
    passed = [_passed(terminal) for _ in range(min(keys, REAL - 10))]
    yield from _answer("approve", passed)
    terminal.close()


def _answered(terminal, key, back, until=b"\x1b["):
    begun = terminal.press(key)
    spent = (terminal.until(until) - begun) * 1000
    terminal.quiet(0.1)
    terminal.press(back)
    terminal.quiet(0.3 if back == b"\x1b" else 0.1)  # an escape counts as a key after a tenth of a second
    return spent


def _passed(terminal):
    begun = terminal.press(b"a")
    spent = (terminal.until(b"finance review") - begun) * 1000
    _for(terminal, 1)  # a key that comes at once is not meant for the next order
    return spent


def _answer(name, spent):
    ordered = sorted(spent)
    yield Figure(f"screens: key to repaint, {name}", "ms", statistics.median(ordered))
    late = ordered[min(len(ordered) - 1, len(ordered) * 95 // 100)]
    yield Figure(f"screens: key to repaint, {name}, 95 %", "ms", late, at_most=50)


def _line(desk, keys, idle):
    """Processor time and bytes: a key held down, a key with the details that follow it, nobody at the keyboard."""
    terminal = desk.open_queue()
    terminal.quiet(0.5)
    for name, pause in (("held down", 1 / 30), ("with details", 0.12)):
        before, count = terminal.cpu, 0
        for _ in range(keys):
            terminal.press(b"\x1b[B")
            count += _for(terminal, pause)
        count += terminal.quiet(0.3)
        yield Figure(f"screens: processor time a key, {name}", "ms", (terminal.cpu - before) / keys, at_most=10)
        yield Figure(f"screens: bytes a key, {name}", "bytes", count / keys)
    terminal.quiet(1)
    before, count = terminal.cpu, _for(terminal, idle)
    yield Figure("screens: bytes an idle minute", "bytes", count * 60 / idle, at_most=0)
    yield Figure("screens: processor time an idle minute", "ms", (terminal.cpu - before) * 60 / idle)
    terminal.close()


def _for(terminal, spent):
    """How many bytes come within a time."""
    end, count = time.perf_counter() + spent, 0
    while (left := end - time.perf_counter()) > 0:
        count += terminal.quiet(left)
    return count


def _environment(folder):
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "XDG_STATE_HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
    }


def _multiply(path, count):
    """Copy the last order, with its first line, until there are so many; every tenth waits for review."""
    database = sqlite3.connect(path)
    database.execute("pragma synchronous=off")
    last = database.execute("select max(id), max(arrival) from orders").fetchone()
    line = database.execute("select max(id) from order_line").fetchone()[0]
    of_order = {
        "id": f"{last[0]} + n",
        "number": "printf('DH-O-20200101-%07d', n)",
        "customer_id": "n % 100 + 1",
        "step": f"case when n % {EVERY} then 'done' else step end",
        "arrival": f"{last[1]} + n",
        "head": "''",
        "entries": "0",
    }
    of_line = {"id": f"{line} + n", "order_id": f"{last[0]} + n"}
    one = f"from (select * from orders where id = {last[0]})"
    _copy(database, "orders", of_order, one, count)
    _copy(database, "order_line", of_line, f"from (select * from order_line where order_id = {last[0]} limit 1)", count)
    database.execute("analyze")
    database.commit()
    database.close()


def _copy(database, table, other, one, count):
    names = [row[1] for row in database.execute(f"pragma table_info({table})")]
    values = ", ".join(other.get(name, f"one.{name}") for name in names)
    numbers = f"with recursive many(n) as (select 1 union all select n + 1 from many where n < {count - REAL})"
    database.execute(
        f"insert into {table} ({', '.join(names)}) {numbers} select {values} from many join (select * {one}) one"
    )
