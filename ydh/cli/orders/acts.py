"""`ydh order`: acts on the workflow, for one order or for thousands from a pipe."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any

import typer

from ydh import locale
from ydh.cli.frame import options, session
from ydh.cli.frame.options import DryRun, Force, Format, Json, Key, Output, Reason, Yes
from ydh.cli.workflow import kinds
from ydh.cli.workflow.steps import known_step, step_name
from ydh.cli.writing.output import DataColumn
from ydh.core.rules.machine import On, Workflow
from ydh.core.rules.orders import ORDER
from ydh.core.rules.workflows import flow_of
from ydh.core.values.errors import Invalid, NotFound
from ydh.core.values.messages.all import MESSAGES
from ydh.core.values.outcomes import Done, Held, Outcome, Seen, Target
from ydh.core.values.words import N_, visible

MESSAGES["bulk-at"] = N_("several orders: say at which step you saw them, with --at STEP or NUMBER@REVISION for each")
MESSAGES["position-form"] = N_("--line {value}: write it as POSITION=QUANTITY, such as 2=12")
MESSAGES["line-of-one"] = N_("--line is about the lines of one order; name only one")

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)

RESULT = (*options.OUTCOME, DataColumn("parts", N_("shipments"), "code"))

Numbers = Annotated[
    list[str], typer.Argument(help=N_("NUMBER, NUMBER@REVISION, or - to read them from stdin"), metavar="NUMBER...")
]
At = Annotated[str | None, typer.Option("--at", help=N_("the step at which you saw them"), metavar="STEP")]
Opinion = Annotated[str, typer.Option("--opinion", help=N_("the opinion that goes with the approval"))]
Lines = Annotated[
    list[str] | None,
    typer.Option("--line", help=N_("release only this much of a line; may be repeated"), metavar="POSITION=QUANTITY"),
]
Received = Annotated[
    list[str] | None,
    typer.Option(
        "--line",
        help=N_("only this much of a line arrived; may be repeated, with --reason"),
        metavar="POSITION=QUANTITY",
    ),
]
Available = Annotated[bool, typer.Option("--available", help=N_("release what is reserved, leave the rest waiting"))]
Rest = Annotated[str, typer.Option("--rest", help=N_("what becomes of the rest of a release: wait, or close"))]
House = Annotated[str, typer.Option("--warehouse", help=N_("release from this warehouse, by code or name"))]
Lots = Annotated[
    list[str] | None,
    typer.Option(
        "--lot", help=N_("of which lot a line is released; may be repeated"), metavar="POSITION=LOT[:QUANTITY]"
    ),
]
Carrier = Annotated[str, typer.Option("--carrier", help=N_("who carries the goods"))]
Tracking = Annotated[str, typer.Option("--tracking", help=N_("the carrier's number"))]
Short = Annotated[
    list[str] | None, typer.Option("--short", help=N_("so much of a line did not come"), metavar="POSITION=QUANTITY")
]
Damaged = Annotated[
    list[str] | None, typer.Option("--damaged", help=N_("so much of a line is damaged"), metavar="POSITION=QUANTITY")
]
Wrong = Annotated[
    list[str] | None, typer.Option("--wrong", help=N_("so much of a line is wrong"), metavar="POSITION=QUANTITY")
]
Expiring = Annotated[
    list[str] | None,
    typer.Option("--expiring", help=N_("so much of a line expires too soon"), metavar="POSITION=QUANTITY"),
]
Rating = Annotated[int | None, typer.Option("--rating", min=1, max=5, help=N_("how content you are, 1 to 5"))]
Word = Annotated[str, typer.Option("--word", help=N_("a word about it, with --rating"))]


class Out:
    """How the results are to be shown."""

    def __init__(self, format: str, json: bool, to: str | None, force: bool) -> None:
        self.how: dict[str, Any] = {"format": format, "json": json, "to": to, "force": force}


@app.command("approve", help=N_("approve the step that orders wait for, one or thousands; one result for each"))
def approve(
    numbers: Numbers,
    at: At = None,
    opinion: Opinion = "",
    reason: Reason = "",
    line: Lines = None,
    available: Available = False,
    rest: Rest = "",
    warehouse: House = "",
    lot: Lots = None,
    carrier: Carrier = "",
    tracking: Tracking = "",
    key: Key = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    format: Format = "table",
    json: Json = False,
    to: Output = None,
    force: Force = False,
) -> int:
    step = known_step(at)
    found = seen(options.targets(numbers, step))
    answers = {"opinion": opinion, "reason": reason, "carrier": carrier, "tracking": tracking}
    answers |= {"rest": rest, "warehouse": warehouse} | _release(line, available, found) | _lots(lot, found)
    return run("approve", found, answers, Out(format, json, to, force), key=key, dry_run=dry_run, yes=yes)


@app.command("ship", help=N_("confirm that shipments have left: the goods leave the stock"))
def ship(
    numbers: Numbers,
    carrier: Carrier = "",
    tracking: Tracking = "",
    parcels: Annotated[str, typer.Option("--parcels", help=N_("how many parcels"))] = "",
    weight: Annotated[str, typer.Option("--weight", help=N_("weight in kg"))] = "",
    cod: Annotated[str, typer.Option("--cod", help=N_("cash to collect, in yuan"))] = "",
    expected: Annotated[str, typer.Option("--expected", help=N_("day on which it is expected there"))] = "",
    agreed: Annotated[str, typer.Option("--agreed", help=N_("day that was agreed with the customer"))] = "",
    hour: Annotated[str, typer.Option("--hour", help=N_("time that was agreed"))] = "",
    place: Annotated[str, typer.Option("--place", help=N_("place that was agreed, if it is another"))] = "",
    remark: Annotated[str, typer.Option("--remark", help=N_("remark that the customer reads"))] = "",
    reason: Reason = "",
    key: Key = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    format: Format = "table",
    json: Json = False,
    to: Output = None,
    force: Force = False,
) -> int:
    answers = {"carrier": carrier, "tracking": tracking, "reason": reason, "parcels": parcels, "weight": weight}
    answers |= {"cod": cod, "expected_date": expected, "agreed_date": agreed, "agreed_time": hour}
    answers |= {"agreed_place": place, "remark": remark}
    found, out = options.targets(numbers, "ship"), Out(format, json, to, force)
    return run("approve", found, answers, out, key=key, dry_run=dry_run, yes=yes)


@app.command("receive", help=N_("confirm that shipments have arrived; what was wrong of a line opens a case"))
def receive(
    numbers: Numbers,
    line: Received = None,
    short: Short = None,
    damaged: Damaged = None,
    wrong: Wrong = None,
    expiring: Expiring = None,
    reason: Reason = "",
    rating: Rating = None,
    word: Word = "",
    key: Key = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    format: Format = "table",
    json: Json = False,
    to: Output = None,
    force: Force = False,
) -> int:
    found, out = options.targets(numbers, "receive"), Out(format, json, to, force)
    answers: dict[str, Any] = {"reason": reason} | of_one("received", line, found)
    answers |= _differences({"short": short, "damaged": damaged, "wrong": wrong, "expiring": expiring}, found)
    answers |= {"rating": rating, "rating_text": word} if rating else {}
    return run("approve", found, answers, out, key=key, dry_run=dry_run, yes=yes)


def _differences(given: Mapping[str, list[str] | None], found: Sequence[Target]) -> dict[str, Any]:
    """What of which line was wrong, and how. Raises Invalid."""
    lines: dict[int, dict[str, Decimal]] = {}
    for kind, words in given.items():
        for position, quantity in of_one(kind, words, found).get(kind, {}).items():
            lines.setdefault(position, {})[kind] = quantity
    return {"differences": lines} if lines else {}


def add_exit(
    app: typer.Typer, name: str, action: str, text: str, *, only_at: str | None = None, flow: Workflow = ORDER
) -> None:
    """Add the command of an exit; one that has a single step needs no --at."""

    def command(
        numbers: Numbers,
        at: At = only_at,
        reason: Reason = "",
        key: Key = None,
        dry_run: DryRun = False,
        yes: Yes = False,
        format: Format = "table",
        json: Json = False,
        to: Output = None,
        force: Force = False,
    ) -> int:
        found = options.targets(numbers, known_step(at, also=(only_at,) if only_at else (), workflow=flow.name))
        if action != "take_back" and len(found) > 1 and any(t.seen == Seen() for t in found):
            raise Invalid("bulk-at")
        out = Out(format, json, to, force)
        return run(action, found, {"reason": reason}, out, key=key, dry_run=dry_run, yes=yes, flow=flow)

    app.command(name, help=text)(command)


add_exit(app, "send-back", "send_back", N_("send orders back to who entered them, or to their review; say why"))
add_exit(app, "unrelease", "unrelease", N_("take shipments apart that have not left; say why"), only_at="ship")
add_exit(app, "void", "void", N_("void orders of which nothing has left; say why"))
add_exit(
    app, "withdraw", "withdraw", N_("take back orders that wait for their review, to change them"), only_at="review"
)
add_exit(app, "take-back", "take_back", N_("undo your own last approval, while nobody has acted on it"))


def run(
    action: str,
    found: Sequence[Target],
    answers: Mapping[str, Any],
    out: Out,
    *,
    key: str | None,
    dry_run: bool,
    yes: bool,
    flow: Workflow = ORDER,
) -> int:
    """Ask when there are several, act, and show what became of each in the order of the input."""
    from ydh.cli.frame.progress import progress
    from ydh.core.workflow.acting import act_many

    label = _action(action, flow)
    if len(found) > 1 and not dry_run:
        options.confirm(flow.called.several, yes=yes, count=len(found), action=label)
    actor = session.actor()
    with progress(label, len(found)) as advance:
        outcomes = act_many(actor, found, action, answers=answers, key=key, dry_run=dry_run, progress=advance)
    if any(step.on is On.SHIPMENT for step in flow.steps):
        options.show(RESULT, _rows(outcomes), **out.how)
    else:
        options.show(options.OUTCOME, options.outcome_rows(outcomes), **out.how)
    _sum_up(outcomes, dry_run=dry_run)
    return options.exit_code(outcomes)


def _action(action: str, flow: Workflow) -> str:
    label = next((way.label for way in flow.exits if way.code == action), None)
    return locale.translate(label or _ACTIONS[action])


_ACTIONS = {"approve": N_("approve the step"), "take_back": N_("take back")}


def _rows(outcomes: Sequence[Outcome]) -> Iterable[tuple[Any, ...]]:
    for outcome, row in zip(outcomes, options.outcome_rows(outcomes), strict=True):
        yield *row, " ".join(outcome.parts) if isinstance(outcome, Done) else ""


def _sum_up(outcomes: Sequence[Outcome], *, dry_run: bool) -> None:
    if len(outcomes) > 1:
        done = sum(isinstance(o, Done) for o in outcomes)
        held = sum(isinstance(o, Held) for o in outcomes)
        refused = len(outcomes) - done - held
        options.say(N_("{done} done, {held} held, {refused} refused"), done=done, held=held, refused=refused)
    if dry_run:
        options.say(N_("this was a dry run: nothing was changed"))


def _release(line: list[str] | None, available: bool, found: Sequence[Target]) -> dict[str, Any]:
    """The answers that limit a release. Raises Invalid."""
    return ({"available": True} if available else {}) | of_one("lines", line, found)


def _lots(lot: list[str] | None, found: Sequence[Target]) -> dict[str, Any]:
    """The lots that are named for lines of one order, as a release takes them. Raises Invalid."""
    if not lot:
        return {}
    if len(found) > 1:
        raise Invalid("line-of-one")
    named: dict[int, list[tuple[str, Any]]] = {}
    for word in lot:
        position, mark, rest = word.partition("=")
        if not mark or not rest:
            raise Invalid("pair-form", option="--lot", value=visible(word))
        code, colon, much = rest.rpartition(":")
        quantity = options.quantity_of(much, "--lot") if colon else None
        named.setdefault(_position(position), []).append((code if colon else rest, quantity))
    return {"lots": named}


def of_one(answer: str, line: list[str] | None, found: Sequence[Target]) -> dict[str, Any]:
    """The quantities by position of one order, if any are given. Raises Invalid."""
    if not line:
        return {}
    if len(found) > 1:
        raise Invalid("line-of-one")
    return {answer: {_position(k): options.quantity_of(v, "--line") for k, v in _pairs(line).items()}}


def _pairs(line: list[str]) -> Mapping[str, str]:
    return options.pairs(line, "--line")


def _position(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise Invalid("position-form", value=text)
    return int(text)


def seen(found: list[Target]) -> list[Target]:
    """Every target with the step at which it was seen.

    A revision stands for the step that it had; one bare number is shown and asked about. Raises Invalid.
    """
    bare = [t for t in found if t.seen == Seen()]
    if not bare:
        return [t if t.seen.step else _as_it_is(t) for t in found]
    if len(found) > 1:
        raise Invalid("bulk-at")
    return [_asked(found[0])]


def _as_it_is(target: Target) -> Target:
    """The target at the step that its revision has; one that is not found is refused in its own row later."""
    try:
        view = kinds.look(target.number)
    except NotFound:
        return target
    return Target(target.number, Seen(_waits(view, target.number), target.seen.revision))


def _waits(view: Any, number: str) -> str:
    """The step of the order, or of the shipment when the number is one's."""
    parts = getattr(view, "shipments", ())
    step: str = next((part.step for part in parts if part.number == number), view.row.step)
    return step


def _asked(target: Target) -> Target:
    """Show the document and ask. Raises Invalid where nobody can be asked, Abort."""
    import sys

    flow, view = flow_of(target.number), kinds.look(target.number)
    step = _waits(view, target.number)
    if not sys.stdin.isatty() or not sys.stderr.isatty():
        raise Invalid("say-at", number=target.number, step=step_name(step, flow.name))
    print(kinds.sheet(target.number, view), file=sys.stderr)
    options.confirm(N_("approve at {step}?"), yes=False, step=locale.translate(step_name(step, flow.name)))
    return Target(target.number, Seen(step, view.row.revision))
