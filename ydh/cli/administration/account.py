"""ydh account: who may come in, with which roles; passwords and scripts' tokens."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Annotated, Any

import typer

from ydh.cli.frame import options, secret, session
from ydh.cli.frame.listing import AsJson, CodeOrStdin, Row, change, did, each_of, listing, record
from ydh.cli.frame.rows import Rows
from ydh.cli.writing.cells import DataColumn
from ydh.core.administration import account_looking, accounts, signin
from ydh.core.administration.views import AccountView
from ydh.core.values.errors import Invalid
from ydh.core.values.messages.all import MESSAGES
from ydh.core.values.words import N_, Label

MESSAGES["account-kind"] = N_("--kind {value}: write staff or customer")

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)
token = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)
app.add_typer(token, name="token", help=N_("tokens by which scripts sign in"))

Login = Annotated[str, typer.Argument(metavar="LOGIN", help=N_("sign-in name"))]
Language = Annotated[str | None, typer.Option("--language", help=N_("zh_CN or en"))]
Scope = Annotated[str | None, typer.Option("--scope", help=N_("whose documents are seen: all, region or own"))]
Regions = Annotated[list[str] | None, typer.Option("--region", help=N_("a region of the scope; repeat for more"))]
OsUser = Annotated[str | None, typer.Option("--os-user", help=N_("the system user who is let in without a password"))]
Whose = Annotated[str, typer.Option("--login", help=N_("whose tokens; one's own unless given"))]

ACCOUNTS = (
    DataColumn("login", N_("sign-in name"), "code"),
    DataColumn("name", N_("name")),
    DataColumn("kind", N_("kind"), "label"),
    DataColumn("customer", N_("customer"), "code"),
    DataColumn("roles", N_("roles"), "list"),
    DataColumn("scope", N_("scope"), "label"),
    DataColumn("regions", N_("regions"), "list"),
    DataColumn("active", N_("active"), "yes"),
)
ACCOUNT = (
    *ACCOUNTS,
    DataColumn("os_user", N_("system user"), "code"),
    DataColumn("language", N_("language"), "code"),
    DataColumn("locked_until", N_("waits until"), "time"),
    DataColumn("created_at", N_("made at"), "time"),
    DataColumn("version", N_("version"), "ordinal"),
)
DUTIES = (
    DataColumn("login", N_("sign-in name"), "code"),
    DataColumn("name", N_("name")),
    DataColumn("roles", N_("roles"), "list"),
    DataColumn("scope", N_("scope"), "label"),
    DataColumn("regions", N_("regions"), "list"),
    DataColumn("permissions", N_("permissions"), "list"),
)
TOKENS = (
    DataColumn("name", N_("name")),
    DataColumn("login", N_("sign-in name"), "code"),
    DataColumn("created_at", N_("made at"), "time"),
    DataColumn("expires_at", N_("ends at"), "time"),
)
KINDS = {"staff": Label(N_("staff"), "staff"), "customer": Label(N_("customer"), "customer")}
SCOPES = {
    "all": Label(N_("all"), "all"),
    "region": Label(N_("regions"), "region"),
    "own": Label(N_("own customers"), "own"),
}


@app.command("list", help=N_("list accounts"))
@listing(ACCOUNTS, limited=True, narrowed_by=("kind",))
def list_(kind: Annotated[str, typer.Option("--kind", help=N_("staff or customer"))] = "") -> Rows[Row]:
    """Accounts by sign-in name."""
    if kind and kind not in KINDS:
        raise Invalid("account-kind", value=kind)
    actor = session.actor()
    return Rows(partial(account_looking.list_accounts, actor, kind=kind), _row)


@app.command("show", help=N_("one account; one's own without a name"))
@record(ACCOUNT)
def show(login: Annotated[str, typer.Argument(metavar="LOGIN", help=N_("sign-in name"))] = "") -> Row:
    """Everything about an account but its password."""
    it = account_looking.show(session.actor(), login)
    return *_row(it), it.os_user, it.language, it.locked_until, it.created_at, str(it.version)


def _row(it: AccountView) -> Row:
    about = (it.login, it.name, KINDS[it.kind], it.customer, it.roles)
    return *about, SCOPES[it.scope], it.regions, it.active


@app.command("duties", help=N_("who holds which rights, through which roles: for the access review"))
@listing(DUTIES, limited=True)
def duties() -> Iterable[Row]:
    """Every active staff account with its rights."""
    for it in account_looking.duties(session.actor()):
        reach = (SCOPES[it.scope], it.regions)
        yield it.login, it.name, it.roles, *reach, it.permissions


@app.command("add", help=N_("add a staff account; a password that is made up is shown this once"))
def add(
    login: Login,
    name: Annotated[str, typer.Argument(metavar="NAME", help=N_("name"))],
    roles: Annotated[list[str], typer.Option("--role", help=N_("a role; repeat for more"))] = [],  # noqa: B006
    scope: Scope = None,
    regions: Regions = None,
    os_user: OsUser = None,
    language: Language = None,
    stdin: secret.Stdin = False,
    file: secret.File = None,
    json: AsJson = False,
) -> None:
    """Add a staff account."""
    given: dict[str, Any] = {"os_user": os_user, "language": language or "", "regions": regions or ()}
    given |= {"scope": scope or "all", "password": secret.chosen({"stdin": stdin, "file": file})}
    made = accounts.add_staff(session.actor(), login, name, roles, **given)
    secret.show_once(N_("{login} is added"), made, {}, json=json)


@app.command("edit", help=N_("change an account; an empty --os-user unbinds it"))
@change(N_("{login} is changed"))
def edit(
    login: Login,
    name: Annotated[str | None, typer.Option("--name", help=N_("name"))] = None,
    scope: Scope = None,
    regions: Regions = None,
    os_user: OsUser = None,
    language: Language = None,
) -> Mapping[str, Any]:
    """Change what is given of an account."""
    given: dict[str, Any] = {"name": name, "scope": scope, "regions": regions or None}
    accounts.edit(session.actor(), login, os_user=os_user, language=language, **given)
    return {"login": login}


@app.command("roles", help=N_("give a staff account exactly these roles; without any, none"))
@change(N_("{login} has the roles: {roles}"))
def roles(
    login: Login,
    roles: Annotated[list[str], typer.Argument(metavar="ROLE", help=N_("codes of roles"))] = [],  # noqa: B006
    yes: options.Yes = False,
) -> Mapping[str, Any]:
    """Set the roles of an account."""
    if not roles:
        options.confirm(N_("All roles of {login} will be taken away. Go on?"), yes=yes, login=login)
    accounts.set_roles(session.actor(), login, roles)
    return {"login": login, "roles": roles}


@app.command("retire", help=N_("take away everything at once: sign-ins, tokens, the right to sign in"))
def retire(codes: CodeOrStdin, yes: options.Yes = False, json: AsJson = False) -> int:
    """Retire accounts."""
    actor, ask = session.actor(), N_("{codes} will be retired. Go on?")
    text = N_("{code} is retired")
    return each_of(codes, lambda code: accounts.retire(actor, code), text, ask=ask, yes=yes, json=json)


@app.command("restore", help=N_("let retired accounts in again, with the roles they had"))
def restore(codes: CodeOrStdin, yes: options.Yes = False, json: AsJson = False) -> int:
    """Restore accounts."""
    actor = session.actor()
    return each_of(codes, lambda code: accounts.restore(actor, code), N_("{code} is restored"), yes=yes, json=json)


@app.command("password", help=N_("change one's own password; from stdin, the old one and the new one on a line each"))
@change(N_("the password is changed; sign in again with: ydh login {login}"))
def password(stdin: secret.Stdin = False) -> Mapping[str, Any]:
    """Change one's own password; every sign-in of this account ends."""
    actor = session.actor()
    old = secret.read(N_("old password"), stdin=stdin, file=None)
    new = secret.read(N_("new password"), stdin=stdin, file=None, twice=True)
    login = account_looking.show(actor).login
    accounts.set_password(actor, old=old, new=new)
    session.forget_token()
    return {"login": login}


