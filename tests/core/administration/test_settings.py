"""The company's settings: who changes them, what is refused, and that no value stops the company."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.kit.company import PASSWORD, staff
from tests.kit.orders import make_crew, the_books_are_right
from tests.kit.servers import Postgres, Sqlite
from ydh.core.administration import founding
from ydh.core.administration.settings import change_setting, show_settings
from ydh.core.audit import proof
from ydh.core.company.actors import Actor
from ydh.core.company.settings import SETTINGS, is_practice, settings, today
from ydh.core.orders.looking import list_orders
from ydh.core.rules.permissions import ROLES
from ydh.core.stock import looking as stock_looking
from ydh.core.values.errors import Invalid, NotAllowed, YdhError
from ydh.store.engine.prepared import Statement
from ydh.store.tables.log import Journal

_BODIES = Statement(
    Journal.select(Journal.body).where((Journal.kind == "setting") & (Journal.action == "set")).order_by(Journal.id)
)


def now(company: Actor) -> dict[str, Any]:
    return {it.name: it.value for it in show_settings(company)}


def test_what_nobody_chose_is_as_the_table_has_it(company: Actor) -> None:
    assert {name: value for name, value in now(company).items() if name != "company_name"} == {
        name: kind.default for name, kind in SETTINGS.items() if name != "company_name"
    }


def test_a_setting_is_changed_and_the_journal_has_old_and_new(company: Actor) -> None:
    # S06.4
    assert change_setting(company, "auto_receive_days", "10").value == 10
    assert change_setting(company, "auto_receive_days", "１２").value == 12
    assert change_setting(company, "auto_receive_days", "12").value == 12
    assert now(company)["auto_receive_days"] == 12
    founded, *bodies = [body for (body,) in company.company.read(_BODIES.rows)]
    assert "company_name" in founded
    assert ['["auto_receive_days",7,10]' in bodies[0], '["auto_receive_days",10,12]' in bodies[1]] == [True, True]
    assert len(bodies) == 2
    assert proof.verify(company) == []


def test_a_threshold_is_set_and_taken_away_again(company: Actor) -> None:
    assert change_setting(company, "amount_threshold", "off").value is None
    assert change_setting(company, "amount_threshold", "50000").value == "50000"
    assert change_setting(company, "amount_threshold", "off").value is None
    assert now(company)["amount_threshold"] is None


@pytest.mark.parametrize(
    ("name", "text", "id"),
    [
        ("nonsense", "1", "setting-unknown"),
        ("guard.administrators", "1", "setting-unknown"),
        ("workflow.order.off", "finance", "setting-by-workflow"),
        ("company_name", "", "text-empty"),
        ("company_name", "\x1b[2J", "text-control"),
        ("self_approval", "perhaps", "setting-yes-no"),
        ("when_short", "panic", "setting-choice"),
        ("opinion_required", "review, dance", "step-unknown"),
        ("auto_receive_days", "-1", "number-low"),
        ("timezone", "Mars/Olympus", "timezone-unknown"),
        ("timezone", "+25:00", "timezone-unknown"),
        ("timezone", "+08:00:30", "timezone-unknown"),
        ("timezone", "../../etc/passwd", "timezone-unknown"),
    ],
)
def test_a_value_that_cannot_be_is_refused(company: Actor, name: str, text: str, id: str) -> None:
    with pytest.raises(YdhError) as caught:
        change_setting(company, name, text)
    assert caught.value.id == id
    assert str(caught.value)


@pytest.mark.parametrize(
    ("text", "kept", "minutes"),
    [("+0530", "+05:30", 330), ("Z", "+00:00", 0), ("-03:30", "-03:30", -210), ("+08:00", "+08:00", 480)],
)
def test_every_offset_that_is_taken_can_be_read_again(company: Actor, text: str, kept: str, minutes: int) -> None:
    assert change_setting(company, "timezone", text).value == kept
    zone = company.company.read(lambda unit: settings(unit).zone)
    assert zone.utcoffset(None) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("text", "kept"), [("Asia/Shanghai", "Asia/Shanghai"), ("europe/berlin", "Europe/Berlin"), ("utc", "UTC")]
)
def test_a_zone_goes_by_its_name_in_any_case(company: Actor, text: str, kept: str) -> None:
    assert change_setting(company, "timezone", text).value == kept
    assert str(company.company.read(lambda unit: settings(unit).zone)) == kept


def test_a_zone_that_is_nearly_one_is_named(company: Actor) -> None:
    with pytest.raises(Invalid) as caught:
        change_setting(company, "timezone", "Asia/Shanghia")
    assert caught.value.data["example"] == "Asia/Shanghai"


def test_the_clocks_go_forward_and_back_and_the_business_date_with_them(company: Actor) -> None:
    change_setting(company, "timezone", "Europe/Berlin")
    for month, next_day in ((6, True), (12, False)):  # half past ten in the evening, UTC
        company.company.store.clock = lambda m=month: datetime(2099, m, 10, 22, 30, tzinfo=UTC)  # type: ignore[misc]
        assert today(company) == date(2099, month, 11 if next_day else 10)


def test_a_change_of_the_zone_changes_no_business_date_that_is_written(company: Actor) -> None:
    crew = make_crew(company)
    number = crew.carry(crew.place(), "done")
    written = crew.show(number).row.business_date
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago", "+08:00"):  # 14 hours before and 11 hours behind UTC
        change_setting(company, "timezone", zone)
        assert crew.show(number).row.business_date == written
        assert [it.number for it in list_orders(company, first=written, last=written)] == [number]
        assert {it.business_date for it in stock_looking.moves(company, "T1").rows[:1]} == {written}
        assert the_books_are_right(company)


@pytest.mark.parametrize("role", [code for code in ROLES if code != "system_admin"])
def test_only_the_administrator_changes_settings(company: Actor, role: str) -> None:  # S06.4, S18.9, S18.11
    with pytest.raises(NotAllowed):
        change_setting(staff(company, "wang", role), "self_approval", "on")
    assert now(company)["self_approval"] is False


def test_practice_is_settled_when_a_company_is_made(company: Actor, databases: Sqlite | Postgres) -> None:
    practice = founding.init(
        databases.fresh(), login="boss", name="老板", password=PASSWORD, company_name="练习", practice=True
    )
    for boss, settled in ((company, False), (practice, True)):
        for value in ("on", "off"):
            with pytest.raises(Invalid) as caught:
                change_setting(boss, "practice", value)
            assert caught.value.id == "setting-at-birth"
        assert is_practice(boss.company) is settled
    assert proof.verify(practice) == []
    practice.company.close()
