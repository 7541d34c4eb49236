"""ydh init: make a company and its first administrator."""

import sys
from collections.abc import Mapping
from typing import Annotated, Any

import typer

from ydh import locale
from ydh.cli.frame import secret, session
from ydh.cli.frame.listing import change
from ydh.core.administration import founding
from ydh.core.company.company import public
from ydh.core.company.settings import LANGUAGE, SETTINGS
from ydh.core.values.errors import Conflict, Invalid, NotFound
from ydh.core.values.messages.all import MESSAGES
from ydh.core.values.words import N_

MESSAGES["option-needed"] = N_("nobody can be asked here; add {option}")

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)


@app.command()
@change(N_("{company} is set up at {database}; sign in with: ydh login {login}"))
def init(
    company: Annotated[str | None, typer.Option("--company", help=N_("the company's name"))] = None,
    login: Annotated[str | None, typer.Option("--login", help=N_("the administrator's sign-in name"))] = None,
    name: Annotated[str | None, typer.Option("--name", help=N_("the administrator's name"))] = None,
    stdin: secret.Stdin = False,
    file: secret.File = None,
    bind: Annotated[
        bool,
        typer.Option("--bind-os-user", help=N_("let this system user in as the administrator, without a password")),
    ] = False,
    language: Annotated[
        str, typer.Option("--language", help=N_("zh_CN or en: of the names which it begins with; else the terminal's"))
    ] = "",
) -> Mapping[str, Any]:
    """Set up a new company; one that is there is never touched."""
    _refuse_existing()
    company = _asked(company, N_("the company's name"), "--company")
    login = _asked(login, N_("the administrator's sign-in name"), "--login")
    name = _asked(name, N_("the administrator's name"), "--name")
    password = secret.read(N_("password"), stdin=stdin, file=file, twice=True)
    made = founding.init(
        session.url(),
        login=login,
        name=name,
        password=password,
        company_name=company,
        os_user=_me() if bind else None,
        language=SETTINGS[LANGUAGE].read(language) if language else locale.current().lang,
    )
    made.company.close()
    return {"company": company, "database": public(session.url()), "login": login}


def _refuse_existing() -> None:
    """Say so before anybody has typed a password. Raises Conflict."""
    try:
        session.company()
    except NotFound:
        return
    raise Conflict("company-exists")


def _asked(given: str | None, text: str, option: str) -> str:
    if given is not None:
        return given
    if not sys.stdin.isatty() or not sys.stderr.isatty():
        raise Invalid("option-needed", option=option)
    answer: str = typer.prompt(locale.translate(text), err=True)
    return answer


def _me() -> str:
    import os
    import pwd

    return pwd.getpwuid(os.getuid()).pw_name
