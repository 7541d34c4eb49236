"""A million orders in a moment: copies of one, for what only has to be many."""

from peewee import sqlite3

EVERY = 10  # of the copies, every tenth waits for what the order waits for


def multiply(path, more):
    """Copy the last order, with its first line, `more` times less one."""
    database = sqlite3.connect(path)
    database.execute("pragma synchronous=off")
    last = database.execute("select max(id), max(arrival) from orders").fetchone()
    line = database.execute("select max(id) from order_line").fetchone()[0]
    of_order = {
        "id": f"{last[0]} + n",
        "number": "printf('DH-O-20200101-%07d', n)",
        "customer_id": "n % 100 + 1",
        "step": f"case when n % {EVERY} then 'done' else step end",
        "arrival": f"{last[1]} + n",
        "head": "''",
        "entries": "0",
    }
    of_line = {"id": f"{line} + n", "order_id": f"{last[0]} + n"}
    one = f"from (select * from orders where id = {last[0]})"
    _copy(database, "orders", of_order, one, more)
    _copy(database, "order_line", of_line, f"from (select * from order_line where order_id = {last[0]} limit 1)", more)
    database.execute("analyze")
    database.commit()
    database.close()


def _copy(database, table, other, one, more):
    names = [row[1] for row in database.execute(f"pragma table_info({table})")]
    values = ", ".join(other.get(name, f"one.{name}") for name in names)
    numbers = f"with recursive many(n) as (select 1 union all select n + 1 from many where n < {more})"
    database.execute(
        f"insert into {table} ({', '.join(names)}) {numbers} select {values} from many join (select * {one}) one"
    )
