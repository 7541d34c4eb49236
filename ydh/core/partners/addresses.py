"""The further delivery addresses of customers."""

from ydh.core.company.actors import Actor, Who, who
from ydh.core.partners.customers import CUSTOMER, LIMITS, described, find, visible
from ydh.core.partners.views import AddressView
from ydh.core.rules.permissions import P
from ydh.core.values.errors import Invalid, NotFound
from ydh.core.values.text import CODE_LIMIT, clean, escaped, key
from ydh.store.engine.database import Unit
from ydh.store.partners import customers as store


def add(actor: Actor, label: str, address: str, *, customer: str = "", contact: str = "", phone: str = "") -> None:
    """Add a delivery address: a customer to its own, staff who manage customers to `customer`'s.

    Raises NotAllowed, NotFound, Invalid when the label is taken.
    """

    def work(unit: Unit) -> None:
        me, id_, _ = _whose(unit, actor, customer)
        values = {
            "contact": clean(contact, "contact", empty=True),
            "phone": clean(phone, "phone", empty=True),
            "address": clean(address, "address", limit=LIMITS["address"]),
        }
        name = clean(label, "label", limit=CODE_LIMIT)
        if any(key(row[1]) == key(name) for row in store.ADDRESSES.rows(unit, customer=id_)):
            raise Invalid("address-taken", label=name)
        store.ADD_ADDRESS.run(unit, customer=id_, label=name, **values)
        CUSTOMER.entry(unit, me, id_, "add address", label=name, **described(unit, values))

    actor.company.write(work)


def remove(actor: Actor, label: str, *, customer: str = "") -> None:
    """Remove a delivery address; orders keep the address they went to. Raises NotAllowed, NotFound."""

    def work(unit: Unit) -> None:
        me, id_, code = _whose(unit, actor, customer)
        for address, name, *_ in store.ADDRESSES.rows(unit, customer=id_):
            if key(name) == key(label):
                store.DELETE_ADDRESS.run(unit, id=address)
                CUSTOMER.entry(unit, me, id_, "remove address", label=name)
                return
        raise NotFound("address-unknown", label=escaped(label), code=code)

    actor.company.write(work)


def list_addresses(actor: Actor, *, customer: str = "") -> tuple[AddressView, ...]:
    """The further delivery addresses of a customer, its own without a code. Raises NotAllowed, NotFound."""

    def work(unit: Unit) -> tuple[AddressView, ...]:
        row = visible(unit, who(unit, actor), customer)
        return tuple(AddressView(*address[1:]) for address in store.ADDRESSES.rows(unit, customer=row[0]))

    return actor.company.read(work)


def _whose(unit: Unit, actor: Actor, customer: str) -> tuple[Who, int, str]:
    """Who acts, and whose addresses are changed, with the customer's row locked."""
    me = who(unit, actor)
    if not me.is_customer:
        me.need(P.CUSTOMER_MANAGE)
    it = find(unit, me, visible(unit, me, customer)[1])
    return me, it.id, it.code
