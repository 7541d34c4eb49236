"""Documents as they are named on the command line, NUMBER or NUMBER@REVISION, and what an act makes of each."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer

from ydh.cli.frame import options, session
from ydh.cli.writing.output import lines
from ydh.core.rules.nouns import Act
from ydh.core.values.errors import Invalid, YdhError
from ydh.core.values.messages.all import MESSAGES
from ydh.core.values.outcomes import Outcome, Refused, Target
from ydh.core.values.words import N_

MESSAGES["one-number"] = N_("name one order")

Number = Annotated[str, typer.Argument(help=N_("NUMBER or NUMBER@REVISION"), metavar="NUMBER")]
Numbers = Annotated[
    list[str], typer.Argument(help=N_("NUMBER, NUMBER@REVISION, or - to read them from stdin"), metavar="NUMBER...")
]


def one(number: str) -> Target:
    """The one document that is named. Raises Invalid."""
    found = options.targets([number], None)
    if len(found) != 1:
        raise Invalid("one-number")
    return found[0]


def act_on(act: Act, given: Sequence[str], values: dict[str, Any], *, yes: bool, quiet: bool, **out: Any) -> int:
    """Do it to each document as it was seen; one that refuses does not stop the others. Gives the exit code."""
    found = options.targets(given, None)
    if len(found) > 1:
        options.confirm(N_("{count} documents: {action}?"), yes=yes, count=len(found), action=act.label)
    actor = session.actor()
    ways = [lambda it=it: act.do(actor, it.number, seen=it.seen, **values) for it in found]
    outcomes = [ways[0]()] if len(found) == 1 else [_tried(it, way) for it, way in zip(found, ways, strict=True)]
    if quiet:
        lines(outcome.number for outcome in outcomes)
    else:
        options.show(options.OUTCOME, options.outcome_rows(outcomes), to=out.pop("output"), **out)
    return options.exit_code(outcomes)


def _tried(target: Target, way: Callable[[], Outcome]) -> Outcome:
    try:
        return way()
    except YdhError as error:
        return Refused(target.number, error)
