"""A small company with a history, and the means to tamper with it as somebody who owns the database can."""

from dataclasses import dataclass
from decimal import Decimal as D
from typing import Any

from tests.kit import company as people
from ydh.core.audit.journal import Subject
from ydh.core.company.actors import SYSTEM_WHO, Actor
from ydh.core.orders.entering import place
from ydh.core.orders.views import Want
from ydh.core.values.outcomes import Done, Seen
from ydh.core.workflow.acting import act
from ydh.store.engine.database import Unit
from ydh.store.engine.schema import APPEND_ONLY
from ydh.store.tables.goods import Product, Sku
from ydh.store.tables.people import Account, Customer

STAFF = {"or": "order_reviewer", "fr": "finance_reviewer", "wr": "outbound_reviewer", "sc": "shipping_clerk"}
STEPS = {"review": "or", "finance": "fr", "release": "wr", "ship": "sc"}
_CHAINED = {"account": Account, "customer": Customer, "product": Product, "sku": Sku}


@dataclass
class Trail:
    """`numbers`: an order that was received, with six entries, and one that waits for its review, with one."""

    boss: Actor
    buyer: Actor
    staff: dict[str, Actor]
    numbers: list[str]

    def order(self, at: int) -> tuple[int, str]:
        """The id and number of an order."""
        number = self.numbers[at]
        return sql(self.boss, f"SELECT id FROM orders WHERE number = '{number}'")[0][0], number

    def begin_chains(self) -> None:
        """Give what tests.kit.company makes by raw rows the entries that its use cases would have written."""

        def work(unit: Unit) -> None:
            for kind, model in _CHAINED.items():
                for (id_,) in unit.execute(f"SELECT id FROM {kind} WHERE entries = 0", ()).fetchall():
                    Subject(kind, model).entry(unit, SYSTEM_WHO, id_, "create")

        self.boss.company.write(work)

    def auditor(self, region: str = "") -> Actor:
        """Somebody with audit.view and without amount.view, limited to a region when one is given."""
        actor = people.staff(self.boss, "auditor")
        sql(
            self.boss,
            "INSERT INTO role (code, name, builtin, version, head, entries) VALUES ('aud', '审计', FALSE, 1, '', 0)",
            "INSERT INTO role_permission (role_id, permission) SELECT id, 'audit.view' FROM role WHERE code = 'aud'",
            f"INSERT INTO account_role (account_id, role_id) SELECT {actor.account}, id FROM role WHERE code = 'aud'",
        )
        if region:
            sql(
                self.boss,
                f"UPDATE account SET scope = 'region' WHERE id = {actor.account}",
                f"INSERT INTO account_region (account_id, region) VALUES ({actor.account}, '{region}')",
            )
        return actor


def sql(admin: Actor, *statements: str, tamper: bool = False) -> list[tuple[Any, ...]]:
    """Run statements past every use case and give the last one's rows; `tamper` takes the triggers away first."""
    if tamper:
        drop_triggers(admin)

    def work(unit: Unit) -> list[tuple[Any, ...]]:
        cursor = None
        for statement in statements:
            cursor = unit.execute(statement, ())
        return list(cursor.fetchall()) if cursor and cursor.description else []

    return admin.company.write(work)


def drop_triggers(admin: Actor) -> None:
    """What keeps the journal from being changed, taken away as a dishonest administrator of the database would."""
    sqlite = admin.company.store.engine == "sqlite"
    tables = [(t, v) for t in APPEND_ONLY for v in ("update", "delete")]
    sql(admin, *(f"DROP TRIGGER IF EXISTS {t}_no_{v}" + ("" if sqlite else f" ON {t}") for t, v in tables))


def make_trail(boss: Actor) -> Trail:
    """The company of the fixture `company` with people, goods and two orders."""
    buyer = people.customer(boss, "C1")
    staff = {login: people.staff(boss, login, role) for login, role in STAFF.items()}
    people.product(boss, "A", price="10")
    people.product(boss, "B", price="3.5")
    numbers = [place(buyer, [Want("A", D(1)), Want("B", D(2))]).number, place(buyer, [Want("A", D(2))]).number]
    for step, login in STEPS.items():
        approve(staff[login], numbers[0], step)
    approve(buyer, numbers[0], "receive")
    made = Trail(boss, buyer, staff, numbers)
    made.begin_chains()
    return made


def approve(actor: Actor, number: str, step: str) -> None:
    """Pass a step."""
    outcome = act(actor, number, "approve", seen=Seen(step), answers={"carrier": "顺丰"} if step == "ship" else {})
    assert isinstance(outcome, Done), outcome
