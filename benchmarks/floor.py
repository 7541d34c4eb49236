"""The floor: what plain sqlite3 can do with the same durable writes, so that a figure is a ratio and not a time.

WAL, synchronous FULL, foreign keys on: the pragmas that ydh promises. The same SQLite library as ydh's.
"""

import hashlib
import json
import os
import time

from peewee import sqlite3

DDL = """
create table customer(id integer primary key, name text not null) strict;
create table sku(id integer primary key, code text not null unique, price integer not null) strict;
create table stock(sku integer primary key references sku(id), on_hand integer not null,
                   reserved integer not null default 0, check(reserved >= 0 and reserved <= on_hand)) strict;
create table orders(id integer primary key, number text not null unique,
                    customer integer not null references customer(id), step text not null, total integer not null,
                    business_date text not null, version integer not null default 1, head blob,
                    entries integer not null default 0) strict;
create index orders_step on orders(step, id);
create index orders_customer on orders(customer, business_date, total);
create table order_line(id integer primary key, orders integer not null references orders(id),
                        sku integer not null references sku(id),
                        quantity integer not null, amount integer not null, business_date text not null) strict;
create index line_order on order_line(orders);
create index line_report on order_line(sku, business_date, amount);
create table journal(id integer primary key, orders integer not null references orders(id),
                     actor text not null, action text not null,
                     before text, after text, at text not null, hash blob not null) strict;
create index journal_order on journal(orders);
"""
CUSTOMERS, SKUS = 100, 50
AT = "2026-11-23T08:00:00Z"


def opened(path):
    c = sqlite3.connect(path, isolation_level=None)
    c.execute("pragma busy_timeout=30000")
    c.execute("pragma journal_mode=wal")
    c.execute("pragma synchronous=full")
    c.execute("pragma foreign_keys=on")
    return c


def fresh(folder, name):
    path = os.path.join(folder, name)
    for tail in ("", "-wal", "-shm"):
        if os.path.exists(path + tail):
            os.remove(path + tail)
    c = opened(path)
    c.executescript(DDL)
    c.execute("begin immediate")
    c.executemany("insert into customer values(?,?)", [(i, f"C{i}") for i in range(1, CUSTOMERS + 1)])
    c.executemany("insert into sku values(?,?,?)", [(i, f"S{i}", 1000 + i) for i in range(1, SKUS + 1)])
    c.executemany("insert into stock values(?,?,0)", [(i, 10**12) for i in range(1, SKUS + 1)])
    c.execute("commit")
    return c


def lines(k):
    return [((k * 7 + j * 11) % SKUS + 1, 1 + j, (1 + j) * (1001 + (k * 7 + j * 11) % SKUS)) for j in range(4)]


def day(k):
    return f"2026-{1 + k % 12:02}-{1 + k % 28:02}"


def link(head, *parts):
    return hashlib.sha256((head or b"") + json.dumps(parts, separators=(",", ":")).encode()).digest()


def record(c, order, head, actor, action, before, after):
    new = link(head, order, actor, action, before, after, AT)
    c.execute(
        "insert into journal(orders,actor,action,before,after,at,hash) values(?,?,?,?,?,?,?)",
        (order, actor, action, before, after, AT, new),
    )
    return new


def place(c, k):
    """The k-th order, entered; gives its id."""
    c.execute("begin immediate")
    total = sum(a for _, _, a in lines(k))
    order = c.execute(
        "insert into orders(number,customer,step,total,business_date) values(?,?,?,?,?)",
        (f"N{k}", k % CUSTOMERS + 1, "review", total, day(k)),
    ).lastrowid
    c.executemany(
        "insert into order_line(orders,sku,quantity,amount,business_date) values(?,?,?,?,?)",
        [(order, *x, day(k)) for x in lines(k)],
    )
    for sku, quantity, _ in sorted(lines(k)):
        assert (
            c.execute(
                "update stock set reserved=reserved+? where sku=? and on_hand-reserved>=?", (quantity, sku, quantity)
            ).rowcount
            == 1
        )
    head = record(c, order, None, "customer", "submit", None, "review")
    c.execute("update orders set head=?, entries=1 where id=?", (head, order))
    c.execute("commit")
    return order


