"""The noun lot: lots of goods, what expires, what is blocked, and whom each went to. S16"""

from operator import attrgetter

from ydh.core.company.actors import Actor
from ydh.core.rules.facts import Fact, Filter
from ydh.core.rules.nouns import Act, Noun, Section, Wanted, late, only
from ydh.core.rules.permissions import P
from ydh.core.rules.stock_papers import MOVES
from ydh.core.stock import lot_looking, lots
from ydh.core.stock.views import LotRow
from ydh.core.stock.warehouse_table import offered
from ydh.core.values.outcomes import Page
from ydh.core.values.words import N_

ADJUST = (P.STOCK_ADJUST,)
SOON = (("0", N_("expired")), ("30", N_("within 30 days")), ("90", N_("within 90 days")))


def _page(actor: Actor, wanted: Wanted) -> Page[LotRow]:
    given = {code: value for code, value in wanted.filters.items() if code != "kind"}
    kind = wanted.filters.get("kind") or "all"
    return lot_looking.lots(actor, **given, kind=kind, after=wanted.after, limit=wanted.limit)


def _over(it: LotRow) -> str:
    return "late" if it.days is not None and it.days < 0 else ""


FACTS = (
    Fact("lot", N_("lot"), "code", width=16),
    Fact("code", N_("code"), "code", of=attrgetter("sku")),
    Fact("name", N_("name"), seen=lambda it: f"{it.sku} {it.name}", width=0),
    Fact("expires", N_("expires"), "day", width=10),
    Fact("days", N_("days left"), "integer", width=9, drop=1, tone=_over),
    Fact("blocked", N_("blocked"), width=12, tone=lambda it: "late" if it.blocked else ""),
    Fact("warehouse", N_("warehouse"), "code", width=9),
    Fact("on_hand", N_("on hand"), "quantity", width=8),
    Fact("allocated", N_("promised"), "quantity", width=8, drop=2),
)
HERE = only(FACTS, lot=None, code=None, name=None, expires=None, days=None, blocked=None) + only(
    FACTS, warehouse=12, on_hand=9, allocated=9
)
WENT = (
    Fact("customer", N_("customer"), "code"),
    Fact("name", N_("name"), seen=lambda it: f"{it.customer} {it.name}", width=0),
    Fact("contact", N_("contact"), width=10, drop=2),
    Fact("phone", N_("phone"), "code", width=14),
    Fact("order", N_("order"), "code", width=20, drop=1),
    Fact("shipment", N_("shipment"), "code", width=20, drop=3),
    Fact("shipped_at", N_("left at"), "time", width=16),
    Fact("quantity", N_("quantity"), "quantity", width=9),
)
CAME = (
    Fact("at", N_("time"), "time", width=16),
    Fact("warehouse", N_("warehouse"), "code", width=9, drop=1),
    Fact("quantity", N_("quantity"), "quantity", width=9),
    Fact("kind", N_("kind"), "label", choices=MOVES, width=12),
    Fact("document", N_("document"), "code", width=20),
    Fact("party", N_("supplier"), width=14, drop=2),
    Fact("reason", N_("reason"), width=0),
)
SKU = Fact("sku", N_("item"), "code", asked="row", help=N_("of this item, where several have such a lot"))
WHY = Fact("reason", N_("reason"), required=True, help=N_("why"))
LAST_DAY = Fact(
    "expires",
    N_("expires"),
    "day",
    of=attrgetter("expires"),
    positional=True,
    off="off",
    option="day",
    help=N_("such as 2027-01-31, or off for none"),
    hint=N_("such as 2027-01-31; empty for never"),
)

LOTS = Noun(
    "lot",
    N_("lots"),
    N_("code of the lot"),
    N_("list the lots that are there, by item and expiry"),
    N_("one lot: where it is, which customers got it, where it came from"),
    FACTS,
    _page,
    show=lot_looking.trace,
    show_asks=(SKU,),
    sections=(
        Section("here", N_("where the lot is"), HERE, attrgetter("here")),
        Section("went", N_("whom it went to"), WENT, attrgetter("went"), N_("nobody got any of it")),
        Section("came", N_("where it came from"), CAME, attrgetter("came")),
    ),
    filters=(
        Filter(
            "within",
            N_("expires"),
            "integer",
            offers=lambda _: SOON,
            option="expiring",
            help=N_("expired within so many days"),
            hint=N_("within so many days"),
        ),
        Filter(
            "kind",
            N_("blocked"),
            "label",
            choices={"": N_("all"), "blocked": N_("blocked")},
            flags={"--blocked": ("blocked", N_("blocked ones only"))},
        ),
        Filter("sku", N_("item"), find=late("goods.looking:find_item"), help=N_("of this item only")),
        Filter("warehouse", N_("warehouse"), offers=offered, help=N_("in this warehouse only")),
    ),
    acts=(
        Act(
            "block",
            N_("block"),
            N_("keep a lot from leaving, promised shipments included"),
            lots.block,
            key="h",
            needs=ADJUST,
            asks=(WHY, SKU),
            said=N_("{lot} is blocked"),
            why_not=lambda it: N_("it is blocked already") if it.blocked else "",
        ),
        Act(
            "unblock",
            N_("unblock"),
            N_("let a blocked lot leave again"),
            lots.unblock,
            key="l",
            needs=ADJUST,
            asks=(WHY, SKU),
            said=N_("{lot} may leave again"),
            why_not=lambda it: "" if it.blocked else N_("it is not blocked"),
        ),
        Act(
            "expiry",
            N_("correct the expiry"),
            N_("correct the last day of a lot"),
            lots.set_expiry,
            key="E",
            needs=ADJUST,
            asks=(LAST_DAY, WHY, SKU),
            said=N_("{lot}: the expiry is changed"),
        ),
    ),
    needs=(P.ORDER_VIEW,),
    key="lot",
    token="cursor",
    tells="place",
    metavar="LOT",
    called=lambda it: f"{it.lot} {it.sku} {it.name}",
    empty=N_("nothing is kept by lot\nproducts say whether they are, with L"),
)
