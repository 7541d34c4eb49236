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
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")  # letters and marks that show nothing
_SPACES = " \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_NOT_SEEN = {"Zs", "Mn", "Me"}  # alone they show nothing either
_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_DIGITS = re.compile("[0-9]+")
_PLAIN = re.compile(r"[ -~\u4e00-\u9fff\u3001-\u3003\uff01-\uff5e]*\Z")


def clean(text: str, field: str, *, limit: int = LIMIT, empty: bool = False, lines: bool = False) -> str:
    """Give `text` trimmed and in NFC, or raise Invalid naming the character. `lines` lets newlines through.

    What is given shows something: a text of characters that nobody sees is none.
    """
    text = text.strip(_SPACES + "\n" if lines else _SPACES)
    if len(text) > limit:
        raise Invalid("text-long", field=field, length=len(text), limit=limit)
    if not text and not empty:
        raise Invalid("text-empty", field=field)
    if _PLAIN.match(text):
        return text
    text = unicodedata.normalize("NFC", text)
    marks, seen = 0, False
    for position, char in enumerate(text, 1):
        category = unicodedata.category(char)
        marks = marks + 1 if category == "Mn" else 0
        forbidden = char in _BLANK or (category in _FORBIDDEN and not (lines and char == "\n"))
        if forbidden or marks > MARKS:
            raise _not_let_in(field, char, position)
        seen = seen or category not in _NOT_SEEN
    if text and not seen:
        raise _not_let_in(field, text[0], 1)
    return text


def _not_let_in(field: str, char: str, position: int) -> Invalid:
    return Invalid("text-control", field=field, char=f"U+{ord(char):04X}", position=position)


def narrow(text: str) -> str:
    """Full-width letters, digits and signs as those of ASCII, and nothing else: `２箱` is `2箱`, `1²` stays as it is.

    What reads numbers must not use NFKC: it makes digits of superscripts, circled and other digits, and 12 of `1²`.
    """
    return text if text.isascii() else text.translate(_NARROW)


def storable(text: str) -> bool:
    """Whether a database takes `text`: no NUL (PostgreSQL), no half of a character (neither does)."""
    return "\0" not in text and (text.isascii() or not any("\ud800" <= char <= "\udfff" for char in text))


def key(text: str) -> str:
    """The form in which codes and names compare: NFKC, casefolded."""
    return text.casefold() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()


def by_value(text: str) -> str:
    """By what a shelf stands in the order in which people walk: numbers by their value, A-3 before A-12."""
    return _DIGITS.sub(lambda found: f"{int(found[0]):012}", key(text))


def escaped(text: str, limit: int = 60) -> str:
    """`text` with every non-printing character as an escape, cut at `limit`: safe to show in a message."""
    shown = "".join(c if c.isprintable() and unicodedata.category(c) != "Cf" else repr(c)[1:-1] for c in text[:limit])
    return shown + ("..." if len(text) > limit else "")
