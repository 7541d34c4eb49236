"""docs/rules.md keeps step with the code and the tests: where each rule is decided exists, and what proves it too."""

import ast
import csv
import io
import re
import tokenize
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "rules.md"
SENTENCES = ROOT.parent / "shared" / "requirements.tsv"
ID = re.compile(r"\bS\d{2}\.\d{1,2}\b")
_NAMES = r"(`\S+`(?:, `\S+`)*)"
ROW = re.compile(rf"\| (S\d{{2}}\.\d{{1,2}}) \| (\S.*\.) \| {_NAMES} \| {_NAMES} \|")


@cache
def table() -> list[tuple[str, list[str], list[str]]]:
    """Each rule's id, where it is said to be decided, and the tests that are said to prove it."""
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| S")]
    found = [ROW.fullmatch(line) for line in lines]
    assert [line for line, row in zip(lines, found, strict=True) if row is None] == []
    return [(row[1], *([name.strip("`") for name in row[at].split(", ")] for at in (3, 4))) for row in found if row]


def rows() -> list[tuple[str, list[str]]]:
    """Each rule's id with the tests that are said to prove it."""
    return [(id, tests) for id, _, tests in table()]


def named(body: list[ast.stmt]) -> Iterator[str]:
    """What a module or a class names: `name`, `Class.name`, and `TABLE[key]` for the keys and the rows of a table."""
    words = {target.id: node.value for node in body for target, node in assigned(node)}
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name
        elif isinstance(node, ast.ClassDef):
            yield node.name
            yield from (f"{node.name}.{name}" for name in named(node.body))
        for target, of in assigned(node):
            yield target.id
            yield from (f"{target.id}[{key}]" for key in keys(of.value, words))


def assigned(node: ast.stmt) -> Iterator[tuple[ast.Name, Any]]:
    """The names that a statement gives values, each with what has its value; of `A, B = 1, 2` both."""
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    for target in targets:
        if isinstance(target, ast.Name):
            yield target, node
        elif isinstance(target, ast.Tuple) and isinstance(value := getattr(node, "value", None), ast.Tuple):
            for one, of in zip(target.elts, value.elts, strict=True):
                if isinstance(one, ast.Name):
                    yield one, ast.Expr(of)


def keys(value: ast.expr | None, words: dict[str, Any]) -> Iterator[str]:
    """The keys of a dict, and what the rows of a table begin with, written out or by a name of the module."""
    for node in ast.walk(value) if value else ():
        firsts = node.keys if isinstance(node, ast.Dict) else node.args[:1] if isinstance(node, ast.Call) else []
        for first in firsts:
            key = words.get(first.id) if isinstance(first, ast.Name) else first
            if isinstance(key, ast.Constant):
                yield str(key.value)


@cache
def names_of(path: str) -> frozenset[str]:
    return (
        frozenset(named(ast.parse((ROOT / path).read_text(encoding="utf-8")).body))
        if (ROOT / path).exists()
        else frozenset()
    )


def reach(path: Path) -> Iterator[tuple[int, int, str]]:
    """The first and the last line of each test of a file, with the comments right above it."""
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            first = min([node.lineno, *(part.lineno for part in node.decorator_list)])
            while lines[first - 2].startswith("#"):
                first -= 1
            yield first, node.end_lineno or first, node.name


@cache
def citations() -> dict[str, frozenset[str]]:
    """The ids that each test cites in comments; what stands in no test is under the name of its line."""
    found: dict[str, frozenset[str]] = {}
    for path in sorted((ROOT / "tests").rglob("*.py")):
        name, tests = path.relative_to(ROOT).as_posix(), list(reach(path))
        found |= {f"{name}::{test}": frozenset() for _, _, test in tests}
        for token in tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline):
            if token.type == tokenize.COMMENT and (ids := ID.findall(token.string)):
                at = token.start[0]
                where = next((f"{name}::{test}" for first, last, test in tests if first <= at <= last), f"{name}:{at}")
                found[where] = found.get(where, frozenset()) | frozenset(ids)
    return found


def test_no_rule_stands_twice() -> None:
    named = Counter(id for id, _ in rows())
    assert named
    assert [id for id, count in named.items() if count > 1] == []


def test_every_place_where_a_rule_is_decided_exists() -> None:
    places = {(id, place) for id, decided, _ in table() for place in decided}
    assert [(id, it) for id, it in sorted(places) if it.partition("::")[2] not in names_of(it.partition("::")[0])] == []


def test_a_place_is_a_function_a_table_or_a_row_of_one() -> None:
    assert {"ORDER", "ORDER[review]", "REQUIRED[fair]"} <= names_of("ydh/core/rules/orders.py")
    assert {"HOLDS[exception]", "HOLDS[amount]", "is_large"} <= names_of("ydh/core/rules/holds.py")
    assert "Who.sees" in names_of("ydh/core/company/actors.py")
    assert not {"ORDER[nowhere]", "nobody"} & names_of("ydh/core/rules/orders.py")
    assert names_of("ydh/core/nowhere.py") == frozenset()


def test_every_test_that_a_rule_names_exists() -> None:
    assert {test for _, tests in rows() for test in tests} - citations().keys() == set()


def test_every_rule_is_cited_by_the_tests_that_it_names() -> None:
    cited = citations()
    assert [(id, test) for id, tests in rows() for test in tests if id not in cited.get(test, ())] == []


def test_every_citation_stands_in_a_test_and_has_its_rule() -> None:
    ruled = {id for id, _ in rows()}
    assert [where for where in citations() if "::" not in where] == []
    assert {(id, where) for where, ids in citations().items() for id in ids if id not in ruled} == set()


def test_every_rule_answers_a_sentence_that_asks_for_something() -> None:
    if not SENTENCES.exists():  # they are kept beside the project, not in it
        return
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        kinds = {row["id"]: row["kind"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    assert [(id, kinds.get(id)) for id, _ in rows() if kinds.get(id) not in ("M", "S")] == []
