"""The replay finds what was changed behind the journal's back: every column of every table, one at a time."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta

import peewee
import pytest

from tests.kit import alterations, furnished, servers
from tests.kit.trail import drop_triggers, sql
from ydh.core.audit import doctor, proof
from ydh.core.company.actors import Actor
from ydh.core.orders import notes
from ydh.store.engine.database import Unit

# What is not found, and why that does no harm.
_OWN = "a row's own number, which nothing shows and nothing else points at"
_SEEN = "counts changes, so that who looks at an older state is refused; nothing else is decided by it"
_WISH = "a wish and no document: checked and priced afresh when it is submitted"
_ANSWER = "the answer to a repeated call, so that it is not done twice; what it tells of is proved"
_CHECKED = "what a file would bring in, checked and not taken in; the next day it is forgotten"
_DOCUMENT = "when, why and by whom goods moved stands in the document that they moved with, which is proved"
_COUNTED = "how the goods were counted into a shipment; what it holds is proved"
_WHENCE = "says where what a document keeps of item or customer was found; what it keeps is proved"
_SEALED = "who sealed it and when; what it covers is proved by its digest"
NOT_FOUND: dict[str, str] = {
    **{f"{table}.version": _SEEN for table, model in alterations.TABLES.items() if "version" in model._meta.fields},
    **dict.fromkeys(("token.id", "address.id", "hold.id", "note.id", "shipment_event.id", "personal.id"), _OWN),
    **dict.fromkeys(("stock_move.id", "seal.id"), _OWN),
    **dict.fromkeys((f"cart.{name}" for name in ("version", "customer_id", "account_id", "last_number")), _WISH),
    **dict.fromkeys((f"cart_line.{name}" for name in ("cart_id", "sku_id", "quantity", "seen_price", "note")), _WISH),
    **dict.fromkeys((f"idempotency.{name}" for name in ("account_id", "key", "request", "result", "at")), _ANSWER),
    **dict.fromkeys((f"staged.{name}" for name in ("batch_id", "line", "row")), _CHECKED),
    **dict.fromkeys((f"stock_move.{name}" for name in ("at", "business_date", "reason", "account_id")), _DOCUMENT),
    **{f"scan.{field.column_name}": _COUNTED for field in alterations.TABLES["scan"]._meta.sorted_fields},
    **dict.fromkeys(("seal.at", "seal.account"), _SEALED),
    **{f"{table}.kept_from": _WHENCE for table, it in alterations.TABLES.items() if "kept_from" in it._meta.fields},
}
# Rows that come or go unseen, and why that does no harm.
ROWS_NOT_FOUND = {
    **dict.fromkeys((("cart", "put there"), ("cart_line", "put there"), ("cart_line", "gone")), _WISH),
    **dict.fromkeys((("idempotency", how) for how in ("put there", "gone")), _ANSWER),
    **dict.fromkeys((("staged", how) for how in ("put there", "gone")), _CHECKED),
    **dict.fromkeys((("scan", how) for how in ("put there", "gone")), _COUNTED),
    ("category", "put there"): "a name that nothing has",
    ("counter", "put there"): "a series from which nobody takes numbers",
    ("seal", "gone"): "the newest one: its digest, kept elsewhere, finds that",
}
GROUND = {"version", "schema", "settings", "files", "file-system", "wal", "pages", "imports"}
Said = set[tuple[str, str]]
Row = dict[str, object]
AT_FIRST: dict[str, Said] = {}


@pytest.fixture
def boss(databases: servers.Sqlite | servers.Postgres) -> Iterator[Actor]:
    it = furnished.opened(databases.fresh(databases.make_template("altered", alterations.fill)), "en")
    drop_triggers(it.boss)
    yield it.boss
    it.boss.company.close()


def errors(unit: Unit, boss: Actor) -> Iterator[tuple[str, str]]:
    """What the doctor finds wrong with the books and the journal; the ground they stand on is left out.

    The checks that find most come first: who looks for one error need not wait for all of them.
    """
    checks = [check for check in doctor.CHECKS if check.label.code not in GROUND]
    for check in sorted(checks, key=lambda check: check.label.code not in ("replay", "chain")):
        yield from ((f.check.code, str(f)) for f in check.run(unit, boss.company.store, 0) if f.level == "error")


def at_first(boss: Actor) -> Said:
    """The errors of the company that nobody has altered: the same in every copy of it on a kind of database."""
    kind = boss.company.store.url.partition(":")[0]
    if kind not in AT_FIRST:
        AT_FIRST[kind] = boss.company.read(lambda unit: set(errors(unit, boss)))
    return AT_FIRST[kind]


def finds_more(boss: Actor, before: Said) -> bool:
    return boss.company.read(lambda unit: any(error not in before for error in errors(unit, boss)))


# S18.6
@pytest.mark.parametrize("table", list(alterations.TABLES))
def test_every_altered_value_is_found(boss: Actor, table: str) -> None:
    # S07.21
    model, before = alterations.TABLES[table], at_first(boss)
    row = boss.company.read(lambda unit: alterations.newest(unit, model))
    assert row is not None, "the company has a row of it"
    fields = {f"{table}.{field.column_name}": field for field in model._meta.sorted_fields}
    shown = {name: field for name, field in fields.items() if name not in NOT_FOUND}
    assert [name for name, field in shown.items() if altered(boss, model, field, row, before) == "silent"] == []
    now = row
    for name in [name for name in NOT_FOUND if name.startswith(f"{table}.")]:
        now = changed(boss, model, fields[name], now)
        assert now is not None, f"{name}: the database refuses every other value"
    assert not finds_more(boss, before), "one of those that are said not to be found"


def altered(boss: Actor, model: type[peewee.Model], field: peewee.Field, row: Row, before: Said) -> str:
    """`found`, `refused` by the database, or `silent`; the value is put back."""
    now = changed(boss, model, field, row)
    if now is None:
        return "refused"
    found, column = finds_more(boss, before), field.column_name
    was, here = alterations.literal(row[column]), alterations.where(model, now)
    sql(boss, f'UPDATE "{model._meta.table_name}" SET "{column}" = {was} WHERE {here}')
    return "found" if found else "silent"


def changed(boss: Actor, model: type[peewee.Model], field: peewee.Field, row: Row) -> Row | None:
    """The row with the first other value of the field that the database takes; None when it takes none."""
    column, here = field.column_name, alterations.where(model, row)
    for value in boss.company.read(lambda unit: list(alterations.others(unit, field, row[column], row))):
        with suppress(peewee.IntegrityError, peewee.DataError):
            sql(boss, f'UPDATE "{model._meta.table_name}" SET "{column}" = {alterations.literal(value)} WHERE {here}')
            return {**row, column: value}
    return None


# S18.6
@pytest.mark.parametrize("table", list(alterations.TABLES))
def test_a_row_that_is_gone_or_was_put_there_is_found(boss: Actor, table: str) -> None:
    model, before = alterations.TABLES[table], at_first(boss)
    row = boss.company.read(lambda unit: alterations.newest(unit, model))
    assert row is not None
    more = boss.company.read(lambda unit: list(alterations.more(unit, model, row)))
    found = {"put there": put(boss, model, more, before), "gone": gone(boss, model, row, before)}
    silent = {(table, how) for how, outcome in found.items() if outcome == "silent"}
    assert silent == {it for it in ROWS_NOT_FOUND if it[0] == table}


def gone(boss: Actor, model: type[peewee.Model], row: Row, before: Said) -> str:
    table, here = model._meta.table_name, alterations.where(model, row)
    try:
        sql(boss, f'DELETE FROM "{table}" WHERE {here}')
    except (peewee.IntegrityError, peewee.DataError):
        return "refused"
    return "found" if finds_more(boss, before) else "silent"


def put(boss: Actor, model: type[peewee.Model], rows: list[Row], before: Said) -> str:
    """Put the first of the rows there that the database takes, and away again."""
    table = model._meta.table_name
    for row in rows:
        names, values = ", ".join(alterations.quoted(list(row))), ", ".join(map(alterations.literal, row.values()))
        try:
            sql(boss, f'INSERT INTO "{table}" ({names}) VALUES ({values})')
        except (peewee.IntegrityError, peewee.DataError):
            continue
        new = finds_more(boss, before)
        sql(boss, f'DELETE FROM "{table}" WHERE {alterations.where(model, row)}')
        return "found" if new else "silent"
    return "refused"


# S18.6
def test_from_a_seal_on_only_what_has_newer_entries_is_proved(boss: Actor) -> None:
    it = furnished.Furnished(boss, "en", furnished.Clock(furnished.NOW + timedelta(days=2)))
    boss.company.store.clock = it.clock
    (old,), (other,) = sql(boss, "SELECT id FROM orders WHERE step <> 'draft' ORDER BY id LIMIT 2")
    proof.seal(boss)
    it.clock.later(days=1)
    ((number,),) = sql(boss, f"SELECT number FROM orders WHERE id = {other}")
    notes.note(it.person("manager"), number, "touched")
    sql(boss, *(f"UPDATE orders SET project = 'x' WHERE id = {id_}" for id_ in (old, other)))
    whole, newer = doctor.examine(boss, deep=True), doctor.examine(boss, deep=True, since=it.clock.at.date())
    assert [sum(f.id == "replay-differs" for f in found) for found in (whole, newer)] == [2, 1]
    sql(boss, f"UPDATE journal SET actor = 1 WHERE kind = 'order' AND subject = {other} AND seq = 1")
    assert {f.subject for f in proof.verify(boss, since=it.clock.at.date()) if f.id == "chain-altered"} == {number}
    assert "seal-broken" not in {f.id for f in proof.verify(boss, since=it.clock.at.date())}


def unproved(boss: Actor, since: date | None = None) -> dict[str, int]:
    """How many of each kind are said to be unprovable."""
    found = doctor.examine(boss, deep=True, since=since)
    return {f.data["kind"].code: f.data["count"] for f in found if f.id == "replay-unproved"}


# S18.6
def test_what_has_no_entry_is_said_to_be_unprovable_and_not_again_after_a_seal(boss: Actor) -> None:
    it = furnished.Furnished(boss, "en", furnished.Clock(furnished.NOW + timedelta(days=2)))
    boss.company.store.clock = it.clock
    before = unproved(boss)
    sql(  # as a company of an older version may have it
        boss,
        "INSERT INTO price_level (code, name, priority, version, head, entries) VALUES ('old', '老', 0, 1, '', 0)",
    )
    assert unproved(boss) == before | {"price_level": before.get("price_level", 0) + 1}
    proof.seal(boss)
    it.clock.later(days=1)
    assert unproved(boss, since=it.clock.at.date()) == {}
