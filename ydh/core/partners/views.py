"""What the use cases of partners take and give, frozen and without ids."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from ydh.core.values.lazy import dataclass
from ydh.core.values.words import N_

CARRIER_KINDS: Mapping[str, str] = {
    "express": N_("express"),
    "freight": N_("road freight"),
    "own": N_("own vehicles"),
    "pickup": N_("fetched by the customer"),
    "personal": N_("personal delivery"),
}


@dataclass(frozen=True, slots=True)
class AddressView:
    """A further delivery address of a customer."""

    label: str
    contact: str
    phone: str
    address: str


@dataclass(frozen=True, slots=True)
class CustomerView:
    """A customer; `level` is the code of its price level, `login` its ordering account, both empty for none.

    Where one is shown it has its `owners` (None: who looks may not know) and its further addresses.
    """

    code: str
    name: str
    level: str
    region: str
    terms: str
    contact: str
    phone: str
    address: str
    note: str
    assessed: bool
    active: bool
    login: str
    created_at: datetime
    version: int
    owners: tuple[str, ...] | None = None
    addresses: tuple[AddressView, ...] = ()


@dataclass(frozen=True, slots=True)
class LevelView:
    """A price level; orders of a higher priority are worked on before others."""

    code: str
    name: str
    priority: int = 0


@dataclass(frozen=True, slots=True)
class SupplierView:
    """A supplier of the company's list; `terms` is when it wants to be paid."""

    code: str
    name: str
    phone: str
    terms: str
    active: bool
    version: int


class PutSupplier(NamedTuple):
    """A row of an import of suppliers; None leaves a value as it is."""

    code: str
    name: str | None = None
    phone: str | None = None
    terms: str | None = None


class PutCustomer(NamedTuple):
    """A row of an import of customers; None leaves a value as it is."""

    code: str
    name: str | None = None
    level: str | None = None
    region: str | None = None
    terms: str | None = None
    contact: str | None = None
    phone: str | None = None
    address: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class CarrierView:
    """A carrier of the company's list. `expired`: its contract ran out before today."""

    code: str
    name: str
    kind: str
    phone: str
    contract_number: str
    contract_until: date | None
    tracking_url: str
    active: bool
    expired: bool
    version: int
