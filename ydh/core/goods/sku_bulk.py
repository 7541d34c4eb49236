"""Many rows of one kind changed at once: read under their locks, changed in memory, written in a few statements.

What a list import costs is the number of statements, so each chunk takes the same few however many rows it has.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ydh.core.audit.journal import Entry, changes, record
from ydh.core.company.actors import Who
from ydh.core.goods.found import described
from ydh.core.values.bulk import Draft
from ydh.core.values.errors import Stale
from ydh.core.values.lazy import dataclass
from ydh.core.values.text import key
from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Members, Row, Statement
from ydh.store.goods import goods_in_bulk as store
from ydh.store.goods.catalogue import SKU_FIELDS

SKU_NAMES = tuple(SKU_FIELDS.split())


@dataclass(frozen=True, slots=True)
class SkuRows:
    """How the rows of one kind are added, found again and saved; `names` are the columns that change."""

    kind: str
    names: tuple[str, ...]
    add: Statement
    columns: str
    ids: Members
    save: Statement


def load_skus(unit: Unit, codes: Iterable[str]) -> dict[str, Draft]:
    """The skus of the codes, by folded code, with their rows locked."""
    found = {}
    for fold, id_, version, head, seq, code, product, *values in store.LOCK_SKUS.rows(
        unit, sorted(map(key, set(codes)))
    ):
        now = dict(zip(SKU_NAMES, values, strict=True))
        found[fold] = Draft(fold, code, dict(now), now, id_, version, head, seq, parent_id=product)
    return found


def _after(draft: Draft) -> dict[str, Any]:
    return draft.after


def write(
    unit: Unit,
    me: Who,
    book: SkuRows,
    drafts: Iterable[Draft],
    *,
    parent: Callable[[Draft], Row] = lambda _: (),
    kept: Callable[[Draft], dict[str, Any]] = _after,
) -> None:
    """Write what is new or changed, with one journal entry each.

    `parent` gives the columns that go before the code, `kept` what the store has for what people read.
    Raises Stale when somebody else was faster.
    """
    touched = [draft for draft in drafts if draft.touched]
    values = {draft: tuple(map(kept(draft).__getitem__, book.names)) for draft in touched}
    new = [draft for draft in touched if draft.before is None]
    rows = [(*parent(d), d.code, d.fold, *values[d], 1, "", 0) for d in new]
    _all(book.add.many(unit, book.columns, rows), new)
    _find_ids(unit, book, new)
    heads = record(unit, [_entry(unit, me, book, draft) for draft in touched])
    saved = [(*values[d], *head, d.id, d.version) for d, head in zip(touched, heads, strict=True)]
    _all(book.save.many(unit, f"{' '.join(book.names)} head entries id version", saved), touched)


def _entry(unit: Unit, me: Who, book: SkuRows, draft: Draft) -> Entry:
    if draft.before is None:
        body: dict[str, Any] = {"code": draft.code, **described(draft.after)}
        if draft.parent:
            body["product"] = draft.parent.code
    else:
        body = {"changes": changes(unit, described(draft.before), described(draft.after))}
    action = "create" if draft.before is None else "edit"
    return Entry(book.kind, draft.id, draft.head, draft.seq, me.id, action, body=body)


def _find_ids(unit: Unit, book: SkuRows, new: Sequence[Draft]) -> None:
    ids: dict[str, int] = dict(book.ids.rows(unit, [draft.fold for draft in new]))
    by_id = {}
    for draft in new:
        draft.id = ids[draft.fold]
        by_id[draft.id] = draft
    # an id may be that of a row deleted before: its chain goes on
    for subject, head, seq in store.TAILS.rows(unit, list(by_id), kind=book.kind):
        by_id[subject].head, by_id[subject].seq = head, seq


def _all(changed: int, rows: Sequence[object]) -> None:
    if changed != len(rows):
        raise Stale("changed-meanwhile")
