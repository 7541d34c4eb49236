"""The noun supplier: whom goods are bought from. S17.12"""

from ydh.core.company.actors import Actor
from ydh.core.partners import suppliers
from ydh.core.partners.views import SupplierView
from ydh.core.rules.facts import Fact
from ydh.core.rules.nouns import IN_USE, RESTORE, RETIRE, Act, Noun, Wanted, active
from ydh.core.rules.orders import TERMS_NAMES
from ydh.core.rules.permissions import P
from ydh.core.values.outcomes import Page
from ydh.core.values.text import key
from ydh.core.values.words import N_

MANAGE = (P.PRODUCT_MANAGE,)
FACTS = (
    Fact(
        "code",
        N_("code"),
        "code",
        asked="once",
        required=True,
        positional=True,
        width=12,
        sorts=True,
        headings=("supplier", "供应商编码"),
    ),
    Fact(
        "name",
        N_("name"),
        asked="always",
        required=True,
        positional=True,
        width=0,
        sorts=True,
        headings=("供应商名称", "名称"),
    ),
    Fact("phone", N_("phone"), asked="always", width=16, drop=1, headings=("电话",)),
    Fact(
        "terms",
        N_("payment terms"),
        "label",
        asked="always",
        choices=TERMS_NAMES,
        default="monthly",
        help=N_("when it is paid: prepaid, on_delivery or monthly"),
        width=14,
        sorts=True,
        headings=("结算方式",),
    ),
    Fact("active", N_("in use"), "yes", width=6),
)


def _page(actor: Actor, wanted: Wanted) -> Page[SupplierView]:
    found = suppliers.list_suppliers(actor, active=active(wanted))
    return Page(tuple(it for it in found if key(wanted.text) in key(f"{it.code} {it.name}")))


SUPPLIERS = Noun(
    "supplier",
    N_("suppliers"),
    N_("code of the supplier"),
    N_("list the suppliers"),
    N_("show one supplier"),
    FACTS,
    _page,
    filters=(IN_USE,),
    acts=(
        Act(
            "add",
            N_("add a supplier"),
            N_("add a supplier"),
            suppliers.add,
            on="none",
            key="a",
            needs=MANAGE,
            asks=("code", "name", "phone", "terms"),
            said=N_("{code} is added"),
        ),
        Act(
            "edit",
            N_("edit"),
            N_("change a supplier; an empty value takes it away"),
            suppliers.edit,
            key="E",
            needs=MANAGE,
            asks=("name", "phone", "terms"),
            edits=True,
            versioned=True,
            said=N_("{code} is changed"),
        ),
        RETIRE._replace(help=N_("buy nothing more from suppliers"), do=suppliers.retire, needs=MANAGE),
        RESTORE._replace(
            help=N_("buy from retired suppliers again"),
            do=suppliers.restore,
            needs=MANAGE,
            said=N_("{code} is used again"),
        ),
    ),
    needs=(P.PRODUCT_MANAGE, P.STOCK_ADJUST),
    called=lambda it: f"{it.code} {it.name}",
    tone=lambda it: "plain" if it.active else "faint",
    text=N_("words of code or name"),
    whole=True,
    empty=N_("there is no supplier\na adds one; many at once: imports, or ydh supplier import"),
)
