"""The form of the first screen: account and password, in the language that one reads."""

from typing import Any

from textual.binding import Binding

from ydh.core.values.words import N_
from ydh.tui.lists.book import Field
from ydh.tui.lists.form import Form
from ydh.tui.paint.parts import Part

LANGUAGE = "English / 中文"


class SignIn(Form):
    """Asks who it is; another key changes the language, and what was typed stays."""

    BINDINGS = [Binding("ctrl+l", "language", LANGUAGE, priority=True)]

    def __init__(self, start: Any, parts: tuple[Part, ...], login: str, **given: Any) -> None:
        fields = (
            Field("login", N_("account"), required=True, value=login),
            Field("password", N_("password"), kind="password"),
        )
        super().__init__(N_("sign in"), fields, parts, **given)
        self.start = start

    def action_language(self) -> None:
        """The same in the other language."""
        login = self.box(self.fields[0]).value
        self.dismiss(None)
        self.start.action_language()
        self.start.ask_who("", login)
