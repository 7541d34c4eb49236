"""How a customer ordered of late, beside one of its orders: what is usual is told from what is not."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from ydh.core.company.actors import Actor
from ydh.core.company.settings import settings
from ydh.core.documents.readers import reader, scope_of
from ydh.core.orders.looking import order_id
from ydh.core.values.lazy import dataclass
from ydh.core.values.money import CENT, ZERO
from ydh.core.values.outcomes import Amount
from ydh.core.values.words import MASKED
from ydh.store.engine.database import Unit
from ydh.store.orders import course as store

WEEKS = 13  # of seven days, the last ends today


@dataclass(frozen=True, slots=True)
class Course:
    """Orders that count, and their total in yuan. `weeks`: what each came to, in orders for who sees no amounts."""

    orders: int
    total: Amount
    weeks: tuple[Decimal, ...]


def of_customer(actor: Actor, number: str, until: datetime) -> Course:
    """What the customer of an order (or of a shipment's) ordered in the WEEKS up to a moment. Raises NotFound."""

    def work(unit: Unit) -> Course:
        me, today = reader(unit, actor), until.astimezone(settings(unit).zone).date()
        first = today - timedelta(days=7 * WEEKS - 1)
        found = store.days(unit, scope_of(me), id=order_id(unit, me, number), first=first)
        sees, weeks = me.sees_amounts(), [ZERO] * WEEKS
        for day, count, cents in found:
            if (at := (date.fromisoformat(str(day)) - first).days // 7) < WEEKS:
                weeks[at] += CENT * cents if sees else count
        total = sum((CENT * cents for _, _, cents in found), ZERO)
        return Course(sum(int(count) for _, count, _ in found), total if sees else MASKED, tuple(weeks))

    return actor.company.read(work)
