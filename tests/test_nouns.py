"""What holds of every noun's table: it is sound, and commands and screens draw the same from it."""

import ast
import importlib
import re
from pathlib import Path
from typing import Any

import pytest
import typer.main

from ydh.cli.frame.main import NOUNS as COMMANDS
from ydh.core.rules.facts import Fact
from ydh.core.rules.nouns import NOUNS, Noun, asked, noun
from ydh.tui.front.places import DOORS, PLACES
from ydh.tui.lists.nouns import NounBook

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "nouns.md").read_text(encoding="utf-8")
EVERY = [pytest.param(noun(name), id=name) for name in NOUNS]


def facts_of(it: Noun) -> tuple[Fact, ...]:
    """The facts that every company has."""
    return it.facts(None) if callable(it.facts) else it.facts


def command_of(it: Noun) -> Any:
    """The noun's commands: of its own name, or below another noun's."""
    words = (it.command or it.name).split()
    found = typer.main.get_command(importlib.import_module(f"ydh.cli.{COMMANDS[words[0]][0]}").app)
    for word in words[1:]:
        found = found.commands[word]  # type: ignore[attr-defined]
    return found


def book_of(it: Noun) -> NounBook:
    """The noun's list on the screens."""
    for where in (*(place.where for place in PLACES), *DOORS.values()):
        module, _, name = where.partition(":")
        found = getattr(importlib.import_module(f"ydh.tui.{module}"), name)
        if isinstance(found, type) and issubclass(found, NounBook) and found.noun is it:
            return found(of="somebody") if it.parent else found()
    pytest.fail(f"{it.name} has no list among the places")


@pytest.mark.parametrize("it", EVERY)
def test_a_table_names_nothing_twice_and_nothing_that_is_not_there(it: Noun) -> None:
    facts = facts_of(it)
    codes = [fact.code for fact in facts]
    assert len(codes) == len(set(codes))
    verbs = [act.verb for act in it.acts]
    assert len(verbs) == len(set(verbs))
    keys = [act.key for act in it.acts if act.key]
    assert len(keys) == len(set(keys))
    for act in it.acts:
        assert len(asked(facts, act)) == len(act.asks)
        assert not act.back or act.back in verbs


@pytest.mark.parametrize("it", EVERY)
def test_a_command_takes_every_filter_and_every_act_of_the_table(it: Noun) -> None:
    commands = command_of(it).commands
    options = {option for param in commands["list"].params for option in (*param.opts, *param.secondary_opts)}
    for each in it.filters:
        named = each.flags or {f"--{(each.option or each.code).replace('_', '-')}": None}
        assert set(named) <= options
    for act in it.acts:
        if act.by_hand == "command":
            continue
        taken = {param.name for param in commands[act.verb].params}
        assert {fact.code for fact in asked(facts_of(it), act)} <= taken


@pytest.mark.parametrize("it", EVERY)
def test_a_screen_shows_the_columns_filters_and_acts_of_the_table(it: Noun) -> None:
    book = book_of(it)
    shown = [(fact.code, fact.title) for fact in it.ordered(facts_of(it)) if fact.width is not None]
    assert [(column.name, column.title) for column in book.columns] == shown
    assert [field.name for field in book.filters] == [each.code for each in it.filters]
    drawn = {act.verb: act for act in it.acts if act.drawn}
    deeds = {deed.name: deed for deed in book.deeds}
    assert set(drawn) <= set(deeds)
    for verb, act in drawn.items():
        assert (deeds[verb].key, deeds[verb].label, deeds[verb].needs) == (act.key, act.label, act.needs)


def late_ones() -> list[str]:
    """The use cases that tables name to be imported when they are called."""
    found = (re.findall(r'\blate\("([^"]+)"\)', path.read_text("utf-8")) for path in (ROOT / "ydh/core").rglob("*.py"))
    return sorted({where for each in found for where in each})


def test_a_use_case_that_is_imported_late_is_there() -> None:
    for where in late_ones():
        module, _, name = where.partition(":")
        assert callable(getattr(importlib.import_module(f"ydh.core.{module}"), name)), where


# --- what is written by hand ---


def by_hand() -> dict[str, str]:
    """The files that the page allows columns of their own, each with its reason."""
    rows = PAGE.split("## Columns that are written by hand")[1]
    return dict(re.findall(r"^\| `((?:cli|tui)/[a-z_/]+\.py)` \| (.+) \|$", rows, re.M))


def titles_in(path: Path) -> list[int]:
    """The lines in which a column with a title of its own is made."""
    made = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    columns = (node for node in made if isinstance(node.func, ast.Name) and node.func.id in ("DataColumn", "Column"))
    return [
        node.lineno
        for node in columns
        if any(isinstance(it, ast.Call) and getattr(it.func, "id", "") == "N_" for it in (*node.args,))
    ]


def test_no_other_file_of_the_front_ends_has_a_column_of_its_own() -> None:
    fronts = [path for front in ("cli", "tui") for path in sorted((ROOT / "ydh" / front).rglob("*.py"))]
    found = {str(path.relative_to(ROOT / "ydh")) for path in fronts if titles_in(path)}
    assert found == set(by_hand())
