"""The company's settings, as one table: name, what it means, how it is read, what holds when nobody chose."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from ydh.core.company.actors import Actor, keep_still, who
from ydh.core.company.company import Company
from ydh.core.company.zones import read_zone, zone_of
from ydh.core.rules.papers import read_printers
from ydh.core.rules.workflows import WORKFLOWS
from ydh.core.values.errors import Invalid
from ydh.core.values.money import MONEY_PLACES, number
from ydh.core.values.money import day as day_of
from ydh.core.values.text import escaped, key
from ydh.core.values.words import LANGUAGES, N_, Label
from ydh.store.company import actors
from ydh.store.engine.database import Unit

_PAIR = re.compile(r"\s*=\s*")


@dataclass(frozen=True)
class Setting:
    """One setting. `read` makes the stored plain value from what a person typed, or raises Invalid.

    `choices` are all that can be typed, where that is a few words. `by_two`: chosen once; another value holds only
    when a second person chooses it too, and until then stands in the setting of that name.
    """

    meaning: str
    default: Any
    read: Callable[[str], Any]
    choices: tuple[Label, ...] = ()
    by_two: str = ""


def _yes_no(text: str) -> bool:
    if text.casefold() in {"on", "yes", "true", "1", "开", "是"}:
        return True
    if text.casefold() in {"off", "no", "false", "0", "关", "否"}:
        return False
    raise Invalid("setting-yes-no", value=text)


def _days(text: str) -> int:
    return int(number(text, "days", places=0, most=Decimal(3650)))


def _amount(text: str) -> str | None:
    return None if text.casefold() in {"off", "关", ""} else str(number(text, "amount", places=MONEY_PLACES))


def _day(text: str) -> str:
    return day_of(text, "day").isoformat()


def _when_short(text: str) -> str:
    if text not in {"refuse", "wait"}:
        raise Invalid("setting-choice", value=text, choices="refuse, wait")
    return text


def _picking(text: str) -> str:
    if text not in {"off", "pick", "check", "other"}:
        raise Invalid("setting-choice", value=text, choices="off, pick, check, other")
    return text


def _language(text: str) -> str:
    known = {code.casefold(): code for code in LANGUAGES if code}
    if text.casefold() not in known:
        raise Invalid("setting-choice", value=text, choices=tuple(known.values()))
    return known[text.casefold()]


def _steps(text: str) -> list[str]:
    return [word for word in text.replace(",", " ").split() if word != "off"]


class Hours(dict[str, int]):
    """Steps with the hours after which a document that waits there is overdue; one left out has no limit."""

    def __str__(self) -> str:
        """As it can be typed again, the steps in their order."""
        return " ".join(f"{step}={self[step]}" for step in _STEPS if step in self) or "off"


_ON_OFF = (Label(N_("on"), "on"), Label(N_("off"), "off"))
_SHORT = (Label(N_("refuse it"), "refuse"), Label(N_("let it wait"), "wait"))
_PICKING = (
    Label(N_("not asked for"), "off"),
    Label(N_("picked"), "pick"),
    Label(N_("picked and checked"), "check"),
    Label(N_("picked, and checked by another"), "other"),
)
_STEPS = tuple(flow.key(code) for flow in WORKFLOWS.values() for code in flow.codes_all())
_RETURNS = {"return.review": 24, "return.dispatch": 240, "return.receive": 48, "return.refund": 48}
STEP_HOURS = Hours(review=4, finance=8, release=8, ship=24, receive=240, **_RETURNS)  # S03.8


def _hours(text: str) -> Hours:
    read = Hours()
    for word in _PAIR.sub("=", key(text)).replace(",", " ").split():
        step, equals, hours = word.partition("=")
        if word == "off":
            continue
        if not equals or step in read:
            raise Invalid("hours-form", value=escaped(word), example=STEP_HOURS)
        if step not in _STEPS:
            raise Invalid("step-unknown", step=escaped(step), steps=tuple(_STEPS))
        read[step] = int(number(hours, "hours", places=0, least=Decimal(1), most=Decimal(8784)))
    return read


LANGUAGE = "language"
PROPOSED = "books_open_proposed"  # the other day and who proposed it, until a second person says the same
PRACTICE = "practice"  # given at birth, and never changed: what is practice may be made anew as a whole

SETTINGS: dict[str, Setting] = {
    "company_name": Setting(N_("the company's name"), "", str),
    "timezone": Setting(N_("the zone of the company's clock"), "+08:00", read_zone),
    LANGUAGE: Setting(
        N_("the language of whoever has chosen none, such as cron"),
        "zh_CN",
        _language,
        tuple(Label(name, code) for code, name in LANGUAGES.items() if code),
    ),
    "amount_threshold": Setting(N_("orders above this amount need a senior's release; off for none"), None, _amount),
    "hold_new_customers": Setting(N_("a new customer's orders need a finance reviewer"), True, _yes_no, _ON_OFF),
    "self_approval": Setting(N_("who entered an order may review it"), False, _yes_no, _ON_OFF),
    "when_short": Setting(
        N_("an order that is short: refuse it, or let it wait for stock"), "refuse", _when_short, _SHORT
    ),
    "confirm_receipts": Setting(N_("a purchase stock-in waits for a second person"), False, _yes_no, _ON_OFF),
    "pick": Setting(
        N_("what must be counted before a shipment leaves: nothing, its picking, or its check too"),
        "off",
        _picking,
        _PICKING,
    ),
    "confirm_staff_orders": Setting(N_("orders entered by staff wait for the customer's yes"), False, _yes_no, _ON_OFF),
    "opinion_required": Setting(N_("steps whose approval needs an opinion"), [], _steps),
    "auto_receive_days": Setting(N_("days after shipment until receipt is confirmed by itself"), 7, _days),
    "step_hours": Setting(
        N_("hours after which a document that waits at a step is overdue; a step left out has no limit"),
        STEP_HOURS,
        _hours,
    ),
    "carriers_free": Setting(N_("a shipment may name a carrier that is not on the list"), False, _yes_no, _ON_OFF),
    "suppliers_free": Setting(N_("a purchase may name a supplier that is not on the list"), True, _yes_no, _ON_OFF),
    "personal_delivery": Setting(
        N_("goods may be delivered by a person instead of a carrier"), False, _yes_no, _ON_OFF
    ),
    "prices_on_notes": Setting(N_("delivery notes show prices"), False, _yes_no, _ON_OFF),
    "printers": Setting(
        N_("printers: what each is called, its queue for lp, and which papers it takes; off for none"),
        [],
        read_printers,
    ),
    "return_days": Setting(
        N_("days after receipt within which goods can be returned, unless the product says otherwise; 0 for none"),
        7,
        _days,
    ),
    "return_policy": Setting(N_("what the company promises about returns, shown to who asks for one"), "", str),
    "lead_days": Setting(N_("days before the contract date by which goods are promised"), 3, _days),
    "books_open": Setting(
        N_("the day from which the books are kept here: what is older comes in as history; once set, changed by two"),
        None,
        _day,
        by_two=PROPOSED,
    ),
    PROPOSED: Setting(N_("another such day, and who proposed it: it waits for a second person"), [], _steps),
    PRACTICE: Setting(N_("this is a practice company, settled when it was made"), False, _yes_no, _ON_OFF),
    **{f"workflow.{flow.name}.off": Setting(flow.called.off, [], _steps) for flow in WORKFLOWS.values()},
}


class Settings:
    """What holds now, read in the unit of work that acts on it."""

    __slots__ = ("_values", "today", "zone")

    def __init__(self, values: dict[str, Any], now: datetime) -> None:
        self._values = values
        self.zone = zone_of(self["timezone"])
        self.today: date = now.astimezone(self.zone).date()  # the business date

    def __getitem__(self, name: str) -> Any:
        return self._values.get(name, SETTINGS[name].default)

    def off(self, workflow: str) -> frozenset[str]:
        """The steps that are switched off."""
        return frozenset(self._values.get(f"workflow.{workflow}.off", ()))


@lru_cache(maxsize=64)
def _parsed(rows: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    return {name: json.loads(value, object_hook=Hours) for name, value in rows}


def settings(unit: Unit) -> Settings:
    """The settings; a writing unit keeps others from changing them until it ends."""
    return unit.once(("settings", ""), lambda: _read(unit))


def _read(unit: Unit) -> Settings:
    keep_still(unit)
    return Settings(_parsed(tuple(actors.SETTINGS.rows(unit))), unit.now)


def is_practice(company: Company) -> bool:
    """Whether nothing in this company is real: it was made by `ydh demo`."""
    return bool(company.read(lambda unit: settings(unit)[PRACTICE]))


def today(actor: Actor) -> date:
    """The company's business day now. Raises NotSignedIn."""

    def work(unit: Unit) -> date:
        who(unit, actor)
        return settings(unit).today

    return actor.company.read(work)
