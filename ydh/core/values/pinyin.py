"""What people type on a keyboard of letters to find a Chinese name: the initials of its pinyin."""

import re
import unicodedata
from functools import lru_cache

_CHINESE = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]+")
_KEPT = re.compile(r"[a-z0-9]")


def initials(text: str) -> str:
    """The first letter of each character's reading, letters and digits in lower case, nothing else.

    明前龙井 is mqlj. A character with several readings has the one of the word that it stands in (重庆 is cq).
    """
    text = unicodedata.normalize("NFKC", text)
    read = _CHINESE.sub(lambda found: _letters(found[0]), text)
    return "".join(_KEPT.findall(read.casefold()))


def _letters(chinese: str) -> str:
    # 130 ms and 50 MB that only a name with Chinese in it is worth
    from pypinyin.seg import mmseg

    return "".join(map(_of_word, mmseg.seg.cut(chinese)))


@lru_cache(maxsize=8192)
def _of_word(word: str) -> str:
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin([word], style=Style.FIRST_LETTER, errors="ignore"))
