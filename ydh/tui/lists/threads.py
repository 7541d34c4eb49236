"""Work on the database, done in threads so that a busy one never freezes a key.

Two threads read, one writes, one asks every second whether others have committed. What they find comes back to the
app as messages. A newer question on the same topic makes the older one void: its answer is dropped.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from queue import SimpleQueue
from typing import Any

from textual.message import Message

from ydh.core.company.actors import Actor
from ydh.core.values.errors import YdhError

READERS = 2
PROBE = 1.0  # seconds between two looks at whether others have changed something

Work = Callable[[Actor], Any]
Then = Callable[[Any], None]


@dataclass(eq=False)
class Job:
    """A question to the database and who wants its answer. `topic` None is never superseded."""

    work: Work
    then: Then
    fail: Callable[[Exception], None] | None
    topic: Any
    actor: Actor
    writes: bool
    result: Any = None
    error: Exception | None = None


class Answered(Message):
    """A job is done."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self.job = job


class Changed(Message):
    """Somebody committed something."""


class Desk:
    """The threads that talk to the database for one person at a terminal."""

    def __init__(self, actor: Actor, post: Callable[[Message], Any]) -> None:
        self.actor = replace(actor, via="screen")
        self._post = post
        self._reads: SimpleQueue[Job | None] = SimpleQueue()
        self._writes: SimpleQueue[Job | None] = SimpleQueue()
        self._latest: dict[Any, Job] = {}
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._run, args=(self._reads,), daemon=True) for _ in range(READERS)]
        self._threads += [
            threading.Thread(target=self._run, args=(self._writes,), daemon=True),
            threading.Thread(target=self._watch, daemon=True),
        ]
        self.open = self.writing = 0  # jobs that have not been answered, and those of them that write

    def start(self) -> None:
        """Begin to work."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Finish what is being written, forget the rest, close every connection."""
        self._over.set()
        for _ in range(READERS):
            self._reads.put(None)
        self._writes.put(None)
        for thread in self._threads:
            thread.join(timeout=35)

    def ask(self, work: Work, then: Then, *, topic: Any = None, fail: Callable[[Exception], None] | None = None) -> Job:
        """Read something; `then` gets it in the app's own thread unless a newer question on `topic` came meanwhile."""
        return self._put(self._reads, Job(work, then, fail, topic, self.actor, writes=False))

    def do(self, work: Work, then: Then, *, fail: Callable[[Exception], None] | None = None) -> Job:
        """Change something, one thing after the other."""
        self.writing += 1
        return self._put(self._writes, Job(work, then, fail, None, self.actor, writes=True))

    def _put(self, queue: "SimpleQueue[Job | None]", job: Job) -> Job:
        if job.topic is not None:
            self._latest[job.topic] = job
        self.open += 1
        queue.put(job)
        return job

    def wanted(self, job: Job) -> bool:
        """Whether nobody asked anew since."""
        return job.topic is None or self._latest.get(job.topic) is job

    def _run(self, queue: "SimpleQueue[Job | None]") -> None:
        try:
            with suppress(YdhError):  # a database that is gone is told where it is asked something
                self.actor.company.keep_little()
            while (job := queue.get()) is not None:
                if self._over.is_set() and not job.writes:
                    continue
                if self.wanted(job):
                    try:
                        job.result = job.work(job.actor)
                    except Exception as error:  # noqa: BLE001 - the edge: the app words it, or logs a bug with an id
                        job.error = error
                self._post(Answered(job))
        finally:
            self.actor.company.close()

    def _watch(self) -> None:
        version: int | None = None
        try:
            while not self._over.wait(PROBE if version is not None else 0):
                try:
                    now = self.actor.company.version()
                except YdhError:
                    now = -1  # gone for the moment: when it is back, everything is read again
                if version is not None and now != version:
                    self._post(Changed())
                version = now
        finally:
            self.actor.company.close()
