"""`import` and `import-template`, which several nouns have: a file is checked, its plan is shown, then it is done."""

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer

from ydh import locale
from ydh.cli.frame import answering, options, session
from ydh.cli.frame.options import DryRun, Force, Format, Json, Key, Output, Yes
from ydh.cli.frame.progress import progress
from ydh.cli.writing import output
from ydh.cli.writing.output import DataColumn
from ydh.core.values.errors import Invalid
from ydh.core.values.words import N_, visible

PROBLEM = (
    DataColumn("line", N_("line"), "ordinal"),
    DataColumn("times", N_("times"), "integer"),
    DataColumn("column", N_("column")),
    DataColumn("value", N_("value")),
    DataColumn("wrong", N_("what is wrong")),
    DataColumn("right", N_("what would be right")),
)
SHORT = (
    DataColumn("code", N_("item"), "code"),
    DataColumn("wanted", N_("wanted"), "quantity"),
    DataColumn("available", N_("available"), "quantity"),
)
# what became of a file, as JSON has it; what was not done is null
ABOUT = (
    DataColumn("name", N_("file")),
    DataColumn("kind", N_("kind")),
    DataColumn("batch", N_("batch"), "integer"),
    DataColumn("state", N_("state"), "label"),
    DataColumn("dry_run", N_("dry run"), "yes"),
    *(DataColumn(name, title, "integer") for name, title in (
        ("rows", N_("rows")), ("good", N_("rows taken")), ("bad", N_("rows refused")), ("blank", N_("blank rows")),
        ("added", N_("added")), ("changed", N_("changed")), ("unchanged", N_("unchanged")),
        ("merged", N_("lines put together")),
    )),
    DataColumn("total", N_("total"), "money"),
    DataColumn("first", N_("first number")),
    DataColumn("last", N_("last number")),
    DataColumn("ignored", N_("columns that are not read"), "list"),
    DataColumn("sheet", N_("sheet")),
    DataColumn("other_sheets", N_("other sheets"), "list"),
    DataColumn("check_digits", N_("barcodes whose last digit is wrong"), "list"),
    DataColumn("emptied", N_("columns whose blank cells take away"), "list"),
    DataColumn("more_problems", N_("further problems"), "integer"),
)  # fmt: skip
File = Annotated[str, typer.Argument(metavar="FILE", help=N_("a CSV or Excel file, or - for stdin"))]
Map = Annotated[list[str] | None, typer.Option("--map", help=N_("column=title in the file; repeat for more"))]
Encoding = Annotated[str | None, typer.Option("--encoding", help=N_("such as gb18030, when it is not found out"))]
Delimiter = Annotated[str, typer.Option("--delimiter", help=N_("what separates the columns"))]
Ignore = Annotated[
    list[str] | None,
    typer.Option("--ignore-columns", help=N_("titles of columns that are not to be read; * is all that have no use")),
]
Set = Annotated[list[str] | None, typer.Option("--set", help=N_("column=value for the whole file; repeat for more"))]
HeaderRow = Annotated[int | None, typer.Option("--header-row", min=1, help=N_("the line on which the titles stand"))]
SkipLast = Annotated[int, typer.Option("--skip-last", min=0, help=N_("so many rows at the end are no data, but sums"))]
FillDown = Annotated[
    bool, typer.Option("--fill-down", help=N_("what only an order's first line says holds for its other lines"))
]
Large = Annotated[bool, typer.Option("--large-discounts", help=N_("more than half off is meant"))]
Sheet = Annotated[str | None, typer.Option("--sheet", help=N_("the sheet of an Excel file; the first unless given"))]
SkipBad = Annotated[
    str | None, typer.Option("--skip-bad", help=N_("import the good rows, write the refused ones here"))
]
Again = Annotated[bool, typer.Option("--again", help=N_("import a file that was imported before"))]
EXIT_REFUSED = 2


def add_import(app: typer.Typer, kind: str) -> None:
    """Give a noun its `import` and `import-template`."""

    def template() -> int:
        from ydh.core.files.importing.columns import template as header

        print(",".join(header(kind, locale.current().lang)))
        return 0

    told = N_(
        "import a CSV or Excel file (at most 200 MB, 50,000 orders of 2,000 lines, 100,000 rows of Excel): all of it, "
        "or with --skip-bad what is right"
    )
    app.command("import", help=told)(_importer(kind))
    app.command("import-template", help=N_("print the header of a file to import"))(template)


