"""The noun order: what is known of one, what narrows a list of them, what is done beside the workflow. S16.5, S19.10"""

from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.orders.order_sections import SECTIONS
from ydh.core.orders.views import OrderRow
from ydh.core.rules.facts import FROM_DAY, TO_DAY, Fact, Filter
from ydh.core.rules.holds import CANCELLATION, EXCEPTION
from ydh.core.rules.machine import DONE, DRAFT, VOID
from ydh.core.rules.nouns import Act, Noun, Wanted, late
from ydh.core.rules.orders import CHANNEL_NAMES, ORDER, STAGES
from ydh.core.rules.permissions import P
from ydh.core.rules.workflows import names_of
from ydh.core.values.outcomes import Page
from ydh.core.values.words import N_, Label

STEPS = names_of(ORDER)
_find_customer = late("partners.customers:matching")

FACTS = (
    Fact("number", N_("number"), "code", width=20),
    Fact("customer_code", N_("customer code"), "code"),
    Fact("customer", N_("customer"), width=0, sorts=True),
    Fact("step", N_("waits for"), "label", choices=STEPS, width=14, most=21),
    Fact("total", N_("total"), "money", width=12, sorts=True),
    Fact("business_date", N_("date"), "day", width=10, drop=2, sorts=True),
    Fact("since", N_("since"), "time", width=16, drop=3, sorts=True),
    Fact(
        "held",
        N_("state"),
        "integer",
        seen=lambda row: Label(N_("held."), "held") if row.held else "",
        tone=lambda row: "held",
        width=6,
        drop=1,
    ),
    Fact("channel", N_("channel"), "label", choices=CHANNEL_NAMES),
    Fact("assigned", N_("assigned to")),
    Fact("urgent", N_("urgent"), "yes"),
    Fact("revision", N_("revision"), "ordinal"),
)
FILTERS = (
    Filter("customer", N_("customer code"), find=_find_customer),
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
    Filter("channel", N_("channel"), "label", choices=CHANNEL_NAMES, help=N_("how they came in")),
    Filter("held", N_("held"), "yes", help=N_("only those held, or not held")),
    Filter("over", N_("amount over"), "money", help=N_("total above this amount")),
    Filter("under", N_("amount under"), "money", help=N_("total below this amount")),
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
        N_("which orders"),
        "label",
        choices={"": N_("all"), "yes": N_("only those under way")},
        flags={"--open": ("yes", N_("only those under way"))},
    ),
)
_NOTE = (
    Fact(
        "text", N_("note"), "note", required=True, positional=True, help=N_("what to note, or - to read it from stdin")
    ),
    Fact("shared", N_("the customer sees it too"), "yes"),
    Fact("position", N_("line"), "ordinal", option="line", help=N_("the line's position")),
    Fact("with_whom", N_("with whom"), option="with", help=N_("with whom you spoke")),
    Fact("how", N_("how"), help=N_("how, such as by phone")),
    Fact("result", N_("result"), help=N_("what came of it")),
)
_REASON = Fact("reason", N_("reason"), required=True, help=N_("why"))
_HOLDS = {kind.code: kind.label for kind in ORDER.holds}
LIFTERS = ORDER.rights_of(by for kind in ORDER.holds for by in kind.lifted_by)  # who can lift some hold at some step


def _not_to_cancel(row: Any) -> str:
    return "" if row.step in ORDER.hold(CANCELLATION).opened_at else N_("it was not reviewed yet, or has left")


