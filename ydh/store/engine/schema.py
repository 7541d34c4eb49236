"""The schema as the tables declare it, in SQL, with the triggers that keep what is written once.

Migrations hold SQL of their own, frozen when they were written; a test keeps the sum of them equal to this.
"""

from collections.abc import Sequence
from typing import Any

from ydh.store.engine.database import Store
from ydh.store.tables import all_tables
from ydh.store.tables.goods import CODES_ALONE

APPEND_ONLY = ("journal", "stock_move", "seal", "scan")
_NEVER = {
    "sqlite": """CREATE TRIGGER {table}_no_{low} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END""",
    "postgres": """CREATE TRIGGER {table}_no_{low} BEFORE {verb} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION append_only()""",
}
_FUNCTION = """CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is append-only'; END $$"""

# A code that holds for everyone and a customer's own one never mean two items. PostgreSQL lets those who write codes
# go one after another until they commit: none of them sees what the other has not committed yet.
_TWO_ITEMS = """SELECT 1 FROM item_code WHERE fold = NEW.fold AND sku_id <> NEW.sku_id
AND (customer = 0) <> (NEW.customer = 0)"""
_ONE_ITEM = {
    "sqlite": (
        *(
            f"""CREATE TRIGGER item_code_one_item_{verb.lower()} BEFORE {verb} ON item_code
WHEN EXISTS ({_TWO_ITEMS}) BEGIN SELECT RAISE(ABORT, 'a code stands for one item'); END"""
            for verb in ("INSERT", "UPDATE")
        ),
    ),
    "postgres": (
        f"""CREATE FUNCTION one_item() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN IF EXISTS ({_TWO_ITEMS}) THEN
RAISE EXCEPTION 'a code stands for one item'; END IF; RETURN NEW; END $$""",
        f"""CREATE FUNCTION codes_alone() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN PERFORM pg_advisory_xact_lock({CODES_ALONE}); RETURN NULL; END $$""",
        """CREATE TRIGGER item_code_alone BEFORE INSERT OR UPDATE ON item_code
FOR EACH STATEMENT EXECUTE FUNCTION codes_alone()""",
        """CREATE TRIGGER item_code_one_item BEFORE INSERT OR UPDATE ON item_code
FOR EACH ROW EXECUTE FUNCTION one_item()""",
    ),
}


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
    """UPDATE and DELETE (and TRUNCATE) of the append-only tables raise, and a code that would mean two items."""
    verbs = ("UPDATE", "DELETE") if engine == "sqlite" else ("UPDATE", "DELETE", "TRUNCATE")
    made = [_FUNCTION] if engine == "postgres" else []
    for table in APPEND_ONLY:
        made += [_NEVER[engine].format(table=table, verb=verb, low=verb.lower()) for verb in verbs]
    return [*made, *_ONE_ITEM[engine]]


def _plain(table: str) -> str:
    """The table without what only SQLite has, its texts ordered by their characters as there, never by a locale."""
    return table.removesuffix(", WITHOUT ROWID").removesuffix(" STRICT").replace('" TEXT', '" TEXT COLLATE "C"')


def _sql(context: Any) -> str:
    sql, params = context.query()
    assert not params
    return str(sql)
