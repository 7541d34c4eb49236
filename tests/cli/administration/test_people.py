"""Signing in, accounts and customers by command."""

import json
import os
import pwd
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

from tests.kit import company as company_data
from tests.kit.terminal import DONE, PASSWORD, Terminal

OTHER = "another horse battery"


@pytest.fixture
def empty(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    there = Terminal(tmp_path, capsys, monkeypatch)
    yield there
    there.close()


@pytest.fixture
def ydh(empty: Terminal) -> Terminal:
    empty.open_company()
    empty.staff("manager", "business_manager")
    empty.customer("C1")
    return empty


def token_files(ydh: Terminal) -> list[Path]:
    return list((ydh.folder / "state" / "ydh").glob("token-*"))


# --- making a company ---

INIT = ["init", "--company", "Mingyuan Tea", "--login", "boss", "--name", "Boss"]


def test_a_company_is_made_from_nothing_and_never_twice(empty: Terminal) -> None:
    made = empty(*INIT, "--password-stdin", by=None, stdin=PASSWORD + "\n")
    assert made.code == 0, made.err
    assert "ydh login boss" in made.err
    assert empty("login", "boss", "--password-stdin", by=None, stdin=PASSWORD).code == 0
    again = empty(*INIT, "--password-stdin", by=None, stdin=PASSWORD)
    assert (again.code, again.err) == (5, "there is a company already; nothing was done\n")
    (me,) = empty("whoami", "--json", by=None).rows
    assert (me["login"], me["name"], me["roles"]) == ("boss", "Boss", ["system_admin"])


def test_the_administrator_can_be_bound_to_the_system_user(empty: Terminal) -> None:
    assert empty(*INIT, "--bind-os-user", "--password-stdin", by=None, stdin=PASSWORD).code == 0
    assert empty("whoami", "--json", by=None).rows[0]["login"] == "boss"
    assert empty("account", "show", "--json", by=None).rows[0]["os_user"] == pwd.getpwuid(os.getuid()).pw_name


def test_the_password_may_stand_in_a_file_of_ones_own(empty: Terminal) -> None:
    file = empty.folder / "secret"
    file.write_text(PASSWORD + "\n")
    file.chmod(0o640)
    refused = empty(*INIT, "--password-file", str(file), by=None)
    assert refused.code == 2
    assert "chmod 600" in refused.err
    file.chmod(0o600)
    assert empty(*INIT, "--password-file", str(file), by=None).code == 0


@pytest.mark.parametrize(
    ("words", "stdin", "part"),
    [
        (INIT, "", "--password-stdin"),
        ([*INIT, "--password-stdin"], "", "first line"),
        ([*INIT, "--password-stdin"], "short", "too short"),
        ([*INIT, "--password-stdin", "--password-file", "x"], "", "contradict"),
        ([*INIT, "--password-file", "/nowhere"], "", "/nowhere"),
        (["init", "--company", "A", "--name", "B", "--password-stdin"], PASSWORD, "--login"),
    ],
)
def test_where_nobody_can_be_asked_init_says_what_it_needs_and_makes_nothing(
    empty: Terminal, words: list[str], stdin: str, part: str
) -> None:
    refused = empty(*words, by=None, stdin=stdin)
    assert refused.code == 2
    assert part in refused.err
    assert not (empty.folder / "none.db").exists()


def test_on_a_terminal_init_asks_and_the_password_is_not_shown(empty: Terminal) -> None:
    child = pexpect.spawn(sys.executable, ["-m", "ydh", "init"], encoding="utf-8", timeout=30)
    for question, answer in (
        ("company's name", "Mingyuan"),
        ("sign-in name", "boss"),
        ("administrator's name", "Boss"),
        ("password", PASSWORD),
        ("same again", PASSWORD),
    ):
        child.expect(question)
        if answer == PASSWORD:
            child.waitnoecho()
        child.sendline(answer)
    child.expect("ydh login boss")
    child.expect(pexpect.EOF)
    assert PASSWORD not in child.before
    child.close()
    assert child.exitstatus == 0


def test_two_passwords_that_differ_make_nothing(empty: Terminal) -> None:
    child = pexpect.spawn(sys.executable, ["-m", "ydh", *INIT], encoding="utf-8", timeout=30)
    for answer in (PASSWORD, OTHER):
        child.expect("password|same again")
        child.waitnoecho()
        child.sendline(answer)
    child.expect("differ")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 2
    assert not (empty.folder / "none.db").exists()


def test_without_a_company_a_command_says_how_to_make_one(empty: Terminal) -> None:
    refused = empty("product", "list", by=None)
    assert refused.code == 6
    assert "ydh init" in refused.err


# --- in and out ---


def test_a_sign_in_is_kept_for_its_owner_alone_and_forgotten(ydh: Terminal) -> None:
    refused = ydh("login", "boss", "--password-stdin", by=None, stdin="wrong horse battery\n")
    assert (refused.code, token_files(ydh)) == (4, [])
    assert ydh("whoami", by=None).code == 4
    assert ydh("login", "boss", "--password-stdin", by=None, stdin=PASSWORD + "\n").code == 0
    (file,) = token_files(ydh)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert PASSWORD not in file.read_text()
    assert ydh("whoami", by=None).code == 0
    kept = file.read_text()
    assert ydh("logout", by=None).err == "signed out\n"
    assert token_files(ydh) == []
    file.write_text(kept)
    file.chmod(0o600)
    assert ydh("whoami", by=None).code == 4  # what was signed out is over, wherever a copy is


def test_a_sign_in_that_others_can_read_is_refused(ydh: Terminal) -> None:
    ydh("login", "boss", "--password-stdin", by=None, stdin=PASSWORD)
    (file,) = token_files(ydh)
    file.chmod(0o644)
    refused = ydh("whoami", by=None)
    assert refused.code == 2
    assert "chmod 600" in refused.err


def test_a_database_that_others_can_read_is_refused(ydh: Terminal) -> None:
    path = Path(ydh.url.removeprefix("sqlite:///"))
    path.chmod(0o644)
    assert ydh("whoami").code == 2
    path.chmod(0o600)
    assert ydh("whoami").code == 0


def test_who_is_not_signed_in_signs_out_without_an_error(ydh: Terminal) -> None:
    assert ydh("logout", by=None).err == "nobody was signed in\n"


# S21.16
def test_a_customer_sees_itself(ydh: Terminal) -> None:
    (me,) = ydh("whoami", "--json", by="c1").rows
    assert (me["kind"], me["customer"], me["permissions"]) == ("customer", "C1", [])
    (other,) = ydh("whoami", "--json", by="manager").rows
    assert (other["kind"], other["customer"] or "") == ("staff", "")
    assert ydh("customer", "show", "--json", by="c1").rows[0]["code"] == "C1"
    assert ydh("customer", "list", "-q", by="c1").out == "C1\n"


# --- accounts ---


# S21.34, S21.35, S21.8, S21.16
def test_staff_are_added_with_a_password_that_is_shown_once(ydh: Terminal) -> None:
    made = ydh("account", "add", "anna", "Anna", "--role", "order_reviewer", "--role", "finance_reviewer")
    assert made.code == 0
    assert ydh("login", "anna", "--password-stdin", by=None, stdin=made.out).code == 0
    assert made.out.strip() not in ydh("account", "show", "anna").out
    (shown,) = ydh("account", "show", "anna", "--json").rows
    assert set(shown["roles"]) == {"order_reviewer", "finance_reviewer"}
    rights = set(ydh("whoami", "--json", by=None).rows[0]["permissions"])
    assert {"order.review", "order.finance_review"} <= rights
    for words in (("add", "eve", "Eve"), ("roles", "anna", "system_admin"), ("retire", "anna", "--yes")):
        assert ydh("account", *words, by="manager").code in (4, 6)
    assert ydh("account", "list", "--kind", "staff", "-q").out.split() == ["anna", "boss", "manager"]
    assert set(ydh("account", "show", "anna", "--json").rows[0]["roles"]) == {"order_reviewer", "finance_reviewer"}


def test_a_chosen_password_is_not_repeated(ydh: Terminal) -> None:
    made = ydh("account", "add", "anna", "Anna", "--password-stdin", "--json", stdin=OTHER)
    assert json.loads(made.out) == {"login": "anna", "password": None, **DONE}
    assert OTHER not in made.err


def test_an_account_is_changed_retired_and_restored(ydh: Terminal) -> None:
    ydh("account", "add", "anna", "Anna")
    assert ydh("account", "edit", "anna", "--scope", "region", "--region", "north", "--language", "en").code == 0
    assert ydh("account", "roles", "anna", "order_reviewer").err == "anna has the roles: order_reviewer\n"
    (shown,) = ydh("account", "show", "anna", "--json").rows
    assert (shown["scope"], shown["regions"], shown["roles"]) == ("region", ["north"], ["order_reviewer"])
    assert ydh("account", "roles", "anna").code == 2
    assert ydh("account", "roles", "anna", "--yes").code == 0
    assert ydh("account", "retire", "anna").code == 2
    assert ydh("account", "retire", "anna", "--yes").code == 0
    assert ydh("account", "show", "anna", "--json").rows[0]["active"] is False
    assert ydh("account", "restore", "anna").code == 0
    assert ydh("account", "retire", "boss", "--yes").code == 5
    assert ydh("account", "show", "nobody").code == 6


def test_accounts_are_listed_by_kind(ydh: Terminal) -> None:
    assert ydh("account", "list", "-q").out == "boss\nc1\nmanager\n"
    assert ydh("account", "list", "--kind", "customer", "-q").out == "c1\n"
    assert ydh("account", "list", "--kind", "robot").code == 2


def test_duties_name_everybodys_rights(ydh: Terminal) -> None:
    rows = {row["login"]: row for row in ydh("account", "duties", "--json").rows}
    assert set(rows) == {"boss", "manager"}
    assert "staff.manage" in rows["boss"]["permissions"]
    assert ydh("account", "duties", by="c1").code == 4


def test_ones_own_password_is_changed_and_the_sign_in_ends(ydh: Terminal) -> None:
    ydh("login", "boss", "--password-stdin", by=None, stdin=PASSWORD)
    assert ydh("account", "password", "--password-stdin", by=None, stdin=f"wrong one\n{OTHER}\n").code == 4
    changed = ydh("account", "password", "--password-stdin", by=None, stdin=f"{PASSWORD}\n{OTHER}\n")
    assert changed.code == 0
    assert "ydh login boss" in changed.err
    assert ydh("whoami", by=None).code == 4
    assert ydh("login", "boss", "--password-stdin", by=None, stdin=OTHER).code == 0


def test_a_forgotten_password_is_made_anew(ydh: Terminal) -> None:
    assert ydh("account", "reset-password", "manager").code == 2
    made = ydh("account", "reset-password", "manager", "--yes")
    assert ydh("login", "manager", "--password-stdin", by=None, stdin=made.out).code == 0


def test_a_token_lets_a_script_in_until_it_is_revoked(ydh: Terminal) -> None:
    made = ydh("account", "token", "create", "nightly", "--days", "7")
    assert made.out.strip() not in made.err
    ydh.holds("script", made.out.strip())
    assert ydh("whoami", "--json", by="script").rows[0]["login"] == "boss"
    assert "nightly" in ydh("account", "token", "list", "-q").out.split()
    assert ydh("account", "token", "revoke", "nightly").code == 2
    assert ydh("account", "token", "revoke", "nightly", "--yes").code == 0
    assert ydh("whoami", by="script").code == 4
    assert ydh("account", "token", "revoke", "nightly", "--yes").code == 6
    named = ydh("account", "token", "create", "weekly", "--json")
    assert set(json.loads(named.out)) == {"name", "token", *DONE}


# --- customers ---


def test_a_customer_is_added_changed_shown_and_found(ydh: Terminal) -> None:
    ydh("customer", "level", "add", "gold", "Gold")
    words = ["--level", "gold", "--region", "north", "--terms", "monthly", "--contact", "Ms Li", "--phone", "123456"]
    assert ydh("customer", "add", "K7", "Kim", *words, "--address", "Street 1", "--note", "kind").err == "K7 is added\n"
    assert ydh("customer", "edit", "K7", "--name", "Kim & Co", "--note", "").code == 0
    (shown,) = ydh("customer", "show", "K7", "--json").rows
    assert (shown["name"], shown["level"], shown["terms"], shown["note"]) == ("Kim & Co", "gold", "monthly", "")
    assert ydh("customer", "list", "kim", "-q").out == "K7\n"
    assert ydh("customer", "list", "--region", "north", "--level", "gold", "-q").out == "K7\n"
    assert ydh("customer", "add", "K7", "Again").code == 2
    assert ydh("customer", "add", "K8", "Kurt", "--terms", "never").code == 2
    assert ydh("customer", "edit", "K7", "--name", "X", "--seen", "99").code == 5


def test_customers_are_assessed_retired_and_restored(ydh: Terminal) -> None:
    ydh("customer", "add", "K7", "Kim")
    assert ydh("customer", "assess", "K7").err == "K7 is assessed\n"
    assert ydh("customer", "retire", "K7").code == 2
    assert ydh("customer", "retire", "K7", "--yes").code == 0
    assert ydh("customer", "list", "-q").out == "C1\n"
    assert ydh("customer", "list", "--retired", "-q").out == "K7\n"
    assert ydh("customer", "list", "--all", "-q").out == "C1\nK7\n"
    assert ydh("customer", "restore", "K7").code == 0


# S21.8, S21.10
def test_a_customer_gets_one_ordering_account(ydh: Terminal) -> None:
    ydh("customer", "add", "K7", "Kim")
    made = ydh("customer", "account", "K7", "kim")
    assert made.code == 0
    assert ydh("login", "kim", "--password-stdin", by=None, stdin=made.out).code == 0
    assert ydh("whoami", "--json", by=None).rows[0]["permissions"] == []
    assert ydh("account", "roles", "kim", "order_reviewer").code != 0
    assert ydh("customer", "account", "K7", "kim2").code == 5


def test_addresses_are_added_listed_and_removed(ydh: Terminal) -> None:
    assert ydh("customer", "address", "add", "C1", "shed", "Lane 2", "--phone", "1234567").code == 0
    assert ydh("customer", "address", "list", "-q", by="c1").out == "shed\n"
    assert ydh("customer", "address", "remove", "C1", "shed").code == 2
    assert ydh("customer", "address", "remove", "C1", "shed", "--yes").code == 0
    assert ydh("customer", "address", "list", "C1", "--json").rows == []


def test_a_customers_own_codes_are_set_listed_and_removed(ydh: Terminal) -> None:
    assert ydh.admin
    company_data.product(ydh.admin, "TEA")
    assert ydh("customer", "own-code", "set", "C1", "MY-1", "TEA").err == "MY-1 means TEA\n"
    assert ydh("customer", "own-code", "list", "C1", "--json").rows[0]["code"] == "TEA"
    assert ydh("product", "show", "MY-1", "--customer", "C1", "--json").rows[0]["code"] == "TEA"
    assert ydh("customer", "own-code", "remove", "C1", "MY-1").code == 2
    assert ydh("customer", "own-code", "remove", "C1", "MY-1", "--yes").code == 0
    assert ydh("customer", "own-code", "remove", "C1", "MY-1", "--yes").code == 6


def test_levels_and_owners_are_listed(ydh: Terminal) -> None:
    assert ydh("customer", "level", "add", "gold", "Gold").code == 0
    assert ydh("customer", "level", "list", "-q").out == "gold\n"
    assert ydh("customer", "owner", "set", "C1", "manager").err == "C1 belongs to: manager\n"
    assert ydh("customer", "owner", "list", "C1", "-q").out == "manager\n"
    assert ydh("customer", "owner", "set", "C1").code == 0
    assert ydh("customer", "owner", "list", "C1", "-q").out == ""
