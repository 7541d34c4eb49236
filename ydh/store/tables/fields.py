"""Columns for exact numbers, UTC times and days: integers and text in the database, proper values outside it."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from peewee import BigIntegerField, TextField

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def _whole(value: Any, places: int) -> int:
    scaled = Decimal(value).scaleb(places)
    whole = int(scaled)
    if whole != scaled:
        raise ValueError(f"{value} has more than {places} decimal places")
    return whole


def _scaled(value: Any, places: int) -> Decimal:
    return Decimal(int(value)).scaleb(-places)


def _converter(convert: Callable[[Any], Any], size: int) -> Any:
    """`convert` for what is not NULL, in the place of a method: what it has seen costs no frame of Python."""

    @lru_cache(maxsize=size)  # the same few figures come by all day; exact: what is equal is converted to the same
    def converted(value: Any) -> Any:
        return None if value is None else convert(value)

    return staticmethod(converted)


class ScaledField(BigIntegerField):
    """A Decimal kept as an integer of its smallest unit. peewee's own DecimalField is a float on SQLite."""

    places = 0
    db_value: Any
    python_value: Any

    def __init_subclass__(cls) -> None:
        cls.db_value = _converter(lambda value: _whole(value, cls.places), 8192)
        cls.python_value = _converter(lambda value: _scaled(value, cls.places), 8192)


class MoneyField(ScaledField):
    """Yuan, 2 places."""

    places = 2


class PriceField(ScaledField):
    """Yuan per base unit, 4 places."""

    places = 4


class QuantityField(ScaledField):
    """Base units, 3 places."""

    places = 3


class RateField(ScaledField):
    """A share such as a discount, 0.05 for 5 %, 4 places."""

    places = 4


class UtcField(BigIntegerField):
    """An aware UTC datetime as microseconds since 1970."""

    db_value = _converter(lambda moment: (moment - EPOCH) // MICROSECOND, 1024)
    python_value = _converter(lambda value: EPOCH + timedelta(microseconds=value), 1024)


class DayField(TextField):
    """A calendar day in the company's time zone as 2026-11-23."""

    db_value = _converter(lambda day: day.isoformat(), 1024)
    python_value = _converter(date.fromisoformat, 1024)


class JsonField(TextField):
    """Plain data as canonical JSON text."""

    def db_value(self, value: Any) -> Any:
        return None if value is None else canonical(value)

    def python_value(self, value: Any) -> Any:
        return None if value is None else json.loads(value)


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


def canonical(value: Any) -> str:
    """The one JSON text of `value`: sorted keys, no spaces."""
    return _encode(value)
