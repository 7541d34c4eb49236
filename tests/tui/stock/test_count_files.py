"""A count sheet goes out as a file and comes back counted, from the screens too."""

import csv
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from tests.kit.desk import screens
from tests.kit.orders import Crew
from ydh.core.stock import paper_looking, stocktake


@pytest.mark.parametrize("form", ["csv-excel", "csv"])
async def test_a_sheet_goes_out_as_a_file_and_its_counts_come_back(crew: Crew, tmp_path: Path, form: str) -> None:
    number, path = stocktake.begin(crew.outbound_reviewer), tmp_path / "sheet.csv"
    async with screens(crew.outbound_reviewer) as desk:
        await desk.open("stocktakes")
        await desk.press("e")
        await desk.answer(path=str(path), format=form)
        with path.open(encoding="utf-8-sig", newline="") as file:
            head, *lines = csv.reader(file)
        assert not {"book", "账面", "账面数"} & set(head), "who counts is not told what should be there"
        counted, code = head.index("实盘" if form == "csv-excel" else "counted"), 0
        for line in lines:
            line[counted] = "7" if line[code] == "T1" else ""
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([head, *lines])
        await desk.press("q")
        await desk.answer(path=str(tmp_path / "no.csv"))
        assert "不存在" in desk.text()
        soon = datetime.now(UTC) + timedelta(hours=8) - timedelta(minutes=1)
        await desk.answer(path=str(path), at=soon.strftime("%Y-%m-%dT%H:%M"))
        assert f"{number}" in desk.said
    counts = {line.sku: line.quantity for line in paper_looking.paper(crew.admin, number).lines}
    assert counts == {"T1": Decimal(7), "T2": None}
