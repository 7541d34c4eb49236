"""Labels of GS1 wherever something is scanned: goods, packages, weights, lots and parcels."""

from datetime import date
from decimal import Decimal as D

import pytest

from tests.core.shipping.test_picking import with_lots
from tests.kit.company import product
from tests.kit.orders import Crew, approve, done, make_crew, want
from ydh.core.administration.settings import change_setting
from ydh.core.company.actors import Actor
from ydh.core.goods import catalogue, keeping, skus
from ydh.core.orders import cart
from ydh.core.orders.views import Want
from ydh.core.shipping import picking, shipments, tracking
from ydh.core.stock import looking, papers
from ydh.core.values import labels
from ydh.core.values.errors import Invalid, YdhError
from ydh.core.values.labels import GS, GoodsLabel

TEA, HAM, BOX = "06901234567892", "06901234500011", "16901234567899"
MEASURED = "96901234500014"  # HAM by weight
PARCEL = "106901234500000010"


@pytest.fixture
def crew(company: Actor) -> Crew:
    made = make_crew(company)
    with_lots(made, "TEA", ("A1", "2060-10-31", 50), ("B2", "2060-12-31", 50))
    skus.edit(company, "TEA", barcode=TEA[1:])
    keeping.add_code(company, "TEA", BOX, D(12))
    product(company, "HAM", barcode=HAM[1:], unit="千克", pack_unit="")
    change_setting(company, "pick", "pick")
    return made


def shipment(crew: Crew) -> str:
    number = crew.at_step("ship", 1, want("TEA", 60), want("HAM", 9))
    return crew.show(number).shipments[0].number


RIGHT = [
    # goods alone, however they are handed over
    (f"(01){TEA}", "TEA", 1),
    (f"]C101{TEA}", "TEA", 1),
    (f"]d201{TEA}{GS}", "TEA", 1),
    (f"01{TEA}", "TEA", 1),
    (f"]E0{TEA[1:]}", "TEA", 1),
    # a package has the size that it was registered with
    (f"(01){BOX}", "TEA", 12),
    # lot and last day, in either order, with and without the sign between; day 00 is the last of the month
    (f"]C101{TEA}10A1", "TEA", 1),
    (f"]C101{TEA}10a1{GS}17601031", "TEA", 1),
    (f"]Q301{TEA}1760103110A1", "TEA", 1),
    (f"(01){TEA}(17)601000(10)A1", "TEA", 1),
    (f"(01){TEA}(15)601200", "TEA", 1),
    (f"(01){TEA}(11)260901(10)B2(21)S-77", "TEA", 1),
    # what is in a parcel, and how many
    (f"(02){TEA}(37)24", "TEA", 24),
    (f"]C102{BOX}3702{GS}10A1", "TEA", 24),
    (f"(00){PARCEL}(02){TEA}(37)6", "TEA", 6),
    (f"(01){TEA}(30)8", "TEA", 8),
    # what is sold by weight
    (f"(01){MEASURED}(3103)001250", "HAM", D("1.25")),
    (f"]C101{MEASURED}3102000075", "HAM", D("0.75")),
    (f"(01){HAM}(3100)000002", "HAM", 2),
    # an item by weight and a lot that is not kept of it
    (f"(01){MEASURED}(3103)000500(10)X", "HAM", D("0.5")),
]


@pytest.mark.parametrize(("text", "sku", "quantity"), RIGHT)
def test_a_label_counts_what_it_says(crew: Crew, text: str, sku: str, quantity: D) -> None:
    number = shipment(crew)
    done = picking.scan(crew.outbound_reviewer, number, text)
    assert (done.sku, done.quantity) == (sku, quantity)


WRONG = [
    (f"(01){TEA}(10)C3", "scan-lot"),
    (f"(01){TEA}(10)A1(17)601231", "label-expiry"),
    (f"(01){TEA}(17)601130", "label-expiry"),
    (f"(01){TEA}(99)x", "label-field"),
    (f"(01){TEA}(8008)26113012", "label-field"),
    (f"(01){TEA[:-1]}3", "label-form"),
    (f"(01){TEA}(17)601332", "label-form"),
    (f"(01){TEA}(10)A(1)B", "label-form"),
    (f"]C101{TEA}37123456789", "label-form"),
    (f"(02){TEA}", "label-pieces"),
    (f"(01){TEA}(37)3", "label-pieces"),
    (f"(01){TEA}(02){TEA}(37)3", "label-two-items"),
    (f"(01){TEA}(30)0", "label-nothing"),
    (f"(01){MEASURED}", "code-measured"),
    ("(01)96901234567895(3103)001250", "label-weight"),
    (f"(00){PARCEL}", "label-parcel"),
    ("(10)A1", "label-no-item"),
    ("(01)04006381333931", "scan-strange"),
    (f"(02){TEA}(37)61", "scan-too-many"),
]


def test_a_label_that_cannot_be_counted_is_refused_with_its_reason(crew: Crew) -> None:
    number = shipment(crew)
    for text, error in WRONG:
        with pytest.raises(YdhError) as refused:
            picking.scan(crew.outbound_reviewer, number, text)
        assert (text, refused.value.id) == (text, error)
        assert picking.start(crew.outbound_reviewer, number).counted == 0, text


def test_the_lot_of_a_label_is_the_one_that_counts(crew: Crew) -> None:
    number = shipment(crew)
    picking.scan(crew.outbound_reviewer, number, f"(01){TEA}(10)B2")
    picking.scan(crew.outbound_reviewer, number, f"(01){TEA}(17)601231")
    counted = {line.lot: line.counted for line in picking.start(crew.outbound_reviewer, number).lines if line.lot}
    assert counted == {"A1": 0, "B2": 2}


def test_a_label_names_its_item_wherever_a_code_does(crew: Crew) -> None:
    assert catalogue.show_sku(crew.buyer, f"]C101{TEA}10A1").code == "TEA"
    lines = cart.add(crew.buyer, [Want(f"(02){TEA}(37)24", "2"), Want(f"(01){MEASURED}(3103)001250", "1")]).lines
    assert {line.sku: line.quantity for line in lines} == {"TEA": 48, "HAM": D("1.25")}
    papers.receive_stock(crew.outbound_reviewer, f"(01){HAM}(3101)000025", D(2), supplier="产地", reason="new")
    assert looking.levels_of(crew.admin, "HAM")[0].on_hand == 1005
    with pytest.raises(Invalid, match="field 99"):
        cart.add(crew.buyer, [Want(f"(01){TEA}(99)x", "1")])


def test_an_item_may_be_called_what_looks_like_a_label(crew: Crew) -> None:
    product(crew.admin, "(12)x")
    assert catalogue.show_sku(crew.buyer, "(12)X").code == "(12)x"


def test_a_parcels_label_finds_its_shipment(crew: Crew) -> None:
    number = shipment(crew)
    change_setting(crew.admin, "pick", "off")
    done(approve(crew.shipping_clerk, number, "ship", tracking=PARCEL))
    for label in (f"(00){PARCEL}", f"]C100{PARCEL}", f"00{PARCEL}"):
        assert shipments.show(crew.buyer, label).row.number == number
        assert tracking.track(crew.shipping_clerk, label, "in_transit", text=label) == (number,)


def test_a_day_of_a_label_may_be_the_last_of_its_month() -> None:
    assert labels.read(f"(01){TEA}(17)280200").expires == date(2028, 2, 29)
    assert labels.read(f"01{TEA}") == GoodsLabel(gtin=TEA)
