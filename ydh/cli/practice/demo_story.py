"""The story of one order in a practice company: who does what, the command he types, and what it says."""

import re
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

import typer

from ydh import locale
from ydh.cli.frame import session
from ydh.cli.writing import nested
from ydh.cli.writing.cells import DataColumn
from ydh.cli.writing.layout import width_of
from ydh.core.administration import signin
from ydh.core.administration.views import Me
from ydh.core.company.actors import Actor
from ydh.core.goods import catalogue
from ydh.core.goods.views import SkuView
from ydh.core.orders import looking
from ydh.core.rules.permissions import ROLE_NAMES
from ydh.core.stock import looking as stock_looking
from ydh.core.values.errors import Conflict
from ydh.core.values.words import N_
from ydh.practice.founding import ADMIN, people

WIDTH = 78  # of a line of the story: a table may take two cells more
BUYER, KEEPER, CLERK, MONEY, MANAGER, REVIEWER = "c0001", "lisi", "sunqi", "wangwu", "zhangsan", "zhaoliu"
MOST = Decimal(1500)  # yuan a box: an order of ordinary size
STOCK = (
    DataColumn("sku", N_("item"), "code"),
    DataColumn("name", N_("name")),
    DataColumn("before", N_("before"), "quantity"),
    DataColumn("reserved", N_("reserved on submit"), "quantity"),
    DataColumn("left", N_("shipped"), "quantity"),
    DataColumn("after", N_("after"), "quantity"),
)
_PLAIN = re.compile(r"[\w@%+=:,./-]+")


@dataclass(frozen=True, slots=True)
class Levels:
    """On hand and reserved of some items at a moment."""

    on_hand: tuple[Decimal, ...]
    reserved: tuple[Decimal, ...]


