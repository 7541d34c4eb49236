"""How a cell is written: for each kind of column one function, which takes a whole column at a time.

Machine formats give the same text in every language: plain digits, ISO days and UTC times. Human formats group
thousands, translate labels and show times in the reader's zone. A column at a time, because a test on all of its
cells at once costs a tenth of a test on each.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from itertools import islice
from operator import itemgetter
from typing import Any, Literal

from ydh.core.values.words import FORMULA, MASKED, N_, Label, guarded, visible
from ydh.locale import Words, current, render
from ydh.locale.values import (
    code,
    day,
    grouped,
    local_time,
    money,
    number,
    percent,
    price,
    quantity,
    ratio,
    utc_time,
)

Kind = Literal[
    "text", "code", "money", "price", "quantity", "integer", "day", "time", "percent", "bar", "label", "yes", "list",
    "ordinal", "reason",
]  # fmt: skip
NUMBERS: frozenset[Kind] = frozenset({"money", "price", "quantity", "integer", "percent", "bar"})
RIGHT: frozenset[Kind] = NUMBERS - {"bar"}
CHUNK = 500  # rows

YES, NO = N_("yes"), N_("no")

Cells = Callable[[Sequence[Any]], Sequence[str]]


@dataclass(frozen=True)
class DataColumn:
    """A column of data: `name` heads it in machine formats, `title` (marked with N_) in human ones.

    money has 2 places, price up to 4, quantity up to 3; integer is grouped for people, so a year is a code; percent
    holds a ratio (0.125 is 12.5%); time holds UTC; label holds a `Label`, or a code of `choices` (code: marked name);
    bar holds a number; yes a truth; list texts; ordinal a position or a version, read as a code, counted in JSON;
    reason the error that says why not, None where it was done: a sentence, in JSON its code, and the sentence beside.
    mixed: for people a text or a Label may stand in place of a value.
    """

    name: str
    title: str
    kind: Kind = "text"
    choices: Mapping[str, str] | None = None
    mixed: bool = False


@dataclass(frozen=True)
class Stamp:
    """Who let a file leave, and when (UTC)."""

    who: str
    when: datetime


@dataclass(frozen=True)
class Sheet:
    """What a format writes. `width` is that of the terminal, None when there is none."""

    columns: Sequence[DataColumn]
    rows: Iterable[Sequence[Any]]
    words: Words
    title: str | None = None
    stamp: Stamp | None = None
    width: int | None = None
    colour: bool = False

    def titles(self) -> list[str]:
        """The heads of the columns for people."""
        return [visible(self.words(column.title)) for column in self.columns]


def chunks(rows: Iterable[Sequence[Any]], size: int = CHUNK) -> Iterator[list[Sequence[Any]]]:
    """The rows in lists of at most `size`."""
    rest = iter(rows)
    while chunk := list(islice(rest, size)):
        yield chunk


def by_column(cells: Sequence[Cells], chunk: Sequence[Sequence[Any]]) -> list[Sequence[str]]:
    """A chunk of rows as finished columns. Raises ValueError when a row has too few or too many cells."""
    return [cell(values) for cell, values in zip(cells, zip(*chunk, strict=True), strict=True)]


def each(one: Callable[[Any], str], empty: str = "", masked: str = str(MASKED)) -> Cells:
    """A column function from a cell function, which never sees an unknown or a masked value."""

    def cells(values: Sequence[Any]) -> list[str]:
        return [empty if v is None else masked if v is MASKED else one(v) for v in values]

    return cells


PLAIN: dict[Kind, Callable[[Any], str]] = {
    "text": str,
    "code": str,
    "money": money,
    "price": price,
    "quantity": quantity,
    "integer": str,
    "ordinal": str,
    "day": day,
    "time": utc_time,
    "percent": ratio,
    "bar": number,
    "label": code,
    "yes": lambda value: "true" if value else "false",
    "list": ", ".join,
    "reason": lambda error: render(error, current()),
}
# kinds that JSON has as texts with all their places
FIXED: dict[Kind, str] = {"money": ".2f", "price": ".4f", "quantity": ".3f", "percent": ".4f", "bar": ".4f"}


def shown(values: Sequence[Any]) -> Sequence[str]:
    """A column of text that is safe on a terminal and has no tab and no line break."""
    try:
        if "".join(values).isprintable():
            return values
    except TypeError:
        pass  # an unknown value, or one that is not text
    return _shown_each(values)


_shown_each = each(lambda value: visible(str(value)))


def human(column: DataColumn, sheet: Sheet, *, group: bool = True) -> Cells:
    """The column function of table, markdown and html; without `group` that of plain."""
    if column.mixed:
        return _mixed(human(replace(column, mixed=False), sheet, group=group), sheet)
    words, kind = sheet.words, column.kind
    if kind in ("text", "code"):
        worded = each(lambda value: visible(words(value) if isinstance(value, Label) else str(value)))
        return lambda values: worded(values) if Label in map(type, values) else shown(values)
    if kind == "label":
        return each(cache(lambda value: visible(words(named(column.choices, value)))))
    if kind == "reason":
        return each(lambda error: visible(render(error, words)))
    if kind == "yes":
        return each(lambda value: words(YES if value else NO))
    if kind == "list":
        return each(lambda value: visible(", ".join(words(it) if isinstance(it, Label) else it for it in value)))
    if kind == "time":
        return each(local_time(words.zone))
    if kind == "percent":
        return each(percent)
    return each(grouped(PLAIN[kind]) if group and kind in NUMBERS else PLAIN[kind])


def _mixed(cells: Cells, sheet: Sheet) -> Cells:
    """A column function for values among which texts and labels stand."""

    def one(value: Any) -> str:
        if isinstance(value, str):
            return visible(sheet.words(str(value)) if isinstance(value, Label) else value)
        return cells([value])[0]

    return each(one)


def named(choices: Mapping[str, str] | None, value: str) -> str:
    """The marked text of a label, or of a code that has a name."""
    return choices.get(value, value) if choices and not isinstance(value, Label) else str(value)


def tsv(kind: Kind) -> Cells:
    """The column function of tsv: tabs and line breaks within a cell become spaces, guarded as in csv."""
    if kind not in ("text", "code", "label", "list", "reason"):
        return each(PLAIN[kind])
    slow = each(lambda value: guarded(visible(PLAIN[kind](value))))
    if kind in ("label", "list", "reason"):
        return slow

    def cells(values: Sequence[Any]) -> Sequence[str]:
        return values if _harmless(values) else slow(values)

    return cells


def csv(kind: Kind, *, terminal: bool) -> Cells:
    """The column function of csv: nothing is lost, a text that a spreadsheet would run gets an apostrophe."""
    if kind in ("list", "reason"):
        return each(lambda value: quoted(PLAIN[kind](value)))
    if kind not in ("text", "code", "label"):
        return each(PLAIN[kind])
    slow = each(lambda value: quoted(visible(code(value)) if terminal else code(value)))

    def cells(values: Sequence[Any]) -> Sequence[str]:
        return values if _harmless(values, '",') else slow(values)

    if kind == "label":
        return lambda values: cells([code(value) if isinstance(value, str) else value for value in values])
    return cells


def _harmless(values: Sequence[Any], without: str = "") -> bool:
    """Whether a column is text that needs neither guard nor replacement, and has none of the marks `without`."""
    try:
        together = "".join(values)
        firsts = set(map(_FIRST, values))
    except TypeError:
        return False  # an unknown value, or one that is not text
    return together.isprintable() and _RISKY.isdisjoint(firsts) and not any(mark in together for mark in without)


_FIRST = itemgetter(slice(0, 1))
_RISKY = frozenset(FORMULA + "' ")  # a first character that `guarded` has to look at; other spaces do not print


def quoted(text: str) -> str:
    """One cell of csv, guarded, within quotes where they are needed."""
    safe = guarded(text)
    if safe == text and not any(mark in text for mark in '",\r\n'):
        return text
    return '"' + safe.replace('"', '""') + '"'


def fixed(kind: Kind) -> Callable[[Any], str]:
    """How JSON writes a number of a kind with fixed places: as a text, which no reader rounds."""
    return f'"{{:{FIXED[kind]}}}"'.format


def json_text() -> Callable[[str], str]:
    """How a text stands in JSON: what does not print as \\uXXXX, which means the same and cannot reach a terminal."""
    from json import dumps
    from json.encoder import encode_basestring

    return lambda plain: encode_basestring(plain) if plain.isprintable() else dumps(plain)


def json(kind: Kind) -> Cells:
    """The column function of json; unknown and masked values are null.

    Money and quantities are texts with all their places, which no reader rounds; counts are numbers, truths true and
    false, days and times ISO 8601. A reason is its code, and the sentence in the reader's language as `message`.
    """
    text = json_text()
    if kind in FIXED:
        return each(fixed(kind), "null", "null")
    if kind in ("yes", "integer", "ordinal"):
        return each(PLAIN[kind], "null", "null")
    if kind == "list":
        return each(lambda value: "[" + ", ".join(map(text, value)) + "]", "null", "null")
    if kind == "reason":
        sentence = PLAIN[kind]
        return each(lambda error: f'"{error.reason}", "message": {text(sentence(error))}', 'null, "message": null')
    return each(lambda value: text(PLAIN[kind](value)), "null", "null")
