"""Steps switched by command, with the plan shown first; and what the clock does."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.kit.shop_floor import ShopFloor, open_shop_floor
from ydh.core.workflow import switching


@pytest.fixture
def ydh(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[ShopFloor]:
    there = open_shop_floor(tmp_path, capsys, monkeypatch)
    yield there
    there.close()


def weeks_pass(ydh: ShopFloor) -> None:
    """Make every shipment as old as if it had left four weeks ago."""
    assert ydh.admin
    ydh.admin.company.write(
        lambda unit: unit.database.execute_sql(f"UPDATE shipment SET shipped_at = shipped_at - {28 * 86400 * 10**6}")
    )


def plan_id(text: str) -> str:
    return text.split("--plan-id ")[1].split()[0]


def test_the_steps_are_shown_with_who_passes_them_and_how_many_wait(ydh: ShopFloor) -> None:
    ydh.place()
    rows = ydh("workflow", "show", "--json", by="reviewer").rows
    assert [(row["step"], row["on"], row["waiting"]) for row in rows] == [
        ("review", True, 1),
        ("finance", True, 0),
        ("release", True, 0),
        ("ship", True, 0),
        ("receive", True, 0),
    ]
    assert "order review" in ydh("workflow", "show").out
    assert [row["step"] for row in ydh("workflow", "show", "return", "--json").rows][-1] == "refund"
    assert ydh("workflow", "show", "payment").code == 6


# S21.30
def test_a_plan_shows_what_would_move_and_changes_nothing(ydh: ShopFloor) -> None:
    moving, held = ydh.place(), ydh.place("T1=3")
    ydh.carry([moving, held], "finance")
    ydh("order", "hold", held, "--reason", "address", by="finance")
    planned = ydh("workflow", "plan", "finance", "--json")
    assert [(row["now"], row["then"], row["count"], row["amount"]) for row in planned.rows] == [
        ("finance", "release", 1, "20.00"),
        ("finance", "held", 1, "30.00"),
    ]
    assert "finance" in planned.err
    assert "Nothing was changed" in planned.err
    assert ydh("workflow", "disable", "finance", "--plan").code == 0
    assert ydh.waits(moving) == "finance"


# S21.22
def test_a_step_is_switched_off_by_the_plan_that_was_seen(ydh: ShopFloor) -> None:
    number = ydh.place()
    ydh.carry([number], "finance")
    seen = plan_id(ydh("workflow", "plan", "finance").err)
    asked = ydh("workflow", "disable", "finance", "--plan-id", seen)
    assert asked.code == 2
    assert "--yes" in asked.err
    off = ydh("workflow", "disable", "finance", "--plan-id", seen, "--yes")
    assert off.code == 0
    assert "1 moved on" in off.err
    assert ydh.waits(number) == "release"
    assert ydh("workflow", "disable", "finance", "--yes").code == 5
    assert ydh("workflow", "enable", "finance").code == 0
    assert ydh.waits(number) == "release"


def test_who_breaks_switching_off_off_reads_how_far_it_went(ydh: ShopFloor, monkeypatch: pytest.MonkeyPatch) -> None:
    number, disable = ydh.place(), switching.disable
    ydh.carry([number], "finance")

    def interrupted(*args: Any, **given: Any) -> switching.SwitchResult:
        os.kill(os.getpid(), signal.SIGINT)
        return disable(*args, **given)

    with monkeypatch.context() as patch:
        patch.setattr(switching, "disable", interrupted)
        stopped = ydh("workflow", "disable", "finance", "--yes")
    assert stopped.code == 130
    assert "the same command moves the rest on" in stopped.err
    assert ydh.waits(number) == "finance"
    assert ydh("workflow", "disable", "finance", "--yes").code == 0
    assert ydh.waits(number) == "release"


# S21.30
def test_a_plan_that_no_longer_fits_is_refused(ydh: ShopFloor) -> None:
    number = ydh.place()
    ydh.carry([number], "finance")
    seen = plan_id(ydh("workflow", "plan", "finance").err)
    ydh.carry([ydh.place()], "finance")
    assert ydh("workflow", "disable", "finance", "--plan-id", seen, "--yes").code == 5
    assert ydh.waits(number) == "finance"


def test_only_who_configures_switches_steps_and_only_those_there_are(ydh: ShopFloor) -> None:
    assert ydh("workflow", "disable", "finance", "--yes", by="manager").code == 4
    assert ydh("workflow", "plan", "finance", by="reviewer").code == 4
    unknown = ydh("workflow", "disable", "finanse", "--yes")
    assert unknown.code == 6
    assert "review, finance, release, ship, receive" in unknown.err


# S21.22, S21.30
def test_an_order_passes_by_the_system_what_is_switched_off(ydh: ShopFloor) -> None:
    ydh("workflow", "disable", "finance", "--yes")
    number = ydh.place()
    ydh.approve("review", number)
    assert ydh.waits(number) == "release"
    assert "system" in [row["by"] for row in ydh("order", "history", number, "--json").rows]


def test_the_clock_confirms_the_receipt_of_what_left_long_enough_ago(ydh: ShopFloor) -> None:
    # S07.14
    number, other = ydh.place(), ydh.place()
    ydh.carry([number], "receive")
    assert ydh("clock", "--json").rows == []
    weeks_pass(ydh)
    tried = ydh("clock", "--dry-run", "--json")
    assert [row["result"] for row in tried.rows] == ["done"]
    assert ydh.waits(number) == "receive"
    (done,) = ydh("clock", "--json").rows
    assert done["result"] == "done"
    assert (ydh.waits(number), ydh.waits(other)) == ("done", "review")
    assert ydh("clock", by="reviewer").code == 4
