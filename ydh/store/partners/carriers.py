"""Statements about carriers: who and what goods travel with."""

from datetime import date
from typing import Any

from peewee import fn

from ydh.store.engine.prepared import Statement, locked, slot
from ydh.store.engine.rows import NamedRow
from ydh.store.tables.orders import Carrier, Order, Shipment

FIELDS = "name kind phone contract_number contract_until tracking_url"
_NEW = f"code fold {FIELDS} active version head entries"
ADD = Statement(
    Carrier.insert({Carrier._meta.fields[name]: slot(Carrier._meta.fields[name]) for name in _NEW.split()})
    .on_conflict(action="IGNORE")
    .returning(Carrier.id)
)
_KEPT = [Carrier._meta.fields[name] for name in f"id version code active {FIELDS}".split()]


class CarrierRow(NamedRow):
    """A carrier with all that is kept of it."""

    id: int
    version: int
    code: str
    active: bool
    name: str
    kind: str
    phone: str
    contract_number: str
    contract_until: date | None
    tracking_url: str


ALL = Statement(Carrier.select(*_KEPT).order_by(Carrier.active.desc(), Carrier.id), CarrierRow)
LIKE = Statement(
    Carrier.select(*_KEPT).where((Carrier.fold == slot(Carrier.fold)) | (Carrier.name == slot(Carrier.name))),
    CarrierRow,
)
LOCK = Statement(
    lambda engine: locked(
        Carrier.select(*_KEPT).where(Carrier.fold == slot(Carrier.fold)), engine, "FOR NO KEY UPDATE"
    ),
    CarrierRow,
)
EDIT = Statement(
    Carrier.update({Carrier._meta.fields[name]: slot(Carrier._meta.fields[name]) for name in FIELDS.split()}).where(
        Carrier.id == slot(Carrier.id)
    )
)
SET_ACTIVE = Statement(Carrier.update({Carrier.active: slot(Carrier.active)}).where(Carrier.id == slot(Carrier.id)))


def _last_used(which: Any) -> Statement:
    return Statement(
        Shipment.select(Shipment.carrier)
        .join(Order, on=(Order.id == Shipment.order))
        .where(which & (Shipment.carrier != "") & Shipment.shipped_at.is_null(False))
        .order_by(Shipment.id.desc())
        .limit(1)
    )


LAST_OF_CUSTOMER = _last_used(Order.customer == slot(Order.customer))
LAST_OF_REGION = _last_used((Order.region == slot(Order.region)) & (fn.LENGTH(Order.region) > 0))
