"""A terminal in a small company with its people and goods, and the ways that tests of commands share."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.kit import company as company_data
from tests.kit.terminal import Result, Terminal

PEOPLE = {
    "manager": ("business_manager",),
    "reviewer": ("order_reviewer",),
    "finance": ("finance_reviewer",),
    "keeper": ("outbound_reviewer",),
    "clerk": ("shipping_clerk",),
}
PASSED_BY = {"review": "reviewer", "finance": "finance", "release": "keeper", "ship": "clerk", "receive": "c1"}
STEPS = tuple(PASSED_BY)


class ShopFloor(Terminal):
    """One of each role, the customers C1 and C2, the goods T1 and T2 (10 yuan, packs of 12, 1000 in stock each)."""

    def place(self, *lines: str, by: str = "c1") -> str:
        """The number of a new order."""
        given = [word for line in lines or ("T1=2",) for word in ("--line", line)]
        placed = self("order", "create", *given, "-q", by=by)
        assert placed.code == 0, placed.err
        return placed.out.strip()

    def shipment(self, *lines: str) -> str:
        """The number of a new shipment that waits to leave."""
        number = self.place(*lines)
        self.carry([number], "ship")
        (view,) = self("order", "show", number, "--json").rows
        return str(view["shipments"][0]["number"])

    def carry(self, numbers: Sequence[str], to: str) -> None:
        """Pass the steps of orders that wait for review until they wait for `to`, or to the end."""
        for step in STEPS[: STEPS.index(to) if to in STEPS else len(STEPS)]:
            passed = self.approve(step, *numbers)
            assert passed.code == 0, passed.out + passed.err

    def approve(self, step: str, *words: str, stdin: str | None = None) -> Result:
        """Approve at a step by who may."""
        carrier = ["--carrier", "SF"] if step == "ship" else []
        return self("order", "approve", "--at", step, *words, *carrier, "--yes", by=PASSED_BY[step], stdin=stdin)

    def waits(self, number: str) -> str:
        """The step that an order waits for."""
        (row,) = self("order", "show", number, "--json").rows
        return str(row["step"])

    def revision(self, number: str) -> int:
        (row,) = self("order", "show", number, "--json").rows
        return int(row["revision"])

    def pipe(self, *args: str, by: str, stdin: str = "", code: Sequence[str] = ("-m", "ydh")) -> Result:
        """Run `ydh ARGS` in a process of its own, reading `stdin`."""
        done = subprocess.run(
            [sys.executable, *code, *args],
            input=stdin,
            capture_output=True,
            text=True,
            env={**os.environ, "YDH_TOKEN": self._tokens[by]},
            timeout=60,
        )
        return Result(done.returncode, done.stdout, done.stderr)


def open_shop_floor(folder: Path, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> ShopFloor:
    """Close it after the test."""
    there = ShopFloor(folder, capsys, patch)
    admin = there.open_company()
    for login, roles in PEOPLE.items():
        there.staff(login, *roles)
    for code in ("C1", "C2"):
        there.customer(code)
    for code in ("T1", "T2"):
        company_data.product(admin, code)
    return there
