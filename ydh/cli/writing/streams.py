"""The three standard streams: that each is there, and what it means when stdout takes no more."""

import io
import os
import sys

from ydh.core.values.errors import YdhError
from ydh.core.values.messages.all import MESSAGES
from ydh.core.values.words import N_

MESSAGES["stdout-refused"] = N_("what was asked for cannot be written to stdout: {reason}")


def reserve() -> None:
    """Let each of the three be open. A database must never get the number of one that was closed (`>&-`).

    What is then written to stdout is refused by the system, as it would be by a full disk. Bytes on stdin that are no
    text are an error in every locale, and never half a text; a byte order mark before a text is none of it.
    """
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        if getattr(sys, name) is None:
            how = os.O_WRONLY if number == 2 else os.O_RDONLY
            _put(os.open(os.devnull, how), number)
            setattr(sys, name, open(number, mode, encoding="utf-8", errors="replace", closefd=False))  # noqa: SIM115 - to the end
    if isinstance(sys.stdin, io.TextIOWrapper):
        if sys.stdin.errors == "surrogateescape":
            sys.stdin.reconfigure(errors="strict")
        if sys.stdin.encoding.lower() in ("utf-8", "utf8"):
            sys.stdin.reconfigure(encoding="utf-8-sig")


def refused(problem: OSError) -> None:
    """Stdout took no more: a reader that went away ends the writing quietly. Raises YdhError for everything else."""
    forget()
    if not isinstance(problem, BrokenPipeError):
        raise YdhError("stdout-refused", reason=problem.strerror or str(problem)) from problem


def forget() -> None:
    """Let what is still buffered for stdout go nowhere: it would fail again when Python ends, with a message."""
    _put(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def flush() -> None:
    """Write out what is buffered for stdout. Raises YdhError when it is refused."""
    try:
        sys.stdout.flush()
    except OSError as problem:
        refused(problem)


def _put(handle: int, number: int) -> None:
    """Let `handle` have that number."""
    if handle != number:
        os.dup2(handle, number)
        os.close(handle)
