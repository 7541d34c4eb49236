"""What the journal has said of one subject so far: each value by field and part, with the entry that said so.

Values are as the database has them: cents, hundredths of a cent, thousandths, microseconds. What the journal never
said is not known, and not compared.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from ydh.core.audit.journal import KEPT
from ydh.core.values.money import MONEY_PLACES, PRICE_PLACES, QUANTITY_PLACES
from ydh.store.engine.prepared import Row
from ydh.store.tables.fields import EPOCH, MICROSECOND, canonical

_MONEY, _PRICES = "amount freight total refund cod", "list_price price discount"
_QUANTITIES = (
    "quantity pack_size minimum multiple lower upper book closed released shipped received claimed allowed sent came"
    " restocked scrapped repair refunded weight temperature"
)
PLACES: Mapping[str, int] = {
    **dict.fromkeys(_MONEY.split(), MONEY_PLACES),
    **dict.fromkeys(_PRICES.split(), PRICE_PLACES),
    **dict.fromkeys(_QUANTITIES.split(), QUANTITY_PLACES),
}
_JSON = frozenset({"attributes", "value"})
UNREAD = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError)  # what a forged entry may bring about
_CONVERTED, _PLAIN = PLACES.keys() | _JSON, frozenset({int, bool, list})
Key = tuple[str, str]
"""A field, and which part of the subject it is of: empty for the subject itself."""


class OneOf(frozenset[Any]):
    """What stands in the books is one of these: the journal does not say which."""


class OfCustomer(NamedTuple):
    """It is what the customer's own was after so many of its entries."""

    code: str
    entries: int


class Said(NamedTuple):
    """An entry of the journal as it is told again; `at` is in microseconds."""

    seq: int
    at: int
    actor: int
    action: str
    step: str
    to: str
    body: Mapping[str, Any]
    kept: Mapping[str, Any]

    @property
    def by(self) -> int | None:
        """The account, None when it was the system or the clock."""
        return self.actor if self.actor > 0 else None


def entry_of(row: Row) -> Said:
    """A row of the store's ENTRY."""
    _, _, seq, at, actor, action, step, to, _, body, _, _ = row
    told = json.loads(body)
    return Said(seq, at, actor, action, step, to, told, told.get(KEPT) or {})


@dataclass(slots=True)
class Story:
    """What is known of one subject."""

    seq: int = 0
    known: dict[Key, tuple[Any, int]] = field(default_factory=dict)
    unread: int = 0  # the first entry that does not say what such an entry says

    def say(self, name: str, value: Any, part: str = "") -> None:
        """From the entry that is being told on, the field has this value."""
        if value.__class__ is str:  # most values, of which most stay as they are
            if name in _CONVERTED:
                value = stored(name, value)
        elif value is not None and (name in _JSON or value.__class__ not in _PLAIN):
            value = stored(name, value)
        self.known[name, part] = (value, self.seq)

    def say_all(self, values: Mapping[str, Any], names: Iterable[str], part: str = "") -> None:
        """Those of the names that are among the values."""
        for name in names:
            if name in values:
                self.say(name, values[name], part)

    def get(self, name: str, part: str = "") -> Any:
        """What is known of the field; None also when nothing is."""
        found = self.known.get((name, part))
        return found[0] if found else None

    def has(self, name: str, part: str = "") -> bool:
        """Whether anything is known of the field."""
        return (name, part) in self.known

    def forget(self, names: Collection[str], part: str = "") -> None:
        """From here on nothing is known of these fields."""
        for name in names:
            self.known.pop((name, part), None)

    def drop(self, part: str) -> None:
        """The part is gone."""
        for key in [key for key in self.known if key[1] == part]:
            del self.known[key]

    def join(self, names: str, member: Any, *, there: bool) -> None:
        """A member comes to a set, or leaves it; a set that is not known stays unknown."""
        if self.has(names):
            others = [it for it in self.get(names) if it != member]
            self.say(names, sorted([*others, member] if there else others))


def stored(name: str, value: Any) -> Any:
    """A value of an entry as the database has it."""
    if isinstance(value, str):
        places = PLACES.get(name)
        if places is not None:
            return _scaled(value, places)
    elif isinstance(value, Decimal):
        return int(value.scaleb(PLACES[name]))
    elif isinstance(value, datetime):
        return micros(value)
    return canonical(value) if name in _JSON else value


@lru_cache(maxsize=8192)
def _scaled(text: str, places: int) -> int:
    return int(Decimal(text).scaleb(places))


def micros(moment: datetime) -> int:
    """A moment as the database has it."""
    return (moment - EPOCH) // MICROSECOND


def same(told: Any, found: Any) -> bool:
    """Whether what the journal says and what stands in the books is the same; nothing and empty are."""
    if isinstance(told, OneOf):
        return found in told
    return bool(told == found) or (told in (None, "") and found in (None, ""))
