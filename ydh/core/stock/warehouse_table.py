"""The noun warehouse: where the goods lie. Who has one warehouse never has to name it."""

from ydh.core.company.actors import Actor
from ydh.core.rules.facts import Fact
from ydh.core.rules.nouns import IN_USE, Act, Noun, Wanted, active, in_use, out_of_use
from ydh.core.rules.permissions import P
from ydh.core.stock import warehouses
from ydh.core.stock.views import WarehouseView
from ydh.core.values.outcomes import Page
from ydh.core.values.text import key
from ydh.core.values.words import N_

ADJUST = (P.STOCK_ADJUST,)
ABOUT = ("contact", "phone", "address")


def _page(actor: Actor, wanted: Wanted) -> Page[WarehouseView]:
    state = active(wanted)
    found = warehouses.list_warehouses(actor, retired=state is not True)
    rows = (it for it in found if state is None or it.active == state)
    return Page(tuple(it for it in rows if key(wanted.text) in key(f"{it.code} {it.name}")))


def _cannot_be_main(it: WarehouseView) -> str:
    return N_("it is the main one already") if it.main else "" if it.active else N_("it is retired")


def _cannot_retire(it: WarehouseView) -> str:
    return in_use(it) or (N_("it is the main one: make another one the main one first") if it.main else "")


def offered(actor: Actor) -> list[tuple[str, str]]:
    """(code, name) of the warehouses in use, the main one first."""
    return [(it.code, it.name) for it in warehouses.list_warehouses(actor)]


FACTS = (
    Fact("code", N_("code"), "code", asked="once", required=True, positional=True, width=12, sorts=True),
    Fact("name", N_("name"), asked="always", required=True, positional=True, width=0, sorts=True),
    Fact("main", N_("main warehouse"), "yes", width=14),
    Fact("active", N_("in use"), "yes", width=8),
    Fact("contact", N_("contact"), asked="always", help=N_("who is asked for there"), width=10, drop=1),
    Fact("phone", N_("phone"), "code", asked="always", width=14, drop=2),
    Fact("address", N_("address"), asked="always", help=N_("where goods come back to")),
    Fact("version", N_("version"), "version"),
)

WAREHOUSES = Noun(
    "warehouse",
    N_("warehouses"),
    N_("code or name of the warehouse"),
    N_("list the warehouses, the main one first"),
    N_("show one warehouse"),
    FACTS,
    _page,
    show=warehouses.show,
    filters=(IN_USE,),
    acts=(
        Act(
            "add",
            N_("add a warehouse"),
            N_("add a warehouse"),
            warehouses.add,
            on="none",
            key="a",
            needs=ADJUST,
            asks=("code", "name", *ABOUT),
            said=N_("{code} is added"),
        ),
        Act(
            "edit",
            N_("edit"),
            N_("change a warehouse: its name, and where goods come back to"),
            warehouses.edit,
            key="E",
            needs=ADJUST,
            asks=("name", *ABOUT),
            edits=True,
            versioned=True,
            said=N_("{code} is changed"),
        ),
        Act(
            "main",
            N_("make it the main one"),
            N_("let a warehouse be the one that is meant where none is named, and emptied first"),
            warehouses.make_main,
            key="O",
            needs=ADJUST,
            said=N_("{code} is the main warehouse"),
            why_not=_cannot_be_main,
        ),
        Act(
            "retire",
            N_("retire"),
            N_("close warehouses that are empty"),
            warehouses.retire,
            on="many",
            key="t",
            needs=ADJUST,
            said=N_("{code} is retired"),
            back="restore",
            why_not=_cannot_retire,
        ),
        Act(
            "restore",
            N_("open again"),
            N_("open retired warehouses again"),
            warehouses.restore,
            on="many",
            key="T",
            needs=ADJUST,
            said=N_("{code} is open again"),
            back="retire",
            why_not=out_of_use,
        ),
    ),
    needs=(P.ORDER_VIEW,),
    called=lambda it: f"{it.code} {it.name}",
    tone=lambda it: "plain" if it.active else "faint",
    text=N_("words of code or name"),
)
