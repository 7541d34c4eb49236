"""Lets the system pass the steps that are switched off: the person is gone, the effect is not (S21.30)."""

from collections.abc import Callable
from typing import Any, TypeVar

from ydh.core.company.actors import SYSTEM
from ydh.core.company.settings import Settings
from ydh.core.documents.document import Document
from ydh.core.documents.holds import blocking
from ydh.core.rules.answers import Answers
from ydh.core.rules.machine import On, Step
from ydh.core.values.errors import Shortage
from ydh.store.engine.database import Unit

T = TypeVar("T", bound=Document)
Pass = Callable[[Unit, Settings, T, Step, Any, int, Answers], object]


def advance(unit: Unit, cfg: Settings, doc: T, pass_step: Pass[T]) -> None:
    """Pass every step of the document and of its parts that is off and that nothing holds, by its own `pass_step`.

    Raises what passing raises; a shortage only while no part of the document goes on without what is short.
    """
    off, flow = cfg.off(doc.flow.name), doc.flow
    while off and doc.step in off and flow.step(doc.step).on is not On.SHIPMENT and not blocking(doc, doc.step):
        before = doc.step
        try:
            pass_step(unit, cfg, doc, flow.step(before), None, SYSTEM, flow.step(before).answers())
        except Shortage:
            if not doc.live():
                raise
        if doc.step == before:
            break  # the rest waits for goods; what has been released goes on
    for part in doc.live() if off else ():
        while part.step in off and not blocking(doc, part.step) and not part.lacks(cfg):
            step = flow.step(part.step)
            pass_step(unit, cfg, doc, step, part, SYSTEM, step.answers())
