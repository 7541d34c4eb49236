"""Returns by command: asked for, carried through their steps, in bulk from a pipe, refused with a reason."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit.shop_floor import ShopFloor, open_shop_floor


@pytest.fixture
def ydh(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[ShopFloor]:
    there = open_shop_floor(tmp_path, capsys, monkeypatch)
    there.staff("sales", "business_manager")
    yield there
    there.close()


def delivered(ydh: ShopFloor) -> str:
    number = ydh.place()
    ydh.carry([number], "done")
    assert ydh.waits(number) == "done"
    return number


def ask(ydh: ShopFloor, order: str, *more: str, by: str = "c1") -> str:
    done = ydh("return", "create", order, "--line", "1=1", "--reason", "damaged", *more, "--json", by=by)
    assert done.code == 0, done.err
    return str(done.rows[0]["number"])


# S21.29, S13.20
def test_a_return_goes_through_every_step_by_command(ydh: ShopFloor) -> None:
    # S07.16
    order = delivered(ydh)
    (line,) = ydh("return", "lines", order, "--json", by="c1").rows
    assert (line["position"], line["left"]) == (1, "2.000")
    number = ask(ydh, order, "--text", "crushed")
    passed = ydh("return", "approve", number, "--at", "review", "--address", "8 Cangqian Road", "--json", by="sales")
    assert passed.rows == [{"number": number, "result": "done", "step": "dispatch", "reason": None, "message": None}]
    assert ydh("return", "dispatch", number, by="c1").code == 2  # by which carrier?
    assert ydh("return", "dispatch", number, "--carrier", "SF", "--tracking", "SF1", by="c1").code == 0
    assert ydh("return", "receive", number, "--scrap", "1=1", by="keeper").code == 0
    assert ydh("return", "refund", number, "--method", "bank", by="finance").code == 0
    (shown,) = ydh("return", "show", number, "--json", by="sales").rows
    assert (shown["step"], shown["order"], shown["lines"][0]["scrapped"]) == ("done", order, "1.000")
    assert shown["payment"].startswith("DH-P-")
    sheet = ydh("return", "show", number, by="sales").out
    assert "8 Cangqian Road" in sheet
    assert "What came" in sheet
    history = ydh("return", "history", number, "--json", by="sales").rows
    assert [row["action"] for row in history] == ["draft", "submit", "approve", "approve", "approve", "approve"]
    assert "return: " + number in ydh("order", "history", order, by="sales").out


def test_what_comes_back_is_in_stock_again_by_itself(ydh: ShopFloor) -> None:
    # S13.10, S15.9
    def there() -> str:
        (row,) = [it for it in ydh("stock", "list", "--json", by="keeper").rows if it["code"] == "T1"]
        return str(row["on_hand"])

    order = delivered(ydh)
    assert there() == "998.000"
    number = ask(ydh, order)
    ydh("return", "approve", number, "--at", "review", by="sales")
    ydh("return", "dispatch", number, "--carrier", "SF", by="c1")
    assert ydh("return", "receive", number, by="keeper").code == 0
    assert there() == "999.000"
    (move,) = ydh("stock", "show", "T1", "--json", by="keeper").rows[0]["moves"][:1]
    assert (move["quantity"], move["kind"], move["document"]) == ("1.000", "return", number)
    much = ydh("return", "refund", number, "--amount", "1=10.01", "--method", "bank", by="finance")
    assert (much.code, "10" in much.out + much.err) == (2, True)
    assert ydh("return", "refund", number, "--method", "bank", by="finance").code == 0
    (shown,) = ydh("return", "show", number, "--json", by="sales").rows
    assert (shown["refund"], shown["payment"][:5]) == ("10.00", "DH-P-")


# S13.20
def test_thousands_are_passed_from_a_pipe_with_a_result_for_each(ydh: ShopFloor) -> None:
    order = delivered(ydh)
    first, second = ask(ydh, order), ask(ydh, order)
    listed = ydh("return", "list", "--step", "review", "-q", by="sales").out
    assert listed.split() == [first, second]
    tried = ydh("return", "approve", "-", "--at", "review", "--dry-run", "--json", stdin=listed, by="sales")
    assert [row["step"] for row in tried.rows] == ["dispatch", "dispatch"]
    given = f"{second}\nDH-R-20000101-000001\n{first}\n"
    done = ydh("return", "approve", "-", "--at", "review", "--yes", "--json", stdin=given, by="sales")
    assert [row["result"] for row in done.rows] == ["done", "refused", "done"]
    assert done.code == 3
    assert ydh("return", "list", "--step", "dispatch", "-q", by="sales").out.split() == [first, second]


# S13.20
def test_a_return_is_drafted_changed_withdrawn_and_given_up(ydh: ShopFloor) -> None:
    order = delivered(ydh)
    name = ask(ydh, order, "--draft")
    assert name.startswith("DR-")
    assert ydh("return", "edit", name, "--kind", "refund_only", "--text", "again", by="c1").code == 0
    (sent,) = ydh("return", "submit", name, "--json", by="c1").rows
    number = sent["number"]
    assert sent["step"] == "review"
    assert ydh("return", "withdraw", number, "--at", "review", by="c1").code == 0
    assert ydh("return", "void", number, "--reason", "no", by="c1").code == 0
    other = ask(ydh, order, "--draft")
    assert ydh("return", "delete", other, "--yes", by="c1").code == 0
    assert ydh("return", "list", "-q", by="c1").out.split() == [number]


# S21.29, S13.20
def test_a_return_is_sent_back_rejected_and_explained(ydh: ShopFloor) -> None:
    order = delivered(ydh)
    number = ask(ydh, order)
    assert ydh("return", "send-back", number, "--at", "review", by="sales").code == 2  # why?
    assert ydh("return", "send-back", number, "--at", "review", "--reason", "photo", by="sales").code == 0
    assert ydh("return", "submit", number, by="c1").code == 0
    rows = ydh("return", "explain", number, "--json", by="sales").rows
    assert {row["action"] for row in rows} == {"approve", "send_back", "withdraw", "reject"}
    assert ydh("return", "reject", number, "--at", "review", "--reason", "late", by="sales").code == 0
    assert ydh("return", "approve", number, "--at", "review", by="sales").code == 5
    assert ask(ydh, order)


def test_an_exchange_and_goods_without_an_order_are_entered_by_staff(ydh: ShopFloor) -> None:
    order = delivered(ydh)
    number = ask(ydh, order, "--kind", "exchange", "--swap", "1=T2", by="reviewer")
    ydh("return", "approve", number, "--at", "review", by="sales")
    ydh("return", "dispatch", number, "--carrier", "own", by="c1")
    ydh("return", "receive", number, by="keeper")
    (shown,) = ydh("return", "show", number, "--json", by="sales").rows
    assert shown["replacement"].startswith("DH-O-")
    free = ("return", "create", "--customer", "C1", "--line", "T1=1", "--reason", "other")
    assert ydh(*free, by="sales").code == 2  # at which price?
    assert ydh(*free, "--price", "T1=8.5", by="sales").code == 0
    assert ydh(*free, "--price", "T1=8.5", by="c1").code == 4


def test_each_reason_for_a_return_can_be_given_and_is_counted(ydh: ShopFloor) -> None:
    # S19.15
    reasons = ["damaged", "wrong", "short", "quality", "expired", "different", "unwanted", "other"]
    order = ydh.place("T1=8")
    ydh.carry([order], "done")
    for reason in reasons:
        number = ask(ydh, order, "--kind", "refund_only", "--reason", reason)
        assert ydh("return", "list", "--reason", reason, "-q", by="sales").out.split() == [number]
        assert ydh("return", "approve", number, "--at", "review", by="sales").code == 0
        assert ydh("return", "refund", number, by="finance").code == 0
    counted = ydh("report", "return-reasons", "--format", "csv", by="sales").out.splitlines()[1:]
    assert len(counted) == len(reasons)


def test_wrong_words_say_what_would_be_right(ydh: ShopFloor) -> None:
    order = delivered(ydh)
    for given, said in (
        (("--line", "1=x", "--reason", "damaged"), "not a number"),
        (("--line", "=2", "--reason", "damaged"), "write a line as"),
        (("--line", "1=9", "--reason", "damaged"), "only 2 can still come back"),
        (("--line", "1", "--reason", "mood"), "damaged, wrong"),
        (("--line", "7", "--reason", "damaged"), "has no line 7"),
        (("--line", "1", "--reason", "damaged", "--kind", "gift"), "refund_only"),
        (("--line", "1", "--reason", "damaged", "--swap", "1=T2"), "only an exchange"),
    ):
        refused = ydh("return", "create", order, *given, by="c1")
        assert refused.code in (2, 5, 6)
        assert said in refused.err
    assert ydh("return", "show", "DH-R-20000101-000001").code == 6
    number = ask(ydh, order)
    assert ydh("return", "receive", number, "--lot", "1=", by="keeper").code == 2
    assert ydh("return", "receive", number, "--restock", "x=1", by="keeper").code == 2
    assert "refund" in ydh("return", "list", "--step", "ship").err


def test_lines_come_from_stdin(ydh: ShopFloor) -> None:
    order = delivered(ydh)
    done = ydh("return", "create", order, "--line", "-", "--reason", "damaged", "--json", stdin="1 2\n", by="c1")
    (shown,) = ydh("return", "show", done.rows[0]["number"], "--json", by="c1").rows
    assert shown["lines"][0]["quantity"] == "2.000"
    assert json.loads(ydh("return", "show", shown["number"], "--format", "json", by="c1").out)["kind"] == (
        "return_and_refund"
    )


def test_a_return_is_assigned_by_command(ydh: ShopFloor) -> None:
    number = ask(ydh, delivered(ydh))
    assert ydh("return", "assign", number, by="sales").code == 2
    assert ydh("return", "assign", number, "keeper", by="sales").code == 2  # who cannot pass the step
    assert ydh("return", "assign", number, "manager", by="sales").code == 0
    assert ydh("return", "list", "--mine", "-q", by="manager").out.split() == [number]
    assert ydh("return", "list", "--mine", "-q", by="sales").out == ""
    assert ydh("return", "approve", number, "--at", "review", by="sales").code != 0
    assert ydh("return", "approve", number, "--at", "review", "--reason", "on leave", by="sales").code == 0
    assert ydh("return", "assign", number, "--nobody", by="sales").code == 0


def test_an_order_is_shown_with_what_comes_back_of_it(ydh: ShopFloor) -> None:
    order = delivered(ydh)
    assert "Returns" not in ydh("order", "show", order, by="sales").out
    number = ask(ydh, order)
    sheet = ydh("order", "show", order, by="sales").out
    assert "What comes back" in sheet
    assert number in sheet.split("Returns")[1]
    (shown,) = ydh("order", "show", order, "--json", by="sales").rows
    assert (shown["lines"][0]["returned"], shown["lines"][0]["refunded"]) == ("1.000", "0.000")
    assert [(it["number"], it["step"]) for it in shown["returns"]] == [(number, "review")]
    rows = ydh("order", "show", order, "--format", "tsv", by="sales").out.splitlines()
    assert rows[0].split("\t")[-3:] == ["returned", "refunded", "billable"]
    assert rows[1].split("\t")[-3:] == ["1", "0", "2"]


def test_outside_the_window_a_customer_is_refused_and_staff_say_why(ydh: ShopFloor) -> None:
    # S10.21, S03.17
    order = delivered(ydh)
    words = ("return", "create", order, "--line", "1=1", "--reason", "damaged")
    assert ydh("setting", "set", "return_days", "0").code == 0
    refused = ydh(*words, by="c1")
    assert (refused.code, "T1" in refused.err) == (4, True)
    assert ydh(*words, by="reviewer").code == 2  # why all the same?
    taken = ydh(*words, "--why", "老客户", "-q", by="reviewer")
    assert taken.code == 0, taken.err
    assert "老客户" in ydh("return", "history", taken.out.strip(), by="sales").out
    assert ydh("setting", "set", "return_days", "7").code == 0
    assert ask(ydh, order)
