"""The rows of cases."""

from datetime import datetime
from decimal import Decimal

from ydh.store.engine.rows import NamedRow


class CaseRow(NamedRow):
    """A case as it is shown, with what settling it asks of it."""

    number: str
    order_number: str
    shipment_number: str
    customer_name: str
    position: int | None
    sku: str
    product: str
    kind: str
    quantity: Decimal
    text: str
    opener: str
    opened_at: datetime
    outcome: str
    answer: str
    reference: str
    closer: str
    closed_at: datetime | None
    id: int
    opened_by: int
    order: int
    version: int
    customer: int
    region: str
