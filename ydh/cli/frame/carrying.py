"""What is done to many, one piece after the other: whatever breaks it off, what was done is told."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Any

from ydh import locale
from ydh.cli.frame import options, session
from ydh.core.values.errors import YdhError
from ydh.core.values.outcomes import Outcome
from ydh.core.values.words import N_

Finished = Callable[[Sequence[Outcome]], None]
AGAIN = N_("ending after what is being written; once more ends at once")
GOES_ON = N_("interrupted after {done} of {all}; the same --key goes on")
STOPPED = N_("interrupted after {done} of {all}; what comes after that was not done")
INTERRUPTED = 130


def carry_out(
    act: Callable[[Finished], object],
    show: Callable[[Sequence[Outcome]], object],
    *,
    count: int,
    key: str | None = None,
) -> int:
    """Do it, show what became of each, and give the exit code.

    `act` says what is finished as soon as it is written. When something ends it before, what is finished is shown all
    the same, and how far it went; with nothing finished it is as if it had never begun. Raises what ended it then.
    """
    outcomes: list[Outcome] = []
    try:
        with ending_between() as ending:

            def finished(these: Sequence[Outcome]) -> None:
                outcomes.extend(these)
                if ending() and len(outcomes) < count:
                    raise KeyboardInterrupt

            act(finished)
    except (KeyboardInterrupt, YdhError) as error:
        if not outcomes and isinstance(error, YdhError):
            raise
        if not outcomes:
            return session.interrupted()
        show(outcomes)
        if isinstance(error, YdhError):
            print(locale.render(error, locale.current()), file=sys.stderr)
        options.say(GOES_ON if key else STOPPED, done=len(outcomes), all=count)
        return options.EXIT_PARTLY if isinstance(error, YdhError) else INTERRUPTED
    try:
        show(outcomes)
    except KeyboardInterrupt:  # nobody took the rows: what became of them was said beside them
        return session.interrupted()
    return options.exit_code(outcomes)


@contextmanager
def ending_between() -> Iterator[Callable[[], bool]]:
    """Whether somebody wants it to end, which it does between two pieces; who asks twice does not wait for that."""
    asked = False

    def ask(_signal: int, _frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True
        os.write(2, (locale.translate(AGAIN) + "\n").encode())

    before: Any = signal.getsignal(signal.SIGINT)
    mine = threading.current_thread() is threading.main_thread()
    if not mine or before is not signal.default_int_handler:  # somebody else decides what it means
        yield lambda: False
        return
    signal.signal(signal.SIGINT, ask)
    try:
        yield lambda: asked
    finally:
        signal.signal(signal.SIGINT, before)
