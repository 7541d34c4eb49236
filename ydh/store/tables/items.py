"""What a line keeps of its item, so that a document reads for ever as it read on its day."""

from typing import Any

from peewee import SQL, TextField

from ydh.store.tables.base import default, one_of
from ydh.store.tables.fields import JsonField, QuantityField

KEPT = ("code", "name", "unit", "pack_size", "pack_unit", "attributes")
KEPT_FROM = ("", "journal", "today")


def whence() -> Any:
    """Whence what is kept comes: written with the document, found in the journal later, or what was known by then."""
    return TextField(constraints=[SQL("DEFAULT ''"), one_of("kept_from", KEPT_FROM)])


def kept_of_item() -> tuple[Any, ...]:
    """The columns of KEPT and `kept_from`, for a table of lines to declare after its own.

    `kept_from` is empty where they were written with the line. Lines that are older than these columns have them from
    the journal, or else from the catalogue of the day on which the database was upgraded (today).
    """
    return (
        TextField(**default("")),
        TextField(**default("")),
        TextField(**default("")),
        QuantityField(**default(1000)),
        TextField(**default("")),
        JsonField(**default("{}")),
        whence(),
    )
