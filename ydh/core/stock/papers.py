"""Stock papers: goods that come in, go out, move, are corrected or counted, each change with its document.

A paper is written and posted in one go (`post_paper`), or kept open (`open_paper`) until it is confirmed. A purchase
stock-in may need a second person (the setting confirm_receipts, S11.11). Nobody ever touches what orders have reserved.
Quantities in base units, times UTC.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from ydh.core.audit.journal import KEPT, Subject
from ydh.core.audit.master import check_seen
from ydh.core.company.actors import Actor, Who, who
from ydh.core.company.numbers import take
from ydh.core.company.settings import Settings, settings
from ydh.core.partners import suppliers
from ydh.core.rules.permissions import P
from ydh.core.rules.stock_papers import STATES, kind_named
from ydh.core.stock.items import checked, find_goods, good_named
from ydh.core.stock.levels import warehouse_named
from ydh.core.stock.paper_lines import Aside, Place, counted, nothing, refuse_number, said, shelves_for, taken
from ydh.core.stock.posting import write
from ydh.core.stock.told import shown, whole
from ydh.core.stock.views import PaperLine, StockChange
from ydh.core.values.errors import Conflict, Invalid, NotFound, WrongStep
from ydh.core.values.lazy import dataclass
from ydh.core.values.series import STOCK_PAPERS, typed
from ydh.core.values.text import CODE_LIMIT, clean, escaped
from ydh.core.values.words import Label
from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Row
from ydh.store.stock import papers as store
from ydh.store.tables.goods import StockPaper

PAPER = Subject("stock_paper", StockPaper)
_TEXTS = ("supplier", "reference", "reason")
NOTHING: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Head:
    """What a paper says at its top, cleaned."""

    kind: str
    warehouse: Row
    to: Row | None
    supplier: str = ""
    reference: str = ""
    reason: str = ""
    expected: date | None = None


@dataclass(frozen=True, slots=True)
class LockedPaper:
    """A paper whose row is locked."""

    id: int
    version: int
    number: str
    kind: str
    state: str
    warehouse: int
    to: int | None
    reason: str
    account: int | None


@dataclass(frozen=True, slots=True)
class Posted:
    """What became of a paper: its number, its state, and what each line did (nothing while it is not posted).

    Of a stocktake `uncounted` lines were not counted and stay as they are; `aside` would take what orders hold, and
    wait on a sheet of their own, `rest`.
    """

    number: str
    state: Label
    lines: tuple[StockChange, ...] = ()
    uncounted: int = 0
    aside: tuple[Aside, ...] = ()
    rest: str = ""


# --- one line at once ---


def receive_stock(actor: Actor, sku: str, quantity: Decimal, **about: Any) -> StockChange:
    """Take goods into stock: a purchase stock-in of one line, posted at once. `about` is as `post_paper` takes it,
    and lot, expires. Raises as `post_paper` does."""
    return single(actor, "receipt", sku, quantity, **about)


def adjust(actor: Actor, sku: str, quantity: Decimal, *, reason: str, **about: Any) -> StockChange:
    """Correct a figure by a quantity with its sign, and say why. Raises as `post_paper` does."""
    return single(actor, "adjust", sku, quantity, reason=reason, **about)


def count(actor: Actor, sku: str, counted: Decimal, **about: Any) -> StockChange:
    """Set a figure to what was counted; the difference is the move. Raises as `post_paper` does."""
    return single(actor, "count", sku, counted, **about)


def single(
    actor: Actor, kind: str, sku: str, quantity: Decimal, *, lot: str = "", expires: date | None = None, **about: Any
) -> StockChange:
    """Post a paper of one line and give what it did. Raises as `post_paper` does."""
    done = post_paper(actor, kind, [PaperLine(sku, quantity, lot, expires)], **about)
    return done.lines[0]


# --- papers ---


def post_paper(actor: Actor, kind: str, lines: Sequence[PaperLine], *, dry_run: bool = False, **about: Any) -> Posted:
    """Write a paper and post it; one that needs a second person waits for him. S11.11, S17.15

    `about`: warehouse (the main one where none is named), to (of a transfer), supplier, reference, reason.
    Raises NotAllowed, NotFound, Invalid, Shortage when less would be left than is reserved or promised.
    """

    def work(unit: Unit) -> Posted:
        me = who(unit, actor)
        me.need(P.STOCK_ADJUST)
        cfg = settings(unit)
        return write_paper(unit, me, cfg, head_of(unit, kind, about), lines)

    return actor.company.write(work, dry_run=dry_run)


def open_paper(actor: Actor, kind: str, lines: Sequence[PaperLine], **about: Any) -> str:
    """Write a paper that changes nothing until it is confirmed, and give its number.

    `about` is as `post_paper` takes it, and expected: when goods that are on their way should be there. S17.12
    Raises NotAllowed, NotFound, Invalid.
    """

    def work(unit: Unit) -> str:
        me = who(unit, actor)
        me.need(P.STOCK_ADJUST)
        head = head_of(unit, kind, about)
        kept = checked_lines(unit, kind, lines)
        return add_paper(unit, me, settings(unit), head, "open", kept)

    return actor.company.write(work)


def rewrite(actor: Actor, number: str, lines: Sequence[PaperLine], *, seen: int | None = None) -> None:
    """Put other lines on an open paper. Raises NotAllowed, NotFound, WrongStep, Stale, Invalid."""

    def work(unit: Unit) -> None:
        me = who(unit, actor)
        me.need(P.STOCK_ADJUST)
        paper = lock_paper(unit, number, "open")
        check_seen(paper.version, seen)
        put_lines(unit, paper.id, checked_lines(unit, paper.kind, lines))
        kept = {"lines": whole(checked_lines(unit, paper.kind, lines))}
        PAPER.entry(unit, me, paper.id, "edit", lines=len(lines), **{KEPT: kept})

    actor.company.write(work)


def confirm(actor: Actor, number: str, *, seen: int | None = None, dry_run: bool = False) -> Posted:
    """Post a paper. A purchase stock-in that needs a second person first waits for him (S11.11). Of a stocktake what
    can be posted is; lines that would take what orders hold go to a sheet of their own, which stays open.

    Raises NotAllowed, NotFound, WrongStep when it is posted or void, Stale, Shortage, Conflict when its writer would
    confirm it himself.
    """

    def work(unit: Unit) -> Posted:
        me = who(unit, actor)
        me.need(P.STOCK_ADJUST)
        paper = lock_paper(unit, number, "open", "waiting")
        check_seen(paper.version, seen)
        cfg = settings(unit)
        own = needs_second(cfg, paper.kind) and me.is_same(paper.account)
        if own and paper.state == "waiting":
            raise Conflict("paper-own", number=paper.number)
        if own:
            _set_state(unit, cfg, me, paper, "waiting")
            return Posted(paper.number, STATES["waiting"])
        return _post(unit, me, cfg, paper)

    return actor.company.write(work, dry_run=dry_run)


def void(actor: Actor, number: str, *, reason: str, seen: int | None = None) -> None:
    """Give up a paper that is not posted. Raises NotAllowed, NotFound, WrongStep, Stale, Invalid without a reason."""

    def work(unit: Unit) -> None:
        me = who(unit, actor)
        me.need(P.STOCK_ADJUST)
        why = clean(reason, "reason")
        paper = lock_paper(unit, number, "open", "waiting")
        check_seen(paper.version, seen)
        _set_state(unit, settings(unit), me, paper, "void", reason=why)

    actor.company.write(work)


# --- inside a unit of work ---


def head_of(unit: Unit, kind: str, about: Mapping[str, Any]) -> Head:
    """The head of a paper from what was given. Raises NotFound, Invalid."""
    kind_named(kind)
    here = warehouse_named(unit, about.get("warehouse", ""))
    to = None
    if kind == "transfer":
        if not about.get("to"):
            raise Invalid("transfer-where")
        to = warehouse_named(unit, about["to"])
        if to[0] == here[0]:
            raise Invalid("transfer-same", code=here[1])
    limits = {"supplier": 200, "reference": CODE_LIMIT, "reason": 200}
    texts = {name: clean(about.get(name, ""), name, limit=limits[name], empty=True) for name in _TEXTS}
    if kind == "receipt":
        texts["supplier"] = suppliers.named(unit, settings(unit), texts["supplier"])
    return Head(kind, here, to, **texts, expected=about.get("expected"))


def write_paper(unit: Unit, me: Who, cfg: Settings, head: Head, lines: Sequence[PaperLine]) -> Posted:
    """Write and post a paper, or let it wait for the second person that it needs."""
    if needs_second(cfg, head.kind):
        number = add_paper(unit, me, cfg, head, "waiting", checked_lines(unit, head.kind, lines))
        house = head.warehouse[1]
        return Posted(
            number, STATES["waiting"], tuple(nothing(house, number, line, STATES["waiting"]) for line in lines)
        )
    at = Place(head.kind, head.warehouse[0], head.to[0] if head.to else None, head.reason)
    shelves = shelves_for(unit, me, cfg, at, lines)
    done = list(taken(unit, me, shelves, at, lines))
    number = add_paper(unit, me, cfg, head, "posted", [line for it in done for line in it.kept])
    write(unit, [(move, number) for move in shelves.moves], me.id, cfg.today)
    return Posted(number, STATES["posted"], tuple(said(head.warehouse[1], number, it, STATES["posted"]) for it in done))


def add_paper(unit: Unit, me: Who, cfg: Settings, head: Head, state: str, lines: Sequence[PaperLine]) -> str:
    """Add a paper with its lines and its journal entry, and give its number."""
    (number,) = take(unit, STOCK_PAPERS, cfg.today, 1)
    by = me.id if me.id > 0 else None
    posted = {"posted_by": by, "posted_at": unit.now} if state == "posted" else {"posted_by": None, "posted_at": None}
    texts = {name: getattr(head, name) for name in _TEXTS}
    id_ = store.ADD.insert(
        unit,
        number=number,
        kind=head.kind,
        state=state,
        warehouse=head.warehouse[0],
        to_warehouse=head.to[0] if head.to else None,
        expected=head.expected,
        account=by,
        created_at=unit.now,
        business_date=cfg.today,
        **texts,
        **posted,
    )
    put_lines(unit, id_, lines)
    body = {"paper": head.kind, "warehouse": head.warehouse[1], "to": head.to[1] if head.to else "", **texts}
    kept: dict[str, Any] = {"number": number, "business_date": cfg.today.isoformat(), "state": state}
    kept |= {"expected": head.expected and head.expected.isoformat(), "lines": whole(lines)}
    action = "create" if state != "posted" else "post"
    PAPER.entry(unit, me, id_, action, **body, stock=shown(lines), **{KEPT: kept})
    return number


def needs_second(cfg: Settings, kind: str) -> bool:
    """Whether a paper of the kind is confirmed by another person than its writer."""
    return kind == "receipt" and bool(cfg["confirm_receipts"])


def lock_paper(unit: Unit, number: str, *states: str) -> LockedPaper:
    """The paper with its row locked, in one of the states. Raises NotFound, WrongStep."""
    row = store.LOCK.row(unit, number=typed(number))
    if row is None:
        raise NotFound("paper-unknown", number=escaped(number))
    found = LockedPaper(*row)
    if found.state not in states:
        raise WrongStep("paper-state", number=found.number, state=STATES[found.state])
    return found


def checked_lines(unit: Unit, kind: str, lines: Sequence[PaperLine]) -> list[PaperLine]:
    """The lines of a paper that is not posted yet, cleaned. Raises NotFound, Invalid."""
    refuse_number(lines)
    goods = find_goods(unit, (line.sku for line in lines))
    return [checked(kind, good_named(goods, line.sku), line) for line in lines]


def put_lines(unit: Unit, paper: int, lines: Sequence[PaperLine]) -> None:
    """Let these be the lines of a paper."""
    store.DROP_LINES.run(unit, paper=paper)
    goods = find_goods(unit, (line.sku for line in lines))
    rows = [
        (paper, at, good_named(goods, x.sku).id, x.lot, x.expires, x.quantity, x.book, x.reason)
        for at, x in enumerate(lines, 1)
    ]
    store.ADD_LINE.many(unit, store.LINE, rows)


def _post(unit: Unit, me: Who, cfg: Settings, paper: LockedPaper) -> Posted:
    rows = store.LINES.rows(unit, paper=paper.id)
    lines = [PaperLine(code, q, lot, expires, why, book) for _, code, lot, expires, q, book, why in rows]
    given = [line for line in lines if line.quantity is not None]
    left = [line for line in lines if line.quantity is None]
    at = Place(paper.kind, paper.warehouse, paper.to, paper.reason)
    shelves = shelves_for(unit, me, cfg, at, given)
    if paper.kind == "count":
        done, aside = counted(unit, me, shelves, at, given)
    else:
        done, aside = list(taken(unit, me, shelves, at, given)), []
    kept = [line for it in done for line in it.kept]
    put_lines(unit, paper.id, [*kept, *left])
    write(unit, [(move, paper.number) for move in shelves.moves], me.id, cfg.today)
    code = store.HOUSE_CODE.one(unit, id=paper.warehouse)
    rest = _further(unit, me, cfg, code, paper, aside) if aside else ""
    told = {"rest": rest} if rest else {}
    _set_state(unit, cfg, me, paper, "posted", {"lines": whole([*kept, *left])}, stock=shown(kept), **told)
    changes = tuple(said(code, paper.number, it, STATES["posted"]) for it in done)
    return Posted(paper.number, STATES["posted"], changes, len(left), tuple(aside), rest)


def _further(unit: Unit, me: Who, cfg: Settings, code: str, paper: LockedPaper, aside: Sequence[Aside]) -> str:
    """A sheet with the lines of a count that cannot be posted yet, as they were counted; gives its number."""
    head = head_of(unit, paper.kind, {"warehouse": code, "reason": paper.reason})
    return add_paper(unit, me, cfg, head, "open", [it.line for it in aside])


def _set_state(
    unit: Unit, cfg: Settings, me: Who, paper: LockedPaper, state: str, kept: Mapping[str, Any] = NOTHING, **body: Any
) -> None:
    posted = (
        {"posted_by": me.id, "posted_at": unit.now} if state == "posted" else {"posted_by": None, "posted_at": None}
    )
    store.POST.run(unit, id=paper.id, state=state, business_date=cfg.today, **posted)
    action = {"posted": "post", "waiting": "submit", "void": "void"}[state]
    told = {"business_date": cfg.today.isoformat(), **kept}
    PAPER.entry(unit, me, paper.id, action, **body, **{KEPT: told})
