"""Accounts: who may open, change and close them, and that the company never loses its last administrator."""

import threading
from collections.abc import Callable

import pytest

from tests.kit.company import PASSWORD, customer, staff
from ydh.core.administration import account_looking, accounts, roles, signin
from ydh.core.administration.views import AccountView
from ydh.core.audit import proof
from ydh.core.company.actors import BUILT_IN, RESERVED, Actor
from ydh.core.company.company import open_company
from ydh.core.partners import customers
from ydh.core.rules.permissions import ROLES, P
from ydh.core.values.errors import Conflict, Invalid, NotAllowed, NotFound, NotSignedIn, YdhError
from ydh.core.values.text import key
from ydh.locale import Words
from ydh.store.engine.prepared import Statement
from ydh.store.tables.log import Journal

_JOURNAL = Statement(Journal.select(Journal.action, Journal.body).where(Journal.kind == "account").order_by(Journal.id))
_OTHERS = [code for code in ROLES if code != "system_admin"]


def raises(kind: type[YdhError], id: str, work: Callable[[], object]) -> None:
    with pytest.raises(kind) as caught:
        work()
    assert caught.value.id == id
    assert str(caught.value)


def shown(admin: Actor, login: str) -> AccountView:
    return account_looking.show(admin, login)


def signed_in(admin: Actor, login: str, password: str) -> Actor:
    return signin.actor_of_token(admin.company, signin.login(admin.company, login, password))


