"""Stock brought in from a file: rows become stock papers, one of each kind in each warehouse; each row stands alone."""

from collections.abc import Sequence

from ydh.core.company.actors import Who
from ydh.core.company.settings import Settings, settings
from ydh.core.rules.permissions import P
from ydh.core.rules.stock_papers import KINDS, kind_named
from ydh.core.stock.items import checked, find_goods, good_named
from ydh.core.stock.papers import Head, add_paper, needs_second
from ydh.core.stock.posting import Moved, Shelves, lapse_of, open_shelves, take, write
from ydh.core.stock.views import PaperLine, PutStock
from ydh.core.values.bulk import chunks
from ydh.core.values.codes import code_fold
from ydh.core.values.errors import Invalid, NotFound
from ydh.core.values.outcomes import Put, tried
from ydh.core.values.text import escaped, key
from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Row
from ydh.store.stock import stock

Papers = dict[tuple[str, int], tuple[Row, list[PaperLine], list[Moved]]]  # by kind and warehouse


def put_stock(unit: Unit, me: Who, rows: Sequence[PutStock]) -> list[Put]:
    """Bring in stock; for each row, in order: added (the first there), changed, unchanged, or the error.

    A row with an error changes nothing; the others are written. Purchases wait for a second person where the company
    says so. Raises NotAllowed, Stale.
    """
    me.need(P.STOCK_ADJUST)
    houses = _warehouses(unit)
    cfg = settings(unit)
    results: list[Put] = []
    for chunk in chunks(rows):
        goods = find_goods(unit, (row.sku for row in chunk))
        out = (goods.get(code_fold(row.sku)) for row in chunk if row.kind in KINDS and KINDS[row.kind].sign <= 0)
        lapse_of(unit, me, filter(None, out))
        places = [(houses[key(row.warehouse)][0], row.sku) for row in chunk if key(row.warehouse) in houses]
        on = open_shelves(unit, cfg.today, places, goods)
        papers: Papers = {}
        results += [tried(_put, cfg, on, houses, papers, row) for row in chunk]
        _write(unit, me, cfg, papers)
    return results


def _warehouses(unit: Unit) -> dict[str, Row]:
    rows = stock.WAREHOUSES.rows(unit)
    return {"": rows[0], **{key(word): row for row in rows for word in (row.name, row.code)}}


def _put(cfg: Settings, on: Shelves, houses: dict[str, Row], papers: Papers, row: PutStock) -> str:
    kind_named(row.kind)
    house = houses.get(key(row.warehouse))
    if house is None:
        codes = sorted({found[1] for found in houses.values()})
        raise NotFound("warehouse-unknown", code=escaped(row.warehouse), codes=codes)
    if row.kind == "transfer":
        raise Invalid("transfer-where")
    if not row.quantity and kind_named(row.kind).sign > 0:  # an opening stock of nothing
        good_named(on.goods, row.sku)
        return "unchanged"
    line = PaperLine(row.sku, row.quantity, row.lot, row.expires, row.reason)
    if needs_second(cfg, row.kind):
        kept, moves, first, same = [checked(row.kind, good_named(on.goods, row.sku), line)], [], False, False
    else:
        done = take(on, row.kind, house[0], line)
        kept, moves, first, same = done.kept, done.moves, done.first, not done.moves
    if not same:
        _, lines, all_moves = papers.setdefault((row.kind, house[0]), (house, [], []))
        lines += kept
        all_moves += moves
    if first and moves:
        on.fresh.discard((house[0], moves[0].good.id))
    return "unchanged" if same else "added" if first else "changed"


def _write(unit: Unit, me: Who, cfg: Settings, papers: Papers) -> None:
    numbered = []
    for (kind, _), (house, lines, moves) in papers.items():
        state = "waiting" if needs_second(cfg, kind) else "posted"
        number = add_paper(unit, me, cfg, Head(kind, house, None), state, lines)
        numbered += [(move, number) for move in moves]
    write(unit, numbered, me.id, cfg.today)
