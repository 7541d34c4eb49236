"""The noun pick: a shipment that waits to be counted, or that may leave; and what is counted into it."""

from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.orders.order_sections import full_name
from ydh.core.rules.facts import Fact, Filter
from ydh.core.rules.nouns import Noun, Section, Wanted, late
from ydh.core.rules.permissions import P
from ydh.core.shipping.views import DONE, PHASE_NAMES, STATES, WAITING, PickRow
from ydh.core.values.outcomes import Page
from ydh.core.values.quantities import plain
from ydh.core.values.words import N_, Label


def _lines(it: Any) -> int:
    return it.lines if isinstance(it.lines, int) else len(it.lines)


def figures(it: Any) -> str:
    """How much of what is due is counted; of what nobody has to count, how much that is."""
    if getattr(it, "state", "") == "ready" and not it.counted:
        return f"{plain(it.due):f}"
    return f"{plain(it.counted):f}/{plain(it.due):f}"


def _state(it: Any) -> Label | None:
    """What a row's state is called; `show` has none."""
    state = getattr(it, "state", None)
    return None if state is None else Label(DONE if it.done else STATES[state], state)


def counted_already(row: PickRow) -> str:
    """Why a shipment cannot be counted any more."""
    return N_("it is counted already; it may leave") if row.done else ""


FACTS = (
    Fact("number", N_("shipment"), "code", width=20),
    Fact("customer", N_("customer"), width=0),
    Fact("state", N_("state"), "label", of=_state, choices=STATES, width=18),
    Fact("by", N_("by"), width=8),
    Fact("counted", N_("counted."), "quantity", seen=figures, width=11),
    Fact("due", N_("due"), "quantity"),
    Fact("lines", N_("lines"), "integer", of=_lines),
    Fact("warehouse", N_("warehouse"), "code", width=8, drop=2),
    Fact("since", N_("since"), "time", of=lambda it: getattr(it, "since", None), ages=True, width=8, drop=1),
    Fact("order", N_("order"), "code"),
    Fact("phase", N_("count to make"), "label", choices=PHASE_NAMES, listed=False),
    Fact("picker", N_("picked by"), listed=False),
)
LINE = (
    Fact("position", N_("line"), "ordinal", width=4, drop=2),
    Fact("place", N_("shelf"), "code", width=8),
    Fact("code", N_("code"), "code", of=lambda line: line.sku, width=12, drop=3),
    Fact("name", N_("name"), of=full_name, width=0),
    Fact("lot", N_("lot"), "code", width=12, drop=1),
    Fact("expires", N_("expires"), "day", width=10, drop=4),
    Fact("due", N_("due"), "quantity", width=9),
    Fact("counted", N_("counted."), "quantity", width=9),
    Fact("unit", N_("unit"), width=4, drop=2),
    Fact("handling", N_("handling"), "list", width=12, drop=4),
    Fact("note", N_("note"), width=16, drop=4),
)


def _page(actor: Actor, wanted: Wanted) -> Page[PickRow]:
    from ydh.core.shipping import pick_looking

    return pick_looking.queue(actor, after=wanted.after, limit=wanted.limit, **wanted.filters)


PICKS = Noun(
    "pick",
    N_("picking"),
    N_("number of the shipment"),
    N_("list the shipments that wait to be picked or checked, then those that may leave, oldest order first"),
    N_("what is to be counted into a shipment, in the order of the shelves"),
    FACTS,
    _page,
    show=late("shipping.pick_looking:show"),
    sections=(Section("goods", "", LINE, lambda it: it.lines),),
    filters=(
        Filter(
            "state",
            N_("state"),
            "label",
            choices={WAITING: N_("to be counted"), **STATES},
            help=N_("waiting (all that are still to be counted), to_pick, picking, to_check, checking or ready"),
        ),
    ),
    needs=(P.ORDER_OUTBOUND_REVIEW, P.ORDER_SHIP),
    key="number",
    token="cursor",
    metavar="SHIPMENT",
    tone=lambda row: "faint" if row.state == "ready" else "plain",
    empty=N_("no shipment waits to leave\nesc goes back; what comes in appears by itself"),
)
