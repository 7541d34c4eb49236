"""The lines of stock papers as the journal has them: for people, and whole for its replay (KEPT)."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from ydh.core.stock.views import PaperLine
from ydh.core.values.quantities import plain


def shown(lines: Sequence[PaperLine]) -> list[list[str]]:
    """Lines as people read them: code, lot, quantity, what the books said in a count."""
    return [[x.sku, x.lot, _figure(x.quantity), _figure(x.book)] for x in lines]


def whole(lines: Sequence[PaperLine]) -> list[list[Any]]:
    """Every line with all that it says: code, lot, expiry, quantity, the books' figure, reason."""
    return [[*_row(x), _figure(x.quantity) or None, _figure(x.book) or None, x.reason] for x in lines]


def _row(line: PaperLine) -> list[Any]:
    return [line.sku, line.lot, line.expires and line.expires.isoformat()]


def _figure(value: Decimal | None) -> str:
    return "" if value is None else f"{plain(value):f}"
