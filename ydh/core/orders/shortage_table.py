"""What is short: of one order, across all of them, and who waits for an item; what can be released. S07.5, S10.10"""

from operator import attrgetter

from ydh.core.rules.facts import Fact
from ydh.core.rules.orders import ORDER, SHORT_NAMES
from ydh.core.rules.workflows import names_of
from ydh.core.values.words import N_

SHORT = (
    Fact("position", N_("line"), "ordinal", width=4),
    Fact("code", N_("code"), "code", of=lambda it: it.sku, width=12),
    Fact("name", N_("name"), width=0),
    Fact("quantity", N_("ordered"), "quantity", width=9),
    Fact("short", N_("short"), "quantity", width=9),
    Fact("free", N_("free now"), "quantity", width=9),
)
RELEASE = (
    Fact("position", N_("line"), "ordinal", of=attrgetter("line.position"), width=4),
    Fact("code", N_("code"), "code", of=attrgetter("line.sku"), width=10, drop=1),
    Fact("name", N_("name"), of=lambda it: f"{it.line.name} {it.line.attributes}".strip(), width=0),
    Fact("quantity", N_("ordered"), "quantity", of=attrgetter("line.quantity"), width=9),
    Fact("released", N_("released"), "quantity", of=attrgetter("line.released"), width=9),
    Fact("left", N_("remaining"), "quantity", of=attrgetter("line.left"), width=9),
    Fact("there", N_("there now"), "quantity", width=9, tone=lambda it: "late" if it.lacks else ""),
    Fact("place", N_("shelf"), "code", width=8, most=16),
)
SHORTFALL = (
    Fact("code", N_("code"), "code", of=lambda it: it.sku, width=14),
    Fact("name", N_("name"), width=0),
    Fact("unit", N_("unit"), width=4, drop=1),
    Fact("short", N_("short"), "quantity", width=10),
    Fact("orders", N_("orders"), "integer", width=7),
    Fact("free", N_("free now"), "quantity", width=10),
)
WAITING = (
    Fact("number", N_("number"), "code", width=20),
    Fact("customer_code", N_("customer code"), "code"),
    Fact("customer", N_("customer"), width=0),
    Fact("step", N_("waits for"), "label", choices=names_of(ORDER), width=10, drop=1),
    Fact("position", N_("line"), "ordinal"),
    Fact("short", N_("short"), "quantity", width=9),
    Fact("answer", N_("the customer's answer"), "label", choices=SHORT_NAMES, width=20, drop=2),
)
