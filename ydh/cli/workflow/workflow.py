"""`ydh workflow`: the steps, what switching one off would do, and doing it."""

from typing import Annotated, Any

import typer

from ydh.cli.frame import answering, options, session
from ydh.cli.frame.listing import NO, YES, Row, change, listing
from ydh.cli.frame.options import Force, Format, Json, Output, Yes
from ydh.cli.workflow.steps import step_name
from ydh.cli.writing.output import DataColumn
from ydh.core.values.words import N_, Label

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)

STEP = (
    DataColumn("step", N_("step"), "code"),
    DataColumn("name", N_("name"), "label"),
    DataColumn("on", N_("on"), "label"),
    DataColumn("passed_by", N_("approved by"), "label"),
    DataColumn("waiting", N_("waiting now"), "integer"),
)
PLAN = (
    DataColumn("now", N_("waits now for"), "label"),
    DataColumn("then", N_("will wait for"), "label"),
    DataColumn("count", N_("orders"), "integer"),
    DataColumn("amount", N_("amount"), "money"),
    DataColumn("oldest", N_("oldest"), "time"),
)
USUAL = "order"  # what is meant where no workflow is named
HELD = Label(N_("(held, stays)"), "held")
Which = Annotated[str, typer.Option("--of", metavar="WORKFLOW", help=N_("order or return"))]
StepName = Annotated[str, typer.Argument(metavar="STEP", help=N_("the step's code, such as finance"))]


@app.command("show", help=N_("show the steps of a workflow: which are on, who approves them, how many wait"))
@listing(STEP)
def show(
    workflow: Annotated[str, typer.Argument(metavar="WORKFLOW", help=N_("order or return"))] = USUAL,
) -> list[Row]:
    from ydh.core.workflow import switching

    return [
        (s.code, s.label, YES if s.on else NO, s.passed_by, s.waiting)
        for s in switching.show(session.actor(), workflow)
    ]


@app.command("plan", help=N_("show what switching a step off would do; nothing is changed"))
@answering.prints(lambda make: make.rows(PLAN))
def plan(
    step: StepName,
    workflow: Which = USUAL,
    format: Format = "table",
    json: Json = False,
    to: Output = None,
    force: Force = False,
) -> int:
    from ydh.core.workflow import switching

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
    from ydh.core.workflow import switching

    actor = session.actor()
    if only_plan or (not yes and plan_id is None):
        made = switching.plan(actor, workflow, step)
        _show_plan(made, format="table", json=False, to=None, force=False)
        if only_plan:
            return 0
        plan_id = made.id
    options.confirm(N_("Switch this step off?"), yes=yes)
    result = switching.disable(actor, workflow, step, plan_id=plan_id)
    name = step_name(step, workflow)
    options.say(
        N_("{step} is off; {moved} moved on, {stayed} stay"), step=name, moved=result.moved, stayed=result.stayed
    )
    return 0


@app.command("enable", help=N_("switch a step on again; nothing is pulled back"))
@change(N_("{step} is on"))
def enable(step: StepName, workflow: Which = USUAL) -> dict[str, Any]:
    from ydh.core.workflow import switching

    switching.enable(session.actor(), workflow, step)
    return {"step": step_name(step, workflow)}


def _show_plan(made: Any, *, format: str, json: bool, to: str | None, force: bool) -> None:
    """The plan as a table on stdout; what it means in words on stderr."""
    rows = [
        (
            step_name(r.now, made.workflow),
            HELD if r.stays else step_name(r.then, made.workflow),
            r.count,
            r.amount,
            r.oldest,
        )
        for r in made.rows
    ]
    count = sum(r.count for r in made.rows)
    options.say(
        N_("{step} would be switched off. Orders under way: {count}"),
        step=step_name(made.step, made.workflow),
        count=count,
    )
    if rows:
        options.show(PLAN, rows, format=format, json=json, to=to, force=force)
    if made.people:
        options.say(N_("without work from then on: {people}"), people=", ".join(made.people))
    of = "" if made.workflow == USUAL else f" --of {made.workflow}"
    options.say(
        N_("Nothing was changed. To do just this: ydh workflow disable {step}{of} --plan-id {id} --yes"),
        step=made.step,
        of=of,
        id=made.id,
    )
