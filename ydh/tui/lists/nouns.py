"""The list of a noun, drawn from its table: columns, filters, sorts, and a key for each act.

A room adds by hand only what no table can say: more parts of a row, a screen of its own, further deeds.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.company.settings import today
from ydh.core.rules import facts, nouns
from ydh.core.rules.facts import Fact, Filter, Pairs
from ydh.core.rules.nouns import Act, Noun, Section, Wanted
from ydh.core.values.outcomes import Seen
from ydh.core.values.words import MASKED, N_, Label, dashed
from ydh.tui.lists.book import DAY_HINT, DAYS_HINT, Answers, Asks, Book, Deed, Field, Found, Query
from ydh.tui.lists.secret_sheet import secret_sheet
from ydh.tui.lists.ways import back, each_of, each_row, part
from ydh.tui.paint.parts import Column, Facts, Part, Rows, Say
from ydh.tui.paint.wording import without_command

ALL = ("", N_("all"))
YES_NO = (("", ""), ("yes", N_("yes")), ("no", N_("no")))
_KINDS = {"label": "text", "yes": "flag", "note": "text", "list": "text", "sentence": "text", "pairs": "text"}
_FILE_KINDS = {"note": "text", "sentence": "text", "pairs": "list", "version": "ordinal"}
More = Callable[[Actor, Any], Sequence[Part]]


class NounBook(Book):
    """A list and all that can be done to its rows, from a noun's table."""

    noun: Noun
    more: Callable[[Actor, Any], Sequence[Part]] | None = None
    faces: Mapping[str, Callable[[Any], Any]] = {}  # what is painted of a fact, where it is more than a text

    def __init__(self, actor: Actor | None = None, of: str = "", called: str = "") -> None:
        self.of, self.whose = of, called or of  # the parent, if it has one
        self.kept: dict[str, str] = {}  # what was typed last in a form of the room's own
        facts = self.noun.facts_for(lambda: actor)
        self.files = file_columns(facts)
        self.facts = tuple(it._replace(seen=self.faces[it.code]) if it.code in self.faces else it for it in facts)
        self.columns = columns_of(self.noun.ordered(self.facts))
        self.deeds = (*(deed_of(self.noun, self.facts, act, of) for act in self.noun.acts if act.drawn), *self.deeds)
        sorts = [(way + fact.code, fact.title) for fact in self.facts if fact.sorts for way in ("", "-")]
        self.sorts = (("", ""), *sorts) if sorts else ()  # first the order that the list comes in

    def page(self, actor: Actor, query: Query) -> Found:
        noun = self.noun
        wanted = Wanted(
            query.text, self.wanted(actor, query), query.sort, query.after, query.backwards, query.limit, self.of
        )
        found = noun.page(actor, wanted)
        if noun.token:
            return Found(found.rows, bool(found.next))
        return Found(noun.order(self.facts, found.rows, query.sort) if query.sort else found.rows)

    def wanted(self, actor: Actor, query: Query) -> dict[str, Any]:
        """What its filters were given as, read. Raises Invalid."""
        by_code = {each.code: each for each in self.noun.filters}
        given = ((by_code[code], text) for code, text in query.filters.items() if text and code in by_code)
        chosen = {each.code: each.read(str(text), each.title, lambda: today(actor)) for each, text in given}
        return {each.code: each.default for each in self.noun.filters if each.default} | chosen

    def in_file(self) -> Sequence[Column]:
        return self.files

    def narrowed_by(self, query: Query) -> tuple[Any, ...]:
        return self.noun.narrowed_by(query.text, query.filters)

    def widest(self) -> Mapping[str, str]:
        return {it.code: (it.flags or {})["--all"][0] for it in self.noun.filters if "--all" in (it.flags or ())}

    def named(self) -> Any:
        if not self.of:
            return super().named()
        return Say(N_("{label}: {value}"), {"label": Label(self.noun.title), "value": self.whose})

    def key(self, row: Any) -> str:
        return str(getattr(row, self.noun.tells or self.noun.key))

    def codes(self, row: Any) -> Sequence[str]:
        return (*super().codes(row), str(getattr(row, self.noun.key)))

    def made(self, value: Any) -> str:
        return str(value.data.get(self.noun.key, "")) if isinstance(value, Say) else super().made(value)

    def token(self, row: Any) -> str:
        return str(getattr(row, self.noun.token or self.noun.key))

    def called(self, row: Any) -> Any:
        return self.noun.name_of(row)

    def style(self, row: Any) -> str:
        return self.noun.tone(row) if self.noun.tone else "plain"

    def detail(self, actor: Actor, row: Any) -> Sequence[Part]:
        noun = self.noun
        one = _one(noun, actor, row)
        shown = [f for f in noun.facts_of_one(self.facts) if f.code not in (noun.key, "name") and not _in_view(f)]
        tables = [it for it in noun.sections if it.rows and not it.before]
        about = parts_of(shown, [it for it in noun.sections if it not in tables], one)
        return [
            *about,
            *(self.more(actor, one) if self.more else ()),
            *(p for it in tables for p in section_parts(it, one)),
        ]


