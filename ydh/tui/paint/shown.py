"""How values stand in a row of cells: text made safe, cut and padded to a width in which Chinese counts two."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from rich.cells import cell_len, set_cell_size

from ydh.core.values.errors import YdhError
from ydh.core.values.words import MASKED, N_, Label, visible
from ydh.locale import Words, values
from ydh.tui.look import drawn
from ydh.tui.paint.parts import Age, Day, Say
from ydh.tui.paint.wording import worded

RIGHT: frozenset[str] = frozenset({"money", "price", "quantity", "integer", "percent", "age", "measure"})
BAR_WIDTH = 12

_NUMBERS: dict[str, Callable[[Any], str]] = {
    "money": values.grouped(values.money),
    "price": values.grouped(values.price),
    "quantity": values.grouped(values.quantity),
    "integer": values.grouped(str),
    "percent": values.percent,
}
JUST_NOW, MINUTES, HOURS, DAYS = N_("now."), N_("{n} min"), N_("{n} h"), N_("{n} d")


def fit(text: str, width: int, *, right: bool = False) -> str:
    """`text` in exactly `width` cells: what is longer ends in `~`, what is shorter gets spaces."""
    size = len(text) if text.isascii() else cell_len(text)
    if size > width:
        return set_cell_size(text, width - 1) + "~" if width > 1 else " " * width
    blank = " " * (width - size)
    return blank + text if right else text + blank


def now() -> datetime:
    """This moment: what ages and what is overdue are counted to."""
    return datetime.now(UTC)


def age(since: datetime, until: datetime, words: Words) -> str:
    """How long ago: just now, minutes, then hours, then days."""
    minutes = max(0, int((_aware(until) - _aware(since)).total_seconds()) // 60)
    if not minutes:
        return words(JUST_NOW)
    if minutes < 60:
        return words(MINUTES).format(n=minutes)
    return words(HOURS).format(n=minutes // 60) if minutes < 48 * 60 else words(DAYS).format(n=minutes // 1440)


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def show(kind: str, value: Any, words: Words) -> str:
    """One value for people, in their language; nothing in it can steer a terminal."""
    if value is None or value == "":
        return ""
    if value is MASKED:
        return str(MASKED)
    if isinstance(value, str):
        return plain(value, words)
    if kind in _NUMBERS:
        return _NUMBERS[kind](value)
    if kind == "age":
        return age(value, now(), words)
    if kind == "time":
        return values.local_time(words.zone)(value)
    if kind == "bar":
        return "".join(text for text, _ in drawn(value, BAR_WIDTH))
    if kind == "flag":
        return words(YES) if value else ""
    return plain(value, words)


YES = N_("yes")


def plain(value: Any, words: Words) -> str:
    """Any value as text for people."""
    if value is None:
        return ""
    if isinstance(value, Label):
        return visible(words(str(value)))
    if isinstance(value, Say):
        return visible(words(value.text).format(**{name: plain(each, words) for name, each in value.data.items()}))
    if isinstance(value, Age):
        return age(value.since, now(), words) if value.since else ""
    if isinstance(value, Day):
        return show("time", value.at, words)[5:10]
    if isinstance(value, YdhError):
        return visible(worded(value, words))
    if isinstance(value, Decimal):
        return values.grouped(values.price if value.as_tuple().exponent == -4 else _exact)(value)
    if isinstance(value, datetime):
        return values.local_time(words.zone)(value)
    if isinstance(value, date):
        return values.day(value)
    if isinstance(value, (tuple, list, frozenset, set)):
        return words.listed(plain(each, words) for each in value)
    return visible(str(value))


def _exact(value: Decimal) -> str:
    return values.quantity(value) if value.as_tuple().exponent == -3 else values.number(value)
