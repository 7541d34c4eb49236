"""How the goods of a product are kept and sold on: by lot, with which marks, for how long they can be returned.

Further scan codes belong to one variant each. S16.9, S16.19, S17.4
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ydh.core.company.actors import Actor, who
from ydh.core.goods import codes
from ydh.core.goods.codes import FURTHER, Code
from ydh.core.goods.found import SKU, FoundSku, exact, find_sku
from ydh.core.goods.views import Keeping, ScanCode
from ydh.core.rules.permissions import P
from ydh.core.values.codes import code_fold, package_of
from ydh.core.values.errors import Conflict, Invalid, NotFound
from ydh.core.values.money import LEAST_QUANTITY, ONE
from ydh.core.values.quantities import plain
from ydh.core.values.text import CODE_LIMIT, LONG, clean, escaped, key
from ydh.core.values.words import N_, Label
from ydh.store.engine.database import Unit
from ydh.store.goods import codes as code_rows
from ydh.store.goods import keeping as store

FIELDS = tuple(store.FIELDS.split())
PLAIN: Mapping[str, Any] = {
    "lots": False,
    "backorder": None,
    "handling": "",
    "keep_days": None,
    "return_days": None,
    "guarantee": "",
}
HANDLING: dict[str, Label] = {
    "cold": Label(N_("keep cold"), "cold"),
    "frozen": Label(N_("keep frozen"), "frozen"),
    "dry": Label(N_("keep dry"), "dry"),
    "dark": Label(N_("keep from light"), "dark"),
    "clean": Label(N_("keep apart from what soils it"), "clean"),
    "fragile": Label(N_("fragile"), "fragile"),
    "liquid": Label(N_("liquid, may leak"), "liquid"),
    "upright": Label(N_("this side up"), "upright"),
    "heavy": Label(N_("heavy"), "heavy"),
    "dangerous": Label(N_("dangerous goods"), "dangerous"),
}
MOST_DAYS = 3650


def marks(handling: str) -> tuple[Label, ...]:
    """The handling marks of a product, to be shown where its goods are handled."""
    return tuple(HANDLING[code] for code in handling.split() if code in HANDLING)


def checked_keeping(values: Mapping[str, Any]) -> dict[str, Any]:
    """What was given of FIELDS, cleaned. Raises Invalid."""
    made = dict(values)
    for name in ("keep_days", "return_days"):
        if made.get(name) is not None:
            made[name] = int(exact(Decimal(made[name]), name, least=Decimal(0), places=0))
            if made[name] > MOST_DAYS:
                raise Invalid("number-high", field=name, value=str(made[name]), most=MOST_DAYS)
    if "handling" in made:
        codes = set(key(made["handling"]).replace(",", " ").replace("，", " ").split())
        wrong = sorted(codes - HANDLING.keys())
        if wrong:
            raise Invalid("handling-unknown", value=escaped(wrong[0]), codes=tuple(HANDLING))
        made["handling"] = " ".join(code for code in HANDLING if code in codes)
    if "guarantee" in made:
        made["guarantee"] = clean(made["guarantee"], "guarantee", limit=LONG, empty=True, lines=True)
    return made


def refuse_lots_change(unit: Unit, product: int, code: str, before: bool, after: bool) -> None:
    """Raise Conflict when lots would be turned on or off for goods that are there: nobody would know of which lot."""
    if before != after and store.STOCKED.row(unit, product=product):
        raise Conflict("lots-stocked", code=code)


def keeping_of(actor: Actor, code: str) -> Keeping:
    """How the goods of a variant or a product (by its code) are kept, with all its scan codes.

    Raises NotAllowed, NotFound.
    """

    def work(unit: Unit) -> Keeping:
        who(unit, actor).need(P.ORDER_VIEW)
        row = store.KEEPING.row(unit, fold=key(code))
        if row is None:
            raise NotFound("sku-unknown", code=escaped(code))
        further = sorted(code_rows.FURTHER.rows(unit, product=row[0]), key=lambda it: (key(it[0]), it[1]))
        return Keeping(*(*row[1:], tuple(ScanCode(sku, scan, plain(q)) for sku, scan, q in further)))

    return actor.company.read(work)


def add_code(actor: Actor, sku: str, code: str, quantity: Decimal | None = None) -> ScanCode:
    """Let a further code stand for a variant; one scan of it counts `quantity` base units, a pack unless given. S17.4

    Raises NotAllowed, NotFound, Invalid when the code stands for something else.
    """

    def work(unit: Unit) -> ScanCode:
        me = who(unit, actor)
        me.need(P.PRODUCT_MANAGE)
        codes.alone(unit)
        it = find_sku(unit, sku)
        scan = clean(code, "code", limit=CODE_LIMIT)
        if quantity is None and it.pack_size == ONE and package_of(code_fold(scan)):
            raise Invalid("code-package-size", code=scan)
        much = it.pack_size if quantity is None else exact(quantity, "quantity", least=LEAST_QUANTITY)
        codes.change(unit, (it.id, it.code), _further(unit, it, scan), [Code(FURTHER, scan, quantity=much)])
        SKU.entry(unit, me, it.id, "scan-code", code=scan, quantity=f"{plain(much):f}")
        return ScanCode(it.code, scan, plain(much))

    return actor.company.write(work)


def drop_code(actor: Actor, sku: str, code: str) -> None:
    """Take a further code away again. Raises NotAllowed, NotFound."""

    def work(unit: Unit) -> None:
        me = who(unit, actor)
        me.need(P.PRODUCT_MANAGE)
        codes.alone(unit)
        it = find_sku(unit, sku)
        mine = _further(unit, it, code)
        if not mine:
            raise NotFound("further-code-unknown", code=it.code, scan=escaped(code))
        codes.change(unit, (it.id, it.code), mine, [])
        SKU.entry(unit, me, it.id, "scan-code", code=mine[0].text, quantity="0")

    actor.company.write(work)


def _further(unit: Unit, it: FoundSku, code: str) -> list[Code]:
    """The further codes that an item has there, as they are held or were put aside."""
    fold = [code_fold(code)]
    rows = [*code_rows.HELD.rows(unit, fold), *code_rows.ASIDE.rows(unit, fold)]
    return [Code(FURTHER, row.text, 0, row.quantity) for row in rows if row.kind == FURTHER and row.sku == it.code]
