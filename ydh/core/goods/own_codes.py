"""The customers' own codes of goods."""

from ydh.core.company.actors import Actor, Who, who
from ydh.core.goods.catalogue import Buyer, buyer_of
from ydh.core.goods.found import SKU, find_sku
from ydh.core.goods.views import OwnCode
from ydh.core.rules.permissions import P
from ydh.core.values.errors import Invalid, NotFound
from ydh.core.values.text import CODE_LIMIT, clean, escaped, key
from ydh.store.engine.database import Unit
from ydh.store.goods import catalogue as store


def set_own_code(actor: Actor, code: str, sku: str, *, customer: str = "") -> None:
    """Let a customer's own item code mean a sku, so that both sides speak of the same thing. S17.6

    The customer for himself, or staff who manage products or customers. Raises NotAllowed, NotFound, Invalid.
    """

    def work(unit: Unit) -> None:
        me = who(unit, actor)
        buyer = _own_codes_of(unit, me, customer)
        own = clean(code, "code", limit=CODE_LIMIT)
        it = find_sku(unit, sku)
        if me.is_customer and not it.listed:
            raise NotFound("sku-unknown", code=escaped(sku))
        same = store.SKU_BY_FOLD.row(unit, fold=key(own))
        if same and same[0] != it.id:
            raise Invalid("own-code-is-sku", code=same[1])
        old = store.OWN_CODE.row(unit, customer=buyer.id, fold=key(own))
        if old and old[0] == it.id:
            return
        store.PUT_OWN_CODE.run(unit, customer=buyer.id, fold=key(own), sku=it.id)
        changed = [own, old[1] if old else None, it.code]
        for id_ in (old[0], it.id) if old else (it.id,):
            SKU.entry(unit, me, id_, "own_code", customer=buyer.code, changes=[changed])

    actor.company.write(work)


def remove_own_code(actor: Actor, code: str, *, customer: str = "") -> None:
    """Forget a customer's own item code. Raises NotAllowed, NotFound."""

    def work(unit: Unit) -> None:
        me = who(unit, actor)
        buyer = _own_codes_of(unit, me, customer)
        old = store.OWN_CODE.row(unit, customer=buyer.id, fold=key(code))
        if old is None:
            raise NotFound("own-code-unknown", code=escaped(code))
        it = find_sku(unit, old[1])
        store.DROP_OWN_CODE.run(unit, customer=buyer.id, fold=key(code))
        SKU.entry(unit, me, it.id, "own_code", customer=buyer.code, changes=[[code, it.code, None]])

    actor.company.write(work)


def own_codes(actor: Actor, *, customer: str = "") -> tuple[OwnCode, ...]:
    """A customer's own item codes. Raises NotAllowed, NotFound."""

    def work(unit: Unit) -> tuple[OwnCode, ...]:
        buyer = _named(unit, who(unit, actor), customer)
        return tuple(OwnCode(*row) for row in store.OWN_CODES.rows(unit, customer=buyer.id))

    return actor.company.read(work)


def _own_codes_of(unit: Unit, me: Who, customer: str) -> Buyer:
    if not me.is_customer:
        me.need(P.CUSTOMER_MANAGE, P.PRODUCT_MANAGE)
    return _named(unit, me, customer)


def _named(unit: Unit, me: Who, customer: str) -> Buyer:
    buyer = buyer_of(unit, me, customer)
    if not buyer.id:
        raise NotFound("customer-unknown", code="")
    return buyer
