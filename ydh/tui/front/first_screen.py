"""The first screen: sign in, or, where there is no company yet, make one or a practice company."""

from collections.abc import Callable, Mapping
from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding

from ydh.core.company.actors import Actor
from ydh.core.values.errors import NotFound, YdhError
from ydh.core.values.words import N_
from ydh.tui.lists.book import Field
from ydh.tui.lists.page import FullScreen
from ydh.tui.paint.pane import Pane
from ydh.tui.paint.parts import Plain, Say

WELCOME = N_("Wholesale ordering from terminals")
NO_COMPANY = N_("There is no company here yet. Press n to set yours up, or p for a practice company to look around in.")
SIGN_IN = N_("Press Enter to sign in.")
MAKING = N_("making a practice company with its orders, a few seconds ...")
COMPANY_FIELDS = (
    Field("company_name", N_("the company's name"), required=True),
    Field("login", N_("your sign-in name"), required=True),
    Field("name", N_("your name"), required=True),
    Field("password", N_("password"), required=True, kind="password", hint=N_("at least 8 characters")),
)


class Start(FullScreen):
    """Who is there?"""

    coded = False  # what is typed belongs into a field
    BINDINGS = [
        Binding("enter", "sign_in", N_("sign in"), show=True),
        Binding("n", "new_company", N_("new company"), show=True),
        Binding("p", "practice", N_("practice company"), show=True),
        Binding("ctrl+l,L", "language", "English / 中文", show=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.company: Any = None
        self.looked = False
        self.making = False  # a practice company is being made

    def body(self) -> ComposeResult:
        self.pane = Pane(self.ydh.words)
        yield self.pane

    def on_mount(self) -> None:
        terminal = self.ydh.terminal
        if terminal.actor is not None:
            self.ydh.sit_down(terminal.actor)
        else:
            self.apart(lambda: _closed(terminal.open_company(terminal.url)), self._opened)

    def apart(
        self, work: Callable[[], Any], then: Callable[[Any], None], fail: Callable[[Exception], None] | None = None
    ) -> None:
        """Work in a thread before anybody is signed in."""

        def run() -> None:
            try:
                result = work()
            except Exception as error:  # noqa: BLE001 - the edge: worded or logged by the app
                self.app.call_from_thread(fail or self._failed, error)
            else:
                self.app.call_from_thread(then, result)

        self.run_worker(run, thread=True)

    def _opened(self, company: Any) -> None:
        self.company, self.looked = company, True
        self.sign_in("")

    def _failed(self, error: Exception) -> None:
        self.looked, self.making = True, False
        if isinstance(error, NotFound) and error.id == "no-company":
            self.refresh_bindings()
            self._say(NO_COMPANY)
        elif isinstance(error, YdhError):
            self.pane.put((Say(WELCOME, {}, "strong"), Say("{error}", {"error": error}, "wrong")))
        else:
            self.ydh.failed(error)
        self.show_keys()

    def _say(self, text: str) -> None:
        self.pane.words = self.ydh.words
        self.pane.put((Say("", {}), Say(WELCOME, {}, "strong"), Say("", {}), Say(text)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "sign_in":
            return self.company is not None
        if action in ("new_company", "practice"):
            return self.looked and self.company is None and not self.making
        return True

    # --- signing in ---

    def sign_in(self, why: str) -> None:
        """Ask who it is; `why` says why again."""
        self.looked = True
        if self.company is None and self.ydh.terminal.actor is not None:
            self.company = self.ydh.terminal.actor.company
        self._say(SIGN_IN)
        self.show_keys()
        if why:
            self.ydh.say(why, wrong=True)
        self.ask_who(why)

    def action_sign_in(self) -> None:
        self.ask_who("")

    def ask_who(self, why: str, login: str = "") -> None:
        """Open the form, with the sign-in name that was typed already."""
        company = self.company

        def do(answers: Mapping[str, Any]) -> Callable[[Any], Any]:
            return lambda _: _signed_in(company, answers["login"].strip(), answers["password"])

        above = (Plain(why, "wrong"),) if why else ()  # the form covers the line where it was said
        from ydh.tui.front.sign_in import SignIn  # who is known already fills in no form

        self.app.push_screen(SignIn(self, above, login, do=do, send=self._send), self._came_in)

    def _send(self, work: Callable[[Any], Any], then: Any, *, fail: Any) -> None:
        self.apart(lambda: work(None), then, fail)

    def _came_in(self, result: Any) -> None:
        if result:
            actor, token = result
            self.ydh.sit_down(actor, token)

    # --- the first company ---

    def action_new_company(self) -> None:
        url = self.ydh.terminal.url

        def do(answers: Mapping[str, Any]) -> Callable[[Any], Any]:
            return lambda _: (_new_company(url, answers), "")

        from ydh.tui.lists.form import Form

        self.app.push_screen(Form(N_("new company"), COMPANY_FIELDS, do=do, send=self._send), self._made)

    def action_practice(self) -> None:
        self.making = True
        self._say(MAKING)
        self.show_keys()
        url = self.ydh.terminal.url
        lang = self.ydh.words.lang
        self.apart(lambda: _practice(url, lang), self._practised)

    def _practised(self, result: Any) -> None:
        """A practice company has two sides: how to enter the other one is said, once, with the password of all."""
        if result:
            from ydh.tui.front.sides import sides

            actor, password = result
            self.company = actor.company
            self.ydh.sit_down(actor, greeting=sides(password))

    def _made(self, result: Any) -> None:
        if result:
            self.company = result[0].company
            self.ydh.sit_down(result[0])

    def action_language(self) -> None:
        self.ydh.words = self.ydh.words._replace(lang="en" if self.ydh.words.lang == "zh_CN" else "zh_CN")
        self._say(SIGN_IN if self.company is not None else MAKING if self.making else NO_COMPANY)
        self.top.refresh()
        self.show_keys()

    def action_leave(self) -> None:
        self.ydh.say(self.words(N_("^q ends ydh")))


def _closed(company: Any) -> Any:
    """The company without this thread's connection: the thread ends."""
    company.close()
    return company


def _closed_for(actor: Actor) -> Actor:
    actor.company.close()
    return actor


def _signed_in(company: Any, login: str, password: str) -> tuple[Actor, str]:
    from ydh.core.administration import signin

    try:
        token = signin.login(company, login, password)
        return signin.actor_of_token(company, token, via="screen"), token
    finally:
        company.close()


def _new_company(url: str, answers: Mapping[str, Any]) -> Actor:
    from ydh.core.administration import founding

    given = {name: answers[name].strip() for name in ("login", "name", "password", "company_name")}
    return _closed_for(founding.init(url, **given))


def _practice(url: str, language: str) -> tuple[Actor, str]:
    import getpass

    from ydh.core.administration import signin
    from ydh.core.company.company import open_company
    from ydh.practice import founding as practice_founding

    made = practice_founding.make(url, os_user=getpass.getuser(), language=language)
    return _closed_for(signin.actor_of_os_user(open_company(url), getpass.getuser(), via="screen")), made.password
