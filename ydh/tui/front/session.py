"""Who sits at the terminal: coming in, going, what he may, in which language and colours he works."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import tzinfo
from typing import Any

from ydh.core.administration.views import LAST_SIGN_IN, Me, SignIns
from ydh.core.company.actors import Actor
from ydh.core.rules.permissions import ROLE_NAMES, P
from ydh.core.values.words import N_, visible
from ydh.locale import Words
from ydh.tui.lists.threads import Desk
from ydh.tui.lists.undoing import LastAct
from ydh.tui.lists.unfinished import Unfinished
from ydh.tui.look import THEMES, Line
from ydh.tui.paint.parts import Say
from ydh.tui.paint.shown import plain

Whereabouts = tuple[Me, tuple[str, tzinfo]]  # who I am; the company's name and its clock's zone
READ_ONLY = N_("[read-only]")


class Sitting:
    """The part of the app that knows the person."""

    terminal: Any
    words: Words
    read_only: bool
    me: Me | None
    company_name: str
    desk: Desk | None
    theme: str
    screen: Any
    screen_stack: Any
    ask: Callable[..., None]
    do: Callable[..., None]
    say: Callable[..., None]
    post_message: Any
    push_screen: Any
    pop_screen: Any
    last: LastAct | None
    going_on: Unfinished | None  # what waits for its page to be ready
    first_screens: int  # how many there are from the sign-in to the one where a person begins
    _token: str
    _greeting: Any

    def sit_down(self, actor: Actor, token: str = "", greeting: Any = None) -> None:
        """Begin to work as the actor; a greeting is a screen that is shown first."""
        self.stand_up()
        self._token, self._greeting = token, greeting
        self.desk = Desk(actor, self.post_message)
        self.desk.start()
        self.ask(who_and_where, self._arrived)

    def _arrived(self, found: Whereabouts) -> None:
        first = self.me is None
        self._take(found)
        assert self.me is not None
        if first and self.me.theme and not self.terminal.theme:
            self.theme = THEMES[self.me.theme][1]
        if first and self.me.language and not self.terminal.language_given:
            from ydh.locale import choose

            self.words = self.words._replace(lang=choose(None, None, self.me.language, {}))
        self.home()
        if first and not self.read_only and self._offered():
            pass
        elif first and self._greeting is not None:
            self.push_screen(self._greeting)
        elif first and self.may((P.SYSTEM_CONFIGURE,)) and not self.read_only:
            self.ask(_unfinished, self._offer_guide)
        if first and self._token:
            self.ask(_sign_ins, self._tell_sign_ins)

    def _offered(self) -> bool:
        """Whether a form was half filled when the line broke, which is offered now."""
        from ydh.tui.front.unfinished import offer

        return offer(self)

    def _take(self, found: Whereabouts) -> None:
        self.me, (self.company_name, zone) = found
        self.words = self.words._replace(zone=zone)

    def _offer_guide(self, unfinished: bool) -> None:
        """A company without any order yet is still to be set up."""
        if unfinished:
            from ydh.tui.front.guide import Guide
            from ydh.tui.lists.listing import ListScreen

            self.push_screen(ListScreen(Guide()))

    def _tell_sign_ins(self, found: SignIns) -> None:
        if found.first:
            from ydh.tui.front.my_guide import my_guide

            self.push_screen(my_guide(self))
        if found.worth_telling:
            self.say(plain(Say(LAST_SIGN_IN, asdict(found) | {"before": found.before or "-"}), self.words))

    def home(self) -> None:
        """Show the first screen of this kind of account, and nothing above it."""
        from ydh.tui.front.home import home_of

        while len(self.screen_stack) > 1:
            self.pop_screen()
        for screen in home_of(self):
            self.push_screen(screen)
        self.first_screens = len(self.screen_stack)

    def stand_up(self) -> None:
        """End the session of who sits here."""
        if self.desk is not None:
            desk, token = self.desk, self._token
            self.desk, self.me, self._token, self.last = None, None, "", None
            if token:
                desk.do(lambda actor: _log_out(actor, token), lambda _: None)
            desk.stop()
            self.words = self.words._replace(zone=None)

    def sign_out(self) -> None:
        """End the session and ask who comes next."""
        self.stand_up()
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.screen.sign_in("")

    def may(self, needs: Sequence[P]) -> bool:
        """Whether the person has one of the rights; the use case asks again."""
        if not needs or self.me is None:
            return not needs
        if self.me.kind == "customer":  # what staff do on a customer's behalf it does itself
            return P.ORDER_CREATE in needs or P.RETURN_CREATE in needs
        return any(p.value in self.me.permissions for p in needs)

    def sees_amounts(self) -> bool:
        """Whether prices and amounts are shown: a customer's own always, staff's with the right."""
        return self.me is not None and (self.me.kind == "customer" or self.may((P.AMOUNT_VIEW,)))

    def who_line(self) -> Line:
        """As what and who I am, for the top line."""
        if self.me is None:
            return ()
        roles = (visible(self.words(ROLE_NAMES.get(code, code))) + "  " for code in self.me.roles[:2])
        marks = [("  " + self.words(READ_ONLY), "band")] if self.read_only else []
        return (*((role, "band-quiet") for role in roles), (visible(self.me.name), "band"), *marks)

    def speak(self, lang: Any) -> None:
        """Change the language of every screen."""
        self.words = self.words._replace(lang=lang)
        self.home()

    def use_theme(self, name: str) -> None:
        """Change how it looks, here and at the next sign-in."""
        self.theme = THEMES[name][1]
        if not self.read_only:
            self.do(lambda actor: _set_theme(actor, name), lambda _: None)


def who_and_where(actor: Actor) -> Whereabouts:
    from ydh.core.administration import signin
    from ydh.core.administration.settings import name_and_zone

    return signin.whoami(actor), name_and_zone(actor)


def _unfinished(actor: Actor) -> bool:
    from ydh.tui.front.guide import unfinished

    return unfinished(actor)


def _set_theme(actor: Actor, name: str) -> None:
    from ydh.core.administration import accounts

    accounts.set_theme(actor, name)


def _sign_ins(actor: Actor) -> SignIns:
    from ydh.core.administration import signin

    return signin.sign_ins(actor)


def _log_out(actor: Actor, token: str) -> None:
    from ydh.core.administration import signin

    signin.logout(actor.company, token)
