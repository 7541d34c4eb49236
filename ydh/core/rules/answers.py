"""What acts are told: a frozen class for each step and exit that asks more than a word.

A front end gives names and values; `Given` makes the answers of a step out of them once, whatever the number of
documents. Every answer is as it was typed: what it must be is decided by the step, with the document before it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, ClassVar

from ydh.core.values.lazy import dataclass
from ydh.core.values.quantities import Quantity

Number = str | int | Decimal | None  # as typed; commands give what they have read
Day = str | date | None
Quantities = Mapping[int, Quantity]  # by position
_ON_THE_WAY = {"carrier", "tracking", "parcels", "weight", "cod", "expected_date", "remark"}
_AGREED = {"agreed_date", "agreed_time", "agreed_place"}
_ARRIVED = {"received", "differences", "notes", "rating", "rating_text"}
_OF_SHIPMENTS = frozenset(_ON_THE_WAY | _AGREED | _ARRIVED)


@dataclass(frozen=True)
class Answers:
    """What every act may be told. `besides` is what was told though nobody asked: the journal keeps words of it.

    `together` are the numbers of all to which the same is said in one call.
    """

    opinion: str = ""
    reason: str = ""
    besides: Mapping[str, Any] = field(default_factory=dict)
    together: frozenset[str] = frozenset()

    worked_out: ClassVar[frozenset[str]] = frozenset()  # the journal keeps what the step makes of these

    def of(self, name: str) -> Any:
        """The answer to a question of the table, by its name."""
        return getattr(self, name)

    def said(self) -> dict[str, Any]:
        """What the journal keeps: words and marks; quantities by line are told by what the act did."""
        return dict(self._said)

    @cached_property
    def _said(self) -> dict[str, Any]:
        told = {**vars(self), **self.besides}
        return {
            name: value
            for name, value in told.items()
            if value and isinstance(value, str | bool | int) and name not in self.worked_out
        }


@dataclass(frozen=True)
class Release(Answers):
    """What is released: `lines` limits it, `available` takes what is there, `rest` is wait or close.

    `warehouse` (code or name) says where from, `lots` ({position: code, at most}) of which.
    """

    lines: Quantities | None = None
    available: bool = False
    rest: str = ""
    warehouse: str = ""
    lots: Mapping[int, Sequence[tuple[str, Quantity | None]]] = field(default_factory=dict)


@dataclass(frozen=True)
class Shipping(Answers):
    """What is said of a shipment that leaves; all but the carrier may be left out."""

    worked_out: ClassVar[frozenset[str]] = _OF_SHIPMENTS

    carrier: str = ""
    tracking: str = ""
    parcels: Number = None
    weight: Number = None
    cod: Number = None
    expected_date: Day = None
    agreed_date: Day = None
    agreed_time: str = ""
    agreed_place: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Receipt(Answers):
    """What came of a shipment: all of it unless told otherwise. `differences` are quantities by position and kind."""

    worked_out: ClassVar[frozenset[str]] = _OF_SHIPMENTS

    received: Quantities = field(default_factory=dict)
    differences: Mapping[int, Mapping[str, Quantity]] = field(default_factory=dict)
    notes: Mapping[int, str] = field(default_factory=dict)
    rating: Number = None
    rating_text: str = ""


@dataclass(frozen=True)
class Closing(Answers):
    """What is given up: `lines` limits it, `short` what is not reserved; `when_short` the customer's word."""

    lines: Quantities = field(default_factory=dict)
    short: bool = False
    when_short: str = ""


@dataclass(frozen=True)
class ReturnReview(Answers):
    """What is allowed to come back, all of it unless told otherwise, and where to."""

    lines: Quantities = field(default_factory=dict)
    return_address: str = ""
    warehouse: str = ""


@dataclass(frozen=True)
class ReturnDispatch(Answers):
    """What the customer sends, all that was allowed unless told otherwise."""

    lines: Quantities = field(default_factory=dict)
    carrier: str = ""
    tracking: str = ""


@dataclass(frozen=True)
class ReturnReceipt(Answers):
    """What came by position: how much to restock, scrap or repair, with the lot and the day that it expires."""

    came: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Refund(Answers):
    """What is paid back by position (yuan), all that it comes to unless told otherwise, and how."""

    amounts: Mapping[int, Decimal] = field(default_factory=dict)
    method: str = ""
    reference: str = ""


def names_of(kind: type[Answers]) -> set[str]:
    """The names of its answers, without working the class out."""
    names = {name for each in kind.__mro__ for name in vars(each).get("__annotations__", ())}
    return names - {"besides", "together", "worked_out"}


class Given:
    """Names and values, before it is known which step's answers they are, and the numbers of all that they are for."""

    def __init__(self, told: Mapping[str, Any], together: Iterable[str] = ()) -> None:
        self.told, self.together = told, frozenset(together)
        self._made: dict[type[Answers], Answers] = {}

    def to(self, kind: type[Answers]) -> Answers:
        """The answers of that kind."""
        found = self._made.get(kind)
        if found is None:
            names = names_of(kind)
            known = {name: value for name, value in self.told.items() if name in names and value is not None}
            besides = {name: value for name, value in self.told.items() if name not in names}
            found = self._made[kind] = kind(**known, besides=besides, together=self.together)
        return found
