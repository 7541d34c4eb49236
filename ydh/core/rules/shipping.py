"""What is said of goods: where they are on their way, what was wrong with what came, and what became of it."""

from collections.abc import Mapping

from ydh.core.values.words import N_

TRACK_STATUSES: Mapping[str, str] = {
    "picked_up": N_("picked up"),
    "in_transit": N_("in transit"),
    "out_for_delivery": N_("out for delivery"),
    "delivered": N_("delivered"),
    "problem": N_("problem on the way"),
}
CASE_KINDS: Mapping[str, str] = {
    "short": N_("too few came"),
    "damaged": N_("damaged"),
    "wrong": N_("wrong goods"),
    "expiring": N_("expires too soon"),
    "other": N_("complaint"),
}
DIFFERENCES = ("short", "damaged", "wrong", "expiring")  # what a line of a receipt can say besides what came good
OUTCOMES: Mapping[str, str] = {
    "credited": N_("not billed"),
    "replaced": N_("sent again"),
    "returned": N_("goes back"),
    "rejected": N_("rejected"),
}
