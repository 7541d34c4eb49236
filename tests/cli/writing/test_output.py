"""Data leaves in every format: aligned, exact, harmless, whole or not at all."""

import csv
import io
import json
import os
import pty
import stat
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from wcwidth import wcswidth

from ydh.cli.frame.progress import progress
from ydh.cli.writing import cells, output, tables
from ydh.cli.writing.output import FORMATS, DataColumn, Format, Stamp, write
from ydh.core.values.errors import Invalid, YdhError
from ydh.core.values.words import MASKED, Label, guarded, unguarded, visible
from ydh.locale import Language, Words

ZONE = timezone(timedelta(hours=8))
COLUMNS = (
    DataColumn("number", "Number", "code"),
    DataColumn("customer", "customer", "text"),
    DataColumn("day", "Day", "day"),
    DataColumn("at", "At", "time"),
    DataColumn("step", "Step", "label"),
    DataColumn("rate", "Rate", "percent"),
    DataColumn("lines", "Lines", "integer"),
    DataColumn("quantity", "Quantity", "quantity"),
    DataColumn("price", "Price", "price"),
    DataColumn("total", "Total", "money"),
)
NAMES = [column.name for column in COLUMNS]
REVIEW = Label("order review", code="review")
DAY, TIME = date(2026, 11, 23), datetime(2026, 11, 23, 20, 30, 5)


def row(number: int = 1, customer: str | None = "杭州西湖茶行", total: Any = Decimal("12480.00")) -> tuple[Any, ...]:
    return (
        f"DH-O-{number}",
        customer,
        DAY,
        TIME,
        REVIEW,
        Decimal("0.125"),
        1234,
        Decimal("24.500"),
        Decimal("1.2500"),
        total,
    )


def text(rows: Any, format: Format, columns: Any = COLUMNS, **more: Any) -> str:
    """What goes to stdout."""
    written = io.BytesIO()
    before, sys.stdout = sys.stdout, io.TextIOWrapper(written, "utf-8", newline="")
    try:
        write(columns, rows, format=format, words=Words(more.pop("lang", "zh_CN"), ZONE), **more)
        sys.stdout.flush()
        return written.getvalue().decode()
    finally:
        sys.stdout = before


def grid(text: str, blank: str = "  ") -> list[list[str]]:
    return [line.split(blank) for line in text.splitlines()]


# tables


HOSTILE = st.text(
    st.one_of(
        # not the combining marks of every script: libraries disagree about their width
        st.characters(exclude_categories=("Mn", "Mc", "Cs")),
        st.sampled_from("茶龙井ａ１，。　👍\u0301\u200d\ufe0f\x1b\x9b\t\n\r\u202e\u2028|<&'\"=+-@*_`[]\\"),
    ),
    max_size=30,
)


@given(st.lists(st.tuples(HOSTILE, HOSTILE), min_size=1, max_size=8), st.integers(30, 120))
def test_every_row_of_a_table_is_as_wide_as_the_others(data: list[tuple[str, str]], width: int) -> None:
    columns = (DataColumn("a", "customer"), DataColumn("b", "备注"), DataColumn("c", "Total", "money"))
    rows = [(a, b, Decimal("12.00")) for a, b in data]
    lines = text(rows, "table", columns, width=width).splitlines()
    assert len(lines) == len(rows) + 2
    assert len({wcswidth(line) for line in lines}) == 1
    assert wcswidth(lines[0]) <= width


def test_chinese_columns_line_up() -> None:
    columns = (
        DataColumn("name", "customer"),
        DataColumn("step", "Step", "label"),
        DataColumn("total", "Total", "money"),
    )
    rows = [("杭州西湖茶行", REVIEW, Decimal("12480.00")), ("ABC", None, Decimal("3.50")), ("宁波", REVIEW, MASKED)]
    assert text(rows, "table", columns, lang="en") == (
        "customer      Step              Total\n"
        "------------  ------------  ---------\n"
        "杭州西湖茶行  order review  12,480.00\n"
        "ABC                              3.50\n"
        "宁波          order review        ***\n"
    )


