"""The order in which a customer finds the goods: what it bought before (the latest first), what is new, the rest.

A page goes on where a cursor points: the group, and the last row's place in it.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from ydh.core.values.lazy import dataclass
from ydh.core.values.money import QUANTITY_PLACES
from ydh.store.engine.database import Unit
from ydh.store.goods import shelf as store
from ydh.store.tables.fields import EPOCH, MICROSECOND

NEW_FOR = timedelta(days=30)
AT_ONCE, A_PAGE, AT_MOST = 100, 64, 500
_BOUGHT, _NEW, _REST = "b", "n", "r"
ALL, ONLY_BOUGHT = _BOUGHT + _NEW + _REST, _BOUGHT
_EVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class PlacedItem:
    """A sku in its place: whether it is new, what the customer bought of it last, and where the next page begins."""

    sku: int
    new: bool
    cursor: str
    last_quantity: Decimal | None = None
    last_date: date | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """What is looked for: `words` as shelf.words_of gives them, all of them empty for everything."""

    unit: Unit
    customer: int
    words: dict[str, str]
    category: str

    @property
    def narrow(self) -> tuple[str, ...]:
        """What narrows the statements."""
        return (("words",) if any(self.words.values()) else ()) + (("category",) if self.category else ())

    @property
    def values(self) -> dict[str, Any]:
        """The parameters of what narrows them."""
        return {"customer": self.customer, "category": self.category, **self.words}

    @property
    def since(self) -> datetime:
        """Skus made from then on are new."""
        return self.unit.now - NEW_FOR


@dataclass(slots=True)
class _Last:
    """The last order in which a customer bought a sku."""

    day: str
    order: int
    position: int
    quantity: int

    @property
    def place(self) -> tuple[str, int, int]:
        return self.day, self.order, -self.position


def in_order(look: Look, after: str, groups: str) -> Iterator[PlacedItem]:
    """The skus of the groups from the cursor `after` on (empty for the first), found as they are asked for."""
    group, _, place = after.partition("|")
    bought = _bought(look)
    for code in groups[max(0, groups.find(group)) :]:
        yield from _GROUPS[code](look, bought, place if code == group else "")


def _bought(look: Look) -> dict[int, _Last]:
    last: dict[int, _Last] = {}
    for sku, day, order, position, quantity in store.BOUGHT.rows(look.unit, customer=look.customer):
        known = last.get(sku)
        if known is None or (day, order) > (known.day, known.order):
            last[sku] = _Last(day, order, position, quantity)
        elif known.order == order:
            known.position, known.quantity = min(known.position, position), known.quantity + quantity
    return last


def _bought_before(look: Look, bought: dict[int, _Last], place: str) -> Iterator[PlacedItem]:
    order = sorted(bought.items(), key=lambda item: item[1].place, reverse=True)
    if place:
        day, number, position = place.split("|")
        order = [item for item in order if item[1].place < (day, int(number), -int(position))]
    some, order = order[:A_PAGE], order[A_PAGE:]  # a page takes few, a search that finds little takes all
    while some:
        rows = store.OF_THESE[look.narrow].rows(look.unit, [sku for sku, _ in some], **look.values)
        made: dict[int, datetime] = {sku: at for sku, _, at in rows}
        for sku, last in some:
            if sku in made:
                yield _as_bought(sku, made[sku] >= look.since, last)
        some, order = order[:AT_MOST], order[AT_MOST:]


def _as_bought(sku: int, new: bool, last: _Last) -> PlacedItem:
    cursor = f"{_BOUGHT}|{last.day}|{last.order}|{last.position}"
    quantity = Decimal(last.quantity).scaleb(-QUANTITY_PLACES)
    return PlacedItem(sku, new, cursor, quantity, date.fromisoformat(last.day))


def _newest(look: Look, bought: dict[int, _Last], place: str) -> Iterator[PlacedItem]:
    at, fold = _EVER, ""
    if place:
        micros, _, fold = place.partition("|")
        at = EPOCH + int(micros) * MICROSECOND
    rows = None
    while rows is None or len(rows) == AT_ONCE:
        statement, given = store.NEWEST[look.narrow], {"at": at, "fold": fold, "since": look.since}
        rows = statement.rows(look.unit, limit=AT_ONCE, **given, **look.values)
        for sku, fold, at in rows:
            if sku not in bought:
                yield PlacedItem(sku, True, f"{_NEW}|{(at - EPOCH) // MICROSECOND}|{fold}")


def _rest(look: Look, bought: dict[int, _Last], place: str) -> Iterator[PlacedItem]:
    fold, rows = place, None
    while rows is None or len(rows) == AT_ONCE:
        statement, given = store.REST[look.narrow], {"fold": fold, "since": look.since}
        rows = statement.rows(look.unit, limit=AT_ONCE, **given, **look.values)
        for sku, fold, _ in rows:
            if sku not in bought:
                yield PlacedItem(sku, False, f"{_REST}|{fold}")


_GROUPS = {_BOUGHT: _bought_before, _NEW: _newest, _REST: _rest}
