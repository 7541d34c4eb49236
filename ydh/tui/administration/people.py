"""Staff and their accounts: who may come in, with which roles; and the access review."""

from collections.abc import Mapping, Sequence
from typing import Any

from ydh.core.administration import account_looking, accounts, role_changes, roles
from ydh.core.administration.views import AccountView, Duty
from ydh.core.company.actors import Actor
from ydh.core.rules.permissions import PERMISSION_NAMES, P
from ydh.core.values.words import LANGUAGES, N_, Label
from ydh.tui.lists.book import Answers, Book, Deed, Field, Found, Query, Tell
from ydh.tui.lists.secret_sheet import secret_sheet
from ydh.tui.lists.ways import back, each_of, named_list
from ydh.tui.paint.parts import Column, Facts, Part, Plain, Say

MANAGE = (P.STAFF_MANAGE,)
SCOPES = {"all": N_("all customers"), "region": N_("customers of regions"), "own": N_("own customers")}
NO_ROLE = Label(N_("no role"))
LANGUAGE = Field("language", N_("language"), kind="choice", choices=tuple(LANGUAGES.items()))
KIND = Field(
    "kind",
    N_("whose accounts"),
    kind="choice",
    choices=(("", N_("staff")), ("customer", N_("customers")), ("all", N_("all"))),
)
REACH = (
    Field("scope", N_("sees"), kind="choice", choices=tuple(SCOPES.items())),
    Field("regions", N_("regions"), hint=N_("only with `customers of regions`; commas between")),
)
OS_USER = Field("os_user", N_("system user"), hint=N_("is let in here without a password; empty for none"))


def permission_names(codes: Sequence[str]) -> tuple[Label, ...]:
    """Permissions as people call them."""
    return tuple(Label(PERMISSION_NAMES[P(code)], code) for code in codes)


def state_of(row: AccountView) -> Label | str:
    """What is unusual about an account, as a word."""
    if not row.active:
        return Label(N_("retired."), "retired")
    return Label(N_("locked."), "locked") if row.locked_until else ""


# --- what is asked ---


def _roles_field(actor: Actor, now: Sequence[str]) -> Field:
    choices = tuple((role.code, role.name) for role in roles.list_roles(actor))
    return Field("roles", N_("roles"), value=" ".join(now), kind="many", choices=choices)


def _add_fields(actor: Actor, rows: Sequence[Any]) -> tuple[Field, ...]:
    return (
        Field("login", N_("sign-in name"), required=True),
        Field("name", N_("name"), required=True),
        _roles_field(actor, ()),
        *REACH,
        LANGUAGE,
        OS_USER,
    )


def _edit_fields(actor: Actor, rows: Sequence[AccountView]) -> tuple[Field, ...]:
    it = account_looking.show(actor, rows[0].login)
    now = {"scope": it.scope, "regions": ", ".join(it.regions), "language": it.language, "os_user": it.os_user}
    asked = (*REACH, LANGUAGE, OS_USER) if it.kind == "staff" else (LANGUAGE,)
    name = Field("name", N_("name"), required=True, value=it.name)
    return (name, *(Field(f.name, f.label, False, now[f.name], f.kind, f.choices, hint=f.hint) for f in asked))


def _role_fields(actor: Actor, rows: Sequence[AccountView]) -> tuple[Field, ...]:
    return (_roles_field(actor, account_looking.show(actor, rows[0].login).roles),)


# --- what is done ---


def _add(actor: Actor, rows: Sequence[Any], answers: Answers) -> Tell:
    made = accounts.add_staff(
        actor,
        answers["login"],
        answers["name"],
        answers["roles"].split(),
        scope=answers["scope"],
        regions=named_list(answers["regions"]),
        os_user=answers["os_user"],
        language=answers["language"],
    )
    return secret_sheet(made)


def _edit(actor: Actor, rows: Sequence[AccountView], answers: Answers) -> None:
    given: dict[str, Any] = {
        name: answers[name] for name in ("name", "language", "scope", "os_user") if name in answers
    }
    if "regions" in answers:
        given["regions"] = named_list(answers["regions"])
    accounts.edit(actor, rows[0].login, **given)


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


def _reset(actor: Actor, rows: Sequence[AccountView], answers: Answers) -> Tell:
    return secret_sheet(accounts.reset_password(actor, rows[0].login))


# --- the access review ---


def duties_sheet(actor: Actor, rows: Sequence[Any] = (), answers: Answers | None = None) -> Tell:
    """Who holds what, through which roles."""
    names = {role.code: role.name for role in roles.list_roles(actor)}
    parts: list[Part] = []
    for duty in account_looking.duties(actor):
        parts += [*_duty(duty, names), Plain("")]
    return Tell(N_("who holds which rights"), tuple(parts))


