"""Every hostile sample file against what its index expects."""

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ydh.core.files.reading.columns import code, integer, price, text
from ydh.core.files.reading.files import Bad, Row, read
from ydh.core.values.errors import YdhError
from ydh.core.values.text import key

SAMPLES = Path(__file__).parents[4].parent / "shared" / "bad_inputs"
GOODS = (code("sku"), text("name"), integer("qty", least=1), price("price", places=2, least=Decimal("0.01")))


def cases() -> list[Any]:
    index = SAMPLES / "index.json"
    if not index.exists():
        why = pytest.mark.skip(reason="the samples of hostile files are not here")
        return [pytest.param("", "", 0, marks=(why, pytest.mark.may_skip(reason="samples")))]
    expected = json.loads(index.read_text("utf-8"))
    return [pytest.param(file, case["expect"], case["rows_ok"], id=file) for file, case in expected.items()]


def outcome(file: str) -> list[Row | Bad] | YdhError:
    try:
        with read(SAMPLES / "files" / file, GOODS, name=file) as table:
            return list(table)
    except YdhError as error:
        return error


@pytest.mark.parametrize(("file", "expect", "rows_ok"), cases())
def test_a_hostile_file_is_taken_or_refused_as_expected(file: str, expect: str, rows_ok: int) -> None:
    items = outcome(file)
    if isinstance(items, YdhError):
        assert (expect, items.exit_code) == ("reject", 2)
        assert file in str(items)
        return
    good = [item for item in items if isinstance(item, Row)]
    bad = [problem for item in items if isinstance(item, Bad) for problem in item.problems]
    keys = Counter(key(row.values[0]) for row in good)
    twice = [row for row in good if keys[key(row.values[0])] > 1]
    assert len(good) - len(twice) == rows_ok
    assert expect == ("rows" if bad or twice else "accept")
    assert all(problem.line > 1 and str(problem).isprintable() for problem in bad)
