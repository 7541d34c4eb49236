"""The examination of the company on a screen: how far it is, what it found, and the way to what it is about."""

from tests.kit.desk import screens
from tests.kit.orders import Crew
from ydh.core.audit import doctor
from ydh.store.engine.database import Unit
from ydh.tui.audit.doctor import ExaminationScreen
from ydh.tui.orders.order import OrderScreen


async def test_the_checks_run_by_themselves_and_a_finding_leads_to_its_document(crew: Crew) -> None:
    number = crew.place()
    async with screens(crew.admin, size=(140, 40)) as desk:
        await desk.open("examination")
        page = desk.page
        assert isinstance(page, ExaminationScreen)
        wrong = [row.found for row in page.book.rows if row.found.level == "error"]
        assert [it.check.code for it in wrong if it.subject in (number, "cache_size")] == [], "screens keep little"
        assert len({row.found.check for row in page.book.rows}) == sum(not check.deep for check in doctor.CHECKS)

        def spoil(unit: Unit) -> None:
            unit.execute("UPDATE orders SET total = total + 100 WHERE number = ?", (number,))

        crew.admin.company.write(spoil)
        seen: list[str] = []
        before = page._at
        page._at = lambda n, every, check: (before(n, every, check), seen.append(desk.text()))  # type: ignore[method-assign]
        await desk.press("a")
        assert any("of" in text or "第 1 项" in text for text in seen)
        assert page.book.rows[0].found.level == "error"
        nth = next(at for at, row in enumerate(page.book.rows) if row.found.subject == number)
        page.grid.go(nth)
        await desk.press("enter")
        assert isinstance(desk.page, OrderScreen)
        assert desk.page.number == number
        await desk.press("escape", "C")
        assert len({row.found.check for row in page.book.rows}) == len(doctor.CHECKS)
        page.grid.go(len(page.book.rows) - 1)
        await desk.press("enter")
        assert desk.page is page
        assert "不是可以打开的单据" in desk.said
