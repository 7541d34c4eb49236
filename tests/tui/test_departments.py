"""One order goes from department to department: each has it in its own queue, with what the others wrote."""

from tests.kit.desk import screens
from tests.kit.orders import STEPS, Crew
from ydh.core.workflow import queues
from ydh.tui.front.queue import queue_screen


# S08.3, S20.19
async def test_each_department_finds_the_order_in_its_queue_and_reads_what_the_others_wrote(crew: Crew) -> None:
    # S03.6, S04.13, S04.15, S04.18, S04.19, S07.23
    number = crew.place()
    said: list[str] = []
    for at, step in enumerate(STEPS[:-1]):
        waiting = {other: len(queues.queue(crew.admin, "order", other).rows) for other in STEPS}
        assert waiting == dict.fromkeys(STEPS, 0) | {step: 1}
        async with screens(crew.at(step)) as desk:
            await desk.open(queue_screen("order", step))
            await desk.press("enter")
            assert [text for text in said if text not in desk.text()] == []
            said.append(f"第{at + 1}站: 周五前要到")
            await desk.press("n")
            await desk.answer(text=said[-1])
            assert said[-1] in desk.text()
            await desk.press("escape", "a")
            if step == "ship":
                await desk.answer(carrier="SF", tracking="SF1")
            assert desk.rows == []
        assert crew.step(number) == STEPS[at + 1]
    assert [note.text for note in crew.show(number).notes] == said
