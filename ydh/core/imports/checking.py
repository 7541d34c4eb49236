"""The first beat: a file is read, checked and staged, every problem collected; what it would do is a frozen plan.

Memory does not grow with the file's lines, and no transaction is longer than that of some hundred rows.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from ydh.core.actors import Actor, Who, who
from ydh.core.errors import Invalid
from ydh.core.imports.amounts import yuan
from ydh.core.imports.blocks import Refusals
from ydh.core.imports.books import Books
from ydh.core.imports.columns import Kind, kind_named
from ydh.core.imports.goods import GoodsCheck
from ydh.core.imports.order_files import OrdersCheck, apart, circumstances
from ydh.core.imports.plans import Plan, Progress, Proof
from ydh.core.imports.staging import forget, forget_old, need, open_batch, stage, unstage
from ydh.core.imports.wrong import nearest, nearest_kind
from ydh.core.reading.delimited import separator
from ydh.core.reading.files import Bad, Table, read
from ydh.core.reading.header import laid_out
from ydh.core.reading.problems import Problem, repeated
from ydh.core.reading.refused import write_refused
from ydh.core.settings import Settings, settings
from ydh.core.words import MASKED
from ydh.store import imports as store
from ydh.store.database import Unit

MOST_ORDERS = 50_000  # they become visible in one statement, which has to stay short
MOST_DOUBLED = 10_000
Word = Callable[[Problem], str]
_Check = OrdersCheck | GoodsCheck


@dataclass(frozen=True)
class Asked:
    """How a file is to be read, and what becomes of its bad rows."""

    kind: Kind
    mapping: Mapping[str, str]
    delimiter: str
    skip_bad: bool
    refused: TextIO | None
    word: Word
    progress: Progress


def check(
    actor: Actor,
    kind: str,
    source: Path | BinaryIO,
    *,
    name: str,
    encoding: str | None = None,
    delimiter: str = ",",
    mapping: Mapping[str, str] | None = None,
    sheet: str | None = None,
    skip_bad: bool = False,
    again: bool = False,
    refused: TextIO | None = None,
    word: Word = str,
    progress: Progress | None = None,
    opened: Callable[[Unit, Who, Table], None] | None = None,
) -> Plan:
    """Check a file of products, customers, prices, stock or orders, and say what importing it would do. S05.3, S05.4

    `refused` gets the refused rows with their reasons in the words of `word`. A file of orders or stock that was
    imported before is refused unless `again`. `opened` hears of the file before it is checked. Raises NotAllowed,
    Conflict, and Invalid for a file that cannot be read; problems of rows are in the plan.
    """
    it = kind_named(kind)
    me, cfg = actor.company.read(lambda unit: _asked(unit, actor, it))
    forget_old(actor.company)
    asked = Asked(it, mapping or {}, separator(delimiter), skip_bad, refused, word, progress or _silent)
    form: dict[str, Any] = {"encoding": encoding, "delimiter": delimiter, "mapping": mapping, "sheet": sheet}
    with read(source, it.columns, name=name, **form) as table:
        if opened:
            actor.company.read(lambda unit: opened(unit, me, table))
        batch = actor.company.write(lambda unit: open_batch(unit, me, it, table, again=again))
        try:
            return _checked(actor, me, cfg, table, asked, batch)
        except BaseException:
            forget(actor.company, batch)
            raise


def _silent(beat: str, done: int) -> None:
    pass


def _asked(unit: Unit, actor: Actor, kind: Kind) -> tuple[Who, Settings]:
    me = who(unit, actor)
    need(me, kind)
    return me, settings(unit)


def _checked(actor: Actor, me: Who, cfg: Settings, table: Table, asked: Asked, batch: int) -> Plan:
    it = _pass_over(actor, me, cfg, table, asked)
    refusals, rows = Refusals(), 0
    for block in it.blocks(table, {}, raw=False):
        stage(actor.company, batch, block.staged)
        refusals.add(block.refused)
        rows += block.rows
        if isinstance(it, OrdersCheck) and it.tally.orders > MOST_ORDERS:
            raise Invalid("import-orders-many", name=table.name, most=MOST_ORDERS)
        asked.progress("check", rows)
    blank = table.blank
    doubled = _drop_doubled(actor, table, asked, batch, it, refusals)
    near = _Nearest(actor, it)
    if asked.refused is not None and refusals.rows:
        second = _pass_over(actor, me, cfg, table, asked)
        bads = (near.named(bad) for block in second.blocks(table, doubled, raw=True) for bad in block.refused)
        write_refused(asked.refused, table.header, bads, delimiter=asked.delimiter, word=asked.word)
    shown = tuple(near.problem(problem) for problem in refusals.shown)
    return _plan(actor, me, cfg, table, asked, batch, it, refusals, shown, rows, blank)


def _pass_over(actor: Actor, me: Who, cfg: Settings, table: Table, asked: Asked) -> _Check:
    if asked.kind.name != "orders":
        return GoodsCheck(actor, asked.kind)
    places = laid_out(table.name, 1, table.header, asked.kind.columns, asked.mapping).places
    return OrdersCheck(actor, me, cfg, places[0])


def _drop_doubled(
    actor: Actor, table: Table, asked: Asked, batch: int, it: _Check, refusals: Refusals
) -> dict[str, list[int]]:
    """Take out the staged rows that share their key with others, and give the lines of each such key."""
    rows = actor.company.read(lambda unit: store.TWICE.rows(unit, batch=batch, line=0, limit=MOST_DOUBLED + 1))
    if len(rows) > MOST_DOUBLED:
        id_ = "import-unsorted" if asked.kind.name == "orders" else "import-doubled"
        raise Invalid(id_, name=table.name, most=MOST_DOUBLED, column=asked.kind.key[0])
    lines: dict[str, list[int]] = {}
    for line, key, _ in rows:
        lines.setdefault(key, []).append(line)
    column = asked.kind.key[0]
    for line, key, row in rows:
        refusals.rows += it.drop(row)
        orders = asked.kind.name == "orders"
        refusals.note([apart(line, key, lines[key]) if orders else repeated(line, column, key, lines[key])])
    unstage(actor.company, batch, [line for line, _, _ in rows])
    return lines


class _Nearest:
    """Names what an unknown code is most like."""

    def __init__(self, actor: Actor, it: _Check) -> None:
        self._actor = actor
        self._books = it.books if isinstance(it, OrdersCheck) else Books()

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


def _plan(
    actor: Actor,
    me: Who,
    cfg: Settings,
    table: Table,
    asked: Asked,
    batch: int,
    it: _Check,
    refusals: Refusals,
    shown: tuple[Problem, ...],
    rows: int,
    blank: int,
) -> Plan:
    facts: dict[str, Any]
    if isinstance(it, OrdersCheck):
        needed, short = actor.company.read(it.stock)
        total = yuan(it.tally.cents) if me.sees_amounts() else MASKED
        facts = {"added": it.tally.orders, "changed": 0, "unchanged": 0, "total": total}
        facts |= {"needed": needed, "short": short, "proof": _proof(me, cfg, it)}
    else:
        facts = dict(it.counts)
    return Plan(
        batch=batch,
        kind=asked.kind.name,
        name=table.name,
        digest=table.digest,
        encoding=table.encoding,
        header=table.header,
        ignored=table.ignored,
        sample=table.sample,
        rows=rows,
        good=rows - refusals.rows,
        bad=refusals.rows,
        blank=blank,
        problems=shown,
        problem_count=refusals.count,
        skip_bad=asked.skip_bad,
        **facts,
    )


def _proof(me: Who, cfg: Settings, it: OrdersCheck) -> Proof:
    needed = tuple(sorted((sku, quantity) for sku, quantity in it.tally.needed.items() if quantity))
    return it.books.proof(circumstances(me, cfg))._replace(needed=needed)
