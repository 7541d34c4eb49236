"""My account: who I am and what I may; password, language, colours, tokens; signing out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ydh.core.administration import account_looking, accounts, signin
from ydh.core.administration.account_table import ME, SCOPES
from ydh.core.administration.token_table import FOR, TOKENS
from ydh.core.administration.views import Me, TokenView
from ydh.core.company.actors import Actor
from ydh.core.rules.permissions import PERMISSION_NAMES, ROLE_NAMES, P
from ydh.core.values.errors import Invalid
from ydh.core.values.money import number
from ydh.core.values.words import LANGUAGES, N_, Label
from ydh.tui.lists.book import Book, Deed, Field, Found, Query, Tell
from ydh.tui.lists.enter_does import EnterDoes
from ydh.tui.look import THEMES
from ydh.tui.paint.parts import Column, Facts, Heading, Part, Say

PASSWORD = (
    Field("old", N_("password now"), required=True, kind="password"),
    Field("new", N_("new password"), required=True, kind="password", hint=N_("at least 8 characters")),
    Field("again", N_("the same again"), required=True, kind="password"),
)
TOKEN = (
    Field("name", N_("what the script is called"), required=True),
    Field("days", N_("days it is good for"), required=True, value="90"),
)


@dataclass(frozen=True)
class AccountRow:
    """A row of my account: what it is, how it is, and the deed that enter does."""

    name: str
    label: str
    value: Any
    deed: str = ""
    token: TokenView | None = None


class Account(Book):
    """What there is to know and to change about my account."""

    name, title = "account", N_("my account")
    columns = (
        Column("label", "", "text", 26, of=lambda item: item.name if item.token else Label(item.label)),
        Column("value", N_("now")),
    )
    searches = table = False

    def __init__(self, app: Any) -> None:
        self.app = app
        self.deeds = (
            Deed("change", "enter", N_("change"), opens=lambda app, item: self._change(item), main=True),
            Deed(
                "password",
                "N",
                N_("change the password"),
                _set_password,
                PASSWORD,
                alone=True,
                main=True,
                said=N_("the password is changed; other sign-ins have ended"),
            ),
            Deed("language", "", N_("language"), self._speak, _languages, alone=True, main=True, said=N_("done")),
            Deed("colours", "", N_("colours"), self._colours, self._themes, alone=True, main=True, writes=False),
            Deed("token", "a", N_("new token"), _new_token, _token, alone=True),
            Deed(
                "revoke",
                "X",
                N_("end the token"),
                _revoke,
                confirm=N_("{what}: scripts that use it cannot sign in any more"),
                fits=lambda item: item.token is not None,
                said=N_("the token is ended"),
            ),
            Deed("sign_out", "", N_("sign out"), opens=lambda app, _: app.sign_out(), alone=True, main=True),
        )

    def page(self, actor: Actor, query: Query) -> Found:
        me = signin.whoami(actor)
        mine = [("", it) for it in signin.list_tokens(actor)]
        of_scripts = [
            (f"{login}: ", it)
            for login in account_looking.own_services(actor)
            for it in signin.list_tokens(actor, login=login)
        ]
        rows: list[Any] = [*_about(me), Heading(TOKENS.title)]
        rows += [
            AccountRow(f"{whose}{t.name}", "", Say(N_("until {at}"), {"at": t.expires_at}), token=t)
            for whose, t in mine + of_scripts
        ]
        return Found(rows)

    def called(self, row: AccountRow) -> Any:
        return row.name if row.token else Label(row.label)

    def detail(self, actor: Actor, row: AccountRow) -> Sequence[Part]:
        me = signin.whoami(actor)
        if row.token:
            facts = tuple((it.title, it.value(row.token)) for it in TOKENS.facts_for(lambda: None) if it.type == "time")
            return (Facts(facts),)
        if me.kind == "customer":
            return (Say(N_("a customer's account: the catalogue, its own orders and their amounts")),)
        rights = tuple(Label(PERMISSION_NAMES[P(code)], code) for code in me.permissions)
        return (Say(N_("my rights"), {}, "strong"), Say("{rights}", {"rights": rights}))

    def _change(self, item: AccountRow) -> None:
        if item.deed:
            self.app.screen.action_deed(item.deed)

    def _speak(self, actor: Actor, rows: Sequence[Any], answers: Mapping[str, Any]) -> Me:
        me = signin.whoami(actor)
        accounts.edit(actor, me.login, language=answers["language"])
        return signin.whoami(actor)

    def _themes(self, actor: Actor, rows: Sequence[Any]) -> tuple[Field, ...]:
        now = next((name for name, (_, theme) in THEMES.items() if theme == self.app.theme), "")
        choices = tuple((name, label) for name, (label, _) in THEMES.items())
        return (Field("theme", N_("colours"), kind="choice", choices=choices, value=now),)

    def _colours(self, actor: Actor, rows: Sequence[Any], answers: Mapping[str, Any]) -> str:
        return str(answers["theme"])


def _about(me: Me) -> list[AccountRow]:
    roles = tuple(Label(ROLE_NAMES.get(code, code), code) for code in me.roles)
    scope = "" if me.kind == "customer" else Label(SCOPES.get(me.scope, me.scope), me.scope)
    language = Label(LANGUAGES.get(me.language, me.language))
    seen = {"roles": roles, "scope": scope}
    shown = ("login", "name", "roles", "scope", "regions", "customer", "clock")
    about = {fact.code: fact for fact in ME}
    rows = [AccountRow(code, about[code].title, seen.get(code, getattr(me, code))) for code in shown]
    changed = [
        AccountRow("password", N_("password"), Label(N_("change it with Enter")), "password"),
        AccountRow("language", N_("language"), language, "language"),
        AccountRow("colours", N_("colours"), Label(N_("change them with Enter")), "colours"),
        AccountRow("out", N_("sign out"), "", "sign_out"),
    ]
    return [*changed, *(item for item in rows if item.value)]


def _languages(actor: Actor, rows: Sequence[Any]) -> tuple[Field, ...]:
    now = signin.whoami(actor).language
    return (Field("language", N_("language"), kind="choice", choices=tuple(LANGUAGES.items()), value=now),)


def _set_password(actor: Actor, rows: Sequence[Any], answers: Mapping[str, Any]) -> None:
    if answers["new"] != answers["again"]:
        raise Invalid("passwords-differ", field="again")
    accounts.set_password(actor, old=answers["old"], new=answers["new"])


def _token(actor: Actor, rows: Sequence[Any]) -> tuple[Field, ...]:
    """What a new token needs: whose it is as well, for who owns service accounts."""
    owned = account_looking.own_services(actor)
    choices = (("", N_("mine")), *((login, login) for login in owned))
    return (*TOKEN, Field(FOR.code, FOR.title, kind="choice", choices=choices)) if owned else TOKEN


def _new_token(actor: Actor, rows: Sequence[Any], answers: Mapping[str, Any]) -> Tell:
    days = int(number(answers["days"], "days", places=0))
    token = signin.create_token(actor, answers["name"], days=days, login=answers.get("login", ""))
    facts = Facts(((N_("token"), token),))
    return Tell(N_("the new token, shown this once"), (facts, Say(N_("Keep it now; it cannot be shown again."))))


def _revoke(actor: Actor, rows: Sequence[AccountRow], answers: Mapping[str, Any]) -> None:
    if rows[0].token:
        signin.revoke_token(actor, rows[0].token.name, login=rows[0].token.login)


class MyAccount(EnterDoes):
    """My account; languages and colours take effect at once."""

    def __init__(self, app: Any) -> None:
        super().__init__(Account(app))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("copy", "export"):
            return False  # there is no table here
        return super().check_action(action, parameters)

    def after_deed(self, deed: Deed, rows: list[Any], value: Any) -> None:
        then: dict[str, Callable[[], None]] = {
            "colours": lambda: self.ydh.use_theme(value),
            "language": lambda: self._spoken(value),
        }
        if deed.name in then:
            then[deed.name]()

    def _spoken(self, me: Me) -> None:
        from ydh.locale import choose

        self.ydh.speak(choose(None, None, me.language, {}) if me.language else self.ydh.terminal.words.lang)
