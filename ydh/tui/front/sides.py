"""A practice company has two sides, the company's and its customers': how to enter the other one. S21.11"""

from typing import Any

from ydh.core.rules.permissions import ROLE_NAMES
from ydh.core.values.words import N_, Label
from ydh.practice.people import STAFF
from ydh.tui.paint.leaf import Leaf
from ydh.tui.paint.parts import Facts, Plain, Say

BUYER = "c0001"  # the first customer's sign-in name, which every practice company has


def sides(password: str) -> Any:
    """The sheet that says who can be played, with the password of all of them, shown this once."""
    people = tuple((Label(ROLE_NAMES[who.roles[0]]), who.login) for who in STAFF)
    return Leaf(
        N_("a practice company: play both sides"),
        (
            Say(N_("Nothing in it is real. You are its administrator; its customers have screens of their own.")),
            Say(N_("To change sides: my account, O signs out; then sign in as somebody else."), {}, "strong"),
            Say(N_("Each change is a sign-in and stands in the journal.")),
            Plain(""),
            Facts(((N_("customer"), BUYER), *people)),
            Say(N_("password: {password}"), {"password": password}, "strong"),
            Say(N_("The same for all of them; keep it now, it cannot be shown again."), {}, "faint"),
        ),
    )