class Story:
    """Tells it; everything is done by the commands that are shown, as the people who are named."""

    def __init__(self, database: str, admin: Actor) -> None:
        self.database, self.admin = database, admin
        self.people = people(admin.company)
        self.words = locale.current()
        self.number = ""
        self.step = 0

    def tell(self) -> str:
        """The whole story; gives the order's number. Raises Conflict when there is nothing left to sell."""
        goods = self._goods()
        before = self._levels(goods)
        self._order(goods)
        reserved = self._levels(goods)
        self._review()
        self._first_part(goods[0])
        self._the_rest()
        self._results(goods, before, reserved)
        return self.number

    def _order(self, goods: Sequence[SkuView]) -> None:
        tea, more, few = goods
        box = self.words(N_("b"))  # as pricing.read_quantity reads it
        items = [f"{tea.code}=2{box}", f"{more.code}=1{box}", f"{few.code}={max(few.minimum, few.multiple):f}"]
        self._does(BUYER, N_("fills the cart, by the box and by the piece"), "cart", "add", *items)
        self._does(BUYER, N_("makes it an order; the stock is reserved now"), "cart", "submit")
        self.number = looking.list_orders(self.people[BUYER], limit=1)[0].number

    def _review(self) -> None:
        opinion = self.words(N_("quantities agreed by phone"))
        self._does(REVIEWER, N_("reviews it"), *self._pass("review"), "--opinion", opinion)
        self._does(REVIEWER, N_("tries the next step too, which is not his"), *self._pass("finance"))
        self._does(MONEY, N_("checks the money"), *self._pass("finance"))

    def _first_part(self, first: SkuView) -> None:
        lines = looking.show(self.admin, self.number).lines
        position = next(line.position for line in lines if line.sku == first.code)
        part = f"{position}={first.pack_size:f}"
        self._does(KEEPER, N_("releases one box that is packed already"), *self._pass("release"), "--line", part)
        self._ship("SD2026112301")

    def _the_rest(self) -> None:
        self._does(KEEPER, N_("releases the rest"), *self._pass("release"))
        self._ship("SD2026112318")
        parts = [part.number for part in looking.show(self.admin, self.number).shipments]
        self._does(BUYER, N_("has got both parts"), "order", "receive", *parts, "--yes")

    def _ship(self, tracking: str) -> None:
        parts = looking.show(self.admin, self.number).shipments
        waiting = next(part.number for part in parts if part.step == "ship")
        carrier = ("--carrier", "SD", "--tracking", tracking)
        self._does(CLERK, N_("hands it to the carrier; the stock goes down"), "order", "ship", waiting, *carrier)

    def _results(self, goods: Sequence[SkuView], before: Levels, reserved: Levels) -> None:
        after = self._levels(goods)
        kept = zip(goods, before.on_hand, before.reserved, reserved.reserved, after.on_hand, strict=True)
        rows = [(x.code, x.name, b, r2 - r1, b - a, a) for x, b, r1, r2, a in kept]
        print(nested.block(N_("What it did to the stock"), STOCK, rows), end="")
        self._does(MANAGER, N_("looks who did what and when"), "order", "history", self.number)
        since = looking.show(self.admin, self.number).row.business_date.replace(day=1) - timedelta(days=150)
        self._does(MANAGER, N_("looks at the sales"), "report", "sales", "--from", since.replace(day=1).isoformat())

    # --- how it is told ---

    def _pass(self, step: str) -> tuple[str, ...]:
        return "order", "approve", self.number, "--at", step

    def _does(self, login: str, what: str, *command: str) -> None:
        """Somebody does something: his name, the command, and what the command says."""
        from ydh.cli.frame.main import app

        self.step += 1
        me = signin.whoami(self.people[login])
        print(f"\n{self.step}. {me.name} ({role_of(me, 1)}, {me.login}) {self.words(what)}")
        print(typed(command), flush=True)
        session.sit_down(self.database, self.admin.company, self.people[login])
        typer.main.get_command(app).main(args=list(command), prog_name="ydh", standalone_mode=False)

    # --- what it is about ---

    def _goods(self) -> list[SkuView]:
        """Three listed goods in boxes of which there is plenty. Raises Conflict."""
        found: dict[str, SkuView] = {}
        after = ""
        while len(found) < 3:
            page = catalogue.search(self.admin, after=after, customer=BUYER, limit=100)
            for view in page.rows:
                if _plenty(view):
                    found.setdefault(view.category, view)
            if not page.next:
                break
            after = page.next
        if len(found) < 3:
            raise Conflict("demo-nothing-left")
        return list(found.values())[:3]

    def _levels(self, goods: Sequence[SkuView]) -> Levels:
        levels = [stock_looking.levels_of(self.people[ADMIN], view.code) for view in goods]
        on_hand = tuple(sum((x.on_hand for x in found), Decimal(0)) for found in levels)
        return Levels(on_hand, tuple(sum((x.reserved for x in found), Decimal(0)) for found in levels))


def _plenty(view: SkuView) -> bool:
    left, price = view.availability.quantity, view.price
    dear = not isinstance(price, Decimal) or price * view.pack_size > MOST
    return not (view.service or dear or view.pack_size <= 1 or left is None or left < 3 * view.pack_size)


def role_of(me: Me, most: int | None = None) -> str:
    """What somebody is, in words; at most so many of his roles."""
    words = locale.current()
    if me.kind == "customer":
        return words(N_("customer"))
    return words.listed(words(ROLE_NAMES.get(code, code)) for code in me.roles[:most])


def typed(words: Sequence[str], width: int = WIDTH) -> str:
    """A command as one types it, on several lines where it is too long for one."""
    lines = ["  $ ydh"]
    for word in map(quoted, words):
        if width_of(lines[-1]) + width_of(word) + 3 > width:
            lines[-1] += " \\"
            lines.append("     ")
        lines[-1] += f" {word}"
    return "\n".join(lines)


def quoted(word: str) -> str:
    """A word of a command line; Chinese needs no quotes."""
    return word if _PLAIN.fullmatch(word) else shlex.quote(word)
