"""What reports give: frozen columns and results. Plain Python."""

from datetime import date
from typing import Any, Literal

from ydh.core.values.lazy import dataclass

ColumnKind = Literal["text", "code", "money", "quantity", "integer", "time", "percent", "bar", "label"]


@dataclass(frozen=True, slots=True)
class ReportColumn:
    """A column of a report; `label` is marked. `sums`: it has a total. `amount`: masked without amount.view."""

    name: str
    label: str
    kind: ColumnKind = "text"
    sums: bool = False
    amount: bool = False


@dataclass(frozen=True, slots=True)
class ReportResult:
    """A report that was run. `totals` is over every row, those beyond `top` too; it has None where none is due.

    `first` and `last` are the inclusive business days it was limited to, `meaning` what it counts (S15.18).
    """

    name: str
    label: str
    meaning: str
    columns: tuple[ReportColumn, ...]
    rows: tuple[tuple[Any, ...], ...]
    totals: tuple[Any, ...]
    first: date | None
    last: date | None
