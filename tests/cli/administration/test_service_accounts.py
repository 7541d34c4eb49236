"""Service accounts by command: made with an owner, in by tokens alone, turned away from the screens."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

from tests.kit.terminal import PASSWORD, Terminal


@pytest.fixture
def ydh(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    there = Terminal(tmp_path, capsys, monkeypatch)
    there.open_company()
    there.staff("manager", "business_manager")
    yield there
    there.close()


def test_a_script_has_an_account_with_an_owner_and_comes_in_by_its_tokens_alone(ydh: Terminal) -> None:
    made = ydh("account", "add", "robot", "Robot", "--service", "--owner", "manager", "--role", "order_reviewer")
    assert (made.code, made.out) == (0, ""), made.err  # there is no password to show
    token = ydh("account", "token", "create", "cron", "--login", "robot", by="manager")
    assert token.code == 0, token.err
    ydh.holds("robot", token.out.strip())
    (me,) = ydh("whoami", "--json", by="robot").rows
    assert (me["login"], me["kind"], me["roles"]) == ("robot", "service", ["order_reviewer"])
    rows = {row["login"]: row for row in ydh("account", "list", "--json").rows}
    assert (rows["robot"]["kind"], rows["robot"]["owner"], rows["manager"]["owner"]) == ("service", "manager", "")
    (duty,) = [row for row in ydh("account", "duties", "--json").rows if row["login"] == "robot"]
    assert duty["owner"] == "manager"
    refused = ydh("account", "add", "second", "Second", "--service", "--password-stdin", stdin=PASSWORD)
    assert (refused.code, "neither a password nor" in refused.err) == (2, True)
    assert ydh("account", "retire", "manager", "--yes").code == 0
    assert ydh("whoami", by="robot").code == 4


def test_a_script_is_turned_away_from_the_screens(ydh: Terminal) -> None:
    assert ydh("account", "add", "robot", "Robot", "--service").code == 0
    ydh.holds("robot", ydh("account", "token", "create", "cron", "--login", "robot").out.strip())
    assert ydh("whoami", by="robot").code == 0  # the token stays in the environment
    child = pexpect.spawn(sys.executable, ["-m", "ydh"], encoding="utf-8", timeout=30)
    child.expect("robot is a service account")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 4