def noun_book(noun: Noun, *, more: More | None = None, deeds: Sequence[Deed] = (), **given: Any) -> type[NounBook]:
    """The list of a noun. `more` are parts between its facts and its tables, `deeds` further ones, `given` Book's."""
    about = {
        "noun": noun,
        "name": noun.title.replace(" ", "-"),
        "title": noun.title,
        "needs": noun.needs,
        "empty": noun.empty,
        "searches": bool(noun.text),
        "table": noun.whole,
        "filters": tuple(filter_field(each) for each in noun.filters),
        "deeds": tuple(deeds),
        "more": staticmethod(more) if more else None,
    }
    return type(noun.name.capitalize() + "List", (NounBook,), about | given)


def _one(noun: Noun, actor: Actor, row: Any) -> Any:
    """What is shown of a row."""
    given = {fact.code: fact.value(row) for fact in noun.show_asks if fact.asked == "row"}
    return noun.show(actor, str(getattr(row, noun.key)), **given) if noun.show else row


def _in_view(fact: Fact) -> bool:
    """Whether the list has a column of it in every terminal, whole: its details need not say it again."""
    return bool(fact.listed and fact.width and not fact.drop) and fact.type not in ("text", "note", "list", "pairs")


def parts_of(facts: Sequence[Fact], sections: Sequence[Section], row: Any) -> list[Part]:
    """One row as its table has it: what is known of it, and its sections."""
    before = [part for it in sections if it.before for part in section_parts(it, row)]
    after = [part for it in sections if not it.before for part in section_parts(it, row)]
    return [*before, _facts(facts, row), *after]


def section_parts(it: Section, row: Any) -> list[Part]:
    """What a section says of one row."""
    if it.rows is None:
        return [_facts(it.facts, row)]
    columns, rows = columns_of(it.facts), it.rows(row)
    return part(Rows(columns, rows, it.title, it.empty, heads=True)) if columns and len(rows) >= it.least else []


def _facts(facts: Sequence[Fact], row: Any) -> Facts:
    return Facts(tuple((fact.title, _shown(fact, row)) for fact in facts if fact.type != "version"))


def _shown(fact: Fact, row: Any) -> Any:
    value = fact.face(row)
    if fact.type == "yes" and not fact.seen:
        return Label(N_("yes"), "yes") if value else ""
    return value


def columns_of(facts: Iterable[Fact]) -> tuple[Column, ...]:
    """The columns that fit a screen."""
    return tuple(
        Column(
            f.code, f.title, "age" if f.ages else _KINDS.get(f.type, f.type), f.width, f.drop, f.face, f.most, f.tone
        )
        for f in facts
        if f.width is not None
    )


def file_columns(facts: Iterable[Fact]) -> tuple[Column, ...]:
    """The columns of a file: those of the command's file, with values, not what people read in their place."""
    return tuple(Column(f.code, f.title, _FILE_KINDS.get(f.type, f.type), of=f.value) for f in facts if f.listed)


def filter_field(each: Filter) -> Field:
    """The field of a filter."""
    hint = each.hint or (DAYS_HINT if each.type == "day" else "")
    if each.type == "yes":
        return Field(each.code, each.title, kind="choice", choices=(ALL, *YES_NO[1:]))
    if each.choices:
        choices = tuple(("" if code == each.default else code, name) for code, name in each.choices.items())
        if each.default:
            return Field(each.code, each.title, kind="choice", choices=choices)
        return Field(each.code, each.title, kind="choice", choices=choices if "" in each.choices else (ALL, *choices))
    return Field(each.code, each.title, find=each.find or _among(each.offers), hint=hint)


def _among(offers: Callable[[Any], Pairs] | None) -> Callable[[Actor, str], Pairs] | None:
    if offers is None:
        return None
    return lambda actor, text: [(code, name) for code, name in offers(actor) if text in code or text in str(name)]


# --- acts ---


def deed_of(noun: Noun, facts: Sequence[Fact], act: Act, of: str = "") -> Deed:
    """An act as a key of the list. What is one's own needs no right, and what can be taken back no question."""
    asked, why_not = nouns.asked(facts, act), act.why_not
    return Deed(
        act.verb,
        act.key,
        act.label,
        _do(noun, act, asked, of),
        _asks(noun, facts, act),
        _shows(noun, act),
        undo=back(noun.act(act.back).do) if act.back else _taken_back(act),
        needs=act.needs if of or not noun.parent else (),
        many=act.on == "many",
        alone=act.on == "none",
        confirm="" if act.back and not act.sure else act.question,
        main=act.main,
        makes=act.on == "none",
        fits=(lambda row: not why_not(row)) if why_not else None,
        why_not=why_not,
    )


