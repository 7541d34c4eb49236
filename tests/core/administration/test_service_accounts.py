"""Service accounts: scripts come in by tokens alone, and are one person with whose account they are."""

from collections.abc import Callable
from decimal import Decimal as D
from typing import Any

import peewee
import pytest

from tests.kit.company import PASSWORD, customer, staff
from tests.kit.orders import Crew, approve, done, make_crew, refused, want
from tests.kit.trail import sql
from ydh.core.administration import account_looking, accounts, settings, signin
from ydh.core.administration.views import AccountView
from ydh.core.audit import entries
from ydh.core.cases import cases
from ydh.core.company.actors import Actor, who
from ydh.core.company.settings import settings as company_settings
from ydh.core.orders.entering import place
from ydh.core.partners import carriers
from ydh.core.shipping import pick_ends, picking
from ydh.core.stock import papers
from ydh.core.values.errors import NotSignedIn, YdhError
from ydh.core.workflow import holds, tasks
from ydh.store.engine import migrate

ROLE = "order_reviewer"


def service(admin: Actor, login: str = "robot", *roles: str, owner: str = "") -> Actor:
    """A service account at work, by a token that the administrator made."""
    accounts.add_staff(admin, login, login, roles or [ROLE], service=True, owner=owner)
    return signin.actor_of_token(admin.company, signin.create_token(admin, "cron", days=9, login=login))


def why(work: Callable[[], object]) -> str:
    """Why it was refused; every refusal is a whole sentence."""
    with pytest.raises(YdhError) as caught:
        work()
    assert "{" not in str(caught.value)
    return caught.value.id


def rows(admin: Actor, kind: str) -> list[AccountView]:
    return list(account_looking.list_accounts(admin, kind=kind).rows)


def told(admin: Actor, login: str) -> list[tuple[Any, ...]]:
    """The account's entries, the newest first: who, what."""
    page = entries.entries(admin, kind="account", document=login).rows
    return [(row.by, row.action) for row in page]


# --- coming in ---


def test_a_service_account_has_roles_and_an_owner_and_nothing_to_sign_in_with(company: Actor) -> None:
    staff(company, "wang", ROLE)
    made = accounts.add_staff(company, "robot", "夜间脚本", [ROLE], service=True, owner="wang")
    assert made.password == ""
    it = account_looking.show(company, "robot")
    assert (it.kind, it.owner, it.roles, it.os_user) == ("service", "wang", (ROLE,), "")
    before = told(company, "robot")
    for password in ("", PASSWORD, "anything at all"):
        assert why(lambda p=password: signin.login(company.company, "robot", p)) == "signin-refused"  # type: ignore[misc]
    assert told(company, "robot") == before  # there is nothing to guess, so nothing is counted
    robot = signin.actor_of_token(company.company, signin.create_token(company, "cron", days=9, login="robot"))
    assert why(lambda: accounts.set_password(robot, old=PASSWORD, new="rather-long-1")) == "service-no-password"
    assert why(lambda: accounts.reset_password(company, "robot")) == "service-no-password"
    assert why(lambda: accounts.edit(company, "robot", os_user="cron")) == "service-tokens-only"
    assert account_looking.show(company, "robot").os_user == ""


def test_the_database_lets_no_service_account_have_a_password_or_a_system_user(company: Actor) -> None:
    service(company)
    for change in ("password = 'x'", "os_user = 'x'"):
        with pytest.raises(peewee.IntegrityError):
            sql(company, f"UPDATE account SET {change} WHERE login = 'robot'")


def test_it_works_by_command_and_import_but_sees_no_screen(company: Actor) -> None:
    service(company)
    token = signin.create_token(company, "more", days=9, login="robot")
    for via in ("command", "import"):
        assert signin.whoami(signin.actor_of_token(company.company, token, via=via)).kind == "service"
    assert why(lambda: signin.actor_of_token(company.company, token, via="screen")) == "service-no-screen"


def test_what_only_the_other_kind_of_account_has_is_refused(company: Actor) -> None:
    def add(**given: Any) -> Callable[[], object]:
        return lambda: accounts.add_staff(company, "robot", "脚本", [ROLE], **given)

    assert why(add(service=True, password=PASSWORD)) == "service-tokens-only"
    assert why(add(service=True, os_user="cron")) == "service-tokens-only"
    assert why(add(owner="boss")) == "owner-of-service"
    assert [it.login for it in rows(company, "")] == ["boss"]


