"""A whole day: a customer orders, four people carry the order through, a fifth works by commands beside them."""

import subprocess

from tests.e2e.test_staff import in_first_queue
from tests.kit.seat import Seat
from tests.kit.shared_shop import ADMIN, ALMOND, BUYER, CLERK, COFFEE, FINANCE, KEEPER, MANAGER, REVIEWER, Shop

OTHERS = 8  # orders that are cleared by commands meanwhile


def test_a_customer_orders_and_receives_what_four_people_passed_while_a_fifth_clears_a_queue(shop: Shop) -> None:
    customer = shop.seat(BUYER)
    order_coffee(customer, "24")
    number = next(word for word in customer.text().split() if word.startswith("DH-O-"))[:20]
    others = shop.places(OTHERS, by="c0002")
    command = clear_the_queue(shop, others)
    for login, step in ((REVIEWER, "finance"), (FINANCE, "release"), (KEEPER, "ship")):
        seat = in_first_queue(shop.seat(login), number)
        seat.wait_until(lambda seat=seat: f"> {number}" in seat.text(), "the order under the cursor")
        seat.press("a")
        seat.wait_until(lambda step=step: shop.step(number) == step, step)
    clerk = in_first_queue(shop.seat(CLERK), "DH-S-")
    clerk.press("a")
    clerk.wait_for("承运商")
    clerk.type("顺丰\rSF1234567890\r")
    clerk.wait_until(lambda: shop.step(number) == "receive", "shipped")
    receive(customer, shop, number)
    assert command.wait(60) == 0
    assert {shop.step(other) for other in others} == {"finance"}
    the_books_are_right(shop)


def order_coffee(customer: Seat, quantity: str) -> None:
    """Search, put into the cart, submit."""
    customer.wait_for(COFFEE[1], "购物车")
    customer.press("/")
    customer.type("咖啡")
    customer.wait_for("无糖")
    customer.wait_until_gone(ALMOND[1])
    customer.press("enter", "enter")
    customer.wait_for("数量 *")
    customer.type(f"\x7f\x7f{quantity}\r")
    customer.wait_for(f"已放入 {quantity} 盒")
    customer.press("S")
    customer.wait_for("要求到货")
    customer.press("ctrl+s")
    customer.wait_for("已提交", "购物车是空的")


def receive(customer: Seat, shop: Shop, number: str) -> None:
    """Say that everything came."""
    customer.press("o")
    customer.wait_for("我的订单", number)
    customer.press("a")
    customer.wait_for("^s")
    customer.press("ctrl+s")
    customer.wait_until(lambda: shop.step(number) == "done", "received")
    assert customer.is_exact()


def clear_the_queue(shop: Shop, numbers: list[str]) -> "subprocess.Popen[str]":
    """Approve orders by a command that reads their numbers from a pipe."""
    words = ["sh", "-c", "ydh order approve --at review - --yes >/dev/null"]
    command = subprocess.Popen(words, env=shop.environment(MANAGER), stdin=subprocess.PIPE, text=True)
    assert command.stdin is not None
    command.stdin.write("\n".join(numbers))
    command.stdin.close()
    return command


def the_books_are_right(shop: Shop) -> None:
    """What the doctor and the journal's chains say."""
    examined = shop.ydh("doctor", by=ADMIN)
    assert examined.returncode == 0, examined.stdout + examined.stderr
    proved = shop.ydh("audit", "verify", by=ADMIN)
    assert proved.returncode == 0, proved.stdout + proved.stderr


def test_the_cart_is_still_there_when_the_terminal_was_lost(shop: Shop) -> None:
    customer = shop.seat(BUYER)
    customer.wait_for(COFFEE[1])
    customer.press("enter")
    customer.wait_for("数量 *")
    customer.type("\x7f\x7f36\r")
    customer.wait_for("已放入 36 瓶")
    customer.press("S")
    customer.wait_for("要求到货")
    customer.lose_the_line()
    customer.wait_until_gone_for_good()
    again = shop.seat(BUYER)
    again.wait_for("36瓶", COFFEE[1])
    assert shop.ydh("order", "list", "-q", by=BUYER).stdout == ""
