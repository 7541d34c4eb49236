"""The screen of the shop: a list of goods with the cart beside it. What is done to the cart, wherever it is seen."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.message import Message

from ydh.core.company.actors import Actor
from ydh.core.orders.views import CartLineView, CartView, Want
from ydh.core.values.errors import NotSignedIn, YdhError
from ydh.core.values.money import ZERO
from ydh.core.values.words import N_
from ydh.locale import values
from ydh.tui.lists.book import Book, Deed, Field
from ydh.tui.lists.enter_does import EnterDoes
from ydh.tui.lists.grid import MARGIN, Grid
from ydh.tui.lists.listing import MONEY
from ydh.tui.lists.searching import SearchLine
from ydh.tui.orders.basket import Basket, Cart, Change, asked_of, change_in, on_top, repeated, told_of
from ydh.tui.orders.cart_parts import OUT, PRICES, cart_parts, sum_parts
from ydh.tui.paint.pane import Pane
from ydh.tui.paint.parts import Part, Rows, Say
from ydh.tui.paint.sheet import column_widths
from ydh.tui.paint.shown import plain
from ydh.tui.paint.titles import TitleLine

IN_CART = "+"  # the sign of a row that is in the cart
PUT_IN, CHANGED = N_("{what}: {new} {unit} in the cart"), N_("{what}: {old} > {new} {unit}")
TAKEN_OUT = N_("taken out: {what}")
NARROW = 1  # cells between two columns, of which there are many beside the cart


class ShopBook(Book):
    """A list that is shown beside a basket; its first deed is what enter does."""

    basket: Basket
    inside: Mapping[str, CartLineView] = {}  # what the basket holds of each item, as it was read last

    def code(self, row: Any) -> str:
        """The item's code."""
        raise NotImplementedError

    def buyer(self, actor: Actor) -> str:
        return self.basket.buyer(actor)

    def within(self, row: Any) -> CartLineView | None:
        """What the basket holds of the row."""
        return self.inside.get(self.code(row))

    def beside(self, row: Any) -> Sequence[Part]:
        """What is known of the row without asking, for the space under the cart."""
        return ()

    def changing(self, work: Callable[[Actor, str, Mapping[str, Any]], CartView]) -> Any:
        """A deed's `do` that changes the basket by the code of the row."""

        def do(actor: Actor, rows: Sequence[Any], answers: Mapping[str, Any]) -> Change:
            def change() -> CartView:
                view = None
                for row in rows:
                    view = work(actor, self.code(row), answers)
                return view or self.basket.show(actor)

            return self.basket.change(actor, change)

        return do

    def undo(self, value: Any) -> Any:
        """How to put the basket back as it was."""
        return self.basket.undo(value)

    def told(self, row: Any, value: Any) -> Say:
        """What became of the item of a row: how much there was, and is."""
        change, code = change_in(value), self.code(row)
        assert change is not None
        line = next((line for line in change.view.lines if line.sku == code), None)
        now = line.quantity if line else ZERO
        was = [Decimal(it.quantity) for it in change.before or () if it.sku == code]
        old = sum(was, ZERO) if change.before is not None else now
        about = {"what": self.called(row), "unit": line.unit if line else ""}
        said = TAKEN_OUT if not now else CHANGED if old else PUT_IN
        return Say(said, about | {"old": values.quantity(old), "new": values.quantity(now)})


def set_to(line: CartLineView) -> tuple[Field, ...]:
    """How much of a line there is to be: what is now stands before it, and in the field."""
    now, hint = values.quantity(line.quantity), N_("24, or 2b for 2 boxes; 0 takes it out")
    return (Field("quantity", N_("how much"), required=True, value=now, before=now, hint=hint),)


