"""A form that was half filled when the line broke: kept, and offered at the next sign-in."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from ydh.core.company import unfinished
from ydh.core.values.words import N_
from ydh.tui.documents.page import DocumentScreen
from ydh.tui.front.places import screen_named
from ydh.tui.lists.form import Form
from ydh.tui.lists.unfinished import Unfinished
from ydh.tui.paint.parts import Facts, Part, Say

TITLE = N_("go on where the line broke")
ASKS = N_("The line broke while this was being filled in. Enter goes on with it, Esc gives it up.")
TELLS = N_("The line broke while this was being filled in. Its screen is not opened by itself.")
GONE = N_("{what} is not there any more, or is not for you; what was typed is given up")


def keep(app: Any) -> None:
    """Keep what was typed into the form on top; nothing of one that asks for a password."""
    form = next((screen for screen in reversed(app.screen_stack) if isinstance(screen, Form)), None)
    if form is None or app.me is None or app.desk is None or any(f.kind == "password" for f in form.fields):
        return
    typed = form.changed()
    if not typed:
        return
    page, deed, keys = form.source or (None, "", ())
    told: dict[str, Any] = {"title": form.title_text, "labels": {f.name: f.label for f in form.fields}, "typed": typed}
    told |= {"place": getattr(page, "place", ""), "deed": deed, "rows": list(keys)}
    told["document"] = page.number if isinstance(page, DocumentScreen) else ""
    actor = app.desk.actor
    with suppress(OSError):  # the line is gone: there is nobody to tell
        unfinished.keep(actor.company.store.url, actor.account, told)


def offer(app: Any) -> bool:
    """Offer what was kept for who has just signed in; whether there was something."""
    actor = app.desk.actor
    told = unfinished.take(actor.company.store.url, actor.account)
    if told is None:
        return False
    leads = bool(told["deed"] and (told["place"] or told["document"]))
    above = (Say(ASKS if leads else TELLS, {}, "strong"), *_typed(told))
    app.push_screen(Form(TITLE, (), above), lambda yes: _go_on(app, told) if yes and leads else None)
    return True


def _typed(told: Mapping[str, Any]) -> Sequence[Part]:
    pairs = [(told["labels"].get(name, name), text) for name, text in told["typed"].items()]
    when = [(N_("what"), Say(told["title"]))]
    of = [(N_("of"), tuple(told["rows"]))] if told["rows"] else []
    return (Facts((*when, *of, *pairs)),)


def _go_on(app: Any, told: Mapping[str, Any]) -> None:
    """Open the screen again; when its rows are there, the form opens with what was typed."""
    screen = screen_named(app, told["place"], told["document"])
    if screen is None:
        app.say(app.words(GONE).format(what=app.words(told["title"])), wrong=True)
        return
    app.going_on = Unfinished(screen, told["deed"], tuple(told["rows"]), told["typed"], GONE)
    app.push_screen(screen)
