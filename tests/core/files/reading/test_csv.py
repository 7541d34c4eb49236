"""Delimited files: encodings, form, header, rows."""

import hashlib
import io
import tracemalloc
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from ydh.core.files.reading import source
from ydh.core.files.reading.columns import code, day, integer, price, rate, text
from ydh.core.files.reading.files import Bad, OpenedFile, Row, read
from ydh.core.files.reading.refused import write_refused
from ydh.core.values.errors import Invalid

GOODS = (
    code("sku", "商品编码"),
    text("name", "名称"),
    integer("qty", "数量", least=1),
    price("price", "单价", places=2, least=Decimal("0.01")),
)
HEADER = "sku,name,qty,price\n"
TEA = "T-1,铁观音,10,1.50\n"


def opened(content: str | bytes, **options: object) -> OpenedFile:
    data = content.encode() if isinstance(content, str) else content
    return read(io.BytesIO(data), GOODS, name="goods.csv", **options)  # type: ignore[arg-type]


def items(content: str | bytes, **options: object) -> list[Row | Bad]:
    with opened(content, **options) as table:
        return list(table)


def refusal(content: str | bytes, **options: object) -> Invalid:
    with pytest.raises(Invalid) as caught:
        items(content, **options)
    assert str(caught.value)
    return caught.value


def only_bad(content: str | bytes, **options: object) -> Bad:
    (bad,) = (item for item in items(content, **options) if isinstance(item, Bad))
    assert all(str(problem) for problem in bad.problems)
    return bad


# encodings


