"""Options that many commands share, each declared once, and the ways in and out that go with them."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from typing import Annotated, Any

import typer

from ydh import locale
from ydh.cli.frame import session
from ydh.cli.writing import output
from ydh.cli.writing.output import DataColumn
from ydh.core.rules.facts import FROM_DAY, TO_DAY
from ydh.core.values.days import span
from ydh.core.values.errors import Invalid, YdhError
from ydh.core.values.money import MONEY_PLACES, day, number
from ydh.core.values.outcomes import Done, Held, Outcome, Seen, Target
from ydh.core.values.quantities import Quantity, typed
from ydh.core.values.words import N_, visible


def _by_file(ctx: typer.Context, param: typer.CallbackParam, value: str) -> str:
    """The format that was asked for; where none was, the one that the name of the file says."""
    source: Any = ctx.get_parameter_source(str(param.name))
    if source is None or source.name != "DEFAULT" or ctx.params.get("json"):
        return value
    path = ctx.params.get("output") or ctx.params.get("to") or ""
    return output.SUFFIXES.get(Path(path).suffix.lower(), value)


Format = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        help=N_("table, plain, csv, csv-excel, tsv, json, jsonl, markdown, html or xlsx; else as the file's name says"),
        callback=_by_file,
    ),
]
Json = Annotated[bool, typer.Option("--json", help=N_("the same as --format json"))]
Output = Annotated[str | None, typer.Option("--output", "-o", help=N_("write this file, whole or not at all"))]
Force = Annotated[bool, typer.Option("--force", help=N_("replace the file if it exists"))]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help=N_("numbers only, one a line"))]
DryRun = Annotated[bool, typer.Option("--dry-run", help=N_("do everything, then undo it"))]
Yes = Annotated[bool, typer.Option("--yes", "-y", help=N_("do not ask"))]
Key = Annotated[str | None, typer.Option("--key", help=N_("a name for this act: repeated, it is not done twice"))]
Total = Annotated[
    str | None, typer.Option("--total", help=N_("yes to exactly this total in yuan, whatever the prices were before"))
]
Reason = Annotated[str, typer.Option("--reason", help=N_("why"))]
From = Annotated[str | None, typer.Option("--from", help=FROM_DAY.help)]
To = Annotated[str | None, typer.Option("--to", help=TO_DAY.help)]

EXIT_FAILED, EXIT_PARTLY = 1, 3
# the options of everything that is shown: by parameter, what Typer reads of it and its default
OUT: Mapping[str, tuple[Any, Any]] = {
    "format": (Format, "table"),
    "json": (Json, False),
    "output": (Output, None),
    "force": (Force, False),
}


def show(
    columns: Sequence[DataColumn],
    rows: Iterable[Sequence[Any]],
    *,
    format: str = "table",
    json: bool = False,
    to: str | None = None,
    force: bool = False,
    title: str | None = None,
    whole: bool = False,
    painter: output.Painter | None = None,
) -> int:
    """Write a table in the chosen format and give the number of its rows. `whole`: it is a whole table, S06.20.

    A file carries who let it leave and when. `painter` shows it on a terminal.
    Raises NotAllowed for a whole table as a file without data.export.
    """
    chosen: Any = format_of(format, json=json)
    return output.write(
        columns,
        _watched(rows, to, whole=whole),
        format=chosen,
        output=to,
        words=locale.current(),
        title=title,
        stamp=stamp_of(to),
        overwrite=force,
        painter=painter,
    )


def format_of(format: str, *, json: bool) -> str:
    """The format that was asked for. Raises Invalid for --json beside another one."""
    if json and format not in ("table", "json"):
        raise Invalid("json-and-format", format=visible(format))
    return "json" if json else format


def is_flat(format: str, *, json: bool) -> bool:
    """Whether it is a format of rows alone, which has no parts."""
    return format_of(format, json=json) not in (*output.FOR_PEOPLE, "json")


def _watched(rows: Iterable[Sequence[Any]], to: str | None, *, whole: bool) -> Iterator[Sequence[Any]]:
    """The rows; what becomes a file or is more than one reads is journaled."""
    from ydh.core.audit import leaving

    what, left = _command(), iter(rows)
    if _is_file(to):
        return leaving.leaving(session.actor(), what, left, whole=whole)

    def rest() -> Iterator[Sequence[Any]]:
        for row in left:  # who is at the terminal is not asked where there is nothing more
            yield from leaving.passing(session.actor(), what, chain((row,), left))

    return chain(islice(left, leaving.READ), rest())


def _command() -> str:
    """What the command is called, such as `order list`; typer brings a click of its own."""
    click: Any = vars(typer.core)["_click"]
    return str(click.globals.get_current_context().command_path).removeprefix("ydh ")


def is_whole(to: str | None, narrowed_by: Sequence[Any], limit: int | None) -> bool:
    """Whether a listing that goes to a file is a whole table."""
    if not _is_file(to):
        return False
    from ydh.core.audit import leaving

    return leaving.is_whole(narrowed_by, limit)


def _is_file(path: str | None) -> bool:
    return path is not None and path != "-"


def stamp_of(path: str | None) -> output.Stamp | None:
    """What a file that leaves carries: who let it, and when. Nothing for stdout."""
    if not _is_file(path):
        return None
    from datetime import UTC, datetime

    from ydh.core.administration import signin

    return output.Stamp(signin.whoami(session.actor()).name, datetime.now(UTC))


def say(text: str, **data: Any) -> None:
    """Talk goes to stderr: a marked sentence with its data."""
    words = locale.current()
    print(words(text).format(**{k: locale.plain(v, words) for k, v in data.items()}), file=sys.stderr)


def confirm(text: str, *, yes: bool, **data: Any) -> None:
    """Ask on a terminal; without one, or without --yes, nothing is done. Raises Invalid (exit code 2) or Abort."""
    if yes:
        return
    if not sys.stdin.isatty() or not sys.stderr.isatty():
        raise Invalid("say-yes")
    typer.confirm(locale.translate(text).format(**data), abort=True, err=True)


def words_of(given: Sequence[str]) -> list[str]:
    """The arguments, with `-` replaced by the words of stdin (the first of each line); an empty pipe is fine.

    Raises Invalid when nothing is named at all.
    """
    if not given:
        raise Invalid("nothing-named")
    return list(_expanded(given))


def _expanded(given: Sequence[str]) -> Iterator[str]:
    for word in given:
        if word != "-":
            yield word
            continue
        if sys.stdin.isatty():
            raise Invalid("stdin-terminal")
        for line in sys.stdin:
            if line.strip():
                yield line.split()[0]


def whole_stdin() -> str:
    """A text of several lines that comes in a pipe. Raises Invalid at a terminal."""
    if sys.stdin.isatty():
        raise Invalid("stdin-terminal")
    return sys.stdin.read().strip()


def targets(given: Sequence[str], at: str | None) -> list[Target]:
    """`NUMBER` or `NUMBER@REVISION`, from arguments or stdin, as they were seen at the step `at`."""
    found = []
    for word in words_of(given):
        name, mark, revision = word.partition("@")
        if mark and not (revision.isascii() and revision.isdigit()):
            raise Invalid("revision-form", value=visible(word))
        found.append(Target(name, Seen(at, int(revision) if mark else None)))
    return found


OUTCOME = (
    DataColumn("number", N_("number")),
    DataColumn("result", N_("result"), "label"),
    DataColumn("step", N_("waits for"), "label"),
    DataColumn("reason", N_("reason"), "reason"),
)
RESULT = (*OUTCOME, DataColumn("parts", N_("shipments"), "code"))  # with the shipments that an act made


def outcome_rows(outcomes: Iterable[Outcome]) -> Iterator[tuple[Any, ...]]:
    """Rows of OUTCOME: what became of each, in the order of the input."""
    from ydh.core.rules.workflows import flow_of, step_label
    from ydh.core.values.words import Label

    for outcome in outcomes:
        if isinstance(outcome, Done):
            step = step_label(outcome.step, flow_of(outcome.number)) if outcome.step else ""
            yield outcome.number, Label(N_("Done"), "done"), step, None
        else:
            label = Label(N_("Held"), "held") if isinstance(outcome, Held) else Label(N_("Refused"), "refused")
            yield outcome.number, label, "", outcome.error


def exit_code(outcomes: Sequence[Outcome]) -> int:
    """0 when all is done; 3 when part of several was, and the rest refused; else as `code_of`."""
    errors = [o.error for o in outcomes if not isinstance(o, Done)]
    return code_of(errors, done=len(errors) < len(outcomes))


def code_of(errors: Sequence[YdhError], *, done: bool) -> int:
    """0 without errors; 3 when something was done all the same; else the errors' own code, 1 when they differ."""
    codes = {error.exit_code for error in errors}
    if codes and done:
        return EXIT_PARTLY
    return codes.pop() if len(codes) == 1 else EXIT_FAILED if codes else 0


