"""Chinese names as they are found and put in order: the initials of their pinyin, and a key to sort them by.

Both are worked out when a name is written and kept beside it. The dictionaries that know how words are read take
130 ms and 50 MB, which nobody who searches or lists pays: what is not kept is read by `letters.py`, a table of single
characters.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from itertools import islice, product

MOST = 32  # ways to read one name
_CHINESE = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]+")
_PARTS = re.compile(rf"{_CHINESE.pattern}|[a-z]|[0-9]")
_SORTED = re.compile(rf"{_CHINESE.pattern}|[0-9]+")
_DIGITS = 15  # numbers in names are padded to as many


def initials(text: str, known: Mapping[str, str] | None = None) -> str:
    """The first letter of each character's reading, letters and digits in lower case, nothing else.

    明前龙井 is mqlj. A character with several readings has first the one of the word that it stands in, then those that
    it has in names: 大兴茶行 is dxcx and dxch, with a blank between. Of a name that could be read in more than 32 ways,
    each character has its other readings only beside the usual ones of the rest. `known` has the letters of all
    characters that can come, in place of the dictionaries.
    """
    ways = [way for part in _PARTS.findall(_folded(text)) for way in _ways(part, known)]
    usual = "".join(way[:1] for way in ways)
    if not _many(ways):
        return " ".join(dict.fromkeys(map("".join, product(*ways))))
    at = [(n, other) for n, way in enumerate(ways) for other in way[1:]]
    single = [usual[:n] + other + usual[n + 1 :] for n, other in at]
    return " ".join(dict.fromkeys([usual, *single]))


def _many(ways: list[str]) -> bool:
    return sum(1 for _ in islice(product(*ways), MOST + 1)) > MOST


def sort_key(text: str, known: Mapping[str, str] | None = None) -> str:
    """By what a name stands in a list: its pinyin syllable by syllable, numbers by their value (A2 before A10).

    With `known`, in place of the dictionaries, by the first letter of each character and then by the character.
    """
    return _SORTED.sub(lambda found: _sorted(found[0], known), _folded(text))


def place(name: str) -> tuple[str, str]:
    """By what a name stands in a list that comes whole, whose names have nothing kept beside them."""
    from ydh.core.values.letters import letters

    return sort_key(name, letters()), name


def fits(typed: str, *names: str) -> bool:
    """Whether each word that was typed stands in a code or a name, or in a name's initials."""
    from ydh.core.values.letters import letters

    known = letters()
    texts = [text for name in names for text in (_folded(name), initials(name, known))]
    return all(any(word in text for text in texts) for word in _folded(typed).split())


def beside(name: str) -> dict[str, str]:
    """What is kept beside a name to find it and to put it in order, by the names of the columns."""
    return {"initials": initials(name), "sort": sort_key(name)}


def _sorted(part: str, known: Mapping[str, str] | None) -> str:
    if part.isascii():
        return part.lstrip("0").rjust(_DIGITS, "0")
    if known is not None:
        return "".join(f"{known.get(char, '')[:1]}{char}" for char in part)
    return "".join(f"{syllable or char} " for char, syllable in _read(part))  # 西安 before 先, which is longer


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _ways(part: str, known: Mapping[str, str] | None) -> list[str]:
    """The first letters of each character, the usual one first."""
    if part.isascii():
        return [part]
    if known is not None:
        return [known[char] for char in part if char in known]
    from ydh.core.values.readings import readings

    several = readings()
    return ["".join(dict.fromkeys(read[:1] + several.get(char, ""))) for char, read in _read(part) if read]


def _read(chinese: str) -> list[tuple[str, str]]:
    """Each character with its syllable in the word that it stands in, empty where nobody knows it."""
    from pypinyin.seg import mmseg

    return [pair for word in mmseg.seg.cut(chinese) for pair in zip(word, _of_word(word), strict=True)]


@lru_cache(maxsize=8192)
def _of_word(word: str) -> list[str]:
    from pypinyin import Style, lazy_pinyin

    found = lazy_pinyin([word], style=Style.NORMAL, errors="ignore")
    if len(found) == len(word):
        return found
    return [syllable for char in word for syllable in lazy_pinyin([char], style=Style.NORMAL, errors="ignore") or [""]]
