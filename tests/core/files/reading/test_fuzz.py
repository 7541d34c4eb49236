"""Whatever bytes come: rows, refused rows or one error of ours, nothing else."""

import io
import zipfile
from datetime import datetime
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ydh.core.files.reading.columns import code, day, integer, price, rate, text
from ydh.core.files.reading.files import Bad, Row, read
from ydh.core.files.reading.refused import write_refused
from ydh.core.values.errors import YdhError

COLUMNS = (
    code("sku", "商品编码"),
    text("name", "名称", required=False, empty=""),
    integer("qty", least=1, required=False),
    price("price", places=2, least=Decimal("0.01"), required=False),
    day("date", required=False, empty=None),
    rate("discount", required=False, empty=None),
)
GOOD = 'sku,name,qty,price,date,discount\nT-1,铁观音,10,1.50,2026-11-03,15%\n\n\'=x,"a\nb",,1,,\n'.encode()
PIECES = st.sampled_from(
    [b",", b'"', b"\r", b"\n", b"\0", b"\xff", b"\xef\xbb\xbf", b"'=", b";", b"\x1b", "茶".encode(), "茶".encode("gbk")]
)


def swallowed(data: bytes, name: str) -> None:
    """Read `data` and write what was refused of it."""
    said = ""
    try:
        with read(io.BytesIO(data), COLUMNS, name=name) as table:
            found = list(table)
            assert all(isinstance(item, Row | Bad) for item in found)
            bad = [item for item in found if isinstance(item, Bad)]
            assert all(item.problems and all(map(str, item.problems)) for item in bad)
            out = io.StringIO(newline="")
            assert write_refused(out, table.header, bad) == len(bad)
            return
    except YdhError as error:
        said = str(error)
    assert said


@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.xlsx", "-"]))
def test_random_bytes_give_rows_or_one_of_our_errors(data: bytes, name: str) -> None:
    swallowed(data, name)


@given(st.text(max_size=200), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]))
def test_random_text_under_a_good_header_gives_rows_or_one_of_our_errors(words: str, codec: str) -> None:
    swallowed(("商品编码,名称\n" + words).encode(codec, "ignore"), "a.csv")


@given(st.lists(st.tuples(st.integers(0, len(GOOD)), st.integers(0, 3), PIECES), max_size=6))
def test_a_mutated_file_gives_rows_or_one_of_our_errors(changes: list[tuple[int, int, bytes]]) -> None:
    data = GOOD
    for at, gone, piece in changes:
        data = data[:at] + piece + data[at + gone :]
    swallowed(data, "a.csv")


@cache
def workbook() -> bytes:
    xlsxwriter = pytest.importorskip("xlsxwriter", reason="the extra `excel` is not installed")
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    book.set_properties({"created": datetime(2026, 1, 1)})  # the same bytes in every run
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ("sku", "name", "qty"))
    sheet.write_row(1, 0, ("T-1", "茶", 1.5))
    book.close()
    return out.getvalue()


@settings(deadline=None)
@given(st.data())
def test_a_mutated_excel_file_gives_rows_or_one_of_our_errors(data: st.DataObject) -> None:
    pytest.importorskip("python_calamine", reason="the extra `excel` is not installed")
    member = data.draw(st.sampled_from(["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "zip"]))
    if member == "zip":
        whole = workbook()
    else:
        with zipfile.ZipFile(io.BytesIO(workbook())) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        whole = parts[member]
    at = data.draw(st.integers(0, len(whole)))
    piece = data.draw(st.binary(max_size=4) | st.sampled_from([b"<c/>", b"<f/>", b'"', b"9999999999", b"-1", b"&#0;"]))
    whole = whole[:at] + piece + whole[at + data.draw(st.integers(0, 6)) :]
    if member != "zip":
        changed = io.BytesIO()
        with zipfile.ZipFile(changed, "w") as archive:
            for name, content in (parts | {member: whole}).items():
                archive.writestr(name, content)
        whole = changed.getvalue()
    swallowed(whole, "a.xlsx")
