"""The rows of shipments and cases."""

from datetime import date, datetime

from ydh.store.engine.rows import NamedRow


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
