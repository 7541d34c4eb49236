"""The customers' own codes of goods."""

from ydh.core.company.actors import Actor, Who, who
from ydh.core.goods import codes
from ydh.core.goods.catalogue import Buyer, buyer_of
from ydh.core.goods.codes import OWN, Code
from ydh.core.goods.found import SKU, find_sku
from ydh.core.goods.views import OwnCode
from ydh.core.rules.permissions import P
from ydh.core.values.codes import code_fold
from ydh.core.values.errors import NotFound
from ydh.core.values.text import CODE_LIMIT, clean, escaped
from ydh.store.engine.database import Unit
from ydh.store.goods import codes as store


def set_own_code(actor: Actor, code: str, sku: str, *, customer: str = "") -> None:
    """Let a customer's own item code mean a sku, so that both sides speak of the same thing. S17.6

    The customer for himself, or staff who manage products or customers. Raises NotAllowed, NotFound, Invalid.
    """

    def work(unit: Unit) -> None:
        me = who(unit, actor)
        buyer = _own_codes_of(unit, me, customer)
        own = Code(OWN, clean(code, "code", limit=CODE_LIMIT), buyer.id)
        codes.alone(unit)
        it = find_sku(unit, sku)
        if me.is_customer and not it.listed:
            raise NotFound("sku-unknown", code=escaped(sku))
        old = _meant(unit, own)
        if old == it.code:
            return
        was = find_sku(unit, old) if old else None
        if was:
            codes.change(unit, (was.id, was.code), [own], [])
        codes.change(unit, (it.id, it.code), [], [own])
        for each in (was, it) if was else (it,):
            SKU.entry(unit, me, each.id, "own_code", customer=buyer.code, changes=[[own.text, old or None, it.code]])

    actor.company.write(work)


def remove_own_code(actor: Actor, code: str, *, customer: str = "") -> None:
    """Forget a customer's own item code. Raises NotAllowed, NotFound."""

    def work(unit: Unit) -> None:
        me = who(unit, actor)
        buyer = _own_codes_of(unit, me, customer)
        own = Code(OWN, code, buyer.id)
        codes.alone(unit)
        old = _meant(unit, own)
        if not old:
            raise NotFound("own-code-unknown", code=escaped(code))
        it = find_sku(unit, old)
        codes.change(unit, (it.id, it.code), [own], [])
        SKU.entry(unit, me, it.id, "own_code", customer=buyer.code, changes=[[code, it.code, None]])

    actor.company.write(work)


def own_codes(actor: Actor, *, customer: str = "") -> tuple[OwnCode, ...]:
    """A customer's own item codes. Raises NotAllowed, NotFound."""

    def work(unit: Unit) -> tuple[OwnCode, ...]:
        buyer = _named(unit, who(unit, actor), customer)
        return tuple(sorted((OwnCode(*row) for row in store.OWN.rows(unit, customer=buyer.id)), key=_by_fold))

    return actor.company.read(work)


def _meant(unit: Unit, own: Code) -> str:
    """The item that the customer's own code means; empty when it means none. What was put aside counts."""
    rows = [*store.HELD.rows(unit, [own.fold]), *store.ASIDE.rows(unit, [own.fold])]
    return next((row.sku for row in rows if row.customer == own.customer), "")


def _by_fold(it: OwnCode) -> str:
    return code_fold(it.own_code)


def _own_codes_of(unit: Unit, me: Who, customer: str) -> Buyer:
    if not me.is_customer:
        me.need(P.CUSTOMER_MANAGE, P.PRODUCT_MANAGE)
    return _named(unit, me, customer)


def _named(unit: Unit, me: Who, customer: str) -> Buyer:
    buyer = buyer_of(unit, me, customer)
    if not buyer.id:
        raise NotFound("customer-unknown", code="")
    return buyer
