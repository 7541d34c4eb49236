"""`ydh history`: documents of the past, brought in as they ended; and what a file of them names that is not here."""

from typing import Any

import typer

from ydh.cli.files.importing import (
    Delimiter,
    Encoding,
    File,
    FillDown,
    HeaderRow,
    Map,
    Set,
    Sheet,
    SkipLast,
    add_import,
    source_of,
)
from ydh.cli.frame import answering, options, session
from ydh.cli.frame.options import Force, Format, Json, Output
from ydh.cli.writing.output import DataColumn
from ydh.core.values.words import N_

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)
add_import(app, "history")
ITEMS = tuple(DataColumn(name, name) for name in ("code", "name", "unit", "price", "listed"))
CUSTOMERS = tuple(DataColumn(name, name) for name in ("code", "name"))


def _add(verb: str, what: str, columns: tuple[DataColumn, ...], help: str) -> None:
    @answering.prints(lambda make: make.rows(columns))
    def command(
        file: File,
        map: Map = None,
        encoding: Encoding = None,
        delimiter: Delimiter = ",",
        sheet: Sheet = None,
        set_: Set = None,
        header_row: HeaderRow = None,
        skip_last: SkipLast = 0,
        fill_down: FillDown = False,
        format: Format = "csv",
        json: Json = False,
        to: Output = None,
        force: Force = False,
    ) -> int:
        from ydh.core.files.importing.lacking import lacking

        how: dict[str, Any] = {"mapping": options.pairs(map or [], "--map"), "encoding": encoding}
        how |= {"delimiter": delimiter, "sheet": sheet, "fixed": options.pairs(set_ or [], "--set")}
        how |= {"header_row": header_row, "skip_last": skip_last, "fill_down": fill_down}
        with source_of(file) as (source, name):
            rows = lacking(session.actor(), what, source, name=name, **how)
        options.show(columns, rows, format=format, json=json, to=to, force=force)
        return 0

    app.command(verb, help=help)(command)


_add("items", "items", ITEMS, N_("print the items of such a file that are not here, to be imported as retired ones"))
_add("customers", "customers", CUSTOMERS, N_("print the customers of such a file that are not here, to be imported"))