def counting_deeds(book: ShopBook) -> tuple[Deed, ...]:
    """More, less, a box, out: what one key does to the item under the cursor."""
    basket = book.basket

    def box(actor: Actor, code: str, _: Any) -> CartView:
        return basket.add(actor, [Want(code, "1b")])

    def out(actor: Actor, code: str, _: Any) -> CartView:
        return basket.put(actor, [Want(code, "0")])

    def step(steps: int) -> Any:
        return book.changing(lambda actor, code, _: basket.step(actor, code, steps))

    return (
        Deed("more", "plus", N_("more"), step(1), undo=book.undo, tells=book.told),
        Deed("less", "minus", N_("less"), step(-1), undo=book.undo, tells=book.told),
        Deed("box", "b", N_("one box"), book.changing(box), undo=book.undo, tells=book.told, main=True),
        Deed("out", OUT, N_("take out"), book.changing(out), undo=book.undo, tells=book.told),
    )


class CartPane(Pane):
    """The cart: its lines are as wide as the pane, so other room needs other lines."""

    class Resized(Message):
        """There is more or less room."""

    def on_resize(self) -> None:
        self.post_message(self.Resized())


class ShopScreen(EnterDoes):
    """A list with the basket always in view."""

    DEFAULT_CSS = """
    ShopScreen #middle, ShopScreen.-wide #middle { layout: horizontal; }
    ShopScreen #rule, ShopScreen.-wide #rule { width: 1; height: 1fr; }
    ShopScreen #grid, ShopScreen.-wide #grid { width: 1fr; }
    ShopScreen #side { width: 26; height: 1fr; }
    ShopScreen.-wide #side { width: 46; }
    ShopScreen #total { background: $raised; }
    ShopScreen #pane, ShopScreen.-wide #pane { width: 1fr; height: 1fr; }
    ShopScreen #beside-rule, ShopScreen #beside { display: none; }
    ShopScreen.-wide #beside-rule { display: block; }
    ShopScreen.-wide #beside { display: block; width: 1fr; height: 7; }
    ShopScreen.-wide #about { display: none; }
    """

    book: ShopBook

    def __init__(self, book: ShopBook, **given: Any) -> None:
        super().__init__(book, **given)
        self.cart: CartView | None = None

    def body(self) -> ComposeResult:
        words = self.ydh.words
        self.title_line, self.side_title, self.about = TitleLine(), TitleLine(rule=True), TitleLine(id="about")
        self.search = SearchLine()
        columns = [c for c in self.book.columns if c.kind not in MONEY or self.ydh.sees_amounts()]
        self.grid = Grid(columns, words, self.book.key, id="grid")
        self.grid.style_of, self.grid.gap = self.book.style, NARROW
        self.pane, self.beside = CartPane(words, id="pane"), Pane(words, id="beside")
        self.total = Pane(words, id="total")
        self.total.on = "raised"
        yield self.title_line
        yield self.search
        with Container(id="middle"):
            yield self.grid
            yield TitleLine(rule=True, id="rule")
            with Vertical(id="side"):
                yield self.side_title
                yield self.pane
                yield self.total
                yield TitleLine(rule=True, id="beside-rule")
                yield self.beside
        yield self.about

    # --- the basket ---

    def look(self) -> None:
        super().look()
        self.look_at_cart()

    def look_at_cart(self) -> None:
        """Read the basket again."""
        basket = self.book.basket
        self.ask(basket.show, self.put_cart, topic=(id(self), "cart"), fail=self._cart_failed)

    def _cart_failed(self, error: Exception) -> None:
        if isinstance(error, YdhError) and not isinstance(error, NotSignedIn):
            self.pane.put((Say("{error}", {"error": error}, "wrong"),))
        else:
            self.ydh.failed(error)

    def put_cart(self, view: CartView, code: str = "") -> None:
        """Show the basket; `code` is the item to bring into view."""
        self.cart = view
        self.book.inside = {line.sku: line for line in view.lines}
        words, width = self.ydh.words, max(10, self.pane.content_size.width)
        parts, starts = cart_parts(view, width, words)
        basket = self.book.basket
        called = basket.summed if view.lines else basket.called
        self.side_title.put(words(called).format(n=len(view.lines)))
        sums = sum_parts(view, width, words) if view.lines else []
        self.total.styles.height = len(sums)
        self.total.put(sums)
        self.pane.put(parts, keep=True)
        if code in starts:
            self._bring(starts[code])
        self.grid.signs = {line.sku: IN_CART for line in view.lines}
        self.grid.refresh()

    def _bring(self, line: int) -> None:
        height = self.pane.content_size.height
        if line < self.pane.top:
            self.pane.action_roll(line - self.pane.top)
        elif line + 4 > self.pane.top + height:
            self.pane.action_roll(line + 4 - self.pane.top - height)

    def on_cart_pane_resized(self) -> None:
        if self.cart is not None:
            self.put_cart(self.cart)

    def refresh_pane(self) -> None:
        """The space under the cart shows the row under the cursor; the cart stays."""
        row = self.grid.row
        called = plain(self.book.called(row), self.ydh.words) if row else ""
        self.query_one("#beside-rule", TitleLine).put(called)
        name, *_ = column_widths(self.grid.columns, self.grid.size.width - MARGIN, self.grid.gap)
        self.about.put(called if cell_len(called) > name else "")  # what the row has no room for
        self.beside.put(self.book.beside(row) if row is not None else ())

    def show_parts(self, parts: Sequence[Part], title: str) -> None:
        self.pane.put(parts)

    # --- what is done ---

    def after_deed(self, deed: Deed, rows: list[Any], value: Any) -> None:
        if change := change_in(value):
            self.put_cart(change.view, self.book.code(rows[0]) if rows else "")


