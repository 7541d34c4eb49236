"""The first screen: who is there, and what when there is no company yet."""

from pathlib import Path

from tests.company import PASSWORD
from tests.e2e.shop import Shop
from tests.e2e.terminal import Seat


def sign_in(seat: Seat, login: str, password: str) -> None:
    """Answer who it is."""
    seat.type(login)
    seat.press("enter")
    seat.type(password)
    seat.press("enter")


def test_a_wrong_password_is_refused_with_words_and_the_right_one_opens_the_screens(shop: Shop) -> None:
    shop.set_password("zhaoliu", PASSWORD)
    seat = shop.seat(None)
    seat.wait_for("登录", "账号", "密码")
    sign_in(seat, "zhaoliu", "not this one")
    seat.wait_for("不对")
    assert "not this one" not in seat.text()
    seat.press("tab")
    seat.drain()
