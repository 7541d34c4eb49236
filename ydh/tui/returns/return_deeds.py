"""What is done to returns line by line: allowing, sending, taking in and paying back a part; asking for a return."""

from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.goods.looking import find_item
from ydh.core.returns import asking, looking
from ydh.core.returns.return_table import FACTS, RETURNS
from ydh.core.returns.views import CanReturn, Returnable, ReturnLineView, WantBack
from ydh.core.rules.machine import CARRIER, METHOD, REASON, REFERENCE, TRACKING, Party, Step
from ydh.core.rules.permissions import P
from ydh.core.rules.returns import KIND_NAMES, REASON_NAMES, RETURN
from ydh.core.values.errors import Conflict
from ydh.core.values.money import MONEY_PLACES, number
from ydh.core.values.outcomes import Done, Outcome, Refused, Seen
from ydh.core.values.quantities import in_base_units, typed
from ydh.core.values.words import N_
from ydh.core.workflow import acting, explaining
from ydh.locale import values
from ydh.tui.documents.deeds import SUBMITS
from ydh.tui.lists.book import Answers, Deed, Field, asked
from ydh.tui.lists.nouns import deed_of
from ydh.tui.paint.parts import Part, Say

DEEDS = tuple(deed_of(RETURNS, FACTS, act) for act in RETURNS.acts)
WHY = Field("reason", N_("reason"))
WHY_YET = Field("why", N_("if it is too late: why yet"))
Read = Callable[[Sequence[ReturnLineView], Answers], dict[str, Any]]
Fields = Callable[[Sequence[ReturnLineView]], tuple[Field, ...]]


def line_name(line: Any) -> str:
    """What a line is called: its position, name and attributes."""
    return f"{line.position} {line.name} {line.attributes}".strip()


def _quantity_fields(figure: str) -> Fields:
    """A question for each line, answered with what stood before it."""
    return lambda lines: tuple(
        Field(f"q{line.position}", line_name(line), value=values.quantity(getattr(line, figure)), hint=line.unit)
        for line in lines
    )


def _quantities(lines: Sequence[ReturnLineView], answers: Answers) -> dict[str, Any]:
    """What was typed for each line. Raises Invalid."""
    given = {line.position: _quantity(answers.get(f"q{line.position}", ""), line) for line in lines}
    rest = {name: text for name, text in answers.items() if not _of_line(name) and text}
    return rest | {"lines": given}


def _of_line(name: str) -> bool:
    return name[1:].isdigit()


def _quantity(text: str, line: ReturnLineView) -> Decimal:
    return in_base_units(typed(text or "0"), line)


def _refund_fields(lines: Sequence[ReturnLineView]) -> tuple[Field, ...]:
    fields = tuple(Field(f"a{line.position}", line_name(line), value=f"{line.worth}") for line in lines)
    return (*fields, asked(METHOD), asked(REFERENCE), Field("reason", N_("if less is paid back: why")))


def _paid(lines: Sequence[ReturnLineView], answers: Answers) -> dict[str, Any]:
    amounts = {
        line.position: number(answers.get(f"a{line.position}", "") or "0", "amount", places=MONEY_PLACES)
        for line in lines
    }
    rest = {name: answers.get(name, "") for name in ("method", "reference", "reason")}
    return rest | {"amounts": amounts}


ADDRESS = Field("return_address", N_("return address"), hint=N_("else the main warehouse's"))
HOUSE = Field("warehouse", N_("warehouse that takes it in"))
# step: what its deed by the line is called, what it asks, how that is read
BY_LINE: Mapping[str, tuple[str, Fields, Read]] = {
    "review": (
        N_("allow a part"),
        lambda lines: (*_quantity_fields("quantity")(lines), ADDRESS, HOUSE, Field("opinion", N_("opinion")), WHY),
        _quantities,
    ),
    "dispatch": (
        N_("send a part"),
        lambda lines: (*_quantity_fields("allowed")(lines), asked(CARRIER), asked(TRACKING)),
        _quantities,
    ),
    "refund": (N_("pay back less"), _refund_fields, _paid),
}


