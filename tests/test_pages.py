"""The pages in docs/: one for each part of the trade, commands that exist, links that lead somewhere."""

import re
from pathlib import Path

import pytest

from tests.kit.command_table import commands
from ydh.core.company.settings import SETTINGS

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
LINK = re.compile(r"\]\(([^)#\s]+)(#[^)]*)?\)")
COMMAND = re.compile(r"`ydh ([a-z][a-z -]*)")
ON_OTHER_PAGES = {"rules", "values"}  # docs/rules.md has the rules; the words are no part that is used


def test_each_part_has_a_page() -> None:
    parts = {it.parent.name for it in (ROOT / "ydh/core").glob("*/__init__.py")} - ON_OTHER_PAGES
    assert {part for part in parts if not (ROOT / "docs" / f"{part}.md").exists()} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_links_to_what_is_there(page: Path) -> None:
    links = [target for target, _ in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in target]
    assert [target for target in links if not (page.parent / target).exists()] == []


def test_a_command_that_a_page_names_exists() -> None:
    known = {words.removeprefix("ydh ") for words, _ in commands()}
    starts = {" ".join(words.split()[:n]) for words in known for n in range(1, 4)}
    wrong = []
    for page in PAGES:
        for said in COMMAND.findall(page.read_text(encoding="utf-8")):
            words = said.split()
            if words[0] not in known and " ".join(words[:2]) not in starts:  # what follows may be a command's argument
                wrong.append(f"{page.name}: ydh {said}")
    assert wrong == []


def test_the_page_of_the_company_has_every_setting() -> None:
    page = (ROOT / "docs/company.md").read_text(encoding="utf-8")
    rows = set(
        re.findall(r"`([a-z_.]+)`", "\n".join(row.split("|")[1] for row in page.splitlines() if row[:3] == "| `"))
    )
    assert rows == set(SETTINGS)


def test_a_file_that_the_page_of_the_architecture_names_is_there() -> None:
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:core|store|cli|tui|practice|tests|docs)/[a-z0-9_./]+)`", page)
    assert len(named) > 20
    assert [it for it in named if not (ROOT / it).exists() and not (ROOT / "ydh" / it).exists()] == []
