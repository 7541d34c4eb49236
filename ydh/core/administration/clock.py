"""The clock was ahead and is right now: what was written meanwhile stands in the future, and all go on from here."""

from datetime import datetime

from ydh.core.administration.signin import ACCOUNT
from ydh.core.audit.proof import CLOCK
from ydh.core.company import moments
from ydh.core.company.actors import Actor, who
from ydh.core.rules.permissions import P
from ydh.core.values.errors import Conflict
from ydh.core.values.text import clean
from ydh.store.engine.database import Unit


def accept(actor: Actor, reason: str) -> datetime:
    """Let everybody write by the clock as it is now, and give the moment of the entry that it was behind.

    Raises NotAllowed without system.configure, Conflict when the clock is not behind, Invalid without a reason.
    """

    def work(unit: Unit) -> datetime:
        me = who(unit, actor)
        me.need(P.SYSTEM_CONFIGURE)
        why, latest = clean(reason, "reason"), moments.newest(unit)
        if latest is None or not moments.is_back(unit, latest):
            raise Conflict("clock-right")
        ACCOUNT.entry(unit, me, me.id, CLOCK, reason=why)
        return latest

    return actor.company.write(work, any_time=True)
