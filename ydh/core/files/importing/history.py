"""One pass over a file of history: grouped, looked up in blocks, checked one by one, compared with what came in before.

The same document in the same words is left as it is; in other words it is refused, for history is not changed.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ydh.core.audit.journal import KEPT
from ydh.core.company.actors import Actor, Who
from ydh.core.company.settings import Settings
from ydh.core.files.importing.blocks import Block
from ydh.core.files.importing.books import Books
from ydh.core.files.importing.grouping import Group, blocks, groups
from ydh.core.files.importing.history_rules import LAYOUT, HistoryRules
from ydh.core.files.importing.order_files import CHUNK, CHUNK_ROWS, apart, refused_rows
from ydh.core.files.importing.past import ORDER, RETURN, PastTally, StagedPast, past_of
from ydh.core.files.importing.plans import Proof
from ydh.core.files.importing.staged import encode
from ydh.core.files.importing.wrong import wrong
from ydh.core.files.reading.files import Bad, OpenedFile
from ydh.core.values.words import MASKED
from ydh.store.engine.database import Unit
from ydh.store.files import history as store
from ydh.store.tables.batches import STAGED

_CUSTOMER, _ORIGIN = LAYOUT.names.index("customer"), LAYOUT.names.index("origin")


class _InBooks:
    """What the database has of a block's documents: those that came in before, and the orders that returns are of."""

    def __init__(self) -> None:
        self.before: dict[tuple[str, str], store.KnownRow] = {}
        self.origins: dict[str, list[store.OriginRow]] = {}


class HistoryCheck:
    """One pass; `tally` adds up what its good documents would bring in. `place` is where the reference stands."""

    def __init__(self, actor: Actor, me: Who, cfg: Settings, place: int | None) -> None:
        self._actor, self._me, self._place, self._opened = actor, me, place, cfg["books_open"]
        self.books = Books()
        self.rules = HistoryRules(me, cfg, self.books)
        self.tally = PastTally()
        self._unchanged = 0

    def blocks(self, table: OpenedFile, doubled: Mapping[str, Sequence[int]], *, raw: bool) -> Iterator[Block]:
        """The file's documents, so many at a time; `doubled` are the first lines of each part of a scattered one."""
        found = groups(table, self._place, raw=raw, layout=LAYOUT)
        for block in blocks(found, orders=CHUNK, rows=CHUNK_ROWS):
            known = self._look_up(block)
            staged: list[tuple[int, str]] = []
            refused: list[Bad] = []
            for group in block:
                if group.fold in doubled and group.ref:
                    group.problems.append(apart(group.first, group.ref, doubled[group.fold]))
                row = self._row(group, known)
                if group.problems or group.bads:
                    refused += refused_rows(group)
                if group.ref:  # what is not written is marked, so that its reference is not used twice
                    staged.append((group.first, row or encode([group.fold])))
            yield Block(staged, refused, sum(group.rows for group in block))

    def _row(self, group: Group, known: _InBooks) -> str:
        """The document as it is staged; empty when it is not to be written."""
        found = self.rules.check(group)
        if found is None:
            return ""
        if (found.kind, found.ref) in known.before:
            self._compare(group, found, known.before[found.kind, found.ref])
            return ""
        if found.kind == RETURN and group.head[_ORIGIN]:
            found = self.rules.with_origin(group, found, known.origins.get(group.head[_ORIGIN], ()))
            if found is None:
                return ""
        self.tally.add(found)
        return encode(found)

    def _compare(self, group: Group, it: StagedPast, before: store.KnownRow) -> None:
        """Count what is in the books already, or note that it is there in other words, or is not history at all."""
        if before.step == STAGED:
            group.problems.append(wrong(group.first, "ref", it.ref, "import-ref-claimed"))
        elif not before.came_in:
            group.problems.append(wrong(group.first, "ref", it.ref, "import-ref-taken", number=before.number))
        elif json.loads(before.body)[KEPT]["print"] != it.print:
            group.problems.append(wrong(group.first, "ref", it.ref, "import-history-differs", number=before.number))
        else:
            self._unchanged += 1

    def _look_up(self, block: Sequence[Group]) -> _InBooks:
        """Learn the block's customers and items, and what of it is in the books."""
        customers = {group.head[_CUSTOMER] for group in block if group.lines}
        skus = {tail[0] for group in block for tail in group.tails}
        refs = [group.ref for group in block if group.lines]
        origins = sorted({group.head[_ORIGIN] for group in block if group.lines and group.head[_ORIGIN]})

        def work(unit: Unit) -> _InBooks:
            if self.books.lacks(customers, skus):
                self.books.learn(unit, customers, skus)
            found = _InBooks()
            for kind in (ORDER, RETURN):
                found.before |= {(kind, row.ref): row for row in store.KNOWN[kind].rows(unit, refs)}
            for row in store.ORIGINS.rows(unit, origins) if origins else ():
                found.origins.setdefault(row.ref, []).append(row)
            return found

        return self._actor.company.read(work)

    def drop(self, row: str) -> int:
        """Count a staged document out again and give how many rows of the file it stands for."""
        found = past_of(json.loads(row))
        if found is None:
            return 0
        self.tally.add(found, -1)
        return found.rows

    def facts(self) -> dict[str, Any]:
        """What the plan says besides: documents, what is in the books already, what orders and returns come to."""
        shown = self._me.sees_amounts()
        facts: dict[str, Any] = {"added": self.tally.orders, "changed": 0, "unchanged": self._unchanged}
        facts |= {"total": self.tally.total(ORDER) if shown else MASKED, "returns": self.tally.count[RETURN]}
        facts |= {"returned": self.tally.total(RETURN) if shown else MASKED}
        return facts | {"proof": Proof(print=self._opened)}
