"""What a new company, a new person and a practice company are shown first."""

from tests.kit.company import PASSWORD
from tests.kit.desk import screens
from tests.kit.orders import Crew
from ydh.core.administration import signin
from ydh.core.company.actors import Actor
from ydh.tui.front import guide, my_guide, sides
from ydh.tui.front.places import PLACES, places_for


def test_customers_come_before_products_and_orders_last() -> None:
    # S21.37
    names = [step.name for step in guide.STEPS]
    assert names.index("customers") < names.index("products") < names.index("stock") < names.index("order")


async def test_a_person_is_shown_what_his_rights_are_for(crew: Crew) -> None:
    # S21.38
    found = {}
    for name, actor in (("buyer", crew.buyer), ("reviewer", crew.order_reviewer), ("clerk", crew.shipping_clerk)):
        async with screens(actor) as desk:
            await desk.open("how to begin")
            found[name] = {row.name for row in desk.page.grid.rows}
    assert found["buyer"] == {"shop", "mine", "back", "account"}
    assert {"waits", "enter", "account"} <= found["reviewer"]
    assert {"waits", "pick", "account"} <= found["clerk"]
    assert "enter" not in found["clerk"]


def test_every_place_of_the_guide_opens() -> None:
    places = [it for it in my_guide.PLACES if it.where]
    assert {it.where for it in places} <= {place.where for place in PLACES}


def test_the_first_sign_in_of_an_account_is_known(company: Actor) -> None:
    # S21.38
    def first(login: str) -> bool:
        token = signin.login(company.company, login, PASSWORD)
        return signin.sign_ins(signin.actor_of_token(company.company, token, via="screen")).first

    assert [first("boss"), first("boss")] == [True, False]


async def test_a_practice_company_says_how_to_enter_its_other_side(crew: Crew) -> None:
    # S21.11
    async with screens(crew.admin) as desk:
        desk.app.push_screen(sides.sides("one-password"))
        await desk.press("down")
        text = desk.text()
    for said in ("c0001", "zhaoliu", "one-password", "退出登录", "操作日志"):
        assert said in text, said


async def test_staff_and_customers_come_to_screens_of_their_own(crew: Crew) -> None:
    # S21.7, S21.17, S21.19, S21.20: the account decides; the one's places are not the other's
    names = {place.label: place.kind for place in PLACES}
    for actor, kind, other in ((crew.buyer, "customer", "staff"), (crew.order_reviewer, "staff", "customer")):
        async with screens(actor) as desk:
            assert desk.app.me.kind == kind
            found = {place.label for place in places_for(desk.app)}
        assert {label for label in found if names[label] == kind}
        assert not {label for label in found if names[label] == other}
