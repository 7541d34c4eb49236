"""Posting a stock paper from a screen: what it means is said first, and what became of it afterwards."""

from collections.abc import Sequence
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.stock import paper_looking, papers
from ydh.core.stock.paper_table import became, said_of
from ydh.core.stock.stocktake_table import COUNTED, differences
from ydh.core.values.words import N_
from ydh.tui.lists.book import Tell
from ydh.tui.lists.nouns import columns_of
from ydh.tui.paint.parts import Part, Rows, Say
from ydh.tui.paint.wording import without_command

POSTS = N_("{done} of {lines} lines are counted; what differs is put right in the books, which is not taken back.")
UNCOUNTED = N_("{n} lines were not counted: they stay as they are.")
NO_DIFFERENCE = N_("nothing differs")


def posting_parts(actor: Actor, number: str) -> Sequence[Part]:
    """What posting a stocktake would do: what differs, how many lines were counted, how many were not."""
    it = paper_looking.paper(actor, number)
    left = sum(line.quantity is None for line in it.lines)
    parts: list[Part] = [Say(POSTS, {"done": len(it.lines) - left, "lines": len(it.lines)}, "strong")]
    if left:
        parts.append(Say(UNCOUNTED, {"n": left}, "wrong"))
    parts.append(Rows(columns_of(COUNTED), differences(it), empty=NO_DIFFERENCE, heads=True))
    return parts


def post(actor: Actor, number: str, seen: int) -> Say | Tell:
    """Post a paper; what orders hold of a stocktake is told line by line, with the orders."""
    made = papers.confirm(actor, number, seen=seen)
    told: dict[str, Any] = said_of(made)
    said = Say(without_command(became(told)), told)
    if not made.aside:
        return said
    whys = (Say("{why}", {"why": it.why}, "wrong") for it in made.aside)
    return Tell(N_("what orders hold stays to be counted again"), (said, *whys))
