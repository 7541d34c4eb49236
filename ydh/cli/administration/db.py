"""ydh db: the database's schema; for whoever owns the database, signed in or not."""

from typing import Annotated

import typer

from ydh.cli.frame import answering, options, session
from ydh.cli.frame.listing import AsJson, Row, did, record
from ydh.cli.writing.cells import DataColumn
from ydh.core.company import company
from ydh.core.values.words import N_, Label

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)

STATUS = (
    DataColumn("database", N_("database")),
    DataColumn("engine", N_("engine"), "code"),
    DataColumn("state", N_("state"), "label"),
    DataColumn("applied", N_("applied"), "list"),
    DataColumn("pending", N_("pending"), "list"),
)
DIFFERENCES = (DataColumn("difference", N_("difference")),)
STATES = {
    "empty": Label(N_("empty: there is no company yet"), "empty"),
    "ours": Label(N_("up to date"), "ours"),
    "older": Label(N_("older than this program"), "older"),
    "newer": Label(N_("newer than this program"), "newer"),
    "not-utf8": Label(N_("does not keep its text as UTF-8"), "not-utf8"),
    "foreign": Label(N_("not a database of ydh"), "foreign"),
}


@app.command("status", help=N_("which schema the database has"))
@record(STATUS)
def status() -> Row:
    """The schema's state."""
    it = company.schema(session.url())
    if it.kind == "ours":
        session.mark_practice()
    return it.url, it.engine, STATES[it.kind], it.applied, it.pending


@app.command("upgrade", help=N_("bring an older schema up to this program; an SQLite file is copied first"))
@answering.deed(N_("nothing to do"))
def upgrade(
    backup: Annotated[
        str | None,
        typer.Option("--backup", metavar="FILE", help=N_("where the copy goes; beside the database unless given")),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("only say what would be applied"))] = False,
    yes: options.Yes = False,
    json: AsJson = False,
) -> None:
    """Apply what is pending."""
    before = company.schema(session.url())
    company.check_upgradable(before)
    if dry_run:
        did(N_("to be applied: {pending}") if before.pending else N_("nothing to do"), _names(before), json=json)
        return
    if before.pending:
        options.confirm(N_("The schema of {database} will be changed. Go on?"), yes=yes, database=before.url)
    done = company.upgrade_schema(session.url(), backup)
    if not done.applied:
        said = N_("names that are found and put in order anew: {renewed}") if done.renewed else N_("nothing to do")
        did(said, _names(before) | ({"renewed": done.renewed} if done.renewed else {}), json=json)
        return
    copied = N_("applied: {applied}; the database as it was before is in {backup}")
    told = {"applied": done.applied, "backup": done.backup, "renewed": done.renewed}
    did(copied if done.backup else N_("applied: {applied}"), told, json=json)


def _names(it: company.Schema) -> dict[str, object]:
    return {"pending": list(it.pending)}


@app.command("check", help=N_("compare the schema with what this program expects; exit code 1 for a difference"))
@answering.prints(lambda make: make.rows(DIFFERENCES))
def check(format: options.Format = "table", json: options.Json = False) -> int:
    """Compare the schema."""
    found = company.schema_differences(session.url())
    if found or json or format != "table":
        options.show(DIFFERENCES, [(text,) for text in found], format=format, json=json)
    if not found:
        options.say(N_("the schema is as it should be"))
    return 1 if found else 0
