"""What commands answer as JSON: what of it is made known to `ydh schema`, and what an act says that was refused."""

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar, cast

from ydh import locale
from ydh.cli.writing import output
from ydh.cli.writing.cells import DataColumn, Kind
from ydh.core.values.errors import YdhError
from ydh.core.values.words import N_, Label

T = TypeVar("T")
Command = Callable[..., int | None]
C = TypeVar("C", bound=Command)


def printing(command: T, made: Callable[[], Any]) -> T:
    """Say what a command prints as JSON: `made` gives its schema when `ydh schema` asks."""
    vars(command)["prints"] = made
    return command


def prints(made: Callable[[Any], Any]) -> Callable[[T], T]:
    """Say so of a command that is written by hand; `made` is given what makes schemas."""
    return lambda command: printing(command, lambda: made(schema()))


def schema() -> Any:
    """What makes schemas, imported for the one command that asks."""
    from ydh.cli.writing import schema as found

    return found


def deed(
    text: str, made: Callable[[Any], Any] | None = None, *, kinds: Mapping[str, Kind] | None = None
) -> Callable[[C], C]:
    """Let a command that says `text` when it is done, and takes --json, answer on stdout when it is refused, too.

    `made` is given what makes schemas where it prints more than such an object.
    """

    def wrap(command: C) -> C:
        @functools.wraps(command)
        def answered(*args: Any, **given: Any) -> int | None:
            try:
                return command(*args, **given)
            except YdhError as error:
                if given["json"]:
                    put({}, error)
                raise

        return cast(C, prints(made or (lambda make: make.deed(text, kinds)))(answered))

    return wrap


def results(columns: Sequence[DataColumn]) -> Callable[[C], C]:
    """Let a command with a row for each result answer as JSON with one row, too, when it is refused as a whole."""

    def wrap(command: C) -> C:
        @functools.wraps(command)
        def answered(*args: Any, **given: Any) -> int | None:
            try:
                return command(*args, **given)
            except YdhError as error:
                if given["json"] or given["format"] == "json":
                    became = {"result": Label(N_("Refused"), "refused"), "reason": error.kept()}
                    row = [became.get(column.name) for column in columns]
                    output.write(columns, [row], format="json", words=locale.current())
                raise

        return cast(C, prints(lambda make: make.rows(columns))(answered))

    return wrap


def put(data: Mapping[str, Any], error: YdhError | None = None, *, kinds: Mapping[str, Kind] | None = None) -> None:
    """Print what an act did, or why it was not done, as one object.

    `kinds` says what members hold where their names do not (see writing.members).
    """
    from ydh.cli.writing import nested
    from ydh.cli.writing.members import KINDS

    became = {
        "result": "refused" if error else "done",
        "reason": error and error.reason,
        "message": error and locale.render(error, locale.current()),
    }
    print(nested.json({**data, **became}, {**KINDS, **(kinds or {})}))
