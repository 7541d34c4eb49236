"""A customer's orders, in words that a shopkeeper understands, and what it can do about each."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.orders import editing, looking, notes, shortages
from ydh.core.orders.order_sections import LINE, SECTIONS
from ydh.core.orders.order_table import MY_ORDERS
from ydh.core.orders.views import OrderRow, OrderView
from ydh.core.rules.machine import DRAFT, REASON, VOID
from ydh.core.rules.nouns import Section
from ydh.core.rules.orders import ORDER, SHORT_NAMES, STAGES
from ydh.core.rules.returns import STAGES as RETURN_STAGES
from ydh.core.values.errors import YdhError
from ydh.core.values.outcomes import Done, Outcome, Refused, Seen
from ydh.core.values.words import N_
from ydh.core.workflow import acting, history, holds
from ydh.core.workflow.views import Event
from ydh.tui.cases.problem import problem_deed
from ydh.tui.documents.deeds import SUBMITS
from ydh.tui.documents.printing import PRINT_ORDER
from ydh.tui.documents.stages import stage_of, stages, way_of
from ydh.tui.lists.book import Deed, Field, asked
from ydh.tui.lists.going import Go
from ydh.tui.lists.nouns import columns_of, noun_book, section_parts
from ydh.tui.orders.basket import Cart, asked_of, change_in, on_top, repeated, told_of
from ydh.tui.paint.parts import Part, Rows, Say
from ydh.tui.returns.return_deeds import return_deed
from ydh.tui.shipping.receive import receive_deed

_STAGES = {"shipments": STAGES, "returns": RETURN_STAGES}  # in a shopkeeper's words


def _in_their_words(section: Section) -> Section:
    """A section of an order as its customer reads it."""
    stages: dict[str, Any] = {"title": N_("where it is"), "choices": _STAGES.get(section.code)}
    facts = (fact._replace(**stages) if fact.code == "step" else fact for fact in section.facts)
    return section._replace(facts=tuple(facts), title=N_("my complaints") if section.code == "cases" else section.title)


MY_LINES = columns_of(fact for fact in LINE if fact.code not in ("sku", "short", "released", "shipped"))
CARRIED = next(section for section in SECTIONS if section.code == "details")
BELOW = tuple(_in_their_words(it) for it in SECTIONS if it.rows and it.code not in ("holds", "lines"))


def my_parts(view: OrderView, events: Sequence[Event], *, whole: bool = False) -> list[Part]:
    """An order for a shopkeeper: what it waits for, where it is, what is in it; `whole` for a screen of its own."""
    waits = [Say(N_("it waits: {why}"), {"why": hold.label}, "wrong") for hold in view.holds]
    parts: list[Part] = [*waits, *_ended(view, events), *stages(view, events)]
    parts += [Say(N_("total {total}"), {"total": view.row.total}, "strong")] if whole else []
    parts.append(Rows(MY_LINES, view.lines, heads=whole))
    parts += [part for section in BELOW for part in section_parts(section, view)]
    return [*parts, *section_parts(CARRIED, view)] if whole else parts


ENDED = {
    "send_back": N_("the company sent it back: {why}"),
    "void": N_("cancelled: {why}"),
}


def _ended(view: OrderView, events: Sequence[Event]) -> list[Part]:
    """Why the order came back or ended, when the company said so."""
    last = next((e for e in reversed(events) if e.to), None)
    if last is None or last.action not in ENDED or last.to != view.row.step:
        return []
    return [Say(ENDED[last.action], {"why": last.body.get("reason", "")}, "wrong")]


def one(work: Callable[[Actor, OrderRow, Mapping[str, Any]], Outcome]) -> Any:
    """A use case of one order, as a deed's `do`."""

    def do(actor: Actor, rows: Sequence[OrderRow], answers: Mapping[str, Any]) -> list[Outcome]:
        try:
            return [work(actor, rows[0], answers)]
        except YdhError as error:
            return [Refused(rows[0].number, error)]

    return do


def _withdraw(actor: Actor, row: OrderRow, answers: Mapping[str, Any]) -> Outcome:
    return acting.act(actor, row.number, "withdraw", seen=Seen(row.step, row.revision))


def _cancel(actor: Actor, row: OrderRow, answers: Mapping[str, Any]) -> Outcome:
    return holds.ask_cancellation(actor, row.number, answers["reason"], seen=Seen(None, row.revision))


def _say_yes(actor: Actor, row: OrderRow, answers: Mapping[str, Any]) -> Outcome:
    return holds.confirm(actor, row.number, seen=Seen(None, row.revision))


