"""Problems of rows that only the company's data shows, worded like those of the file reader."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ydh.core.files.reading.columns import FileColumn
from ydh.core.files.reading.problems import Problem
from ydh.core.values.errors import YdhError
from ydh.core.values.messages.all import MESSAGES
from ydh.core.values.messages.imports import IMPORT_MESSAGES
from ydh.core.values.text import escaped
from ydh.core.values.words import Label

_HINTS = {
    "import-customer-unknown": "hint-customer",
    "import-sku-unknown": "hint-sku",
    "import-code-double": "hint-sku",
    "import-code-package": "hint-sku",
    "import-code-measured": "hint-sku",
    "import-quantity-zero": "hint-quantity",
    "import-minimum": "hint-least",
    "import-ref-claimed": "hint-ref-taken",
}
_NEAREST = {"sku-unknown": "sku", "customer-unknown": "customer"}  # the column of each


def wrong(line: int, column: str, value: Any, id: str, **data: Any) -> Problem:
    """A problem of one cell; `value` is the cell's text. The hint is the id's own, hint- for import-."""
    value = escaped(str(value))
    hint = _HINTS.get(id, "hint-" + id.removeprefix("import-"))
    return Problem(line, column, column, value, id, {"value": value, **data}, hint)


def nearest(problem: Problem, near: str) -> Problem:
    """The problem with the codes most like the one that nothing goes by."""
    if not near:
        return problem
    return replace(problem, data={**problem.data, "near": near}, hint="hint-near")


def refused(line: int, error: YdhError, columns: Sequence[FileColumn], values: Mapping[str, Any]) -> Problem:
    """What the use case has against a row."""
    column, value, hint, data = "", "", "hint-mend", dict(error.data)
    if error.id in _NEAREST:
        column = _NEAREST[error.id]
        return wrong(line, column, values.get(column) or "", f"import-{error.id}")
    for one in columns:  # an error that names its field stands in the field's column
        if error.data.get("field") in (one.name, one.name.replace("_", " ")):
            column, hint, data = one.name, one.hint, {**one.facts, **data}
            value = escaped(str(values.get(column) or ""))
    worded = f"cell-{error.id}"
    return Problem(line, column, column, value, worded if worded in MESSAGES else error.id, data, hint)


def nearest_kind(problem: Problem) -> str:
    """Whether it is about an unknown sku or customer, of which the nearest can be named."""
    return _NEAREST.get(problem.id.removeprefix("import-"), "")


def missing(line: int, name: Label, channel: Label) -> Problem:
    """A detail that the channel requires and the order has not got."""
    data = {"name": name, "channel": channel}
    return Problem(line, "", "", "", "import-detail-missing", data, "hint-detail-missing")


assert all(hint in IMPORT_MESSAGES for hint in _HINTS.values())
