"""Shipping: what is said of a shipment when it leaves, and what must agree before it may. S12.11, S15.10, S19.13

Everything but the carrier may be left out. What differs from the order needs a word: the remark, or a reason.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from ydh.core.audit.journal import personal
from ydh.core.company.actors import Actor, who
from ydh.core.company.settings import Settings, settings
from ydh.core.orders.order import Order, Shipment, find
from ydh.core.partners import carriers
from ydh.core.partners.views import CarrierView
from ydh.core.rules.answers import Day, Number, Shipping
from ydh.core.rules.permissions import P
from ydh.core.values.codes import mark, mark_fold
from ydh.core.values.errors import Invalid, Many, YdhError
from ydh.core.values.money import MONEY_PLACES, QUANTITY_PLACES, ZERO, day, line_amount, number
from ydh.core.values.quantities import plain
from ydh.core.values.series import typed
from ydh.core.values.text import LONG, clean, key
from ydh.store.engine.database import Unit
from ydh.store.orders.orders import ORDERS_OF_SHIPMENTS
from ydh.store.shipping import shipping as store

MOST_PARCELS, ADDRESS_LIMIT = Decimal(100_000), 500
ON_DELIVERY = "on_delivery"


def sent(unit: Unit, cfg: Settings, doc: Order, part: Shipment, answers: Shipping) -> dict[str, Any]:
    """Note on the shipment what is said of its way, and give what the journal keeps of it.

    Raises Invalid for what cannot be or differs without a word, NotFound for an unknown carrier, NotAllowed.
    """
    given = read(answers, cfg.today)
    name, tracking = answers.carrier, given.pop("tracking") or part.tracking
    it = unit.once(("carrier", name), lambda: carriers.named(unit, cfg, name)) if name else None
    if doc.aim is None:
        look_up(unit, [doc])
    assert doc.aim is not None
    address, terms, freight, wanted, _ = doc.aim
    other = _elsewhere(unit, doc, tracking, answers.together) if tracking else None
    _refuse(differences(tracking, other, given, address, wanted), answers)
    if given["cod"] is None and terms == ON_DELIVERY:
        given["cod"] = due(unit, doc, part, freight)
    part.carrier, part.tracking = (it.name if it else clean(name, "carrier", empty=True)) or part.carrier, tracking
    part.sent = given | {"cod": given["cod"] or None}
    return _body(unit, part, it)


def forget(part: Shipment) -> None:
    """Nothing is said of the shipment's way any more: it did not leave."""
    part.carrier = part.tracking = ""
    part.sent = dict.fromkeys(store.SENT.split()) | dict.fromkeys(("agreed_time", "agreed_place", "remark"), "")


def look_up(unit: Unit, docs: Iterable[Order]) -> None:
    """Note on the orders where their goods go: address, terms, freight, the day they are wanted for, region."""
    by_id = {doc.id: doc for doc in docs}
    for id_, *aim in store.AIMS.rows(unit, sorted(by_id)):
        by_id[id_].aim = tuple(aim)


def read(answers: Shipping, today: date) -> dict[str, Any]:
    """The answers as they are kept; what was not said is None or empty. Raises Invalid."""
    parcels = _number(answers.parcels, "parcels", places=0, least=Decimal(1), most=MOST_PARCELS)
    return {
        "tracking": mark(_text(answers.tracking, "tracking", limit=64)),
        "parcels": None if parcels is None else int(parcels),
        "weight": _number(answers.weight, "weight", places=QUANTITY_PLACES),
        "cod": _number(answers.cod, "cod", places=MONEY_PLACES),
        "expected_date": _day(answers.expected_date, "expected_date", today),
        "agreed_date": _day(answers.agreed_date, "agreed_date", today),
        "agreed_time": _text(answers.agreed_time, "agreed_time", limit=40),
        "agreed_place": _text(answers.agreed_place, "agreed_place", limit=ADDRESS_LIMIT),
        "remark": _text(answers.remark, "remark", limit=LONG, lines=True),
    }


def _text(value: str, name: str, **limits: Any) -> str:
    return clean(value, name.replace("_", " "), empty=True, **limits) if value else ""


def _number(value: Number, name: str, **limits: Any) -> Decimal | None:
    if value is None or value == "":
        return None
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return plain(number(text.replace(",", ""), name, **limits))


