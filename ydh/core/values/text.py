"""The one gate where text enters: no control, escape, bidi or invisible characters get past it.

Text is stored in NFC. Keys (codes, sign-in names) compare by NFKC and casefold, so that look-alikes of
case and width are the same key.
"""

import re
import unicodedata

from ydh.core.values.errors import Invalid

CODE_LIMIT = 64

LIMIT = 200  # characters of a name, unless a field says otherwise
LONG = 2000  # characters of a note
MARKS = 4  # combining marks in a row; more only serves to draw over the neighbours

# Cc controls, Cf formats (bidi, zero width, soft hyphen, tags), Cs surrogates, Co private, Cn unassigned, Zl, Zp
_FORBIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_PLAIN = re.compile(r"[ -~\u4e00-\u9fff\u3001-\u3003\uff01-\uff5e]*\Z")


def clean(text: str, field: str, *, limit: int = LIMIT, empty: bool = False, lines: bool = False) -> str:
    """Give `text` trimmed and in NFC, or raise Invalid naming the character. `lines` lets newlines through."""
    text = text.strip(" \u3000\u00a0\n" if lines else " \u3000\u00a0")
    if len(text) > limit:
        raise Invalid("text-long", field=field, length=len(text), limit=limit)
    if not text and not empty:
        raise Invalid("text-empty", field=field)
    if _PLAIN.match(text):
        return text
    text = unicodedata.normalize("NFC", text)
    marks = 0
    for position, char in enumerate(text, 1):
        category = unicodedata.category(char)
        marks = marks + 1 if category == "Mn" else 0
        if (category in _FORBIDDEN and not (lines and char == "\n")) or marks > MARKS:
            raise Invalid("text-control", field=field, char=f"U+{ord(char):04X}", position=position)
    return text


def storable(text: str) -> bool:
    """Whether a database takes `text`: no NUL (PostgreSQL), no half of a character (neither does)."""
    return "\0" not in text and (text.isascii() or not any("\ud800" <= char <= "\udfff" for char in text))


def key(text: str) -> str:
    """The form in which codes and names compare: NFKC, casefolded."""
    return text.casefold() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()


def escaped(text: str, limit: int = 60) -> str:
    """`text` with every non-printing character as an escape, cut at `limit`: safe to show in a message."""
    shown = "".join(c if c.isprintable() and unicodedata.category(c) != "Cf" else repr(c)[1:-1] for c in text[:limit])
    return shown + ("..." if len(text) > limit else "")
