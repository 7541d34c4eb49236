"""Shipments by what stands on their parcels: a label's number (SSCC) that went out as the waybill."""

from ydh.core.values import labels
from ydh.core.values.errors import Invalid
from ydh.core.values.series import typed
from ydh.core.values.text import escaped
from ydh.store.engine.database import Unit
from ydh.store.shipping import shipping as store


def waybill_of(text: str) -> str:
    """The number of the parcel whose label was scanned; any other text as it is."""
    return labels.parcel(text) or text


def number_of(unit: Unit, text: str) -> str:
    """The number of a shipment however it was typed, or that of the one whose parcel's label was scanned.

    Raises Invalid when several travel under the label.
    """
    parcel = labels.parcel(text)
    if not parcel:
        return typed(text)
    found = sorted({row.number for row in store.BY_TRACKING.rows(unit, [parcel])})
    if len(found) > 1:
        raise Invalid("label-shipments", code=escaped(text), numbers=tuple(found))
    return found[0] if found else parcel
