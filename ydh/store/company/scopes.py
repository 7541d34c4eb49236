"""Whose documents somebody sees, as conditions on a table with a customer and a region."""

from typing import Any

from ydh.store.engine.prepared import slot
from ydh.store.tables.orders import Order
from ydh.store.tables.people import AccountRegion, CustomerOwner

_ME = slot("account")
REGIONS = AccountRegion.select(AccountRegion.region).where(AccountRegion.account == _ME)
OWN = CustomerOwner.select(CustomerOwner.customer).where(CustomerOwner.account == _ME)
SCOPES: dict[str, Any] = {
    "customer": lambda it: it.customer == slot(Order.customer),
    "region": lambda it: it.region.in_(REGIONS),
    "own": lambda it: it.customer.in_(OWN),
}
