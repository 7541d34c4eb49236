"""One thing with parts: a sheet for people made of blocks, one JSON object for machines."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

from ydh import locale
from ydh.cli.writing import output
from ydh.cli.writing.cells import DataColumn, Sheet
from ydh.core.values.errors import YdhError
from ydh.core.values.words import MASKED, N_, Label, visible
from ydh.locale import values

YES = Label(N_("yes"), "yes")
# what is stored with 3 places is a quantity, with 4 a price or a rate: written as the columns of a table write them
_PLACES = {"-3": values.quantity, "-4": values.price}


def emit(text: str, to: str | None, *, force: bool) -> None:
    """Write `text` to stdout, or to a file that appears whole or not at all."""
    if to is None or to == "-":
        output.lines(text.rstrip("\n").split("\n"))
        return
    with output.replacing(Path(to), overwrite=force) as file:
        file.write(text.encode("utf-8"))


def block(title: str, columns: Sequence[DataColumn], rows: Iterable[Sequence[Any]]) -> str:
    """A table with its title as text for people; empty when there is no row."""
    from ydh.cli.writing.tables import table

    there = list(rows)
    if not there:
        return ""
    sink = StringIO()
    table(Sheet(columns, there, locale.current(), title, width=output.terminal_width()), sink)
    return "\n" + sink.getvalue()


def facts(pairs: Iterable[tuple[str, Any]]) -> str:
    """Labelled values, one a line; those without a value are left out."""
    words = locale.current()
    return "".join(f"{words(label)}: {shown(value)}\n" for label, value in pairs if value not in (None, ""))


def shown(value: Any) -> str:
    """One value for people: amounts grouped, times on the clock on the wall, labels translated."""
    words = locale.current()
    if isinstance(value, Label):
        return words(str(value))
    if isinstance(value, Decimal):
        return f"{value:,f}"
    if isinstance(value, datetime):
        return values.local_time(words.zone)(value)
    if isinstance(value, YdhError):
        return locale.render(value, words)
    return visible(str(value))


def json(value: Any, indent: int = 0) -> str:
    """`value` as JSON: numbers with every digit, masked and unknown as null, labels as codes, times in UTC."""
    inner = "  " * (indent + 1)
    if isinstance(value, Mapping):
        parts = [f"{inner}{_text(str(k))}: {json(v, indent + 1)}" for k, v in value.items()]
        return "{\n" + ",\n".join(parts) + "\n" + "  " * indent + "}" if parts else "{}"
    if isinstance(value, list | tuple | set | frozenset):
        parts = [inner + json(v, indent + 1) for v in value]
        return "[\n" + ",\n".join(parts) + "\n" + "  " * indent + "]" if parts else "[]"
    if isinstance(value, YdhError):
        return json({"id": value.id, "text": locale.render(value, locale.current())}, indent)
    if is_dataclass(value) and not isinstance(value, type):
        return json({f.name: getattr(value, f.name) for f in fields(value)}, indent)
    return _scalar(value)


def _scalar(value: Any) -> str:
    if value is None or value is MASKED:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return _PLACES.get(str(value.as_tuple().exponent), values.number)(value)
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, datetime):
        return _text(values.utc_time(value))
    return _text(value.isoformat() if isinstance(value, date) else values.code(value))


def _text(text: str) -> str:
    from json import dumps

    # what does not print goes as \uXXXX, which means the same and cannot reach a terminal
    return dumps(text, ensure_ascii=not text.isprintable())
