"""What is scanned into a list leads to its document or its row, and never does what its letters do as keys."""

from tests.kit.company import product
from tests.kit.desk import screens
from tests.kit.orders import Crew
from ydh.core.administration.settings import change_setting
from ydh.core.shipping import pick_looking
from ydh.tui.front.queue import queue_screen
from ydh.tui.orders.order import OrderScreen
from ydh.tui.shipping.pick import PickScreen


async def test_a_scanned_number_opens_its_document_and_not_the_one_under_the_cursor(crew: Crew) -> None:
    first, second, third = (crew.place() for _ in range(3))
    product(crew.admin, "X1-9")
    before = [crew.trail(number) for number in (first, second, third)]
    async with screens(crew.order_reviewer, lang="en") as desk:
        await desk.open(queue_screen("order", "review"))
        await desk.scan(third)
        assert (type(desk.page), desk.page.number) == (OrderScreen, third)
        await desk.scan(second.lower())
        assert desk.page.number == second
        await desk.scan(second)  # where one is already
        await desk.press("escape", "escape")
        assert desk.here == third
        for code in ("X1-9", "a1", "h12", "6901234567892", "DH-O-20200101-999999", "Xyz0"):
            await desk.scan(code)
            assert desk.app.history[-1][2], "it rings"
            assert code in desk.said
            assert (desk.screen, desk.here) == (desk.page, third)
        await desk.press(*third[:8])
        assert f"code  {third[:8]}_" in desk.text()
        await desk.press("escape", "a")
        assert desk.rows == [first, second]
    assert [crew.trail(number) for number in (first, second)] == before[:2]
    assert crew.step(third) == "finance"


async def test_a_number_of_another_list_leads_there(crew: Crew) -> None:
    number = crew.at_step("ship")
    async with screens(crew.outbound_reviewer) as desk:
        for place in ("all returns", "stock"):
            await desk.open(place)
            await desk.scan(crew.show(number).shipments[0].number)
            assert isinstance(desk.page, OrderScreen)
            await desk.press("escape")


async def test_a_scanned_shipment_is_the_one_that_is_picked(crew: Crew) -> None:
    change_setting(crew.admin, "pick", "pick")
    first, second = (crew.show(crew.at_step("ship")).shipments[0].number for _ in range(2))
    async with screens(crew.outbound_reviewer) as desk:
        await desk.open("picking")
        assert desk.here == first
        await desk.scan(second)
        assert (type(desk.page), desk.page.number) == (PickScreen, second)
        await desk.press("escape")
        assert desk.here == second
        await desk.scan(second[:-6] + "777777")
        assert "777777" in desk.said
        assert desk.rows == [first, second]
    states = {row.number: row.state for row in pick_looking.queue(crew.outbound_reviewer).rows}
    assert states == {first: "to_pick", second: "picking"}


async def test_any_code_of_an_item_puts_the_cursor_on_its_row(crew: Crew) -> None:
    for at in range(250):
        product(crew.admin, f"Z{at:03}")
    product(crew.admin, "ZZ9", barcode="6901234567892")
    async with screens(crew.business_manager) as desk:
        await desk.open("products")
        assert "ZZ9" not in desk.rows
        await desk.scan("6901234567892")
        assert desk.here == "ZZ9"
        await desk.scan("Z002")
        assert desk.here == "Z002"
        await desk.press("up")
        assert desk.here == "Z001"
    async with screens(crew.buyer) as desk:
        await desk.scan("Z003")
        assert desk.here == "Z003"
        assert desk.page.cart.lines == ()
