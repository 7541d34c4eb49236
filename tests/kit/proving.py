"""Whether the tests that docs/rules.md names for a rule can fail: `make prove ARGS="S04.7 S01.6"`, or `make prove`.

What decides a rule is taken away, one thing at a time, and what no test misses is listed. Of a function: it returns
nothing at once (or True, where it answers yes or no), or a guard of it always or never holds. Of a table: a row is
gone. What a rule names as a whole is to be missed by its own tests; a guard, or a row of a table that is named without
a key, by those of any rule that names the place. Tests are collected once, and run on SQLite where they can; each thing
is taken away in a process of its own, so that tests which start ydh anew miss nothing. ARGS=--recent proves at most 20
rules, those whose places differ from ten commits ago, and leaves guards alone.
"""

import ast
import functools
import gc
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from importlib import import_module
from types import CodeType, FunctionType
from typing import Any, NamedTuple

import pytest

from tests.kit import servers
from tests.test_rules import ROOT, table

SECONDS = 60  # a loop that lost its guard never ends: that is missed too
MOST = 20
NOTHING = {"list": "[]", "dict": "{}", "Mapping": "{}", "str": "''", "int": "0", "bool": "False"} | dict.fromkeys(
    ("tuple", "Sequence", "Iterable", "Collection", "set", "frozenset"), "frozenset()"
)


class Loss(NamedTuple):
    """One thing to take away, whose it is, how, and the tests of which one must miss it."""

    rules: tuple[str, ...]
    what: str
    take: Callable[[], object]
    tests: tuple[str, ...]


def losses(wanted: list[str], guards: bool) -> Iterator[Loss]:
    places = {place: None for id, places, _ in table() if id in wanted for place in places}
    for place in places:
        of = {id: tuple(tests) for id, named, tests in table() if place in named}
        for what, whole, take in ways(place, guards):
            groups = [(id,) for id in of if id in wanted] if whole else [tuple(of)]
            yield from (Loss(ids, what, take, tuple(test for id in ids for test in of[id])) for ids in groups)


def ways(place: str, guards: bool) -> Iterator[tuple[str, bool, Callable[[], object]]]:
    """Each thing to take away at a place: what it is, whether it is all of the place, and how."""
    path, _, name = place.partition("::")
    name, _, key = name.rstrip("]").partition("[")
    found: Any = import_module(path.removesuffix(".py").replace("/", "."))
    for part in name.split("."):
        found = vars(found)[part] if part in vars(found) else getattr(found, part)
    for one in vars(found).values() if isinstance(found, type) else [found]:
        for inner in ("__func__", "fget", "func", "__wrapped__"):
            one = getattr(one, inner, None) or one
        if isinstance(one, FunctionType) and one.__code__.co_filename == str(ROOT / path):
            for what, whole, code in changed(one, guards):
                yield f"{path}::{one.__qualname__} {what}", whole, functools.partial(setattr, one, "__code__", code)
    for row in rows_of(found):
        if not key or key == row_key(row):
            yield f"{path}::{name} without {row_key(row)}", bool(key), functools.partial(drop, found, row)


def changed(function: FunctionType, guards: bool) -> Iterator[tuple[str, bool, CodeType]]:
    """The function's code with one thing changed at a time."""
    was = function.__code__
    with open(was.co_filename, encoding="utf-8") as file:
        tree = ast.parse(file.read())
    defs = [it for it in ast.walk(tree) if isinstance(it, ast.FunctionDef | ast.AsyncFunctionDef)]
    node = next(it for it in defs if was.co_firstlineno in (it.lineno, *(by.lineno for by in it.decorator_list)))

    def compiled() -> CodeType:
        todo: list[CodeType] = [compile(ast.fix_missing_locations(tree), was.co_filename, "exec", dont_inherit=True)]
        while ((code := todo.pop()).co_qualname, code.co_firstlineno) != (was.co_qualname, was.co_firstlineno):
            todo += [const for const in code.co_consts if isinstance(const, CodeType)]
        return code

    gives = ast.unparse(node.returns).partition("[")[0] if node.returns else ""
    for value in (NOTHING.get(gives, "None"), *(["True"] if gives == "bool" else [])):
        node.body.insert(0, ast.parse(f"return {value}").body[0])  # the rest stays: closures and generators need it
        yield f"returns {value} at once", True, compiled()
        del node.body[0]
    for guard in [it for it in ast.walk(node) if isinstance(it, ast.If) and guards]:
        test = guard.test
        for always in (True, False):
            guard.test = ast.Constant(always)
            yield f"line {guard.lineno}: `{ast.unparse(test)}` is {always}", False, compiled()
        guard.test = test


