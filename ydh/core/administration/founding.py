"""Makes a company from nothing: schema, built-in roles, the warehouse and the first administrator."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from ydh.core.administration import passwords
from ydh.core.administration.passwords import new_login, person_name
from ydh.core.audit.journal import KEPT, NEW, Subject, print_of
from ydh.core.company.actors import SYSTEM_WHO, Actor
from ydh.core.company.company import Company, connect_unchecked, open_company, public, reached
from ydh.core.company.settings import LANGUAGE, PRACTICE, SETTINGS
from ydh.core.partners import carriers
from ydh.core.rules.permissions import ADMIN, ROLE_NAMES, ROLES
from ydh.core.values.errors import Conflict, WrongSchema
from ydh.core.values.text import clean
from ydh.store.company import setup
from ydh.store.company.actors import GUARD
from ydh.store.engine import migrate
from ydh.store.engine.database import Unit
from ydh.store.tables.goods import Warehouse
from ydh.store.tables.people import Account, Role, Setting

ACCOUNT, ROLE = Subject("account", Account), Subject("role", Role)
MAIN = {"zh_CN": "主仓", "en": "Main warehouse"}  # what the first warehouse is called
SETTING, WAREHOUSE = Subject("setting", Setting), Subject("warehouse", Warehouse)


def init(
    url: str,
    *,
    login: str,
    name: str,
    password: str,
    company_name: str,
    os_user: str | None = None,
    clock: Callable[[], datetime] | None = None,
    practice: bool = False,
    language: str = "zh_CN",
) -> Actor:
    """Set up a new company behind `url` and give its first administrator.

    `language` is the company's: that of the names which it begins with. `practice`: nothing in it will be real, which
    is settled here for good. `clock` tells the time in place of this machine's: a practice company has a past.
    Raises Conflict when there is a company already, Invalid for a bad name or password.
    """
    login = new_login(login)
    passwords.check(password, login)
    hashed = passwords.hashed(password)
    company = _new_schema(url)
    company.store.clock = clock or company.store.clock
    name, company_name = person_name(name), clean(company_name, "company name")
    admin = company.write(lambda u: _fill(u, login, name, hashed, company_name, os_user, practice, language))
    return Actor(company, admin)


def _new_schema(url: str) -> Company:
    company = connect_unchecked(url)
    with reached(company.store):
        found = migrate.state(company.store)
    if found.kind == "ours":
        return open_company(url)
    if found.kind != "empty":
        raise WrongSchema(f"schema-{found.kind}", url=public(url))
    with reached(company.store):
        migrate.upgrade(company.store)
    return company


def _fill(
    unit: Unit,
    login: str,
    name: str,
    hashed: str,
    company_name: str,
    os_user: str | None,
    practice: bool,
    language: str,
) -> int:
    if setup.ANY_ACCOUNT.row(unit):
        raise Conflict("company-exists")
    for code in ROLES:
        role = setup.ADD_ROLE.insert(unit, code=code, name=ROLE_NAMES[code], builtin=True, **NEW)
        setup.ADD_ROLE_PERMISSION.many(unit, "role permission", [(role, p.value) for p in sorted(ROLES[code])])
        rights = {"code": code, "name": str(ROLE_NAMES[code]), "permissions": sorted(ROLES[code])}
        ROLE.entry(unit, SYSTEM_WHO, role, "create", **rights, **{KEPT: {"builtin": True}})
        if code == ADMIN:
            admin_role = role
    house: dict[str, Any] = {"code": "MAIN", "name": MAIN[language], "main": True}
    main = setup.ADD_WAREHOUSE.insert(unit, **house)
    WAREHOUSE.entry(unit, SYSTEM_WHO, main, "create", **house, contact="", phone="", address="")
    carriers.seed(unit, language)
    setup.ADD_SETTING.insert(unit, name=GUARD, value=0, **NEW)
    for setting in ("workflow.order.off", "workflow.return.off"):
        setup.ADD_SETTING.insert(unit, name=setting, value=[], **NEW)
    _set(unit, "company_name", "", company_name)
    if language != SETTINGS[LANGUAGE].default:
        _set(unit, LANGUAGE, SETTINGS[LANGUAGE].default, language)
    if practice:
        _set(unit, PRACTICE, False, True)
    return _administrator(unit, login, name, hashed, os_user, admin_role)


def _set(unit: Unit, name: str, before: Any, value: Any) -> None:
    id_ = setup.ADD_SETTING.insert(unit, name=name, value=value, **NEW)
    SETTING.entry(unit, SYSTEM_WHO, id_, "set", name=name, changes=[[name, before, value]])


def _administrator(unit: Unit, login: str, name: str, hashed: str, os_user: str | None, role: int) -> int:
    told: dict[str, Any] = {"login": login, "name": name, "os_user": os_user, "language": "", "scope": "all"}
    made = {"customer": None, "password": hashed, "active": True, "failures": 0, "created_at": unit.now}
    account = setup.ADD_ACCOUNT.insert(unit, **told, **made, **NEW)
    setup.ADD_ACCOUNT_ROLE.run(unit, account=account, role=role)
    kept = {KEPT: {"password": print_of(hashed)}}
    ACCOUNT.entry(unit, SYSTEM_WHO, account, "create", **told, roles=[ADMIN], regions=[], **kept)
    return account
