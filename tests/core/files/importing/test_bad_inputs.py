"""Every hostile sample file imported as products: taken whole, refused whole, or good rows only when asked."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from tests.core.files.importing.desk import Desk, bring_file, dump
from ydh.core.files.importing import importing
from ydh.core.files.importing.plans import Imported
from ydh.core.goods import catalogue
from ydh.core.values.errors import YdhError

SAMPLES = Path(__file__).parents[5] / "shared" / "bad_inputs"
MAPPING = {"code": "sku", "multiple": "qty", "price": "price", "name": "name"}
# Our quantities have three decimals and our unit prices four; nothing is a price, and no multiple means 1.
OURS = {"n05_qty.csv": 1, "n17_qty.csv": 1, "p01_price.csv": 1, "p07_price.csv": 1}


def cases() -> list[Any]:
    index = SAMPLES / "index.json"
    if not index.exists():
        why = pytest.mark.skip(reason="the samples of hostile files are not here")
        return [pytest.param("", "", 0, marks=(why, pytest.mark.may_skip(reason="samples")))]
    expected = json.loads(index.read_text("utf-8"))
    return [
        pytest.param(file, "accept", OURS[file], id=file)
        if file in OURS
        else pytest.param(file, case["expect"], case["rows_ok"], id=file)
        for file, case in expected.items()
    ]


def listed(desk: Desk) -> int:
    return len(catalogue.search(desk.manager, limit=500).rows) - 3  # those of the desk


def brought(desk: Desk, file: str, **how: Any) -> Imported | YdhError:
    try:
        return bring_file(desk.manager, "products", SAMPLES / "files" / file, mapping=MAPPING, **how)
    except YdhError as error:
        return error


@pytest.mark.parametrize(("file", "expect", "rows_ok"), cases())
def test_a_hostile_file_is_imported_or_refused_as_expected(desk: Desk, file: str, expect: str, rows_ok: int) -> None:
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


def test_a_file_that_cannot_be_read_leaves_nothing(desk: Desk) -> None:
    before = dump(desk)
    for kind in ("products", "customers", "prices", "orders"):
        with pytest.raises(YdhError):
            importing.run(desk.manager, kind, Path("no such file.csv"), name="no such file.csv")
    assert dump(desk) == before
