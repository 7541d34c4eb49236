"""Codes that a spreadsheet or a keyboard has spoilt: numbers cut short, dates, letters of two alphabets.

The letters are those of Unicode's confusables (UTS 39) that are single letters of Cyrillic or Greek and look like one
of A to Z; α, γ and σ are left out, which stand in real codes as signs. The whole data of UTS 39 is no use here: it has
1 and l, 0 and O look alike too.
"""

import re

from ydh.core.values.errors import Invalid
from ydh.core.values.text import escaped

_LOOK = dict(
    zip(
        "ЅІЈАВЕКМНОРСТУХЬагеорсухѕіјѡѴѵҮүһҽӀӏԁԌԛԜԝꙇͿΑΒΕΖΗΙΚΜΝΟΡΤΥΧινορυϜϳϺ",
        "SIJABEKMHOPCTYXbareopcyxsijwVvYyhelidGqWwiJABEZHIKMNOPTYXivopuFjM",
        strict=True,
    )
)
_LATIN = re.compile("[A-Za-z]")
_CUT_SHORT = re.compile(r"[0-9](?:\.[0-9]+)?E\+[0-9]{2,3}\Z")  # 6.90123E+12 of 6901230000000
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
# 3-Mar of 3-3, Mar-03 of 3-2003, 3月3日; in capitals MAR-03 is nobody's doing but people's
_DATED = re.compile(
    rf"(?:[0-9]{{1,2}}-(?:{_MONTHS})(?:-[0-9]{{2,4}})?|(?:{_MONTHS})-[0-9]{{2,4}}|[0-9]{{1,2}}月[0-9]{{1,2}}日)\Z"
)


def refuse_spoilt(code: str, field: str) -> None:
    """Raise Invalid for a code that is surely not what was meant."""
    if "E+" in code and _CUT_SHORT.match(code):
        raise Invalid("code-cut", field=field, value=escaped(code))
    if ("-" in code or "日" in code) and _DATED.match(code):
        raise Invalid("code-date", field=field, value=escaped(code))
    if code.isascii() or not _LATIN.search(code):
        return
    for position, char in enumerate(code, 1):
        if char in _LOOK:
            data = {"char": char, "code": f"U+{ord(char):04X}", "like": _LOOK[char], "position": position}
            raise Invalid("code-alike", field=field, value=escaped(code), **data)
