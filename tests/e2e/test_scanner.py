"""A scanner at a real terminal: codes as fast as it can send them, and a line that is lost in the middle."""

import time

from tests.kit.seat import Seat
from tests.kit.shared_shop import BUYER, CLERK, COFFEE, FINANCE, KEEPER, REVIEWER, Shop
from ydh.core.administration.settings import change_setting
from ydh.core.shipping import pick_looking
from ydh.core.values.outcomes import Done, Seen
from ydh.core.workflow.acting import act

CODES = 60
PACE = 1 / 50  # seconds between two codes of the scanner


def shipment(shop: Shop, quantity: int) -> str:
    """A shipment that must be picked before it leaves."""
    change_setting(shop.people["wujiu"], "pick", "pick")
    number = shop.place(quantity, by=BUYER)
    for login, step in ((REVIEWER, "review"), (FINANCE, "finance"), (KEEPER, "release")):
        assert isinstance(act(shop.people[login], number, "approve", seen=Seen(step)), Done)
    return shop.show(number).shipments[0].number


def at_the_shelf(shop: Shop, number: str) -> Seat:
    """The pick screen of the shipment."""
    seat = shop.seat(KEEPER)
    seat.wait_for("我的队列")
    seat.press(":")
    seat.wait_for("命令")
    seat.type("拣货\r")
    seat.wait_for(number)
    seat.press("\r")
    seat.wait_for("扫描 >")
    return seat


def counted(shop: Shop, number: str) -> int:
    return int(pick_looking.show(shop.people[KEEPER], number).counted)


def test_a_scanner_at_full_speed_loses_no_code(shop: Shop) -> None:
    number = shipment(shop, CODES)
    seat = at_the_shelf(shop, number)
    for _ in range(CODES):
        seat.type(f"{COFFEE[0]}\r")
        time.sleep(PACE)  # the scanner's own pace
    seat.wait_until(lambda: counted(shop, number) == CODES, "every code is counted")
    seat.wait_for(f"{CODES} / {CODES}")


def test_sixty_codes_in_one_packet_lose_none_and_a_wrong_one_rings(shop: Shop) -> None:
    number = shipment(shop, CODES)
    seat = at_the_shelf(shop, number)
    seat.type(f"{COFFEE[0]}\r" * 30 + "D0022\r" + f"{COFFEE[0]}\r" * 30)
    seat.wait_until(lambda: counted(shop, number) == CODES, "every right code is counted")
    seat.wait_for("错货")


def test_half_a_pick_survives_a_line_that_is_lost_and_is_gone_on_with(shop: Shop) -> None:
    number = shipment(shop, 12)
    seat = at_the_shelf(shop, number)
    seat.type(f"{COFFEE[0]}*5\r")
    seat.wait_until(lambda: counted(shop, number) == 5, "five are counted")
    seat.lose_the_line()
    other = shop.ydh("pick", "take-over", number, by=CLERK)
    assert other.returncode == 0, other.stderr
    done = shop.ydh("pick", number, "-", "--finish", by=CLERK, stdin=f"{COFFEE[0]}*7\n")
    assert done.returncode == 0, done.stderr
