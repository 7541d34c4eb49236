"""Reports on the screens: what changed against the days before, the days before and after at one key, sums in view."""

from decimal import Decimal

import pytest

from tests.kit.desk import screens
from tests.kit.orders import Crew, customer
from ydh.core.orders.entering import place
from ydh.core.orders.views import Want
from ydh.tui.reports.report import change, tone


async def test_a_report_compares_its_days_with_others_and_keeps_its_sum_in_view(crew: Crew) -> None:
    for nth in range(20):
        place(customer(crew.admin, f"R{nth:02}"), [Want("T1", Decimal(nth + 1))])
    async with screens(crew.business_manager) as desk:
        await desk.open("reports.reports:Reports")
        await desk.press("j", "enter")  # of the last month, in which nothing was sold
        assert "没有数据" in desk.text()
        await desk.press("right_square_bracket")
        assert "合计 2,100.00   订单 20" in desk.grid()[1]
        assert desk.part("#figures")[0].count("新") == 2  # against the month before, and that of a year before
        rows = desk.part("#grid")
        assert rows[1].split()[:6] == [">", "R19", "客户R19", "1", "200.00", "9.52%"]
        assert "新" in rows[1]
        assert rows[1].endswith("========")
        assert rows[-1].split() == ["合计", "20", "2,100.00"]
        await desk.press("G")
        assert desk.part("#grid")[-1] == rows[-1]  # there are more rows than room
        assert desk.here == "19"
        await desk.press("left_square_bracket")
        assert "没有数据" in desk.text()


@pytest.mark.parametrize(
    ("now", "before", "said", "voice"),
    [
        ("118", "100", "+18%", "good"),
        ("49", "100", "-51%", "wrong"),
        ("100", "100", "+0%", ""),
        ("1", "100000", "-99%", "wrong"),  # something is left
        ("0", "100", "-100%", "wrong"),
        ("100000", "1", "+999%", "good"),
        ("5", "0", "new", ""),
        ("0", "0", "", ""),
    ],
)
def test_a_change_has_its_sign_and_up_is_good(now: str, before: str, said: str, voice: str) -> None:
    found = change(Decimal(now), Decimal(before))
    assert getattr(found, "code", found) == said
    assert tone(found, good=True) == voice
    assert tone(found, good=False) == {"good": "wrong", "wrong": "good", "": ""}[voice]
