"""The first screen: who is there, and what when there is no company yet."""

from pathlib import Path

from tests.kit.company import PASSWORD
from tests.kit.seat import Seat
from tests.kit.shared_shop import REVIEWER, Shop


def answer(seat: Seat, *answers: str) -> None:
    """Fill in a form, field by field."""
    for text in answers:
        seat.type(text)
        seat.press("enter")


def past_the_guide(seat: Seat) -> None:
    """Leave what opens by itself at the first entry. S21.38"""
    seat.wait_until(lambda: "怎样开始" in seat.text() or "我的队列" in seat.text(), "the first screen")
    if "怎样开始" in seat.text():
        seat.press("esc")


def test_a_wrong_password_is_refused_with_words_and_the_right_one_opens_the_screens(shop: Shop) -> None:
    # S04.4
    password = shop.new_password(REVIEWER)
    seat = shop.seat(None)
    seat.wait_for("账号", "密码")
    answer(seat, REVIEWER, "not this one")
    seat.wait_for("不")
    assert "not this one" not in seat.text()
    seat.press("esc")
    seat.wait_until_gone("密码")
    seat.press("enter")
    seat.wait_for("密码")
    answer(seat, REVIEWER, password)
    past_the_guide(seat)
    seat.wait_for("赵六", "我的队列")
    assert password.encode() not in seat.raw


def test_who_signs_out_is_asked_who_is_there(shop: Shop) -> None:
    seat = shop.seat(None)
    seat.wait_for("账号")
    answer(seat, REVIEWER, shop.new_password(REVIEWER))
    past_the_guide(seat)
    seat.wait_for("我的队列")
    seat.press(":")
    seat.type("退出登录")
    seat.drain()
    seat.press("enter")
    seat.wait_for("账号", "密码")


def test_a_person_without_a_company_makes_one(shop: Shop, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new' / 'mine.db'}"
    seat = shop.seat(None, YDH_DATABASE=url)
    seat.wait_for("这里还没有公司")
    assert not (tmp_path / "new").exists()
    seat.press("n")
    seat.wait_for("密码")
    answer(seat, "西湖茶行", "laoban", "王老板", PASSWORD)
    seat.wait_for("西湖茶行", "王老板")


def test_a_person_without_a_company_looks_around_in_a_practice_company(shop: Shop, tmp_path: Path) -> None:
    # S02.11
    seat = shop.seat(None, lang="en", YDH_DATABASE=f"sqlite:///{tmp_path / 'practice.db'}")
    seat.wait_for("There is no company here yet", "practice company")
    seat.press("L")
    seat.wait_for("这里还没有公司")
    seat.press("p")
    seat.wait_for("练习）")
