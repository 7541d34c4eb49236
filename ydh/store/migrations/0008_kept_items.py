"""Lines keep code, name, unit, pack and attributes of their item, documents their customer's name.

Older ones are filled with what the journal says of the day on which they were written; where it does not reach back
so far, with what is known today, and marked so. The SQL beside this file is frozen.
"""

import json
from decimal import Decimal
from typing import Any

from ydh.store.engine.migrate import run_file

# lines, the documents they stand in, by which column, the documents' kind, which of their entries wrote the lines
_LINES = (
    ("order_line", "order_id", "order", "'draft', 'submit', 'edit'"),
    ("return_line", "return_id", "return", "'draft', 'edit'"),
    ("stock_paper_line", "paper_id", "stock_paper", "'create', 'edit', 'count', 'post'"),
)
_NAMED = (("orders", "order", "'draft', 'submit'"), ("returns", "return", "'draft'"))
_KEPT = ("code", "name", "unit", "pack_size", "pack_unit", "attributes")
_OF_SKU = {"unit", "pack_size", "pack_unit", "attributes"}


def up(migrator: Any, db: Any) -> None:
    run_file(db, __file__)
    db.execute_sql("CREATE TEMPORARY TABLE born AS SELECT kind, subject, at FROM journal WHERE seq = 1")
    db.execute_sql("CREATE INDEX born_subject ON born (subject, kind)")
    told = _changes(db)
    for lines, owner, kind, actions in _LINES:
        _written(db, kind, actions)
        _fill_lines(db, lines, owner)
        for at, of, subject, name, old in told:
            if of != "customer":
                _put_back(db, lines, owner, (at, of, subject, name, old))
    db.execute_sql(
        f"UPDATE return_line SET {_all('{name} = l.{name}')}, kept_from = l.kept_from FROM order_line l"
        " WHERE l.id = return_line.line_id"
    )
    for documents, kind, actions in _NAMED:
        _written(db, kind, actions)
        _fill_names(db, documents)
        for at, of, subject, _, old in told:
            if of == "customer":
                here = f"customer_id = {db.param} AND id IN (SELECT id FROM written WHERE at < {db.param})"
                db.execute_sql(f"UPDATE {documents} SET customer_name = {db.param} WHERE {here}", (old, subject, at))
    db.execute_sql("DROP TABLE written")
    db.execute_sql("DROP TABLE born")


def _changes(db: Any) -> list[tuple[int, str, int, str, Any]]:
    """When, what, which, field and what it was before: every change of what documents keep, the newest first."""
    rows = db.execute_sql(
        f"SELECT at, kind, subject, body FROM journal WHERE kind IN ('sku', 'product', 'customer')"
        f" AND body LIKE {db.param} ORDER BY id DESC",
        ('%"changes"%',),
    ).fetchall()
    found = []
    for at, kind, subject, body in rows:
        for name, old, *_ in reversed(json.loads(body).get("changes") or ()):
            if name in _OF_SKU if kind == "sku" else name == "name":
                found.append((at, kind, subject, name, _stored(name, old)))
    return found


def _stored(name: str, value: Any) -> Any:
    if name == "pack_size":
        return int(Decimal(value).scaleb(3))
    if name == "attributes":
        return json.dumps(value or {}, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return value or ""


def _written(db: Any, kind: str, actions: str) -> None:
    """When the documents of the kind got their lines, or their customer's name."""
    db.execute_sql("DROP TABLE IF EXISTS written")
    db.execute_sql(
        "CREATE TEMPORARY TABLE written AS SELECT subject AS id, MAX(at) AS at FROM journal"
        f" WHERE kind = '{kind}' AND action IN ({actions}) GROUP BY subject"
    )
    db.execute_sql("CREATE INDEX written_id ON written (id, at)")


def _all(form: str) -> str:
    return ", ".join(form.format(name=name) for name in _KEPT)


def _fill_lines(db: Any, lines: str, owner: str) -> None:
    """Everything as it is today; known by the journal where it knew item and product by then."""
    known = [
        f"EXISTS (SELECT 1 FROM written w JOIN born b ON b.at <= w.at WHERE w.id = {lines}.{owner}"
        f" AND b.kind = '{kind}' AND b.subject = {subject})"
        for kind, subject in (("sku", "s.id"), ("product", "p.id"))
    ]
    values = "code = s.code, name = p.name, unit = s.unit, pack_size = s.pack_size, pack_unit = s.pack_unit"
    db.execute_sql(
        f"UPDATE {lines} SET {values}, attributes = s.attributes,"
        f" kept_from = CASE WHEN {' AND '.join(known)} THEN 'journal' ELSE 'today' END"
        f" FROM sku s JOIN product p ON p.id = s.product_id WHERE s.id = {lines}.sku_id"
    )


def _fill_names(db: Any, documents: str) -> None:
    known = (
        f"EXISTS (SELECT 1 FROM written w JOIN born b ON b.at <= w.at WHERE w.id = {documents}.id"
        " AND b.kind = 'customer' AND b.subject = c.id)"
    )
    db.execute_sql(
        f"UPDATE {documents} SET customer_name = c.name, kept_from = CASE WHEN {known} THEN 'journal' ELSE 'today' END"
        f" FROM customer c WHERE c.id = {documents}.customer_id"
    )


def _put_back(db: Any, lines: str, owner: str, change: tuple[int, str, int, str, Any]) -> None:
    """Lines that were written before a change have what was there before it."""
    at, of, subject, name, old = change
    skus = f"= {db.param}" if of == "sku" else f"IN (SELECT id FROM sku WHERE product_id = {db.param})"
    here = f"sku_id {skus} AND {owner} IN (SELECT id FROM written WHERE at < {db.param})"
    db.execute_sql(f"UPDATE {lines} SET {name} = {db.param} WHERE {here}", (old, subject, at))