def day_of(text: str | None, field: str) -> date | None:
    """A day given on the command line."""
    return None if text is None else day(text, field)


def days_of(first: str | None, last: str | None = None, option: str = "--from") -> tuple[date | None, date | None]:
    """The days from one that was given to another, of which each may be a word such as last-month."""
    return (
        span(first, option, today)[0] if first else None,
        span(last, "--to", today)[1] if last else None,
    )


def today() -> date:
    """The company's day. Raises NotSignedIn."""
    from ydh.core.company import settings

    return settings.today(session.actor())


def money_of(text: str | None, field: str) -> Decimal | None:
    """Yuan given on the command line."""
    return None if text is None else number(text, field, places=MONEY_PLACES)


def quantity_of(text: str, field: str) -> Quantity:
    """A quantity given on the command line: base units, or words such as 2箱, which the item has to read."""
    return typed(text, field)


def pairs(given: Sequence[str], option: str) -> Mapping[str, str]:
    """`name=value` options as a mapping. Raises Invalid, also for a name that is given twice."""
    found: dict[str, str] = {}
    for word in given:
        name, mark, value = word.partition("=")
        if not mark or not name:
            raise Invalid("pair-form", option=option, value=visible(word))
        if name.strip() in found:
            raise Invalid("pair-twice", option=option, name=visible(name.strip()))
        found[name.strip()] = value
    return found


def known(name: str, names: Sequence[str], option: str) -> None:
    """Raise Invalid for a name that is none of these; an empty one is fine."""
    if name and name not in names:
        raise Invalid("name-unknown", option=option, value=visible(name), names=tuple(names))


def chosen_columns(text: str | None, names: Sequence[str], option: str) -> list[str]:
    """The columns that were asked for, none when nothing was. Raises Invalid."""
    chosen = [name.strip() for name in (text or "").split(",") if name.strip()]
    for name in chosen:
        known(name, names, option)
    return chosen


def existing(path: str) -> Path:
    """A file that is there. Raises Invalid."""
    found = Path(path)
    if not found.is_file():
        raise Invalid("file-missing", path=visible(path))
    return found
