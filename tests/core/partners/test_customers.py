"""Customers: what is kept, who sees whom, whose they are, and bringing them in by the thousand."""

import threading
from collections.abc import Callable
from typing import Any

import pytest

from tests.kit.company import customer, staff
from ydh.core.administration import accounts, roles
from ydh.core.audit import proof
from ydh.core.company.actors import Actor, who
from ydh.core.company.company import open_company
from ydh.core.partners import addresses, customers, levels
from ydh.core.partners.customer_bulk import put_customers
from ydh.core.partners.views import PutCustomer
from ydh.core.rules.permissions import ROLES
from ydh.core.values.errors import Invalid, NotAllowed, NotFound, Stale, YdhError
from ydh.core.values.outcomes import Put
from ydh.store.engine.prepared import Statement
from ydh.store.tables.log import Journal, Personal
from ydh.store.tables.people import Account

_JOURNAL = Statement(
    Journal.select(Journal.action, Journal.body).where(Journal.kind == "customer").order_by(Journal.id)
)
_PERSONAL = Statement(Personal.select(Personal.digest, Personal.text).order_by(Personal.id))
_ACCOUNTS = Statement(Account.select(Account.login, Account.id))


def raises(kind: type[YdhError], id: str, work: Callable[[], object]) -> None:
    with pytest.raises(kind) as caught:
        work()
    assert caught.value.id == id
    assert str(caught.value)


def codes(actor: Actor, *args: str, **narrow: Any) -> list[str]:
    return [it.code for it in customers.list_customers(actor, *args, **narrow).rows]


def manager(company: Actor, login: str, scope: str, *regions: str) -> Actor:
    """A business manager of limited scope."""
    accounts.add_staff(company, login, login, ["business_manager"], scope=scope, regions=regions)
    ids: dict[str, int] = dict(company.company.read(_ACCOUNTS.rows))
    return Actor(company.company, ids[login])


def put(actor: Actor, *rows: PutCustomer) -> list[Put]:
    return actor.company.write(lambda unit: put_customers(unit, who(unit, actor), rows))


def outcome(results: list[Put]) -> list[str]:
    return [it.id if isinstance(it, YdhError) else it for it in results]


# --- one by one ---


@pytest.mark.smoke
def test_a_customer_is_added_and_shown(company: Actor) -> None:
    levels.add_level(company, "gold", "金牌")
    customers.add(company, "K1", "绍兴百货", level="gold", region="浙江", terms="monthly", contact="陈桂兰")
    it = customers.show(company, "k1")
    assert (it.code, it.name, it.level, it.region, it.terms, it.contact) == (
        "K1",
        "绍兴百货",
        "gold",
        "浙江",
        "monthly",
        "陈桂兰",
    )
    assert (it.assessed, it.active, it.login) == (False, True, "")


@pytest.mark.parametrize("code", ["K1", "k1", "Ｋ１", " K1 "])
def test_codes_that_look_the_same_are_the_same(company: Actor, code: str) -> None:
    customers.add(company, "K1", "绍兴百货")
    raises(Invalid, "customer-taken", lambda: customers.add(company, code, "另一家"))


