"""What is due by the calendar: receipts that nobody confirmed, and promises of lots that have died.

Run by cron, done by the built-in actor `clock`.
"""

from datetime import timedelta
from functools import partial

from ydh.core.company.actors import CLOCK, Actor, who
from ydh.core.company.settings import settings
from ydh.core.rules.permissions import P
from ydh.core.stock import lapsing
from ydh.core.values.outcomes import Outcome, Seen, Target
from ydh.core.workflow.acting import act_many
from ydh.store.engine.database import Unit
from ydh.store.stock import leaving
from ydh.store.workflow import switches


def run(actor: Actor, *, dry_run: bool = False) -> list[Outcome]:
    """Confirm the receipt of shipments that left `auto_receive_days` ago; 0 days switches that off (S07.14).

    A shipment with an open case waits until that is settled. Whoever starts it needs system.configure; the journal
    says that the clock did it.
    """

    def due(unit: Unit) -> list[str]:
        who(unit, actor).need(P.SYSTEM_CONFIGURE)
        days = settings(unit)["auto_receive_days"]
        if not days:
            return []
        return [number for (number,) in switches.OVERDUE.rows(unit, before=unit.now - timedelta(days=days))]

    numbers = actor.company.read(due)
    clock = Actor(actor.company, CLOCK, "clock")
    return act_many(clock, [Target(n, Seen("receive")) for n in numbers], "approve", dry_run=dry_run)


def lapse(actor: Actor, *, dry_run: bool = False) -> list[str]:
    """Give up what orders have reserved in vain, because its lots may not leave any more; gives the orders' numbers.

    One item after the other. Whoever starts it needs system.configure; the journal says that the clock did it.
    """

    def due(unit: Unit) -> list[int]:
        who(unit, actor).need(P.SYSTEM_CONFIGURE)
        return sorted({row.sku for row in leaving.died(unit, settings(unit).today)})

    def give_up(unit: Unit, sku: int) -> list[str]:
        return lapsing.lapse(unit, who(unit, Actor(actor.company, CLOCK, "clock")), [sku])

    numbers = set[str]()
    for sku in actor.company.read(due):
        numbers.update(actor.company.write(partial(give_up, sku=sku), dry_run=dry_run))
    return sorted(numbers)
