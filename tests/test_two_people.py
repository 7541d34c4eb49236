"""Two people of two companies in one process: each has the language, the clock and the company that are his."""

import io
import sys
import threading
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from tests.kit import company as company_data
from tests.kit.desk import LARGE, screens
from tests.kit.servers import Sqlite
from tests.kit.terminal import Terminal
from ydh.cli.frame.main import run
from ydh.core.administration.settings import change_setting
from ydh.core.company.actors import Actor

HERE, THERE = "+08:00", "-05:00"


@pytest.fixture
def bosses(tmp_path: Path) -> Iterator[tuple[Actor, Actor]]:
    """The administrators of two companies with their clocks 13 hours apart."""
    databases, found = Sqlite(tmp_path), []
    for zone in (HERE, THERE):
        url = databases.fresh(databases.make_template("company", company_data.fill))
        Path(url.removeprefix("sqlite:///")).chmod(0o600)
        boss = company_data.administrator(url)
        change_setting(boss, "timezone", zone)
        found.append(boss)
    yield found[0], found[1]
    for boss in found:
        boss.company.close()


def hours(text: str) -> set[str]:
    """The hours of the times on a screen."""
    words = text.replace("~", " ").split()
    return {f"{day} {at[:2]}" for day, at in pairwise(words) if day[:3] == "202" and ":" in at}


async def test_two_people_at_screens_have_their_own_language_and_clock(bosses: tuple[Actor, Actor]) -> None:
    here, there = bosses
    async with screens(here, lang="zh_CN", size=LARGE) as one, screens(there, lang="en", size=LARGE) as two:
        await one.open("journal")
        await two.open("journal")
        mine, yours = hours(one.text()), hours(two.text())
        assert mine
        assert yours
        assert mine.isdisjoint(yours)
        assert "时间" in one.text()
        assert "time" in two.text()
        two.app.sign_out()
        await two.rest()
        assert "sign in" in two.text()
        await one.press("escape")
        await one.open("journal")
        assert hours(one.text()) == mine
        assert "时间" in one.text()
        await two.press("escape")


class Slow(io.StringIO):
    """What somebody types late: `asked` is set when it is waited for, and it comes when `typed` is set."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.asked, self.typed = threading.Event(), threading.Event()

    def readline(self, size: int | None = -1) -> str:
        self.asked.set()
        assert self.typed.wait(30)
        return super().readline(-1 if size is None else size)


def test_two_commands_at_once_have_their_own_language_and_company(
    bosses: tuple[Actor, Actor], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Terminal(tmp_path, capsys, monkeypatch)  # nothing of the machine's own
    mine, yours = (boss.company.store.url for boss in bosses)

    def ydh(url: str, lang: str, *args: str) -> int:
        return run(["--database", url, "--lang", lang, *args])

    def sign_in(url: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.StringIO(company_data.PASSWORD + "\n"))
        assert ydh(url, "en", "login", "boss", "--password-stdin") == 0

    sign_in(mine)
    sign_in(yours)
    slow = Slow("not the password\n")
    monkeypatch.setattr(sys, "stdin", slow)
    codes: list[int] = []
    one = threading.Thread(target=lambda: codes.append(ydh(mine, "zh_CN", "login", "boss", "--password-stdin")))
    one.start()
    assert slow.asked.wait(30)
    assert ydh(yours, "en", "logout") == 0
    assert "signed out" in capsys.readouterr().err
    assert ydh(yours, "en", "whoami") == 4
    assert "nobody is signed in" in capsys.readouterr().err
    slow.typed.set()
    one.join(30)
    assert codes == [4]
    assert "密码" in capsys.readouterr().err
    assert ydh(mine, "zh_CN", "whoami") == 0
    assert "boss" in capsys.readouterr().out


def test_a_help_page_speaks_to_its_reader(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Terminal(tmp_path, capsys, monkeypatch)
    pages = []
    for lang in ("zh_CN", "en", "zh_CN"):
        assert run(["--lang", lang, "order", "ship", "--help"]) == 0
        pages.append(capsys.readouterr().out)
    assert pages[0] == pages[2]
    assert "选项" in pages[0]
    assert "why" not in pages[0]
    assert "Options" in pages[1]
    assert pages[1].isascii()