def _duty(duty: Duty, names: Mapping[str, Label]) -> Sequence[Part]:
    held = tuple(names[code] for code in duty.roles) or NO_ROLE
    rights_held = permission_names([p.value for p in P if p.value in duty.permissions])
    return [
        Say(N_("{name} ({login}): {roles}"), {"name": duty.name, "login": duty.login, "roles": held}, "strong"),
        Facts(
            (
                (N_("sees"), Label(SCOPES[duty.scope])),
                (N_("regions"), duty.regions),
                (N_("last sign-in"), duty.last_sign_in or Label(N_("never with a password"))),
            )
        ),
        Say(N_("{n} rights: {rights}"), {"n": len(duty.permissions), "rights": rights_held}),
    ]


DEEDS = (
    Deed("add", "a", N_("add staff"), _add, _add_fields, needs=MANAGE, alone=True, main=True),
    Deed("edit", "E", N_("edit"), _edit, _edit_fields, needs=MANAGE, main=True, said=N_("{what} is changed")),
    Deed(
        "roles",
        "R",
        N_("set roles"),
        _set_roles,
        _role_fields,
        plan=_roles_plan,
        needs=MANAGE,
        main=True,
        said=N_("{what} is changed"),
        fits=lambda row: row.kind == "staff",
    ),
    Deed(
        "password",
        "P",
        N_("reset password"),
        _reset,
        confirm=N_("{what}: gets a new password; its sign-ins end"),
        needs=MANAGE,
        main=True,
    ),
    Deed(
        "retire",
        "t",
        N_("retire"),
        each_of(lambda actor, login, _: accounts.retire(actor, login), "login"),
        confirm=N_("{what}: all sign-ins and tokens end at once"),
        undo=back(accounts.restore),
        needs=MANAGE,
        many=True,
        fits=lambda row: bool(row.active),
    ),
    Deed(
        "restore",
        "T",
        N_("restore"),
        each_of(lambda actor, login, _: accounts.restore(actor, login), "login"),
        undo=back(accounts.retire),
        needs=MANAGE,
        many=True,
        fits=lambda row: not row.active,
    ),
    Deed("duties", "d", N_("access review"), duties_sheet, writes=False, alone=True, main=True),
)


class Staff(Book):
    """Accounts: those of staff, unless others are asked for."""

    name, title = "staff", N_("staff accounts")
    deeds, filters = DEEDS, (KIND,)
    needs = MANAGE
    empty = N_("no account here\na adds staff; a customer's account is opened in its own list with o")

    def __init__(self) -> None:
        self._names: Mapping[str, Label] = {}
        self.columns = (
            Column("login", N_("sign-in name"), "code", 18),
            Column("name", N_("name"), "text", 14),
            Column("roles", N_("roles"), of=self._roles),
            Column("scope", N_("sees"), "text", 14, drop=2, of=lambda row: Label(SCOPES[row.scope])),
            Column("last", N_("last sign-in"), "time", 16, drop=1, of=lambda row: row.last_sign_in),
            Column("state", N_("state"), "text", 10, of=state_of),
        )

    def _roles(self, row: AccountView) -> Any:
        if row.kind == "customer":
            return Say(N_("orders for {code}"), {"code": row.customer})
        return tuple(self._names.get(code, Label(code)) for code in row.roles) or NO_ROLE

    def page(self, actor: Actor, query: Query) -> Found:
        kind = query.filters.get("kind", "") or "staff"
        found = account_looking.list_accounts(actor, query.text, kind=kind, after=query.after, limit=query.limit)
        self._names = {role.code: role.name for role in roles.list_roles(actor)}
        return Found(found.rows, bool(found.next))

    def called(self, row: AccountView) -> str:
        return f"{row.login} {row.name}"

    def style(self, row: AccountView) -> str:
        return "plain" if row.active else "faint"

    def detail(self, actor: Actor, row: AccountView) -> Sequence[Part]:
        it = account_looking.show(actor, row.login)
        given = {code for role in roles.list_roles(actor) if role.code in it.roles for code in role.permissions}
        held = permission_names([p.value for p in P if p.value in given])
        return [
            Say(N_("roles: {roles}"), {"roles": self._roles(it)}),
            Say(N_("may: {rights}"), {"rights": held}) if held else Say(N_("may do nothing that needs a right")),
            Facts(
                (
                    (N_("sees"), Label(SCOPES[it.scope])),
                    (N_("regions"), it.regions),
                    (N_("language"), it.language),
                    (N_("system user"), it.os_user),
                    (N_("last sign-in"), it.last_sign_in),
                    (N_("waits until"), it.locked_until),
                    (N_("made at"), it.created_at),
                    (N_("state"), state_of(it)),
                )
            ),
        ]
