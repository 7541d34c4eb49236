"""`P`: a paper of each of the rows, to a printer, into a file, or into the tray of who sits at another machine."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.files import papers
from ydh.core.rules.papers import FORMS, LABEL, NOTE, OF_SHIPMENTS, ORDER, PACKING, PAPERS, PICK, RETURN
from ydh.core.shipping.picking import RIGHTS
from ydh.core.values import series
from ydh.core.values.errors import Invalid, YdhError
from ydh.core.values.messages.all import MESSAGES
from ydh.core.values.money import number
from ydh.core.values.words import N_
from ydh.locale.values import local_time
from ydh.tui.lists.book import Deed, Field
from ydh.tui.lists.deeds import OUTCOME, OUTCOMES
from ydh.tui.lists.typed_path import file_at
from ydh.tui.lists.words import some_of
from ydh.tui.paint.parts import Plain, Rows
from ydh.tui.paint.wording import worded

MESSAGES["print-exists"] = N_("{path} exists; choose another name")
NONE = N_("nothing was printed")
FILE, TRAY, PRINTER = "file", "tray", "printer:"
OF_SHIPMENT = (NOTE, PACKING, LABEL, PICK)
OF_PICK = (PICK, PACKING, LABEL, NOTE)
OF_ORDER = (ORDER, *OF_SHIPMENTS)


def print_deed(kinds: Sequence[str], *, main: bool = False) -> Deed:
    """Printing of rows with a `number`; `kinds` are their papers, the first the one that is meant."""
    return Deed(
        "print", "P", N_("print"), own=lambda page, rows: _ask(page, rows, kinds), many=True, main=main, writes=False
    )


PRINT_SHIPMENT, PRINT_PICK = print_deed(OF_SHIPMENT, main=True), print_deed(OF_PICK, main=True)
PRINT_ORDER, PRINT_RETURN = print_deed(OF_ORDER), print_deed((RETURN,))


def _ask(page: Any, rows: Sequence[Any], kinds: Sequence[str]) -> None:
    """Ask which paper and where to, once it is known which printers there are."""
    from ydh.tui.lists.form import Form

    app = page.ydh
    parts = all(row.number.startswith(series.SHIPMENT) for row in rows)  # of an order, with papers of their own
    meant = sorted(kinds, key=lambda kind: parts and kind not in OF_SHIPMENTS)
    offered = [kind for kind in meant if _may(app, kind)]

    def found(printers: Mapping[str, Sequence[str]]) -> None:
        head = Plain(some_of(rows, app.words, page.name_of), "faint")
        fields = _fields(app, rows, offered, printers)
        form = Form(N_("print"), fields, (head,), do=lambda answers: _work(app, rows, answers), writes=False)
        app.push_screen(form, lambda result: _said(app, result))
        app.let_keys_go()

    def failed(error: Exception) -> None:
        app.let_keys_go()
        app.failed(error)

    app.hold_keys()
    app.ask(
        lambda actor: {kind: [it.name for it in papers.printers(actor, kind)] for kind in offered}, found, fail=failed
    )


def _may(app: Any, kind: str) -> bool:
    """Whether a paper is offered; the use case asks again."""
    if kind == PICK:
        return bool(app.may(RIGHTS))
    return kind != LABEL or app.me.kind != "customer"


def _fields(
    app: Any, rows: Sequence[Any], kinds: Sequence[str], printers: Mapping[str, Sequence[str]]
) -> tuple[Field, ...]:
    there = list(dict.fromkeys(name for kind in kinds for name in printers[kind]))
    elsewhere = (TRAY, N_("my tray")) if app.terminal.remote else (FILE, N_("a file"))
    where = (*((PRINTER + name, name) for name in there), elsewhere)
    choices, kind = tuple((kind, PAPERS[kind]) for kind in kinds), "choice" if len(kinds) > 1 else "hidden"
    return (
        Field("paper", N_("paper"), value=kinds[0], kind=kind, choices=choices),
        Field("where", N_("where to"), value=where[0][0], kind="choice", choices=where),
        Field("form", N_("as"), kind="choice", choices=tuple(FORMS.items())),
        Field(
            "path",
            N_("file"),
            value=_name(app, rows),
            hint=N_("for a file"),
            kind="hidden" if app.terminal.remote else "text",
        ),
        Field("parcels", N_("parcels"), hint=N_("for labels"), kind="text" if LABEL in kinds else "hidden"),
    )


def _name(app: Any, rows: Sequence[Any]) -> str:
    """What a file is called unless it is called otherwise; the form gives the end of its name."""
    if len(rows) == 1:
        return str(rows[0].number)
    at = "".join(filter(str.isdigit, local_time(app.words.zone)(datetime.now(UTC))))
    return f"{len(rows)}-{at[:8]}-{at[8:12]}"


def _work(app: Any, rows: Sequence[Any], answers: Mapping[str, str]) -> Callable[[Actor], Any]:
    def work(actor: Actor) -> Any:
        where, parcels = answers["where"], answers["parcels"].strip()
        way, to = ("printer", where.removeprefix(PRINTER)) if where.startswith(PRINTER) else (where, "")
        if way == FILE:
            to = str(_path(answers))
        count = int(number(parcels, "parcels", places=0)) if parcels else None
        given = {"form": answers["form"], "way": way, "to": to, "parcels": count, "words": app.words}
        with in_form():
            done = app.terminal.print_papers(actor, [row.number for row in rows], answers["paper"], **given)
        if not done.printed and len(done.refused) == 1:
            raise done.refused[0].error
        return done

    return work


def _path(answers: Mapping[str, str]) -> Path:
    path, suffix = file_at(answers["path"]), ".pdf" if answers["form"] == "pdf" else ".txt"
    if path.suffix in (".pdf", ".txt"):
        return path.with_suffix(suffix).absolute()
    return path.with_name(f"{answers['paper']}-{path.name}{suffix}").absolute()


@contextmanager
def in_form() -> Iterator[None]:
    """A file that is refused, in the words of a form: it has no --force."""
    try:
        yield
    except YdhError as error:
        if error.id not in ("output-exists", "output-folder", "output-database"):
            raise
        raise Invalid(
            "print-exists" if error.id == "output-exists" else error.id, **error.data, field="path"
        ) from error


def _said(app: Any, done: Any) -> None:
    """Say where they are, and which were not printed."""
    if done is None:
        return
    app.say(done.said or app.words(NONE), wrong=not done.printed)
    if done.refused:
        from ydh.tui.paint.leaf import Leaf

        rows = Rows(OUTCOME, [(it, worded(it.error, app.words)) for it in done.refused])
        app.push_screen(Leaf(OUTCOMES, (*([Plain(done.said)] if done.said else []), rows)))
