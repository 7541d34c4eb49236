"""Lots of goods: what expires, what is blocked, and whom each went to."""

from collections.abc import Sequence
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.rules.permissions import P
from ydh.core.rules.stock_papers import MOVES
from ydh.core.stock import lot_looking, lots
from ydh.core.stock.views import LotRow, TraceRow
from ydh.core.values.money import day
from ydh.core.values.words import N_
from ydh.tui.lists.book import Answers, Book, Deed, Field, Found, Query
from ydh.tui.paint.parts import Column, Facts, Part, Rows, Say

ADJUST = (P.STOCK_ADJUST,)
WHY = Field("reason", N_("reason"), required=True)
CAME = (
    Column("at", N_("time"), "time", 16),
    Column("quantity", N_("quantity"), "quantity", 9),
    Column("kind", N_("kind"), "text", 12, of=lambda it: MOVES.get(it.kind, it.kind)),
    Column("document", N_("document"), "code", 20),
    Column("party", N_("about"), of=lambda it: it.party or it.reason),
)
WENT = (
    Column("name", N_("customer"), of=lambda it: f"{it.customer} {it.name}"),
    Column("contact", N_("contact"), "text", 10, drop=2),
    Column("phone", N_("phone"), "code", 14),
    Column("order", N_("order"), "code", 20, drop=1),
    Column("shipment", N_("shipment"), "code", 20, drop=3),
    Column("shipped_at", N_("left at"), "time", 16),
    Column("quantity", N_("quantity"), "quantity", 9),
)
HERE = (
    Column("warehouse", N_("warehouse"), "code", 12),
    Column("on_hand", N_("on hand"), "quantity", 9),
    Column("allocated", N_("promised"), "quantity", 9),
)
SOON = (("", N_("all")), ("0", N_("expired")), ("30", N_("within 30 days")), ("90", N_("within 90 days")))
FILTERS = (
    Field("within", N_("expires"), kind="choice", choices=SOON),
    Field("kind", N_("blocked"), kind="choice", choices=(("all", N_("all")), ("blocked", N_("blocked")))),
)


def _block(actor: Actor, rows: Sequence[LotRow], answers: Answers) -> None:
    lots.block(actor, rows[0].lot, reason=answers["reason"], sku=rows[0].sku)


def _unblock(actor: Actor, rows: Sequence[LotRow], answers: Answers) -> None:
    lots.unblock(actor, rows[0].lot, reason=answers["reason"], sku=rows[0].sku)


def _expiry_fields(actor: Actor, rows: Sequence[LotRow]) -> tuple[Field, ...]:
    known = rows[0].expires.isoformat() if rows[0].expires else ""
    return Field("expires", N_("expires"), value=known, hint=N_("such as 2027-01-31; empty for never")), WHY


def _expiry(actor: Actor, rows: Sequence[LotRow], answers: Answers) -> None:
    text = answers["expires"].strip()
    expires = day(text, "expires") if text else None
    lots.set_expiry(actor, rows[0].lot, expires, reason=answers["reason"], sku=rows[0].sku)


class Lots(Book):
    """The lots that are there, by item, the first to expire first; enter tells whom one went to."""

    name, title = "lots", N_("lots")
    columns = (
        Column("lot", N_("lot"), "code", 16),
        Column("name", N_("name"), of=lambda it: f"{it.sku} {it.name}"),
        Column("expires", N_("expires"), "day", 10),
        Column("days", N_("days left"), "integer", 9, drop=1),
        Column("warehouse", N_("warehouse"), "code", 9),
        Column("on_hand", N_("on hand"), "quantity", 8),
        Column("allocated", N_("promised"), "quantity", 8, drop=2),
        Column("blocked", N_("blocked"), "text", 10),
    )
    filters = FILTERS
    needs = (P.ORDER_VIEW,)
    searches, table = False, False
    empty = N_("nothing is kept by lot\nproducts say whether they are, with w")
    deeds = (
        Deed(
            "block",
            "b",
            N_("block"),
            _block,
            (WHY,),
            needs=ADJUST,
            main=True,
            said=N_("{what} is blocked"),
            fits=lambda row: not row.blocked,
        ),
        Deed(
            "unblock",
            "B",
            N_("unblock"),
            _unblock,
            (WHY,),
            needs=ADJUST,
            main=True,
            said=N_("{what} may leave again"),
            fits=lambda row: bool(row.blocked),
        ),
        Deed(
            "expiry",
            "E",
            N_("correct the expiry"),
            _expiry,
            _expiry_fields,
            needs=ADJUST,
            main=True,
            said=N_("{what} is changed"),
        ),
    )

    def page(self, actor: Actor, query: Query) -> Found:
        within = query.filters.get("within", "")
        found = lot_looking.lots(
            actor,
            within=int(within) if within else None,
            kind=query.filters.get("kind") or "all",
            after=query.after,
            limit=query.limit,
        )
        return Found(found.rows, bool(found.next))

    def key(self, row: LotRow) -> str:
        return f"{row.sku}@{row.lot}@{row.warehouse}"

    def token(self, row: LotRow) -> str:
        return row.cursor

    def called(self, row: LotRow) -> str:
        return f"{row.lot} {row.sku} {row.name}"

    def style(self, row: LotRow) -> str:
        gone = row.days is not None and row.days < 0
        return "wrong" if row.blocked or gone else "plain"

    def detail(self, actor: Actor, row: LotRow) -> Sequence[Part]:
        it = lot_looking.trace(actor, row.lot, sku=row.sku)
        blocked = [Facts(((N_("blocked"), it.blocked),))] if it.blocked else []
        return [
            *blocked,
            Rows(HERE, it.here, N_("where the lot is"), heads=True),
            Rows(WENT, it.went, N_("whom it went to"), N_("nobody got any of it"), True),
            Rows(CAME, it.came, N_("where it came from"), heads=True),
        ]

    def enter(self, app: Any, row: LotRow) -> Any:
        from ydh.tui.lists.listing import ListScreen

        return ListScreen(Went(row))


class Went(Book):
    """Whom a lot went to: the recall list, which e writes into a file."""

    name, title, columns = "lot-trace", N_("whom lot {lot} went to"), WENT
    searches, pane, table = False, False, False
    empty = N_("nobody got any of it")

    def __init__(self, lot: LotRow) -> None:
        self._lot = lot

    def named(self) -> Any:
        return Say(self.title, {"lot": f"{self._lot.lot} ({self._lot.sku} {self._lot.name})"})

    def page(self, actor: Actor, query: Query) -> Found:
        return Found(lot_looking.trace(actor, self._lot.lot, sku=self._lot.sku).went)

    def key(self, row: TraceRow) -> str:
        return f"{row.shipment}@{row.order}@{row.quantity}"
