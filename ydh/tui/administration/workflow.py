"""The steps of the workflows and what switching one off would do; the company's settings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ydh.core.administration import settings
from ydh.core.administration.setting_table import CHANGE, CONFIGURE, OFF, ON, SETTINGS, VALUE, as_typed, in_words
from ydh.core.administration.views import SettingView
from ydh.core.company.actors import Actor
from ydh.core.rules.permissions import P
from ydh.core.rules.workflows import STATUS_NAMES, WORKFLOWS, key_label
from ydh.core.values.errors import Conflict, NotAllowed
from ydh.core.values.words import N_, Label
from ydh.core.workflow import switching
from ydh.core.workflow.switching import PlanRow, StepView, SwitchPlan
from ydh.locale.values import code as code_of
from ydh.tui.lists.book import Answers, Book, Deed, Field, Found, Query, Tell
from ydh.tui.lists.nouns import NounBook, noun_book
from ydh.tui.paint.parts import Column, Facts, Heading, Part, Rows, Say

PLAN = (
    Column("now", N_("waits now for"), "text", 24),
    Column("then", N_("will wait for"), "text", 24),
    Column("count", N_("orders"), "integer", 8),
    Column("amount", N_("amount"), "money", 14),
    Column("oldest", N_("oldest"), "age", 8),
)


@dataclass(frozen=True)
class StepRow:
    """A step of a workflow."""

    workflow: str
    step: StepView


class Steps(Book):
    """The steps of every workflow: which are on, who passes them, how many wait."""

    name, title = "steps", N_("workflow steps")
    columns = (
        Column("step", N_("step"), "text", 22, of=lambda row: row.step.label),
        Column("on", N_("state"), "text", 6, of=lambda row: ON if row.step.on else OFF),
        Column("passed_by", N_("approved by"), of=lambda row: row.step.passed_by),
        Column("waiting", N_("waiting now"), "integer", 12, of=lambda row: row.step.waiting or ""),
    )
    needs = (P.ORDER_VIEW,)
    searches, table = False, False

    def __init__(self) -> None:
        self.deeds = (
            Deed(
                "disable",
                "d",
                N_("switch off"),
                _disable,
                asks=_plan_id,
                shows=_shown,
                needs=CONFIGURE,
                main=True,
                fits=lambda row: bool(row.step.on),
            ),
            Deed(
                "enable",
                "a",
                N_("switch on"),
                _enable,
                needs=CONFIGURE,
                main=True,
                fits=lambda row: not row.step.on,
            ),
        )

    def page(self, actor: Actor, query: Query) -> Found:
        rows: list[Any] = []
        for flow in WORKFLOWS.values():
            rows.append(Heading(flow.called.steps))
            rows += [StepRow(flow.name, step) for step in switching.show(actor, flow.name)]
        return Found(rows)

    def key(self, row: StepRow) -> str:
        return f"{row.workflow} {row.step.code}"

    def called(self, row: StepRow) -> Any:
        return row.step.label

    def style(self, row: StepRow) -> str:
        return "plain" if row.step.on else "faint"

    def detail(self, actor: Actor, row: StepRow) -> Sequence[Part]:
        if not row.step.on:
            return (Say(N_("this step is off: the system approves it, what it brings about still happens")),)
        try:
            return (Say(N_("if it were switched off:"), {}, "strong"), *plan_parts(_plan(actor, row)))
        except NotAllowed as error:
            return (
                Say(N_("the system administrator switches steps off and on")),
                Say("{error}", {"error": error.kept()}),
            )


def _plan(actor: Actor, row: StepRow) -> SwitchPlan:
    return switching.plan(actor, row.workflow, row.step.code)


def _plan_id(actor: Actor, rows: Sequence[StepRow]) -> tuple[Field, ...]:
    return (Field("plan", N_("plan"), kind="hidden", value=_plan(actor, rows[0]).id),)


def _shown(actor: Actor, rows: Sequence[StepRow]) -> Sequence[Part]:
    return plan_parts(_plan(actor, rows[0]))


def plan_parts(plan: SwitchPlan) -> list[Part]:
    """What switching a step off would do."""
    flow = WORKFLOWS[plan.workflow]

    def named(code: str) -> Label:
        return Label(STATUS_NAMES.get(code) or flow.step(code).label, code)

    def cells(row: PlanRow) -> dict[str, Any]:
        then = Label(N_("(held, stays)")) if row.stays else named(row.then)
        return {"now": named(row.now), "then": then, "count": row.count, "amount": row.amount, "oldest": row.oldest}

    columns = tuple(Column(c.name, c.title, c.kind, c.width, of=_cell(c.name)) for c in PLAN)
    parts: list[Part] = [
        Say(N_("the system approves it from then on, and what it brings about still happens")),
        Rows(columns, [cells(row) for row in plan.rows], N_("what waits there"), N_("nothing waits there now")),
    ]
    if plan.people:
        parts.append(Say(N_("without work from then on: {people}"), {"people": plan.people}))
    return parts


def _cell(name: str) -> Any:
    return lambda cells: cells[name]


def _disable(actor: Actor, rows: Sequence[StepRow], answers: Answers) -> Say | Tell:
    row = rows[0]
    try:
        done = switching.disable(actor, row.workflow, row.step.code, plan_id=answers["plan"])
    except Conflict as error:
        if error.id != "plan-outdated":
            raise
        anew = Say(
            N_("Nothing was changed: meanwhile the plan became another. This is it now; d does it."), {}, "wrong"
        )
        return Tell(N_("switch off"), (anew, *plan_parts(_plan(actor, row))))
    said = N_("{step} is off; {moved} moved on, {stayed} stay")
    return Say(said, {"step": row.step.label, "moved": done.moved, "stayed": done.stayed})


def _enable(actor: Actor, rows: Sequence[StepRow], answers: Answers) -> Say:
    switching.enable(actor, rows[0].workflow, rows[0].step.code)
    return Say(N_("{step} is on"), {"step": rows[0].step.label})


# --- settings ---


def shown(it: SettingView, value: Any) -> Any:
    """A setting's value as people read it."""
    if value and isinstance(value, Mapping):  # hours of steps
        return tuple(Say("{step} {hours}", {"step": key_label(code), "hours": value[code]}) for code in value)
    if value and isinstance(value, list):
        prefix = next((flow.prefix for flow in WORKFLOWS.values() if it.name == f"workflow.{flow.name}.off"), "")
        return tuple(key_label(prefix + code) for code in value)
    return in_words(it, value)


