"""The commands of a noun, drawn from its table: `list`, `show`, and a command for each act.

A room adds by hand only what no table can say.
"""

import inspect
from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Annotated, Any

import typer
import typer.core

from ydh.cli.frame import answering, documents, options, session
from ydh.cli.frame.listing import AsJson, CodeOrStdin, Version, did, each_of, of_each, put_list
from ydh.cli.frame.rows import PAGE, Rows, limits, whole
from ydh.cli.frame.showing import column, for_people, put_one, schema_of_one, shape
from ydh.cli.writing.cells import FIXED, Kind
from ydh.core.rules import nouns
from ydh.core.rules.facts import Fact, Filter
from ydh.core.rules.nouns import Act, Noun, Wanted
from ydh.core.values.errors import Invalid, NotFound, NotSignedIn, YdhError
from ydh.core.values.messages.all import MESSAGES
from ydh.core.values.words import N_

MESSAGES["edit-of-nothing"] = N_("say what to change, with one of: {options}")
Reads = Mapping[str, Callable[[Any], Any]]
Params = dict[str, tuple[Any, Any]]  # by name: what Typer reads of it, and its default

Columns = Annotated[
    str | None, typer.Option("--columns", help=N_("these columns only, by their names in csv, with commas between"))
]
Sort = Annotated[
    str | None, typer.Option("--sort", help=N_("in the order of this column; -column is the other way round"))
]


def noun_app(
    noun: Noun,
    *,
    also: str = "",
    without: Sequence[str] = (),
    group: type[typer.core.TyperGroup] | None = None,
    reads: Reads | None = None,
) -> typer.Typer:
    """The noun's commands, without those that the room writes itself; `also` is a further name of its list.

    `group` finds them by their words in a way of its own. `reads` gives what formats have of a fact, by its code,
    where that depends on the reader's language.
    """
    app = typer.Typer(cls=group, no_args_is_help=True, rich_markup_mode=None, add_completion=False)
    own = reads or {}
    facts = tuple(it._replace(of=own[it.code]) if it.code in own else it for it in _facts(noun))
    listed = _list(noun, facts)
    app.command("list", help=noun.list_help)(listed)
    if also:
        app.command(also, help=N_("the same as list"))(listed)
    if "show" not in without:
        app.command("show", help=noun.show_help)(_show(noun, facts))
    for act in noun.acts:
        if act.by_hand != "command":
            signed = any(fact.signed for fact in nouns.asked(facts, act))
            settings = {"ignore_unknown_options": True} if signed else None  # -3 is no option
            app.command(act.verb, help=act.help, context_settings=settings)(_act(noun, facts, act))
    return app


def _facts(noun: Noun) -> tuple[Fact, ...]:
    """Its facts; where they depend on the company and there is none, those that every company has."""
    if not callable(noun.facts):
        return noun.facts
    try:
        return noun.facts(session.actor())
    except (NotSignedIn, NotFound):
        return noun.facts(None)


# --- looking ---


def _list(noun: Noun, facts: Sequence[Fact]) -> Callable[..., int]:
    params: Params = _parent(noun, noun.own)
    if noun.text:
        params["text"] = _text(noun)
    for each in noun.filters:
        params |= _filter(each)
    params |= {"sort": (Sort, None)} if any(fact.sorts for fact in facts) else {}
    more = limits({name: annotation for name, (annotation, _) in params.items()})
    params |= {"columns": (Columns, None), **more, "quiet": (options.Quiet, False), **options.OUT}
    listed = [fact for fact in facts if fact.listed]

    def command(**given: Any) -> int:
        out = {name: given.pop(name) for name in ("quiet", *options.OUT)}
        wanted = Wanted(given.get("text") or "", _wanted(noun, given), given.get("sort") or "", of=_of(noun, given))
        options.known(wanted.sort.removeprefix("-"), [f.code for f in facts if f.sorts], "--sort")
        chosen = options.chosen_columns(given["columns"], [f.code for f in listed], "--columns")
        put_list(
            _rows(noun, facts, wanted),
            shape([f for f in listed if f.code in chosen] if chosen else listed),
            None if chosen else shape(for_people(noun.ordered(listed), noun.key), people=True),
            key=attrgetter(noun.key),
            title=noun.title,
            whole_of=noun.narrowed_by(wanted.text, wanted.filters) if noun.whole else None,
            limit=given["limit"],
            unlimited=given.get("unlimited", False),
            by_all="unlimited" in given,
            **out,
        )
        return 0

    return answering.printing(_with(command, params), lambda: answering.schema().rows(shape(listed)[0]))


def _rows(noun: Noun, facts: Sequence[Fact], wanted: Wanted) -> Rows[Any]:
    """Rows as they are asked for; a list that comes whole is put in order here."""
    actor = session.actor()
    if noun.token:
        return Rows(lambda after, limit: noun.page(actor, wanted._replace(after=after, limit=limit)))
    rows: Sequence[Any] = noun.page(actor, wanted).rows
    return whole(noun.order(facts, rows, wanted.sort) if wanted.sort else rows)