def by_line(step: Step) -> Deed:
    """Pass the step saying how much of each line."""
    label, fields, read = BY_LINE[step.code]

    def asks(actor: Actor, rows: Sequence[Any]) -> tuple[Field, ...]:
        found = fields(looking.show(actor, rows[0].number).lines)
        return (*found, *why_asked(actor, step, rows[0], known=[field.name for field in found]))

    def do(actor: Actor, rows: Sequence[Any], answers: Answers) -> list[Outcome]:
        given = read(looking.show(actor, rows[0].number).lines, answers)
        outcome = acting.act(actor, rows[0].number, "approve", seen=Seen(step.code, rows[0].revision), answers=given)
        if not isinstance(outcome, Done):
            raise outcome.error  # the form says it and keeps what was typed
        return [outcome]

    needs = (P.RETURN_CREATE,) if step.by is Party.CUSTOMER else (step.by,) if isinstance(step.by, P) else ()
    return Deed("part", "p", label, do, asks=asks, needs=needs)


def why_asked(actor: Actor, step: Step, row: Any, *, known: Collection[str]) -> tuple[Field, ...]:
    """Asks why of who acts on what is assigned to another (S06.16), where that is not among the `known` questions."""
    if WHY.name in known:
        return ()
    wanted = explaining.asks(actor, RETURN.name, step.code, "approve", assigned={row.assigned})
    return tuple(asked(ask) for ask in wanted if ask is REASON)


# --- asking for a return ---

KINDS = tuple(KIND_NAMES.items())
REASONS = tuple(REASON_NAMES.items())
SHIPPED = ("release", "ship", "receive", "done")  # steps of orders of which something may have left


def return_deed(needs: tuple[P, ...] = (P.RETURN_CREATE,)) -> Deed:
    """Ask for goods of an order to be taken back: which lines, how much, why, and what is wanted for it."""
    return Deed(
        "give_back",
        "B",
        N_("give goods back"),
        _ask,
        asks=_ask_fields,
        shows=_promised,
        needs=needs,
        fits=lambda row: row.step in SHIPPED,
    )


def _order_of(row: Any) -> str:
    return str(getattr(row, "order", row.number))


def _left(actor: Actor, order: str) -> Returnable:
    """What can still come back. Raises Conflict when there is nothing."""
    found = looking.returnable(actor, order)
    if not any(line.left > 0 for line in found.lines):
        raise Conflict("return-nothing-shipped", number=order)
    return found


def _ask_fields(actor: Actor, rows: Sequence[Any]) -> tuple[Field, ...]:
    found = _left(actor, _order_of(rows[0]))
    lines = [line for line in found.lines if line.left > 0]
    late = found.overrules and any(line.late for line in lines)
    return (
        *(
            Field(f"q{line.position}", line_name(line), hint=f"<= {values.quantity(line.left)} {line.unit}")
            for line in lines
        ),
        Field("kind", N_("what is wanted"), kind="choice", choices=KINDS, value="return_and_refund"),
        Field("reason", N_("reason"), kind="choice", choices=REASONS, value="damaged"),
        Field("text", N_("what happened")),
        Field("swap", N_("in an exchange: another item"), find=find_item),
        *((WHY_YET,) if late else ()),
    )


def _promised(actor: Actor, rows: Sequence[Any]) -> Sequence[Part]:
    """The company's policy, each product's guarantee, and what it is too late for. S03.17, S10.21"""
    found = _left(actor, _order_of(rows[0]))
    parts: list[Part] = (
        [Say(N_("what the company promises: {policy}"), {"policy": found.policy})] if found.policy else []
    )
    for line in (line for line in found.lines if line.left > 0):
        parts += _said(line)
    return [*parts, Say(N_("Write how much of each line comes back; leave the others empty."), {}, "faint")]


def _said(line: CanReturn) -> list[Part]:
    data = {"name": line_name(line), "days": line.days, "until": line.until or "-", "guarantee": line.guarantee}
    parts: list[Part] = []
    if line.late:
        parts.append(Say(N_("{name}: the time for returns is over"), data, "wrong"))
    elif line.until is not None:
        parts.append(Say(N_("{name}: can come back until {until}"), data))
    if line.guarantee:
        parts.append(Say(N_("{name}: {guarantee}"), data, "faint"))
    return parts


