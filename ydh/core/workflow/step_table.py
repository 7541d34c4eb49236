"""The noun step: which steps of a workflow are on, who passes them, how many documents wait. S18.1"""

from datetime import datetime
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.rules.facts import Fact, Filter
from ydh.core.rules.nouns import Act, Noun, Wanted
from ydh.core.rules.permissions import P
from ydh.core.rules.workflows import WORKFLOWS, step_label
from ydh.core.values.lazy import dataclass
from ydh.core.values.outcomes import Page
from ydh.core.values.words import N_, Label
from ydh.core.workflow import switching
from ydh.core.workflow.switching import StepView, SwitchPlan

CONFIGURE = (P.SYSTEM_CONFIGURE,)
FLOWS = {name: flow.called.steps for name, flow in WORKFLOWS.items()}
USUAL = "order"  # what is meant where no workflow is named
HELD = Label(N_("(held, stays)"), "held")


def _page(actor: Actor, wanted: Wanted) -> Page[StepView]:
    one = wanted.filters.get("workflow")
    return Page(tuple(step for name in ([one] if one else WORKFLOWS) for step in switching.show(actor, name)))


def _enable(actor: Actor, step: str, workflow: str = USUAL) -> dict[str, Any]:
    switching.enable(actor, workflow, step)
    return {"step": step_label(step, WORKFLOWS[workflow])}


WORKFLOW = Fact(
    "workflow", N_("workflow"), "label", asked="row", choices=FLOWS, option="of", help=N_("order or return")
)
# what is known of a step of a workflow that is named
STEP = (
    Fact("step", N_("code"), "code", of=lambda it: it.code),
    Fact("name", N_("step"), "label", of=lambda it: it.label, width=22),
    Fact(
        "on",
        N_("state"),
        "yes",
        seen=lambda it: Label(N_("on"), "on") if it.on else Label(N_("off"), "off"),
        width=6,
    ),
    Fact("passed_by", N_("approved by"), "label", width=0),
    Fact("waiting", N_("waiting now"), "integer", seen=lambda it: it.waiting or "", width=12),
)


@dataclass(frozen=True, slots=True)
class PlanLine:
    """Documents that wait at one step, and where they would wait; amounts are yuan, times UTC."""

    now: Label
    then: Label
    count: int
    amount: Any
    oldest: datetime


def plan_lines(plan: SwitchPlan) -> list[PlanLine]:
    """What a plan would move, and what would stay."""
    flow = WORKFLOWS[plan.workflow]
    return [
        PlanLine(
            step_label(row.now, flow),
            HELD if row.stays else step_label(row.then, flow),
            row.count,
            row.amount,
            row.oldest,
        )
        for row in plan.rows
    ]


# what switching a step off would do
PLAN = (
    Fact("now", N_("waits now for"), "label", width=24),
    Fact("then", N_("will wait for"), "label", width=24),
    Fact("count", N_("orders"), "integer", width=8),
    Fact("amount", N_("amount"), "money", width=14),
    Fact("oldest", N_("oldest"), "time", width=8),
)

STEPS = Noun(
    "step",
    N_("workflow steps"),
    N_("the step's code, such as finance"),
    N_("list the steps of every workflow: which are on, who approves them, how many wait"),
    "",
    (WORKFLOW, *STEP),
    _page,
    filters=(Filter("workflow", N_("workflow"), choices=FLOWS, option="of", help=N_("order or return")),),
    acts=(
        Act(
            "enable",
            N_("switch on"),
            N_("switch a step on again; nothing is pulled back"),
            _enable,
            key="T",
            needs=CONFIGURE,
            asks=("workflow",),
            said=N_("{step} is on"),
            why_not=lambda it: N_("it is on") if it.on else "",
        ),
    ),
    needs=(P.ORDER_VIEW,),
    key="code",
    tells="place",
    metavar="STEP",
    called=lambda it: it.label,
    tone=lambda it: "plain" if it.on else "faint",
    command="workflow",
)
