"""Staff at their terminals: queues, notes, two people in one queue, commands beside the screens."""

from tests.e2e.shop import CLERK, FINANCE, KEEPER, REVIEWER, Shop
from tests.e2e.terminal import Seat


def in_first_queue(seat: Seat, *texts: str) -> Seat:
    """Wait for the home screen, then open the first queue there."""
    seat.wait_for("我的队列")
    seat.press("1")
    seat.wait_for(*texts)
    return seat


def test_four_people_carry_an_order_through(shop: Shop) -> None:
    number = shop.place()
    seats = [shop.seat(login) for login in (REVIEWER, FINANCE, KEEPER)]
    for seat, step in zip(seats, ("finance", "release", "ship"), strict=True):
        in_first_queue(seat, number).press("a")
        seat.wait_until_gone(f"> {number}")
        assert shop.step(number) == step
    clerk = in_first_queue(shop.seat(CLERK), "DH-S-")
    clerk.press("a")
    clerk.wait_for("承运")
    clerk.type("顺丰")
    clerk.press("enter")
    clerk.type("SF1234567890")
    clerk.press("enter")
    clerk.wait_until(lambda: shop.step(number) == "receive", "shipped")
