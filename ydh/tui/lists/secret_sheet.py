"""A new password or a new token, shown once."""

from ydh.core.administration.views import NewAccount
from ydh.core.values.words import N_
from ydh.tui.lists.book import Tell
from ydh.tui.paint.parts import Facts, Plain, Say


def secret_sheet(made: NewAccount | str, key: str = "") -> Tell:
    """What was made up: an account's password, or a token as text, which is called `key`."""
    if isinstance(made, str):
        said = Say(N_("Keep it now; it cannot be shown again."))
        return Tell(N_("the new token, shown this once"), (Facts(((N_("token"), made),)), said), key)
    if not made.password:  # a service account has none
        said = Say(N_("{login} is added; make a token for it: nothing else lets it in"), {"login": made.login})
        return Tell(N_("a service account"), (said,), made.login)
    return Tell(
        N_("a password, shown this once"),
        (
            Say(N_("sign-in name: {login}"), {"login": made.login}),
            Say(N_("password: {password}"), {"password": made.password}, "strong"),
            Plain(""),
            Say(N_("write it down and hand it over now: nobody can look it up again"), style="faint"),
        ),
        made.login,
    )
