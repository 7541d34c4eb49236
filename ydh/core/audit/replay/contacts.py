"""Who and where to of orders that took it over from their customer: what the customer's own journal said by then."""

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import Any

from ydh.core.audit.replay import masters
from ydh.core.audit.replay.story import UNREAD, OfCustomer, Story, entry_of
from ydh.store.audit import newer
from ydh.store.audit import replay as store
from ydh.store.engine.database import Unit

# what a document takes over, and what the customer calls it
NAMES = {**{name: name for name in ("contact", "phone", "address")}, "customer_name": "name"}
KEPT = 20_000  # customers whose stories are remembered
_TELL = masters.master("customer")


class Contacts:
    """What customers' journals said of them, entry by entry; read once for each customer."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self._known: dict[str, list[tuple[int, dict[str, Any]]]] = {}

    def fill_in(self, stories: Iterable[Story]) -> None:
        """Put what the customer's own was in the place of the words that say so; what is not known is forgotten."""
        wanted = [story for story in stories if any(isinstance(story.get(name), OfCustomer) for name in NAMES)]
        self._read(
            {story.get(name).code for story in wanted for name in NAMES if isinstance(story.get(name), OfCustomer)}
        )
        for story in wanted:
            for name in NAMES:
                own = story.get(name)
                if isinstance(own, OfCustomer):
                    value = self._at(own, name)
                    if value is None:
                        story.forget((name,))
                    else:
                        story.known[name, ""] = (value, story.known[name, ""][1])

    def _at(self, own: OfCustomer, name: str) -> Any:
        told = [values for seq, values in self._known.get(own.code, ()) if seq <= own.entries]
        return told[-1].get(NAMES[name]) if told else None

    def _read(self, codes: set[str]) -> None:
        if len(self._known) > KEPT:
            self._known.clear()
        ids = {id_: code for code, id_ in store.CODES["customer"].rows(self._unit, sorted(codes - self._known.keys()))}
        rows = newer.entries(self._unit, "customer", sorted(ids)) if ids else []
        for subject, entries in groupby(rows, key=itemgetter(1)):
            story, told = Story(), []
            for row in entries:
                story.seq = row[2]
                try:
                    _TELL(story, entry_of(row))
                except UNREAD:
                    break  # the replay of the customers names it
                told.append((row[2], {name: story.get(name) for name in NAMES.values()}))
            self._known[ids[subject]] = told
