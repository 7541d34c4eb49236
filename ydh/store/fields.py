"""Columns for exact numbers, UTC times and days: integers and text in the database, proper values outside it."""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from peewee import BigIntegerField, TextField

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


@lru_cache(maxsize=8192)  # the same few figures come by all day; exact: what is equal is scaled to the same
def _whole(value: Any, places: int) -> int:
    scaled = Decimal(value).scaleb(places)
    whole = int(scaled)
    if whole != scaled:
        raise ValueError(f"{value} has more than {places} decimal places")
    return whole


@lru_cache(maxsize=8192)
def _scaled(value: Any, places: int) -> Decimal:
    return Decimal(int(value)).scaleb(-places)


class ScaledField(BigIntegerField):
    """A Decimal kept as an integer of its smallest unit. peewee's own DecimalField is a float on SQLite."""

    places = 0

    def db_value(self, value: Any) -> Any:
        return None if value is None else _whole(value, self.places)

    def python_value(self, value: Any) -> Any:
        return None if value is None else _scaled(value, self.places)


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

    def db_value(self, value: Any) -> Any:
        return None if value is None else (value - EPOCH) // MICROSECOND

    def python_value(self, value: Any) -> Any:
        return None if value is None else EPOCH + timedelta(microseconds=value)


class DayField(TextField):
    """A calendar day in the company's time zone as 2026-11-23."""

    def db_value(self, value: Any) -> Any:
        return None if value is None else value.isoformat()

    def python_value(self, value: Any) -> Any:
        return None if value is None else date.fromisoformat(value)


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
