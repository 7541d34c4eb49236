"""Tells the story of every subject from its journal and names each difference from what stands in the books.

Page by page, so that a million orders need no more memory than a thousand. A story is told from the entries alone, by
the tables of the trade; nothing that writes is asked. What an older entry does not hold is not known, and said to be
unprovable; so are personal values that were erased.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any

from ydh.core.audit.journal import PERSONAL, print_of
from ydh.core.audit.proof import BORN, kind_label
from ydh.core.audit.replay import documents, masters, papers
from ydh.core.audit.replay.contacts import Contacts
from ydh.core.audit.replay.items import Items
from ydh.core.audit.replay.saying import ACCOUNTS, difference, unproved
from ydh.core.audit.replay.story import UNREAD, Key, Said, Story, entry_of, same
from ydh.core.audit.views import Finding
from ydh.core.values.words import Label
from ydh.store.audit import audit, newer
from ydh.store.audit import replay as store
from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Row
from ydh.store.tables.batches import STAGED

MOST = 100  # findings of a kind
Books = dict[Key, Any]
_TOLD: Mapping[str, Callable[[Story, Said], None]] = {
    **{kind: masters.master(kind) for kind in store.BOOKS},
    "batch": papers.batch,
    "case": papers.case,
    "order": documents.order,
    "payment": papers.payment,
    "return": documents.return_,
    "stock_paper": papers.stock_paper,
}
_NUMBERED = frozenset({"holds", "notes"})  # the books know them by an id, the journal by their order
_NAMES = ("number", "ref", "code", "login", "name")
_UNSEEN = {STAGED, "claimed", "releasing", "released"}  # states of imports whose orders nobody sees
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}\Z")


@dataclass(slots=True)
class _Kind:
    """What is found out about a kind of subject."""

    check: Label
    kind: str
    contacts: Contacts
    items: Items
    found: int = 0
    partly: int = 0
    unknown: Counter[str] = field(default_factory=Counter)

    def summary(self) -> Iterator[Finding]:
        if self.found > MOST:
            yield Finding("error", self.check, "", "more-findings", {"count": MOST})
        if self.partly:
            yield unproved(self.check, self.kind, self.partly, self.unknown)


def differences(check: Label, unit: Unit, since: int = 0) -> Iterator[Finding]:
    """Every difference between the journal and the books, of the subjects with an entry after the id `since`."""
    contacts, items = Contacts(unit), Items(unit)
    for kind in store.BOOKS:
        it = _Kind(check, kind, contacts, items)
        for ids in newer.subjects(unit, kind, since):
            yield from _page(unit, it, ids)
        if not since and kind not in BORN:
            yield from _silent(unit, it)
        yield from it.summary()


def _page(unit: Unit, it: _Kind, ids: list[int]) -> Iterator[Finding]:
    books = _books(unit, it.kind, ids)
    rows = groupby(newer.entries(unit, it.kind, ids), key=itemgetter(1))
    # of a subject that is gone the proof of the chains speaks
    stories = {subject: _told(it.kind, told) for subject, told in rows if subject in books}
    if it.kind in ("order", "return"):
        it.contacts.fill_in(stories.values())
    if it.kind in ("order", "return", "stock_paper"):
        it.items.fill_in(stories, it.kind == "return")
    texts = _texts(unit, stories.values())
    for subject, story in stories.items():
        for finding in _compared(unit, it, books[subject], story, texts):
            it.found += 1
            if it.found <= MOST:
                yield finding


def _told(kind: str, rows: Iterable[Row]) -> Story:
    """The story of one subject; it ends where an entry is not one that ydh writes."""
    story, tell = Story(), _TOLD[kind]
    for row in rows:
        story.seq = row[2]
        try:
            tell(story, entry_of(row))
        except UNREAD:
            story.unread = row[2]
            break
    for _ in rows:
        pass
    return story


def _silent(unit: Unit, it: _Kind) -> Iterator[Finding]:
    """Subjects without any entry: a setting is what it is from the start, of others nothing is known."""
    for ids in _in_pages(row.id for row in audit.heads(unit, it.kind) if not row.entries):
        for found in _books(unit, it.kind, ids).values():
            if it.kind == "setting":
                yield from _unset(unit, it, found)
            elif found.get(("state", "")) != STAGED:  # what was only checked is nothing yet
                it.partly += 1
                it.unknown.update(name for name, _ in found)


def _unset(unit: Unit, it: _Kind, found: Books) -> Iterator[Finding]:
    """A setting that nobody has set; what only locks rules over several rows is none."""
    name, story = found["name", ""], Story()
    value = masters.unset(name)
    if value is not None:
        story.say("value", value)
        story.say("name", name)
        yield from _compared(unit, it, found, story, {})
    elif name == "company_name":
        it.partly += 1
        it.unknown["value"] += 1


def _in_pages(ids: Iterable[int]) -> Iterator[list[int]]:
    page: list[int] = []
    for id_ in ids:
        page.append(id_)
        if len(page) == store.PAGE:
            yield page
            page = []
    if page:
        yield page


# --- comparing ---


def _compared(unit: Unit, it: _Kind, books: Books, story: Story, texts: Mapping[str, str | None]) -> Iterator[Finding]:
    state = books.pop(("batch_state", ""), None)
    if books.get(("step", "")) == STAGED and state in _UNSEEN:
        return
    name = next((str(books[key, ""]) for key in _NAMES if books.get((key, ""))), "")
    if story.unread:
        data = {"kind": kind_label(it.kind), "seq": story.unread}
        yield Finding("error", it.check, name, "replay-unread", data)
        return
    unknown = {field for field, _ in books.keys() - story.known.keys()}
    get = books.get
    for key, (told, seq) in story.known.items():
        found = get(key, _GONE)
        if told == found or found is _GONE:
            continue  # of a part that is gone its list differs
        right = _right(key[0], told, found, texts)
        if right is _ERASED:
            unknown.add(key[0])
        elif not same(right, found):
            shown = _logins(unit, found, right) if key[0] in ACCOUNTS else (found, right)
            yield difference(it.check, it.kind, name, key, shown, seq)
    it.partly += bool(unknown)
    it.unknown.update(unknown)


_ERASED, _GONE = object(), object()
_PERSONAL = PERSONAL | {"agreed_place"}


def _logins(unit: Unit, found: Any, right: Any) -> tuple[Any, Any]:
    """The sign-in names of accounts."""
    names: dict[int, str] = dict(audit.LOGINS.rows(unit, sorted({it for it in (found, right) if it})))
    return names.get(found, found), names.get(right, right)


def _right(name: str, told: Any, found: Any, texts: Mapping[str, str | None]) -> Any:
    """What should stand in the books: personal values are told by their digests, a password by its print."""
    if isinstance(told, str) and _DIGEST.match(told):
        text = texts.get(told, "")
        return _ERASED if text is None else text
    if name == "password":
        return found if found and print_of(found) == told else told
    return told


def _texts(unit: Unit, stories: Iterable[Story]) -> dict[str, str | None]:
    told = (value for story in stories for (name, _), (value, _) in story.known.items() if name in _PERSONAL)
    wanted = sorted({value for value in told if isinstance(value, str) and _DIGEST.match(value)})
    return dict(store.TEXTS.rows(unit, wanted))


# --- what stands in the books ---


def _books(unit: Unit, kind: str, ids: list[int]) -> dict[int, Books]:
    """By subject: every field, and of its parts what they are called and every field of them."""
    shelf = store.BOOKS[kind]
    wanted = set(ids)
    found: dict[int, Books] = {}
    for id_, *cells in store.read(unit, shelf.statement, ids):
        if id_ in wanted:
            found[id_] = {(name, ""): cell for name, cell in zip(shelf.names, cells, strict=True)}
    for family, part in shelf.parts.items():
        for books in found.values():
            books[family, ""] = []
        for owner, called, *cells in store.read(unit, part.statement, ids):
            if owner in found:
                _add(found[owner], family, called, zip(part.names, cells, strict=True))
        if not part.names or family not in ("lines", *_NUMBERED):
            for books in found.values():
                books[family, ""].sort()
    if kind == "order":
        _shipped(unit, ids, found)
    return found


def _add(books: Books, family: str, called: Any, cells: Iterable[tuple[str, Any]]) -> None:
    members = books[family, ""]
    members.append(len(members) + 1 if family in _NUMBERED else called)
    for name, cell in cells:
        books[name, f"{family} {members[-1]}"] = cell


def _shipped(unit: Unit, ids: list[int], found: Mapping[int, Books]) -> None:
    """What is in each shipment, what was received of it, and what its carrier said."""
    for books in found.values():
        for number in books["shipments", ""]:
            for name in ("contents", "received", "events"):
                books[name, f"shipments {number}"] = []
    for owner, number, position, quantity, received in store.read(unit, store.IN_SHIPMENTS, ids):
        if owner in found:
            part = f"shipments {number}"
            found[owner]["contents", part].append([position, quantity])
            if found[owner]["received_at", part] is not None:
                found[owner]["received", part].append([position, received])
    for owner, number, *event in store.read(unit, store.EVENTS, ids):
        if owner in found:
            found[owner]["events", f"shipments {number}"].append(event)
