"""Where long runs take place: a company of each kind of database, and what must be true of it afterwards."""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.kit import servers
from tests.kit.company import fill, product, staff
from tests.kit.orders import make_crew, the_books_are_right
from tests.long.deeds import GOODS, Acknowledged, Person
from ydh.core.administration.settings import change_setting
from ydh.core.company.actors import Actor
from ydh.core.rules.permissions import ADMIN, ROLES

Said = Counter[tuple[int, Acknowledged]]  # by account

_WRITTEN = """
SELECT j.actor, j.kind, o.number, j.action FROM journal j JOIN {table} o ON o.id = j.subject
WHERE j.kind = '{kind}' AND j.actor > 0 AND NOT ({besides})
"""
# kinds of documents: their table, and the entries that go with somebody's deed on something else
_KINDS = {
    "order": ("orders", "j.action = 'return' OR (j.seq = 1 AND o.batch_id IS NOT NULL)"),
    "return": ("returns", "j.action = 'draft'"),
    "stock_paper": ("stock_paper", "j.action <> 'post'"),
}
_IMPORTED = "SELECT account_id, id FROM batch WHERE kind = 'orders' AND state = 'done' AND good > 0"


@contextmanager
def companies(kinds: list[str]) -> Iterator[dict[str, str]]:
    """The URL of a new company on each kind of database."""
    servers.open_run()
    try:
        with TemporaryDirectory(prefix="ydh-long-") as folder:
            made: dict[str, str] = {}
            if "sqlite" in kinds:
                at = servers.Sqlite(Path(folder))
                made["sqlite"] = at.fresh(at.make_template("company", fill))
            if "postgres" in kinds:
                there = servers.Postgres(servers.postgres_server())
                made["postgres"] = there.fresh(there.make_template("company", fill))
            yield made
    finally:
        servers.close_run()


def furnish(admin: Actor, people: int) -> dict[int, str]:
    """Goods that orders may wait for, and so many people who hold every role but one: the names by account."""
    make_crew(admin)
    change_setting(admin, "when_short", "wait")
    change_setting(admin, "self_approval", "on")
    for code in GOODS:
        product(admin, code, stock="0")
    roles = [role for role in ROLES if role != ADMIN]
    return {staff(admin, f"all{n}", *roles).account: f"all{n}" for n in range(people)}


def finish(admin: Actor, people: dict[int, str]) -> None:
    """Everybody finishes what was interrupted of his files."""
    for account, name in people.items():
        Person(Actor(admin.company, account), name).finish_imports()


def written(admin: Actor) -> Said:
    """What the journal has of people's deeds."""
    found: Said = Counter()

    def rows(statement: str) -> list[tuple[object, ...]]:
        return list(admin.company.read(lambda unit: unit.execute(statement, ()).fetchall()))

    for kind, (table, besides) in _KINDS.items():
        for actor, of, number, action in rows(_WRITTEN.format(kind=kind, table=table, besides=besides)):
            found[int(str(actor)), Acknowledged(str(of), str(number), str(action))] += 1
    found.update((int(str(by)), Acknowledged("batch", str(id_), "")) for by, id_ in rows(_IMPORTED))
    return found


def sound(admin: Actor) -> None:
    """Raise AssertionError unless the books, the journal and the file itself are right, and no two waited for ever."""
    the_books_are_right(admin)
    one = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
    sqlite = admin.company.store.engine == "sqlite"
    asked = "PRAGMA integrity_check" if sqlite else one
    ((answer,),) = admin.company.read(lambda unit: unit.execute(asked, ()).fetchall())
    assert answer == ("ok" if sqlite else 0), answer
    numbers = admin.company.read(
        lambda unit: unit.execute("SELECT number FROM orders WHERE number IS NOT NULL", ()).fetchall()
    )
    ours = sorted(str(number) for (number,) in numbers if str(number).startswith("DH-O-"))
    last: dict[str, int] = {}
    for number in ours:  # without a gap each day
        day, serial = number[:-7], int(number[-6:])
        assert serial == last.get(day, 0) + 1, number
        last[day] = serial


def tell(text: str) -> None:
    """A line, at once: the run is long."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
