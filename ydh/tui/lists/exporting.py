"""`e`: what a list shows, as a file: every row that matches, not only those that are loaded."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ydh.core.audit.leaving import is_whole, leaving
from ydh.core.company.actors import Actor
from ydh.core.values.errors import Invalid, YdhError
from ydh.core.values.messages.all import MESSAGES
from ydh.core.values.words import N_, Label
from ydh.locale import Words
from ydh.locale.values import local_time
from ydh.tui.lists.book import Book, Field, Query
from ydh.tui.lists.narrowing import page_of
from ydh.tui.lists.typed_path import file_at
from ydh.tui.paint.parts import Age, Column, Facts, Heading, Say
from ydh.tui.paint.shown import YES, now, plain

MESSAGES["export-exists"] = N_("{path} exists; choose another name, or choose to replace it")
MESSAGES["export-place"] = N_("{path} cannot be written; name a folder that is there and yours, such as {example}")
PAGE = 500
FORMATS = (
    ("csv-excel", N_("csv, for Excel, WPS and people")),
    ("csv", N_("csv, for programs")),
    ("xlsx", N_("xlsx, Excel")),
    ("tsv", N_("tsv, with tabs")),
    ("json", N_("json, for programs")),
    ("markdown", N_("markdown, for notes")),
    ("html", N_("html, for the browser")),
)
SUFFIXES = {
    "csv-excel": ".csv",
    "csv": ".csv",
    "xlsx": ".xlsx",
    "tsv": ".tsv",
    "json": ".json",
    "markdown": ".md",
    "html": ".html",
}
FOR_PEOPLE = frozenset({"csv-excel", "markdown", "html", "xlsx"})
KINDS = {"age": "time", "flag": "label", "label": "text"}  # what a file calls a kind of column


def export(screen: Any) -> None:
    """Ask where to, and write the rows of the list there."""
    export_book(screen.ydh, screen.book, screen.query_now, screen.name_of_list(), screen.filtered_by())


def export_book(app: Any, book: Book, query: Query, called: str, only: str) -> None:
    """Ask where to, and write the rows of a book there; `called` and `only` say which they are."""
    from ydh.tui.lists.form import Form

    head = Facts(((N_("list"), called), (N_("only"), only)))

    def work(answers: Mapping[str, str]) -> Callable[[Actor], tuple[int, str]]:
        return lambda actor: write(app, actor, book, query, answers)

    def said(result: tuple[int, str] | None) -> None:
        if result is not None:
            rows, path = result
            app.say(app.words(N_("{n} rows are in {path}")).format(n=f"{rows:,}", path=path))

    app.push_screen(Form(N_("export"), _fields(book, app.words), (head,), do=work, writes=False), said)


def _fields(book: Book, words: Words) -> tuple[Field, ...]:
    today = local_time(words.zone)(now())[:10].replace("-", "")  # by the company's clock
    name = f"{book.name or 'list'}-{today}.csv"
    return (
        Field("path", N_("file"), required=True, value=name),
        Field("format", N_("format"), kind="choice", choices=FORMATS),
        Field("replace", N_("if it exists"), kind="choice", choices=(("", N_("keep it")), ("yes", N_("replace it")))),
    )


def write(app: Any, actor: Actor, book: Book, query: Query, answers: Mapping[str, str]) -> tuple[int, str]:
    """Write every row that matches; their number, and the file. Raises Invalid, NotAllowed without data.export."""
    form = answers["format"]
    path = _path(answers["path"], form)
    whole = book.table and is_whole(book.narrowed_by(query))
    rows = leaving(actor, book.name or "list", _rows(actor, book, query, form, app.words), whole=whole)
    columns = [(c.name, c.title, KINDS.get(c.kind, c.kind)) for c in book.in_file()]
    title, who = plain(book.named(), app.words), app.me.name
    given = {"words": app.words, "overwrite": answers.get("replace") == "yes"}
    try:
        return app.terminal.write_file(columns, rows, str(path), form, title, who, **given), str(path)
    except YdhError as error:
        raise _here(error, path) from error


def written(app: Any, heads: Sequence[str], rows: Sequence[tuple[Any, ...]], to: str) -> tuple[int, str]:
    """Write rows for an import to a csv file; their number, and the file. Raises Invalid."""
    path = _path(to, "csv")
    columns = [(head, head, "text") for head in heads]
    try:
        given = {"words": app.words, "overwrite": False}
        return app.terminal.write_file(columns, rows, str(path), "csv", path.stem, app.me.name, **given), str(path)
    except YdhError as error:
        raise _here(error, path) from error


def _here(error: YdhError, path: Path) -> YdhError:
    """The same refusal in the words of a form: it has no --force."""
    if error.id == "output-exists":
        return Invalid("export-exists", path=str(path), field="replace")
    if error.id == "output-folder":
        return Invalid("export-place", path=str(path), example=os.path.expanduser("~"), field="path")
    return Invalid(error.id, **error.data, field="path") if error.id == "output-database" else error


def _path(text: str, form: str) -> Path:
    """The file; one that is named like another format gets the suffix of its own."""
    path = file_at(text)
    if not path.suffix or path.suffix in SUFFIXES.values():
        path = path.with_suffix(SUFFIXES[form])
    return path.absolute()


def _rows(actor: Actor, book: Book, query: Query, form: str, words: Words) -> Iterator[tuple[Any, ...]]:
    cell = _for_people(words) if form in FOR_PEOPLE else _for_machines(words)
    columns = book.in_file()
    for row in every_row(actor, book, query, words):
        yield tuple(cell(column, column.value(row)) for column in columns)


def every_row(actor: Actor, book: Book, query: Query, words: Words) -> Iterator[Any]:
    """All rows that match, a page at a time."""
    asked = replace(query, after="", backwards=False, limit=PAGE)
    while True:
        found = page_of(book, actor, asked, words)
        yield from (row for row in found.rows if not isinstance(row, Heading))
        if not found.more or not found.rows:
            return
        asked = replace(asked, after=book.token(found.rows[-1]))


Cell = Callable[[Column, Any], Any]
_AS_THEY_ARE = frozenset(
    ("money", "price", "quantity", "integer", "day", "time", "age", "percent", "bar", "yes", "list", "ordinal")
)


def _for_people(words: Words) -> Cell:
    def cell(column: Column, value: Any) -> Any:
        if value is None or value == "":
            return None if column.kind in _AS_THEY_ARE else ""
        if column.kind == "flag":
            return Label(YES, "true") if value else ""
        return value if column.kind in _AS_THEY_ARE else plain(value, words)

    return cell


def _for_machines(words: Words) -> Cell:
    """Codes instead of words: they are the same in every language."""
    people = _for_people(words)

    def cell(column: Column, value: Any) -> Any:
        if column.kind == "flag":
            return Label(YES, "true") if value else Label("", "false")
        if column.kind in _AS_THEY_ARE or not isinstance(value, (Label, Say, Age, tuple, list)):
            return people(column, value)
        return _code(value, words)

    return cell


def _code(value: Any, words: Words) -> str:
    if isinstance(value, Label):
        return value.code
    if isinstance(value, Say):
        return value.text.format(**{name: plain(each, words) for name, each in value.data.items()})
    if isinstance(value, Sequence) and not isinstance(value, str):
        return " ".join(_code(each, words) for each in value)
    return plain(value, words)
