"""Stock papers of many lines: written, kept open, confirmed, given up; and their lines."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.partners import suppliers
from ydh.core.rules.permissions import P
from ydh.core.rules.stock_papers import KINDS, STATES
from ydh.core.stock import limits, paper_looking, papers
from ydh.core.stock.views import PaperHead, PaperLine, PaperSheetLine, Suggestion
from ydh.core.values.errors import Invalid
from ydh.core.values.money import QUANTITY_PLACES, day, number
from ydh.core.values.text import escaped
from ydh.core.values.words import N_
from ydh.tui.lists.book import Answers, Book, Deed, Field, Found, Query
from ydh.tui.lists.ways import full_name, warehouses
from ydh.tui.paint.parts import Column, Facts, Part, Rows, Say

ADJUST = (P.STOCK_ADJUST,)
POSTED = N_("{number} is posted, {lines} lines")
WAITING = N_("{number} waits for somebody else to confirm it")
OPENED = N_("{number} is open")
LINES = (
    Column("sku", N_("code"), "code", 14),
    Column("name", N_("name"), of=full_name),
    Column("lot", N_("lot"), "code", 14, drop=1),
    Column("expires", N_("expires"), "day", 10, drop=2),
    Column("quantity", N_("quantity"), "quantity", 9),
    Column("reason", N_("reason"), "text", 12, drop=3),
)
FILTERS = (
    Field("state", N_("state"), kind="choice", choices=(("", N_("all")), *STATES.items())),
    Field("kind", N_("kind"), kind="choice", choices=(("", N_("all")), *((k, v.label) for k, v in KINDS.items()))),
)
MADE = tuple((code, kind.label) for code, kind in KINDS.items() if code != "count")
LINES_FIELD = Field("lines", N_("lines: code, quantity, lot, expiry"), kind="note", required=True)


def said(it: papers.Posted) -> Say:
    """What became of a paper."""
    return Say(POSTED if it.state.code == "posted" else WAITING, {"number": it.number, "lines": len(it.lines)})


def typed_lines(text: str) -> list[PaperLine]:
    """Lines as they are typed: code, quantity, lot, expiry, with blanks or commas between. Raises Invalid."""
    lines = []
    for at, line in enumerate(text.splitlines(), 1):
        words = line.replace(",", " ").replace("，", " ").replace("\t", " ").split()
        if not words:
            continue
        if not 2 <= len(words) <= 4:
            raise Invalid("line-form", line=at, value=escaped(line))
        code, quantity, lot, expires = (*words, "", "")[:4]
        much = number(quantity, "quantity", places=QUANTITY_PLACES, least=None)
        lines.append(PaperLine(code, much, lot, day(expires, "expires") if expires else None))
    return lines


def typed(line: PaperSheetLine) -> str:
    """A line as it can be typed again."""
    words = [line.sku, f"{line.quantity or Decimal(0):f}", line.lot]
    return " ".join([*words, line.expires.isoformat() if line.expires and line.lot else ""]).strip()


def _make_fields(actor: Actor, rows: Sequence[Any]) -> tuple[Field, ...]:
    places = warehouses(actor, "")
    several = len(places) > 1
    main = places[0][0] if places else ""
    return (
        Field("kind", N_("kind"), kind="choice", choices=MADE),
        Field("warehouse", N_("warehouse"), kind="choice", choices=places)
        if several
        else Field("warehouse", "", value=main, kind="hidden"),
        Field("to", N_("to warehouse"), kind="choice", choices=(("", N_("none")), *places))
        if several
        else Field("to", "", kind="hidden"),
        LINES_FIELD,
        Field("supplier", N_("supplier"), find=suppliers.find),
        Field("reference", N_("document"), hint=N_("number of the other side's paper")),
        Field("reason", N_("reason"), hint=N_("needed unless it was bought or carried over")),
        Field("when", N_("when"), kind="choice", choices=(("now", N_("post it now")), ("later", N_("keep it open")))),
        Field("expected", N_("expected"), hint=N_("when the goods will be there; keeps it open")),
    )


def _make(actor: Actor, rows: Sequence[Any], answers: Answers) -> Say:
    names = ("warehouse", "to", "supplier", "reference", "reason")
    about: dict[str, Any] = {name: answers[name] for name in names if answers.get(name)}
    lines, expected = typed_lines(answers["lines"]), answers["expected"].strip()
    if answers["when"] == "now" and not expected:
        return said(papers.post_paper(actor, answers["kind"], lines, **about))
    about["expected"] = day(expected, "expected") if expected else None
    return Say(OPENED, {"number": papers.open_paper(actor, answers["kind"], lines, **about)})


def _rewrite_fields(actor: Actor, rows: Sequence[PaperHead]) -> tuple[Field, ...]:
    it = paper_looking.paper(actor, rows[0].number)
    seen = Field("seen", "", value=str(it.head.version), kind="hidden")
    return seen, replace(LINES_FIELD, value="\n".join(map(typed, it.lines)))


def _rewrite(actor: Actor, rows: Sequence[PaperHead], answers: Answers) -> None:
    papers.rewrite(actor, rows[0].number, typed_lines(answers["lines"]), seen=int(answers["seen"]))


def confirm(actor: Actor, rows: Sequence[PaperHead], answers: Answers) -> Say:
    """Post a paper as it was seen."""
    return said(papers.confirm(actor, rows[0].number, seen=rows[0].version))


def void(actor: Actor, rows: Sequence[PaperHead], answers: Answers) -> None:
    """Give up a paper as it was seen."""
    papers.void(actor, rows[0].number, reason=answers["reason"], seen=rows[0].version)


def shows_lines(actor: Actor, rows: Sequence[PaperHead]) -> Sequence[Part]:
    """The lines of a paper."""
    return [Rows(LINES, paper_looking.paper(actor, rows[0].number).lines, heads=True)]


def _living(row: PaperHead) -> bool:
    return row.state.code in ("open", "waiting")


VOID = Deed(
    "void",
    "X",
    N_("give it up"),
    void,
    (Field("reason", N_("reason"), required=True),),
    needs=ADJUST,
    main=True,
    said=N_("{what} is void"),
    fits=_living,
)
DEEDS = (
    Deed("make", "a", N_("write a stock paper"), _make, _make_fields, needs=ADJUST, alone=True, main=True),
    Deed("confirm", "c", N_("confirm"), confirm, (), shows_lines, needs=ADJUST, main=True, fits=_living),
    Deed(
        "rewrite",
        "E",
        N_("other lines"),
        _rewrite,
        _rewrite_fields,
        needs=ADJUST,
        main=True,
        said=N_("{what} is changed"),
        fits=lambda row: row.state.code == "open" and row.kind.code != "count",
    ),
    VOID,
)


class Papers(Book):
    """Stock papers, the newest first; those that wait are the ones to look at."""

    name, title = "papers", N_("stock papers")
    columns = (
        Column("number", N_("number"), "code", 20),
        Column("kind", N_("kind"), "text", 10),
        Column("state", N_("state"), "text", 11),
        Column(
            "where", N_("warehouse"), "text", 12, of=lambda it: f"{it.warehouse} > {it.to}" if it.to else it.warehouse
        ),
        Column("said", N_("about"), of=lambda it: it.supplier or it.reason),
        Column("lines", N_("lines"), "integer", 5, drop=1),
        Column("expected", N_("expected"), "day", 10, drop=2),
        Column("by", N_("by"), "text", 10, drop=3),
    )
    filters, deeds = FILTERS, DEEDS
    needs = (P.ORDER_VIEW,)
    searches, table = False, False
    empty = N_("there is no stock paper yet\na writes one")

    def page(self, actor: Actor, query: Query) -> Found:
        chosen = {name: query.filters.get(name, "") for name in ("kind", "state")}
        found = paper_looking.papers(actor, **chosen, after=query.after, limit=query.limit)
        return Found(found.rows, bool(found.next))

    def token(self, row: PaperHead) -> str:
        return row.cursor

    def style(self, row: PaperHead) -> str:
        return {"waiting": "strong", "void": "faint"}.get(row.state.code, "plain")

    def detail(self, actor: Actor, row: PaperHead) -> Sequence[Part]:
        it = paper_looking.paper(actor, row.number)
        return [facts(it.head), Rows(LINES, it.lines, N_("lines"), heads=True)]


def facts(it: PaperHead) -> Facts:
    """The head of a paper, without what is empty."""
    pairs: tuple[tuple[str, Any], ...] = (
        (N_("kind"), it.kind),
        (N_("state"), it.state),
        (N_("warehouse"), it.warehouse),
        (N_("to warehouse"), it.to),
        (N_("supplier"), it.supplier),
        (N_("document"), it.reference),
        (N_("reason"), it.reason),
        (N_("expected"), it.expected),
        (N_("by"), it.by),
        (N_("posted by"), it.posted_by),
    )
    return Facts(tuple(pair for pair in pairs if pair[1] not in (None, "")))


# --- what should be bought ---


def _buy_fields(actor: Actor, rows: Sequence[Suggestion]) -> tuple[Field, ...]:
    lines = "\n".join(f"{row.sku} {row.buy:f}" for row in rows)
    return (
        replace(LINES_FIELD, value=lines),
        Field("supplier", N_("supplier"), find=suppliers.find),
        Field("expected", N_("expected"), hint=N_("such as 2027-01-31")),
    )


def _buy(actor: Actor, rows: Sequence[Suggestion], answers: Answers) -> Say:
    expected = answers["expected"].strip()
    about: dict[str, Any] = {
        "supplier": answers["supplier"],
        "expected": day(expected, "expected") if expected else None,
    }
    return Say(OPENED, {"number": papers.open_paper(actor, "receipt", typed_lines(answers["lines"]), **about)})


class ToBuy(Book):
    """What should be bought for the orders that wait and the lower limits."""

    name, title = "to-buy", N_("what to buy")
    columns = (
        Column("sku", N_("code"), "code", 14),
        Column("name", N_("name")),
        Column("available", N_("available"), "quantity", 9),
        Column("wanted", N_("wanted"), "quantity", 9),
        Column("lower", N_("lower limit"), "quantity", 11, drop=2),
        Column("coming", N_("on its way"), "quantity", 10),
        Column("expected", N_("expected"), "day", 10, drop=1),
        Column("buy", N_("to buy"), "quantity", 9),
    )
    needs = (P.ORDER_VIEW,)
    searches, pane, table = False, False, False
    empty = N_("nothing needs to be bought")
    deeds = (Deed("buy", "a", N_("write a purchase paper"), _buy, _buy_fields, needs=ADJUST, many=True, main=True),)

    def page(self, actor: Actor, query: Query) -> Found:
        return Found(limits.suggestions(actor))
