"""The noun stock paper: goods that came in, went out, were lost, moved or corrected, of many items on one paper. S11"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from operator import attrgetter
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.goods.price_table import full_name
from ydh.core.goods.product_facts import attributes_of
from ydh.core.rules.facts import Fact, Filter
from ydh.core.rules.nouns import Act, Noun, Section, Wanted
from ydh.core.rules.permissions import P
from ydh.core.rules.stock_papers import KINDS, STATES
from ydh.core.stock import paper_looking, papers
from ydh.core.stock.stock_table import DOCUMENT, HOUSE, SUPPLIER, TO, WHY
from ydh.core.stock.views import PaperHead, PaperLine, PaperSheetLine, StockPaper
from ydh.core.values import labels
from ydh.core.values.errors import Invalid
from ydh.core.values.money import day
from ydh.core.values.outcomes import Page
from ydh.core.values.quantities import typed
from ydh.core.values.text import escaped
from ydh.core.values.words import N_

ADJUST = (P.STOCK_ADJUST,)
_BETWEEN = re.compile("[ \u3000\\t\\r,，]+")  # words of a line; the sign between the fields of a label is none
KIND_NAMES = {code: kind.label for code, kind in KINDS.items()}
MADE = {code: label for code, label in KIND_NAMES.items() if code != "count"}


def typed_lines(text: str) -> list[PaperLine]:
    """Lines as they are typed: code, quantity, lot, expiry, with blanks or commas between; a scanned label has a line
    of its own. Raises Invalid."""
    lines = []
    for at, line in enumerate(text.split("\n"), 1):  # the sign between the fields of a label ends no line
        words = [word for word in _BETWEEN.split(line) if word]
        if not words:
            continue
        if len(words) == 1 and (labels.is_label(words[0]) or labels.may_be_label(words[0])):
            words.append("1")  # a label says all of itself, how much there is of it too
        if not 2 <= len(words) <= 4:
            raise Invalid("line-form", line=at, value=escaped(line))
        code, quantity, lot, expires = (*words, "", "")[:4]
        much = typed(quantity, least=None)
        lines.append(PaperLine(code, much, lot, day(expires, "expires") if expires else None))
    return lines


def _typed(line: PaperSheetLine) -> str:
    """A line as it can be typed again."""
    words = [line.sku, f"{line.quantity or Decimal(0):f}", line.lot]
    return " ".join([*words, line.expires.isoformat() if line.expires and line.lot else ""]).strip()


def _page(actor: Actor, wanted: Wanted) -> Page[PaperHead]:
    given = dict(wanted.filters)
    confirm = bool(given.pop("confirm", ""))
    return paper_looking.papers(actor, **given, confirm=confirm, after=wanted.after, limit=wanted.limit)


def said_of(it: papers.Posted) -> dict[str, Any]:
    """What became of a paper, for its sentence."""
    told = {"number": it.number, "state": it.state.code, "lines": len(it.lines)}
    return told | {"uncounted": it.uncounted, "aside": len(it.aside), "rest": it.rest}


def became(it: Mapping[str, Any]) -> str:
    """The sentence about what became of a paper."""
    if it.get("rest"):
        return _PUT_ASIDE if it["uncounted"] else _ASIDE
    if it.get("uncounted"):
        return _UNCOUNTED
    return {
        "open": N_("{number} is open"),
        "posted": N_("{number} is posted, {lines} lines"),
        "waiting": N_("{number} waits for somebody else to confirm it: ydh stock paper confirm {number}"),
    }[it["state"]]


_UNCOUNTED = N_("{number} is posted, {lines} lines; {uncounted} were not counted and stay as they are")
_ASIDE = N_("{number} is posted, {lines} lines; {aside} would take what orders hold and wait on {rest}")
_PUT_ASIDE = N_(
    "{number} is posted, {lines} lines; {uncounted} were not counted and stay as they are, "
    "{aside} would take what orders hold and wait on {rest}"
)


def _make(
    actor: Actor, *, kind: str, lines: str, when: str = "now", expected: Any = None, **about: Any
) -> dict[str, Any]:
    given = typed_lines(lines)
    if when == "now" and not expected:
        return said_of(papers.post_paper(actor, kind, given, **about))
    made = papers.open_paper(actor, kind, given, expected=expected, **about)
    return {"number": made, "state": "open", "lines": len(given)}


def would(
    actor: Actor, *, kind: str, lines: str, when: str = "now", expected: Any = None, **about: Any
) -> papers.Posted | None:
    """What the paper would do if it were posted now; None for one that is kept open. Raises as posting it does."""
    if when != "now" or expected:
        return None
    return papers.post_paper(actor, kind, typed_lines(lines), dry_run=True, **about)


def buy(actor: Actor, *, lines: str, **about: Any) -> dict[str, Any]:
    """Write an open purchase of these lines."""
    return _make(actor, kind="receipt", lines=lines, when="later", **about)


def _rewrite(actor: Actor, number: str, *, lines: str, seen: int | None = None) -> None:
    papers.rewrite(actor, number, typed_lines(lines), seen=seen)


def confirm(actor: Actor, number: str, *, seen: int | None = None) -> dict[str, Any]:
    """Post a paper as it was seen, and say what became of it."""
    return said_of(papers.confirm(actor, number, seen=seen))


def is_living(it: PaperHead) -> str:
    """Why a paper cannot be posted or given up any more."""
    return "" if it.state.code in ("open", "waiting") else N_("it is posted or void already")


def _can_be_written(it: PaperHead) -> str:
    if it.kind.code == "count":
        return N_("it is a stocktake: count its sheet")
    return "" if it.state.code == "open" else N_("it is not open any more")


def lines_of(it: StockPaper) -> Sequence[PaperSheetLine]:
    """The lines of a paper."""
    return it.lines


FACTS = (
    Fact("number", N_("number"), "code", width=20),
    Fact("kind", N_("kind"), "label", choices=KIND_NAMES, width=10),
    Fact("state", N_("state"), "label", choices=STATES, width=11),
    Fact(
        "warehouse",
        N_("warehouse"),
        "code",
        seen=lambda it: f"{it.warehouse} > {it.to}" if it.to else it.warehouse,
        width=12,
    ),
    Fact("to", N_("to warehouse"), "code"),
    Fact("lines", N_("lines"), "integer", width=5, drop=1),
    Fact("supplier", N_("about"), seen=lambda it: it.supplier or it.reason, width=0),
    Fact("reference", N_("document"), "code"),
    Fact("expected", N_("expected"), "day", width=10, drop=2),
    Fact("by", N_("by"), width=10, drop=3),
    Fact("created_at", N_("time"), "time"),
    Fact("posted_by", N_("posted by")),
    Fact("version", N_("version"), "version"),
    Fact("reason", N_("reason"), of=attrgetter("head.reason"), listed=False),
)
LINES = (
    Fact("position", N_("line"), "ordinal"),
    Fact("code", N_("code"), "code", of=attrgetter("sku"), width=14),
    Fact("name", N_("name"), seen=full_name, width=0),
    Fact("attributes", N_("attributes"), "pairs", of=attributes_of),
    Fact("unit", N_("unit")),
    Fact("lot", N_("lot"), "code", width=14, drop=1),
    Fact("expires", N_("expires"), "day", width=10, drop=2),
    Fact("book", N_("in the books"), "quantity"),
    Fact("quantity", N_("quantity"), "quantity", width=9),
    Fact("difference", N_("difference"), "quantity", width=10, drop=4),
    Fact("reason", N_("reason"), width=12, drop=3),
)
TYPED = Fact(
    "lines",
    N_("lines: code, quantity, lot, expiry"),
    "note",
    of=lambda it: "\n".join(map(_typed, it.lines)),
    listed=False,
    required=True,
)
EXPECTED = Fact(
    "expected",
    N_("expected"),
    "day",
    help=N_("when the goods will be there"),
    hint=N_("when the goods will be there; keeps it open"),
)
LATER = Fact(
    "when", N_("when"), "label", choices={"now": N_("post it now"), "later": N_("keep it open")}, default="now"
)
GIVE_UP = Act(
    "void",
    N_("give it up"),
    N_("give up a stock paper that is not posted"),
    papers.void,
    key="X",
    needs=ADJUST,
    asks=(WHY,),
    versioned=True,
    said=N_("{number} is void"),
    why_not=is_living,
)

STOCK_PAPERS = Noun(
    "stock_paper",
    N_("stock papers"),
    N_("number of the paper"),
    N_("list the stock papers, newest first"),
    N_("a stock paper with its lines"),
    FACTS,
    _page,
    show=paper_looking.paper,
    row="head",
    sections=(Section("positions", N_("lines"), LINES, lines_of),),
    filters=(
        Filter("state", N_("state"), "label", choices=STATES, help=N_("open, waiting, posted or void")),
        Filter(
            "confirm",
            N_("which papers"),
            "label",
            choices={"": N_("all"), "yes": N_("those of others that wait for a second person")},
            flags={"--confirm": ("yes", N_("those of others that wait for a second person"))},
        ),
        Filter("kind", N_("kind"), "label", choices=KIND_NAMES, help=N_("of this kind only")),
    ),
    acts=(
        Act(
            "make",
            N_("write a stock paper"),
            N_("write a stock paper of many lines and post it, or keep it open"),
            _make,
            on="none",
            key="a",
            needs=ADJUST,
            asks=(
                Fact("kind", N_("kind"), "label", choices=MADE, required=True),
                HOUSE,
                TO._replace(required=False, help=N_("of a transfer: the warehouse that the goods go to")),
                TYPED._replace(of=None),
                SUPPLIER,
                DOCUMENT,
                WHY._replace(required=False, hint=N_("needed unless it was bought or carried over")),
                LATER,
                EXPECTED,
            ),
            says=became,
            by_hand="command",
        ),
        Act(
            "confirm",
            N_("confirm"),
            N_("post a stock paper that was kept open, or that waits for a second person"),
            confirm,
            key="C",
            needs=ADJUST,
            versioned=True,
            shows=("positions",),
            question=N_("{what}: the stock changes by these lines; what is wrong then is put right by another paper."),
            says=became,
            why_not=is_living,
            by_hand="command",
        ),
        Act(
            "rewrite",
            N_("other lines"),
            N_("put other lines on an open paper"),
            _rewrite,
            key="E",
            needs=ADJUST,
            asks=(TYPED,),
            versioned=True,
            version="head.version",
            said=N_("{number} is changed"),
            why_not=_can_be_written,
            by_hand="command",
        ),
        GIVE_UP,
    ),
    needs=(P.ORDER_VIEW,),
    key="number",
    token="cursor",
    metavar="NUMBER",
    tone=lambda it: {"waiting": "strong", "void": "faint"}.get(it.state.code, "plain"),
    empty=N_("there is no stock paper yet\na writes one"),
    command="stock paper",
)
