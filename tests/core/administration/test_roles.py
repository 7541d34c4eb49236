"""Roles: the six stay as they are, others come and go, and a change is felt at once."""

from collections.abc import Callable

import pytest

from tests.kit.company import staff
from ydh.core.administration import accounts, roles
from ydh.core.company.actors import Actor, Who, who
from ydh.core.rules.permissions import READY_MADE, ROLES, P
from ydh.core.values.errors import Conflict, Invalid, NotAllowed, NotFound, YdhError
from ydh.store.engine.prepared import Statement
from ydh.store.tables.log import Journal

_CHAIN = Statement(
    Journal.select(Journal.subject, Journal.seq, Journal.action)
    .where((Journal.kind == "role") & (Journal.action == "create"))
    .order_by(Journal.id)
)


def may(actor: Actor, permission: P) -> bool:
    def work(unit: object) -> Who:
        return who(unit, actor)  # type: ignore[arg-type]

    return actor.company.read(work).may(permission)


def permissions(company: Actor, code: str) -> tuple[str, ...]:
    return roles.show(company, code).permissions


def raises(kind: type[YdhError], id: str, work: Callable[[], object]) -> None:
    with pytest.raises(kind) as caught:
        work()
    assert caught.value.id == id
    assert str(caught.value)


def test_the_company_adds_a_role_of_its_own(company: Actor) -> None:  # S21.9
    roles.add(company, "night_shift", "夜班", ["order.view", "order.ship"])
    role = roles.show(company, "night_shift")
    assert (str(role.name), role.builtin, role.permissions, role.holders) == (
        "夜班",
        False,
        ("order.ship", "order.view"),
        0,
    )


def test_a_change_of_a_role_changes_holders_in_sessions_already_open(company: Actor) -> None:  # S06.12
    roles.add(company, "night_shift", "夜班", ["order.view"])
    wang = staff(company, "wang", "night_shift")
    assert not may(wang, P.ORDER_SHIP)
    roles.grant(company, "night_shift", ["order.ship"])
    assert may(wang, P.ORDER_SHIP)
    roles.revoke(company, "night_shift", ["order.ship"])
    assert not may(wang, P.ORDER_SHIP)


@pytest.mark.parametrize("code", list(ROLES))
def test_a_built_in_role_is_neither_edited_nor_renamed_nor_removed(company: Actor, code: str) -> None:  # S21.32
    for work in (
        lambda: roles.grant(company, code, ["order.ship"]),
        lambda: roles.revoke(company, code, ["order.view"]),
        lambda: roles.edit(company, code, name="别的"),
        lambda: roles.remove(company, code),
    ):
        raises(Conflict, "role-builtin", work)
    assert permissions(company, code) == tuple(sorted(ROLES[code]))


def test_managing_staff_is_not_given_to_another_role(company: Actor) -> None:  # S21.35
    raises(NotAllowed, "permission-admin-only", lambda: roles.add(company, "mine", "我的", ["staff.manage"]))
    roles.add(company, "mine", "我的", ["order.view"])
    raises(NotAllowed, "permission-admin-only", lambda: roles.grant(company, "mine", ["staff.manage"]))
    assert permissions(company, "mine") == ("order.view",)


def test_rights_over_money_come_with_the_right_to_see_it(company: Actor) -> None:
    raises(Invalid, "money-needs-amounts", lambda: roles.add(company, "till", "出纳", ["payment.record"]))
    roles.add(company, "till", "出纳", ["payment.record", "amount.view"])
    raises(Invalid, "money-needs-amounts", lambda: roles.revoke(company, "till", ["amount.view"]))
    roles.revoke(company, "till", ["amount.view", "payment.record"])
    assert permissions(company, "till") == ()


@pytest.mark.parametrize("code", list(READY_MADE))
def test_a_ready_made_role_can_be_added_and_removed(company: Actor, code: str) -> None:  # S21.9
    roles.add_ready_made(company, code)
    assert permissions(company, code) == tuple(sorted(READY_MADE[code][1]))
    raises(Invalid, "role-taken", lambda: roles.add_ready_made(company, code))
    roles.remove(company, code)
    raises(NotFound, "role-unknown", lambda: roles.show(company, code))


def test_a_role_in_use_stays(company: Actor) -> None:
    roles.add_ready_made(company, "auditor")
    staff(company, "wang", "auditor")
    raises(Conflict, "role-used", lambda: roles.remove(company, "auditor"))
    accounts.set_roles(company, "wang", [])
    roles.remove(company, "auditor")


def test_the_journal_of_a_role_made_after_another_was_removed_goes_on(company: Actor) -> None:
    for code in ("first", "second"):
        roles.add(company, code, code, ["order.view"])
        roles.remove(company, code)
    rows = company.company.read(_CHAIN.rows)
    assert len({(subject, seq) for subject, seq, _ in rows}) == len(rows) == 8


@pytest.mark.parametrize("code", ["", "A", "x", "1st", "a-b", "a b", "a" * 33])
def test_a_code_of_a_role_is_plain(company: Actor, code: str) -> None:
    raises(Invalid, "role-form", lambda: roles.add(company, code, "名", ["order.view"]))


def test_what_is_unknown_is_named(company: Actor) -> None:
    raises(NotFound, "permission-unknown", lambda: roles.add(company, "mine", "我的", ["order.viewx"]))
    raises(NotFound, "role-unknown", lambda: roles.grant(company, "mine", ["order.view"]))
    raises(NotFound, "ready-made-unknown", lambda: roles.add_ready_made(company, "mine"))


def test_a_role_of_ones_own_can_be_renamed(company: Actor) -> None:
    roles.add(company, "mine", "我的", ["order.view"])
    roles.edit(company, "mine", name="你的")
    assert roles.show(company, "mine").name == "你的"


@pytest.mark.parametrize("role", [code for code in ROLES if code != "system_admin"])
def test_nobody_but_the_administrator_changes_roles(company: Actor, role: str) -> None:  # S06.10, S06.11, S18.11
    roles.add(company, "mine", "我的", ["order.view"])
    wang = staff(company, "wang", role)
    for work in (
        lambda: roles.add(wang, "yours", "你的", ["order.view"]),
        lambda: roles.add_ready_made(wang, "auditor"),
        lambda: roles.grant(wang, "mine", ["order.ship"]),
        lambda: roles.revoke(wang, "mine", ["order.view"]),
        lambda: roles.edit(wang, "mine", name="你的"),
        lambda: roles.remove(wang, "mine"),
    ):
        raises(NotAllowed, "need-permission", work)
