"""The catalogue with the cart beside it: find, add, see what is wrong, submit."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.goods import catalogue as shelf
from ydh.core.goods.price_table import full_name
from ydh.core.goods.views import ShelfRow
from ydh.core.orders.views import CartLineView, CartView, Want
from ydh.core.values.quantities import least_of
from ydh.core.values.words import N_, Label
from ydh.locale import values
from ydh.tui.lists.book import Deed, Field, Found, Query, Tell
from ydh.tui.lists.form import Form
from ydh.tui.lists.going import Go
from ydh.tui.orders.basket import Basket, Cart
from ydh.tui.orders.cart_parts import about, available, in_boxes
from ydh.tui.orders.shop import ShopBook, ShopScreen, counting_deeds, leaving_deeds, set_to
from ydh.tui.paint.parts import Column, Facts, Part, Say

MOST = 500  # rows that the shelf gives at once
BOUGHT = Field(
    "bought",
    N_("bought before"),
    kind="choice",
    choices=(("", N_("everything")), ("yes", N_("only what was bought before"))),
)


def last_of(row: ShelfRow) -> Label | str:
    """How much was ordered last, or that it is new."""
    if row.last_quantity is not None:
        return values.quantity(row.last_quantity)
    return Label(N_("new"), "new") if row.new else ""


def pack_of(row: ShelfRow) -> str:
    """How many are in a box."""
    return f"{values.quantity(row.sku.pack_size)}/{row.sku.pack_unit}" if row.sku.pack_unit else ""


def _ordered(book: ShopBook) -> tuple[Column, ...]:
    """How much of the row is in the basket, in pieces, and in boxes where there is room; red when it must be mended."""

    def tone(row: ShelfRow) -> str:
        line = book.within(row)
        return "wrong" if line is not None and line.problems else "key"

    def pieces(row: ShelfRow) -> str:
        return values.quantity(line.quantity) if (line := book.within(row)) else ""

    def boxes(row: ShelfRow) -> str:
        return in_boxes(line) if (line := book.within(row)) else ""

    return (
        Column("ordered", N_("in it"), "measure", 5, of=pieces, most=7, tone=tone),
        Column("boxes", "", "text", 12, drop=1, of=boxes),
    )


def stock_of(row: ShelfRow) -> Label | Say | str:
    """How much there is, in as few cells as a row has for it."""
    return Label(N_("yes."), "in_stock") if row.sku.availability.word.code == "in_stock" else available(row.sku)


def out(row: ShelfRow) -> str:
    """What nobody can have now is seen."""
    return "late" if row.sku.availability.word.code == "out" else ""


COLUMNS = (
    Column("name", N_("goods."), of=lambda row: full_name(row.sku)),
    Column("code", N_("code"), "code", 14, drop=2, of=lambda row: row.sku.code),
    Column("pack", N_("a box"), "measure", 7, of=pack_of, most=8),
    Column("minimum", N_("minimum"), "quantity", 7, drop=3, of=lambda row: row.sku.minimum or None),
    Column("price", N_("price"), "price", 8, of=lambda row: row.sku.price, most=10),
    Column("available", N_("stock"), "text", 7, of=lambda row: stock_of(row), tone=out),
    Column("last", N_("last"), "measure", 4, of=last_of, most=7),
)


class Shelf(ShopBook):
    """What can be ordered: bought before first, then what is new, then the rest."""

    name = "shelf"
    filters: tuple[Field, ...] = (BOUGHT,)
    empty = N_("nothing is on sale yet; ask the company")

    def __init__(self, basket: Basket, *, staff: bool) -> None:
        self.basket, self.staff = basket, staff
        self.columns = (*COLUMNS, *_ordered(self))
        doors = (
            Deed("cart", "c", basket.called, opens=self._cart, alone=True, main=True),
            Deed("orders", "o", N_("orders"), opens=self._orders, alone=True, main=True),
            Deed("about", "i", N_("about the item"), _about, writes=False),
        )
        self.deeds = (
            Deed(
                "add",
                "enter",
                N_("put in"),
                self.changing(self._add),
                asks=lambda actor, rows: how_much(rows[0], self.within(rows[0])),
                undo=self.undo,
                main=True,
                tells=self.told,
            ),
            *counting_deeds(self),
            *leaving_deeds(self),
            *doors,
            *((_variant_deed(),) if staff else ()),
        )

    def named(self) -> Any:
        return self.basket.title()

    def head(self, actor: Actor, query: Query) -> Any:
        return Say(N_("/ finds by name, code, barcode or initials"), {}, "faint")

    def page(self, actor: Actor, query: Query) -> Found:
        rows: list[ShelfRow] = []
        after, more = query.after, True
        while more and len(rows) < query.limit:
            found = shelf.for_buyer(
                actor,
                query.text,
                category=query.filters.get("category", ""),
                customer=self.basket.buyer(actor),
                only_bought=bool(query.filters.get("bought")),
                after=after,
                limit=min(MOST, query.limit - len(rows)),
            )
            rows += found.rows
            after, more = found.next, bool(found.next)
        return Found(rows, more)

    def key(self, row: ShelfRow) -> str:
        return row.sku.code

    code = key

    def token(self, row: ShelfRow) -> str:
        return row.cursor

    def called(self, row: ShelfRow) -> str:
        return full_name(row.sku)

    def beside(self, row: ShelfRow) -> Sequence[Part]:
        return about(row.sku)

    def _add(self, actor: Actor, code: str, answers: Mapping[str, Any]) -> CartView:
        return self.basket.put(actor, [Want(code, answers["quantity"])])

    def what(self, row: ShelfRow) -> Sequence[Part]:
        """What an item is, and how much of it was ordered last."""
        last = f"{last_of(row)} ({row.last_date:%Y-%m-%d})" if row.last_quantity is not None and row.last_date else ""
        return [*about(row.sku), Facts(((N_("last order"), last),))]

    def _cart(self, app: Any, row: Any) -> Any:
        from ydh.tui.orders.cart import cart_screen

        return cart_screen(self.basket)

    def _orders(self, app: Any, row: Any) -> Any:
        if not self.staff:
            return Go("my_orders")
        return Go("orders", {"customer": self.basket.customer} if self.basket.customer else {})


class CatalogueScreen(ShopScreen):
    """The catalogue; its categories are read once."""

    book: Shelf

    def leaves(self) -> bool:
        return not self.book.basket.unsaved

    def action_leave(self) -> None:
        narrowed = self.search.has_focus or self.query_now.text or self.query_now.filters
        if not self.book.basket.unsaved or narrowed:
            super().action_leave()
            return
        sure = (Say(N_("what you changed is not saved; Enter leaves it, Esc goes on"), {}, "wrong"),)
        self.app.push_screen(Form(N_("leave without saving?"), (), sure), lambda yes: self.ydh.leave() if yes else None)

    def action_deed(self, name: str) -> None:
        row = self.grid.row
        if name == "add" and row is not None and self.grid.steady:
            # all that the form shows is known here: it opens at once and no digit goes elsewhere
            self._form(self.deed(name), [row], how_much(row, self.book.within(row)), self.book.what(row))
        else:
            super().action_deed(name)

    def after_deed(self, deed: Deed, rows: list[Any], value: Any) -> None:
        super().after_deed(deed, rows, value)
        if deed.name == "submit" and self.book.basket.once:
            self.leave_saying()

    def on_mount(self) -> None:
        self.ask(shelf.categories, self._put_categories, topic=(id(self), "categories"))

    def _put_categories(self, names: Sequence[str]) -> None:
        choices = (("", N_("everything")), *((name, name) for name in names))
        self.book.filters = (Field("category", N_("category"), kind="choice", choices=choices), BOUGHT)


def how_much(row: ShelfRow, there: CartLineView | None) -> tuple[Field, ...]:
    """How much there is to be: what is likely stands there already, what is in the cart now before it."""
    if there is not None:
        return set_to(there)
    usual = row.last_quantity or least_of(row.sku.minimum, row.sku.multiple)
    hint = N_("24, or 2b for 2 boxes")
    return (Field("quantity", N_("how much"), required=True, value=values.quantity(usual), hint=hint),)


def _about(actor: Actor, rows: Sequence[ShelfRow], answers: Mapping[str, Any]) -> Tell:
    return Tell(full_name(rows[0].sku), tuple(about(rows[0].sku)))


def _variant_deed() -> Deed:
    """A variant that is missing is made without leaving the order (S17.3)."""
    from ydh.tui.goods.goods_forms import VARIANT

    asks: Any = VARIANT.asks
    return replace(VARIANT, label=N_("new item"), asks=lambda actor, rows: asks(actor, [row.sku for row in rows]))


def shop(basket: Basket, *, staff: bool) -> CatalogueScreen:
    """The catalogue over a basket."""
    return CatalogueScreen(Shelf(basket, staff=staff))


def catalogue(app: Any) -> CatalogueScreen:
    """A customer's catalogue, with its own cart."""
    return shop(Cart(), staff=False)


def catalogue_at(app: Any, code: str) -> CatalogueScreen:
    """A customer's catalogue with the cursor on an item."""
    return CatalogueScreen(Shelf(Cart(), staff=False), here=code)
