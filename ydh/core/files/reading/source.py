"""An import's bytes: on disk, measured and hashed in one pass, with memory flat in their size."""

import codecs
import hashlib
import io
import os
import re
import stat
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ydh.core.company import own_files
from ydh.core.values.errors import Invalid
from ydh.core.values.text import escaped

SIZE_LIMIT = 200 * 1024 * 1024
LINE_LIMIT = 1024 * 1024  # bytes; 200 columns of names and notes take a tenth of it
HEAD = 4096
_CHUNK = 256 * 1024
_WIDE = re.compile("[\u2e80-\U0010ffff]")


@dataclass(frozen=True)
class Spot:
    """A byte of a file and the line it is on, both counted from 1."""

    byte: int
    line: int


@dataclass(frozen=True)
class Source:
    """What one pass over the bytes has shown. `file` is seekable and closed by `close`."""

    name: str
    file: BinaryIO
    size: int
    digest: str
    head: bytes
    nul: Spot | None
    not_utf8: Spot | None
    """The first byte that is not UTF-8."""
    cut: bool
    """`not_utf8` is a character that the end of the file cuts."""
    wide: bool
    """Chinese in valid UTF-8 comes before `not_utf8`."""
    stamp: tuple[int, int]

    def rewind(self) -> BinaryIO:
        """The file from its first byte; raises Invalid when somebody has written to it."""
        if _stamp(self.file) != self.stamp:
            raise Invalid("file-changed", name=self.name)
        self.file.seek(0)
        return self.file

    def close(self) -> None:
        """Give up the file; a spooled copy is deleted."""
        self.file.close()


class _Survey:
    """Looks at chunk after chunk."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.size = 0
        self.hash = hashlib.sha256()
        self.head = b""
        self.nul: Spot | None = None
        self.not_utf8: Spot | None = None
        self.cut = self.wide = False
        self._line = 1
        self._run = 0
        self._decoder: codecs.IncrementalDecoder | None = codecs.getincrementaldecoder("utf-8")()

    def add(self, chunk: bytes) -> None:
        """Take the next bytes; raises Invalid when there are too many, at all or in one line."""
        if self.size + len(chunk) > SIZE_LIMIT:
            raise Invalid("file-large", name=self.name, limit=SIZE_LIMIT // 1024**2)
        self.hash.update(chunk)
        if len(self.head) < HEAD:
            self.head = (self.head + chunk)[:HEAD]
        if self.nul is None and (at := chunk.find(0)) >= 0:
            self.nul = self._spot(chunk, at)
        self._decode(chunk)
        self._measure(chunk)
        self.size += len(chunk)

    def end(self) -> None:
        """No more bytes come."""
        if self._decoder and self._decoder.getstate()[0]:
            self._decode(b"", final=True)

    def _decode(self, chunk: bytes, *, final: bool = False) -> None:
        if self._decoder is None or (chunk.isascii() and not final and not self._decoder.getstate()[0]):
            return
        try:
            text = self._decoder.decode(chunk, final)
        except UnicodeDecodeError as error:
            at = error.start - (len(error.object) - len(chunk))
            self.not_utf8 = self._spot(chunk, at)
            self.cut = final
            text = error.object[: error.start].decode("utf-8", "ignore")
            self._decoder = None
        self.wide = self.wide or bool(_WIDE.search(text))

    def _spot(self, chunk: bytes, at: int) -> Spot:
        return Spot(self.size + at + 1, self._line + chunk.count(b"\n", 0, max(at, 0)))

    def _measure(self, chunk: bytes) -> None:
        # a chunk is shorter than the limit, so only a run over several chunks can be too long
        ends = b"\n" if b"\n" in chunk else b"\r"
        first = chunk.find(ends)
        if self._run + (first if first >= 0 else len(chunk)) > LINE_LIMIT:
            raise Invalid("file-line-long", name=self.name, line=self._line, limit=LINE_LIMIT // 1024)
        self._run = len(chunk) - chunk.rfind(ends) - 1 if first >= 0 else self._run + len(chunk)
        self._line += chunk.count(ends)


def opened(source: Path | BinaryIO, name: str) -> Source:
    """Open a path, or take everything a stream gives; raises Invalid for what cannot be read or is too large."""
    name = escaped(name)
    try:
        file, copy = _seekable(source)
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise Invalid("file-open", name=name, reason=reason) from error
    try:
        return _surveyed(file, copy, name)
    except OSError as error:
        file.close()
        raise Invalid("file-open", name=name, reason=error.strerror or str(error)) from error
    except BaseException:
        file.close()
        raise


def _seekable(source: Path | BinaryIO) -> tuple[BinaryIO, BinaryIO | None]:
    """The file to read later, and the stream to fill it from, if any."""
    if not isinstance(source, Path):
        if source.closed:
            raise ValueError("the stream is closed")
        return _spool(), source
    own_files.check_input(source)
    file = source.open("rb")
    if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        return file, None
    return _spool(), file


def _spool() -> BinaryIO:
    # check and commit read the same bytes, and a pipe gives them once
    return tempfile.TemporaryFile()


def _surveyed(file: BinaryIO, stream: BinaryIO | None, name: str) -> Source:
    survey = _Survey(name)
    for chunk in _chunks(stream or file):
        survey.add(chunk)
        if stream:
            file.write(chunk)
    survey.end()
    file.flush()
    return Source(
        name=name,
        file=file,
        size=survey.size,
        digest=survey.hash.hexdigest(),
        head=survey.head,
        nul=survey.nul,
        not_utf8=survey.not_utf8,
        cut=survey.cut,
        wide=survey.wide,
        stamp=_stamp(file),
    )


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    while chunk := stream.read(_CHUNK):
        yield chunk


def _stamp(file: BinaryIO) -> tuple[int, int]:
    status = os.fstat(file.fileno())
    return status.st_size, status.st_mtime_ns


def text_of(source: Source, encoding: str) -> io.TextIOWrapper:
    """The file's text with its line ends as they are; `detach` it when done, for the file is used again."""
    return io.TextIOWrapper(source.rewind(), encoding=encoding, errors="strict", newline="")
