"""The papers that travel with a shipment, as plain data: front ends put them on paper. S13.18, S19.13"""

from ydh.core.company.actors import Actor
from ydh.core.company.settings import settings
from ydh.core.orders.looking import _reader
from ydh.core.shipping.shipments import sheet
from ydh.core.shipping.views import ShipmentSheet
from ydh.core.values.lazy import dataclass
from ydh.core.values.words import N_
from ydh.store.engine.database import Unit

NOTE, PACKING = "note", "packing"
TITLES = {NOTE: N_("delivery note"), PACKING: N_("packing list")}


@dataclass(frozen=True, slots=True)
class DeliveryNote:
    """A delivery note or a packing list. `prices`: the company prints them; what the reader may not see is MASKED."""

    kind: str
    company: str
    sheet: ShipmentSheet
    prices: bool


def paper(actor: Actor, number: str, kind: str = NOTE) -> DeliveryNote:
    """The paper of a shipment, for who sees it; a packing list never has prices. Raises NotFound, NotAllowed."""

    def work(unit: Unit) -> DeliveryNote:
        cfg = settings(unit)
        found = sheet(unit, _reader(unit, actor), number)
        return DeliveryNote(kind, cfg["company_name"], found, kind == NOTE and bool(cfg["prices_on_notes"]))

    return actor.company.read(work)
