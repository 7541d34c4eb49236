"""What confirming a receipt does: all of a shipment came, or it is said of each line what did not, and how. S16.12-14

Each difference opens a case. What stands in open cases of the shipment already is not received.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ydh.core.audit.journal import KEPT
from ydh.core.company.actors import CLOCK
from ydh.core.company.settings import Settings
from ydh.core.orders.order import Line, NewCase, Order, Shipment
from ydh.core.orders.typed import Packs
from ydh.core.rules.answers import Answers, Receipt
from ydh.core.rules.shipping import DIFFERENCES
from ydh.core.values.errors import Conflict, Invalid, NotFound
from ydh.core.values.money import ZERO, number
from ydh.core.values.outcomes import Short
from ydh.core.values.quantities import Quantity, plain
from ydh.core.values.text import LONG, clean, escaped
from ydh.core.values.words import N_, Label
from ydh.store.cases import cases as store
from ydh.store.engine.database import Unit

Differences = Mapping[int, Mapping[str, Decimal]]  # position: kind: base units


def receive(unit: Unit, _: Settings, doc: Order, part: Shipment, answers: Answers, actor: int) -> dict[str, Any]:
    """All of it, or what `received` ({position: quantity}) and `differences` ({position: {kind: quantity}}) say.

    `notes` ({position: text}) go with the cases that the differences become, `rating` (1 to 5) says how content the
    customer is. Raises NotFound, Invalid, Conflict when the clock would close over an open case.
    """
    assert isinstance(answers, Receipt)
    disputed = _disputed(unit, doc, part, actor)
    packs = Packs(unit, doc)
    received = _told(packs, part, answers.received)
    differences = _differences(packs, part, answers.differences)
    came = {
        line.position: _came(part, line, shipped, received, differences, disputed.get(line.position, ZERO))
        for line, shipped in part.lines
    }
    _refuse_unsaid(part, came, differences, disputed, answers)
    notes, rating = _notes(part, answers.notes), _rating(answers)
    for line, shipped in part.lines:
        said = differences.get(line.position) or {}
        lost = shipped - came[line.position] - disputed.get(line.position, ZERO)
        text = notes.get(line.position) or answers.reason or ""
        kinds = said or ({"short": lost} if lost > ZERO else {})
        part.cases += [NewCase(line.position, kind, q, text) for kind, q in kinds.items() if q > ZERO]
        line.received += came[line.position]
    doc.lines_changed = True
    part.received = {line.id: came[line.position] for line, _ in part.lines}
    part.received_at = unit.now
    part.rating = rating
    return _body(part, came)


def _disputed(unit: Unit, doc: Order, part: Shipment, actor: int) -> dict[int, Decimal]:
    """By position: what open cases of the shipment say did not come good."""
    rows = store.OPEN_CASES.rows(unit, order=doc.id, shipment=part.id) if part.id else []
    if rows and actor == CLOCK:
        raise Conflict("case-open", number=part.number, case=rows[0][0])
    found: dict[int, Decimal] = {}
    for _, position, quantity, shipment in rows:
        if position is not None and shipment == part.id:
            found[position] = found.get(position, ZERO) + quantity
    return found


def _came(
    part: Shipment,
    line: Line,
    shipped: Decimal,
    received: Mapping[int, Decimal],
    differences: Differences,
    disputed: Decimal,
) -> Decimal:
    """How much of a line came good. Raises Invalid when what is said does not add up to what was shipped."""
    lost = sum(differences.get(line.position, {}).values(), ZERO)
    left = max(ZERO, shipped - disputed)
    data = {"number": part.number, "position": line.position}
    came = received.get(line.position)
    if came is not None and came > left:
        figures = {"received": plain(came), "shipped": plain(shipped), "disputed": plain(disputed)}
        raise Invalid("more-received" if came > shipped else "case-holds", **data, **figures)
    if lost > left or (came is not None and lost and came + lost != left):
        good = "-" if came is None else plain(came)
        raise Invalid("does-not-add-up", **data, received=good, lost=plain(lost), shipped=plain(left))
    return left - lost if came is None else came


def _refuse_unsaid(
    part: Shipment,
    came: Mapping[int, Decimal],
    differences: Differences,
    disputed: Mapping[int, Decimal],
    answers: Receipt,
) -> None:
    """Less than was shipped needs a word: the kind of difference, or a reason."""
    missing = [
        Short(line.code, plain(shipped), plain(came[line.position]))
        for line, shipped in part.lines
        if came[line.position] < shipped - disputed.get(line.position, ZERO) and not differences.get(line.position)
    ]
    if missing and not answers.reason:
        raise Invalid("less-received", number=part.number, missing=missing)


def _told(packs: Packs, part: Shipment, received: Mapping[int, Quantity]) -> dict[int, Decimal]:
    """What is said to have come of the shipment's lines. Raises NotFound, Invalid."""
    there = {line.position for line, _ in part.lines}
    return {_of(part, position, there): packs.base(position, value) for position, value in received.items()}


def _differences(
    packs: Packs, part: Shipment, given: Mapping[int, Mapping[str, Quantity]]
) -> dict[int, dict[str, Decimal]]:
    """What is said to have been wrong, without what is nothing. Raises NotFound, Invalid."""
    there = {line.position for line, _ in part.lines}
    found: dict[int, dict[str, Decimal]] = {}
    for position, kinds in given.items():
        for kind, value in kinds.items():
            if kind not in DIFFERENCES:
                raise Invalid("setting-choice", value=escaped(str(kind)), choices=tuple(DIFFERENCES))
            if quantity := packs.base(_of(part, position, there), value):
                found.setdefault(position, {})[kind] = quantity
    return found


def _notes(part: Shipment, given: Mapping[int, str]) -> dict[int, str]:
    there = {line.position for line, _ in part.lines}
    return {
        _of(part, position, there): clean(text, "note", limit=LONG, empty=True, lines=True)
        for position, text in given.items()
    }


def _of(part: Shipment, position: int, there: set[int]) -> int:
    if position not in there:
        raise NotFound("no-line", number=part.number, position=position)
    return position


def _rating(answers: Receipt) -> tuple[int, str] | None:
    """How content the customer is, 1 to 5, and a word about it; a word alone is not enough. S04.23, S08.12"""
    text = clean(answers.rating_text, "opinion", limit=LONG, empty=True, lines=True)
    if not answers.rating and not text:
        return None
    if not answers.rating:
        raise Invalid("answer-missing", name=Label(N_("rating")))
    value = number(str(answers.rating), "rating", places=0, least=Decimal(1), most=Decimal(5))
    return int(value), text


def _body(part: Shipment, came: Mapping[int, Decimal]) -> dict[str, Any]:
    told = [
        [line.position, line.code, *(f"{plain(x):f}" for x in (shipped, came[line.position]))]
        for line, shipped in part.lines
        if came[line.position] < shipped
    ]
    rating = {"rating": part.rating[0]} if part.rating else {}
    kept = {KEPT: {"rating_text": part.rating[1]}} if part.rating and part.rating[1] else {}
    return ({"received": told} if told else {}) | rating | kept
