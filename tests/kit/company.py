"""A small company for tests: the administrator, staff by role, customers with accounts, products with stock."""

from decimal import Decimal
from typing import Any

from ydh.core.administration import founding
from ydh.core.administration.founding import NEW
from ydh.core.company.actors import Actor
from ydh.core.company.company import open_company
from ydh.core.goods import codes
from ydh.store.company import setup as store
from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import insert, insert_returning
from ydh.store.tables.goods import Product, Sku, Stock
from ydh.store.tables.people import Customer

PASSWORD = "correct horse battery"
_ADD_CUSTOMER = insert_returning(
    Customer,
    "code fold name level region terms contact phone address note assessed active created_at version head entries",
)
_ADD_PRODUCT = insert_returning(Product, "code fold name category brand service version head entries")
_ADD_SKU = insert_returning(
    Sku,
    "product code fold attributes barcode unit pack_size pack_unit minimum multiple price listed version head entries",
)
_ADD_STOCK = insert(Stock, "warehouse sku on_hand reserved")


def fill(url: str) -> None:
    """What the template of the `company` fixture holds: a company and its administrator."""
    founding.init(url, login="boss", name="老板", password=PASSWORD, company_name="杭州茗远茶业").company.close()


def administrator(url: str) -> Actor:
    """The company's administrator."""
    return Actor(open_company(url), 1)


def staff(admin: Actor, login: str, *roles: str) -> Actor:
    """A member of staff who holds the built-in roles."""

    def work(unit: Unit) -> int:
        account = _account(unit, login, None)
        for role in roles:
            found = unit.database.execute_sql(f"SELECT id FROM role WHERE code = '{role}'").fetchall()
            store.ADD_ACCOUNT_ROLE.run(unit, account=account, role=found[0][0])
        return account

    return Actor(admin.company, admin.company.write(work))


def customer(admin: Actor, code: str, *, assessed: bool = True, **values: Any) -> Actor:
    """A customer with its ordering account (sign-in name: the code in lower case)."""

    def work(unit: Unit) -> int:
        row = {
            "name": f"客户{code}",
            "level": None,
            "region": "浙江",
            "terms": "monthly",
            "contact": "王掌柜",
            "phone": "13900001111",
            "address": "浙江省杭州市西湖区龙井路1号",
            "note": "",
            "active": True,
        } | values
        made = _ADD_CUSTOMER.insert(
            unit, code=code, fold=code.casefold(), assessed=assessed, created_at=unit.now, **row, **NEW
        )
        return _account(unit, code.casefold(), made)

    return Actor(admin.company, admin.company.write(work))


def product(admin: Actor, code: str, *, price: str = "10", stock: str | None = "1000", **values: Any) -> str:
    """A product with one sku of the same code, and stock in the main warehouse unless `stock` is None."""

    def work(unit: Unit) -> None:
        service = values.pop("service", False)
        parent = _ADD_PRODUCT.insert(
            unit, code=code, fold=code.casefold(), name=f"商品{code}", category=None, brand="", service=service, **NEW
        )
        row = {
            "attributes": {},
            "barcode": None,
            "unit": "盒",
            "pack_size": Decimal(12),
            "pack_unit": "箱",
            "minimum": Decimal(0),
            "multiple": Decimal(1),
            "listed": True,
        } | values
        sku = _ADD_SKU.insert(unit, product=parent, code=code, fold=code.casefold(), price=Decimal(price), **row, **NEW)
        codes.change(unit, (sku, code), [], codes.codes_of(code, row["barcode"]))
        if stock is not None and not service:
            _ADD_STOCK.run(unit, warehouse=1, sku=sku, on_hand=Decimal(stock), reserved=Decimal(0))
            _move(unit, sku, Decimal(stock))

    admin.company.write(work)
    return code


def _move(unit: Unit, sku: int, quantity: Decimal) -> None:
    from ydh.store.stock.stock import ADD_MOVE

    day = unit.now.date()
    ADD_MOVE.run(
        unit,
        warehouse=1,
        sku=sku,
        quantity=quantity,
        kind="receipt",
        document="",
        reason="期初库存",
        account=None,
        business_date=day,
        at=unit.now,
        lot=None,
    )


def _account(unit: Unit, login: str, customer: int | None) -> int:
    return store.ADD_ACCOUNT.insert(
        unit,
        login=login,
        name=login,
        customer=customer,
        password=None,
        os_user=None,
        language="",
        scope="all",
        active=True,
        failures=0,
        created_at=unit.now,
        **NEW,
    )