def one_order(c, k):
    order = place(c, k)
    for step, after in (
        ("review", "finance"),
        ("finance", "release"),
        ("release", "ship"),
        ("ship", "receive"),
        ("receive", "done"),
    ):
        c.execute("begin immediate")
        now, version, head = c.execute("select step, version, head from orders where number=?", (f"N{k}",)).fetchone()
        assert now == step
        if step == "ship":
            for sku, quantity in c.execute(
                "select sku, quantity from order_line where orders=? order by sku", (order,)
            ).fetchall():
                c.execute(
                    "update stock set on_hand=on_hand-?, reserved=reserved-? where sku=?", (quantity, quantity, sku)
                )
        head = record(c, order, head, "staff", step, step, after)
        assert (
            c.execute(
                "update orders set step=?, version=version+1, head=?, entries=entries+1 where id=? and version=?",
                (after, head, order, version),
            ).rowcount
            == 1
        )
        c.execute("commit")


def flow(folder, n):
    c = fresh(folder, "flow.db")
    start = time.perf_counter()
    for k in range(n):
        one_order(c, k)
    return {"orders_per_s": n / (time.perf_counter() - start)}


def load(c, n):
    c.execute("begin immediate")
    c.executemany(
        "insert into orders(id,number,customer,step,total,business_date) values(?,?,?,?,?,?)",
        ((k, f"N{k}", k % CUSTOMERS + 1, "review", sum(a for _, _, a in lines(k)), day(k)) for k in range(1, n + 1)),
    )
    c.executemany(
        "insert into order_line(orders,sku,quantity,amount,business_date) values(?,?,?,?,?)",
        ((k, *x, day(k)) for k in range(1, n + 1) for x in lines(k)),
    )
    c.execute("commit")


def bulk(folder, n):
    c = fresh(folder, "bulk.db")
    load(c, n)
    longest, start = 0.0, time.perf_counter()
    numbers = [f"N{k}" for k in range(1, n + 1)]
    for i in range(0, n, 500):
        began = time.perf_counter()
        chunk = numbers[i : i + 500]
        c.execute("begin immediate")
        rows = c.execute(
            f"select id, step, version, head from orders where number in ({','.join('?' * len(chunk))}) order by id",
            chunk,
        ).fetchall()
        moves, entries = [], []
        for order, step, version, head in rows:
            if step != "review":
                continue
            head = link(head, order, "staff", "review", "review", "finance", AT)
            entries.append((order, "staff", "review", "review", "finance", AT, head))
            moves.append(("finance", head, order, version))
        done = c.executemany(
            "update orders set step=?, version=version+1, head=?, entries=entries+1 where id=? and version=?", moves
        ).rowcount
        assert done == len(moves)
        c.executemany("insert into journal(orders,actor,action,before,after,at,hash) values(?,?,?,?,?,?,?)", entries)
        c.execute("commit")
        longest = max(longest, time.perf_counter() - began)
    return {"seconds": time.perf_counter() - start, "longest_transaction_s": longest}


def import_orders(folder, n):
    c = fresh(folder, "import.db")
    start = time.perf_counter()
    load(c, n)
    return {"orders_per_s": n / (time.perf_counter() - start)}


def one_load(folder):
    """Seconds of a transaction that inserts 500 orders."""
    c = fresh(folder, "load.db")
    start = time.perf_counter()
    load(c, 500)
    return time.perf_counter() - start


def transition(folder, n):
    """One review on each of `n` orders, each durable by itself."""
    c = fresh(folder, "transition.db")
    load(c, n)
    start = time.perf_counter()
    for k in range(1, n + 1):
        c.execute("begin immediate")
        order, now, version, head = c.execute(
            "select id, step, version, head from orders where number=?", (f"N{k}",)
        ).fetchone()
        assert now == "review"
        head = record(c, order, head, "staff", "review", now, "finance")
        c.execute(
            "update orders set step=?, version=version+1, head=?, entries=entries+1 where id=? and version=?",
            ("finance", head, order, version),
        )
        c.execute("commit")
    return {"per_s": n / (time.perf_counter() - start)}


def scans(folder, n):
    """`n` rows, each written durably by itself."""
    c = fresh(folder, "scans.db")
    c.execute(
        "create table scan(id integer primary key, orders integer not null, sku integer not null, at text) strict"
    )
    start = time.perf_counter()
    for k in range(n):
        c.execute("begin immediate")
        c.execute("insert into scan(orders, sku, at) values(1, ?, ?)", (k % SKUS + 1, AT))
        c.execute("commit")
    return {"per_s": n / (time.perf_counter() - start)}
