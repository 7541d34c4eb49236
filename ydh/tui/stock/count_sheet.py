"""The sheet of a stocktake: digits count the row, a code goes to its row, and what is left is said all the time."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from ydh.core.company.actors import Actor
from ydh.core.goods.looking import find_item
from ydh.core.goods.price_table import full_name
from ydh.core.stock import paper_looking, scanned, stocktake
from ydh.core.stock.stocktake_table import ADJUST, COUNTED
from ydh.core.stock.views import PaperHead, PaperLine, PaperSheetLine
from ydh.core.values.codes import code_fold
from ydh.core.values.errors import NotFound, YdhError
from ydh.core.values.money import day
from ydh.core.values.quantities import Quantity, typed
from ydh.core.values.series import number_in
from ydh.core.values.text import escaped, key
from ydh.core.values.words import N_
from ydh.tui.lists.book import Answers, Book, Deed, Field, Found, Query
from ydh.tui.lists.enter_does import EnterDoes
from ydh.tui.lists.nouns import columns_of
from ydh.tui.paint.parts import Figure, Say
from ydh.tui.stock.posting import post, posting_parts

COUNTED_SAID = N_("{code}: {quantity} counted")
PROGRESS = N_("counted {done} / {lines} lines")
DIFFER = N_("{n} differ")
TYPED, HOW = N_("counted"), N_("Enter counts the row or goes to the code's; Esc drops it")
LEFT = "left"  # the filter for what is not counted yet
DIGITS = 6  # of a quantity at most: what is longer is a code


class Counted(NamedTuple):
    """What was typed is a quantity."""

    text: str


class Row(NamedTuple):
    """What was typed is the code of this row."""

    key: str


def _count_fields(actor: Actor, rows: Sequence[PaperSheetLine]) -> tuple[Field, ...]:
    return Field("quantity", N_("counted"), required=True, hint=N_("how many are there")), Field("reason", N_("reason"))


def _found_fields(actor: Actor, rows: Sequence[Any]) -> tuple[Field, ...]:
    return (
        Field("code", N_("code"), required=True, find=find_item, hint=N_("of what was found beyond the sheet")),
        *_count_fields(actor, ()),
        Field("lot", N_("lot"), hint=N_("where the item is kept by lot")),
        Field("expires", N_("expires"), hint=N_("of a new lot, such as 2027-01-31")),
    )


class CountSheet(Book):
    """What is to be counted, with what was; what differs stands out."""

    name, title, columns = "count-sheet", N_("count sheet {number}"), columns_of(COUNTED)
    searches, pane, table = False, False, False
    filters = (
        Field(
            "which",
            N_("show"),
            kind="choice",
            choices=(("", N_("all")), (LEFT, N_("not counted yet")), ("differs", N_("what differs"))),
        ),
    )

    def __init__(self, paper: PaperHead) -> None:
        self._paper = paper
        self.deeds = (
            Deed("count", "enter", N_("count"), self._count, _count_fields, needs=ADJUST, main=True, fits=self._fits),
            Deed(
                "found",
                "a",
                N_("found beyond the sheet"),
                self._found,
                _found_fields,
                needs=ADJUST,
                alone=True,
                main=True,
            ),
            Deed(
                "post",
                "C",
                N_("post the differences"),
                self._post,
                self._seen,
                shows=lambda actor, rows: posting_parts(actor, self._paper.number),
                needs=ADJUST,
                alone=True,
                main=True,
            ),
        )

    def _fits(self, row: PaperSheetLine) -> bool:
        return self._paper.state.code == "open"

    def named(self) -> Any:
        return Say(self.title, {"number": self._paper.number})

    def page(self, actor: Actor, query: Query) -> Found:
        found = paper_looking.paper(actor, self._paper.number)
        self._paper, lines = found.head, found.lines
        which = query.filters.get("which", "")
        if which == LEFT:
            return Found([line for line in lines if line.quantity is None])
        return Found([line for line in lines if line.difference] if which == "differs" else lines)

    def head(self, actor: Actor, query: Query) -> Any:
        lines = paper_looking.paper(actor, self._paper.number).lines
        done, differ = sum(line.quantity is not None for line in lines), sum(bool(line.difference) for line in lines)
        figures = (Figure(Say(PROGRESS, {"done": done, "lines": len(lines)})),)
        return (*figures, Figure(Say(DIFFER, {"n": differ}), "held")) if differ else figures

    def key(self, row: PaperSheetLine) -> str:
        return f"{row.sku}@{row.lot}"

    def called(self, row: PaperSheetLine) -> str:
        return f"{row.sku} {full_name(row)} {row.lot}".strip()

    def style(self, row: PaperSheetLine) -> str:
        return "faint" if row.quantity is None else "plain"

    def row_of(self, actor: Actor, code: str) -> str:
        """The key of the row of an item's code or of a label with its lot, the first that is not counted yet.

        Raises NotFound for what is not on the sheet.
        """
        lines = paper_looking.paper(actor, self._paper.number).lines
        item, lot = code, ""
        if not any(code_fold(line.sku) == code_fold(code) for line in lines):
            item, lot = scanned.read(actor, code)[:2]
        mine = [x for x in lines if code_fold(x.sku) == code_fold(item) and (not lot or key(x.lot) == key(lot))]
        if not mine:
            raise NotFound("code-not-on-sheet", code=escaped(code))
        return self.key(next((line for line in mine if line.quantity is None), mine[0]))

    def _count(self, actor: Actor, rows: Sequence[PaperSheetLine], answers: Answers) -> Say:
        return self._enter(actor, rows[0].sku, rows[0].lot, "", answers)

    def _found(self, actor: Actor, rows: Sequence[Any], answers: Answers) -> Say:
        return self._enter(actor, answers["code"], answers["lot"], answers["expires"].strip(), answers)

    def _enter(self, actor: Actor, code: str, lot: str, expires: str, answers: Answers) -> Say:
        quantity = typed(answers["quantity"])
        line = PaperLine(code, quantity, lot, day(expires, "expires") if expires else None, answers["reason"])
        stocktake.enter(actor, self._paper.number, [line])
        return Say(COUNTED_SAID, {"code": code, "quantity": quantity})

    def _seen(self, actor: Actor, rows: Sequence[Any]) -> tuple[Field, ...]:
        version = paper_looking.paper(actor, self._paper.number).head.version
        return (Field("seen", "", kind="hidden", value=str(version)),)

    def _post(self, actor: Actor, rows: Sequence[Any], answers: Answers) -> Any:
        return post(actor, self._paper.number, int(answers["seen"]))


def as_quantity(text: str) -> Quantity | None:
    """What was typed as a quantity of a row; None for what is too long to be one, or none at all."""
    if not text[:1].isdigit() or sum(sign.isdigit() for sign in text.partition(".")[0]) > DIGITS:
        return None
    try:
        return typed(text)
    except YdhError:
        return None


class CountScreen(EnterDoes):
    """A sheet on which a quantity and enter count the line, and the next one comes under the cursor."""

    book: CountSheet
    _at: PaperSheetLine | None = None  # the row that a quantity is meant for

    def on_mount(self) -> None:
        self.bottom.code_words = (TYPED, HOW)

    def begins(self, sign: str) -> bool:
        """Any letter that is no key: a code whose first sign were lost would be counted as a quantity."""
        return sign.isalnum() or super().begins(sign)

    def code_came(self, code: str) -> None:
        self._at = self.grid.row
        super().code_came(code)

    def found(self, actor: Actor, code: str) -> Any:
        """A document of that number, the row of a code, else a quantity."""
        if number_in(code):
            return super().found(actor, code)
        much = as_quantity(code)
        try:
            return Row(self.book.row_of(actor, code))
        except YdhError:
            if much is None:
                raise
            return Counted(code)

    def _there(self, found: Any) -> None:
        if isinstance(found, Counted) and self._at is not None and self.check_action("deed", ("count",)):
            self._count_row(self._at, found.text)
            return
        if isinstance(found, Row):
            self._go_to(found.key)
        elif not isinstance(found, Counted):
            self.lead(found)
        self.ydh.let_keys_go()

    def _count_row(self, row: PaperSheetLine, text: str) -> None:
        """Count the row; what is typed meanwhile is meant for the next one."""
        deed = self.deed("count")

        def done(result: Any) -> None:
            self._landed(deed, [row], result)
            self.ydh.let_keys_go()

        def failed(error: Exception) -> None:
            self.in_flight -= 1
            self.ydh.let_keys_go()
            self.ydh.failed(error)

        self.in_flight += 1
        self.ydh.do(self._work(deed, [row], {"quantity": text, "reason": ""}), done, fail=failed)

    def _go_to(self, wanted: str) -> None:
        keys = [self.book.key(row) for row in self.grid.rows]
        if wanted in keys:
            self.grid.go(keys.index(wanted))
        else:  # not among those that the filter shows
            self.here = wanted
            self.show_only(Query())

    def after_deed(self, deed: Deed, rows: list[Any], value: Any) -> None:
        super().after_deed(deed, rows, value)
        if deed.name == "count" and self.query_now.filters.get("which") != LEFT:
            self.grid.action_move(1)
