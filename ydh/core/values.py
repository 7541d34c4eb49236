"""`dataclass` as the standard library has it, but a class is worked out when it is first used.

Working one out costs half a millisecond, and a start imports a hundred of them to use ten. Only for classes of which
nothing is made while modules are imported. Without slots: those would take another class.
"""

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(*, slots: bool = False, **options: Any) -> Callable[[type], type]:
        """The decorator; `slots` is for the reader only."""

        def wrap(cls: type) -> type:
            cls.__dataclass_fields__ = _Later(options)
            cls.__init__ = _begin
            return cls

        return wrap


class _Later:
    """Stands for what a dataclass knows of its fields until somebody asks."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options

    def __get__(self, _: Any, cls: type) -> Any:
        return vars(_complete(cls))["__dataclass_fields__"]


def _complete(cls: type) -> type:
    """Make every class on the way that waits a dataclass, the bases first; gives the nearest one."""
    for each in reversed(cls.__mro__):
        later = vars(each).get("__dataclass_fields__")
        if isinstance(later, _Later):
            for name in ("__dataclass_fields__", "__init__"):
                delattr(each, name)
            dataclasses.dataclass(**later.options)(each)
    return next(each for each in cls.__mro__ if "__dataclass_fields__" in vars(each))


def _begin(self: Any, *args: Any, **given: Any) -> None:
    """The first time that one is made."""
    vars(_complete(type(self)))["__init__"](self, *args, **given)
