"""Every use case of core, found by its signature: a public function whose first parameter is the actor."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from functools import cache
from typing import Any

import ydh.core

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
