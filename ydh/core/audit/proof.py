"""Proves that the journal is what was written: every hash again, every head, and seals over all of it. S15.22, S16.16

A chain is broken by altering, deleting or re-ordering any entry. Who can write to the database can also make a whole
chain anew: the seals find that, and a seal whose digest was written down elsewhere finds forged seals.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from itertools import chain, groupby, islice
from operator import itemgetter
from typing import Any

from ydh.core.audit.journal import link
from ydh.core.audit.views import Finding, SealRow
from ydh.core.company.actors import Actor, Who, who
from ydh.core.company.settings import settings
from ydh.core.rules.permissions import P
from ydh.core.values.errors import NotAllowed, Stale
from ydh.core.values.words import N_, Label
from ydh.store.audit import audit as store
from ydh.store.audit import newer
from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Row

CHAIN = Label(N_("journal"), "chain")
CLOCK = "clock"  # the action with which somebody goes on after the clock was ahead
PERSONAL = Label(N_("personal values"), "personal")
SEALS = Label(N_("seals"), "seals")
MOST = 1000  # findings of one run: a wrecked journal must not fill the memory
KINDS = {
    "account": N_("account"),
    "batch": N_("batch"),
    "carrier": N_("carrier"),
    "case": N_("case"),
    "customer": N_("customer"),
    "lot": N_("lot"),
    "order": N_("order"),
    "payment": N_("payment"),
    "price_level": N_("price level"),
    "product": N_("product"),
    "return": N_("return"),
    "role": N_("role"),
    "setting": N_("setting"),
    "sku": N_("item"),
    "stock_paper": N_("stock paper"),
    "supplier": N_("supplier"),
    "warehouse": N_("warehouse"),
}
BORN = frozenset(  # never without the entry that made them
    {"account", "carrier", "case", "customer", "order", "payment"}
    | {"product", "return", "role", "sku", "stock_paper", "supplier"}
)
LAST = {"product": "delete", "role": "remove", "sku": "delete"}  # the only ones whose rows go, after this entry
# Microseconds by which an entry may be younger than one that stands after it: clocks are corrected, and on PostgreSQL
# two who write at once are numbered when each of them writes, not when he began.
APART = {"sqlite": 2_000_000, "postgres": 60_000_000}
Progress = Callable[[int], None]


def kind_label(kind: str) -> Label:
    """The marked name of a kind of subject."""
    return Label(KINDS.get(kind, kind), kind)


def verify(
    actor: Actor, progress: Progress | None = None, *, noted: str | None = None, since: date | None = None
) -> list[Finding]:
    """Check the whole journal on one picture of the database; the first bad entry of each chain is named.

    `progress` is told how many entries each step has checked, `noted` is a seal's digest that was kept elsewhere.
    `since` goes on from the last seal before that day: what has no entry after it is left out.
    No finding means that all is well. Raises NotAllowed without audit.view or with a limited scope. S16.16, S18.6
    """

    def work(unit: Unit) -> list[Finding]:
        me = who(unit, actor)
        me.need(P.AUDIT_VIEW)
        need_whole_company(me)
        return examined(unit, progress, noted, last_before(unit, since))

    return actor.company.read(work)


def need_whole_company(me: Who) -> None:
    """Raise NotAllowed when the actor sees a part of the company only: findings name any document."""
    if me.id > 0 and me.scope != "all":
        raise NotAllowed("whole-company")


def last_before(unit: Unit, day: date | None) -> int:
    """The last entry that the last seal before a day of the company covers; 0 for no day, or when there is none."""
    if day is None:
        return 0
    midnight = datetime.combine(day, time(), settings(unit).zone)
    return max((row.last for row in store.SEALS.rows(unit) if row.at < midnight), default=0)


def examined(unit: Unit, progress: Progress | None = None, noted: str | None = None, since: int = 0) -> list[Finding]:
    """`verify` in the caller's unit of work, of what has an entry after the id `since`."""
    beats = (_chains(unit, progress, since), _order(unit), _personal(unit), _seals(unit, noted, since))
    found = list(islice(chain(*beats), MOST + 1))
    if len(found) > MOST:
        found[MOST:] = [Finding("error", CHAIN, "", "more-findings", {"count": MOST})]
    return found


