"""z takes back the very last thing that was done, where it was done, and says what; else it says why not."""

import ast
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import ydh.tui
from tests.kit.company import staff
from tests.kit.desk import Desk, both, screens
from tests.kit.orders import Crew, approve, done
from ydh.core.administration import account_looking, accounts
from ydh.core.orders import cart
from ydh.core.orders.views import Want
from ydh.core.rules.nouns import NOUNS, noun
from ydh.core.values.outcomes import NO_WAY_BACK
from ydh.core.workflow import holds
from ydh.tui.front.queue import queue_screen
from ydh.tui.lists import undoing
from ydh.tui.lists.form import Form
from ydh.tui.lists.nouns import noun_book
from ydh.tui.orders.order import order_screen


async def queue(desk: Desk, step: str) -> None:
    await desk.open(queue_screen("order", step))


@both
async def test_z_takes_back_what_was_just_done_and_names_it_once(crew: Crew) -> None:
    # S06.14
    number = crew.place()
    async with screens(crew.order_reviewer, lang="en") as desk:
        await queue(desk, "review")
        await desk.press("a", "z")
        assert desk.rows == [number]
        assert desk.said == f"taken back: approve {number}; now order review"
        await desk.press("z")
        assert desk.said == undoing.NOTHING
    assert [event[1] for event in crew.trail(number)] == ["submit", "approve", "take_back"]


async def test_a_refused_act_has_nothing_to_take_back_and_claims_nothing(crew: Crew) -> None:
    number = crew.place()
    async with screens(crew.order_reviewer, lang="en") as desk:
        await queue(desk, "review")
        done(approve(staff(crew.admin, "zhou", "order_reviewer"), number, "review"))
        await desk.press("a")
        assert "zhou changed it" in desk.said
        await desk.press("z")
        assert desk.said == undoing.NOTHING
    assert crew.step(number) == "finance"


async def test_a_refused_act_leaves_the_one_before_it_to_be_taken_back(crew: Crew) -> None:
    first, second = crew.place(), crew.place()
    async with screens(crew.order_reviewer, lang="en") as desk:
        await queue(desk, "review")
        await desk.press("a")
        done(approve(staff(crew.admin, "zhou", "order_reviewer"), second, "review"))
        await desk.press("a", "z")
        assert desk.said == f"taken back: approve {first}; now order review"
    assert (crew.step(first), crew.step(second)) == ("review", "finance")


async def test_nothing_older_is_taken_back_and_nothing_of_another_screen(crew: Crew) -> None:
    first, second = crew.place(), crew.place()
    boss = staff(crew.admin, "boss2", "order_reviewer", "business_manager", "finance_reviewer")
    async with screens(boss, lang="en") as desk:
        await queue(desk, "review")
        await desk.press("a")
        await desk.open(order_screen(second))
        await desk.press("z")
        assert desk.said == undoing.ELSEWHERE.format(what=f"approve {first}")
        await desk.press("n")
        await desk.answer(text="看看")
        await desk.press("z")
        assert desk.said == undoing.CANNOT.format(what=f"note {second}", why="what was written down stays written")
        await desk.press("escape", "z")
        assert desk.said == undoing.ELSEWHERE.format(what=f"note {second}")
    assert (crew.step(first), crew.step(second)) == ("finance", "review")


async def test_the_very_last_act_is_taken_back_where_it_was_done_after_a_look_elsewhere(crew: Crew) -> None:
    first, second = crew.place(), crew.place()
    async with screens(crew.order_reviewer, lang="en") as desk:
        await queue(desk, "review")
        await desk.press("a")
        await desk.open(order_screen(second))
        await desk.press("escape", "z")
        assert desk.said == f"taken back: approve {first}; now order review"


@both
async def test_goods_that_have_left_are_asked_for_before_they_are_taken_back(crew: Crew) -> None:
    crew.at_step("ship")
    async with screens(crew.shipping_clerk, lang="en") as desk:
        await queue(desk, "ship")
        (part,) = desk.rows
        await desk.press("a")
        await desk.answer(carrier="SF")
        await desk.press("z")
        assert isinstance(desk.app.screen, Form)
        assert f"{part}: said to have left. Are the goods still here?" in desk.text()
        await desk.press("escape")
        assert desk.rows == []
        await desk.press("z", "enter")
        assert desk.rows == [part]
        assert desk.said == f"taken back: approve {part}; now shipment confirmation"
    assert crew.stock() == (1000, 2)


