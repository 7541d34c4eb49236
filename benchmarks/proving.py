"""The doctor's proof of a million orders: every hash again, and the books beside what the journal says of them."""

import hashlib
import json

from peewee import sqlite3

from benchmarks.measure import Figure, at_most, peak_memory, seconds
from ydh.core.audit import doctor_books, proof
from ydh.core.audit.replay.replaying import differences
from ydh.core.values.words import Label
from ydh.practice import founding

_CHAINS = (
    'select kind, subject, seq, at, actor, action, step, "to", waited, body, hash from journal'
    " order by kind, subject, seq"
)
_BOOKS = "select * from orders", "select * from order_line", "select * from shipment", "select * from shipment_line"


def run(folder, *, quick):
    """The whole proof; the floor reads the same rows, hashes each entry and reads its body."""
    orders = 300 if quick else 1_000_000
    path = folder / "proving.db"
    founding.make(f"sqlite:///{path}", size=orders)
    floor = seconds(lambda: _floor(path))
    took = seconds(lambda: _proved(path))
    yield Figure(f"proof of {orders:,} orders from the journal", "s", took, floor, (at_most(6),))
    few = folder / "few.db"
    founding.make(f"sqlite:///{few}", size=300)
    memory, little = peak_memory(_proved, path), peak_memory(_proved, few)
    yield Figure(f"proof of {orders:,} orders: memory (floor: of 300)", "MB", memory, little, (at_most(2),))


def _proved(path):
    company = founding.find(f"sqlite:///{path}")

    def work(unit):
        assert not proof.examined(unit)
        assert not [it for it in differences(Label("replay", "replay"), unit) if it.level == "error"]
        assert not list(doctor_books.moves(Label("moves", "moves"), unit, company.store))

    company.read(work)
    company.close()


def _floor(path):
    database = sqlite3.connect(path)
    head, last = "", None
    for kind, subject, *facts, body, _ in database.execute(_CHAINS):
        head = head if (kind, subject) == last else ""
        head = hashlib.sha256(f"{head}{kind}{subject}{facts}{body}".encode()).hexdigest()
        last = kind, subject
        json.loads(body)
    for sql in _BOOKS:
        for _ in database.execute(sql):
            pass
    database.close()
