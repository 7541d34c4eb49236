"""Files that are no plain table of ours: columns that nobody reads, titles further down, sums, what is filled down."""

from decimal import Decimal as D
from io import BytesIO
from typing import Any

import pytest

from ydh.core.files.reading.columns import code, day, price, quantity, text
from ydh.core.files.reading.files import Bad, Row, read
from ydh.core.values.errors import Invalid

OPTIONAL: Any = {"required": False, "empty": None}
COLUMNS = (
    code("ref", "订单号"),
    text("customer", "客户", **OPTIONAL),
    day("date", "日期", **OPTIONAL),
    code("sku", "商品编码"),
    quantity("qty", "数量"),
    price("price", "单价", **OPTIONAL),
    text("note", "备注", **OPTIONAL),
)


def rows(content: str, **form: Any) -> list[tuple[Any, ...] | list[str]]:
    """The values of good rows, the problems of others."""
    with read(BytesIO(content.encode()), COLUMNS, name="-", **form) as table:
        return [row.values if isinstance(row, Row) else [p.id for p in row.problems] for row in table]


def refusal(content: str, **form: Any) -> Invalid:
    with pytest.raises(Invalid) as error:
        rows(content, **form)
    return error.value


@pytest.mark.parametrize(
    ("title", "near"),
    [("prise", "price"), ("Unit price", "price"), ("单价(元)", "price"), ("Notes", "note"), ("客户名称", "customer")],
)
def test_a_misspelt_column_stops_the_file_and_the_right_one_is_named(title: str, near: str) -> None:
    error = refusal(f"ref,sku,qty,{title}\nR1,A,1,9\n")
    assert (error.id, error.exit_code, error.data["titles"]) == ("file-columns-unread", 2, (f"{title} ({near}?)",))
    assert error.data["first"] == title


def test_columns_that_nobody_reads_are_left_out_by_their_names_alone() -> None:
    content = 'ref,sku,qty,colour,"size, cm",weight\nR1,A,1,red,3,2\n'
    assert refusal(content).data["titles"] == ("colour", "size, cm", "weight")
    assert refusal(content, ignore=["colour,weight"]).data["titles"] == ("size, cm",)
    assert rows(content, ignore=["colour，weight", "Size, cm"]) == [("R1", None, None, "A", D(1), None, None)]
    error = refusal(content, ignore=["colr"])
    assert (error.id, error.data["near"]) == ("file-ignore-title", "colour")


def test_all_that_have_no_use_are_left_out_by_a_star_but_for_what_may_be_misspelt() -> None:
    content = "ref,sku,qty,colour,prise\nR1,A,1,red,9\n"
    assert refusal(content, ignore=["*"]).data["titles"] == ("prise (price?)",)
    assert rows(content, ignore=["*", "prise"]) == [("R1", None, None, "A", D(1), None, None)]
    assert rows(content, ignore=["*"], mapping={"price": "prise"})[0][5] == 9


def test_a_column_of_ours_may_be_left_out_too() -> None:
    content = "ref,sku,qty,price\nR1,A,1,9\n"
    assert rows(content, ignore=["price"])[0][5] is None
    assert refusal(content, ignore=["qty"]).id == "file-columns-missing"


def test_something_in_a_column_without_a_title_is_not_passed_over() -> None:
    assert rows("ref,sku,qty,\nR1,A,1,\nR2,A,1,9\n") == [("R1", None, None, "A", D(1), None, None), ["row-untitled"]]


def test_a_value_can_be_given_for_the_whole_file() -> None:
    content = "sku,qty\nA,1\nB,2\n"
    found = rows(content, fixed={"ref": "R1", "date": "2026-11-24"})
    assert [(row[0], str(row[2]), row[3]) for row in found] == [("R1", "2026-11-24", "A"), ("R1", "2026-11-24", "B")]
    assert refusal(content, fixed={"reff": "R1"}).data["near"].startswith("ref")
    assert refusal(content, fixed={"ref": "R1", "qty": "2"}).id == "file-set-there"
    assert refusal(content, fixed={"ref": "R1", "date": "soon"}).id == "date-form"
    assert rows(content, fixed={"ref": "R1", "qty": "5"}, ignore=["qty"])[1][4] == 5


def test_titles_stand_on_the_line_that_was_said() -> None:
    content = "Orders of March\nmade,2026-11-24,by,Zhang\n\nref,sku,qty\nR1,A,1\n"
    assert refusal(content).id == "file-columns-missing"
    assert rows(content, header_row=4) == [("R1", None, None, "A", D(1), None, None)]
    for line in (3, 9):
        assert (refusal(content, header_row=line).id, refusal(content, header_row=line).data["line"]) == (
            "file-header-row",
            line,
        )


def test_sums_at_the_end_are_no_rows() -> None:
    content = "ref,sku,qty\nR1,A,1\nR2,A,2\nTotal,,3\n\nsigned Zhang,,\n\n"
    assert [type(row) for row in rows(content)] == [tuple, tuple, list, list]
    assert [row[0] for row in rows(content, skip_last=2)] == ["R1", "R2"]
    assert rows(content, skip_last=9) == []


def test_what_only_the_first_line_of_an_order_says_is_filled_down() -> None:
    # as shops write it: once in full, then only what differs; the reference on each line or on the first alone
    content = "ref,customer,date,sku,qty\nR1,C1,2026-11-24,A,1\nR1,,,B,2\n,,,C,3\nR2,C2,,A,1\nR2,,,B,1\n"
    shared = ("ref", "customer", "date")
    found = rows(content, fill_down=shared)
    assert [(row[0], row[1], str(row[2])) for row in found] == [
        ("R1", "C1", "2026-11-24"),
        ("R1", "C1", "2026-11-24"),
        ("R1", "C1", "2026-11-24"),
        ("R2", "C2", "None"),
        ("R2", "C2", "None"),
    ]
    assert rows(content)[1][1] is None


def test_a_row_keeps_in_the_file_of_refused_ones_what_was_filled_in() -> None:
    content = "ref,customer,sku,qty\nR1,C1,A,1\nR1,,B,none\n"
    with read(BytesIO(content.encode()), COLUMNS, name="-", fill_down=("ref", "customer")) as table:
        _, bad = table
    assert isinstance(bad, Bad)
    assert bad.raw == ("R1", "C1", "B", "none")
