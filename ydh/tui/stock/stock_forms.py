"""What people do to a row of stock: one form each, one stock paper of one line each."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.rules.stock_papers import KINDS
from ydh.core.stock import limits, looking, lot_looking, papers
from ydh.core.stock.views import StockChange, StockLevel
from ydh.core.values.money import QUANTITY_PLACES, ZERO, day, number
from ydh.core.values.words import N_
from ydh.locale import values
from ydh.tui.lists.book import Answers, Field
from ydh.tui.lists.ways import warehouses
from ydh.tui.paint.parts import Column, Part, Rows, Say

_number = values.grouped(values.quantity)
CHANGED = N_("{code}: {old} on hand before, {new} now; {document}")
WAITING = N_("{document} waits for somebody else to confirm it")
LIMITED = N_("{code}: the limits are set")
REASON = Field("reason", N_("reason"))
WHY = replace(REASON, required=True)
LOT = Field("lot", N_("lot"), hint=N_("where the item is kept by lot"))
LOT_OUT = Field("lot", N_("lot"), hint=N_("the first that expires unless given"))
EXPIRES = Field("expires", N_("expires"), hint=N_("of a new lot, such as 2027-01-31"))
LEVEL = (
    Column("warehouse", N_("warehouse"), "code", 9),
    Column("on_hand", "", "text", 24, of=lambda it: Say(N_("{n} on hand"), {"n": in_units(it, it.on_hand)})),
    Column("reserved", "", "text", 24, of=lambda it: Say(N_("{n} reserved"), {"n": in_units(it, it.reserved)})),
    Column("available", "", "text", 24, of=lambda it: Say(N_("{n} available"), {"n": in_units(it, it.available)})),
)


def in_units(it: StockLevel, figure: Decimal) -> str:
    """A figure and what it counts."""
    return f"{_number(figure)} {it.unit}".rstrip()


def fields(*asks: Field) -> Callable[[Actor, Sequence[StockLevel]], tuple[Field, ...]]:
    """The questions, of lots only where something is kept by lot, and in which warehouse when there are several."""

    def made(actor: Actor, rows: Sequence[StockLevel]) -> tuple[Field, ...]:
        places = warehouses(actor, rows[0].warehouse)
        one = Field("warehouse", "", value=places[0][0] if places else "", kind="hidden")
        which = Field("warehouse", N_("warehouse"), kind="choice", choices=places)
        by_lot = rows[0].lots
        kept = [a if by_lot or a.name not in ("lot", "expires") else replace(a, value="", kind="hidden") for a in asks]
        return (*kept, which if len(places) > 1 else one)

    return made


def transfer_fields(actor: Actor, rows: Sequence[StockLevel]) -> tuple[Field, ...]:
    """From where to where, the other warehouses first."""
    here = rows[0].warehouse
    places = warehouses(actor, here)
    others = tuple(place for place in places if place[0] != here)
    quantity = Field("quantity", N_("quantity"), required=True)
    to = Field("to", N_("to warehouse"), kind="choice", choices=others or places)
    asks = fields(quantity, LOT_OUT, REASON)(actor, rows)
    return (asks[0], to, *asks[1:])


def shows(actor: Actor, rows: Sequence[StockLevel]) -> Sequence[Part]:
    """What is there now, and the lots of it."""
    levels = looking.levels_of(actor, rows[0].sku)
    return [Rows(LEVEL, levels), *lots_of(actor, rows[0].sku)]


LOTS = (
    Column("lot", N_("lot"), "code", 16),
    Column("warehouse", N_("warehouse"), "code", 9),
    Column("expires", N_("expires"), "day", 10),
    Column("on_hand", N_("on hand"), "quantity", 8),
    Column("allocated", N_("promised"), "quantity", 8),
    Column("blocked", N_("blocked")),
)


def lots_of(actor: Actor, sku: str, warehouse: str = "") -> list[Part]:
    """The lots of an item, when it has any."""
    found = lot_looking.lots(actor, sku=sku, warehouse=warehouse, limit=12).rows
    return [Rows(LOTS, found, N_("lots, the first to expire first"), heads=True)] if found else []


def said(it: StockChange) -> Say:
    """What a change did."""
    if it.state.code == "waiting":
        return Say(WAITING, {"document": it.document})
    return Say(CHANGED, {"code": it.sku, "old": it.old, "new": it.new, "document": it.document})


def change(kind: str) -> Callable[[Actor, Sequence[StockLevel], Answers], Say]:
    """Post a paper of the kind with one line."""

    def do(actor: Actor, rows: Sequence[StockLevel], answers: Answers) -> Say:
        least = None if KINDS[kind].least is None else ZERO
        quantity = number(answers["quantity"], "quantity", places=QUANTITY_PLACES, least=least)
        names = ("warehouse", "to", "supplier", "reference", "reason")
        about = {name: answers[name] for name in names if answers.get(name)}
        expires = answers.get("expires", "").strip()
        given: dict[str, Any] = {"lot": answers.get("lot", ""), "expires": day(expires, "expires") if expires else None}
        return said(papers.single(actor, kind, rows[0].sku, quantity, **given, **about))

    return do


def limit_fields(actor: Actor, rows: Sequence[StockLevel]) -> tuple[Field, ...]:
    """The limits as they are."""
    it = rows[0]
    return (
        Field("lower", N_("lower limit"), value=_shown(it.lower), hint=N_("warn below this; empty for none")),
        Field("upper", N_("upper limit"), value=_shown(it.upper), hint=N_("warn above this; empty for none")),
        Field("place", N_("shelf"), value=it.place),
        Field("warehouse", "", value=it.warehouse, kind="hidden"),
    )


def _shown(limit: Decimal | None) -> str:
    return "" if limit is None else f"{limit:f}"


def set_limits(actor: Actor, rows: Sequence[StockLevel], answers: Answers) -> Say:
    """Set the limits and the shelf."""
    given: dict[str, Any] = {"warehouse": answers["warehouse"], "place": answers["place"]}
    for name in ("lower", "upper"):
        text = answers[name].strip()
        given[name] = number(text, name, places=QUANTITY_PLACES) if text else None
    return Say(LIMITED, {"code": limits.set_limits(actor, rows[0].sku, **given).sku})
