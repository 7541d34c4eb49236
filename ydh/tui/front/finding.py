"""What the palette finds besides deeds and places: documents, customers and goods; and what waits behind a place."""

from collections.abc import Callable, Iterator, Mapping

from ydh.core.company.actors import Actor
from ydh.core.goods import catalogue
from ydh.core.goods.price_table import full_name
from ydh.core.orders import looking
from ydh.core.partners import customers
from ydh.core.rules.orders import ORDER
from ydh.core.values.errors import YdhError
from ydh.core.values.words import N_
from ydh.core.workflow import queues
from ydh.core.workflow.views import Day
from ydh.tui.front.home import WORK
from ydh.tui.front.places import PLACES
from ydh.tui.front.queue import count_of
from ydh.tui.lists.going import Go
from ydh.tui.lists.palette import Hit

FEW = 3  # of a kind
LEAST = 2  # characters from which on anything is looked for
HELD = N_("held orders")
Finder = Callable[[Actor, str], Iterator[Hit]]


def find(actor: Actor, text: str, *, mine: bool) -> list[Hit]:
    """What a text finds, a few of each kind, as far as the person sees it; `mine`: a customer's."""
    text = text.strip()
    if len(text) < LEAST:
        return []
    finders: tuple[Finder, ...] = (_orders, _goods_to_order) if mine else (_orders, _customers, _goods)
    return [hit for finder in finders for hit in _tried(finder, actor, text)]


def _tried(finder: Finder, actor: Actor, text: str) -> list[Hit]:
    try:
        return list(finder(actor, text))
    except YdhError:  # not his to see
        return []


def _orders(actor: Actor, text: str) -> Iterator[Hit]:
    for row in looking.page(actor, text=text, limit=FEW).rows:
        yield Hit(N_("documents"), row.number, (row.customer, row.total), Go(ORDER.name, row.number))


def _customers(actor: Actor, text: str) -> Iterator[Hit]:
    for row in customers.list_customers(actor, text, limit=FEW).rows:
        yield Hit(N_("customers"), row.name, (row.code,), Go("customers", {"here": row.code}))


def _goods(actor: Actor, text: str) -> Iterator[Hit]:
    for row in catalogue.search(actor, text, limit=FEW).rows:
        yield Hit(
            N_("goods."), full_name(row), (row.code, row.availability.quantity), Go("products", {"here": row.code})
        )


def _goods_to_order(actor: Actor, text: str) -> Iterator[Hit]:
    for row in catalogue.for_buyer(actor, text, limit=FEW).rows:
        yield Hit(N_("goods."), full_name(row.sku), (row.sku.code, row.sku.price), Go("shop", row.sku.code))


def figures(actor: Actor) -> Mapping[str, tuple[str, int]]:
    """What waits behind a place: by its marked name how much, and how much of it too long."""
    day = queues.day(actor)
    return {label: (count_of(count), late) for label, count, late in _counts(day) if count}


def _counts(day: Day) -> Iterator[tuple[str, int | None, int]]:
    tasks, behind = {task.code: task.count for task in day.tasks}, {it.where: it.code for it in WORK if not it.filters}
    yield from ((str(it.label), it.count, it.overdue) for it in day.queues)
    yield from ((place.label, tasks.get(behind[place.where]), 0) for place in PLACES if place.where in behind)
    yield HELD, day.held, 0
