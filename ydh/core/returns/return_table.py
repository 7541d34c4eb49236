"""The noun return: what is known of one, what narrows a list of them, its lines and where what came went."""

from collections.abc import Sequence
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.orders.order_sections import full_name
from ydh.core.returns.views import ReturnLineView, ReturnRow, ReturnView
from ydh.core.rules.facts import FROM_DAY, TO_DAY, Fact, Filter
from ydh.core.rules.machine import DONE, DRAFT, VOID
from ydh.core.rules.nouns import Act, Noun, Section, Wanted, late, only
from ydh.core.rules.permissions import P
from ydh.core.rules.returns import KIND_NAMES, REASON_NAMES, RETURN, STAGES
from ydh.core.rules.workflows import names_of
from ydh.core.values.outcomes import Page
from ydh.core.values.words import N_

STEPS = names_of(RETURN)

FACTS = (
    Fact("number", N_("number"), "code", width=20),
    Fact("order", N_("order"), "code"),
    Fact("customer_code", N_("customer code"), "code"),
    Fact("customer", N_("customer"), width=0),
    Fact("kind", N_("kind"), "label", choices=KIND_NAMES, width=10, drop=1),
    Fact("step", N_("waits for"), "label", choices=STEPS, width=19),
    Fact("reason", N_("reason"), "label", choices=REASON_NAMES, width=12, drop=2),
    Fact("total", N_("comes to"), "money", width=12),
    Fact("refund", N_("refund"), "money", seen=lambda row: row.refund or None),
    Fact("business_date", N_("date"), "day"),
    Fact("since", N_("since"), "time"),
    Fact("assigned", N_("assigned to")),
    Fact("revision", N_("revision"), "ordinal"),
)
MORE = (
    Fact("ref", N_("number elsewhere"), "code"),
    Fact("text", N_("what happened"), "note"),
    Fact("created_by", N_("entered by")),
    Fact("submitted_at", N_("submitted"), "time"),
    Fact("return_address", N_("return address")),
    Fact("carrier", N_("carrier")),
    Fact("tracking", N_("tracking number")),
    Fact("dispatched_at", N_("sent at"), "time"),
    Fact("received_at", N_("came at"), "time"),
    Fact("closed_at", N_("settled"), "time"),
    Fact("replacement", N_("replaced by"), "code"),
    Fact("payment", N_("payment"), "code"),
    Fact("policy", N_("what the company promises"), "note"),
)
LINE = (
    Fact("position", N_("line"), "ordinal", width=4),
    Fact("order_line", N_("order line"), "ordinal"),
    Fact("sku", N_("item"), "code", width=12, drop=1),
    Fact("name", N_("name"), seen=full_name, width=0),
    Fact("quantity", N_("asked back"), "quantity", width=9),
    Fact("unit", N_("unit"), width=4),
    Fact("allowed", N_("allowed"), "quantity", seen=lambda line: line.allowed or None, width=8),
    Fact("sent", N_("sent"), "quantity"),
    Fact("came", N_("came in"), "quantity", seen=lambda line: line.came or None, width=8),
    Fact("restocked", N_("into stock"), "quantity", seen=lambda line: line.restocked or None),
    Fact("scrapped", N_("scrapped"), "quantity", seen=lambda line: line.scrapped or None),
    Fact("repair", N_("to repair"), "quantity", seen=lambda line: line.repair or None),
    Fact("refunded", N_("paid back"), "quantity"),
    Fact("price", N_("price"), "price"),
    Fact("discount", N_("discount"), "percent"),
    Fact("worth", N_("comes to"), "money", width=12),
    Fact("amount", N_("refund"), "money"),
    Fact("reason", N_("reason"), "label", choices=REASON_NAMES, width=12, drop=2),
    Fact("swap", N_("wanted instead"), "code"),
    Fact("lot", N_("lot"), "code"),
    Fact("note", N_("note")),
    Fact("guarantee", N_("guarantee")),
)
WENT = only(LINE, position=4, sku=12, name=0, came=9, restocked=9, scrapped=9, repair=9, lot=12)
SAID = only(LINE, position=4, name=20, swap=14, note=0, guarantee=0)


RETURNABLE = (
    Fact("position", N_("line"), "ordinal", width=4),
    Fact("sku", N_("item"), "code", width=12, drop=1),
    Fact("name", N_("name"), width=0),
    Fact("shipped", N_("shipped"), "quantity", width=9),
    Fact("returned", N_("asked back"), "quantity", width=9),
    Fact("left", N_("can come back"), "quantity", width=9),
    Fact("until", N_("until"), "day", width=10),
    Fact("guarantee", N_("guarantee"), width=0),
)


