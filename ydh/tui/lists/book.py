"""What a list screen shows, as a table: columns, where the rows come from, what can be done to them.

Every list in ydh is one of these: a queue of a step, the catalogue, the customers, the journal. `listing.py` is the
one screen that shows them all.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import Any, ClassVar

from ydh.core.company.actors import Actor
from ydh.core.rules.machine import Ask
from ydh.core.rules.permissions import P
from ydh.core.values.lazy import dataclass
from ydh.core.values.outcomes import Done
from ydh.core.values.words import N_, Label
from ydh.tui.paint.parts import Column, Part

Answers = Mapping[str, Any]
DAY_HINT = N_("such as 2026-11-30")  # for a field that takes a day
DAYS_HINT = N_("2026-11-30, 2026-10, yesterday")  # for one that begins or ends days

CODED = ("code", "sku", "number", "barcode")  # attributes of rows by which they are typed and scanned


# --- what is asked before something is done ---


@dataclass(frozen=True)
class Field:
    """A question of a form. `choices` are (value, label); `find` looks up suggestions for what was typed so far.

    kind: text, password, choice, many (codes with spaces between), note (several lines), hidden (only kept).
    """

    name: str
    label: str
    required: bool = False
    value: str = ""
    kind: str = "text"
    choices: tuple[tuple[str, Any], ...] = ()
    before: str = ""  # what it is now, shown before what it is to be: 48 > 60
    find: Callable[[Actor, str], Sequence[tuple[str, str]]] | None = None
    several: bool = False  # codes with commas between, of which the last is looked up
    hint: str = ""


def asked(ask: Ask, value: str = "") -> Field:
    """The question that the workflow table puts."""
    return Field(ask.name, ask.label, ask.required, value)


Asks = tuple[Field, ...] | Callable[[Actor, Sequence[Any]], tuple[Field, ...]]


@dataclass(frozen=True)
class Tell:
    """An answer that is worth a sheet of its own, such as a password that is shown once. `of` is the key of its row."""

    title: str
    parts: tuple[Part, ...]
    of: str = ""


@dataclass(frozen=True)
class Deed:
    """Something that can be done to the rows of a list: the key, what is asked first, and the use case.

    `do` gets the rows and the answers in a thread and gives outcomes, a `Tell`, a `Say`, or anything else: then `said`
    is said. `shows` says, before it is done, what it would do; `plan` says it of the answers, and asks once more.
    `undo` gets what `do` gave and gives how to take that back, None when nothing was changed; outcomes of acts on
    documents say it themselves, and what has no way back has its reason (undoing.py).
    `opens` gives a screen, or where to go, instead; `own` gets the page and the rows, and asks by itself. `needs`: one
    of these rights; `alone` needs no row; `confirm` is a question.
    """

    name: str
    key: str
    label: str
    do: Callable[[Actor, Sequence[Any], Answers], Any] | None = None
    asks: Asks = ()
    shows: Callable[[Actor, Sequence[Any]], Sequence[Part]] | None = None
    plan: Callable[[Actor, Sequence[Any], Answers], Sequence[Part]] | None = None
    opens: Callable[[Any, Any], Any] | None = None
    own: Callable[[Any, Sequence[Any]], None] | None = None
    undo: Callable[[Any], Callable[[Actor], Any] | None] | None = None
    needs: tuple[P, ...] = ()
    many: bool = False
    alone: bool = False
    confirm: str = ""
    main: bool = False
    makes: bool = False  # it makes a row of the list, to which the cursor goes
    said: str = ""
    tells: Callable[[Any, Any], Any] | None = None  # in place of `said`: a `Say`, of the row and what `do` gave
    writes: bool = True
    fits: Callable[[Any], bool] | None = None
    why_not: Callable[[Any], str] | None = None  # why it does not fit a row, as a marked sentence


@dataclass(frozen=True)
class Query:
    """Which rows are wanted: words, filters by name, an order, and where to go on from."""

    text: str = ""
    filters: Mapping[str, Any] = field(default_factory=dict)
    sort: str = ""
    after: str = ""
    backwards: bool = False
    limit: int = 60


@dataclass(frozen=True)
class Found:
    """Rows of a list; `more` says whether others follow in the direction that was asked. `foot` is their sum.

    Where there are none: `instead` is said in their place, and Enter goes where `leads` says.
    """

    rows: Sequence[Any]
    more: bool = False
    foot: Any = None
    instead: Sequence[Part] = ()
    leads: Any = None


class Book:
    """A list and all that can be done to its rows. Methods that take an actor run in a thread."""

    name: ClassVar[str] = ""
    title: str = ""
    columns: tuple[Column, ...] = ()
    deeds: tuple[Deed, ...] = ()
    filters: tuple[Field, ...] = ()
    sorts: tuple[tuple[str, str], ...] = ()  # (code, marked name); the first holds at the start
    needs: tuple[P, ...] = ()  # one of these rights opens the list
    empty: str = ""  # what to do when there is nothing
    searches: bool = True  # whether it looks for words itself; else its rows are narrowed by what they show
    both_ways: bool = False  # whether pages can be read backwards too
    pane: bool = True  # whether a row has details worth a pane
    passes: bool = False  # whether a row leaves it once it is passed on, so that the next one comes by itself
    table: bool = True  # whether all of its rows are a table of the company's: as a file that needs data.export

    def page(self, actor: Actor, query: Query) -> Found:
        """Some rows."""
        raise NotImplementedError

    def in_file(self) -> Sequence[Column]:
        """The columns of an export: those of the screen, but for drawings, which are no data."""
        return [column for column in self.columns if column.kind != "bar"]

    def narrowed_by(self, query: Query) -> tuple[Any, ...]:
        """What makes it less than the whole table."""
        return (query.text, *query.filters.values())

    def widest(self) -> Mapping[str, str]:
        """The filters under which it lists what it leaves out by itself, too, such as what is retired."""
        return {}

    def key(self, row: Any) -> str:
        """What makes the row itself, however its values change."""
        return str(getattr(row, self.columns[0].name))

    def codes(self, row: Any) -> Sequence[str]:
        """What the row is found by when it is typed or scanned: its key, an item's code."""
        return (self.key(row), *(found for name in CODED if isinstance(found := getattr(row, name, None), str)))

    def token(self, row: Any) -> str:
        """Where a page after the row begins."""
        return self.key(row)

    def named(self) -> Any:
        """What the list is called; marked."""
        return Label(self.title)

    def called(self, row: Any) -> Any:
        """What the row is called, above its details and in questions."""
        return self.key(row)

    def made(self, value: Any) -> str:
        """The key of the row that a deed made, by what it gave; empty when that is not known."""
        if isinstance(value, list) and len(value) == 1 and isinstance(value[0], Done):
            return value[0].number
        return value.of if isinstance(value, Tell) else ""

    def buyer(self, actor: Actor) -> str:
        """The customer whose own codes mean something here, "" for nobody's or one's own."""
        return ""

    def detail(self, actor: Actor, row: Any) -> Sequence[Part]:
        """All about one row."""
        return ()

    def aside(self, actor: Actor, row: Any) -> Sequence[Part]:
        """What else stands under the details where the pane is as high as the list."""
        return ()

    def head(self, actor: Actor, query: Query) -> Any:
        """What stands above the rows, counts for one: a `Say`, some `Figure`, or nothing."""
        return ""

    def enter(self, app: Any, row: Any) -> Any:
        """The screen that `enter` opens, or where to go; None when there is none."""
        return None

    def style(self, row: Any) -> str:
        """How the row looks besides its words: plain, strong, wrong, faint."""
        return "plain"
