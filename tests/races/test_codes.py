"""Many give one code to different items at the same moment: one of them has it."""

from collections import Counter
from collections.abc import Iterator

import pytest

from tests.kit import racing_codes
from tests.kit.orders import Crew, make_crew
from tests.kit.racing import FEW, Team
from tests.kit.trail import sql
from tests.races.test_orders import no_deadlock
from ydh.core.audit import doctor
from ydh.core.company.actors import Actor


@pytest.fixture(scope="module")
def team() -> Iterator[Team]:
    made = Team()
    yield made
    made.end()


@pytest.fixture
def crew(company: Actor) -> Crew:
    return make_crew(company)


MIXED = [
    ("add", "N1"),
    ("add", "N2"),
    ("edit", "T1"),
    ("further", "T2"),
    ("own", "T1"),
    ("own", "T2"),
    ("file", "N3"),
    ("file", "T2"),
]


@pytest.mark.parametrize("ways", [[("add", f"N{n}") for n in range(FEW)], MIXED], ids=["add", "mixed"])
def test_eight_who_give_one_code_to_different_items_give_it_to_one(
    team: Team, company_url: str, crew: Crew, ways: list[tuple[str, str]]
) -> None:
    for n in range(2):
        code = f"690123456789{n}"
        tasks = [(crew.admin.account, way, item, code) for way, item in ways]
        told = Counter(team.race(company_url, racing_codes.take_code, tasks))
        holders = sql(crew.admin, f"SELECT DISTINCT sku_id FROM item_code WHERE fold = '0{code}'")
        assert len(holders) == 1, told
        assert set(told) <= {"ok", "code-taken", "code-own-taken", "product-taken", "variant-taken", "sku-taken"}
        assert told["ok"]
    assert [str(it) for it in doctor.examine(crew.admin) if it.check.code == "codes" and it.level != "ok"] == []
    assert no_deadlock(crew)
