"""What every act on the workflow has in common, said once: numbers in, --key --dry-run --yes --reason, an outcome of
each out, for one document or for thousands from a pipe.
"""

import functools
import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Annotated, Any

import typer

from ydh import locale
from ydh.cli.frame import answering, options, session
from ydh.cli.frame.carrying import Finished, carry_out
from ydh.cli.frame.documents import Numbers
from ydh.cli.frame.showing import sheet
from ydh.cli.workflow.steps import known_step
from ydh.cli.writing.cells import DataColumn
from ydh.core.rules.machine import On, Workflow
from ydh.core.rules.nouns import noun
from ydh.core.rules.orders import ORDER
from ydh.core.rules.workflows import flow_of, step_label
from ydh.core.values.errors import Invalid, NotFound
from ydh.core.values.messages.all import MESSAGES
from ydh.core.values.outcomes import Done, Held, Outcome, Seen, Target
from ydh.core.values.words import N_

MESSAGES["bulk-at"] = N_("several orders: say at which step you saw them, with --at STEP or NUMBER@REVISION for each")

At = Annotated[str | None, typer.Option("--at", help=N_("the step at which you saw them"), metavar="STEP")]
# the options of every act: by parameter, what Typer reads of it and its default
ACTING: Mapping[str, tuple[Any, Any]] = {
    "reason": (options.Reason, ""),
    "key": (options.Key, None),
    "dry_run": (options.DryRun, False),
    "yes": (options.Yes, False),
}
Answers = Callable[..., Mapping[str, Any]]


def acting(
    app: typer.Typer,
    name: str,
    text: str,
    *,
    action: str = "approve",
    at: str | None = None,
    asks_at: bool = False,
    flow: Workflow = ORDER,
) -> Callable[[Answers], Answers]:
    """Let a function that gives the answers to an act be its command; it gets the targets and its own options.

    `at` is the step of the act, with `asks_at` only where --at does not say another one. One document whose step
    nobody said is shown and asked about before it is approved; an exit of several wants to be told.
    """

    def wrap(answers_of: Answers) -> Answers:
        def command(*, numbers: list[str], **given: Any) -> int:
            out = {each: given.pop(each) for each in options.OUT}
            how = {each: given.pop(each) for each in ACTING}
            step = known_step(given.pop("at"), also=(at,) if at else (), workflow=flow.name) if asks_at else at
            found = _as_seen(options.targets(numbers, step), action, asked=asks_at and at is None)
            answers = {"reason": how.pop("reason"), **answers_of(found, **given)}
            return run(action, found, answers, flow=flow, **how, **out)

        own = [it for it in inspect.signature(answers_of).parameters.values() if it.name != "found"]
        first: dict[str, tuple[Any, Any]] = {"numbers": (Numbers, inspect.Parameter.empty)}
        first |= {"at": (At, at)} if asks_at else {}
        functools.update_wrapper(command, answers_of)
        keyword = inspect.Parameter.KEYWORD_ONLY
        before = [inspect.Parameter(n, keyword, default=d, annotation=a) for n, (a, d) in first.items()]
        after = [
            inspect.Parameter(n, keyword, default=d, annotation=a) for n, (a, d) in {**ACTING, **options.OUT}.items()
        ]
        params = [*before, *(it.replace(kind=keyword) for it in own), *after]
        vars(command)["__signature__"] = inspect.Signature(params, return_annotation=int)
        command.__annotations__ = {it.name: it.annotation for it in params} | {"return": int}
        app.command(name, help=text)(answering.results(_columns(flow))(command))
        return answers_of

    return wrap


def add_exit(
    app: typer.Typer, name: str, action: str, text: str, *, only_at: str | None = None, flow: Workflow = ORDER
) -> None:
    """Add the command of an exit; one that has a single step needs no --at."""
    acting(app, name, text, action=action, at=only_at, asks_at=True, flow=flow)(lambda found: {})


def run(
    action: str,
    found: Sequence[Target],
    answers: Mapping[str, Any],
    *,
    key: str | None,
    dry_run: bool,
    yes: bool,
    output: str | None,
    flow: Workflow = ORDER,
    **out: Any,
) -> int:
    """Ask when there are several, act, and show what became of each in the order of the input."""
    from ydh.cli.frame.progress import progress
    from ydh.core.workflow.acting import act_many

    label = _action(action, flow)
    if len(found) > 1 and not dry_run:
        options.confirm(flow.called.several, yes=yes, count=len(found), action=label)
    actor = session.actor()

    def act(finished: Finished) -> None:
        with progress(label, len(found)) as advance:

            def also(these: Sequence[Outcome]) -> None:
                advance(len(these))
                finished(these)

            act_many(actor, found, action, answers=answers, key=key, dry_run=dry_run, finished=also)

    def show(outcomes: Sequence[Outcome]) -> None:
        try:
            columns = _columns(flow)
            options.show(columns, (row[: len(columns)] for row in _rows(outcomes)), to=output, **out)
        finally:  # nobody may read the rows any more, or they do not fit on the disk
            _sum_up(outcomes, dry_run=dry_run)

    return carry_out(act, show, count=len(found), key=key)


def _action(action: str, flow: Workflow) -> str:
    label = next((way.label for way in flow.exits if way.code == action), None)
    return locale.translate(label or _ACTIONS[action])


_ACTIONS = {"approve": N_("approve the step"), "take_back": N_("take back")}


def _columns(flow: Workflow) -> Sequence[DataColumn]:
    """What became of each; where parts of a document are sent, which ones came of it."""
    return options.RESULT if any(step.on is On.SHIPMENT for step in flow.steps) else options.OUTCOME


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


# --- what was seen ---


def _as_seen(found: list[Target], action: str, *, asked: bool) -> list[Target]:
    """Every target with the step at which it was seen, where that is not said. Raises Invalid."""
    if not asked or action == "take_back":
        return found
    bare = [t for t in found if t.seen == Seen()]
    if bare and len(found) > 1:
        raise Invalid("bulk-at")
    if action != "approve":
        return found
    return [_confirmed(found[0])] if bare else [t if t.seen.step else _as_it_is(t) for t in found]


def _look(number: str) -> Any:
    return noun(flow_of(number).name).shown(session.actor(), number)


def _as_it_is(target: Target) -> Target:
    """The target at the step that its revision has; one that is not found is refused in its own row later."""
    try:
        view = _look(target.number)
    except NotFound:
        return target
    return Target(target.number, Seen(_waits(view, target.number), target.seen.revision))


def _waits(view: Any, number: str) -> str:
    """The step of the order, or of the shipment when the number is one's."""
    parts = getattr(view, "shipments", ())
    step: str = next((part.step for part in parts if part.number == number), view.row.step)
    return step


def _confirmed(target: Target) -> Target:
    """Show the document and ask. Raises Invalid where nobody can be asked, Abort."""
    import sys

    flow, view = flow_of(target.number), _look(target.number)
    step = _waits(view, target.number)
    if not sys.stdin.isatty() or not sys.stderr.isatty():
        raise Invalid("say-at", number=target.number, step=step_label(step, flow))
    table = noun(flow.name)
    print(sheet(table.facts_of_one(table.facts_for(session.actor)), table.sections, view), file=sys.stderr)
    options.confirm(N_("approve at {step}?"), yes=False, step=locale.translate(step_label(step, flow)))
    return Target(target.number, Seen(step, view.row.revision))