def test_of_several_who_add_the_same_code_at_once_one_succeeds(company: Actor, company_url: str) -> None:
    failures: list[str] = []
    start = threading.Barrier(4)

    def run(code: str) -> None:
        opened = open_company(company_url)
        try:
            start.wait()
            customers.add(Actor(opened, company.account), code, "绍兴百货")
        except YdhError as error:
            failures.append(error.id)
        finally:
            opened.close()

    threads = [threading.Thread(target=run, args=(code,)) for code in ("K1", "k1", "Ｋ1", "K1")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == ["customer-taken"] * 3


@pytest.mark.parametrize(
    ("values", "id"),
    [
        ({"terms": "someday"}, "terms-unknown"),
        ({"level": "gold"}, "level-unknown"),
        ({"contact": "陈\x1b[2J"}, "text-control"),
        ({"address": "路" * 501}, "text-long"),
    ],
)
def test_what_a_customer_carries_is_checked(company: Actor, values: dict[str, str], id: str) -> None:
    raises(YdhError, id, lambda: customers.add(company, "K1", "绍兴百货", **values))


def test_nobody_overwrites_what_he_has_not_seen(company: Actor) -> None:
    customers.add(company, "K1", "绍兴百货")
    seen = customers.show(company, "K1").version
    customers.edit(company, "K1", seen=seen, phone="13900000101")
    raises(Stale, "changed-meanwhile", lambda: customers.edit(company, "K1", seen=seen, phone="13900000999"))
    assert customers.show(company, "K1").phone == "13900000101"


def test_an_empty_value_takes_it_away_and_what_is_not_given_stays(company: Actor) -> None:
    customers.add(company, "K1", "绍兴百货", region="浙江", note="老客户")
    customers.edit(company, "K1", note="")
    it = customers.show(company, "K1")
    assert (it.note, it.region) == ("", "浙江")
    raises(Invalid, "text-empty", lambda: customers.edit(company, "K1", name=""))


def test_a_retired_customer_leaves_the_list_and_comes_back(company: Actor) -> None:
    customers.add(company, "K1", "绍兴百货")
    customers.retire(company, "K1")
    assert (codes(company), codes(company, active=False), codes(company, active=None)) == ([], ["K1"], ["K1"])
    customers.restore(company, "K1")
    assert codes(company) == ["K1"]


def test_personal_values_are_in_the_journal_as_digests_only(company: Actor) -> None:
    # S15.3
    customers.add(company, "K1", "绍兴百货", contact="陈桂兰", phone="13900000101")
    customers.edit(company, "K1", phone="13900000102")
    written = "".join(body for _, body in company.company.read(_JOURNAL.rows))
    assert "139000001" not in written
    assert "陈桂兰" not in written
    assert {text for _, text in company.company.read(_PERSONAL.rows)} >= {"陈桂兰", "13900000101", "13900000102"}
    assert all(digest in written for digest, _ in company.company.read(_PERSONAL.rows))


# --- who may ---


@pytest.mark.parametrize("role", [code for code in ROLES if code not in ("system_admin", "business_manager")])
def test_customers_are_changed_only_by_who_manages_them(company: Actor, role: str) -> None:  # S06.11
    customers.add(company, "K1", "绍兴百货")
    wang = staff(company, "wang", role)
    for work in (
        lambda: customers.add(wang, "K2", "x"),
        lambda: customers.edit(wang, "K1", name="x"),
        lambda: customers.retire(wang, "K1"),
        lambda: customers.restore(wang, "K1"),
        lambda: levels.add_level(wang, "gold", "金牌"),
        lambda: customers.set_owners(wang, "K1", ["wang"]),
        lambda: addresses.add(wang, "库房", "某路1号", customer="K1"),
        lambda: accounts.add_customer_account(wang, "K1", "k1"),
        lambda: put(wang, PutCustomer("K3", "x")),
    ):
        raises(NotAllowed, "need-permission", work)
    assert customers.show(wang, "K1").name == "绍兴百货"


def test_a_new_customer_is_assessed_by_finance_or_who_manages_customers(company: Actor) -> None:
    customers.add(company, "K1", "绍兴百货")
    raises(NotAllowed, "need-permission", lambda: customers.assess(staff(company, "clerk", "shipping_clerk"), "K1"))
    customers.assess(staff(company, "finance", "finance_reviewer"), "K1")
    assert customers.show(company, "K1").assessed


def test_a_customer_sees_itself_and_nobody_else(company: Actor) -> None:
    # S15.3
    buyer = customer(company, "K1")
    customer(company, "K2")
    assert codes(buyer) == codes(buyer, "K2") == ["K1"]
    assert customers.show(buyer).code == customers.show(buyer, "K1").code == "K1"
    for code in ("K2", "K3"):
        raises(NotFound, "customer-unknown", lambda code=code: customers.show(buyer, code))  # type: ignore[misc]
    raises(NotAllowed, "need-permission", lambda: customers.edit(buyer, "K1", level=""))


def test_who_has_regions_sees_and_changes_customers_of_these_alone(company: Actor) -> None:  # S06.11, S18.5
    # S06.12
    customers.add(company, "K1", "绍兴百货", region="浙江")
    customers.add(company, "K2", "南京茶行", region="江苏")
    north = manager(company, "north", "region", "江苏")
    assert codes(north) == ["K2"]
    for work in (
        lambda: customers.show(north, "K1"),
        lambda: customers.edit(north, "K1", name="x"),
        lambda: customers.retire(north, "K1"),
        lambda: customers.assess(north, "K1"),
        lambda: customers.list_owners(north, "K1"),
        lambda: addresses.list_addresses(north, customer="K1"),
        lambda: accounts.add_customer_account(north, "K1", "k1"),
    ):
        raises(NotFound, "customer-unknown", work)
    raises(NotAllowed, "region-outside", lambda: customers.add(north, "K3", "x", region="浙江"))
    raises(NotAllowed, "region-outside", lambda: customers.edit(north, "K2", region="浙江"))


def test_who_has_customers_of_his_own_sees_these_alone(company: Actor) -> None:  # S18.5
    customers.add(company, "K1", "绍兴百货")
    customers.add(company, "K2", "南京茶行")
    mine = manager(company, "mine", "own")
    assert codes(mine) == []
    customers.set_owners(company, "K2", ["mine"])
    assert codes(mine) == ["K2"]
    assert customers.add(mine, "K3", "自己的") in codes(mine)
    customers.set_owners(company, "K2", [])
    raises(NotFound, "customer-unknown", lambda: customers.show(mine, "K2"))


def test_an_owner_is_an_active_member_of_staff(company: Actor) -> None:
    customer(company, "K1")
    staff(company, "left")
    accounts.retire(company, "left")
    for login in ("left", "k1", "nobody"):
        raises(
            NotFound,
            "owner-not-staff",
            lambda login=login: customers.set_owners(company, "K1", [login]),  # type: ignore[misc]
        )


# --- finding ---


def test_customers_are_listed_a_page_at_a_time_in_the_order_of_codes(company: Actor) -> None:
    for code in ("b2", "A1", "c3"):
        customers.add(company, code, "某店")
    first = customers.list_customers(company, limit=2)
    second = customers.list_customers(company, after=first.next, limit=2)
    assert [[it.code for it in page.rows] for page in (first, second)] == [["A1", "b2"], ["c3"]]
    assert second.next == ""


def test_words_of_code_and_name_find_a_customer_literally(company: Actor) -> None:
    levels.add_level(company, "gold", "金牌")
    customers.add(company, "SX1", "绍兴Best百货", region="浙江", level="gold")
    customers.add(company, "SX2", "100%_茶行", region="浙江")
    assert codes(company, "best") == codes(company, "sx 百货") == ["SX1"]
    assert codes(company, "%_") == ["SX2"]
    assert codes(company, "_x") == codes(company, "' OR 1=1") == []
    assert codes(company, region="浙江", level="gold") == ["SX1"]
    assert codes(company, region="江苏") == []


# --- addresses ---


def test_a_customer_keeps_its_delivery_addresses(company: Actor) -> None:
    buyer = customer(company, "K1")
    addresses.add(buyer, "库房", "越城区晒谷路18号", contact="陈桂兰", phone="13900000101")
    raises(Invalid, "address-taken", lambda: addresses.add(company, "库房", "别处", customer="K1"))
    (it,) = addresses.list_addresses(company, customer="K1")
    assert (it.label, it.address, it.contact) == ("库房", "越城区晒谷路18号", "陈桂兰")
    other = customer(company, "K2")
    raises(NotFound, "customer-unknown", lambda: addresses.remove(other, "库房", customer="K1"))
    addresses.remove(buyer, "库房")
    raises(NotFound, "address-unknown", lambda: addresses.remove(buyer, "库房"))


# --- many at once ---


def test_rows_are_added_changed_or_left_as_they_are(company: Actor) -> None:
    row = PutCustomer("K1", "绍兴百货", "金牌", "浙江", "monthly", "陈桂兰", "13900000101", "某路1号", "老客户")
    assert put(company, row, PutCustomer("K2", "南京茶行")) == ["added", "added"]
    assert put(company, row, PutCustomer("k2", region="江苏"), PutCustomer("K3", "新店")) == [
        "unchanged",
        "changed",
        "added",
    ]
    one, two = customers.show(company, "K1"), customers.show(company, "K2")
    assert (one.level, one.phone, one.note, one.terms) == ("金牌", "13900000101", "老客户", "monthly")
    assert (two.code, two.name, two.region, two.terms) == ("K2", "南京茶行", "江苏", "on_delivery")


def test_a_wrong_row_is_named_in_its_place_and_the_others_are_written(company: Actor) -> None:
    rows = [PutCustomer("K1", "绍兴百货"), PutCustomer("K2"), PutCustomer("K3", "x", terms="someday")]
    assert outcome(put(company, *rows)) == ["added", "text-empty", "terms-unknown"]
    assert codes(company) == ["K1"]


def test_an_import_neither_shows_nor_changes_a_strangers_customer(company: Actor) -> None:  # S18.5
    customers.add(company, "K1", "绍兴百货", region="浙江")
    north = manager(company, "north", "region", "江苏")
    rows = [PutCustomer("K1", "x"), PutCustomer("K2", "y", region="浙江"), PutCustomer("K3", "z", region="江苏")]
    assert outcome(put(north, *rows)) == ["customer-taken", "region-outside", "added"]
    assert customers.show(company, "K1").name == "绍兴百货"
    assert put(manager(company, "mine", "own"), PutCustomer("K4", "自己的")) == ["added"]


def test_an_import_writes_the_same_journal_as_people_do(company: Actor) -> None:
    many = [PutCustomer(f"K{n}", f"店{n}", phone=f"1390000{n:04}") for n in range(1200)]
    assert put(company, *many) == ["added"] * 1200
    changed = [row._replace(phone="13900009999") for row in many[:600]]
    assert put(company, *changed, *many[600:]) == ["changed"] * 600 + ["unchanged"] * 600
    entries = company.company.read(_JOURNAL.rows)
    assert [action for action, _ in entries] == ["create"] * 1200 + ["edit"] * 600
    kept = company.company.read(_PERSONAL.rows)
    assert len({digest for digest, _ in kept}) == len(kept) == 1200 + 2 * 600
    written = "".join(body for _, body in entries)
    assert "1390000" not in written
    assert proof.verify(company) == []


def test_who_reads_customers_needs_a_right_to_it(company: Actor) -> None:  # S06.11
    roles.add(company, "nothing", "无", [])
    raises(NotAllowed, "need-permission", lambda: codes(staff(company, "wang", "nothing")))
