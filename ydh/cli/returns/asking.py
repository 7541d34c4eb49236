"""`ydh return`: entering returns: create, edit, submit, delete."""

import sys
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Annotated, Any

import typer

from ydh.cli.frame import options, session
from ydh.cli.frame.documents import Number, one
from ydh.cli.frame.listing import Row, listing
from ydh.cli.frame.options import Key, Yes
from ydh.cli.frame.showing import shape
from ydh.core.returns.return_table import RETURNABLE
from ydh.core.returns.views import WantBack
from ydh.core.values.errors import Invalid
from ydh.core.values.messages.all import MESSAGES
from ydh.core.values.money import PRICE_PLACES, number
from ydh.core.values.words import N_, visible

MESSAGES["return-line-form"] = N_("{value}: write a line as LINE or LINE=QUANTITY, such as 2=12")
MESSAGES["return-of-what"] = N_("say what comes back: an order's number, or --customer for goods without an order")
MESSAGES["return-option-line"] = N_("{option} {line}: there is no such line here; name it as in --line")
MESSAGES["return-nothing-to-change"] = N_("say what to change: --line, --kind, --reason or --text")

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)

Order = Annotated[str, typer.Argument(help=N_("the order's number"), metavar="[ORDER]")]
LineOption = Annotated[
    list[str] | None,
    typer.Option(
        "--line",
        help=N_("a line of the order (position or item) and how much of it; - reads such lines from stdin"),
        metavar="LINE[=QTY]",
    ),
]
Kind = Annotated[str | None, typer.Option("--kind", help=N_("refund_only, return_and_refund or exchange"))]
Reason = Annotated[
    str | None,
    typer.Option("--reason", help=N_("damaged, wrong, short, quality, expired, different, unwanted or other")),
]
Text = Annotated[str | None, typer.Option("--text", help=N_("what happened"))]
Swap = Annotated[
    list[str] | None,
    typer.Option("--swap", help=N_("what is wanted in place of a line, in an exchange"), metavar="LINE=CODE"),
]
Price = Annotated[
    list[str] | None,
    typer.Option("--price", help=N_("the agreed price of a line without an order"), metavar="LINE=PRICE"),
]
Note = Annotated[list[str] | None, typer.Option("--note", help=N_("a note for a line"), metavar="LINE=TEXT")]
Why = Annotated[str, typer.Option("--why", help=N_("why it is taken back although the time for returns is over"))]


LINES, _cells = shape(RETURNABLE)


@app.command("lines", help=N_("show what of an order can come back, until when, and what was promised"))
@listing(LINES, quiet=False)
def lines(number: Annotated[str, typer.Argument(help=N_("the order's number"), metavar="NUMBER")]) -> Iterable[Row]:
    from ydh.core.returns import looking

    found = looking.returnable(session.actor(), number)
    if found.policy:
        options.say(N_("what the company promises: {policy}"), policy=found.policy)
    return map(_cells, found.lines)


@app.command("create", help=N_("ask for goods to be taken back, or enter it for the customer"))
@listing(options.OUTCOME)
def create(
    order: Order = "",
    line: LineOption = None,
    reason: Reason = None,
    kind: Kind = "return_and_refund",
    text: Text = "",
    customer: Annotated[str, typer.Option("--customer", help=N_("whose goods, when there is no order"))] = "",
    swap: Swap = None,
    price: Price = None,
    note: Note = None,
    why: Why = "",
    draft: Annotated[bool, typer.Option("--draft", help=N_("keep it, do not submit it"))] = False,
    key: Key = None,
) -> Iterable[Row]:
    from ydh.core.returns import asking

    if not order and not customer:
        raise Invalid("return-of-what")
    wants = wanted(line, swap, price, note)
    about: dict[str, Any] = {"order": order, "customer": customer, "kind": kind, "reason": reason or "", "text": text}
    if draft:
        return options.outcome_rows([asking.draft(session.actor(), wants, **about)])
    return options.outcome_rows([asking.ask(session.actor(), wants, **about, why=why, key=key)])


@app.command("edit", help=N_("change a draft: all of its lines anew, its kind, reason or text"))
@listing(options.OUTCOME)
def edit(
    number: Number,
    line: LineOption = None,
    reason: Reason = None,
    kind: Kind = None,
    text: Text = None,
    swap: Swap = None,
    price: Price = None,
    note: Note = None,
) -> Iterable[Row]:
    from ydh.core.returns import asking

    if not line and reason is None and kind is None and text is None:
        raise Invalid("return-nothing-to-change")
    target = one(number)
    wants = wanted(line, swap, price, note) if line else None
    about: dict[str, Any] = {"kind": kind, "reason": reason, "text": text}
    return options.outcome_rows([asking.edit(session.actor(), target.number, seen=target.seen, wants=wants, **about)])


@app.command("submit", help=N_("submit a draft: its lines are asked back of the order"))
@listing(options.OUTCOME)
def submit(number: Number, why: Why = "", key: Key = None) -> Iterable[Row]:
    from ydh.core.returns import asking

    target = one(number)
    done = asking.submit(session.actor(), target.number, seen=target.seen, why=why, key=key)
    return options.outcome_rows([done])


@app.command("delete", help=N_("delete a draft that was never submitted"))
def delete(number: Number, yes: Yes = False) -> int:
    from ydh.core.returns import asking

    target = one(number)
    options.confirm(N_("delete the draft {number}?"), yes=yes, number=visible(target.number))
    asking.delete_draft(session.actor(), target.number, seen=target.seen)
    options.say(N_("deleted {number}"), number=target.number)
    return 0


def wanted(
    line: Sequence[str] | None, swap: Sequence[str] | None, price: Sequence[str] | None, note: Sequence[str] | None
) -> list[WantBack]:
    """The lines that are to come back, from --line and from stdin. Raises Invalid."""
    found = [_given(word) for word in _words(line or [])]
    swaps, notes = options.pairs(swap or [], "--swap"), options.pairs(note or [], "--note")
    prices = {
        name: number(value, "--price", places=PRICE_PLACES)
        for name, value in options.pairs(price or [], "--price").items()
    }
    for option, given in (("--swap", swaps), ("--price", prices), ("--note", notes)):
        for name in given:
            if all(name != want.line for want in found):
                raise Invalid("return-option-line", option=option, line=visible(name))
    return [
        WantBack(w.line, w.quantity, w.reason, notes.get(w.line, ""), swaps.get(w.line, ""), prices.get(w.line))
        for w in found
    ]


def _words(line: Sequence[str]) -> Iterable[str]:
    for word in line:
        if word != "-":
            yield word
            continue
        if sys.stdin.isatty():
            raise Invalid("stdin-terminal")
        yield from ("=".join(text.split(None, 1)) for text in sys.stdin if text.strip())


def _given(word: str) -> WantBack:
    name, mark, quantity = word.partition("=")
    if not name.strip() or (mark and not quantity.strip()):
        raise Invalid("return-line-form", value=visible(word))
    return WantBack(name.strip(), _quantity(quantity) if mark else None)


def _quantity(text: str) -> Decimal | str:
    return text.strip()
