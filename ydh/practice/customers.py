"""Makes the customers of a practice company: the first ones order most."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

from ydh.practice.people import GIVEN, KINDS, SALES, SURNAMES, TEA_KINDS, WORDS
from ydh.practice.places import AWAY, HOME, ROADS, Town
from ydh.practice.rows import CustomerRow, Terms

T = TypeVar("T")

LEVELS = ("金牌", "银牌", "普通")
_TERMS: dict[str, tuple[Terms, ...]] = {
    "金牌": ("monthly", "monthly", "monthly", "prepaid"),
    "银牌": ("monthly", "prepaid", "on_delivery", "prepaid"),
    "普通": ("prepaid", "prepaid", "on_delivery", "prepaid"),
}


def make_customers(seed: int, count: int) -> tuple[CustomerRow, ...]:
    """Make `count` customers, half of them in the company's own province."""
    rng = Random(f"{seed}/customers")
    used: set[str] = set()
    first_phone = rng.randrange(10_000)
    return tuple(_customer(rng, number, count, used, first_phone) for number in range(1, count + 1))


def drinks_tea(customer: CustomerRow) -> bool:
    """Whether the customer is a tea shop, by its name."""
    return customer.name.endswith(TEA_KINDS)


def _customer(rng: Random, number: int, count: int, used: set[str], first_phone: int) -> CustomerRow:
    place = _pick(rng, HOME if rng.random() < 0.5 else AWAY)
    district = _pick(rng, place.districts)
    level = LEVELS[0] if number * 7 <= count else LEVELS[1] if number * 2 <= count else LEVELS[2]
    return CustomerRow(
        code=f"C{number:04}",
        name=_shop(rng, place, district, used),
        level=level,
        region=place.region,
        terms=_pick(rng, _TERMS[level]),
        contact=_pick(rng, SURNAMES) + _pick(rng, GIVEN),
        # one block of numbers only, so that practice data is known for what it is
        phone=f"1390000{(first_phone + number * 7919) % 10_000:04}",
        address=f"{place.begins}{district}{_pick(rng, ROADS)}{rng.randrange(1, 300)}号",
        salesperson=_pick(rng, SALES),
    )


def _shop(rng: Random, place: Town, district: str, used: set[str]) -> str:
    """A name that nobody has yet: city and kind, with the district, with a word, at last with a number before."""
    kind = _pick(rng, KINDS)
    near = district.rstrip("区")
    near = near if len(near) > 1 else district
    names = [f"{place.city}{near}{kind}", f"{place.city}{_pick(rng, WORDS)}{kind}"]
    names.append(f"{place.city}{near}{_pick(rng, WORDS)}{kind}")
    if rng.random() < 0.15:
        names.insert(0, f"{place.city}{kind}")
    name = next((n for n in names if n not in used), f"{place.city}{near}第{len(used)}{kind}")
    used.add(name)
    return name


def _pick(rng: Random, things: Sequence[T]) -> T:
    return things[rng.randrange(len(things))]
