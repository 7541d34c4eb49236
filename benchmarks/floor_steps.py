"""The floor of releasing and shipping many orders: the rows that they write, by plain sqlite3 and without a rule.

An order's release makes a shipment of its four lines, its shipment takes the goods out of stock: as many rows in as
many tables as ours, in transactions of 500 orders, with the hash chain. Stock is a row of 50, once a transaction.
"""

import time
from collections import Counter

from benchmarks import floor

DDL = """
alter table order_line add column released integer not null default 0;
alter table order_line add column shipped integer not null default 0;
create table reservation(line integer primary key references order_line(id), quantity integer not null) strict;
create table shipment(id integer primary key, orders integer not null references orders(id),
                      number text not null unique, step text not null, carrier text not null, shipped_at text) strict;
create index shipment_order on shipment(orders);
create table shipment_line(shipment integer not null references shipment(id),
                           line integer not null references order_line(id), quantity integer not null,
                           primary key(shipment, line)) strict;
create index shipment_line_line on shipment_line(line);
create table stock_move(id integer primary key, sku integer not null references sku(id), quantity integer not null,
                        document text not null, at text not null) strict;
create index stock_move_sku on stock_move(sku);
"""
CHUNK = 500


def passed(folder, n):
    """`release` and `ship` of `n` orders: the seconds of each, its longest transaction and the rows it wrote."""
    c = floor.fresh(folder, "steps.db")
    c.executescript(DDL)
    _reserved(c, n)
    found = {step: _step(c, n, step, work) for step, work in (("release", _release), ("ship", _ship))}
    c.close()
    return found


def _reserved(c, n):
    """Orders that wait for their release."""
    floor.load(c, n)
    c.execute("begin immediate")
    c.execute("update orders set step = 'release'")
    c.execute("insert into reservation select id, quantity from order_line")
    c.execute("update stock set reserved = (select ifnull(sum(quantity), 0) from order_line l where l.sku = stock.sku)")
    c.execute("commit")


def _step(c, n, step, work):
    longest, before, start = 0.0, c.total_changes, time.perf_counter()
    for first in range(1, n + 1, CHUNK):
        began = time.perf_counter()
        names = [f"N{k}" for k in range(first, min(first + CHUNK, n + 1))]
        c.execute("begin immediate")
        _move(
            c,
            _rows(c, "select id, step, version, head from orders where number in ({}) order by id", names),
            step,
            work,
        )
        c.execute("commit")
        longest = max(longest, time.perf_counter() - began)
    return {"seconds": time.perf_counter() - start, "longest_s": longest, "rows": c.total_changes - before}


def _rows(c, sql, members):
    return c.execute(sql.format(",".join("?" * len(members))), members).fetchall()


def _move(c, orders, step, work):
    """The rows of the step, a journal entry and the order itself."""
    after = {"release": "ship", "ship": "receive"}[step]
    work(c, [order for order, *_ in orders])
    entries, moves = [], []
    for order, now, version, head in orders:
        assert now == step
        head = floor.link(head, order, "staff", step, step, after, floor.AT)
        entries.append((order, "staff", step, step, after, floor.AT, head))
        moves.append((after, head, order, version))
    c.executemany("insert into journal(orders,actor,action,before,after,at,hash) values(?,?,?,?,?,?,?)", entries)
    c.executemany(
        "update orders set step=?, version=version+1, head=?, entries=entries+1 where id=? and version=?", moves
    )


def _release(c, ids):
    lines = _rows(c, "select orders, id, quantity from order_line where orders in ({}) order by orders, id", ids)
    c.executemany("insert into shipment values(?,?,?,'ship','',null)", [(order, order, f"S{order}") for order in ids])
    c.executemany("insert into shipment_line values(?,?,?)", lines)
    c.executemany("update order_line set released=? where id=?", [(quantity, line) for _, line, quantity in lines])


def _ship(c, ids):
    lines = _rows(
        c,
        "select l.id, l.sku, s.quantity, p.number from shipment p join shipment_line s on s.shipment = p.id"
        " join order_line l on l.id = s.line where p.orders in ({}) order by l.sku",
        ids,
    )
    taken = Counter()
    for _, sku, quantity, _ in lines:
        taken[sku] += quantity
    c.executemany(
        "update stock set on_hand=on_hand-?1, reserved=reserved-?1 where sku=?2", [(q, s) for s, q in taken.items()]
    )
    c.executemany(
        "insert into stock_move(sku,quantity,document,at) values(?,?,?,?)",
        [(sku, -quantity, number, floor.AT) for _, sku, quantity, number in lines],
    )
    c.executemany(
        "update shipment set step='receive', carrier='顺丰', shipped_at=? where orders=?",
        [(floor.AT, order) for order in ids],
    )
    c.executemany("update order_line set shipped=? where id=?", [(q, line) for line, _, q, _ in lines])
    c.executemany("update reservation set quantity=0 where line=?", [(line,) for line, *_ in lines])
