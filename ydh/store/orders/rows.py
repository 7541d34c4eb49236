"""The rows of orders as an act needs them."""

from datetime import date, datetime
from decimal import Decimal

from ydh.store.engine.rows import NamedRow


class OrderRow(NamedRow):
    """What an act needs to know of an order."""

    id: int
    number: str
    ref: str
    customer: int
    region: str
    step: str
    step_since: datetime
    revision: int
    version: int
    head: str
    entries: int
    held: int
    account: int | None
    assigned: int | None
    batch: int | None
    arrival: int
    total: Decimal
    business_date: date
    channel: str
    submitted_at: datetime | None
    when_short: str
