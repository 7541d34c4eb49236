"""Documents of the past out of staged rows: written as they ended, in short transactions, then shown in one moment.

What was done has one shipment that left and came on its days, and no stock moves for it; what was void has none. Until
they are shown all of them stand at step `staged`, which nobody sees. Money in cents, quantities in thousandths.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from ydh.core.audit.journal import KEPT, Entry, link, personals, record
from ydh.core.company.settings import Settings
from ydh.core.files.importing.amounts import written
from ydh.core.files.importing.claiming import Claim
from ydh.core.files.importing.past import ORDER, RETURN, PastLine, StagedPast, past_of
from ydh.core.files.importing.staging import StagedBatch, tick
from ydh.core.files.importing.writing import details_kept, details_of, ids_of, numbered
from ydh.core.orders.kept import CONTACT
from ydh.core.values.errors import Conflict
from ydh.core.values.money import MONEY_PLACES, PRICE_PLACES, QUANTITY_PLACES, RATE_PLACES
from ydh.core.values.series import ORDERS, RETURNS, SHIPMENTS
from ydh.store.audit import journal
from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Row
from ydh.store.files import history as store
from ydh.store.files import imports
from ydh.store.orders import orders
from ydh.store.returns.returns import LOCK_ORDERS
from ydh.store.stock import stock
from ydh.store.stock.warehouses import MAIN
from ydh.store.tables.batches import STAGED
from ydh.store.tables.fields import EPOCH, MICROSECOND, canonical

BRING_IN = "bring_in"


class PastWriter:
    """Writes the documents of a claimed batch, chunk after chunk."""

    def __init__(self, batch: StagedBatch, claim: Claim, cfg: Settings, house: int) -> None:
        self.batch, self._next, self._claim, self._cfg, self._house = batch, batch, claim, cfg, house
        self.documents = 0
        self._written = 0
        self._codes: dict[int, str] = {}
        self._buyers: dict[int, Row] = {}
        self._moments: dict[str, int | None] = {"": None}

    def chunk(self, unit: Unit, size: int) -> int:
        """Write the next documents, in the order of the file, and give their number; 0 when none is left.

        Call `committed` after each. Raises Conflict when more comes back than was shipped.
        """
        self._next = tick(unit, self.batch)
        staged = imports.STAGED_ROWS.rows(unit, batch=self.batch.id, line=0, limit=size)
        if not staged:
            return 0
        rows = json.loads(f"[{','.join([row for _, row in staged])}]")
        found = [it for it in map(past_of, rows) if it is not None]
        self._learn(unit, found)
        sold, back = ([it for it in found if it.kind == kind] for kind in (ORDER, RETURN))
        entries = self._orders(unit, sold) + self._returns(unit, back)
        journal.ADD.many_raw(unit, journal.ENTRY, entries)
        imports.DROP_STAGED.run(unit, batch=self.batch.id, first=staged[0][0], line=staged[-1][0])
        self._written = len(found)
        return len(staged)

    def committed(self) -> None:
        """The last chunk is in the database."""
        self.batch = self._next
        self.documents += self._written
        self._written = 0

    def _learn(self, unit: Unit, found: Sequence[StagedPast]) -> None:
        skus = {line.sku for it in found for line in it.lines} - self._codes.keys()
        self._codes |= dict(stock.CODES.rows(unit, sorted(skus)))
        buyers = {it.customer for it in found} - self._buyers.keys()
        rows = imports.BUYERS_AS_THEY_ARE.rows(unit, sorted(buyers)) if buyers else ()
        self._buyers |= {row[0]: row for row in rows}

    def _at(self, day: str) -> int | None:
        """The beginning of a day of the company, in microseconds."""
        if day not in self._moments:
            began = datetime.fromisoformat(day).replace(tzinfo=self._cfg.zone)
            self._moments[day] = (began - EPOCH) // MICROSECOND
        return self._moments[day]

    def _told(self, line: PastLine) -> list[str]:
        return [self._codes[line.sku], written(line.quantity, QUANTITY_PLACES)]

    def _entry(self, kind: str, id_: int, it: StagedPast, body: Mapping[str, Any]) -> Row:
        """The first entry: brought in now, by the one who imports, whatever its days are."""
        facts = (kind, id_, 1, self._claim.at, self._claim.account, BRING_IN, "", it.state, 0, canonical(body))
        return (*facts, link("", facts))

    def _body(self, it: StagedPast, kept: Mapping[str, Any]) -> dict[str, Any]:
        amounts = {"prices": [written(line.price, PRICE_PLACES) for line in it.lines]}
        total = written(it.goods + it.freight, MONEY_PLACES)
        told = {"lines": [self._told(line) for line in it.lines], "via": self._claim.via}
        return told | {"amounts": {**amounts, "total": total}, KEPT: {"print": it.print, **kept}}

    # --- orders ---

    def _orders(self, unit: Unit, found: Sequence[StagedPast]) -> list[Row]:
        """Write orders with their shipments, and give their journal."""
        if not found:
            return []
        ids = ids_of(imports.ORDER_IDS.rows(unit, count=len(found)), len(found))
        numbers = numbered(unit, ORDERS, [it.day for it in found])
        left = [it for it in found if it.left]
        parts = iter(ids_of(store.SHIPMENT_IDS.rows(unit, count=len(left)), len(left)))
        labels = iter(numbered(unit, SHIPMENTS, [it.left for it in left]))
        count = sum(len(it.lines) for it in found)
        lines = iter(ids_of(imports.LINE_IDS.rows(unit, count=count), count))
        rows: dict[str, list[Row]] = {name: [] for name in ("order", "line", "shipment", "content", "entry")}
        told = zip(ids, found, numbers, self._contacts(unit, found), strict=True)
        for id_, it, number, contact in told:
            mine = [(next(lines), at, line) for at, line in enumerate(it.lines, 1)]
            part = self._shipment(id_, it, next(parts), next(labels)) if it.left else None
            if part:
                rows["shipment"].append(part)
                rows["content"] += [(part[0], line, x.quantity, x.quantity) for line, _, x in mine]
            rows["line"] += [self._line(line, id_, at, x, it) for line, at, x in mine]
            entry = self._entry(ORDER, id_, it, self._body(it, self._kept(it, number, part) | contact))
            rows["entry"].append(entry)
            rows["order"].append(self._order(id_, it, number, entry[-1]))
        store.ADD_ORDERS.many_raw(unit, store.ORDER, rows["order"])
        store.ADD_LINES.many_raw(unit, store.LINE, rows["line"])
        store.ADD_SHIPMENTS.many_raw(unit, store.SHIPMENT, rows["shipment"])
        store.ADD_SHIPMENT_LINES.many_raw(unit, "shipment line quantity received", rows["content"])
        return rows["entry"]

    def _order(self, id_: int, it: StagedPast, number: str, head: str) -> Row:
        """A row of store.ORDER."""
        made, ended, at = self._at(it.day), self._at(it.came or it.day), self._claim.at
        where = (STAGED, ended, 1, made, False, 0, it.channel, self._claim.account or None, None)
        known = (self.batch.id, it.ref, at, made, it.day, False, it.goods, it.freight, it.goods + it.freight)
        return (id_, 1, head, 1, number, it.customer, *where, *known, *details_of(it.details))

    def _line(self, id_: int, order: int, position: int, line: PastLine, it: StagedPast) -> Row:
        """A row of store.LINE: all of it left and came, or nothing."""
        gone = line.quantity if it.left else 0
        money = (line.price, line.price, line.discount, line.amount)
        return (
            *(id_, order, position, line.sku, line.quantity, *money),
            *(gone, gone, gone, True, line.note, it.day, False),
        )

    def _shipment(self, order: int, it: StagedPast, id_: int, number: str) -> Row:
        """A row of store.SHIPMENT."""
        left, came = self._at(it.left), self._at(it.came)
        sent = (self._house, it.carrier, it.tracking, self._claim.at, left, came, it.left)
        return (id_, order, number, "done", came, *sent)

    def _kept(self, it: StagedPast, number: str, part: Row | None) -> dict[str, Any]:
        """What the replay needs: see audit/replay/documents.py."""
        code = self._buyers[it.customer][1]
        kept: dict[str, Any] = {"number": number, "ref": it.ref, "batch": self.batch.id, "channel": it.channel}
        kept |= {"customer": code, "details": details_kept(it.details), "submitted": self._at(it.day)}
        kept["since"] = self._at(it.came or it.day)
        if it.freight:
            kept["freight"] = written(it.freight, MONEY_PLACES)
        lines = list(enumerate(it.lines, 1))
        if discounts := {str(at): written(x.discount, RATE_PLACES) for at, x in lines if x.discount}:
            kept["discounts"] = discounts
        if notes := {str(at): x.note for at, x in lines if x.note}:
            kept["notes"] = notes
        return kept | ({"came_in": [part[2], self._house, *part[9:11], it.carrier, it.tracking]} if part else {})

    def _contacts(self, unit: Unit, found: Sequence[StagedPast]) -> list[dict[str, Any]]:
        """As orders.kept.of_contact has them, with the digests of all orders at once."""
        others = []
        for it in found:
            told = dict(zip(orders.DETAILS.split(), details_of(it.details), strict=True))
            own = zip(CONTACT, self._buyers[it.customer][3:], strict=True)
            others.append({name: told[name] for name, text in own if told[name] != text})
        digests = iter(personals(unit, [text for each in others for text in each.values() if text]))
        return [
            {"as": self._buyers[it.customer][2]} | {name: next(digests) if text else "" for name, text in each.items()}
            for it, each in zip(found, others, strict=True)
        ]

    # --- returns ---

    def _returns(self, unit: Unit, found: Sequence[StagedPast]) -> list[Row]:
        """Write returns, and what they take of the orders that they are of; give their journal."""
        if not found:
            return []
        ids = ids_of(store.RETURN_IDS.rows(unit, count=len(found)), len(found))
        numbers = numbered(unit, RETURNS, [it.day for it in found])
        origins = {row[0]: row for row in LOCK_ORDERS.rows(unit, sorted({it.origin for it in found if it.origin}))}
        told = list(zip(ids, found, numbers, strict=True))
        entries = [self._return_entry(unit, *each, origins) for each in told]
        rows = [self._return(*each, entry[-1]) for each, entry in zip(told, entries, strict=True)]
        lines = [self._back(id_, at, x, it) for id_, it, _ in told for at, x in enumerate(it.lines, 1)]
        store.ADD_RETURNS.many_raw(unit, store.RETURN, rows)
        store.ADD_RETURN_LINES.many_raw(unit, store.RETURN_LINE, lines)
        self._claim_lines(unit, told, origins)
        return entries

    def _return(self, id_: int, it: StagedPast, number: str, head: str) -> Row:
        """A row of store.RETURN."""
        made, ended = self._at(it.day), self._at(it.came or it.day)
        paid = it.goods if it.left else 0
        where = ("return_and_refund", STAGED, ended, 1, made, False, self._claim.account or None, _region(it))
        told = (it.reason, "", self._claim.at, made, it.day, it.goods if it.left else 0, paid)
        way = ("", it.carrier, it.tracking, self._at(it.left), self._at(it.came), ended)
        return (id_, 1, head, 1, number, it.ref, it.customer, it.origin or None, *where, *told, *way, self.batch.id)

    def _back(self, id_: int, position: int, line: PastLine, it: StagedPast) -> Row:
        """A row of store.RETURN_LINE: all of it came back and was paid, or nothing."""
        q = line.quantity if it.left else 0
        money = (line.price, line.discount, line.amount if it.left else 0)
        return (
            *(id_, position, line.origin or None, line.sku, line.quantity, q, q, q, q, q, 0, 0, q),
            *money,
            *(it.reason, line.note),
        )

    def _return_entry(self, unit: Unit, id_: int, it: StagedPast, number: str, origins: Mapping[int, Row]) -> Row:
        made, ended = self._at(it.day), self._at(it.came or it.day)
        paid = written(it.goods if it.left else 0, MONEY_PLACES)
        kept: dict[str, Any] = {"number": number, "ref": it.ref, "batch": self.batch.id, "customer": it.customer}
        kept |= {"region": _region(it), "order": origins[it.origin][1] if it.origin else None}
        kept |= {"kind": "return_and_refund", "reason": it.reason, "text": "", "arrival": made, "since": ended}
        kept |= {"submitted_at": made, "business_date": it.day, "total": paid, "refund": paid, "warehouse": None}
        kept |= {"return_address": "", "carrier": it.carrier, "tracking": it.tracking, "replacement": None}
        kept |= {"dispatched_at": self._at(it.left), "received_at": self._at(it.came), "closed_at": ended}
        kept["lines"] = self._back_told(unit, it)
        return self._entry(RETURN, id_, it, self._body(it, kept))

    def _back_told(self, unit: Unit, it: StagedPast) -> list[list[Any]]:
        """The lines as returns.kept has them."""
        positions: dict[int, int] = dict(store.POSITIONS.rows(unit, sorted({x.origin for x in it.lines if x.origin})))
        told = []
        for x in it.lines:
            whole, q = written(x.quantity, QUANTITY_PLACES), written(x.quantity if it.left else 0, QUANTITY_PLACES)
            money = (written(x.price, PRICE_PLACES), written(x.discount, RATE_PLACES))
            paid = written(x.amount if it.left else 0, MONEY_PLACES)
            figures = [whole, q, q, q, q, q, "0", "0", q, *money, paid]
            told.append([*figures, None, it.reason, x.note, None, self._codes[x.sku], positions.get(x.origin)])
        return told

    def _claim_lines(self, unit: Unit, told: Iterable[tuple[int, StagedPast, str]], origins: Mapping[int, Row]) -> None:
        """What comes back counts on the lines that it came with, and stands in the journal of their orders."""
        heads = {id_: (row[3], row[4]) for id_, row in origins.items()}
        for _, it, number in told:
            lines = [line for line in it.lines if line.origin]
            if not lines:
                continue
            for line in lines:
                if not store.CLAIM.run(unit, more=line.quantity, id=line.origin):
                    raise Conflict("import-outdated", name=self.batch.name)
            positions: dict[int, int] = dict(store.POSITIONS.rows(unit, sorted({line.origin for line in lines})))
            rows = [[positions[x.origin], self._codes[x.sku], f"+{self._told(x)[1]}"] for x in lines]
            step, (head, count) = origins[it.origin][2], heads[it.origin]
            body = {"return": number, "returned": rows, "refunded": rows}
            entry = Entry("order", it.origin, head, count, self._claim.account, "return", step, step, body=body)
            (heads[it.origin],) = record(unit, [entry])
        orders.HEAD.many(unit, "head entries id", [(*head, id_) for id_, head in heads.items()])


def _region(it: StagedPast) -> str:
    return str(details_of(it.details)[orders.DETAILS.split().index("region")])


def writer_of(unit: Unit, cfg: Settings, batch: StagedBatch, claim: Claim) -> PastWriter:
    """The writer of a claimed batch, which may have been interrupted."""
    it = PastWriter(batch, claim, cfg, int(MAIN.one(unit)))
    it.documents = sum(statement.one(unit, batch=batch.id) for statement in store.WRITTEN)
    return it
