"""The cart as a list: set quantities, take out, clear, submit; what is wrong with each line in full."""

from collections.abc import Mapping, Sequence
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.orders.views import Agreed, CartLineView, CartView, Want
from ydh.core.rules.facts import Fact
from ydh.core.rules.permissions import P
from ydh.core.values.errors import YdhError
from ydh.core.values.money import ZERO
from ydh.core.values.words import N_, Label
from ydh.tui.lists.book import Deed, Field, Found, Query
from ydh.tui.lists.enter_does import EnterDoes
from ydh.tui.lists.nouns import field_of
from ydh.tui.orders.basket import Basket, Cart, Change
from ydh.tui.orders.cart_parts import MISSING, chips, mending, named, quantity_of, shortly, waiting, wrong_lines
from ydh.tui.orders.shop import ShopBook, counting_deeds, leaving_deeds, set_to
from ydh.tui.paint.parts import Column, Ends, Facts, Figure, Part, Say

MAY_AGREE = (P.PRICE_MANAGE,)
PRICE = Fact("price", N_("price of one unit"), "price", hint=N_("in yuan; empty: the price that holds"))
DISCOUNT = Fact("discount", N_("discount"), "percent", hint=N_("0.05 is 5 %"))
COLUMNS = (
    Column("name", N_("goods."), of=named),
    Column("quantity", N_("quantity"), "text", 13, of=quantity_of, most=24),
    Column("price", N_("price"), "price", 9, drop=1),
    Column("amount", N_("amount"), "money", 11),
    Column("problem", N_("to mend"), "text", 20, of=lambda line: _told(line), most=30, tone=lambda line: _tone(line)),
    Column("sku", N_("code"), "code", 14, drop=2),
)


class CartBook(ShopBook):
    """The lines of a basket."""

    name, columns = "cart", COLUMNS
    searches = False
    empty = N_("the cart is empty\nesc goes back to the goods; q puts in a list of codes and quantities")

    def __init__(self, basket: Basket) -> None:
        self.basket, self.title = basket, basket.called
        self.deeds = (
            Deed(
                "set",
                "enter",
                N_("quantity"),
                self.changing(self._set),
                asks=lambda actor, rows: set_to(rows[0]),
                undo=self.undo,
                tells=self.told,
                main=True,
            ),
            *counting_deeds(self),
            *((self._agreeing(),) if basket.staff else ()),
            *leaving_deeds(self),
            Deed(
                "clear",
                "X",
                N_("empty the cart"),
                self._clear,
                alone=True,
                undo=self.undo,
                confirm=N_("take everything out of the cart?"),
                said=N_("the cart is empty now; z puts everything back"),
            ),
        )

    def _agreeing(self) -> Deed:
        return Deed(
            "agree",
            "percent_sign",
            N_("agree a price"),
            self.changing(self._agree),
            asks=_prices,
            undo=self.undo,
            needs=MAY_AGREE,
        )

    def page(self, actor: Actor, query: Query) -> Found:
        return Found(self.basket.show(actor).lines)

    def key(self, row: CartLineView) -> str:
        return row.sku

    code = key

    def called(self, row: CartLineView) -> str:
        return named(row)

    def head(self, actor: Actor, query: Query) -> Any:
        view = self.basket.show(actor)
        if not view.lines:
            return ""
        total = Say(N_("items: {n}, total {total}"), {"n": len(view.lines), "total": view.total})
        return (Figure(total), *chips(view))

    def detail(self, actor: Actor, row: CartLineView) -> Sequence[Part]:
        view = self.basket.show(actor)
        now = next((line for line in view.lines if line.sku == row.sku), row)
        problems = [part for error in now.problems for part in _how(error)]
        more = [Say(N_("lines to mend first: {n}"), {"n": wrong}, "wrong")] if (wrong := wrong_lines(view)) else []
        facts = Facts(((N_("code"), now.sku), (N_("price"), now.price), (N_("note"), now.note)))
        total = Say(N_("items: {n}, total {total}"), {"n": len(view.lines), "total": view.total}, "strong")
        return [*problems, *waiting(now), facts, total, *more]

    def _set(self, actor: Actor, code: str, answers: Mapping[str, Any]) -> CartView:
        return self.basket.put(actor, [Want(code, answers["quantity"])])

    def _agree(self, actor: Actor, code: str, answers: Mapping[str, Any]) -> CartView:
        price, discount = PRICE.read(answers["price"], PRICE.title), DISCOUNT.read(answers["discount"], DISCOUNT.title)
        return self.basket.agree(actor, code, Agreed(price if price != "" else None, discount or ZERO))

    def _clear(self, actor: Actor, rows: Sequence[Any], answers: Mapping[str, Any]) -> Change:
        lines = self.basket.show(actor).lines
        return self.basket.change(actor, lambda: self.basket.put(actor, [Want(x.sku, "0") for x in lines]))


def _prices(actor: Actor, rows: Sequence[CartLineView]) -> tuple[Field, ...]:
    """What is agreed for this line alone; empty takes the price that holds."""
    return (field_of(PRICE, actor, rows[0]), field_of(DISCOUNT, actor, None))


class CartScreen(EnterDoes):
    """The cart; when it is submitted there is nothing left to see."""

    book: CartBook

    def after_deed(self, deed: Deed, rows: list[Any], value: Any) -> None:
        if deed.name == "submit":
            self.leave_saying(2 if self.book.basket.once else 1)


def cart_screen(basket: Basket) -> CartScreen:
    """The list of what is in a basket."""
    return CartScreen(CartBook(basket))


def cart(app: Any) -> CartScreen:
    """A customer's own cart."""
    return cart_screen(Cart())


def _told(line: CartLineView) -> Any:
    """What is to be mended in a line, or what of it waits."""
    if line.problems:
        return shortly(line.problems[0])
    return Say(MISSING, {"n": line.waits}) if line.waits else ""


def _tone(line: CartLineView) -> str:
    """Red keeps it from being submitted, amber comes later."""
    return "late" if line.problems else "held"


def _how(error: YdhError) -> Sequence[Part]:
    """What is wrong with a line in full, and the key that mends it."""
    key, how = mending(error)
    said = Say("{error}", {"error": error}, "wrong")
    return (said, Ends(((key, "key"), (" ", "plain"), (Label(how), "plain")))) if key else (said,)
