"""Going on with a form that was half filled: the page that is ready opens it again with what was typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Unfinished:
    """A deed on a page, the keys of its rows, and the answers that differed from what the form began with."""

    page: Any
    deed: str
    rows: tuple[str, ...]
    typed: Mapping[str, str]
    gone: str  # what is said when its rows are not there any more


def go_on(page: Any, rows: Sequence[tuple[str, Any]]) -> None:
    """Called by a page whose rows, each with its key, have come: open the form that waits for them."""
    app = page.ydh
    it = app.going_on
    if it is None or it.page is not page:
        return
    deed = next((each for each in page.deeds() if each.name == it.deed), None)
    found = [row for key, row in rows if key in it.rows]
    if deed is None or len(found) < len(it.rows) or not page.check_action("deed", (it.deed,)):
        app.going_on = None
        app.say(app.words(it.gone).format(what=app.words.listed(it.rows) or page.crumb()), wrong=True)
        return
    page.begin(deed, found)


def typed_before(page: Any, deed: str) -> Mapping[str, str]:
    """What was typed into the form of a deed before the line broke; it is given once."""
    it = page.ydh.going_on
    if it is None or it.page is not page or it.deed != deed:
        return {}
    page.ydh.going_on = None
    typed: Mapping[str, str] = it.typed
    return typed
