"""The journal's words as the screens paint them."""

from collections.abc import Mapping, Sequence
from typing import Any

from ydh.core.audit import words
from ydh.core.values.words import N_, Label
from ydh.tui.paint.parts import Say

YES, NO = Label(N_("yes")), Label(N_("no"))


def field_word(name: str, action: str = "") -> Any:
    """What is told in an entry, as a word; what has none stands for itself."""
    found = words.field_word(name, action)
    if found is None:
        return name
    text, data = found
    return Say(text, data) if data else Label(text, name)


def value_word(name: str, value: Any, action: str = "") -> Any:
    """A value of an entry as people read it."""
    if isinstance(value, bool):
        return YES if value else NO
    if value is None or value == "" or value == []:
        return "-"
    if isinstance(value, Mapping):
        return "  ".join(f"{key} {_flat(item)}" for key, item in value.items())
    if isinstance(value, list):
        return tuple(_word(name, each, action) for each in value)
    return _word(name, value, action)


def _word(name: str, value: Any, action: str) -> Any:
    found = words.value_word(name, value, action)
    return Label(found) if found else _flat(value)


def _flat(value: Any) -> str:
    """A line of something, such as an item and how much of it."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return " ".join(_flat(each) for each in value if each is not None)
    return str(value)
