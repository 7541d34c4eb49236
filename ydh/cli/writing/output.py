"""The one way out for data: every format, to stdout or to a file that is written whole or not at all."""

import contextlib
import errno
import io
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Literal, TextIO, cast, get_args

from ydh.cli.writing import streams
from ydh.cli.writing.cells import DataColumn, Kind, Sheet, Stamp
from ydh.core.values.errors import Invalid, YdhError
from ydh.core.values.messages.all import MESSAGES
from ydh.core.values.words import N_, visible
from ydh.locale import Words

__all__ = [
    "FORMATS",
    "DataColumn",
    "Format",
    "Kind",
    "Painter",
    "Stamp",
    "colourful",
    "lines",
    "put",
    "replacing",
    "terminal_width",
    "write",
]

MESSAGES["output-exists"] = N_("{path} exists; choose another name, or add --force to replace it")
MESSAGES["output-folder"] = N_("{path} cannot be written: it is a folder, or its folder does not exist")
MESSAGES["output-failed"] = N_("{path} was not written: {reason}")
MESSAGES["output-terminal"] = N_("{format} is not for the screen; name a file with {option} FILE, or use a pipe")
MESSAGES["format-unknown"] = N_("--format {value}: there is no such format; choose one of {formats}")

Format = Literal["table", "plain", "csv", "csv-excel", "tsv", "json", "jsonl", "markdown", "html", "xlsx"]
FORMATS: tuple[Format, ...] = get_args(Format)
Painter = Callable[[Sheet, TextIO], int]  # writes a sheet, gives the number of its rows
FOR_PEOPLE: frozenset[Format] = frozenset({"table", "plain"})
SUFFIXES: dict[str, Format] = {  # what a file's name says of its format
    ".csv": "csv", ".tsv": "tsv", ".json": "json", ".jsonl": "jsonl", ".md": "markdown", ".html": "html",
    ".xlsx": "xlsx",
}  # fmt: skip


def write(
    columns: Sequence[DataColumn],
    rows: Iterable[Sequence[Any]],
    *,
    format: Format,
    output: str | Path | None = None,
    words: Words,
    title: str | None = None,
    width: int | None = None,
    stamp: Stamp | None = None,
    overwrite: bool = False,
    painter: Painter | None = None,
) -> int:
    """Write rows (tuples in the columns' order) and give their number.

    `output` None or "-" is stdout. `width` None asks the terminal; without one nothing is cut. `painter` shows them
    on a terminal in place of the table, which pipes and files get. A reader that goes away (`| head`) ends the writing
    quietly: the command's own exit code stands. Raises Invalid for an unknown format or a file that exists, YdhError
    when the file cannot be written; whatever `rows` raises passes through, and then no file is left.
    """
    if format not in FORMATS:
        raise Invalid("format-unknown", value=visible(str(format)), formats=tuple(FORMATS))
    to_stdout = output is None or str(output) == "-"
    if width is None and to_stdout:
        width = terminal_width()
    counted = Counted(rows)
    colour = to_stdout and colourful(sys.stdout)
    sheet = Sheet(columns, counted, words, title, stamp, width, colour)
    if to_stdout:
        _to_stdout(sheet, format, painter if format == "table" and sys.stdout.isatty() else None)
    else:
        with replacing(Path(cast(str, output)), overwrite=overwrite) as file:
            _into(file, sheet, format)
    return counted.taken


class Counted:
    """Rows, and how many of them have been taken: known even when the reader goes away."""

    def __init__(self, rows: Iterable[Sequence[Any]]) -> None:
        self.rows = rows
        self.taken = 0

    def __iter__(self) -> Iterator[Sequence[Any]]:
        for row in self.rows:
            self.taken += 1
            yield row


def lines(texts: Iterable[str]) -> None:
    """Write one text a line to stdout: numbers for the next command of a pipe."""
    with _stdout("utf-8") as sink:
        sink.writelines(visible(text) + "\n" for text in texts)


def pages(text: str) -> None:
    """Write pages with form feeds between them to stdout, for a printer; a terminal gets a blank line instead."""
    with _stdout("utf-8") as sink:
        sink.write(text.replace("\f", "\n") if sys.stdout.isatty() else text)