# --- chains ---


def _chains(unit: Unit, progress: Progress | None, since: int) -> Iterator[Finding]:
    for kind in sorted({*store.kinds(unit), *store.SUBJECTS}):
        pages = _counted(newer.chains(unit, kind, since) if since else store.chains(unit, kind), progress)
        if kind in store.SUBJECTS:
            yield from _of_kind(kind, pages, newer.heads(unit, kind, since) if since else store.heads(unit, kind))
        else:
            yield Finding("warning", CHAIN, kind, "kind-unknown")
            yield from _of_kind(kind, pages, None)


def _counted(pages: Iterable[list[Row]], progress: Progress | None) -> Iterator[Row]:
    for page in pages:
        yield from page
        if progress:
            progress(len(page))


def _of_kind(kind: str, entries: Iterator[Row], heads: Iterator[store.HeadRow] | None) -> Iterator[Finding]:
    """Walk the chains and the subjects of a kind side by side, both by id."""
    rows: Iterator[store.HeadRow] = heads or iter(())
    row = next(rows, None)
    for subject, group in groupby(entries, key=itemgetter(1)):
        while row and row.id < subject:
            yield from _silent(kind, row)
            row = next(rows, None)
        mine = row if row and row.id == subject else None
        if mine:
            row = next(rows, None)
        yield from _of_subject(kind, subject, group, mine, may_be_gone=heads is None)
    while row:
        yield from _silent(kind, row)
        row = next(rows, None)


def _silent(kind: str, row: store.HeadRow) -> Iterator[Finding]:
    """A subject without any entry."""
    if row.head or row.entries:
        yield _bad(kind, row.id, row, "chain-short", 1)
    elif kind in BORN:
        yield _bad(kind, row.id, row, "chain-none", 0)


def _of_subject(
    kind: str, subject: int, entries: Iterator[Row], row: store.HeadRow | None, *, may_be_gone: bool
) -> Iterator[Finding]:
    head, seq, action, id_ = "", 0, "", 0
    for entry in entries:
        if entry[2] != seq + 1:
            yield _bad(kind, subject, row, "chain-gap", seq + 1)
            break
        if link(head, entry[:10]) != entry[10]:
            yield _bad(kind, subject, row, "chain-altered", entry[2])
            break
        if entry[11] < id_:
            yield _bad(kind, subject, row, "chain-order", entry[2])
            break
        head, seq, action, id_ = entry[10], entry[2], entry[5], entry[11]
    else:
        ended = action == LAST.get(kind, object())
        if row is not None:
            yield from _against_row(kind, row, head, seq)
            if ended:
                yield _bad(kind, subject, row, "subject-back", seq)
        elif not ended and not may_be_gone:
            yield _bad(kind, subject, row, "subject-gone", seq)
    for _ in entries:  # what stands after the first bad one proves nothing
        pass


def _against_row(kind: str, row: store.HeadRow, head: str, seq: int) -> Iterator[Finding]:
    _, known_head, known, _ = row
    if known is None:
        return
    if seq < known:
        yield _bad(kind, row.id, row, "chain-short", seq + 1)
    elif seq > known:
        yield _bad(kind, row.id, row, "chain-long", known + 1)
    elif head != known_head:
        yield _bad(kind, row.id, row, "chain-head", seq)


def _bad(kind: str, subject: int, row: store.HeadRow | None, what: str, seq: int) -> Finding:
    name = (row.name if row else None) or f"#{subject}"
    return Finding("error", CHAIN, name, what, {"kind": kind_label(kind), "seq": seq})


