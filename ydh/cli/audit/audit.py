"""ydh audit: read the journal, prove that it is what was written, seal it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any

import typer

from ydh import locale
from ydh.cli.audit import findings
from ydh.cli.frame import answering, options, session
from ydh.cli.frame.listing import Row, change, listing
from ydh.cli.frame.progress import progress
from ydh.cli.writing.cells import DataColumn
from ydh.core.audit import entries, proof
from ydh.core.audit.views import LogRow
from ydh.core.values.words import N_

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)

LOG = (
    DataColumn("at", N_("time"), "time"),
    DataColumn("by", N_("by"), "code"),
    DataColumn("kind", N_("kind"), "label"),
    DataColumn("subject", N_("of what"), "code"),
    DataColumn("seq", N_("entry"), "integer"),
    DataColumn("action", N_("what"), "code"),
    DataColumn("step", N_("step"), "label"),
    DataColumn("to", N_("to"), "label"),
    DataColumn("details", N_("details")),
)
SEALS = (
    DataColumn("number", N_("number"), "code"),
    DataColumn("at", N_("time"), "time"),
    DataColumn("by", N_("by"), "code"),
    DataColumn("count", N_("entries"), "integer"),
    DataColumn("digest", N_("digest"), "code"),
)


@app.command("log", help=N_("the journal, newest entries first"))
@listing(LOG, quiet=False, narrowed_by=("who", "document", "kind", "action", "first", "last"))
def log(
    who: Annotated[str | None, typer.Option("--who", help=N_("by this account, system or clock"))] = None,
    document: Annotated[
        str | None, typer.Option("--document", help=N_("of this order or shipment; with --kind of anything"))
    ] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", help=N_("of this kind: order, customer, product, sku, account ..."))
    ] = None,
    action: Annotated[str | None, typer.Option("--action", help=N_("what was done, such as approve"))] = None,
    first: options.From = None,
    last: options.To = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help=N_("at most so many rows"))] = 100,
) -> Iterable[Row]:
    """Who did what to which document."""
    days = {"first": options.day_of(first, "--from"), "last": options.day_of(last, "--to")}
    given: dict[str, Any] = {"by": who, "document": document, "kind": kind, "action": action, **days}
    return map(_row, entries.entries(session.actor(), limit=limit, **given))


def _row(it: LogRow) -> Row:
    about = (it.at, it.by, it.kind, it.subject, it.seq, it.action)
    return *about, it.step, it.to, "; ".join(_details(it.body))


def _details(body: Mapping[str, Any]) -> Iterator[str]:
    """What an entry says besides, as a person reads it: `field: old -> new` and `name=value`."""
    words = locale.current()
    for name, value in body.items():
        if name == "changes":
            for field, old, new in value:
                yield f"{field}: {locale.plain(old, words)} -> {locale.plain(new, words)}"
        elif value not in ("", None, [], {}):
            yield f"{name}={locale.plain(value, words)}"


@app.command("verify", help=N_("prove the journal: exit code 1 when an entry was altered, added or removed"))
@answering.prints(lambda make: make.rows(findings.FINDINGS))
def verify(
    noted: Annotated[
        str | None, typer.Option("--noted", metavar="DIGEST", help=N_("the digest of a seal that was kept elsewhere"))
    ] = None,
    format: options.Format = "table",
    json: options.Json = False,
) -> int:
    """Check every hash, every head and every seal."""
    actor = session.actor()
    with progress(locale.translate(N_("entries checked"))) as advance:
        found = proof.verify(actor, advance, noted=noted)
    if found or json or format != "table":
        options.show(findings.FINDINGS, findings.rows(found), format=format, json=json)
    if not found:
        options.say(N_("the journal is what was written"))
    return findings.exit_code(found)


@app.command("seal", help=N_("cover every entry with one digest; keep it where nobody here can reach"))
@change(N_("seal {number} covers {count} entries; write down: {digest}"))
def seal() -> Mapping[str, Any]:
    """Seal the journal."""
    made = proof.seal(session.actor())
    return {"number": made.number, "at": made.at, "by": made.by, "count": made.count, "digest": made.digest}


@app.command("seals", help=N_("list the seals"))
@listing(SEALS)
def seals() -> Iterable[Row]:
    """Every seal, oldest first."""
    return [(str(it.number), it.at, it.by, it.count, it.digest) for it in proof.seals(session.actor())]


@app.command("erase", help=N_("erase a customer's personal values from the journal; its proof stays whole"))
@change(N_("{count} personal values of {code} are erased"))
def erase(
    code: Annotated[str, typer.Argument(metavar="CUSTOMER", help=N_("code of the customer"))],
    yes: options.Yes = False,
) -> Mapping[str, Any]:
    """Erase personal values."""
    options.confirm(
        N_("The personal values of {code} in the journal will be gone for good. Go on?"), yes=yes, code=code
    )
    return {"code": code, "count": entries.erase_personal(session.actor(), code)}
