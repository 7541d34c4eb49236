"""What waits for a member of staff beside the queues of the steps: counts, each with the age of its oldest."""

from collections.abc import Iterator

from ydh.core.cases.cases import SETTLERS
from ydh.core.company.actors import Who
from ydh.core.company.settings import Settings
from ydh.core.documents.readers import scope_of
from ydh.core.rules.permissions import P
from ydh.core.shipping.picking import RIGHTS
from ydh.core.workflow.views import MANY, Task
from ydh.store.engine.database import Unit
from ydh.store.workflow import tasks as store

MAY: dict[str, tuple[P, ...]] = {
    "picks": RIGHTS,
    "cases": SETTLERS,
    "papers": (P.STOCK_ADJUST,),
    "limits": (P.STOCK_ADJUST, P.PRODUCT_MANAGE),
}  # who is told of each


def tasks_of(unit: Unit, me: Who, cfg: Settings) -> tuple[Task, ...]:
    """Shipments to pick or check, cases to settle, papers of others to confirm, stock outside its limits."""
    return tuple(it for it in _all(unit, me, cfg) if any(me.may(right) for right in MAY[it.code]))


def _all(unit: Unit, me: Who, cfg: Settings) -> Iterator[Task]:
    if cfg["pick"] != "off":
        what = "pick" if cfg["pick"] == "pick" else "count"
        yield Task("picks", *store.waiting(unit, what, scope_of(me), MANY + 1))
    yield Task("cases", *store.waiting(unit, "cases", scope_of(me), MANY + 1))
    yield Task("papers", *store.papers(unit, me.id, MANY + 1))
    yield Task("limits", store.OUTSIDE.one(unit, day=cfg.today, limit=MANY + 1) or 0, None)
