"""Every report over a million lines, against the best plain SQL found for the same figures on the same database."""

from peewee import sqlite3

from benchmarks.measure import Figure, at_most, in_turn, seconds
from ydh.core.reports import reports
from ydh.practice import founding

_ORDERS = "from orders where counts = 1"
_LINES = "from order_line where counts = 1"
_DAYS = f"(select business_date, count(*) n, sum(total) t {_ORDERS} group by 1)"
_SKUS = f"(select sku_id, count(*) n, sum(quantity) q, sum(amount) t {_LINES} group by 1)"
_FLOW = (
    "from journal j {join} orders o on o.id = j.subject where j.kind = 'order'"
    " and j.action in ('approve', 'send_back', 'withdraw', 'void') group by 1, 2"
)
_WAITED = "sum(j.actor = 0), sum(j.waited), max(j.waited), sum(o.total)"
# several ways to ask: the fastest counts
PLAIN = {
    "sales": (
        f"select substr(business_date, 1, 7), count(*), sum(total) {_ORDERS} group by 1",
        f"select substr(business_date, 1, 7), sum(n), sum(t) from {_DAYS} group by 1",
    ),
    "customers": (f"select customer_id, count(*), sum(total) {_ORDERS} group by 1",),
    "customer-months": (
        f"select customer_id, substr(business_date, 1, 7), count(*), sum(total) {_ORDERS} group by 1, 2",
        (
            f"select customer_id, substr(business_date, 1, 7), sum(n), sum(t) from (select customer_id, business_date,"
            f" count(*) n, sum(total) t {_ORDERS} group by 1, 2) group by 1, 2"
        ),
    ),
    "products": (f"select sku_id, count(*), sum(quantity), sum(amount) {_LINES} group by 1",),
    "product-months": (
        f"select sku_id, substr(business_date, 1, 7), count(*), sum(quantity), sum(amount) {_LINES} group by 1, 2",
        (
            f"select sku_id, substr(business_date, 1, 7), sum(n), sum(q), sum(t) from (select sku_id, business_date,"
            f" count(*) n, sum(quantity) q, sum(amount) t {_LINES} group by 1, 2) group by 1, 2"
        ),
    ),
    "categories": (
        "select c.name, sum(s.n), sum(s.t) from " + _SKUS + " s join sku on sku.id = s.sku_id"
        " join product p on p.id = sku.product_id left join category c on c.id = p.category_id group by 1",
    ),
    "channels": (f"select channel, count(*), sum(total) {_ORDERS} group by 1",),
    "batches": (
        (
            "select batch_id, sum(counts), sum(total * counts), sum(step = 'void'), sum(step = 'done'),"
            " sum(case when step = 'done' then step_since - submitted_at end) from orders where batch_id > 0 group by 1"
        ),
    ),
    "flow": tuple(
        f"select j.step, j.action, count(*), {_WAITED} " + _FLOW.format(join=join) for join in ("join", "cross join")
    ),
}


def run(folder, *, quick):
    """One figure for each report."""
    database = folder / "reports.db"
    url = f"sqlite:///{database}"
    founding.make(url, size=300 if quick else 306_000)  # about 3.3 lines an order
    company = founding.find(url)
    manager = founding.people(company)["zhangsan"]
    plain = sqlite3.connect(database)
    for name, ways in PLAIN.items():
        asked = [lambda sql=sql: seconds(lambda: plain.execute(sql).fetchall()) for sql in ways]
        told = lambda name=name: seconds(lambda: reports.run(manager, name))  # noqa: E731
        in_turn(1, told, *asked)
        ours, *theirs = in_turn(1 if quick else 5, told, *asked)
        yield Figure(f"report {name}", "ms", ours * 1000, min(theirs) * 1000, (at_most(1.5),))
    plain.close()
    company.close()
