"""Lower and upper limits of stock, the list of what lies outside them, and what should be bought. S11.12, S17.8

Quantities in base units.
"""

from dataclasses import replace
from decimal import ROUND_CEILING, Decimal

from ydh.core.audit.journal import changes
from ydh.core.company.actors import Actor, who
from ydh.core.company.settings import settings
from ydh.core.goods.found import SKU, described, find_sku
from ydh.core.rules.permissions import P
from ydh.core.stock.items import StockItem, find_goods, good_named
from ydh.core.stock.levels import warehouse_named
from ydh.core.stock.views import Limits, Suggestion, Warning
from ydh.core.values.errors import Invalid
from ydh.core.values.money import ZERO
from ydh.core.values.quantities import Quantity, in_base_units, plain
from ydh.core.values.text import clean
from ydh.store.engine.database import Unit
from ydh.store.stock import leaving, stock
from ydh.store.stock import limits as store

KEEP = Decimal(-1)  # a limit that stays as it is


def set_limits(
    actor: Actor,
    sku: str,
    *,
    warehouse: str = "",
    lower: Quantity | None = KEEP,
    upper: Quantity | None = KEEP,
    place: str | None = None,
) -> Limits:
    """Set when a warning is due and on which shelf it lies; None takes a limit away, KEEP leaves it.

    Raises NotAllowed, NotFound, Invalid when the lower limit is above the upper one.
    """

    def work(unit: Unit) -> Limits:
        me = who(unit, actor)
        me.need(P.STOCK_ADJUST)
        good = good_named(find_goods(unit, [sku]), sku)
        find_sku(unit, good.code)
        house = warehouse_named(unit, warehouse)
        stock.ENSURE.run(unit, warehouse=house[0], sku=good.id)
        row = store.LIMITS.row(unit, warehouse=house[0], sku=good.id)
        assert row is not None
        before = Limits(good.code, house[1], *row)
        after = _checked(before, _limit(good, lower), _limit(good, upper), place)
        if after != before:
            values = [{name: getattr(it, name) for name in ("lower", "upper", "place")} for it in (before, after)]
            store.SET_LIMITS.run(unit, warehouse=house[0], sku=good.id, **values[1])
            changed = changes(unit, *map(described, values))
            SKU.entry(unit, me, good.id, "limits", warehouse=house[1], changes=changed)
        return after

    return actor.company.write(work)


def _limit(good: StockItem, typed: Quantity | None) -> Decimal | None:
    if isinstance(typed, str):
        return in_base_units(typed, good)
    return typed if typed is None or typed == KEEP else in_base_units(typed, good)


def _checked(was: Limits, lower: Decimal | None, upper: Decimal | None, place: str | None) -> Limits:
    now = replace(
        was,
        lower=was.lower if lower == KEEP else lower,
        upper=was.upper if upper == KEEP else upper,
        place=was.place if place is None else clean(place, "place", limit=64, empty=True),
    )
    if now.lower is not None and now.upper is not None and now.lower > now.upper:
        raise Invalid("limits-turned", lower=plain(now.lower), upper=plain(now.upper))
    return now


def warnings(actor: Actor) -> tuple[Warning, ...]:
    """What is below its lower limit (what is available) or above its upper one (what is on hand). Raises NotAllowed."""

    def work(unit: Unit) -> tuple[Warning, ...]:
        who(unit, actor).need(P.ORDER_VIEW)
        return tuple(_warning(*row) for row in store.OUTSIDE.rows(unit, day=settings(unit).today))

    return actor.company.read(work)


def _warning(
    code: str,
    name: str,
    unit: str,
    house: str,
    available: Decimal,
    on_hand: Decimal,
    lower: Decimal | None,
    upper: Decimal | None,
) -> Warning:
    return Warning(
        code,
        name,
        unit,
        house,
        plain(available),
        plain(on_hand),
        None if lower is None else plain(lower),
        None if upper is None else plain(upper),
        plain(max(ZERO, (lower or ZERO) - available)),
        ZERO if upper is None else plain(max(ZERO, on_hand - upper)),
    )


def suggestions(actor: Actor) -> tuple[Suggestion, ...]:
    """What should be bought, so that orders that wait get their goods and no lower limit is undercut.

    What falls below is filled up to the upper limit, in whole packs. What is written on open purchase papers is on
    its way and counts as there. Raises NotAllowed. S17.12
    """

    def work(unit: Unit) -> tuple[Suggestion, ...]:
        who(unit, actor).need(P.ORDER_VIEW)
        day = settings(unit).today
        held = store.held(unit, day)
        rows = store.WANTED.rows(unit)
        wanted = {sku: ordered - closed - shipped - held.get(sku, ZERO) for sku, ordered, closed, shipped in rows}
        limited = {sku: (lower, upper) for sku, lower, upper in store.LIMITED.rows(unit)}
        skus = sorted({sku for sku, much in wanted.items() if much > ZERO} | set(limited))
        there = leaving.available(unit, day, skus)
        coming = {sku: (much, day) for sku, much, day in store.COMING.rows(unit)}
        found = []
        for id_, code, name, unit_name, pack_size, pack_unit in store.ABOUT.rows(unit, skus):
            lower, upper = limited.get(id_, (ZERO, ZERO))
            want, have = max(wanted.get(id_, ZERO), ZERO), there.get(id_, ZERO)
            much, day = coming.get(id_, (ZERO, None))
            buy, packs = _packs(_to_buy(want, have, much, lower, upper), pack_size, pack_unit)
            if buy:
                figures = (plain(have), plain(want), plain(lower), plain(much))
                found.append(Suggestion(code, name, unit_name, *figures, day, plain(buy), packs, pack_unit))
        return tuple(found)

    return actor.company.read(work)


def _to_buy(wanted: Decimal, available: Decimal, coming: Decimal, lower: Decimal, upper: Decimal) -> Decimal:
    """Nothing while what is left is not below the lower limit, else what fills it up to the upper one."""
    left = available + coming - wanted
    return max(upper, lower) - left if left < lower else ZERO


def _packs(quantity: Decimal, size: Decimal, unit: str) -> tuple[Decimal, Decimal | None]:
    """The quantity in whole packs, where the item has packs."""
    if not unit or size <= ZERO:
        return quantity, None
    packs = (quantity / size).to_integral_value(ROUND_CEILING)
    return packs * size, packs
