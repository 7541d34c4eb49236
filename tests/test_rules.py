"""docs/rules.md and the tests keep step: every rule names a test that cites it, every citation has its rule."""

import ast
import csv
import io
import re
import tokenize
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "rules.md"
SENTENCES = ROOT.parent / "shared" / "requirements.tsv"
ID = re.compile(r"\bS\d{2}\.\d{1,2}\b")
ROW = re.compile(r"\| (S\d{2}\.\d{1,2}) \| (\S.*\.) \| (`\S+`(?:, `\S+`)*) \|")


def rows() -> list[tuple[str, list[str]]]:
    """Each rule's id with the tests that are said to prove it."""
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| S")]
    found = [ROW.fullmatch(line) for line in lines]
    assert [line for line, row in zip(lines, found, strict=True) if row is None] == []
    return [(row[1], [name.strip("`") for name in row[3].split(", ")]) for row in found if row]


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
