"""The English templates of days and times: what cannot be read, which moment there is not, which zone is unknown."""

from ydh.core.values.words import N_

DAYS_MESSAGES: dict[str, str] = {
    "date-form": N_("{field}: {value} is not a date; write it as 2026-11-23"),
    "days-form": N_(
        "{field}: {value} is no day; write 2026-11-23, 2026-10 for a month, or one of: "
        "today, yesterday, this-week, last-week, this-month, last-month"
    ),
    "moment-form": N_("{field}: {value} is not a time; write it as 2026-11-23 14:30"),
    "moment-never": N_(
        "{field}: there was no {at}, the clocks were put forward over it; write another time, or add its zone: {first}"
    ),
    "moment-twice": N_(
        "{field}: {at} was twice, the clocks were put back; add the zone: {first} for the first, else {second}"
    ),
    "timezone-unknown": N_(
        "timezone: there is no zone {value}; write a name such as {example}, or an offset such as +08:00"
    ),
}
"""Error ids to templates; `all.py` takes them in."""