def row_key(row: Any) -> str:
    row = row[0] if isinstance(row, tuple) and row else row
    return str(next((getattr(row, name) for name in ("name", "code", "label") if hasattr(row, name)), row))


def rows_of(found: Any) -> list[Any]:
    if is_dataclass(found) and not isinstance(found, type):
        parts = [getattr(found, part.name) for part in fields(found)]
        return [row for part in parts if isinstance(part, tuple) for row in part if is_dataclass(row)]
    return list(found.items() if isinstance(found, dict) else found if isinstance(found, tuple | frozenset) else ())


def drop(found: Any, row: Any) -> None:
    """Take the row out of the table, wherever the table is kept."""
    if isinstance(found, dict):
        del found[row[0]]
        return
    holders = [found] if is_dataclass(found) else gc.get_referrers(found)
    for kept in [holder if isinstance(holder, dict) else getattr(holder, "__dict__", {}) for holder in holders]:
        for name, value in list(kept.items()):
            if value is found or (holders == [found] and isinstance(value, tuple)):
                kept[name] = type(value)(it for it in value if row_key(it) != row_key(row))
            elif isinstance(value, dict) and holders == [found]:
                value.clear()  # what a workflow remembers of its rows


class Proof:
    """Has pytest run, for each loss, its tests without what is lost."""

    def __init__(self, losses: list[Loss]) -> None:
        self.losses, self.survivors = losses, list[Loss]()

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        strange = [it for it in session.items if fails(session, [it], None)]
        for it in strange:
            os.write(2, f"left out, for it fails with nothing taken away: {it.nodeid}\n".encode())
        items = [it for it in session.items if it not in strange]
        for loss in self.losses:
            if not fails(session, [it for it in items if it.nodeid.partition("[")[0] in loss.tests], loss.take):
                self.survivors.append(loss)
                os.write(2, f"{' '.join(loss.rules)}: nothing misses {loss.what}\n".encode())
        return True


def fails(session: pytest.Session, items: list[pytest.Item], take: Callable[[], object] | None) -> bool:
    """Whether a test fails in a process of its own after `take`."""
    if child := os.fork():
        return os.waitpid(child, 0)[1] != 0
    try:
        session.config.pluginmanager.unregister(name="terminalreporter")
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        gc.unfreeze()  # or nobody can say who holds a table
        if take:
            take()
        for cached in [it for it in gc.get_objects() if isinstance(it, functools._lru_cache_wrapper)]:
            cached.cache_clear()
        servers.open_run()  # what tests share is made without it, too
        for item in items:
            signal.alarm(SECONDS)
            session.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
            if session.testsfailed:
                break
        servers.close_run()
    finally:
        os._exit(session.testsfailed)


def recent() -> list[str]:
    """The rules whose places differ from ten commits ago."""

    def source(text: str, name: str) -> list[str]:
        nodes = [(it, [getattr(it, "target", None), *getattr(it, "targets", [])]) for it in ast.walk(ast.parse(text))]
        return [
            ast.dump(it) for it, to in nodes if name in (getattr(it, "name", 0), *(getattr(t, "id", 0) for t in to))
        ]

    def differs(place: str) -> bool:
        path, _, name = place.partition("::")
        was = subprocess.run(["git", "show", f"HEAD~10:{path}"], cwd=ROOT, capture_output=True, text=True).stdout
        name = name.partition("[")[0].rpartition(".")[2]
        return source(was, name) != source((ROOT / path).read_text(encoding="utf-8"), name)

    return [id for id, places, _ in table() if any(map(differs, places))][:MOST]


def main(arguments: list[str]) -> int:
    new = "--recent" in arguments
    wanted = recent() if new else arguments or [id for id, _, _ in table()]
    proof = Proof(list(losses(wanted, guards=not new)))
    tests = {test for loss in proof.losses for test in loss.tests}
    code = pytest.main(["-qq", "-k", "not postgres", *sorted(tests)], plugins=[proof]) if tests else 0
    sys.stdout.write(f"{len(proof.losses)} things taken away; nothing misses {len(proof.survivors)} of them\n")
    return int(code) or int(bool(proof.survivors))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
