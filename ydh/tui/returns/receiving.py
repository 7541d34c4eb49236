"""Taking in what came back: how much of each line is whole, is scrapped, is to be repaired, and of which lot it is."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from ydh.core.company.actors import Actor
from ydh.core.returns import looking
from ydh.core.returns.lots_back import WentLot, went
from ydh.core.returns.views import ReturnLineView
from ydh.core.rules.machine import Step
from ydh.core.rules.permissions import P
from ydh.core.values.errors import Invalid, Many
from ydh.core.values.money import day
from ydh.core.values.outcomes import Done, Outcome, Seen
from ydh.core.values.quantities import in_base_units, typed
from ydh.core.values.words import N_
from ydh.core.workflow import acting
from ydh.tui.lists.book import Answers, Deed, Field
from ydh.tui.paint.parts import Column, Part, Rows, Say
from ydh.tui.returns.return_deeds import line_name, why_asked

WAYS = {  # how much of a line goes where: what a field of it is called
    "restock": N_("whole: into stock"),
    "scrap": N_("damaged: scrapped"),
    "repair": N_("damaged: to repair"),
}
LOT = "lot"
SAY = N_("Say of each line how much came whole and how much damaged; 0 of all three: nothing of it came.")


class Came(NamedTuple):
    """A line of which something is on its way back, with the lots of which it left."""

    line: ReturnLineView
    lots: Sequence[WentLot]


COLUMNS = (
    Column("position", N_("line"), "ordinal", 4, of=lambda it: it.line.position),
    Column("sku", N_("code"), "code", 10, drop=1, of=lambda it: it.line.sku),
    Column("name", N_("name"), of=lambda it: f"{it.line.name} {it.line.attributes}".strip()),
    Column("sent", N_("sent"), "quantity", 8, of=lambda it: it.line.sent),
    Column("unit", N_("unit"), "text", 4, of=lambda it: it.line.unit),
    Column("lots", N_("left as lot"), "text", 20, of=lambda it: "  ".join(f"{x.lot} {x.quantity:f}" for x in it.lots)),
)


def _lines(actor: Actor, number: str) -> list[Came]:
    lots: Mapping[int, Sequence[WentLot]] = went(actor, number)
    return [Came(line, lots.get(line.position, ())) for line in looking.show(actor, number).lines]


def _fields(lines: Sequence[Came]) -> list[Field]:
    fields: list[Field] = []
    for line, lots in lines:
        names = [line_name(line), "", ""]
        for (way, what), name in zip(WAYS.items(), names, strict=True):
            fields.append(Field(f"{way}{line.position}", name, hint=what))
        if line.lots:
            first = lots[0] if lots else None
            value = (f"{first.lot}@{first.expires}" if first.expires else first.lot) if first else ""
            fields.append(Field(f"{LOT}{line.position}", N_("lot"), value=value, hint="L0315@2027-03-15"))
    return [*fields, Field("reason", N_("if less came: why"))]


def _came(lines: Sequence[ReturnLineView], answers: Answers) -> dict[int, dict[str, Any]]:
    """What came of each line, by where it goes, with its lot. Raises Invalid, Many for a line that says nothing."""
    came: dict[int, dict[str, Any]] = {}
    silent: list[Invalid] = []
    for line in lines:
        given = {way: answers.get(f"{way}{line.position}", "").strip() for way in WAYS}
        if not any(given.values()):
            silent.append(Invalid("return-condition", field=f"restock{line.position}", position=line.position))
            continue
        lot, _, expires = answers.get(f"{LOT}{line.position}", "").strip().partition("@")
        came[line.position] = {way: _quantity(text, line) for way, text in given.items()}
        came[line.position] |= {"lot": lot.strip(), "expires": day(expires, "lot") if expires else None}
    if silent:
        raise silent[0] if len(silent) == 1 else Many(silent)
    return came


def _quantity(text: str, line: ReturnLineView) -> Decimal:
    return in_base_units(typed(text or "0"), line)


def receive_deed(step: Step, needs: tuple[P, ...]) -> Deed:
    """Pass the step by saying in which condition the goods of each line came."""

    def asks(actor: Actor, rows: Sequence[Any]) -> tuple[Field, ...]:
        return (*_fields(_lines(actor, rows[0].number)), *why_asked(actor, step, rows[0], known=("reason",)))

    def shows(actor: Actor, rows: Sequence[Any]) -> Sequence[Part]:
        return [Rows(COLUMNS, _lines(actor, rows[0].number), heads=True), Say(SAY, {}, "faint")]

    def do(actor: Actor, rows: Sequence[Any], answers: Answers) -> list[Outcome]:
        lines = looking.show(actor, rows[0].number).lines
        given = {"came": _came(lines, answers), "reason": answers.get("reason", "")}
        outcome = acting.act(actor, rows[0].number, "approve", seen=Seen(step.code, rows[0].revision), answers=given)
        if not isinstance(outcome, Done):
            raise outcome.error  # the form says it and keeps what was typed
        return [outcome]

    return Deed("approve", "a", N_("take in line by line"), do, asks=asks, shows=shows, needs=needs, main=True)
