"""The company that the floor has too: 100 customers, 50 items, stock without end, four-line orders."""

import os
import pwd
from decimal import Decimal
from pathlib import Path

from benchmarks.floor import CUSTOMERS, SKUS
from ydh.core.administration import accounts, founding
from ydh.core.company.actors import Actor, who
from ydh.core.company.company import open_company
from ydh.core.goods.product_bulk import put_products
from ydh.core.goods.views import PutProduct
from ydh.core.orders.entering import place
from ydh.core.orders.views import Want
from ydh.core.partners.customer_bulk import put_customers
from ydh.core.partners.views import PutCustomer
from ydh.core.stock.stock_bulk import put_stock
from ydh.core.stock.views import PutStock
from ydh.practice.founding import people
from ydh.store.company.setup import ADD_ACCOUNT
from ydh.store.practice import rows as store

STAFF = {
    "review": "order_reviewer",
    "finance": "finance_reviewer",
    "release": "outbound_reviewer",
    "ship": "shipping_clerk",
    "manager": "business_manager",
}
PASSWORD = os.urandom(12).hex()


class Shop:
    """An open company: the administrator, staff by step, customers."""

    def __init__(self, url):
        self.url, self.company = url, open_company(url)
        known = people(self.company)
        self.admin = known["boss"]
        self.staff = {step: known[step] for step in STAFF}
        self.customers = [known[f"c{n}"] for n in range(1, CUSTOMERS + 1)]

    def place(self, k):
        """The floor's k-th order; gives its number."""
        wants = [Want(f"S{(k * 7 + j * 11) % SKUS + 1}", Decimal(1 + j)) for j in range(4)]
        return place(self.customers[k % CUSTOMERS], wants).number

    def close(self):
        self.company.close()


def make(folder) -> Path:
    """A new company in `folder`; gives its file, closed."""
    path = Path(folder) / "shop.db"
    me = pwd.getpwuid(os.getuid()).pw_name
    admin = founding.init(
        f"sqlite:///{path}", login="boss", name="老板", password=PASSWORD, company_name="茗远", os_user=me
    )
    for step, role in STAFF.items():
        accounts.add_staff(admin, step, step, [role], password=PASSWORD)
    keeper = people(admin.company)["release"]
    admin.company.write(lambda unit: _fill(unit, admin, keeper))
    store.settle(admin.company.store)
    return path


def _fill(unit, admin: Actor, keeper: Actor):
    me = who(unit, admin)
    numbers = range(1, CUSTOMERS + 1)
    customers = [PutCustomer(f"C{n}", f"客户{n}", "", "浙江", "monthly", "王", "139", "杭州") for n in numbers]
    goods = [
        PutProduct(f"S{n}", f"S{n}", f"茶{n}", unit="盒", price=Decimal(1000 + n) / 100) for n in range(1, SKUS + 1)
    ]
    stock = [PutStock(f"S{n}", Decimal(10**8)) for n in range(1, SKUS + 1)]
    wrong = put_customers(unit, me, customers) + put_products(unit, me, goods)
    wrong += put_stock(unit, who(unit, keeper), stock)
    assert not [found for found in wrong if isinstance(found, Exception)]
    for id_, code, *_ in store.CUSTOMERS.rows(unit):
        store.ASSESSED.run(unit, id=id_)  # no holds, as in the floor
        values = {"login": code.lower(), "name": code, "customer": id_, "password": None, "os_user": None}
        values |= {"language": "", "scope": "all", "active": True, "failures": 0, "created_at": unit.now}
        ADD_ACCOUNT.insert(unit, **values, **founding.NEW)