def test_the_owner_is_an_active_member_of_staff(company: Actor) -> None:
    customer(company, "C1")
    staff(company, "wang")
    accounts.retire(company, "wang")
    robot = service(company, "robot", "system_admin")
    for owner in ("c1", "wang", "robot"):
        assert why(lambda o=owner: service(company, "second", owner=o)) == "owner-no-staff"  # type: ignore[misc]
    assert why(lambda: service(company, "second", owner="nobody")) == "account-unknown"
    assert why(lambda: accounts.add_staff(robot, "second", "脚本", service=True)) == "owner-no-staff"
    assert account_looking.show(company, "robot").owner == "boss"  # who adds it unless another is named


# --- tokens ---


def test_its_tokens_are_made_by_its_owner_or_who_manages_accounts(company: Actor) -> None:
    wang, li = staff(company, "wang", ROLE), staff(company, "li", ROLE)
    robot = service(company, owner="wang")
    token = signin.create_token(wang, "hourly", days=1, login="robot")
    assert signin.whoami(signin.actor_of_token(company.company, token)).login == "robot"
    assert told(company, "robot")[0] == ("wang", "create token")
    assert [it.name for it in signin.list_tokens(wang, login="robot")] == ["cron", "hourly"]
    for work in (
        lambda: signin.create_token(li, "x", days=1, login="robot"),
        lambda: signin.list_tokens(li, login="robot"),
        lambda: signin.revoke_token(li, "cron", login="robot"),
        lambda: signin.create_token(li, "x", days=1, login="wang"),
        lambda: signin.create_token(li, "x", days=1, login="nobody"),  # which names there are is not told
    ):
        assert why(work) == "need-permission"
    assert why(lambda: signin.create_token(company, "x", days=1, login="wang")) == "token-own"
    assert why(lambda: signin.create_token(robot, "x", days=1)) == "service-makes-none"
    assert why(lambda: signin.create_token(robot, "x", days=1, login="wang")) == "service-makes-none"
    assert why(lambda: signin.list_tokens(robot, login="wang")) == "need-permission"
    signin.revoke_token(wang, "hourly", login="robot")
    assert why(lambda: signin.actor_of_token(company.company, token)) == "sign-in-first"


def test_its_acts_stand_in_the_journal_under_its_own_name(company: Actor) -> None:
    robot = service(company, "robot", "shipping_clerk")
    carriers.add(robot, "SF9", "顺丰九部")
    (entry,) = entries.entries(company, kind="carrier", document="SF9").rows
    assert entry.by == "robot"


# --- reviews, and the end ---


def test_lists_and_the_access_review_show_it_with_its_owner(company: Actor) -> None:
    # S02.8
    staff(company, "wang", ROLE)
    service(company, owner="wang")
    assert [(it.login, it.owner) for it in rows(company, "staff")] == [("boss", ""), ("robot", "wang"), ("wang", "")]
    assert [it.login for it in rows(company, "service")] == ["robot"]
    assert rows(company, "customer") == []
    found = {it.login: it for it in account_looking.duties(company)}
    assert (found["robot"].owner, found["wang"].owner) == ("wang", "")
    assert found["robot"].permissions == found["wang"].permissions != ()


def test_it_ends_with_its_owners_leave_and_does_not_come_back_by_itself(company: Actor) -> None:
    # S02.8
    staff(company, "wang", ROLE)
    robots = [service(company, login, owner="wang") for login in ("robot", "second")]
    other = service(company, "third")
    accounts.retire(company, "second")
    accounts.retire(company, "wang")
    assert told(company, "robot")[0] == ("boss", "retire")
    (entry, *_) = entries.entries(company, kind="account", document="robot").rows
    assert entry.body["owner"] == "wang"
    assert [it for it in told(company, "second") if it[1] == "retire"] == [("boss", "retire")]  # it had ended already
    for robot in robots:
        with pytest.raises(NotSignedIn):
            signin.whoami(robot)
    assert signin.whoami(other).login == "third"
    assert why(lambda: accounts.restore(company, "robot")) == "owner-left"
    accounts.restore(company, "wang")
    assert not account_looking.show(company, "robot").active
    assert why(lambda: signin.create_token(company, "new", days=1, login="robot")) == "service-retired"
    accounts.restore(company, "robot")
    assert signin.list_tokens(company, login="robot") == ()  # its tokens have ended for good


def test_a_leave_that_is_refused_ends_nothing(company: Actor) -> None:
    robot = service(company)
    assert why(lambda: accounts.retire(company, "boss")) == "retire-self"
    chief = staff(company, "chief", "system_admin")
    accounts.set_roles(chief, "boss", [])
    hers = service(chief, "hers", owner="chief")
    assert why(lambda: accounts.retire(chief, "chief")) == "retire-self"
    assert {signin.whoami(it).login for it in (robot, hers)} == {"robot", "hers"}


