"""How every screen looks: plain text grids in tests/tui/grids, in both languages and two sizes.

`YDH_UPDATE_GRIDS=1 pytest tests/tui/test_snapshots.py` writes them anew; the difference is there to be read.
"""

import os
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit import furnished
from tests.kit.desk import LARGE, SMALL, screens
from tests.kit.furnished import Furnished
from tests.kit.walk import MADE, complaints, each_screen, name_of
from ydh.tui.front.places import PLACES
from ydh.tui.paint import shown

GRIDS = Path(__file__).parent / "grids"
UPDATE = os.environ.get("YDH_UPDATE_GRIDS") == "1"
LOOKERS = ("manager", "customer")
WHICH = {f"{lang} {w}x{h}" for lang in ("zh_CN", "en") for w, h in (SMALL, LARGE)}


@pytest.fixture(params=["zh_CN", "en"])
def company(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Furnished]:
    with furnished.furnished(tmp_path, request.param) as it, monkeypatch.context() as patch:
        patch.setattr(shown, "now", lambda: furnished.NOW)
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield it
    time.tzset()


def stored(name: str) -> dict[str, str]:
    """The stored grids of a screen by language and size."""
    path = GRIDS / f"{name}.txt"
    if not path.exists():
        return {}
    parts = re.split(r"^=== (.+) ===\n", path.read_text(encoding="utf-8"), flags=re.M)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def store(name: str, which: str, grid: str) -> None:
    kept = stored(name) | {which: grid}
    GRIDS.mkdir(exist_ok=True)
    text = "".join(f"=== {key} ===\n{kept[key]}" for key in sorted(kept))
    (GRIDS / f"{name}.txt").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "140x40"])
@pytest.mark.parametrize("who", LOOKERS)
async def test_every_screen_looks_as_it_did(company: Furnished, who: str, size: tuple[int, int]) -> None:
    which, wrong = f"{company.lang} {size[0]}x{size[1]}", []
    async with screens(company.person(who), size=size, lang=company.lang) as desk:
        async for name in each_screen(desk, company):
            wrong += [f"{name}: {each}" for each in complaints(desk, company.lang)]
            grid = MADE.sub("D-????????", desk.text()) + "\n"
            if UPDATE:
                store(f"{who}-{name}", which, grid)
            elif stored(f"{who}-{name}").get(which) != grid:
                wrong.append(f"{who}-{name} looks different (YDH_UPDATE_GRIDS=1 stores it):\n{grid}")
    assert not wrong, "\n".join(wrong)


def test_no_grid_is_stored_of_a_screen_that_is_gone() -> None:
    places = {name_of(place) for place in PLACES}
    files = list(GRIDS.glob("*.txt"))
    names = {path.stem.partition("-")[2] for path in files}
    assert {name for name in names if name not in places and not name.startswith(("home", "queue-", "order-"))} == set()
    assert [path.name for path in files if set(stored(path.stem)) != WHICH] == []
