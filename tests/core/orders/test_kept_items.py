"""A paper reads for ever as it read on its day, whatever becomes of the catalogue and of the customer's name."""

from decimal import Decimal as D
from typing import Any

import pytest

from tests.kit.company import product
from tests.kit.orders import Crew, want
from tests.kit.returning import Counter, back, make_counter
from tests.kit.trail import sql
from ydh.core.cases import cases
from ydh.core.company.actors import Actor, who
from ydh.core.goods import products, skus
from ydh.core.goods.product_bulk import put_products
from ydh.core.goods.views import PutProduct
from ydh.core.orders import cart, editing, looking
from ydh.core.orders.entering import place
from ydh.core.partners import customers
from ydh.core.reports import reports
from ydh.core.returns import asking
from ydh.core.returns import looking as returns
from ydh.core.shipping import pick_looking, shipments
from ydh.core.stock import paper_looking, papers
from ydh.core.stock.views import PaperLine
from ydh.core.values.errors import Conflict
from ydh.core.workflow import queues


@pytest.fixture
def counter(company: Actor) -> Counter:
    return make_counter(company)


def rename_all(crew: Crew, *codes: str) -> None:
    """Everything that a paper shows is called otherwise from now on, but for units."""
    customers.edit(crew.business_manager, "C1", name="新字号")
    for code in codes:
        products.edit(crew.business_manager, code, name=f"新{code}")
        skus.edit(crew.business_manager, code, attributes={"年份": "新"}, pack_size=D(6), pack_unit="袋")


def test_what_was_written_reads_as_it_read(counter: Counter) -> None:
    # an order on its way, one that waits, a return, a free return, a stock paper, a case, and lists of them
    crew = counter.crew
    arrived, waits = counter.delivered(10, want("T2", 3)), crew.at_step("release", 4)
    ready = crew.show(crew.at_step("ship", 2)).shipments[0].number
    asked = counter.ask(arrived)
    free = asking.ask(counter.reviewer, [back("T2", 1, price=D(5))], customer="C1", reason="other").number
    paper = papers.post_paper(crew.outbound_reviewer, "receipt", [PaperLine("T1", D(5))]).number
    case = cases.open_case(counter.buyer, arrived, "damaged", "破了", position=2, quantity=D(1))
    admin = crew.admin

    def read() -> list[Any]:
        here = [looking.show(admin, number) for number in (arrived, waits)] + [looking.list_orders(admin)]
        here += [returns.show(admin, number) for number in (asked, free)] + [returns.list_returns(admin)]
        here += [returns.returnable(admin, arrived)]
        here += [shipments.show(admin, part.number) for part in crew.show(arrived).shipments]
        here += [shipments.list_shipments(admin), pick_looking.show(crew.shipping_clerk, ready)]
        here += [pick_looking.queue(admin).rows, paper_looking.paper(admin, paper).lines]
        here += [cases.show(admin, case), queues.queue(admin, "order", "release").rows]
        here += [queues.queue(admin, "return", "review").rows]
        here += [reports.run(admin, name).rows for name in ("products", "customers", "returns")]
        return here

    before = read()
    rename_all(crew, "T1", "T2")
    for then, now in zip(before, read(), strict=True):
        assert now == then
    assert "新" not in str(before)


def test_new_papers_have_the_new_words(counter: Counter) -> None:
    crew = counter.crew
    draft = editing.draft(counter.buyer, [want("T1", 2)]).number
    cart.add(counter.buyer, [want("T2", 1)])
    rename_all(crew, "T1", "T2")
    assert "新" in cart.show(counter.buyer).lines[0].name
    assert crew.show(draft).lines[0].name == "商品T1"
    row = crew.show(editing.submit(counter.buyer, draft).number)
    assert (row.lines[0].name, row.lines[0].attributes, row.row.customer) == ("新T1", "新", "新字号")


def test_a_customer_is_found_by_its_name_then_and_now(counter: Counter) -> None:
    number = counter.crew.place(2)
    rename_all(counter.crew)
    for text in ("客户c1", "新字号"):
        assert [row.number for row in looking.list_orders(counter.crew.admin, text=text)] == [number]


def used(crew: Crew) -> str:
    """An item of which a single dozen was there and was sold: nothing is left of it."""
    product(crew.admin, "U1", stock="12")
    place(crew.buyer, [want("U1", 12)])
    (row,) = looking.list_orders(crew.admin, limit=1)
    return crew.carry(row.number, "done")


def test_a_done_order_of_bottles_does_not_become_one_of_dozens(counter: Counter) -> None:
    number = used(counter.crew)
    skus.edit(counter.crew.business_manager, "U1", unit_name="打")
    (line,) = counter.crew.show(number).lines
    assert (line.quantity, line.unit) == (12, "盒")


def test_a_unit_stays_while_something_is_on_hand_or_open(counter: Counter) -> None:
    crew = counter.crew
    product(crew.admin, "U1", stock="12")
    manager = crew.business_manager

    def refused() -> str:
        with pytest.raises(Conflict) as error:
            skus.edit(manager, "U1", unit_name="打")
        row = PutProduct("U1", "U1", unit="打")
        (bulk,) = crew.admin.company.write(lambda unit: put_products(unit, who(unit, manager), [row]))
        assert isinstance(bulk, Conflict)
        assert bulk.id == error.value.id
        return error.value.id

    assert refused() == "unit-on-hand"
    number = place(crew.buyer, [want("U1", 12)]).number
    crew.carry(number, "receive")
    assert refused() == "unit-open"
    skus.edit(manager, "U1", pack_size=D(6))  # boxes are of another size from now on: papers keep theirs


def test_a_unit_without_a_name_gets_one(counter: Counter) -> None:
    product(counter.crew.admin, "U1", unit="")
    skus.edit(counter.crew.business_manager, "U1", unit_name="瓶")


def test_a_report_does_not_add_up_bottles_and_dozens(counter: Counter) -> None:
    crew = counter.crew
    used(crew)
    skus.edit(crew.business_manager, "U1", unit_name="打")
    papers.receive_stock(crew.outbound_reviewer, "U1", D(2))
    place(crew.buyer, [want("U1", 2)])
    found = reports.run(crew.admin, "products")
    names = [column.name for column in found.columns]
    rows = [dict(zip(names, row, strict=True)) for row in found.rows]
    assert sorted((it["sku"], it["unit"], it["quantity"], it["lines"]) for it in rows) == [
        ("U1", "打", 2, 1),
        ("U1", "盒", 12, 1),
    ]


def test_a_free_return_and_a_substitute_keep_their_item(counter: Counter) -> None:
    free = asking.ask(counter.reviewer, [back("T2", 1, price=D(5))], customer="C1", reason="other").number
    rows = sql(counter.crew.admin, "SELECT code, name, unit, pack_size, pack_unit FROM return_line")
    assert rows == [("T2", "商品T2", "盒", 12000, "箱")]
    assert counter.show(free).lines[0].name == "商品T2"