ACTS = (
    Act(
        "hold",
        N_("hold"),
        N_("hold orders because of a problem; say which"),
        late("workflow.holds:hold"),
        on="many",
        key="h",
        asks=(_REASON,),
        document=True,
        main=False,
    ),
    Act(
        "release-hold",
        N_("release hold"),
        N_("lift a hold: the order goes on where it stood"),
        late("workflow.holds:release_hold"),
        key="l",
        asks=(
            Fact("kind", N_("hold"), "label", choices=_HOLDS, default=EXCEPTION, help=N_("which hold")),
            Fact("answer", N_("what settled it"), help=N_("what was decided")),
        ),
        by_hand="screen",
        document=True,
        main=False,
        why_not=lambda row: "" if row.held else N_("nothing holds it"),
    ),
    Act(
        "note",
        N_("note"),
        N_("write a note on an order or a line: a remark, or a contact with whom, how and result"),
        late("orders.notes:note"),
        on="many",
        key="n",
        asks=_NOTE,
        said=N_("noted on {number}"),
        main=False,
    ),
    Act(
        "confirm",
        N_("the customer's yes"),
        N_("the customer's yes to an order that staff entered"),
        late("workflow.holds:confirm"),
        key="Y",
        asks=(
            Fact("who_said", N_("who said it"), option="who", help=N_("who said yes")),
            Fact("how", N_("how"), help=N_("how, such as by phone")),
            Fact("evidence", N_("what shows it")),
        ),
        document=True,
        main=False,
        why_not=lambda row: "" if row.held else N_("nothing holds it"),
    ),
    Act(
        "ask-cancel",
        N_("ask to cancel"),
        N_("ask for the cancellation of an order that was reviewed; say why"),
        late("workflow.holds:ask_cancellation"),
        key="Q",
        asks=(_REASON,),
        document=True,
        main=False,
        why_not=_not_to_cancel,
    ),
    Act(
        "refuse-cancel",
        N_("refuse the cancellation"),
        N_("refuse the cancellation that the customer asked for: the order goes on"),
        late("workflow.holds:refuse_cancellation"),
        asks=(Fact("reason", N_("reason"), help=N_("why")),),
        document=True,
        by_hand="screen",
        main=False,
        why_not=lambda row: "" if row.held else N_("nothing holds it"),
    ),
    Act(
        "assign",
        N_("assign"),
        N_("give an order to somebody who may approve at its step, or to nobody"),
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
    Act(
        "overtake",
        N_("move to the front"),
        N_("put an order at the front of its queue; say why"),
        late("orders.notes:overtake"),
        key="O",
        needs=(P.ORDER_ASSIGN,),
        asks=(_REASON,),
        document=True,
        main=False,
    ),
)


def _page(actor: Actor, wanted: Wanted) -> Page[OrderRow]:
    from ydh.core.orders import looking

    given: dict[str, Any] = dict(wanted.filters)
    given["only_open"] = bool(given.pop("open", ""))
    given["overdue"] = bool(given.get("overdue"))
    return looking.page(actor, text=wanted.text, sort=wanted.sort, limit=wanted.limit, after=wanted.after, **given)


ORDERS = Noun(
    "order",
    N_("all orders"),
    N_("the order's number"),
    N_("list orders: a step's queue by arrival, else the newest first"),
    N_("show one order: its lines, holds, shipments and notes"),
    FACTS,
    _page,
    show=late("orders.looking:show"),
    row="row",
    sections=SECTIONS,
    filters=FILTERS,
    acts=ACTS,
    needs=(P.ORDER_VIEW,),
    key="number",
    owner="order",
    token="cursor",
    metavar="NUMBER",
    tone=lambda row: "faint" if row.step in (DRAFT, VOID, DONE) else "plain",
    text=N_("a part of the number or of the customer's name"),
    text_option="--text",
    whole=True,
    empty=N_("no order yet\na customer's cart or `enter an order` makes one"),
)

_WIDTHS = {"number": 20, "business_date": 10, "step": 0, "held": 7, "total": 12}
_STAGE: dict[str, Any] = {"title": N_("where it is"), "choices": STAGES}


def _mine(fact: Fact) -> Fact:
    return fact._replace(width=_WIDTHS.get(fact.code), drop=0, **(_STAGE if fact.code == "step" else {}))


MY_ORDERS = ORDERS._replace(
    name="my-orders",
    title=N_("my orders"),
    facts=tuple(map(_mine, FACTS)),
    filters=tuple(each for each in FILTERS if each.code == "open"),
    acts=(),
    needs=(),
    whole=False,
    empty=N_("no order yet\nesc goes back to the goods"),
)
