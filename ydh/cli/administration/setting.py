"""ydh setting: what the company chose, and what holds where it did not."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import typer

from ydh import locale
from ydh.cli.frame import session
from ydh.cli.frame.listing import Row, change, listing, record
from ydh.cli.writing.cells import DataColumn
from ydh.core.administration import settings
from ydh.core.administration.views import SettingView
from ydh.core.values.errors import NotFound
from ydh.core.values.words import N_, Label

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)

Name = Annotated[str, typer.Argument(metavar="NAME", help=N_("name of the setting"))]
ON, OFF = Label(N_("on"), "on"), Label(N_("off"), "off")

SETTINGS = (
    DataColumn("name", N_("name"), "code"),
    DataColumn("value", N_("value"), "label"),
    DataColumn("default", N_("unless chosen"), "label"),
    DataColumn("meaning", N_("what it means"), "text"),
)


@app.command("list", help=N_("list the company's settings"))
@listing(SETTINGS)
def list_() -> Iterable[Row]:
    """Every setting."""
    return [_row(it) for it in settings.show_settings(session.actor())]


@app.command("show", help=N_("one setting"))
@record(SETTINGS)
def show(name: Name) -> Row:
    """One setting."""
    found = settings.show_settings(session.actor())
    for it in found:
        if it.name == name:
            return _row(it)
    raise NotFound("setting-unknown", name=name, names=", ".join(it.name for it in found))


@app.command(
    "set",
    help=N_("choose a value; off, where it may be left out"),
    context_settings={"ignore_unknown_options": True},  # -05:00 is no option
)
@change(N_("{name} is {value}"))
def set_(name: Name, value: Annotated[str, typer.Argument(metavar="VALUE", help=N_("value"))]) -> Mapping[str, Any]:
    """Choose a value."""
    now = settings.change_setting(session.actor(), name, value)
    return {"name": now.name, "value": _shown(now.value)}


def _row(it: SettingView) -> Row:
    return it.name, _shown(it.value), _shown(it.default), locale.translate(str(it.meaning))


def _shown(value: Any) -> str:
    """A value as it can be typed again."""
    if value is None or value == []:
        return OFF
    if isinstance(value, bool):
        return ON if value else OFF
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
