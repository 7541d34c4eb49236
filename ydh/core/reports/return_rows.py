"""Where the rows of the reports about returns come from: by product, by customer, by reason. S19.15"""

from collections.abc import Mapping, Sequence
from typing import Any

from ydh.core.reports.rows import Columns, Span, customer_names, money, quantities, ratio, sku_names
from ydh.core.rules.returns import REASON_NAMES
from ydh.core.values.words import Label
from ydh.store.reports import return_rows as store


def _sums(span: Span, by: str) -> list[Sequence[Any]]:
    """What `by` says, then lines, thousandths that come back and cents that are paid back."""
    return span.columns(store.returned(by, span.scope, span.limits), 4)


def _of(lines: Sequence[Any], quantity: Sequence[Any], amount: Sequence[Any]) -> Columns:
    return {"lines": list(map(int, lines)), "returned": quantities(quantity), "refund": money(amount)}


def products(span: Span) -> Columns:
    """What comes back of each item, against what was sold of it in the same days."""
    sku, lines, returned, refund = _sums(span, "sku")
    items, _, quantity, _ = span.sales("sku")
    sold = _of_each(sku, dict(zip(items, quantity, strict=True)))
    back = _of(lines, returned, refund)
    return sku_names(span, sku) | back | {"sold": quantities(sold), "rate": _rates(returned, sold)}


def customers(span: Span) -> Columns:
    """What each customer gives back: lines, and money against what it bought in the same days."""
    customer, lines, returned, refund = _sums(span, "customer")
    buyers, _, total = span.sales("customer")
    bought = _of_each(customer, dict(zip(buyers, total, strict=True)))
    back = _of(lines, returned, refund)
    return customer_names(span, customer) | back | {"total": money(bought), "rate": _rates(refund, bought)}


def reasons(span: Span) -> Columns:
    """Why goods come back."""
    reason, *sums = _sums(span, "reason")
    return {"reason": [Label(REASON_NAMES[code], code) for code in reason]} | _of(*sums)


def _of_each(ids: Sequence[int], known: Mapping[int, Any]) -> list[int]:
    return [int(known.get(id_, 0)) for id_ in ids]


def _rates(parts: Sequence[Any], wholes: Sequence[int]) -> list[Any]:
    return [ratio(int(part), whole) for part, whole in zip(parts, wholes, strict=True)]
