"""Nothing is written by rights or settings that were changed meanwhile: whoever acts waits first and reads then."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from time import monotonic

import pytest

from tests.kit.company import staff
from tests.kit.orders import Crew, approve, done, make_crew, refused
from tests.kit.trail import sql
from ydh.core.administration import accounts, roles
from ydh.core.administration.settings import change_setting
from ydh.core.company.actors import Actor, changing, who
from ydh.core.company.company import open_company
from ydh.core.company.settings import settings
from ydh.core.partners import customers
from ydh.core.rules.permissions import P
from ydh.core.values.errors import NotSignedIn
from ydh.core.values.outcomes import Outcome
from ydh.core.workflow import switching
from ydh.store.engine.database import Unit

PATIENCE = 20.0  # seconds until a test that waits gives up


@pytest.fixture
def crew(company: Actor) -> Crew:
    roles.add(company, "night", "夜班", ["order.view", "order.review"])
    made = make_crew(company)
    accounts.set_roles(company, "order_reviewer", ["night"])
    return made


@contextmanager
def at_work(url: str, actor: Actor, work: Callable[[Actor], object]) -> Iterator[threading.Thread]:
    """Somebody does that on a connection of his own; he is done when the block ends, unless something keeps him."""
    failures: list[BaseException] = []

    def run() -> None:
        company = open_company(url)
        try:
            work(Actor(company, actor.account))
        except BaseException as error:  # noqa: BLE001 - the test's own thread raises it
            failures.append(error)
        finally:
            company.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    yield thread
    thread.join(PATIENCE)
    assert not thread.is_alive()
    if failures:
        raise failures[0]


def kept_waiting(unit: Unit, thread: threading.Thread) -> None:
    """Come back when the other one stands in this unit's way: on SQLite, which has one writer, he always does."""
    end = monotonic() + PATIENCE
    while unit.engine != "sqlite" and not unit.execute("SELECT 1 FROM pg_locks WHERE NOT granted", ()).fetchall():
        assert thread.is_alive(), "it went on"
        assert monotonic() < end, "it does not wait"
        thread.join(0.005)


TAKES: dict[str, tuple[str, str]] = {
    "the only role from its holder": ("DELETE FROM account_role WHERE account_id = {account}", "order-unknown"),
    "a permission from the role": ("DELETE FROM role_permission WHERE permission = 'order.review'", "need-permission"),
    "the region": ("UPDATE account SET scope = 'region' WHERE id = {account}", "order-unknown"),
    "the account": ("UPDATE account SET active = FALSE WHERE id = {account}", "account-retired"),
    "the settings": ("UPDATE setting SET value = '[\"review\"]' WHERE name = 'opinion_required'", "answer-missing"),
}


@pytest.mark.parametrize("what", TAKES)
def test_an_approval_that_waited_is_refused_by_what_was_taken_meanwhile(
    crew: Crew, company_url: str, what: str
) -> None:
    # S02.8, S06.12
    change_setting(crew.admin, "opinion_required", "finance")
    number, (statement, why) = crew.place(), TAKES[what]
    came: list[str] = []

    def approves(me: Actor) -> None:
        came.append(_why(lambda: approve(me, number, "review")))

    def take(unit: Unit) -> None:
        changing(unit)
        unit.execute(statement.format(account=crew.order_reviewer.account), ())
        kept_waiting(unit, stack.enter_context(at_work(company_url, crew.order_reviewer, approves)))

    with ExitStack() as stack:
        crew.admin.company.write(take)
    assert came == [why]
    assert crew.step(number) == "review"


def _why(ask: Callable[[], Outcome]) -> str:
    try:
        return refused(ask())
    except NotSignedIn as error:
        return error.id


CHANGES: dict[str, Callable[[Actor], object]] = {
    "set roles": lambda me: accounts.set_roles(me, "order_reviewer", []),
    "retire": lambda me: accounts.retire(me, "order_reviewer"),
    "edit": lambda me: accounts.edit(me, "order_reviewer", scope="region", regions=["浙江"]),
    "revoke": lambda me: roles.revoke(me, "night", ["order.review"]),
    "set owners": lambda me: customers.set_owners(me, "C1", ["second"]),
    "set": lambda me: change_setting(me, "self_approval", "on"),
    "disable": lambda me: switching.disable(me, "order", "finance"),
}


@pytest.mark.parametrize("action", CHANGES)
def test_who_changes_rights_or_settings_waits_for_whoever_acts_by_them(
    crew: Crew, company_url: str, action: str
) -> None:
    # S06.12, S21.22
    staff(crew.admin, "second", "order_reviewer")
    boss = staff(crew.admin, "both", "system_admin", "business_manager")
    number = crew.place()

    def acts(unit: Unit) -> None:
        assert who(unit, crew.order_reviewer).may(P.ORDER_REVIEW)
        settings(unit)
        kept_waiting(unit, stack.enter_context(at_work(company_url, boss, CHANGES[action])))

    before = len(sql(crew.admin, "SELECT id FROM journal"))
    with ExitStack() as stack:
        crew.admin.company.write(acts)
    assert [row[0] for row in sql(crew.admin, f"SELECT action FROM journal ORDER BY id LIMIT 1 OFFSET {before}")] == [
        action
    ]
    if action == "set":  # and what was not taken still holds
        done(approve(crew.order_reviewer, number, "review"))
