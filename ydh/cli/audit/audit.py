"""ydh audit: read the journal, prove that it is what was written, seal it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any

import typer

from ydh import locale
from ydh.cli.audit import findings
from ydh.cli.frame import answering, options, session
from ydh.cli.frame.listing import Row, change, listing
from ydh.cli.frame.nouns import noun_app
from ydh.cli.frame.progress import progress
from ydh.cli.frame.showing import shape
from ydh.core.audit import proof
from ydh.core.audit.journal_table import JOURNAL, SEAL
from ydh.core.values.words import N_


def _details(body: Mapping[str, Any]) -> Iterator[str]:
    """What an entry says besides, as a person reads it: `field: old -> new` and `name=value`."""
    words = locale.current()
    for name, value in body.items():
        if name == "changes":
            for field, old, new in value:
                yield f"{field}: {locale.plain(old, words)} -> {locale.plain(new, words)}"
        elif value not in ("", None, [], {}):
            yield f"{name}={locale.plain(value, words)}"


app = noun_app(JOURNAL, without=("show",), also="log", reads={"details": lambda it: "; ".join(_details(it.body))})
SEALS, cells_of = shape(SEAL)


@app.command("verify", help=N_("prove the journal: exit code 1 when an entry was altered, added or removed"))
@answering.prints(lambda make: make.rows(findings.FINDINGS))
def verify(
    noted: Annotated[
        str | None, typer.Option("--noted", metavar="DIGEST", help=N_("the digest of a seal that was kept elsewhere"))
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DAY", help=N_("only what is newer than the last seal before a day")),
    ] = None,
    format: options.Format = "table",
    json: options.Json = False,
) -> int:
    """Check every hash, every head and every seal."""
    actor = session.actor()
    with progress(locale.translate(N_("entries checked"))) as advance:
        found = proof.verify(actor, advance, noted=noted, since=options.days_of(since, option="--since")[0])
    if found or json or format != "table":
        findings.show(found, format=format, json=json)
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
@listing(SEALS, limited=True)
def seals() -> Iterable[Row]:
    """Every seal, oldest first."""
    return map(cells_of, proof.seals(session.actor()))
