"""What others do shows by itself, moves neither cursor nor marks, and costs nothing while nobody does anything."""

import threading
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.kit.company import staff
from tests.kit.desk import Desk, both, screens
from tests.kit.orders import Crew, approve, done
from ydh.core.administration import accounts, signin
from ydh.core.company.actors import Actor
from ydh.core.company.company import Company
from ydh.core.values.errors import NotSignedIn
from ydh.core.values.outcomes import Done
from ydh.tui.front.queue import queue_screen
from ydh.tui.lists.form import Form
from ydh.tui.orders.order import order_screen
from ydh.tui.paint import shown

SOON = 0.02  # seconds between two looks, a second outside of tests


async def queue(desk: Desk, step: str = "review") -> None:
    await desk.open(queue_screen("order", step))


@both
async def test_what_another_person_does_shows_and_moves_neither_cursor_nor_marks(crew: Crew) -> None:
    numbers = [crew.place() for _ in range(6)]
    other = staff(crew.admin, "zhou", "order_reviewer")
    async with screens(crew.order_reviewer, probe=SOON) as desk:
        await queue(desk)
        await desk.press("j", "j", "space", "j")
        assert (desk.here, desk.marked) == (numbers[4], [numbers[2]])
        line = next(y for y, row in enumerate(desk.grid()) if row.startswith(">"))
        done(approve(other, numbers[0], "review"))
        done(approve(other, numbers[1], "review"))
        await desk.until(lambda: desk.rows == numbers[2:])
        assert (desk.here, desk.marked) == (numbers[4], [numbers[2]])
        await desk.until(lambda: "4 单" in desk.text())
        new = crew.place()
        await desk.until(lambda: desk.rows == [*numbers[2:], new])
        assert (desk.here, desk.marked) == (numbers[4], [numbers[2]])
        assert line >= next(y for y, row in enumerate(desk.grid()) if row.startswith(">"))


async def test_the_row_under_the_cursor_that_another_person_passes_gives_way_to_the_next(crew: Crew) -> None:
    first, second, third = (crew.place() for _ in range(3))
    async with screens(crew.order_reviewer, probe=SOON) as desk:
        await queue(desk)
        await desk.press("j")
        done(approve(staff(crew.admin, "zhou", "order_reviewer"), second, "review"))
        await desk.until(lambda: desk.rows == [first, third])
        assert desk.here == third
        await desk.until(lambda: desk.part("#rule") == [f" {third}"])


async def test_an_open_order_shows_what_happens_to_it(crew: Crew) -> None:
    number = crew.place()
    async with screens(crew.order_reviewer, probe=SOON) as desk:
        await desk.open(order_screen(number))
        assert "通过" in desk.footer
        done(approve(staff(crew.admin, "zhou", "order_reviewer"), number, "review"))
        await desk.until(lambda: "zhou" in desk.text())
        await desk.until(lambda: "通过" not in desk.footer)


async def test_the_counts_of_the_first_screen_follow(crew: Crew) -> None:
    async with screens(crew.order_reviewer, probe=SOON) as desk:
        assert "暂无" in desk.text() or "没有" in desk.text()
        number = crew.place()
        await desk.until(lambda: "接下来：订单审核   1 单" in desk.text())
        done(approve(staff(crew.admin, "zhou", "order_reviewer"), number, "review"))
        await desk.until(lambda: "订单审核，1 单" not in desk.text())


async def test_a_form_that_is_open_stays_while_others_work(crew: Crew) -> None:
    number = crew.place()
    async with screens(crew.order_reviewer, probe=SOON) as desk:
        await queue(desk)
        await desk.press("r")
        await desk.fill("reason", "地址")
        other = crew.place()
        await desk.until(lambda: other in desk.rows)
        assert isinstance(desk.screen, Form)
        assert desk.screen.answers() == {"reason": "地址"}
        await desk.press("ctrl+s")
        assert crew.step(number) == "draft"


async def test_many_changes_in_a_row_end_with_the_last_state(crew: Crew) -> None:
    numbers = [crew.place() for _ in range(12)]
    other = staff(crew.admin, "zhou", "order_reviewer")

    def work() -> None:
        for number in numbers[:-1]:
            assert isinstance(approve(other, number, "review"), Done)
        other.company.close()

    async with screens(crew.order_reviewer, probe=SOON) as desk:
        await queue(desk)
        await desk.press("G", "space")
        busy = threading.Thread(target=work)
        busy.start()
        await desk.until(lambda: desk.rows == numbers[-1:])
        busy.join()
        assert desk.marked == numbers[-1:]
        await desk.until(lambda: "1 单" in desk.text())


# --- rights ---


@both
async def test_a_right_that_is_taken_away_works_on_the_open_session(crew: Crew) -> None:
    number = crew.place()
    async with screens(crew.order_reviewer, probe=SOON) as desk:
        await queue(desk)
        assert "通过" in desk.footer
        accounts.set_roles(crew.admin, "order_reviewer", ["shipping_clerk"])
        await desk.until(lambda: "通过" not in desk.footer)
        await desk.press("a")
        assert crew.step(number) == "review"


