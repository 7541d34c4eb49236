"""Whether the tests that docs/rules.md names for a rule can fail: `make prove ARGS="S04.7 S01.6"`, or `make prove`.

What decides a rule is taken away, one thing at a time, and what no test misses is listed. Of a function: it returns
nothing at once (or True, where it answers yes or no), or a guard of it always or never holds. Of a table: a row is
gone. What a rule names as a whole is to be missed by its own tests; a guard, or a row of a table that is named without
a key, by those of any rule that names the place, or that row. Tests are collected once, and run on SQLite where they
can; each thing is taken away in a process of its own, so that tests which start ydh anew miss nothing. ARGS=--recent
proves at most 20 rules, those whose places differ from ten commits ago, and leaves guards alone.
"""

import ast
import contextlib
import functools
import gc
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import is_dataclass
from importlib import import_module
from types import CodeType, FunctionType
from typing import Any

import pytest

from tests.kit import servers
from tests.test_rules import ROOT, table

SECONDS = 60  # a loop that lost its guard never ends: that is missed too
NOTHING = {"list": "[]", "dict": "{}", "Mapping": "{}", "str": "''", "int": "0", "bool": "False"} | dict.fromkeys(
    ("tuple", "Sequence", "Iterable", "Collection", "set", "frozenset"), "frozenset()"
)
CACHED: list[Any] = []  # what remembers answers that were given before something was taken away
Loss = tuple[str, Callable[[], object], tuple[str, ...]]  # what is lost, how, and the rules whose tests are to miss it


def losses(wanted: list[str], guards: bool) -> Iterator[Loss]:
    """Each thing to take away at the places of the rules."""
    for place in dict.fromkeys(place for id, places, _ in table() if id in wanted for place in places):
        path, _, name = place.partition("::")
        for what, take, whole, part in ways(path, *name.rstrip("]").partition("[")[::2], guards):
            named = [id for id, places, _ in table() if place in places or part in places]
            for ids in [(id,) for id in named if id in wanted] if whole else [tuple(named)]:
                yield f"{path}::{what}", take, ids


def ways(path: str, name: str, key: str, guards: bool) -> Iterator[tuple[str, Callable[[], object], bool, str]]:
    """Each thing to take away at a place: what it is, how, whether it is all of the place, and its own place if any."""
    found: Any = import_module(path.removesuffix(".py").replace("/", "."))
    for part in name.split("."):
        found = vars(found)[part] if part in vars(found) else getattr(found, part)
    for one in vars(found).values() if isinstance(found, type) else [found]:
        for inner in ("__func__", "fget", "func", "__wrapped__"):
            one = getattr(one, inner, None) or one
        if isinstance(one, FunctionType) and one.__code__.co_filename == str(ROOT / path):
            for what, whole, code in changed(one, guards):
                yield f"{one.__qualname__} {what}", functools.partial(setattr, one, "__code__", code), whole, ""
    for row in dict.fromkeys(map(row_key, rows_of(found))):
        if key in ("", row):
            yield f"{name} without {row}", functools.partial(drop, found, row), bool(key), f"{path}::{name}[{row}]"


def changed(function: FunctionType, guards: bool) -> Iterator[tuple[str, bool, CodeType]]:
    """The function's code with one thing changed at a time: what, whether all of it, the code."""
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
    if is_dataclass(type(found)):
        return [row for part in vars(found).values() if isinstance(part, tuple) for row in part if is_dataclass(row)]
    return list(found.items() if isinstance(found, dict) else found if isinstance(found, tuple | frozenset) else ())


def drop(found: Any, key: str) -> None:
    """Take the row out of the table, wherever the table is kept."""
    if isinstance(found, dict):
        del found[next(it for it in found if row_key((it,)) == key)]
        return
    whole = is_dataclass(type(found))
    gc.unfreeze()  # or nobody can say who holds a table
    for holder in [vars(found)] if whole else gc.get_referrers(found):
        kept = holder if isinstance(holder, dict) else getattr(holder, "__dict__", {})
        for name, value in list(kept.items()):
            if value is found or (whole and isinstance(value, tuple)):
                kept[name] = type(value)(it for it in value if row_key(it) != key)
            elif whole and name not in found.__dataclass_fields__:
                del kept[name]  # what it remembers of its rows


