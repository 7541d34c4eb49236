"""Screens of people who see a part of the company: every one opens, and shows nothing of the rest."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit import servers
from tests.kit.apart import LIMITED, Apart, opened
from tests.kit.desk import LARGE, screens
from tests.kit.walk import each_screen


@pytest.fixture
def company(tmp_path: Path) -> Iterator[Apart]:
    with opened(servers.Sqlite(tmp_path)) as it:
        yield it


@pytest.mark.parametrize("person", LIMITED)
async def test_no_screen_shows_what_is_outside_the_scope(company: Apart, person: str) -> None:
    # S18.5
    met: set[tuple[str, str]] = set()
    async with screens(company.people[person], size=LARGE) as desk:
        async for name in each_screen(desk, company.furnished):
            met |= {(name, word) for word in company.met(person, desk.text())}
    assert sorted(met) == []