def _order(unit: Unit) -> Iterator[Finding]:
    """What no seal covers yet stands in the order of its times.

    One that is younger than what stands after it, which goes on from what stands before it, was moved there. A clock
    that was set back shows otherwise: what is before it is younger too. An import's orders have the time of its claim.
    """
    seals, earlier = store.SEALS.rows(unit), 0
    last: Row | None = None
    for entry in store.times(unit, seals[-1].last if seals else 0):
        _, kind, _, seq, action, at = entry
        if kind == "order" and seq == 1 and action == "submit" and last and at < last[-1]:
            continue
        if action == CLOCK:  # what was before it is known to have been written by a clock that was ahead
            earlier, last = 0, entry
            continue
        if last and earlier <= at < last[-1] - APART[unit.engine]:
            yield _bad(last[1], last[2], None, "chain-time", last[3])
        earlier, last = last[-1] if last else 0, entry


# --- personal values ---


def _personal(unit: Unit) -> Iterator[Finding]:
    for _, digest, salt, text in store.personal(unit):
        if digest != "sha256:" + hashlib.sha256((salt + text).encode()).hexdigest():
            yield Finding("error", PERSONAL, digest[:19], "personal-altered")


# --- seals ---


def seal(actor: Actor) -> SealRow:
    """Cover every entry since the seal before with one digest that goes on from that seal's. S15.22, S18.6

    Raises NotAllowed without audit.view, Stale when somebody else sealed at the same moment.
    """

    def boundary(unit: Unit) -> int:
        who(unit, actor).need(P.AUDIT_VIEW)
        return store.last_entry(unit)

    # Three short looks: the digest of a year of entries takes longer than a write lock may be held.
    last = actor.company.write(boundary)
    after, previous, count, digest = actor.company.read(lambda unit: _since_seal(unit, last))

    def add(unit: Unit) -> SealRow:
        me = who(unit, actor)
        row = {"at": unit.now, "account": me.id, "last": max(last, after), "count": count}
        number = store.ADD_SEAL.one(unit, **row, digest=digest, previous=previous)
        if number is None:
            raise Stale("changed-meanwhile")
        return SealRow(number, unit.now, me.login, count, digest)

    return actor.company.write(add)


def seals(actor: Actor) -> list[SealRow]:
    """Every seal, oldest first. Raises NotAllowed without audit.view."""

    def work(unit: Unit) -> list[SealRow]:
        who(unit, actor).need(P.AUDIT_VIEW)
        rows = store.SEALS.rows(unit)
        logins: dict[int, str] = dict(store.LOGINS.rows(unit, sorted({row.account for row in rows})))
        return [SealRow(row.id, row.at, logins.get(row.account, "system"), row.covered, row.digest) for row in rows]

    return actor.company.read(work)


def _since_seal(unit: Unit, last: int) -> tuple[int, str, int, str]:
    rows = store.SEALS.rows(unit)
    after, previous = (rows[-1].last, rows[-1].digest) if rows else (0, "")
    return (after, previous, *_digest(unit, previous, after, last))


def _digest(unit: Unit, previous: str, after: int, last: int) -> tuple[int, str]:
    """The number of entries covered, and the digest over them that goes on from `previous`."""
    digest, count = hashlib.sha256(previous.encode()), 0
    for page in store.covered(unit, after, last):
        lines = (f"{id_} {kind} {subject} {seq} {hashed}\n" for id_, kind, subject, seq, hashed in page)
        digest.update("".join(lines).encode())
        count += len(page)
    return count, digest.hexdigest()


def _seals(unit: Unit, noted: str | None, since: int) -> Iterator[Finding]:
    after, previous, known = 0, "", {noted}
    for number, at, _, last, count, digest, before in store.SEALS.rows(unit):
        data: dict[str, Any] = {"at": at, "count": count}
        if before != previous:
            yield Finding("error", SEALS, str(number), "seal-before", data)
        known.discard(digest)
        if last <= since:
            after, previous = last, digest
            continue
        found, again = _digest(unit, before, after, last)
        if found != count:
            yield Finding("error", SEALS, str(number), "seal-count", data | {"found": found})
        elif again != digest:
            yield Finding("error", SEALS, str(number), "seal-broken", data)
        if last and last != after and not store.ENTRY_THERE.one(unit, id=last):
            yield Finding("error", SEALS, str(number), "seal-end", data)
        after, previous = last, digest
    if known - {None}:
        yield Finding("error", SEALS, str(noted), "seal-unknown")
