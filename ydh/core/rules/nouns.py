"""A noun of the trade as one table: what is known of it, what narrows a list of it, what can be done to it.

Commands and screens draw the same table: a Fact is a column of a list, a line of one that is shown, a field of a form
and an option of a command; a Filter is an option and a field; an Act is a command, a key and a line of the palette.
Declarations cost little at a start: what draws them, and what acts do, is imported when it is needed.
"""

import importlib
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from operator import attrgetter
from typing import Any, Literal, NamedTuple

from ydh.core.rules.facts import Fact, Filter
from ydh.core.rules.permissions import P
from ydh.core.values.errors import NotFound
from ydh.core.values.outcomes import Page
from ydh.core.values.text import escaped, key
from ydh.core.values.words import MASKED, N_, Label

MOST = 10_000  # rows of a list that comes whole


def late(where: str) -> Callable[..., Any]:
    """The use case at `room.module:function`, imported when it is called: of a higher room, or too much for a start."""

    def call(*given: Any, **named: Any) -> Any:
        module, _, name = where.partition(":")
        return getattr(importlib.import_module(f"ydh.core.{module}"), name)(*given, **named)

    return call


# noun: its module under ydh.core, and its table there
NOUNS: dict[str, str] = {
    "account": "administration.account_table:ACCOUNTS",
    "role": "administration.role_table:ROLES",
    "token": "administration.token_table:TOKENS",
    "batch": "files.importing.batch_table:BATCHES",
    "brand": "goods.category_table:BRANDS",
    "case": "cases.case_table:CASES",
    "carrier": "partners.carrier_table:CARRIERS",
    "category": "goods.category_table:CATEGORIES",
    "customer": "partners.customer_table:CUSTOMERS",
    "address": "partners.address_table:ADDRESSES",
    "own_code": "goods.own_code_table:OWN_CODES",
    "file": "files.tray_table:FILES",
    "entry": "audit.journal_table:JOURNAL",
    "level": "partners.level_table:LEVELS",
    "lot": "stock.lot_table:LOTS",
    "price": "goods.price_table:PRICES",
    "product": "goods.product_table:PRODUCTS",
    "order": "orders.order_table:ORDERS",
    "pick": "shipping.pick_table:PICKS",
    "return": "returns.return_table:RETURNS",
    "setting": "administration.setting_table:SETTINGS",
    "shipment": "shipping.shipment_table:SHIPMENTS",
    "stock": "stock.stock_table:STOCK",
    "step": "workflow.step_table:STEPS",
    "stock_paper": "stock.paper_table:STOCK_PAPERS",
    "stocktake": "stock.stocktake_table:STOCKTAKES",
    "supplier": "partners.supplier_table:SUPPLIERS",
    "warehouse": "stock.warehouse_table:WAREHOUSES",
}


class Wanted(NamedTuple):
    """Which rows of a list are wanted.

    `filters` hold read values by code, only those that were given. `after` goes on after that row (see Noun.token),
    `backwards` before it. `of` is the key of its parent (see Noun.parent), "" one's own.
    """

    text: str = ""
    filters: Mapping[str, Any] = {}
    sort: str = ""
    after: str = ""
    backwards: bool = False
    limit: int = 60
    of: str = ""


class Act(NamedTuple):
    """Something that can be done to rows: a command, a key, a line of the palette.

    `do` is the use case: it gets the actor, the row's key unless it is on none, and what was asked by keyword; it
    gives a mapping that fills `said`, or nothing. `asks`: codes of the noun's facts, or facts of its own. `edits`:
    only what was given is handed on, nothing takes a value away. `filled`: a form has what the row has now of what
    is asked. `of` is the attribute of a row to which it is done where that is not the noun's key, `one` what that
    is, `version` the attribute that is its version. `shows`: sections of one that is shown, by their codes, which
    stand above the form. `versioned`: it gets `seen`, the version that was looked at. `question` is put before,
    `{what}` being what the rows are called; several rows are always asked for. `back` is the verb that takes it
    back: then a screen asks only to be `sure`; `takes_back` does so from what the use case gave. `document`: it is
    done to a document as it was seen (NUMBER@REVISION), gets that as `seen` and gives an outcome. `why_not` says of
    a row why it cannot be, "" when it can: a marked sentence. No key: it is found by name. `secret`: what its use
    case gives is shown this once, an account's new password or a token; a `chosen` password may be given too, by
    the keyword `password`.
    """

    verb: str
    label: str
    help: str
    do: Callable[..., Any]
    on: Literal["one", "many", "none"] = "one"
    key: str = ""
    needs: tuple[P, ...] = ()
    asks: tuple[str | Fact, ...] = ()
    edits: bool = False
    filled: bool = False
    shows: tuple[str, ...] = ()
    versioned: bool = False
    document: bool = False
    of: str = ""
    one: str = ""
    version: str = "version"
    said: str = N_("{code}: done")
    says: Callable[[Mapping[str, Any]], str] | None = None  # instead of it, by what the use case gave
    question: str = ""
    back: str = ""
    takes_back: Callable[[Any, Mapping[str, Any]], Any] | None = None
    sure: bool = False
    why_not: Callable[[Any], str] | None = None
    secret: Literal["", "password", "chosen", "token"] = ""
    main: bool = True  # whether its key stands in the bottom line
    by_hand: Literal["", "command", "screen"] = ""  # that side is written by hand: its form is more than a table's

    @property
    def drawn(self) -> bool:
        """Whether the screen's side is drawn from here."""
        return self.by_hand != "screen"


