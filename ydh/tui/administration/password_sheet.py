"""A new password, shown once; and the language that an account reads."""

from ydh.core.administration.views import NewAccount
from ydh.core.values.words import N_
from ydh.tui.lists.book import Field, Tell
from ydh.tui.paint.parts import Plain, Say

LANGUAGES = (("", N_("as the terminal")), ("zh_CN", "中文"), ("en", "English"))
LANGUAGE = Field("language", N_("language"), kind="choice", choices=LANGUAGES)


def password_sheet(made: NewAccount) -> Tell:
    """A password that was made up, shown this once."""
    return Tell(
        N_("a password, shown this once"),
        (
            Say(N_("sign-in name: {login}"), {"login": made.login}),
            Say(N_("password: {password}"), {"password": made.password}, "strong"),
            Plain(""),
            Say(N_("write it down and hand it over now: nobody can look it up again"), style="faint"),
        ),
    )