def test_a_script_is_not_the_last_administrator(company: Actor) -> None:
    robot = service(company, "robot", "system_admin")
    assert why(lambda: accounts.set_roles(company, "boss", [ROLE])) == "last-administrator"
    assert why(lambda: accounts.retire(robot, "boss")) == "last-administrator"
    assert signin.whoami(robot).login == "robot"


# --- where two persons are needed ---


@pytest.fixture
def crew(company: Actor) -> Crew:
    return make_crew(company)


def of_one_person(crew: Crew, person: Actor, role: str) -> list[tuple[Actor, Actor]]:
    """Who enters and who would pass it: a person and his scripts, every way round."""
    login = signin.whoami(person).login
    one, two = (service(crew.admin, name, role, owner=login) for name in ("one", "two"))
    return [(one, person), (person, one), (one, two)]


def test_a_person_and_his_scripts_do_not_review_what_one_of_them_entered(crew: Crew) -> None:
    # S13.11
    given: dict[str, Any] = {"customer": "C1", "details": {"requested_date": "2026-12-1"}}
    strange = service(crew.admin, "strange", ROLE)
    for enters, reviews in of_one_person(crew, crew.order_reviewer, ROLE):
        number = place(enters, [want("T1", 1)], **given).number
        assert refused(approve(reviews, number, "review")) == "own-order"
        done(approve(strange, number, "review"))


def test_nor_lift_its_holds_nor_settle_its_cases(crew: Crew) -> None:
    # S04.25
    for opens, ends in of_one_person(crew, crew.order_reviewer, ROLE):
        number = crew.place()
        holds.hold(opens, number, "问题")
        assert why(lambda: holds.release_hold(ends, number, "exception")) == "own-hold"  # noqa: B023
        holds.release_hold(crew.business_manager, number, "exception")
        crew.carry(number, "receive")
        case = cases.open_case(opens, number, "other", "客户来电")
        assert why(lambda: cases.settle(ends, case, "rejected", "…")) == "own-case"  # noqa: B023


def test_nor_check_what_one_of_them_picked(crew: Crew) -> None:
    # S13.16
    settings.change_setting(crew.admin, "pick", "other")
    for picks, checks in of_one_person(crew, crew.shipping_clerk, "shipping_clerk"):
        number = crew.show(crew.at_step("ship")).shipments[0].number
        picking.scan(picks, number, "T1*2")
        assert pick_ends.finish(picks, number).next == "check"
        assert why(lambda: picking.start(checks, number)) == "own-pick"  # noqa: B023


def test_nor_confirm_its_receipts_of_which_no_task_tells(crew: Crew) -> None:
    # S11.11
    settings.change_setting(crew.admin, "confirm_receipts", "on")
    pairs = of_one_person(crew, crew.outbound_reviewer, "outbound_reviewer")
    second = staff(crew.admin, "second", "outbound_reviewer")
    for writes, confirms in pairs:
        paper = papers.receive_stock(writes, "T1", D(5)).document
        assert why(lambda: papers.confirm(confirms, paper)) == "paper-own"  # noqa: B023
        assert (waiting(confirms), waiting(second)) == (0, 1)
        assert papers.confirm(second, paper).state.code == "posted"


def waiting(actor: Actor) -> int:
    """How many receipts wait for the actor."""
    found = actor.company.read(lambda unit: tasks.tasks_of(unit, who(unit, actor), company_settings(unit)))
    return sum(task.count for task in found if task.code == "papers")


def test_nor_second_what_one_of_them_proposed(company: Actor) -> None:
    settings.change_setting(company, "books_open", "2026-01-01")
    days = ("2026-02-01", "2026-03-01", "2026-04-01")
    one, two = (service(company, name, "system_admin", owner="boss") for name in ("one", "two"))
    for day, (proposes, seconds) in zip(days, [(one, company), (company, one), (one, two)], strict=True):
        for actor in (proposes, seconds):
            assert settings.change_setting(actor, "books_open", day).proposed == day
    third = staff(company, "third", "system_admin")
    assert settings.change_setting(third, "books_open", days[-1]).value == days[-1]


# --- a company of the version before ---


def test_accounts_of_an_older_company_have_no_owner_and_go_on_as_they_were(company: Actor) -> None:
    staff(company, "wang", ROLE)
    before = [(it.login, it.kind, it.roles) for it in rows(company, "")]
    index = "DROP INDEX account_owner_id"
    sql(company, index, "ALTER TABLE account DROP COLUMN owner_id")
    sql(company, "DELETE FROM schema_migration WHERE name = '0009_service_accounts'")
    assert migrate.upgrade(company.company.store) == ("0009_service_accounts",)
    assert migrate.differences(company.company.store) == []
    assert [(it.login, it.kind, it.roles) for it in rows(company, "")] == before
    assert {it.owner for it in rows(company, "")} == {""}
    assert signin.whoami(service(company)).kind == "service"
