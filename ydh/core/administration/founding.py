"""Makes a company from nothing: schema, built-in roles, the warehouse and the first administrator."""

from collections.abc import Callable
from datetime import datetime

from ydh.core.administration import passwords
from ydh.core.administration.passwords import new_login, person_name
from ydh.core.audit.journal import NEW, Subject
from ydh.core.company.actors import SYSTEM_WHO, Actor
from ydh.core.company.company import Company, connect_unchecked, open_company
from ydh.core.partners import carriers
from ydh.core.rules.permissions import ADMIN, ROLE_NAMES, ROLES
from ydh.core.values.errors import Conflict, WrongSchema
from ydh.core.values.text import clean
from ydh.store.company import setup
from ydh.store.company.actors import GUARD
from ydh.store.engine import migrate
from ydh.store.engine.database import Unit
from ydh.store.tables.people import Account, Role

ACCOUNT, ROLE = Subject("account", Account), Subject("role", Role)


def init(
    url: str,
    *,
    login: str,
    name: str,
    password: str,
    company_name: str,
    os_user: str | None = None,
    clock: Callable[[], datetime] | None = None,
) -> Actor:
    """Set up a new company behind `url` and give its first administrator.

    `clock` tells the time in place of this machine's: a practice company has a past.
    Raises Conflict when there is a company already, Invalid for a bad name or password.
    """
    login = new_login(login)
    passwords.check(password, login)
    hashed = passwords.hashed(password)
    company = _new_schema(url)
    company.store.clock = clock or company.store.clock
    name, company_name = person_name(name), clean(company_name, "company name")
    admin = company.write(lambda u: _fill(u, login, name, hashed, company_name, os_user))
    return Actor(company, admin)


def _new_schema(url: str) -> Company:
    company = connect_unchecked(url)
    found = migrate.state(company.store)
    if found.kind == "ours":
        return open_company(url)
    if found.kind != "empty":
        raise WrongSchema(f"schema-{found.kind}", url=url)
    migrate.upgrade(company.store)
    return company


def _fill(unit: Unit, login: str, name: str, hashed: str, company_name: str, os_user: str | None) -> int:
    if setup.ANY_ACCOUNT.row(unit):
        raise Conflict("company-exists")
    for code in ROLES:
        role = setup.ADD_ROLE.insert(unit, code=code, name=ROLE_NAMES[code], builtin=True, **NEW)
        setup.ADD_ROLE_PERMISSION.many(unit, "role permission", [(role, p.value) for p in sorted(ROLES[code])])
        ROLE.entry(unit, SYSTEM_WHO, role, "create", code=code, permissions=sorted(ROLES[code]))
        if code == ADMIN:
            admin_role = role
    setup.ADD_WAREHOUSE.insert(unit, code="MAIN", name="主仓", main=True)
    carriers.seed(unit)
    setup.ADD_SETTING.insert(unit, name=GUARD, value=0, **NEW)
    for setting, value in (("company_name", company_name), ("workflow.order.off", []), ("workflow.return.off", [])):
        setup.ADD_SETTING.insert(unit, name=setting, value=value, **NEW)
    account = setup.ADD_ACCOUNT.insert(
        unit,
        login=login,
        name=name,
        customer=None,
        password=hashed,
        os_user=os_user,
        language="",
        scope="all",
        active=True,
        failures=0,
        created_at=unit.now,
        **NEW,
    )
    setup.ADD_ACCOUNT_ROLE.run(unit, account=account, role=admin_role)
    ACCOUNT.entry(unit, SYSTEM_WHO, account, "create", login=login, roles=[ADMIN])
    return account
