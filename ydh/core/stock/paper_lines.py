"""The lines of a paper that is posted: taken one after the other; of a count, what orders hold is put aside.

Quantities in base units.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from ydh.core.company.actors import Who
from ydh.core.company.settings import Settings
from ydh.core.rules.stock_papers import KINDS
from ydh.core.stock.items import find_goods, good_named
from ydh.core.stock.posting import PostedLine, Shelves, lapse_of, open_shelves, take
from ydh.core.stock.views import PaperLine, StockChange
from ydh.core.values.errors import Invalid, Shortage
from ydh.core.values.quantities import plain
from ydh.core.values.words import Label
from ydh.store.engine.database import Unit
from ydh.store.stock import papers as store

MOST_LINES = 2000
NAMED = 5  # orders that a refusal names


class Place(NamedTuple):
    """Of which kind a paper is, where its goods are, where they go in a transfer, why."""

    kind: str
    warehouse: int
    to: int | None
    reason: str


class Aside(NamedTuple):
    """A line of a count that cannot be posted yet, and why."""

    line: PaperLine
    why: Shortage


def shelves_for(unit: Unit, me: Who, cfg: Settings, at: Place, lines: Sequence[PaperLine]) -> Shelves:
    """The figures that the lines are about, locked. Raises Invalid for too many of them or none."""
    refuse_number(lines)
    goods = find_goods(unit, (line.sku for line in lines))
    lapse_of(unit, me, goods.values() if KINDS[at.kind].sign <= 0 else ())
    places = [(place, line.sku) for line in lines for place in (at.warehouse, at.to) if place]
    return open_shelves(unit, cfg.today, places, goods)


def refuse_number(lines: Sequence[PaperLine]) -> None:
    """Raise Invalid for a paper without lines, or with too many."""
    if not lines:
        raise Invalid("paper-empty")
    if len(lines) > MOST_LINES:
        raise Invalid("paper-long", most=MOST_LINES)


def taken(unit: Unit, me: Who, shelves: Shelves, at: Place, lines: Sequence[PaperLine]) -> Iterator[PostedLine]:
    """What each line does. Raises Shortage that names the orders which hold what would be taken."""
    for line in lines:
        try:
            yield take(shelves, at.kind, at.warehouse, line, to=at.to, reason=at.reason)
        except Shortage as error:
            raise _named(unit, me, shelves, at, line, error) from None


def counted(
    unit: Unit, me: Who, shelves: Shelves, at: Place, lines: Sequence[PaperLine]
) -> tuple[list[PostedLine], list[Aside]]:
    """What the lines of a count do, and those that would take what orders hold. Raises Shortage when all of them do."""
    done: list[PostedLine] = []
    aside: list[Aside] = []
    for line in lines:
        try:
            done += taken(unit, me, shelves, at, [line])
        except Shortage as error:
            aside.append(Aside(line, error.kept()))
    if aside and not done:
        raise aside[0].why
    return done, aside


def _named(unit: Unit, me: Who, shelves: Shelves, at: Place, line: PaperLine, error: Shortage) -> Shortage:
    """The same refusal, with the orders that it is because of, as far as the actor sees them."""
    good = good_named(shelves.goods, line.sku)
    rows = store.HOLDERS.rows(unit, sku=good.id, warehouse=at.warehouse)
    mine = [number for number, customer, region in rows if me.sees(customer, region)]
    if error.id not in ("stock-reserved", "stock-reserved-fit", "lot-promised") or not rows:
        return error
    orders = [*mine[:NAMED], *([".."] if len(rows) > len(mine[:NAMED]) else [])]
    return Shortage(f"{error.id}-by", **error.data, orders=orders)


def said(warehouse: str, number: str, it: PostedLine, state: Label) -> StockChange:
    """What a line did to its figure."""
    figures = (plain(it.old), plain(it.new), plain(it.reserved))
    return StockChange(it.kept[0].sku, warehouse, *figures, number, state)


def nothing(warehouse: str, number: str, line: PaperLine, state: Label) -> StockChange:
    """What a line does while its paper waits."""
    zero = Decimal(0)
    return StockChange(line.sku, warehouse, zero, zero, zero, number, state)
