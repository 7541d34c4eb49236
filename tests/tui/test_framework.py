"""One list, one form, one pane."""
import pytest
from tests.orders import Crew, make_crew
from tests.tui.desk import screens
from ydh.core.actors import Actor
from ydh.tui.screens.queue import queue_screen

@pytest.fixture
def crew(company: Actor) -> Crew:
    return make_crew(company)

async def test_try(crew: Crew) -> None:
    numbers = [crew.place() for _ in range(3)]
    async with screens(crew.order_reviewer) as desk:
        print(desk.text())
        await desk.press("1")
        print(desk.text())
        await desk.press("j","space","question_mark")
        print(desk.text())
        await desk.press("escape","r")
        print(desk.text())
        await desk.answer(reason="错了")
        print(desk.text())
        assert desk.rows == 1
