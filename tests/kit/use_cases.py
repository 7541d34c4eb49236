"""Every use case of core, found by its signature: a public function whose first parameter is the actor."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

import ydh.core
from ydh.core.goods.views import Variant
from ydh.core.values.outcomes import Seen

UseCase = Callable[..., Any]


@cache
def use_cases() -> dict[str, UseCase]:
    """All of them, as `room.file.name`."""
    found = {}
    for module in pkgutil.walk_packages(ydh.core.__path__, "ydh.core."):
        for name, it in vars(importlib.import_module(module.name)).items():
            mine = inspect.isfunction(it) and it.__module__ == module.name and not name.startswith("_")
            if mine and next(iter(inspect.signature(it).parameters), "") == "actor":
                found[f"{module.name.removeprefix('ydh.core.')}.{name}"] = it
    return found


def looks(it: UseCase) -> bool:
    """Whether it opens a reading unit of work and no writing one."""
    source = inspect.getsource(it)
    return "company.read(" in source and "company.write(" not in source


def filled(it: UseCase, first: Any, **more: Any) -> tuple[list[Any], dict[str, Any]]:
    """Arguments for a use case after the actor: `first`, `more`, and something plain for all else that it must have."""
    parameters = list(inspect.signature(it).parameters.values())[2:]
    needed = {
        p.name: _plain(str(p.annotation)) for p in parameters if p.default is p.empty and p.kind is not p.VAR_KEYWORD
    }
    return [first], needed | more


def texts(it: UseCase) -> list[str]:
    """The parameters that are texts, after the actor and the first."""
    parameters = list(inspect.signature(it).parameters.values())[2:]
    return [p.name for p in parameters if p.annotation is str or str(p.annotation) == "str | None"]


def _plain(kind: str) -> Any:
    if kind == "<class 'str'>" or kind.startswith("str"):
        return "x"
    if "Sequence" in kind or "Iterable" in kind:
        return ["x"] if "[str]" in kind else []
    for name, value in _VALUES.items():
        if name in kind:
            return value
    return None


_VALUES = {
    "Mapping": {},
    "Variant": Variant(unit="box", price=Decimal(1)),
    "Decimal": Decimal(1),
    "datetime.datetime": datetime(2026, 12, 1, tzinfo=UTC),
    "datetime.date": date(2026, 12, 1),
    "Seen": Seen(),
    "int": 1,
    "bytes": b"x",
    "bool": False,
}
