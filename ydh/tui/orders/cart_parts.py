"""A cart as lines of a pane: what is in it, what is wrong with each line, what it comes to."""

from collections.abc import Sequence

from rich.cells import cell_len

from ydh.core.goods.views import SkuView
from ydh.core.orders.views import CartLineView, CartView
from ydh.core.rules.prices import SOURCES
from ydh.core.values.errors import YdhError
from ydh.core.values.words import N_, Label, visible
from ydh.locale import Words, values
from ydh.tui.paint.parts import Column, Facts, Part, Plain, Rows, Say
from ydh.tui.paint.shown import fit, plain, show
from ydh.tui.paint.wrapping import wrap

HINT = (
    N_("The cart is empty."),
    N_("Move to what you want and press Enter."),
    N_("Type how much (24, or 2b for 2 boxes), Enter again."),
    N_("S sends the order."),
)
WHAT = N_("{what}: {problem}")
TO_MEND = N_("lines to mend first: {n}")
SHORT = {  # what is wrong, in as few words as the narrow pane has room for
    "quantity-minimum": N_("at least {least}"),
    "quantity-multiple": N_("take {below} or {above}"),
    "cart-short": N_("only {available} there"),
    "price-changed": N_("price {old} -> {new}"),
    "sku-retired": N_("no longer sold"),
}


def shortly(error: YdhError) -> Say:
    """What is wrong with a line, in few words."""
    text = SHORT.get(error.id)
    return Say(text, error.data, "wrong") if text else Say("{error}", {"error": error}, "wrong")


WAITS = N_("{n} not there yet, to follow")


def waiting(line: CartLineView) -> list[Say]:
    """What of a line is ordered beyond what is there, in few words; nothing when all is there."""
    return [Say(WAITS, {"n": line.waits}, "strong")] if line.waits else []


def named(line: CartLineView) -> str:
    """What a line is called."""
    return f"{line.name} {line.attributes}".strip()


def wrong_lines(view: CartView) -> int:
    """How many lines have a problem."""
    return sum(1 for line in view.lines if line.problems)


def title(view: CartView, text: str, words: Words) -> str:
    """How many and how much, in a line; `text` is marked."""
    return words(text).format(n=len(view.lines), total=show("money", view.total, words))


def cart_parts(view: CartView, width: int, words: Words) -> tuple[list[Part], dict[str, int]]:
    """The parts of the pane, `width` cells wide, and the row at which each item begins."""
    if not view.lines:
        return [Say(text, {}, "faint") for text in HINT], {}
    parts: list[Part] = []
    starts: dict[str, int] = {}
    for line in view.lines:
        starts[line.sku] = len(parts)
        parts += _line(line, width, words)
    parts.append(Plain(""))
    parts.append(Plain(_ends(words(N_("total")), show("money", view.total, words), width), "strong"))
    if wrong := wrong_lines(view):
        parts.append(Say(TO_MEND, {"n": wrong}, "wrong"))
    return parts, starts


def _line(line: CartLineView, width: int, words: Words) -> list[Part]:
    name = fit(visible(named(line)), width).rstrip()
    quantity = f"{values.quantity(line.quantity)} {line.unit}"
    rows: list[Part] = [Plain(name, "strong"), Plain(_ends(quantity, show("money", line.amount, words), width))]
    for problem in line.problems:
        rows += [Plain(text, "wrong") for text in wrap("! " + plain(shortly(problem), words), width)]
    for told in waiting(line):
        rows += [Plain(text, "strong") for text in wrap(plain(told, words), width)]
    return rows


def _ends(left: str, right: str, width: int) -> str:
    """One text at each end of a line."""
    return fit(left, max(1, width - cell_len(right) - 1)) + " " + right


LINES = (
    Column("name", N_("name"), of=named),
    Column("quantity", N_("quantity"), "text", 12, of=lambda x: f"{values.quantity(x.quantity)} {x.unit}"),
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
