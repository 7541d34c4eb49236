"""Cases: what was wrong with what arrived. Staff settle them, a customer reads what became of its own."""

from collections.abc import Mapping, Sequence
from typing import Any

from ydh.core.cases import cases
from ydh.core.company.actors import Actor
from ydh.core.orders.views import CaseView
from ydh.core.rules.permissions import P
from ydh.core.rules.shipping import CASE_KINDS, OUTCOMES
from ydh.core.values.words import N_, label_of
from ydh.locale import values
from ydh.tui.lists.book import Book, Deed, Field, Found, Query
from ydh.tui.lists.finds import find_customer
from ydh.tui.lists.going import Go
from ydh.tui.lists.words import outcome_of
from ydh.tui.paint.parts import Column, Facts, Part, Plain

COLUMNS = (
    Column("number", N_("case"), "code", 20),
    Column("customer", N_("customer"), "text", 14, drop=1),
    Column("kind", N_("kind"), "text", 12, of=lambda row: label_of(CASE_KINDS, row.kind)),
    Column("text", N_("what is wrong"), of=lambda row: what_is_wrong(row)),
    Column("opened_at", N_("waits"), "age", 7),
    Column("outcome", N_("outcome"), "text", 10, of=outcome_of),
)
FILTERS = (
    Field(
        "state",
        N_("state"),
        kind="choice",
        choices=(("", N_("not settled")), ("settled", N_("settled")), ("both", N_("all"))),
    ),
    Field("kind", N_("kind"), kind="choice", choices=(("", N_("all")), *CASE_KINDS.items())),
    Field("customer", N_("customer code"), find=find_customer),
)
STATES = {"": True, "settled": False, "both": None}
SETTLE = (
    Field("outcome", N_("outcome"), kind="choice", choices=tuple(OUTCOMES.items())),
    Field("answer", N_("what the customer is told"), required=True),
    Field("reference", N_("number of return or order")),
)


def what_is_wrong(row: CaseView) -> str:
    """The goods with how many of them, where the case is about goods, and what was written."""
    much = f" x {values.quantity(row.quantity)}" if row.quantity else ""
    return " ".join(part for part in (f"{row.name}{much}" if row.sku else "", row.text) if part)


def _settle(actor: Actor, rows: Sequence[CaseView], answers: Mapping[str, Any]) -> None:
    cases.settle(actor, rows[0].number, answers["outcome"], answers["answer"], reference=answers["reference"])


class Cases(Book):
    """Cases, the newest first."""

    name, title = "cases", N_("cases")
    columns: tuple[Column, ...] = COLUMNS
    filters: tuple[Field, ...] = FILTERS
    needs: tuple[P, ...] = (P.ORDER_VIEW,)
    searches = False
    empty = N_("nobody has complained")
    deeds: tuple[Deed, ...] = (
        Deed(
            "settle",
            "s",
            N_("settle"),
            _settle,
            SETTLE,
            needs=cases.SETTLERS,
            main=True,
            said=N_("{what} is settled"),
            fits=lambda row: row.closed_at is None,
        ),
    )

    def page(self, actor: Actor, query: Query) -> Found:
        given: dict[str, Any] = {n: query.filters[n] for n in ("kind", "customer") if query.filters.get(n)}
        state = STATES[query.filters.get("state", "")]
        found = cases.list_cases(actor, is_open=state, after=query.after, limit=query.limit, **given)
        return Found(found.rows, bool(found.next))

    def key(self, row: CaseView) -> str:
        return row.number

    def token(self, row: CaseView) -> str:
        return row.cursor

    def style(self, row: CaseView) -> str:
        return "plain" if row.closed_at is None else "faint"

    def detail(self, actor: Actor, row: CaseView) -> Sequence[Part]:
        return case_parts(cases.show(actor, row.number))

    def enter(self, app: Any, row: CaseView) -> Any:
        return Go("order", row.order)


def case_parts(it: CaseView) -> list[Part]:
    """Everything about a case."""
    parts: list[Part] = [Plain(it.text, "strong")]
    if it.answer:
        parts.append(Plain(it.answer))
    facts = (
        (N_("kind"), label_of(CASE_KINDS, it.kind)),
        (N_("outcome"), outcome_of(it)),
        (N_("order"), it.order),
        (N_("shipment."), it.shipment),
        (N_("customer"), it.customer),
        (N_("item"), f"{it.sku} {it.name}".strip()),
        (N_("quantity"), it.quantity or ""),
        (N_("see also"), it.reference),
        (N_("by"), it.opened_by),
        (N_("since"), it.opened_at),
        (N_("settled by"), it.closed_by),
        (N_("settled"), it.closed_at),
    )
    return [*parts, Facts(facts)]


class MyCases(Cases):
    """The customer's own, open and settled."""

    name, title = "my-cases", N_("my complaints")
    columns = tuple(column for column in COLUMNS if column.name != "customer")
    filters, needs, deeds, table = (), (), (), False
    empty = N_("nothing was wrong so far\na problem is reported at the delivery: my deliveries, key H")

    def page(self, actor: Actor, query: Query) -> Found:
        found = cases.list_cases(actor, is_open=None, after=query.after, limit=query.limit)
        return Found(found.rows, bool(found.next))
