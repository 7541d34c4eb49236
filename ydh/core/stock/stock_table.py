"""The noun stock: what is there of each item in each warehouse, why, and what people do about it. S11"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from operator import attrgetter
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.goods.price_table import WORDS, full_name
from ydh.core.goods.product_facts import attributes_of
from ydh.core.partners import suppliers
from ydh.core.rules.facts import Fact, Filter
from ydh.core.rules.nouns import Act, Noun, Section, Wanted, only
from ydh.core.rules.permissions import P
from ydh.core.rules.stock_papers import MOVES
from ydh.core.stock import item_looking, limits, looking, papers
from ydh.core.stock.lot_table import FACTS as LOT_FACTS
from ydh.core.stock.views import StockLevel
from ydh.core.stock.warehouse_table import offered
from ydh.core.values.outcomes import Page
from ydh.core.values.words import N_

ADJUST = (P.STOCK_ADJUST,)


def _page(actor: Actor, wanted: Wanted) -> Page[StockLevel]:
    given = dict(wanted.filters)
    which = given.pop("short", "")
    narrowed = {"short": which == "yes", "outside": which == "limits", **given}
    return looking.levels(actor, wanted.text, **narrowed, after=wanted.after, limit=wanted.limit)


def _post(kind: str) -> Callable[..., dict[str, Any]]:
    """Post a paper of the kind with one line."""

    def post(actor: Actor, code: str, quantity: Decimal, **given: Any) -> dict[str, Any]:
        it = papers.single(actor, kind, code, quantity, **given)
        figures = {"old": it.old, "new": it.new, "reserved": it.reserved}
        return {"code": it.sku, "warehouse": it.warehouse, **figures, "document": it.document, "state": it.state.code}

    return post


def _posted(it: Mapping[str, Any]) -> str:
    if it["state"] == "posted":
        return N_("{code} in {warehouse}: {old} on hand before, {new} now; {document}")
    return N_("{document} waits for somebody else to confirm it: ydh stock paper confirm {document}")


def _limits(actor: Actor, code: str, **given: Any) -> dict[str, Any]:
    it = limits.set_limits(actor, code, **given)
    return {"code": it.sku, "warehouse": it.warehouse, "lower": it.lower, "upper": it.upper, "place": it.place or None}


def _short(it: Any) -> str:
    return "late" if not it.available or it.outside else ""


FACTS = (
    Fact("code", N_("code"), "code", of=attrgetter("sku"), width=14),
    Fact("name", N_("name"), seen=full_name, width=0),
    Fact("attributes", N_("attributes"), "pairs", of=attributes_of),
    Fact("unit", N_("unit")),
    Fact("warehouse", N_("warehouse"), "code", width=9),
    Fact("on_hand", N_("on hand"), "quantity", width=9),
    Fact("reserved", N_("reserved"), "quantity", width=9),
    Fact("available", N_("available"), "quantity", width=9, tone=_short),
    Fact("unfit", N_("may not leave"), "quantity"),
    Fact("lower", N_("lower limit"), "quantity", width=11, drop=1),
    Fact("upper", N_("upper limit"), "quantity"),
    Fact("place", N_("shelf"), "code", width=8, drop=2),
)
LEVELS = only(
    FACTS, code=None, name=None, attributes=None, unit=6, warehouse=9, on_hand=9, reserved=9, available=9,
    lower=None, upper=None, place=8,
)  # fmt: skip
LOTS = only(LOT_FACTS, lot=16, expires=10, blocked=10, warehouse=9, on_hand=8, allocated=8)
MOVES_OF = (
    Fact("at", N_("time"), "time", width=16),
    Fact("business_date", N_("date"), "day"),
    Fact("warehouse", N_("warehouse"), "code", width=9, drop=2),
    Fact("quantity", N_("quantity"), "quantity", width=9),
    Fact("on_hand", N_("on hand"), "quantity", width=9, drop=4),
    Fact("kind", N_("kind"), "label", choices=MOVES, width=10),
    Fact("lot", N_("lot"), "code", width=10, drop=3),
    Fact("document", N_("document"), "code", width=20),
    Fact("reason", N_("reason"), width=0),
    Fact("by", N_("by"), "code", width=12, drop=1),
)
WARNINGS = (
    Fact("code", N_("code"), "code", of=attrgetter("sku")),
    Fact("name", N_("name")),
    Fact("warehouse", N_("warehouse"), "code"),
    Fact("available", N_("available"), "quantity"),
    Fact("on_hand", N_("on hand"), "quantity"),
    Fact("lower", N_("lower limit"), "quantity"),
    Fact("upper", N_("upper limit"), "quantity"),
    Fact("missing", N_("missing"), "quantity"),
    Fact("over", N_("too many"), "quantity"),
)
TO_BUY = (
    Fact("code", N_("code"), "code", of=attrgetter("sku"), width=14),
    Fact("name", N_("name"), width=0),
    Fact("unit", N_("unit")),
    Fact("available", N_("available"), "quantity", width=9),
    Fact("wanted", N_("wanted"), "quantity", width=9),
    Fact("lower", N_("lower limit"), "quantity", width=11, drop=2),
    Fact("coming", N_("on its way"), "quantity", width=10),
    Fact("expected", N_("expected"), "day", width=10, drop=1),
    Fact("buy", N_("to buy"), "quantity", width=9),
    Fact("packs", N_("packs"), "quantity", width=6, drop=3),
)

HOUSE = Fact(
    "warehouse",
    N_("warehouse"),
    of=attrgetter("warehouse"),
    offers=offered,
    obvious=True,
    help=N_("code or name; the main one unless given"),
)
OF_ROW = Fact("warehouse", N_("warehouse"), asked="row", help=N_("code or name; the main one unless given"))
WHERE = OF_ROW._replace(help=N_("in this warehouse only"))
LOT = Fact(
    "lot",
    N_("lot"),
    when=attrgetter("lots"),
    help=N_("the lot, where goods are kept by lot"),
    hint=N_("where the item is kept by lot"),
)
LOT_OUT = LOT._replace(
    help=N_("the lot; the first that expires unless given"), hint=N_("the first that expires unless given")
)
EXPIRES = Fact(
    "expires",
    N_("expires"),
    "day",
    when=attrgetter("lots"),
    help=N_("last day of a new lot"),
    hint=N_("of a new lot, such as 2027-01-31"),
)
SUPPLIER = Fact("supplier", N_("supplier"), find=suppliers.find, help=N_("whom it was bought from"))
DOCUMENT = Fact(
    "reference",
    N_("document"),
    option="document",
    help=N_("number of the other side's paper"),
    hint=N_("number of the other side's paper"),
)
REASON = Fact("reason", N_("reason"), help=N_("why"))
WHY = REASON._replace(required=True)
TO = Fact(
    "to",
    N_("to warehouse"),
    required=True,
    offers=offered,
    but=attrgetter("warehouse"),
    help=N_("code or name of the warehouse they go to"),
)


def _quantity(title: str, hint: str, *, signed: bool = False) -> Fact:
    return Fact(
        "quantity",
        title,
        "quantity",
        required=True,
        positional=True,
        signed=signed,
        packs=True,
        help=N_("quantity in units, or in packs: 2b"),
        hint=hint,
    )


def _act(verb: str, kind: str, key: str, label: str, help: str, asks: tuple[Fact, ...], *, main: bool = False) -> Act:
    return Act(
        verb,
        label,
        help,
        _post(kind),
        key=key,
        needs=ADJUST,
        asks=asks,
        shows=("levels", "lots"),
        says=_posted,
        main=main,
    )


MUCH = _quantity(N_("quantity"), "")
PAPERS_OF_ONE_LINE = (
    _act(
        "receive",
        "receipt",
        "a",
        N_("take goods in"),
        N_("take in what was bought"),
        (_quantity(N_("quantity"), N_("how many came in")), LOT, EXPIRES, SUPPLIER, DOCUMENT, REASON, HOUSE),
        main=True,
    ),
    _act(
        "count",
        "count",
        "C",
        N_("count"),
        N_("set a figure to what was counted; a whole warehouse is counted with: ydh stock take"),
        (_quantity(N_("counted"), N_("how many are there")), LOT, EXPIRES, REASON, HOUSE),
        main=True,
    ),
    _act(
        "transfer",
        "transfer",
        "greater_than_sign",
        N_("to another warehouse"),
        N_("carry goods to another warehouse; what is reserved stays"),
        (MUCH, TO, LOT_OUT, REASON, HOUSE),
        main=True,
    ),
    _act(
        "adjust",
        "adjust",
        "E",
        N_("correct"),
        N_("correct a figure by a quantity with its sign, such as -3"),
        (_quantity(N_("more or less"), N_("with its sign, such as -3"), signed=True), LOT_OUT, EXPIRES, WHY, HOUSE),
    ),
    _act(
        "loss",
        "loss",
        "x",
        N_("write off"),
        N_("write off what is lost, broken or expired"),
        (MUCH, LOT_OUT, WHY, HOUSE),
    ),
    _act(
        "in",
        "other_in",
        "plus",
        N_("other stock-in"),
        N_("take in what was not bought, and say why"),
        (MUCH, LOT, EXPIRES, WHY, DOCUMENT, HOUSE),
    ),
    _act(
        "out",
        "other_out",
        "minus",
        N_("other stock-out"),
        N_("take out what no order asked for, and say why"),
        (MUCH, LOT_OUT, WHY, DOCUMENT, HOUSE),
    ),
)

STOCK = Noun(
    "stock",
    N_("stock"),
    N_("code of the item"),
    N_("list what is there, reserved and available"),
    N_("stock of one item in every warehouse, its lots, and its latest moves"),
    FACTS,
    _page,
    show=item_looking.show_stock,
    show_asks=(WHERE,),
    sections=(
        Section("levels", N_("stock by warehouse"), LEVELS, attrgetter("levels"), least=2),
        Section("lots", N_("lots, the first to expire first"), LOTS, attrgetter("lots")),
        Section(
            "moves",
            N_("the moves behind the figure, the latest first"),
            MOVES_OF,
            attrgetter("moves"),
            N_("nothing moved yet"),
        ),
    ),
    filters=(
        Filter(
            "short",
            N_("short"),
            "label",
            choices={"": N_("all"), "yes": N_("nothing available"), "limits": N_("outside its limits")},
            flags={
                "--short": ("yes", N_("nothing available")),
                "--outside": ("limits", N_("outside its limits")),
            },
        ),
        Filter(
            "below",
            N_("available below"),
            "quantity",
            help=N_("less than that available"),
            hint=N_("a quantity in units"),
        ),
    ),
    acts=(
        *PAPERS_OF_ONE_LINE,
        Act(
            "limits",
            N_("limits and shelf"),
            N_("set when a warning is due, and the shelf; off takes a limit away"),
            _limits,
            key="L",
            needs=ADJUST,
            asks=(
                Fact(
                    "lower",
                    N_("lower limit"),
                    "quantity",
                    off="off",
                    packs=True,
                    help=N_("warn below this"),
                    hint=N_("warn below this; empty for none"),
                ),
                Fact(
                    "upper",
                    N_("upper limit"),
                    "quantity",
                    off="off",
                    packs=True,
                    help=N_("warn above this"),
                    hint=N_("warn above this; empty for none"),
                ),
                Fact("place", N_("shelf"), help=N_("the shelf it lies on")),
                OF_ROW,
            ),
            edits=True,
            said=N_("{code} in {warehouse}: lower {lower}, upper {upper}, shelf {place}"),
            main=False,
        ),
    ),
    needs=(P.ORDER_VIEW,),
    key="sku",
    token="cursor",
    tells="cursor",
    called=lambda it: f"{it.sku} {full_name(it)}",
    text=WORDS,
    whole=True,
    empty=N_("there is no stock yet\nadd products first, then take goods in with a"),
)
