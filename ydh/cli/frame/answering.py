"""What commands answer as JSON: what of it is made known to `ydh schema`, and what an act says that was refused."""

import functools
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from ydh import locale
from ydh.cli.writing.cells import Kind
from ydh.core.values.errors import YdhError

T = TypeVar("T")
Command = Callable[..., int]


def printing(command: T, made: Callable[[], Any]) -> T:
    """Say what a command prints as JSON: `made` gives its schema when `ydh schema` asks."""
    vars(command)["prints"] = made
    return command


def schema() -> Any:
    """What makes schemas, imported for the one command that asks."""
    from ydh.cli.writing import schema as found

    return found


def deed(text: str, made: Callable[[], Any] | None = None) -> Callable[[Command], Command]:
    """Let a command that says `text` when it is done, and takes --json, answer on stdout when it is refused, too.

    `made` gives the schema where it prints more than such an object.
    """

    def wrap(command: Command) -> Command:
        @functools.wraps(command)
        def answered(*args: Any, **given: Any) -> int:
            try:
                return command(*args, **given)
            except YdhError as error:
                if given["json"]:
                    put({}, error)
                raise

        return printing(answered, made or (lambda: schema().deed(text)))

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
