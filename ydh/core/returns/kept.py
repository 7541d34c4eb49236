"""What a return's entries keep besides for the replay of the journal: all that may have changed of it (KEPT)."""

from datetime import datetime
from typing import Any

from ydh.core.returns.document import BackLine, Return
from ydh.store.tables.fields import EPOCH, MICROSECOND

_TEXTS = ("number", "kind", "reason", "text", "arrival", "warehouse", "return_address", "carrier", "tracking")
_TIMES = ("submitted_at", "dispatched_at", "received_at", "closed_at")
_FIGURES = "quantity claimed allowed sent came restocked scrapped repair refunded price discount amount"


def of_return(doc: Return, to: str, now: datetime) -> dict[str, Any]:
    """The return as it stands after an act whose entry says that it went to the step `to`."""
    kept = {name: getattr(doc, name) for name in _TEXTS}
    kept |= {name: _micros(getattr(doc, name)) for name in _TIMES}
    kept |= {"replacement": doc.replacement, "business_date": doc.day.isoformat()}
    kept |= {"total": str(doc.total), "refund": str(doc.refund), "lines": [_line(line) for line in doc.lines]}
    if doc.step != to:
        kept["step"] = doc.step
    return kept | ({"since": _micros(doc.since)} if doc.since != now else {})


def _micros(moment: datetime | None) -> int | None:
    return None if moment is None else (moment - EPOCH) // MICROSECOND


def _line(line: BackLine) -> list[Any]:
    figures = [str(getattr(line, name)) for name in _FIGURES.split()]
    return [
        *figures,
        line.lot,
        line.reason,
        line.note,
        line.swap,
        line.code,
        line.ordered.position if line.line else None,
    ]
