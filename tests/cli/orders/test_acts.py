"""Orders by command: carried through their steps one by one and in bulk, held, noted on, piped."""

import io
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

from tests.kit.shop_floor import ShopFloor, open_shop_floor
from ydh.cli.frame.main import run
from ydh.core.orders import looking


@pytest.fixture
def ydh(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[ShopFloor]:
    there = open_shop_floor(tmp_path, capsys, monkeypatch)
    yield there
    there.close()


# S21.23, S21.24, S21.25, S21.26, S21.27, S21.28
def test_an_order_goes_through_every_step_to_its_end(ydh: ShopFloor) -> None:
    # S04.22, S07.14, S07.23, S01.9
    number = ydh.place()
    assert ydh.waits(number) == "review"
    (passed,) = ydh("order", "approve", number, "--at", "review", "--json", by="reviewer").rows
    nothing = {"reason": None, "message": None}
    assert passed == {"number": number, "result": "done", "step": "finance", "parts": "", **nothing}
    ydh("order", "approve", number, "--at", "finance", "--opinion", "paid", by="finance")
    assert ydh.waits(number) == "release"
    (released,) = ydh("order", "approve", number, "--at", "release", "--json", by="keeper").rows
    assert released["parts"].startswith("DH-S-")
    assert ydh.waits(number) == "ship"
    assert ydh("order", "ship", number, by="clerk").code == 2
    assert ydh("order", "ship", number, "--carrier", "SF", "--tracking", "SF1", by="clerk").code == 0
    assert ydh.waits(number) == "receive"
    assert ydh("order", "receive", number, by="c1").code == 0
    assert ydh.waits(number) == "done"


def test_results_stand_in_the_order_of_the_input_each_with_its_reason(ydh: ShopFloor) -> None:
    good, held, passed = ydh.place(), ydh.place(), ydh.place()
    ydh("order", "hold", held, "--reason", "address", by="reviewer")
    ydh("order", "approve", passed, "--at", "review", by="reviewer")
    given = [passed, "DH-O-20000101-000001", held, good]
    done = ydh.approve("review", "-", "--json", stdin="\n".join(given) + "\n")
    assert done.code == 3
    assert [(row["number"], row["result"]) for row in done.rows] == list(
        zip(given, ["refused", "refused", "held", "done"], strict=True)
    )
    assert [row["reason"] for row in done.rows] == ["moved", "unknown", "held", None]
    assert "reviewer" in done.rows[0]["message"]
    assert "address" in done.rows[2]["message"]
    assert "1 done, 1 held, 2 refused" in done.err


# S16.6
def test_the_exit_code_of_a_batch_is_the_reason_s_when_nothing_was_done(ydh: ShopFloor) -> None:
    number, other = ydh.place(), ydh.place()
    assert ydh("order", "approve", number, other, "--at", "review", "--yes", by="clerk").code == 4
    assert ydh("order", "approve", number, other, "--at", "finance", "--yes", by="finance").code == 5
    assert ydh("order", "approve", "DH-O-20000101-000001", "--at", "review", by="reviewer").code == 6


def test_several_orders_need_a_yes_where_nobody_can_be_asked(ydh: ShopFloor) -> None:
    number, other = ydh.place(), ydh.place()
    asked = ydh("order", "approve", number, other, "--at", "review", by="reviewer")
    assert asked.code == 2
    assert "--yes" in asked.err
    assert ydh.waits(number) == "review"


def test_an_empty_pipe_is_nothing_to_do(ydh: ShopFloor) -> None:
    assert ydh("order", "approve", "-", "--at", "review", "--json", by="reviewer", stdin="").rows == []
    assert ydh("order", "approve", "--at", "review", by="reviewer").code == 2


def test_a_dry_run_says_what_would_be_and_changes_nothing(ydh: ShopFloor) -> None:
    number, other = ydh.place(), ydh.place()
    tried = ydh("order", "approve", number, other, "--at", "review", "--dry-run", "--json", by="reviewer")
    assert tried.code == 0
    assert [row["step"] for row in tried.rows] == ["finance", "finance"]
    assert "dry run" in tried.err
    assert (ydh.waits(number), ydh.waits(other)) == ("review", "review")


# S16.6
def test_a_number_alone_is_not_enough(ydh: ShopFloor) -> None:
    # S06.14
    number, other = ydh.place(), ydh.place()
    bare = ydh("order", "approve", number, by="reviewer")
    assert bare.code == 2
    assert "--at" in bare.err
    assert "order review" in bare.err
    assert "--at" in ydh("order", "approve", number, other, "--yes", by="reviewer").err
    assert ydh("order", "void", number, other, "--reason", "x", "--yes", by="reviewer").code == 2


# S16.6
def test_a_revision_says_what_was_seen(ydh: ShopFloor) -> None:
    number = ydh.place()
    revision = ydh.revision(number)
    assert ydh("order", "approve", f"{number}@{revision}", by="reviewer").code == 0
    stale = ydh("order", "approve", f"{number}@{revision}", by="finance")
    assert stale.code == 5
    assert "changed since you looked" in stale.out
    assert ydh("order", "approve", f"{number}@x", by="finance").code == 2
    assert ydh.waits(number) == "finance"


def test_a_double_key_press_does_not_approve_the_next_step(ydh: ShopFloor) -> None:
    number = ydh.place()
    assert ydh("order", "approve", number, number, "--at", "review", "--yes", by="reviewer").code == 3
    assert ydh.waits(number) == "finance"


def test_a_repeated_key_answers_what_the_first_run_did(ydh: ShopFloor) -> None:
    number = ydh.place()
    words = ["order", "approve", number, "--at", "review", "--key", "monday", "--json"]
    first = ydh(*words, by="reviewer")
    assert ydh(*words, by="reviewer").rows == first.rows
    assert ydh.waits(number) == "finance"


def test_a_part_of_an_order_is_released_and_the_rest_waits(ydh: ShopFloor) -> None:
    number = ydh.place("T1=10", "T2=4")
    ydh.carry([number], "release")
    (released,) = ydh("order", "approve", number, "--at", "release", "--line", "1=6", "--json", by="keeper").rows
    part = released["parts"]
    assert ydh.waits(number) == "release"
    assert ydh("order", "approve", number, "--at", "release", "--line", "one=6", by="keeper").code == 2
    assert ydh("order", "ship", part, "--carrier", "SF", by="clerk").code == 0
    ydh("order", "approve", number, "--at", "release", by="keeper")
    (shown,) = ydh("order", "show", number, "--json").rows
    assert [line["shipped"] for line in shown["lines"]] == ["6.000", "0.000"]
    assert len(shown["shipments"]) == 2


# S16.6
def test_the_exits_take_orders_where_they_lead(ydh: ShopFloor) -> None:
    # S01.9, S07.23
    sent, taken, released, dead = (ydh.place() for _ in range(4))
    assert ydh("order", "send-back", sent, by="reviewer").code == 2
    assert ydh("order", "send-back", sent, "--reason", "price", by="reviewer").code == 0
    assert ydh("order", "withdraw", taken, by="c1").code == 0
    ydh.carry([released], "ship")
    assert ydh("order", "unrelease", released, "--reason", "damaged", by="keeper").code == 0
    assert ydh("order", "void", dead, "--reason", "double", by="reviewer").code == 0
    assert [ydh.waits(n) for n in (sent, taken, released, dead)] == ["draft", "draft", "release", "void"]


def test_the_last_pass_is_taken_back_until_somebody_acts_on_it(ydh: ShopFloor) -> None:
    number = ydh.place()
    ydh("order", "approve", number, "--at", "review", by="reviewer")
    assert ydh("order", "take-back", number, by="finance").code == 5
    assert ydh("order", "take-back", number, by="reviewer").code == 0
    assert ydh.waits(number) == "review"


# --- around the workflow ---


def test_a_hold_is_lifted_by_somebody_else(ydh: ShopFloor) -> None:
    number = ydh.place()
    assert ydh("order", "hold", number, by="reviewer").code == 2
    ydh("order", "hold", number, "--reason", "address", by="reviewer")
    assert ydh("order", "approve", number, "--at", "review", by="reviewer").code == 5
    assert ydh("order", "release-hold", number, by="reviewer").code == 4
    unknown = ydh("order", "release-hold", number, "--kind", "weather", by="manager")
    assert unknown.code == 2
    assert "exception" in unknown.err
    assert ydh("order", "release-hold", number, "--answer", "corrected", by="manager").code == 0
    assert ydh("order", "approve", number, "--at", "review", by="reviewer").code == 0


def test_the_customer_says_yes_to_what_staff_entered(ydh: ShopFloor) -> None:
    # S04.11, S10.8, S08.5
    words = ["--customer", "C1", "--line", "T1=2", "--set", "requested_date=2026-12-01", "--ask-customer", "-q"]
    first = ydh("order", "create", *words, by="manager").out.strip()
    second = ydh("order", "create", *words, by="manager").out.strip()
    assert ydh("order", "approve", first, "--at", "review", by="reviewer").code == 5
    assert ydh("order", "confirm", first, by="c1").code == 0
    assert ydh("order", "confirm", second, by="manager").code == 2
    assert ydh("order", "confirm", second, "--who", "Wang", "--how", "phone", by="manager").code == 0
    assert ydh("order", "approve", first, second, "--at", "review", "--yes", by="reviewer").code == 0


def test_a_cancellation_that_is_asked_for_is_refused_or_leads_to_a_void(ydh: ShopFloor) -> None:
    # S07.19
    number, other = ydh.place(), ydh.place()
    ydh.carry([number, other], "finance")
    for each in (number, other):
        assert ydh("order", "ask-cancel", each, "--reason", "not needed", by="c1").code == 0
    assert ydh("order", "approve", number, "--at", "finance", by="finance").code == 5
    assert ydh("order", "refuse-cancel", number, "--reason", "packed", by="reviewer").code == 0
    assert ydh("order", "void", other, "--reason", "asked", by="reviewer").code == 0
    assert (ydh.waits(number), ydh.waits(other)) == ("finance", "void")


def test_an_order_is_assigned_overtakes_and_is_noted_on(ydh: ShopFloor) -> None:
    # S04.14
    first, second = ydh.place(), ydh.place()
    assert ydh("order", "assign", first, by="manager").code == 2
    assert ydh("order", "assign", first, "finance", "--nobody", by="manager").code == 2
    assert ydh("order", "assign", first, "manager", by="manager").code == 2  # who cannot pass the step
    ydh.staff("colleague", "order_reviewer")
    assert ydh("order", "assign", first, "colleague", by="manager").code == 0
    assert ydh("order", "approve", first, "--at", "review", by="reviewer").code == 4
    assert ydh("order", "assign", first, "--nobody", by="manager").code == 0
    assert ydh("order", "overtake", second, "--reason", "fair", by="manager").code == 0
    assert ydh("order", "list", "--step", "review", "-q").out.split() == [second, first]
    assert ydh("order", "note", first, "-", "--line", "1", "--shared", by="reviewer", stdin="fragile\n").code == 0
    assert (
        ydh("order", "note", first, "asked", "--with", "Wang", "--how", "phone", "--result", "ok", by="reviewer").code
        == 0
    )
    (shown,) = ydh("order", "show", first, "--json", by="c1").rows
    assert [note["text"] for note in shown["notes"]] == ["fragile"]
    assert len(ydh("order", "show", first, "--json", by="reviewer").rows[0]["notes"]) == 2


# --- pipes, in processes of their own ---


def test_a_list_pipes_into_a_bulk_approval(ydh: ShopFloor) -> None:
    numbers = [ydh.place(f"T1={n}") for n in (1, 2, 90)]
    listed = ydh.pipe("order", "list", "--step", "review", "--under", "500", "-q", by="reviewer")
    assert listed.out.split() == numbers[:2]
    done = ydh.pipe("order", "approve", "--at", "review", "-", "--yes", "--json", by="reviewer", stdin=listed.out)
    assert (done.code, [row["number"] for row in done.rows]) == (0, numbers[:2])
    assert [ydh.waits(n) for n in numbers] == ["finance", "finance", "review"]


def test_what_one_command_prints_with_its_revision_the_next_one_takes(ydh: ShopFloor) -> None:
    numbers = [ydh.place(), ydh.place()]
    listed = ydh.pipe("order", "list", "--step", "review", "--format", "jsonl", by="reviewer").out
    seen = "".join(f"{row['number']}@{row['revision']}\n" for row in map(json.loads, listed.splitlines()))
    ydh("order", "hold", numbers[0], "--reason", "address", by="reviewer")
    done = ydh.pipe("order", "approve", "--at", "review", "-", "--yes", "--json", by="reviewer", stdin=seen)
    assert (done.code, [row["result"] for row in done.rows]) == (3, ["refused", "done"])


def test_one_unknown_number_among_revisions_is_refused_in_its_own_row(ydh: ShopFloor) -> None:
    number = ydh.place()
    done = ydh("order", "approve", "DH-O-20000101-000001@1", f"{number}@1", "--yes", "--json", by="reviewer")
    assert (done.code, [row["result"] for row in done.rows]) == (3, ["refused", "done"])


# --- at a terminal of its own ---


def at_a_terminal(ydh: ShopFloor, *args: str, by: str) -> "pexpect.spawn[str]":
    env = {**os.environ, "YDH_TOKEN": ydh._tokens[by], "TERM": "dumb"}
    return pexpect.spawn(sys.executable, ["-m", "ydh", *args], env=env, encoding="utf-8", timeout=30)


def test_one_number_alone_is_shown_and_asked_about_on_a_terminal(ydh: ShopFloor) -> None:
    # S06.14
    number = ydh.place()
    child = at_a_terminal(ydh, "order", "approve", number, by="reviewer")
    child.expect("approve at order review")
    assert f"number: {number}" in child.before
    assert "revision: 1" in child.before
    child.sendline("n")
    child.expect(pexpect.EOF)
    child.close()
    assert (child.exitstatus, ydh.waits(number)) == (130, "review")
    child = at_a_terminal(ydh, "order", "approve", number, by="reviewer")
    child.expect("approve at order review")
    child.sendline("y")
    child.expect(pexpect.EOF)
    child.close()
    assert (child.exitstatus, ydh.waits(number)) == (0, "finance")


class Glass(io.StringIO):
    """A terminal, as far as a program asks."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("answer", "code", "step"), [("n\n", 130, "review"), ("y\n", 0, "finance")])
def test_one_number_alone_is_done_after_a_yes(
    ydh: ShopFloor, monkeypatch: pytest.MonkeyPatch, answer: str, code: int, step: str
) -> None:
    # S06.14
    number = ydh.place()
    monkeypatch.setenv("YDH_TOKEN", ydh._tokens["reviewer"])
    monkeypatch.setattr(sys, "stdin", Glass(answer))
    monkeypatch.setattr(sys, "stderr", shown := Glass())
    assert run(["order", "approve", number]) == code
    assert f"number: {number}" in shown.getvalue()
    assert ydh.admin
    assert looking.show(ydh.admin, number).row.step == step


def test_several_orders_are_asked_about_on_a_terminal(ydh: ShopFloor) -> None:
    numbers = [ydh.place(), ydh.place()]
    child = at_a_terminal(ydh, "order", "approve", *numbers, "--at", "review", by="reviewer")
    child.expect("2 orders: approve the step")
    child.sendline("y")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert [ydh.waits(n) for n in numbers] == ["finance", "finance"]


# S16.13
def test_a_receipt_says_what_came_of_which_line_and_why(ydh: ShopFloor) -> None:
    number = ydh.place("T1=2", "T2=12")
    ydh.carry([number], "receive")
    silent = ydh("order", "receive", number, "--line", "2=10", by="c1")
    assert silent.code == 2
    assert "say why" in silent.out + silent.err
    assert ydh("order", "receive", number, "--line", "2=13", "--reason", "more", by="c1").code == 2
    assert ydh("order", "receive", number, "--line", "T2=1", "--reason", "less", by="c1").code == 2
    assert ydh("order", "receive", number, "DH-O-1", "--line", "2=1", "--yes", by="c1").code == 2
    assert ydh("order", "receive", number, "--line", "2=10", "--reason", "two broken", by="c1").code == 0
    (shown,) = ydh("order", "show", number, "--json", by="c1").rows
    assert shown["step"] == "done"
    assert [(line["shipped"], line["received"]) for line in shown["lines"]] == [
        ("2.000", "2.000"),
        ("12.000", "10.000"),
    ]
    assert "1: 2, 2: 10/12" in ydh("order", "show", number, by="c1").out
    history = ydh("order", "history", number, by="c1").out
    assert "2: 10/12" in history
    assert "two broken" in history
