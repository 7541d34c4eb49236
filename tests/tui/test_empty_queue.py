"""A queue in which nothing waits says so as good news, what is to come, and where else work waits."""

from tests.kit.company import staff
from tests.kit.desk import screens
from tests.kit.orders import Crew
from ydh.tui.front.queue import queue_screen


async def test_an_empty_queue_says_what_comes_and_enter_goes_where_work_waits(crew: Crew) -> None:
    both = staff(crew.admin, "both", "order_reviewer", "finance_reviewer")
    crew.place(2)
    crew.place(3)
    async with screens(both) as desk:
        await desk.open(queue_screen("order", "finance"))
        assert "✓ 都办完了" in desk.grid()[1]
        said = [line.strip() for line in desk.part("#grid")]
        assert "现在没有等财务审核的单据" in said
        assert "前一步 订单审核  2 单" in said
        assert "Enter  订单审核  2 单" in said
        await desk.press("slash", "x", "enter")
        assert "现在没有等" not in desk.text()  # what was looked for is not there: that is no good news
        await desk.press("escape", "enter")
        assert "待订单审核" in desk.grid()[0]
        await desk.press("asterisk", "a", "enter")
        await desk.press("escape", "escape")
        assert desk.grid()[1].split()[:4] == ["✓", "都办完了", "今天通过", "2"]
