"""A return as parts of a pane: what it is, its lines, where it is to be sent, and what happened to it."""

from collections.abc import Mapping, Sequence

from ydh.core.returns.views import ReturnLineView, ReturnView
from ydh.core.rules.machine import DRAFT
from ydh.core.rules.returns import KIND_NAMES, REASON_NAMES, RETURN
from ydh.core.values.words import N_, Label
from ydh.core.workflow.views import Event
from ydh.locale import values
from ydh.tui.lists import words
from ydh.tui.lists.words import EVENTS
from ydh.tui.paint.parts import Column, Facts, Part, Plain, Rows, Say

# The steps in a shopkeeper's words.
STAGES: Mapping[str, str] = {
    DRAFT: N_("not sent yet"),
    "review": N_("being checked"),
    "dispatch": N_("send it back now"),
    "receive": N_("on its way back"),
    "refund": N_("money is on its way"),
    "done": N_("settled"),
    "void": N_("not taken back"),
}
LINES = (
    Column("position", "", "integer", 3),
    Column("sku", N_("item"), "code", 12, drop=1),
    Column("name", N_("name"), of=lambda line: f"{line.name} {line.attributes}".strip()),
    Column(
        "quantity", N_("asked back"), "measure", 12, of=lambda line: f"{values.quantity(line.quantity)} {line.unit}"
    ),
    Column("allowed", N_("allowed"), "quantity", 8, of=lambda line: line.allowed or ""),
    Column("came", N_("came in"), "quantity", 8, of=lambda line: line.came or ""),
    Column("reason", N_("reason"), "text", 12, drop=2, of=lambda line: reason_name(line.reason)),
    Column("worth", N_("comes to"), "money", 12),
)
WENT = (
    Column("position", "", "integer", 3),
    Column("name", N_("name"), of=lambda line: f"{line.name} {line.attributes}".strip()),
    Column("restocked", N_("into stock"), "quantity", 10, of=lambda line: line.restocked or ""),
    Column("scrapped", N_("scrapped"), "quantity", 10, of=lambda line: line.scrapped or ""),
    Column("repair", N_("to repair"), "quantity", 10, of=lambda line: line.repair or ""),
    Column("lot", N_("lot"), "code", 12),
)
SAID = (
    Column("name", N_("name"), "text", 20),
    Column("swap", N_("wanted instead"), "code", 14),
    Column("note", N_("note")),
    Column("guarantee", N_("guarantee")),
)
HAPPENED = tuple(
    Column("to", N_("to."), "text", 19, of=lambda e: step_name(e.to) if e.to else "") if column.name == "to" else column
    for column in EVENTS
)


def step_name(code: str) -> Label:
    """A step or a status of a return as a word."""
    return words.step_name(code, RETURN)


def stage_of(step: str) -> Label:
    """Where a return stands, in a shopkeeper's words."""
    return Label(STAGES.get(step, step), step)


def kind_name(code: str) -> Label:
    """A kind of return as a word."""
    return Label(KIND_NAMES.get(code, code), code)


def reason_name(code: str) -> Label:
    """A reason as a word."""
    return Label(REASON_NAMES.get(code, code), code)


def head_facts(view: ReturnView) -> Facts:
    """What the return is and where it stands."""
    row = view.row
    return Facts(
        (
            (N_("customer"), f"{row.customer_code} {row.customer}"),
            (N_("order"), row.order),
            (N_("waits for"), step_name(row.step)),
            (N_("kind"), kind_name(row.kind)),
            (N_("reason"), reason_name(row.reason)),
            (N_("comes to"), row.total),
            (N_("refund"), row.refund if row.refund else ""),
            (N_("payment"), view.payment),
            (N_("replaced by"), view.replacement),
            (N_("for"), row.assigned),
            (N_("entered by"), view.created_by),
            (N_("submitted"), view.submitted_at),
            (N_("carrier"), " ".join(text for text in (view.carrier, view.tracking) if text)),
        )
    )


def send_to(view: ReturnView) -> list[Part]:
    """Where the goods are to be sent, while they are to be sent."""
    if view.row.step == "dispatch":
        return [Say(N_("send it to: {address}"), {"address": view.return_address}, "strong")]
    return [Facts(((N_("return address"), view.return_address),))] if view.return_address else []


def return_parts(view: ReturnView, events: Sequence[Event] = (), *, heads: bool = False) -> list[Part]:
    """Everything about a return, what decides first; `heads` for a whole screen."""
    parts: list[Part] = [*send_to(view), head_facts(view)]
    if view.text:
        parts.append(Plain(view.text))
    parts.append(Rows(LINES, view.lines, heads=heads))
    if view.received_at is not None:
        parts.append(Rows(WENT, [line for line in view.lines if line.came], N_("What came"), heads=heads))
    said = [line for line in view.lines if _says(line)]
    if said:
        parts.append(Rows(SAID, said, N_("what is said of the lines"), heads=True))
    if view.policy:
        parts.append(Say(N_("what the company promises: {policy}"), {"policy": view.policy}, "faint"))
    if events:
        parts.append(Rows(HAPPENED, tuple(reversed(events)), N_("what happened, the latest first")))
    return parts


def _says(line: ReturnLineView) -> bool:
    return bool(line.swap or line.note or line.guarantee)
