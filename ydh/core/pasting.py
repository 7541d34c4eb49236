"""Many lines put into a cart at once: what is wrong with each is found before any of them goes in."""

from collections.abc import Sequence
from decimal import Decimal

from ydh.core.actors import Actor, who
from ydh.core.details import customer_row
from ydh.core.documents import Want
from ydh.core.errors import Invalid, NotFound, YdhError
from ydh.core.lines import Good, goods_of
from ydh.core.money import ZERO
from ydh.core.pricing import read_quantity
from ydh.core.text import clean, escaped
from ydh.store.database import Unit


def check(actor: Actor, wants: Sequence[Want], *, customer: str | None = None) -> list[YdhError | None]:
    """Say for each line why it cannot go into the cart, None for one that can. Changes nothing.

    Raises NotAllowed and NotFound as the cart does.
    """

    def work(unit: Unit) -> list[YdhError | None]:
        buyer = customer_row(unit, who(unit, actor), customer)
        goods = goods_of(unit, [want.sku for want in wants], customer=buyer[0], level=buyer[3])
        return [_problem(want, goods.get(want.sku)) for want in wants]

    return actor.company.read(work)


def _problem(want: Want, item: Good | None) -> YdhError | None:
    if item is None:
        return NotFound("sku-unknown", code=escaped(want.sku))
    if not item.listed:
        return Invalid("sku-retired", code=item.code)
    try:
        clean(want.note, "note", empty=True)
        quantity = _quantity(want, item)
    except Invalid as error:
        return error
    return Invalid("quantity-zero", code=item.code) if quantity <= ZERO else None


def _quantity(want: Want, item: Good) -> Decimal:
    if isinstance(want.quantity, Decimal):
        return want.quantity
    return read_quantity(want.quantity, pack_size=item.pack_size, pack_unit=item.pack_unit, unit=item.unit)
