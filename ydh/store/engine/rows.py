"""Rows whose cells go by name: `row.assessed`, not `row[9]`.

A statement's row is declared beside it, as a NamedTuple is. To a type checker it is one; while the program runs it is
a tuple whose class costs an eighth to make, because a start imports a hundred of them to use ten.
"""

from operator import itemgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import NamedTuple as NamedRow
else:

    class _Naming(type):
        """Gives a class of rows the names of its annotations."""

        def __new__(mcs, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> type:
            space["__slots__"] = ()
            space["_fields"] = tuple(space.get("__annotations__", ()))
            for at, each in enumerate(space["_fields"]):
                space[each] = property(itemgetter(at))
            return super().__new__(mcs, name, bases, space)

    class NamedRow(tuple, metaclass=_Naming):
        """The row of a statement."""

        def __new__(cls, *cells: Any) -> "NamedRow":
            return tuple.__new__(cls, cells)

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)


__all__ = ["NamedRow"]
