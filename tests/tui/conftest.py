"""The screens are tested on SQLite files; `@both` runs a test on PostgreSQL too."""

from pathlib import Path

import pytest

from tests.kit import servers
from tests.kit.orders import Crew, make_crew
from ydh.core.company.actors import Actor


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a screen writes to a file without a folder lies beside the test's company."""
    (tmp_path / "here").mkdir(exist_ok=True)
    monkeypatch.chdir(tmp_path / "here")


@pytest.fixture
def databases(request: pytest.FixtureRequest, tmp_path: Path) -> servers.Sqlite | servers.Postgres:
    """Makes databases, of one kind unless the test asks for `both`."""
    if getattr(request, "param", "sqlite") == "sqlite":
        return servers.Sqlite(tmp_path)
    made: servers.Postgres = request.getfixturevalue("postgres")
    return made


@pytest.fixture
def crew(company: Actor) -> Crew:
    """One of each role, a customer and goods."""
    return make_crew(company)
