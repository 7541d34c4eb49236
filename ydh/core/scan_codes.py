"""Further codes of an item that a scanner reads, and how much one scan counts: a box counts as its pack (S13.16)."""

from decimal import Decimal

from ydh.core.actors import Actor, who
from ydh.core.errors import Conflict, Invalid, NotFound
from ydh.core.goods import LEAST_QUANTITY, SKU, exact, find_sku
from ydh.core.permissions import P
from ydh.core.pricing import plain
from ydh.core.text import clean, escaped, key
from ydh.core.values import dataclass
from ydh.store import picking as store
from ydh.store.database import Unit

SHORTEST = 3  # characters: less is typed by accident


@dataclass(frozen=True, slots=True)
class CodeView:
    """A code, the item that it stands for, and how many base units one scan of it counts."""

    code: str
    sku: str
    quantity: Decimal


def codes_of(actor: Actor, sku: str) -> tuple[CodeView, ...]:
    """The further codes of an item. Raises NotFound."""

    def work(unit: Unit) -> tuple[CodeView, ...]:
        who(unit, actor).need(P.ORDER_VIEW, P.PRODUCT_MANAGE)
        if store.BY_FOLD.row(unit, fold=key(sku)) is None:
            raise NotFound("sku-unknown", code=escaped(sku))
        rows = store.CODES.rows(unit, fold=key(sku))
        return tuple(CodeView(code, item, plain(quantity)) for code, item, quantity in rows)

    return actor.company.read(work)


def add(actor: Actor, sku: str, code: str, quantity: Decimal = Decimal(1)) -> CodeView:
    """Let a code stand for so many base units of an item. Raises Invalid, Conflict for one that is taken."""
    given = clean(code, "code", limit=64)
    exact(quantity, "quantity", least=LEAST_QUANTITY)
    if len(given) < SHORTEST:
        raise Invalid("scan-code-short", code=given)

    def work(unit: Unit) -> CodeView:
        me = who(unit, actor)
        me.need(P.PRODUCT_MANAGE)
        it = find_sku(unit, sku)
        taken = store.BY_BARCODE.row(unit, barcode=given) or store.BY_FOLD.row(unit, fold=key(given))
        if taken or not store.ADD_CODE.run(unit, code=given, sku=it.id, quantity=quantity):
            raise Conflict("scan-code-taken", code=given)
        SKU.entry(unit, me, it.id, "edit", changes=[["scan_code", None, [given, f"{plain(quantity):f}"]]])
        return CodeView(given, it.code, plain(quantity))

    return actor.company.write(work)


def remove(actor: Actor, sku: str, code: str) -> None:
    """Take a code from an item. Raises NotFound."""

    def work(unit: Unit) -> None:
        me = who(unit, actor)
        me.need(P.PRODUCT_MANAGE)
        it = find_sku(unit, sku)
        if not store.DROP_CODE.run(unit, code=code, sku=it.id):
            raise NotFound("scan-code-unknown", sku=it.code, code=escaped(code))
        SKU.entry(unit, me, it.id, "edit", changes=[["scan_code", code, None]])

    actor.company.write(work)