def _about(actor: Actor, row: SettingView) -> Sequence[Part]:
    return (Facts(((N_("in commands"), f"{row.name} {code_of(as_typed(row.value))}"),)),)


def _page(book: NounBook, actor: Actor, query: Query) -> Found:
    """Those that are chosen here; the steps have a list of their own."""
    found = settings.show_settings(actor)
    return Found([it for it in found if not it.name.startswith(settings.WORKFLOW)])


def _enter(book: NounBook, app: Any, row: SettingView) -> None:
    if app.may(CONFIGURE) and not app.read_only:
        app.screen.action_deed("change")


def _asks(actor: Actor, rows: Sequence[SettingView]) -> tuple[Field, ...]:
    it = rows[0]
    value = code_of(as_typed(it.value))
    if it.choices:
        choices = tuple((c.code, c) for c in it.choices)
        return (Field("value", VALUE.title, kind="choice", choices=choices, value=value),)
    return (Field("value", VALUE.title, value=value, hint=code_of(as_typed(it.default))),)


def _change(actor: Actor, rows: Sequence[SettingView], answers: Answers) -> SettingView:
    return settings.change_setting(actor, rows[0].name, answers["value"])


# what the company chose, and what holds where it did not
Settings = noun_book(
    SETTINGS,
    more=_about,
    deeds=(Deed("change", "E", CHANGE, _change, asks=_asks, needs=CONFIGURE, main=True, said=N_("{what}: changed")),),
    faces={"value": lambda it: shown(it, it.value), "default": lambda it: shown(it, it.default)},
    page=_page,
    enter=_enter,
    table=False,
)
