"""ydh schema: what a command prints as JSON, as JSON Schema."""

import json
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from ydh.cli.frame import typer_words
from ydh.cli.writing import output
from ydh.core.values.errors import Invalid
from ydh.core.values.messages.all import MESSAGES
from ydh.core.values.words import N_, visible

MESSAGES["schema-unknown"] = N_("{words}: no such command prints JSON; those that do are listed by: ydh schema")

app = typer.Typer(no_args_is_help=False, rich_markup_mode=None, add_completion=False)
Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="COMMAND", help=N_("a noun, such as carrier, or a command, such as stock list; all without")
    ),
]


@app.command()
def schema(words: Words = None) -> None:
    """Print the schema of a noun or of a command, or the commands that have one."""
    given = " ".join(words or ()).split()
    found = dict(printing(given[0] if given else ""))
    if not given:
        output.lines(found)
        return
    name = " ".join(given)
    command = found.get(name) or found.get(f"{name} show") or found.get(f"{name} list")
    if command is None:
        raise Invalid("schema-unknown", words=visible(name))
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"ydh {name}"}
    print(json.dumps({**head, "description": command.help, **command.callback.prints()}, ensure_ascii=False, indent=2))


def printing(noun: str = "") -> Iterator[tuple[str, Any]]:
    """Each command that prints JSON, of one noun or of all, by its words."""
    from ydh.cli.frame.main import NOUNS, commands_of

    for name in [noun] if noun in NOUNS else [] if noun else NOUNS:
        command: Any = typer.main.get_command(commands_of(NOUNS[name][0]))
        typer_words.translate(command)
        yield from _below(name, command)


def _below(words: str, command: Any) -> Iterator[tuple[str, Any]]:
    if hasattr(command, "commands"):
        for name, each in command.commands.items():
            yield from _below(f"{words} {name}", each)
    elif hasattr(command.callback, "prints"):
        yield words, command