def _importer(kind: str) -> Callable[..., int]:
    @answering.prints(lambda make: make.one(ABOUT, {"problems": make.rows(PROBLEM), "short": make.rows(SHORT)}))
    def import_(
        file: File,
        map: Map = None,
        encoding: Encoding = None,
        delimiter: Delimiter = ",",
        sheet: Sheet = None,
        ignore: Ignore = None,
        set_: Set = None,
        header_row: HeaderRow = None,
        skip_last: SkipLast = 0,
        fill_down: FillDown = False,
        large_discounts: Large = False,
        skip_bad: SkipBad = None,
        again: Again = False,
        dry_run: DryRun = False,
        yes: Yes = False,
        key: Key = None,
        format: Format = "table",
        json: Json = False,
        to: Output = None,
        force: Force = False,
    ) -> int:
        how: dict[str, Any] = {"encoding": encoding, "delimiter": delimiter, "sheet": sheet, "ignore": ignore or ()}
        how |= {"mapping": options.pairs(map or [], "--map"), "fixed": options.pairs(set_ or [], "--set")}
        how |= {"header_row": header_row, "skip_last": skip_last, "fill_down": fill_down}
        how |= {"large_discounts": large_discounts, "again": again}
        shown = {"format": format, "json": json, "to": to, "force": force}
        with source_of(file) as (source, name), _refused(skip_bad, overwrite=force) as refused:
            how |= {"name": name, "skip_bad": skip_bad is not None, "refused": refused, "word": _reason}
            return _import(kind, source, how, shown, dry_run=dry_run, yes=yes, key=key)

    return import_


def _import(
    kind: str, source: Any, how: dict[str, Any], shown: dict[str, Any], *, dry_run: bool, yes: bool, key: str | None
) -> int:
    from ydh.core.files.importing import importing

    actor = session.actor("import")
    with progress(locale.translate(N_("importing"))) as advance:
        how["progress"] = _steps(advance)
        if dry_run or key:
            done = importing.run(actor, kind, source, dry_run=dry_run or not yes, key=key, **how)
            plan, result = done.plan, done.result
        else:
            plan, result = importing.check(actor, kind, source, **how), None
    if plan is not None:
        _show_plan(plan, shown)
        if not plan.ready and not (dry_run or key):
            importing.discard(actor, plan)
    if dry_run and result is None:
        options.say(N_("Nothing was changed: this was a dry run."))
    elif result is None and plan is not None and plan.ready:
        result = _keyed(actor, kind, source, how, key) if key else _commit(actor, plan, yes=yes)
    if result:
        show_result(result)
    if _as_json(shown):
        _put(kind, plan, result, shown, dry_run=dry_run)
    if plan is not None and not plan.ready:
        return EXIT_REFUSED
    return 0 if not (result and result.bad) else options.EXIT_PARTLY if result.good else EXIT_REFUSED


def _as_json(shown: dict[str, Any]) -> bool:
    return bool(shown["json"] or shown["format"] == "json")


def _put(kind: str, plan: Any, result: Any, shown: dict[str, Any], *, dry_run: bool) -> None:
    """What became of the file as one object. What is planned is not done: batch, state and numbers are a result's."""
    from ydh.cli.writing import nested

    facts: dict[str, Any] = dict.fromkeys(column.name for column in ABOUT) | {"kind": kind, "dry_run": dry_run}
    for found in (plan, result):
        facts |= {name: getattr(found, name) for name in facts if hasattr(found, name)}
    facts["check_digits"] = [barcode for _, barcode in facts["check_digits"] or ()]
    facts["emptied"] = [column for column, _ in facts["emptied"] or ()]
    if result is None:
        facts["batch"] = None
    problems = [dict(zip((column.name for column in PROBLEM), row, strict=True)) for row in _problems(plan)]
    short = [{"code": it.code, "wanted": it.wanted, "available": it.available} for it in (plan.short if plan else ())]
    nested.emit(nested.json(facts | {"problems": problems, "short": short}), shown["to"], force=shown["force"])


def _emptied(plan: Any) -> str:
    return locale.current().listed(f"{column} ({rows})" for column, rows in plan.emptied)


def _problems(plan: Any) -> list[tuple[Any, ...]]:
    return (
        [(p.line, p.times, p.title or p.column, p.value, _reason(p), _hint(p)) for p in plan.problems] if plan else []
    )


def _keyed(actor: Any, kind: str, source: Any, how: dict[str, Any], key: str) -> Any:
    """What was only tried, in earnest once that is confirmed; the refused rows are written already."""
    from ydh.core.files.importing import importing

    options.confirm(N_("Import this?"), yes=False)
    with progress(locale.translate(N_("importing"))) as advance:
        how |= {"refused": None, "progress": _steps(advance)}
        return importing.run(actor, kind, source, key=key, **how).result


