"""An order that is being changed, as what the shop's screens fill: its lines are held here until they are saved."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.goods import catalogue
from ydh.core.orders import edit_preview, editing, pasting
from ydh.core.orders.views import Agreed, CartLineView, CartView, PasteResult, Want
from ydh.core.values.errors import Stale
from ydh.core.values.money import ZERO
from ydh.core.values.outcomes import Amount, Done, Seen
from ydh.core.values.quantities import stepped
from ydh.core.values.words import N_
from ydh.tui.orders.basket import MOVED, Basket, Change, is_moved
from ydh.tui.paint.parts import Say


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
        self.taken |= {line.sku: line.price for line in self.show(actor).lines if is_moved(line)}
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

    def there_already(self, actor: Actor, text: str) -> Sequence[str]:
        self._now(actor)
        inside = {want.sku for want in self.wants or ()}
        return [code for code in self._items_of(actor, text) if code in inside]

    def _items_of(self, actor: Actor, text: str) -> Sequence[str]:
        """The codes of the items that are in a text."""
        asked = [line.want for line in pasting.read(text) if line.want]
        return list(dict.fromkeys(want.sku for want in edit_preview.rework(actor, self.number, asked).wants))

    def paste(self, actor: Actor, text: str, *, on_top: bool = True) -> PasteResult:
        self._now(actor)
        lines, gone = pasting.read(text), () if on_top else self._items_of(actor, text)
        kept = [want for want in self.wants or () if want.sku not in gone]
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
