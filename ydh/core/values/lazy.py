"""`dataclass` as the standard library has it, but a class is worked out when it is first used.

Working one out costs half a millisecond, and a start imports a hundred of them to use ten. Only for classes of which
nothing is made while modules are imported. Without slots: those would take another class.
"""

import dataclasses
import threading
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


_ONE = threading.RLock()  # held by the thread that works a class out


class _Later:
    """Stands for what a dataclass knows of its fields until somebody asks."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options

    def __get__(self, _: Any, cls: type) -> Any:
        return vars(_complete(cls))["__dataclass_fields__"]


def _complete(cls: type) -> type:
    """Make every class on the way that waits a dataclass, the bases first; gives the nearest one."""
    with _ONE:
        for each in reversed(cls.__mro__):
            later = vars(each).get("__dataclass_fields__")
            if isinstance(later, _Later):
                _work_out(each, later.options)
    return next(each for each in cls.__mro__ if "__dataclass_fields__" in vars(each))


def _work_out(cls: Any, options: dict[str, Any]) -> None:
    """Make it a dataclass. Its `__init__` comes last and at once: other threads may be about to make one."""
    dataclasses.dataclass(**options, init=False)(cls)
    below = type(cls)(cls.__name__, (cls,), {})
    dataclasses.dataclass(repr=False, eq=False, frozen=options.get("frozen", False))(below)
    cls.__init__ = below.__init__


def _begin(self: Any, *args: Any, **given: Any) -> None:
    """The first time that one is made."""
    vars(_complete(type(self)))["__init__"](self, *args, **given)