def test_a_table_fits_the_terminal_by_cutting_the_widest_texts_between_characters() -> None:
    columns = (
        DataColumn("number", "Number", "code"),
        DataColumn("name", "customer"),
        DataColumn("total", "Total", "money"),
    )
    rows = [("DH-O-20261123-000041", "杭州西湖茶行有限责任公司", Decimal("12480.00"))]
    for width in range(39, 56):
        lines = text(rows, "table", columns, width=width, lang="en").splitlines()
        assert all(wcswidth(line) <= width for line in lines)
        assert "DH-O-20261123-000041" in lines[2]
        assert lines[2].endswith("12,480.00")
    assert "杭州西湖茶行有限责任公司" in text(rows, "table", columns)


@pytest.mark.parametrize(("width", "cut"), [(7, "杭州.."), (6, "杭州.."), (5, "杭.."), (8, "杭州西湖"), (4, "杭..")])
def test_a_cut_never_leaves_half_a_character(width: int, cut: str) -> None:
    assert tables.cut("杭州西湖", width) == cut


def test_a_cut_keeps_a_letter_and_its_accent_together() -> None:
    assert tables.cut("e\u0301" * 9, 4) == "e\u0301" * 2 + ".."


def test_a_code_that_looks_like_a_number_stays_as_it_is() -> None:
    rows = [("1e5", "0010"), ("00.10", "1_000")]
    lines = text(rows, "table", (DataColumn("a", "A", "code"), DataColumn("b", "B"))).splitlines()
    assert [line.split() for line in lines[2:]] == [["1e5", "0010"], ["00.10", "1_000"]]


