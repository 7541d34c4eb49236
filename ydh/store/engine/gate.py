"""A fair queue in front of SQLite's write lock: `flock` on a file beside the database.

SQLite's own busy handler polls, so under load some writers starve. `flock` alone lets them starve too: who has just
written and writes again is back before the kernel has woken who waits. So there is a turnstile before it, a record
lock on the same file: who is next holds it while he waits, and who comes back stands behind him.
"""

import contextlib
import fcntl
import os
import struct
import threading
import time
from pathlib import Path

_TURNSTILE = hasattr(fcntl, "F_OFD_SETLK")  # Linux: locks that belong to the open file, as those of flock do


class GateClosed(Exception):
    """The gate stayed shut past the deadline."""


class Gate:
    """One descriptor for each thread, because `flock` belongs to the open file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()

    def _descriptor(self) -> int:
        found = getattr(self._local, "fd", None)
        if found is None or self._local.pid != os.getpid():
            found = os.open(self._path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
            self._local.fd, self._local.pid = found, os.getpid()
        return int(found)

    def acquire(self, deadline: float) -> None:
        """Wait for the turn, first come first served. Raises GateClosed past `deadline` (time.monotonic)."""
        fd = self._descriptor()
        try:
            _enter(fd, wait=False)
        except (BlockingIOError, PermissionError):
            pass
        else:
            return
        waiter = _Waiter(fd)
        waiter.start()
        waiter.join(max(0.0, deadline - time.monotonic()))
        if not waiter.claim():
            self._local.fd = None  # the waiter closes it when its turn comes
            raise GateClosed(str(self._path))

    def release(self) -> None:
        """Let the next one in."""
        fd = getattr(self._local, "fd", None)
        if fd is not None:
            fcntl.flock(fd, fcntl.LOCK_UN)

    def close(self) -> None:
        """Close this thread's descriptor."""
        fd = getattr(self._local, "fd", None)
        if fd is not None:
            self._local.fd = None
            with contextlib.suppress(OSError):
                os.close(fd)


def _enter(fd: int, *, wait: bool) -> None:
    """Through the turnstile to the lock. Raises BlockingIOError or PermissionError instead of waiting.

    Who then waits after all may be in the turnstile already; he is next.
    """
    _turn(fd, fcntl.F_WRLCK, wait=wait)
    fcntl.flock(fd, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    _turn(fd, fcntl.F_UNLCK, wait=wait)


_FIRST_BYTE = {lock: struct.pack("hhqqi4x", lock, os.SEEK_SET, 0, 1, 0) for lock in (fcntl.F_WRLCK, fcntl.F_UNLCK)}


def _turn(fd: int, lock: int, *, wait: bool) -> None:
    if _TURNSTILE:
        fcntl.fcntl(fd, fcntl.F_OFD_SETLKW if wait else fcntl.F_OFD_SETLK, _FIRST_BYTE[lock])


class _Waiter(threading.Thread):
    """Blocks in the kernel's queue, so that the one who waits can give up at its deadline."""

    def __init__(self, fd: int) -> None:
        super().__init__(daemon=True)
        self._fd = fd
        self._lock = threading.Lock()
        self._state = "waiting"

    def run(self) -> None:
        _enter(self._fd, wait=True)
        with self._lock:
            if self._state == "given up":
                os.close(self._fd)
            else:
                self._state = "mine"

    def claim(self) -> bool:
        """Whether the lock is held now; when not, the waiter will drop it as soon as it comes."""
        with self._lock:
            if self._state == "mine":
                return True
            self._state = "given up"
            return False
