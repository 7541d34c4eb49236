"""A furnished company whose two customers live apart, and people who see it all, a part of it, or nothing."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.kit import furnished, servers
from tests.kit.company import staff
from tests.kit.furnished import Furnished
from ydh.core.administration import accounts, settings
from ydh.core.cases import cases
from ydh.core.company.actors import CLOCK, Actor
from ydh.core.orders import notes
from ydh.core.partners import customers
from ydh.core.rules.permissions import ADMIN, ROLES
from ydh.core.shipping import tracking
from ydh.core.workflow import assigning
from ydh.store.engine.database import Unit

HERE, THERE = "浙江", "江苏"  # the regions of C1 and C2
OWN, OTHER = "C1", "C2"
NAMES = {"C1": ("C1", "c1", "西湖茶行"), "C2": ("C2", "c2", "绍兴百货商店")}  # code, sign-in name, name
SECRET = "内部才知道"  # in what staff write for each other
REGIONS = {"region": [HERE], "no-region": ["nowhere"]}


@dataclass(frozen=True)
class Names:
    """Numbers of a customer's documents."""

    orders: tuple[str, ...]
    shipments: tuple[str, ...]
    returns: tuple[str, ...]
    cases: tuple[str, ...]
    code: str

    @property
    def documents(self) -> tuple[str, ...]:
        return (*self.orders, *self.shipments, *self.returns, *self.cases)


NOBODYS = Names(("DH-O-20200101-000001",), ("DH-S-20200101-000001",), ("DH-R-20200101-000001",), ("DH-C-1",), "C99")
LIMITED = ("region", "own", "no region", "no own", "customer")
PEOPLE = ("all", *LIMITED, "no role", "clock")


@dataclass(frozen=True)
class Apart:
    """The people by how much they see, and the numbers of both customers' documents."""

    furnished: Furnished
    people: dict[str, Actor]
    own: Names
    other: Names

    def met(self, person: str, text: str) -> set[str]:
        """What a text names that is outside the person's scope."""
        hidden = [self.other] if person in ("region", "own", "customer") else [self.own, self.other]
        words = {word for whose in hidden for word in (*whose.documents, *NAMES[whose.code])}
        if person == "customer":
            words |= {SECRET, *furnished.LOGINS, *(furnished.WORDS["zh_CN"][login] for login in furnished.LOGINS)}
        return {word for word in words if re.search(rf"\b{word}\b", text)}


@contextmanager
def opened(databases: servers.Sqlite | servers.Postgres) -> Iterator[Apart]:
    """A copy of the company, open."""
    it = furnished.opened(databases.fresh(databases.make_template("furnished-apart", fill)), "zh_CN")
    people = {name: it.account(name.replace(" ", "-")) for name in PEOPLE if name not in ("customer", "clock")}
    people |= {"customer": it.account("c1"), "clock": Actor(it.boss.company, CLOCK)}
    yield Apart(it, people, names_of(it, OWN), names_of(it, OTHER))
    it.boss.company.close()


def fill(url: str) -> None:
    """The furnished company, whose two customers live in different regions, with people of every scope."""
    furnished.fill(url, "zh_CN")
    it = furnished.opened(url, "zh_CN")
    settings.change_setting(it.boss, "pick", "check")  # so that there is something to be picked
    it.boss.company.write(_apart)
    customers.edit(it.account("feng"), OWN, note=SECRET)
    own = names_of(it, OWN)
    for number in own.orders:
        notes.note(it.account("zhou"), number, SECRET)
    tracking.track(it.account("wang"), own.shipments[0], "in_transit", text="到杭州了")
    assigning.assign(it.account("feng"), own.returns[0], "zhou", reason="忙")
    cases.settle(it.account("feng"), own.cases[0], "rejected", "没有坏")
    staff(it.boss, "no-role")
    for login in ("all", "region", "own", "no-region", "no-own"):
        staff(it.boss, login, *(role for role in ROLES if role != ADMIN or login == "all"))  # it sees every account
        accounts.edit(it.boss, login, scope=login.removeprefix("no-"), regions=REGIONS.get(login))
    customers.set_owners(it.account("feng"), OWN, ["own"])
    it.boss.company.close()


def _apart(unit: Unit) -> None:
    for table in ("orders", "returns"):
        unit.execute(
            f"UPDATE {table} SET region = '{THERE}' WHERE customer_id = (SELECT id FROM customer WHERE code = 'C2')", ()
        )
    unit.execute(f"UPDATE customer SET region = '{THERE}' WHERE code = 'C2'", ())


def names_of(it: Furnished, code: str) -> Names:
    """The numbers of all that belongs to a customer."""
    whose = f"(SELECT id FROM customer WHERE code = '{code}')"
    mine = f"(SELECT id FROM orders WHERE customer_id = {whose})"

    def found(unit: Unit, what: str) -> tuple[str, ...]:
        return tuple(str(row[0]) for row in unit.execute(f"SELECT number FROM {what}", ()).fetchall() if row[0])

    def work(unit: Unit) -> Names:
        return Names(
            found(unit, f"orders WHERE customer_id = {whose}"),
            found(unit, f"shipment WHERE order_id IN {mine}"),
            found(unit, f"returns WHERE customer_id = {whose}"),
            found(unit, f"cases WHERE order_id IN {mine}"),
            code,
        )

    return it.boss.company.read(work)
