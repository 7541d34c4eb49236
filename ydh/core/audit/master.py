"""Master data: what records of every kind have in common when they are added, edited, retired and restored.

A room says how a record of its own is found, checked and written. What does not differ from kind to kind stands here:
that it is still what was seen, that nothing is written where nothing changes, and the entry beside each change.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from ydh.core.audit.journal import NEW, Subject, changes
from ydh.core.company.actors import Actor, Who
from ydh.core.values.errors import Stale
from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Statement

Fields = dict[str, Any]


class Record(Protocol):
    """A record whose row is locked."""

    @property
    def id(self) -> int: ...
    @property
    def version(self) -> int: ...
    @property
    def active(self) -> bool: ...


R = TypeVar("R", bound=Record)


def check_seen(version: int, seen: int | None) -> None:
    """Raise Stale unless `seen`, when given, is the version."""
    if seen is not None and seen != version:
        raise Stale("changed-meanwhile")


def given(values: Mapping[str, Any]) -> Fields:
    """Those of the values that were given: None leaves a field as it is."""
    return {name: value for name, value in values.items() if value is not None}


def write_new(
    unit: Unit, me: Who, subject: Subject, row: Statement, told: Mapping[str, Any], /, **values: Any
) -> int | None:
    """Write a new record, and that it was made; gives its id, None when its code is taken."""
    id_: int | None = row.one(unit, **values, **NEW)
    if id_ is not None:
        subject.begin(unit, id_)
        subject.entry(unit, me, id_, "create", **told)
    return id_


class Master(ABC, Generic[R]):
    """A kind of record. Its rows are found by a code, in a unit of work of the actor's."""

    subject: ClassVar[Subject]
    edited: ClassVar[str] = "edit"  # what the journal calls a change of its fields, and its return into use
    restored: ClassVar[str] = "restore"
    write_fields: ClassVar[Statement]
    write_active: ClassVar[Statement]

    @abstractmethod
    def find(self, unit: Unit, actor: Actor, code: str) -> tuple[Who, R]:
        """Who acts, and the record with its row locked. Raises NotAllowed, NotFound."""

    @abstractmethod
    def fields(self, unit: Unit, it: R) -> Fields:
        """What can be edited of it, by name."""

    @abstractmethod
    def after(self, unit: Unit, me: Who, it: R, before: Fields, values: Fields) -> Fields:
        """The fields with what is values, checked. Raises Invalid."""

    def write(self, unit: Unit, it: R, before: Fields, after: Fields) -> None:
        """Write what can be edited."""
        self.write_fields.run(unit, id=it.id, **after)

    def switch(self, unit: Unit, me: Who, it: R, active: bool) -> None:
        """Write whether it is in use. Raises Conflict when it may not be retired."""
        self.write_active.run(unit, id=it.id, active=active)

    def shown(self, fields: Fields) -> Fields:
        """Fields as the journal has them."""
        return fields

    def told(self, active: bool) -> Fields:
        """What the entry of a change of that says besides."""
        return {}

    def edit(self, actor: Actor, code: str, values: Fields, *, seen: int | None = None) -> None:
        """Change these fields of a record. Raises NotAllowed, NotFound, Stale, Invalid."""

        def work(unit: Unit) -> None:
            me, it = self.find(unit, actor, code)
            check_seen(it.version, seen)
            self.change(unit, me, it, values)

        actor.company.write(work)

    def change(self, unit: Unit, me: Who, it: R, values: Fields, action: str = "") -> None:
        """The same for a record that was found, inside a unit of work; `action` is the journal's word for it."""
        before = self.fields(unit, it)
        after = self.after(unit, me, it, before, values)
        if after != before:
            self.write(unit, it, before, after)
            told = changes(unit, self.shown(before), self.shown(after))
            self.subject.entry(unit, me, it.id, action or self.edited, changes=told)

    def retire(self, actor: Actor, code: str, *, seen: int | None = None) -> int:
        """Take a record out of use; what names it already keeps it. Gives its version then, 0 when it was out of use.

        Raises NotAllowed, NotFound, Conflict, Stale when `seen` is no longer its version.
        """
        return self._set_active(actor, code, seen, active=False)

    def restore(self, actor: Actor, code: str, *, seen: int | None = None) -> int:
        """Take a retired record into use again; as `retire`. Raises NotAllowed, NotFound, Stale."""
        return self._set_active(actor, code, seen, active=True)

    def _set_active(self, actor: Actor, code: str, seen: int | None, *, active: bool) -> int:
        def work(unit: Unit) -> int:
            me, it = self.find(unit, actor, code)
            check_seen(it.version, seen)
            if it.active == active:
                return 0
            self.switch(unit, me, it, active)
            return self.subject.entry(unit, me, it.id, self.restored if active else "retire", **self.told(active))

        return actor.company.write(work)
