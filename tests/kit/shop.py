"""A small company for the tests of goods: its people by their work, two customers of different regions, two levels."""

import json
from dataclasses import dataclass
from decimal import Decimal as D
from typing import Any

from tests.kit import company as company_data
from tests.kit import servers
from ydh.core.administration.founding import NEW
from ydh.core.audit.journal import link
from ydh.core.company.actors import Actor
from ydh.core.company.company import open_company
from ydh.core.goods.views import Variant
from ydh.core.rules.permissions import P
from ydh.core.stock import looking
from ydh.store.company import setup
from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Statement, insert, insert_returning, slot
from ydh.store.tables.fields import EPOCH, MICROSECOND
from ydh.store.tables.goods import Product, Sku, Stock, StockMove
from ydh.store.tables.log import Journal
from ydh.store.tables.people import Account, AccountRegion, Level

ROLES = {
    "goods": (P.ORDER_VIEW, P.PRODUCT_MANAGE),
    "nothing": (),
    "northern": (P.ORDER_VIEW, P.PRODUCT_MANAGE, P.PRICE_MANAGE, P.AMOUNT_VIEW, P.CUSTOMER_MANAGE),
}
STAFF = {
    "manager": "business_manager",
    "keeper": "outbound_reviewer",  # stock.adjust, and no amount.view
    "finance": "finance_reviewer",
    "goods": "goods",  # product.manage, without prices
    "nobody": "nothing",
    "north": "northern",  # nearly a business manager, of one region
}
_LEVEL = insert_returning(Level, "code name version head entries")
_REGION = insert(AccountRegion, "account region")
_SCOPE = Statement(Account.update({Account.scope: "region"}).where(Account.id == slot(Account.id)))


@dataclass(frozen=True)
class Shop:
    """The people. `buyer` is C1's account (level gold, north), `other` C2's (no level, south)."""

    url: str
    manager: Actor
    keeper: Actor
    finance: Actor
    goods: Actor
    nobody: Actor
    north: Actor
    buyer: Actor
    other: Actor

    def again(self, actor: Actor) -> Actor:
        """The same person on a connection of his own, for another thread."""
        return Actor(open_company(self.url), actor.account)


def open_shop(databases: servers.Sqlite | servers.Postgres) -> Shop:
    """A copy of the shop on a database of its own; close `manager.company` after the test."""
    url = databases.fresh(databases.make_template("shop", _fill))
    company = open_company(url)
    return Shop(url, *(Actor(company, id_) for id_ in range(2, 10)))


def _fill(url: str) -> None:
    company_data.fill(url)
    admin = company_data.administrator(url)
    gold = admin.company.write(_roles_and_levels)
    north = [company_data.staff(admin, login, role) for login, role in STAFF.items()][-1]
    admin.company.write(lambda unit: _only_the_north(unit, north.account))
    company_data.customer(admin, "C1", level=gold, region="north")
    company_data.customer(admin, "C2", region="south")
    admin.company.close()


def _roles_and_levels(unit: Unit) -> int:
    for code, permissions in ROLES.items():
        role = setup.ADD_ROLE.insert(unit, code=code, name=code, builtin=False, **NEW)
        setup.ADD_ROLE_PERMISSION.many(unit, "role permission", [(role, p.value) for p in permissions])
    gold = _LEVEL.insert(unit, code="gold", name="金牌", **NEW)
    _LEVEL.insert(unit, code="silver", name="银牌", **NEW)
    return gold


def _only_the_north(unit: Unit, account: int) -> None:
    _SCOPE.run(unit, id=account)
    _REGION.run(unit, account=account, region="north")


# --- what tests look at ---

TEA = Variant("T1-100", {"规格": "100g/罐"}, "6990001000106", "罐", D(24), "箱", D(6), D(6), D("168"))
_JOURNAL = Statement(Journal.select().order_by(Journal.id))
_HEADS = {
    "sku": Statement(Sku.select(Sku.id, Sku.head, Sku.entries)),
    "product": Statement(Product.select(Product.id, Product.head, Product.entries)),
}


_STOCK = Statement(Stock.select(Stock.warehouse, Stock.sku, Stock.on_hand, Stock.reserved))
_MOVES = Statement(StockMove.select(StockMove.warehouse, StockMove.sku, StockMove.quantity))


def entries(shop: Shop, kind: str = "sku") -> list[tuple[str, dict[str, Any]]]:
    rows = shop.manager.company.read(_JOURNAL.rows)
    return [(row[6], json.loads(row[10])) for row in rows if row[1] == kind]


def the_chains_are_whole(shop: Shop) -> bool:
    """Every entry's hash covers the one before it, and the subject's row has the last."""
    last: dict[tuple[str, int], tuple[str, int]] = {}
    for _, kind, subject, seq, at, *rest, digest in shop.manager.company.read(_JOURNAL.rows):
        head, before = last.get((kind, subject), ("", 0))
        if digest != link(head, (kind, subject, seq, (at - EPOCH) // MICROSECOND, *rest)) or seq != before + 1:
            return False
        last[kind, subject] = (digest, seq)
    return all(
        last[kind, id_] == (head, count)
        for kind, heads in _HEADS.items()
        for id_, head, count in shop.manager.company.read(heads.rows)
    )


def figures(shop: Shop) -> dict[tuple[str, str], tuple[D, D]]:
    page = looking.levels(shop.keeper)
    return {(row.sku, row.warehouse): (row.on_hand, row.reserved) for row in page.rows if row.warehouse}


def the_books_balance(shop: Shop) -> bool:
    """on_hand is the sum of its moves, and 0 <= reserved <= on_hand."""
    rows = shop.manager.company.read(_STOCK.rows)
    sums: dict[tuple[int, int], D] = {}
    for warehouse, sku, quantity in shop.manager.company.read(_MOVES.rows):
        sums[warehouse, sku] = sums.get((warehouse, sku), D(0)) + quantity
    return all(sums.get((w, s), D(0)) == on_hand and 0 <= reserved <= on_hand for w, s, on_hand, reserved in rows)
