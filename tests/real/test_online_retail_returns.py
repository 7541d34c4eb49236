"""What the buyers of a real shop sent back in a month, as returns against the orders that they belong to.

A line with a negative quantity belongs to what its customer bought of the article before, the latest first. Every one
of them is accounted for: come back as far as something was bought for it, or left with the reason.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP
from decimal import Decimal as D
from typing import NamedTuple

import pytest

from tests.kit import company as people
from tests.kit import servers
from tests.real import mapping
from tests.real.source import complaints, hired, need, orders_of, report, rows
from tests.real.test_online_retail import SOURCE, batch_of, trade
from ydh.core.audit import proof
from ydh.core.company.actors import Actor
from ydh.core.company.company import open_company
from ydh.core.orders import looking
from ydh.core.returns import asking
from ydh.core.returns import looking as return_looking
from ydh.core.returns.views import WantBack
from ydh.core.stock import looking as stock_looking
from ydh.core.values.errors import Conflict
from ydh.core.values.outcomes import Done, Seen, Target
from ydh.core.workflow.acting import act_many

CENT = D("0.01")
MANAGER = 2  # the account after the administrator's
STEPS = {"review": "order_reviewer", "finance": "finance_reviewer", "release": "keeper", "ship": "shipping_clerk"}
BACK = {"review": "order_reviewer", "dispatch": "manager", "receive": "keeper", "refund": "finance_reviewer"}


# --- the same, without ydh ---


class Piece(NamedTuple):
    """So much of a line of an invoice that came back with a credit note."""

    note: str
    invoice: str
    line: int
    sku: str
    quantity: int
    price: str

    @property
    def worth(self) -> D:
        return (D(self.price) * self.quantity).quantize(CENT, ROUND_HALF_UP)


def matched() -> tuple[list[Piece], Counter[str]]:
    """What belongs to a purchase, and how many lines with a negative quantity were matched, or why not."""
    bought: defaultdict[tuple[str, str], list[list[int]]] = defaultdict(list)
    lines: defaultdict[str, dict[tuple[str, str], list[int]]] = defaultdict(dict)  # of each invoice
    pieces, why, source = list[Piece](), Counter[str](), rows(SOURCE)
    for at, row in enumerate(source):
        customer, sku, quantity = row["CustomerID"], row["StockCode"].upper(), int(row["Quantity"])
        if customer and quantity > 0:
            its = lines[row["InvoiceNo"]]
            line = its.setdefault((sku, row["UnitPrice"]), [at, len(its) + 1, 0])  # the same again: the same line
            line[2] += quantity
            if line[2] == quantity:
                bought[customer, sku].append(line)
        elif quantity < 0:
            reason = "no customer" if not customer else "no goods" if sku in mapping.NOT_GOODS else ""
            made = [] if reason else _taken(row, bought[customer, sku], source)
            pieces += made
            whole = sum(piece.quantity for piece in made) == -quantity
            why[reason or ("whole" if whole else "in part" if made else "bought before the month")] += 1
    return pieces, why


def _taken(row: mapping.Row, bought: list[list[int]], source: Sequence[mapping.Row]) -> list[Piece]:
    """Take what comes back from the latest purchases that have it."""
    left, made = -int(row["Quantity"]), []
    for purchase in reversed(bought):
        at, line, there = purchase
        got = min(left, there)
        if got:
            purchase[2] -= got
            left -= got
            its = source[at]
            made.append(
                Piece(row["InvoiceNo"], its["InvoiceNo"], line, row["StockCode"].upper(), got, its["UnitPrice"])
            )
    return made


# --- what ydh makes of it ---


def send_back(url: str) -> None:
    """The orders that something came back of are carried to receipt, then each credit note goes its way back."""
    admin = people.administrator(url)
    crew = {role: hired(admin, role.split("_")[0], role, role) for role in set(STEPS.values()) - {"keeper"}}
    crew |= {"manager": Actor(admin.company, MANAGER), "keeper": Actor(admin.company, MANAGER + 1)}
    numbers = {ref: order.number for ref, order in orders_of(crew["manager"], batch_of(crew["manager"]).number).items()}
    pieces, _ = matched()
    orders = [numbers[ref] for ref in dict.fromkeys(piece.invoice for piece in pieces)]
    for step, role in STEPS.items():
        passed(crew[role], orders, step, {"carrier": "PICKUP"} if step == "ship" else {})
    passed(crew["manager"], orders, "receive", {})
    asked = [entered(crew["manager"], numbers, *key, their) for key, their in by_return(pieces).items()]
    for step, role in BACK.items():
        passed(crew[role], asked, step, {"carrier": "PICKUP"} if step == "dispatch" else {})
    admin.company.close()


def by_return(pieces: Sequence[Piece]) -> dict[tuple[str, str], list[Piece]]:
    """The pieces of each credit note and invoice: a return is of one order."""
    found: defaultdict[tuple[str, str], list[Piece]] = defaultdict(list)
    for piece in pieces:
        found[piece.note, piece.invoice].append(piece)
    return dict(found)


def entered(manager: Actor, numbers: dict[str, str], note: str, invoice: str, pieces: Sequence[Piece]) -> str:
    """Enter a return for a customer; a line that stands twice in the credit note is asked for once."""
    much: Counter[int] = Counter()
    for piece in pieces:
        much[piece.line] += piece.quantity
    wants = [WantBack(str(line), D(quantity)) for line, quantity in much.items()]
    return asking.ask(manager, wants, order=numbers[invoice], reason="other", text=note).number


def passed(actor: Actor, numbers: Sequence[str], step: str, answers: dict[str, str]) -> None:
    outcomes = act_many(actor, [Target(number, Seen(step)) for number in numbers], "approve", answers=answers)
    assert [outcome for outcome in outcomes if not isinstance(outcome, Done)] == []


@pytest.fixture
def shop(databases: servers.Sqlite | servers.Postgres) -> Iterator[Actor]:
    """The shop's manager; what was sent back once is looked at by every test."""
    need("online-retail")
    traded = databases.make_template("online-retail", trade)
    template = databases.make_template("online-retail-returns", send_back, base=traded)
    manager = Actor(open_company(databases.fresh(template)), MANAGER)
    yield manager
    manager.company.close()


