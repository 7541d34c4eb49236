"""The data of others that lies beside the repository, and bringing it into a company."""

import csv
from collections.abc import Iterable
from io import BytesIO, StringIO
from itertools import chain
from pathlib import Path
from typing import Any

from tests.kit import company as people
from tests.kit import servers
from tests.real.mapping import Row
from ydh.core.administration import accounts
from ydh.core.administration.signin import actor_of_token, login
from ydh.core.audit import doctor
from ydh.core.company.actors import Actor
from ydh.core.files.importing import importing
from ydh.core.files.importing.batches import batch_orders
from ydh.core.files.importing.columns import KINDS
from ydh.core.files.importing.plans import BatchOrder, Imported, Result
from ydh.core.files.reading.titles import normal
from ydh.core.reports import reports

DATA = Path(__file__).parents[2].parent / "shared" / "data"


def need(folder: str) -> None:
    """Skip the test when the folder is not there, or fail it where everything must run."""
    if not (DATA / folder).is_dir():
        servers.missing(f"the data {folder} is not beside the repository, in shared/data")


def rows(name: str) -> list[Row]:
    """The rows of a file of the data."""
    with (DATA / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def written(rows: Iterable[Row]) -> BytesIO:
    """A CSV file of the rows, as a user would write it."""
    found = iter(rows)
    first = next(found)
    text = StringIO(newline="")
    writer = csv.DictWriter(text, list(first))
    writer.writeheader()
    writer.writerows(chain([first], found))
    return BytesIO(text.getvalue().encode())


def bring(actor: Actor, kind: str, rows: Iterable[Row], mapping: dict[str, str] | None = None, **how: Any) -> Imported:
    """Import the rows as a file; columns of theirs that nobody reads are named as such."""
    found = list(rows)
    form = {"mapping": mapping or {}, "ignore": unread(kind, found[0], mapping or {})}
    return importing.run(actor, kind, written(found), name=f"{kind}.csv", **form, **how)


def unread(kind: str, titles: Iterable[str], mapping: dict[str, str]) -> list[str]:
    """The titles that no column of the kind goes by."""
    ours = {normal(word) for column in KINDS[kind].columns for word in (column.name, *column.titles)}
    return [title for title in titles if title not in mapping.values() and normal(title) not in ours]


def bring_all(actor: Actor, kind: str, rows: Iterable[Row], mapping: dict[str, str] | None = None) -> Result:
    """Import the rows as a file of which nothing is refused."""
    done = bring(actor, kind, rows, mapping)
    assert done.plan is not None
    assert (done.plan.problems, done.plan.bad) == ((), 0)
    assert done.result is not None
    return done.result


def hired(admin: Actor, name: str, full_name: str, role: str) -> Actor:
    """A new member of staff, signed in."""
    accounts.add_staff(admin, name, full_name, [role], password=people.PASSWORD)
    return signed_in(admin, name)


def signed_in(anyone: Actor, name: str) -> Actor:
    return actor_of_token(anyone.company, login(anyone.company, name, people.PASSWORD))


def orders_of(actor: Actor, batch: int) -> dict[str, BatchOrder]:
    """The orders of a batch by the source's number."""
    page = batch_orders(actor, batch, limit=500)
    found = {row.ref: row for row in page.rows}
    while page.next:
        page = batch_orders(actor, batch, limit=500, after=page.next)
        found |= {row.ref: row for row in page.rows}
    return found


def report(actor: Actor, name: str, *columns: str) -> list[tuple[Any, ...]]:
    """These columns of a report."""
    result = reports.run(actor, name)
    places = [[column.name for column in result.columns].index(name) for name in columns]
    return [tuple(row[place] for place in places) for row in result.rows]


def complaints(admin: Actor) -> list[str]:
    """What the doctor finds wrong, but for the settings of a database server that tests run on."""
    findings = doctor.examine(admin, deep=True)
    return [f"{f.check.code}: {f}" for f in findings if f.level != "ok" and f.check.code != "settings"]
