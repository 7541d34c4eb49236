"""How what a check found is shown, and the exit code that goes with it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TextIO

from ydh import locale
from ydh.cli.frame import options
from ydh.cli.frame.listing import Row
from ydh.cli.frame.showing import shape
from ydh.cli.writing import cells
from ydh.cli.writing.cells import Sheet
from ydh.cli.writing.painted import LEAST, painted
from ydh.core.audit.journal_table import FINDING
from ydh.core.audit.views import Finding

FINDINGS = shape(FINDING)[0]
MARKS: Mapping[str, tuple[str, str]] = {"ok": ("✓", "green"), "warning": ("!", "yellow"), "error": ("✗", "bold red")}


def show(found: Iterable[Finding], *, format: str, json: bool, to: str | None = None, force: bool = False) -> None:
    """Show what was found: a list with marks on a terminal, a table elsewhere."""
    options.show(FINDINGS, rows(found), format=format, json=json, to=to, force=force, painter=_list)


def _list(sheet: Sheet, sink: TextIO) -> int:
    """A line for each finding, and more where its sentence needs them: nothing of what helps is cut."""
    from rich.table import Table
    from rich.text import Text

    rows = list(sheet.rows)
    listed = Table.grid(padding=(0, 2, 0, 0))
    listed.add_column(no_wrap=True)
    listed.add_column(overflow="fold")
    listed.add_column(ratio=1, overflow="fold")
    written = cells.by_column([cells.human(column, sheet) for column in sheet.columns], rows) if rows else []
    before = None
    for row, level, check, subject, finding in zip(rows, *written, strict=True):
        mark, style = MARKS[row[0]]
        said = Text(f"{subject}  {finding}" if subject not in finding else finding)
        if row[0] != "ok":
            said = Text.assemble((level, style), "  ", said)
        listed.add_row(Text(mark, style), Text("" if check == before else check), said)
        before = check
    sink.write(painted(listed, max(sheet.width or 0, LEAST), colour=sheet.colour))
    return len(rows)


def rows(found: Iterable[Finding]) -> Iterator[Row]:
    """Rows of FINDINGS, each in the reader's words."""
    words = locale.current()
    for it in found:
        data = {name: locale.plain(value, words) for name, value in {**it.data, "subject": it.subject}.items()}
        yield it.level, it.check, it.subject, words(it.template).format(**data)


def exit_code(found: Sequence[Finding]) -> int:
    """1 when there is an error among them."""
    return 1 if any(it.level == "error" for it in found) else 0
