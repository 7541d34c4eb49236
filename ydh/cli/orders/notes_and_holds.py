"""`ydh order`: what is done around the workflow: holds, the customer's yes, notes, assignment, overtaking."""

from collections.abc import Iterable
from typing import Annotated

import typer

from ydh.cli.frame import options, session
from ydh.cli.frame.listing import Row, listing
from ydh.core.rules.orders import ORDER
from ydh.core.values.errors import Invalid
from ydh.core.values.messages.all import MESSAGES
from ydh.core.values.outcomes import Target
from ydh.core.values.words import N_, visible

MESSAGES["one-number"] = N_("name one order")
MESSAGES["hold-unknown"] = N_("{value}: there is no such hold; the kinds are: {kinds}")
MESSAGES["assign-whom"] = N_("name an account, or give --nobody; not both")

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)

Number = Annotated[str, typer.Argument(help=N_("NUMBER or NUMBER@REVISION"), metavar="NUMBER")]
Why = Annotated[str, typer.Option("--reason", help=N_("why"))]
Account = Annotated[str | None, typer.Argument(help=N_("who looks after it"), metavar="[ACCOUNT]")]
Nobody = Annotated[bool, typer.Option("--nobody", help=N_("take it from who has it"))]


def one(number: str) -> Target:
    """The one order that is named. Raises Invalid."""
    found = options.targets([number], None)
    if len(found) != 1:
        raise Invalid("one-number")
    return found[0]


@app.command("hold", help=N_("hold an order because of a problem; say which"))
@listing(options.OUTCOME)
def hold(
    number: Number,
    reason: Why = "",
) -> Iterable[Row]:
    from ydh.core.workflow import holds

    target = one(number)
    result = holds.hold(session.actor(), target.number, reason, seen=target.seen)
    return options.outcome_rows([result])


@app.command("release-hold", help=N_("lift a hold: the order goes on where it stood"))
@listing(options.OUTCOME)
def release_hold(
    number: Number,
    kind: Annotated[str, typer.Option("--kind", help=N_("which hold"))] = "exception",
    answer: Annotated[str, typer.Option("--answer", help=N_("what was decided"))] = "",
) -> Iterable[Row]:
    from ydh.core.workflow import holds

    kinds = [one.code for one in ORDER.holds]
    if kind not in kinds:
        raise Invalid("hold-unknown", value=visible(kind), kinds=", ".join(kinds))
    target = one(number)
    result = holds.release_hold(session.actor(), target.number, kind, answer=answer, seen=target.seen)
    return options.outcome_rows([result])


@app.command("confirm", help=N_("the customer's yes to an order that staff entered"))
@listing(options.OUTCOME)
def confirm(
    number: Number,
    who: Annotated[str, typer.Option("--who", help=N_("who said yes"))] = "",
    how: Annotated[str, typer.Option("--how", help=N_("how, such as by phone"))] = "",
    evidence: Annotated[str, typer.Option("--evidence", help=N_("what shows it"))] = "",
) -> Iterable[Row]:
    from ydh.core.workflow import holds

    target = one(number)
    result = holds.confirm(session.actor(), target.number, how=how, who_said=who, evidence=evidence, seen=target.seen)
    return options.outcome_rows([result])


@app.command("ask-cancel", help=N_("ask for the cancellation of an order that was reviewed; say why"))
@listing(options.OUTCOME)
def ask_cancel(
    number: Number,
    reason: Why = "",
) -> Iterable[Row]:
    from ydh.core.workflow import holds

    target = one(number)
    result = holds.ask_cancellation(session.actor(), target.number, reason, seen=target.seen)
    return options.outcome_rows([result])


@app.command("refuse-cancel", help=N_("refuse the cancellation that the customer asked for: the order goes on"))
@listing(options.OUTCOME)
def refuse_cancel(
    number: Number,
    reason: Why = "",
) -> Iterable[Row]:
    from ydh.core.workflow import holds

    target = one(number)
    result = holds.release_hold(session.actor(), target.number, "cancellation", answer=reason, seen=target.seen)
    return options.outcome_rows([result])


@app.command("assign", help=N_("give an order to somebody who may approve at its step, or to nobody"))
@listing(options.OUTCOME)
def assign(number: Number, account: Account = None, nobody: Nobody = False, reason: Why = "") -> Iterable[Row]:
    return assigned(number, account, nobody, reason)


def assigned(number: str, account: str | None, nobody: bool, reason: str) -> Iterable[Row]:
    """Give the document to the account, or to nobody. Raises Invalid unless exactly one of both is meant."""
    from ydh.core.workflow import assigning

    if (account is None) != nobody:
        raise Invalid("assign-whom")
    target = one(number)
    result = assigning.assign(session.actor(), target.number, account, reason=reason, seen=target.seen)
    return options.outcome_rows([result])


@app.command("overtake", help=N_("put an order at the front of its queue; say why"))
@listing(options.OUTCOME)
def overtake(
    number: Number,
    reason: Why = "",
) -> Iterable[Row]:
    from ydh.core.orders import notes

    target = one(number)
    result = notes.overtake(session.actor(), target.number, reason, seen=target.seen)
    return options.outcome_rows([result])


@app.command("note", help=N_("write a note on an order or a line: a remark, or a contact with whom, how and result"))
def note(
    number: Number,
    text: Annotated[str, typer.Argument(help=N_("what to note, or - to read it from stdin"))],
    line: Annotated[int | None, typer.Option("--line", help=N_("the line's position"))] = None,
    shared: Annotated[bool, typer.Option("--shared", help=N_("the customer sees it too"))] = False,
    with_whom: Annotated[str, typer.Option("--with", help=N_("with whom you spoke"))] = "",
    how: Annotated[str, typer.Option("--how", help=N_("how, such as by phone"))] = "",
    result: Annotated[str, typer.Option("--result", help=N_("what came of it"))] = "",
) -> int:
    from ydh.core.orders import notes

    said = _stdin() if text == "-" else text
    target = one(number)
    notes.note(
        session.actor(),
        target.number,
        said,
        position=line,
        shared=shared,
        with_whom=with_whom,
        how=how,
        result=result,
    )
    options.say(N_("noted on {number}"), number=target.number)
    return 0


def _stdin() -> str:
    import sys

    if sys.stdin.isatty():
        raise Invalid("stdin-terminal")
    return sys.stdin.read().strip()
