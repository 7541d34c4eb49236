"""140 columns are a layout of their own: what decides stands beside the document, what is usual under its details."""

from tests.kit.desk import LARGE, SMALL, screens
from tests.kit.orders import Crew


async def test_a_wide_order_has_its_history_who_can_do_what_and_its_customer_beside_it(crew: Crew) -> None:
    number = crew.place(2)
    crew.place(5)
    async with screens(crew.order_reviewer, size=LARGE) as desk:
        await desk.press("1")
        assert "这个客户，近 13 周每周" in "\n".join(desk.part("#pane"))
        await desk.press("enter")
        assert desk.page.number == number
        aside, document = "\n".join(desk.part("#aside")), "\n".join(desk.part("#document"))
        assert ["经过" in aside, "现在可以做什么" in aside, "这个客户" in aside] == [True] * 3
        assert "订单      2" in aside
        assert "经过" not in document
        await desk.pilot.resize_terminal(*SMALL)
        await desk.rest()
        assert "经过" in "\n".join(desk.part("#document"))
        assert "这个客户" not in desk.text()
