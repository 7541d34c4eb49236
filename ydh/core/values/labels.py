"""What a GS1 label says: which goods or which parcel, how many or how heavy, of which lot, until when.

A scanner hands over what stands in the bar code, with the symbology before it (`]C1`) where it is set to, and the
character GS (FNC1) behind a field of no fixed length; people type what stands in brackets below it. Weights in
kilograms. GS1 General Specifications, chapter 3; the fields are parsed by biip, which is imported by the first label.
"""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from ydh.core.values.codes import check_digit
from ydh.core.values.errors import Invalid, YdhError
from ydh.core.values.text import escaped

GS = "\x1d"
_AIM = re.compile(r"\](C1|e[0-3]|d2|Q3|J1)")  # the symbologies of GS1 with fields
_OTHER_AIM = re.compile(r"\][A-Za-z][0-9A-Za-z](?=.)")
_BRACKETS = re.compile(r"\([0-9]{2,4}\)")
# nobody says that it is a label: the field at its beginning has its check digit right, and others may follow
_BARE = re.compile(r"(?:0[12]([0-9]{13})([0-9])|00([0-9]{17})([0-9])\Z)")
_TEXTS = {"00": "parcel", "01": "gtin", "02": "content", "10": "lot", "21": "serial"}
_DAYS = {"11": "made", "15": "best_before", "17": "expires"}
_COUNTS = {"30": "items", "37": "pieces"}


class GoodsLabel(NamedTuple):
    """What stands on a label; empty or None where it says nothing."""

    gtin: str = ""
    content: str = ""
    """The GTIN of what is in a parcel; `pieces` says how many of it."""
    parcel: str = ""
    lot: str = ""
    serial: str = ""
    made: date | None = None
    best_before: date | None = None
    expires: date | None = None
    items: Decimal | None = None
    pieces: Decimal | None = None
    weight: Decimal | None = None

    @property
    def item(self) -> str:
        """The GTIN of what is counted."""
        return self.gtin or self.content

    @property
    def until(self) -> date | None:
        """The last day on which the goods are good."""
        return self.expires or self.best_before


def is_label(text: str) -> bool:
    """Whether a text says of itself that it is a label."""
    return bool(_AIM.match(text) or GS in text.strip() or _BRACKETS.match(text))


def may_be_label(text: str) -> bool:
    """Whether a text that nothing has as its code can be a label whose scanner does not say so."""
    found = _BARE.match(text)
    digits, last = (found[1] or found[3], found[2] or found[4]) if found else ("", "")
    return bool(digits) and check_digit(digits) == last


def bare(text: str) -> str:
    """The text without the symbology that a scanner puts before a plain code, such as `]E0`."""
    return text if is_label(text) else _OTHER_AIM.sub("", text, count=1)


@lru_cache(maxsize=256)
def _known(text: str) -> "GoodsLabel | YdhError":
    from biip import ParseError
    from biip.gs1_messages import GS1Message

    try:
        if _BRACKETS.match(text):
            message = GS1Message.parse_hri(text)
        else:
            message = GS1Message.parse(_AIM.sub("", text, count=1).strip(GS))
        return _label(text, message.element_strings)
    except ParseError as error:
        return Invalid("label-form", code=escaped(text), problem=escaped(str(error), 200)).kept()
    except Invalid as error:
        return error.kept()


def read(text: str) -> GoodsLabel:
    """What the label says. Raises Invalid for a field that is not known, or says what cannot be."""
    found = _known(text.strip(" "))
    if isinstance(found, YdhError):
        raise found
    return found


def parcel(text: str) -> str:
    """The number of the parcel whose label this is; empty for anything else."""
    if not (is_label(text) or may_be_label(text)):
        return ""
    found = _known(text.strip(" "))
    return "" if isinstance(found, YdhError) else found.parcel


def _label(text: str, fields: Iterable[Any]) -> GoodsLabel:
    said: dict[str, Any] = {}
    for field in fields:
        ai = field.ai.ai
        name, value = _read(text, ai, field)
        if name in said and said[name] != value:
            raise Invalid("label-twice", code=escaped(text), ai=ai)
        said[name] = value
    label = GoodsLabel(**said)
    if label.gtin and label.content:
        raise Invalid("label-two-items", code=escaped(text))
    if bool(label.content) != (label.pieces is not None):
        raise Invalid("label-pieces", code=escaped(text))
    if not label.item and not label.parcel:
        raise Invalid("label-no-item", code=escaped(text))
    return label


def _read(text: str, ai: str, field: Any) -> tuple[str, Any]:
    error = field.gtin_error or field.sscc_error
    if error:
        raise Invalid("label-form", code=escaped(text), problem=escaped(error, 200))
    if ai in _TEXTS:
        return _TEXTS[ai], field.value
    if ai in _DAYS:
        return _DAYS[ai], field.date
    if ai in _COUNTS or ai.startswith("310"):
        value = field.decimal if ai.startswith("310") else Decimal(field.value)
        if not value:
            raise Invalid("label-nothing", code=escaped(text), ai=ai)
        return _COUNTS.get(ai, "weight"), value
    raise Invalid("label-field", code=escaped(text), ai=ai, title=field.ai.description)