@pytest.mark.parametrize(
    ("codec", "shown"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16"), ("gb18030", "gb18030")],
)
def test_each_encoding_is_recognised_and_named(codec: str, shown: str) -> None:
    with opened(("商品编码,名称,数量,单价\n" + TEA).encode(codec)) as table:
        assert table.encoding == shown
        assert [row.values for row in table if isinstance(row, Row)] == [("T-1", "铁观音", 10, Decimal("1.50"))]


def test_big_endian_utf_16_with_a_bom_is_read() -> None:
    assert isinstance(items(b"\xfe\xff" + (HEADER + TEA).encode("utf-16-be"))[0], Row)


def test_gb18030_under_an_english_header_is_read_when_it_reads_well() -> None:
    with opened((HEADER + "T-1,正山小种红茶（礼盒）,10,1.5\n").encode("gb18030")) as table:
        assert table.encoding == "gb18030"


def test_gb18030_is_not_taken_for_a_file_that_has_none_of_our_columns() -> None:
    assert refusal("甲,乙\n一,二\n".encode("gb18030")).id == "file-encoding-unsure"


@pytest.mark.parametrize("name", ["鋼筆", "凍頂烏龍茶禮盒", "高級龍井茶葉一斤裝"])
def test_big5_is_never_read_as_gb18030(name: str) -> None:
    assert refusal((HEADER + f"T-1,{name},10,1.5\n").encode("big5")).id == "file-encoding-unsure"


def test_big5_is_read_when_it_is_said() -> None:
    (row,) = items((HEADER + "T-1,鋼筆,10,1.5\n").encode("big5"), encoding="Big5")
    assert isinstance(row, Row)
    assert row.values[1] == "鋼筆"


@pytest.mark.parametrize("name", ["Café crème", "Müller Tür", "Señor"])
def test_western_bytes_are_not_guessed_at(name: str) -> None:
    assert refusal((HEADER + f"T-1,{name},10,1.5\n").encode("latin-1")).id == "file-encoding-unsure"


def test_an_encoding_that_is_not_known_is_refused_with_those_that_are() -> None:
    error = refusal(HEADER, encoding="klingon")
    assert error.id == "file-encoding-name"
    assert "gb18030" in str(error)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_bom_is_refused_with_the_way_out(codec: str) -> None:
    error = refusal((HEADER + TEA).encode(codec))
    assert error.id == "file-nul"
    assert "save as UTF-8" in str(error)


def test_a_lone_nul_is_named_by_its_byte_and_line() -> None:
    error = refusal(HEADER.encode() + b"T-1,a\0b,1,1\n")
    assert (error.id, error.data["byte"], error.data["line"]) == ("file-nul", 25, 2)


def test_a_file_cut_inside_a_character_is_refused_naming_the_byte() -> None:
    whole = (HEADER + "T-1,铁").encode()
    error = refusal(whole[:-1])
    assert (error.id, error.data["byte"], error.data["line"]) == ("file-cut", len(whole) - 2, 2)


def test_a_broken_byte_in_utf_8_is_named_and_not_read_as_gb18030() -> None:
    good = (HEADER + TEA).encode()
    error = refusal(good + b"T-2,\xb8\xd6,1,1\n")
    assert (error.id, error.data["byte"], error.data["line"]) == ("file-bytes", len(good) + 5, 3)


def test_the_byte_is_right_beyond_the_first_chunk() -> None:
    good = (HEADER + TEA * 30_000).encode()
    error = refusal(good + b"T-2,\xff\xff,1,1\n")
    assert (error.data["byte"], error.data["line"]) == (len(good) + 5, 30_002)


@pytest.mark.parametrize("start", [b"\x89PNG\r\n\x1a\n", b"%PDF-1.7", b"\x1f\x8b\x08", bytes(range(256)) * 4])
def test_a_binary_file_is_refused_as_not_text(start: bytes) -> None:
    assert refusal(start).id == "file-not-text"


def test_a_zip_under_a_csv_name_is_refused() -> None:
    assert refusal(b"PK\x03\x04rest").id == "file-content-name"


# form


@pytest.mark.parametrize("content", ["", "\n\n", " , ,\n", "\ufeff"])
def test_a_file_without_a_header_is_refused(content: str) -> None:
    assert refusal(content).id == "file-empty"


@pytest.mark.parametrize(("char", "option"), [(";", "';'"), ("\t", "tab"), ("|", "'|'"), ("，", "'，'")])
def test_a_file_separated_otherwise_is_refused_with_the_hint(char: str, option: str) -> None:
    error = refusal((HEADER + TEA).replace(",", char))
    assert error.id == "file-delimiter"
    assert f"--delimiter {option}" in str(error)


@pytest.mark.parametrize(("char", "said"), [(";", ";"), ("\t", "tab"), ("\t", "\\t"), ("|", "|")])
def test_the_delimiter_that_was_said_is_used(char: str, said: str) -> None:
    assert isinstance(items((HEADER + TEA).replace(",", char), delimiter=said)[0], Row)


@pytest.mark.parametrize("said", ["", ",,", '"', "\n", "a"])
def test_a_delimiter_that_cannot_be_one_is_refused(said: str) -> None:
    assert refusal(HEADER, delimiter=said).id == "file-delimiter-form"


def test_line_numbers_are_those_of_the_file_despite_quoted_line_breaks() -> None:
    rows = items(HEADER + '\nT-1,"two\nlines",1,1\r\n\r\nT-2,b,x,1\rT-3,c,1,1')
    assert [(type(row), row.line) for row in rows] == [(Bad, 3), (Bad, 6), (Row, 7)]


def test_text_after_a_closing_quotation_mark_is_refused_with_its_line() -> None:
    error = refusal(HEADER + TEA + 'T-2,"b"x,1,1\n')
    assert (error.id, error.data["line"]) == ("file-quote", 3)


def test_a_quotation_mark_that_is_never_closed_is_refused_with_the_line_it_begins_on() -> None:
    error = refusal(HEADER + TEA + 'T-2,"b,1,1\n' + TEA)
    assert (error.id, error.data["line"]) == ("file-quote-open", 3)


def test_a_field_over_the_limit_is_refused_with_its_line() -> None:
    error = refusal(HEADER + TEA + "T-2," + "x" * 70_000 + ",1,1\n")
    assert (error.id, error.data["line"]) == ("file-field-long", 3)


@pytest.mark.parametrize("quoted", ["", '"'])
def test_an_endless_line_is_refused_before_it_fills_the_memory(quoted: str) -> None:
    error = refusal(HEADER + TEA + "T-2," + quoted + "x" * 3_000_000)
    assert (error.id, error.data["line"]) == ("file-line-long", 3)


def test_a_file_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "SIZE_LIMIT", 1024**2)
    assert refusal(HEADER + TEA * 50_000).id == "file-large"


