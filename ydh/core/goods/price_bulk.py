"""Prices brought in from a file: list prices, and those of levels and customers."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from ydh.core.audit.journal import Entry, record
from ydh.core.company.actors import Who
from ydh.core.goods.found import exact
from ydh.core.goods.prices import label, shown
from ydh.core.goods.sku_bulk import SKU_NAMES, load_skus
from ydh.core.goods.views import PutPrice
from ydh.core.rules.permissions import P
from ydh.core.values.bulk import Draft, chunks
from ydh.core.values.errors import Invalid, NotFound, Stale, YdhError
from ydh.core.values.money import PRICE_PLACES, ZERO
from ydh.core.values.outcomes import Put, tried
from ydh.core.values.text import escaped, key
from ydh.store.engine.database import Unit
from ydh.store.goods import catalogue as single
from ydh.store.goods import goods_in_bulk as store

Party = tuple[str, int]  # ("list", 0), ("level", id), ("customer", id)
_PUT = {"level": single.PUT_LEVEL_PRICE, "customer": single.PUT_CUSTOMER_PRICE}
_DROP = {"level": single.DROP_LEVEL_PRICE, "customer": single.DROP_CUSTOMER_PRICE}
_FIND = {"level": store.LEVEL_PRICES, "customer": store.CUSTOMER_PRICES}


@dataclass(slots=True)
class _List:
    """The prices that a chunk of rows is about: as they are, and as they shall be."""

    me: Who
    levels: dict[str, tuple[int, str]]
    customers: dict[str, tuple[int, str, str]]
    skus: dict[str, Draft]
    before: dict[tuple[Party, int], Decimal | None] = field(default_factory=dict)
    after: dict[tuple[Party, int], Decimal | None] = field(default_factory=dict)
    names: dict[Party, str] = field(default_factory=dict)


def put_prices(unit: Unit, me: Who, rows: Sequence[PutPrice]) -> list[Put]:
    """Bring in prices; for each row, in order: added, changed, unchanged, or the error.

    A row with an error changes nothing; the others are written. Raises NotAllowed, Stale.
    """
    me.need(P.PRICE_MANAGE)
    levels = {key(word): (id_, code) for id_, code, name in single.LEVELS.rows(unit) for word in (name, code)}
    results: list[Put] = []
    for chunk in chunks(rows):
        prices = _List(me, levels, _customers(unit, chunk), load_skus(unit, (row.sku for row in chunk)))
        whose = [tried(_whose, prices, row) for row in chunk]
        _load(unit, prices, [party for party in whose if isinstance(party, tuple)])
        results += [_put(prices, row, party) for row, party in zip(chunk, whose, strict=True)]
        _write(unit, prices)
    return results


def _customers(unit: Unit, rows: Sequence[PutPrice]) -> dict[str, tuple[int, str, str]]:
    folds = sorted({key(row.customer) for row in rows if row.customer})
    return {fold: (id_, code, region) for fold, id_, code, region in store.CUSTOMERS.rows(unit, folds)}


def _whose(prices: _List, row: PutPrice) -> tuple[Party, Draft]:
    """Whose price of which sku a row sets."""
    sku = prices.skus.get(key(row.sku))
    if sku is None:
        raise NotFound("sku-unknown", code=escaped(row.sku))
    if row.price is not None:
        exact(row.price, "price", least=ZERO, places=PRICE_PLACES)
    if row.level and row.customer:
        raise Invalid("price-whose")
    if row.level:
        level = prices.levels.get(key(row.level))
        if level is None:
            raise NotFound("level-unknown", code=escaped(row.level))
        return _named(prices, ("level", level[0]), level[1]), sku
    if row.customer:
        id_, code, region = prices.customers.get(key(row.customer), (0, "", ""))
        if not id_ or not prices.me.sees(id_, region):
            raise NotFound("customer-unknown", code=escaped(row.customer))
        return _named(prices, ("customer", id_), code), sku
    if row.price is None:
        raise Invalid("price-none", code=sku.code)
    return _named(prices, ("list", 0), ""), sku


def _named(prices: _List, party: Party, code: str) -> Party:
    prices.names[party] = label(party[0], code)
    return party


def _load(unit: Unit, prices: _List, wanted: Sequence[tuple[Party, Draft]]) -> None:
    skus: dict[Party, list[int]] = {}
    for party, sku in wanted:
        if party[0] == "list":
            assert sku.before is not None
            prices.before[party, sku.id] = sku.before["price"]
        else:
            skus.setdefault(party, []).append(sku.id)
    for party, ids in skus.items():
        for sku_id, price in _FIND[party[0]].rows(unit, sorted(set(ids)), party=party[1]):
            prices.before[party, sku_id] = price
    prices.after = dict(prices.before)


def _put(prices: _List, row: PutPrice, whose: tuple[Party, Draft] | YdhError) -> Put:
    if isinstance(whose, YdhError):
        return whose
    party, sku = whose
    old = prices.after.get((party, sku.id))
    prices.after[party, sku.id] = row.price
    if old == row.price:
        return "unchanged"
    return "added" if old is None else "changed"


def _write(unit: Unit, prices: _List) -> None:
    by_id = {sku.id: sku for sku in prices.skus.values()}
    lists: dict[int, list[list[Any]]] = {}
    puts: dict[str, list[tuple[Any, ...]]] = {"level": [], "customer": []}
    drops: dict[str, list[tuple[Any, ...]]] = {"level": [], "customer": []}
    for (party, sku), new in prices.after.items():
        old = prices.before.get((party, sku))
        if new == old:
            continue
        lists.setdefault(sku, []).append([prices.names[party], shown(old), shown(new)])
        if party[0] == "list":
            by_id[sku].after["price"] = new
        elif new is None:
            drops[party[0]].append((party[1], sku))
        else:
            puts[party[0]].append((party[1], sku, new))
    for kind in ("level", "customer"):
        _PUT[kind].many(unit, "party sku price", puts[kind])
        _DROP[kind].many(unit, "party sku", drops[kind])
    _save(unit, prices.me, [by_id[sku] for sku in lists], list(lists.values()))


def _save(unit: Unit, me: Who, skus: Sequence[Draft], lists: Sequence[list[list[Any]]]) -> None:
    entries = [
        Entry("sku", sku.id, sku.head, sku.seq, me.id, "price", body={"changes": changed})
        for sku, changed in zip(skus, lists, strict=True)
    ]
    heads = record(unit, entries)
    rows = [
        (*(sku.after[name] for name in SKU_NAMES), *head, sku.id, sku.version)
        for sku, head in zip(skus, heads, strict=True)
    ]
    names = f"{single.SKU_FIELDS} head entries id version"
    if store.SAVE_SKUS.many(unit, names, rows) != len(rows):
        raise Stale("changed-meanwhile")
