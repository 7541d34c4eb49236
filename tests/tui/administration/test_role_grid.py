"""The grid of 27 permissions by roles: built-in columns stay, others are changed after it is seen what that does."""

from tests.kit.company import staff
from tests.kit.desk import LARGE, SMALL, Desk, screens
from tests.kit.orders import Crew
from ydh.core.administration import roles
from ydh.core.company.actors import Actor
from ydh.core.rules.permissions import ROLES, P
from ydh.tui.administration.role_matrix import RoleMatrix
from ydh.tui.lists.form import Form


def matrix(desk: Desk) -> RoleMatrix:
    found: RoleMatrix = desk.page.matrix
    return found


async def to_role(desk: Desk, code: str) -> None:
    """The cursor to the column of a role."""
    codes = [role.code for role in matrix(desk).roles]
    step = codes.index(code) - matrix(desk).column
    await desk.press(*(["right"] if step > 0 else ["left"]) * abs(step))


async def to_permission(desk: Desk, permission: P) -> None:
    """The cursor to the row of a permission."""
    step = list(P).index(permission) - matrix(desk).row
    await desk.press(*(["j"] if step > 0 else ["k"]) * abs(step))


# S21.33
async def test_all_27_permissions_of_the_built_in_roles_are_there(company: Actor) -> None:
    for size in (SMALL, LARGE):
        async with screens(company, size=size) as desk:
            await desk.open("roles and rights")
            seen = {}
            for permission in P:
                await to_permission(desk, permission)
                row = next(line for line in desk.part("#matrix") if line.startswith("> "))
                signs = [word.strip("[]") for word in row.split() if word.strip("[]") in ("✓", "-")]
                seen[permission] = [sign == "✓" for sign in signs]
            assert seen == {p: [p in ROLES[role] for role in ROLES] for p in P}


async def test_the_line_below_says_who_has_the_right(crew: Crew) -> None:
    async with screens(crew.system_admin) as desk:
        await desk.open("roles and rights")
        await to_permission(desk, P.ORDER_SHIP)
        assert "发货确认（order.ship）" in desk.text()
        assert "1 人可以：shipping_clerk" in desk.text()


async def test_roles_have_their_whole_names_and_what_a_right_decides_is_said_below(company: Actor) -> None:
    roles.add(company, "night", "夜班", ["order.ship", "order.create", "order.review"])
    staff(company, "wang", "night")
    async with screens(company) as desk:
        await desk.open("roles and rights")
        heads = desk.part("#matrix")[:3]
        assert heads[0].split()[:6] == ["系统", "业务", "订单", "财务", "出库", "发货"]
        assert heads[1].split()[:6] == ["管理员", "负责人", "审核员", "审核员", "审核员", "确认员"]
        assert heads[2].split() == ["在岗", "1", "0", "0", "0", "0", "0", "1"]
        assert desk.part("#matrix")[3] == " 查看与录入"
        await to_role(desk, "night")
        await to_permission(desk, P.ORDER_SHIP)
        assert "拿掉之后，wang 不能办" in desk.text()
        assert "1 人既能录单又能审核：wang" in desk.text()
        await to_permission(desk, P.ORDER_VOID)
        assert "加上之后，wang 也能办" in desk.text()


async def test_a_built_in_role_stays_as_it_is_and_trying_says_so(company: Actor) -> None:
    async with screens(company) as desk:
        await desk.open("roles and rights")
        for key in ("space", "E", "X"):
            await desk.press(key)
            assert desk.screen is desk.page
            assert "系统管理员" in desk.said
    assert set(roles.show(company, "system_admin").permissions) == {p.value for p in ROLES["system_admin"]}


async def test_what_a_change_does_is_shown_and_then_it_is_done_and_taken_back(company: Actor) -> None:
    roles.add(company, "night", "夜班", ["order.view"])
    staff(company, "wang", "night")
    async with screens(company) as desk:
        await desk.open("roles and rights")
        await to_role(desk, "night")
        await to_permission(desk, P.ORDER_SHIP)
        await desk.press("space")
        assert "1 人将得到：wang" in desk.text()
        assert roles.show(company, "night").permissions == ("order.view",)
        await desk.press("escape")
        assert roles.show(company, "night").permissions == ("order.view",)
        await desk.press("space", "enter")
        assert roles.show(company, "night").permissions == ("order.ship", "order.view")
        assert "[✓]" in desk.text()
        await desk.press("space")
        assert "1 人将失去：wang" in desk.text()
        await desk.press("escape", "z")
        assert "[-]" in desk.text()
    assert roles.show(company, "night").permissions == ("order.view",)


