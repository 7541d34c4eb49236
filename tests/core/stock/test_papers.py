"""Stock papers on both databases: every change has its document, and none touches what is reserved or promised."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal as D
from io import BytesIO

import pytest

from tests.kit import company as company_data
from tests.kit import servers
from tests.kit.shop import Shop, entries, figures, open_shop, the_books_balance
from ydh.core.administration import settings
from ydh.core.company.actors import Actor
from ydh.core.files.paper_files import read_lines
from ydh.core.goods import keeping, products
from ydh.core.goods.views import Variant
from ydh.core.stock import levels, looking, lot_looking, lots, paper_looking, papers, stocktake, warehouses
from ydh.core.stock.views import PaperLine
from ydh.core.values.errors import Conflict, Invalid, Many, NotAllowed, NotFound, Shortage, Stale, WrongStep
from ydh.store.engine.database import Unit

SOON, LATER = date(2027, 1, 31), date(2028, 1, 31)
A = 1  # the id of the first item


@pytest.fixture
def shop(databases: servers.Sqlite | servers.Postgres) -> Iterator[Shop]:
    made = open_shop(databases)
    for code in ("A", "B"):
        products.add(made.manager, code, f"商品{code}", Variant(price=D(1), unit="盒"))
    products.add(made.manager, "L", "鲜奶", Variant(price=D(1), unit="盒"), keeping={"lots": True})
    warehouses.add(made.keeper, "WEST", "西仓")
    yield made
    made.manager.company.close()


def boss(shop: Shop) -> Actor:
    return Actor(shop.manager.company, 1)


def second(shop: Shop) -> Actor:
    """Another keeper."""
    return company_data.staff(boss(shop), "keeper2", "outbound_reviewer")


def in_lots(shop: Shop, warehouse: str = "MAIN") -> dict[str, D]:
    return {row.lot: row.on_hand for row in lot_looking.lots(shop.keeper, warehouse=warehouse).rows}


def milk(shop: Shop) -> None:
    lines = [PaperLine("L", D(5), "M-2", LATER), PaperLine("L", D(5), "M-1", SOON)]
    papers.post_paper(shop.keeper, "receipt", lines, supplier="牧场")


# --- papers of many lines ---


def test_a_paper_of_many_lines_moves_them_all_and_each_move_names_it(shop: Shop) -> None:
    # S17.15
    lines = [PaperLine("A", D(5)), PaperLine("b", D("2.5"), reason="赠品")]
    done = papers.post_paper(shop.keeper, "other_in", lines, reason="退料", reference="TL-7")
    assert (done.number[:5], done.state.code) == ("DH-W-", "posted")
    for code, quantity, reason in (("A", D(5), "退料"), ("B", D("2.5"), "赠品")):
        (move,) = looking.moves(shop.keeper, code).rows
        assert (move.quantity, move.kind, move.document) == (quantity, "other_in", done.number)
        assert (move.reason, move.by) == (reason, "keeper")
    shown = paper_looking.paper(shop.keeper, done.number.lower())
    assert [(x.position, x.sku, x.quantity) for x in shown.lines] == [(1, "A", 5), (2, "B", D("2.5"))]
    assert (shown.head.posted_by, shown.head.reference, shown.head.lines) == ("keeper", "TL-7", 2)
    assert the_books_balance(shop)


def test_of_a_paper_all_lines_are_posted_or_none(shop: Shop) -> None:
    papers.receive_stock(shop.keeper, "A", D(5))
    for bad in (PaperLine("B", D(1)), PaperLine("X", D(1)), PaperLine("A", D(0))):
        with pytest.raises((Shortage, NotFound, Invalid)):
            papers.post_paper(shop.keeper, "loss", [PaperLine("A", D(2)), bad], reason="破损")
    assert figures(shop)["A", "MAIN"] == (5, 0)
    assert len(paper_looking.papers(shop.keeper).rows) == 1


@pytest.mark.parametrize("kind", ["other_in", "other_out", "loss", "adjust"])
def test_what_is_no_purchase_needs_a_reason(shop: Shop, kind: str) -> None:
    with pytest.raises(Invalid, match="say why"):
        papers.post_paper(shop.keeper, kind, [PaperLine("A", D(1))])


def test_an_empty_paper_an_unknown_kind_and_who_may_not_are_refused(shop: Shop) -> None:
    with pytest.raises(Invalid):
        papers.post_paper(shop.keeper, "receipt", [])
    with pytest.raises(Invalid, match="receipt"):
        papers.post_paper(shop.keeper, "gift", [PaperLine("A", D(1))])
    for actor in (shop.manager, shop.finance, shop.nobody, shop.buyer):
        with pytest.raises(NotAllowed):
            papers.post_paper(actor, "receipt", [PaperLine("A", D(1))])
    with pytest.raises(NotAllowed):
        paper_looking.papers(shop.buyer)


# --- transfers ---


def test_a_transfer_takes_from_one_warehouse_what_it_gives_to_the_other(shop: Shop) -> None:
    # S17.8
    papers.receive_stock(shop.keeper, "A", D(5))
    papers.single(shop.keeper, "transfer", "A", D(2), to="西仓")
    assert figures(shop) == {("A", "MAIN"): (3, 0), ("A", "WEST"): (2, 0)}
    moves = looking.moves(shop.keeper, "A").rows
    assert [(m.warehouse, m.quantity, m.kind) for m in moves[:2]] == [("WEST", 2, "transfer"), ("MAIN", -2, "transfer")]
    assert the_books_balance(shop)


def test_a_transfer_leaves_what_is_reserved_and_needs_another_warehouse(shop: Shop) -> None:
    papers.receive_stock(shop.keeper, "A", D(5))
    shop.manager.company.write(lambda unit: levels.reserve(unit, {A: D(4)}, partial=()))
    with pytest.raises(Shortage, match="4 of it reserved"):
        papers.single(shop.keeper, "transfer", "A", D(2), to="WEST")
    for to in ("", "MAIN"):
        with pytest.raises(Invalid):
            papers.single(shop.keeper, "transfer", "A", D(1), to=to)
    papers.single(shop.keeper, "transfer", "A", D(1), to="WEST")
    assert figures(shop) == {("A", "MAIN"): (4, 4), ("A", "WEST"): (1, 0)}


# --- a second person ---


# S11.3
def test_a_purchase_waits_for_another_person_when_the_company_says_so(shop: Shop) -> None:
    # S11.11
    settings.change_setting(boss(shop), "confirm_receipts", "on")
    done = papers.receive_stock(shop.keeper, "A", D(5))
    assert (done.state.code, figures(shop)) == ("waiting", {})
    with pytest.raises(Conflict, match="somebody else"):
        papers.confirm(shop.keeper, done.document)
    other = second(shop)
    assert papers.confirm(other, done.document).state.code == "posted"
    assert figures(shop)["A", "MAIN"] == (5, 0)
    with pytest.raises(WrongStep, match="posted"):
        papers.confirm(other, done.document)
    assert papers.single(shop.keeper, "loss", "A", D(1), reason="破损").state.code == "posted"  # nothing else waits


# S11.11
def test_a_purchase_that_was_kept_open_waits_too_once_its_writer_confirms_it(shop: Shop) -> None:
    settings.change_setting(boss(shop), "confirm_receipts", "on")
    number = papers.open_paper(shop.keeper, "receipt", [PaperLine("A", D(5))])
    assert papers.confirm(shop.keeper, number).state.code == "waiting"
    assert papers.confirm(second(shop), number).state.code == "posted"


def test_an_open_paper_changes_nothing_until_it_is_confirmed_and_can_be_rewritten_or_voided(shop: Shop) -> None:
    number = papers.open_paper(shop.keeper, "receipt", [PaperLine("A", D(5))], expected=SOON)
    assert figures(shop) == {}
    papers.rewrite(shop.keeper, number, [PaperLine("A", D(4)), PaperLine("B", D(1))])
    (row,) = paper_looking.papers(shop.keeper, state="open").rows
    assert (row.number, row.expected, row.lines) == (number, SOON, 2)
    with pytest.raises(Stale):
        papers.confirm(shop.keeper, number, seen=row.version - 1)
    papers.confirm(shop.keeper, number, seen=row.version)
    assert figures(shop) == {("A", "MAIN"): (4, 0), ("B", "MAIN"): (1, 0)}
    for late in (
        lambda: papers.rewrite(shop.keeper, number, [PaperLine("A", D(1))]),
        lambda: papers.void(shop.keeper, number, reason="错"),
    ):
        with pytest.raises(WrongStep):
            late()
    other = papers.open_paper(shop.keeper, "receipt", [PaperLine("A", D(5))])
    with pytest.raises(Invalid):
        papers.void(shop.keeper, other, reason=" ")
    papers.void(shop.keeper, other, reason="取消采购")
    assert [action for action, _ in entries(shop, "stock_paper")] == ["create", "edit", "post", "create", "void"]


# --- lots ---


def test_goods_kept_by_lot_come_in_with_their_lot_and_go_out_first_expired_first(shop: Shop) -> None:
    with pytest.raises(Invalid, match="say which lot"):
        papers.receive_stock(shop.keeper, "L", D(5))
    with pytest.raises(Invalid, match="not kept by lot"):
        papers.receive_stock(shop.keeper, "A", D(5), lot="M-1")
    milk(shop)
    done = papers.post_paper(shop.keeper, "other_out", [PaperLine("L", D(7))], reason="品尝")
    assert in_lots(shop) == {"M-2": 3}
    lines = paper_looking.paper(shop.keeper, done.number).lines
    assert [(x.lot, x.quantity) for x in lines] == [("M-1", 5), ("M-2", 2)]
    assert figures(shop)["L", "MAIN"] == (3, 0)
    papers.single(shop.keeper, "loss", "L", D(1), lot="m-2", reason="漏")
    assert in_lots(shop) == {"M-2": 2}


def test_a_lot_moves_with_its_goods(shop: Shop) -> None:
    milk(shop)
    papers.single(shop.keeper, "transfer", "L", D(6), to="WEST")
    assert (in_lots(shop), in_lots(shop, "WEST")) == ({"M-2": 4}, {"M-1": 5, "M-2": 1})
    assert figures(shop) == {("L", "MAIN"): (4, 0), ("L", "WEST"): (6, 0)}


def test_what_a_lot_has_promised_to_shipments_stays(shop: Shop) -> None:
    milk(shop)

    def promise(unit: Unit) -> None:
        ((lot, _),) = lots.suggest(unit, 1, 3, D(4), day=date(2026, 11, 29))
        lots.allocate(unit, [(1, lot, D(4), date.min)])

    shop.manager.company.write(promise)
    with pytest.raises(Shortage, match="4 of it promised"):
        papers.single(shop.keeper, "loss", "L", D(2), lot="M-1", reason="漏")
    papers.single(shop.keeper, "loss", "L", D(2), reason="漏")  # the one free one of M-1, then of M-2
    assert in_lots(shop) == {"M-1": 4, "M-2": 4}


def test_a_count_of_a_lot_sets_that_lot(shop: Shop) -> None:
    milk(shop)
    with pytest.raises(Invalid, match="say which lot"):
        papers.count(shop.keeper, "L", D(5))
    assert papers.count(shop.keeper, "L", D(3), lot="M-1").new == 8
    assert papers.count(shop.keeper, "L", D(2), lot="M-9", expires=LATER).new == 10  # found behind the shelf
    assert in_lots(shop) == {"M-1": 3, "M-2": 5, "M-9": 2}


def test_an_expired_lot_is_lost_or_named_but_never_given_away_unseen(shop: Shop) -> None:
    papers.receive_stock(shop.keeper, "L", D(5), lot="OLD", expires=date(2020, 1, 1))
    with pytest.raises(Shortage):
        papers.single(shop.keeper, "other_out", "L", D(1), reason="品尝")
    papers.single(shop.keeper, "loss", "L", D(2), reason="过期")
    assert in_lots(shop) == {"OLD": 3}


def test_the_same_lot_with_another_expiry_is_refused(shop: Shop) -> None:
    milk(shop)
    with pytest.raises(Invalid, match="known with the expiry"):
        papers.receive_stock(shop.keeper, "L", D(1), lot="M-1", expires=LATER)


def test_lot_and_expiry_of_a_label_are_the_lines_and_two_that_differ_are_refused(shop: Shop) -> None:
    keeping.add_code(shop.manager, "L", "06901234567892", D(1))
    label = "(01)06901234567892(17)280131(10)M-7"
    papers.post_paper(shop.keeper, "receipt", [PaperLine(label, D(3))])
    (row,) = lot_looking.lots(shop.keeper, sku="L").rows
    assert (row.lot, row.expires, row.on_hand) == ("M-7", LATER, 3)
    for line, error in (
        (PaperLine(label, D(1), "M-8"), "label-other-lot"),
        (PaperLine(label, D(1), "m-7", SOON), "label-other-expiry"),
    ):
        with pytest.raises(Invalid) as raised:
            papers.post_paper(shop.keeper, "receipt", [line])
        assert raised.value.id == error
    number = stocktake.begin(shop.keeper)
    stocktake.enter(shop.keeper, number, [PaperLine(label, D(2))])
    (counted,) = paper_looking.paper(shop.keeper, number).lines
    assert (counted.lot, counted.difference) == ("M-7", -1)


def test_quantities_in_packs_are_read_from_files_of_papers_and_counts(shop: Shop) -> None:
    products.add(shop.manager, "P", "成箱", Variant(price=D(1), unit="盒", pack_size=D(12), pack_unit="箱"))
    lines = read_lines(BytesIO("code,数量\nP,2箱\nP,1000\n".encode()), name="in.csv")
    assert [line.quantity for line in lines] == ["2箱", 1000]
    papers.post_paper(shop.keeper, "receipt", lines)
    assert figures(shop)["P", "MAIN"] == (1024, 0)
    number = stocktake.begin(shop.keeper)
    counts = read_lines(BytesIO("code,counted\nP,80箱4\n".encode()), name="counted.csv", counted=True)
    stocktake.enter(shop.keeper, number, counts)
    papers.confirm(shop.keeper, number)
    assert figures(shop)["P", "MAIN"] == (964, 0)
    with pytest.raises(Many, match="1,000"):
        read_lines(BytesIO('code,数量\nP,"1,000"\n'.encode()), name="in.csv")
    with pytest.raises(Invalid, match="3条"):
        papers.post_paper(shop.keeper, "receipt", read_lines(BytesIO("code,数量\nP,3条\n".encode()), name="in.csv"))
