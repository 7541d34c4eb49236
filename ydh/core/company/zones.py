"""The zone of the company's clock: a name of the IANA database, with its daylight saving, or a fixed offset from UTC.

The names come with Python's zoneinfo, from the system's database or from the package tzdata; it is imported only
where a name is in use.
"""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache

from ydh.core.values.errors import Invalid
from ydh.core.values.text import escaped

EXAMPLE = "Asia/Shanghai"
_OFFSET = re.compile(r"[+-]?\d|[zZ]\Z")


def read_zone(text: str) -> str:
    """A zone as it is kept: +08:00 or a name with its capitals, such as Europe/Berlin. Raises Invalid."""
    if _OFFSET.match(text):
        return _offset(text)
    from difflib import get_close_matches
    from zoneinfo import available_timezones

    names = {name.casefold(): name for name in available_timezones()}
    wanted = text.replace(" ", "_").casefold()
    if wanted in names and wanted not in ("localtime", "factory"):  # those are no place
        return names[wanted]
    places = {name.rpartition("/")[2]: full for name, full in sorted(names.items())}
    near = [places[word] for word in get_close_matches(wanted.rpartition("/")[2], places, n=1, cutoff=0.7)]
    raise Invalid("timezone-unknown", value=escaped(text), example=(near or [EXAMPLE])[0])


def _offset(text: str) -> str:
    """Whole minutes only, in the one form that `zone_of` reads: a stored value that it cannot read stops everything."""
    try:
        offset = datetime.strptime(text, "%z").utcoffset() or timedelta(0)
    except ValueError:
        raise Invalid("timezone-unknown", value=escaped(text), example=EXAMPLE) from None
    if offset % timedelta(minutes=1):
        raise Invalid("timezone-unknown", value=escaped(text), example=EXAMPLE)
    minutes = abs(offset) // timedelta(minutes=1)
    return f"{'-' if offset < timedelta(0) else '+'}{minutes // 60:02}:{minutes % 60:02}"


@lru_cache(maxsize=8)
def zone_of(kept: str) -> tzinfo:
    """The zone that `read_zone` gave. Raises Invalid for a name that this machine's database does not have."""
    if not _OFFSET.match(kept):
        from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

        try:
            return ZoneInfo(kept)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise Invalid("timezone-unknown", value=escaped(kept), example=EXAMPLE) from error
    sign = -1 if kept.startswith("-") else 1
    hours, _, minutes = kept.lstrip("+-").partition(":")
    return timezone(sign * timedelta(hours=int(hours), minutes=int(minutes or 0)))


def called(kept: str, now: datetime) -> str:
    """What people are told once: Asia/Shanghai (UTC+08:00), or UTC+08:00 where it is an offset anyway."""
    offset = now.replace(tzinfo=now.tzinfo or UTC).astimezone(zone_of(kept)).isoformat()[-6:]
    return f"UTC{offset}" if _OFFSET.match(kept) else f"{kept} (UTC{offset})"