class Section(NamedTuple):
    """A table among what is shown of one row: its lines, its notes. `rows` gives them; `empty` is said without any.

    Without `rows` its facts are further ones of the row itself: lines for people, an object in JSON. `before`: people
    read it before the facts of the row. `data`: False for what is in JSON and its kin elsewhere, for people alone.
    `main`: it is what csv has of the row, else the first with rows. Facts without rows and without a code are members
    of the row's own object.
    """

    code: str
    title: str
    facts: tuple[Fact, ...]
    rows: Callable[[Any], Sequence[Any]] | None = None
    empty: str = ""
    before: bool = False
    data: bool = True
    least: int = 1  # people see it from so many rows on
    main: bool = False


class Noun(NamedTuple):
    """A noun's table. `facts` may depend on the company: then it is a function of the actor, None for no company.

    `page` gives rows; `key` is an attribute of a row, and so is `token`, after which a list goes on ("": the list
    comes whole), and `tells`, what is a row's own where several have the same key. `owner` is the attribute of rows
    of other lists that has the key of theirs: a queue's shipment has its order's. `show` gives one row by its key
    and what it asks for besides; without it the list is looked through. `row` is the attribute of what `show` gives
    that is its row in a list, "" when it is one itself. `called` is what a row is called in questions, `tone` how
    it looks: plain, strong, wrong, faint. `text` is the help of the words that a list is searched by, "" when it is
    not; `whole` says that its list without a filter is a table of the company's. `empty` says what to do when there
    is nothing. `parent`: whose it is, the first argument of every command and a keyword of every use case. `own`:
    the help where a customer may leave out the key (or the parent): its own is meant.
    """

    name: str
    title: str
    one: str  # what its key is, for a command's help
    list_help: str
    show_help: str
    facts: tuple[Fact, ...] | Callable[[Any], tuple[Fact, ...]]
    page: Callable[[Any, Wanted], Page[Any]]
    show: Callable[..., Any] | None = None
    show_asks: tuple[Fact, ...] = ()
    row: str = ""
    sections: tuple[Section, ...] = ()  # below the facts of one that is shown; the first is what csv has of it
    columns: tuple[str, ...] = ()  # the order of its columns for people, where it is not that of files
    flat: bool = False  # csv has the facts of one that is shown instead
    filters: tuple[Filter, ...] = ()
    acts: tuple[Act, ...] = ()
    needs: tuple[P, ...] = ()
    key: str = "code"
    owner: str = ""
    token: str = ""
    tells: str = ""
    metavar: str = "CODE"  # what the key is called in a command's help
    called: Callable[[Any], Any] | None = None
    tone: Callable[[Any], str] | None = None
    text: str = ""
    text_option: str = ""  # the option that gives the words; "": they are an argument
    whole: bool = False
    empty: str = ""
    command: str = ""  # where its commands stand when they are not called like it, such as "customer level"
    parent: Fact | None = None
    own: str = ""

    def facts_for(self, actor: Callable[[], Any]) -> tuple[Fact, ...]:
        """The facts; `actor` is asked who looks only where they depend on the company."""
        return self.facts(actor()) if callable(self.facts) else self.facts

    def shown(self, actor: Any, key_: str, of: str = "", **given: Any) -> Any:
        """One row by its key. Raises NotFound."""
        if self.show:
            return self.show(actor, key_, **given)
        for row in self.page(actor, Wanted(filters={"state": "all"}, limit=MOST, of=of)).rows:
            if key(str(getattr(row, self.key))) == key(key_):
                return row
        raise NotFound("noun-unknown", what=Label(self.one), value=escaped(key_))

    def facts_of_one(self, facts: Sequence[Fact]) -> tuple[Fact, ...]:
        """The facts as what `show` gives has them."""
        return (
            tuple(_through(attrgetter(self.row), fact) if fact.listed else fact for fact in facts)
            if self.row
            else tuple(facts)
        )

    def act(self, verb: str) -> Act:
        """The act of that verb."""
        return next(act for act in self.acts if act.verb == verb)

    def key_of(self, row: Any) -> str:
        """The key of a row, be it of another list."""
        return str(getattr(row, self.owner, None) or getattr(row, self.key))

    def ordered(self, facts: Sequence[Fact]) -> list[Fact]:
        """The facts in the order in which people read their columns."""
        at = {code: place for place, code in enumerate(self.columns)}
        return sorted(facts, key=lambda fact: at.get(fact.code, -1))

    def narrowed_by(self, text: str, filters: Mapping[str, Any]) -> tuple[Any, ...]:
        """What makes a list of it less than the whole table."""
        return (text, *(filters.get(each.code) for each in self.filters if each.narrows))

    def name_of(self, row: Any) -> Any:
        """What a row is called."""
        return self.called(row) if self.called else getattr(row, self.key)

    def order(self, facts: Sequence[Fact], rows: Sequence[Any], sort: str) -> list[Any]:
        """Rows that come whole in the order of a fact; `-code` the other way round; unknown values last."""
        fact = next(fact for fact in facts if fact.code == sort.removeprefix("-"))
        known = [row for row in rows if fact.value(row) not in (None, "", MASKED)]
        rest = [row for row in rows if fact.value(row) in (None, "", MASKED)]
        return [*sorted(known, key=partial(_place, fact), reverse=sort.startswith("-")), *rest]


