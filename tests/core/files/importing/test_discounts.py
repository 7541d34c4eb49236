"""What stands under discount, 减免率 and 折扣: in Chinese trade the last says what is paid."""

from decimal import Decimal as D

import pytest

from tests.core.files.importing.desk import Desk, bring, by_ref, problems, reserved
from ydh.core.files.importing.columns import kind_named
from ydh.core.files.reading.rates import taken_off, taken_off_of_paid
from ydh.core.values.errors import Invalid
from ydh.locale.values import percent, ratio

# the cell, what is taken off under `discount` and 减免率, and under 折扣; None is refused, with both readings by 折扣
TABLE: tuple[tuple[str, str | None, str | None], ...] = (
    ("0.95", "0.95", "0.05"),
    ("95%", "0.95", "0.05"),
    ("９５％", "0.95", "0.05"),
    ("9.5折", "0.05", "0.05"),
    ("九五折", "0.05", "0.05"),
    ("95折", "0.05", "0.05"),
    ("九折", "0.1", "0.1"),
    ("８折", "0.2", "0.2"),
    ("对折", "0.5", "0.5"),
    ("3折", "0.7", "0.7"),
    ("10折", "0", "0"),
    ("1", "1", "0"),
    ("100%", "1", "0"),
    ("0.5", "0.5", "0.5"),
    ("0.05", "0.05", None),
    ("5%", "0.05", None),
    ("0", "0", None),
    ("5", None, None),
    ("95", None, None),
    ("9.5", None, None),
    ("105%", None, None),
    ("十折", None, None),
    ("0折", None, None),
    ("-5%", None, None),
)


@pytest.mark.parametrize(("cell", "off", "of_paid"), TABLE)
def test_a_cell_means_what_its_title_says(cell: str, off: str | None, of_paid: str | None) -> None:
    for read, right in (taken_off, off), (taken_off_of_paid, of_paid):
        if right is None:
            with pytest.raises(Invalid):
                read(cell, "discount")
        else:
            assert read(cell, "discount") == D(right)


@pytest.mark.parametrize(
    ("cell", "first", "second"),
    [
        ("0.05", "5", "95"),
        ("5%", "5", "95"),
        ("5", "50", "95"),
        ("95", "95", "5"),
        ("9.5", "95", "90.5"),
        ("0", "0", "100"),
    ],
)
def test_what_can_be_read_in_two_ways_is_refused_with_both(desk: Desk, cell: str, first: str, second: str) -> None:
    done = bring(desk.manager, "orders", f"R1,C1,A,1,{cell}", header="ref,customer,sku,qty,折扣")
    assert done.plan is not None
    assert done.result is None
    (problem,) = done.plan.problems
    assert (problem.id, problem.title, problem.data["first"], problem.data["second"]) == (
        "cell-rate-two-ways",
        "折扣",
        first,
        second,
    )
    assert "减免率" in str(problem)


@pytest.mark.parametrize("title", ["discount", "减免率", "折扣"])
def test_the_three_titles_come_to_the_amount_that_was_meant(desk: Desk, title: str) -> None:
    cells = {"discount": "5%", "减免率": "0.05", "折扣": "九五折"}
    header = f"ref,customer,sku,qty,{title}"
    done = bring(desk.manager, "orders", f"R1,C1,A,2,{cells[title]}", "R2,C1,A,2,", header=header)
    assert done.result is not None
    found = by_ref(desk, done.result.batch)
    assert [(x.row.total, x.lines[0].discount) for x in found.values()] == [(D("19.00"), D("0.05")), (D(20), D(0))]


def test_both_titles_in_one_file_are_one_column_twice(desk: Desk) -> None:
    with pytest.raises(Invalid, match="折扣"):
        bring(desk.manager, "orders", "R1,C1,A,1,0.05,0.95", header="ref,customer,sku,qty,discount,折扣")


def test_a_title_of_the_files_own_is_mapped_to_what_it_means(desk: Desk) -> None:
    for name, cell in ("discount", "0.05"), ("paid_rate", "0.95"):
        done = bring(
            desk.manager,
            "orders",
            f"{name},C1,A,2,{cell}",
            header="ref,customer,sku,qty,Rabatt",
            mapping={name: "Rabatt"},
        )
        assert done.result is not None
        assert done.result.total == 19


@pytest.mark.parametrize(("title", "cell"), [("discount", "51%"), ("减免率", "0.95"), ("折扣", "4.9折")])
def test_more_than_half_off_is_taken_only_when_that_was_said(desk: Desk, title: str, cell: str) -> None:
    header = f"ref,customer,sku,qty,{title}"
    done = bring(desk.manager, "orders", f"R1,C1,A,2,{cell}", header=header)
    assert problems(done.plan) == [(2, "discount", "import-discount-large")]
    assert reserved(desk) == {}
    again = bring(desk.manager, "orders", f"R1,C1,A,2,{cell}", header=header, large_discounts=True)
    assert again.result is not None
    assert again.result.added == 1
    half = bring(desk.manager, "orders", "R2,C1,A,2,50%", header="ref,customer,sku,qty,discount")
    assert half.result is not None


@pytest.mark.parametrize("share", ["0", "0.05", "0.5", "0.125"])
def test_what_we_write_for_people_or_programs_is_read_as_it_was_meant(share: str) -> None:
    # our own word in Chinese is 减免率
    (column,) = [c for c in kind_named("orders").columns if c.name == "discount"]
    assert column.titles == ("减免率",)
    for cell in (percent(D(share)), ratio(D(share))):
        assert taken_off(cell, "discount") == D(share)