def _do(noun: Noun, act: Act, asked: Sequence[Fact], of: str) -> Callable[[Actor, Sequence[Any], Answers], Any]:
    def values(answers: Answers, row: Any = None) -> dict[str, Any]:
        has = [fact for fact in asked if row is None or not fact.when or fact.when(row)]
        found: dict[str, Any] = nouns.given(has, answers, edits=act.edits, name=lambda fact: fact.title)
        return found | ({noun.parent.code: of} if noun.parent else {})

    def do(actor: Actor, rows: Sequence[Any], answers: Answers) -> Any:
        given = values(answers, rows[0] if rows else None)
        if act.versioned:
            given["seen"] = int(answers["seen"])
        keys = [str(getattr(row, act.of)) if act.of else noun.key_of(row) for row in rows[:1]]
        made = act.do(actor, *keys, **given)
        if act.secret:
            return secret_sheet(made, str(given.get(noun.key, "")))
        told = nouns.told(noun, keys, given, made)
        said = told if act.takes_back else dashed(told)  # what takes it back reads the values themselves
        return Say(without_command(nouns.sentence(act, told)), said)

    def seen(actor: Actor, row: Any, answers: Answers) -> Any:
        return act.do(actor, noun.key_of(row), seen=Seen(None, row.revision), **values(answers))

    if act.document:
        return each_row(seen)
    if act.on == "many":
        return each_of(lambda actor, code, answers: act.do(actor, code, **values(answers)), noun.key_of)
    return do


def _shows(noun: Noun, act: Act) -> Callable[[Actor, Sequence[Any]], Sequence[Part]] | None:
    """What stands above its form."""
    if not act.shows:
        return None

    def shows(actor: Actor, rows: Sequence[Any]) -> Sequence[Part]:
        one = _one(noun, actor, rows[0])
        shown = [it._replace(least=1) for it in noun.sections if it.code in act.shows]
        return [part for it in shown for part in section_parts(it, one)]

    return shows


def _taken_back(act: Act) -> Callable[[Any], Callable[[Actor], Any]] | None:
    """How one act is taken back, from what it gave."""
    takes_back = act.takes_back
    return (lambda said: lambda actor: takes_back(actor, said.data)) if takes_back else None


def _asks(noun: Noun, facts: Sequence[Fact], act: Act) -> Asks:
    """The fields: with what the row has now when it is edited, and the version that was seen.

    What a list does not have of the row is looked up.
    """
    asked = nouns.asked(facts, act)
    filled = [act.edits or (act.filled if isinstance(it, str) else it.of is not None) for it in act.asks]
    by_row = any(fact.offers or fact.when or fact.asked == "row" for fact in asked)
    if not any(filled) and not act.versioned and not by_row:
        return tuple(field_of(fact, None, None) for fact in asked)
    apart = any(f and not fact.listed for fact, f in zip(asked, filled, strict=True))
    looks = act.on == "one" and (apart or (act.edits and not noun.row))  # the list may be some time old

    def asks(actor: Actor, rows: Sequence[Any]) -> tuple[Field, ...]:
        there = nouns.asked(noun.facts_of_one(facts), act) if looks else asked
        found = [_one(noun, actor, rows[0])] if looks and rows else rows
        fields = (_field_for(it, actor, found, filled=f) for it, f in zip(there, filled, strict=True))
        return (*_seen(act, found), *fields)

    return asks


def _field_for(fact: Fact, actor: Actor, rows: Sequence[Any], *, filled: bool) -> Field:
    """The field of a fact for a row: hidden where the row says it, or has no such thing."""
    row = rows[0] if rows else None
    if row is not None and fact.asked == "row":
        return Field(fact.code, "", value=fact.typed(row), kind="hidden")
    if row is not None and fact.when and not fact.when(row):
        return Field(fact.code, "", kind="hidden")
    if row is not None and fact.but and fact.offers:
        offers, apart = fact.offers, fact.but(row)
        fact = fact._replace(offers=lambda who: [it for it in offers(who) if it[0] != apart])
    return field_of(fact, actor, row if filled else None)


def _seen(act: Act, rows: Sequence[Any]) -> tuple[Field, ...]:
    return (Field("seen", "", value=str(attrgetter(act.version)(rows[0])), kind="hidden"),) if act.versioned else ()


def field_of(fact: Fact, actor: Any, row: Any) -> Field:
    """The field that asks for a fact, filled with what the row has."""
    value = fact.typed(row) if row is not None and fact.value(row) is not MASKED else fact.default
    several = fact.type == "list"
    field = Field(fact.code, fact.title, fact.required, value, find=fact.find, several=several, hint=fact.hint)
    if fact.type == "note":
        several = "\n" in value or fact.required  # of what was written, one line would lose the others
        return replace(field, kind="note" if several else "text")
    if fact.type == "yes":
        return replace(field, kind="choice", choices=YES_NO[1:], value=value or "no")
    if fact.choices:
        none = () if fact.required or fact.default or "" in fact.choices else (("", ""),)
        return replace(field, kind="choice", choices=(*none, *fact.choices.items()))
    if fact.offers:
        offered = tuple(fact.offers(actor))
        if fact.obvious and len(offered) < 2:
            return replace(field, label="", kind="hidden", value=offered[0][0] if offered else "")
        if fact.type == "list":
            return replace(field, kind="many", choices=offered, value=" ".join(facts.listed(value)))
        named = fact.required or fact.obvious or any(not code for code, _ in offered)
        return replace(field, kind="choice", choices=offered if named else (("", ""), *offered))
    return replace(field, hint=fact.hint or DAY_HINT) if fact.type == "day" else field
