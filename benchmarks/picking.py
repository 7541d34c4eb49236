"""Counting goods with a scanner: each scan checked against the shipment and durable by itself."""

from decimal import Decimal

from benchmarks import floor
from benchmarks.measure import Figure, at_least, in_turn, seconds
from benchmarks.shop import Shop, make
from ydh.core.orders.entering import place
from ydh.core.orders.views import Want
from ydh.core.shipping import pick_ends, picking
from ydh.core.values.outcomes import Done, Seen
from ydh.core.workflow.acting import act

SCANS = 60  # of one shipment, the last scan no dearer than the first
LINES = 6


def run(folder, *, quick):
    """Scans of a shipment of six lines against one row in a transaction of its own."""
    rounds = 1 if quick else 7
    shop = Shop(f"sqlite:///{make(folder)}")
    _counted(shop)  # statements are compiled at their first use
    ours, theirs = in_turn(rounds, lambda: _counted(shop), lambda: floor.scans(folder, SCANS)["per_s"])
    yield Figure("pick, durable scans", "scans/s", ours, theirs, (at_least(0.5),))
    shop.close()


def _counted(shop):
    shipment = _released(shop)
    clerk = shop.staff["ship"]
    picking.start(clerk, shipment)
    codes = [f"S{1 + k % LINES}" for k in range(SCANS)]
    spent = seconds(lambda: [picking.scan(clerk, shipment, code) for code in codes])
    pick_ends.finish(clerk, shipment)
    return SCANS / spent


def _released(shop):
    """A shipment with as many pieces as there are scans."""
    wants = [Want(f"S{1 + k}", Decimal(SCANS // LINES)) for k in range(LINES)]
    number = place(shop.customers[0], wants).number
    for step in ("review", "finance", "release"):
        done = act(shop.staff[step], number, "approve", seen=Seen(step))
        assert isinstance(done, Done), done
    return done.parts[0]