def terminal_width() -> int | None:
    """How wide the terminal on stdout is; None when there is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def colourful(stream: TextIO) -> bool:
    """Whether `stream` is a terminal whose reader wants colour (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _to_stdout(sheet: Sheet, format: Format, painter: Painter | None) -> None:
    if format != "xlsx":
        with _stdout(sys.stdout.encoding if format in FOR_PEOPLE else "utf-8") as sink:
            (painter or _writer(format))(sheet, sink)
        return
    _no_terminal(format, "--output")
    whole = io.BytesIO()  # a workbook is written back and forth, a pipe goes one way
    _into(whole, sheet, format)
    _pour(whole.getbuffer())


def put(data: bytes, path: str, *, format: str, option: str, overwrite: bool = False) -> None:
    """Write what is no text to `path`, whole or not at all; "-" is stdout. Raises as `write` does."""
    if path != "-":
        with replacing(Path(path), overwrite=overwrite) as file:
            file.write(data)
        return
    _no_terminal(format, option)
    _pour(data)


def _no_terminal(format: str, option: str) -> None:
    if sys.stdout.isatty():
        raise Invalid("output-terminal", format=format, option=option)


def _pour(data: bytes | memoryview) -> None:
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except OSError as problem:
        streams.refused(problem)


def _into(file: BinaryIO, sheet: Sheet, format: Format) -> None:
    if format == "xlsx":
        from ydh.cli.writing.workbook import xlsx

        xlsx(sheet, file)
        return
    sink = io.TextIOWrapper(file, "utf-8", errors="replace", newline="")
    try:
        _writer(format)(sheet, sink)
    finally:
        sink.detach()


def _writer(format: Format) -> Painter:
    if format == "table":
        from ydh.cli.writing.tables import table

        return table
    if format in ("markdown", "html"):
        from ydh.cli.writing import pages

        return pages.html if format == "html" else pages.markdown
    from ydh.cli.writing import rows

    return {
        "plain": rows.plain,
        "csv": rows.csv,
        "csv-excel": rows.csv_excel,
        "tsv": rows.tsv,
        "json": rows.json,
        "jsonl": rows.jsonl,
    }[format]


@contextlib.contextmanager
def _stdout(encoding: str) -> Iterator[TextIO]:
    """Stdout as a text stream of `encoding`; a reader that goes away ends the block without an error."""
    if not hasattr(sys.stdout, "buffer"):
        yield sys.stdout
        return
    sys.stdout.flush()
    sink = io.TextIOWrapper(sys.stdout.buffer, encoding, errors="replace", newline="")
    try:
        yield sink
        sink.flush()
    except OSError as problem:
        streams.refused(problem)
    finally:
        sink.detach()


@contextlib.contextmanager
def replacing(path: Path, *, overwrite: bool = False) -> Iterator[BinaryIO]:
    """A file that appears at `path` whole, readable by its owner alone, or not at all when the block raises.

    Raises Invalid for a database and its files, and when something is there and `overwrite` is not given,
    YdhError when the system refuses.
    """
    from ydh.core.company import own_files

    if path.is_dir() or not path.parent.is_dir():
        raise Invalid("output-folder", path=str(path))
    own_files.check_output(path)
    device = path.exists() and not path.is_file()  # /dev/null, a named pipe: nothing that could be replaced
    if os.path.lexists(path) and not (device or overwrite):
        raise Invalid("output-exists", path=str(path))
    try:
        with path.open("wb") if device else _beside(path, overwrite=overwrite) as file:
            yield file
    except FileExistsError as problem:
        raise Invalid("output-exists", path=str(path)) from problem
    except OSError as problem:
        raise YdhError("output-failed", path=str(path), reason=problem.strerror or str(problem)) from problem


@contextlib.contextmanager
def _beside(path: Path, *, overwrite: bool) -> Iterator[BinaryIO]:
    from tempfile import mkstemp

    handle, name = mkstemp(dir=path.parent, prefix=".ydh-", suffix=".part")  # its mode is 0600
    try:
        with open(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if overwrite:
            os.replace(name, path)
        else:
            _appear(name, path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)
    _sync_folder(path.parent)


def _appear(name: str, path: Path) -> None:
    try:
        os.link(name, path)  # unlike a rename it never replaces what came there in the meantime
    except OSError as problem:
        if problem.errno not in (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS):
            raise
        os.replace(name, path)  # a file system without hard links


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
