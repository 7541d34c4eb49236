"""Which encoding a file is in: proven, said, or refused; never guessed in silence.

A BOM proves it, strict UTF-8 proves it. Nearly any bytes pass for GB18030: it is taken only
when its header names our columns and the rest does not read just as well as Big5 (reliability, section 4).
"""

import codecs
import re
from collections.abc import Sequence
from typing import Final

from ydh.core.files.reading.source import Source, Spot
from ydh.core.values.errors import Invalid
from ydh.core.values.text import escaped

CODECS: Final = {
    "utf-8": "utf-8-sig",
    "utf8": "utf-8-sig",
    "utf-8-sig": "utf-8-sig",
    "utf-16": "utf-16",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "gb18030": "gb18030",
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "big5": "cp950",
    "cp950": "cp950",
    "big5hkscs": "big5hkscs",
    "latin-1": "latin-1",
    "iso-8859-1": "latin-1",
    "cp1252": "cp1252",
}
"""What --encoding may say, and the codec that reads it; GB18030 contains GBK and GB2312."""

_KNOWN = "utf-8, utf-16, gb18030, big5, latin-1, cp1252"
_CHUNK = 256 * 1024
_SAMPLE = 20_000
_BINARY = (
    b"\x89PNG",
    b"%PDF",
    b"\x1f\x8b",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\x7fELF",
    b"7z\xbc\xaf",
    b"Rar!",
    b"SQLite format",
)

# One character beyond ASCII, of GB18030 or Big5; and those of everyday use with their punctuation
_FOREIGN = re.compile(rb"[\x81-\xfe](?:[0-9][\x81-\xfe][0-9]|[\x40-\x7e\x80-\xfe])|[\x80-\xff]")
_GB_EVERYDAY = re.compile(rb"[\xa1\xa3\xb0-\xd7][\xa1-\xfe]")  # full width, the 3,755 of level 1
_BIG5_EVERYDAY = re.compile(rb"[\xa1\xa2\xa4-\xc5][\x40-\x7e\xa1-\xfe]|\xc6[\x40-\x7e]")  # level 1, no bopomofo
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_PLAUSIBLE = 0.85
_READABLE = 0.5


def named(encoding: str) -> str:
    """The codec of an --encoding; raises Invalid for one that is not known."""
    found = CODECS.get(encoding.strip().lower().replace("_", "-"))
    if found is None:
        raise Invalid("file-encoding-name", encoding=escaped(encoding), known=_KNOWN)
    return found


def decided(source: Source, encoding: str | None) -> str:
    """The codec of a text file, or Invalid. "gb18030" without `encoding` stands for: perhaps, see `prove`."""
    head = source.head
    if head.startswith((codecs.BOM_UTF32_LE, *_BINARY)):
        raise Invalid("file-not-text", name=source.name)
    if encoding is not None:
        codec = named(encoding)
    elif head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        codec = "utf-16"
    else:
        codec = _utf8_or_perhaps(source)
    if not codec.startswith("utf-16"):
        _refuse_nul(source)
    if codec != "utf-8-sig" or source.not_utf8:
        _verify(source, codec)
    return codec


def prove(source: Source, known: Sequence[str]) -> None:
    """Raise Invalid unless the file is surely GB18030; `known` are the titles of ours in its header, read as such."""
    if any(not title.isascii() for title in known):
        return
    found = _foreign(source)
    pairs = [char for char in found if len(char) == 2]
    gb = sum(1 for char in pairs if _GB_EVERYDAY.match(char)) + sum(1 for char in found if len(char) == 4)
    big5 = sum(1 for char in pairs if _BIG5_EVERYDAY.match(char))
    if not known or gb < _READABLE * len(found) or big5 >= _PLAUSIBLE * len(found):
        raise _unsure(source)


def _utf8_or_perhaps(source: Source) -> str:
    if source.not_utf8 is None:
        return "utf-8-sig"
    _refuse_nul(source)
    spot = source.not_utf8
    if source.cut:
        raise Invalid("file-cut", name=source.name, byte=spot.byte, line=spot.line)
    if source.wide or source.head.startswith(codecs.BOM_UTF8):
        raise Invalid("file-bytes", name=source.name, byte=spot.byte, line=spot.line, encoding="UTF-8")
    try:
        _verify(source, "gb18030")
    except Invalid:
        raise _unsure(source) from None
    return "gb18030"


def _refuse_nul(source: Source) -> None:
    if source.nul is None:
        return
    # UTF-16 has many NULs, all on one side of each pair; what has other controls besides is not text at all
    sides = [source.head[side::2].count(0) for side in (0, 1)]
    utf16 = max(sides) > 10 * min(sides) and max(sides) * 40 > len(source.head)
    if not utf16 and len(_CONTROLS.findall(source.head)) * 20 > len(source.head):
        raise Invalid("file-not-text", name=source.name)
    raise Invalid("file-nul", name=source.name, byte=source.nul.byte, line=source.nul.line)


def _unsure(source: Source) -> Invalid:
    spot = source.not_utf8 or Spot(1, 1)
    return Invalid("file-encoding-unsure", name=source.name, byte=spot.byte, line=spot.line)


def _verify(source: Source, codec: str) -> None:
    decoder = codecs.getincrementaldecoder(codec)()
    file, done, line = source.rewind(), 0, 1
    while True:
        chunk = file.read(_CHUNK)
        try:
            line += decoder.decode(chunk, not chunk).count("\n")
        except UnicodeError as error:
            start = error.start - (len(error.object) - len(chunk)) if isinstance(error, UnicodeDecodeError) else 0
            line += chunk.count(b"\n", 0, max(start, 0))
            encoding = codec.removesuffix("-sig").upper()
            raise Invalid(
                "file-bytes", name=source.name, byte=done + start + 1, line=line, encoding=encoding
            ) from error
        done += len(chunk)
        if not chunk:
            return


def _foreign(source: Source) -> list[bytes]:
    """The first characters beyond ASCII, enough to judge by."""
    found: list[bytes] = []
    for line in source.rewind():
        if not line.isascii():
            found += _FOREIGN.findall(line)
        if len(found) > _SAMPLE:
            break
    return found
