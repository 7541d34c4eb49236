"""`ydh order`: entering orders: create, edit, submit, delete."""

import sys
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Annotated, Any

import typer

from ydh.cli.frame import options, session
from ydh.cli.frame.documents import Number, one
from ydh.cli.frame.listing import Row, listing
from ydh.cli.frame.options import Key, Yes
from ydh.core.orders.views import Want
from ydh.core.values.errors import Invalid, Many
from ydh.core.values.messages.all import MESSAGES
from ydh.core.values.money import PRICE_PLACES, RATE_PLACES, number
from ydh.core.values.words import N_, visible

MESSAGES["price-of-no-line"] = N_("{option} {code}: there is no line with this code; name it as in --line")
MESSAGES["draft-option"] = N_("{option} belongs to a submitted order; leave it out, or leave out --draft")
MESSAGES["order-nothing-to-change"] = N_("say what to change: --line, -, --set, --price or --discount")

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)

Source = Annotated[str | None, typer.Argument(help=N_("- reads lines `code quantity` from stdin"), metavar="[-]")]
LineOption = Annotated[
    list[str] | None, typer.Option("--line", help=N_("an item and its quantity; may be repeated"), metavar="CODE=QTY")
]
Set = Annotated[
    list[str] | None,
    typer.Option("--set", help=N_("a detail, such as contact=Li or requested_date=2026-11-30"), metavar="FIELD=VALUE"),
]
Price = Annotated[
    list[str] | None, typer.Option("--price", help=N_("the agreed price of an item"), metavar="CODE=PRICE")
]
Discount = Annotated[
    list[str] | None, typer.Option("--discount", help=N_("the discount of an item: 0.05 is 5 %"), metavar="CODE=RATE")
]
Customer = Annotated[str | None, typer.Option("--customer", help=N_("the customer's code; staff name it"))]
Channel = Annotated[str | None, typer.Option("--channel", help=N_("how the order came in"))]


@app.command("create", help=N_("enter an order and submit it, or keep it as a draft"))
@listing(options.OUTCOME)
def create(
    source: Source = None,
    customer: Customer = None,
    line: LineOption = None,
    channel: Channel = None,
    details: Set = None,
    draft: Annotated[bool, typer.Option("--draft", help=N_("keep it, do not submit it"))] = False,
    freight: Annotated[str, typer.Option("--freight", help=N_("freight in yuan"))] = "0",
    price: Price = None,
    discount: Discount = None,
    ask_customer: Annotated[
        bool, typer.Option("--ask-customer", help=N_("the order waits for the customer's yes"))
    ] = False,
    total: options.Total = None,
    key: Key = None,
) -> Iterable[Row]:
    from ydh.core.orders import editing, entering

    wants = wanted(source, line, price, discount)
    common: dict[str, Any] = {
        "customer": customer,
        "channel": channel,
        "details": options.pairs(details or [], "--set"),
        "freight": options.money_of(freight, "--freight"),
    }
    if draft:
        _refuse_with_draft({"--key": key, "--ask-customer": ask_customer, "--total": total})
        result = editing.draft(session.actor(), wants, **common)
    else:
        agreed = options.money_of(total, "--total")
        result = entering.place(session.actor(), wants, **common, ask_customer=ask_customer, total=agreed, key=key)
    return options.outcome_rows([result])


def _refuse_with_draft(given: dict[str, Any]) -> None:
    for option, value in given.items():
        if value:
            raise Invalid("draft-option", option=option)


@app.command("edit", help=N_("change a draft, or an order before its review: all of its lines anew, or details"))
@listing(options.OUTCOME)
def edit(
    number: Number,
    source: Source = None,
    line: LineOption = None,
    details: Set = None,
    price: Price = None,
    discount: Discount = None,
    total: options.Total = None,
    reason: options.Reason = "",
) -> Iterable[Row]:
    from ydh.core.orders import editing

    lines = wanted(source, line, price, discount)
    if not lines and not details:
        raise Invalid("order-nothing-to-change")
    target = one(number)
    result = editing.edit(
        session.actor(),
        target.number,
        seen=target.seen,
        wants=lines or None,
        details=options.pairs(details or [], "--set"),
        total=options.money_of(total, "--total"),
        reason=reason,
    )
    return options.outcome_rows([result])


@app.command("submit", help=N_("submit a draft: it is priced, reserved and numbered"))
@listing(options.OUTCOME)
def submit(
    number: Number,
    total: options.Total = None,
    key: Key = None,
) -> Iterable[Row]:
    from ydh.core.orders import editing

    target, agreed = one(number), options.money_of(total, "--total")
    result = editing.submit(session.actor(), target.number, seen=target.seen, total=agreed, key=key)
    return options.outcome_rows([result])


@app.command("delete", help=N_("delete a draft that was never submitted"))
def delete(number: Number, yes: Yes = False) -> int:
    from ydh.core.orders import editing

    target = one(number)
    options.confirm(N_("delete the draft {number}?"), yes=yes, number=visible(target.number))
    editing.delete_draft(session.actor(), target.number)
    options.say(N_("deleted {number}"), number=target.number)
    return 0


def wanted(
    source: str | None, line: Sequence[str] | None, price: Sequence[str] | None, discount: Sequence[str] | None
) -> list[Want]:
    """The lines that are asked for, from --line and from stdin, with agreed prices. Raises Invalid or Many."""
    found = [_given(word) for word in line or []]
    if source is not None:
        if source != "-":
            raise Invalid("line-form", line=1, value=visible(source))
        found += pasted()
    prices, discounts = _numbers(price, "--price", PRICE_PLACES), _numbers(discount, "--discount", RATE_PLACES)
    for option, given in (("--price", prices), ("--discount", discounts)):
        for code in given:
            if all(code != want.sku for want in found):
                raise Invalid("price-of-no-line", option=option, code=visible(code))
    return [Want(w.sku, w.quantity, prices.get(w.sku), discounts.get(w.sku, Decimal(0))) for w in found]


def _given(word: str) -> Want:
    code, mark, quantity = word.rpartition("=")
    if not mark or not code.strip() or not quantity.strip():
        raise Invalid("pair-form", option="--line", value=visible(word))
    return Want(code.strip(), quantity.strip())


def pasted() -> list[Want]:
    """Lines `code quantity` from stdin, as pasting.read understands them. Raises Many naming each wrong line."""
    from ydh.core.orders import pasting

    if sys.stdin.isatty():
        raise Invalid("stdin-terminal")
    found = pasting.read(sys.stdin.read(), alone="")  # in a pipe a code alone is a quantity that got lost
    errors = [line.problem for line in found if line.problem]
    if errors:
        raise errors[0] if len(errors) == 1 else Many(errors)
    return [line.want for line in found if line.want]


def _numbers(given: Sequence[str] | None, option: str, places: int) -> dict[str, Decimal]:
    most = Decimal(1) if option == "--discount" else Decimal(10) ** 12
    return {
        code: number(value, f"{option} {visible(code)}", places=places, most=most)
        for code, value in options.pairs(given or [], option).items()
    }
