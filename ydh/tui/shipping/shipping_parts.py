"""What decides whether a shipment may leave, as parts of a sheet."""

from ydh.core.shipping.shipment_table import LINE
from ydh.core.shipping.shipments import handling_of
from ydh.core.shipping.views import ShipmentSheet
from ydh.tui.lists.nouns import columns_of
from ydh.tui.paint.parts import Column, Part, Plain, Rows


def leaving_parts(it: ShipmentSheet) -> list[Part]:
    """Whom it goes to, how many of what, how it wants to be handled."""
    parts: list[Part] = [Plain(f"{it.contact} {it.phone}  {it.address}")]
    if handling := handling_of(it):
        parts.append(Rows((Column("marks", "", of=lambda row: row),), [handling]))
    lines = columns_of(fact for fact in LINE if fact.code not in ("received", "amount"))
    return [*parts, Rows(lines, it.lines)]
