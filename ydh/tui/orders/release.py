"""What can be done to quantities that are not released yet: release some, close the rest short, ask, replace."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.goods.looking import find_item
from ydh.core.orders import looking, shortages
from ydh.core.orders.release_sheet import sheet
from ydh.core.orders.shortage_table import RELEASE, SHORT
from ydh.core.orders.views import LineView
from ydh.core.rules.machine import REASON, Exit, Step
from ydh.core.rules.orders import SHORT_NAMES
from ydh.core.rules.permissions import P
from ydh.core.stock import lot_looking
from ydh.core.stock.views import LotRow
from ydh.core.values.outcomes import Outcome, Seen, Target
from ydh.core.values.quantities import Quantity, plain, typed
from ydh.core.values.words import N_, Label
from ydh.core.workflow import acting
from ydh.tui.lists.book import Deed, Field, asked
from ydh.tui.lists.nouns import columns_of
from ydh.tui.lists.ways import warehouses
from ydh.tui.paint.parts import Column, Part, Rows

REST = Field(
    "rest",
    N_("what is left then"),
    kind="choice",
    choices=(("", N_("as the customer wants it")), ("wait", N_("waits")), ("close", N_("is closed short"))),
)
WHY = Field("reason", N_("if against the customer's wish: why"))
ANSWERS = tuple((code, Label(name, code)) for code, name in SHORT_NAMES.items())
ANSWER = (
    Field("what", N_("the customer wants"), kind="choice", choices=ANSWERS),
    Field("who", N_("who said it"), required=True),
    Field("how", N_("how, such as by phone"), required=True),
)
LOTS = (
    Column("sku", N_("code"), "code", 12),
    Column("lot", N_("lot"), "code", 14),
    Column("expires", N_("expires"), "day", 10),
    Column("warehouse", N_("warehouse"), "code", 8),
    Column("free", N_("free now"), "quantity", 9, of=lambda lot: lot.on_hand - lot.allocated),
)
LOT = "lot"  # begins the name of a question about the lots of a line


def release_deeds(step: Step, needs: tuple[P, ...]) -> tuple[Deed, ...]:
    """Where quantities leave in parts: what is there, or so much of each line, from where and of which lot."""

    def there(actor: Actor, rows: Sequence[Any], answers: Mapping[str, Any]) -> list[Outcome]:
        targets = [Target(row.number, Seen(step.code, row.revision)) for row in rows]
        return acting.act_many(actor, targets, "approve", answers={"available": True})

    def some(actor: Actor, rows: Sequence[Any], answers: Mapping[str, Any]) -> list[Outcome]:
        seen = Seen(step.code, rows[0].revision)
        given: dict[str, Any] = {"lines": _lines(answers), "lots": _lots(answers)}
        given |= {name: answers[name] for name in ("warehouse", "rest", "reason") if answers.get(name)}
        return [acting.act(actor, rows[0].number, "approve", seen=seen, answers=given)]

    return (
        Deed("there", "M", N_("release what is there"), there, needs=needs, many=True),
        Deed("part", "p", N_("release a part"), some, asks=_part_fields, shows=_shows_sheet, needs=needs),
    )


def short_deeds(step: Step, way: Exit, needs: tuple[P, ...]) -> tuple[Deed, ...]:
    """What is decided about what is short: close it, note what the customer wants, put another item in its place."""

    def close(actor: Actor, rows: Sequence[Any], answers: Mapping[str, Any]) -> list[Outcome]:
        seen = Seen(step.code, rows[0].revision)
        given = {"lines": _lines(answers), "reason": answers["reason"]}
        return [acting.act(actor, rows[0].number, "close", seen=seen, answers=given)]

    def answer(actor: Actor, rows: Sequence[Any], answers: Mapping[str, Any]) -> list[Outcome]:
        told = {"with_whom": answers["who"], "how": answers["how"]}
        return [shortages.answer(actor, rows[0].number, answers["what"], **told)]

    def replace(actor: Actor, rows: Sequence[Any], answers: Mapping[str, Any]) -> list[Outcome]:
        seen, text = Seen(None, rows[0].revision), answers.get("quantity", "")
        much = typed(text) if text else None
        given: dict[str, Any] = {"reason": answers["reason"], "quantity": much, "seen": seen}
        line = int(answers["line"])
        return [shortages.substitute(actor, rows[0].number, line, answers["sku"], **given)]

    may_ask = (P.ORDER_EDIT, P.ORDER_CREATE, P.ORDER_OUTBOUND_REVIEW)
    return (
        Deed("close", "x", way.label, close, asks=_close_fields, shows=_shows, needs=needs),
        Deed("answer", "F", N_("the customer's answer"), answer, asks=ANSWER, shows=_shows, needs=may_ask),
        Deed("replace", "V", N_("another item"), replace, asks=_replace_fields, shows=_shows, needs=needs),
    )


def _shows(actor: Actor, rows: Sequence[Any]) -> Sequence[Part]:
    """What is short (S07.5, S10.10)."""
    short = shortages.of_order(actor, rows[0].number)
    return [Rows(columns_of(SHORT), short, heads=True)] if short else []


def _shows_sheet(actor: Actor, rows: Sequence[Any]) -> Sequence[Part]:
    """What is left of each line, what is there, on which shelf; the lots that may leave, those that expire first
    before the others."""
    lines = sheet(actor, rows[0].number)
    found = [lot for it in lines if it.line.by_lot for lot in lots_of(actor, it.line.sku)]
    return [Rows(columns_of(RELEASE), lines, heads=True), *([Rows(LOTS, found, heads=True)] if found else [])]


def lots_of(actor: Actor, code: str) -> list[LotRow]:
    """The lots of an item of which something is free, without those that are blocked or expired."""
    found = lot_looking.lots(actor, sku=code).rows
    fit = [lot for lot in found if not lot.blocked and (lot.days is None or lot.days >= 0)]
    return [lot for lot in fit if lot.on_hand > lot.allocated]


def _open(actor: Actor, name: str) -> list[LineView]:
    lines = looking.show(actor, name).lines
    return [line for line in lines if line.left > 0]


def _part_fields(actor: Actor, rows: Sequence[Any]) -> tuple[Field, ...]:
    """A question for each line that is not released yet, answered with what is reserved for it."""
    lines = _open(actor, rows[0].number)
    fields = [_field(line, open_of(line)) for line in lines]
    fields += [Field(f"{LOT}{x.position}", N_("lots"), hint=f"{x.position}: {x.sku}") for x in lines if x.by_lot]
    houses = warehouses(actor, "")
    if len(houses) > 1:
        choices = (("", N_("where it is reserved")), *houses)
        fields.append(Field("warehouse", N_("from"), kind="choice", choices=choices))
    return (*fields, REST, WHY)


def _close_fields(actor: Actor, rows: Sequence[Any]) -> tuple[Field, ...]:
    """A question for each open line, answered with what is short of it."""
    short = {line.position: line.short for line in shortages.of_order(actor, rows[0].number)}
    fields = [_field(line, short.get(line.position, Decimal(0))) for line in _open(actor, rows[0].number)]
    return (*fields, asked(REASON))


def _replace_fields(actor: Actor, rows: Sequence[Any]) -> tuple[Field, ...]:
    lines = _open(actor, rows[0].number)
    choices = tuple((str(x.position), f"{x.position} {x.name} {x.attributes}".strip()) for x in lines)
    return (
        Field("line", N_("instead of"), kind="choice", choices=choices),
        Field("sku", N_("item"), required=True, find=find_item),
        Field("quantity", N_("quantity"), hint=N_("as much as is open")),
        asked(REASON),
    )


def _field(line: LineView, quantity: Decimal) -> Field:
    value = f"{plain(quantity):f}" if quantity else ""
    hint = f"<= {plain(line.left):f} {line.unit}"
    return Field(str(line.position), f"{line.position} {line.name} {line.attributes}", value=value, hint=hint)


def _lines(answers: Mapping[str, Any]) -> dict[int, Quantity]:
    """The quantities that were given, by position."""
    given = {int(name): text for name, text in answers.items() if name.isdigit() and text}
    read = {position: typed(text) for position, text in given.items()}
    return {position: quantity for position, quantity in read.items() if quantity}


def _lots(answers: Mapping[str, Any]) -> dict[int, list[tuple[str, Decimal | None]]]:
    """The lots that were named, by position: codes with spaces between."""
    named = {name.removeprefix(LOT): text for name, text in answers.items() if name.startswith(LOT) and text}
    return {int(position): [(code, None) for code in text.split()] for position, text in named.items()}


def open_of(line: LineView) -> Decimal:
    """How much of a line could be released now of what is reserved for it."""
    return line.left if line.service else min(line.left, line.held)
