"""Price levels: what customers pay by, and whose orders go first."""

from ydh.core.audit.journal import Subject
from ydh.core.audit.master import write_new
from ydh.core.company.actors import Actor, Who, who
from ydh.core.partners.views import LevelView
from ydh.core.rules.permissions import P
from ydh.core.values.errors import Invalid, NotFound
from ydh.core.values.money import ZERO, number
from ydh.core.values.text import CODE_LIMIT, clean, escaped
from ydh.store.engine.database import Unit
from ydh.store.partners import customers as store
from ydh.store.tables.people import Level

HIGHEST = 5

LEVEL = Subject("price_level", Level)


def add_level(actor: Actor, code: str, name: str) -> None:
    """Add a price level. Raises NotAllowed, Invalid when the code is taken."""

    def work(unit: Unit) -> None:
        me = who(unit, actor)
        me.need(P.CUSTOMER_MANAGE)
        make_level(unit, me, clean(code, "code", limit=CODE_LIMIT), clean(name, "name"))

    actor.company.write(work)


def make_level(unit: Unit, me: Who, code: str, name: str) -> None:
    """Write a new price level. Raises Invalid when the code is taken."""
    if write_new(unit, me, LEVEL, store.ADD_LEVEL, {"code": code, "name": name}, code=code, name=name) is None:
        raise Invalid("level-taken", code=code)


def list_levels(actor: Actor) -> tuple[LevelView, ...]:
    """The price levels. Raises NotAllowed."""

    def work(unit: Unit) -> tuple[LevelView, ...]:
        who(unit, actor).need(P.ORDER_VIEW, P.CUSTOMER_MANAGE)
        priorities: dict[str, int] = dict(store.PRIORITIES.rows(unit))
        return tuple(LevelView(code, name, priorities[code]) for code, name in store.LEVELS.rows(unit))

    return actor.company.read(work)


def set_priority(actor: Actor, level: str, priority: str) -> None:
    """Say how far before the others orders of a price level are worked on: 0 (with all others) to 5.

    Raises NotAllowed without order.assign, NotFound, Invalid. Orders that are under way keep their place.
    """
    rank = int(number(priority, "priority", places=0, least=ZERO, most=ZERO + HIGHEST))

    def work(unit: Unit) -> None:
        me = who(unit, actor)
        me.need(P.ORDER_ASSIGN)
        row = store.LEVEL_PRIORITY.row(unit, code=level)
        if row is None:
            raise NotFound("level-unknown", code=escaped(level))
        if row[1] != rank:
            store.SET_PRIORITY.run(unit, id=row[0], priority=rank)
            LEVEL.entry(unit, me, row[0], "edit", changes=[["priority", row[1], rank]])

    actor.company.write(work)
