"""The kinds of columns, and keys that are there twice."""

import string
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ydh.core.files.reading import columns as kinds
from ydh.core.files.reading.cells import Cells
from ydh.core.files.reading.columns import FileColumn
from ydh.core.files.reading.problems import cell_problem, repeated
from ydh.core.values.errors import Invalid
from ydh.core.values.messages.all import MESSAGES
from ydh.core.values.messages.reading import READING_MESSAGES

CHANNEL = kinds.choice("channel", words={"website": "web", "网站": "web", "电话": "phone"})


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        (kinds.code("c"), "00042", "00042"),
        (kinds.code("c"), " 茶-01 ", "茶-01"),
        (kinds.text("c"), "[red]x[/]", "[red]x[/]"),
        (kinds.integer("c"), "０１２", 12),
        (kinds.integer("c"), "3.0", 3),
        (kinds.integer("c"), "7\u00a0", 7),
        (kinds.integer("c", least=None), "-3", -3),
        (kinds.quantity("c"), "1.125", Decimal("1.125")),
        (kinds.price("c"), "0.0001", Decimal("0.0001")),
        (kinds.money("c"), "12.30", Decimal("12.30")),
        (kinds.rate("c"), "0.15", Decimal("0.15")),
        (kinds.rate("c"), "15%", Decimal("0.15")),
        (kinds.rate("c"), "１２．５ ％", Decimal("0.125")),
        (kinds.rate("c"), "100%", Decimal(1)),
        (kinds.day("c"), "2026/11/3", date(2026, 11, 3)),
        (CHANNEL, "Website", "web"),
        (CHANNEL, " 电话", "phone"),
        (CHANNEL, "WEB", "web"),
        (kinds.yes_no("c"), "是", True),
        (kinds.yes_no("c"), "FALSE", False),
    ],
)
def test_a_cell_gives_its_value(column: FileColumn, cell: str, value: Any) -> None:
    found = Cells(column, guards=True)[cell]
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("column", "cell", "id"),
    [
        (kinds.code("c"), "x" * 65, "text-long"),
        (kinds.code("c"), "PEN\u200b-01", "text-control"),
        (kinds.code("c"), "a\n", "text-control"),
        (kinds.text("c"), "\t=1+1", "text-control"),
        (kinds.text("c"), "a\rb", "text-control"),
        (kinds.text("c"), "a" + "\u0301" * 9, "text-control"),
        (kinds.integer("c"), "1.5", "number-places"),
        *((kinds.integer("c"), cell, "number-form") for cell in ("NaN", "1e400", "1_000", "0x10", "−5", "9" * 40)),
        *((kinds.integer("c"), cell, "number-form") for cell in ("五", "true", "TRUE", "inf", "+5", "1,000", "٣")),
        (kinds.integer("c"), "-5", "number-low"),
        (kinds.integer("c"), "9999999999", "number-high"),
        (kinds.quantity("c"), "0", "number-low"),
        (kinds.quantity("c"), "1.0001", "number-places"),
        (kinds.price("c", places=2), "1.005", "number-places"),
        (kinds.money("c"), "-1.00", "number-low"),
        (kinds.rate("c"), "1.5", "number-high"),
        (kinds.rate("c"), "101%", "number-high"),
        (kinds.rate("c"), "0.001%", "number-places"),
        (kinds.rate("c"), "%", "number-form"),
        (kinds.day("c"), "2026-02-30", "date-form"),
        (kinds.day("c"), "31/12/2026", "date-form"),
        (CHANNEL, "fax", "cell-choice"),
        (kinds.yes_no("c"), "maybe", "cell-choice"),
    ],
)
def test_a_cell_is_refused_and_the_problem_can_be_worded(column: FileColumn, cell: str, id: str) -> None:
    with pytest.raises(Invalid) as caught:
        Cells(column, guards=True)[cell]
    assert caught.value.id == id
    problem = cell_problem(2, column, "title", cell, caught.value)
    assert str(problem).isprintable()
    assert problem.id.startswith("cell-")


def test_a_column_of_ever_new_values_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ydh.core.files.reading.cells.KEPT", 100)
    cells = Cells(kinds.integer("c"), guards=True)
    assert [cells[str(n)] for n in range(1000)] == list(range(1000))
    assert len(cells) <= 100


def test_a_key_written_twice_is_a_problem_of_every_line_that_has_it() -> None:
    problems = [repeated(line, "sku", "PEN-01", (2, 4, 5)) for line in (2, 4, 5)]
    assert [(p.line, p.id, p.data["lines"]) for p in problems] == [(n, "row-key-twice", "2, 4, 5") for n in (2, 4, 5)]
    assert "PEN-01" in str(problems[0])
    assert repeated(2, "sku", "A", range(2, 200)).data["lines"].endswith(", ...")


def test_every_template_is_in_the_catalogue_and_can_be_filled() -> None:
    for id, template in READING_MESSAGES.items():
        assert MESSAGES[id] == template
        names = {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}
        assert template.format(**dict.fromkeys(names, "x"))


@pytest.mark.parametrize(
    ("cell", "id"),
    [
        ("6.90123E+12", "code-cut"),
        ("4E+27", "code-cut"),
        ("3-Mar", "code-date"),
        ("Mar-03", "code-date"),
        ("3-Mar-2026", "code-date"),
        ("3月3日", "code-date"),
        ("РEN-01", "code-alike"),  # the first letter is Cyrillic
        ("PEN-О1", "code-alike"),  # the O too
        ("Αbc", "code-alike"),  # a Greek A
    ],
)
def test_a_code_that_was_spoilt_on_its_way_is_refused(cell: str, id: str) -> None:
    with pytest.raises(Invalid) as error:
        kinds.code("sku").parse(cell)
    assert error.value.id == id


@pytest.mark.parametrize(
    "cell", ["5E10", "MAR-03", "3-MAR", "E+12", "10kΩ", "Φ25-PVC", "5μm", "茶-Aα", "СОК-1", "3-3", "月-1日"]
)
def test_codes_of_the_trade_are_taken(cell: str) -> None:
    assert kinds.code("sku").parse(cell) == cell
