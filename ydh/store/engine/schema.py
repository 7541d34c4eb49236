"""The schema as the tables declare it, in SQL, with the triggers that keep what is written once.

Migrations hold SQL of their own, frozen when they were written; a test keeps the sum of them equal to this.
"""

from collections.abc import Sequence
from typing import Any

from ydh.store.engine.database import Store
from ydh.store.tables import all_tables

APPEND_ONLY = ("journal", "stock_move", "seal", "scan")
_NEVER = {
    "sqlite": """CREATE TRIGGER {table}_no_{low} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END""",
    "postgres": """CREATE TRIGGER {table}_no_{low} BEFORE {verb} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION append_only()""",
}
_FUNCTION = """CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is append-only'; END $$"""


def ddl(store: Store) -> list[str]:
    """Every CREATE statement of the schema for the engine of `store`."""
    return created(store, all_tables()) + triggers(store.engine)


def created(store: Store, models: Sequence[Any]) -> list[str]:
    """The CREATE statements of tables and their indexes."""
    found: list[str] = []
    with store.database.bind_ctx(models):
        for model in models:
            schema = model._schema
            table = _sql(schema._create_table(safe=False))
            found.append(table if store.engine == "sqlite" else _plain(table))
            found += [_sql(index) for index in schema._create_indexes(safe=False)]
    return found


def triggers(engine: str) -> list[str]:
    """UPDATE and DELETE (and TRUNCATE) of the append-only tables raise."""
    verbs = ("UPDATE", "DELETE") if engine == "sqlite" else ("UPDATE", "DELETE", "TRUNCATE")
    made = [_FUNCTION] if engine == "postgres" else []
    for table in APPEND_ONLY:
        made += [_NEVER[engine].format(table=table, verb=verb, low=verb.lower()) for verb in verbs]
    return made


def _plain(table: str) -> str:
    """The table without what only SQLite has, its texts ordered by their characters as there, never by a locale."""
    return table.removesuffix(", WITHOUT ROWID").removesuffix(" STRICT").replace('" TEXT', '" TEXT COLLATE "C"')


def _sql(context: Any) -> str:
    sql, params = context.query()
    assert not params
    return str(sql)
