"""How every screen looks: plain text grids in tests/tui/grids, in both languages and two sizes.

`YDH_UPDATE_GRIDS=1 pytest tests/tui/test_snapshots.py` writes them anew; the difference is there to be read.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui import furnished
from tests.tui.desk import LARGE, SMALL, Desk, screens
from tests.tui.furnished import Furnished, data_words
from tests.tui.walk import ENDS, each_screen
from ydh.tui import shown

GRIDS = Path(__file__).parent / "grids"
UPDATE = os.environ.get("YDH_UPDATE_GRIDS") == "1"
LOOKERS = ("manager", "reviewer", "customer")
MADE = re.compile(r"D-[0-9A-Z]{8}")  # the reference of a draft is drawn by lot
HAN, LATIN = re.compile(r"[\u3400-\u9fff]+"), re.compile(r"[A-Za-z][A-Za-z'_-]*[A-Za-z]")
KEYS = {"Enter", "Esc", "Tab", "PgUp", "PgDn", "Home", "End", "shift", "ctrl"}
# what is Latin in Chinese too: the program, formats, the language that the other one is called by, examples of codes
LATIN_WORDS = KEYS | {"ydh", "csv", "xlsx", "Excel", "English", "ddsh", "DH-O", "DH-S"}
HAN_WORDS = {"中文"}


@pytest.fixture(params=["zh_CN", "en"])
def company(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Furnished]:
    url = f"sqlite:///{tmp_path}/x.db"
    furnished.fill(url, request.param)
    it = furnished.opened(url, request.param)
    monkeypatch.setattr(shown, "now", lambda: furnished.NOW)
    monkeypatch.setenv("TZ", "UTC")
    yield it
    it.boss.company.close()


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
    which, other = f"{company.lang} {size[0]}x{size[1]}", []
    async with screens(company.person(who), size=size, lang=company.lang) as desk:
        async for name in each_screen(desk, company):
            grid = MADE.sub("D-????????", desk.text()) + "\n"
            if UPDATE:
                store(f"{who}-{name}", which, grid)
            elif stored(f"{who}-{name}").get(which) != grid:
                other.append(f"{who}-{name}, {which}:\n{grid}")
    assert not other, f"{len(other)} look different (YDH_UPDATE_GRIDS=1 stores them):\n" + "\n".join(other)


def test_no_grid_is_stored_of_a_screen_that_is_gone() -> None:
    from ydh.tui.screens.places import PLACES

    places = {place.where.replace(":", "-") for place in PLACES}
    names = {path.stem.partition("-")[2] for path in GRIDS.glob("*.txt")}
    gone = {name for name in names if name not in places and not name.startswith(("home", "queue-", "order-"))}
    assert gone == set()
    assert all(set(stored(path.stem)) == WHICH for path in GRIDS.glob("*.txt"))


WHICH = {f"{lang} {w}x{h}" for lang in ("zh_CN", "en") for w, h in (SMALL, LARGE)}


# --- words ---


def foreign(text: str, lang: str) -> set[str]:
    """The words of a screen that are not in its language, and no data of the company."""
    text = MADE.sub("", re.sub(r"DH-[A-Z]-[-0-9]+", "", text))
    if lang == "en":
        return {word for word in HAN.findall(text) if word not in HAN_WORDS}
    known = {word.casefold() for word in LATIN.findall(data_words(lang))} | {word.casefold() for word in LATIN_WORDS}
    return {word for word in LATIN.findall(text) if word.casefold() not in known}


async def said_everywhere(desk: Desk, company: Furnished) -> dict[str, str]:
    """What every screen, its sheet of keys and every form and sheet that its keys open say."""
    texts = {}
    async for name in each_screen(desk, company):
        page = desk.page
        texts[name] = desk.text()
        for binding in page.live_keys():
            if binding.key in ENDS or not (binding.action.startswith("deed(") or binding.key in EXTRA):
                continue
            await desk.press(binding.key)
            texts[f"{name} {binding.key}"] = desk.text()
            for _ in range(4):
                if desk.screen is not page and page in desk.app.screen_stack:
                    await desk.press("escape")
            if page not in desk.app.screen_stack:
                break
    texts["messages"] = "\n".join(text for _, text, _ in desk.app.history)
    return texts


EXTRA = ("question_mark", "colon", "f", "e", "enter")


@pytest.mark.parametrize("who", LOOKERS)
async def test_every_word_is_in_the_language_of_the_reader(company: Furnished, who: str) -> None:
    async with screens(company.person(who), size=LARGE, lang=company.lang) as desk:
        texts = await said_everywhere(desk, company)
    wrong = {name: found for name, text in texts.items() if (found := foreign(text, company.lang))}
    if wrong and UPDATE:
        lines = [f"{company.lang} {who} {name}: {', '.join(sorted(found))}\n" for name, found in wrong.items()]
        with open("/tmp/missing_texts.txt", "a", encoding="utf-8") as file:
            file.writelines(lines)
    assert wrong == {}
