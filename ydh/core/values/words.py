"""Words on their way out. Core marks, front ends translate: a sentence is never finished here."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final, final


def N_(text: str) -> str:
    """Mark `text` for the catalogues and give it back unchanged."""
    return text


LANGUAGES: Mapping[str, str] = {"": N_("as the terminal"), "zh_CN": "中文", "en": "English"}  # that ydh speaks


@final
class Label(str):
    """A marked text among the data of an error or a row: front ends translate it, machine formats show its code."""

    __slots__ = ("code",)
    code: str

    def __new__(cls, text: str, code: str = "") -> "Label":
        """Mark `text`; `code` is what files show in every language, the English text unless given."""
        return _label(text, code or text)

    def __reduce__(self) -> tuple[type["Label"], tuple[str, str]]:
        return Label, (str(self), self.code)


@lru_cache(maxsize=4096)
def _label(text: str, code: str) -> Label:
    """The one label of that text and code: there are some hundreds, and ten thousand refusals name two each."""
    label = str.__new__(Label, text)
    label.code = code
    return label


@final
class Masked:
    """Stands for an amount that the reader may not see; there is one, MASKED."""

    def __str__(self) -> str:
        return "***"

    __repr__ = __str__

    def __reduce__(self) -> str:
        return "MASKED"


def dashed(data: Mapping[str, Any]) -> dict[str, Any]:
    """What fills a sentence: a dash for what there is not."""
    return {name: "-" if value is None else value for name, value in data.items()}


MASKED: Final = Masked()

FORMULA = "=+-@＝＋－＠"  # what makes a spreadsheet take a cell for a formula, full width too


def guarded(text: str) -> str:
    """`text` with an apostrophe before it when a spreadsheet would run it; `unguarded` gives back exactly `text`."""
    return "'" + text if _risky(text) else text


def unguarded(text: str) -> str:
    """A cell of a file as it was before `guarded`."""
    return text[1:] if text[:1] == "'" and _risky(text) else text


def _risky(text: str) -> bool:
    # apostrophes before count as well: without that a text that begins with one would lose it on the way back
    bare = text.lstrip("'")
    return bare[:1] in ("\t", "\r", "\n") or bare.lstrip()[:1] in tuple(FORMULA)


_SPACES = frozenset("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000")


def visible(text: str) -> str:
    """`text` with tabs and line breaks as spaces and every other invisible character as U+FFFD: safe on a terminal."""
    if text.isprintable():
        return text
    text = text.replace("\r\n", " ").translate({9: " ", 10: " ", 13: " "})
    return "".join(c if c.isprintable() or c in _SPACES else "\ufffd" for c in text)


def label_of(names: Mapping[str, str], code: str) -> Label:
    """The marked name of a code; a code without one stands for itself."""
    return Label(names.get(code, code), code)
