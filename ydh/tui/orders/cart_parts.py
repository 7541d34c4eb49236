"""A cart as lines of a pane: what is in it, what is wrong with each line and what mends it, what it comes to."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from ydh.core.goods.views import SkuView
from ydh.core.orders.views import CartLineView, CartView
from ydh.core.rules.prices import SOURCES
from ydh.core.values.errors import YdhError
from ydh.core.values.money import ONE
from ydh.core.values.words import N_, Label, visible
from ydh.locale import Words, values
from ydh.tui.look import Run
from ydh.tui.paint.parts import Column, Ends, Facts, Figure, Part, Plain, Rows, Say
from ydh.tui.paint.sheet import cells_of_line, runs_of
from ydh.tui.paint.shown import fit, plain, show
from ydh.tui.paint.wrapping import wrap

HINT = (
    N_("The cart is empty."),
    N_("Move to what you want and press Enter."),
    N_("Type how much (24, or 2b for 2 boxes), Enter again."),
    N_("S sends the order."),
)
WHAT = N_("{what}: {problem}")
PRICES, OUT = "m", "d"  # keys that mend a line: its new price is taken, it is taken out
SHORT = {  # what is wrong, in as few words as the narrow pane has room for, the key that mends it, and how
    "quantity-minimum": (N_("at least {least}"), "+", N_("fill up")),
    "quantity-multiple": (N_("take {below} or {above}"), "+", N_("fill up")),
    "cart-short": (N_("only {available} there"), "Enter", N_("take less")),
    "price-changed": (N_("price {old} > {new}"), "m", N_("take it")),
    "sku-retired": (N_("no longer sold"), OUT, N_("take out")),
}
WAITS = N_("{n} not there yet, to follow")
MISSING, FOLLOWS = N_("{n} short"), N_("to follow")
TO_MEND, LATER = N_("{n} to mend"), N_("{n} to follow")


def shortly(error: YdhError) -> Say:
    """What is wrong with a line, in few words."""
    text = SHORT[error.id][0] if error.id in SHORT else ""
    return Say(text, error.data, "wrong") if text else Say("{error}", {"error": error}, "wrong")


def mending(error: YdhError) -> Run:
    """The key that mends it, and how; nothing where another number is needed."""
    _, key, how = SHORT.get(error.id, ("", "", ""))
    return key, how


def waiting(line: CartLineView) -> list[Say]:
    """What of a line is ordered beyond what is there, in few words; nothing when all is there."""
    return [Say(WAITS, {"n": line.waits}, "strong")] if line.waits else []


def named(line: CartLineView) -> str:
    """What a line is called."""
    return f"{line.name} {line.attributes}".strip()


def counted(quantity: Decimal, unit: str) -> str:
    """Pieces with their unit; letters need a blank before them, Chinese does not."""
    return f"{values.quantity(quantity)}{' ' if unit.isascii() else ''}{unit}"


def in_boxes(line: CartLineView) -> str:
    """How many boxes it is, and what is left over; nothing for less than a box."""
    if not line.pack_unit or line.pack_size <= ONE or line.quantity < line.pack_size:
        return ""
    boxes, rest = divmod(line.quantity, line.pack_size)
    more = f" + {counted(rest, line.unit)}" if rest else ""
    return f"= {counted(boxes, line.pack_unit)}{more}"


def quantity_of(line: CartLineView) -> str:
    """Pieces first, boxes after."""
    return f"{counted(line.quantity, line.unit)} {in_boxes(line)}".rstrip()


def wrong_lines(view: CartView) -> int:
    """How many lines have a problem."""
    return sum(1 for line in view.lines if line.problems)


def chips(view: CartView) -> tuple[Figure, ...]:
    """How many lines must be mended before it can be submitted, and of how many something comes later."""
    later = sum(1 for line in view.lines if line.waits)
    wrong = wrong_lines(view)
    return (
        *((Figure(Say(TO_MEND, {"n": wrong}), "late"),) if wrong else ()),
        *((Figure(Say(LATER, {"n": later}), "held"),) if later else ()),
    )


def cart_parts(view: CartView, width: int, words: Words) -> tuple[list[Part], dict[str, int]]:
    """The parts of the pane, `width` cells wide, and the row at which each item begins."""
    if not view.lines:
        return [Say(text, {}, "faint") for text in HINT], {}
    parts: list[Part] = []
    starts: dict[str, int] = {}
    for line in view.lines:
        starts[line.sku] = len(parts)
        parts += _line(line, width, words)
    return parts, starts


def sum_parts(view: CartView, width: int, words: Words) -> list[Part]:
    """What it comes to, and what keeps it from being submitted: what stays in view under the lines."""
    total = Ends(((Label(N_("total")), "faint"),), ((show("money", view.total, words), "strong"),))
    found = [(each.value, f"{each.tone}-chip") for each in chips(view)]
    return [total, *_beside(found, width, words)]


def _line(line: CartLineView, width: int, words: Words) -> list[Part]:
    name = fit(visible(named(line)), width).rstrip()
    amount = ((show("money", line.amount, words), "plain"),)
    rows: list[Part] = [Plain(name, "strong"), Ends(((" " + quantity_of(line), "plain"),), amount)]
    for problem in line.problems:
        key, how = mending(problem)
        more = [((f"{key} {words(how)}"), "key")] if key else []
        rows += _beside([(shortly(problem), "late-chip"), *more], width, words)
    if line.waits:
        rows += _beside([(Say(MISSING, {"n": line.waits}), "held-chip"), (Label(FOLLOWS), "faint")], width, words)
    return rows


def _beside(found: Sequence[tuple[Any, str]], width: int, words: Words) -> list[Part]:
    """Chips and words beside each other where there is room, else each in lines of its own."""
    line = Ends(tuple(each for at, pair in enumerate(found) for each in (((" ", "plain"),) if at else ()) + (pair,)))
    if cells_of_line(runs_of(line.left, words)) <= width:
        return [line] if found else []
    rows: list[Part] = []
    for value, voice in found:
        room = width - 2 if voice.endswith("-chip") else width
        rows += [Ends(((text, voice),)) for text in wrap(plain(value, words), room)]
    return rows


LINES = (
    Column("name", N_("name"), of=named),
    Column("quantity", N_("quantity"), "text", 20, of=quantity_of),
    Column("price", N_("price"), "price", 9, drop=1),
    Column("amount", N_("amount"), "money", 12),
)


def whole_cart(view: CartView) -> Sequence[Part]:
    """All of it, what is wrong first, for a form or a sheet."""
    problems = [
        Say(WHAT, {"what": named(line), "problem": it}, it.style)
        for line in view.lines
        for it in (*map(shortly, line.problems), *waiting(line))
    ]
    total = Say(N_("items: {n}, total {total}"), {"n": len(view.lines), "total": view.total}, "strong")
    return [total, *problems, Rows(LINES, view.lines)]


def about(sku: SkuView) -> list[Part]:
    """What a shopkeeper wants to know of an item."""
    pack = f"{values.quantity(sku.pack_size)} {sku.unit}/{sku.pack_unit}" if sku.pack_unit else ""
    return [
        Facts(
            (
                (N_("code"), sku.code),
                (N_("barcode"), sku.barcode),
                (N_("brand"), sku.brand),
                (N_("category"), sku.category),
                (N_("pack"), pack),
                (N_("minimum"), sku.minimum if sku.minimum else ""),
                (N_("in multiples of"), sku.multiple if sku.multiple != 1 else ""),
                (N_("price"), sku.price),
                (N_("which price"), Label(SOURCES[sku.source]) if sku.source in SOURCES else ""),
                (N_("available"), available(sku)),
            )
        )
    ]


def available(sku: SkuView) -> Label | Say | str:
    """How much there is, in a word or a figure."""
    there = sku.availability
    if there.quantity is None:
        return there.word
    if there.word.code == "few":
        return Say(N_("{n} left"), {"n": there.quantity})
    return values.grouped(values.quantity)(there.quantity) if there.quantity > 0 else Label(N_("none."), "out")