async def test_rights_that_no_other_role_may_hold_are_refused_before_it_is_asked(company: Actor) -> None:
    roles.add(company, "night", "夜班", ["order.view"])
    async with screens(company) as desk:
        await desk.open("roles and rights")
        await to_role(desk, "night")
        await to_permission(desk, P.STAFF_MANAGE)
        await desk.press("space")
        assert desk.screen is desk.page
        assert "staff.manage" in desk.said


async def test_roles_are_added_renamed_and_removed(company: Actor) -> None:
    async with screens(company) as desk:
        await desk.open("roles and rights")
        await desk.press("a")
        await desk.answer(code="night", name="夜班", like="shipping_clerk")
        assert set(roles.show(company, "night").permissions) == {"order.view", "order.ship"}
        await to_role(desk, "night")
        await desk.press("E")
        await desk.answer(name="夜间发货")
        assert "夜间发货" in desk.text()
        await desk.press("q")
        await desk.answer(code="auditor")
        assert "审计员" in desk.text()
        await desk.press("X", "enter")  # the cursor is on what was just added
    assert [role.code for role in roles.list_roles(company) if not role.builtin] == ["night"]


async def test_a_role_that_somebody_holds_is_not_removed(company: Actor) -> None:
    roles.add(company, "night", "夜班", ["order.view"])
    staff(company, "wang", "night")
    async with screens(company) as desk:
        await desk.open("roles and rights")
        await to_role(desk, "night")
        await desk.press("X", "enter")
        assert isinstance(desk.screen, Form)
    assert roles.show(company, "night").holders == 1


async def test_many_roles_of_ones_own_are_reached_by_going_right(company: Actor) -> None:
    for n in range(9):
        roles.add(company, f"team_{n}", f"第{n}小组", ["order.view"])
    async with screens(company) as desk:
        await desk.open("roles and rights")
        for role in roles.list_roles(company):
            await to_role(desk, role.code)
            row = next(line for line in desk.part("#matrix") if line.startswith("> "))
            assert "[✓]" in row


async def test_a_change_by_another_shows_without_moving_the_cursor(company: Actor) -> None:
    roles.add(company, "night", "夜班", ["order.view"])
    async with screens(company, probe=0.02) as desk:
        await desk.open("roles and rights")
        await to_role(desk, "night")
        await to_permission(desk, P.ORDER_SHIP)
        assert "[-]" in desk.text()
        roles.add(company, "day", "日班", ["order.view"])
        roles.grant(company, "night", ["order.ship"])
        await desk.until(lambda: "[✓]" in desk.text() and "日班" in desk.text())
        assert (matrix(desk).role.code, matrix(desk).permission) == ("night", P.ORDER_SHIP)  # type: ignore[union-attr]


async def test_who_only_audits_looks_and_changes_nothing(crew: Crew) -> None:
    roles.add(crew.admin, "night", "夜班", ["order.view"])
    async with screens(crew.business_manager) as desk:
        await desk.open("roles and rights")
        await to_role(desk, "night")
        for key in ("space", "a", "q", "E", "X"):
            await desk.press(key)
            assert desk.screen is desk.page
        await desk.press("W")
        assert "谁有哪些权限" in desk.text()


async def test_a_right_is_found_by_its_name_and_nothing_that_is_typed_is_a_key(company: Actor) -> None:
    roles.add(company, "night", "夜班", ["order.view"])
    async with screens(company) as desk:
        await desk.open("roles and rights")
        await desk.press("/", *"cksh")  # 出库审核
        assert desk.page.matrix.permission is P.ORDER_OUTBOUND_REVIEW
        await desk.press("enter", "/", *"xmEa")
        assert desk.screen is desk.page
        await desk.press("escape", "g")
        assert desk.page.matrix.row == 0
    assert [role.code for role in roles.list_roles(company) if not role.builtin] == ["night"]