def _commit(actor: Any, plan: Any, *, yes: bool) -> Any:
    from ydh.core.files.importing import importing

    try:
        options.confirm(N_("Import this?"), yes=yes)
    except BaseException:
        importing.discard(actor, plan)
        raise
    with progress(locale.translate(N_("importing"))) as advance:
        return importing.commit(actor, plan, progress=_steps(advance))


def _steps(advance: Callable[[int], None]) -> Callable[[str, int], None]:
    """A core progress says how far a beat is; the bar wants steps."""
    seen: dict[str, int] = {}

    def report(beat: str, done: int) -> None:
        advance(done - seen.get(beat, 0))
        seen[beat] = done

    return report


@contextmanager
def source_of(file: str) -> Iterator[tuple[Any, str]]:
    """The file of that name, or stdin, and what it is called. Raises Invalid for a terminal, and for no file."""
    if file == "-":
        if sys.stdin.isatty():
            raise Invalid("stdin-terminal")
        yield sys.stdin.buffer, "stdin.csv"
        return
    path = options.existing(file)
    yield path, path.name


@contextmanager
def _refused(path: str | None, *, overwrite: bool) -> Iterator[TextIO | None]:
    """The file of refused rows: whole, or not at all, and none when no row was refused."""
    if path is None:
        yield None
        return
    with output.replacing(Path(path), overwrite=overwrite) as sink:
        text = io.TextIOWrapper(sink, encoding="utf-8", newline="", write_through=True)
        yield text
        text.detach()
    if Path(path).is_file() and not Path(path).stat().st_size:
        Path(path).unlink()


def _reason(problem: Any) -> str:
    return _worded(problem.template, problem)


def _hint(problem: Any) -> str:
    return _worded(problem.hint_template, problem)


def _worded(template: str, problem: Any) -> str:
    words = locale.current()
    data = {name: locale.plain(value, words) for name, value in problem.data.items()}
    return words(template).format(**data)


def _show_plan(plan: Any, shown: dict[str, Any]) -> None:
    """What the file would do, on stderr; its problems as a table on stdout."""
    say = partial(options.say, name=visible(plan.name))
    say(
        N_("{name}: {rows} rows, {good} good, {bad} bad ({encoding})"),
        rows=plan.rows,
        good=plan.good,
        bad=plan.bad,
        encoding=plan.encoding,
    )
    if plan.other_sheets:
        others = locale.current().listed(map(visible, plan.other_sheets))
        say(N_("read was the sheet {sheet}; the file has others: {others}"), sheet=visible(plan.sheet), others=others)
    if plan.ignored:
        say(
            N_("columns that are not read: {columns}"),
            columns=locale.current().listed(visible(c) for c in plan.ignored),
        )
    for row in plan.sample if plan.encoding not in ("utf-8", "xlsx") else ():
        say(N_("a sample: {row}"), row=" | ".join(row))
    if not _as_json(shown) and (plan.problems or shown["to"] or shown["format"] != "table"):
        options.show(PROBLEM, _problems(plan), **shown)
    if plan.more_problems:
        say(N_("and {more} problems more"), more=plan.more_problems)
    if not plan.ready:
        say(N_("Nothing was imported. Mend the file, or import what is right with --skip-bad REFUSED.csv"))
        return
    _show_effect(plan, say)


def _show_effect(plan: Any, say: Callable[..., None]) -> None:
    """What the rows that are right would do."""
    say(
        N_("it would add {added}, change {changed}, leave {unchanged} as they are"),
        added=plan.added,
        changed=plan.changed,
        unchanged=plan.unchanged,
    )
    if plan.total is not None:
        say(N_("orders: {orders}, total {total}"), orders=plan.added - plan.returns, total=plan.total)
    if plan.returns:
        say(N_("returns: {returns}, total {total}"), returns=plan.returns, total=plan.returned)
    if plan.emptied:
        say(N_("blank cells take away what there is: {columns}"), columns=_emptied(plan))
    if plan.check_digits:
        say(N_("the last digit of these barcodes is wrong (line): {barcodes}"), barcodes=plan.wrong_digits)
    if plan.merged:
        say(N_("equal lines that count as one: {merged}"), merged=plan.merged)
    for short in plan.short:
        say(
            N_("short: {code}, {wanted} wanted, {available} available"),
            code=short.code,
            wanted=short.wanted,
            available=short.available,
        )


def show_result(result: Any) -> None:
    """Say what an import did."""
    options.say(
        N_("{name}: added {added}, changed {changed}, unchanged {unchanged}; batch {batch}"),
        name=visible(result.name),
        added=result.added,
        changed=result.changed,
        unchanged=result.unchanged,
        batch=result.batch,
    )
    if result.bad:
        options.say(N_("{bad} rows were refused; mend their file and import it by itself"), bad=result.bad)
