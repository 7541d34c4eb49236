"""What every table shares."""

from typing import Any

from peewee import SQL, Check, IntegerField, Model, TextField


class Table(Model):
    """STRICT on SQLite: the engine refuses text in a number's column."""

    id: Any  # peewee makes it

    class Meta:
        strict_tables = True
        legacy_table_names = False


class Chained(Table):
    """A subject of the journal: `head` is the hash of its newest entry, `entries` their number."""

    version = IntegerField(default=1)
    head = TextField(default="")
    entries = IntegerField(default=0)


def one_of(column: str, values: tuple[str, ...]) -> Any:
    """A CHECK that the column holds one of the codes."""
    return Check(f"{column} IN ({', '.join(repr(v) for v in values)})")


def default(value: Any) -> dict[str, Any]:
    """A default that the schema gives, for a column that most statements need not name."""
    stands = f"'{value}'" if isinstance(value, str) else str(value).upper()
    return {"constraints": [SQL(f"DEFAULT {stands}")]}