def at_once(url: str, *works: Callable[[Actor], object]) -> list[YdhError | None]:
    """Do the works at the same moment, each on a connection of its own, and give what each came to."""
    results: list[YdhError | None] = [None] * len(works)
    start = threading.Barrier(len(works))

    def run(at: int) -> None:
        company = open_company(url)
        try:
            start.wait()
            works[at](Actor(company, 1))
        except YdhError as error:
            results[at] = error
        finally:
            company.close()

    threads = [threading.Thread(target=run, args=(at,)) for at in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


# --- opening ---


@pytest.mark.smoke
def test_staff_come_in_with_the_password_that_is_given_once(company: Actor) -> None:  # S06.10
    new = accounts.add_staff(company, "wang", "小王", ["order_reviewer"])
    assert signed_in(company, "wang", new.password).account != company.account
    assert new.password not in repr(new)


def test_one_account_holds_several_roles(company: Actor) -> None:  # S21.34
    # S06.10
    accounts.add_staff(company, "zhangsan", "张三", ["order_reviewer", "system_admin"])
    assert set(shown(company, "zhangsan").roles) == {"order_reviewer", "system_admin"}


def test_a_chosen_password_is_not_given_back(company: Actor) -> None:
    # S06.7
    assert accounts.add_staff(company, "wang", "小王", password=PASSWORD).password == ""
    signed_in(company, "wang", PASSWORD)


@pytest.mark.parametrize("password", ["short", "12345678", "aaaabbbb"])
def test_a_password_that_is_easily_guessed_is_refused(company: Actor, password: str) -> None:  # S06.7
    with pytest.raises(Invalid):
        accounts.add_staff(company, "wang", "小王", password=password)


@pytest.mark.parametrize("login", ["", "w", "Wang", "wang wu", "wàng", "wang\u200b", "а" + "dmin", "x" * 33])
def test_a_sign_in_name_has_no_look_alikes(company: Actor, login: str) -> None:
    # S06.6
    raises(Invalid, "login-form", lambda: accounts.add_staff(company, login, "小王"))


@pytest.mark.parametrize("name", ["system", "clock", "System", "ＣＬＯＣＫ", "系统", "定时任务"])
def test_nobody_is_called_what_the_journal_calls_the_program(company: Actor, name: str) -> None:  # S06.13
    customer(company, "C7")
    for taken in (
        lambda: accounts.add_staff(company, name, "张三"),
        lambda: accounts.add_staff(company, "zhangsan", name),
        lambda: accounts.add_customer_account(company, "C7", name),
        lambda: accounts.edit(company, "boss", name=name),
    ):
        with pytest.raises(Invalid) as caught:
            taken()
        assert caught.value.id == "name-reserved"


def test_the_names_that_are_kept_back_are_those_of_both_languages() -> None:
    assert {key(Words(lang)(label)) for lang in ("zh_CN", "en") for label in BUILT_IN.values()} == RESERVED


def test_a_sign_in_name_and_a_system_user_belong_to_one_account(company: Actor) -> None:  # S06.6
    accounts.add_staff(company, "wang", "小王", os_user="wang1")
    raises(Invalid, "account-taken", lambda: accounts.add_staff(company, "wang", "大王"))
    raises(Invalid, "os-user-taken", lambda: accounts.add_staff(company, "li", "小李", os_user="wang1"))
    raises(Invalid, "os-user-taken", lambda: accounts.edit(company, "boss", os_user="wang1"))
    accounts.edit(company, "wang", os_user="")
    accounts.edit(company, "boss", os_user="wang1")


def test_what_staff_hold_must_exist(company: Actor) -> None:
    # S06.10
    raises(NotFound, "role-unknown", lambda: accounts.add_staff(company, "wang", "小王", ["chief"]))
    raises(Invalid, "scope-unknown", lambda: accounts.add_staff(company, "wang", "小王", scope="some"))
    raises(Invalid, "regions-needed", lambda: accounts.add_staff(company, "wang", "小王", scope="region"))
    raises(Invalid, "regions-needed", lambda: accounts.add_staff(company, "wang", "小王", regions=["浙江"]))
    raises(Invalid, "language-unknown", lambda: accounts.add_staff(company, "wang", "小王", language="tlh"))
    raises(NotFound, "account-unknown", lambda: shown(company, "wang"))


# --- a customer's account ---


def test_a_customer_has_one_ordering_account_and_it_holds_no_staff_rights(company: Actor) -> None:  # S21.8, S21.10
    # S06.10
    customers.add(company, "K1", "绍兴百货")
    new = accounts.add_customer_account(company, "k1", "shaoxing")
    me = signin.whoami(signed_in(company, "shaoxing", new.password))
    assert (me.kind, me.customer, me.name, me.permissions) == ("customer", "K1", "绍兴百货", ())
    raises(Conflict, "customer-has-account", lambda: accounts.add_customer_account(company, "K1", "second"))
    raises(Invalid, "customer-no-roles", lambda: accounts.set_roles(company, "shaoxing", ["order_reviewer"]))


def test_two_who_open_a_customers_account_at_once_make_one(company: Actor, company_url: str) -> None:  # S21.10
    customers.add(company, "K1", "绍兴百货")
    results = at_once(
        company_url,
        lambda me: accounts.add_customer_account(me, "K1", "first"),
        lambda me: accounts.add_customer_account(me, "K1", "second"),
    )
    assert sorted(error.id if error else "" for error in results) == ["", "customer-has-account"]


def test_who_manages_customers_opens_and_closes_their_accounts_and_no_others(company: Actor) -> None:  # S21.35
    # S06.11
    manager = staff(company, "manager", "business_manager")
    customers.add(manager, "K1", "绍兴百货")
    accounts.add_customer_account(manager, "K1", "shaoxing")
    accounts.retire(manager, "shaoxing")
    accounts.restore(manager, "shaoxing")
    raises(NotAllowed, "need-permission", lambda: accounts.retire(manager, "boss"))
    raises(NotAllowed, "need-permission", lambda: accounts.reset_password(manager, "boss"))


def test_who_manages_customers_alone_sees_only_their_accounts(company: Actor) -> None:  # S06.11
    roles.add(company, "sales", "销售", ["customer.manage"])
    sales = staff(company, "wang", "sales")
    customer(company, "K1")
    assert [it.login for it in account_looking.list_accounts(sales).rows] == ["k1"]
    raises(NotFound, "account-unknown", lambda: account_looking.show(sales, "boss"))
    raises(NotAllowed, "need-permission", lambda: account_looking.duties(sales))


# --- who may ---


@pytest.mark.parametrize("role", _OTHERS)
def test_only_the_administrator_manages_company_accounts(company: Actor, role: str) -> None:  # S21.35, S06.11
    wang = staff(company, "wang", role)
    for work in (
        lambda: accounts.add_staff(wang, "li", "小李"),
        lambda: accounts.set_roles(wang, "wang", ["system_admin"]),
        lambda: accounts.retire(wang, "boss"),
        lambda: accounts.restore(wang, "boss"),
        lambda: accounts.reset_password(wang, "boss"),
        lambda: accounts.edit(wang, "boss", name="x"),
        lambda: accounts.edit(wang, "wang", scope="all"),
        lambda: accounts.edit(wang, "wang", os_user="root"),
    ):
        raises(NotAllowed, "need-permission", work)


def test_everybody_chooses_his_own_language(company: Actor) -> None:
    wang = staff(company, "wang", "shipping_clerk")
    accounts.edit(wang, "wang", language="en")
    assert signin.whoami(wang).language == "en"
    raises(NotAllowed, "need-permission", lambda: accounts.edit(wang, "boss", language="en"))


def test_a_customer_sees_no_account_but_its_own(company: Actor) -> None:
    # S06.11
    buyer = customer(company, "K1")
    customer(company, "K2")
    assert account_looking.show(buyer).login == "k1"
    for login in ("k2", "boss", "nobody"):
        raises(NotFound, "account-unknown", lambda login=login: account_looking.show(buyer, login))  # type: ignore[misc]
    raises(NotAllowed, "need-permission", lambda: account_looking.list_accounts(buyer))


# --- leaving and moving ---


def test_who_leaves_loses_everything_at_once(company: Actor) -> None:  # S02.8, S06.12
    wang = staff(company, "wang", "order_reviewer")
    token = signin.create_token(wang, "nightly", days=30)
    accounts.retire(company, "wang")
    with pytest.raises(NotSignedIn):
        signin.whoami(wang)
    with pytest.raises(NotSignedIn):
        signin.actor_of_token(company.company, token)


def test_who_comes_back_has_his_roles_but_not_his_tokens(company: Actor) -> None:  # S06.12
    wang = staff(company, "wang", "order_reviewer")
    token = signin.create_token(wang, "nightly", days=30)
    accounts.retire(company, "wang")
    accounts.restore(company, "wang")
    assert signin.whoami(wang).roles == ("order_reviewer",)
    with pytest.raises(NotSignedIn):
        signin.actor_of_token(company.company, token)


def test_new_roles_hold_in_sessions_already_open(company: Actor) -> None:  # S06.12
    # S06.10
    wang = staff(company, "wang", "order_reviewer")
    accounts.set_roles(company, "wang", ["shipping_clerk"])
    assert signin.whoami(wang).permissions == tuple(sorted(ROLES["shipping_clerk"]))


def test_nobody_retires_himself(company: Actor) -> None:
    # S02.8
    staff(company, "second", "system_admin")
    raises(Conflict, "retire-self", lambda: accounts.retire(company, "boss"))


def test_the_last_active_administrator_is_neither_disabled_nor_demoted(company: Actor) -> None:  # S18.11
    # S02.8
    raises(Conflict, "last-administrator", lambda: accounts.set_roles(company, "boss", ["business_manager"]))
    second = staff(company, "second", "system_admin")
    accounts.retire(second, "boss")
    raises(Conflict, "last-administrator", lambda: accounts.set_roles(second, "second", []))
    accounts.restore(second, "boss")
    accounts.set_roles(second, "second", [])
    assert signin.whoami(company).roles == ("system_admin",)


def test_two_administrators_who_put_each_other_out_at_once_leave_one(company: Actor, company_url: str) -> None:
    for at in range(4):  # S18.11
        one, two = (staff(company, f"{name}{at}", "system_admin") for name in ("one", "two"))
        results = at_once(
            company_url,
            lambda me, of=one, at=at: accounts.retire(Actor(me.company, of.account), f"two{at}"),  # type: ignore[misc]
            lambda me, of=two, at=at: accounts.set_roles(Actor(me.company, of.account), f"one{at}", []),  # type: ignore[misc]
        )
        assert sum(error is None for error in results) == 1, results


def test_all_administrators_who_resign_at_once_leave_one(company: Actor, company_url: str) -> None:  # S18.11
    names = ["boss", "second", "third"]
    who = [company.account, *(staff(company, name, "system_admin").account for name in names[1:])]
    works = [lambda me, at=at: accounts.set_roles(Actor(me.company, who[at]), names[at], []) for at in range(3)]
    results = at_once(company_url, *works)
    assert sorted(error.id if error else "" for error in results) == ["", "", "last-administrator"]


# --- passwords ---


def test_changing_ones_password_asks_for_the_old_one_and_ends_the_sign_ins(company: Actor) -> None:  # S02.14, S06.7
    token = signin.login(company.company, "boss", PASSWORD)
    raises(
        NotAllowed, "old-password-wrong", lambda: accounts.set_password(company, old="guessed", new="a longer secret")
    )
    accounts.set_password(company, old=PASSWORD, new="a longer secret")
    with pytest.raises(NotSignedIn):
        signin.actor_of_token(company.company, token)
    signed_in(company, "boss", "a longer secret")


def test_a_forgotten_password_is_made_anew_and_ends_the_wait(company: Actor) -> None:
    # S02.14
    accounts.add_staff(company, "wang", "小王")
    for _ in range(3):
        with pytest.raises(NotAllowed):
            signin.login(company.company, "wang", "not the password")
    assert shown(company, "wang").locked_until
    signed_in(company, "wang", accounts.reset_password(company, "wang").password)
    assert not shown(company, "wang").locked_until


def test_no_password_and_no_token_gets_into_the_journal(company: Actor) -> None:  # S15.11
    new = accounts.add_staff(company, "wang", "小王")
    again = accounts.reset_password(company, "wang")
    token = signin.create_token(signed_in(company, "wang", again.password), "nightly", days=1)
    accounts.set_password(company, old=PASSWORD, new="a longer secret")
    written = "".join(body for _, body in company.company.read(_JOURNAL.rows))
    for secret in (new.password, again.password, token, PASSWORD, "a longer secret", "argon2"):
        assert secret not in written


# --- lists and the review ---


def test_accounts_are_listed_a_page_at_a_time(company: Actor) -> None:
    for login in ("a1", "a2", "a3"):
        staff(company, login)
    customer(company, "K1")
    first = account_looking.list_accounts(company, kind="staff", limit=2)
    second = account_looking.list_accounts(company, kind="staff", after=first.next, limit=2)
    assert [[it.login for it in page.rows] for page in (first, second)] == [["a1", "a2"], ["a3", "boss"]]
    assert second.next == ""
    assert [it.login for it in account_looking.list_accounts(company, kind="customer").rows] == ["k1"]


def test_accounts_are_found_by_sign_in_name_name_and_customer(company: Actor) -> None:
    accounts.add_staff(company, "wang", "王小明")
    customer(company, "K1")
    for text, found in (("WAN", ["wang"]), ("小明", ["wang"]), ("k1", ["k1"]), ("nobody", [])):
        assert [it.login for it in account_looking.list_accounts(company, text).rows] == found


def test_the_last_sign_in_is_shown(company: Actor) -> None:  # S06.8
    assert shown(company, "boss").last_sign_in is None
    signin.login(company.company, "boss", PASSWORD)
    assert shown(company, "boss").last_sign_in


def test_the_review_of_rights_names_who_holds_what_and_leaves_out_who_left(company: Actor) -> None:  # S02.8
    staff(company, "wang", "outbound_reviewer", "shipping_clerk")
    staff(company, "left", "order_reviewer")
    customer(company, "K1")
    accounts.retire(company, "left")
    duties = {duty.login: duty for duty in account_looking.duties(company)}
    assert set(duties) == {"boss", "wang"}
    assert set(duties["wang"].permissions) == ROLES["outbound_reviewer"] | ROLES["shipping_clerk"]
    assert P.STAFF_MANAGE in duties["boss"].permissions


def test_each_change_is_one_entry_and_what_changes_nothing_is_none(company: Actor) -> None:
    # S06.10
    accounts.add_staff(company, "wang", "小王", ["order_reviewer"])
    for _ in range(2):
        accounts.edit(company, "wang", name="王五")
        accounts.set_roles(company, "wang", ["shipping_clerk"])
        accounts.retire(company, "wang")
    actions = [action for action, _ in company.company.read(_JOURNAL.rows)]
    assert actions == ["create", "create", "edit", "set roles", "retire"]
    assert proof.verify(company) == []


def test_everybody_chooses_the_colours_of_his_own_screens(company: Actor) -> None:
    clerk = staff(company, "clerk", "shipping_clerk")
    accounts.set_theme(clerk, "light")
    assert signin.whoami(clerk).theme == "light"
    assert signin.whoami(company).theme == ""
    with pytest.raises(Invalid):
        accounts.set_theme(clerk, "plaid")
