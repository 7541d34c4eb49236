"""Lines of stock papers from a CSV or Excel file: code, quantity, and lot, expiry, reason where they are there."""

from pathlib import Path
from typing import BinaryIO

from ydh.core.files.reading import columns as read
from ydh.core.files.reading.columns import Filling
from ydh.core.files.reading.files import Bad, OpenedFile
from ydh.core.files.reading.files import read as open_file
from ydh.core.files.reading.form import EVERY
from ydh.core.stock.views import PaperLine
from ydh.core.values.errors import Invalid, Many
from ydh.core.values.money import ZERO
from ydh.core.values.text import key

_EMPTY: Filling = {"required": False, "empty": ""}
_NONE: Filling = {"required": False, "empty": None}
_ABOUT = (
    read.text("lot", "批次", "批号", limit=64, **_EMPTY),
    read.day("expires", "有效期至", "效期", **_NONE),
    read.text("reason", "原因", "备注", **_EMPTY),
)
_CODE = read.code("code", "sku", "编码", "规格编码", "商品编码")
LINES = (_CODE, read.packed("quantity", "qty", "数量", least=None), *_ABOUT)
COUNTS = (
    _CODE,
    read.packed("counted", "quantity", "实盘", "实盘数", "数量", least=ZERO, empty=None),
    *_ABOUT,
)
MOST_WRONG = 20


def read_lines(source: Path | BinaryIO, *, name: str, counted: bool = False) -> list[PaperLine]:
    """The lines of a file; with `counted` those of a count sheet that came back, without what nobody counted.

    Raises Invalid for a file that cannot be read, Many naming every wrong row.
    """
    # a count sheet has columns for who counts; what is nearly called like one that is missing stops it all the same
    with open_file(source, COUNTS if counted else LINES, name=name, ignore=(EVERY,)) as table:
        lines = _rows(table)
    if counted:
        _refuse_twice(lines)
        return [line for line in lines if line.quantity is not None]
    return lines


def _rows(table: OpenedFile) -> list[PaperLine]:
    lines: list[PaperLine] = []
    wrong = []
    for row in table:
        if isinstance(row, Bad):
            wrong += [Invalid("file-row", line=row.line, value=p.value, problem=str(p)) for p in row.problems]
        else:
            lines.append(PaperLine(*row.values))
    if wrong:
        raise Many(wrong[:MOST_WRONG])
    return lines


def _refuse_twice(lines: list[PaperLine]) -> None:
    seen = set()
    for line in lines:
        spot = (key(line.sku), key(line.lot))
        if spot in seen:
            raise Invalid("counted-twice", code=line.sku, lot=line.lot or "-")
        seen.add(spot)
