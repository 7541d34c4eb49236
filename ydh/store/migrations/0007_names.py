"""Names are kept with a key to sort them by; texts are ordered by their characters on both engines.

The SQL beside this file is frozen. What stands in the new columns is worked out after it (core/company/renewing.py).
"""

from typing import Any

from peewee import SqliteDatabase

from ydh.store.engine.migrate import run_file

_TEXTS = """SELECT table_name, column_name FROM information_schema.columns
WHERE table_schema = current_schema() AND data_type = 'text' AND collation_name IS NULL ORDER BY 1, 2"""


def up(migrator: Any, db: Any) -> None:
    run_file(db, __file__)
    if isinstance(db, SqliteDatabase):
        return
    for table, column in db.execute_sql(_TEXTS).fetchall():
        db.execute_sql(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" TYPE TEXT COLLATE "C"')
