"""What waits at a step, as a table: of every step of every workflow, and orders that something holds."""

from ydh.core.rules.facts import FROM_DAY, TO_DAY, Fact, Filter
from ydh.core.rules.nouns import late
from ydh.core.rules.orders import ORDER
from ydh.core.rules.workflows import names_of
from ydh.core.values.words import N_

FACTS = (
    Fact("number", N_("number"), "code", width=20),
    Fact("customer", N_("customer"), width=0),
    Fact("step", N_("waits for"), "label", choices=names_of(ORDER), width=12, most=21),
    Fact("total", N_("total"), "money", width=12, drop=1),
    Fact("since", N_("waits"), "time", ages=True, width=7),
    Fact("due", N_("state"), "time", width=9),
    Fact("assigned", N_("for"), width=8, drop=2),
)
FILTERS = (
    Filter("customer", N_("customer code"), find=late("partners.customers:matching")),
    FROM_DAY,
    TO_DAY,
    Filter("assigned", N_("for"), "label", choices={"": N_("everybody"), "me": N_("me")}),
    Filter("overdue", N_("overdue"), "label", choices={"": N_("all"), "yes": N_("only overdue")}),
    Filter("held", N_("held"), "label", choices={"": N_("all"), "yes": N_("only held"), "no": N_("not held")}),
)
SORTS = (
    ("age", N_("age")),
    ("amount", N_("amount")),
    ("-amount", N_("amount")),
    ("customer", N_("customer")),
    ("-customer", N_("customer")),
)