def test_a_long_table_repeats_its_head_only_where_columns_grow() -> None:
    columns = (DataColumn("a", "customer"), DataColumn("b", "N", "integer"))
    same = text((("茶", number % 1000) for number in range(500, 2300)), "table", columns, lang="en").splitlines()
    assert len(same) == 1802
    assert len({wcswidth(line) for line in same}) == 1
    grown = text((("茶" * (1 + number // 400), 1) for number in range(1800)), "table", columns, lang="en")
    assert sum(line.startswith("customer") for line in grown.splitlines()) == 2


def test_an_empty_table_has_its_head() -> None:
    assert len(text([], "table").splitlines()) == 2


@pytest.mark.parametrize("lang", ["en", "zh_CN"])
def test_why_not_folds_on_a_narrow_terminal_and_loses_nothing(lang: str) -> None:
    columns = (DataColumn("number", "number", "code"), DataColumn("reason", "reason", "reason"))
    error = Invalid("name-unknown", option="--by", value="茶叶" * 20, names="day, month, customer, product")
    rows = [("DH-O-1", error), ("DH-O-2", None), ("DH-O-3", error)]
    wide = text(rows, "table", columns, lang=lang).splitlines()
    assert len(wide) == 2 + len(rows)
    narrow = text(rows, "table", columns, width=50, lang=lang).splitlines()
    assert max(map(wcswidth, narrow)) <= 50
    assert [line.split()[0] for line in narrow[2:] if line[0] != " "] == ["DH-O-1", "DH-O-2", "DH-O-3"]
    assert "".join("".join(narrow[2:]).split()) == "".join("".join(wide[2:]).split())


def test_bars_are_drawn_on_a_terminal_and_are_numbers_elsewhere() -> None:
    columns = (DataColumn("name", "customer"), DataColumn("sales", "Sales", "bar"))
    rows = [("a", Decimal(100)), ("b", Decimal("50.5")), ("c", Decimal("0.001")), ("d", -5), ("e", None), ("f", MASKED)]
    drawn = [line[10:] for line in text(rows, "table", columns, width=160, lang="en").splitlines()[2:]]
    assert drawn == ["█" * 20, "█" * 10 + "▏", "▏", "", "", "***"]
    assert "█" not in text(rows, "table", columns)
    assert [json.loads(line)["sales"] for line in text(rows, "jsonl", columns).splitlines()] == [
        "100.0000",
        "50.5000",
        "0.0010",
        "-5.0000",
        None,
        None,
    ]


def test_the_title_and_the_stamp_stand_where_the_format_has_a_place() -> None:
    more: dict[str, Any] = {"title": "order review", "stamp": Stamp("王<b>", TIME)}
    people: tuple[Format, ...] = ("table", "markdown", "html")
    for format in people:
        whole = text([row()], format, **more)
        assert "订单审核" in whole
        assert "2026-11-24 04:30" in whole
        assert "<b>" not in whole or format != "html"
    machine: tuple[Format, ...] = ("csv", "tsv", "json", "jsonl", "plain")
    for format in machine:
        assert text([row()], format, **more) == text([row()], format)


# machine formats


def test_csv_reads_back_in_every_language() -> None:
    assert text([row()], "csv", lang="zh_CN") == text([row()], "csv", lang="en")
    head, first = csv.reader(io.StringIO(text([row()], "csv")))
    assert head == NAMES
    assert first == [
        "DH-O-1",
        "杭州西湖茶行",
        "2026-11-23",
        "2026-11-23T20:30:05Z",
        "review",
        "0.125",
        "1234",
        "24.5",
        "1.25",
        "12480.00",
    ]


def test_tsv_json_and_jsonl_read_back() -> None:
    rows = [row(number) for number in range(1201)]
    table = grid(text(rows, "tsv"), "\t")
    assert table[0] == NAMES
    assert table[1:] == list(csv.reader(io.StringIO(text(rows, "csv"))))[1:]
    whole = json.loads(text(rows, "json"))
    assert whole == [json.loads(line) for line in text(rows, "jsonl").splitlines()]
    assert len(whole) == 1201
    assert list(whole[7].values()) == [
        "DH-O-7",
        "杭州西湖茶行",
        "2026-11-23",
        "2026-11-23T20:30:05Z",
        "review",
        "0.1250",
        1234,
        "24.500",
        "1.2500",
        "12480.00",
    ]
    assert json.loads(text([], "json")) == []


@given(st.lists(st.tuples(HOSTILE, HOSTILE), max_size=5))
def test_csv_gives_back_every_text_once_the_guard_is_undone(data: list[tuple[str, str]]) -> None:
    data = [(_encodable(a), _encodable(b)) for a, b in data]
    whole = text(data, "csv", (DataColumn("a", "A"), DataColumn("b", "B")))
    read = list(csv.reader(io.StringIO(whole, newline="")))[1:]
    assert [(unguarded(a), unguarded(b)) for a, b in read] == data


@given(st.lists(HOSTILE, max_size=5))
def test_json_gives_back_every_text_and_prints_nothing_unprintable(data: list[str]) -> None:
    whole = text([(_encodable(each),) for each in data], "json", (DataColumn("a", "A"),))
    assert [each["a"] for each in json.loads(whole)] == [_encodable(each) for each in data]
    assert whole.replace("\n", "").isprintable()


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def test_a_csv_of_one_column_keeps_its_empty_rows() -> None:
    rows = [("a",), ("",), (None,), ("b",)]
    assert list(csv.reader(io.StringIO(text(rows, "csv", (DataColumn("a", "A"),))))) == [
        ["a"],
        ["a"],
        [""],
        [""],
        ["b"],
    ]


@pytest.mark.parametrize(
    ("lang", "heads", "word"), [("zh_CN", "单号,状态,金额", "是"), ("en", "number,state,amount", "yes")]
)
def test_csv_for_people_has_heads_and_words_of_their_language_behind_a_mark(
    lang: Language, heads: str, word: str
) -> None:
    columns = (
        DataColumn("number", "number", "code"),
        DataColumn("is_open", "state", "yes"),
        DataColumn("total", "amount", "money"),
    )
    written = text([("=A1", True, Decimal("-1234.5"))], "csv-excel", columns, lang=lang)
    assert written == f'\ufeff{heads}\n"\'=A1",{word},-1234.50\n'


RUN_BY_SPREADSHEETS = [
    "=1+1",
    "+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\rx",
    "\n=1",
    " =1",
    "　＝1",
    "＋1",
    "－1",
    "＠x",
    "'=1",
    "''+",
]


@pytest.mark.parametrize("cell", RUN_BY_SPREADSHEETS)
def test_a_text_that_a_spreadsheet_would_run_is_guarded_and_quoted(cell: str) -> None:
    for rows in ([("a", cell)], [("a", cell), (None, None)]):
        whole = text(rows, "csv", (DataColumn("a", "A"), DataColumn("b", "B")))
        assert whole.split("\n", 1)[1].startswith("a,\"'")
        assert unguarded(list(csv.reader(io.StringIO(whole, newline="")))[1][1]) == cell


@pytest.mark.parametrize("cell", ["a=1", "'tis", "5-3", "杭州", "", "'", "1"])
def test_a_harmless_text_is_left_alone(cell: str) -> None:
    assert guarded(cell) == cell == unguarded(cell)
    assert text([("x", cell)], "csv", (DataColumn("a", "A"), DataColumn("b", "B"))) == f"a,b\nx,{cell}\n"


def test_a_negative_number_is_a_number() -> None:
    assert text([(Decimal("-5.00"),)], "csv", (DataColumn("a", "A", "money"),)) == "a\n-5.00\n"


@pytest.mark.parametrize(
    ("kind", "value", "machine", "people"),
    [
        ("money", Decimal(5), "5.00", "5.00"),
        ("money", Decimal("1E+3"), "1000.00", "1,000.00"),
        ("money", Decimal("-1234567.005"), "-1234567.01", "-1,234,567.01"),
        ("money", Decimal("-0.50"), "-0.50", "-0.50"),
        ("price", Decimal("1.2300"), "1.23", "1.23"),
        ("price", Decimal("1.2345"), "1.2345", "1.2345"),
        ("price", Decimal(1200), "1200.00", "1,200.00"),
        ("quantity", Decimal("100.000"), "100", "100"),
        ("quantity", Decimal("1200"), "1200", "1,200"),
        ("quantity", Decimal("0.125"), "0.125", "0.125"),
        ("integer", 12345, "12345", "12,345"),
        ("percent", Decimal("0.1234"), "0.1234", "12.34%"),
        ("percent", Decimal(1), "1", "100.0%"),
        ("percent", 0, "0", "0.0%"),
        ("time", datetime(2026, 11, 23, 16, 0, tzinfo=ZONE), "2026-11-23T08:00:00Z", "2026-11-23 16:00"),
    ],
)
def test_numbers_and_times_have_one_form_for_machines_and_one_for_people(
    kind: cells.Kind, value: Any, machine: str, people: str
) -> None:
    columns = (DataColumn("a", "A", kind), DataColumn("b", "B"))
    assert text([(value, "x")], "csv", columns).splitlines()[1] == f"{machine},x"
    assert text([(value, "x")], "tsv", columns).splitlines()[1] == f"{machine}\tx"
    assert text([(value, "x")], "markdown", columns).splitlines()[-1] == f"| {people} | x |"


@pytest.mark.parametrize("format", ["csv", "tsv"])
def test_no_format_that_a_spreadsheet_opens_has_a_text_that_it_would_run(format: Format) -> None:
    columns = (DataColumn("a", "A"), DataColumn("b", "B", "code"), DataColumn("c", "C", "label"))
    for risky in ("=1+1", "+49", "-2", "@x", "＝1", " =1", "'=1"):
        (cells,) = csv.reader(
            text([(risky, risky, Label(risky))], format, columns).splitlines()[1:],
            delimiter="," if format == "csv" else "\t",
        )
        assert cells == [guarded(risky)] * 3
        assert cells[0] == "'" + risky
        assert unguarded(cells[0]) == risky


def test_what_the_program_calls_somebody_is_worded_for_people_and_not_for_machines() -> None:
    columns = (DataColumn("by", "by"),)
    rows = [("zhangsan",), (Label("the company"),), (None,)]
    assert text(rows, "plain", columns).splitlines()[1:] == ["zhangsan", "商家", ""]
    assert text(rows, "tsv", columns).splitlines()[1:] == ["zhangsan", "the company", ""]


# masks, unknown values, hostile cells


def test_a_masked_amount_is_masked_in_every_format(tmp_path: Path) -> None:
    rows = [row(total=MASKED)]
    for format in ("table", "plain", "csv", "tsv", "html"):
        whole = text(rows, format)
        assert "***" in whole
        assert "12480" not in whole.replace(",", "")
    assert r"\*\*\*" in text(rows, "markdown")
    assert json.loads(text(rows, "jsonl"))["total"] is None
    write(COLUMNS, rows, format="xlsx", output=tmp_path / "a.xlsx", words=Words("en", ZONE))
    assert _workbook(tmp_path / "a.xlsx")[1][-1] == "***"


def test_an_unknown_value_is_empty() -> None:
    rows = [tuple([None] * len(COLUMNS))]
    for format, blank in (("csv", ","), ("tsv", "\t"), ("plain", "\t")):
        assert text(rows, format).splitlines()[1] == blank * (len(COLUMNS) - 1)  # type: ignore[arg-type]
    assert set(json.loads(text(rows, "jsonl")).values()) == {None}


@pytest.mark.parametrize("format", ["table", "plain", "tsv", "markdown", "html"])
@given(cell=HOSTILE, title=HOSTILE)
def test_no_control_character_reaches_the_terminal(format: Format, cell: str, title: str) -> None:
    columns = (DataColumn("a", title or "x"), DataColumn("b", "B", "code"), DataColumn("c", "C", "label"))
    whole = text([(cell, cell, Label(cell))], format, columns, title=title, width=80)
    assert visible(whole.replace("\n", "").replace("\t", "")) == whole.replace("\n", "").replace("\t", "")


def test_csv_on_a_terminal_is_harmless_too() -> None:
    whole = text([("\x1b]0;x\x07", "x")], "csv", (DataColumn("a", "A"), DataColumn("b", "B")), width=80)
    assert whole == "a,b\n\ufffd]0;x\ufffd,x\n"


def test_markdown_escapes_what_would_be_markup() -> None:
    assert text([("a|b\nc <x> [y](z) `q` \\",)], "markdown", (DataColumn("a", "A"),)).splitlines()[-1] == (
        r"| a\|b c \<x> \[y\](z) \`q\` \\ |"
    )


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags = [""]
        self.cells: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append(tag)
        if tag == "td":
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        if self.tags[-1] == "td":
            self.cells[-1] += data.rstrip("\n")


HARD = ("a|b", "<b>", "000123", "12.50", "one\ntwo", "  led by blanks", "1e5", "", "*", "-1")


def test_cells_are_laid_out_as_they_are_and_neither_read_as_numbers_nor_stripped() -> None:
    columns = (DataColumn("a", "A"), DataColumn("b", "B", "code"))
    rows = [(cell, cell) for cell in HARD] * 101  # three pages, under one head
    table = text(rows, "markdown", columns).splitlines()
    assert table[:2] == ["| A | B |", "| --- | --- |"]
    marked = (r"a\|b", r"\<b>", "000123", "12.50", "one two", "  led by blanks", "1e5", "", r"\*", "-1")
    assert table[2:] == [f"| {cell} | {cell} |" for cell in marked] * 101
    page = _Page()
    page.feed(text(rows, "html", columns))
    assert page.cells == [cell.replace("\n", " ") for cell in HARD for _ in columns] * 101
    assert page.tags.count("thead") == page.tags.count("table") == 1


@pytest.mark.parametrize("format", ["markdown", "html", "table"])
def test_a_million_rows_are_laid_out_in_little_memory(format: Format) -> None:
    """Thirty thousand here, in the megabytes of which a million stay within a hundred: a page at a time."""
    columns = (DataColumn("a", "A"), DataColumn("b", "金额", "money"))
    rows = (("杭州西湖茶行|<b>", Decimal("12.50")) for _ in range(30_000))
    with open(os.devnull, "w", encoding="utf-8") as sink:
        sheet = cells.Sheet(columns, rows, Words("en"))
        tracemalloc.start()
        assert output._writer(format)(sheet, sink) == 30_000
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert most < 3_000_000


def test_html_shows_markup_as_text_and_needs_no_other_file() -> None:
    whole = text(
        [("<script>alert(1)</script>", '"&'), ("a", "b")], "html", (DataColumn("a", "<i>"), DataColumn("b", "B"))
    )
    page = _Page()
    page.feed(whole)
    assert page.cells == ["<script>alert(1)</script>", '"&', "a", "b"]
    assert not {"script", "link", "img", "i"} & set(page.tags)


# xlsx


def _workbook(path: Path) -> list[list[Any]]:
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def test_a_workbook_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "orders.xlsx"
    rows = [row(number) for number in range(700)]
    count = write(
        COLUMNS,
        rows,
        format="xlsx",
        output=path,
        words=Words("zh_CN", ZONE),
        title="a/b[c]:*?",
        stamp=Stamp("王", TIME),
    )
    head, *read = _workbook(path)
    assert count == len(read) == 700
    assert head == [Words("zh_CN")(column.title) for column in COLUMNS]
    local = datetime(2026, 11, 24, 4, 30, 5)
    assert read[3] == ["DH-O-3", "杭州西湖茶行", DAY, local, "订单审核", 0.125, 1234, 24.5, 1.25, 12480]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_workbook_runs_no_formula_and_opens_no_link(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    hostile = ["=1+1", "http://example.invalid/x", "{=1}", "007", "a\x1bb\nc", "x" * 2000]
    write((DataColumn("a", "A"),), [(each,) for each in hostile], format="xlsx", output=path, words=Words("en"))
    assert [each for [each] in _workbook(path)[1:]] == [*hostile[:4], "a\ufffdb\nc", hostile[5]]
    book = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    assert all(isinstance(each, str) for [each] in book.to_python())


def test_a_workbook_goes_into_a_pipe() -> None:
    done = _run("xlsx", 10)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(done.stdout)).get_sheet_by_index(0).to_python()
    assert len(rows) == 11


def test_a_missing_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(YdhError, match=r"ydh\[excel\]"):
        write(COLUMNS, [row()], format="xlsx", output=tmp_path / "a.xlsx", words=Words("en"))
    assert list(tmp_path.iterdir()) == []


def test_too_many_rows_for_a_workbook_are_refused_not_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ydh.cli.writing.workbook.MOST", 3)
    with pytest.raises(Invalid, match="csv"):
        write((DataColumn("a", "A"),), [("x",)] * 4, format="xlsx", output=tmp_path / "a.xlsx", words=Words("en"))
    assert list(tmp_path.iterdir()) == []


# whole or not at all


def _failing(after: int) -> Iterator[tuple[Any, ...]]:
    yield from (row(number) for number in range(after))
    raise ZeroDivisionError


@pytest.mark.parametrize("format", FORMATS)
def test_rows_that_fail_leave_no_file(format: Format, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    with pytest.raises(ZeroDivisionError):
        write(COLUMNS, _failing(1200), format=format, output=tmp_path / "a", words=Words("en"))
    assert list(tmp_path.iterdir()) == [scratch]
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_holds_what_stdout_would_get(format: Format, tmp_path: Path) -> None:
    path = tmp_path / "a"
    assert write(COLUMNS, [row(), row(2)], format=format, output=str(path), words=Words("zh_CN", ZONE)) == 2
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    if format != "xlsx":
        assert path.read_text() == text([row(), row(2)], format)
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_exists_is_replaced_only_when_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("precious")
    with pytest.raises(Invalid, match="--force"):
        write(COLUMNS, [row()], format="csv", output=path, words=Words("en"))
    assert path.read_text() == "precious"
    with pytest.raises(ZeroDivisionError):
        write(COLUMNS, _failing(3), format="csv", output=path, words=Words("en"), overwrite=True)
    assert path.read_text() == "precious"
    write(COLUMNS, [row()], format="csv", output=path, words=Words("en"), overwrite=True)
    assert path.read_text().startswith("number,")
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_comes_in_the_meantime_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"

    def rows() -> Iterator[tuple[Any, ...]]:
        path.write_text("precious")
        yield row()

    with pytest.raises(Invalid, match="--force"):
        write(COLUMNS, rows(), format="csv", output=path, words=Words("en"))
    assert path.read_text() == "precious"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "no" / "a.csv"):
        with pytest.raises(Invalid, match="cannot be written"):
            write(COLUMNS, [row()], format="csv", output=path, words=Words("en"), overwrite=True)


def test_a_device_is_written_to_and_stays_what_it_is() -> None:
    write(COLUMNS, [row()], format="csv", output="/dev/null", words=Words("en"))
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


def test_a_full_disk_is_reported(tmp_path: Path) -> None:
    with pytest.raises(YdhError, match="was not written"):
        write(COLUMNS, (row(n) for n in range(5000)), format="csv", output="/dev/full", words=Words("en"))


def test_a_dash_is_stdout() -> None:
    assert text([row()], "csv", output="-") == text([row()], "csv")


def test_an_unknown_format_is_refused_naming_the_known_ones() -> None:
    with pytest.raises(Invalid, match="jsonl"):
        text([], "pdf")  # type: ignore[arg-type]


def test_a_row_of_another_length_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="zip"):
        text([("a", "b"), ("a",)], "csv", (DataColumn("a", "A"), DataColumn("b", "B")))


# pipes and terminals


SCRIPT = """
import sys
from ydh.cli.writing.output import DataColumn, write, lines
from ydh.locale import Words
rows = ((n, "茶行") for n in range(int(sys.argv[2])))
columns = DataColumn("n", "N", "integer"), DataColumn("name", "customer")
print(write(columns, rows, format=sys.argv[1], words=Words("en")),
      file=sys.stderr)
sys.exit(3)
"""


def _run(format: str, rows: int, **more: Any) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", SCRIPT, format, str(rows)]
    return subprocess.run(command, capture_output=True, check=False, timeout=60, **more)


@pytest.mark.parametrize("format", ["table", "plain", "csv", "tsv", "json", "jsonl", "markdown", "html", "xlsx"])
def test_a_reader_that_goes_away_ends_it_quietly_with_the_commands_own_code(format: str) -> None:
    command = [sys.executable, "-c", SCRIPT, format, "20000"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.read(1)
        process.stdout.close()
        assert process.stderr.read().strip().isdigit()
        assert process.wait(60) == 3


def test_machine_formats_are_utf8_whatever_the_locale() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "gb18030"}
    assert _run("csv", 1, env=environment).stdout == "n,name\n0,茶行\n".encode()
    assert _run("plain", 1, env=environment).stdout == "N\tcustomer\n0\t茶行\n".encode("gb18030")


def test_a_character_that_the_terminal_lacks_is_no_failure() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    assert b"??" in _run("table", 1, env=environment).stdout


def _on_a_terminal(format: str, **environment: str) -> str:
    main, side = pty.openpty()
    command = [sys.executable, "-c", SCRIPT, format, "2"]
    clean = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    with subprocess.Popen(command, stdout=side, stderr=subprocess.DEVNULL, env={**clean, **environment}) as process:
        os.close(side)
        process.wait(60)
    seen = b""
    while part := _read(main):
        seen += part
    os.close(main)
    return seen.decode()


def _read(handle: int) -> bytes:
    try:
        return os.read(handle, 65536)
    except OSError:  # how Linux says that the other side is closed
        return b""


def test_colour_is_for_terminals_whose_reader_wants_it() -> None:
    assert "\x1b[1m" in _on_a_terminal("table", TERM="xterm")
    assert "\x1b" not in _on_a_terminal("table", TERM="dumb")
    assert "\x1b" not in _on_a_terminal("table", TERM="xterm", NO_COLOR="1")
    assert b"\x1b" not in _run("table", 2).stdout


def test_a_workbook_is_not_poured_onto_a_terminal() -> None:
    assert _on_a_terminal("xlsx", TERM="xterm") == ""


def test_lines_are_one_text_each() -> None:
    before, sys.stdout = sys.stdout, io.StringIO()
    try:
        output.lines(["DH-O-1", "a\x1b\nb"])
        assert sys.stdout.getvalue() == "DH-O-1\na\ufffd b\n"
    finally:
        sys.stdout = before


# progress


def _bar(term: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("TERM", term)
    main, side = pty.openpty()
    with os.fdopen(side, "w") as stream, progress("[red]导入[/]", 3, stream=stream) as advance:
        for _ in range(3):
            advance(1)
    seen = b""
    while part := _read(main):
        seen += part
    os.close(main)
    return seen.decode()


def test_progress_is_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = _bar("xterm", monkeypatch)
    assert "[red]导入[/]" in seen
    assert "3/3" in seen


def test_progress_is_nothing_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _bar("dumb", monkeypatch) == ""
    stream = io.StringIO()
    with progress("x", 3, stream=stream) as advance:
        advance(3)
    assert stream.getvalue() == ""


def test_rows_of_text_load_none_of_the_heavy_libraries() -> None:
    heavy = "{'tabulate', 'wcwidth', 'xlsxwriter', 'rich', 'html', 'tempfile', 'peewee', 'typer'}"
    code = SCRIPT.replace("sys.exit(3)", f"assert not {heavy} & set(sys.modules)")
    for format in ("csv", "tsv", "plain", "jsonl"):
        done = subprocess.run([sys.executable, "-c", code, format, "5"], capture_output=True, check=False, timeout=60)
        assert done.returncode == 0, done.stderr.decode()
