"""A small company for the tests of goods: its people by their work, two customers of different regions, two levels."""

from dataclasses import dataclass
from typing import Any

from tests import servers
from ydh.core.actors import Actor
from ydh.core.company import open_company
from ydh.core.permissions import P
from ydh.core.setup import init
from ydh.store import setup
from ydh.store.database import Unit
from ydh.store.prepared import Statement, insert_returning, slot
from ydh.store.tables.people import AccountRegion, Customer, Level, Role

NEW: dict[str, Any] = {"version": 1, "head": "", "entries": 0}
STAFF = {
    "manager": "business_manager",
    "keeper": "outbound_reviewer",  # stock.adjust, and no amount.view
    "finance": "finance_reviewer",
    "goods": "goods",  # product.manage, without prices
    "nobody": "nothing",
    "north": "northern",  # business manager of one region
}
_ROLE = Statement(Role.select(Role.id).where(Role.code == slot(Role.code)))
_LEVEL = insert_returning(Level, "code name version head entries")
_CUSTOMER = insert_returning(
    Customer,
    "code fold name level region terms contact phone address note assessed active created_at version head entries",
)
_REGION = Statement(AccountRegion.insert({f: slot(f) for f in (AccountRegion.account, AccountRegion.region)}))


@dataclass(frozen=True)
class Shop:
    """The people. `buyer` is C1's account (level gold, north), `other` C2's (no level, south)."""

    url: str
    manager: Actor
    keeper: Actor
    finance: Actor
    goods: Actor
    nobody: Actor
    north: Actor
    buyer: Actor
    other: Actor

    def again(self, actor: Actor) -> Actor:
        """The same person on a connection of his own, for another thread."""
        return Actor(open_company(self.url), actor.account)


def open_shop(databases: servers.Sqlite | servers.Postgres) -> Shop:
    """A copy of the shop on a database of its own; close `manager.company` after the test."""
    url = databases.fresh(databases.make_template("shop", _fill))
    company = open_company(url)
    names = [*STAFF, "buyer", "other"]
    ids = {name: index for index, name in enumerate(names, 2)}
    return Shop(url, **{name: Actor(company, ids[name]) for name in names})


def _fill(url: str) -> None:
    admin = init(url, login="admin", name="管理员", password="a long enough secret", company_name="试用公司")
    admin.company.write(_people)
    admin.company.close()


def _people(unit: Unit) -> None:
    _role(unit, "goods", [P.ORDER_VIEW, P.PRODUCT_MANAGE])
    _role(unit, "nothing", [])
    rights = [P.ORDER_VIEW, P.PRODUCT_MANAGE, P.PRICE_MANAGE, P.AMOUNT_VIEW, P.CUSTOMER_MANAGE]
    _role(unit, "northern", rights)
    for login, role in STAFF.items():
        account = _account(unit, login, None, scope="region" if login == "north" else "all")
        setup.ADD_ACCOUNT_ROLE.run(unit, account=account, role=_ROLE.one(unit, code=role))
        if login == "north":
            _REGION.run(unit, account=account, region="north")
    gold = _LEVEL.insert(unit, code="gold", name="金牌", **NEW)
    _LEVEL.insert(unit, code="silver", name="银牌", **NEW)
    _account(unit, "buyer", _customer(unit, "C1", gold, "north"))
    _account(unit, "other", _customer(unit, "C2", None, "south"))


def _role(unit: Unit, code: str, permissions: list[P]) -> None:
    role = setup.ADD_ROLE.insert(unit, code=code, name=code, builtin=False, **NEW)
    setup.ADD_ROLE_PERMISSION.many(unit, "role permission", [(role, p.value) for p in permissions])


def _customer(unit: Unit, code: str, level: int | None, region: str) -> int:
    texts = {name: "" for name in ("contact", "phone", "address", "note")}
    return _CUSTOMER.insert(
        unit,
        code=code,
        fold=code.lower(),
        name=f"客户{code}",
        level=level,
        region=region,
        terms="monthly",
        assessed=True,
        active=True,
        created_at=unit.now,
        **texts,
        **NEW,
    )


def _account(unit: Unit, login: str, customer: int | None, scope: str = "all") -> int:
    return setup.ADD_ACCOUNT.insert(
        unit,
        login=login,
        name=login,
        customer=customer,
        password=None,
        os_user=None,
        language="",
        scope=scope,
        active=True,
        failures=0,
        created_at=unit.now,
        **NEW,
    )
