"""The return window: how long after it arrived a product can come back. S03.17, S10.21, S19.15"""

from datetime import date, datetime, timedelta

from ydh.core.company.settings import Settings
from ydh.core.returns.document import Return
from ydh.store.engine.database import Unit
from ydh.store.returns import returns as store


def days_of(cfg: Settings, product: int | None) -> int:
    """The product's own days, else the company's; 0: it cannot come back."""
    return int(cfg["return_days"] if product is None else product)


def until(cfg: Settings, days: int, arrived: datetime | None) -> date | None:
    """The last day on which what arrived (or left) at that moment can be asked back; None: not at all."""
    if not days or arrived is None:
        return None
    return arrived.astimezone(cfg.zone).date() + timedelta(days=days)


def late_lines(unit: Unit, cfg: Settings, doc: Return) -> list[tuple[str, int]]:
    """Code and days of the lines whose window has closed; what has no order has no window."""
    if doc.order is None:
        return []
    known = {row.id: row for row in store.RETURNABLE.rows(unit, order=doc.order)}
    late = []
    for line in doc.lines:
        row = known[line.line or 0]
        days = days_of(cfg, row.return_days)
        last = until(cfg, days, row.arrived)
        if last is None or cfg.today > last:
            late.append((line.code, days))
    return late
