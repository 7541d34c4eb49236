"""Staff at their terminals: queues, notes, two people in one queue, commands beside the screens."""

from tests.kit.seat import Seat
from tests.kit.shared_shop import REVIEWER, Shop

BURST = "西湖区龙井路一号大院三单元二楼靠窗那一家"  # 60 bytes: more than the 32 that a read of the keyboard once took


def in_first_queue(seat: Seat, *texts: str) -> Seat:
    """Wait for the home screen, then open the first queue there."""
    seat.wait_for("我的队列")
    seat.press("1")
    seat.wait_for(*texts)
    return seat


def test_two_terminals_on_one_database_show_each_others_work_within_a_second(shop: Shop) -> None:
    first, second = shop.places(2)
    one, two = (in_first_queue(shop.seat(REVIEWER), first, second) for _ in range(2))
    two.press("j", "space")  # the cursor and a mark stand on the second order
    two.wait_for("选中 1", f"*{second}")
    one.press("a")
    for seat in (one, two):
        seat.wait_until(lambda seat=seat: second in seat.rows()[3], "the first order has left the queue")
    two.wait_for(f">*{second}")
    third = shop.place()
    for seat in (one, two):
        seat.wait_for(third)
    two.wait_for(f">*{second}")


def test_what_is_typed_ahead_goes_where_it_belongs(shop: Shop) -> None:
    number = shop.place()
    seat = in_first_queue(shop.seat(REVIEWER), number)
    seat.wait_for("衢州")
    seat.type("rwrong price\r")  # w and p are keys of the list: they must not reach it
    seat.wait_until(lambda: shop.step(number) == "draft", "sent back")
    assert "wrong price" in [event.body.get("reason") for event in shop.history(number)]


def test_two_who_approve_the_same_order_at_once_pass_one_step_together(shop: Shop) -> None:
    number = shop.place()
    one, two = (in_first_queue(shop.seat(REVIEWER), number) for _ in range(2))
    for seat in (one, two):
        seat.press("a", "a")
    for seat in (one, two):
        seat.wait_for("现在没有等订单审核的单据")
    assert shop.step(number) == "finance"


def test_chinese_is_typed_in_a_burst_and_pasted_into_the_search(shop: Shop) -> None:
    number = shop.place()
    seat = in_first_queue(shop.seat(REVIEWER), number)
    seat.press("/")
    seat.wait_until(lambda: "搜索" in seat.rows()[2], "the search field")
    seat.type(BURST)
    seat.wait_until(lambda: BURST in seat.rows()[2], "all that was typed")
    seat.press("esc")
    seat.wait_for(number)
    seat.press("/")
    seat.paste("众邻")
    seat.wait_until(lambda: "众邻" in seat.rows()[2], "what was pasted")
    assert seat.is_exact()


def test_chinese_is_typed_in_a_burst_and_pasted_into_a_note(shop: Shop) -> None:
    number = shop.place()
    seat = in_first_queue(shop.seat(REVIEWER), number)
    seat.press("n")
    seat.wait_for("^s")
    seat.type(BURST)
    seat.paste("\n第二行: 送货前打电话")
    seat.wait_for("送货前打电话")
    seat.press("ctrl+s")
    seat.wait_until(lambda: bool(shop.show(number).notes), "the note in the database")
    assert shop.show(number).notes[0].text.split() == [BURST, "第二行:", "送货前打电话"]
    seat.press("J", "J", "J", "J")
    seat.wait_for(BURST[:8])


def test_a_person_approves_while_another_clears_the_queue_by_commands(shop: Shop) -> None:
    numbers = shop.places(6)
    seat = in_first_queue(shop.seat(REVIEWER), numbers[0])
    seat.press("a")
    done = shop.ydh("order", "approve", "--at", "review", "-", "--yes", by=REVIEWER, stdin="\n".join(numbers[1:]))
    assert done.returncode == 0, done.stdout + done.stderr
    seat.wait_for("现在没有等订单审核的单据")
    assert {shop.step(number) for number in numbers} == {"finance"}


def test_nothing_can_be_changed_with_read_only(shop: Shop) -> None:
    number = shop.place()
    seat = in_first_queue(shop.seat(REVIEWER, "--read-only"), number, "[只读]")
    seat.press("a", "n", "j")
    seat.drain()
    assert shop.step(number) == "review"
    assert not any(" 审核" in row or "a 通过" in row for row in seat.rows()[-1:])
