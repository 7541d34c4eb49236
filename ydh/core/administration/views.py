"""What the use cases of accounts, roles and settings take and give: frozen, plain, without any id of the store.

Times are UTC.
"""

from datetime import datetime
from typing import Any

from ydh.core.values.lazy import dataclass
from ydh.core.values.words import N_, Label


@dataclass(frozen=True, slots=True)
class Me:
    """Who is signed in. `customer` is the customer's code, empty for staff; `kind` is staff, service or customer.

    `clock` names the company's zone and its offset at this moment.
    """

    login: str
    name: str
    kind: str
    customer: str
    roles: tuple[str, ...]
    permissions: tuple[str, ...]
    scope: str
    regions: tuple[str, ...]
    language: str
    theme: str = ""
    clock: str = ""


@dataclass(frozen=True, slots=True)
class SignIns:
    """What one should know after signing in: the sign-in before, refused tries since, other live sign-ins."""

    before: datetime | None
    refused: int
    elsewhere: int

    @property
    def first(self) -> bool:
        """Whether the person has never signed in before. S21.38"""
        return self.before is None

    @property
    def worth_telling(self) -> bool:
        """Whether this is not simply the first sign-in of all."""
        return bool(self.before or self.refused or self.elsewhere)


LAST_SIGN_IN = N_("last sign-in {before}; refused tries since: {refused}; signed in elsewhere: {elsewhere}")


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account just made. `password` was generated and is shown this once; empty when the maker chose it."""

    login: str
    password: str = ""

    def __repr__(self) -> str:  # a password must not get into logs
        return f"NewAccount({self.login!r})"


@dataclass(frozen=True, slots=True)
class AccountView:
    """An account. `locked_until` is set while failed sign-ins make it wait; `last_sign_in` is by password only.

    `kind` is staff, service or customer; `owner` the sign-in name of whose service account it is.
    """

    login: str
    name: str
    kind: str
    customer: str
    roles: tuple[str, ...]
    scope: str
    regions: tuple[str, ...]
    os_user: str
    language: str
    active: bool
    locked_until: datetime | None
    created_at: datetime
    version: int
    last_sign_in: datetime | None = None
    role_names: tuple[Label, ...] = ()
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """Who holds which rights, through which roles: a line of the access review (S02.8)."""

    login: str
    name: str
    roles: tuple[str, ...]
    permissions: tuple[str, ...]
    scope: str
    regions: tuple[str, ...]
    last_sign_in: datetime | None = None
    role_names: tuple[Label, ...] = ()
    owner: str = ""


@dataclass(frozen=True, slots=True)
class TokenView:
    """A script's token: everything but the token itself, which is shown once when it is made."""

    login: str
    name: str
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class RoleView:
    """A role and how many accounts hold it."""

    code: str
    name: Label
    builtin: bool
    permissions: tuple[str, ...]
    holders: int
    version: int


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One permission and whether each built-in role gives it, in the order of `permissions.ROLE_NAMES`."""

    permission: str
    name: Label
    given: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class SettingView:
    """A company setting: what holds now, and what holds when nobody chose. `choices`: all that can be typed, if few.

    `proposed` was chosen just now and holds when a second person chooses it too.
    """

    name: str
    meaning: Label
    value: Any
    default: Any
    choices: tuple[Label, ...] = ()
    proposed: Any = None
