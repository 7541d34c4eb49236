"""One thing with parts: a sheet for people made of blocks, one JSON object for machines."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

from ydh import locale
from ydh.cli.writing import cells, output
from ydh.cli.writing.cells import DataColumn, Kind, Sheet
from ydh.cli.writing.members import KINDS
from ydh.core.values.errors import YdhError
from ydh.core.values.words import MASKED, N_, Label, visible
from ydh.locale import values

YES = Label(N_("yes"), "yes")


def emit(text: str, to: str | None, *, force: bool) -> None:
    """Write `text` to stdout, or to a file that appears whole or not at all."""
    if to is None or to == "-":
        output.lines(text.rstrip("\n").split("\n"))
        return
    with output.replacing(Path(to), overwrite=force) as file:
        file.write(text.encode("utf-8"))


def block(title: str, columns: Sequence[DataColumn], rows: Iterable[Sequence[Any]], width: int | None = None) -> str:
    """A table with its title as text for people, as wide as the terminal unless told; empty when there is no row."""
    from ydh.cli.writing.tables import table

    there = list(rows)
    if not there:
        return ""
    sink = StringIO()
    table(Sheet(columns, there, locale.current(), title, width=width or output.terminal_width()), sink)
    return "\n" + sink.getvalue()


def facts(pairs: Iterable[tuple[str, Any]]) -> str:
    """Labelled values, one a line; those without a value are left out."""
    words = locale.current()
    return "".join(f"{words.pair(words(label), shown(value))}\n" for label, value in pairs if value not in (None, ""))


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


def json(value: Any, kinds: Mapping[str, Kind] = KINDS, *, indent: int = 0, kind: Kind | None = None) -> str:
    """`value` as JSON: money and quantities as texts with all places, masked and unknown as null, times in UTC.

    `kinds` says what the members of objects are, by their names; `kind` what the value itself is.
    """
    inner = "  " * (indent + 1)
    if isinstance(value, Mapping):
        parts = [
            f"{inner}{_text(str(k))}: {json(v, kinds, indent=indent + 1, kind=kinds.get(k, kind))}"
            for k, v in value.items()
        ]
        return "{\n" + ",\n".join(parts) + "\n" + "  " * indent + "}" if parts else "{}"
    if isinstance(value, list | tuple | set | frozenset):
        parts = [inner + json(v, kinds, indent=indent + 1, kind=kind) for v in value]
        return "[\n" + ",\n".join(parts) + "\n" + "  " * indent + "]" if parts else "[]"
    if isinstance(value, YdhError):
        return json(
            {"id": value.id, "reason": value.reason, "message": locale.render(value, locale.current())}, indent=indent
        )
    if is_dataclass(value) and not isinstance(value, type):
        return json({f.name: getattr(value, f.name) for f in fields(value)}, kinds, indent=indent)
    return _scalar(value, kind)


def _scalar(value: Any, kind: Kind | None) -> str:
    if value is None or value is MASKED:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if kind in cells.FIXED and isinstance(value, int | Decimal):
        return cells.fixed(kind)(value)
    if isinstance(value, int | Decimal):
        return str(value)
    if isinstance(value, datetime):
        return _text(values.utc_time(value))
    return _text(value.isoformat() if isinstance(value, date) else values.code(value))


def _text(text: str) -> str:
    return cells.json_text()(text)
