"""Orders that an import has written and not shown, or has taken back, do not exist for anybody."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from tests.core.files.importing.desk import Desk, Killed, Killer, bring, dump
from tests.kit import company as people
from tests.kit.company import customer as open_customer
from ydh.core.administration.signin import whoami
from ydh.core.cases import cases
from ydh.core.company.actors import CLOCK, Actor
from ydh.core.files.importing import importing
from ydh.core.files.importing.batches import batches
from ydh.core.orders import cart, edit_preview, editing, looking, notes, sending, shortages
from ydh.core.orders.entering import place
from ydh.core.orders.views import Want
from ydh.core.reports import reports
from ydh.core.returns import asking
from ydh.core.returns import looking as returns
from ydh.core.returns.views import WantBack
from ydh.core.rules.orders import ORDER
from ydh.core.rules.permissions import ROLES
from ydh.core.values.errors import NotAllowed, NotFound, YdhError
from ydh.core.values.outcomes import Done, Refused, Seen, Target
from ydh.core.values.text import escaped, storable
from ydh.core.workflow import assigning, explaining, history, holds
from ydh.core.workflow.acting import act, act_many

ONE = Decimal(1)
WAYS: dict[str, Callable[[Actor, str], Any]] = {
    "show": looking.show,
    "history": history.history,
    "explain": explaining.explain,
    "filled in": lambda who, n: explaining.filled_in(who, "order", "ship", n),
    "suggested": sending.suggested,
    "rework": edit_preview.rework,
    "short": shortages.of_order,
    "answer": lambda who, n: shortages.answer(who, n, "wait", with_whom="x", how="x"),
    "substitute": lambda who, n: shortages.substitute(who, n, 1, "B", reason="x"),
    "note": lambda who, n: notes.note(who, n, "x"),
    "shared note": lambda who, n: notes.note(who, n, "x", shared=True),
    "overtake": lambda who, n: notes.overtake(who, n, "x"),
    "assign": lambda who, n: assigning.assign(who, n, "all"),
    "hold": lambda who, n: holds.hold(who, n, "x"),
    "release hold": lambda who, n: holds.release_hold(who, n, "exception", answer="x"),
    "ask to cancel": lambda who, n: holds.ask_cancellation(who, n, "x"),
    "confirm": lambda who, n: holds.confirm(who, n, how="x", who_said="x", evidence="x"),
    "submit": editing.submit,
    "edit": lambda who, n: editing.edit(who, n, wants=[Want("A", ONE)]),
    "delete": editing.delete_draft,
    "repeat": lambda who, n: cart.repeat(who, n, customer=None if whoami(who).customer else "C1"),
    "returnable": returns.returnable,
    "return": lambda who, n: asking.ask(who, [WantBack("A", ONE)], order=n, reason="damaged"),
    "return draft": lambda who, n: asking.draft(who, [WantBack("A", ONE)], order=n, reason="damaged"),
    "case": lambda who, n: cases.open_case(who, n, "damaged", "x", position=1, quantity=ONE),
}


_STAGED = "SELECT number FROM orders WHERE step = 'staged' ORDER BY id"


@pytest.fixture
def everybody(desk: Desk) -> tuple[Actor, Actor]:
    """One with every right that there is, and the customer whose orders they would be."""
    return people.staff(desk.boss, "all", *ROLES), open_customer(desk.boss, "C7")


@pytest.fixture(params=["unfinished", "released"])
def number(request: pytest.FixtureRequest, desk: Desk, everybody: tuple[Actor, Actor]) -> str:
    """The number of an order that an import wrote and that nobody may see."""
    with pytest.raises(Killed):
        bring(desk.manager, "orders", *(f"R{n},C7,2024-05-01,A,1,,,," for n in range(3)), progress=Killer(0, "publish"))
    if request.param == "released":
        importing.release(desk.manager, batches(desk.manager).rows[0].number)
    found = desk.boss.company.read(lambda unit: unit.execute(_STAGED, ()).fetchall())
    return str(found[0][0])


def test_no_act_and_no_look_finds_it(desk: Desk, number: str, everybody: tuple[Actor, Actor]) -> None:
    before = dump(desk)
    found = {(name, answer) for who in everybody for name, way in WAYS.items() if (answer := told(way, who, number))}
    assert found == set()
    assert dump(desk) == before


def told(way: Callable[[Actor, str], Any], who: Actor, number: str) -> str:
    """What somebody learns who names the order; nothing where it is unknown, or is not asked for lack of the right."""
    try:
        return repr(way(who, number) or "")[:80].strip("'")
    except (NotFound, NotAllowed) as error:
        return "" if error.id in ("order-unknown", "need-permission") else error.id
    except YdhError as error:
        return error.id


def test_no_step_and_no_exit_takes_it(desk: Desk, number: str, everybody: tuple[Actor, Actor]) -> None:
    before = dump(desk)
    exits = {way.code for way in ORDER.exits} | {"take_back"}
    acts = [("approve", step.code) for step in ORDER.steps] + [(code, s) for code in exits for s in ("review", None)]
    for who in (*everybody, Actor(desk.boss.company, CLOCK)):
        for action, step in acts:
            done = act(who, number, action, seen=Seen(step), answers={"reason": "x", "carrier": "SF"})
            assert isinstance(done, Refused), (action, step)
            assert done.error.id == "order-unknown", (action, step)
    assert dump(desk) == before


def test_no_list_and_no_report_has_it(desk: Desk, number: str, everybody: tuple[Actor, Actor]) -> None:
    for who in everybody:
        assert looking.list_orders(who) == []
        assert looking.list_orders(who, step="staged") == []
    assert reports.run(everybody[0], "batches").rows == ()
    assert all("staged" not in map(str, row) for row in reports.run(everybody[0], "flow").rows)


STRANGE = (
    "",
    " ",
    "DH-O-",
    "DH-O-1@x",
    "dh-o-1",
    "\0",
    "DH-O-\0",
    "DH-O-\ud800",
    "DH-T-\udcff",
    "DH-S-\0",
    "9" * 5000,
    "茶",
)


@pytest.mark.parametrize("action", ["approve", "send_back", "void", "take_back"])
def test_one_bad_number_never_stops_its_neighbours(
    desk: Desk, number: str, everybody: tuple[Actor, Actor], action: str
) -> None:
    # S01.10
    all_rights, buyer = everybody
    names = [place(buyer, [Want("A", ONE)]).number for _ in range(2)]
    if action == "take_back":
        assert all(isinstance(act(all_rights, n, "approve", seen=Seen("review")), Done) for n in names)
    bad = [number, *STRANGE]
    given = [names[0], *bad, names[1]]
    step = None if action == "take_back" else "review"
    done = act_many(all_rights, [Target(n, Seen(step)) for n in given], action, answers={"reason": "x"}, key="k")
    assert [type(o).__name__ for o in done] == ["Done", *["Refused"] * len(bad), "Done"]
    assert [o.number for o in done] == [n if storable(n) else escaped(n) for n in given]
