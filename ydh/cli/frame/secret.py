"""Secrets on their way in: typed unseen, read from stdin or from a file of one's own; never an option's value."""

import os
import stat
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from ydh import locale
from ydh.cli.frame import options
from ydh.cli.frame.listing import did
from ydh.cli.writing import streams
from ydh.core.administration.views import NewAccount
from ydh.core.company import own_files
from ydh.core.values.errors import Invalid, YdhError
from ydh.core.values.messages.all import MESSAGES
from ydh.core.values.words import N_, visible

MESSAGES["password-how"] = N_("nobody can be asked for the password here; add --password-stdin or --password-file FILE")
MESSAGES["password-two-ways"] = N_("--password-stdin and --password-file contradict each other; give one")
MESSAGES["password-none"] = N_("there is no password in what was read; write it on the first line")
MESSAGES["password-differs"] = N_("the two passwords differ; nothing was done, try again")

Stdin = Annotated[bool, typer.Option("--password-stdin", help=N_("read the password from the first line of stdin"))]
File = Annotated[
    str | None, typer.Option("--password-file", metavar="FILE", help=N_("read the password from a file of mode 0600"))
]
OPTIONS: Mapping[str, tuple[Any, Any]] = {"stdin": (Stdin, False), "file": (File, None)}
_LONGEST = 1024  # characters that are read; what is too long is refused by its own rule


def read(text: str, *, stdin: bool, file: str | None, twice: bool = False) -> str:
    """The password, asked for as `text` on a terminal. Raises Invalid when there is no way to get one."""
    if stdin and file:
        raise Invalid("password-two-ways")
    if stdin:
        return _first_line(sys.stdin.readline(_LONGEST))
    if file:
        return _of_file(file)
    if not sys.stdin.isatty() or not sys.stderr.isatty():
        raise Invalid("password-how")
    return _asked(text, twice=twice)


def _asked(text: str, *, twice: bool) -> str:
    password: str = typer.prompt(locale.translate(text), hide_input=True, err=True)
    if twice and password != typer.prompt(locale.translate(N_("the same again")), hide_input=True, err=True):
        raise Invalid("password-differs")
    return password


def _of_file(path: str) -> str:
    own_files.check_input(Path(path))
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError as error:
        raise Invalid("file-missing", path=visible(path)) from error
    with open(handle, encoding="utf-8") as file:
        found = os.fstat(handle)  # of what was opened: the name may mean another file by now
        if stat.S_ISREG(found.st_mode) and found.st_mode & 0o077:
            raise Invalid("file-open-to-others", path=visible(path))
        return _first_line(file.readline(_LONGEST))


def _first_line(line: str) -> str:
    password = line.rstrip("\r\n")
    if not password:
        raise Invalid("password-none")
    return password


def chosen(given: Mapping[str, Any]) -> str | None:
    """The password for somebody else's new account by OPTIONS, or None to have one made up."""
    stdin, file = given["stdin"], given["file"]
    return read("", stdin=stdin, file=file) if stdin or file else None


def show_once(text: str, made: NewAccount | str, data: Mapping[str, Any], *, json: bool) -> None:
    """Say what was done on stderr, and give a password that was made up, or a token, alone on stdout.

    When stdout takes no more, nobody can ever read it: what to do about that is said with the error.
    """
    if isinstance(made, str):
        name, value, once = "token", made, N_("it is shown this once; a script gives it in YDH_TOKEN:")
        unread = N_("nobody has read the token: end it with ydh account token revoke, and make another")
    else:
        name, value, once = "password", made.password, N_("its password, shown this once:")
        unread = N_("nobody has read the password of {login}: make another with ydh account reset-password {login}")
        data = {**data, "login": made.login}
    try:
        _show(text, name, value, once, data, json=json)
        streams.flush()
    except (YdhError, OSError):
        if value:
            options.say(unread, **data)
        raise


def _show(text: str, name: str, value: str | None, once: str, data: Mapping[str, Any], *, json: bool) -> None:
    if json:
        did(text, {**data, name: value or None}, json=True)
        return
    options.say(text, **data)
    if value:
        options.say(once)
        print(value)
