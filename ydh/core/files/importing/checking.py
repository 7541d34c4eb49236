"""The first beat: a file is read, checked and staged, every problem collected; what it would do is a frozen plan.

Memory does not grow with the file's lines, and no transaction is longer than that of some hundred rows.
"""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from ydh.core.company.actors import Actor, Who, who
from ydh.core.company.settings import Settings, settings
from ydh.core.files.importing.amounts import yuan
from ydh.core.files.importing.blocks import Refusals
from ydh.core.files.importing.books import Books
from ydh.core.files.importing.columns import DOCUMENTS, ImportKind, kind_named
from ydh.core.files.importing.goods import GoodsCheck
from ydh.core.files.importing.history import HistoryCheck
from ydh.core.files.importing.order_files import OrdersCheck, apart, circumstances
from ydh.core.files.importing.own_lists import own_lists
from ydh.core.files.importing.plans import Plan, Progress
from ydh.core.files.importing.staging import clear, forget, forget_old, need, open_batch, stage, unstage
from ydh.core.files.importing.wrong import nearest, nearest_kind
from ydh.core.files.reading.columns import by_clock
from ydh.core.files.reading.delimited import separator
from ydh.core.files.reading.files import Bad, OpenedFile, read
from ydh.core.files.reading.problems import Problem, repeated
from ydh.core.files.reading.refused import write_refused
from ydh.core.values.errors import Invalid
from ydh.core.values.outcomes import Short
from ydh.core.values.words import MASKED
from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Row
from ydh.store.files import imports as store
from ydh.store.tables.batches import HISTORY

MOST_ORDERS = 50_000  # they become visible in one statement, which has to stay short
MOST_DOUBLED = 10_000
STAGED_AT_ONCE = 4000  # rows of a transaction that only inserts them: about 20 ms
Word = Callable[[Problem], str]
Pass = OrdersCheck | HistoryCheck | GoodsCheck


def check(
    actor: Actor,
    kind: str,
    source: Path | BinaryIO,
    *,
    name: str,
    skip_bad: bool = False,
    again: bool = False,
    refused: TextIO | None = None,
    word: Word = str,
    progress: Progress | None = None,
    opened: Callable[[Unit, Who, OpenedFile], None] | None = None,
    fill_down: bool = False,
    large_discounts: bool = False,
    **said: Any,
) -> Plan:
    """Check a file of one of the kinds there are, such as orders, and say what importing it would do. S05.3, S05.4

    `refused` gets the refused rows with their reasons in the words of `word`. A file of orders or stock that was
    imported before is refused unless `again`. `opened` hears of the file before it is checked. `fill_down`: what only
    the first line of an order says holds for its others. `large_discounts`: more than half off is meant. `said` is what
    else a Form takes. Raises NotAllowed, Conflict, and Invalid for a file that cannot be read; problems of rows are in
    the plan.
    """
    it = kind_named(kind)
    me, cfg = actor.company.read(lambda unit: _asked(unit, actor, it))
    forget_old(actor.company)
    if fill_down:
        said["fill_down"] = it.shared()
    with read(source, by_clock(it.columns, cfg.zone), name=name, own=own_lists(kind), **said) as table:
        if opened:
            actor.company.read(lambda unit: opened(unit, me, table))
        batch = actor.company.write(lambda unit: open_batch(unit, me, it, table, again=again))
        try:
            checking = _Checking(actor, me, cfg, it, table, batch, large_discounts=large_discounts)
            checking.run(progress)
            if refused is not None:
                checking.write_refused(refused, separator(said.get("delimiter", ",")), word)
            return checking.plan(skip_bad=skip_bad, again=again)
        except BaseException:
            forget(actor.company, batch)
            raise


def _asked(unit: Unit, actor: Actor, kind: ImportKind) -> tuple[Who, Settings]:
    me = who(unit, actor)
    need(me, kind)
    return me, settings(unit)


