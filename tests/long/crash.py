"""Kills people in the middle of what they do, thousands of times: what was acknowledged is there, nothing is half done.

make crash N=2000            on each kind of database; ARGS="--only sqlite" on one
"""

import argparse
import multiprocessing
import os
import signal
import sys
import time
from collections import Counter
from multiprocessing.connection import Connection, wait
from random import Random
from typing import Any

from tests.kit.company import administrator
from tests.long import ground
from tests.long.deeds import Person
from ydh.core.company.actors import Actor
from ydh.core.company.company import open_company
from ydh.core.values.errors import YdhError

WRITERS = 4
LOOK = 250  # kills until everything is examined
SLOW = 60  # seconds without a word from anybody: somebody holds a lock that nobody ends


def write_forever(url: str, account: int, name: str, seed: str, said: Connection) -> None:
    """Do one thing after the other and say each as soon as it is acknowledged; a file now and then."""
    person = Person(Actor(open_company(url), account), name, seed)
    dice = Random(seed)
    while True:
        try:
            for done in person.bring() if dice.random() < 0.03 else person.deed():
                said.send(done)
        except YdhError:
            pass  # somebody was faster, or it is not the moment


class Crash:
    """A company, those who write in it, and what they were told."""

    def __init__(self, url: str, kills: int) -> None:
        self.url, self.kills, self.admin = url, kills, administrator(url)
        self.people = ground.furnish(self.admin, WRITERS)
        self.dice, self.said, self.unsaid = Random(kills), ground.Said(), 0
        self.starts = multiprocessing.get_context("forkserver")
        self.starts.set_forkserver_preload(["tests.long.deeds", "ydh.core.company.company"])
        self.running: dict[Connection, tuple[int, Any]] = {}
        self.killed = 0

    def run(self) -> None:
        for account in self.people:
            self._start(account)
        while self.killed < self.kills:
            self._hear(self.dice.uniform(0.005, 0.08))
            self._kill(self.dice.choice(list(self.running)))
            if self.killed % LOOK == 0 or self.killed == self.kills:
                self._examine()

    def _start(self, account: int) -> None:
        hear, say = self.starts.Pipe(duplex=False)
        task = (self.url, account, self.people[account], f"{account}-{self.killed}", say)
        process = self.starts.Process(target=write_forever, args=task, daemon=True)
        process.start()
        say.close()
        self.running[hear] = account, process

    def _hear(self, seconds: float) -> None:
        """Write down what is said for so long, and until somebody has said something."""
        until, patience, heard = time.monotonic() + seconds, time.monotonic() + SLOW, False
        while not heard or time.monotonic() < until:
            assert time.monotonic() < patience, "nobody has done anything for a minute"
            for hear in wait(list(self.running), max(0.0, until - time.monotonic()) or 1.0):
                assert isinstance(hear, Connection)
                account, process = self.running[hear]
                try:
                    self.said[account, hear.recv()] += 1
                except EOFError:
                    process.join()
                    raise AssertionError(f"a writer ended by itself: {process.exitcode}") from None
                heard = True

    def _kill(self, hear: Connection, *, again: bool = True) -> None:
        account, process = self.running.pop(hear)
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        assert process.exitcode == -signal.SIGKILL
        try:
            while True:  # what it had said before it died
                self.said[account, hear.recv()] += 1
        except (EOFError, OSError):
            hear.close()
        self.killed += 1
        if again:
            self._start(account)

    def _examine(self) -> None:
        """End everybody, look at everything, go on."""
        for hear in list(self.running):
            self._kill(hear, again=False)
        ground.finish(self.admin, self.people)
        there = ground.written(self.admin)
        lost = self.said - there
        assert not lost, f"acknowledged and not there: {lost}"
        self.unsaid = sum((there - self.said).values())
        ground.sound(self.admin)
        ground.tell(f"  {self.killed} kills: {sum(self.said.values())} acknowledged, all there")
        for account in self.people:
            self._start(account)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.long.crash", description=__doc__)
    parser.add_argument("kills", type=int)
    parser.add_argument("--only", choices=["sqlite", "postgres"])
    given = parser.parse_args(arguments)
    with ground.companies([given.only] if given.only else ["sqlite", "postgres"]) as made:
        for kind, url in made.items():
            begun, crash = time.monotonic(), Crash(url, given.kills)
            ground.tell(f"{kind} ...")
            crash.run()
            deeds = Counter(done.action or "import" for _, done in crash.said.elements())
            told = ", ".join(f"{count} {action}" for action, count in deeds.most_common())
            ground.tell(
                f"{kind}: {crash.killed} kills in {time.monotonic() - begun:.0f} s; {sum(deeds.values())} acknowledged"
                f" ({told}), 0 lost; {crash.unsaid} written in the moment of a kill and not said; books and file sound"
            )
            for hear in list(crash.running):
                crash._kill(hear, again=False)
            crash.admin.company.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
