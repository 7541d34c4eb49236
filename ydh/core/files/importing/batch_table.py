"""The noun batch: files that were imported, and the orders that came in one. S05.15"""

from dataclasses import replace
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.files.importing import batches
from ydh.core.files.importing.columns import KINDS
from ydh.core.files.importing.plans import BatchRow
from ydh.core.rules.facts import Fact
from ydh.core.rules.nouns import Act, Noun, Wanted, late
from ydh.core.rules.orders import ORDER
from ydh.core.rules.permissions import P
from ydh.core.rules.workflows import names_of
from ydh.core.values.outcomes import Page
from ydh.core.values.words import N_, Label
from ydh.store.tables.batches import HISTORY

NEEDS = (P.DATA_IMPORT, P.STOCK_ADJUST, P.ORDER_SHIP)
DONE = N_("{name}: added {added}, changed {changed}, unchanged {unchanged}; batch {batch}")


def kind_label(name: str) -> Label:
    """A kind of import as a word."""
    return Label(KINDS[name].label, name) if name in KINDS else Label(name)


def counts(result: Any) -> dict[str, Any]:
    """What an import did, as DONE is filled."""
    return {name: getattr(result, name) for name in ("name", "added", "changed", "unchanged", "batch")}


def _page(actor: Actor, wanted: Wanted) -> Page[BatchRow]:
    return batches.batches(actor, after=wanted.after, limit=wanted.limit)


def _resume(actor: Actor, number: str) -> dict[str, Any]:
    return counts(late("files.importing.importing:resume")(replace(actor, via="import"), int(number)))


def _release(actor: Actor, number: str) -> dict[str, Any]:
    return counts(late("files.importing.importing:release")(replace(actor, via="import"), int(number)))


def _finished(it: BatchRow) -> str:
    return "" if it.unfinished else N_("it is finished")


def _stays(it: BatchRow) -> str:
    """History can be taken back as long as nothing was done with it."""
    return "" if it.kind == HISTORY and it.state.code == "done" else _finished(it)


FACTS = (
    Fact("batch", N_("batch"), "ordinal", of=lambda it: it.number, width=6),
    Fact("kind", N_("kind"), "label", of=lambda it: kind_label(it.kind), width=8),
    Fact("name", N_("file"), width=0),
    Fact("state", N_("state"), "label", width=13, tone=lambda it: "late" if it.unfinished else ""),
    Fact("good", N_("rows taken"), "integer", width=10),
    Fact("bad", N_("rows refused"), "integer", width=12, drop=1),
    Fact("at", N_("time"), "time", width=16, drop=2),
    Fact("by", N_("by"), width=10, drop=3),
)
# an order of a batch
ORDERS = (
    Fact("number", N_("number"), "code", width=20),
    Fact("ref", N_("file's reference"), "code", width=14, drop=1),
    Fact("customer", N_("customer"), width=0),
    Fact("step", N_("waits for"), "label", choices=names_of(ORDER), width=12, most=21),
    Fact("total", N_("total"), "money", width=12),
    Fact("date", N_("date"), "day", of=lambda it: it.business_date, width=10, drop=2),
)

BATCHES = Noun(
    "batch",
    N_("imports"),
    N_("the number of a batch"),
    N_("list imported files, the newest first"),
    N_("list the orders that came in a batch"),
    FACTS,
    _page,
    acts=(
        Act(
            "resume",
            N_("finish it"),
            N_("finish an import that was interrupted"),
            _resume,
            key="C",
            said=DONE,
            why_not=_finished,
            by_hand="command",
        ),
        Act(
            "release",
            N_("take it back"),
            N_("undo an import that was interrupted, or one of history with which nothing was done"),
            _release,
            key="X",
            said=DONE,
            question=N_("Take this import back? What it wrote of orders disappears, stock is given back."),
            why_not=_stays,
            by_hand="command",
        ),
    ),
    needs=NEEDS,
    key="number",
    token="number",
    metavar="BATCH",
    called=lambda it: it.name,
    empty=N_("no file was imported yet\na imports one, i shows which columns a file has"),
)
