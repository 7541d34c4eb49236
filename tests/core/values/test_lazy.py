"""Classes that are worked out when they are first used, by whichever thread comes first."""

import sys
import threading
from collections.abc import Iterator
from dataclasses import FrozenInstanceError, fields, replace
from typing import Any

import pytest

from ydh.core.values.lazy import dataclass

THREADS, CLASSES = 4, 100


@pytest.fixture
def impatient() -> Iterator[None]:
    """Threads take turns as often as they can."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


def a_class() -> Any:
    @dataclass(frozen=True, slots=True)
    class Thing:
        name: str
        size: int = 3

    return Thing


def at_once(cls: Any) -> list[object]:
    """What goes wrong when several threads make the first ones at the same moment."""
    gate, wrong = threading.Barrier(THREADS), []

    def make() -> None:
        gate.wait()
        try:
            if cls("a") != cls("a", 3):
                wrong.append("not equal")
        except Exception as error:  # noqa: BLE001 - whatever it is, the thread must say so
            wrong.append(error)

    threads = [threading.Thread(target=make) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


@pytest.mark.usefixtures("impatient")
def test_several_threads_may_make_the_first_one_at_the_same_moment() -> None:
    assert [wrong for _ in range(CLASSES) for wrong in at_once(a_class())] == []


def test_it_is_a_dataclass_like_any_other() -> None:
    thing = a_class()
    assert [field.name for field in fields(thing)] == ["name", "size"]
    assert repr(thing("a")).endswith("Thing(name='a', size=3)")
    assert replace(thing("a"), size=4) == thing("a", 4)
    assert hash(thing("a")) == hash(thing("a"))
    with pytest.raises(FrozenInstanceError):
        thing("a").name = "b"
    with pytest.raises(TypeError):
        thing()
