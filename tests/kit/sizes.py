"""How long files and functions are. `python -m tests.kit.sizes` lists those in which an idea may be missing."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("ydh", "tests", "benchmarks")
MOST = (350, 45)  # lines of a file, of a function
LONG = (300, 25)


def longer(file: int, function: int) -> Iterator[tuple[str, int]]:
    """Every file and every function with more lines than that: `path` or `path::name`, and how many."""
    for path in sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")):
        name, text = path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
        if (lines := len(text.splitlines())) > file:
            yield name, lines
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > function:
                    yield f"{name}::{node.name}", lines


if __name__ == "__main__":
    for where, lines in longer(*LONG):
        sys.stdout.write(f"long: {where} has {lines} lines\n")
