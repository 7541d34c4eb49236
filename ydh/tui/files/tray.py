"""My tray: papers that lie here until they are fetched."""

import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.files import tray
from ydh.core.files.tray_table import FILES
from ydh.core.values.words import N_
from ydh.tui.documents.printing import in_form
from ydh.tui.lists.book import Deed, Field
from ydh.tui.lists.nouns import noun_book
from ydh.tui.lists.typed_path import file_at
from ydh.tui.paint.parts import Plain, Say

FETCH = N_("at your own machine, with the name of this one for HOST: ssh HOST ydh file get {name} > {name}")


def _get(page: Any, rows: Sequence[Any]) -> None:
    """Ask where to, and write the file there; who sits at another machine reads how it is fetched from there."""
    from ydh.tui.lists.form import Form

    app, name = page.ydh, rows[0].name
    if app.terminal.remote:
        app.say(app.words(FETCH).format(name=name))
        return

    def work(answers: Mapping[str, str]) -> Callable[[Actor], str]:
        def save(actor: Actor) -> str:
            path = str(file_at(answers["path"]).absolute())
            with in_form():
                app.terminal.save_file(tray.get(actor, name), path)
            return path

        return save

    def said(path: str | None) -> None:
        if path is not None:
            app.say(app.words(N_("{name} is at {path}")).format(name=name, path=path))

    fields = (Field("path", N_("file"), required=True, value=os.path.join(os.curdir, name)),)
    app.push_screen(Form(N_("fetch"), fields, (Plain(name, "faint"),), do=work, writes=False), said)


GET = Deed("get", "e", N_("fetch"), own=_get, main=True, writes=False)
Tray = noun_book(FILES, deeds=(GET,), more=lambda actor, row: (Say(FETCH, {"name": row.name}, "faint"),))
