"""A company whose people import files: who may, what is sold to whom, and what tests look at afterwards."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from tests.kit import company as people
from ydh.core.audit import doctor
from ydh.core.company.actors import Actor
from ydh.core.company.company import open_company
from ydh.core.files.importing import importing
from ydh.core.files.importing.plans import Imported, Plan
from ydh.core.orders import looking
from ydh.core.orders.views import OrderView
from ydh.core.stock import looking as stock_looking
from ydh.store.tables import all_tables

FIXTURES = Path(__file__).parents[4] / "fixtures"
HEADER = "ref,customer,date,sku,qty,price,discount,freight,note"


@dataclass(frozen=True)
class Desk:
    """The people: `boss` administers, `manager` imports, `keeper` keeps stock, `reviewer` has no price.manage.

    `clerk` ships.
    """

    url: str
    boss: Actor
    manager: Actor
    keeper: Actor
    reviewer: Actor
    clerk: Actor

    def again(self, actor: Actor) -> Actor:
        """The same person on a connection of his own."""
        return Actor(open_company(self.url), actor.account)


def open_desk(url: str, boss: Actor) -> Desk:
    """Customers C1 and C2 (C9 not assessed), goods A (price 10), B (3.3333, boxes of 12), S (a service)."""
    roles = {"bm": "business_manager", "wr": "outbound_reviewer", "or": "order_reviewer", "sc": "shipping_clerk"}
    staff = [people.staff(boss, login, role) for login, role in roles.items()]
    for code in ("C1", "C2"):
        people.customer(boss, code)
    people.customer(boss, "C9", assessed=False)
    people.product(boss, "A", price="10")
    people.product(boss, "B", price="3.3333")
    people.product(boss, "S", price="30", service=True)
    return Desk(url, boss, *staff)


def csv(*lines: str, header: str = HEADER) -> BytesIO:
    """A file of these lines."""
    return BytesIO("\n".join([header, *lines, ""]).encode())


def bring(actor: Actor, kind: str, *lines: str, header: str = HEADER, **how: Any) -> Imported:
    """Import these lines."""
    return importing.run(actor, kind, csv(*lines, header=header), name=f"{kind}.csv", **how)


def bring_file(actor: Actor, kind: str, path: Path, **how: Any) -> Imported:
    """Import a file from the disk."""
    return importing.run(actor, kind, path, name=path.name, **how)


def bring_and_refuse(actor: Actor, kind: str, *lines: str, header: str = HEADER) -> tuple[Imported, str]:
    """Import what is good of these lines; gives the file of refused rows too."""
    refused = StringIO(newline="")
    done = bring(actor, kind, *lines, header=header, skip_bad=True, refused=refused)
    return done, refused.getvalue()


def problems(plan: Plan | None) -> list[tuple[int, str, str]]:
    """Line, column and id of everything that is wrong."""
    assert plan is not None
    return [(p.line, p.column, p.id) for p in plan.problems]


def orders(desk: Desk) -> list[OrderView]:
    """Every order, in the order of its queue."""
    rows = looking.list_orders(desk.manager, limit=500)
    found = [looking.show(desk.manager, row.number) for row in rows]
    return sorted(found, key=lambda order: (order.submitted_at, order.row.number))


def by_ref(desk: Desk, batch: int) -> dict[str, OrderView]:
    """The orders of a batch by their reference."""
    from ydh.core.files.importing.batches import batch_orders

    rows = batch_orders(desk.manager, batch, limit=500).rows
    return {row.ref: looking.show(desk.manager, row.number) for row in rows}


def reserved(desk: Desk) -> dict[str, int]:
    """What is reserved of each item."""
    return {row.sku: int(row.reserved) for row in stock_looking.levels(desk.keeper).rows if row.reserved}


def dump(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that the database holds."""

    def work(unit: Any) -> dict[str, list[tuple[Any, ...]]]:
        names: Iterable[str] = [model._meta.table_name for model in all_tables()]
        return {n: sorted(unit.execute(f'SELECT * FROM "{n}"', ()).fetchall(), key=repr) for n in names}

    return desk.boss.company.read(work)


class Killed(Exception):
    """Stands for the end of the process."""


class Killer:
    """A progress callback that ends an import at the n-th boundary of the beats."""

    def __init__(self, at: int, *beats: str) -> None:
        self.left, self.beats = at, beats

    def __call__(self, beat: str, done: int) -> None:
        if beat in self.beats:
            self.left -= 1
            if self.left < 0:
                raise Killed


def complaints(desk: Desk) -> list[str]:
    """What the doctor finds wrong with the books, the numbers and the journal.

    The people and goods of tests.kit.company have no journal, which is left out.
    """
    machine = {"version", "settings", "files", "file-system", "wal"}
    found = [f for f in doctor.examine(desk.boss, deep=True) if f.level != "ok" and f.check.code not in machine]
    return [f"{f.check.code}: {f}" for f in found if "not even of its making" not in str(f) or f.subject[:2] == "DH"]
