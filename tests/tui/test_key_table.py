"""docs/keys.md says which keys the screens have, and a letter means one thing wherever it is one."""

from collections import Counter
from pathlib import Path

import pytest

from tests.kit import furnished, key_table
from tests.kit.desk import screens
from tests.kit.key_meanings import CODES, MEANINGS
from ydh.tui.lists.coding import BEGINS


async def test_the_table_of_keys_is_the_one_made_from_the_screens() -> None:
    assert key_table.DOC.read_text(encoding="utf-8") == await key_table.table(), "run: python -m tests.kit.key_table"


@pytest.mark.parametrize("who", ["manager", "customer"])
async def test_no_letter_has_two_meanings(tmp_path: Path, who: str) -> None:
    url = f"sqlite:///{tmp_path}/keys.db"
    furnished.fill(url, "en")
    company = furnished.opened(url, "en")
    async with screens(company.person(who), lang="en") as desk:
        found = await key_table.acts(desk, company, who)
    company.boss.company.close()
    letters = {(key, label, where) for key, label, where in found if len(key) == 1 and key.isalpha()}
    wrong = {it for it in letters if it[0] not in MEANINGS or it[1] not in MEANINGS[it[0]].acts}
    assert not wrong, "give it the letter of what it does, or add it to the meaning that it has"
    assert not {it for it in found if it[0] in BEGINS and it[2] != "home"}


def test_no_act_has_two_letters() -> None:
    letters = Counter(act for it in MEANINGS.values() for act in it.acts)
    assert {act for act, n in letters.items() if n > 1} == {"new token"}  # added to one's own, or given to a script
    assert CODES not in MEANINGS
