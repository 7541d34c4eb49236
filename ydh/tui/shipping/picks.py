"""Shipments that wait to be picked or checked, those of the oldest order first; and what open orders are short of."""

from collections.abc import Sequence
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.orders import shortages
from ydh.core.orders.views import Shortfall, ShortOrder
from ydh.core.rules.orders import SHORT_NAMES
from ydh.core.rules.permissions import P
from ydh.core.shipping import pick_looking
from ydh.core.shipping.picking import RIGHTS
from ydh.core.shipping.views import STATES, PickRow
from ydh.core.values.words import N_, Label
from ydh.locale import values
from ydh.tui.lists.book import Book, Deed, Field, Found, Query
from ydh.tui.lists.words import step_name
from ydh.tui.paint.parts import Column, Part, Rows

NAMES = {code: Label(name, code) for code, name in STATES.items()}


class PickQueue(Book):
    """What is to be counted, oldest order first."""

    name, title = "picks", N_("picking")
    columns = (
        Column("number", N_("shipment"), "code", 20),
        Column("customer", N_("customer")),
        Column("state", N_("state"), "text", 13, of=lambda row: NAMES[row.state]),
        Column("by", N_("by"), "text", 8),
        Column("counted", N_("counted."), "text", 11, of=lambda row: figures(row)),
        Column("since", N_("waits"), "age", 7, drop=1),
        Column("warehouse", N_("warehouse"), "code", 8, drop=2),
    )
    filters = (Field("state", N_("state"), kind="choice", choices=(("", N_("all")), *STATES.items())),)
    needs = RIGHTS
    searches, table = False, False
    empty = N_("no shipment waits to leave\nesc goes back; what comes in appears by itself")

    def __init__(self) -> None:
        self.deeds = (
            Deed("pick", "a", N_("pick or check"), opens=lambda app, row: _open(row), needs=RIGHTS, main=True),
        )

    def page(self, actor: Actor, query: Query) -> Found:
        state = str(query.filters.get("state") or "")
        found = pick_looking.queue(actor, state=state, after=query.after, limit=query.limit)
        return Found(found.rows, bool(found.next))

    def token(self, row: PickRow) -> str:
        return row.cursor

    def style(self, row: PickRow) -> str:
        return "faint" if row.state == "ready" else "plain"

    def detail(self, actor: Actor, row: PickRow) -> Sequence[Part]:
        sheet = pick_looking.show(actor, row.number)
        return [Rows(LINES, sheet.lines, heads=True)]

    def enter(self, app: Any, row: PickRow) -> Any:
        return _open(row)


LINES = (
    Column("place", N_("shelf"), "code", 8),
    Column("name", N_("name"), of=lambda line: f"{line.name} {line.attributes}".strip()),
    Column("lot", N_("lot"), "code", 12, drop=1),
    Column("due", N_("due"), "quantity", 9),
    Column("counted", N_("counted."), "quantity", 9),
)


def figures(row: PickRow) -> str:
    """How much of what is due is counted."""
    return f"{values.quantity(row.counted)}/{values.quantity(row.due)}"


def _open(row: PickRow) -> Any:
    from ydh.tui.shipping.pick import pick_screen

    return pick_screen(row.number)


class Shortages(Book):
    """What open orders are short of; the orders that wait stand beside it, in the order in which they will get it."""

    name, title = "shortages", N_("shortages")
    columns = (
        Column("sku", N_("code"), "code", 14),
        Column("name", N_("name")),
        Column("short", N_("short"), "quantity", 10),
        Column("unit", N_("unit"), "text", 4, drop=1),
        Column("orders", N_("orders"), "integer", 7),
        Column("free", N_("free now"), "quantity", 10),
    )
    needs = (P.ORDER_VIEW,)
    searches = False
    empty = N_("no open order is short of anything")

    def page(self, actor: Actor, query: Query) -> Found:
        found = shortages.across(actor, after=query.after, limit=query.limit)
        return Found(found.rows, bool(found.next))

    def detail(self, actor: Actor, row: Shortfall) -> Sequence[Part]:
        return [Rows(WAITING, shortages.waiting_for(actor, row.sku), N_("who waits for it"), heads=True)]


WAITING = (
    Column("number", N_("number"), "code", 20),
    Column("customer", N_("customer")),
    Column("step", N_("waits for"), "text", 10, drop=1, of=lambda row: step_name(row.step)),
    Column("short", N_("short"), "quantity", 9),
    Column("answer", N_("answer"), "text", 20, drop=2, of=lambda row: _answer(row)),
)


def _answer(row: ShortOrder) -> Any:
    return Label(SHORT_NAMES[row.answer], row.answer) if row.answer in SHORT_NAMES else ""
