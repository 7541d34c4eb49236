"""What was typed for a fact or a filter, as a value of its type."""

from collections.abc import Mapping
from typing import Any, Literal

from ydh.core.values.errors import Invalid
from ydh.core.values.money import MONEY_PLACES, PRICE_PLACES, QUANTITY_PLACES, RATE_PLACES, day, number
from ydh.core.values.text import escaped

Type = Literal[
    "text", "note", "code", "money", "price", "quantity", "integer", "day", "time", "percent", "label", "yes", "list",
    "version",
]  # fmt: skip
PLACES = {"money": MONEY_PLACES, "price": PRICE_PLACES, "quantity": QUANTITY_PLACES, "percent": RATE_PLACES}


def read(text: str, type_: Type, choices: Mapping[str, str] | None, name: str) -> Any:
    """The value; nothing stays an empty text, and of a list no names. `name` is what a message calls it.

    Raises Invalid.
    """
    bare = text.strip()
    if type_ == "list":
        return listed(bare)
    if not bare or type_ in ("text", "note", "code"):
        return text if type_ in ("text", "note", "code") else bare
    if type_ in PLACES:
        return number(bare, name, places=PLACES[type_])
    if type_ == "integer":
        return int(number(bare, name, places=0))
    if type_ == "day":
        return day(bare, name)
    if type_ == "yes":
        return _chosen(bare, {"yes": "", "no": ""}, name) == "yes"
    return _chosen(bare, choices, name) if choices else bare


def listed(text: str) -> list[str]:
    """Names with commas between, as they are typed with a Chinese or an English keyboard."""
    for mark in "，、;；":
        text = text.replace(mark, ",")
    return [name.strip() for name in text.split(",") if name.strip()]


def _chosen(text: str, choices: Mapping[str, Any], name: str) -> str:
    if text not in choices:
        raise Invalid("setting-choice", field=name, value=escaped(text), choices=", ".join(filter(None, choices)))
    return text
