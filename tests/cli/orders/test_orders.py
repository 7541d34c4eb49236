"""Orders by command: listing and showing them, entering them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit.shop_floor import ShopFloor, open_shop_floor


@pytest.fixture
def ydh(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[ShopFloor]:
    there = open_shop_floor(tmp_path, capsys, monkeypatch)
    yield there
    there.close()


# --- looking ---


@pytest.mark.smoke
def test_a_queue_is_listed_by_arrival_and_every_order_newest_first(ydh: ShopFloor) -> None:
    # S10.9
    first, second = ydh.place(), ydh.place()
    assert ydh("order", "list", "--step", "review", "-q").out == f"{first}\n{second}\n"
    assert ydh("order", "list", "--status", "review", "-q").out == f"{first}\n{second}\n"
    assert ydh("order", "list", "-q").out == f"{second}\n{first}\n"
    assert ydh("order", "list", "--limit", "1", "-q").out == f"{second}\n"
    assert ydh("order", "list", "--limit", "1", "--all", "-q").out == f"{second}\n{first}\n"


def test_a_list_is_narrowed_by_what_orders_are_like(ydh: ShopFloor) -> None:
    # S19.10, S04.14
    small, large, other = ydh.place("T1=2"), ydh.place("T1=50"), ydh.place("T1=3", by="c2")
    ydh("order", "hold", other, "--reason", "address", by="reviewer")
    ydh("order", "assign", small, "reviewer", by="manager")

    def found(*filters: str, by: str = "boss") -> set[str]:
        return set(ydh("order", "list", "-q", *filters, by=by).out.split())

    assert found("--under", "100") == {small, other}
    assert found("--over", "100") == {large}
    assert found("--customer", "c2") == {other}
    assert found("--held") == {other}
    assert found("--not-held") == {small, large}
    assert found("--channel", "phone") == set()
    assert found("--mine", by="reviewer") == {small}
    assert found("--from", "2000-01-01", "--to", "2000-12-31") == set()
    assert found("--text", small[-6:]) == {small}


def test_pages_follow_each_other_without_a_gap(ydh: ShopFloor, monkeypatch: pytest.MonkeyPatch) -> None:
    from ydh.cli.frame import rows

    numbers = [ydh.place() for _ in range(5)]
    monkeypatch.setattr(rows, "PAGE", 2)
    assert ydh("order", "list", "--step", "review", "--all", "-q").out.split() == numbers
    assert ydh("order", "list", "--all", "-q").out.split() == numbers[::-1]
    assert ydh("order", "list", "--limit", "3", "-q").out.split() == numbers[:1:-1]


def test_a_list_comes_in_the_order_of_a_column_with_the_columns_that_are_named(ydh: ShopFloor) -> None:
    middle, small, large = ydh.place("T1=5"), ydh.place("T1=2", by="c2"), ydh.place("T1=9")
    assert ydh("order", "list", "--sort", "total", "-q").out.split() == [small, middle, large]
    assert ydh("order", "list", "--sort", "-total", "--step", "review", "-q").out.split() == [large, middle, small]
    assert ydh("order", "list", "--sort", "customer", "--limit", "2", "-q").out.split() == [middle, large]
    columns = ydh("order", "list", "--sort", "-total", "--columns", "number,total", "--format", "csv").out
    assert columns.splitlines() == ["number,total", f"{large},90.00", f"{middle},50.00", f"{small},20.00"]
    wrong = ydh("order", "list", "--sort", "colour")
    assert (wrong.code, "customer, total, business_date, since" in wrong.err) == (2, True)
    assert ydh("order", "list", "--sort", "total", by="clerk").code == 4


def test_several_orders_are_held_at_once_each_with_its_outcome(ydh: ShopFloor) -> None:
    first, second = ydh.place(), ydh.place()
    assert (
        ydh("order", "hold", first, second, "--reason", "address", by="reviewer").code == 2
    )  # asks, and nobody is there
    words = ["order", "hold", f"{first}@7", second, "DH-O-1", "--reason", "address", "--yes", "--json"]
    held = ydh(*words, by="reviewer")
    assert held.code == 3
    assert [row["result"] for row in held.rows] == ["refused", "done", "refused"]


def test_a_list_has_the_same_columns_in_every_machine_format(ydh: ShopFloor) -> None:
    number = ydh.place()
    (row,) = ydh("order", "list", "--json").rows
    assert list(row) == [
        "number",
        "customer_code",
        "customer",
        "step",
        "total",
        "business_date",
        "since",
        "held",
        "channel",
        "assigned",
        "urgent",
        "revision",
    ]
    assert (row["number"], row["step"], row["total"], row["channel"]) == (number, "review", "20.00", "website")
    assert (row["urgent"], row["held"], row["revision"]) == (False, 0, 1)
    head = ydh("order", "list", "--format", "tsv").out.splitlines()[0]
    assert head.split("\t") == list(row)


def test_a_table_for_people_names_the_step_and_a_hold_in_words(ydh: ShopFloor) -> None:
    number = ydh.place()
    ydh("order", "hold", number, "--reason", "address", by="reviewer")
    table = ydh("order", "list").out
    assert "order review" in table
    assert "held" in table.splitlines()[-1]


def test_what_nobody_knows_is_answered_with_what_there_is(ydh: ShopFloor) -> None:
    wrong = ydh("order", "list", "--step", "shipping")
    assert wrong.code == 2
    assert "review, finance, release, ship, receive, draft, done, void" in wrong.err
    assert "website, phone" in ydh("order", "list", "--channel", "pigeon").err
    assert "csv" in ydh("order", "list", "--format", "pdf").err
    assert ydh("order", "list", "--format", "pdf").code == 2
    assert ydh("order", "list", "--limit", "0").code == 2
    assert ydh("order", "list", "--under", "much").code == 2
    assert ydh("order", "approve", "DH-O-1", "--at", "shipping", by="reviewer").code == 2


def test_a_list_goes_to_a_file_that_is_not_replaced_unasked(ydh: ShopFloor) -> None:
    ydh.place()
    path = ydh.folder / "orders.csv"
    assert ydh("order", "list", "--format", "csv", "--output", str(path)).code == 0
    assert path.read_text().startswith("number,customer_code")
    assert ydh("order", "list", "--format", "csv", "--output", str(path)).code == 2
    assert ydh("order", "list", "--format", "csv", "--output", str(path), "--force").code == 0


def test_an_order_is_shown_as_a_sheet_as_an_object_and_as_its_lines(ydh: ShopFloor) -> None:
    # S16.5
    number = ydh.place("T1=2", "T2=3")
    ydh("order", "note", number, "call first", by="reviewer")
    sheet = ydh("order", "show", number).out
    assert f"number: {number}\n" in sheet
    assert "revision: 1\n" in sheet
    assert "total: 50.00" in sheet
    assert "call first" in sheet
    (shown,) = ydh("order", "show", number, "--json").rows
    assert [(line["sku"], line["quantity"], line["amount"]) for line in shown["lines"]] == [
        ("T1", "2.000", "20.00"),
        ("T2", "3.000", "30.00"),
    ]
    assert (shown["total"], shown["details"]["contact"], shown["notes"][0]["text"]) == ("50.00", "王掌柜", "call first")
    lines = ydh("order", "show", number, "--format", "csv").out.splitlines()
    assert lines[0].startswith("position,sku,name")
    assert len(lines) == 3


def test_a_shipment_s_number_shows_its_order(ydh: ShopFloor) -> None:
    number = ydh.place()
    ydh.carry([number], "ship")
    (shown,) = ydh("order", "show", number, "--json").rows
    part = shown["shipments"][0]
    assert part["step"] == "ship"
    assert part["lines"] == ["1: 2"]
    inside = {"shipment": part["number"], "position": 1, "quantity": "2.000", "received": "0.000"}
    assert shown["shipped"] == [inside]
    assert ydh("order", "show", part["number"], "--json").rows[0]["number"] == number


def test_amounts_are_masked_for_a_shipping_clerk_in_every_format(ydh: ShopFloor) -> None:
    # S07.21
    number = ydh.place()
    for format in ("json", "jsonl", "csv", "tsv", "table", "plain", "markdown", "html"):
        assert "20.00" not in ydh("order", "list", "--format", format, by="clerk").out
        assert "20.00" not in ydh("order", "show", number, "--format", format, by="clerk").out
    assert ydh("order", "list", "--json", by="clerk").rows[0]["total"] is None
    (shown,) = ydh("order", "show", number, "--json", by="clerk").rows
    assert (shown["total"], shown["lines"][0]["price"]) == (None, None)
    assert ydh("order", "list", "--under", "5000", by="clerk").code == 4


def test_a_stranger_s_order_is_not_found(ydh: ShopFloor) -> None:
    # S07.21
    number = ydh.place(by="c1")
    for verb in ("show", "history", "explain"):
        assert ydh("order", verb, number, by="c2").code == 6
    assert ydh("order", "list", "-q", by="c2").out == ""
    assert ydh("order", "show", "DH-O-20000101-000001").code == 6


def test_nobody_signed_in_is_told_how(ydh: ShopFloor) -> None:
    refused = ydh("order", "list", by=None)
    assert refused.code == 4
    assert "ydh login" in refused.err


def test_the_history_says_who_did_what_and_why(ydh: ShopFloor) -> None:
    number = ydh.place()
    ydh("order", "send-back", number, "--reason", "wrong address", by="reviewer")
    rows = ydh("order", "history", number, "--json").rows
    assert [(row["by"], row["action"], row["to"]) for row in rows] == [
        ("c1", "submit", "review"),
        ("reviewer", "send_back", "draft"),
    ]
    assert "wrong address" in rows[1]["details"]
    assert "sent back" in ydh("order", "history", number).out


def test_explain_says_who_can_do_what_next_and_what_blocks_it(ydh: ShopFloor) -> None:
    number = ydh.place()
    options = {row["action"]: row for row in ydh("order", "explain", number, "--json", by="reviewer").rows}
    assert (options["approve"]["people"], options["approve"]["blocked"]) == ("reviewer", "")
    as_clerk = {row["action"]: row for row in ydh("order", "explain", number, "--as", "clerk", "--json").rows}
    assert "review orders" in as_clerk["approve"]["blocked"]
    ydh("order", "hold", number, "--reason", "address", by="reviewer")
    held = {row["action"]: row for row in ydh("order", "explain", number, "--json", by="reviewer").rows}
    assert "held" in held["approve"]["blocked"]


# --- entering ---


def test_staff_enter_an_order_with_all_that_its_channel_needs(ydh: ShopFloor) -> None:
    # S12.8, S19.4, S11.10
    missing = ydh("order", "create", "--customer", "C1", "--line", "T1=2", by="reviewer")
    assert (missing.code, missing.err) == (2, "requested date is missing\n")
    words = ["--customer", "C1", "--line", "T1=2箱", "--set", "requested_date=2026-12-01", "--freight", "15"]
    placed = ydh("order", "create", *words, "--json", by="reviewer")
    (row,) = placed.rows
    assert (row["result"], row["step"]) == ("done", "review")
    (shown,) = ydh("order", "show", row["number"], "--json").rows
    assert (shown["channel"], shown["lines"][0]["quantity"]) == ("phone", "24.000")
    assert (shown["freight"], shown["total"]) == ("15.00", "255.00")
    assert shown["details"]["requested_date"] == "2026-12-01"


def test_an_order_s_lines_come_from_stdin(ydh: ShopFloor) -> None:
    placed = ydh("order", "create", "-", "-q", by="c1", stdin="T1 2\n\nT2,1箱\n")
    (shown,) = ydh("order", "show", placed.out.strip(), "--json").rows
    assert [(line["sku"], line["quantity"]) for line in shown["lines"]] == [("T1", "2.000"), ("T2", "12.000")]
    wrong = ydh("order", "create", "-", by="c1", stdin="T1 2\nT2\nonly\n")
    assert wrong.code == 2
    assert "line 2: T2" in wrong.err
    assert "line 3: only" in wrong.err


def test_an_agreed_price_needs_the_right_and_a_line(ydh: ShopFloor) -> None:
    words = ["order", "create", "--customer", "C1", "--channel", "email", "--set", "requested_date=2026-12-01"]
    assert ydh(*words, "--line", "T1=2", "--price", "T1=9.5", by="reviewer").code == 4
    number = ydh(*words, "--line", "T1=2", "--price", "T1=9.5", "-q", by="manager").out.strip()
    assert ydh("order", "show", number, "--json").rows[0]["total"] == "19.00"
    discounted = ydh(*words, "--line", "T1=2", "--discount", "T1=0.05", "-q", by="manager").out.strip()
    assert ydh("order", "show", discounted, "--json").rows[0]["total"] == "19.00"
    assert ydh(*words, "--line", "T1=2", "--price", "T2=9.5", by="manager").code == 2


# S13.9
def test_wrong_lines_are_all_named_at_once(ydh: ShopFloor) -> None:
    # S04.9, S10.7
    wrong = ydh("order", "create", "--line", "T9=1", "--line", "T8=1", "--line", "T1=0", by="c1")
    assert wrong.code == 2
    assert "T9" in wrong.err
    assert "T8" in wrong.err
    assert ydh("order", "create", "--line", "T1", by="c1").code == 2
    assert ydh("order", "create", "--line", "T1=2", "--set", "colour=red", by="c1").code == 2
    assert ydh("order", "create", "--line", "T1=9999", by="c1").code == 5


def test_a_key_gives_the_first_answer_again(ydh: ShopFloor) -> None:
    words = ["order", "create", "--line", "T1=2", "--key", "mail-7", "-q"]
    assert ydh(*words, by="c1").out == ydh(*words, by="c1").out
    assert len(ydh("order", "list", "-q").out.split()) == 1
    assert ydh("order", "create", "--line", "T1=3", "--key", "mail-7", by="c1").code == 5


def test_a_draft_is_changed_submitted_and_only_then_numbered(ydh: ShopFloor) -> None:
    draft = ydh("order", "create", "--draft", "--line", "T1=2", "-q", by="c1").out.strip()
    assert ydh.waits(draft) == "draft"
    assert ydh("order", "edit", draft, by="c1").code == 2
    assert ydh("order", "edit", draft, "--line", "T2=5", "--set", "project=Lake", by="c1").code == 0
    assert ydh("order", "edit", f"{draft}@1", "--line", "T2=6", by="c1").code == 5
    number = ydh("order", "submit", draft, "-q", by="c1").out.strip()
    assert number.startswith("DH-O-")
    (shown,) = ydh("order", "show", number, "--json").rows
    assert (shown["lines"][0]["sku"], shown["details"]["project"], shown["step"]) == ("T2", "Lake", "review")


def test_what_belongs_to_a_submit_is_refused_with_a_draft(ydh: ShopFloor) -> None:
    assert ydh("order", "create", "--draft", "--line", "T1=2", "--key", "k", by="c1").code == 2


def test_a_draft_is_deleted_when_that_is_confirmed(ydh: ShopFloor) -> None:
    draft = ydh("order", "create", "--draft", "--line", "T1=2", "-q", by="c1").out.strip()
    assert ydh("order", "delete", draft, by="c1").code == 2
    assert ydh("order", "delete", draft, "--yes", by="c1").code == 0
    assert ydh.waits(draft) == "void"
    assert ydh("order", "delete", ydh.place(), "--yes", by="c1").code == 5


def test_a_list_for_machines_loads_neither_rich_nor_tabulate(ydh: ShopFloor) -> None:
    ydh.place()
    script = (
        "import sys; from ydh.cli.frame.main import run; run(['order', 'list', '--format', 'tsv']);"
        " print(sorted({'rich', 'tabulate', 'textual'} & set(sys.modules)), file=sys.stderr)"
    )
    assert ydh.pipe(code=("-c", script), by="boss").err == "[]\n"
