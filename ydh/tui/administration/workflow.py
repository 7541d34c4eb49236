"""The steps of the workflows and what switching one off would do; the company's settings."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ydh.core.administration import settings
from ydh.core.administration.setting_table import CHANGE, CONFIGURE, SETTINGS, VALUE, as_typed, in_words
from ydh.core.administration.views import SettingView
from ydh.core.company.actors import Actor
from ydh.core.company.settings import PROPOSED
from ydh.core.rules.nouns import Wanted
from ydh.core.rules.workflows import WORKFLOWS, key_label
from ydh.core.values.errors import Conflict, NotAllowed
from ydh.core.values.words import N_
from ydh.core.workflow import switching
from ydh.core.workflow.step_table import PLAN, STEPS, plan_lines
from ydh.core.workflow.switching import StepView, SwitchPlan
from ydh.locale.values import code as code_of
from ydh.tui.lists.book import Answers, Deed, Field, Found, Query, Tell
from ydh.tui.lists.nouns import NounBook, columns_of, noun_book
from ydh.tui.paint.parts import Facts, Heading, Part, Rows, Say


def _rows(book: NounBook, actor: Actor, query: Query) -> Found:
    """The steps below the name of their workflow."""
    found = book.noun.page(actor, Wanted(filters=book.wanted(actor, query))).rows
    rows: list[Any] = []
    for flow in WORKFLOWS.values():
        steps = [step for step in found if step.workflow == flow.name]
        rows += [Heading(flow.called.steps), *steps] if steps else []
    return Found(rows)


def _detail(book: NounBook, actor: Actor, row: StepView) -> Sequence[Part]:
    if not row.on:
        return (Say(N_("this step is off: the system approves it, what it brings about still happens")),)
    try:
        return (Say(N_("if it were switched off:"), {}, "strong"), *plan_parts(_plan(actor, row)))
    except NotAllowed as error:
        return (
            Say(N_("the system administrator switches steps off and on")),
            Say("{error}", {"error": error.kept()}),
        )


def _plan(actor: Actor, row: StepView) -> SwitchPlan:
    return switching.plan(actor, row.workflow, row.code)


def _plan_id(actor: Actor, rows: Sequence[StepView]) -> tuple[Field, ...]:
    return (Field("plan", N_("plan"), kind="hidden", value=_plan(actor, rows[0]).id),)


def _shown(actor: Actor, rows: Sequence[StepView]) -> Sequence[Part]:
    return plan_parts(_plan(actor, rows[0]))


def plan_parts(plan: SwitchPlan) -> list[Part]:
    """What switching a step off would do."""
    columns = [replace(it, kind="age") if it.kind == "time" else it for it in columns_of(PLAN)]
    parts: list[Part] = [
        Say(N_("the system approves it from then on, and what it brings about still happens")),
        Rows(tuple(columns), plan_lines(plan), N_("what waits there"), N_("nothing waits there now")),
    ]
    if plan.people:
        parts.append(Say(N_("without work from then on: {people}"), {"people": plan.people}))
    return parts


def _disable(actor: Actor, rows: Sequence[StepView], answers: Answers) -> Say | Tell:
    row = rows[0]
    try:
        done = switching.disable(actor, row.workflow, row.code, plan_id=answers["plan"])
    except Conflict as error:
        if error.id != "plan-outdated":
            raise
        anew = Say(
            N_("Nothing was changed: meanwhile the plan became another. This is it now; d does it."), {}, "wrong"
        )
        return Tell(N_("switch off"), (anew, *plan_parts(_plan(actor, row))))
    said = N_("{step} is off; {moved} moved on, {stayed} stay")
    return Say(said, {"step": row.label, "moved": done.moved, "stayed": done.stayed})


# the steps of every workflow: which are on, who passes them, how many wait
Steps = noun_book(
    STEPS,
    deeds=(
        Deed(
            "disable",
            "t",
            N_("switch off"),
            _disable,
            asks=_plan_id,
            shows=_shown,
            needs=CONFIGURE,
            main=True,
            fits=lambda row: bool(row.on),
            why_not=lambda row: "" if row.on else N_("it is off"),
        ),
    ),
    page=_rows,
    detail=_detail,
    table=False,
)


# --- settings ---


def shown(it: SettingView, value: Any) -> Any:
    """A setting's value as people read it."""
    if value and isinstance(value, Mapping):  # hours of steps
        return tuple(Say("{step} {hours}", {"step": key_label(code), "hours": value[code]}) for code in value)
    if value and isinstance(value, list) and it.name != PROPOSED:
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


def _change(actor: Actor, rows: Sequence[SettingView], answers: Answers) -> Any:
    now = settings.change_setting(actor, rows[0].name, answers["value"])
    return now if now.proposed is None else Say(settings.WAITS, {"proposed": now.proposed})


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
