"""`P` prints on every list and page of documents: to a printer, into a file, into the tray of who comes over SSH."""

import stat
from pathlib import Path

import pytest

from tests.kit.desk import screens
from tests.kit.orders import Crew, approve, done, make_crew
from ydh.core.administration.settings import change_setting
from ydh.core.audit.entries import entries
from ydh.core.company.actors import Actor
from ydh.core.files import tray
from ydh.tui.front.queue import queue_screen

LP = """#!/bin/sh
for last in "$@"; do :; done
echo "$2 $last" >> "$LP_SEEN/told"
cp "$last" "$LP_SEEN/paper"
"""


@pytest.fixture
def crew(company: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Crew:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.chdir(tmp_path)
    return make_crew(company)


@pytest.fixture
def lp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an lp of the test's own, which leaves there what it was told and given."""
    script = tmp_path / "lp"
    script.write_text(LP)
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setenv("LP_SEEN", str(tmp_path))
    return tmp_path


def parts_of(crew: Crew, *orders: str) -> list[str]:
    return [crew.show(number).shipments[0].number for number in orders]


async def test_todays_pick_lists_are_printed_by_two_keys(crew: Crew, lp: Path) -> None:
    pytest.importorskip("fpdf")
    change_setting(crew.admin, "printers", "面单=Zebra:label, 仓库=HP_400:pick+note")
    parts = parts_of(crew, crew.at_step("ship"), crew.at_step("ship"))
    async with screens(crew.outbound_reviewer) as desk:
        await desk.open("picking")
        await desk.press("*", "P")
        assert [part in desk.text() for part in parts] == [True, True]
        await desk.press("ctrl+s")
        assert "拣货单 2 份：已送 仓库 打印" in desk.text()
        assert desk.marked == sorted(parts)  # the next paper of the same is one key away
        await desk.press("P")
        await desk.answer(paper="label", where="printer:仓库")
        assert "可选：面单" in desk.text()  # the form stays
        await desk.answer(where="printer:面单", parcels="2")
        assert "面单 2 份：已送 面单 打印" in desk.text()
    assert [line.split()[0] for line in (lp / "told").read_text().splitlines()] == ["HP_400", "Zebra"]
    assert (lp / "paper").read_bytes().startswith(b"%PDF-")


async def test_the_palette_finds_printing_by_its_names_wherever_documents_are(crew: Crew) -> None:
    number = crew.at_step("ship")
    async with screens(crew.business_manager) as desk:
        for place in ("all orders", "shipments", queue_screen("order", "ship")):
            await desk.open(place)
            for name in ("打印", "dy", "print"):
                await desk.press(":")
                await desk.type(name)
                await desk.press("enter")
                assert [field.name for field in desk.screen.fields][-4:] == ["where", "form", "path", "parcels"]
                await desk.press("escape")
        await desk.open("all orders")
        await desk.press("enter", "P")
        await desk.answer(form="text", path="one")
        assert "订单 1 份：" in desk.text()
        assert number in Path("order-one.txt").read_text()
        await desk.press("P")
        await desk.answer(form="text", path="one")
        assert "已存在" in desk.text()
    assert len(entries(crew.admin, action="export").rows) == 1


async def test_over_ssh_papers_lie_in_the_tray_and_are_fetched_from_there(crew: Crew) -> None:
    part, waits = parts_of(crew, crew.at_step("ship"))[0], crew.place()
    async with screens(crew.shipping_clerk, remote=True) as desk:
        await desk.open("all orders")
        await desk.press("*", "P")
        await desk.answer(paper="note", form="text")
        assert f"note-{part}.txt" in desk.text()
        assert waits in desk.text()  # what was not printed is named, with why
        assert "还没有发货单" in desk.text()
        await desk.press("escape")
        await desk.open("my tray")
        assert desk.rows == [f"note-{part}.txt"]
        await desk.press("e")
        assert "ssh HOST ydh file get" in desk.text()
        await desk.press("X", "enter")
        assert desk.rows == []
    tray.keep(crew.shipping_clerk, "note-x.txt", b"x")
    async with screens(crew.shipping_clerk) as desk:
        await desk.open("my tray")
        await desk.press("e", "ctrl+s")
        assert Path("note-x.txt").read_bytes() == b"x"


async def test_a_customer_prints_its_own_and_is_offered_no_papers_of_the_warehouse(crew: Crew) -> None:
    number = crew.at_step("ship")
    part = done(approve(crew.shipping_clerk, number, "ship")).parts[0]
    change_setting(crew.admin, "printers", "仓库=HP_400")
    async with screens(crew.buyer) as desk:
        await desk.open("my deliveries")
        await desk.press("P")
        paper, where = desk.screen.fields[:2]
        assert [kind for kind, _ in paper.choices] == ["note", "packing"]
        assert [way for way, _ in where.choices] == ["file"]
        await desk.answer(form="text", path="mine")
        assert part in Path("note-mine.txt").read_text()
        await desk.press("!")
        assert "note-mine.txt" in desk.text()


async def test_read_only_prints_and_changes_nothing_else(crew: Crew) -> None:
    (part,) = parts_of(crew, crew.at_step("ship"))
    async with screens(crew.shipping_clerk, read_only=True) as desk:
        await desk.open("shipments")
        await desk.press("P")
        await desk.answer(form="text", path="seen")
        assert part in Path("note-seen.txt").read_text()