def _wanted(noun: Noun, given: dict[str, Any]) -> dict[str, Any]:
    """What the filters were given as, read."""
    found = {}
    for each in noun.filters:
        value = given.get(each.code)
        for flag, (choice, _) in (each.flags or {}).items():
            if given.get(_name(flag)):
                value = choice
        if isinstance(value, str):
            value = each.read(value, f"--{_option(each)}", options.today) if value else None
        if value is not None:
            found[each.code] = value
    return found


def _text(noun: Noun) -> tuple[Any, Any]:
    how = typer.Option(noun.text_option, help=noun.text) if noun.text_option else typer.Argument(help=noun.text)
    return Annotated[str, how], ""


def _option(each: Filter) -> str:
    return (each.option or each.code).replace("_", "-")


def _name(flag: str) -> str:
    return "flag_" + flag.strip("-").replace("-", "_")


def _filter(each: Filter) -> Params:
    if each.flags:
        return {
            _name(flag): (Annotated[bool, typer.Option(flag, help=text)], False)
            for flag, (_, text) in each.flags.items()
        }
    option, text = f"--{_option(each)}", each.help or each.title
    if each.type == "yes":
        return {each.code: (Annotated[bool | None, typer.Option(f"{option}/--not-{_option(each)}", help=text)], None)}
    how = typer.Option(option, *each.also, help=text, autocompletion=_completes(each))
    return {each.code: (Annotated[str | None, how], None)}


def _show(noun: Noun, facts: Sequence[Fact]) -> Callable[..., int]:
    asked = {fact.code: _asked(fact) for fact in noun.show_asks}

    def command(row: str, **given: Any) -> int:
        out = {name: given[name] for name in options.OUT}
        texts = _texts(noun.show_asks, {name: given[name] for name in asked})
        values = nouns.given(noun.show_asks, texts, edits=False, name=lambda fact: fact.flag)
        sections = () if noun.flat and options.is_flat(out["format"], json=out["json"]) else noun.sections
        one = noun.shown(session.actor(), row, _of(noun, given), **values)
        put_one(noun.facts_of_one(facts), sections, one, **out)
        return 0

    key = (Annotated[str, _key(noun, noun.own)], "") if noun.own and not noun.parent else None
    params = {**_parent(noun, ""), "row": key or _needed(noun), **asked, **options.OUT}
    return answering.printing(_with(command, params), lambda: schema_of_one(facts, noun.sections))


# --- acting ---


def _act(noun: Noun, facts: Sequence[Fact], act: Act) -> Callable[..., int]:
    asked = nouns.asked(facts, act)
    if act.document:
        return _document(act, asked)
    if act.secret:  # a listing has no use for it
        from ydh.cli.frame import secret
    many = act.on == "many" and not any(fact.positional for fact in asked)
    params: Params = _parent(noun, "")
    if many:
        params["rows"] = (CodeOrStdin, inspect.Parameter.empty)
    elif act.on != "none":
        params["row"] = _needed(noun, act)
    params |= {fact.code: _asked(fact, edits=act.edits) for fact in asked}
    params |= {"seen": (Version, None)} if act.versioned else {}
    params |= {"yes": (options.Yes, False)} if act.question or many else {}
    params |= secret.OPTIONS if act.secret == "chosen" else {}
    params |= {"json": (AsJson, False)}

    def command(**given: Any) -> int:
        values = nouns.given(asked, _texts(asked, given), edits=act.edits, name=lambda fact: fact.flag)
        if act.edits and not values:
            raise Invalid("edit-of-nothing", options=tuple(fact.flag for fact in asked))
        values |= {"seen": given["seen"]} if act.versioned else {}
        values |= {noun.parent.code: _of(noun, given)} if noun.parent else {}
        values |= {"password": secret.chosen(given)} if act.secret == "chosen" else {}
        actor, json, yes = session.actor(), given["json"], given.get("yes", False)
        if many:
            ask, said = act.question or None, act.said
            return each_of(given["rows"], lambda code: act.do(actor, code, **values), said, ask=ask, yes=yes, json=json)
        rows = [given["row"]] if act.on != "none" else []
        if act.question:
            options.confirm(act.question, yes=yes, what=rows[0] if rows else "")
        made = act.do(actor, *rows, **values)
        if act.secret:
            secret.show_once(act.said, made, nouns.told(noun, rows, values, None), json=json)
        else:
            told = nouns.told(noun, rows, values, made)
            did(nouns.sentence(act, told), told, json=json, kinds=kinds)
        return 0

    kinds = _kinds([*asked, *facts])
    made = (lambda make: of_each(make, act.said)) if act.on == "many" else None
    return answering.deed(act.said, made, kinds=kinds)(_with(command, params))


def _kinds(facts: Sequence[Fact]) -> dict[str, Kind]:
    """What an act tells, by name; `old` and `new` are of the kind of the first amount that it is about."""
    kinds = {fact.code: column(fact).kind for fact in reversed(facts)}
    amounts = (kinds[fact.code] for fact in facts if kinds[fact.code] in FIXED)
    return kinds | {name: kind for kind in list(amounts)[:1] for name in ("old", "new")}


