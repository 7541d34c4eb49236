"""What the figures of carriers are made of: a row for each shipment that left, a page at a time."""

from functools import lru_cache
from typing import Any

from peewee import JOIN, fn
from peewee import Case as When

from ydh.store.engine.prepared import Statement, slot
from ydh.store.reports.reports import Limits, _limited, _seen
from ydh.store.tables.orders import Case, Order, Shipment


def _count(condition: Any) -> Any:
    return fn.SUM(When(None, ((condition, 1),), 0))


@lru_cache(maxsize=8)
def of(scope: str, limits: Limits) -> Statement:
    """id, carrier, shipped, expected, delivered, received; cases of damage, of too few, and all of them."""
    query = (
        Shipment.select(
            Shipment.id,
            Shipment.carrier,
            Shipment.shipped_at,
            Shipment.expected_date,
            Shipment.delivered_at,
            Shipment.received_at,
            _count(Case.kind == "damaged"),
            _count(Case.kind == "short"),
            fn.COUNT(Case.id),
        )
        .join(Order, on=(Order.id == Shipment.order))
        .join_from(Shipment, Case, JOIN.LEFT_OUTER, on=(Case.shipment == Shipment.id))
        .where((Shipment.id > slot(Shipment.id)) & Shipment.shipped_at.is_null(False) & (Shipment.step != "void"))
    )
    seen = _seen(_limited(query, Shipment, limits), scope)
    return Statement(seen.group_by(Shipment.id).order_by(Shipment.id).limit(slot("limit")))
