"""What the shop's screens fill: a cart, or an order that is being changed. The same screens show both."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.orders import cart, looking, pasting
from ydh.core.orders.views import Agreed, CartView, PasteResult, Want
from ydh.core.values.errors import YdhError
from ydh.core.values.money import ZERO
from ydh.core.values.outcomes import Amount, Done
from ydh.core.values.words import N_
from ydh.tui.lists.book import Field, Tell
from ydh.tui.paint.parts import Part, Say

RETIRED, MOVED = "sku-retired", "price-changed"


@dataclass(frozen=True)
class Change:
    """What became of the basket, how it was before where it differs, and what could not be put in.

    `after` is what it held then, where that is not the company's to know yet.
    """

    view: CartView
    before: tuple[Want, ...] | None = None
    left_out: tuple[YdhError, ...] = ()
    after: tuple[Want, ...] | None = None


@dataclass(frozen=True)
class Again(Tell):
    """A repeated order of which something was left out, to be read."""

    change: Change | None = None


def repeated(change: Change) -> Change | Again:
    """What came of repeating an order; what was left out is told."""
    if not change.left_out:
        return change
    parts = tuple(Say("{error}", {"error": error}, "wrong") for error in change.left_out)
    return Again(N_("what could not be put in"), parts, change=change)


# what to do with what is there already of what is put in; to cancel is to leave the form
THERE = Field(
    "there",
    N_("what is there already"),
    kind="choice",
    choices=(("instead", N_("replace it")), ("on_top", N_("add to it"))),
)


def asked_of(there: Sequence[str]) -> tuple[Field, ...]:
    """The question about what is there already; none when nothing is."""
    return (THERE,) if there else ()


def told_of(there: Sequence[str]) -> tuple[Part, ...]:
    """What is there already, in a sentence."""
    return (Say(N_("there already: {what}"), {"what": tuple(there)}, "strong"),) if there else ()


def on_top(answers: Mapping[str, Any]) -> bool:
    """Whether it was to be added to."""
    return answers.get(THERE.name) == "on_top"


def change_in(value: Any) -> Change | None:
    """The change that a deed of the shop made, however it is told."""
    return value.change if isinstance(value, Again) else (value if isinstance(value, Change) else None)


class Basket:
    """What the shop's screens need of what they fill. Every method is called in a thread."""

    customer: str | None = None  # None: the person's own
    staff = False  # whether the company's people fill it
    called, summed = N_("cart"), N_("cart: {n} items")
    finish_label = N_("submit")
    once = False  # whether there is nothing more to do here when it is finished
    scratch = ""  # what was typed into the quick order and could not be put in yet

    @property
    def unsaved(self) -> bool:
        """Whether leaving would lose something."""
        return False

    def title(self) -> Say:
        """What the list of goods is called."""
        return Say(N_("order goods"))

    def buyer(self, actor: Actor) -> str:
        """The customer's code for its prices, empty for a customer's own."""
        return self.customer or ""

    def show(self, actor: Actor) -> CartView:
        """The basket with what is wrong with each line."""
        raise NotImplementedError

    def add(self, actor: Actor, wants: Sequence[Want]) -> CartView:
        """Put goods in, on top of what is there."""
        raise NotImplementedError

    def put(self, actor: Actor, wants: Sequence[Want]) -> CartView:
        """Set quantities; 0 takes one out."""
        raise NotImplementedError

    def step(self, actor: Actor, code: str, steps: int) -> CartView:
        """So many multiples more or less."""
        raise NotImplementedError

    def paste(self, actor: Actor, text: str, *, on_top: bool = True) -> PasteResult:
        """Put in every line of the text that can be, on top of what is there of its item, or in its place."""
        raise NotImplementedError

    def there_already(self, actor: Actor, text: str) -> Sequence[str]:
        """The items of the text that are there already, by their codes."""
        raise NotImplementedError

    def agree(self, actor: Actor, code: str, agreed: Agreed) -> CartView:
        """Give an item another price or a discount than it has; for staff."""
        raise NotImplementedError

    def total(self, actor: Actor) -> Amount:
        """What it comes to when it is finished, in yuan with freight."""
        return self.show(actor).total

    def finish(self, actor: Actor, details: Mapping[str, Any], more: Mapping[str, Any]) -> Done:
        """Submit, or save; `total` is what its author says yes to, in yuan."""
        raise NotImplementedError

    # --- the same for every kind ---

    def change(self, actor: Actor, work: Callable[[], CartView]) -> Change:
        """Do it, and remember how it was."""
        before = self.show(actor)
        after = work()
        return Change(after, undoing(before, after) or None)

    def undo(self, change: Change | None) -> Callable[[Actor], CartView] | None:
        """How to put it back as it was before the change; None when nothing changed."""
        if change is None or change.before is None:
            return None
        return lambda actor: self.put_back(actor, change)

    def put_back(self, actor: Actor, change: Change) -> CartView:
        """Make it what it was before the change. Raises Stale when it has changed since."""
        raise NotImplementedError

    def accept(self, actor: Actor) -> CartView:
        """Take the prices that hold now."""
        return self.put(actor, [Want(x.sku, x.quantity, note=x.note) for x in self.show(actor).lines if is_moved(x)])


