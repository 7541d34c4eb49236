"""The desk, on each kind of database in turn."""

import pytest

from tests.core.files.importing.desk import Desk, open_desk
from ydh.core.company.actors import Actor


@pytest.fixture
def desk(company_url: str, company: Actor) -> Desk:
    """A company whose people import files."""
    return open_desk(company_url, company)
