"""Counting goods into a shipment with a scanner: each code counts at once; a wrong one rings and stands in red."""

from collections import deque
from decimal import Decimal
from time import monotonic
from typing import Any

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding

from ydh.core.company.actors import Actor
from ydh.core.shipping import pick_ends, pick_looking, picking
from ydh.core.shipping.views import CHECK, PHASE_NAMES, PICK, Finished, PickSheet, Scanned
from ydh.core.values.errors import YdhError
from ydh.core.values.outcomes import NoUndo, tried
from ydh.core.values.words import N_, visible
from ydh.locale import values
from ydh.tui.lists.book import Field
from ydh.tui.lists.form import Form
from ydh.tui.lists.page import WIDE, FullScreen
from ydh.tui.lists.undoing import LastAct
from ydh.tui.look import Run, bar
from ydh.tui.paint.parts import Plain, Say
from ydh.tui.paint.shown import plain
from ydh.tui.paint.titles import TitleLine
from ydh.tui.shipping.pick_face import PickFace, Wrong
from ydh.tui.shipping.pick_table import PickTable
from ydh.tui.shipping.scan_line import ScanLine

PROGRESS = {
    "": N_("counted {done} of {lines} lines, {counted} of {due} pieces"),
    PICK: N_("picked {done} of {lines} lines, {counted} of {due} pieces"),
    CHECK: N_("checked {done} of {lines} lines, {counted} of {due} pieces"),
}
TAKEN = N_("{by} is counting this shipment")
COUNTED_ONE = N_("{more} {name}  {counted} / {due}")
NOT_COUNTED = N_("{code} is not counted")
FINISHED = N_("{number}: {phase} is finished")
LEFT_OVER = N_("{n} lines are not counted in full: what is missing goes back to release. Why?")
HEARD = 0.5  # seconds after the bell in which no key answers it
RECENT = 4  # counts that are told below the lines where there is room

COUNTED = NoUndo(N_("^u takes the last count back, while it is counted"))


class PickScreen(FullScreen):
    """How far it is, the line at hand in big figures, the scan line, the lines of the shipment."""

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
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (20, "-usual"), (34, "-tall")]
    DEFAULT_CSS = """
    PickScreen ScanLine { margin-top: 1; }
    PickScreen #recent { display: none; }
    PickScreen.-tall #recent { display: block; }
    PickScreen.-tall.-wide PickFace { height: 18; }
    PickScreen.-flat PickFace { height: 4; }
    PickScreen.-flat ScanLine { margin-top: 0; }
    """
    AUTO_FOCUS = "ScanLine"

    def __init__(self, number: str) -> None:
        super().__init__()
        self.number = number
        self.sheet: PickSheet | None = None
        self._codes: deque[str] = deque()
        self._counting = False
        self._wrong: list[tuple[str, YdhError]] = []
        self._recent: deque[Run] = deque(maxlen=RECENT)
        self._rang_at = 0.0

    def crumb(self) -> str:
        phase = PHASE_NAMES.get(self.sheet.phase, "") if self.sheet else ""
        customer = visible(self.sheet.customer) if self.sheet else ""
        return "  ".join(filter(None, (self.words(phase), self.number, customer)))

    def body(self) -> ComposeResult:
        words = self.ydh.words
        self.progress, self.recent = TitleLine(), TitleLine(id="recent")
        self.face, self.scan, self.table = PickFace(words), ScanLine(words, N_("scan")), PickTable(words)
        yield self.progress
        yield self.face
        yield self.scan
        yield self.table
        yield self.recent

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
        first = self.sheet is None
        self.sheet = sheet
        self.table.put(sheet.lines)
        if first:
            self.table.go_on()
        self._show_progress()
        self._show_line()
        self.top.refresh()

    def on_resize(self) -> None:
        self._show_progress()

    def _show_progress(self) -> None:
        """How many lines and pieces are counted, as figures and as a bar."""
        sheet = self.sheet
        if sheet is None:
            return
        figures = {"counted": values.quantity(sheet.counted), "due": values.quantity(sheet.due)}
        said = self.words(PROGRESS[sheet.phase]).format(done=sheet.done, lines=len(sheet.lines), **figures)
        part = min(1.0, float(sheet.counted / sheet.due)) if sheet.due else 1.0
        percent = f"{int(part * 100):3}%"
        room = max(0, self.app.size.width - cell_len(said) - len(percent) - 7)
        full = int(part * room)
        drawn = bar(((full, "good-bar"), (room - full, "faint")))
        self.progress.put(((said, "strong"), ("   ", "plain"), *drawn), ((percent, "strong"),))

    @on(PickTable.Moved)
    def _show_line(self) -> None:
        sheet = self.sheet
        done = sheet is not None and all(line.left == 0 for line in sheet.lines)
        wrong = None
        if self._wrong:
            code, error = self._wrong[-1]
            wrong = Wrong(code, error, len(self._wrong) - 1)
        self.face.put(self.table.line, done=done, wrong=wrong)
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
            if sheet.phase:
                self.table.go_on()
        for code, result in results:
            self._tell(code, result)
        if len(good) < len(results):
            self.app.bell()
            self._rang_at = monotonic()
        self._show_line()
        self._count()

    def _tell(self, code: str, result: Scanned | YdhError) -> None:
        """Say what one code did; what was scanned and is wrong fills the screen."""
        if isinstance(result, Scanned):
            figures = {"counted": values.quantity(result.counted), "due": values.quantity(result.due)}
            more = f"{'+' if result.quantity > 0 else ''}{values.quantity(result.quantity)}"
            said = self.words(COUNTED_ONE).format(more=more, name=visible(result.name), **figures)
            voice = "plain"
        elif code:
            self._wrong.append((code, result))
            said, voice = self.words(NOT_COUNTED).format(code=visible(code)), "wrong"
        else:
            said, voice = plain(result, self.ydh.words), "wrong"
        self.bottom.say(said, wrong=voice == "wrong")
        self._recent.appendleft((said, voice))
        self.recent.put(tuple(run for each in self._recent for run in (each, ("   ", "plain"))))

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
            self._show_line()

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
        self._seen()
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
