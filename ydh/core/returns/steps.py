"""What passing a step of a return does, and taking an exit: effects on the working copy. Quantities in base units."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from ydh.core.company.actors import SYSTEM, Who
from ydh.core.company.settings import Settings
from ydh.core.documents.document import Part
from ydh.core.documents.noting import log
from ydh.core.documents.taking_back import Passed
from ydh.core.returns.document import EXCHANGE, REFUND_ONLY, BackLine, Return
from ydh.core.rules.answers import Answers, Refund, ReturnDispatch, ReturnReceipt, ReturnReview
from ydh.core.rules.machine import DONE, DRAFT, VOID, Exit, Step
from ydh.core.rules.returns import RETURN
from ydh.core.stock import levels
from ydh.core.values.errors import Conflict, Invalid, NotFound
from ydh.core.values.money import MONEY_PLACES, ZERO, number
from ydh.core.values.outcomes import Short
from ydh.core.values.quantities import Pack, Quantity, in_base_units, plain
from ydh.core.values.text import CODE_LIMIT, clean
from ydh.store.engine.database import Unit
from ydh.store.returns import returns as store

WAYS = ("restock", "scrap", "repair")


def lock_stock(unit: Unit, cfg: Settings, docs: Collection[Return]) -> None:
    """Lock the levels of what may come into stock, before any of it does."""
    levels.lock(unit, (line.sku for doc in docs for line in doc.lines if not line.service))


def pass_step(
    unit: Unit, cfg: Settings, doc: Return, step: Step, part: Part | None, actor: int, answers: Answers
) -> tuple[Part, ...]:
    """Pass the step with its effect. Raises NotFound, Invalid for quantities and amounts that cannot be."""
    after = RETURN.after(step.code, doc.kind)
    if actor == SYSTEM and step.code == "receive":  # of which lot it is only a person can say: it is put aside
        answers = ReturnReceipt(came={line.position: {"repair": line.sent} for line in doc.lines if line.lots})
    body = answers.said()
    body |= EFFECTS[step.code](unit, cfg, doc, answers)
    log(unit, doc, actor, "approve", step.code, after, doc.since, body)
    doc.step, doc.since = after, unit.now
    doc.total = _worth(doc) if after != DONE else doc.total
    if after == DONE:
        doc.closed_at = unit.now
        doc.replacing = doc.kind == EXCHANGE
    return ()


def _review(unit: Unit, cfg: Settings, doc: Return, answers: Answers) -> dict[str, Any]:
    """Allow what is asked, or less of some lines, and say where it is to be sent (S07.16)."""
    assert isinstance(answers, ReturnReview)
    allowed = _quantities(unit, doc, answers.lines, lambda line: line.quantity)
    if not any(allowed.values()):
        raise Invalid("return-nothing-allowed", number=doc.name)
    if doc.kind != REFUND_ONLY:
        _address(unit, doc, answers)
    for line in doc.lines:
        line.allowed = allowed[line.position]
        claim(line, line.allowed)
    return _told("allowed", [(line, line.quantity, line.allowed) for line in doc.lines])


def _address(unit: Unit, doc: Return, answers: ReturnReview) -> None:
    doc.warehouse, _, name, *_ = levels.warehouse_named(unit, answers.warehouse)
    contact, phone, address = store.ADDRESS_OF.rows(unit, id=doc.warehouse)[0]
    given = answers.return_address
    doc.return_address = given or " ".join(text for text in (address, contact, phone) if text) or name


def _dispatch(unit: Unit, cfg: Settings, doc: Return, answers: Answers) -> dict[str, Any]:
    """The customer sends what was allowed, or less."""
    assert isinstance(answers, ReturnDispatch)
    sent = _quantities(unit, doc, answers.lines, lambda line: line.allowed)
    if not any(sent.values()):
        raise Invalid("return-nothing-sent", number=doc.name)
    for line in doc.lines:
        line.sent = sent[line.position]
    doc.carrier, doc.tracking = answers.carrier, answers.tracking
    doc.dispatched_at = unit.now
    return _told("sent", [(line, line.allowed, line.sent) for line in doc.lines])


def _receive(unit: Unit, cfg: Settings, doc: Return, answers: Answers) -> dict[str, Any]:
    """What came, line by line, and where it goes; less than was sent needs a reason, nothing at all is rejected."""
    assert isinstance(answers, ReturnReceipt)
    given = answers.came
    _known(doc, given)
    packs = _packs(unit, doc)
    went = {line.position: _came(line, given.get(line.position), packs[line.position]) for line in doc.lines}
    came = {position: sum(ways[:3], ZERO) for position, ways in went.items()}
    if not any(came.values()):
        raise Invalid("return-nothing-came", number=doc.name)
    less = [(line, came[line.position]) for line in doc.lines if came[line.position] < line.sent]
    if less and not answers.reason:
        missing = [Short(line.code, plain(line.sent), plain(got)) for line, got in less]
        raise Invalid("return-less-came", number=doc.name, missing=missing)
    for line in doc.lines:
        line.restocked, line.scrapped, line.repair, line.lot_code, line.lot_expires = went[line.position]
        line.came = came[line.position]
        claim(line, line.came)
    doc.received_at = unit.now
    doc.moved_in = 1
    kept = [[line.position, line.code, *(f"{plain(x):f}" for x in line.went())] for line in doc.lines if line.came]
    return {"came": kept} | _told("differs", [(line, line.sent, line.came) for line in doc.lines])


def _came(
    line: BackLine, told: Mapping[str, Any] | None, pack: Pack
) -> tuple[Decimal, Decimal, Decimal, str, date | None]:
    """What came of a line, by where it goes, with its lot: all that was sent, or what is told. Raises Invalid."""
    told = told or {}
    if not any(way in told for way in WAYS):
        told = {"restock": line.sent, **told}
    restock, scrap, repair = (in_base_units(told.get(way) or ZERO, pack) for way in WAYS)
    if restock + scrap + repair > line.allowed:
        more = plain(restock + scrap + repair)
        raise Invalid("return-more-came", code=line.code, came=more, allowed=plain(line.allowed))
    lot = clean(str(told.get("lot") or ""), "lot", limit=CODE_LIMIT, empty=True)
    if line.lots and restock and not lot:
        raise Invalid("return-lot-needed", code=line.code)
    expires = told.get("expires")
    return restock, scrap, repair, lot if line.lots else "", expires if isinstance(expires, date) else None


def _refund(unit: Unit, cfg: Settings, doc: Return, answers: Answers) -> dict[str, Any]:
    """Pay back each line at its order line's price, or less for a reason (S15.9)."""
    assert isinstance(answers, Refund)
    given = answers.amounts
    _known(doc, given)
    paid = {line.position: _paid(doc, line, given.get(line.position)) for line in doc.lines}
    less = any(paid[line.position] < line.worth(doc.counting(line)) for line in doc.lines)
    if less and not answers.reason:
        raise Invalid("return-refund-less", number=doc.name)
    for line in doc.lines:
        line.refunded, line.amount = doc.counting(line), paid[line.position]
        line.ordered.refunded += line.refunded
    doc.refund = sum((line.amount for line in doc.lines), ZERO)
    doc.paying = (answers.method, answers.reference)
    return {"amounts": {"refund": str(doc.refund), "lines": [str(line.amount) for line in doc.lines]}}


