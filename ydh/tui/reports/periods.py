"""The days of a report: how they are asked for, and which ones were chosen last."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from ydh.core.company.actors import Actor
from ydh.core.company.settings import today
from ydh.core.values.days import month_of, span
from ydh.core.values.money import ONE, number
from ydh.core.values.words import N_
from ydh.tui.lists.book import DAYS_HINT, Field
from ydh.tui.lists.form import Form

HISTORY = (("", N_("counts too")), ("without", N_("left out")))


@dataclass(frozen=True)
class Period:
    """Business days, both included, how many rows at most, None is no limit, and whether with history."""

    first: date | None
    last: date | None
    top: int | None = None
    history: bool = True

    def __str__(self) -> str:
        return called(self.first, self.last)


def called(first: date | None, last: date | None) -> str:
    """What days are called: a month by its number, others by the first and the last."""
    if first and (first, last) == month_of(first):
        return f"{first:%Y-%m}"
    return f"{first or ''} - {last or ''}".strip()


LAST: "WeakKeyDictionary[Any, Period]" = WeakKeyDictionary()  # of each app: what was chosen last


def month_before(actor: Actor) -> Period:
    """The last whole month."""
    return Period(*month_of(today(actor), -1))


def ask_days(app: Any, period: Period, then: Callable[[Period], Any]) -> None:
    """Ask for other days; what is no day is said in the form."""

    def answered(found: tuple[Period] | None) -> None:
        if found is not None:
            then(found[0])

    def read(answers: Mapping[str, str]) -> Callable[[Actor], tuple[Period]]:
        return lambda actor: (period_of(actor, answers),)

    app.push_screen(Form(N_("choose the days"), period_fields(period), do=read, writes=False), answered)


def period_fields(period: Period) -> tuple[Field, ...]:
    """The questions about days."""
    return (
        Field("first", N_("from day"), value=str(period.first or ""), hint=DAYS_HINT),
        Field("last", N_("to day"), value=str(period.last or ""), hint=DAYS_HINT),
        Field("top", N_("only the greatest"), value=str(period.top or ""), hint="20"),
        Field("history", N_("history"), kind="choice", choices=HISTORY, value="" if period.history else "without"),
    )


def period_of(actor: Actor, answers: Mapping[str, str]) -> Period:
    """What was typed, in the company's days. Raises Invalid for what is no day or no number."""
    first, last, top = (answers[name].strip() for name in ("first", "last", "top"))
    return Period(
        span(first, "first", lambda: today(actor))[0] if first else None,
        span(last, "last", lambda: today(actor))[1] if last else None,
        int(number(top, "top", places=0, least=ONE)) if top else None,
        history=answers["history"] != "without",
    )