def _answer(actor: Actor, row: OrderRow, answers: Mapping[str, Any]) -> Outcome:
    return shortages.answer(actor, row.number, answers["what"], seen=Seen(None, row.revision))


def _send(actor: Actor, row: OrderRow, answers: Mapping[str, Any]) -> Outcome:
    return editing.submit(actor, row.number, seen=Seen(None, row.revision))


def _delete(actor: Actor, row: Any, answers: Mapping[str, Any]) -> Outcome:
    editing.delete_draft(actor, row.number, seen=Seen(None, row.revision))
    return Done(row.number, VOID, row.revision)


def _note(actor: Actor, rows: Sequence[OrderRow], answers: Mapping[str, Any]) -> None:
    notes.note(actor, rows[0].number, answers["text"], shared=True)


def _repeat(actor: Actor, rows: Sequence[OrderRow], answers: Mapping[str, Any]) -> Any:
    return repeated(Cart().repeat(actor, rows[0].number, on_top=on_top(answers)))


def _there(actor: Actor, rows: Sequence[OrderRow]) -> Sequence[str]:
    return Cart().there_of(actor, rows[0].number)


def _unrepeat(value: Any) -> Any:
    return Cart().undo(change_in(value))


def _can_leave(way: str) -> Callable[[OrderRow], bool]:
    return lambda row: ORDER.exit(way, row.step) is not None


def _asked_to_confirm(actor: Actor, rows: Sequence[OrderRow]) -> Sequence[Part]:
    """The whole order that the company entered, for the customer to say yes to."""
    view = looking.show(actor, rows[0].number)
    return (Rows(MY_LINES, view.lines), Say(N_("total {total}"), {"total": view.row.total}, "strong"))


DELETE = Deed(
    "delete",
    "X",
    N_("delete the draft"),
    one(_delete),
    confirm=N_("{what}: this cannot be taken back"),
    fits=lambda row: row.step == DRAFT and not row.number.startswith(ORDER.numbers[0]),
)
DEEDS = (
    Deed(
        "repeat",
        "R",
        N_("order it again"),
        _repeat,
        asks=lambda actor, rows: asked_of(_there(actor, rows)),
        shows=lambda actor, rows: told_of(_there(actor, rows)),
        main=True,
        undo=_unrepeat,
        said=N_("{what} is in the cart again"),
    ),
    Deed(
        "withdraw",
        "w",
        N_("withdraw"),
        one(_withdraw),
        main=True,
        fits=_can_leave("withdraw"),
        confirm=N_("{what} comes back to you as a draft; withdraw it?"),
    ),
    receive_deed(),
    return_deed(),
    problem_deed(main=False, fits=lambda row: row.step not in (DRAFT, VOID)),
    Deed(
        "say_yes",
        "Y",
        N_("say yes to it"),
        one(_say_yes),
        shows=_asked_to_confirm,
        main=True,
        fits=lambda row: row.held > 0,
    ),
    Deed(
        "cancel",
        "Q",
        N_("ask to cancel"),
        one(_cancel),
        asks=(asked(REASON),),
        fits=lambda row: row.step in ORDER.codes_all() and ORDER.exit("withdraw", row.step) is None,
    ),
    Deed(
        "answer",
        "F",
        N_("if goods are short"),
        one(_answer),
        asks=(Field("what", N_("if goods are short"), kind="choice", choices=tuple(SHORT_NAMES.items())),),
        fits=lambda row: row.step in shortages.UNRELEASED,
    ),
    Deed(
        "edit",
        "E",
        N_("change"),
        opens=lambda app, row: Go("edit_order", row.number),
        fits=lambda row: row.step == DRAFT,
    ),
    Deed("send", "S", N_("submit"), one(_send), fits=lambda row: row.step == DRAFT, main=True, confirm=SUBMITS),
    DELETE,
    Deed(
        "note",
        "n",
        N_("write to the company"),
        _note,
        asks=(Field("text", N_("note"), required=True, kind="note"),),
        said=N_("noted on {what}"),
    ),
)


def _where(row: OrderRow) -> Say:
    """How far it is on its way, drawn and in words."""
    return Say("{way}  {stage}", {"way": way_of(row.step), "stage": stage_of(row.step)})


class MyOrders(noun_book(MY_ORDERS, deeds=(*DEEDS, PRINT_ORDER), faces={"step": _where})):  # type: ignore[misc]
    """My orders, the newest first, with where each stands."""

    def detail(self, actor: Actor, row: OrderRow) -> Sequence[Part]:
        return my_parts(looking.show(actor, row.number), history.history(actor, row.number))

    def enter(self, app: Any, row: OrderRow) -> Any:
        return Go("order", row.number)
