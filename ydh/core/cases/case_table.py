"""The noun case: what was wrong with what arrived, and what became of it. S16.14, S17.15"""

from typing import Any

from ydh.core.cases import cases
from ydh.core.company.actors import Actor
from ydh.core.orders.order_sections import CASE
from ydh.core.orders.views import CaseView
from ydh.core.rules.facts import Fact, Filter
from ydh.core.rules.nouns import Act, Noun, Wanted, late
from ydh.core.rules.permissions import P
from ydh.core.rules.shipping import CASE_KINDS, OUTCOMES
from ydh.core.values.outcomes import Page
from ydh.core.values.quantities import plain
from ydh.core.values.words import N_, Label

OPEN = {"": True, "settled": False, "both": None}


def what_is_wrong(row: CaseView) -> str:
    """The goods with how many of them, where the case is about goods, and what was written."""
    much = f" x {plain(row.quantity):f}" if row.quantity else ""
    return " ".join(part for part in (f"{row.name}{much}" if row.sku else "", row.text) if part)


def _outcome(it: CaseView) -> Label:
    return Label(OUTCOMES[it.outcome], it.outcome) if it.outcome else Label(N_("not settled"), "open")


_CASE = {fact.code: fact for fact in CASE}
_LISTED: dict[str, dict[str, Any]] = {
    "number": {"width": 20},
    "kind": {"width": 12},
    "order": {"width": None},
    "shipment": {"width": None},
    "customer": {"width": 14, "drop": 1},
    "position": {"width": None},
    "sku": {"width": None},
    "quantity": {"width": None},
    "text": {"width": 0, "seen": what_is_wrong},
    "opened_at": {"width": 8, "ages": True},
    "outcome": {"width": 10, "of": _outcome, "seen": None},
}
FACTS = (
    *(_CASE[code]._replace(**given) for code, given in _LISTED.items()),
    *(fact._replace(width=None, listed=False) for fact in CASE if fact.code not in _LISTED),
)
FILTERS = (
    Filter(
        "state",
        N_("state"),
        "label",
        choices={"": N_("not settled"), "settled": N_("settled"), "both": N_("all")},
        flags={
            "--settled": ("settled", N_("those that are settled")),
            "--all": ("both", N_("open and settled ones")),
        },
    ),
    Filter("kind", N_("kind"), "label", choices=CASE_KINDS, help=N_("short, damaged, wrong, expiring or other")),
    Filter("customer", N_("customer code"), find=late("partners.customers:matching")),
)
ACTS = (
    Act(
        "settle",
        N_("settle"),
        N_("settle a case; the customer reads the answer"),
        cases.settle,
        key="a",
        needs=cases.SETTLERS,
        asks=(
            Fact(
                "outcome",
                N_("outcome"),
                "label",
                required=True,
                choices=OUTCOMES,
                help=N_("credited, replaced, returned or rejected"),
            ),
            Fact("answer", N_("what the customer is told"), required=True),
            Fact(
                "reference",
                N_("number of return or order"),
                "code",
                help=N_("number of the return, or of the order that replaces the goods"),
            ),
        ),
        said=N_("{number} is settled"),
        why_not=lambda row: "" if row.closed_at is None else N_("it is settled already"),
    ),
    Act(
        "open",
        N_("report a problem"),
        N_("report what is wrong with an order, a shipment or a line of them"),
        cases.open_case,
        on="none",
        key="H",
        needs=cases.OPENERS,
        asks=(
            Fact(
                "name",
                N_("number of the order or the shipment"),
                "code",
                required=True,
                positional=True,
                option="number",
            ),
            Fact(
                "kind",
                N_("what kind of problem"),
                "label",
                required=True,
                choices=CASE_KINDS,
                help=N_("short, damaged, wrong, expiring or other"),
            ),
            Fact("text", N_("what is wrong"), required=True),
            Fact("position", N_("line"), "integer", option="line", help=N_("which line")),
            Fact(
                "quantity",
                N_("how much of it"),
                "quantity",
                packs=True,
                help=N_("how much of the line, in units, or in packs: 2b"),
                hint="2",
            ),
        ),
        said=N_("{number} is open"),
        main=False,
    ),
)


def _page(actor: Actor, wanted: Wanted) -> Page[CaseView]:
    given = dict(wanted.filters)
    state = OPEN[given.pop("state", "")]
    return cases.list_cases(actor, is_open=state, after=wanted.after, limit=wanted.limit, **given)


CASES = Noun(
    "case",
    N_("cases"),
    N_("number of the case"),
    N_("list cases: those that are open, unless told otherwise"),
    N_("everything about one case"),
    FACTS,
    _page,
    show=cases.show,
    filters=FILTERS,
    acts=ACTS,
    needs=(P.ORDER_VIEW,),
    key="number",
    token="cursor",
    metavar="NUMBER",
    tone=lambda row: "plain" if row.closed_at is None else "faint",
    whole=True,
    empty=N_("nobody has complained"),
)


def _all_of_mine(actor: Actor, wanted: Wanted) -> Page[CaseView]:
    return _page(actor, wanted._replace(filters={"state": "both"}))


MY_CASES = CASES._replace(
    name="my-cases",
    title=N_("my complaints"),
    facts=tuple(fact._replace(width=None) if fact.code == "customer" else fact for fact in FACTS),
    page=_all_of_mine,
    filters=(),
    acts=(),
    needs=(),
    whole=False,
    empty=N_("nothing was wrong so far\na problem is reported at the delivery: my deliveries, key H"),
)
