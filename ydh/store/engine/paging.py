"""Pages of a list of names: in the order of their sort key, rows of equal names by their code."""

from typing import Any

from ydh.store.engine.prepared import slot

LAST = "\U0010ffff"  # stands after every key
ORDERS = ("", "name", "-name")  # by code, by name, by name falling


def in_order(query: Any, by: str, sort: Any, fold: Any) -> Any:
    """The rows after a place: slot `after` is the code there, slot `after_sort` the key of the name there."""
    at, code = slot(sort, "after_sort"), slot(fold, "after")
    if by == "name":
        return query.where((sort > at) | ((sort == at) & (fold > code))).order_by(sort, fold)
    if by == "-name":
        return query.where((sort < at) | ((sort == at) & (fold > code))).order_by(sort.desc(), fold)
    return query.where(fold > code).order_by(fold)
