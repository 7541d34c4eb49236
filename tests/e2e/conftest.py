"""A company with people and goods and no orders yet, and seats at terminals in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit import servers
from tests.kit.shared_shop import Shop, fill


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    """The practice company's people and goods; whatever sits at a terminal is gone after the test."""
    databases = servers.Sqlite(tmp_path)
    there = Shop(tmp_path, databases.fresh(databases.make_template("terminals", fill)))
    yield there
    there.close()