class _Checking:
    """The check of one file."""

    def __init__(
        self,
        actor: Actor,
        me: Who,
        cfg: Settings,
        kind: ImportKind,
        table: OpenedFile,
        batch: int,
        *,
        large_discounts: bool,
    ) -> None:
        self._actor, self._me, self._cfg, self._kind = actor, me, cfg, kind
        self._table, self._batch = table, batch
        self._large_discounts = large_discounts
        self._rows = self._blank = self._repeated = 0
        self._refusals = Refusals()
        self._doubled: dict[str, list[int]] = {}
        self._supply: dict[int, int] = {}
        self._short: tuple[Short, ...] = ()
        self._it = self._pass()
        self._near = _Nearest(actor, self._it)

    def _pass(self) -> Pass:
        if self._kind.name not in DOCUMENTS:
            return GoodsCheck(self._actor, self._kind)
        place = self._table.places.get("ref")
        if self._kind.name == HISTORY:
            return HistoryCheck(self._actor, self._me, self._cfg, place)
        return OrdersCheck(
            self._actor, self._me, self._cfg, place, large_discounts=self._large_discounts, supply=self._supply
        )

    def run(self, progress: Progress | None) -> None:
        """Go through the file once, and once more when its orders want more of something than there is."""
        self._go(progress)
        self._drop_doubled()
        if isinstance(self._it, OrdersCheck):
            _, self._short = self._actor.company.read(self._it.stock)
            self._supply = self._actor.company.read(self._it.supply) if self._short else {}
        if self._supply:
            clear(self._actor.company, self._batch)
            self._rows, self._refusals, self._it = 0, Refusals(), self._pass()
            self._near = _Nearest(self._actor, self._it)
            self._go(progress)

    def _go(self, progress: Progress | None) -> None:
        waiting: list[tuple[int, str]] = []
        for block in self._it.blocks(self._table, self._doubled, raw=False):
            waiting += block.staged
            if len(waiting) >= STAGED_AT_ONCE:
                stage(self._actor.company, self._batch, waiting)
                waiting = []
            self._refusals.add(block.refused)
            self._rows += block.rows
            if not isinstance(self._it, GoodsCheck) and self._it.tally.orders > MOST_ORDERS:
                raise Invalid("import-orders-many", name=self._table.name, most=MOST_ORDERS)
            if progress:
                progress("check", self._rows)
        stage(self._actor.company, self._batch, waiting)
        self._blank = self._table.blank

    def _drop_doubled(self) -> None:
        """Take out the staged rows that share their key with others, and note the lines of each such key."""
        if self._kind.repeats:
            return
        column, orders = self._kind.key[0], self._kind.name in DOCUMENTS
        page = {"batch": self._batch, "line": 0, "limit": MOST_DOUBLED + 1}
        rows = self._actor.company.read(lambda unit: store.TWICE.rows(unit, **page))
        if len(rows) > MOST_DOUBLED:
            id_ = "import-unsorted" if orders else "import-doubled"
            raise Invalid(id_, name=self._table.name, most=MOST_DOUBLED, column=column)
        lines = self._doubled
        again = {} if self._kind.once or orders else _said_again(rows)
        unstage(self._actor.company, self._batch, list(again))
        self._repeated = sum(map(self._it.drop, again.values()))
        once = {key for line, key, _ in rows if line in again}
        rows = [found for found in rows if found[1] not in once]
        for line, key, _ in rows:
            lines.setdefault(key, []).append(line)
        for line, key, row in rows:
            self._refusals.rows += self._it.drop(row)
            self._refusals.note([apart(line, key, lines[key]) if orders else repeated(line, column, key, lines[key])])
        unstage(self._actor.company, self._batch, [line for line, _, _ in rows])

    def write_refused(self, stream: TextIO, delimiter: str, word: Word) -> None:
        """Write the refused rows: the file is gone through again, for what is wrong is not kept."""
        if self._refusals.rows:
            blocks = self._pass().blocks(self._table, self._doubled, raw=True)
            bads = (self._near.named(bad) for block in blocks for bad in block.refused)
            write_refused(stream, self._table.header, bads, delimiter=delimiter, word=word)

    def plan(self, *, skip_bad: bool, again: bool) -> Plan:
        """What the file would do."""
        table, refusals = self._table, self._refusals
        return Plan(
            batch=self._batch,
            kind=self._kind.name,
            name=table.name,
            digest=table.digest,
            encoding=table.encoding,
            header=table.header,
            ignored=table.ignored,
            sheet=table.sheet,
            other_sheets=table.other_sheets,
            sample=table.sample,
            rows=self._rows,
            good=self._rows - refusals.rows,
            bad=refusals.rows,
            blank=self._blank,
            problems=tuple(self._near.problem(problem) for problem in refusals.shown),
            problem_count=refusals.count,
            skip_bad=skip_bad,
            again=again,
            **self._facts(),
        )

    def _facts(self) -> dict[str, Any]:
        it, me = self._it, self._me
        if isinstance(it, GoodsCheck):
            seen = {"emptied": tuple(sorted(it.emptied.items())), "check_digits": tuple(it.check_digits)}
            return {**it.counts, **seen, "merged": self._repeated}
        if isinstance(it, HistoryCheck):
            return it.facts()
        needed, _ = self._actor.company.read(it.stock)
        total = yuan(it.tally.cents) if me.sees_amounts() else MASKED
        proof = it.books.proof(circumstances(me, self._cfg))
        wanted = tuple(sorted((sku, quantity) for sku, quantity in it.tally.needed.items() if quantity))
        facts = {"added": it.tally.orders, "changed": 0, "unchanged": 0, "total": total}
        facts["merged"] = it.tally.merged
        return facts | {"needed": needed, "short": self._short, "proof": proof._replace(needed=wanted)}


def _said_again(rows: Sequence[Row]) -> dict[int, str]:
    """The rows by line that only say once more, word for word, what the first of their key says: all, or none."""
    first: dict[str, list[Any]] = {}
    found: dict[str, dict[int, str]] = {}
    for line, key, row in rows:
        values = json.loads(row)[2:]
        if first.setdefault(key, values) != values:
            found[key] = {}
            first[key] = [None]  # equal to no other
        elif key not in found:
            found[key] = {}
        elif first[key] != [None]:
            found[key][line] = row
    return {line: row for key, them in found.items() if first[key] != [None] for line, row in them.items()}


class _Nearest:
    """Names what an unknown code is most like."""

    def __init__(self, actor: Actor, it: Pass) -> None:
        self._actor = actor
        self._books = Books() if isinstance(it, GoodsCheck) else it.books

    def problem(self, problem: Problem) -> Problem:
        """The problem, with the nearest codes when it is about one."""
        kind = nearest_kind(problem)
        if not kind:
            return problem
        near = self._actor.company.read(lambda unit: self._books.near(unit, kind, problem.value))
        return nearest(problem, near)

    def named(self, bad: Bad) -> Bad:
        """The row with its problems so."""
        return bad._replace(problems=tuple(map(self.problem, bad.problems)))