def _paid(doc: Return, line: BackLine, given: Decimal | None) -> Decimal:
    """What is paid back for a line: all that it comes to, or what is told. Raises Invalid for more."""
    most = line.worth(doc.counting(line))
    amount = number(f"{most if given is None else given:f}", "amount", places=MONEY_PLACES, least=ZERO)
    if amount > most:
        raise Invalid("return-refund-much", code=line.code, amount=amount, most=most)
    return amount


Effect = Callable[[Unit, Settings, Return, Answers], dict[str, Any]]  # gives what the journal keeps of it
EFFECTS: Mapping[str, Effect] = {"review": _review, "dispatch": _dispatch, "receive": _receive, "refund": _refund}


def claim(line: BackLine, quantity: Decimal) -> None:
    """Claim that much of the order line, or give up what is no longer asked for."""
    line.ordered.returned += quantity - line.claimed
    line.claimed = quantity


def check_claims(lines: Sequence[tuple[BackLine, Decimal]]) -> None:
    """Raise Conflict when a line claims more than was shipped and does not come back already."""
    for line, quantity in lines:
        left = line.ordered.shipped - line.ordered.returned + line.claimed
        if line.line is not None and quantity > left:
            raise Conflict("return-too-much", code=line.code, quantity=plain(quantity), left=plain(left))


