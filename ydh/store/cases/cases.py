"""Statements about cases: what was wrong with what arrived, and what became of it."""

from functools import lru_cache
from typing import Any

from peewee import JOIN, fn

from ydh.store.cases.rows import CaseRow
from ydh.store.company.scopes import SCOPES
from ydh.store.engine.prepared import Statement, insert_returning, locked, slot
from ydh.store.orders.billing import BILLED
from ydh.store.tables.batches import STAGED
from ydh.store.tables.orders import Case as Cases
from ydh.store.tables.orders import Order, OrderLine, Shipment
from ydh.store.tables.people import Account, Customer
from ydh.store.tables.returns import Return

CASE = "number order shipment position kind quantity text opened_by opened_at version head entries"
ADD_CASE = insert_returning(Cases, CASE)
_Opener, _Closer = Account.alias(), Account.alias()
_CASE = (
    Cases.number,
    fn.COALESCE(Order.number, Order.ref),
    fn.COALESCE(Shipment.number, ""),
    Order.customer_name,
    Cases.position,
    fn.COALESCE(OrderLine.code, ""),
    fn.COALESCE(OrderLine.name, ""),
    Cases.kind,
    Cases.quantity,
    Cases.text,
    fn.COALESCE(_Opener.name, ""),
    Cases.opened_at,
    Cases.outcome,
    Cases.answer,
    Cases.reference,
    fn.COALESCE(_Closer.name, ""),
    Cases.closed_at,
    Cases.id,
    Cases.opened_by,
    Cases.order,
    Cases.version,
    Order.customer,
    Order.region,
)


def _cases() -> Any:
    return (
        Cases.select(*_CASE)
        .join(Order, on=(Order.id == Cases.order))
        .join(Customer, on=(Customer.id == Order.customer))
        .join_from(Cases, Shipment, JOIN.LEFT_OUTER, on=(Shipment.id == Cases.shipment))
        .join_from(
            Cases,
            OrderLine,
            JOIN.LEFT_OUTER,
            on=((OrderLine.order == Cases.order) & (OrderLine.position == Cases.position)),
        )
        .join_from(Cases, _Opener, JOIN.LEFT_OUTER, on=(_Opener.id == Cases.opened_by))
        .join_from(Cases, _Closer, JOIN.LEFT_OUTER, on=(_Closer.id == Cases.closed_by))
    )


CASE_BY_NUMBER = Statement(_cases().where(Cases.number == slot(Cases.number)), CaseRow)
CASES_OF_ORDER = Statement(_cases().where(Cases.order == slot(Cases.order)).order_by(Cases.id), CaseRow)
_CASE_FILTERS: dict[str, Any] = {
    "open": lambda: Cases.closed_at.is_null(),
    "settled": lambda: Cases.closed_at.is_null(False),
    "kind": lambda: Cases.kind == slot(Cases.kind),
    "order": lambda: Cases.order == slot(Cases.order),
    "older": lambda: Cases.id < slot(Cases.id, "older"),
    "code": lambda: Customer.fold == slot(Customer.fold, "code"),
    **{name: (lambda seen=seen: seen(Order)) for name, seen in SCOPES.items()},
}


@lru_cache(maxsize=64)
def _case_list(names: frozenset[str]) -> Statement[CaseRow]:
    found = _cases()
    for name in sorted(names):
        found = found.where(_CASE_FILTERS[name]())
    return Statement(found.order_by(Cases.id.desc()).limit(slot("limit")), CaseRow)


def cases_by(filters: dict[str, Any]) -> Statement[CaseRow]:
    """The cases that pass these filters, the newest first."""
    return _case_list(frozenset(name for name in filters if name in _CASE_FILTERS))


_This = Cases.alias()
# What would be left of the line of a case for returns, were it credited.
UNRETURNED = Statement(
    OrderLine.select(BILLED - OrderLine.returned - _This.quantity)
    .join(_This, on=((_This.order == OrderLine.order) & (_This.position == OrderLine.position)))
    .where(_This.id == slot(Cases.id))
)
# The open cases of a shipment, and those of its order that name none.
OPEN_CASES = Statement(
    Cases.select(Cases.number, Cases.position, Cases.quantity, Cases.shipment).where(
        (Cases.order == slot(Cases.order))
        & Cases.closed_at.is_null()
        & ((Cases.shipment == slot(Cases.shipment)) | Cases.shipment.is_null())
    )
)
SETTLE = Statement(
    Cases.update(
        {
            Cases.outcome: slot(Cases.outcome),
            Cases.answer: slot(Cases.answer),
            Cases.reference: slot(Cases.reference),
            Cases.closed_by: slot(Cases.closed_by),
            Cases.closed_at: slot(Cases.closed_at),
        }
    ).where((Cases.id == slot(Cases.id)) & Cases.closed_at.is_null())
)
LOCK_CASE = Statement(
    lambda engine: locked(Cases.select(Cases.id).where(Cases.id == slot(Cases.id)), engine, "FOR NO KEY UPDATE")
)
RETURN_OF = Statement(
    Return.select(Return.id).where(
        (Return.number == slot(Return.number)) & (Return.customer == slot(Return.customer)) & (Return.step != STAGED)
    )
)
ORDER_OF = Statement(
    Order.select(Order.id).where(
        (Order.number == slot(Order.number)) & (Order.customer == slot(Order.customer)) & (Order.step != STAGED)
    )
)
