"""ydh demo: make a practice company apart from the real one, and tell the story of one order in it."""

import os
import sys
from typing import Annotated

import typer

from ydh import locale
from ydh.cli.frame import session
from ydh.cli.frame.progress import progress
from ydh.cli.writing.cells import DataColumn
from ydh.core.company.actors import Actor
from ydh.core.values.errors import Conflict, Invalid
from ydh.core.values.words import N_

app = typer.Typer(rich_markup_mode=None, add_completion=False)

SEED = 20261123  # of ydh.practice.company, which a mere --help does not import
MOST = 5_000_000
ACCOUNTS = (
    DataColumn("login", N_("sign-in name"), "code"),
    DataColumn("name", N_("name")),
    DataColumn("roles", N_("roles")),
)
NEXT = (
    "order list --status review",
    "order explain {number}",
    "report customers --top 10",
    "workflow plan finance",
    "audit verify",
    "doctor",
    "login zhangsan",
)


@app.command()
def demo(
    size: Annotated[int, typer.Option("--size", min=0, max=MOST, help=N_("how many past orders"))] = 2000,
    seed: Annotated[int, typer.Option("--seed", help=N_("the same number makes the same company"))] = SEED,
    keep: Annotated[bool, typer.Option("--keep", help=N_("go on with the practice company that is there"))] = False,
    force: Annotated[bool, typer.Option("--force", help=N_("make the practice company that is there anew"))] = False,
) -> int:
    """Make a practice company, in practice.db where no database is named, and tell one order's story step by step."""
    from ydh.core.company.company import make_private
    from ydh.practice import founding

    if keep and force:
        raise Invalid("demo-two-ways")
    url = session.named() or _default()
    make_private(url)
    there = founding.find(url)
    if there is not None:
        there.close()
        keep = keep or not _anew(url, force=force)
    password = "" if there is not None and keep else _make(url, size, seed)
    _tell(url, password)
    return 0


def _default() -> str:
    """Beside the real company's database: practice goes where work is done only when that is named."""
    from pathlib import Path

    from ydh.core.company.company import default_url

    return str(Path(default_url()).with_name("practice.db"))


def _anew(url: str, *, force: bool) -> bool:
    """Whether what is there is to be replaced. Raises Conflict where nobody can be asked."""
    from ydh.core.company.company import public

    if force:
        return True
    if not sys.stdin.isatty() or not sys.stderr.isatty():
        raise Conflict("demo-exists", url=public(url))
    question = locale.translate(N_("There is a practice company at {database}. Make it anew? (no: go on with it)"))
    return typer.confirm(question.format(database=public(url)), err=True)


def _make(url: str, size: int, seed: int) -> str:
    from ydh.practice import founding

    with progress(locale.translate(N_("past orders")), size) as advance:
        made = founding.make(url, size=size, seed=seed, os_user=_me(), progress=advance, language=locale.current().lang)
    counts = {"products": made.products, "customers": made.customers, "staff": made.staff, "orders": made.orders}
    print(
        locale.translate(
            N_("made: {products} products, {customers} customers, {staff} staff, {orders} past orders")
        ).format(**counts)
    )
    if made.kept:
        print(locale.translate(N_("the practice company that was there is kept in {path}")).format(path=made.kept))
    return made.password


def _tell(url: str, password: str) -> None:
    from ydh.cli.practice.demo_story import Story
    from ydh.core.company.company import open_company, public
    from ydh.practice import founding

    company = open_company(url)
    admin = founding.people(company)[founding.ADMIN]
    session.sit_down(url, company, admin)
    print(
        locale.translate(N_("PRACTICE: nothing here is real; the database is {database}")).format(database=public(url))
    )
    number = Story(url, admin).tell()
    _accounts(admin, password)
    _what_next(url, number)


def _accounts(admin: Actor, password: str) -> None:
    """Who can be played, and the password that all of them share."""
    from ydh.cli.practice.demo_story import BUYER, role_of
    from ydh.cli.writing import nested
    from ydh.core.administration import signin
    from ydh.practice import founding
    from ydh.practice.people import STAFF

    everybody = founding.people(admin.company)
    logins = [*sorted(person.login for person in STAFF), BUYER]
    known = [signin.whoami(everybody[login]) for login in logins if login in everybody]
    rows = [(me.login, me.name, role_of(me)) for me in known]
    print(nested.block(N_("Whom you can play: ydh login NAME"), ACCOUNTS, rows), end="")
    if password:
        print(
            "\n"
            + locale.translate(N_("The password of all of them, shown this once: {password}")).format(password=password)
        )
    else:
        print(
            "\n"
            + locale.translate(
                N_("Their password was shown when the company was made; a new one: ydh account reset-password NAME")
            )
        )


def _what_next(url: str, number: str) -> None:
    """Commands that work as they stand: this system user is the administrator's already."""
    from ydh.cli.practice.demo_story import quoted, typed
    from ydh.core.company.company import public

    print(
        "\n"
        + locale.translate(N_("Try next (you are {name}, the administrator, without a password):")).format(name=_me())
    )
    print(f"  $ export YDH_DATABASE={quoted(public(url))}")
    for command in NEXT:
        print(typed(command.format(number=number).split()))


def _me() -> str:
    import pwd

    return pwd.getpwuid(os.getuid()).pw_name
