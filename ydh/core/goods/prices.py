"""Prices, in yuan per base unit: of the list, of a level, and what is agreed with a customer."""

from decimal import Decimal

from ydh.core.audit.master import check_seen
from ydh.core.company.actors import Actor, Who, who
from ydh.core.goods.catalogue import Buyer
from ydh.core.goods.found import SKU, FoundSku, exact, find_sku
from ydh.core.goods.views import AgreedPrice, PriceChange
from ydh.core.rules.permissions import P
from ydh.core.values.errors import Invalid, NotFound
from ydh.core.values.money import PRICE_PLACES, ZERO
from ydh.core.values.quantities import plain
from ydh.core.values.text import escaped, key
from ydh.store.engine.database import Unit
from ydh.store.goods import catalogue as store


def set_price(
    actor: Actor, sku: str, price: Decimal | None, *, level: str = "", customer: str = "", seen: int | None = None
) -> PriceChange:
    """Set the price of a level or a customer (None takes it away), else the list price. S14.7

    Raises NotAllowed, NotFound, Invalid, Stale when `seen` is no longer the sku's version.
    """

    def work(unit: Unit) -> PriceChange:
        me = who(unit, actor)
        me.need(P.PRICE_MANAGE)
        if level and customer:
            raise Invalid("price-whose")
        new = None if price is None else exact(price, "price", least=ZERO, places=PRICE_PLACES)
        party = _party(unit, me, level, customer)
        it = find_sku(unit, sku)
        check_seen(it.version, seen)
        old, version = _swap(unit, it, party, new), 0
        if old != new:
            version = SKU.entry(unit, me, it.id, "price", changes=[[label(*party[:2]), shown(old), shown(new)]])
        return PriceChange(it.code, party[1] if level else "", party[1] if customer else "", old, new, version)

    return actor.company.write(work)


def set_back(actor: Actor, change: PriceChange) -> PriceChange:
    """Let the price be what it was. Raises as `set_price`, Stale when anybody has changed the sku since."""
    return set_price(actor, change.sku, change.old, level=change.level, customer=change.customer, seen=change.version)


def _party(unit: Unit, me: Who, level: str, customer: str) -> tuple[str, str, int]:
    if level:
        return "level", *level_of(unit, level)
    if customer:
        buyer = _customer(unit, me, customer)
        return "customer", buyer.code, buyer.id
    return "list", "", 0


def level_of(unit: Unit, level: str) -> tuple[str, int]:
    """Code and id of a price level, by its code or its name. Raises NotFound."""
    for id_, code, name in store.LEVELS.rows(unit):
        if key(level) in (key(code), key(name)):
            return code, id_
    raise NotFound("level-unknown", code=escaped(level))


def _customer(unit: Unit, me: Who, customer: str) -> Buyer:
    row = store.CUSTOMER.row(unit, fold=key(customer))
    if row is None or not me.sees(row.id, row.region):
        raise NotFound("customer-unknown", code=escaped(customer))
    return Buyer(row.id, row.code, row.level)


def _swap(unit: Unit, it: FoundSku, party: tuple[str, str, int], new: Decimal | None) -> Decimal | None:
    kind, _, id_ = party
    if kind == "list":
        if new is None:
            raise Invalid("price-none", code=it.code)
        store.SET_LIST_PRICE.run(unit, id=it.id, price=new)
        return it.price
    find, put, drop = {
        "level": (store.LEVEL_PRICE, store.PUT_LEVEL_PRICE, store.DROP_LEVEL_PRICE),
        "customer": (store.CUSTOMER_PRICE, store.PUT_CUSTOMER_PRICE, store.DROP_CUSTOMER_PRICE),
    }[kind]
    old: Decimal | None = find.one(unit, party=id_, sku=it.id)
    if new is None:
        drop.run(unit, party=id_, sku=it.id)
    else:
        put.run(unit, party=id_, sku=it.id, price=new)
    return old


def label(kind: str, code: str) -> str:
    """The name under which the journal shows a price: price, price level:gold, price customer:C001."""
    return "price" if kind == "list" else f"price {kind}:{code}"


def shown(price: Decimal | None) -> str | None:
    """A price as the journal shows it."""
    return None if price is None else f"{plain(price):f}"


def agreed_prices(actor: Actor, sku: str) -> tuple[AgreedPrice, ...]:
    """The prices of levels, and of the customers whom the actor sees. Raises NotAllowed, NotFound."""

    def work(unit: Unit) -> tuple[AgreedPrice, ...]:
        me = who(unit, actor)
        me.need(P.AMOUNT_VIEW)
        row = store.SKU_BY_FOLD.row(unit, fold=key(sku))
        if row is None:
            raise NotFound("sku-unknown", code=escaped(sku))
        levels = [AgreedPrice(code, "", price) for code, price in store.LEVEL_PRICES.rows(unit, sku=row[0])]
        found = store.CUSTOMER_PRICES.rows(unit, sku=row[0])
        return (*levels, *(AgreedPrice("", code, price) for id_, region, code, price in found if me.sees(id_, region)))

    return actor.company.read(work)


# --- the customers' own item codes ---
