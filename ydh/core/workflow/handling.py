"""What differs between the workflows when somebody acts on a document, as one small table: a row for each of them.

The machine (acting.py, explaining.py, switching.py) reads it; what all documents share stands there.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from ydh.core.company.actors import Who
from ydh.core.company.settings import Settings
from ydh.core.documents.document import Document, Part
from ydh.core.documents.taking_back import Passed
from ydh.core.orders import order, saving, steps
from ydh.core.returns import document
from ydh.core.returns import saving as return_saving
from ydh.core.returns import steps as return_steps
from ydh.core.rules.answers import Answers
from ydh.core.rules.machine import Exit, On, Step, Workflow
from ydh.core.rules.orders import ORDER
from ydh.core.rules.returns import RETURN
from ydh.core.rules.workflows import WORKFLOWS, flow_of
from ydh.core.values.errors import NotFound
from ydh.core.values.text import escaped
from ydh.store.engine.database import Unit
from ydh.store.workflow import queued
from ydh.store.workflow.queued import Queued

T = TypeVar("T")
Parts = tuple[Part, ...]


@dataclass(frozen=True)
class Handling:
    """How the documents of one workflow are found and locked, changed and written, and where they stand in queues.

    `owners` gives the documents behind names that are their parts', `lines` about how many lines stand behind names,
    which are numbers of documents or parts, or references of drafts; `prepare` locks what passes may change, and looks
    up what they need, before any of them; `give_up` lets go what an act gave up, for those that come after it; `behind`
    gives the orders whose rows are locked before the documents' own; `shallow` are acts (action, step) that need only
    the documents' own rows. What is left out differs in nothing.
    """

    flow: Workflow
    unknown: str  # the error when there is no such document
    queued: Queued
    find: Callable[[Unit, Who, Sequence[str], Sequence[int], bool], Sequence[Document]]
    pass_step: Callable[[Unit, Settings, Any, Step, Any, int, Answers], Parts]
    leave: Callable[[Unit, Who, Any, Any, Exit, Answers], Parts]
    undo: Callable[[Unit, Any, Any, Passed], Parts]
    save: Callable[[Unit, Who, Settings, Any], None]
    owners: Callable[[Unit, Sequence[str]], dict[str, int]] = lambda unit, names: {}
    lines: Callable[[Unit, Sequence[str]], dict[str, int]] = lambda unit, names: {}
    prepare: Callable[[Unit, Settings, Any], None] = lambda unit, cfg, docs: None
    behind: Callable[[Unit, Sequence[str]], Collection[int]] = lambda unit, names: ()
    give_up: Callable[[Unit, Any], None] = lambda unit, doc: None
    shallow: frozenset[tuple[str, str | None]] = frozenset()

    def waiting(self, step: str) -> Queued:
        """What stands in the queue of a step: the documents, or their parts."""
        return self.queued.parts or self.queued if self.flow.step(step).on is On.SHIPMENT else self.queued


HANDLING: dict[str, Handling] = {}


def add(rule: Handling) -> Handling:
    """Let the machine know one more kind of document."""
    WORKFLOWS[rule.flow.name] = rule.flow
    HANDLING[rule.flow.name] = rule
    return rule


ORDERS = add(
    Handling(
        ORDER,
        "order-unknown",
        queued.ORDERS,
        order.find,
        steps.pass_step,
        steps.leave,
        steps.undo,
        saving.save,
        owners=steps.owners,
        lines=steps.lines,
        prepare=steps.prepare,
        behind=steps.behind,
        give_up=steps.give_up,
        shallow=frozenset({("approve", "review"), ("approve", "finance")}),  # half the queries of a bulk review
    )
)
RETURNS = add(
    Handling(
        RETURN,
        "return-unknown",
        queued.RETURNS,
        document.find,
        return_steps.pass_step,
        return_steps.leave,
        return_steps.undo,
        return_saving.save,
        lines=document.lines,
        prepare=return_steps.lock_stock,
        behind=lambda unit, names: document.orders_behind(unit, names, names),
    )
)


def of(number: str) -> Handling:
    """How the document of that number, or draft's reference, is handled."""
    return HANDLING[flow_of(number).name]


def by_handling(names: Iterable[T], number: Callable[[T], str]) -> list[tuple[Handling, list[T]]]:
    """What is named, for each workflow, the workflows in their order: documents are locked in it."""
    found: dict[str, list[T]] = {name: [] for name in HANDLING}
    for it in names:
        found[flow_of(number(it)).name].append(it)
    return [(HANDLING[name], of_it) for name, of_it in found.items() if of_it]


def lock_orders(unit: Unit, names: Sequence[str]) -> None:
    """Lock the orders of a list of several kinds at once, by id: those named, and those behind parts and others."""
    ids = {i for rule, of_it in by_handling(names, str) for i in rule.behind(unit, of_it)}
    document.lock_orders(unit, sorted(ids))


def one(unit: Unit, me: Who, number: str) -> Document:
    """The document of that number, or behind a part's number, as far as the actor sees it. Raises NotFound."""
    rule = of(number)
    ids = list(rule.owners(unit, [number]).values())
    docs = rule.find(unit, me, [] if ids else [number], ids, True)
    if not docs:
        raise NotFound(rule.unknown, number=escaped(number))
    return docs[0]
