"""The items that lines of stock papers name, by a code or a label; and a line cleaned. Quantities in base units."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ydh.core.goods.codes import by_fold, choose, folds_of, unknown
from ydh.core.rules.stock_papers import KINDS
from ydh.core.stock.views import PaperLine
from ydh.core.values.codes import code_fold
from ydh.core.values.errors import Invalid, YdhError
from ydh.core.values.labels import GoodsLabel
from ydh.core.values.money import ONE, ZERO
from ydh.core.values.quantities import in_base_units, plain
from ydh.core.values.text import CODE_LIMIT, clean, escaped, key
from ydh.store.engine.database import Unit
from ydh.store.stock import papers as store


class StockItem(NamedTuple):
    """A sku that lines name."""

    id: int
    code: str
    product: int
    service: bool
    lots: bool
    keep_days: int | None
    unit: str
    pack_size: Decimal
    pack_unit: str
    each: Decimal = ONE
    """Base units that one of the code counts by which it was looked up."""
    problem: YdhError | None = None
    label: GoodsLabel | None = None
    """The label by which it was looked up."""


def find_goods(unit: Unit, codes: Iterable[str]) -> dict[str, StockItem]:
    """The skus of the codes by the folds of these; whether they are kept by lot stays as it is until the unit ends."""
    wanted = list(codes)
    found = by_fold(store.GOODS.rows(unit, folds_of(wanted)))
    known = {code_fold(code): it for code in wanted if (it := choose(code, found)) is not None}
    goods = {code_fold(it.row.code): StockItem(*it.row[8:]) for it in known.values()}
    return goods | {fold: StockItem(*it.row[8:], plain(it.each), it.problem, it.label) for fold, it in known.items()}


def good_named(goods: dict[str, StockItem], code: str) -> StockItem:
    """The sku of that code. Raises NotFound, Invalid for a service, which has no stock. S04.16"""
    found = goods.get(code_fold(code))
    if found is None:
        raise unknown(code)
    if found.problem:
        raise found.problem
    if found.service:
        raise Invalid("service-no-stock", code=found.code)
    return found


def checked(kind: str, good: StockItem, line: PaperLine) -> PaperLine:
    """The line cleaned. Raises Invalid for a quantity that cannot be and for a lot that is missing or not kept.

    Whatever comes in needs a lot, what goes out may leave the choice to the first that expires.
    """
    least = KINDS[kind].least
    if line.quantity is None and kind != "count":
        raise Invalid("text-empty", field="quantity")
    much = line.quantity if line.quantity is None or isinstance(line.quantity, str) else line.quantity * good.each
    quantity = None if much is None else in_base_units(much, good, least=least)
    given, expires = _on_label(good, line)
    lot = clean(given, "lot", limit=CODE_LIMIT, empty=True)
    if lot and not good.lots:
        raise Invalid("lot-not-kept", code=good.code)
    comes = KINDS[kind].sign > 0 or (KINDS[kind].sign == 0 and (kind == "count" or (quantity or ZERO) > ZERO))
    if good.lots and comes and not lot:
        raise Invalid("lot-missing", code=good.code)
    return PaperLine(good.code, quantity, lot, expires, clean(line.reason, "reason", empty=True), line.book)


def _on_label(good: StockItem, line: PaperLine) -> tuple[str, date | None]:
    """Lot and expiry of the line, or of the label that was scanned. Raises Invalid when these say two things."""
    label = good.label if good.lots else None
    if label is None:
        return line.lot, line.expires
    if label.lot and line.lot and key(label.lot) != key(line.lot):
        raise Invalid("label-other-lot", code=good.code, lot=escaped(label.lot), given=escaped(line.lot))
    if label.until and line.expires and label.until != line.expires:
        raise Invalid("label-other-expiry", code=good.code, expires=label.until, given=line.expires)
    return line.lot or label.lot, line.expires or label.until
