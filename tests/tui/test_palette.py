"""The palette: everything that can be done or opened, by name, in both languages and by pinyin initials."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.binding import Binding

from tests.kit import furnished
from tests.kit.company import staff
from tests.kit.desk import Desk, screens
from tests.kit.furnished import PEOPLE, Furnished
from tests.kit.orders import Crew, make_crew
from tests.kit.walk import each_screen
from tests.test_sides import documents
from ydh.core.company.actors import Actor
from ydh.core.rules.permissions import ROLES
from ydh.core.rules.workflows import WORKFLOWS
from ydh.locale import Words
from ydh.tui.front.places import PLACES, places_for
from ydh.tui.front.queue import QueueScreen, queue_screen
from ydh.tui.front.synonyms import SYNONYMS
from ydh.tui.lists.listing import ListScreen
from ydh.tui.lists.page import FullScreen
from ydh.tui.lists.palette import Palette, PaletteEntry
from ydh.tui.orders.order import order_screen


@pytest.fixture
def furnished_company(tmp_path: Path) -> Iterator[Furnished]:
    with furnished.furnished(tmp_path, "zh_CN") as it:
        yield it


def labels(desk: Desk) -> list[str]:
    """What the palette lists now."""
    assert isinstance(desk.screen, Palette)
    return [entry.label for entry in desk.screen.grid.rows if isinstance(entry, PaletteEntry)]


async def test_ddsh_finds_the_order_review_and_enter_opens_it(crew: Crew) -> None:
    number = crew.place()
    async with screens(crew.order_reviewer) as desk:
        await desk.press(":", *"ddsh")
        assert "订单审核" in desk.text()
        await desk.press("enter")
        assert isinstance(desk.page, QueueScreen)
        assert desk.rows == [number]


@pytest.mark.parametrize("word", ["打印", "dy", "print"])
async def test_who_looks_for_printing_finds_where_it_is_done_and_there_the_deed_itself(crew: Crew, word: str) -> None:
    crew.place()
    async with screens(crew.business_manager) as desk:
        await desk.press("colon")
        await desk.type(word)
        assert {"all orders", "shipments"} <= set(labels(desk))
        await desk.press("escape")
        await desk.open("all orders")
        await desk.press("colon")
        await desk.type(word)
        assert labels(desk)[0] == "print"


async def test_what_is_called_so_stands_before_what_has_it_somewhere_in_its_name(crew: Crew) -> None:
    async with screens(crew.business_manager) as desk:
        await desk.press("colon")
        await desk.type("sp")  # 商品, and the return's diSPatch, which a manager has among his queues
        found = [entry.label for entry in desk.screen.grid.rows if hasattr(entry, "label")]
    assert found[0] == "products"
    assert "return dispatch" in found


@pytest.mark.parametrize("typed", ["订单审核", "order review", "ORDER REV", "审核 订单", "ddsh"])
async def test_a_name_is_found_in_both_languages_in_any_order_of_words(crew: Crew, typed: str) -> None:
    for lang in ("zh_CN", "en"):
        async with screens(crew.order_reviewer, lang=lang) as desk:
            await desk.press("ctrl+p", *typed)
            assert "order review" in labels(desk)


@pytest.mark.parametrize("who", PEOPLE)
async def test_every_place_that_one_may_open_is_listed_and_no_other(furnished_company: Furnished, who: str) -> None:
    async with screens(furnished_company.person(who)) as desk:
        await desk.press(":")
        listed = set(labels(desk))
        mine = {place.label for place in places_for(desk.app)}
        assert mine <= listed
        alike = {place.label for place in PLACES if place not in places_for(desk.app)} - mine
        assert not alike & {entry.label for entry in desk.screen.entries if not entry.key}


@pytest.mark.parametrize("who", ["manager", "customer"])
async def test_everything_that_has_a_key_here_is_listed_with_it(furnished_company: Furnished, who: str) -> None:
    missing = []
    async with screens(furnished_company.person(who)) as desk:
        async for name in each_screen(desk, furnished_company):
            here = {(binding.description, binding.action) for binding in desk.page.live_keys()}
            listed = {(label, action) for label, _, action in desk.page.commands()}
            missing += [f"{name}: {label}" for label, action in here if (label, action) not in listed]
    assert missing == []


async def test_a_deed_chosen_in_the_palette_is_done_to_the_row_under_the_cursor(crew: Crew) -> None:
    first, second = crew.place(), crew.place()
    async with screens(crew.order_reviewer) as desk:
        await desk.open(queue_screen("order", "review"))
        await desk.press("j", ":")
        await desk.type("通过")
        await desk.press("enter")
        assert (crew.step(first), crew.step(second)) == ("review", "finance")


async def test_a_command_of_the_list_chosen_in_the_palette_works(crew: Crew) -> None:
    first, second = crew.place(), crew.place()
    async with screens(crew.order_reviewer) as desk:
        await desk.open(queue_screen("order", "review"))
        await desk.press(":")
        await desk.type("末行")
        await desk.press("enter")
        assert desk.here == second
        await desk.press(":")
        await desk.type("全选")
        await desk.press("enter")
        assert desk.marked == [first, second]


async def test_every_entry_can_be_chosen(furnished_company: Furnished) -> None:
    for who in ("manager", "customer"):
        async with screens(furnished_company.person(who)) as desk:
            await desk.press(":")
            names = [entry.label for entry in desk.screen.entries if not entry.key]  # the keys are tried elsewhere
            await desk.press("escape")
            for at, name in enumerate(names):
                if Words("en")(name) in ("quit", "sign out"):
                    continue
                await desk.press(":")
                assert isinstance(desk.screen, Palette), name
                desk.screen.grid.go(next(i for i, e in enumerate(desk.screen.grid.rows) if e.label == name))
                await desk.press("enter")
                assert not desk.bugs, f"{at} {name}: {desk.bugs[0]!r}"
                assert desk.app._exception is None, name
                desk.grid()
                desk.app.home()
                await desk.rest()


async def test_what_is_not_there_is_said_and_escape_closes(crew: Crew) -> None:
    async with screens(crew.order_reviewer) as desk:
        await desk.press(":")
        await desk.type("没有这个")
        assert labels(desk) == []
        assert "没有" in desk.grid()[4] + desk.grid()[5]
        await desk.press("enter", "escape")
        assert desk.screen is desk.page


async def test_a_queue_that_one_may_not_pass_is_not_offered(crew: Crew) -> None:
    async with screens(crew.order_reviewer) as desk:
        await desk.press(":", *"cwsh")
        assert "finance review" not in labels(desk)


async def test_the_language_and_the_colours_change_at_once(crew: Crew) -> None:
    async with screens(crew.order_reviewer) as desk:
        await desk.press(":")
        await desk.type("English")
        await desk.press("enter")
        assert "waiting" in desk.text()
        for theme in ("light", "contrast", "16"):
            await desk.press(":")
            await desk.type(theme)
            await desk.press("enter")
        assert desk.app.theme == "ydh-ansi"
        desk.grid()


async def test_a_name_is_found_without_a_dictionary_of_readings(crew: Crew, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [*(name for name in sys.modules if name.partition(".")[0] == "pypinyin"), "pypinyin", "pypinyin.seg"]:
        monkeypatch.setitem(sys.modules, name, None)  # whoever imports it now fails
    async with screens(crew.order_reviewer) as desk:
        await desk.press(":", *"ddsh")
        assert "order review" in labels(desk)


WORDS = {
    "入库": "stock papers", "rk": "stock papers", "价格": "prices", "jg": "prices", "发货": "shipment confirmation",
    "ship": "shipment confirmation", "盘点": "stocktakes", "缺货": "shortages", "excel": "export", "投诉": "cases",
}  # fmt: skip


async def test_the_words_of_the_trade_find_what_they_mean(company: Actor) -> None:
    crew = make_crew(company)
    number, everything = crew.place(), staff(company, "all", *ROLES)
    async with screens(everything) as desk:
        await desk.press(":")
        for typed, label in WORDS.items():
            desk.screen.query_one("Input").value = typed
            await desk.rest()
            assert label in labels(desk), typed
        await desk.press("escape")
        await desk.open(order_screen(number))
        await desk.press(":")
        for typed in ("打印", "dy", "print"):
            desk.screen.query_one("Input").value = typed
            await desk.rest()
            assert any("print" in label for label in labels(desk)), typed


def test_each_word_is_said_of_a_name_that_there_is() -> None:
    names = {place.label for place in PLACES} | {step.label for flow in WORKFLOWS.values() for step in flow.steps}
    names |= {way.label for flow in WORKFLOWS.values() for way in flow.exits} | {"sign out", "quit"}
    names |= {deed.label for _, deed in documents()}
    names |= {b.description for b in (*ListScreen.BINDINGS, *FullScreen.BINDINGS) if isinstance(b, Binding)}
    assert set(SYNONYMS) - names == set()


async def test_places_reached_by_name_do_not_pile_up_and_one_key_goes_home(crew: Crew) -> None:
    number = crew.place()
    async with screens(crew.business_manager) as desk:

        async def by_name(text: str) -> None:
            await desk.press(":")
            await desk.type(text)
            await desk.press("enter")

        def open_now() -> list[str]:
            return [screen.crumb() for screen in desk.app.screen_stack if isinstance(screen, FullScreen)][2:]

        await by_name("products")
        await by_name("customers")
        assert open_now() == ["客户"]
        await by_name("customers")
        assert open_now() == ["客户"]
        await by_name("all orders")
        await desk.press("enter")
        assert open_now() == ["全部订单", number]
        await by_name("products")
        assert open_now() == ["全部订单", number, "商品"], "a document stays while one looks something up"
        await by_name("all orders")
        assert open_now() == ["全部订单"]
        await desk.press("enter", "~")
        assert open_now() == []
        await desk.press("escape")
        assert open_now() == []
    async with screens(crew.buyer) as desk:
        await by_name("my orders")
        await desk.press("enter", "~")
        assert open_now() == ["订货"], "a customer begins in the shop"


def hits(desk: Desk) -> dict[str, list[str]]:
    """What is found besides deeds and places, by its kind."""
    assert isinstance(desk.screen, Palette)
    found: dict[str, list[str]] = {}
    for hit in desk.screen.hits:
        found.setdefault(hit.kind, []).append(hit.label)
    return found


async def to_hit(desk: Desk, label: str) -> None:
    """The cursor to something that was found, and Enter."""
    assert isinstance(desk.screen, Palette)
    while desk.screen.grid.row.label != label:
        await desk.press("down")
    await desk.press("enter")


async def test_documents_customers_goods_and_what_waits_are_in_the_same_box(crew: Crew) -> None:
    number = crew.place(2)
    async with screens(crew.order_reviewer) as desk:
        await desk.press(":", *"ddsh")
        assert any("订单审核" in row and "1 单" in row for row in desk.grid())
        await desk.press("escape", ":", *"c1")
        assert hits(desk) == {"documents": [number], "customers": ["客户C1"]}
        assert any(row.strip("> ").startswith(number) and "客户C1" in row for row in desk.grid())
        await to_hit(desk, number)
        assert desk.page.number == number
        await desk.press(":", *"t2")
        assert hits(desk)["goods."] == ["商品T2"]
        await to_hit(desk, "商品T2")
        assert desk.here == "T2"
    async with screens(crew.buyer) as desk:
        await desk.press(":", *"t2")
        await to_hit(desk, "商品T2")
        assert (desk.page.crumb(), desk.here) == ("订货", "T2")
        await desk.press(":", *number[-6:])
        await to_hit(desk, number)
        assert desk.page.number == number
