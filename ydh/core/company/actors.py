"""Who acts, and the two questions that every use case asks: may I, and do I see it. Both are always asked here.

Rights are read afresh in the unit of work that acts, so that a change works on sessions that are open.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ydh.core.rules.permissions import PERMISSION_NAMES, P
from ydh.core.values.errors import NotAllowed, NotSignedIn
from ydh.core.values.words import N_, Label
from ydh.store.company import actors
from ydh.store.engine.database import Unit

if TYPE_CHECKING:
    from ydh.core.company.company import Company

SYSTEM, CLOCK = 0, -1  # built-in actors: passes steps that are switched off; passes steps by the calendar
RESERVED = frozenset({"system", "clock", "系统", "定时任务"})  # what they are called, which nobody else is
COMPANY = Label(N_("the company"))  # whoever of it, as its customers are told
BUILT_IN = {SYSTEM: Label(N_("system"), "system"), CLOCK: Label(N_("clock"), "clock")}  # what they are called


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person (or the clock) at a company. `via` says through which door: command, screen, import.

    `session` is the sign-in or token that proves it, and with it ends what the actor may; a system user has none.
    """

    company: "Company"
    account: int
    via: str = "command"
    session: int | None = None


@dataclass(frozen=True, slots=True)
class Who:
    """The actor's rights at this moment.

    A service account has an `owner`, the member of staff whose it is; `owned` are all service accounts of that person.
    """

    id: int
    login: str
    name: str
    customer: int | None
    permissions: frozenset[P]
    scope: str = "all"
    regions: frozenset[str] = frozenset()
    customers: frozenset[int] = frozenset()
    owner: int | None = None
    owned: frozenset[int] = frozenset()

    @property
    def is_customer(self) -> bool:
        """Whether this is a customer's ordering account."""
        return self.customer is not None

    @property
    def is_service(self) -> bool:
        """Whether this is the account of scripts, in which no person sits."""
        return self.owner is not None

    def is_same(self, account: int | None) -> bool:
        """Whether the account is the same person's: where two persons are needed, one and his scripts are one."""
        return account is not None and (account in (self.id, self.owner) or account in self.owned)

    def may(self, permission: P) -> bool:
        """Whether one of the roles gives the permission."""
        return permission in self.permissions

    def need(self, *permissions: P) -> None:
        """Raise NotAllowed unless one of `permissions` is held."""
        if not any(p in self.permissions for p in permissions):
            raise NotAllowed("need-permission", permission=Label(PERMISSION_NAMES[permissions[0]]))

    def sees(self, customer: int, region: str) -> bool:
        """Whether documents of the customer, in its region, are within the scope; who has no right sees none."""
        if self.customer is not None:
            return customer == self.customer
        if self.id <= 0:
            return True
        if self.scope == "all" or not self.permissions:
            return bool(self.permissions)
        return region in self.regions if self.scope == "region" else customer in self.customers

    def sees_amounts(self) -> bool:
        """Whether prices and amounts are shown: a customer's own always, staff's with amount.view."""
        return self.is_customer or self.id <= 0 or P.AMOUNT_VIEW in self.permissions

    def told(self, name: str) -> str:
        """Who did something, as this reader is told: a customer hears of the company, not of its people."""
        if not self.is_customer or not name or name in (self.name, self.login) or isinstance(name, Label):
            return name
        return COMPANY

    def told_login(self, login: str | None) -> str:
        """Whom something is assigned to; that is no business of customers."""
        return "" if login is None or self.is_customer else login

    def acts_for_customers(self, permission: P = P.ORDER_CREATE) -> bool:
        """Whether staff may act on a customer's behalf, or it is the customer, or the clock."""
        return self.is_customer or self.id == CLOCK or permission in self.permissions


SYSTEM_WHO = Who(SYSTEM, "system", "", None, frozenset())


def keep_still(unit: Unit) -> None:
    """Keep rights and settings as they are until this unit of work ends; whoever changes them is waited for.

    What is read before that may not hold any more when something is written. A writing unit of SQLite is alone.
    """
    if unit.writing and unit.engine != "sqlite":
        unit.once(("guard", "shared"), lambda: actors.SHARE.row(unit))


def changing(unit: Unit) -> None:
    """Have rights and settings alone until this unit of work ends: the first thing that is done in it.

    Everybody who acts by them is waited for, and so is whoever else changes them.
    """
    unit.once(("guard", "taken"), lambda: actors.TAKE.row(unit))


def who(unit: Unit, actor: Actor) -> Who:
    """The actor's rights, which hold until the unit ends.

    Raises NotSignedIn when the account is gone or retired, or the sign-in is over.
    """
    keep_still(unit)
    if actor.account <= 0:
        return Who(actor.account, "clock" if actor.account == CLOCK else "system", "", None, frozenset())
    row = actors.RIGHTS.row(unit, id=actor.account, session=actor.session or 0, now=unit.now)
    if not row or not row.active:
        raise NotSignedIn("account-retired")
    if actor.session is not None and not row.holds:
        raise NotSignedIn("sign-in-over")
    id_, login, name, customer, scope, _, given, _, owner, owned = row
    permissions, mine = _granted(given), frozenset(map(int, owned.split(","))) if owned else frozenset()
    if scope == "all" or customer is not None:
        return Who(id_, login, name, customer, permissions, owner=owner, owned=mine)
    regions = frozenset(r for (r,) in actors.REGIONS.rows(unit, account=id_))
    theirs = frozenset(c for (c,) in actors.OWNED.rows(unit, account=id_))
    return Who(id_, login, name, customer, permissions, scope, regions, theirs, owner, mine)


_BY_CODE = {p.value: p for p in P}


@lru_cache(maxsize=256)
def _granted(codes: str | None) -> frozenset[P]:
    return frozenset(_BY_CODE[code] for code in (codes or "").split(",") if code in _BY_CODE)
