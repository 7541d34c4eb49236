"""Each right, one at a time: who has it and nothing else may do what it is for; who has all the others may not."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal as D
from io import BytesIO
from typing import Any

import pytest

from tests.kit import servers
from tests.kit.apart import Apart, opened
from tests.kit.company import staff
from tests.kit.orders import approve, leave, picture, want
from tests.kit.returning import Counter, back, make_counter
from tests.kit.trail import sql
from ydh.core.administration import accounts, settings
from ydh.core.audit import entries, leaving
from ydh.core.company.actors import Actor
from ydh.core.files.importing import importing
from ydh.core.goods import prices, products
from ydh.core.goods.views import Variant
from ydh.core.orders import editing, looking
from ydh.core.orders.entering import place
from ydh.core.partners import customers
from ydh.core.reports import reports
from ydh.core.returns import asking
from ydh.core.rules.facts import Fact
from ydh.core.rules.nouns import NOUNS, Act, Wanted, asked, given, noun
from ydh.core.rules.permissions import PERMISSION_NAMES, P
from ydh.core.stock import papers
from ydh.core.values.errors import NotAllowed, NotFound
from ydh.core.values.outcomes import Held, Refused, Seen
from ydh.core.values.words import MASKED
from ydh.core.workflow import assigning, holds
from ydh.core.workflow.acting import act

Deed = Callable[[Actor], Any]  # what the right lets one do
GIVEN = {"requested_date": "2026-12-31"}


def _order_at(step: str) -> Callable[[Counter], Deed]:
    def made(it: Counter) -> Deed:
        number = it.crew.at_step(step)
        return lambda me: approve(me, number, step)

    return made


def _return_at(step: str, *before: str) -> Callable[[Counter], Deed]:
    def made(it: Counter) -> Deed:
        number = it.ask(it.delivered())
        if before:
            it.carry(number, *before)
        return lambda me: act(me, number, "approve", seen=Seen(step))

    return made


def _edited(it: Counter) -> Deed:
    number = it.crew.place(2)
    return lambda me: editing.edit(me, number, wants=[want("T1", 3)])


def _voided(it: Counter) -> Deed:
    number = it.crew.place(2)
    return lambda me: leave(me, number, "void")


def _asked_back(it: Counter) -> Deed:
    number = it.delivered()
    return lambda me: asking.ask(me, [back("1", 1)], order=number, reason="damaged")


def _given_to(it: Counter) -> Deed:
    number = it.crew.place(2)
    return lambda me: assigning.assign(me, number, "order_reviewer")


def _let_go(it: Counter) -> Deed:
    settings.change_setting(it.crew.admin, "amount_threshold", "10")
    number = it.crew.carry(it.crew.place(2), "finance")
    return lambda me: holds.release_hold(me, number, "amount")


def _amount_of(it: Counter) -> Deed:
    number = it.crew.place(2)

    def seen(me: Actor) -> None:
        if looking.show(me, number).row.total in (None, MASKED):
            raise NotAllowed("need-permission", permission=PERMISSION_NAMES[P.AMOUNT_VIEW])

    return seen


def _imported(_: Counter) -> Deed:
    file = "code,name\nC9,西湖茶行\n".encode()
    return lambda me: importing.run(me, "customers", BytesIO(file), name="c.csv")


def plain(deed: Deed) -> Callable[[Counter], Deed]:
    return lambda _: deed


# what each right is for: documents that it is done to, and the deed
FOR: dict[P, Callable[[Counter], Deed]] = {
    P.ORDER_VIEW: plain(looking.list_orders),
    P.ORDER_CREATE: plain(lambda me: place(me, [want("T1", 1)], customer="C1", details=GIVEN)),
    P.ORDER_EDIT: _edited,
    P.ORDER_ASSIGN: _given_to,
    P.ORDER_REVIEW: _order_at("review"),
    P.ORDER_FINANCE_REVIEW: _order_at("finance"),
    P.ORDER_OUTBOUND_REVIEW: _order_at("release"),
    P.ORDER_SHIP: _order_at("ship"),
    P.ORDER_VOID: _voided,
    P.RETURN_CREATE: _asked_back,
    P.RETURN_REVIEW: _return_at("review"),
    P.RETURN_RECEIVE: _return_at("receive", "review", "dispatch"),
    P.RETURN_REFUND: _return_at("refund", "review", "dispatch", "receive"),
    P.PRODUCT_MANAGE: plain(lambda me: products.add(me, "NEW", "新品", Variant(unit="盒"))),
    P.PRICE_MANAGE: plain(lambda me: prices.set_price(me, "T1", D(9), customer="C1")),
    P.AMOUNT_VIEW: _amount_of,
    P.CUSTOMER_MANAGE: plain(lambda me: customers.add(me, "C9", "西湖茶行")),
    P.CREDIT_OVERRIDE: _let_go,
    P.STOCK_ADJUST: plain(lambda me: papers.receive_stock(me, "T1", D(5))),
    P.REPORT_VIEW: plain(lambda me: reports.run(me, "flow")),
    P.DATA_IMPORT: _imported,
    P.DATA_EXPORT: plain(lambda me: leaving.allow(me, whole=True, to_file=True)),
    P.STAFF_MANAGE: plain(lambda me: accounts.add_staff(me, "li", "李四", [])),
    P.SYSTEM_CONFIGURE: plain(lambda me: settings.change_setting(me, "lead_days", "5")),
    P.AUDIT_VIEW: plain(entries.entries),
}
NOTHING_YET = frozenset({P.PAYMENT_RECORD, P.PAYMENT_CONFIRM})  # until there are payments
# what one must be allowed besides to do it
ALSO: dict[P, frozenset[P]] = {
    P.AMOUNT_VIEW: frozenset({P.ORDER_VIEW}),
    P.DATA_IMPORT: frozenset({P.CUSTOMER_MANAGE}),
}


@pytest.fixture
def counter(company: Actor) -> Counter:
    return make_counter(company)


def holder(admin: Actor, login: str, rights: frozenset[P]) -> Actor:
    """An account that has these rights by a role of its own, which no use case would make with each of them."""
    actor = staff(admin, login)
    sql(
        admin,
        "INSERT INTO role (code, name, builtin, version, head, entries)"
        f" VALUES ('{login}', '{login}', FALSE, 1, '', 0)",
        *(
            f"INSERT INTO role_permission (role_id, permission) SELECT id, '{right}' FROM role WHERE code = '{login}'"
            for right in rights
        ),
        f"INSERT INTO account_role (account_id, role_id) SELECT {actor.account}, id FROM role WHERE code = '{login}'",
    )
    return actor


def refusal(deed: Deed, me: Actor) -> str:
    """The right that is said to be lacking."""
    try:
        answer = deed(me)
    except NotAllowed as error:
        return str(error.data["permission"])
    assert isinstance(answer, Refused), answer
    return str(answer.error.data["permission"])


def test_every_right_is_for_something() -> None:  # S21.32
    assert FOR.keys() | NOTHING_YET == set(P)
    assert FOR.keys() & NOTHING_YET == set()


@pytest.mark.parametrize("right", FOR)
def test_who_holds_a_right_may_and_who_holds_all_the_others_may_not(counter: Counter, right: P) -> None:
    # S13.5, S13.7, S21.32
    deed = FOR[right](counter)
    others = holder(counter.crew.admin, "others", frozenset(P) - {right})
    assert refusal(deed, others) == PERMISSION_NAMES[right]
    answer = deed(holder(counter.crew.admin, "holder", frozenset({right}) | ALSO.get(right, frozenset())))
    assert not isinstance(answer, Refused | Held), answer


# --- every act of every noun ---

# what is answered where an act asks for it, where neither a plain word nor the first choice would do
ANSWERS = {
    "add-ready-made.code": "auditor",
    "account.login": "newcomer",
    "account.regions": "浙江",
    "account.scope": "region",
    "backorder": "company",
    "create.code": "helper",
    "customer.login": "newcomer",
    "lines": "T1 2",
    "lots": "yes",
    "position": "1",
    "priority": "1",
    "product_seen": "1",
    "service": "no",
    "temperature": "4",
    "at": "2026-11-20 12:00",
    "attributes": "颜色=蓝",
    "customer": "C1",
    "keep_days": "30",
    "like": "taster",
    "owners": "zhou",
    "permissions": "order.view",
    "return_days": "7",
    "roles": "order_reviewer",
    "stock.to": "W2",
    "workflow": "order",
}
OF_TYPE = {
    "money": "9",
    "price": "9",
    "quantity": "1",
    "count": "1",
    "ordinal": "1",
    "percent": "0.1",
    "day": "2027-01-01",
}
ACTS = [(name, act) for name in NOUNS for act in noun(name).acts if act.needs]


def answers(name: str, act: Act, facts: Sequence[Fact]) -> dict[str, str]:
    return {
        fact.code: ANSWERS.get(f"{act.verb}.{fact.code}")
        or ANSWERS.get(f"{name}.{fact.code}")
        or ANSWERS.get(fact.code)
        or next(filter(None, fact.choices or {}), "")
        or OF_TYPE.get(fact.type, "x")
        for fact in facts
    }


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Apart]:
    """Nothing is changed in it, so that all tests look at the same."""
    with opened(servers.Sqlite(tmp_path_factory.mktemp("rights"))) as it:
        yield it


@pytest.mark.parametrize(("name", "act"), [pytest.param(name, act, id=f"{name} {act.verb}") for name, act in ACTS])
def test_who_has_all_rights_but_those_of_an_act_is_refused_it(shop: Apart, name: str, act: Act) -> None:
    # S13.5, S13.7
    it, boss, of = noun(name), shop.people["all"], "C1" if noun(name).parent else ""
    asked_for = asked(it.facts_for(lambda: boss), act)
    values = given(asked_for, answers(name, act, asked_for), edits=act.edits, name=lambda fact: fact.code)
    values |= {it.parent.code: of} if it.parent else {}
    there = it.page(boss, Wanted(of=of)).rows
    rows = [] if act.on == "none" else [it.key_of(there[0]) if there else "x"]
    before = picture(boss)
    others = holder(shop.furnished.boss, f"{name}-{act.verb}", frozenset(P) - set(act.needs))
    with pytest.raises((NotAllowed, NotFound)) as refused:
        act.do(others, *rows, **values)
    if isinstance(refused.value, NotFound):  # who may not manage accounts does not learn which there are
        assert act.needs == (P.STAFF_MANAGE,)
    else:
        assert str(refused.value.data["permission"]) in {PERMISSION_NAMES[right] for right in act.needs}
    assert picture(boss) == before
