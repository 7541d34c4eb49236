"""Steps, acts, outcomes and quantities as words, for every list that shows them."""

from typing import Any

from ydh.core.orders.views import CaseView, LineView
from ydh.core.rules.machine import Workflow
from ydh.core.rules.orders import ORDER
from ydh.core.rules.shipping import OUTCOMES
from ydh.core.rules.workflows import ACTION_NAMES, STATUS_NAMES
from ydh.core.values.words import N_, Label, label_of
from ydh.core.workflow.views import Event
from ydh.locale import values
from ydh.tui.paint.parts import Column, Say

EVENTS = (
    Column("at", N_("time"), "time", 16),
    Column("by", N_("by"), "text", 10),
    Column("action", N_("action"), "text", 24, of=lambda e: action_name(e.action)),
    Column("to", N_("to."), "text", 12, most=21, of=lambda e: step_name(e.to) if e.to else ""),
    Column("body", N_("why"), of=lambda e: why(e)),
)
WHY = (
    *("reason", "opinion", "text", "answer", "carrier", "tracking", "to", "how", "with_whom", "evidence"),
    *("place", "expected_date", "remark"),
)


def step_name(code: str, flow: Workflow = ORDER) -> Label:
    """A step or a status as a word."""
    name = STATUS_NAMES.get(code) or (flow.step(code).label if code in flow.codes_all() else code)
    return Label(name, code)


def action_name(code: str) -> Label:
    """What was done, as a word."""
    return Label(ACTION_NAMES.get(code, code), code)


def outcome_of(case: CaseView) -> Label:
    """What became of a case, or that it is open."""
    return label_of(OUTCOMES, case.outcome) if case.outcome else Label(N_("not settled"), "open")


def short_of(line: LineView) -> Any:
    """How much is missing, as words; nothing when nothing is."""
    return Say(N_("{n} short"), {"n": line.short}) if line.short else ""


def quantity_of(line: LineView) -> str:
    """How much, and in what."""
    return f"{values.quantity(line.quantity)} {line.unit}"


def why(event: Event) -> str:
    """What was said with an act."""
    return "  ".join(str(event.body[name]) for name in WHY if event.body.get(name))
