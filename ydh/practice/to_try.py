"""What there is to try things on besides past orders: shelves, limits, goods with lots, cases, papers, a stocktake."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

from ydh.core.administration import settings
from ydh.core.cases import cases
from ydh.core.company.actors import Actor, who
from ydh.core.goods.product_bulk import put_products
from ydh.core.goods.views import PutProduct
from ydh.core.orders import looking
from ydh.core.stock import limits, papers, stocktake
from ydh.core.stock.views import PaperLine
from ydh.core.values.errors import YdhError
from ydh.practice.history import Clock
from ydh.practice.rows import ProductRow
from ydh.store.engine.database import Unit

KEEPER, SECOND = "lisi", "zhouba"  # who writes stock papers, and who confirms them
AISLE = 40  # items on an aisle of shelves
OUTSIDE = 3  # items below their lower limit
Say = Callable[[str], str]  # a text of the practice company in its language


class Fresh(NamedTuple):
    """Goods that are kept by lot: `lots` are (days until it expires, how many)."""

    code: str
    name: str
    unit: str
    price: str
    box: int
    keep_days: int
    lots: tuple[tuple[int, int], ...]


FRESH = (
    Fresh("N9001", "鲜花饼", "盒", "28.00", 12, 15, ((-2, 6), (12, 48), (40, 120))),
    Fresh("N9002", "桂花糕", "盒", "16.50", 24, 10, ((5, 24), (30, 96))),
    Fresh("D9001", "鲜榨橙汁", "瓶", "7.80", 24, 7, ((9, 72), (21, 240))),
    Fresh("D9002", "酸奶", "杯", "4.60", 48, 5, ((3, 96), (14, 480))),
)
COUNTED = "茶具"  # the category whose stocktake is open
# what is said of goods that came, by whom it is settled how
CASES: tuple[tuple[str, str, str], ...] = (
    ("short", "少了一盒", ""),
    ("damaged", "外包装破损，里面的还好", ""),
    ("wrong", "送来的规格不对", "replaced"),
)


def lay_out(
    people: Mapping[str, Actor],
    products: Sequence[ProductRow],
    clock: Clock,
    end: datetime,
    say: Say,
) -> None:
    """Make it, from `end` on."""
    clock.now = max(clock.now, end)
    goods = [row for row in products if not row.service]
    keeper = people[KEEPER]
    _fresh(keeper, people["wujiu"], clock.now.date(), say)
    _shelves(keeper, goods)
    _limits(keeper, goods)
    _cases(people, say)
    _papers(keeper, people["wujiu"], goods, clock.now.date(), say)
    stocktake.begin(keeper, category=say(COUNTED), reason=say("月末抽盘"))


def _fresh(keeper: Actor, admin: Actor, today: date, say: Say) -> None:
    rows = [
        PutProduct(
            *(it.code, it.code, say(it.name), say("休闲食品" if it.code[0] == "N" else "饮料"), say("井台凉")),
            unit=say(it.unit),
            pack_size=Decimal(it.box),
            pack_unit=say("箱"),
            price=Decimal(it.price),
            listed=True,
            lots=True,
            keep_days=it.keep_days,
        )
        for it in FRESH
    ]

    def work(unit: Unit) -> None:
        for result in put_products(unit, who(unit, admin), rows):
            if isinstance(result, Exception):
                raise result

    admin.company.write(work)
    for nth, it in enumerate(FRESH, 1):
        lines = [
            PaperLine(it.code, Decimal(many), f"{today + timedelta(days=days - 60):%y%m%d}{nth}", _day(today, days))
            for days, many in it.lots
        ]
        papers.post_paper(keeper, "receipt", lines, reason=say("期初库存"))


def _day(today: date, days: int) -> date:
    return today + timedelta(days=days)


def _shelves(keeper: Actor, goods: Sequence[ProductRow]) -> None:
    """Where each item lies: an aisle with a letter, a place in it."""
    fresh = [it.code for it in FRESH]
    for at, sku in enumerate([*(row.sku for row in goods), *fresh]):
        aisle, place = divmod(at, AISLE)
        limits.set_limits(keeper, sku, place=f"{chr(ord('A') + aisle % 26)}-{place // 4 + 1:02}-{place % 4 + 1}")


def _limits(keeper: Actor, goods: Sequence[ProductRow]) -> None:
    for row in goods[:OUTSIDE]:
        limits.set_limits(keeper, row.sku, lower=Decimal(100_000), upper=None)


def _cases(people: Mapping[str, Actor], say: Say) -> None:
    arrived = [row for row in looking.list_orders(people["zhangsan"], limit=300) if row.step in ("done", "receive")]
    made = 0
    for row in arrived:
        if made == len(CASES):
            return
        kind, text, outcome = CASES[made]
        try:
            number = cases.open_case(people[row.customer_code.casefold()], row.number, kind, say(text))
        except YdhError:  # what is wrong with it is said by a return already
            continue
        if outcome:
            cases.settle(people["zhangsan"], number, outcome, say("明天补发"))
        made += 1


def _papers(keeper: Actor, admin: Actor, goods: Sequence[ProductRow], today: date, say: Say) -> None:
    """A purchase that is on its way, and one that waits for a second person: of a day when the company wanted that."""
    lines = [PaperLine(row.sku, Decimal(row.pack_size * 10)) for row in goods[:3]]
    papers.open_paper(keeper, "receipt", lines, supplier=say("溪埠里"), expected=today + timedelta(days=3))
    settings.change_setting(admin, "confirm_receipts", "on")
    papers.post_paper(keeper, "receipt", lines[:2], supplier=say("溪埠里"), reference="PO-2611")
    settings.change_setting(admin, "confirm_receipts", "off")
