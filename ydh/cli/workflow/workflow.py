"""`ydh workflow`: the steps, what switching one off would do, and doing it."""

from collections.abc import Iterable
from typing import Annotated, Any

import typer

from ydh.cli.frame import answering, options, session
from ydh.cli.frame.carrying import INTERRUPTED, ending_between
from ydh.cli.frame.listing import Row, listing
from ydh.cli.frame.nouns import noun_app
from ydh.cli.frame.options import Force, Format, Json, Output, Yes
from ydh.cli.frame.showing import shape
from ydh.core.company.actors import Actor
from ydh.core.rules.workflows import WORKFLOWS, step_label
from ydh.core.values.words import N_
from ydh.core.workflow import switching
from ydh.core.workflow.step_table import PLAN, STEP, STEPS, USUAL, plan_lines

app = noun_app(STEPS, without=("show",))
STEP_COLUMNS, step_cells = shape(STEP)
PLAN_COLUMNS, plan_cells = shape(PLAN)
Which = Annotated[str, typer.Option("--of", metavar="WORKFLOW", help=N_("order or return"))]
StepName = Annotated[str, typer.Argument(metavar="STEP", help=N_("the step's code, such as finance"))]


@app.command("show", help=N_("show the steps of a workflow: which are on, who approves them, how many wait"))
@listing(STEP_COLUMNS)
def show(
    workflow: Annotated[str, typer.Argument(metavar="WORKFLOW", help=N_("order or return"))] = USUAL,
) -> Iterable[Row]:
    return map(step_cells, switching.show(session.actor(), workflow))


@app.command("plan", help=N_("show what switching a step off would do; nothing is changed"))
@answering.prints(lambda make: make.rows(PLAN_COLUMNS))
def plan(
    step: StepName,
    workflow: Which = USUAL,
    format: Format = "table",
    json: Json = False,
    to: Output = None,
    force: Force = False,
) -> int:
    _show_plan(switching.plan(session.actor(), workflow, step), format=format, json=json, to=to, force=force)
    return 0


@app.command("disable", help=N_("switch a step off: the system approves it, its effects stay"))
def disable(
    step: StepName,
    workflow: Which = USUAL,
    only_plan: Annotated[bool, typer.Option("--plan", help=N_("only show what it would do"))] = False,
    plan_id: Annotated[str | None, typer.Option("--plan-id", help=N_("refuse if this plan no longer fits"))] = None,
    yes: Yes = False,
) -> int:
    actor = session.actor()
    if only_plan or (not yes and plan_id is None):
        made = switching.plan(actor, workflow, step)
        _show_plan(made, format="table", json=False, to=None, force=False)
        if only_plan:
            return 0
        plan_id = made.id
    options.confirm(N_("Switch this step off?"), yes=yes)
    return _disable(actor, workflow, step, plan_id)


def _disable(actor: Actor, workflow: str, step: str, plan_id: str | None) -> int:
    """Switch it off and say how far that went, whatever breaks it off."""
    told: list[switching.SwitchResult] = []
    with ending_between() as ending:

        def finished(result: switching.SwitchResult) -> None:
            told[:] = [result]
            if ending():
                raise KeyboardInterrupt

        try:
            switching.disable(actor, workflow, step, plan_id=plan_id, finished=finished)
            code, text = 0, N_("{step} is off; {moved} moved on, {stayed} stay")
        except KeyboardInterrupt:
            if not told:
                raise
            code, text = INTERRUPTED, N_("{step} is off; interrupted after {moved}, the same command moves the rest on")
    name = step_label(step, WORKFLOWS[workflow])
    options.say(text, step=name, moved=told[0].moved, stayed=told[0].stayed)
    return code


def _show_plan(made: Any, *, format: str, json: bool, to: str | None, force: bool) -> None:
    """The plan as a table on stdout; what it means in words on stderr."""
    rows = list(map(plan_cells, plan_lines(made)))
    count = sum(r.count for r in made.rows)
    options.say(
        N_("{step} would be switched off. Orders under way: {count}"),
        step=step_label(made.step, WORKFLOWS[made.workflow]),
        count=count,
    )
    if rows:
        options.show(PLAN_COLUMNS, rows, format=format, json=json, to=to, force=force)
    if made.people:
        options.say(N_("without work from then on: {people}"), people=made.people)
    of = "" if made.workflow == USUAL else f" --of {made.workflow}"
    options.say(
        N_("Nothing was changed. To do just this: ydh workflow disable {step}{of} --plan-id {id} --yes"),
        step=made.step,
        of=of,
        id=made.id,
    )
