"""What a command prints as JSON, as JSON Schema (https://json-schema.org/draft/2020-12): made from its columns.

Whatever is unknown or masked is null, so almost every member may be null.
"""

import types
import typing
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from string import Formatter
from typing import Any

from ydh import locale
from ydh.cli.writing.cells import FIXED, DataColumn, Kind
from ydh.cli.writing.members import KINDS
from ydh.core.values.errors import YdhError, reasons
from ydh.core.values.words import N_, Label, Masked

Schema = dict[str, Any]

TIME = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(\.[0-9]+)?Z$"
_PLAIN: Schema = {"type": ["string", "integer", "boolean", "array", "null"]}
_TYPES: Mapping[type, Schema] = {
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    str: {"type": "string"},
    Label: {"type": "string"},
    datetime: {"type": "string", "format": "date-time", "pattern": TIME},
    date: {"type": "string", "format": "date"},
}


def rows(columns: Sequence[DataColumn]) -> Schema:
    """An array with an object for each row."""
    return {"type": "array", "items": one(columns)}


def one(columns: Iterable[DataColumn], parts: Mapping[str, Schema] | None = None) -> Schema:
    """One object; `parts` are the tables and objects within it."""
    members: dict[str, Schema] = {}
    for column in columns:
        members[column.name] = _of_column(column)
        if column.kind == "reason":
            members["message"] = _message()
    return whole({**members, **(parts or {})})


def whole(members: Mapping[str, Schema]) -> Schema:
    """An object that has these members and no others."""
    return {"type": "object", "properties": dict(members), "required": list(members), "additionalProperties": False}


def deed(text: str, kinds: Mapping[str, Kind] | None = None) -> Schema:
    """What an act prints that says `text` when it is done: what fills that, more besides, and what became of it."""
    named = dict.fromkeys(name for _, name, *_ in Formatter().parse(text) if name)
    known = {**KINDS, **(kinds or {})}
    members = {name: of_kind(known[name]) if name in known else _PLAIN for name in named}
    about = {
        "result": {"enum": ["done", "refused"], "title": locale.translate(N_("result"))},
        "reason": {**_reason(), "title": locale.translate(N_("reason"))},
        "message": _message(),
    }
    return {
        "type": "object",
        "properties": {**members, **about},
        "required": list(about),
        "if": {"properties": {"result": {"const": "done"}}},
        "then": {"required": list(members), "properties": {"reason": {"type": "null"}}},
        "else": {"properties": {"reason": {"type": "string"}, "message": {"type": "string"}}},
    }


def of_kind(kind: Kind) -> Schema:
    """A value of a kind."""
    if kind in FIXED:
        places = FIXED[kind].removeprefix(".").removesuffix("f")
        return {"type": ["string", "null"], "pattern": rf"^-?[0-9]+\.[0-9]{{{places}}}$"}
    if kind in ("integer", "ordinal"):
        return {"type": ["integer", "null"]}
    if kind == "yes":
        return {"type": ["boolean", "null"]}
    if kind == "list":
        return {"type": ["array", "null"], "items": {"type": "string"}}
    if kind in ("day", "time"):
        return _or_null(_TYPES[date if kind == "day" else datetime])
    return _reason() if kind == "reason" else {"type": ["string", "null"]}


def _of_column(column: DataColumn) -> Schema:
    found = {"title": locale.translate(column.title), **of_kind(column.kind)}
    if column.kind == "label" and column.choices:
        return {**found, "enum": [*dict.fromkeys(["", *column.choices]), None]}
    return found


def of_type(wanted: Any, name: str = "", kinds: Mapping[str, Kind] = KINDS) -> Schema:
    """What `nested.json` makes of a value of this type, a member of that name."""
    origin, within = typing.get_origin(wanted), typing.get_args(wanted)
    if origin in (typing.Union, types.UnionType):
        some = [of_type(each, name, kinds) for each in within if each not in (type(None), Masked)]
        found = some[0] if len(some) == 1 else {"anyOf": some}
        return _or_null(found) if len(some) < len(within) else found
    if origin in (tuple, list, set, frozenset) or (isinstance(origin, type) and issubclass(origin, Sequence)):
        if origin is tuple and within[-1] is not Ellipsis:
            return {"type": "array", "prefixItems": [of_type(each, name, kinds) for each in within], "items": False}
        return {"type": "array", "items": of_type(within[0], name, kinds)}
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": of_type(within[1], name, kinds)}
    if isinstance(wanted, type) and issubclass(wanted, YdhError):
        return whole({"id": {"type": "string"}, "reason": {"enum": reasons()}, "message": {"type": "string"}})
    if is_dataclass(wanted):
        hints = typing.get_type_hints(wanted)
        return whole({each.name: of_type(hints[each.name], each.name, kinds) for each in fields(wanted)})
    if wanted is Decimal or (wanted is int and kinds.get(name) in FIXED):
        return {"type": "string", "pattern": of_kind(kinds[name])["pattern"]}
    return _TYPES.get(wanted, {})


def _or_null(found: Schema) -> Schema:
    if "type" not in found:
        return {"anyOf": [found, {"type": "null"}]}
    return {**found, "type": [found["type"], "null"]}


def _message() -> Schema:
    return {"type": ["string", "null"], "title": locale.translate(N_("the reason as a sentence"))}


def _reason() -> Schema:
    return {"enum": [*reasons(), None]}
