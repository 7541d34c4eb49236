"""What a change of rights would do is said before it is made, and making it does just that."""

from collections.abc import Callable

import pytest

from tests.kit.company import staff
from ydh.core.administration import accounts, role_changes, roles
from ydh.core.company.actors import Actor, Who, who
from ydh.core.values.errors import Conflict, Invalid, NotAllowed, NotFound, YdhError


def raises(kind: type[YdhError], id: str, work: Callable[[], object]) -> None:
    with pytest.raises(kind) as caught:
        work()
    assert caught.value.id == id


def may(actor: Actor) -> set[str]:
    def work(unit: object) -> Who:
        return who(unit, actor)  # type: ignore[arg-type]

    return {p.value for p in actor.company.read(work).permissions}


def test_who_would_gain_a_right_and_who_has_it_anyway(company: Actor) -> None:
    roles.add(company, "night", "夜班", ["order.view"])
    staff(company, "wang", "night")
    staff(company, "sun", "night", "shipping_clerk")
    found = role_changes.if_toggled(company, "night", "order.ship")
    assert (found.given, found.affected, found.anyway) == (False, ("wang",), ("sun",))
    assert roles.show(company, "night").permissions == ("order.view",)  # nothing is changed yet


def test_who_would_lose_a_right(company: Actor) -> None:
    roles.add(company, "night", "夜班", ["order.view", "order.ship"])
    staff(company, "wang", "night")
    found = role_changes.if_toggled(company, "night", "order.ship")
    assert (found.given, found.affected, found.anyway) == (True, ("wang",), ())


def test_what_could_not_be_done_is_refused_before_it_is_asked(company: Actor) -> None:
    roles.add(company, "night", "夜班", ["order.view"])
    raises(Conflict, "role-builtin", lambda: role_changes.if_toggled(company, "shipping_clerk", "order.view"))
    raises(Conflict, "role-builtin", lambda: role_changes.own_role(company, "shipping_clerk"))
    raises(NotFound, "role-unknown", lambda: role_changes.if_toggled(company, "day", "order.view"))
    raises(NotAllowed, "permission-admin-only", lambda: role_changes.if_toggled(company, "night", "staff.manage"))
    raises(Invalid, "money-needs-amounts", lambda: role_changes.if_toggled(company, "night", "payment.record"))
    wang = staff(company, "wang", "night")
    raises(NotAllowed, "need-permission", lambda: role_changes.if_toggled(wang, "night", "order.ship"))


def test_what_an_account_would_gain_and_lose_is_what_it_gains_and_loses(company: Actor) -> None:
    wang = staff(company, "wang", "shipping_clerk")
    before, wanted = may(wang), ["outbound_reviewer"]
    found = role_changes.if_given(company, "wang", wanted)
    accounts.set_roles(company, "wang", wanted)
    assert set(found.gained) == may(wang) - before != set()
    assert set(found.lost) == before - may(wang) == {"order.ship"}
    again = role_changes.if_given(company, "wang", wanted)
    assert (again.gained, again.lost) == ((), ())
    raises(NotFound, "role-unknown", lambda: role_changes.if_given(company, "wang", ["dreamer"]))
