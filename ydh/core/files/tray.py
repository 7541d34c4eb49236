"""The tray of an account: papers that lie here until they are fetched, since who made them is at another machine.

It is a folder of this machine, apart for each company and account, its files readable by the program's user alone.
"""

import hashlib
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import mkstemp

from ydh.core.company import places
from ydh.core.company.actors import Actor, who
from ydh.core.values.errors import NotFound, YdhError
from ydh.core.values.lazy import dataclass
from ydh.core.values.text import escaped
from ydh.store.engine.database import Unit, is_sqlite, path_of

DAYS = 30  # then the next file that comes takes its place
_PART = ".part"


@dataclass(frozen=True, slots=True)
class TrayFile:
    """A file in the tray: how many bytes it has, since when it lies there, until when it is kept (UTC)."""

    name: str
    size: int
    at: datetime
    until: datetime


def keep(actor: Actor, name: str, data: bytes) -> Path:
    """Put a file into the tray, whole or not at all, under that name or one like it; gives where it lies.

    What has lain there for DAYS is taken away. Raises YdhError when the system refuses.
    """
    folder = _folder(actor)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _clear(folder)
        handle, part = mkstemp(dir=folder, suffix=_PART)
        with open(handle, "wb") as file:
            file.write(data)
        return _placed(Path(part), folder, name)
    except OSError as problem:
        raise YdhError("tray-failed", folder=str(folder), reason=problem.strerror or str(problem)) from problem


def _placed(part: Path, folder: Path, name: str) -> Path:
    """Give the file its name; what lies there under that name stays."""
    stem, dot, suffix = name.rpartition(".")
    for n in range(1, 10_000):
        there = folder / (name if n == 1 else f"{stem}-{n}{dot}{suffix}")
        try:
            os.link(part, there)
        except FileExistsError:
            continue
        part.unlink()
        return there
    raise FileExistsError(17, os.strerror(17), name)


def _clear(folder: Path) -> None:
    """Take away what is over its time, and what somebody did not finish writing."""
    before = datetime.now(UTC) - timedelta(days=DAYS)
    for path in folder.iterdir():
        if _file(path).at < before:
            path.unlink(missing_ok=True)


def files(actor: Actor) -> tuple[TrayFile, ...]:
    """What lies in the actor's tray, the newest first. Raises NotSignedIn."""
    folder = _folder(actor)
    found = [_file(path) for path in folder.iterdir() if path.suffix != _PART] if folder.is_dir() else []
    return tuple(sorted(found, key=lambda it: (it.at, it.name), reverse=True))


def show(actor: Actor, name: str) -> TrayFile:
    """One file of the tray. Raises NotFound."""
    return _file(path(actor, name))


def get(actor: Actor, name: str) -> bytes:
    """What is in a file of the tray. Raises NotFound."""
    return path(actor, name).read_bytes()


def path(actor: Actor, name: str) -> Path:
    """Where a file of the tray lies. Raises NotFound."""
    if name not in {it.name for it in files(actor)}:
        raise NotFound("tray-unknown", name=escaped(name))
    return _folder(actor) / name


def remove(actor: Actor, name: str) -> None:
    """Take a file out of the tray. Raises NotFound."""
    path(actor, name).unlink(missing_ok=True)


def _file(path: Path) -> TrayFile:
    about = path.stat()
    at = datetime.fromtimestamp(about.st_mtime, UTC)
    return TrayFile(path.name, about.st_size, at, at + timedelta(days=DAYS))


def _folder(actor: Actor) -> Path:
    """The tray of this account of this company."""

    def work(unit: Unit) -> int:
        return who(unit, actor).id

    url = actor.company.store.url
    company = str(path_of(url).absolute()) if is_sqlite(url) else url
    apart = hashlib.sha256(company.encode()).hexdigest()[:16]
    return places.state() / f"tray-{apart}" / str(actor.company.read(work))
