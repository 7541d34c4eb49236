"""Names that people give and ask for: what one may not touch tells nobody what there is, and a name is seen."""

import inspect
from collections.abc import Iterator
from typing import Any

import pytest

from tests.kit import servers
from tests.kit.apart import Apart, Names, opened
from tests.kit.use_cases import filled, texts, use_cases
from ydh.core.company.actors import Actor
from ydh.core.values.errors import YdhError
from ydh.core.values.outcomes import Refused
from ydh.store.engine.database import Unit
from ydh.store.tables import all_tables

# what there is, by the file of the use case or its room; nobody tells of it whom it does not concern
THERE: dict[str, tuple[str, ...]] = {
    "administration.accounts": ("zhou", "c2"),
    "administration.account_looking": ("zhou", "c2"),
    "administration.role_changes": ("taster", "order_reviewer"),
    "administration.roles": ("taster", "order_reviewer"),
    "administration.settings": ("pick",),
    "goods": ("T1", "T6"),
    "partners.carriers": ("SF",),
    "partners.customers": ("C2",),
    "partners.levels": ("regular",),
    "stock.limits": ("T1", "T6"),
    "stock.lot_looking": ("L-01",),
    "stock.lots": ("L-01",),
    "stock.paper_looking": ("DH-W-20261117-000001",),
    "stock.papers": ("T1", "DH-W-20261117-000001"),
    "stock.stocktake": ("DH-W-20261117-000001",),
    "stock.warehouses": ("MAIN", "W2"),
}
NOTHING = {"DH-O": "DH-O-20200101-000001", "DH-S": "DH-S-20200101-000001", "DH-W": "DH-W-20200101-000001"}
NEW = (
    "add",
    "add_staff",
    "add_customer_account",
    "add_level",
    "add_ready_made",
    "create_token",
)  # they name what is not there yet
CATALOGUE = ("search", "for_buyer", "show_product", "show_sku", "show_goods")  # what is sold is no secret
LISTS = ("workflow", "text", "what", "theme")  # first parameters that name nothing of the company's
BLANK = "\u3164"


@pytest.fixture
def company(databases: servers.Sqlite | servers.Postgres) -> Iterator[Apart]:
    with opened(databases) as it:
        yield it


def there(path: str, other: Names) -> tuple[str, ...]:
    """Names of what is there, and another customer's."""
    room, file, name = path.split(".")[0], path.rpartition(".")[0], path.rpartition(".")[2]
    if name in NEW or name in CATALOGUE:
        return ()
    if room in ("orders", "workflow", "cases"):
        return other.orders
    if room == "shipping":
        return other.shipments
    return THERE.get(file) or THERE.get(room, ())


def named(path: str) -> bool:
    """Whether the use case is about something that is named first."""
    second = list(inspect.signature(use_cases()[path]).parameters.values())[1:2]
    return any(p.kind is p.POSITIONAL_OR_KEYWORD and p.annotation is str and p.name not in LISTS for p in second)


def answer(path: str, who: Actor, name: str) -> Any:
    """What somebody learns: the error, or that there is none."""
    it = use_cases()[path]
    given, more = filled(it, name)
    try:
        found = it(who, *given, **more)
    except YdhError as error:
        return type(error).__name__, error.id
    return found.error.id if isinstance(found, Refused) else type(found).__name__


@pytest.mark.parametrize("person", ["no role", "customer"])
def test_what_one_may_not_touch_tells_nobody_what_there_is(company: Apart, person: str) -> None:
    # S06.11 S07.21
    who, told, asked = company.people[person], set(), 0
    for path in sorted(filter(named, use_cases())):
        for name in there(path, company.other):
            asked += 1
            nothing = answer(path, who, NOTHING.get(name[:4], "nothing"))
            if answer(path, who, name) != nothing:
                told.add((path, name))
    assert sorted(told) == []
    assert asked > 80


def test_staff_without_the_right_learn_no_sign_in_name(company: Apart) -> None:
    # S06.11 S06.6
    for person in ("region", "own"):
        who = company.people[person]
        for act in ("edit", "retire", "restore", "reset_password"):
            assert answer(f"administration.accounts.{act}", who, "c2") == ("NotFound", "account-unknown")
            assert answer(f"administration.accounts.{act}", who, "nobody-at-all") == ("NotFound", "account-unknown")


def test_no_text_that_nobody_sees_is_kept(company: Apart) -> None:
    who, own = company.people["all"], company.own
    for path, it in sorted(use_cases().items()):
        if not named(path):
            continue
        for name in (BLANK, *(there(path, own) or ("x",))[:2]):
            for text in (None, *texts(it)):
                given, more = filled(it, name, **({text: BLANK} if text else {}))
                try:
                    it(who, *given, **more)
                except (YdhError, KeyError, ValueError, AttributeError):
                    continue
    assert kept(company) == []


def kept(company: Apart) -> list[str]:
    """The tables that hold the character, in whatever column."""

    def work(unit: Unit) -> list[str]:
        names = [model._meta.table_name for model in all_tables()]
        return [name for name in names if BLANK in repr(unit.execute(f'SELECT * FROM "{name}"', ()).fetchall())]

    return company.furnished.boss.company.read(work)
