"""Who is at the terminal: whoever names a sign-in, a file or a customer is taken at his word, or refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit.shop_floor import ShopFloor, open_shop_floor
from ydh.core.administration import accounts


@pytest.fixture
def ydh(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[ShopFloor]:
    there = open_shop_floor(tmp_path, capsys, monkeypatch)
    yield there
    there.close()


def system_user() -> str:
    import os
    import pwd

    return pwd.getpwuid(os.getuid()).pw_name


@pytest.mark.parametrize("token", ["", " ", "nonsense", "\udcff"])
def test_a_bad_token_is_said_to_be_bad_and_is_never_another_identity(ydh: ShopFloor, token: str) -> None:  # S06.13
    assert ydh.admin
    accounts.edit(ydh.admin, "boss", os_user=system_user())
    assert ydh("whoami", by=None).code == 0
    ydh.holds("bad", token)
    for words in (["whoami"], ["order", "list"], ["setting", "set", "pick", "on"]):
        said = ydh(*words, by="bad")
        assert (said.code, said.out) == (4, "")
        assert "is no live sign-in" in said.err


def test_an_empty_file_of_a_sign_in_is_nobody(ydh: ShopFloor) -> None:
    assert ydh.admin
    accounts.edit(ydh.admin, "boss", os_user=system_user())
    assert ydh("login", "boss", "--password-stdin", by=None, stdin="correct horse battery\n").code == 0
    (kept,) = ydh.folder.rglob("token-*")
    kept.write_text("")
    assert ydh("whoami", by=None).code == 4


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('databse = "x.db"', "there is no databse; known are: database, theme"),
        ('database = "x.db"\ncolour = "red"', "there is no colour"),
        ("theme = 3", "theme must be a text"),
        ("[database]\nurl = 3", "database must be a text"),
    ],
)
def test_what_a_config_file_may_not_say_is_named(
    ydh: ShopFloor, monkeypatch: pytest.MonkeyPatch, text: str, why: str
) -> None:
    monkeypatch.delenv("YDH_DATABASE")
    path = ydh.folder / "config" / "ydh" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text)
    for words in (["whoami"], ["db", "status"], ["demo", "--keep"]):
        said = ydh(*words)
        assert (said.code, said.out) == (2, "")
        assert str(path) in said.err
        assert why in said.err


def test_a_customer_that_names_another_is_refused_and_not_served_as_itself(ydh: ShopFloor) -> None:  # S15.3
    number = ydh.place()
    for words in (
        ["order", "create", "--line", "T1=1"],
        ["cart", "show"],
        ["cart", "add", "T1=1"],
        ["cart", "repeat", number],
        ["return", "create", number, "--line", "1=1", "--reason", "damaged"],
    ):
        said = ydh(*words, "--customer", "C2", by="c1")
        assert (said.code, said.out) == (6, ""), words
        assert "there is no customer C2" in said.err, words
    assert ydh("cart", "add", "T1=1", "--customer", "c1", by="c1").code == 0
    assert ydh("order", "list", "--customer", "C1", "-q", by="c1").out.split() == [number]


def test_staff_who_name_an_order_and_another_customer_are_told(ydh: ShopFloor) -> None:
    number = ydh.place()
    words = ["return", "create", number, "--line", "1=1", "--reason", "damaged", "--customer", "C2"]
    said = ydh(*words, by="manager")
    assert said.code == 2
    assert f"{number} is not an order of C2" in said.err
