"""Batches and staged rows of a dry run: temporary tables of one connection, which hide the company's own.

They stand in a temporary database beside the company's, which is gone with the connection; every statement of imports
meets them by name. Only a connection that has prepared none of these statements yet may do this.
"""

import re

from ydh.store.engine.database import Unit

_LINKS = re.compile(r', FOREIGN KEY \([^)]*\) REFERENCES "[a-z_]+" \([^)]*\)')
# what is claimed elsewhere counts for a dry run too
_ROWS = {
    "batch": 'SELECT * FROM {main}"batch"',
    "staged": """SELECT * FROM {main}"staged"
        WHERE "batch_id" IN (SELECT "id" FROM {main}"batch" WHERE "state" <> 'staged')""",
}
_KEYS = {"batch": '"id"', "staged": '"batch_id", "line"'}


def open_aside(unit: Unit) -> None:
    """Make the tables on the unit's connection, with what the company has in its own."""
    (last,) = unit.execute('SELECT coalesce(max("id"), 0) FROM "batch"', ()).fetchone()
    for table in ("staged", "batch"):  # the rows of the one are chosen by the other's
        rows = _ROWS[table].format(main="main." if unit.engine == "sqlite" else "")
        if unit.engine == "sqlite":
            (made,) = unit.execute("SELECT sql FROM main.sqlite_master WHERE name = ?", (table,)).fetchone()
            unit.execute(_LINKS.sub("", made).replace("CREATE TABLE", "CREATE TEMP TABLE", 1), ())
            unit.execute(f'INSERT INTO temp."{table}" {rows}', ())
        else:
            unit.execute(f'CREATE TEMP TABLE "{table}" AS {rows}', ())
            unit.execute(f'ALTER TABLE pg_temp."{table}" ADD PRIMARY KEY ({_KEYS[table]})', ())
    if unit.engine != "sqlite":
        unit.execute(f'ALTER TABLE pg_temp."batch" ALTER "id" SET DEFAULT {int(last) + 1}', ())
