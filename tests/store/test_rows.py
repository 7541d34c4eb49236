"""The cells of a statement's rows go by name: every name stands where its column does, and nobody counts cells."""

import ast
import copy
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from peewee import Alias, Field, Node

import ydh.store
from tests.kit import servers
from tests.kit.company import administrator, fill
from ydh.core.company.actors import Actor
from ydh.store.engine.prepared import Members, Statement, slot
from ydh.store.engine.rows import NamedRow
from ydh.store.tables.people import Level

HOUSE = Path(ydh.store.__file__).parents[2]
# Where a cell is counted, for these reasons; nowhere else.
COUNTED = {
    "ydh/core/audit/journal_table.py": "a change: name, before, after",
    "ydh/core/audit/replay/contacts.py": "an entry as its hash covers it",
    "ydh/core/audit/replay/items.py": "an entry as its hash covers it",
    "ydh/core/audit/replay/papers.py": "parts of a number",
    "ydh/core/company/zones.py": "groups of a pattern",
    "ydh/core/files/importing/books.py": "how a code was found: item, each, what is wrong",
    "ydh/core/files/importing/history_writing.py": "a staged row, which is JSON",
    "ydh/core/files/reading/rates.py": "groups of a pattern",
    "ydh/core/reports/rows.py": "what is known of an item, as its report names it",
    "ydh/core/shipping/pick_ends.py": "a lot to switch to: lot, what it is called, until when",
    "ydh/core/values/days.py": "groups of a pattern",
    "ydh/core/values/labels.py": "parts of a label",
    "ydh/store/migrations/0004_item_code.py": "rows of the version before",
    "ydh/tui/paint/sheet.py": "groups of a pattern",
    "ydh/core/audit/replay/replaying.py": "an entry as its hash covers it",
    "ydh/core/files/importing/writing.py": "a row whose end is compared as a whole",
    "ydh/core/orders/order_sections.py": "a line of a shipment: position, quantity, received",
    "ydh/store/audit/replay.py": "where a column points: table, key, what is shown",
    "ydh/cli/shipping/delivery_note.py": "the columns of a printed line",
    "ydh/core/audit/proof.py": "an entry as its hash covers it",
    "ydh/core/files/importing/goods.py": "a staged row, which is JSON",
    "ydh/core/files/importing/order_files.py": "the columns of a file",
    "ydh/core/files/importing/orders.py": "what is added up of a line while a file is read",
    "ydh/core/files/reading/sheet.py": "groups of a pattern",
    "ydh/core/returns/asking.py": "a change: name, before, after",
    "ydh/core/shipping/scanning.py": "groups of a pattern",
    "ydh/core/values/money.py": "groups of a pattern",
    "ydh/locale/__init__.py": "groups of a pattern",
    "ydh/practice/bulk.py": "rows to be written",
    "ydh/practice/customers.py": "a table of the made-up company",
    "ydh/practice/papers.py": "rows to be written",
    "ydh/practice/table_rows.py": "rows to be written",
    "ydh/store/engine/machine.py": "words of /proc/mounts",
    "ydh/tui/audit/journal.py": "a change: name, before, after",
    "ydh/tui/files/imports.py": "a column of a file and what it is called",
    "ydh/tui/lists/palette.py": "parts of a text",
    "ydh/tui/shipping/pick_table.py": "widths of columns, in their order",
    "ydh/tui/orders/quick.py": "a line that was pasted and what is wrong with it",
}


class LevelPriority(NamedRow):
    """A price level and its priority."""

    id: int
    code: str
    priority: int


def statements() -> Iterator[tuple[str, Any]]:
    """Every statement of the store whose rows have names, with where it stands."""
    for module in pkgutil.walk_packages(ydh.store.__path__, "ydh.store."):
        if ".migrations" in module.name:
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            values = value.items() if isinstance(value, dict) else [("", value)]
            for key, each in values:
                if isinstance(each, Statement | Members) and each._row is not None:
                    yield f"{module.name}:{name}{key}", each


NAMED = dict(statements())


def columns(statement: Any) -> list[Any]:
    """What it selects."""
    if isinstance(statement, Members):
        statement = statement._of(1)
    query = statement._query if isinstance(statement._query, Node) else statement._query("sqlite")
    return list(query._returning)


@pytest.mark.parametrize("where", NAMED)
def test_every_name_stands_where_its_column_does(where: str) -> None:
    names, found = NAMED[where]._row._fields, columns(NAMED[where])
    assert len(names) == len(found)
    for name, column in zip(names, found, strict=True):
        node = column.node if isinstance(column, Alias) else column
        if isinstance(node, Field) and node.name not in name:
            assert name not in {it.name for it in found if isinstance(it, Field)}, f"{name} stands at {node.name}"


def test_hot_statements_have_names() -> None:
    assert len(NAMED) > 60


@pytest.fixture
def boss(tmp_path: Path) -> Iterator[Actor]:
    """The administrator of a company."""
    databases = servers.Sqlite(tmp_path)
    actor = administrator(databases.fresh(databases.make_template("company", fill)))
    yield actor
    actor.company.close()


def test_a_row_is_a_tuple_whose_cells_go_by_name(boss: Actor) -> None:
    one = Statement(
        Level.select(Level.id, Level.code, Level.priority).where(Level.code == slot(Level.code)), LevelPriority
    )
    add = Statement(Level.insert(code="A", name="甲", priority=3, version=1, head="", entries=0))
    boss.company.write(add.run)
    row = boss.company.read(lambda unit: one.row(unit, code="A"))
    assert row is not None
    assert (row.code, row.priority) == ("A", 3)
    assert row == (row.id, "A", 3)
    id_, code, _ = row
    assert (id_, code) == row[:2]
    again = copy.deepcopy(row)
    assert again == row
    assert again.priority == 3
    assert LevelPriority(1, "B", 2).code == "B"
    with pytest.raises(AttributeError):
        row.name  # type: ignore[attr-defined]  # noqa: B018


def test_a_row_with_too_few_names_is_refused(boss: Actor) -> None:
    few = Statement(Level.select(Level.id, Level.code), LevelPriority)
    with pytest.raises(TypeError, match="LevelPriority has 3 names for 2 columns"):
        boss.company.read(few.rows)


def counted() -> Iterator[tuple[str, int]]:
    """Where the code takes a cell by a number of 2 or more."""
    for path in sorted((HOUSE / "ydh").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
                at = node.slice.value
                if isinstance(at, int) and at >= 2:
                    yield path.relative_to(HOUSE).as_posix(), node.lineno


def test_nobody_counts_the_cells_of_a_row() -> None:
    found = list(counted())
    assert [f"{path}:{line}" for path, line in found if path not in COUNTED] == []
    assert set(COUNTED) == {path for path, _ in found}, "a reason that is needed no longer"
