"""What a file of history names and is not here: as a file of items or customers, for the import before it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.files.importing.batch_table import NEEDS
from ydh.core.files.importing.lacking import lacking
from ydh.core.values.words import N_
from ydh.tui.files.chosen import ChosenFile
from ydh.tui.files.file_form import FILE
from ydh.tui.lists.book import Deed, Field
from ydh.tui.lists.exporting import written
from ydh.tui.paint import shown

HEADS: Mapping[str, tuple[str, ...]] = {
    "items": ("code", "name", "unit", "price", "listed"),
    "customers": ("code", "name"),
}
WHAT = Field(
    "what",
    N_("what is missing here"),
    kind="choice",
    choices=(("items", N_("items, as retired ones")), ("customers", N_("customers"))),
)
TO = Field("to", N_("file to write"), required=True)
READING = ("mapping", "encoding", "delimiter", "sheet", "fixed", "header_row", "skip_last", "fill_down")


def _ask(app: Any, _: Any) -> None:
    from ydh.tui.lists.form import Form

    path, *more = FILE
    suggested = replace(TO, value=f"missing-{shown.now().astimezone(app.words.zone):%Y%m%d}.csv")
    fields = (path, WHAT, suggested, *(field for field in more if field.name in READING))

    def work(answers: Mapping[str, str]) -> Callable[[Actor], tuple[int, str]]:
        def go(actor: Actor) -> tuple[int, str]:
            blank = {field.name: field.value for field in FILE}
            chosen = ChosenFile.of({**blank, **answers, "kind": "history"}).found()
            how = {name: chosen.how[name] for name in READING}
            rows = lacking(replace(actor, via="import"), answers["what"], chosen.path, name=chosen.path.name, **how)
            return written(app, HEADS[answers["what"]], rows, answers["to"])

        return go

    def said(result: tuple[int, str] | None) -> None:
        if result is not None:
            rows, path = result
            app.say(app.words(N_("{n} rows are in {path}")).format(n=f"{rows:,}", path=path))

    app.push_screen(Form(N_("what is missing for a history"), fields, do=work, writes=False), said)


LACKING = Deed("lacking", "o", N_("what is missing for a history"), opens=_ask, alone=True, needs=NEEDS, writes=False)
