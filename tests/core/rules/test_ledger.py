"""The equations between a line's quantities are written once; values, doctor and constraints agree on them."""

from decimal import Decimal as D
from typing import Any

import peewee
import pytest

from tests.kit.orders import Crew, make_crew
from tests.kit.trail import sql
from ydh.core.company.actors import Actor
from ydh.core.rules.ledger import EQUATIONS, OF_GOODS, Ledger, broken

RIGHT = Ledger(D(10), D(1), D(6), D(4), D(3), D(2), D(1), reserved=D(5), in_parts=D(6), left=D(4), arrived=D(3))
WRONG: dict[str, dict[str, Any]] = {
    "released-closed": {"closed": D(5)},
    "closed": {"closed": D(-1)},
    "shipped": {"shipped": D(7), "left": D(7)},
    "received": {"received": D(5), "arrived": D(5)},
    "returned": {"returned": D(5)},
    "refunded": {"refunded": D(3)},
    "reserved": {"reserved": D(6)},
    "in-parts": {"in_parts": D(5)},
    "left": {"left": D(3)},
    "arrived": {"arrived": D(2)},
    "held": {"reserved": D(1)},
}
IN_THE_DATABASE = ("released-closed", "closed", "shipped", "received", "returned", "refunded")


@pytest.fixture
def crew(company: Actor) -> Crew:
    return make_crew(company)


def changed(**numbers: D) -> Ledger:
    names = ("quantity", "closed", "released", "shipped", "received", "returned", "refunded")
    values = {name: getattr(RIGHT, name) for name in (*names, "reserved", "in_parts", "left", "arrived")}
    return Ledger(**{**values, **numbers})


def test_numbers_that_agree_break_no_equation() -> None:
    assert broken(RIGHT) == ()


@pytest.mark.parametrize("name", [*EQUATIONS, *OF_GOODS])
def test_each_equation_is_broken_by_numbers_of_its_own(name: str) -> None:
    assert name in broken(changed(**WRONG[name]))


def test_a_service_holds_nothing_of_the_stock() -> None:
    assert broken(changed(reserved=D(0)), service=True) == ()


@pytest.mark.parametrize("name", IN_THE_DATABASE)
def test_the_database_itself_refuses_what_breaks_an_equation_of_one_row(crew: Crew, name: str) -> None:
    crew.place(10)
    right = {n: getattr(RIGHT, n) for n in ("closed", "released", "shipped", "received", "returned", "refunded")}
    values = {n: v for n, v in {**right, **WRONG[name]}.items() if n in right}
    with pytest.raises(peewee.IntegrityError):
        sql(crew.admin, "UPDATE order_line SET " + ", ".join(f"{n} = {int(v * 1000)}" for n, v in values.items()))
