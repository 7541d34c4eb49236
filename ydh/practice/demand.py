"""What sells to whom and when: the weights by which orders are drawn. Integers only, the same on every machine."""

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from math import isqrt
from typing import NamedTuple

from ydh.practice.catalogue import SEASON_OF
from ydh.practice.customers import drinks_tea
from ydh.practice.goods import Season
from ydh.practice.goods_tea import GIFT, TEA, WARE
from ydh.practice.rows import CustomerRow, ProductRow

SEASONS: tuple[Season, ...] = ("", "spring", "summer", "festival")
_IN_SEASON = 5  # times as often
_TEA_SHOP = 8  # times as often, tea in a tea shop
_DEAR = 9_000  # yuan: what a line rarely exceeds
_TEA_THINGS = {TEA.category, WARE.category, GIFT.category}


class WantedItem(NamedTuple):
    """A SKU and the quantities in which people order it."""

    sku: str
    amounts: tuple[int, ...]


class Taste(NamedTuple):
    """Running sums of how well each item sells, by season."""

    by_season: dict[Season, tuple[int, ...]]


class DemandDesk(NamedTuple):
    """All that is looked up while orders are made, prepared once."""

    items: tuple[WantedItem, ...]
    short: tuple[WantedItem, ...]
    buyers: tuple[tuple[str, Taste], ...]
    reach: tuple[int, ...]  # running sums of how much the buyers order


def desk(products: Sequence[ProductRow], customers: Sequence[CustomerRow]) -> DemandDesk:
    """Prepare the tables; the last few goods are in short supply, so they have no weight and are drawn apart."""
    scarce = short_skus(products)
    items = tuple(WantedItem(row.sku, _amounts(row)) for row in products)
    shop, tea_shop = _taste(products, scarce, tea=1), _taste(products, scarce, tea=_TEA_SHOP)
    return DemandDesk(
        items=items,
        short=tuple(item for item in items if item.sku in scarce),
        buyers=tuple((row.code, tea_shop if drinks_tea(row) else shop) for row in customers),
        reach=tuple(accumulate(_pareto(n, len(customers)) for n in range(len(customers)))),
    )


def short_skus(products: Sequence[ProductRow]) -> frozenset[str]:
    """The SKUs of which there is too little: one in sixty, the last of the goods."""
    goods = [row.sku for row in products if not row.service]
    return frozenset(goods[len(goods) - len(goods) // 60 :])


def _taste(products: Sequence[ProductRow], scarce: frozenset[str], *, tea: int) -> Taste:
    variants = Counter(row.code for row in products)
    by_season: dict[Season, tuple[int, ...]] = {}
    for season in SEASONS:
        weights = []
        for n, row in enumerate(products):
            weight = 10**9 // (20 * n + len(products)) // variants[row.code]
            weight *= tea if row.category in _TEA_THINGS else 1
            weight *= _IN_SEASON if season and SEASON_OF.get(row.name.split(" ")[0]) == season else 1
            weights.append(0 if row.sku in scarce else weight)
        by_season[season] = tuple(accumulate(weights))
    return Taste(by_season)


def _pareto(n: int, count: int) -> int:
    """The weight of the n-th customer: the first fifth makes about four fifths of the orders."""
    return 10**18 // isqrt((30 * n + count) ** 3 * 10**6)


def _amounts(row: ProductRow) -> tuple[int, ...]:
    """Small quantities and whole boxes, each as often as it is listed, as far as money goes."""
    least, step, box = row.minimum, row.multiple, row.pack_size
    if row.service:
        return (1,)
    wishes = (least, least, least + step, least + 2 * step, box, box, 2 * box, 3 * box, 5 * box, 10 * box)
    return tuple(n for n in wishes if n * row.price <= _DEAR) or (least,)