def _document(act: Act, asked: Sequence[Fact]) -> Callable[..., int]:
    """An act on documents as they were seen."""
    named: Any = documents.Numbers if act.on == "many" else documents.Number
    params: Params = {"numbers": (named, inspect.Parameter.empty)}
    params |= {fact.code: _asked(fact, edits=act.edits) for fact in asked}
    params |= {"yes": (options.Yes, False)} if act.on == "many" else {}
    params |= {"quiet": (options.Quiet, False), **options.OUT}

    def command(**given: Any) -> int:
        values = nouns.given(asked, _texts(asked, given), edits=act.edits, name=lambda fact: fact.flag)
        numbers = given["numbers"] if act.on == "many" else [given["numbers"]]
        out = {name: given[name] for name in ("quiet", *options.OUT)}
        return documents.act_on(act, numbers, values, yes=given.get("yes", False), **out)

    return answering.results(options.OUTCOME)(_with(command, params))


def _texts(facts: Sequence[Fact], given: dict[str, Any]) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for fact in facts:
        value = given[fact.code]
        if isinstance(value, bool):
            value = "yes" if value else "no"
        if value == "-" and fact.type == "note":
            value = options.whole_stdin()
        joint = "; " if fact.type == "pairs" else ","
        found[fact.code] = (joint.join(value) or None) if isinstance(value, list) else value
    return found


def _asked(fact: Fact, *, edits: bool = False) -> tuple[Any, Any]:
    """A fact as what a command takes."""
    text, completes = fact.help or fact.title, _completes(fact)
    if fact.positional and not edits:
        metavar = (fact.option or fact.code).upper()
        how = typer.Argument(metavar=metavar, help=text, autocompletion=completes)
        several: Any = list[str] if fact.type == "list" else str
        return Annotated[several, how], [] if fact.type == "list" and not fact.required else inspect.Parameter.empty
    if fact.type == "yes":
        pair = f"{fact.flag}/--no-{fact.flag.removeprefix('--')}"
        return Annotated[bool | None, typer.Option(pair, help=text)], None
    kind: Any = list[str] | None if fact.type in ("list", "pairs") else str | None
    how = typer.Option(fact.flag, help=text, autocompletion=completes)
    needed = fact.required and not edits
    default = fact.default or None if not edits and fact.type not in ("list", "pairs") else None
    return Annotated[kind, how], inspect.Parameter.empty if needed else default


def _needed(noun: Noun, act: Act | None = None) -> tuple[Any, Any]:
    if act and act.of:
        how = typer.Argument(metavar=act.of.upper(), help=act.one, autocompletion=_keys(noun, act.of))
        return Annotated[str, how], inspect.Parameter.empty
    return Annotated[str, _key(noun, noun.one)], inspect.Parameter.empty


def _key(noun: Noun, text: str) -> Any:
    return typer.Argument(metavar=noun.metavar, help=text, autocompletion=_keys(noun, noun.key))


def _parent(noun: Noun, own: str) -> Params:
    """Whose it is, as the first argument; it may be left out where `own` says so."""
    whose = noun.parent
    if whose is None:
        return {}
    how = typer.Argument(metavar=whose.code.upper(), help=own or whose.help or whose.title)
    return {"of": (Annotated[str, how], "" if own else inspect.Parameter.empty)}


def _of(noun: Noun, given: Mapping[str, Any]) -> str:
    return str(given["of"]) if noun.parent else ""


# --- completion of values in a shell ---

Completes = Callable[[str], list[str]] | None


def _completes(fact: Fact | Filter) -> Completes:
    choices, offers, find = fact.choices, fact.offers, fact.find
    if choices:
        return lambda incomplete: [code for code in choices if code and code.startswith(incomplete)]
    if offers:
        return lambda incomplete: _quietly(lambda: [code for code, _ in offers(session.actor()) if code], incomplete)
    if find:
        return lambda incomplete: _quietly(lambda: [code for code, _ in find(session.actor(), incomplete)], "")
    return None


def _keys(noun: Noun, of: str) -> Completes:
    def keys(incomplete: str) -> list[str]:
        def found() -> list[str]:
            rows = noun.page(session.actor(), Wanted(incomplete if noun.text else "", limit=PAGE)).rows
            return list(dict.fromkeys(str(getattr(row, of)) for row in rows))

        return _quietly(found, incomplete)

    return keys


def _quietly(find: Callable[[], Sequence[str]], incomplete: str) -> list[str]:
    """What is found and begins so; a shell that completes is told of no error."""
    try:
        return [word for word in find() if word.startswith(incomplete)]
    except YdhError:
        return []


def _with(command: Callable[..., int], params: Params) -> Callable[..., int]:
    """`command` with these parameters, as Typer reads them."""
    keyword = inspect.Parameter.KEYWORD_ONLY
    found = [inspect.Parameter(name, keyword, default=d, annotation=a) for name, (a, d) in params.items()]
    vars(command)["__signature__"] = inspect.Signature(found, return_annotation=int)
    command.__annotations__ = {**{name: a for name, (a, _) in params.items()}, "return": int}
    return command
