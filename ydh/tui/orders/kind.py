"""Orders as a kind of document on the screens."""

from collections.abc import Sequence
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.orders import looking
from ydh.core.rules.machine import On, Step
from ydh.core.rules.orders import ORDER, STAGES
from ydh.core.rules.permissions import P
from ydh.core.shipping import shipments
from ydh.core.values import series
from ydh.core.values.words import Label
from ydh.core.workflow import explaining, history
from ydh.core.workflow.views import News
from ydh.tui.documents.kinds import OnScreen
from ydh.tui.documents.printing import PRINT_ORDER
from ydh.tui.lists.book import Deed
from ydh.tui.orders.notes_and_holds import NOTES_AND_HOLDS
from ydh.tui.orders.order_parts import course_parts, order_parts
from ydh.tui.orders.release import release_deeds, short_deeds
from ydh.tui.paint.parts import Part
from ydh.tui.shipping.shipping_parts import leaving_parts


def _parts(actor: Actor, number: str) -> Sequence[Any]:
    way = explaining.way(actor, ORDER.name)
    return order_parts(looking.show(actor, number), history.history(actor, number), number, way)


def _mine(actor: Actor, number: str) -> Sequence[Any]:
    from ydh.tui.orders.my_orders import my_parts

    return my_parts(looking.show(actor, number), history.history(actor, number))


def _screen(number: str) -> Any:
    from ydh.tui.orders.order import order_screen

    return order_screen(number)


def _leaving(actor: Actor, rows: Sequence[Any]) -> Sequence[Part]:
    """What leaves and where it goes, to be compared with the parcel; of one shipment only. S15.10"""
    if len(rows) != 1 or not rows[0].number.startswith(series.SHIPMENT):
        return ()
    return leaving_parts(shipments.show(actor, rows[0].number))


def _at_step(step: Step, needs: tuple[P, ...]) -> tuple[Deed, ...]:
    return release_deeds(step, needs) if step.on is On.UNRELEASED else ()


def _stage(step: str) -> Label:
    from ydh.tui.documents.stages import stage_of

    return stage_of(step)


def _is_news(news: News) -> bool:
    """Two steps of one stage are the same to a shopkeeper."""
    return news.action != "approve" or STAGES.get(news.to) != STAGES.get(news.step)


ORDERS = OnScreen(
    _parts,
    _mine,
    _screen,
    (*NOTES_AND_HOLDS, PRINT_ORDER),
    _at_step,
    _stage,
    moved=lambda news: news.action == "approve",
    is_news=_is_news,
    leaving=_leaving,
    exits={"close": short_deeds},
    aside=course_parts,
)
