"""What a screen writes to a file: the columns of the command's file, which the import of the noun reads again."""

from pathlib import Path

import pytest

from tests.kit.company import product
from tests.kit.desk import screens
from tests.kit.orders import Crew
from ydh.core.company.actors import Actor
from ydh.core.files.importing import importing
from ydh.core.goods import skus
from ydh.core.partners import suppliers

PLACES = {"products": "products", "prices": "prices", "customers": "customers", "suppliers": "suppliers"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where files go that are named without a folder."""
    here = tmp_path / "files"
    here.mkdir()
    monkeypatch.chdir(here)
    return here


def goods(admin: Actor, manager: Actor) -> None:
    product(admin, "SHIRT", price="20", attributes={"colour": "red", "size": "L"})
    product(admin, "OLD", price="1")
    skus.retire(manager, "OLD")
    suppliers.add(manager, "S1", "茶厂", phone="0595-1", terms="prepaid")


@pytest.mark.parametrize("form", ["csv", "xlsx", "tsv"])
async def test_a_file_that_a_screen_wrote_comes_back_as_unchanged(crew: Crew, folder: Path, form: str) -> None:
    manager = crew.business_manager
    goods(crew.admin, manager)
    async with screens(manager) as desk:
        for place in PLACES.values():
            await desk.open(place)
            if place == "products":
                await desk.press("f")
                await desk.answer(state="all")
            await desk.press("e")
            await desk.answer(path=place, format=form)
    for kind, place in PLACES.items():
        path = folder / f"{place}.{form}"
        more = {"delimiter": "tab"} if form == "tsv" else {}
        plan = importing.check(manager, kind, path, name=path.name, **more)
        assert [str(problem) for problem in plan.problems] == []
        assert (plan.added, plan.changed, plan.unchanged) == (0, 0, plan.rows)
        assert plan.rows > 0