def test_blank_rows_are_skipped_and_counted() -> None:
    with opened("\n" + HEADER + "\n  \n" + TEA + ",,,\n\u3000,,\n") as table:
        assert [row.line for row in table] == [5]
        assert table.blank == 4
        assert [row.line for row in table] == [5]
        assert table.blank == 4


# header


def test_titles_compare_without_case_width_and_spaces() -> None:
    assert isinstance(items("\ufeff ＳＫＵ ,Name,ｑｔｙ,PRICE \nT-1,a,1,1\n")[0], Row)


def test_missing_columns_are_named_with_those_found() -> None:
    error = refusal("sku,name\nT-1,a\n")
    assert error.id == "file-columns-missing"
    assert error.data["missing"] == ("qty (数量)", "price (单价)")
    assert error.data["found"] == ("sku", "name")


@pytest.mark.parametrize("title", ["qty", "QTY", "数量"])
def test_a_column_that_is_there_twice_is_named(title: str) -> None:
    error = refusal(f"sku,name,qty,{title},price\n")
    assert (error.id, error.data["column"]) == ("file-column-twice", "qty")


def test_columns_that_are_named_as_such_are_not_read_and_reported() -> None:
    with opened("colour,sku,name,qty,price,\nred,T-1,a,1,2,\n", ignore=["Colour"]) as table:
        assert table.ignored == ("colour",)
        assert next(iter(table)) == Row(2, ("T-1", "a", 1, Decimal(2)))


def test_a_column_that_is_not_there_gives_its_empty_value() -> None:
    columns = (code("sku"), rate("discount", required=False, empty=Decimal(0)), day("date", required=False))
    with read(io.BytesIO(b"sku\nT-1\n"), columns, name="-") as table:
        assert table.present == {"sku"}
        assert list(table) == [Row(2, ("T-1", Decimal(0), None))]


def test_an_empty_cell_gives_the_empty_value_or_is_a_problem() -> None:
    columns = (code("sku"), rate("discount", empty=None))
    with read(io.BytesIO("sku,discount\nT-1, \n\u3000,15%\n".encode()), columns, name="-") as table:
        good, bad = table
    assert good == Row(2, ("T-1", None))
    assert isinstance(bad, Bad)
    assert [problem.id for problem in bad.problems] == ["cell-text-empty"]


def test_a_blank_row_is_none_even_where_every_cell_may_be_empty() -> None:
    with read(io.BytesIO(b"a,b\n,\n1,\n"), (code("a", empty=""), code("b", empty="")), name="-") as table:
        assert list(table) == [Row(3, ("1", ""))]


def test_a_mapping_gives_a_column_a_title_of_the_files_own() -> None:
    content = "StockCode,name,Quantity,qty,price\nT-1,a,3,9,2\n"
    (row,) = items(content, mapping={"sku": "StockCode", "qty": " quantity"}, ignore=["qty"])
    assert row == Row(2, ("T-1", "a", 3, Decimal(2)))


def test_a_mapping_to_an_unknown_column_is_refused_with_the_nearest() -> None:
    error = refusal(HEADER, mapping={"prise": "price"})
    assert (error.id, error.data["near"]) == ("file-map-column", "price")