def undoing(before: CartView, after: CartView) -> tuple[Want, ...]:
    """What makes `after` what `before` was; what is no longer sold cannot be put in again."""
    old, new = ({line.sku: line.quantity for line in view.lines} for view in (before, after))
    back = [x for x in before.lines if new.get(x.sku) != x.quantity and not _retired(x)]
    out = [Want(code, ZERO) for code in new if code not in old]
    return (*(Want(x.sku, x.quantity, note=x.note) for x in back), *out)


def _retired(line: Any) -> bool:
    return any(problem.id == RETIRED for problem in line.problems)


def is_moved(line: Any) -> bool:
    """Whether its price has changed since it was seen."""
    return any(problem.id == MOVED for problem in line.problems) and not _retired(line)


class Cart(Basket):
    """A cart of the person, for itself or for a customer."""

    def __init__(self, customer: str | None = None, name: str = "") -> None:
        self.customer, self.name = customer, name
        self.staff = self.once = customer is not None  # the next order is for somebody else
        self.agreed: dict[str, Agreed] = {}

    def title(self) -> Say:
        if self.customer is None:
            return super().title()
        return Say(N_("order for {customer}"), {"customer": self.name or self.customer})

    def show(self, actor: Actor) -> CartView:
        return cart.show(actor, self.customer, agreed=self.agreed)

    def agree(self, actor: Actor, code: str, agreed: Agreed) -> CartView:
        self.agreed[code] = agreed
        return self.show(actor)

    def _with_agreed(self, actor: Actor, view: CartView) -> CartView:
        return self.show(actor) if self.agreed else view

    def add(self, actor: Actor, wants: Sequence[Want]) -> CartView:
        return self._with_agreed(actor, cart.add(actor, wants, customer=self.customer))

    def put(self, actor: Actor, wants: Sequence[Want]) -> CartView:
        return self._with_agreed(actor, cart.set_quantity(actor, wants, customer=self.customer))

    def step(self, actor: Actor, code: str, steps: int) -> CartView:
        return self._with_agreed(actor, cart.step(actor, code, steps, customer=self.customer))

    def paste(self, actor: Actor, text: str, *, on_top: bool = True) -> PasteResult:
        return pasting.put(actor, text, customer=self.customer, on_top=on_top)

    def there_already(self, actor: Actor, text: str) -> Sequence[str]:
        return pasting.there_already(actor, text, customer=self.customer)

    def there_of(self, actor: Actor, number: str) -> Sequence[str]:
        """The items of an order that are there already, by their codes."""
        inside = {line.sku for line in self.show(actor).lines}
        return [code for code in dict.fromkeys(x.sku for x in looking.show(actor, number).lines) if code in inside]

    def repeat(self, actor: Actor, number: str, *, on_top: bool = False) -> Change:
        """Put the lines of an old order in again."""
        before = self.show(actor)
        done = cart.repeat(actor, number, customer=self.customer, on_top=on_top)
        return Change(done.cart, undoing(before, done.cart) or None, done.left_out)

    def put_back(self, actor: Actor, change: Change) -> CartView:
        return cart.set_quantity(actor, change.before or (), customer=self.customer, seen=change.view.version)

    def last_order(self, actor: Actor) -> str:
        """The number of the newest order, empty when there is none."""
        orders = looking.list_orders(actor, customer=self.customer, limit=1)
        return orders[0].number if orders else ""

    def finish(self, actor: Actor, details: Mapping[str, Any], more: Mapping[str, Any]) -> Done:
        return cart.submit(
            actor,
            customer=self.customer,
            channel=more.get("channel") or None,
            details=details,
            version=more.get("version"),
            total=more.get("total"),
            ask_customer=more.get("ask_customer") == "yes",
            freight=more.get("freight") or ZERO,
            agreed=self.agreed,
            as_draft=more.get("then") == "draft",
        )