@app.command("reset-password", help=N_("give an account a new password that is made up and shown this once"))
def reset_password(login: Login, yes: options.Yes = False, json: AsJson = False) -> None:
    """Reset a password; sign-ins and tokens of the account end."""
    options.confirm(N_("The sign-ins and tokens of {login} will end. Go on?"), yes=yes, login=login)
    made = accounts.reset_password(session.actor(), login)
    secret.show_once(N_("{login} has a new password"), made, {}, json=json)


@token.command("create", help=N_("make a token for a script that acts as you; it is shown this once"))
def create_token(
    name: Annotated[str, typer.Argument(metavar="NAME", help=N_("what it is for"))],
    days: Annotated[int, typer.Option("--days", min=1, max=366, help=N_("how long it lasts"))] = 90,
    json: AsJson = False,
) -> None:
    """Make a token."""
    made = signin.create_token(session.actor(), name, days=days)
    if json:
        did(N_("the token {name} is made"), {"name": name, "token": made}, json=True)
        return
    options.say(N_("the token {name}, shown this once; a script gives it in YDH_TOKEN:"), name=name)
    print(made)


@token.command("list", help=N_("list the tokens that hold"))
@listing(TOKENS)
def list_tokens(login: Whose = "") -> Iterable[Row]:
    """The tokens of an account."""
    found = signin.list_tokens(session.actor(), login=login)
    return [(it.name, it.login, it.created_at, it.expires_at) for it in found]


@token.command("revoke", help=N_("end a token at once"))
@change(N_("the token {name} is revoked"))
def revoke_token(
    name: Annotated[str, typer.Argument(metavar="NAME", help=N_("name of the token"))],
    login: Whose = "",
    yes: options.Yes = False,
) -> Mapping[str, Any]:
    """Revoke a token."""
    options.confirm(N_("The token {name} will end. Go on?"), yes=yes, name=name)
    signin.revoke_token(session.actor(), name, login=login)
    return {"name": name}
