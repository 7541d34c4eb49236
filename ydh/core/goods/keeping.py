"""How the goods of a product are kept and sold on: by lot, with which marks, for how long they can be returned.

Further scan codes belong to one variant each. S16.9, S16.19, S17.4
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ydh.core.company.actors import Actor, who
from ydh.core.goods.found import SKU, exact, find_sku
from ydh.core.goods.views import Keeping, ScanCode
from ydh.core.rules.permissions import P
from ydh.core.values.errors import Conflict, Invalid, NotFound
from ydh.core.values.money import LEAST_QUANTITY
from ydh.core.values.quantities import plain
from ydh.core.values.text import CODE_LIMIT, LONG, clean, escaped, key
from ydh.core.values.words import N_, Label
from ydh.store.engine.database import Unit
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
            raise Invalid("handling-unknown", value=escaped(wrong[0]), codes=", ".join(HANDLING))
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
        codes = tuple(ScanCode(sku, scan, plain(q)) for sku, scan, q in store.CODES.rows(unit, product=row[0]))
        return Keeping(*(*row[1:], codes))

    return actor.company.read(work)


def add_code(actor: Actor, sku: str, code: str, quantity: Decimal | None = None) -> ScanCode:
    """Let a further code stand for a variant; one scan of it counts `quantity` base units, a pack unless given. S17.4

    Raises NotAllowed, NotFound, Invalid when the code stands for something else.
    """

    def work(unit: Unit) -> ScanCode:
        me = who(unit, actor)
        me.need(P.PRODUCT_MANAGE)
        it = find_sku(unit, sku)
        scan = clean(code, "code", limit=CODE_LIMIT)
        much = it.pack_size if quantity is None else exact(quantity, "quantity", least=LEAST_QUANTITY)
        _refuse_taken(unit, it.id, scan)
        store.PUT_CODE.run(unit, code=scan, sku=it.id, quantity=much)
        SKU.entry(unit, me, it.id, "scan-code", code=scan, quantity=f"{plain(much):f}")
        return ScanCode(it.code, scan, plain(much))

    return actor.company.write(work)


def drop_code(actor: Actor, sku: str, code: str) -> None:
    """Take a further code away again. Raises NotAllowed, NotFound."""

    def work(unit: Unit) -> None:
        me = who(unit, actor)
        me.need(P.PRODUCT_MANAGE)
        it = find_sku(unit, sku)
        if not store.DROP_CODE.run(unit, code=code.strip(), sku=it.id):
            raise NotFound("further-code-unknown", code=it.code, scan=escaped(code))
        SKU.entry(unit, me, it.id, "scan-code", code=code.strip(), quantity="0")

    actor.company.write(work)


def _refuse_taken(unit: Unit, sku: int, code: str) -> None:
    """A scanner must mean one thing: no other variant may have the code, as its own, its barcode or a further one."""
    for other, name in store.HOLDERS.rows(unit, code=code, fold=key(code), barcode=code):
        if other != sku:
            raise Invalid("scan-taken", code=code, sku=name)
