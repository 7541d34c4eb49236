"""The noun entry: who did what, when, with what was before and after; the seals over all of it. S15.22"""

from typing import Any

from ydh.core.audit import entries
from ydh.core.audit.proof import KINDS
from ydh.core.audit.views import LogRow
from ydh.core.audit.words import ACTIONS, action_word
from ydh.core.company.actors import Actor
from ydh.core.rules.facts import FROM_DAY, TO_DAY, Fact, Filter
from ydh.core.rules.nouns import Act, Noun, Wanted, late
from ydh.core.rules.permissions import P
from ydh.core.values.outcomes import Page
from ydh.core.values.words import N_, Label

LEVELS = {"ok": N_("ok"), "warning": N_("warning"), "error": N_("error")}


def _page(actor: Actor, wanted: Wanted) -> Page[LogRow]:
    return entries.entries(actor, after=wanted.after, limit=wanted.limit, **wanted.filters)


def _erase(actor: Actor, code: str) -> dict[str, Any]:
    return {"code": code, "count": entries.erase_personal(actor, code)}


BY = Fact("by", N_("by"), "code", width=8)
AT = Fact("at", N_("time"), "time", width=16)
FACTS = (
    AT,
    BY,
    Fact("kind", N_("kind"), "label", width=8, drop=1),
    Fact("subject", N_("of what"), "code", width=20),
    Fact("seq", N_("entry"), "integer"),
    Fact("action", N_("action"), "code", seen=lambda it: Label(action_word(it.action), it.action), width=12, most=22),
    Fact("step", N_("step"), "label"),
    Fact("to", N_("to."), "label"),
    Fact("details", N_("details"), of=lambda it: it.body, width=0),
)
# what an entry changed: the field, what it was before and after
CHANGES = (
    Fact("field", N_("field"), of=lambda it: it[0], width=24),
    Fact("old", N_("before"), of=lambda it: it[1], width=0),
    Fact("new", N_("after"), of=lambda it: it[2], width=0),
)
# a seal: it covers every entry before it with one digest
SEAL = (
    Fact("number", N_("number"), "ordinal", width=6),
    AT,
    BY._replace(width=10),
    Fact("count", N_("entries"), "integer", width=9),
    Fact("digest", N_("digest"), "code", width=0),
)
# what a check found
FINDING = (
    Fact("level", N_("level"), "label", choices=LEVELS, width=8),
    Fact("check", N_("check"), "label", width=12),
    Fact("subject", N_("of what"), "code", width=20),
    Fact("finding", N_("finding"), of=lambda it: str(it), width=0),
)
CUSTOMER = Fact(
    "code",
    N_("customer"),
    "code",
    required=True,
    positional=True,
    find=late("partners.customers:matching"),
    option="customer",
    help=N_("code of the customer"),
)

JOURNAL = Noun(
    "entry",
    N_("journal"),
    N_("of what"),
    N_("the journal, newest entries first"),
    "",
    FACTS,
    _page,
    columns=("at", "by", "action", "kind", "subject", "details"),
    filters=(
        Filter(
            "by",
            N_("by"),
            find=late("workflow.assigning:colleagues"),
            option="who",
            help=N_("by this account, system or clock"),
            hint="zhangsan",
        ),
        Filter(
            "document",
            N_("number or code"),
            help=N_("of this order or shipment; with --kind of anything"),
            hint="DH-O-20261124-000001",
        ),
        Filter(
            "kind",
            N_("kind"),
            choices=KINDS,
            help=N_("of this kind: order, customer, product, sku, account ..."),
        ),
        Filter(
            "action", N_("action"), offers=lambda _: tuple(ACTIONS.items()), help=N_("what was done, such as approve")
        ),
        FROM_DAY,
        TO_DAY,
    ),
    acts=(
        Act(
            "erase",
            N_("erase personal values"),
            N_("erase a customer's personal values from the journal; its proof stays whole"),
            _erase,
            on="none",
            key="Z",
            needs=(P.CUSTOMER_MANAGE,),
            asks=(CUSTOMER,),
            said=N_("{count} personal values of {code} are erased"),
            question=N_("The personal values of this customer in the journal will be gone for good. Go on?"),
            main=False,
        ),
    ),
    needs=(P.AUDIT_VIEW,),
    key="subject",
    tells="before",
    token="before",
    whole=True,
    empty=N_("nothing was written yet\nf looks for something else"),
    command="audit",
)
