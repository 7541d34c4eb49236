"""Hostile and awkward files, each with what is expected of it: taken whole, refused, or good rows only when asked.

The folder that YDH_BAD_INPUTS names has them, shared/bad_inputs beside the repository unless it does.
"""

import json
import os
from collections import Counter
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from tests.core.files.importing.desk import Desk, bring_file, dump, open_desk
from tests.kit import servers
from ydh.core.company.actors import Actor
from ydh.core.files.importing.plans import Imported
from ydh.core.files.reading.columns import code, integer, price, text
from ydh.core.files.reading.files import Bad, Row, read
from ydh.core.goods import catalogue
from ydh.core.values.errors import YdhError
from ydh.core.values.text import key

SAMPLES = Path(os.environ.get("YDH_BAD_INPUTS") or Path(__file__).parents[2].parent / "shared" / "bad_inputs")
INDEX = SAMPLES / "index.json"
EXPECTED: dict[str, dict[str, Any]] = json.loads(INDEX.read_text("utf-8")) if INDEX.is_file() else {}
FILES = list(EXPECTED) or [""]
GOODS = (code("sku"), text("name"), integer("qty", least=1), price("price", places=2, least=Decimal("0.01")))
MAPPING = {"code": "sku", "multiple": "qty", "price": "price", "name": "name"}
# Our quantities have three decimals and our unit prices four; nothing is a price, and no multiple means 1.
OURS = {"n05_qty.csv": 1, "n17_qty.csv": 1, "p01_price.csv": 1, "p07_price.csv": 1}


@pytest.fixture(autouse=True)
def samples() -> None:
    if not EXPECTED:
        servers.missing(f"the hostile files are not in {SAMPLES.name}: say YDH_BAD_INPUTS=FOLDER")


@pytest.fixture
def desk(company_url: str, company: Actor) -> Desk:
    """A company whose people import files."""
    return open_desk(company_url, company)


def outcome(file: str) -> list[Row | Bad] | YdhError:
    try:
        with read(SAMPLES / "files" / file, GOODS, name=file) as table:
            return list(table)
    except YdhError as error:
        return error


@pytest.mark.parametrize("file", FILES)
def test_a_hostile_file_is_read_or_refused_as_expected(file: str) -> None:
    expect, rows_ok = EXPECTED[file]["expect"], EXPECTED[file]["rows_ok"]
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


def brought(desk: Desk, file: str, **how: Any) -> Imported | YdhError:
    try:
        return bring_file(desk.manager, "products", SAMPLES / "files" / file, mapping=MAPPING, **how)
    except YdhError as error:
        return error


def listed(desk: Desk) -> int:
    return len(catalogue.search(desk.manager, limit=500).rows) - 3  # those of the desk


@pytest.mark.parametrize("file", FILES)
def test_a_hostile_file_is_imported_or_refused_as_expected(desk: Desk, file: str) -> None:
    expect, rows_ok = EXPECTED[file]["expect"], EXPECTED[file]["rows_ok"]
    if file in OURS:
        expect, rows_ok = "accept", OURS[file]
    before = dump(desk)
    done = brought(desk, file)
    if isinstance(done, YdhError):
        assert (expect, done.exit_code) == ("reject", 2)
        assert file in str(done) or done.id == "file-map-title"
        assert dump(desk) == before
        return
    if expect == "accept":
        assert done.result is not None
        assert (done.result.added, listed(desk)) == (rows_ok, rows_ok)
        return
    assert (expect, done.result) == ("rows", None)
    assert dump(desk) == before
    refused = StringIO(newline="")
    done = brought(desk, file, skip_bad=True, refused=refused)
    assert isinstance(done, Imported)
    assert done.plan is not None
    assert (listed(desk), refused.getvalue().count("problem")) == (rows_ok, 1)
    assert all(problem.line > 1 and str(problem).isprintable() for problem in done.plan.problems)
