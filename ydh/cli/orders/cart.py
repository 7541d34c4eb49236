"""`ydh cart`: fill the cart and make it an order."""

from collections.abc import Iterable, Sequence
from typing import Annotated

import typer

from ydh import locale
from ydh.cli.frame import answering, options, session
from ydh.cli.frame.documents import Number, one
from ydh.cli.frame.listing import Row, listing
from ydh.cli.frame.options import Force, Format, Json, Output
from ydh.cli.orders.entering import Channel, Customer, Set, pasted
from ydh.cli.writing import nested
from ydh.cli.writing.output import DataColumn
from ydh.core.orders.views import CartView, Want
from ydh.core.values.errors import Invalid, Many, YdhError
from ydh.core.values.messages.all import MESSAGES
from ydh.core.values.words import N_, visible
from ydh.locale import values

MESSAGES["cart-pair"] = N_("{value}: write it as CODE=QUANTITY, such as LJ-250=24 or LJ-250=2b")
MESSAGES["nothing-good"] = N_("none of the lines can go into the cart")

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)

LINE = (
    DataColumn("sku", N_("item"), "code"),
    DataColumn("name", N_("name")),
    DataColumn("quantity", N_("quantity"), "quantity"),
    DataColumn("unit", N_("unit")),
    DataColumn("price", N_("price"), "price"),
    DataColumn("amount", N_("amount"), "money"),
    DataColumn("problems", N_("what is wrong")),
    DataColumn("note", N_("note")),
)
Items = Annotated[list[str], typer.Argument(help=N_("items and their quantities"), metavar="CODE=QUANTITY...")]
Codes = Annotated[list[str], typer.Argument(help=N_("items"), metavar="CODE...")]


WAITS = N_("{n} not there yet, to follow")


def _show(view: CartView, format: str, json: bool, to: str | None, force: bool) -> int:
    """Show a cart: a sheet, an object, or in every other format its lines."""
    if json and format not in ("table", "json"):
        raise Invalid("json-and-format", format=visible(format))
    if json or format == "json":
        nested.emit(nested.json(view) + "\n", to, force=force)
    elif format == "table":
        nested.emit(_sheet(view), to, force=force)
    else:
        options.show(LINE, _rows(view), format=format, to=to, force=force)
    return 0


def _rows(view: CartView) -> Iterable[Row]:
    words = locale.current()
    for x in view.lines:
        wrong = [locale.render(problem, words) for problem in x.problems]
        if x.waits:
            wrong.append(words(WAITS).format(n=values.quantity(x.waits)))
        yield x.sku, x.name, x.quantity, x.unit, x.price, x.amount, "; ".join(wrong), x.note


def _sheet(view: CartView) -> str:
    if not view.lines:
        last = (N_("last order"), view.last_number)
        return nested.facts([(N_("customer"), view.customer), last]) + locale.translate(N_("the cart is empty")) + "\n"
    head = nested.facts([(N_("customer"), view.customer), (N_("total"), view.total)])
    return head + nested.block("", LINE, _rows(view))


@app.command("show", help=N_("show the cart as it would be submitted now"))
@answering.prints(lambda make: make.of_type(CartView))
def show(
    customer: Customer = None,
    format: Format = "table",
    json: Json = False,
    to: Output = None,
    force: Force = False,
) -> int:
    from ydh.core.orders import cart

    view = cart.show(session.actor(), customer)
    return _show(view, format, json, to, force)


@app.command("add", help=N_("put items into the cart, on top of what is there"))
@answering.prints(lambda make: make.of_type(CartView))
def add(
    items: Items,
    customer: Customer = None,
    format: Format = "table",
    json: Json = False,
    to: Output = None,
    force: Force = False,
) -> int:
    from ydh.core.orders import cart

    view = cart.add(session.actor(), _wants(items), customer=customer)
    return _show(view, format, json, to, force)


@app.command("set", help=N_("set quantities of items in the cart; 0 takes one out"))
@answering.prints(lambda make: make.of_type(CartView))
def set_(
    items: Items,
    customer: Customer = None,
    format: Format = "table",
    json: Json = False,
    to: Output = None,
    force: Force = False,
) -> int:
    from ydh.core.orders import cart

    view = cart.set_quantity(session.actor(), _wants(items), customer=customer)
    return _show(view, format, json, to, force)


