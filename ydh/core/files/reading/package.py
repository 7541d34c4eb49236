"""The parts of an Excel file, taken out of their zip within limits; XML that declares anything is refused."""

import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO
from xml.parsers import expat

from ydh.core.files.reading.source import Source
from ydh.core.values.errors import Invalid
from ydh.core.values.text import escaped

COMPRESSED = 20 * 1024 * 1024
EXPANDED = 50 * 1024 * 1024
MEMBERS = 100
_CHUNK = 2 * 1024 * 1024  # expat rescans a long token with each piece it gets, so few pieces
_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_XML = re.compile(r".*\.(xml|rels)\Z", re.IGNORECASE)
_COUNT = re.compile(r"[0-9]{1,7}\Z")
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    expat.ExpatError,
    EOFError,
    LookupError,
    NotImplementedError,
    UnicodeError,
    ValueError,
    OSError,
)

Start = Callable[[str, dict[str, str]], None]


class Package:
    """An Excel file's XML, each member read once through `parse`."""

    def __init__(self, source: Source) -> None:
        """Raises Invalid for a file that is not an Excel workbook or is too large to be opened."""
        self.name = source.name
        if source.size > COMPRESSED:
            raise self.large("MB", COMPRESSED // 1024**2)
        try:
            self._zip = zipfile.ZipFile(source.rewind())
        except _DAMAGED as error:
            raise self.damaged() from error
        self._members = {info.filename: info for info in self._zip.infolist() if _XML.match(info.filename)}
        self._measure()

    def _measure(self) -> None:
        infos = self._zip.infolist()
        if len(infos) > MEMBERS:
            raise self.large("parts", MEMBERS)
        if sum(info.file_size for info in infos) > EXPANDED:
            raise self.large("MB expanded", EXPANDED // 1024**2)
        odd = any(info.flag_bits & 1 or info.compress_type not in (0, 8) for info in infos)
        names = {info.filename for info in infos}
        if odd or len(names) != len(infos) or not {_WORKBOOK, _RELATIONS} <= names:
            raise self.damaged()

    def large(self, what: str, limit: int) -> Invalid:
        """The refusal of more than there may be."""
        return Invalid("file-excel-large", name=self.name, what=what, limit=limit)

    def damaged(self) -> Invalid:
        """The refusal of what is no Excel workbook."""
        return Invalid("file-not-excel", name=self.name)

    def has(self, member: str) -> bool:
        """Whether it has that part."""
        return member in self._members

    def sheets(self) -> dict[str, str]:
        """The member of each worksheet by its name, visible ones first."""
        targets: dict[str, str] = {}
        sheets: list[tuple[bool, str, str]] = []

        def relation(tag: str, given: dict[str, str]) -> None:
            if local(tag) == "Relationship" and given.get("Type", "").endswith("/worksheet"):
                targets[given.get("Id", "")] = posixpath.normpath(posixpath.join("/xl", given.get("Target", "")))[1:]

        def sheet(tag: str, given: dict[str, str]) -> None:
            if local(tag) == "sheet":
                id = next((value for key, value in given.items() if key.endswith(":id")), "")
                sheets.append((given.get("state", "visible") != "visible", given.get("name", ""), id))

        self.parse(_RELATIONS, relation)
        self.parse(_WORKBOOK, sheet)
        sheets.sort(key=lambda found: found[0])
        return {name: targets[id] for _, name, id in sheets if targets.get(id) in self._members}

    def parse(self, member: str, start: Start | None = None, copy: zipfile.ZipFile | None = None) -> None:
        """Read a member to its end, telling `start` of each element; raises Invalid for a DTD and for broken XML."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._checked(start)
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = self._refuse_doctype(member)
        try:
            for chunk in self._bytes(member, copy):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except _DAMAGED as error:
            raise self.damaged() from error

    def copied(self, into: BinaryIO, heard: dict[str, Start]) -> None:
        """Write a zip of just the members that were checked, each parsed on the way.

        What reads the workbook after us then reads what we have read: sizes that lie are gone.
        """
        with zipfile.ZipFile(into, "w") as copy:
            for member in self._members:
                self.parse(member, heard.get(member), copy)

    def _bytes(self, member: str, copy: zipfile.ZipFile | None) -> Iterator[bytes]:
        with self._zip.open(self._members[member]) as stream:
            if copy is None:
                while chunk := stream.read(_CHUNK):
                    yield chunk
                return
            with copy.open(member, "w") as out:
                while chunk := stream.read(_CHUNK):
                    out.write(chunk)
                    yield chunk

    def _checked(self, start: Start | None) -> Start:
        """Refuse counts that cannot be: calamine reserves memory for what they say, and aborts the process."""

        def hear(tag: str, given: dict[str, str]) -> None:
            for word in ("count", "uniqueCount"):
                if word in given and not _COUNT.match(given[word]):
                    raise self.damaged()
            if start:
                start(tag, given)

        return hear

    def _refuse_doctype(self, member: str) -> Callable[..., None]:
        def refuse(*_: object) -> None:
            raise Invalid("file-doctype", name=self.name, member=escaped(member))

        return refuse


def local(tag: str) -> str:
    """An element's name without its namespace prefix."""
    return tag[tag.rfind(":") + 1 :]