def leaving_deeds(book: ShopBook) -> tuple[Deed, ...]:
    """Where one goes from the shop, and how the basket is finished."""
    from ydh.tui.orders.quick import QuickOrder
    from ydh.tui.orders.submitting import submit_deed

    basket = book.basket
    quick = Deed("quick", "q", N_("paste"), opens=lambda app, row: QuickOrder(basket), alone=True, main=True)
    prices = Deed(
        "accept",
        PRICES,
        N_("take the new prices"),
        lambda actor, rows, answers: basket.change(actor, lambda: basket.accept(actor)),
        alone=True,
        undo=book.undo,
        said=N_("the new prices are taken"),
    )
    return (quick, submit_deed(basket), prices, *((repeat_deed(basket),) if isinstance(basket, Cart) else ()))


def repeat_deed(basket: Cart) -> Deed:
    """The newest order once more, shown before it goes into the cart."""
    shown: dict[str, str] = {}

    def asks(actor: Actor, rows: Sequence[Any]) -> tuple[Field, ...]:
        number = shown["number"] = basket.last_order(actor)
        return asked_of(basket.there_of(actor, number)) if number else ()

    def shows(actor: Actor, rows: Sequence[Any]) -> Sequence[Part]:
        from ydh.core.orders import looking
        from ydh.core.orders.order_sections import LINE
        from ydh.tui.lists.nouns import columns_of

        if not shown["number"]:
            return (Say(N_("there is no earlier order"), {}, "faint"),)
        view = looking.show(actor, shown["number"])
        about = {"number": view.row.number, "day": view.row.business_date, "total": view.row.total}
        return (
            Say(N_("{number} of {day}, {total}: put it into the cart again?"), about, "strong"),
            Rows(columns_of(LINE), view.lines),
            *told_of(basket.there_of(actor, shown["number"])),
        )

    def do(actor: Actor, rows: Sequence[Any], answers: Mapping[str, Any]) -> Any:
        if not shown["number"]:
            return Change(basket.show(actor))
        return repeated(basket.repeat(actor, shown["number"], on_top=on_top(answers)))

    return Deed(
        "repeat",
        "R",
        N_("last order again"),
        do,
        asks,
        shows=shows,
        undo=lambda value: basket.undo(change_in(value)),
        alone=True,
        said=N_("the order is in the cart again"),
    )
