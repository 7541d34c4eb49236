"""Statements of the holds of orders, and of what lifting one says about the customer."""

from ydh.store.engine.prepared import Members, Statement, insert, slot
from ydh.store.tables.log import Journal
from ydh.store.tables.orders import Hold
from ydh.store.tables.people import Customer

HOLD = "order kind reason opened_by opened_at answer"
ADD_HOLD = insert(Hold, HOLD)
HOLDS = Members(
    lambda _engine, members: (
        Hold.select(Hold.order, Hold.id, Hold.kind, Hold.opened_by, Hold.reason, Hold.opened_at)
        .where(Hold.order.in_(members) & Hold.lifted_at.is_null())
        .order_by(Hold.id)
    ),
    Hold.order,
)
LIFT = Statement(
    Hold.update(
        {
            Hold.lifted_at: slot(Hold.lifted_at),
            Hold.lifted_by: slot(Hold.lifted_by),
            Hold.answer: slot(Hold.answer),
        }
    ).where((Hold.id == slot(Hold.id)) & Hold.lifted_at.is_null())
)
# What was lifted at one moment by one person, as HOLDS gives what is open.
LIFTED = Statement(
    Hold.select(Hold.kind, Hold.id, Hold.opened_by, Hold.reason, Hold.opened_at).where(
        (Hold.order == slot(Hold.order))
        & (Hold.lifted_at == slot(Hold.lifted_at))
        & (Hold.lifted_by == slot(Hold.lifted_by))
    )
)
REOPEN = Statement(
    Hold.update({Hold.lifted_at: None, Hold.lifted_by: None, Hold.answer: ""}).where(Hold.id == slot(Hold.id))
)
HAD_HOLD = Statement(
    Hold.select(Hold.id).where((Hold.order == slot(Hold.order)) & (Hold.kind == slot(Hold.kind))).limit(1)
)
ASSESS, UNASSESS = (
    Statement(
        Customer.update({Customer.assessed: yes}).where((Customer.id == slot(Customer.id)) & (Customer.assessed != yes))
    )
    for yes in (True, False)
)
# What the journal says of how a customer came to be assessed the last time, as JSON.
ASSESSED_BY = Statement(
    Journal.select(Journal.body)
    .where((Journal.kind == "customer") & (Journal.subject == slot(Journal.subject)) & (Journal.action == "assess"))
    .order_by(Journal.seq.desc())
    .limit(1)
)