async def test_what_anybody_has_acted_on_since_stays_and_says_who(crew: Crew) -> None:
    number = crew.at_step("ship")
    async with screens(crew.shipping_clerk, lang="en") as desk:
        await queue(desk, "ship")
        (part,) = desk.rows
        await desk.press("a")
        await desk.answer(carrier="SF")
        holds.hold(crew.order_reviewer, number, "等等")
        await desk.press("z", "enter")
        assert f"{part}: order_reviewer has acted on it since" in desk.text()
        assert isinstance(desk.app.screen, queue_screen("order", "ship").__class__)
    assert crew.step(number) == "receive"


async def test_many_are_taken_back_at_once_but_those_that_moved_on(crew: Crew) -> None:
    numbers = [crew.place() for _ in range(5)]
    async with screens(crew.order_reviewer, lang="en") as desk:
        await queue(desk, "review")
        await desk.press("*", "a", "escape")
        done(approve(crew.finance_reviewer, numbers[2], "finance"))
        await desk.press("z")
        assert desk.said == "taken back: 4, refused: 1"
        assert f"\n {numbers[2]}: finance_reviewer has acted on it since" in desk.text()
        await desk.press("escape")
        assert sorted(desk.rows) == sorted({*numbers} - {numbers[2]})


async def test_an_act_without_a_way_back_says_why(crew: Crew) -> None:
    number = crew.place()
    async with screens(crew.order_reviewer, lang="en") as desk:
        await queue(desk, "review")
        await desk.press("r")
        await desk.answer(reason="错了")
        await desk.press("z")
        assert desk.said == undoing.CANNOT.format(
            what=f"send back {number}", why="it is with its author again, who submits it anew"
        )


async def test_a_name_that_is_changed_meanwhile_is_not_restored(crew: Crew) -> None:
    manager = staff(crew.admin, "boss2", "business_manager", "system_admin")
    async with screens(manager, lang="en") as desk:
        await desk.open("staff accounts")
        while desk.here != "finance_reviewer":
            await desk.press("j")
        await desk.press("t", "enter", "z")
        assert desk.said.startswith("taken back: retire finance_reviewer")
        await desk.press("t", "enter")
        accounts.edit(crew.admin, "finance_reviewer", name="走了")
        await desk.press("z")
        assert "changed" in desk.said
    assert not account_looking.show(crew.admin, "finance_reviewer").active


async def test_a_cart_that_was_changed_at_another_terminal_is_not_put_back(crew: Crew) -> None:
    cart.add(crew.buyer, [Want("T1", "3")])
    async with screens(crew.buyer, lang="en") as desk:
        await desk.press("d")
        cart.add(crew.buyer, [Want("T1", "5")])
        await desk.press("z")
        assert "the cart changed" in desk.said
    assert [line.quantity for line in cart.show(crew.buyer).lines] == [Decimal(5)]


async def test_a_key_that_changed_nothing_leaves_the_change_before_it(crew: Crew) -> None:
    async with screens(crew.buyer, lang="en") as desk:
        await desk.press("+")
        before = [line.sku for line in cart.show(crew.buyer).lines]
        await desk.press("down", "-", "z")
        assert before
        assert cart.show(crew.buyer).lines == ()


# --- every deed ---

BY_CORE = {"approve", "in_full", "there", "part"}  # acts on documents, whose outcomes say how they are taken back


def deeds() -> Iterator[tuple[str, str]]:
    """Where each deed that writes and has no way back of its own stands, and its name as it is written there."""
    for path in sorted(Path(ydh.tui.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Deed":
                given = {keyword.arg: ast.unparse(keyword.value) for keyword in node.keywords}
                if "undo" not in given and "opens" not in given and given.get("writes") != "False":
                    yield f"{path.name}:{node.lineno}", ast.unparse(node.args[0])


def test_every_deed_is_taken_back_or_says_why_not() -> None:
    literal = [(where, ast.literal_eval(name)) for where, name in deeds() if name[0] in "'\""]  # others are drawn
    assert [each for each in literal if each[1] not in {*undoing.WHY_NOT, *BY_CORE}] == []
    drawn_deeds = [deed for each in NOUNS for deed in noun_book(noun(each))().deeds if not (deed.undo or deed.opens)]
    assert [deed.name for deed in drawn_deeds if deed.writes and undoing.why_not(deed) is NO_WAY_BACK] == []
    assert len(literal) + len(drawn_deeds) > 50
