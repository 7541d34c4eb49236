"""Writes docs/commands.md from the commands themselves: `python -m tests.kit.command_table`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main

from ydh import locale
from ydh.core.values import errors

DOC = Path(__file__).parents[2] / "docs" / "commands.md"
EXIT_CODES = {
    0: "done",
    1: "failure: the database, a file, a finding of `doctor`; or nothing done for several reasons",
    2: "usage: what was given cannot be right; nothing was done",
    3: "part of several was done, the rest refused or not reached; each row says why",
    4: "not allowed, or nobody is signed in",
    5: "conflict: it moved on, is short, or is held",
    6: "not found, or not yours to see",
    130: "interrupted; what was done before is listed",
}


def commands() -> Iterator[tuple[str, Any]]:
    """Every command that the help has, with its words, in its order."""
    from ydh.cli.frame.main import app

    yield from _below("ydh", typer.main.get_command(app))


def _below(words: str, group: Any) -> Iterator[tuple[str, Any]]:
    for name in group.list_commands(None):
        command = group.get_command(None, name)
        if hasattr(command, "list_commands"):
            yield from _below(f"{words} {name}", command)
        elif not command.hidden:  # what scripts of before go on to call is told of nowhere
            yield f"{words} {name}", command


def table() -> str:
    """The page."""
    locale.use(locale.Words("en"))
    lines = [
        "# Commands",
        "",
        "Made from the program by `python -m tests.kit.command_table`; a test keeps it so. `--help` says more in both",
        "languages. `--database URL`, `--lang zh_CN|en` and `--debug` may stand anywhere.",
        "",
        "| command | what it does | options |",
        "|---|---|---|",
    ]
    for words, command in commands():
        lines.append(f"| `{words}{_arguments(command)}` | {_one_line(command.help)} | {_options(command)} |")
    lines += ["", "## Exit codes", "", "| code | meaning |", "|---|---|"]
    lines += [f"| {code} | {meaning} |" for code, meaning in EXIT_CODES.items()]
    return "\n".join(lines) + "\n"


def _arguments(command: Any) -> str:
    found = [p for p in command.params if p.param_type_name == "argument"]
    return "".join(
        " " + (p.metavar or p.name.upper()) + ("..." if p.nargs == -1 and not (p.metavar or "").endswith("...") else "")
        for p in found
    )


def _options(command: Any) -> str:
    found = [p.opts[0] for p in command.params if p.param_type_name == "option" and p.name != "help"]
    return " ".join(f"`{name}`" for name in found)


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split()).replace("|", "\\|")


def exit_codes_of_errors() -> set[int]:
    """Every code that an error class carries."""
    found, classes = set(), [errors.YdhError]
    while classes:
        cls = classes.pop()
        found.add(cls.exit_code)
        classes += cls.__subclasses__()
    return found


if __name__ == "__main__":
    DOC.write_text(table(), encoding="utf-8")
