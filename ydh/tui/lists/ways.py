"""What the lists of master data share: the same change to each of several rows, lists in a field, choices."""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.stock.warehouses import list_warehouses as every_warehouse
from ydh.core.values.errors import NotAllowed, YdhError
from ydh.core.values.outcomes import Done, Outcome, Refused
from ydh.tui.lists.book import Answers
from ydh.tui.paint.parts import Part, Rows

Choices = tuple[tuple[str, Any], ...]


def each_of(
    one: Callable[[Actor, str, Answers], object], name: str | Callable[[Any], str]
) -> Callable[..., list[Outcome]]:
    """Do `one` to the code (the attribute `name`, or what it gives) of each row, with an outcome for each."""
    key_of = attrgetter(name) if isinstance(name, str) else name

    def do(actor: Actor, rows: Sequence[Any], answers: Answers) -> list[Outcome]:
        return [_outcome(one, actor, key_of(row), answers) for row in rows]

    return do


def each_row(one: Callable[[Actor, Any, Answers], Outcome]) -> Callable[..., list[Outcome]]:
    """The use case of one document, for several: each with the outcome that it gives."""

    def do(actor: Actor, rows: Sequence[Any], answers: Answers) -> list[Outcome]:
        outcomes: list[Outcome] = []
        for row in rows:
            try:
                outcomes.append(one(actor, row, answers))
            except YdhError as error:
                outcomes.append(Refused(row.number, error))
        return outcomes

    return do


def back(one: Callable[..., int]) -> Callable[[Any], Callable[[Actor], list[Outcome]] | None]:
    """Do `one` to each code that was changed, as it was left: how that is taken back; None when none was changed."""

    def undo(outcomes: Any) -> Callable[[Actor], list[Outcome]] | None:
        changed = [each for each in outcomes if isinstance(each, Done) and each.revision]

        def once(it: Done) -> Callable[[Actor, str, Answers], object]:
            return lambda actor, code, _: one(actor, code, seen=it.revision)

        return (lambda actor: [_outcome(once(it), actor, it.number, {}) for it in changed]) if changed else None

    return undo


def _outcome(one: Callable[[Actor, str, Answers], object], actor: Actor, code: str, answers: Answers) -> Outcome:
    """What became of it; `one` may give the version that it left."""
    try:
        version = one(actor, code, answers)
    except YdhError as error:
        return Refused(code, error)
    return Done(code, "", version if isinstance(version, int) else 0)


def if_allowed(work: Callable[[], Sequence[Part]]) -> Sequence[Part]:
    """Parts that only some may see; nothing for the others."""
    try:
        return work()
    except NotAllowed:
        return ()


def part(rows: Rows) -> list[Part]:
    """A table among parts, left out when it has nothing to say."""
    return [rows] if rows.rows or rows.empty else []


def warehouses(actor: Actor, first: str) -> Choices:
    """The warehouses as choices, the one of code `first` before the others."""
    found = sorted(every_warehouse(actor), key=lambda it: it.code != first)
    return tuple((it.code, it.name) for it in found)
