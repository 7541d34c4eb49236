"""Imports: files that came in, and a new one in two beats: checked, its plan shown, then done or forgotten."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.files.importing import batches
from ydh.core.files.importing.batch_table import BATCHES, NEEDS, ORDERS, kind_label
from ydh.core.files.importing.columns import DOCUMENTS, KINDS, template
from ydh.core.files.importing.plans import BatchOrder, BatchRow
from ydh.core.rules.workflows import flow_of
from ydh.core.values.outcomes import Page
from ydh.core.values.words import N_, Label
from ydh.tui.files.file_form import FILE
from ydh.tui.files.lacking import LACKING
from ydh.tui.lists.book import Answers, Book, Deed, Field, Found, Query, Tell
from ydh.tui.lists.deeds import READ_ONLY
from ydh.tui.lists.going import Go
from ydh.tui.lists.nouns import NounBook, columns_of, noun_book
from ydh.tui.paint.parts import Column, Part, Plain, Rows, Say


def _about(actor: Actor, row: BatchRow) -> Sequence[Part]:
    """What there is to do about it, and its first orders."""
    parts: list[Part] = []
    if row.unfinished:
        parts.append(Say(N_("it was interrupted, or goes on elsewhere: C finishes it, X takes it back"), {}, "wrong"))
    if row.kind in DOCUMENTS:
        some = batches.batch_orders(actor, row.number, limit=6).rows
        parts.append(Rows(BatchOrders.columns, some, N_("its first orders"), N_("no order of it can be seen")))
    return parts


def _enter(book: NounBook, app: Any, row: BatchRow) -> Any:
    from ydh.tui.lists.listing import ListScreen

    if row.kind in DOCUMENTS:
        return ListScreen(BatchOrders(row))
    app.say(app.words(N_("only files of orders have a list; J rolls the details")))
    return None


def _ask(app: Any, _: Any) -> None:
    """Ask which file, then check it."""
    if app.read_only:
        app.say(app.words(READ_ONLY), wrong=True)
    else:
        app.ask(lambda actor: _kinds(actor, ()), lambda kinds: _form(app, app.screen.book.kept, kinds))


def _form(app: Any, kept: dict[str, str], kinds: tuple[Field, ...]) -> None:
    from ydh.tui.files.chosen import ChosenFile
    from ydh.tui.files.import_check import CheckScreen
    from ydh.tui.lists.form import Form

    fields = tuple(replace(f, value=kept.get(f.name, f.value)) for f in (*kinds, *FILE))

    def there(answers: Answers) -> Any:
        kept.update(answers)
        return lambda actor: (ChosenFile.of(answers).found(),)

    def checked(result: Any) -> None:
        if result is not None:
            app.push_screen(CheckScreen(result[0]))

    app.push_screen(Form(N_("import a file"), fields, do=there, writes=False), checked)


class BatchOrders(Book):
    """The orders that came in a file, in its order."""

    name, title = "batch-orders", N_("orders of a batch")
    columns = columns_of(ORDERS)
    searches, pane, table = False, False, False
    empty = N_("no order of it can be seen")

    def __init__(self, batch: BatchRow) -> None:
        self.batch, self._next = batch, {"": ""}

    def named(self) -> Any:
        return Say(N_("orders of batch {number}: {name}"), {"number": self.batch.number, "name": self.batch.name})

    def page(self, actor: Actor, query: Query) -> Found:
        at = self._next.get(query.after, "")
        found: Page[BatchOrder] = batches.batch_orders(actor, self.batch.number, after=at, limit=query.limit)
        if found.rows:
            self._next[found.rows[-1].number] = found.next
        return Found(found.rows, bool(found.next))

    def enter(self, app: Any, row: BatchOrder) -> Any:
        return Go(flow_of(row.number).name, row.number)


def _kinds(actor: Actor, rows: Sequence[Any]) -> tuple[Field, ...]:
    choices = tuple((name, kind_label(name)) for name in batches.importable(actor))
    return (Field("kind", N_("kind"), kind="choice", choices=choices),)


def _template(actor: Actor, rows: Sequence[Any], answers: Answers) -> Tell:
    kind = KINDS[answers["kind"]]
    columns = (
        Column("zh", N_("title in Chinese"), "text", 18, of=lambda pair: pair[0]),
        Column("en", N_("title in English"), "code", 18, of=lambda pair: pair[1]),
        Column(
            "needed", N_("needed"), of=lambda pair: Label(N_("must be there") if pair[2] else N_("may be left out"))
        ),
    )
    heads = zip(template(kind.name, "zh"), template(kind.name), (c.required for c in kind.columns), strict=True)
    parts: tuple[Part, ...] = (
        Say(N_("a CSV or Excel file; its first row has these titles, in either language and in any order")),
        Say(N_("at most 200 MB, 50,000 orders of 2,000 lines, 100,000 rows of Excel")),
        Rows(columns, tuple(heads)),
        Plain(""),
        Say(N_("to begin with, as one line to copy:")),
        Plain(",".join(template(kind.name, "zh"))),
    )
    return Tell(kind.label, parts)


Batches = noun_book(
    BATCHES,
    more=_about,
    deeds=(
        Deed("import", "a", N_("import a file"), opens=_ask, alone=True, needs=NEEDS, main=True),
        Deed("template", "i", N_("columns of a file"), _template, asks=_kinds, alone=True, main=True, writes=False),
        LACKING,
    ),
    enter=_enter,
    table=False,
)