def test_a_mapping_from_an_absent_title_is_refused_with_the_nearest() -> None:
    error = refusal("sku,name,Quantity,price\n", mapping={"qty": "Quantty"})
    assert (error.id, error.data["near"]) == ("file-map-title", "Quantity")


@pytest.mark.parametrize("count", [201, 100_000])
def test_too_many_columns_are_refused(count: int) -> None:
    error = refusal(",".join(f"c{n}" for n in range(count)) + "\n")
    assert (error.id, error.data["count"]) == ("file-columns-many", count)


# rows


def test_all_problems_of_a_row_are_collected() -> None:
    bad = only_bad(HEADER + "T\u200b1,,x,1.005\n")
    assert [(p.line, p.column, p.value, p.id, p.hint) for p in bad.problems] == [
        (2, "sku", "T\\u200b1", "cell-text-control", "hint-code"),
        (2, "name", "", "cell-text-empty", "hint-text"),
        (2, "qty", "x", "cell-number-form", "hint-whole"),
        (2, "price", "1.005", "cell-number-places", "hint-number"),
    ]
    assert bad.raw == ("T\u200b1", "", "x", "1.005")


def test_a_problem_carries_the_title_as_it_stood_in_the_file() -> None:
    bad = only_bad("商品编码,名称, 数量,单价\nT-1,茶,-5,1\n")
    assert (bad.problems[0].column, bad.problems[0].title) == ("qty", " 数量")
    assert str(bad.problems[0]) == (
        "line 2, column qty: -5 is less than 1; a whole number from 1 to 1000000000, such as 12"
    )


@pytest.mark.parametrize(("row", "found"), [("T-1,a,1,1,50", 5), ("T-1,a", 2)])
def test_a_wrong_number_of_fields_names_expected_and_found(row: str, found: int) -> None:
    (problem,) = only_bad(HEADER + row + "\n" + TEA).problems
    assert (problem.id, problem.data["expected"], problem.data["found"]) == ("row-fields", 4, found)


@pytest.mark.parametrize("again", ["sku,name,qty,price", "SKU, Name,qty,price", "\ufeffsku,name,qty,price"])
def test_a_header_in_the_middle_is_called_that(again: str) -> None:
    (problem,) = only_bad(HEADER + TEA + again + "\n" + TEA).problems
    assert (problem.line, problem.id) == (3, "row-header")


def test_a_repeated_header_is_noticed_where_every_column_is_text() -> None:
    with read(io.BytesIO(b"a,b\n1,2\na,b\n"), (text("a"), text("b")), name="-") as table:
        assert [type(item) for item in table] == [Row, Bad]


@pytest.mark.parametrize("cell", ["=1+1", "+x", "-2+3", "@sum", "＝x", "'=x", "''=x", "'x", "'"])
def test_what_our_export_guards_comes_back_as_it_was(cell: str) -> None:
    from ydh.core.files.reading.cells import guarded

    (row,) = items(HEADER + f"T-1,{guarded(cell)},1,1\n")
    assert isinstance(row, Row)
    assert row.values[1] == cell


def test_only_a_guard_is_taken_off() -> None:
    rows = items(HEADER + "'T-1,'; DROP TABLE orders,1,1\nT-2,'=x,'12,1\n")
    assert isinstance(rows[0], Row)
    assert rows[0].values[:2] == ("'T-1", "'; DROP TABLE orders")
    assert isinstance(rows[1], Bad)


# refused rows


def test_refused_rows_can_be_mended_and_imported_again() -> None:
    given = "sku,name,qty,price,colour\nT-1,=cmd,x,-1,red\nT-2,b\r\rT-3,c,1\n"
    out = io.StringIO(newline="")
    with opened(given, ignore=["colour"]) as table:
        assert write_refused(out, table.header, (row for row in table if isinstance(row, Bad))) == 3
    lines = out.getvalue().split("\r\n")
    assert lines[0] == "sku,name,qty,price,colour,problem"
    assert lines[1].startswith("T-1,'=cmd,x,-1,red,")
    mended = "\r\n".join((lines[0], lines[1].replace(",x,-1,", ",2,3,"), "T-2,b,1,1,,", "T-3,c,1,1,,old"))
    with opened(mended, ignore=["colour"]) as table:
        assert table.ignored == ("colour",)
        assert [row.values for row in table if isinstance(row, Row)] == [
            ("T-1", "=cmd", 2, Decimal(3)),
            ("T-2", "b", 1, Decimal(1)),
            ("T-3", "c", 1, Decimal(1)),
        ]


