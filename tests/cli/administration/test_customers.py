"""Customers and what belongs to them by command."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit.terminal import Terminal


@pytest.fixture
def ydh(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    there = Terminal(tmp_path, capsys, monkeypatch)
    there.open_company()
    there.staff("manager", "business_manager")
    there.customer("C1")
    there.customer("C2")
    yield there
    there.close()


def test_an_edit_of_nothing_says_what_could_be_changed(ydh: Terminal) -> None:
    refused = ydh("customer", "edit", "C1", by="manager")
    assert (refused.code, "--region" in refused.err, "--note" in refused.err) == (2, True, True)
    assert ydh("customer", "show", "C1", "--json", by="manager").rows[0]["version"] == 1


def test_several_customers_get_a_level_at_once_and_an_empty_one_takes_it_away(ydh: Terminal) -> None:
    ydh("customer", "level", "add", "gold", "Gold", by="manager")
    assert ydh("customer", "set-level", "C1", "C2", "--level", "gold", "--yes", by="manager").code == 0
    levels = [ydh("customer", "show", code, "--json", by="manager").rows[0]["level"] for code in ("C1", "C2")]
    assert levels == ["gold", "gold"]
    ydh("customer", "set-level", "C1", "--level", "", by="manager")
    assert ydh("customer", "show", "C1", "--json", by="manager").rows[0]["level"] == ""


def test_one_customer_as_json_has_its_staff_and_addresses_and_truths_are_no_words(ydh: Terminal) -> None:
    ydh("customer", "owner", "set", "C1", "manager")
    ydh("customer", "address", "add", "C1", "Shop", "1 Dragon Well Road", "--phone", "139", by="manager")
    shown = ydh("customer", "show", "C1", "--json", by="manager").rows[0]
    assert (shown["active"], shown["staff"]["owners"]) == (True, ["manager"])
    assert shown["addresses"] == [{"label": "Shop", "contact": "", "phone": "139", "address": "1 Dragon Well Road"}]
    assert ydh("customer", "address", "show", "C1", "shop", "--json", by="manager").rows[0]["phone"] == "139"
    assert ydh("customer", "show", "--json", by="c1").rows[0]["staff"]["owners"] is None


def test_a_password_is_reset_for_the_customer_by_its_code(ydh: Terminal) -> None:
    ydh("customer", "add", "C3", "Third", by="manager")
    refused = ydh("customer", "reset-password", "C3", "--yes", by="manager")
    assert (refused.code, "ydh customer account C3" in refused.err) == (6, True)
    made = ydh("customer", "reset-password", "C1", "--yes", "--json", by="manager").rows[0]
    assert (made["login"], len(made["password"]) >= 12) == ("c1", True)
