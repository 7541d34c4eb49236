"""Excel files: values only, within limits, or refused naming the cell."""

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ydh.core.files.reading import package
from ydh.core.files.reading.columns import code, day, integer, price, text
from ydh.core.files.reading.files import Bad, OpenedFile, Row, read
from ydh.core.values.errors import Invalid

pytest.importorskip("python_calamine", reason="the extra `excel` is not installed")
xlsxwriter = pytest.importorskip("xlsxwriter", reason="the extra `excel` is not installed")

GOODS = (code("sku"), text("name"), integer("qty", least=1), price("price", places=2))
HEADER = ("sku", "name", "qty", "price")
TEA = ("T-1", "铁观音", 10, 1.1)

OPEN = '<?xml version="1.0"?>'
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def written(*rows: tuple[Any, ...], change: Callable[[Any, Any], object] | None = None) -> bytes:
    """A workbook as Excel would write it; `change` gets the book and the sheet."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("Goods")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    if change:
        change(book, sheet)
    book.close()
    return out.getvalue()


def handmade(cells: str, **members: str) -> bytes:
    """A workbook of the given sheet XML, with other members replaced or added."""
    parts = {
        "[Content_Types].xml": f'{OPEN}<Types xmlns="{TYPES}"><Default Extension="xml" ContentType="a/xml"/></Types>',
        "xl/workbook.xml": f'{OPEN}<workbook {MAIN} xmlns:r="{LINK}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{OPEN}<Relationships xmlns="{RELATIONS}">'
        f'<Relationship Id="r1" Type="{LINK}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f"{OPEN}<worksheet {MAIN}>{cells}</worksheet>",
    } | members
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def opened(data: bytes, **options: Any) -> OpenedFile:
    return read(io.BytesIO(data), options.pop("columns", GOODS), name="goods.xlsx", **options)


def items(data: bytes, **options: Any) -> list[Row | Bad]:
    with opened(data, **options) as table:
        return list(table)


def refusal(data: bytes, **options: Any) -> Invalid:
    with pytest.raises(Invalid) as caught:
        items(data, **options)
    assert str(caught.value)
    return caught.value


def test_a_sheet_is_read_with_row_numbers_and_exact_prices() -> None:
    with opened(written(HEADER, (), TEA, (" ",), TEA)) as table:
        assert table.encoding == "xlsx"
        assert table.sample[0] == ("T-1", "铁观音", "10", "1.1")
        values = ("T-1", "铁观音", 10, Decimal("1.1"))
        assert list(table) == [Row(3, values), Row(5, values)]
        assert table.blank == 2


def test_a_table_that_does_not_begin_in_the_corner_is_read() -> None:
    data = written((), (), ("", *HEADER), ("", *TEA))
    assert items(data) == [Row(4, ("T-1", "铁观音", 10, Decimal("1.1")))]


def test_a_code_typed_as_a_number_is_text() -> None:
    assert items(written(HEADER, (42, "a", 3.0, 0.1 + 0.2))) == [Row(2, ("42", "a", 3, Decimal("0.3")))]


def test_dates_are_days() -> None:
    data = written(("d",), (date(2026, 11, 3),), (datetime(2026, 11, 3, 4, 5),), ("2026-11-03",))
    good, timed, typed = items(data, columns=(day("d"),))
    assert good == Row(2, (date(2026, 11, 3),))
    assert timed == Row(3, (date(2026, 11, 3),))
    assert typed == Row(4, (date(2026, 11, 3),))


@pytest.mark.parametrize(
    ("change", "id", "cell"),
    [
        (lambda book, sheet: sheet.write_formula("C2", "=5+5", None, 10), "cell-formula", "C2"),
        (lambda book, sheet: sheet.write_formula("D2", "=NA()", None, "#N/A"), "cell-error", "D2"),
        (lambda book, sheet: sheet.write_number("A2", 6901234567890123), "cell-digits", "A2"),
    ],
)
def test_what_is_no_plain_value_is_refused_naming_the_cell(change: Any, id: str, cell: str) -> None:
    bad, good = items(written(HEADER, TEA, TEA, change=change))
    assert isinstance(bad, Bad)
    assert isinstance(good, Row)
    assert [(problem.line, problem.id, problem.data["cell"]) for problem in bad.problems] == [(2, id, cell)]
    assert cell in str(bad.problems[0])


def test_a_boolean_is_no_quantity() -> None:
    (bad,) = items(written(HEADER, ("T-1", "a", True, 1)))
    assert isinstance(bad, Bad)
    assert [(problem.column, problem.value) for problem in bad.problems] == [("qty", "TRUE")]


def test_merged_cells_are_refused_naming_the_range() -> None:
    data = written(HEADER, TEA, TEA, change=lambda book, sheet: sheet.merge_range("A2:A3", "T-1"))
    assert refusal(data).data["range"] == "A2:A3"


def test_a_hidden_row_is_not_imported_unseen() -> None:
    data = written(HEADER, TEA, TEA, change=lambda book, sheet: sheet.set_row(1, None, None, {"hidden": True}))
    bad, good = items(data)
    assert isinstance(bad, Bad)
    assert isinstance(good, Row)
    assert bad.problems[0].id == "row-hidden"


def test_a_cell_beyond_the_header_is_refused() -> None:
    (bad,) = items(written(HEADER, (*TEA, "stray")))
    assert isinstance(bad, Bad)
    assert (bad.problems[0].id, bad.problems[0].data["found"]) == ("row-fields", 5)


def test_a_formula_in_the_header_is_refused_naming_the_cell() -> None:
    data = written(HEADER, TEA, change=lambda book, sheet: sheet.write_formula("A1", '="sku"', None, "sku"))
    assert refusal(data).data["cell"] == "A1"


def test_the_sheet_that_is_named_is_read_else_the_first_that_is_visible() -> None:
    def change(book: Any, sheet: Any) -> None:
        second = book.add_worksheet("第二")
        second.write_row(0, 0, HEADER)
        second.write_row(1, 0, ("T-2", *TEA[1:]))
        second.activate()
        sheet.hide()

    data = written(HEADER, TEA, change=change)
    assert items(data)[0] == items(data, sheet="第二")[0]
    (row,) = items(data, sheet="Goods")
    assert isinstance(row, Row)
    assert row.values[0] == "T-1"
    error = refusal(data, sheet="Third")
    assert (error.id, error.data["found"]) == ("file-sheet", "第二, Goods")


def test_an_empty_sheet_has_no_header() -> None:
    assert refusal(written()).id == "file-empty"


@pytest.mark.parametrize(
    ("cells", "what"),
    [
        ('<dimension ref="A1:XFD1048576"/><sheetData/>', "rows"),
        ('<sheetData><row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t> </t></is></c></row></sheetData>', "rows"),
        ('<sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData>', "columns"),
        ("<sheetData><row>" + "<c><v>1</v></c>" * 201 + "</row></sheetData>", "columns"),
        ("<sheetData>" + "<row/>" * 100_002 + "</sheetData>", "rows"),
        ('<sheetData><row r="100000"><c r="GR100000"><v>1</v></c></row></sheetData>', "cells"),
    ],
)
def test_a_sheet_that_is_too_large_is_refused_by_its_extent(cells: str, what: str) -> None:
    error = refusal(handmade(cells))
    assert (error.id, error.data["what"]) == ("file-excel-large", what)


@pytest.mark.parametrize("member", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_a_dtd_anywhere_is_refused(member: str) -> None:
    bomb = f'{OPEN}<!DOCTYPE l [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]><workbook {MAIN}>&b;</workbook>'
    error = refusal(handmade("<sheetData/>", **{member: bomb}))
    assert (error.id, error.data["member"]) == ("file-doctype", member)


def test_too_many_parts_are_refused() -> None:
    error = refusal(handmade("", **{f"xl/media/{n}.png": "" for n in range(100)}))
    assert error.data["what"] == "parts"


def test_a_zip_bomb_is_refused_before_it_is_expanded() -> None:
    error = refusal(handmade("", **{"xl/sharedStrings.xml": " " * (package.EXPANDED + 1)}))
    assert error.data["what"] == "MB expanded"


@pytest.mark.parametrize("word", ["count", "uniqueCount"])
def test_a_count_that_lies_does_not_abort_the_process(word: str) -> None:
    strings = f'{OPEN}<sst {MAIN} {word}="59999999999"><si><t>a</t></si></sst>'
    assert refusal(handmade("<sheetData/>", **{"xl/sharedStrings.xml": strings})).id == "file-not-excel"


def test_many_formulas_refuse_the_whole_file() -> None:
    cells = "<row>" + "<c><f>1</f></c>" * 100 + "</row>"
    assert refusal(handmade("<sheetData>" + cells * 101 + "</sheetData>")).id == "file-formulas"


@pytest.mark.parametrize(
    ("data", "id"),
    [
        (b"sku,name,qty,price\n", "file-not-excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "file-old-excel"),
        (b"PK\x03\x04 not a zip", "file-not-excel"),
        (written(HEADER, TEA)[:-30], "file-not-excel"),
        (handmade("<sheetData>"), "file-not-excel"),
        (handmade("", **{"xl/workbook.xml": OPEN + "<workbook/>"}), "file-not-excel"),
        (handmade('<sheetData><row r="x"/></sheetData>'), "file-not-excel"),
        (handmade("", **{"xl/workbook.xml": '<?xml version="1.0" encoding="klingon"?><workbook/>'}), "file-not-excel"),
    ],
)
def test_what_is_not_an_excel_file_is_refused(data: bytes, id: str) -> None:
    assert refusal(data).id == id


def test_an_excel_file_from_a_pipe_is_known_by_its_content() -> None:
    with read(io.BytesIO(written(HEADER, TEA)), GOODS, name="-") as table:
        assert len(list(table)) == 1


def test_without_the_extra_the_refusal_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    error = refusal(written(HEADER, TEA))
    assert error.id == "file-excel-extra"
    assert "ydh[excel]" in str(error)


def test_reading_csv_loads_nothing_of_excel(tmp_path: Path) -> None:
    program = (
        "import io, sys; from ydh.core.files.reading.files import read;"
        "from ydh.core.files.reading.columns import code;"
        "list(read(io.BytesIO(b'sku\\n1\\n'), [code('sku')], name='-'));"
        "sys.exit('python_calamine' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


CODES = (code("sku"), price("price", places=2))


@pytest.mark.parametrize("shown", ["000000", "0000", '"A"000', "0.00", "#,##0", "0-00-00", "000000;-000000"])
def test_a_code_that_excel_shows_otherwise_than_it_keeps_it_is_refused(shown: str) -> None:
    def change(book: Any, sheet: Any) -> None:
        sheet.write_number("A2", 123, book.add_format({"num_format": shown}))
        sheet.write_number("B2", 123, book.add_format({"num_format": shown}))

    bad, good = items(written(("sku", "price"), ("", ""), ("124", 1.5), change=change), columns=CODES)
    assert isinstance(bad, Bad)
    assert [(p.column, p.id, p.data["cell"]) for p in bad.problems] == [("sku", "cell-shown", "A2")]
    assert good == Row(3, ("124", Decimal("1.5")))


@pytest.mark.parametrize("shown", ["General", "0", "@", "0_ ", "#"])
def test_a_code_that_excel_shows_as_it_keeps_it_is_taken(shown: str) -> None:
    def change(book: Any, sheet: Any) -> None:
        sheet.write_number("A2", 123, book.add_format({"num_format": shown}))

    assert items(written(("sku", "price"), ("", 1), change=change), columns=CODES) == [Row(2, ("123", Decimal(1)))]


def test_a_date_where_a_code_should_be_is_refused() -> None:
    bad, _ = items(written(("sku", "price"), (date(2026, 3, 3), 1), ("3-3", 1)), columns=CODES)
    assert isinstance(bad, Bad)
    assert [p.id for p in bad.problems] == ["cell-dated"]


def test_a_hidden_column_is_not_read_unseen() -> None:
    def change(book: Any, sheet: Any) -> None:
        sheet.set_column("D:E", None, None, {"hidden": True})

    data = written((*HEADER, "cost"), (*TEA, 5), change=change)
    error = refusal(data, ignore=["cost"])
    assert (error.id, error.data["column"], error.data["title"]) == ("file-column-hidden", "D", "price")
    columns = (*GOODS[:3], price("price", places=2, required=False, empty=None))
    assert items(data, ignore=["cost", "price"], columns=columns) == [Row(2, ("T-1", "铁观音", 10, None))]


def test_further_sheets_are_named_and_each_has_a_digest_of_its_own() -> None:
    def change(book: Any, sheet: Any) -> None:
        for name in ("二月", "三月"):
            book.add_worksheet(name).write_row(0, 0, HEADER)

    data = written(HEADER, TEA, change=change)
    with opened(data) as first, opened(data, sheet="Goods") as again, opened(data, sheet="二月") as second:
        assert (first.sheet, first.other_sheets, second.other_sheets) == ("Goods", ("二月", "三月"), ("Goods", "三月"))
        assert first.digest == again.digest != second.digest


def test_days_are_read_as_chinese_programs_write_them() -> None:
    data = written(("d",), ("2027年11月24日",), ("20271124",), (20271124,), ("2027 年 1 月 4 日",), ("2027.1.4",))
    found = [row.values[0] for row in items(data, columns=(day("d"),)) if isinstance(row, Row)]
    assert found == [date(2027, 11, 24)] * 3 + [date(2027, 1, 4)] * 2
    for wrong in ("20271324", "2027年13月1日", "2027112", "12345678", "11月24日"):
        assert isinstance(items(written(("d",), (wrong,)), columns=(day("d"),))[0], Bad)
