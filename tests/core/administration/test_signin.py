"""Signing in: what is kept, how long it lasts, and how failed tries make an account wait."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.kit.company import PASSWORD, customer, staff
from ydh.core.administration import accounts, signin
from ydh.core.administration.views import SignIns
from ydh.core.company.actors import Actor
from ydh.core.company.company import Company
from ydh.core.values.errors import Invalid, NotAllowed, NotFound, NotSignedIn
from ydh.store.engine.prepared import Statement
from ydh.store.tables.log import Journal
from ydh.store.tables.people import Account, Token

_TOKENS = Statement(Token.select(Token.digest))
_FAILURES = Statement(Account.select(Account.failures).where(Account.login == "boss"))
_ENTRIES = Statement(
    Journal.select(Journal.action).where((Journal.kind == "account") & (Journal.subject == 1)).order_by(Journal.seq)
)
START = datetime(2026, 11, 24, 8, tzinfo=UTC)


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, company: Company) -> None:
        self.now = START
        company.store.clock = lambda: self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock(company: Actor) -> Clock:
    return Clock(company.company)


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(NotAllowed) as caught:
        work()
    return str(caught.value)


def fail(company: Actor, login: str = "boss", times: int = 1) -> None:
    for _ in range(times):
        refused(lambda: signin.login(company.company, login, "not the password"))


def actions(company: Actor) -> list[str]:
    return [action for (action,) in company.company.read(_ENTRIES.rows)]


def test_the_right_password_signs_in_and_the_token_stands_for_the_account(company: Actor) -> None:
    # S02.14
    token = signin.login(company.company, "boss", PASSWORD)
    assert replace(signin.actor_of_token(company.company, token, via="screen"), session=None) == Actor(
        company.company, 1, "screen"
    )
    assert actions(company)[-1] == "sign-in"


def test_only_the_digest_of_a_token_is_kept(company: Actor) -> None:
    # S06.18
    token = signin.login(company.company, "boss", PASSWORD)
    ((digest,),) = company.company.read(_TOKENS.rows)
    assert token not in digest
    assert len(digest) == 64


def test_a_sign_in_lasts_twelve_hours(company: Actor, clock: Clock) -> None:
    token = signin.login(company.company, "boss", PASSWORD)
    clock.forward(hours=12, seconds=-1)
    signin.actor_of_token(company.company, token)
    clock.forward(seconds=1)
    with pytest.raises(NotSignedIn):
        signin.actor_of_token(company.company, token)


def test_signing_out_ends_the_token_and_twice_is_no_error(company: Actor) -> None:
    token = signin.login(company.company, "boss", PASSWORD)
    signin.logout(company.company, token)
    signin.logout(company.company, token)
    with pytest.raises(NotSignedIn):
        signin.actor_of_token(company.company, token)
    assert actions(company)[-1] == "sign-out"


def test_who_came_in_by_a_sign_in_that_is_over_may_nothing_any_more(company: Actor, clock: Clock) -> None:
    # S06.7, S06.12
    tokens = [signin.login(company.company, "boss", PASSWORD) for _ in range(3)]
    one, two, three = (signin.actor_of_token(company.company, token) for token in tokens)
    signin.logout(company.company, tokens[0])
    for over in (lambda: signin.whoami(one), lambda: accounts.set_theme(one, "dark")):
        with pytest.raises(NotSignedIn, match="over"):
            over()
    accounts.set_password(two, old=PASSWORD, new="a longer secret")
    with pytest.raises(NotSignedIn, match="over"):
        signin.whoami(three)
    script = signin.actor_of_token(company.company, signin.create_token(two, "cron", days=1))
    signin.revoke_token(two, "cron")
    with pytest.raises(NotSignedIn, match="over"):
        signin.whoami(script)
    clock.forward(hours=12, seconds=-1)
    assert signin.whoami(two).login == "boss"
    clock.forward(seconds=1)
    with pytest.raises(NotSignedIn, match="over"):
        signin.whoami(two)


@pytest.mark.parametrize("token", ["", "nonsense", "\udcff", "'; DROP TABLE token"])
def test_what_is_no_token_signs_nobody_in(company: Actor, token: str) -> None:
    with pytest.raises(NotSignedIn):
        signin.actor_of_token(company.company, token)


@pytest.mark.parametrize("login", ["nobody", "", "BOSS", "bo\x00ss", "老板"])
def test_an_unknown_name_is_refused_in_the_same_words_as_a_wrong_password(company: Actor, login: str) -> None:  # S06.8
    # S02.14
    wrong = refused(lambda: signin.login(company.company, "boss", "not the password"))
    assert refused(lambda: signin.login(company.company, login, "not the password")) == wrong


def test_a_refused_try_is_committed_and_in_the_journal(company: Actor) -> None:  # S06.8
    fail(company)
    assert company.company.read(_FAILURES.one) == 1
    assert actions(company)[-1] == "sign-in refused"


def test_two_failures_cost_nothing_and_the_third_makes_even_the_right_password_wait(
    company: Actor, clock: Clock
) -> None:  # S06.8
    fail(company, times=2)
    signin.login(company.company, "boss", PASSWORD)
    fail(company, times=3)
    refused(lambda: signin.login(company.company, "boss", PASSWORD))
    clock.forward(seconds=1)
    signin.login(company.company, "boss", PASSWORD)
    assert company.company.read(_FAILURES.one) == 0


def test_the_wait_doubles_and_ends_in_a_quarter_of_an_hour_never_for_good() -> None:  # S06.8
    waits = []
    for failures in (2, 3, 4, 5, 9, 10, 1000):
        until = signin.waits_until(START, failures)
        waits.append(until and (until - START).total_seconds())
    assert waits == [None, 1, 2, 4, 64, 900, 900]


def test_the_tenth_failure_locks_for_a_quarter_of_an_hour(company: Actor, clock: Clock) -> None:  # S06.8, S06.18
    for _ in range(10):
        fail(company)
        clock.forward(seconds=100)
    clock.forward(minutes=13)
    refused(lambda: signin.login(company.company, "boss", PASSWORD))
    clock.forward(minutes=1)
    signin.login(company.company, "boss", PASSWORD)


def test_tries_while_an_account_waits_are_not_counted(company: Actor, clock: Clock) -> None:
    # S02.14
    fail(company, times=30)
    assert company.company.read(_FAILURES.one) == 3
    assert actions(company).count("sign-in refused") == 3


def test_a_retired_account_does_not_sign_in(company: Actor) -> None:  # S02.8
    new = accounts.add_staff(company, "wang", "小王", ["order_reviewer"])
    accounts.retire(company, "wang")
    refused(lambda: signin.login(company.company, "wang", new.password))


def test_an_account_without_a_password_does_not_sign_in(company: Actor) -> None:
    # S02.14
    staff(company, "wang")
    refused(lambda: signin.login(company.company, "wang", ""))


def test_a_system_user_is_the_account_that_is_bound_to_it(company: Actor) -> None:
    # S06.6
    accounts.add_staff(company, "wang", "小王", os_user="wang1")
    assert signin.whoami(signin.actor_of_os_user(company.company, "wang1")).login == "wang"
    with pytest.raises(NotSignedIn):
        signin.actor_of_os_user(company.company, "root")
    accounts.retire(company, "wang")
    with pytest.raises(NotSignedIn):
        signin.actor_of_os_user(company.company, "wang1")


def test_whoami_tells_roles_rights_and_scope(company: Actor) -> None:
    # S21.16
    accounts.add_staff(company, "wang", "小王", ["shipping_clerk"], scope="region", regions=["浙江"], language="en")
    me = signin.whoami(signin.actor_of_token(company.company, _token_of(company, "wang")))
    assert (me.login, me.name, me.kind, me.customer, me.language) == ("wang", "小王", "staff", "", "en")
    assert me.roles == ("shipping_clerk",)
    assert me.permissions == ("order.ship", "order.view")
    assert (me.scope, me.regions) == ("region", ("浙江",))


def test_whoami_of_a_customer_names_the_customer(company: Actor) -> None:  # S21.8, S21.16
    me = signin.whoami(customer(company, "K1"))
    assert (me.kind, me.customer, me.roles, me.permissions) == ("customer", "K1", (), ())


def _token_of(company: Actor, login: str) -> str:
    return signin.login(company.company, login, accounts.reset_password(company, login).password)


def test_a_script_token_acts_for_its_account_until_it_ends(company: Actor, clock: Clock) -> None:
    # S06.13
    token = signin.create_token(company, "nightly", days=30)
    assert signin.actor_of_token(company.company, token).account == 1
    (shown,) = signin.list_tokens(company)
    assert (shown.name, shown.expires_at) == ("nightly", START + timedelta(days=30))
    clock.forward(days=30)
    assert signin.list_tokens(company) == ()
    with pytest.raises(NotSignedIn):
        signin.actor_of_token(company.company, token)


def test_a_revoked_token_ends_at_once(company: Actor) -> None:
    token = signin.create_token(company, "nightly", days=30)
    signin.revoke_token(company, "nightly")
    with pytest.raises(NotSignedIn):
        signin.actor_of_token(company.company, token)
    with pytest.raises(NotFound):
        signin.revoke_token(company, "nightly")


def test_live_tokens_of_one_account_have_different_names(company: Actor) -> None:
    signin.create_token(company, "nightly", days=30)
    with pytest.raises(Invalid):
        signin.create_token(company, "nightly", days=30)
    signin.create_token(staff(company, "wang"), "nightly", days=30)


@pytest.mark.parametrize("days", [0, -1, 367])
def test_a_token_ends_within_a_year(company: Actor, days: int) -> None:
    with pytest.raises(Invalid):
        signin.create_token(company, "nightly", days=days)


def test_another_accounts_tokens_are_for_who_manages_staff(company: Actor) -> None:  # S06.13
    wang = staff(company, "wang", "business_manager")
    signin.create_token(wang, "nightly", days=1)
    for work in (
        lambda: signin.list_tokens(wang, login="boss"),
        lambda: signin.revoke_token(wang, "nightly", login="boss"),
    ):
        refused(work)
    signin.revoke_token(company, "nightly", login="wang")
    assert signin.list_tokens(company, login="wang") == ()


def test_who_signs_in_is_told_of_the_sign_in_before_refused_tries_and_other_places(
    company: Actor, clock: Clock
) -> None:
    # S06.6 S06.8
    signin.login(company.company, "boss", PASSWORD)
    assert signin.sign_ins(company) == SignIns(None, 0, 0)
    clock.forward(hours=1)
    fail(company, times=2)
    clock.forward(hours=1)
    signin.login(company.company, "boss", PASSWORD)
    assert signin.sign_ins(company) == SignIns(START, 2, 1)
    clock.forward(hours=11)
    token = signin.login(company.company, "boss", PASSWORD)
    assert signin.sign_ins(company) == SignIns(START + timedelta(hours=2), 0, 1)
    signin.logout(company.company, token)