@app.command("remove", help=N_("take items out of the cart"))
@answering.prints(lambda make: make.of_type(CartView))
def remove(
    codes: Codes,
    customer: Customer = None,
    format: Format = "table",
    json: Json = False,
    to: Output = None,
    force: Force = False,
) -> int:
    from ydh.core.orders import cart

    view = cart.remove(session.actor(), options.words_of(codes), customer=customer)
    return _show(view, format, json, to, force)


@app.command("clear", help=N_("empty the cart"))
@answering.prints(lambda make: make.of_type(CartView))
def clear(
    customer: Customer = None,
    format: Format = "table",
    json: Json = False,
    to: Output = None,
    force: Force = False,
) -> int:
    from ydh.core.orders import cart

    view = cart.clear(session.actor(), customer=customer)
    return _show(view, format, json, to, force)


@app.command("paste", help=N_("add lines `code quantity` from stdin: all of them, or none when one is wrong"))
@answering.prints(lambda make: make.of_type(CartView))
def paste(
    customer: Customer = None,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help=N_("add the good ones, list the others"))] = False,
    format: Format = "table",
    json: Json = False,
    to: Output = None,
    force: Force = False,
) -> int:
    from ydh.core.orders import cart, pasting

    wants, actor = pasted(), session.actor()
    found = pasting.check(actor, wants, customer=customer)
    wrong = [error for error in found if error is not None]
    if wrong and not skip_bad:
        raise _all(wrong)
    good = [want for want, error in zip(wants, found, strict=True) if error is None]
    if not good:
        raise _all(wrong) if wrong else Invalid("nothing-good")
    view = cart.add(actor, good, customer=customer)
    for error in wrong:
        options.say(N_("left out: {problem}"), problem=error)
    return _show(view, format, json, to, force)


def _all(errors: Sequence[YdhError]) -> YdhError:
    return errors[0] if len(errors) == 1 else Many(errors)


@app.command("repeat", help=N_("put the lines of an old order into the cart again, as many as they were"))
@answering.prints(lambda make: make.of_type(CartView))
def repeat(
    number: Number,
    customer: Customer = None,
    add: Annotated[bool, typer.Option("--add", help=N_("on top of what the cart has of them"))] = False,
    format: Format = "table",
    json: Json = False,
    to: Output = None,
    force: Force = False,
) -> int:
    from ydh.core.orders import cart

    again = cart.repeat(session.actor(), one(number).number, customer=customer, on_top=add)
    code = _show(again.cart, format, json, to, force)
    for error in again.left_out:
        options.say(N_("left out: {problem}"), problem=error)
    return code


@app.command("submit", help=N_("make the cart an order"))
@listing(options.OUTCOME)
def submit(
    customer: Customer = None,
    channel: Channel = None,
    details: Set = None,
    seen: Annotated[int | None, typer.Option("--seen", help=N_("the version of the cart that you saw"))] = None,
    ask_customer: Annotated[
        bool, typer.Option("--ask-customer", help=N_("the order waits for the customer's yes"))
    ] = False,
    total: options.Total = None,
) -> Iterable[Row]:
    from ydh.core.orders import cart

    result = cart.submit(
        session.actor(),
        customer=customer,
        channel=channel,
        details=options.pairs(details or [], "--set"),
        version=seen,
        total=options.money_of(total, "--total"),
        ask_customer=ask_customer,
    )
    return options.outcome_rows([result])


def _wants(items: Sequence[str]) -> list[Want]:
    """`CODE=QUANTITY` words, or one code and its quantity as two words. Raises Invalid."""
    if len(items) == 2 and not any("=" in word for word in items):
        return [Want(items[0], items[1])]
    found = []
    for word in items:
        code, mark, quantity = word.rpartition("=")
        if not mark or not code.strip() or not quantity.strip():
            raise Invalid("cart-pair", value=visible(word))
        found.append(Want(code.strip(), quantity.strip()))
    return found