def _came(view: ReturnView) -> Sequence[ReturnLineView]:
    return [line for line in view.lines if line.came] if view.received_at is not None else ()


def _said(view: ReturnView) -> Sequence[ReturnLineView]:
    return [line for line in view.lines if line.swap or line.note or line.guarantee]


_SEND = Fact("send_to", N_("send it to"), of=lambda it: it.return_address if it.row.step == "dispatch" else "")
SECTIONS = (
    Section("send_to", "", (_SEND,), before=True, data=False),
    Section("", "", MORE),
    Section("lines", "", LINE, lambda view: view.lines, main=True),
    Section("went", N_("What came"), WENT, _came, data=False),
    Section("said", N_("what is said of the lines"), SAID, _said, data=False),
)
FILTERS = (
    Filter("customer", N_("customer code"), find=late("partners.customers:matching")),
    Filter("order", N_("order"), "code", help=N_("the order that they belong to")),
    FROM_DAY,
    TO_DAY,
    Filter(
        "step",
        N_("waits for"),
        "label",
        choices=STEPS,
        also=("--status",),
        help=N_("the step they wait for, or draft, done, void"),
    ),
    Filter("kind", N_("kind"), "label", choices=KIND_NAMES, help=N_("refund_only, return_and_refund or exchange")),
    Filter("reason", N_("reason"), "label", choices=REASON_NAMES, help=N_("why they come back")),
    Filter(
        "assigned",
        N_("for"),
        "label",
        choices={"": N_("everybody"), "me": N_("me")},
        flags={"--mine": ("me", N_("assigned to me"))},
    ),
    Filter(
        "overdue",
        N_("overdue"),
        "label",
        choices={"": N_("all"), "yes": N_("only overdue")},
        flags={"--overdue": ("yes", N_("those that wait at their step for longer than it may take"))},
    ),
    Filter(
        "open",
        N_("which returns"),
        "label",
        choices={"": N_("all"), "yes": N_("only those under way")},
        flags={"--open": ("yes", N_("only those under way"))},
    ),
)
ACTS = (
    Act(
        "assign",
        N_("assign"),
        N_("give a return to somebody who may approve at its step, or to nobody"),
        late("workflow.assigning:assign"),
        on="many",
        key="A",
        needs=(P.ORDER_ASSIGN,),
        asks=(
            Fact("login", N_("sign-in name, empty for nobody"), find=late("workflow.assigning:colleagues")),
            Fact("reason", N_("reason")),
        ),
        document=True,
        main=False,
        by_hand="command",
    ),
)


def _page(actor: Actor, wanted: Wanted) -> Page[ReturnRow]:
    from ydh.core.returns import looking

    given: dict[str, Any] = dict(wanted.filters)
    given["only_open"] = bool(given.pop("open", ""))
    given["overdue"] = bool(given.get("overdue"))
    return looking.page(actor, text=wanted.text, limit=wanted.limit, after=wanted.after, **given)


RETURNS = Noun(
    "return",
    N_("all returns"),
    N_("the return's number"),
    N_("list returns: a step's queue by arrival, else the newest first"),
    N_("show one return: its lines and what became of them"),
    FACTS,
    _page,
    show=late("returns.looking:show"),
    row="row",
    sections=SECTIONS,
    filters=FILTERS,
    acts=ACTS,
    needs=(P.ORDER_VIEW,),
    key="number",
    token="cursor",
    metavar="NUMBER",
    tone=lambda row: "faint" if row.step in (DRAFT, VOID, DONE) else "plain",
    text=N_("a part of the number or of the customer's name"),
    text_option="--text",
    whole=True,
    empty=N_("no return yet\na customer, or staff from an order's screen, asks for one"),
)

_WIDTHS = {"number": (20, 0), "order": (20, 1), "step": (0, 0), "kind": (10, 2), "total": (12, 0)}
_STAGE: dict[str, Any] = {"title": N_("where it is"), "choices": STAGES}


def _mine(fact: Fact) -> Fact:
    width, drop = _WIDTHS.get(fact.code, (None, 0))
    return fact._replace(width=width, drop=drop, **(_STAGE if fact.code == "step" else {}))


MY_RETURNS = RETURNS._replace(
    name="my-returns",
    title=N_("my returns"),
    facts=tuple(map(_mine, FACTS)),
    filters=tuple(each for each in FILTERS if each.code == "open"),
    acts=(),
    needs=(),
    whole=False,
    empty=N_("no return yet\nopen an order that has arrived and press B"),
)
