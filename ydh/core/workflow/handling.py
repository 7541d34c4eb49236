"""What differs between the workflows when somebody acts on a document, as one small table: a row for each of them.

The machine (acting.py, explaining.py, switching.py) reads it; what all documents share stands there.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ydh.core.company.actors import Who
from ydh.core.company.settings import Settings
from ydh.core.orders import order, order_ways, saving, steps
from ydh.core.orders.order import Document, Shipment
from ydh.core.returns import document
from ydh.core.returns import saving as return_saving
from ydh.core.returns import steps as return_steps
from ydh.core.rules.answers import Answers
from ydh.core.rules.machine import Exit, Step, Workflow
from ydh.core.rules.orders import ORDER, RETURN, flow_of
from ydh.core.values.errors import NotFound
from ydh.core.values.text import escaped
from ydh.store.engine.database import Unit
from ydh.store.orders import orders

Parts = tuple[Shipment, ...]


@dataclass(frozen=True)
class Handling:
    """How the documents of one workflow are found and locked, changed and written.

    `owners` gives the documents behind names that are their parts', `lines` about how many lines stand behind names,
    which are numbers of documents or parts, or references of drafts; `prepare` locks what passes may change, and looks
    up what they need, before any of them; `shallow` are acts (action, step) that need only the documents' own rows.
    """

    flow: Workflow
    unknown: str  # the error when there is no such document
    owners: Callable[[Unit, Sequence[str]], dict[str, int]]
    lines: Callable[[Unit, Sequence[str]], dict[str, int]]
    find: Callable[[Unit, Who, Sequence[str], Sequence[int], bool], Sequence[Document]]
    prepare: Callable[[Unit, Settings, Any], None]
    pass_step: Callable[[Unit, Settings, Any, Step, Shipment | None, int, Answers], Parts]
    leave: Callable[[Unit, Who, Any, Shipment | None, Exit, Answers], Parts]
    undo: Callable[[Unit, Any, Step, Shipment | None, Collection[str]], Parts]
    advance: Callable[[Unit, Settings, Any], None]
    save: Callable[[Unit, Who, Settings, Any], None]
    shallow: frozenset[tuple[str, str | None]] = frozenset()


ORDERS = Handling(
    ORDER,
    "order-unknown",
    order_ways.owners,
    order_ways.lines,
    order.find,
    steps.prepare,
    steps.pass_step,
    order_ways.leave,
    order_ways.undo,
    steps.advance,
    saving.save,
    frozenset({("approve", "review"), ("approve", "finance")}),  # half the queries of a bulk review
)
RETURNS = Handling(
    RETURN,
    "return-unknown",
    lambda unit, names: {},
    document.lines,
    document.find,
    return_steps.lock_stock,
    return_steps.pass_step,
    return_steps.leave,
    return_steps.undo,
    return_steps.advance,
    return_saving.save,
)
HANDLING: Mapping[str, Handling] = {it.flow.name: it for it in (ORDERS, RETURNS)}


def of(number: str) -> Handling:
    """How the document of that number, or draft's reference, is handled."""
    return HANDLING[flow_of(number).name]


def lock_orders(unit: Unit, names: Sequence[str]) -> None:
    """Lock the orders of a list of both kinds at once, by id: those named, and those behind shipments and returns."""
    returns = [n for n in names if flow_of(n) is RETURN]
    ids = set(document.orders_behind(unit, returns, returns))
    owned = ORDERS.owners(unit, names)
    own = [n for n in names if n not in owned and flow_of(n) is not RETURN]
    rows = orders.LOOK_BY_NUMBER.rows(unit, own) if own else []
    document.lock_orders(unit, sorted(ids | set(owned.values()) | {row[0] for row in rows}))


def one(unit: Unit, me: Who, number: str) -> Document:
    """The document of that number, or behind a part's number, as far as the actor sees it. Raises NotFound."""
    rule = of(number)
    ids = list(rule.owners(unit, [number]).values())
    docs = rule.find(unit, me, [] if ids else [number], ids, True)
    if not docs or docs[0].step == "staged":
        raise NotFound(rule.unknown, number=escaped(number))
    return docs[0]