def _day(value: Day, name: str, today: date) -> date | None:
    if not value:
        return None
    found = value if isinstance(value, date) else day(str(value), name)
    if found < today:
        raise Invalid("day-past", field=name.replace("_", " "), value=found, today=today)
    return found


def _elsewhere(unit: Unit, doc: Order, tracking: str, together: Collection[str]) -> str | None:
    """Another order's shipment that has the tracking number: what leaves in one call travels under one number."""

    def others() -> list[tuple[str, int]]:
        rows = store.SAME_TRACKING.rows(unit, tracking=tracking)
        return [(part, id_) for part, order, id_ in rows if part not in together and order not in together]

    found = unit.once(("tracking", mark_fold(tracking)), others)
    return next((part for part, order in found if order != doc.id), None)


def differences(
    tracking: str, other: str | None, given: Mapping[str, Any], address: str, wanted: date | None
) -> list[YdhError]:
    """What of a shipment is not as its order says, or stands with another one. S12.11, S12.14, S15.10"""
    found: list[YdhError] = []
    if other:
        found.append(Invalid("tracking-used", tracking=tracking, number=other))
    if given["agreed_place"] and key(given["agreed_place"]) != key(address):
        found.append(Invalid("place-differs", place=given["agreed_place"], address=address))
    late = given["agreed_date"] or given["expected_date"]
    if wanted and late and late > wanted:
        found.append(Invalid("later-than-wanted", day=late, wanted=wanted))
    return found


def _refuse(found: Sequence[YdhError], answers: Shipping) -> None:
    if found and not (answers.remark or answers.reason):
        raise found[0] if len(found) == 1 else Many(found)


def due(unit: Unit, doc: Order, part: Shipment, freight: Decimal) -> Decimal:
    """What is to be collected on delivery: the shipment's goods, with the first shipment the freight too."""
    prices = {id_: (price, discount) for id_, price, discount in store.PRICES.rows(unit, [x.id for x, _ in part.lines])}
    goods = sum((line_amount(prices[line.id][0], q, prices[line.id][1]) for line, q in part.lines), ZERO)
    first = not any(other.shipped_at for other in doc.live() if other is not part)
    return goods + freight if first else goods


def _body(unit: Unit, part: Shipment, it: CarrierView | None) -> dict[str, Any]:
    """What the journal keeps: no empty values, the place as personal, the amount where amounts are masked."""
    assert part.sent is not None
    shown = {"carrier": part.carrier, "tracking": part.tracking} | part.sent
    body: dict[str, Any] = {n: v if isinstance(v, int) else str(v) for n, v in shown.items() if v and n != "cod"}
    if part.sent["agreed_place"]:
        body["agreed_place"] = personal(unit, part.sent["agreed_place"])
    if part.sent["cod"]:
        body["amounts"] = {"cod": f"{part.sent['cod']:f}"}
    if it and it.expired:
        body["contract"] = f"{it.name} {it.contract_until}"
    return body


def suggested(actor: Actor, number_: str) -> dict[str, str]:
    """What a form for shipping is filled in with: who carried the last goods there, what is agreed, cash to collect.

    Raises NotFound.
    """

    def work(unit: Unit) -> dict[str, str]:
        me = who(unit, actor)
        me.need(P.ORDER_VIEW)
        found = _part_of(unit, me, number_)
        if found is None:
            return {}
        doc, part = found
        look_up(unit, [doc])
        _, terms, freight, wanted, region = doc.aim or ("", "", ZERO, None, "")
        values = {
            "carrier": part.carrier or carriers.suggested(unit, doc.customer, region),
            "tracking": part.tracking,
            "agreed_date": wanted.isoformat() if wanted and wanted >= settings(unit).today else "",
        }
        if terms == ON_DELIVERY and me.sees_amounts():
            values["cod"] = f"{due(unit, doc, part, freight):f}"
        return values

    return actor.company.read(work)


def _part_of(unit: Unit, me: Any, name: str) -> tuple[Order, Shipment] | None:
    """The order and its shipment behind a shipment's number, or an order's with one that waits to leave."""
    name = typed(name)
    owners = [order for _, order in ORDERS_OF_SHIPMENTS.rows(unit, [name])]
    for doc in find(unit, me, [] if owners else [name], owners):
        waiting = [part for part in doc.live() if part.number == name or (not owners and part.step == "ship")]
        if len(waiting) == 1:
            return doc, waiting[0]
    return None
