"""How much there is in a cart or an order: Enter sets it, + and b add to it; what comes twice is asked about."""

from decimal import Decimal

from textual import events

from tests.kit.company import product
from tests.kit.desk import screens
from tests.kit.orders import Crew
from ydh.core.company.actors import Actor
from ydh.core.orders import cart
from ydh.core.orders.entering import place
from ydh.core.orders.views import Want
from ydh.tui.lists.form import Form
from ydh.tui.orders.entry import edit_order


def held(buyer: Actor) -> dict[str, Decimal]:
    return {line.sku: line.quantity for line in cart.show(buyer).lines}


async def test_enter_sets_how_much_is_in_the_cart_and_keys_add_to_it(crew: Crew) -> None:
    cart.add(crew.buyer, [Want("T1", "48")])
    async with screens(crew.buyer) as desk:
        await desk.press("enter")
        assert "48 > 48" in desk.text()
        await desk.type("60")
        assert "48 > 60" in desk.text()
        await desk.press("enter")
        assert held(crew.buyer) == {"T1": 60}
        assert "48 > 60 盒" in desk.said
        await desk.press("b", "+")
        assert held(crew.buyer) == {"T1": 73}
        assert "72 > 73 盒" in desk.said
        await desk.press("z", "c", "enter")
        assert "72 > 72" in desk.text()
        await desk.type("0")
        await desk.press("enter")
        assert held(crew.buyer) == {}
        await desk.press("escape", "enter", "5", "enter")
        assert held(crew.buyer) == {"T1": 5}


async def test_enter_sets_how_much_is_in_an_order_that_is_changed(crew: Crew) -> None:
    number = crew.place(48)
    async with screens(crew.business_manager) as desk:
        await desk.open(edit_order(desk.app, number))
        await desk.press("enter")
        await desk.type("60")
        assert "48 > 60" in desk.text()
        await desk.press("enter", "q")
        await desk.type("T1 2")
        await desk.press("ctrl+s")
        await desk.answer(there="instead")
        await desk.press("S", "ctrl+s")
    assert [(line.sku, line.quantity) for line in crew.show(number).lines] == [("T1", 2)]


async def test_an_order_that_is_repeated_twice_is_not_doubled_unless_one_says_so(crew: Crew) -> None:
    place(crew.buyer, [Want("T1", "2"), Want("T2", "3")])
    async with screens(crew.buyer) as desk:
        await desk.press("R", "enter")
        assert held(crew.buyer) == {"T1": 2, "T2": 3}
        await desk.press("R")
        assert "已经有了：T1、T2" in desk.text()
        await desk.press("escape")
        assert held(crew.buyer) == {"T1": 2, "T2": 3}
        await desk.press("R", "enter")
        assert held(crew.buyer) == {"T1": 2, "T2": 3}
        await desk.press("o", "R")
        await desk.answer(there="on_top")
        assert held(crew.buyer) == {"T1": 4, "T2": 6}
        await desk.press("z")
        assert held(crew.buyer) == {"T1": 2, "T2": 3}


async def test_what_is_pasted_onto_what_is_there_is_asked_about(crew: Crew) -> None:
    product(crew.admin, "GS", barcode="6901234567892")
    cart.add(crew.buyer, [Want("T1", "48")])
    async with screens(crew.buyer) as desk:
        await desk.press("q")
        desk.app.post_message(events.Paste("T1 2\n]C1010690123456789210L-1\x1d3012\nNOPE 1"))
        await desk.rest()
        await desk.press("ctrl+s")
        assert isinstance(desk.screen, Form)
        await desk.press("escape")
        assert (held(crew.buyer), "T1 2" in desk.screen.box.text) == ({"T1": 48}, True)
        await desk.press("ctrl+s")
        await desk.answer(there="instead")
        assert held(crew.buyer) == {"T1": 2, "GS": 12}
        assert desk.screen.box.text == "NOPE 1"
        desk.screen.box.text = "T1 3"
        await desk.press("ctrl+s")
        await desk.answer(there="on_top")
    assert held(crew.buyer) == {"T1": 5, "GS": 12}