class Proof:
    """Has pytest run, for each loss, its tests without what is lost."""

    def __init__(self, losses: list[Loss]) -> None:
        self.losses, self.survivors = losses, 0

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        gc.unfreeze()
        CACHED.extend(it for it in gc.get_objects() if isinstance(it, functools._lru_cache_wrapper))
        gc.freeze()
        sharp, sound = list(session.items), set[pytest.Item]()  # what missed something last comes first
        for at, (what, take, rules) in enumerate(self.losses, 1):
            tests = {test for id, _, tests in table() if id in rules for test in tests}
            items = [it for it in sharp if it.nodeid.partition("[")[0] in tests]
            while missed := failing(session, items, take) or failing(session, items, take, anew=True):
                items.remove(missed)
                sharp.remove(missed)
                if missed in sound or not failing(session, [missed], None):
                    sound.add(missed)
                    sharp.insert(0, missed)
                    break
                say(f"left out, for it fails with nothing taken away: {missed.nodeid}")
            else:
                self.survivors += 1
                say(f"{' '.join(rules)}: nothing misses {what}")
            if at % 50 == 0 or at == len(self.losses):
                say(f"{at} of {len(self.losses)} things taken away; nothing misses {self.survivors} of them")
        return True


def say(text: str) -> None:
    os.write(2, f"{text}\n".encode())  # past pytest, which captures what is printed


def failing(
    session: pytest.Session, items: list[pytest.Item], take: Callable[[], object] | None, anew: bool = False
) -> pytest.Item | None:
    """The first that fails, in a process of its own, after `take`; `anew`: what they share is made without it, too."""
    if child := os.fork():
        failed = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)  # what a test had started, when its time was over
        return items[max(failed, 1) - 1] if failed else None

    def end(code: int) -> None:
        if take:
            servers.close_run()
        os._exit(code)

    os.setpgid(0, 0)
    failed = 0
    try:
        session.config.pluginmanager.unregister(name="terminalreporter")
        if take:
            shared = servers.run_folder()
            servers.open_run()
            if not anew:
                shutil.copytree(shared, servers.run_folder(), dirs_exist_ok=True)
            take()
        for cached in CACHED:
            cached.cache_clear()
        for at, item in enumerate(items, 1):
            signal.signal(signal.SIGALRM, lambda *_, at=at: end(at))
            signal.alarm(SECONDS)
            session.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
            if session.testsfailed:
                failed = min(at, 255)
                break
    finally:
        end(failed)


def recent() -> list[str]:
    """The rules of whose places the text differs from ten commits ago."""

    def differs(place: str) -> bool:
        path, _, name = place.partition("::")
        was = subprocess.run(["git", "show", f"HEAD~10:{path}"], cwd=ROOT, capture_output=True, text=True).stdout
        top = re.split(r"\W", name)[0]  # and the lines of it: those that are indented, and what closes it
        block = re.compile(rf"^(?:(?:async )?def |class )?{top}\b.*\n(?:[\s)\]}}].*\n|\n)*", re.MULTILINE)
        return block.findall(was) != block.findall((ROOT / path).read_text(encoding="utf-8"))

    return [id for id, places, _ in table() if any(map(differs, places))][:20]


def main(arguments: list[str]) -> int:
    new = "--recent" in arguments
    proof = Proof(list(losses(recent() if new else arguments or [id for id, _, _ in table()], guards=not new)))
    rules = {id for _, _, ids in proof.losses for id in ids}
    tests = {test for id, _, tests in table() if id in rules for test in tests}
    code = (
        pytest.main(
            ["-qq", "-k", "not postgres", *sorted(tests, key=lambda test: ("core" not in test, test))], plugins=[proof]
        )
        if tests
        else 0
    )
    return int(code) or int(proof.survivors > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
