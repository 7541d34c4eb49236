"""The rows of shipments and cases."""

from datetime import date, datetime
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


class TrackedRow(NamedRow):
    """A shipment by the number it was found by."""

    found_by: str
    id: int
    number: str
    order: int
    carrier: str
    created_at: datetime
    shipped_at: datetime | None


class ListedShipment(NamedRow):
    """A shipment in a list."""

    number: str
    order: str
    customer: str
    customer_name: str
    step: str
    carrier: str
    tracking: str
    parcels: int | None
    shipped_at: datetime | None
    expected_date: date | None
    delivered_at: datetime | None
    received_at: datetime | None
    revision: int
    id: int
