"""The screens in a pseudo-terminal, on a company with a million orders: against a bare Textual app with a table.

Times are from the key that is written to the terminal until the bytes that answer it arrive: nothing is measured
inside the program.
"""

import statistics
import sys
import time
from pathlib import Path

from benchmarks.many import multiply
from benchmarks.measure import ITSELF, NO_WORSE, OTHER, Figure, at_most, in_turn
from benchmarks.shop import Shop, make
from benchmarks.terminal import Terminal, bare, environment
from ydh.core.administration import signin
from ydh.store.practice import rows as store

REAL = 40  # orders at the head of the queue that went through the use cases: they can be passed
BYTES = {"held down": 250, "with details": 350}


class Desk:
    """Where the screens of one company are opened as its order reviewer."""

    def __init__(self, folder, orders):
        folder.mkdir()
        self.folder = folder
        self.path = make(folder)
        shop = Shop(f"sqlite:///{self.path}")
        first, *_ = [shop.place(k) for k in range(REAL)]
        self.first = first
        token = signin.create_token(shop.staff["review"], "bench", days=1)
        store.settle(shop.company.store)
        shop.close()
        multiply(self.path, orders - REAL)
        self.environment = environment(folder) | {"YDH_DATABASE": f"sqlite:///{self.path}", "YDH_TOKEN": token}

    def open(self):
        """A terminal that shows the first screen."""
        words = [str(Path(sys.executable).with_name("ydh")), "--lang", "en"]
        terminal = Terminal(words, self.environment)
        terminal.until("my queues")
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
    yield from _start(large, rounds)
    yield from _sizes(large, small, rounds, many)
    yield from _memory(large)
    yield from _line(large, keys, 1 if quick else 20)
    yield from _keys(large, keys)  # the last, because it passes what is at the head of the queue


def _start(desk, rounds):
    works = [lambda: _spent(desk.open), lambda: _spent(desk.open_queue), lambda: _spent(lambda: bare(desk.folder))]
    in_turn(1, *works)
    home, queue, floor = in_turn(rounds, *works)
    aims = (at_most(1.4), at_most(NO_WORSE, OTHER))
    yield Figure("screens: start to the first screen", "ms", home, floor, aims)
    yield Figure("screens: start to the rows of the queue", "ms", queue, floor, aims)


def _spent(work):
    begun = time.perf_counter()
    terminal = work()
    spent = (time.perf_counter() - begun) * 1000
    terminal.close()
    return spent


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
    (spent, took), (floor, little) = (_medians(side) for side in zip(*told, strict=True))
    name = f"screens: a queue in {many:,} orders, more than in few"
    yield Figure(name, "ms", max(0, spent - floor), floor, (at_most(100, ITSELF),))
    yield Figure(name + ", memory", "MB", max(0, took - little), little, (at_most(1, ITSELF),))


def _medians(told):
    return [statistics.median(values) for values in zip(*told, strict=True)]


def _memory(desk):
    ours, theirs = desk.open_queue(), bare(desk.folder)
    for terminal in (ours, theirs):
        terminal.quiet(0.5)
    more = ours.memory - theirs.memory
    yield Figure("screens: memory above a bare app", "MB", more, theirs.memory, (at_most(25, ITSELF),))
    for terminal in (ours, theirs):
        terminal.close()


def _keys(desk, keys):
    """From a key to what it changes on the screen; the floor is a cursor or a screen of the bare program."""
    terminal, plain = desk.open_queue(), bare(desk.folder, rows=100)
    for each in (terminal, plain):
        each.quiet(0.5)
    floor = [_answered(plain, b"\x1b[B", b"\x1b[A") for _ in range(keys)]
    for name, key, back in (("move", b"j", b"k"), ("mark", b" ", b"k k")):
        yield from _answer(name, [_answered(terminal, key, back) for _ in range(keys)], floor)
    opened = [
        [_answered(each, b"\r", b"\x1b", until="contact") for _ in range(max(1, keys // 4))]
        for each in (terminal, plain)
    ]
    yield from _answer("open", *opened)
    plain.close()
    yield from _answer("approve", [_passed(terminal) for _ in range(min(keys, REAL - 10))], floor)
    terminal.close()


def _answered(terminal, key, back, until=""):
    begun = terminal.press(key)
    spent = (terminal.until(until) - begun) * 1000
    terminal.quiet(0.1)
    terminal.press(back)
    terminal.quiet(0.3 if back == b"\x1b" else 0.1)  # an escape counts as a key after a tenth of a second
    return spent


def _passed(terminal):
    begun = terminal.press(b"a")
    spent = (terminal.until("finance review") - begun) * 1000
    terminal.within(1)  # a key that comes at once is not meant for the next order
    return spent


def _answer(name, spent, floor):
    name = f"screens: key to repaint, {name}"
    yield Figure(name, "ms", statistics.median(spent), statistics.median(floor))
    yield Figure(f"{name}, 95 %", "ms", _late(spent), _late(floor), (at_most(50, ITSELF),))


def _late(spent):
    ordered = sorted(spent)
    return ordered[min(len(ordered) - 1, len(ordered) * 95 // 100)]


def _line(desk, keys, idle):
    """Processor time and bytes: a key held down, a key with the details that follow it, nobody at the keyboard."""
    ours, theirs = desk.open_queue(), bare(desk.folder, rows=keys * 2)
    for terminal in (ours, theirs):
        terminal.quiet(0.5)
    for name, pause in (("held down", 1 / 30), ("with details", 0.12)):
        (cpu, count), (floor_cpu, floor_count) = (_held(terminal, keys, pause) for terminal in (ours, theirs))
        yield Figure(f"screens: processor time a key, {name}", "ms", cpu, floor_cpu, (at_most(10, ITSELF),))
        aims = (at_most(BYTES[name], ITSELF), at_most(0.2, OTHER))
        yield Figure(f"screens: bytes a key, {name}", "bytes", count, floor_count, aims)
    (cpu, count), (floor_cpu, floor_count) = (_idle(terminal, idle) for terminal in (ours, theirs))
    yield Figure("screens: bytes an idle minute", "bytes", count, floor_count, (at_most(0, ITSELF),))
    yield Figure("screens: processor time an idle minute", "ms", cpu, floor_cpu)
    for terminal in (ours, theirs):
        terminal.close()


def _held(terminal, keys, pause):
    """Processor time and bytes of a key that is pressed again and again."""
    before, count = terminal.cpu, 0
    for _ in range(keys):
        terminal.press(b"\x1b[B")
        count += terminal.within(pause)
    count += terminal.quiet(0.3)
    return (terminal.cpu - before) / keys, count / keys


def _idle(terminal, spent):
    """Processor time and bytes of a minute."""
    terminal.quiet(1)
    before, count = terminal.cpu, terminal.within(spent)
    return (terminal.cpu - before) * 60 / spent, count * 60 / spent
