"""What the lists of master data share: the same change to each of several rows, lists in a field, choices."""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from operator import attrgetter
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.goods import catalogue
from ydh.core.partners.levels import list_levels
from ydh.core.stock.warehouses import list_warehouses as every_warehouse
from ydh.core.values.errors import NotAllowed, YdhError
from ydh.core.values.money import number
from ydh.core.values.outcomes import Done, Outcome, Refused
from ydh.core.values.text import key
from ydh.core.values.words import N_, Label
from ydh.tui.lists.book import Answers
from ydh.tui.paint.parts import Part, Rows

ADDED = N_("{code} is added")

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


def given(answers: Answers, *names: str) -> dict[str, Any]:
    """Those of the answers that were filled in."""
    return {name: answers[name] for name in names if answers.get(name)}


def decimal(answers: Answers, name: str, field: str, places: int, least: Decimal | None = Decimal(0)) -> Decimal | None:
    """A number of a form, None when nothing was typed. Raises Invalid."""
    text = answers.get(name, "").strip()
    return number(text, field, places=places, least=least) if text else None


def named_list(text: str) -> list[str]:
    """Names with commas between, as they are typed with a Chinese or an English keyboard."""
    return [name.strip() for name in re.split(r"[,，、;；]", text) if name.strip()]


def attributes(values: Mapping[str, str]) -> str:
    """Attributes as they are read again: colour=red; size=L."""
    return "; ".join(f"{name}={value}" for name, value in values.items())


def full_name(row: Any) -> str:
    """Name and what tells the variant from the others."""
    return " ".join([row.name, *row.attributes.values()])


def if_allowed(work: Callable[[], Sequence[Part]]) -> Sequence[Part]:
    """Parts that only some may see; nothing for the others."""
    try:
        return work()
    except NotAllowed:
        return ()


def part(rows: Rows) -> list[Part]:
    """A table among parts, left out when it has nothing to say."""
    return [rows] if rows.rows or rows.empty else []


def find_category(actor: Actor, text: str) -> Sequence[tuple[str, str]]:
    """Categories that begin with what was typed."""
    return [(name, "") for name in catalogue.categories(actor) if text and key(name).startswith(key(text))]


def levels(actor: Actor, none: str) -> Choices:
    """The price levels as choices, after `none`."""
    return (("", none), *((it.code, it.name) for it in list_levels(actor)))


def warehouses(actor: Actor, first: str) -> Choices:
    """The warehouses as choices, the one of code `first` before the others."""
    found = sorted(every_warehouse(actor), key=lambda it: it.code != first)
    return tuple((it.code, it.name) for it in found)


def state(*, retired: bool) -> Label | str:
    """What is no longer used, as a word."""
    return Label(N_("retired."), "retired") if retired else ""
