"""Typer's own texts in the reader's language.

Those that it asks gettext for come from our catalogue instead; its vendored click asks for none: errors are worded
here from what the exception carries, the two texts of every help page are put in their place.
"""

import re
from typing import Any

import typer.core

from ydh import locale
from ydh.core.values.words import N_, visible

HELP, USAGE = N_("Show this message and exit."), N_("Usage:")
# These Typer asks for.
ASKED = (N_("Arguments"), N_("Options"), N_("Commands"), N_("required"), N_("default: {default}"))
COMPLETION = {
    "install_completion": N_("let this shell complete ydh's commands"),
    "show_completion": N_("show what lets this shell complete ydh's commands"),
}
_ERRORS = (
    (r"Missing (?:argument|option|parameter) '?(?P<name>[^']+?)'?\.", N_("{name} is missing")),
    (r"No such option: (?P<name>\S+)(?: .*)?", N_("there is no option {name}")),
    (r"Got unexpected extra arguments?\(?s?\)? \((?P<args>.*)\)", N_("too much is given: {args}")),
    (r"Invalid value for '?(?P<name>[^:']+?)'?: '(?P<value>.*)' is not .*", N_("{name}: {value} is not what it takes")),
    (
        r"Invalid value for '?(?P<name>[^:']+?)'?: (?P<value>\S+) is not in the range .*",
        N_("{name}: {value} is out of range"),
    ),
    (r"Option '(?P<name>.*)' requires an argument.*", N_("{name} needs a value")),
    (r"No such command '(?P<name>.*?)'.*", N_("there is no command {name}")),
    (r"Missing command\.", N_("a command is missing")),
)
GLOBAL = ("--database", "--lang", "--version", "--debug")  # options of every command
_SEE = N_("see: {command} --help")


def speak() -> None:
    """Let Typer ask for the texts of every help page in the language of the run that shows it."""
    click: Any = vars(typer.core)["_click"]
    formatter, command = click.formatting.HelpFormatter, click.Command
    write, find = formatter.write_usage, command.get_help_option
    if getattr(write, "ours", False):
        return

    def write_usage(self: Any, prog: str, args: str = "", prefix: str | None = None) -> None:
        write(self, prog, args, locale.translate(USAGE) + " ")

    def get_help_option(self: Any, ctx: Any) -> Any:
        option = find(self, ctx)
        if option is not None:
            option.help = locale.translate(HELP)
        return option

    vars(typer.core)["_"] = locale.translate
    write_usage.ours = True  # type: ignore[attr-defined]
    formatter.write_usage, command.get_help_option = write_usage, get_help_option


def translate(command: Any) -> None:
    """Put what its help says, and that of what is below it, into the language of this run."""
    command.help = locale.translate(command.help or "")
    command.short_help = locale.translate(command.short_help or "")
    for param in command.params:
        param.help = locale.translate(param.help or "")
    for each in getattr(command, "commands", {}).values():
        translate(each)


def _near(error: Any, context: Any) -> list[str]:
    """What was probably meant by a command or an option that there is not."""
    from difflib import get_close_matches

    if context is None:
        return []
    if name := getattr(error, "option_name", ""):
        own = [word for param in context.command.get_params(context) for word in param.opts]
        return get_close_matches(name, list(dict.fromkeys([*own, *GLOBAL])), n=3, cutoff=0.6)
    unknown = re.match(r"No such command '(.*?)'", error.format_message())
    if not unknown:
        return []
    return get_close_matches(unknown[1], context.command.list_commands(context), n=3, cutoff=0.5)


def worded(error: Any) -> str:
    """A usage error of Typer's as a sentence, and where to look."""
    text = error.format_message()
    sentence = visible(text)
    for pattern, template in _ERRORS:
        found = re.fullmatch(pattern, text, re.DOTALL)
        if found:
            data = {name: visible(value or "") for name, value in found.groupdict().items()}
            sentence = locale.translate(template).format(**data)
            break
    context = getattr(error, "ctx", None)
    if near := _near(error, context):
        sentence += locale.translate(N_("; did you mean: {near}")).format(near=visible(", ".join(near)))
    if context is None:
        return sentence
    return sentence + "\n" + locale.translate(_SEE).format(command=context.command_path)
