"""What most commands have in common, said once: a list, one record, a change, the same change to each of many.

A noun's function only parses and calls its use case; the decorators add the options of the output and show the result.
"""

import functools
import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain, islice
from operator import itemgetter
from typing import Annotated, Any

import typer

from ydh import locale
from ydh.cli.frame import answering, options
from ydh.cli.frame.carrying import Finished, carry_out
from ydh.cli.frame.rows import Rows, for_terminal, has_all, limits, most, tell_rest, whole
from ydh.cli.writing import cells
from ydh.cli.writing.cells import DataColumn, Kind, Sheet
from ydh.cli.writing.fields import painter
from ydh.cli.writing.output import FOR_PEOPLE, lines
from ydh.core.values.errors import Busy, Lost, YdhError
from ydh.core.values.money import number
from ydh.core.values.outcomes import Done, Outcome, Refused
from ydh.core.values.words import N_, Label, dashed, visible

Row = Sequence[Any]
Command = Callable[..., int]
Version = Annotated[int | None, typer.Option("--seen", help=N_("the version you saw; refused when it is no longer it"))]
AsJson = Annotated[bool, typer.Option("--json", help=N_("print what was done as JSON"))]
CodeOrStdin = Annotated[list[str], typer.Argument(metavar="CODE", help=N_("codes, or - to read them from stdin"))]

RESULT = (
    DataColumn("code", N_("code"), "code"),
    DataColumn("result", N_("result"), "label"),
    DataColumn("reason", N_("reason"), "reason"),
)
FIELD = (DataColumn("field", N_("field")), DataColumn("value", N_("value")))
YES, NO = Label(N_("yes"), "true"), Label(N_("no"), "false")

_QUIET: Mapping[str, tuple[Any, Any]] = {"quiet": (options.Quiet, False)}
_JSON: Mapping[str, tuple[Any, Any]] = {"json": (AsJson, False)}


def listing(
    columns: Sequence[DataColumn],
    title: str | None = None,
    *,
    quiet: bool = True,
    limited: bool = False,
    narrowed_by: Sequence[str] | None = None,
) -> Callable[[Callable[..., Iterable[Row] | Rows[Row]]], Command]:
    """Let a function that gives rows be a command that shows them; -q prints the first column alone.

    `limited`: they grow with the company, so a terminal's table has a screenful of them. `narrowed_by` are the
    parameters that narrow a table of the company's: without any of them it is the whole table.
    """

    def wrap(function: Callable[..., Iterable[Row] | Rows[Row]]) -> Command:
        own = inspect.get_annotations(function)

        def command(**given: Any) -> int:
            out = {name: given.pop(name) for name in options.OUT}
            how = {"quiet": given.pop("quiet", False), "limit": None, "unlimited": True}
            if limited:
                how |= {"limit": given.pop("limit"), "unlimited": given.pop("unlimited", False)}
            found = function(**given)
            put_list(
                found if isinstance(found, Rows) else whole(found),
                (columns, tuple),
                title=title,
                whole_of=None if narrowed_by is None else [given[name] for name in narrowed_by],
                by_all=not has_all(own),
                **how,
                **out,
            )
            return 0

        extra = {**(limits(own) if limited else {}), **options.OUT, **(_QUIET if quiet else {})}
        made = _with_options(function, command, extra)
        if any(column.kind == "reason" for column in columns):
            return answering.results(columns)(made)
        return answering.printing(made, lambda: answering.schema().rows(columns))

    return wrap


def record(columns: Sequence[DataColumn]) -> Callable[[Callable[..., Row]], Command]:
    """Let a function that gives one row be a command that shows it: a field a line for people, a row for machines."""

    def wrap(function: Callable[..., Row]) -> Command:
        def command(*, format: str, json: bool, output: str | None, force: bool, **given: Any) -> int:
            put_record(columns, function(**given), format=format, json=json, output=output, force=force)
            return 0

        return answering.printing(
            _with_options(function, command, options.OUT), lambda: answering.schema().one(columns)
        )

    return wrap


def change(text: str, kinds: Mapping[str, Kind] | None = None) -> Callable[[Callable[..., Mapping[str, Any]]], Command]:
    """Let a function that changes something be a command that says so in one line, filled with what it gives."""

    def wrap(function: Callable[..., Mapping[str, Any]]) -> Command:
        def command(*, json: bool, **given: Any) -> int:
            did(text, function(**given), json=json, kinds=kinds)
            return 0

        return answering.deed(text, kinds=kinds)(_with_options(function, command, _JSON))

    return wrap


def did(text: str, data: Mapping[str, Any], *, json: bool, kinds: Mapping[str, Kind] | None = None) -> None:
    """Say what was done on stderr, and give it as one object on stdout when that is asked for.

    `kinds` says what members hold where their names do not (see writing.members).
    """
    options.say(text, **dashed(data))
    if json:
        answering.put(data, kinds=kinds)


