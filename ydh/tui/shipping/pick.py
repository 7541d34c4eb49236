"""Counting goods into a shipment with a scanner: each code counts at once; a wrong one rings and stands in red."""

from collections import deque
from decimal import Decimal
from time import monotonic
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding

from ydh.core.company.actors import Actor
from ydh.core.shipping import pick_ends, pick_looking, picking
from ydh.core.shipping.views import PHASE_NAMES, Finished, PickSheet, Scanned
from ydh.core.values.errors import YdhError
from ydh.core.values.outcomes import NoUndo, tried
from ydh.core.values.words import N_
from ydh.locale import values
from ydh.tui.lists.book import Field
from ydh.tui.lists.form import Form
from ydh.tui.lists.page import FullScreen
from ydh.tui.lists.undoing import LastAct
from ydh.tui.paint.pane import Pane
from ydh.tui.paint.parts import Part, Plain, Say
from ydh.tui.paint.shown import plain
from ydh.tui.paint.titles import TitleLine
from ydh.tui.shipping.pick_table import PickTable
from ydh.tui.shipping.scan_line import ScanLine

PROGRESS = N_("{done} of {lines} lines, {counted} of {due} pieces")
TAKEN = N_("{by} is counting this shipment")
WRONG = N_("WRONG")
MORE_WRONG = N_("and {n} more; put them all back. Any key goes on")
GO_ON = N_("Put it back. Any key goes on")
FINISHED = N_("{number}: {phase} is finished")
LEFT_OVER = N_("{n} lines are not counted in full: what is missing goes back to release. Why?")
SHOWN = 2  # wrong codes shown at once
HEARD = 0.5  # seconds after the bell in which no key answers it

COUNTED = NoUndo(N_("^u takes the last count back, while it is counted"))


