"""Days and times as people write them: words of both languages, months, zones, and the hours that clocks skip."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from ydh.core.values.days import a_year_before, beside, moment, span
from ydh.core.values.errors import Invalid

TODAY = date(2026, 11, 30)  # a Monday
BERLIN, SHANGHAI = ZoneInfo("Europe/Berlin"), timezone(timedelta(hours=8))


def nobody() -> date:
    raise AssertionError("the company's day was asked for, and no word needed it")


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("today 今天 今日 Today", date(2026, 11, 30), date(2026, 11, 30)),
        ("yesterday 昨天 昨日 YESTERDAY", date(2026, 11, 29), date(2026, 11, 29)),
        ("this-week 本周 这周", date(2026, 11, 30), date(2026, 12, 6)),
        ("last-week 上周 ｌａｓｔ-week", date(2026, 11, 23), date(2026, 11, 29)),
        ("this-month 本月 11月 2026-11", date(2026, 11, 1), date(2026, 11, 30)),
        ("last-month 上月 上个月 10月 １０月 10月份 2026-10 2026年10月 2026/10", date(2026, 10, 1), date(2026, 10, 31)),
        ("12月 2025-12", date(2025, 12, 1), date(2025, 12, 31)),  # this year's has not begun
        ("2月", date(2026, 2, 1), date(2026, 2, 28)),
        ("2028-02 2028.2", date(2028, 2, 1), date(2028, 2, 29)),
        ("2026-11-23 2026/11/23", date(2026, 11, 23), date(2026, 11, 23)),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_days_go_by_their_words(words: str, first: date, last: date) -> None:
    for word in words.split():
        assert span(word, "first", lambda: TODAY) == (first, last), word


def test_words_may_have_a_space_within() -> None:
    assert span(" last  month ", "first", lambda: TODAY) == (date(2026, 10, 1), date(2026, 10, 31))


def test_a_day_that_is_written_out_asks_for_nobodys_day() -> None:
    assert span("2026-11-23", "first", nobody)[0] == date(2026, 11, 23)
    assert span("2026-11", "first", nobody)[0] == date(2026, 11, 1)


@pytest.mark.parametrize(
    "text", ["tomorrow's", "0月", "13月", "2026-13", "0000-01", "10", "2026", "-1", "2026-11-31", ""]
)
def test_what_is_no_day_is_refused_with_what_would_be(text: str) -> None:
    with pytest.raises(Invalid) as caught:
        span(text, "first", lambda: TODAY)
    assert caught.value.id == "days-form"
    assert "last-month" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("2026-11-23 14:30", datetime(2026, 11, 23, 6, 30, tzinfo=UTC)),
        ("2026/11/23T14:30:05", datetime(2026, 11, 23, 6, 30, 5, tzinfo=UTC)),
        ("２０２６-11-23 14：30", datetime(2026, 11, 23, 6, 30, tzinfo=UTC)),
        ("2026-11-23 14:30Z", datetime(2026, 11, 23, 14, 30, tzinfo=UTC)),
        ("2026-11-23T14:30:00.123+02:00", datetime(2026, 11, 23, 12, 30, tzinfo=UTC)),
        ("2026-11-23 14:30 -0500", datetime(2026, 11, 23, 19, 30, tzinfo=UTC)),
    ],
)
def test_a_time_is_by_the_companys_clock_unless_it_names_its_zone(text: str, right: datetime) -> None:
    assert moment(text, "at", SHANGHAI) == right


def test_daylight_saving_moves_a_time() -> None:
    assert moment("2026-07-01 12:00", "at", BERLIN) == datetime(2026, 7, 1, 10, tzinfo=UTC)
    assert moment("2026-12-01 12:00", "at", BERLIN) == datetime(2026, 12, 1, 11, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "id"),
    [("2026-03-29 02:30", "moment-never"), ("2026-10-25 02:30", "moment-twice"), ("soon", "moment-form")],
)
def test_a_time_that_was_never_or_twice_is_refused(text: str, id: str) -> None:
    with pytest.raises(Invalid) as caught:
        moment(text, "at", BERLIN)
    assert caught.value.id == id


def test_the_offset_tells_which_of_two_was_meant() -> None:
    assert moment("2026-10-25 02:30+02:00", "at", BERLIN) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert moment("2026-10-25 02:30+01:00", "at", BERLIN) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_whole_months_have_months_beside_them_and_other_days_as_many_days() -> None:
    def at(text: str) -> tuple[date, date]:
        first, last = (date.fromisoformat(each) for each in text.split())
        return first, last

    months, quarter, days = at("2026-03-01 2026-03-31"), at("2026-01-01 2026-03-31"), at("2026-03-10 2026-03-12")
    assert beside(months, -1) == at("2026-02-01 2026-02-28")
    assert beside(quarter, -1) == at("2025-10-01 2025-12-31")
    assert beside(days, -1) == at("2026-03-07 2026-03-09")
    assert beside(beside(quarter, 1), -1) == quarter
    assert beside(at("9999-12-01 9999-12-31"), 1) == at("9999-12-01 9999-12-31")  # no calendar goes on
    assert a_year_before(at("2024-02-01 2024-02-29")) == at("2023-02-01 2023-02-28")
    assert a_year_before(at("2024-02-29 2024-03-01")) == at("2023-02-28 2023-03-01")
    assert a_year_before(at("0001-01-01 0001-12-31")) == at("0001-01-01 0001-12-31")