def each_of(
    given: Sequence[str],
    act: Callable[[str], object],
    text: str,
    *,
    yes: bool,
    json: bool,
    ask: str | None = None,
) -> int:
    """Do `act` to each code; a refusal does not stop the others. Gives the exit code.

    `ask` is the question when what happens takes something away; several codes are always asked for.
    """
    codes = options.words_of(given)
    if ask or len(codes) > 1:
        question = ask or N_("{count} will be changed: {codes}. Go on?")
        options.confirm(question, yes=yes, count=len(codes), codes=_some(codes), what=_some(codes))
    if len(codes) == 1:
        act(codes[0])
        did(text, {"code": codes[0]}, json=json)
        return 0

    def every_one(finished: Finished) -> None:
        for code in codes:
            finished([_outcome(code, act)])

    return carry_out(every_one, lambda them: options.show(RESULT, _results(them), json=json), count=len(codes))


def of_each(make: Any, text: str) -> Any:
    """The schema of what `each_of` prints: of one its object, of several a row each."""
    return {"anyOf": [make.deed(text), make.rows(RESULT)]}


Shape = tuple[Sequence[DataColumn], Callable[[Any], tuple[Any, ...]]]


def put_list(
    rows: Rows[Any],
    full: Shape,
    people: Shape | None = None,
    *,
    key: Callable[[Any], Any] = itemgetter(0),
    title: str | None,
    whole_of: Sequence[Any] | None,
    limit: int | None,
    unlimited: bool,
    by_all: bool,
    quiet: bool,
    format: str,
    json: bool,
    output: str | None,
    force: bool,
) -> None:
    """A list: its keys alone, every column for programs, or those for a person's terminal.

    `whole_of` is what narrows a table of the company's; None when the list is none. `by_all`: --all shows all rows.
    """
    looked_at = not quiet and for_terminal(format, json=json, to=output)
    rows.limit = most(limit, unlimited=unlimited, looked_at=looked_at)
    begun = _begun(rows)
    if quiet:
        lines(str(key(row)) for row in begun)
        return
    columns, row_of = people if people and format in FOR_PEOPLE and not json else full
    options.show(
        columns,
        map(row_of, begun),
        format=format,
        json=json,
        to=output,
        force=force,
        title=title if format == "html" else None,
        whole=whole_of is not None and options.is_whole(output, whole_of, rows.limit),
    )
    if looked_at:
        tell_rest(rows, by_all=by_all)


def put_record(
    columns: Sequence[DataColumn], row: Row, *, format: str, json: bool, output: str | None, force: bool
) -> None:
    """One row: a field a line for people, the object that a list has of it in JSON, else a table of one."""
    chosen = options.format_of(format, json=json)
    if chosen in FOR_PEOPLE:
        fields = list(_fields(columns, row))
        drawn = painter([several for _, _, several in fields])
        options.show(FIELD, (it[:2] for it in fields), format=chosen, to=output, force=force, painter=drawn)
    else:
        options.show(columns, [row], format="jsonl" if chosen == "json" else chosen, to=output, force=force)


def yes_no(value: bool) -> Label:
    """A truth as people read it; machine formats show true or false."""
    return YES if value else NO


def decimal(text: str | None, field: str, places: int) -> Decimal | None:
    """A number given on the command line, None when it was not."""
    return None if text is None else number(text, field, places=places)


def attributes(values: Mapping[str, str]) -> str:
    """Attributes in one cell."""
    return ", ".join(f"{name}={value}" for name, value in values.items())


def _with_options(function: Callable[..., Any], command: Command, extra: Mapping[str, tuple[Any, Any]]) -> Command:
    """`command` with the parameters of `function` and then those of `extra`, as Typer reads them."""
    functools.update_wrapper(command, function)
    keyword = inspect.Parameter.KEYWORD_ONLY
    more = [inspect.Parameter(n, keyword, default=d, annotation=a) for n, (a, d) in extra.items()]
    own = inspect.signature(function).parameters.values()
    vars(command)["__signature__"] = inspect.Signature([*own, *more], return_annotation=int)
    command.__annotations__ = {**function.__annotations__, **{n: a for n, (a, _d) in extra.items()}, "return": int}
    return command


def _begun(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows, the first of them read: what is refused is refused before anything is written."""
    left = iter(rows)
    return chain(list(islice(left, 1)), left)


def _fields(columns: Sequence[DataColumn], row: Row) -> Iterator[tuple[str, str, Sequence[str]]]:
    """The title and the text of each field, and the texts that it is made of where it is a list."""
    words = locale.current()
    sheet = Sheet(columns, (), words)
    for column, value in zip(columns, row, strict=True):
        human = cells.human(column, sheet)
        several = human([(it,) for it in value]) if column.kind == "list" and isinstance(value, list | tuple) else ()
        yield words(column.title), human([value])[0], several


def _outcome(code: str, act: Callable[[str], object]) -> Outcome:
    try:
        act(code)
    except (Lost, Busy):
        raise
    except YdhError as error:
        return Refused(code, error)
    return Done(code, "")


def _results(outcomes: Iterable[Outcome]) -> Iterator[Row]:
    for number_, result, _step, reason in options.outcome_rows(outcomes):
        yield number_, result, reason


def _some(codes: Sequence[str]) -> str:
    shown = locale.current().listed(visible(code) for code in codes[:5])
    return shown if len(codes) <= 5 else shown + " ..."