def _known(doc: Return, given: Mapping[int, Any]) -> None:
    positions = {line.position for line in doc.lines}
    for position in given:
        if position not in positions:
            raise NotFound("no-line", number=doc.name, position=position)


def _quantities(
    unit: Unit, doc: Return, given: Mapping[int, Quantity], most: Callable[[BackLine], Decimal]
) -> dict[int, Decimal]:
    """A quantity for each line, all of it unless told otherwise. Raises NotFound, Invalid for more than `most`."""
    _known(doc, given)
    packs, found = _packs(unit, doc), {}
    for line in doc.lines:
        quantity = in_base_units(given.get(line.position, most(line)), packs[line.position])
        if quantity > most(line):
            raise Invalid("number-high", field="quantity", value=plain(quantity), most=plain(most(line)))
        found[line.position] = quantity
    return found


def _packs(unit: Unit, doc: Return) -> dict[int, Pack]:
    """In what the lines are counted, by position."""
    return {position: Pack(*rest) for position, *rest in store.PACKS.rows(unit, return_doc=doc.id)}


def _told(name: str, lines: list[tuple[BackLine, Decimal, Decimal]]) -> dict[str, Any]:
    """Where a line's figure is not what stood before it, for the journal: position, code, before, after."""
    told = [
        [line.position, line.code, f"{plain(before):f}", f"{plain(after):f}"]
        for line, before, after in lines
        if before != after
    ]
    return {name: told} if told else {}


def leave(unit: Unit, me: Who, doc: Return, part: Part | None, way: Exit, answers: Answers) -> tuple[Part, ...]:
    """Take the exit: what goes back to its author, or ends, asks nothing back of the order any more."""
    body = answers.said()
    if way.to in (DRAFT, VOID):
        for line in doc.lines:
            claim(line, ZERO)
            if way.to == DRAFT:
                line.allowed = line.sent = ZERO
    if way.to == VOID:
        doc.closed_at = unit.now
    log(unit, doc, me.id, way.code, doc.step, way.to, doc.since, body)
    doc.step, doc.since = way.to, unit.now
    return ()


def undo(unit: Unit, doc: Return, part: Part | None, it: Passed) -> tuple[Part, ...]:
    """Undo a pass: its quantities are open again, goods that came in leave the stock, and it has waited as before.

    Raises Conflict when what was given up of an order line is asked back by another return by now.
    """
    step = it.step
    again = {"review": lambda line: line.quantity, "receive": lambda line: line.allowed}.get(step.code)
    if again:
        check_claims([(line, again(line)) for line in doc.lines])
    if step.code == "receive" and doc.warehouse is not None:
        _take_out(unit, doc, doc.warehouse)
    for line in doc.lines:
        if again:
            claim(line, again(line))
        if step.code == "review":
            line.allowed = ZERO
        elif step.code == "dispatch":
            line.sent = ZERO
        elif step.code == "receive":
            line.taken_out = line.restocked
            line.came = line.restocked = line.scrapped = line.repair = ZERO
    if step.code == "review":
        doc.warehouse, doc.return_address = None, ""
    if step.code == "dispatch":
        doc.dispatched_at, doc.carrier, doc.tracking = None, "", ""
    if step.code == "receive":
        doc.received_at, doc.moved_in = None, -1
    doc.step, doc.since = step.code, it.since
    doc.total = _worth(doc)
    return ()


def _take_out(unit: Unit, doc: Return, warehouse: int) -> None:
    """Goods that came in leave the stock with the return, besides those of the returns before it. Raises Shortage."""
    leaving: dict[tuple[int, int], Decimal] = unit.once(("returns", "leaving"), dict)
    out = [(warehouse, line.sku, line.restocked) for line in doc.lines if line.restocked and not line.service]
    wanted: dict[int, Decimal] = {}
    for _, sku, quantity in out:
        wanted[sku] = wanted.get(sku, leaving.get((warehouse, sku), ZERO)) + quantity
    levels.need_free(unit, warehouse, wanted)
    leaving |= {(warehouse, sku): quantity for sku, quantity in wanted.items()}


def _worth(doc: Return) -> Decimal:
    """What the return comes to, as far as is known now."""
    return sum((line.worth(doc.counting(line)) for line in doc.lines), ZERO)
