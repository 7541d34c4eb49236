"""What the shop's screens fill: a cart, or an order that is being changed. The same screens show both."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.goods import catalogue
from ydh.core.orders import cart, edit_preview, editing, looking, pasting
from ydh.core.orders.views import Agreed, CartLineView, CartView, PasteResult, Want
from ydh.core.values.errors import Stale, YdhError
from ydh.core.values.money import ZERO
from ydh.core.values.outcomes import Amount, Done, Seen
from ydh.core.values.quantities import stepped
from ydh.core.values.words import N_
from ydh.tui.lists.book import Tell
from ydh.tui.paint.parts import Say

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
    return Again(N_("what could not be put in"), parts, change)


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

    def paste(self, actor: Actor, text: str) -> PasteResult:
        """Put in every line of the text that can be."""
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
        return self.put(actor, [Want(x.sku, x.quantity, note=x.note) for x in self.show(actor).lines if _moved(x)])


def undoing(before: CartView, after: CartView) -> tuple[Want, ...]:
    """What makes `after` what `before` was; what is no longer sold cannot be put in again."""
    old, new = ({line.sku: line.quantity for line in view.lines} for view in (before, after))
    back = [x for x in before.lines if new.get(x.sku) != x.quantity and not _retired(x)]
    out = [Want(code, ZERO) for code in new if code not in old]
    return (*(Want(x.sku, x.quantity, note=x.note) for x in back), *out)


def _retired(line: Any) -> bool:
    return any(problem.id == RETIRED for problem in line.problems)


def _moved(line: Any) -> bool:
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

    def paste(self, actor: Actor, text: str) -> PasteResult:
        return pasting.put(actor, text, customer=self.customer)

    def repeat(self, actor: Actor, number: str) -> Change:
        """Put the lines of an old order in again."""
        before = self.show(actor)
        done = cart.repeat(actor, number, customer=self.customer)
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


class OrderInHand(Basket):
    """An order that is being changed: its lines are held here until they are saved."""

    called, summed = N_("lines"), N_("lines: {n}")
    finish_label = N_("save the order")
    once = True

    def __init__(self, number: str, *, staff: bool) -> None:
        self.number, self.staff = number, staff
        self.wants: tuple[Want, ...] | None = None
        self.saved: tuple[Want, ...] | None = None
        self.revision = 0
        self.taken: dict[str, Amount] = {}  # new prices that were said yes to, by item

    @property
    def unsaved(self) -> bool:
        return self.wants != self.saved

    def title(self) -> Say:
        return Say(N_("change {number}"), {"number": self.number})

    def buyer(self, actor: Actor) -> str:
        return self._now(actor).view.customer

    def show(self, actor: Actor) -> CartView:
        view = self._now(actor).view
        return replace(view, lines=tuple(_agreed(line, self.taken) for line in view.lines))

    def total(self, actor: Actor) -> Amount:
        return self._now(actor).total

    def accept(self, actor: Actor) -> CartView:
        self.taken |= {line.sku: line.price for line in self.show(actor).lines if _moved(line)}
        return self.show(actor)

    def _now(self, actor: Actor) -> edit_preview.Reworked:
        found = edit_preview.rework(actor, self.number, self.wants)
        if self.wants is None:
            self.wants, self.saved, self.revision = found.wants, found.wants, found.view.version
        return found

    def _with(self, actor: Actor, wants: Sequence[Want], new: Sequence[Want]) -> CartView:
        """These lines and new ones, unless one of the new ones cannot be. Raises what is wrong with it."""
        found = edit_preview.rework(actor, self.number, [*wants, *new])
        wrong = [error for error in found.wrong[len(wants) :] if error]
        if wrong:
            raise wrong[0]
        self.wants = found.wants
        return found.view

    def add(self, actor: Actor, wants: Sequence[Want]) -> CartView:
        self._now(actor)
        return self._with(actor, self.wants or (), wants)

    def put(self, actor: Actor, wants: Sequence[Want]) -> CartView:
        self._now(actor)
        asked = {want.sku: want for want in wants}
        there = [_set(want, asked.pop(want.sku, None)) for want in self.wants or ()]
        return self._with(actor, (), [*there, *asked.values()])

    def agree(self, actor: Actor, code: str, agreed: Agreed) -> CartView:
        self._now(actor)
        new = [
            replace(want, price=agreed.price, discount=agreed.discount) if want.sku == code else want
            for want in self.wants or ()
        ]
        return self._with(actor, (), new)

    def step(self, actor: Actor, code: str, steps: int) -> CartView:
        found = self._now(actor)
        sku = catalogue.show_sku(actor, code, customer=found.view.customer)
        there = next((Decimal(want.quantity) for want in self.wants or () if want.sku == sku.code), ZERO)
        return self.put(actor, [Want(sku.code, stepped(there, steps, minimum=sku.minimum, multiple=sku.multiple))])

    def change(self, actor: Actor, work: Callable[[], CartView]) -> Change:
        self._now(actor)
        before = self.wants or ()
        view = work()
        return Change(view, before if self.wants != before else None, after=self.wants)

    def put_back(self, actor: Actor, change: Change) -> CartView:
        if self.wants != change.after:
            raise Stale("changed-meanwhile")
        return self._with(actor, (), change.before or ())

    def paste(self, actor: Actor, text: str) -> PasteResult:
        self._now(actor)
        lines, kept = pasting.read(text), self.wants or ()
        asked = [line.want for line in lines if line.want]
        found = edit_preview.rework(actor, self.number, [*kept, *asked])
        self.wants = found.wants
        errors = iter(found.wrong[len(kept) :])
        told = [(line, next(errors) if line.want else line.problem) for line in lines]
        wrong = tuple((line.line_number, line.text, error) for line, error in told if error)
        left = "\n".join(written for _, written, _ in wrong)
        return PasteResult(found.view, len(lines) - len(wrong), left, wrong)

    def finish(self, actor: Actor, details: Mapping[str, Any], more: Mapping[str, Any]) -> Done:
        seen = Seen(None, self.revision)
        reason = str(more.get("reason", ""))
        done = editing.edit(
            actor,
            self.number,
            seen=seen,
            wants=self.wants,
            details=details,
            total=more.get("total"),
            reason=reason,
        )
        self.saved = self.wants
        return done


def _agreed(line: CartLineView, taken: Mapping[str, Amount]) -> CartLineView:
    """A line whose new price was said yes to is right again."""
    if line.sku not in taken or taken[line.sku] != line.price:
        return line
    return replace(line, problems=tuple(problem for problem in line.problems if problem.id != MOVED))


def _set(want: Want, asked: Want | None) -> Want:
    return want if asked is None else Want(want.sku, asked.quantity, want.price, want.discount, asked.note or want.note)
