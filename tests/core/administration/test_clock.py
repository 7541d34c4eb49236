"""A clock that was set back writes nothing and is found; who knows that it was ahead before goes on."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.kit.company import PASSWORD, staff
from ydh.core.administration import clock, signin
from ydh.core.administration.settings import change_setting, show_settings
from ydh.core.audit import doctor, proof
from ydh.core.company.actors import Actor
from ydh.core.company.company import open_company
from ydh.core.company.moments import BACK
from ydh.core.values.errors import Conflict, NotAllowed
from ydh.store.engine.database import machine_clock


def ahead(company: Actor, by: timedelta) -> None:
    """Something is written while the clock is ahead, and the clock is right again."""
    company.company.store.clock = lambda: datetime.now(UTC) + by
    change_setting(company, "lead_days", "5")
    company.company.store.clock = machine_clock


def clock_errors(company: Actor) -> list[str]:
    return [found.id for found in doctor.examine(company) if found.check.code == "clock" and found.level != "ok"]


def test_a_clock_that_was_set_back_writes_nothing_and_is_found(company: Actor, company_url: str) -> None:
    # S10.5
    ahead(company, timedelta(days=9000))
    fresh = Actor(open_company(company_url), company.account)  # another process
    for who in (company, fresh):
        with pytest.raises(Conflict) as caught:
            change_setting(who, "lead_days", "6")
        assert caught.value.id == "clock-back"
        with pytest.raises(Conflict):
            signin.login(who.company, "boss", PASSWORD)
        assert {it.name: it.value for it in show_settings(who)}["lead_days"] == 5
        assert clock_errors(who) == ["doctor-clock"]
    fresh.company.close()


def test_clocks_of_several_machines_may_differ_a_little(company: Actor) -> None:
    ahead(company, BACK - timedelta(minutes=1))
    change_setting(company, "lead_days", "6")
    assert clock_errors(company) == []


def test_who_knows_that_the_clock_was_ahead_goes_on(company: Actor) -> None:
    # S10.5
    clerk = staff(company, "clerk", "shipping_clerk")
    with pytest.raises(Conflict):
        clock.accept(company, "too early")
    ahead(company, timedelta(days=9000))
    with pytest.raises(NotAllowed):
        clock.accept(clerk, "not his business")
    assert clock.accept(company, "the battery was changed") > datetime.now(UTC) + timedelta(days=8000)
    change_setting(company, "lead_days", "6")
    assert clock_errors(company) == []
    assert [it.id for it in proof.verify(company) if it.id == "chain-time"] == []


def test_a_clock_that_somebody_gives_is_his_own(company: Actor) -> None:
    company.company.store.clock = lambda: datetime(1999, 1, 1, tzinfo=UTC)
    change_setting(company, "lead_days", "6")
