"""A fact of a noun and a filter of its list: of which type they are, how they are asked for, how they are read."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from ydh.core.values.days import span
from ydh.core.values.errors import Invalid
from ydh.core.values.money import MONEY_PLACES, PRICE_PLACES, QUANTITY_PLACES, RATE_PLACES, ZERO, day, number
from ydh.core.values.quantities import typed
from ydh.core.values.text import escaped
from ydh.core.values.words import MASKED, N_, Label, label_of

Type = Literal[
    "text", "note", "code", "money", "price", "quantity", "integer", "day", "time", "percent", "label", "yes", "list",
    "ordinal", "version", "sentence", "pairs",
]  # fmt: skip
Pairs = Sequence[tuple[str, Any]]  # (value, what it is called)
Asked = Literal["", "once", "always", "row"]
PLACES = {"money": MONEY_PLACES, "price": PRICE_PLACES, "quantity": QUANTITY_PLACES, "percent": RATE_PLACES}
AMOUNTS = frozenset({"money", "price"})  # types that only who may see amounts sees


class Fact(NamedTuple):
    """Something that is known of a noun's row.

    `code` heads it in files and JSON and is its keyword to use cases; `title` is for people. money has 2 places,
    price and percent (a ratio) 4, quantity 3; time is UTC; a label has `choices` (code: marked name); a list holds
    texts, pairs texts such as colour=red; a note has several lines; an ordinal is a position or a revision; a
    sentence is one of ours, marked, which every format has in the reader's language; a version is for programs,
    which say with it what they saw. `of` gives the value where it is no attribute of the row; `seen` what people
    read where that is something else: a text, or a marked Label. `asked`: once is for what is added, always for
    what is edited too; row is what tells which row is meant: an option of commands, which a screen takes from its
    row. `off` is the word that takes a value away where it has to be one for commands. `when` says of a row whether
    it has such a thing at all: a form asks only then. `offers` gives the values there are, `find` those that fit
    what was typed so far; of those that are offered `but` is what the row does not mean, and where one alone is
    offered of what is `obvious`, a form does not ask. `option` names it to commands where the code does not, "" its
    code; `positional` makes it an argument, `signed` lets it be below zero. `help` is the option's, the title
    unless given; `hint` an example. `listed`: it stands in lists, else only where one is shown. `width`: cells of a
    screen's column, 0 what is left, None: no column; in a narrow terminal columns go from the highest `drop` on;
    where there is room one grows to `most`. `headings`: what files call it besides. `sorts`: rows can be put in its
    order.
    """

    code: str
    title: str
    type: Type = "text"
    of: Callable[[Any], Any] | None = None
    seen: Callable[[Any], Any] | None = None
    asked: Asked = ""
    required: bool = False
    positional: bool = False
    signed: bool = False
    default: str = ""
    off: str = ""
    when: Callable[[Any], bool] | None = None
    choices: Mapping[str, str] | None = None
    offers: Callable[[Any], Pairs] | None = None
    but: Callable[[Any], Any] | None = None
    obvious: bool = False
    find: Callable[[Any, str], Pairs] | None = None
    option: str = ""
    help: str = ""
    hint: str = ""
    listed: bool = True
    width: int | None = None
    drop: int = 0
    most: int = 0
    headings: tuple[str, ...] = ()
    sorts: bool = False
    packs: bool = False  # a quantity that may be typed in packs of its item, such as 2箱: then a text, for the use case
    ages: bool = False  # a time that screens show as how long ago it was
    tone: Callable[[Any], str] | None = None  # of a row: late, held, good, note or faint, where it is not as usual

    def value(self, row: Any) -> Any:
        """What it is of the row: of a label the marked name with its code, of a number None when it is unknown."""
        found = self.of(row) if self.of else getattr(row, self.code)
        if self.type == "label" and not isinstance(found, Label) and found:
            return label_of(self.choices or {}, found)
        return found

    def face(self, row: Any) -> Any:
        """What people read of the row."""
        return self.seen(row) if self.seen else self.value(row)

    def typed(self, row: Any) -> str:
        """Its value of the row as `read` takes it."""
        found = self.value(row)
        if found is None or found is MASKED:
            return ""
        if isinstance(found, Label):
            return found.code
        if isinstance(found, bool):
            return "yes" if found else ""
        if isinstance(found, (tuple, list)):
            return ("; " if self.type == "pairs" else ", ").join(map(str, found))
        return f"{found:f}" if isinstance(found, Decimal) else str(found)

    def read(self, text: str, name: str) -> Any:
        """What was typed as a value; nothing stays an empty text. `name` is what a message calls it. Raises Invalid."""
        bare = text.strip()
        if self.off and bare in ("", self.off):
            return None
        if self.type == "list":
            return listed(bare.replace(" ", ",") if self.offers else bare)
        if not bare or self.type in ("text", "note", "code"):
            return text if self.type in ("text", "note", "code") else bare
        if self.packs:
            return typed(bare, name, least=None if self.signed else ZERO)
        if self.type in PLACES:
            return number(bare, name, places=PLACES[self.type], least=None if self.signed else ZERO)
        if self.type in ("integer", "ordinal", "version"):
            return int(number(bare, name, places=0))
        if self.type == "day":
            return day(bare, name)
        if self.type == "pairs":
            return _pairs(bare, name)
        if self.type == "yes":
            return _chosen(bare, {"yes": "", "no": ""}, name) == "yes"
        return _chosen(bare, self.choices, name) if self.choices else bare

    @property
    def flag(self) -> str:
        """The option that gives it."""
        return "--" + (self.option or self.code).replace("_", "-")


def listed(text: str) -> list[str]:
    """Names with commas between, as they are typed with a Chinese or an English keyboard."""
    for mark in "，、;；":
        text = text.replace(mark, ",")
    return [name.strip() for name in text.split(",") if name.strip()]


def _pairs(text: str, name: str) -> dict[str, str]:
    """Names and values as people write them: colour=red; size=L."""
    found = {}
    for part in text.replace("；", ";").split(";"):
        word, mark, value = part.replace("＝", "=").partition("=")
        if part.strip() and not (mark and word.strip() and value.strip()):
            raise Invalid("pair-form", option=name, value=escaped(part.strip()))
        if part.strip():
            found[word.strip()] = value.strip()
    return found


def _chosen(text: str, choices: Mapping[str, Any], name: str) -> str:
    if text not in choices:
        raise Invalid("setting-choice", field=name, value=escaped(text), choices=tuple(filter(None, choices)))
    return text


class Filter(NamedTuple):
    """What narrows a list: a field of the screen's form, an option of the command.

    `flags` are options that stand for one of the choices, by what they are called: (the choice, the option's help).
    One of days takes words such as last-month, of which it is the first day, or the last where it `ends`. `default`
    holds on a screen where none is chosen. One that does not narrow (in use or not) leaves the list a whole table.
    """

    code: str
    title: str
    type: Type = "text"
    choices: Mapping[str, str] | None = None
    offers: Callable[[Any], Pairs] | None = None
    find: Callable[[Any, str], Pairs] | None = None
    option: str = ""
    flags: Mapping[str, tuple[str, str]] | None = None
    help: str = ""
    hint: str = ""
    default: str = ""
    also: tuple[str, ...] = ()  # further names of the option
    narrows: bool = True
    ends: bool = False

    def fact(self) -> Fact:
        """The fact that reads it."""
        return Fact(
            self.code, self.title, self.type, choices=self.choices, offers=self.offers, find=self.find, hint=self.hint
        )

    def read(self, text: str, name: str, today: Callable[[], date]) -> Any:
        """What was typed as a value; `today` gives the company's day and `name` is what a message calls it.

        Raises Invalid.
        """
        return span(text, name, today)[self.ends] if self.type == "day" else self.fact().read(text, name)


FROM_DAY = Filter("first", N_("from day"), "day", option="from", help=N_("first day: 2026-11-01, 2026-10, last-month"))
TO_DAY = Filter("last", N_("to day"), "day", option="to", help=N_("last day, included"), ends=True)