def test_every_line_with_a_negative_quantity_is_accounted_for() -> None:
    need("online-retail")
    _, why = matched()
    assert sum(why.values()) == sum(int(row["Quantity"]) < 0 for row in rows(SOURCE)) == 798
    expected = {"whole": 298, "in part": 2, "bought before the month": 375, "no customer": 108, "no goods": 15}
    assert why == expected


def test_each_credit_note_is_a_return_of_the_order_it_belongs_to(shop: Actor) -> None:
    numbers = {order.number: ref for ref, order in orders_of(shop, batch_of(shop).number).items()}
    expected = by_return(matched()[0])
    found = {}
    for row in return_looking.list_returns(shop, limit=500):
        view = return_looking.show(shop, row.number)
        found[view.text, numbers[view.row.order]] = (row.step, Counter({x.sku: x.restocked for x in view.lines}))
    assert found.keys() == expected.keys()
    for key, pieces in expected.items():
        much: Counter[str] = Counter()
        for piece in pieces:
            much[piece.sku] += piece.quantity
        assert found[key] == ("done", much)


def test_what_was_paid_back_agrees_to_the_cent(shop: Actor) -> None:
    pieces, _ = matched()
    refunds = {row.number: row.refund for row in return_looking.list_returns(shop, limit=500)}
    assert sum(refunds.values()) == sum(piece.worth for piece in pieces)
    by_sku: defaultdict[str, D] = defaultdict(D)
    for piece in pieces:
        by_sku[piece.sku] += piece.worth
    assert dict(report(shop, "returns", "sku", "refund")) == by_sku


def test_what_came_back_is_in_stock_again(shop: Actor) -> None:
    pieces, _ = matched()
    back: Counter[str] = Counter()
    for piece in pieces:
        back[piece.sku] += piece.quantity
    for sku, quantity in back.most_common(20):
        moves = stock_looking.moves(shop, sku, limit=500).rows
        assert sum(move.quantity for move in moves if move.kind == "return") == quantity


def test_nothing_can_come_back_twice(shop: Actor) -> None:
    (piece, *_), numbers = matched()[0], orders_of(shop, batch_of(shop).number)
    number = numbers[piece.invoice].number
    line = next(it for it in looking.show(shop, number).lines if it.position == piece.line)
    with pytest.raises(Conflict):
        asking.ask(shop, [WantBack(str(piece.line), line.quantity)], order=number, reason="other")


def test_the_books_and_the_journal_are_whole(shop: Actor) -> None:
    admin = Actor(shop.company, 1)
    assert complaints(admin) == []
    assert proof.verify(admin) == []