def test_rows_refused_again_have_one_column_of_problems() -> None:
    out = io.StringIO(newline="")
    with opened("sku,name,qty,price,problem\nT-1,a,x,1,old reason\n") as table:
        write_refused(out, table.header, (row for row in table if isinstance(row, Bad)), word=lambda p: p.id)
    assert out.getvalue() == "sku,name,qty,price,problem\r\nT-1,a,x,1,cell-number-form\r\n"


def test_a_refused_row_with_fields_missing_is_not_filled_up() -> None:
    columns = (code("sku"), text("note", empty=""))
    out = io.StringIO(newline="")
    with read(io.BytesIO(b"sku,note\nT-1\n"), columns, name="-") as table:
        write_refused(out, table.header, (row for row in table if isinstance(row, Bad)))
    with read(io.BytesIO(out.getvalue().encode()), columns, name="-") as table:
        assert [type(row) for row in table] == [Bad]


# the source


@pytest.mark.parametrize("through", [lambda path: path, lambda path: io.BytesIO(path.read_bytes())])
def test_a_path_and_a_stream_give_the_same_rows_and_digest(
    tmp_path: Path, through: Callable[[Path], Path | io.BytesIO]
) -> None:
    path = tmp_path / "goods.csv"
    path.write_text(HEADER + TEA * 5, encoding="utf-8")
    with read(through(path), GOODS, name="-") as table:
        assert table.digest == hashlib.sha256(path.read_bytes()).hexdigest()
        assert table.size == path.stat().st_size
        assert table.sample == (("T-1", "铁观音", "10", "1.50"),) * 3
        assert len(list(table)) == 5


def test_the_sample_is_safe_to_show() -> None:
    with opened(HEADER + "T-1,\x1b[31mred,1,1\n") as table:
        assert table.sample == (("T-1", "\\x1b[31mred", "1", "1"),)


def test_a_file_that_changes_between_check_and_reading_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "goods.csv"
    path.write_text(HEADER + TEA, encoding="utf-8")
    with read(path, GOODS, name="goods.csv") as table:
        path.write_text(HEADER + TEA + TEA, encoding="utf-8")
        with pytest.raises(Invalid) as caught:
            list(table)
    assert caught.value.id == "file-changed"


@pytest.mark.parametrize("name", ["no-such.csv", "."])
def test_what_cannot_be_opened_is_refused_with_the_reason(tmp_path: Path, name: str) -> None:
    with pytest.raises(Invalid) as caught:
        read(tmp_path / name, GOODS, name=name)
    assert caught.value.id == "file-open"


def test_a_closed_stream_is_refused() -> None:
    stream = io.BytesIO(b"")
    stream.close()
    with pytest.raises(Invalid) as caught:
        read(stream, GOODS, name="-")
    assert caught.value.id == "file-open"


def test_memory_stays_flat_while_the_file_grows(tmp_path: Path) -> None:
    peaks = []
    for count in (25_000, 50_000):
        path = tmp_path / f"{count}.csv"
        with path.open("w", encoding="utf-8") as out:
            out.write(HEADER)
            out.writelines(f"T-{n},{n} 号茶叶礼盒,{n % 90 + 1},{n}.50\n" for n in range(count))
        tracemalloc.start()
        with read(path, GOODS, name=path.name) as table:
            assert sum(1 for row in table if isinstance(row, Row)) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.2
