"""Many lines put into a cart at once, as people paste them: read, checked, and put in by one write."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from ydh.core.company.actors import Actor, who
from ydh.core.orders.cart import as_seen, open_cart, put_in, quantity_of
from ydh.core.orders.details import customer_row
from ydh.core.orders.lines import MOST_LINES, PricedItem, goods_of, item_of
from ydh.core.orders.views import Pasted, PasteResult, Want
from ydh.core.values.errors import Invalid, NotFound, YdhError
from ydh.core.values.money import ZERO
from ydh.core.values.text import clean, escaped, narrow
from ydh.store.engine.database import Unit
from ydh.store.orders import carts

ONE = "1"
_ENDS = re.compile("\r\n|[\r\n\u2028\u2029]")
_BLANK = "\ufeff\u200b \t\r,;"
LONGEST = 300  # characters of a line
_SPACE, _SIGN = "[^\\S\x1d]", "[\\S\x1d]"  # GS is a blank to Python, and a part of a label
# a tab parts a code that has blanks in it, too; a sign without blanks around it only before a number
_FORMS = (
    re.compile(r"([^\t]+)\t(.+)"),
    re.compile(rf"((?:(?![,;]){_SIGN})+){_SPACE}*[,;](.+)"),
    re.compile(rf"({_SIGN}+?)[*×=:]?{_SPACE}+(?:[x×*=:]{_SPACE}*(?=[0-9]))?(.+)", re.IGNORECASE),
    re.compile(r"(.+)[*×=:]([0-9]\S*)"),
)


def read(text: str, *, alone: str = ONE) -> list[Pasted]:
    """Lines `code quantity` as values; a tab, comma, blanks, `x`, `*` or `=` stand between, blank lines go unread.

    A code that stands alone asks for the quantity `alone`; with that empty it is a problem. Whether there is such a
    code, and whether the quantity can be read, is known only with the goods: see `put` and `check`.
    """
    lines = enumerate(_ENDS.split(text), 1)  # not every sign at which splitlines parts: a label has some within
    return [_read(at, line, alone) for at, line in lines if narrow(line).strip(_BLANK)]


def _read(at: int, line: str, alone: str) -> Pasted:
    plain = narrow(line).strip(_BLANK)
    found = [x for form in _FORMS if len(plain) <= LONGEST and (x := form.fullmatch(plain))]
    if found:
        code, quantity = (word.strip(_BLANK) for word in found[0].groups())
        return Pasted(at, line, Want(code, quantity), None)
    if alone and len(plain) <= LONGEST:
        return Pasted(at, line, Want(plain, alone), None)
    return Pasted(at, line, None, Invalid("line-form", line=at, value=escaped(line.strip(_BLANK))))


def put(actor: Actor, text: str, *, customer: str | None = None, on_top: bool = True) -> PasteResult:
    """Put every line that can go into the cart there, and give back the text of the others.

    It comes on top of what is there of its items, or in its place; what the text has of one item adds up.
    Item codes, the customer's own codes and barcodes are understood. Raises NotAllowed and NotFound as the cart
    does, Invalid for more than 2,000 lines.
    """
    lines = read(text)
    if len(lines) > MOST_LINES:
        raise Invalid("too-many-lines", most=MOST_LINES)

    def work(unit: Unit) -> PasteResult:
        me, buyer, cart = open_cart(unit, actor, customer)
        wants = [line.want for line in lines if line.want]
        goods = goods_of(unit, [want.sku for want in wants], customer=buyer.id, level=buyer.level)
        told = [(line, line.problem or _problem(line.want, goods)) for line in lines]
        good = [(goods[w.sku], quantity_of(w, goods[w.sku]), "") for x, wrong in told if not wrong and (w := x.want)]
        wrong = tuple((line.line_number, line.text, error) for line, error in told if error)
        left = "\n".join(text for _, text, _ in wrong)
        view = put_in(unit, buyer, cart, good, on_top=on_top)
        return PasteResult(as_seen(me, view), len(good), left, wrong)

    return actor.company.write(work)


def there_already(actor: Actor, text: str, *, customer: str | None = None) -> tuple[str, ...]:
    """The items of the text that the cart has already, by their codes. Raises as `put` does."""
    wants = [line.want for line in read(text)[:MOST_LINES] if line.want]

    def work(unit: Unit) -> tuple[str, ...]:
        me = who(unit, actor)
        buyer = customer_row(unit, me, customer)
        goods = goods_of(unit, [want.sku for want in wants], customer=buyer.id, level=buyer.level)
        found = carts.LOOK.row(unit, account=me.id, customer=buyer.id)
        inside = {row.sku for row in carts.LINES.rows(unit, cart=found.id)} if found else set()
        named = (goods[want.sku] for want in wants if want.sku in goods)
        return tuple(dict.fromkeys(item.code for item in named if item.id in inside))

    return actor.company.read(work)


def check(actor: Actor, wants: Sequence[Want], *, customer: str | None = None) -> list[YdhError | None]:
    """Say for each line why it cannot go into the cart, None for one that can. Changes nothing.

    Raises NotAllowed and NotFound as the cart does.
    """

    def work(unit: Unit) -> list[YdhError | None]:
        buyer = customer_row(unit, who(unit, actor), customer)
        goods = goods_of(unit, [want.sku for want in wants], customer=buyer.id, level=buyer.level)
        return [_problem(want, goods) for want in wants]

    return actor.company.read(work)


def _problem(want: Want | None, goods: Mapping[str, PricedItem]) -> YdhError | None:
    if want is None:
        return NotFound("sku-unknown", code="")
    try:
        item = item_of(goods, want.sku)
        if not item.listed:
            return Invalid("sku-retired", code=item.code)
        clean(want.note, "note", empty=True)
        quantity = _quantity(want, item)
    except YdhError as error:
        return error.kept()
    return Invalid("quantity-zero", code=item.code) if quantity <= ZERO else None


def _quantity(want: Want, item: PricedItem) -> Decimal:
    return want.quantity if isinstance(want.quantity, Decimal) else quantity_of(want, item)
