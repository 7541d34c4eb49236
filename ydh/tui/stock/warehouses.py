"""Warehouses: which there are, which is the main one, where goods come back to."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.rules.permissions import P
from ydh.core.stock import warehouses
from ydh.core.stock.views import WarehouseView
from ydh.core.values.words import N_, Label
from ydh.tui.lists.book import Answers, Book, Deed, Field, Found, Query
from ydh.tui.lists.ways import ADDED, back, each_of, state
from ydh.tui.paint.parts import Column, Facts, Part, Say

ADJUST = (P.STOCK_ADJUST,)
ABOUT = (
    Field("name", N_("name"), required=True),
    Field("contact", N_("contact")),
    Field("phone", N_("phone")),
    Field("address", N_("address"), hint=N_("where goods come back to")),
)
TEXTS = tuple(field.name for field in ABOUT)


def _add(actor: Actor, rows: Sequence[Any], answers: Answers) -> Say:
    about = {name: answers[name] for name in TEXTS if name != "name"}
    return Say(ADDED, {"code": warehouses.add(actor, answers["code"], answers["name"], **about).code})


def _edit_fields(actor: Actor, rows: Sequence[WarehouseView]) -> tuple[Field, ...]:
    seen = Field("seen", "", value=str(rows[0].version), kind="hidden")
    return (seen, *(replace(field, value=getattr(rows[0], field.name)) for field in ABOUT))


def _edit(actor: Actor, rows: Sequence[WarehouseView], answers: Answers) -> None:
    given = {name: answers[name] for name in TEXTS}
    warehouses.edit(actor, rows[0].code, seen=int(answers["seen"]), **given)


def _make_main(actor: Actor, rows: Sequence[WarehouseView], answers: Answers) -> None:
    warehouses.make_main(actor, rows[0].code)


class Warehouses(Book):
    """Every warehouse, the main one first."""

    name, title = "warehouses", N_("warehouses")
    columns = (
        Column("code", N_("code"), "code", 14),
        Column("name", N_("name")),
        Column("main", N_("kind"), "text", 8, of=lambda it: Label(N_("main"), "main") if it.main else ""),
        Column("contact", N_("contact"), "text", 10, drop=1),
        Column("phone", N_("phone"), "code", 14, drop=2),
        Column("state", N_("state"), "text", 8, of=lambda it: state(retired=not it.active)),
    )
    needs = (P.ORDER_VIEW,)
    searches, table = False, False
    deeds = (
        Deed(
            "add",
            "a",
            N_("add a warehouse"),
            _add,
            (Field("code", N_("code"), required=True), *ABOUT),
            needs=ADJUST,
            alone=True,
            main=True,
        ),
        Deed("edit", "E", N_("edit"), _edit, _edit_fields, needs=ADJUST, main=True, said=N_("{what} is changed")),
        Deed(
            "main",
            "m",
            N_("make it the main one"),
            _make_main,
            needs=ADJUST,
            main=True,
            said=N_("{what} is the main warehouse"),
            fits=lambda row: row.active and not row.main,
        ),
        Deed(
            "retire",
            "t",
            N_("retire"),
            each_of(lambda actor, code, _: warehouses.retire(actor, code), "code"),
            undo=back(warehouses.restore),
            needs=ADJUST,
            main=True,
            fits=lambda row: row.active and not row.main,
        ),
        Deed(
            "restore",
            "T",
            N_("restore"),
            each_of(lambda actor, code, _: warehouses.restore(actor, code), "code"),
            undo=back(warehouses.retire),
            needs=ADJUST,
            main=True,
            fits=lambda row: not row.active,
        ),
    )

    def page(self, actor: Actor, query: Query) -> Found:
        return Found(warehouses.list_warehouses(actor, retired=True))

    def called(self, row: WarehouseView) -> str:
        return f"{row.code} {row.name}"

    def style(self, row: WarehouseView) -> str:
        return "plain" if row.active else "faint"

    def detail(self, actor: Actor, row: WarehouseView) -> Sequence[Part]:
        return [Facts(((N_("contact"), row.contact), (N_("phone"), row.phone), (N_("address"), row.address)))]
