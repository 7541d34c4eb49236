"""Carriers: a list that a company begins with, what a shipment may name of it, and who carried the last one."""

from datetime import UTC, date, datetime

import pytest

from tests.kit.orders import Crew, approve, done, make_crew, refused, the_books_are_right
from ydh.core.administration import settings
from ydh.core.company.actors import Actor
from ydh.core.orders import sending
from ydh.core.partners import carriers
from ydh.core.values.errors import Invalid, NotAllowed, NotFound, Stale


@pytest.fixture
def crew(company: Actor) -> Crew:
    return make_crew(company)


def test_a_new_company_can_ship_at_once(crew: Crew) -> None:  # S10.16, S10.17
    names = {it.name: it for it in carriers.list_carriers(crew.shipping_clerk)}
    express, freight = {"顺丰", "京东物流", "中通", "圆通", "申通", "韵达", "邮政EMS"}, {"德邦", "安能", "跨越速运"}
    assert {name for name, it in names.items() if it.kind == "express"} == express
    assert {name for name, it in names.items() if it.kind == "freight"} == freight
    assert names.keys() - express - freight == {"公司送货", "客户自提", "个人配送"}
    assert {name for name, it in names.items() if it.tracking_url} == express | freight
    assert names["顺丰"].tracking_url == "https://www.kuaidi100.com/chaxun?com=shunfeng&nu={number}"
    assert the_books_are_right(crew.admin)


@pytest.mark.parametrize("word", ["顺丰", "SF", "sf", "ＳＦ"])
def test_a_shipment_names_a_carrier_by_code_or_name(crew: Crew, word: str) -> None:
    # S05.9
    number = crew.at_step("ship")
    done(approve(crew.shipping_clerk, number, "ship", carrier=word))
    assert crew.show(number).shipments[0].carrier == "顺丰"


# S14.16
def test_an_unknown_carrier_is_refused_with_the_nearest(crew: Crew) -> None:
    # S05.9
    number = crew.at_step("ship")
    outcome = approve(crew.shipping_clerk, number, "ship", carrier="顺风")
    assert refused(outcome) == "carrier-unknown"
    assert "顺丰 (SF)" in str(outcome.error)  # type: ignore[union-attr]
    settings.change_setting(crew.admin, "carriers_free", "on")
    done(approve(crew.shipping_clerk, number, "ship", carrier="老王的货车"))
    assert crew.show(number).shipments[0].carrier == "老王的货车"


def test_no_goods_go_by_personal_delivery_unless_the_company_lets_them(crew: Crew) -> None:  # S05.9
    number = crew.at_step("ship")
    assert refused(approve(crew.shipping_clerk, number, "ship", carrier="PERSONAL")) == "carrier-personal"
    settings.change_setting(crew.admin, "personal_delivery", "on")
    done(approve(crew.shipping_clerk, number, "ship", carrier="PERSONAL"))


def test_a_carrier_is_always_named(crew: Crew) -> None:  # S05.9
    number = crew.at_step("ship")
    assert refused(approve(crew.shipping_clerk, number, "ship", carrier="")) == "answer-missing"


def test_a_retired_carrier_takes_nothing_and_comes_back(crew: Crew) -> None:
    # S05.9
    carriers.retire(crew.shipping_clerk, "SF")
    number = crew.at_step("ship")
    assert refused(approve(crew.shipping_clerk, number, "ship")) == "carrier-retired"
    assert "SF" not in {it.code for it in carriers.list_carriers(crew.admin)}
    carriers.restore(crew.shipping_clerk, "sf")
    done(approve(crew.shipping_clerk, number, "ship"))


def test_a_contract_that_is_over_warns_and_does_not_stop(crew: Crew) -> None:  # S16.20
    crew.admin.company.store.clock = lambda: datetime(2026, 11, 29, 4, tzinfo=UTC)
    carriers.edit(crew.shipping_clerk, "SF", contract_number="HT-9", contract_until=date(2026, 11, 28))
    (view,) = [it for it in carriers.list_carriers(crew.admin) if it.code == "SF"]
    assert view.expired
    assert view.contract_number == "HT-9"
    number = crew.at_step("ship")
    done(approve(crew.shipping_clerk, number, "ship"))
    from ydh.core.workflow import history

    assert history.history(crew.admin, number)[-1].body["contract"] == "顺丰 2026-11-28"
    carriers.edit(crew.shipping_clerk, "SF", contract_until=date(2026, 11, 29))  # its last day
    again = crew.at_step("ship")
    done(approve(crew.shipping_clerk, again, "ship"))
    assert "contract" not in history.history(crew.admin, again)[-1].body
    carriers.edit(crew.shipping_clerk, "SF", contract_until="")
    assert not any(it.expired for it in carriers.list_carriers(crew.admin))


def test_the_list_is_kept_by_who_ships_or_sets_up(crew: Crew) -> None:
    made = carriers.add(crew.system_admin, "WL9", "四埭物流", kind="freight", tracking_url="https://wl9.cn/?n={number}")
    assert made == "WL9"
    with pytest.raises(Invalid, match="already"):
        carriers.add(crew.shipping_clerk, "wl9", "别的")
    with pytest.raises(Invalid, match="already"):
        carriers.add(crew.shipping_clerk, "X", "顺丰")
    with pytest.raises(NotAllowed):
        carriers.add(crew.order_reviewer, "X", "某某")
    with pytest.raises(NotAllowed):
        carriers.list_carriers(crew.buyer)
    with pytest.raises(NotFound):
        carriers.edit(crew.system_admin, "NONE", name="某某")
    assert the_books_are_right(crew.admin)


@pytest.mark.parametrize(
    "given",
    [{"kind": "rocket"}, {"tracking_url": "https://x.cn/"}, {"tracking_url": "javascript:{number}"}, {"name": ""}],
)
def test_what_cannot_be_is_refused(crew: Crew, given: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        carriers.edit(crew.shipping_clerk, "SF", **given)  # type: ignore[arg-type]


def test_two_who_edit_the_same_carrier_do_not_overwrite_each_other(crew: Crew) -> None:
    (seen,) = [it.version for it in carriers.list_carriers(crew.admin) if it.code == "SF"]
    carriers.edit(crew.shipping_clerk, "SF", phone="95338", seen=seen)
    with pytest.raises(Stale):
        carriers.edit(crew.system_admin, "SF", phone="110", seen=seen)


# S14.16
def test_who_carried_the_last_goods_there_is_filled_in(crew: Crew) -> None:  # S10.16
    first = crew.at_step("ship")
    assert sending.suggested(crew.shipping_clerk, first)["carrier"] == ""
    done(approve(crew.shipping_clerk, first, "ship", carrier="德邦"))
    assert sending.suggested(crew.shipping_clerk, crew.at_step("ship"))["carrier"] == "德邦"


def test_suggestions_are_found_while_typing(crew: Crew) -> None:
    assert carriers.find(crew.shipping_clerk, "顺") == [("顺丰", "SF")]
    assert len(carriers.find(crew.shipping_clerk, "")) == len(carriers.USUAL)
    assert carriers.find(crew.buyer, "顺") == []
