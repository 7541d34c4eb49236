"""What documents keep of items and customers: what their journals said by the day on which it was written."""

from collections.abc import Collection, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from ydh.core.audit.replay import masters
from ydh.core.audit.replay.story import UNREAD, OneOf, Story, entry_of
from ydh.store.audit import newer
from ydh.store.audit import replay as store
from ydh.store.engine.database import Unit
from ydh.store.tables.items import KEPT

MOST = 20_000  # of each kind whose stories are remembered
NEAR = 60_000_000  # microseconds: two who write in the same minute may do so in either order
_OF_ITEM = tuple(name for name in KEPT if name != "name")
_TELL = {kind: masters.master(kind) for kind in ("sku", "product", "customer")}
Past = list[tuple[int, dict[str, Any]]]  # when, and what it was from then on


class OfItem(NamedTuple):
    """It is what the item's own was at that moment, in microseconds."""

    code: str
    at: int


class OfBuyer(NamedTuple):
    """It is what the customer of that id was called at that moment."""

    id: int | None
    at: int


def keep(story: Story, part: str, code: str, at: int) -> None:
    """The line was written at that moment, with what its item was then."""
    for name in KEPT:
        story.known[name, part] = (OfItem(code, at), story.seq)


def written(story: Story) -> int:
    """When the lines were written that stand there."""
    return next((value.at for value, _ in story.known.values() if isinstance(value, OfItem)), 0)


class Items:
    """What the journals of items, products and customers said of them, entry by entry; read once for each."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self._known: dict[str, dict[Any, Past]] = {kind: {} for kind in _TELL}

    def fill_in(self, stories: Mapping[int, Story], sold: bool) -> None:
        """Put what items were in the place of the words that say so; what is not known is forgotten.

        `sold`: lines may be of an order's, and keep what that one does.
        """
        if sold:
            self._of_orders(stories)
        told = [value for story in stories.values() for value, _ in story.known.values() if _is_word(value)]
        codes = {value.code for value in told if isinstance(value, OfItem)}
        self._read("sku", codes)
        products = {state.get("product") for code in codes for _, state in self._known["sku"].get(code, ())}
        self._read("product", {code for code in products if code})
        self._read_ids("customer", {value.id: value.id for value in told if isinstance(value, OfBuyer) and value.id})
        for story in stories.values():
            for (name, part), (value, seq) in list(story.known.items()):
                if _is_word(value):
                    found = self._then(value, name)
                    if found:
                        story.known[name, part] = (found[0] if len(found) == 1 else OneOf(found), seq)
                    else:
                        story.forget((name,), part)

    def _of_orders(self, stories: Mapping[int, Story]) -> None:
        ids = sorted(stories)
        for id_, position, *values in store.read(self._unit, store.SOLD, ids) if ids else ():
            story = stories.get(id_)
            if story is not None and story.has("code", f"lines {position}"):
                for name, value in zip(KEPT, values, strict=True):
                    story.known[name, f"lines {position}"] = (value, story.seq)

    def _then(self, it: OfItem | OfBuyer, name: str) -> list[Any]:
        """What it was then; several, when it changed at about that moment."""
        if isinstance(it, OfBuyer):
            past = self._known["customer"].get(it.id, [])
            return _distinct(state["name"] for state in _around(past, it.at) if "name" in state)
        items = _around(self._known["sku"].get(it.code, []), it.at)
        if name != "name":
            return _distinct(state[name] for state in items if name in state)
        products = {state.get("product") for state in items}
        pasts = [self._known["product"].get(code, []) for code in products if code]
        return _distinct(state["name"] for each in pasts for state in _around(each, it.at) if "name" in state)

    def _read(self, kind: str, codes: Collection[str]) -> None:
        new = sorted(set(codes) - self._known[kind].keys())
        self._read_ids(kind, {id_: code for code, id_ in store.CODES[kind].rows(self._unit, new)})

    def _read_ids(self, kind: str, ids: Mapping[int, Any]) -> None:
        """Read the journals of these, to be known by what stands beside their ids."""
        known = self._known[kind]
        if len(known) > MOST:
            known.clear()
        new = [id_ for id_, called in sorted(ids.items()) if called not in known]
        rows = newer.entries(self._unit, kind, new) if new else []
        for subject, entries in groupby(rows, key=itemgetter(1)):
            known[ids[subject]] = list(_past(kind, entries))


def _is_word(value: Any) -> bool:
    return isinstance(value, OfItem | OfBuyer)


def _past(kind: str, entries: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    story, names = Story(), (*_OF_ITEM, "product") if kind == "sku" else ("name",)
    for row in entries:
        story.seq = row[2]
        try:
            _TELL[kind](story, entry_of(row))
        except UNREAD:
            return  # the replay of the items names it
        yield row[3], {name: story.get(name) for name in names if story.has(name)}


def _around(past: Past, at: int) -> list[dict[str, Any]]:
    """What it was at that moment, and became within a minute of it."""
    before = [state for when, state in past if when <= at - NEAR]
    return before[-1:] + [state for when, state in past if at - NEAR < when <= at + NEAR]


def _distinct(values: Any) -> list[Any]:
    return list(dict.fromkeys(values))
