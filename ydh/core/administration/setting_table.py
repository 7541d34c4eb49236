"""The noun setting: what the company chose, and what holds where it did not."""

from typing import Any

from ydh.core.administration import settings
from ydh.core.administration.views import SettingView
from ydh.core.company.actors import Actor
from ydh.core.rules.facts import Fact
from ydh.core.rules.nouns import Noun, Wanted
from ydh.core.rules.permissions import P
from ydh.core.values.errors import NotFound
from ydh.core.values.outcomes import Page
from ydh.core.values.text import escaped
from ydh.core.values.words import N_, Label

CONFIGURE = (P.SYSTEM_CONFIGURE,)
ON, OFF = Label(N_("on"), "on"), Label(N_("off"), "off")
CHANGE = N_("change")


def _page(actor: Actor, wanted: Wanted) -> Page[SettingView]:
    return Page(settings.show_settings(actor))


def _show(actor: Actor, name: str) -> SettingView:
    found = settings.show_settings(actor)
    for it in found:
        if it.name == name:
            return it
    raise NotFound("setting-unknown", name=escaped(name), names=tuple(it.name for it in found))


def as_typed(value: Any) -> str:
    """A setting's value as it can be typed again."""
    if value is None or value == []:
        return OFF
    if isinstance(value, bool):
        return ON if value else OFF
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _code(value: Any) -> str:
    typed = as_typed(value)
    return str(getattr(typed, "code", typed))


def in_words(it: SettingView, value: Any) -> str:
    """A setting's value as people call it."""
    return next((choice for choice in it.choices if choice.code == _code(value)), as_typed(value))


VALUE = Fact("value", N_("now"), of=lambda it: _code(it.value), seen=lambda it: in_words(it, it.value), width=16)
FACTS = (
    Fact("name", N_("name"), "code"),
    VALUE,
    Fact(
        "default",
        N_("unless chosen"),
        of=lambda it: _code(it.default),
        seen=lambda it: in_words(it, it.default),
        width=13,
        drop=1,
    ),
    Fact("meaning", N_("what it means"), "sentence", width=0),
)

SETTINGS = Noun(
    "setting",
    N_("settings"),
    N_("name of the setting"),
    N_("list the company's settings"),
    N_("one setting"),
    FACTS,
    _page,
    _show,
    columns=("meaning", "value", "default"),
    needs=(P.SYSTEM_CONFIGURE, P.AUDIT_VIEW),
    key="name",
    metavar="NAME",
    called=lambda it: it.meaning,
    tone=lambda it: "plain" if it.value == it.default else "strong",
)
