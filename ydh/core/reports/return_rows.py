"""Where the rows of the reports about returns come from: by product, by customer, by reason. S19.15"""

from decimal import Decimal
from typing import Any

from ydh.core.reports.rows import Found, Span, _customer_names, _money, _ratio, _sku_names
from ydh.core.rules.returns import REASON_NAMES
from ydh.core.values.money import QUANTITY_PLACES
from ydh.core.values.words import Label
from ydh.store.engine.prepared import Row
from ydh.store.reports import return_rows as store


def _rows(span: Span, by: str) -> list[Row]:
    return span.rows(store.returned(by, span.scope, span.limited))


def _quantity(value: Any) -> Decimal:
    return Decimal(int(value)).scaleb(-QUANTITY_PLACES)


def _of(lines: Any, quantity: Any, amount: Any) -> Found:
    return {"lines": int(lines), "returned": _quantity(quantity), "refund": _money(amount)}


def products(span: Span) -> list[Found]:
    """What comes back of each item, against what was sold of it in the same days."""
    found = _rows(span, "sku")
    sold = {sku: quantity for sku, _, quantity, *_ in span.sales("sku")}
    names = _sku_names(span, (row[0] for row in found))
    return [names[sku] | _of(*sums) | _rate(sums[1], sold.get(sku, 0)) for sku, *sums in found]


def _rate(returned: Any, sold: Any) -> Found:
    return {"sold": _quantity(sold), "rate": _ratio(int(returned), int(sold))}


def customers(span: Span) -> list[Found]:
    """What each customer gives back: lines, and money against what it bought in the same days."""
    found = _rows(span, "customer")
    bought = {customer: quantity for customer, _, quantity, *_ in span.sales("customer")}
    names = _customer_names(span, (row[0] for row in found))
    return [
        names[customer]
        | _of(lines, quantity, amount)
        | {"total": _money(bought.get(customer, 0))}
        | _share(amount, bought, customer)
        for customer, lines, quantity, amount in found
    ]


def _share(refund: Any, bought: dict[int, Any], customer: int) -> Found:
    return {"rate": _ratio(int(refund), int(bought.get(customer, 0)))}


def reasons(span: Span) -> list[Found]:
    """Why goods come back."""
    return [{"reason": Label(REASON_NAMES[code], code)} | _of(*sums) for code, *sums in _rows(span, "reason")]
