"""Staff and their accounts: who may come in, with which roles; and the access review."""

from collections.abc import Sequence
from typing import Any

from ydh.core.administration import account_looking, accounts, role_changes, roles, signin
from ydh.core.administration.account_table import ACCOUNTS, MANAGE, OWNER, REGIONS, SCOPE, SCOPES
from ydh.core.administration.role_table import ROLES, permission_names
from ydh.core.administration.token_table import DAYS, NAME, TOKENS
from ydh.core.administration.views import AccountView, Duty
from ydh.core.company.actors import Actor
from ydh.core.rules.permissions import P
from ydh.core.values.words import N_, Label
from ydh.tui.lists.book import Answers, Deed, Field, Tell
from ydh.tui.lists.going import Go
from ydh.tui.lists.nouns import field_of, noun_book
from ydh.tui.lists.secret_sheet import secret_sheet
from ydh.tui.paint.parts import Facts, Part, Plain, Say

NO_ROLE = Label(N_("no role"))


def _rights(actor: Actor, it: AccountView) -> Sequence[Part]:
    """What its roles let it do."""
    given = {code for role in roles.list_roles(actor) if role.code in it.roles for code in role.permissions}
    held = permission_names([p.value for p in P if p.value in given])
    return [Say(N_("may: {rights}"), {"rights": held}) if held else Say(N_("may do nothing that needs a right"))]


# --- its roles, and what they would change ---


def _roles_field(actor: Actor, now: Sequence[str]) -> Field:
    choices = tuple((role.code, role.name) for role in roles.list_roles(actor))
    return Field("roles", N_("roles"), value=" ".join(now), kind="many", choices=choices)


def _role_fields(actor: Actor, rows: Sequence[AccountView]) -> tuple[Field, ...]:
    return (_roles_field(actor, account_looking.show(actor, rows[0].login).roles),)


def _set_roles(actor: Actor, rows: Sequence[AccountView], answers: Answers) -> None:
    accounts.set_roles(actor, rows[0].login, answers["roles"].split())


def _roles_plan(actor: Actor, rows: Sequence[AccountView], answers: Answers) -> Sequence[Part]:
    found = role_changes.if_given(actor, rows[0].login, answers["roles"].split())
    if not found.gained and not found.lost:
        return [Say(N_("no right is gained or lost"))]
    gained, lost = permission_names(found.gained), permission_names(found.lost)
    parts: list[Part] = [Say(N_("gains: {rights}"), {"rights": gained})] if gained else []
    parts += [Say(N_("loses: {rights}"), {"rights": lost}, "wrong")] if lost else []
    return [*parts, Say(N_("it holds at once, in sessions that are open too"), style="faint")]


def _new_token(actor: Actor, rows: Sequence[AccountView], answers: Answers) -> Tell:
    days = DAYS.read(answers["days"], DAYS.title)
    return secret_sheet(signin.create_token(actor, answers["name"], days=days, login=rows[0].login))


# --- the access review ---


def duties_sheet(actor: Actor, rows: Sequence[Any] = (), answers: Answers | None = None) -> Tell:
    """Who holds what, through which roles."""
    parts: list[Part] = []
    for duty in account_looking.duties(actor):
        parts += [*_duty(duty), Plain("")]
    return Tell(N_("who holds which rights"), tuple(parts))


def _duty(duty: Duty) -> Sequence[Part]:
    rights_held = permission_names([p.value for p in P if p.value in duty.permissions])
    return [
        Say(
            N_("{name} ({login}): {roles}"),
            {"name": duty.name, "login": duty.login, "roles": duty.role_names or NO_ROLE},
            "strong",
        ),
        Facts(
            (
                (SCOPE.title, Label(SCOPES[duty.scope])),
                (REGIONS.title, duty.regions),
                *(((OWNER.title, duty.owner),) if duty.owner else ()),
                (N_("last sign-in"), duty.last_sign_in or Label(N_("never with a password"))),
            )
        ),
        Say(N_("{n} rights: {rights}"), {"n": len(duty.permissions), "rights": rights_held}),
    ]


DEEDS = (
    Deed(
        "roles",
        "o",
        N_("set roles"),
        _set_roles,
        _role_fields,
        plan=_roles_plan,
        needs=MANAGE,
        main=True,
        said=N_("{what} is changed"),
        fits=lambda row: row.kind != "customer",
    ),
    Deed(
        "tokens", "i", N_("tokens of scripts"), opens=lambda app, row: Go("tokens", {"login": row.login}), needs=MANAGE
    ),
    Deed(
        "token",
        "N",
        N_("new token"),
        _new_token,
        lambda actor, rows: (field_of(NAME, actor, None), field_of(DAYS, actor, None)),
        needs=MANAGE,
        fits=lambda row: row.kind == "service",
    ),
    Deed("duties", "W", N_("access review"), duties_sheet, writes=False, alone=True, main=True),
)
Staff = noun_book(ACCOUNTS, more=_rights, deeds=DEEDS)
Roles = noun_book(ROLES, table=False)
Tokens = noun_book(TOKENS, pane=False, table=False)
