"""What is due by the calendar: receipts that nobody confirmed. Run by cron, done by the built-in actor `clock`."""

from datetime import timedelta

from ydh.core.company.actors import CLOCK, Actor, who
from ydh.core.company.settings import settings
from ydh.core.rules.permissions import P
from ydh.core.values.outcomes import Outcome, Seen, Target
from ydh.core.workflow.acting import act_many
from ydh.store.engine.database import Unit
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
