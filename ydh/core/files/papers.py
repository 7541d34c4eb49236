"""Papers of documents: what stands on each, for who may see the document; and the printers that take it. S13.18"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from ydh.core.audit.leaving import leave
from ydh.core.company.actors import Actor, who
from ydh.core.company.settings import settings
from ydh.core.orders import looking
from ydh.core.returns import looking as return_looking
from ydh.core.rules import papers as kinds
from ydh.core.rules.machine import VOID
from ydh.core.rules.papers import LABEL, NOTE, OF_SHIPMENTS, ORDER, PACKING, PAPERS, PICK, RETURN, Printer
from ydh.core.shipping import pick_looking, shipments
from ydh.core.values import series
from ydh.core.values.errors import Invalid, NotFound, WrongStep, YdhError
from ydh.core.values.lazy import dataclass
from ydh.core.values.outcomes import Refused
from ydh.core.values.text import escaped, key
from ydh.store.engine.database import Unit


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of a document: what it is called, whose it is, and what stands on it."""

    kind: str
    number: str
    company: str
    about: Any


def papers(actor: Actor, kind: str, numbers: Sequence[str], *, parcels: int | None = None) -> list[Paper | Refused]:
    """A paper of each document, in the order of the numbers; those of shipments for every shipment of an order.

    `parcels` says of how many parcels a shipment is labelled, where it does not say so itself. What cannot be printed
    is there as refused, so that the others are printed. Raises Invalid for a paper that there is not.
    """
    if kind not in PAPERS:
        raise Invalid("setting-choice", value=escaped(kind), choices=", ".join(PAPERS))
    if parcels is not None and not 1 <= parcels <= kinds.MOST_PARCELS:
        raise Invalid("parcels-range", most=kinds.MOST_PARCELS)
    company = actor.company.read(lambda unit: _company(unit, actor))
    read = _READ[kind] if kind != LABEL else lambda actor, number: shipments.label(actor, number, parcels)
    return [paper for number in numbers for paper in _papers(actor, company, kind, number, read)]


def _company(unit: Unit, actor: Actor) -> str:
    who(unit, actor)
    return str(settings(unit)["company_name"])


_READ: Mapping[str, Callable[[Actor, str], Any]] = {
    PICK: pick_looking.show,
    NOTE: lambda actor, number: shipments.paper(actor, number, NOTE),
    PACKING: lambda actor, number: shipments.paper(actor, number, PACKING),
    ORDER: looking.show,
    RETURN: return_looking.show,
}


def _papers(
    actor: Actor, company: str, kind: str, number: str, read: Callable[[Actor, str], Any]
) -> Iterator[Paper | Refused]:
    try:
        parts = _shipments(actor, kind, number) if kind in OF_SHIPMENTS else [number]
    except YdhError as error:
        yield Refused(number, error.kept())
        return
    for part in parts:
        try:
            about = read(actor, part)
            yield Paper(kind, _number(about), company, about)
        except YdhError as error:
            yield Refused(part, error.kept())


def _number(about: Any) -> str:
    """What the document is called, however it was typed."""
    about = getattr(about, "sheet", about)
    return str(getattr(getattr(about, "row", about), "number", ""))


def _shipments(actor: Actor, kind: str, number: str) -> list[str]:
    """The shipments that are meant: the one of that number, or all of an order. Raises WrongStep without any."""
    name = series.typed(number)
    if not name.startswith((series.ORDER, series.DRAFT_ORDER)):
        return [number]
    parts = looking.show(actor, name).shipments
    found = [it.number for it in parts if (it.step == "ship" if kind == PICK else it.step != VOID)]
    if not found:
        raise WrongStep("nothing-to-pick" if kind == PICK and parts else "nothing-packed", number=name)
    return found


def leaves(actor: Actor, kind: str, count: int, *, to_file: bool) -> None:
    """Journal that so many papers leave, as files do. S06.20"""
    leave(actor, f"print {kind}", count, whole=False, to_file=to_file)


# --- printers ---


def printers(actor: Actor, kind: str) -> tuple[Printer, ...]:
    """The company's printers that take a paper; they are its staff's. Raises NotSignedIn."""

    def work(unit: Unit) -> tuple[Printer, ...]:
        return () if who(unit, actor).is_customer else kinds.printers_for(settings(unit)["printers"], kind)

    return actor.company.read(work)


def printer(actor: Actor, kind: str, name: str) -> Printer:
    """The printer of that name. Raises NotFound naming those that take such a paper."""
    there = printers(actor, kind)
    for it in there:
        if key(it.name) == key(name):
            return it
    names = ", ".join(it.name for it in there)
    raise NotFound("printer-unknown" if there else "printer-none", name=escaped(name), names=names)