async def test_a_right_that_is_taken_away_is_refused_before_the_screen_has_noticed(crew: Crew) -> None:
    number = crew.place()
    async with screens(crew.order_reviewer) as desk:
        await queue(desk)
        accounts.set_roles(crew.admin, "order_reviewer", ["shipping_clerk"])
        await desk.press("a")
        assert crew.step(number) == "review"
        assert "权" in desk.said


async def test_a_new_right_shows_without_signing_in_again(crew: Crew) -> None:
    crew.place()
    async with screens(crew.shipping_clerk, probe=SOON) as desk:
        await queue(desk)
        assert "通过" not in desk.footer
        accounts.set_roles(crew.admin, "shipping_clerk", ["shipping_clerk", "order_reviewer"])
        await desk.until(lambda: "通过" in desk.footer)


@pytest.mark.parametrize("with_form", [False, True])
async def test_an_account_that_is_retired_is_back_at_the_sign_in_with_the_reason(crew: Crew, with_form: bool) -> None:
    crew.place()
    async with screens(crew.order_reviewer, probe=SOON) as desk:
        await queue(desk)
        if with_form:
            await desk.press("r")
        accounts.retire(crew.admin, "order_reviewer")
        await desk.until(lambda: "未启用" in desk.said)
        await desk.until(lambda: desk.app.me is None and isinstance(desk.screen, Form))
        await desk.rest()
        assert "该账号未启用" in desk.text()
        assert "客户C1" not in desk.text()
        await desk.fill("login", "order_reviewer")
        await desk.fill("password", "correct horse battery")
        await desk.press("ctrl+s")
        assert desk.app.me is None


def signed_in(crew: Crew) -> tuple[Actor, str]:
    """The order reviewer by a sign-in of his own, with its token."""
    password = accounts.reset_password(crew.admin, "order_reviewer").password
    token = signin.login(crew.admin.company, "order_reviewer", password)
    return signin.actor_of_token(crew.admin.company, token), token


@both
@pytest.mark.parametrize("keys", [["a"], ["j"], ["n", ""], ["*", "a"], ["enter"]], ids="-".join)
async def test_a_sign_in_that_was_ended_elsewhere_ends_its_screen_at_the_next_key(crew: Crew, keys: list[str]) -> None:
    # S06.7
    number = crew.place()
    crew.place()
    me, token = signed_in(crew)
    async with screens(me) as desk:
        await queue(desk)
        *before, last = keys
        await desk.press(*before)
        signin.logout(crew.admin.company, token)
        await (desk.press(last) if last else desk.answer(text="看看"))
        assert desk.app.me is None
        assert isinstance(desk.screen, Form)
        assert "登录已结束" in desk.text()
        assert number not in desk.text()
    assert crew.step(number) == "review"


async def test_a_screen_whose_sign_in_was_ended_elsewhere_goes_by_itself(crew: Crew) -> None:
    crew.place()
    me, token = signed_in(crew)
    async with screens(me, probe=SOON) as desk:
        await queue(desk)
        signin.logout(crew.admin.company, token)
        await desk.until(lambda: desk.app.me is None and "客户C1" not in desk.text())


async def test_who_changes_the_password_goes_on_and_other_sign_ins_end(crew: Crew) -> None:
    me, _ = signed_in(crew)
    password = accounts.reset_password(crew.admin, "order_reviewer").password
    mine, other = (
        signin.actor_of_token(me.company, signin.login(me.company, "order_reviewer", password)) for _ in range(2)
    )
    async with screens(mine) as desk:
        await desk.open("my account")
        await desk.press("N")
        await desk.answer(old=password, new="a much longer secret", again="a much longer secret")
        assert desk.app.me is not None
    with pytest.raises(NotSignedIn):
        signin.whoami(other)


# --- silence ---


async def test_nothing_is_painted_while_nothing_changes(crew: Crew, monkeypatch: pytest.MonkeyPatch) -> None:
    crew.place()
    noon, looks = datetime.now(UTC), 0
    monkeypatch.setattr(shown, "now", lambda: noon)
    real = Company.version

    def counted(company: Company) -> int:
        nonlocal looks
        looks += 1
        return real(company)

    monkeypatch.setattr(Company, "version", counted)
    async with screens(crew.order_reviewer, probe=SOON) as desk:
        await queue(desk)
        painted: list[Any] = []
        display = desk.app._display

        def spy(screen: Any, renderable: Any) -> None:
            if renderable is not None:
                painted.append(renderable)
            display(screen, renderable)

        monkeypatch.setattr(desk.app, "_display", spy)
        start = looks
        await desk.until(lambda: looks > start + 10)
        assert painted == []
        before = looks
        done(approve(crew.order_reviewer, crew.place(), "review"))  # comes and goes
        await desk.until(lambda: looks > before + 10)
        await desk.rest()
        assert len(painted) <= 4
