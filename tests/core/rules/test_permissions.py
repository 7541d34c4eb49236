"""The table of rights: 27 permissions, six built-in roles, and what must be true of them."""

from collections.abc import Iterable

from tests.kit.company import staff
from ydh.core.administration import roles
from ydh.core.company.actors import Actor, Who, who
from ydh.core.rules.machine import Party
from ydh.core.rules.permissions import ADMIN, MONEY, PERMISSION_NAMES, READY_MADE, ROLE_NAMES, ROLES, P
from ydh.core.rules.workflows import WORKFLOWS

# What the design says, written out a second time: SA BM OR FR WR SC.
EXPECTED = """
order.view 订单查看 x x x x x x
order.create 代客下单 . x x . . .
order.edit 订单修改 . x x . . .
order.assign 分派与插队 . x . . . .
order.review 订单审核 . . x . . .
order.finance_review 财务审核 . . . x . .
order.outbound_review 出库审核 . . . . x .
order.ship 发货确认 . . . . . x
order.void 订单作废 . x x . . .
return.create 代下退单 . x x . . .
return.review 退单审核 . x x . . .
return.receive 退货入库 . . . . x .
return.refund 退款确认 . . . x . .
product.manage 商品管理 x x . . . .
price.manage 价格与促销管理 x x . . . .
amount.view 查看价格与金额 x x x x . .
customer.manage 客户管理 x x . . . .
credit.override 信用放行 . x . . . .
stock.adjust 出入库与盘点 . . . . x .
payment.record 收款登记 . x . x . .
payment.confirm 收款确认与红冲 . . . x . .
report.view 报表查看 x x x x x .
data.import 批量导入 x x x . . .
data.export 数据导出 x x . x . .
staff.manage 员工账号管理 x . . . . .
system.configure 流程与系统设置 x . . . . .
audit.view 日志审计 x x . . . .
"""
COLUMNS = (
    "system_admin",
    "business_manager",
    "order_reviewer",
    "finance_reviewer",
    "outbound_reviewer",
    "shipping_clerk",
)
ORDER_STEPS = (P.ORDER_REVIEW, P.ORDER_FINANCE_REVIEW, P.ORDER_OUTBOUND_REVIEW, P.ORDER_SHIP)


def rights(actor: Actor) -> frozenset[P]:
    def work(unit: object) -> Who:
        return who(unit, actor)  # type: ignore[arg-type]

    return actor.company.read(work).permissions


def holders(permission: P) -> list[str]:
    return [role for role, given in ROLES.items() if permission in given]


def test_there_are_exactly_27_permissions_and_six_built_in_roles() -> None:  # S21.32
    assert len(P) == len(PERMISSION_NAMES) == 27
    assert tuple(ROLES) == tuple(ROLE_NAMES) == COLUMNS


def test_the_matrix_is_the_table_of_the_design() -> None:  # S13.7, S21.33
    expected = {}
    for line in EXPECTED.strip().splitlines():
        code, _, *cells = line.split()
        expected[code] = tuple(cell == "x" for cell in cells)
    assert {row.permission: row.given for row in roles.matrix()} == expected
    assert [row.permission for row in roles.matrix()] == list(expected)


def test_each_right_on_an_order_step_sits_in_exactly_one_built_in_role() -> None:  # S02.7
    for right in ORDER_STEPS:
        assert len(holders(right)) == 1, right


def test_the_steps_of_an_order_ask_for_these_rights_and_no_others() -> None:
    # S13.5
    asked = [step.by for step in WORKFLOWS["order"].steps if not isinstance(step.by, Party)]
    assert tuple(asked) == ORDER_STEPS


def test_no_built_in_role_alone_carries_an_order_from_submit_to_shipment() -> None:  # S02.7
    for role, given in ROLES.items():
        assert len(given & set(ORDER_STEPS)) <= 1, role
    assert not any(P.ORDER_CREATE in given and set(ORDER_STEPS) <= given for given in ROLES.values())


def test_managing_staff_is_the_administrators_alone() -> None:  # S21.35
    assert holders(P.STAFF_MANAGE) == [ADMIN]
    assert not any(P.STAFF_MANAGE in given for _, given in READY_MADE.values())


def test_who_handles_money_may_see_it() -> None:
    every: Iterable[frozenset[P]] = (*ROLES.values(), *(given for _, given in READY_MADE.values()))
    assert all(P.AMOUNT_VIEW in given for given in every if given & MONEY)


def test_a_new_company_holds_the_six_roles_as_the_table_has_them(company: Actor) -> None:  # S21.32
    found = {role.code: frozenset(P(p) for p in role.permissions) for role in roles.list_roles(company)}
    assert found == ROLES


def test_the_rights_of_several_roles_are_their_union(company: Actor) -> None:  # S21.34
    zhang = staff(company, "zhangsan", "order_reviewer", "system_admin")
    assert rights(zhang) == ROLES["order_reviewer"] | ROLES["system_admin"]


def test_who_holds_no_role_has_no_right(company: Actor) -> None:  # S06.11
    assert rights(staff(company, "newcomer")) == frozenset()