def _wants(answers: Answers) -> list[WantBack]:
    swap = answers.get("swap", "").strip() if answers.get("kind") == "exchange" else ""
    return [
        WantBack(name[1:], text.strip(), swap=swap)
        for name, text in answers.items()
        if name[0] == "q" and _of_line(name) and text.strip() not in ("", "0")
    ]


def _ask(actor: Actor, rows: Sequence[Any], answers: Answers) -> list[Outcome]:
    about = {name: answers.get(name, "") for name in ("kind", "reason", "text", "why")}
    return [asking.ask(actor, _wants(answers), order=_order_of(rows[0]), **about)]


# --- what a draft lets one do ---


def _edit_fields(actor: Actor, rows: Sequence[Any]) -> tuple[Field, ...]:
    view = looking.show(actor, rows[0].number)
    kept = {line.order_line: line for line in view.lines}
    lines = looking.returnable(actor, view.row.order).lines
    fields = (
        Field(
            f"q{line.position}",
            line_name(line),
            value=values.quantity(kept[line.position].quantity) if line.position in kept else "",
            hint=f"<= {values.quantity(line.left)} {line.unit}",
        )
        for line in lines
        if line.left > 0 or line.position in kept
    )
    swap = next((line.swap for line in view.lines if line.swap), "")
    return (
        *fields,
        Field("kind", N_("what is wanted"), kind="choice", choices=KINDS, value=view.row.kind),
        Field("reason", N_("reason"), kind="choice", choices=REASONS, value=view.row.reason),
        Field("text", N_("what happened"), value=view.text),
        Field("swap", N_("in an exchange: another item"), value=swap, find=find_item),
    )


def _edit(actor: Actor, rows: Sequence[Any], answers: Answers) -> list[Outcome]:
    about = {name: answers.get(name, "") for name in ("kind", "reason", "text")}
    seen = Seen(None, rows[0].revision)
    return [asking.edit(actor, rows[0].number, seen=seen, wants=_wants(answers), **about)]


def _too_late(actor: Actor, rows: Sequence[Any]) -> tuple[Field, ...]:
    """Asks why only who may go beyond the window, and only when it has closed."""
    order = looking.show(actor, rows[0].number).row.order
    found = looking.returnable(actor, order) if order else None
    return (WHY_YET,) if found and found.overrules and any(line.late for line in found.lines) else ()


def _submit(actor: Actor, rows: Sequence[Any], answers: Answers) -> list[Outcome]:
    why = answers.get("why", "")
    return [asking.submit(actor, rows[0].number, seen=Seen(None, rows[0].revision), why=why)]


def _give_up(actor: Actor, rows: Sequence[Any], answers: Answers) -> list[Outcome]:
    """A draft that has a number is voided, one without is deleted."""
    row = rows[0]
    if row.number.startswith(RETURN.numbers[0]):
        outcome = acting.act(actor, row.number, "void", seen=Seen("draft", row.revision), answers=dict(answers))
        if isinstance(outcome, Refused):
            raise outcome.error
        return [outcome]
    asking.delete_draft(actor, row.number, seen=Seen(None, row.revision))
    return [Done(row.number, "void", row.revision)]


def _is_draft(row: Any) -> bool:
    return bool(row.step == "draft")


DRAFTS = (
    Deed(
        "edit",
        "E",
        N_("change"),
        _edit,
        asks=_edit_fields,
        needs=(P.RETURN_CREATE,),
        fits=lambda row: row.step == "draft" and bool(row.order),
    ),
    Deed(
        "submit",
        "S",
        N_("submit"),
        _submit,
        asks=_too_late,
        confirm=SUBMITS,
        needs=(P.RETURN_CREATE,),
        main=True,
        fits=_is_draft,
    ),
    Deed(
        "void",
        "X",
        N_("void"),
        _give_up,
        asks=(asked(REASON),),
        needs=(P.RETURN_CREATE,),
        fits=_is_draft,
        confirm=N_("{what}: this cannot be taken back"),
    ),
)
