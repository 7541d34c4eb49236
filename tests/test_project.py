"""What the project promises about itself: two commands, a licence, contracts that name what exists."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import ydh
from tests.kit.sizes import MOST, longer

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
# in two halves, or this file would name them
REGISTRIES = [".".join(halves) for halves in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"))]


def files() -> list[Path]:
    """Every file of the project, tracked or about to be; of a copy without git, all that is not made."""
    done = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if done.returncode == 0 and done.stdout:
        found = [ROOT / name for name in done.stdout.split("\0") if name]
    else:
        found = [path for path in ROOT.rglob("*") if not path.relative_to(ROOT).parts[0].startswith((".venv", ".git"))]
    return [path for path in found if path.is_file()]


def commands_of(markdown: str) -> list[str]:
    """The lines after a `$` in the console blocks."""
    blocks = re.findall(r"^```console\n(.*?)^```", markdown, re.S | re.M)
    return [line.removeprefix("$ ") for block in blocks for line in block.splitlines() if line.startswith("$ ")]


def test_the_first_two_commands_of_the_readme_do_the_set_up() -> None:
    assert commands_of((ROOT / "README.md").read_text())[:2] == ["make demo", "make test"]


def test_the_readme_begins_with_what_it_is_and_then_shows_it() -> None:
    lines = [line for line in (ROOT / "README.md").read_text().splitlines() if line]
    assert lines[0].startswith("# ydh")
    assert lines[1] == "```console"


def test_no_file_names_the_host_of_a_registry() -> None:
    assert files()
    named = [(path, host) for path in files() for host in REGISTRIES if host.encode() in path.read_bytes().lower()]
    assert named == []


def test_the_licence_is_mit() -> None:
    assert (ROOT / "LICENSE").read_text().startswith("MIT License\n")
    assert PROJECT["project"]["license"] == "MIT"


def test_the_make_targets_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.M))
    assert targets >= {"demo", "test", "check", "prove", "lint", "bench", "locale", "messages", "clean", "help"}


def test_make_check_has_a_test_of_every_room() -> None:
    rooms = [path for path in (ROOT / "tests/core").iterdir() if path.is_dir() and any(path.rglob("test_*.py"))]
    assert len(rooms) > 10
    whole = {"values", "rules"}  # the conftest marks all of their tests
    ways = [room for room in rooms if room.name not in whole] + [
        ROOT / "tests" / way for way in ("store", "cli", "tui")
    ]
    assert [
        str(way) for way in ways if not any("\n@pytest.mark.smoke\n" in p.read_text() for p in way.rglob("test_*.py"))
    ] == []


def test_ci_runs_the_same_command_as_people_do() -> None:
    text = (ROOT / ".ci/run").read_text()
    assert os.access(ROOT / ".ci/run", os.X_OK)
    assert "YDH_REQUIRE_SERVERS=1" in text
    assert re.search(r"^make test\b", text, re.M)


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash")
def test_ci_is_a_script_without_mistakes_of_syntax() -> None:
    subprocess.run(["bash", "-n", ROOT / ".ci/run"], check=True)


@pytest.mark.parametrize("command", [[sys.executable, "-m", "ydh"], [str(Path(sys.executable).with_name("ydh"))]])
def test_each_entry_gives_the_version(command: list[str]) -> None:
    done = subprocess.run([*command, "--version"], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"ydh {ydh.__version__}\n", "")


def test_the_version_is_given_before_anything_is_imported() -> None:
    code = "import sys; sys.argv[1:] = ['--version']; from ydh.__main__ import main; main(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"typer", "click", "rich", "textual", "peewee", "argparse"} & set(done.stdout.split())


def test_values_rules_and_every_view_are_held_to_be_plain() -> None:
    contracts = {contract["id"]: contract for contract in PROJECT["tool"]["importlinter"]["contracts"]}
    plain = {"ydh.core.values", "ydh.core.rules", "ydh.core.*.views"}
    assert plain <= set(contracts["rules-plain"]["source_modules"])
    assert len(list((ROOT / "ydh/core").glob("*/views.py"))) > 5


@pytest.mark.parametrize("init", sorted((ROOT / "ydh/core").rglob("*/__init__.py")), ids=lambda it: it.parent.name)
def test_each_room_of_core_names_its_files_and_imports_nothing(init: Path) -> None:
    tree = ast.parse(init.read_text(encoding="utf-8"))
    assert [type(node) for node in tree.body] == [ast.Expr], "a table of contents and nothing else"
    named = re.findall(r"^([a-z_]+\.py|[a-z_]+/) +\S", ast.get_docstring(tree) or "", re.MULTILINE)
    there = [it.name for it in init.parent.glob("*.py") if it != init]
    there += [f"{it.parent.name}/" for it in init.parent.glob("*/__init__.py")]
    assert sorted(named) == sorted(there)


def test_the_name_of_a_class_of_the_trade_means_one_thing() -> None:
    named: dict[str, list[str]] = {}
    for path in sorted((ROOT / "ydh" / "core").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ClassDef):
                named.setdefault(node.name, []).append(str(path.relative_to(ROOT)))
    assert {name: paths for name, paths in named.items() if len(paths) > 1} == {}


def test_no_file_is_too_long_to_be_read_at_once_nor_a_function() -> None:
    assert [(where, lines) for where, lines in longer(*MOST) if not where.startswith("tests/")] == []
