"""Builds whose figures can be had: this tree, and any revision in a worktree and a .venv of its own.

Each build is driven by its own benchmarks in a process of its own, so that a revision with other module names, or
without a benchmark, can be measured all the same.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from benchmarks.measure import Figure

HERE = Path(__file__).resolve().parents[1]
KEPT = Path("build") / "bench"  # `make clean` removes it


@dataclass(frozen=True)
class Build:
    """A tree with the Python that it is installed for."""

    name: str
    tree: Path
    python: Path

    def figures(self, benchmark: str, options: Sequence[str] = ()) -> list[Figure]:
        """What its own benchmark of that name tells; nothing where it has none. Raises Failed."""
        if not (self.tree / "benchmarks" / f"{benchmark}.py").exists():
            return []
        with tempfile.NamedTemporaryFile(suffix=".json") as file:
            words = [self.python, "-m", "benchmarks", "--only", benchmark, "--json", file.name, *options]
            done = subprocess.run(words, cwd=self.tree, env=_environment(), capture_output=True, text=True)
            if done.returncode:
                raise Failed(f"{self.name}: {benchmark} ended with {done.returncode}\n{done.stderr.strip()}")
            return [Figure.from_dict(told) for told in json.loads(Path(file.name).read_text(encoding="utf-8"))]


class Failed(Exception):
    """A build, or a benchmark of it, that did not run; says which and why."""


def this() -> Build:
    """The tree that this file stands in."""
    installed = _said(sys.executable, "-c", "import ydh; print(ydh.__file__)", cwd=Path(sys.prefix))
    if HERE not in Path(installed).resolve().parents:
        print(f"beware: commands and screens are started from another tree, {installed}", file=sys.stderr)
    return Build("this build", HERE, Path(sys.executable))


def at(revision: str, repository: Path = HERE) -> Build:
    """A revision, made at the first use and kept below the repository. Raises Failed."""
    commit = _said("git", "rev-parse", "--verify", f"{revision}^{{commit}}", cwd=repository)
    tree = repository / KEPT / commit[:12]
    if not tree.exists():
        _said("git", "worktree", "prune", cwd=repository)
        _said("git", "worktree", "add", "--detach", str(tree), commit, cwd=repository)
    _install(tree)
    return Build(revision, tree, tree / ".venv" / "bin" / "python")


def _install(tree: Path) -> None:
    """Install it as its own Makefile does, with the libraries of this build where its bounds allow them."""
    words = ("make", "--no-print-directory", "install", "locale", f"PYTHON={sys.executable}")
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.writelines(f"{name}=={version}\n" for name, version in sorted(_libraries().items()))
        file.flush()
        try:
            _said(*words, cwd=tree, PIP_CONSTRAINT=file.name)
        except Failed:
            print(f"{tree.name} does not go with the libraries of this build: it gets its own", file=sys.stderr)
            _said(*words, cwd=tree)


def _libraries() -> dict[str, str]:
    return {it.name: it.version for it in metadata.distributions() if it.name not in ("ydh", "pip", "setuptools")}


def _said(*words: str, cwd: Path, **more: str) -> str:
    done = subprocess.run(words, cwd=cwd, env=_environment() | more, capture_output=True, text=True)
    if done.returncode:
        raise Failed(f"{' '.join(words)} ended with {done.returncode}\n{done.stderr.strip()}")
    return done.stdout.strip()


def _environment() -> dict[str, str]:
    """This one, but no build may be led to the modules of another, nor make to the variables of the make above it."""
    led = ("PYTHONPATH", "MAKEFLAGS", "MFLAGS", "MAKELEVEL", "VIRTUAL_ENV")
    return {name: value for name, value in os.environ.items() if name not in led and not name.startswith("GIT_")}
