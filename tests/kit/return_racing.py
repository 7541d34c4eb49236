"""What racers do with returns: see racing.py."""

from collections.abc import Sequence

from tests.kit.racing import told
from tests.kit.returning import SENT, back
from ydh.core.company.actors import Actor
from ydh.core.company.company import Company
from ydh.core.returns import asking
from ydh.core.values.outcomes import Seen, Target
from ydh.core.workflow.acting import act_many


def ask_until_refused(company: Company, account: int, order: str, quantity: int) -> list[str]:
    """Ask for so much of the first line again and again, until there is none left."""
    me, wants = Actor(company, account), [back("1", quantity)]
    answers: list[str] = []
    while True:
        last = told(lambda: asking.ask(me, wants, order=order, reason="damaged", kind="refund_only"))
        if not last.startswith("DH-R-"):
            return [*answers, last]
        answers.append(last)


def pass_all(company: Company, account: int, numbers: Sequence[str], steps: Sequence[str]) -> list[str]:
    """Pass steps of orders and returns in mixed lists, each in one go."""
    answers = []
    for step in steps:
        targets = [Target(n, Seen(step)) for n in numbers]
        outcomes = act_many(Actor(company, account), targets, "approve", answers=SENT if step == "dispatch" else None)
        answers += [told(lambda o=o: o) for o in outcomes]
    return answers