def _place(fact: Fact, row: Any) -> Any:
    """By what a row stands in the order of a fact: a name as people look for it."""
    from ydh.core.values.pinyin import place

    value = fact.value(row)
    return place(value) if fact.type == "text" and isinstance(value, str) else value


def _through(head: Callable[[Any], Any], fact: Fact) -> Fact:
    """The fact of a row, read from what has the row."""
    of, seen = fact.of or attrgetter(fact.code), fact.seen
    return fact._replace(of=lambda it: of(head(it)), seen=(lambda it: seen(head(it))) if seen else None)


def only(facts: Sequence[Fact], **widths: int | None) -> tuple[Fact, ...]:
    """Those of the facts that are named, in their order, with other widths."""
    return tuple(fact._replace(width=widths[fact.code]) for fact in facts if fact.code in widths)


def noun(name: str) -> Noun:
    """The table of a noun."""
    module, _, table = NOUNS[name].partition(":")
    found: Noun = getattr(importlib.import_module(f"ydh.core.{module}"), table)
    return found


def asked(facts: Sequence[Fact], act: Act) -> tuple[Fact, ...]:
    """The facts that an act asks for, in the order of its table."""
    by_code = {fact.code: fact for fact in facts}
    return tuple(by_code[it] if isinstance(it, str) else it for it in act.asks)


def given(facts: Sequence[Fact], answers: Mapping[str, str | None], *, edits: bool, name: Callable[[Fact], str]) -> Any:
    """What was typed as the keywords of a use case: None is not given; nothing is only given where it takes away.

    Raises Invalid.
    """
    found: dict[str, Any] = {}
    for fact in facts:
        text = answers.get(fact.code)
        if text is not None and (text.strip() or edits or fact.off):
            found[fact.code] = fact.read(text, name(fact))
    return found


def told(noun: Noun, keys: Sequence[str], values: Mapping[str, Any], made: Any) -> dict[str, Any]:
    """What an act's sentence is filled with: what its use case gave, else the row's key, and whose it is."""
    if isinstance(made, dict):
        return made
    key = made if isinstance(made, str) else keys[0] if keys else values.get(noun.key, "")
    whose = {noun.parent.code: values.get(noun.parent.code, "")} if noun.parent else {}
    return {noun.key: key, **whose}


def sentence(act: Act, data: Mapping[str, Any]) -> str:
    """What is said once an act is done."""
    return act.says(data) if act.says else act.said


# --- what every kind of master data has ---

IN_USE = Filter(
    "state",
    N_("state"),
    "label",
    choices={"": N_("in use"), "retired": N_("retired."), "all": N_("in use and retired")},
    flags={
        "--retired": ("retired", N_("those that are not used any more")),
        "--all": ("all", N_("those in use and those that are not")),
    },
    narrows=False,
)
ACTIVE: Mapping[str, bool | None] = {"": True, "retired": False, "all": None}


def active(wanted: Wanted) -> bool | None:
    """Whether rows in use are wanted, retired ones (False), or both (None)."""
    return ACTIVE[wanted.filters.get("state", "")]


def in_use(row: Any) -> str:
    """Why a row cannot be retired."""
    return "" if row.active else N_("it is retired already")


def out_of_use(row: Any) -> str:
    """Why a row cannot be used again."""
    return N_("it is in use") if row.active else ""


def _unsaid(*_: Any, **__: Any) -> None:
    """Stands for the use case, which each table has."""


RETIRE = Act(
    "retire", N_("retire"), "", _unsaid, "many", "t", said=N_("{code} is retired"), back="restore", why_not=in_use
)
RESTORE = Act("restore", N_("use again"), "", _unsaid, "many", "T", back="retire", why_not=out_of_use)
