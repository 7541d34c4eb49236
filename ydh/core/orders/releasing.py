"""Release: unreleased quantities become shipments, by lots that expire first, as far as the goods are there.

What the customer answered to a shortage is honoured: `parts` sends what is there, `wait` waits until all is there,
`close` gives up what is not (S07.18, S10.11). Quantities in base units.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from decimal import Decimal

from ydh.core.company.settings import Settings
from ydh.core.orders.order import Line, Order, Shipment
from ydh.core.orders.reserving import Lapsed, TakenBefore, free_of, hold, hold_lots, lapse, reserve, take_back
from ydh.core.orders.typed import Packs
from ydh.core.rules.answers import Release
from ydh.core.stock import levels, lots
from ydh.core.values.errors import Conflict, Invalid, NotFound, Shortage, YdhError
from ydh.core.values.lazy import dataclass
from ydh.core.values.money import ZERO
from ydh.core.values.outcomes import Short
from ydh.core.values.quantities import plain
from ydh.core.values.text import escaped, key
from ydh.store.engine.database import Unit
from ydh.store.stock import lots as lot_store
from ydh.store.stock import warehouses

Named = Sequence[tuple[str, Decimal | None]]  # lots by code, and how much of each at most


@dataclass(slots=True)
class _Pick:
    """What of a line leaves: from which warehouse how much, and from which lots there.

    `most` is what is wanted as far as it is still to be released, `free` what is reserved for that in each warehouse.
    """

    line: Line
    wanted: Decimal
    most: Decimal
    free: dict[int, Decimal]
    shelves: dict[int, Decimal] = field(default_factory=dict)
    lots: dict[int, list[tuple[int, Decimal]]] = field(default_factory=dict)
    quantity: Decimal = ZERO

    def put(self, warehouse: int, quantity: Decimal) -> None:
        """Take that much from the warehouse."""
        self.shelves[warehouse] = quantity
        self.quantity += quantity


def release(
    unit: Unit, cfg: Settings, doc: Order, after: str, answers: Release
) -> tuple[tuple[Shipment, ...], list[Lapsed]]:
    """Put unreleased quantities into shipments, one for each warehouse. What was refused took nothing.

    Gives the shipments, and what was reserved in vain and is given up.

    `lines` ({position: base units}) limits it, `available` takes what is there, `warehouse` (code or name) says where
    from, `lots` ({position: lots}) of which, `rest` is `close` to give up what is left then.
    Raises Shortage naming every short line, NotFound, Invalid, Conflict for a customer who waits for all.
    """
    before = TakenBefore(doc)
    try:
        lapsed = lapse(unit, doc)
        return _release(unit, cfg, doc, after, answers), lapsed
    except YdhError:
        take_back(unit, doc, before)
        raise


def _release(unit: Unit, cfg: Settings, doc: Order, after: str, answers: Release) -> tuple[Shipment, ...]:
    packs = Packs(unit, doc)
    picks = _wanted(doc, None if answers.lines is None else packs.all(answers.lines))
    if not picks:
        raise Invalid("no-lines")
    house = levels.warehouse_named(unit, answers.warehouse)[0] if answers.warehouse else None
    _reserve_missing(unit, doc, picks, house)
    named = packs.lots(answers.lots)
    for pick in picks:
        _reserve_named(unit, cfg, doc, pick, house, named.get(pick.line.position, ()))
    for pick in picks:
        _pick(unit, cfg, doc, pick, house, named)
    short = [Short(p.line.code, plain(p.wanted), plain(p.quantity)) for p in picks if p.quantity < p.wanted]
    if (short and not _takes_less(doc, answers)) or not any(p.quantity for p in picks):
        raise Shortage("short", short=short or [Short(p.line.code, plain(p.wanted), ZERO) for p in picks])
    if doc.when_short == "wait" and not answers.reason and _in_parts(doc, picks):
        raise Conflict("customer-waits", number=doc.name)
    made = _packed(unit, after, picks)
    doc.lines_changed = True
    doc.shipments += made
    return tuple(made)


def gives_up_rest(doc: Order, answers: Release) -> bool:
    """Whether what is left after a release is closed as short: as the releaser says, else as the customer does."""
    chosen = answers.rest
    if chosen not in ("", "wait", "close"):
        raise Invalid("rest-unknown", value=escaped(str(chosen)))
    if chosen:
        return bool(chosen == "close")
    return doc.when_short == "close" and not answers.lines


def _takes_less(doc: Order, answers: Release) -> bool:
    return answers.available or answers.rest == "close" or doc.when_short in ("parts", "close")


def _in_parts(doc: Order, picks: Sequence[_Pick]) -> bool:
    """Whether something stays behind."""
    return sum(p.quantity for p in picks) < sum(line.open for line in doc.lines)


def _wanted(doc: Order, chosen: Mapping[int, Decimal] | None) -> list[_Pick]:
    """The unreleased lines with how much of each is to go. Raises NotFound, Invalid."""
    if chosen is None:
        found = [(line, line.open) for line in doc.lines]
        return [_Pick(line, much, much, free_of(doc, line)) for line, much in found if much > ZERO]
    lines = {line.position: line for line in doc.lines}
    for position in chosen:
        if position not in lines:
            raise NotFound("no-line", number=doc.name, position=position)
    found = [(lines[position], quantity) for position, quantity in sorted(chosen.items()) if quantity]
    for line, much in found:
        if much > line.open:
            figures = {"quantity": plain(much), "left": plain(line.open)}
            raise Invalid("release-too-much", field=str(line.position), number=doc.name, code=line.code, **figures)
    return [_Pick(line, much, much, free_of(doc, line)) for line, much in found]


def _reserve_missing(unit: Unit, doc: Order, picks: Iterable[_Pick], house: int | None) -> None:
    """Try to reserve what the lines lack; with a warehouse named, what they lack there, giving up as much elsewhere."""
    for pick in picks:
        line, there = pick.line, pick.free
        missing = pick.most - (sum(there.values(), ZERO) if house is None else there.get(house, ZERO))
        if line.service or missing <= ZERO:
            continue
        got = reserve(unit, doc, line, missing, house)
        if house is not None:
            _give_up_elsewhere(doc, line, house, got)
        pick.free = free_of(doc, line)


def _reserve_named(unit: Unit, cfg: Settings, doc: Order, pick: _Pick, house: int | None, named: Named) -> None:
    """Lots that keep too short count for nobody; the releaser who names one lets it leave all the same."""
    line = pick.line
    for code, most in named:
        missing = pick.most - sum(free_of(doc, line).values(), ZERO)
        row = lot_store.OF_SKU.row(unit, sku=line.sku, fold=key(code))
        if row is None or row.expires is None or row.expires >= lots.last_day(cfg.today, line.keep_days):
            continue
        lots.refuse_unfit(row.code, row.expires, row.blocked, cfg.today)
        for warehouse, there in lot_store.PLACES.rows(unit, lot=row.id):
            got = min(missing, there, there if most is None else most)
            if got > ZERO and house in (None, warehouse):
                levels.reserve_named(unit, line.sku, warehouse, got)
                hold(doc, line, warehouse, got)
                missing -= got
    pick.free = free_of(doc, line)


def _give_up_elsewhere(doc: Order, line: Line, house: int, got: Decimal) -> None:
    """A line does not hold more than is still to be released: what it has got here it gives up there."""
    much = sum(free_of(doc, line).values(), ZERO) - line.open
    for other, have in free_of(doc, line).items():
        back = min(have, much, got)
        if other != house and back > ZERO:
            line.reserved[other] -= back
            doc.freed.append((line.sku, other, back))
            doc.reservations_changed = True
            much -= back


def _pick(unit: Unit, cfg: Settings, doc: Order, pick: _Pick, house: int | None, named: Mapping[int, Named]) -> None:
    line, left = pick.line, pick.most
    if line.service:
        pick.put(0, left)
        return
    for warehouse, have in pick.free.items():
        much = min(left, have)
        if much <= ZERO or house not in (None, warehouse):
            continue
        if line.lots:
            asked = named.get(line.position)
            chosen = _lots(unit, cfg, line, warehouse, much, asked)
            last = cfg.today if asked is not None else lots.last_day(cfg.today, line.keep_days)
            hold_lots(unit, doc, [(warehouse, lot, q, last) for lot, q in chosen])
            pick.lots[warehouse] = chosen
            much = sum((q for _, q in chosen), ZERO)
        pick.put(warehouse, much)
        left -= much


def _lots(
    unit: Unit, cfg: Settings, line: Line, warehouse: int, quantity: Decimal, named: Named | None
) -> list[tuple[int, Decimal]]:
    """Which lots go: those that are named, else those that expire first. Raises NotFound, Conflict for an unfit one."""
    if named is None:
        return lots.suggest(unit, warehouse, line.sku, quantity, day=cfg.today, keep_days=line.keep_days)
    there = {lot: on_hand - taken for lot, on_hand, taken, *_ in lot_store.LOCK_HERE.rows(unit, **_at(warehouse, line))}
    chosen = []
    for code, most in named:
        row = lot_store.OF_SKU.row(unit, sku=line.sku, fold=key(code))
        if row is None:
            raise NotFound("lot-not-of", lot=escaped(code), code=line.code)
        lots.refuse_unfit(row.code, row.expires, row.blocked, cfg.today)
        got = min(quantity, there.get(row.id, ZERO), quantity if most is None else most)
        if got > ZERO:
            chosen.append((row.id, got))
            quantity -= got
    return chosen


def _at(warehouse: int, line: Line) -> dict[str, int]:
    return {"warehouse": warehouse, "sku": line.sku}


def _packed(unit: Unit, step: str, picks: Sequence[_Pick]) -> list[Shipment]:
    """Shipments of the quantities picked from each line's shelves; services travel with the first of them.

    Services alone leave from the main warehouse.
    """
    made: dict[int, Shipment] = {}
    for pick in sorted(picks, key=lambda it: it.line.service):
        pick.line.released += pick.quantity
        for warehouse, got in pick.shelves.items():
            if got <= ZERO:
                continue
            if pick.line.service:
                part = next(iter(made.values()), None) or _part(unit, made, warehouses.MAIN.one(unit), step)
            else:
                part = _part(unit, made, warehouse, step)
            part.lines.append((pick.line, got))
            part.lots += [(pick.line, lot, q) for lot, q in pick.lots.get(warehouse, ())]
    return list(made.values())


def _part(unit: Unit, made: dict[int, Shipment], warehouse: int, step: str) -> Shipment:
    if warehouse not in made:
        made[warehouse] = Shipment(None, "", step, unit.now, warehouse)
    return made[warehouse]
