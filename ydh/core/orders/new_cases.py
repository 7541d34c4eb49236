"""Cases as they are written: by whoever reports one, and by the receipt of goods."""

from collections.abc import Sequence

from ydh.core.audit.journal import KEPT, NEW, Subject
from ydh.core.company.actors import Who
from ydh.core.company.numbers import take
from ydh.core.company.settings import Settings
from ydh.core.orders.order import NewCase, Order, Shipment
from ydh.core.values.quantities import plain
from ydh.core.values.series import CASES
from ydh.store.cases import cases as store
from ydh.store.engine.database import Unit
from ydh.store.tables.orders import Case

CASE = Subject("case", Case)


def number_new(unit: Unit, cfg: Settings, docs: Sequence[Order]) -> None:
    """Give numbers to the cases that receipts in the documents open."""
    new = [case for doc in docs for part in doc.shipments for case in part.cases]
    if new:
        for case, number_ in zip(new, take(unit, CASES, cfg.today, len(new)), strict=True):
            case.number = number_


def write_new(unit: Unit, me: Who, docs: Sequence[Order]) -> None:
    """Write the cases that receipts in the documents open."""
    for doc in docs:
        for part in doc.shipments:
            for case in part.cases:
                _write(unit, me, doc, part, case)


def _write(unit: Unit, me: Who, doc: Order, part: Shipment | None, case: NewCase) -> None:
    id_ = store.ADD_CASE.insert(
        unit,
        number=case.number,
        order=doc.id,
        shipment=part.id if part else None,
        position=case.position,
        kind=case.kind,
        quantity=case.quantity,
        text=case.text,
        opened_by=me.id if me.id > 0 else None,
        opened_at=unit.now,
        **NEW,
    )
    body = {"kind": case.kind, "quantity": f"{plain(case.quantity):f}", "position": case.position, "text": case.text}
    of = {"order": doc.name, "shipment": part.number if part else ""}
    CASE.entry(unit, me, id_, "open", **of, **body, **{KEPT: {"number": case.number}})
