"""After something was made the cursor is on it, wherever in the list it stands."""

from tests.kit.company import customer, product
from tests.kit.desk import screens
from tests.kit.orders import Crew
from ydh.core.returns import looking


async def test_the_cursor_goes_to_what_was_just_made(crew: Crew) -> None:
    for at in range(70):
        product(crew.admin, f"A{at:02}", stock=None)
    customer(crew.admin, "C2")
    async with screens(crew.business_manager) as desk:
        await desk.open("products")
        await desk.press("a")
        await desk.answer(code="m9", name="毛尖", price="12")
        assert desk.here == "m9"
        await desk.press("f")
        await desk.answer(category="茶")
        await desk.press("a")  # what is made is seen, though the list is narrowed to other things
        await desk.answer(code="B1", name="白茶", price="12")
        assert (desk.here, desk.page.filtered_by()) == ("B1", "")
        await desk.press("a")  # without a price nobody can order it yet: the list leaves that out by itself
        await desk.answer(code="B0", name="新茶")
        assert (desk.here, desk.page.filtered_by()) == ("B0", "上架：在售和已停用")
        await desk.press("V")
        await desk.answer(code="B2", attributes="颜色=红", price="9")
        assert desk.here == "B2"
        await desk.open("customers")
        await desk.press("a")
        await desk.answer(code="C1B", name="中间", region="浙江")
        assert desk.here == "C1B"
        await desk.open("suppliers")
        for code in ("S2", "S1", "S3"):
            await desk.press("a")
            await desk.answer(code=code, name=f"茶厂{code}")
            assert desk.here == code
        await desk.open("all returns")
        await desk.press("a")
        await desk.answer(customer="C1", lines="T1 1 5", reason="damaged", kind="refund_only")
        assert [desk.here] == [row.number for row in looking.list_returns(crew.admin)]


async def test_the_cursor_goes_to_a_stocktake_an_account_and_a_role_that_were_made(crew: Crew) -> None:
    async with screens(crew.outbound_reviewer) as desk:
        await desk.open("stocktakes")
        for nth in range(1, 3):
            await desk.press("a")
            await desk.answer()
            await desk.press("enter")
            assert desk.here.endswith(f"{nth:06d}")
    async with screens(crew.admin) as desk:
        await desk.open("staff accounts")
        await desk.press("a")
        await desk.answer(login="lin", name="小林", roles="shipping_clerk")
        await desk.press("escape")
        assert desk.here == "lin"
        await desk.open("roles and rights")
        await desk.press("a")
        await desk.answer(code="night", name="夜班", like="shipping_clerk")
        assert desk.page.matrix.role.code == "night"