class PickScreen(FullScreen):
    """The scan line above, the lines of the shipment below."""

    coded = False  # what is scanned is counted
    BINDINGS = [
        Binding("up", "move(-1)", N_("up"), show=False),
        Binding("down", "move(1)", N_("down"), show=False),
        Binding("plus", "more(1)", N_("1 more")),
        Binding("minus", "more(-1)", N_("1 less")),
        Binding("ctrl+b", "box", N_("box"), priority=True),
        Binding("ctrl+l", "lot", N_("lot"), priority=True),
        Binding("ctrl+u", "take_back", N_("undo"), priority=True),
        Binding("ctrl+f", "finish", N_("finished"), priority=True),
    ]
    DEFAULT_CSS = """
    PickScreen #what { height: 2; }
    PickScreen #wrong { height: 3; }
    """
    AUTO_FOCUS = "ScanLine"

    def __init__(self, number: str) -> None:
        super().__init__()
        self.number = number
        self.sheet: PickSheet | None = None
        self._codes: deque[str] = deque()
        self._counting = False
        self._wrong: list[tuple[str, YdhError]] = []
        self._rang_at = 0.0

    def crumb(self) -> str:
        phase = PHASE_NAMES.get(self.sheet.phase, "") if self.sheet else ""
        return f"{self.words(phase)} {self.number}".strip() if phase else self.number

    def body(self) -> ComposeResult:
        words = self.ydh.words
        self.scan = ScanLine(words, N_("scan"))
        self.table, self.what = PickTable(words), Pane(words, id="what")
        self.alarm = Pane(words, id="wrong")
        yield self.scan
        yield TitleLine(rule=True)
        yield self.table
        yield self.what
        yield self.alarm

    def on_mount(self) -> None:
        if self.ydh.read_only:
            self.look()
        else:
            self._begin()

    def look(self) -> None:
        if self.sheet is not None or self.ydh.read_only:
            self.ask(lambda actor: pick_looking.show(actor, self.number), self._show, topic="pick")

    def _begin(self) -> None:
        self.ydh.do(lambda actor: picking.start(actor, self.number), self._begun, fail=self._not_mine)

    def _begun(self, sheet: PickSheet) -> None:
        """It is counted here from now on: nothing that was done before is the last thing any more."""
        self._show(sheet)
        self.ydh.last = LastAct(self, self.crumb(), COUNTED)

    def _not_mine(self, error: Exception) -> None:
        """Another has it: go on in his place, or leave it to him."""
        if not (isinstance(error, YdhError) and error.id == "counted-by-other"):
            self.ydh.leave()
            self.ydh.failed(error)
            return
        above = [Say(TAKEN, {"by": str(error.data["by"])}, "strong")]
        form = Form(N_("take it over"), (), above, do=lambda _: lambda actor: picking.take_over(actor, self.number))
        self.app.push_screen(form, self._taken_over)

    def _taken_over(self, sheet: PickSheet | None) -> None:
        if sheet is None:
            self.ydh.leave()
        else:
            self._begun(sheet)

    def _show(self, sheet: PickSheet) -> None:
        self.sheet = sheet
        self.table.put(sheet.lines)
        data = {"done": sheet.done, "lines": len(sheet.lines)}
        figures = {"counted": values.quantity(sheet.counted), "due": values.quantity(sheet.due)}
        self.scan.put_right(self.words(PROGRESS).format(**data, **figures))
        self._show_line()
        self.top.refresh()

    @on(PickTable.Moved)
    def _show_line(self) -> None:
        line = self.table.line
        if line is None:
            return
        marks = [self.words(mark) for mark in line.handling]
        first = "   ".join(part for part in (line.sku, line.barcode, *marks) if part)
        parts: list[Part] = [Plain(first, "strong" if marks else "plain")]
        if line.note:
            parts.append(Plain(f"> {line.note}", "strong"))
        self.what.put(parts)
        self.show_keys()

    # --- codes ---

    @on(ScanLine.Read)
    def _read(self, message: ScanLine.Read) -> None:
        if not self.ydh.read_only:
            self._codes.append(message.code)
            self._count()

    def _count(self) -> None:
        """Count what has been read, all of it in one go when it came faster than it was counted; each by itself."""
        if self._counting or not self._codes:
            return
        codes, number = list(self._codes), self.number
        self._codes.clear()
        self._counting = True
        self.ydh.do(lambda actor: _count_all(actor, number, codes), self._counted, fail=self._failed)

    def _counted(self, found: tuple[PickSheet, list[tuple[str, Scanned | YdhError]]]) -> None:
        self._counting = False
        sheet, results = found
        self._show(sheet)
        good = [result for _, result in results if isinstance(result, Scanned)]
        if good:
            self.table.find(good[-1].position)
        for code, result in results:
            if isinstance(result, YdhError):
                self._wrong.append((code, result))
        if len(good) < len(results):
            self.app.bell()
            self._rang_at = monotonic()
        self._show_wrong()
        self._count()

    def _failed(self, error: Exception) -> None:
        self._counting = False
        self.ydh.failed(error)
        self._count()

    @property
    def heard(self) -> bool:
        """Whether the bell was long enough ago to be heard: what a scanner sends on at once is no answer to it."""
        return monotonic() - self._rang_at >= HEARD

    @on(ScanLine.Touched)
    def _seen(self) -> None:
        if self._wrong and self.heard:
            self._wrong.clear()
            self._show_wrong()

    def _show_wrong(self) -> None:
        parts: list[Part] = [
            Plain(f"{self.words(WRONG)}  {code}  {plain(error, self.ydh.words)}", "wrong")
            for code, error in self._wrong[-SHOWN:]
        ]
        rest = len(self._wrong) - SHOWN
        if self._wrong:
            parts.append(Say(MORE_WRONG, {"n": rest}, "wrong") if rest > 0 else Say(GO_ON, {}, "wrong"))
        self.alarm.put(parts)

    # --- by hand ---

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("more", "box", "lot", "take_back", "finish"):
            line = self.table.line if self.sheet else None
            if self.ydh.read_only or self.sheet is None or not self.sheet.phase:
                return False
            return action != "lot" or bool(line and line.lot and line.left and self.sheet.phase == "pick")
        return True

    def action_move(self, rows: int) -> None:
        self.table.go(self.table.row + rows)

    def action_more(self, quantity: int) -> None:
        self._by_hand(Decimal(quantity))

    def action_box(self) -> None:
        line = self.table.line
        if line is not None:
            self._by_hand(line.pack_size)

    def _by_hand(self, quantity: Decimal) -> None:
        line, number = self.table.line, self.number
        if line is not None:
            self._do(lambda actor: picking.count(actor, number, line.position, quantity, lot=line.lot))

    def action_take_back(self) -> None:
        self._do(lambda actor: picking.undo(actor, self.number))

    def _do(self, work: Any) -> None:
        """Count by hand, after what was scanned before."""
        number = self.number

        def do(actor: Actor) -> tuple[PickSheet, list[tuple[str, Scanned | YdhError]]]:
            found = tried(work, actor)
            return pick_looking.show(actor, number), [("", found)]

        self._counting = True
        self.ydh.do(do, self._counted, fail=self._failed)

    def action_lot(self) -> None:
        line, number = self.table.line, self.number
        if line is not None:
            self.ydh.ask(lambda actor: pick_ends.other_lots(actor, number, line.position), self._ask_lot)

    def _ask_lot(self, found: Any) -> None:
        line, number = self.table.line, self.number
        if line is None:
            return
        choices = tuple((code, f"{code} {day or ''} ({values.quantity(free)})") for code, day, free in found)
        fields = (Field("lot", N_("lot"), required=True, kind="choice" if choices else "text", choices=choices),)

        def do(answers: Any) -> Any:
            return lambda actor: pick_ends.switch_lot(actor, number, line.position, answers["lot"], old=line.lot)

        self.app.push_screen(
            Form(N_("other lot"), fields, [Plain(f"{line.sku} {line.lot}")], do=do), self._lot_switched
        )

    def _lot_switched(self, sheet: PickSheet | None) -> None:
        if sheet is not None:
            self._show(sheet)

    def action_finish(self) -> None:
        sheet, number = self.sheet, self.number
        if sheet is None:
            return
        missing = sum(line.left != 0 for line in sheet.lines)
        if not missing:
            self.ydh.do(lambda actor: pick_ends.finish(actor, number), self._finished)
            return
        above = [Say(LEFT_OVER, {"n": missing}, "strong")]
        fields = (Field("reason", N_("reason"), required=True),)
        form = Form(
            N_("finished"),
            fields,
            above,
            do=lambda given: lambda actor: pick_ends.finish(actor, number, given["reason"]),
        )
        self.app.push_screen(form, lambda result: self._finished(result) if result else None)

    def _finished(self, it: Finished) -> None:
        phase = self.words(PHASE_NAMES[it.phase])
        said = self.words(FINISHED).format(number=it.number, phase=phase)
        self.ydh.leave()
        self.ydh.say(said)


def _count_all(actor: Actor, number: str, codes: list[str]) -> Any:
    found = [(code, tried(picking.scan, actor, number, code)) for code in codes]
    return pick_looking.show(actor, number), found


def pick_screen(number: str) -> PickScreen:
    """The screen of one shipment's count."""
    return PickScreen(number)
