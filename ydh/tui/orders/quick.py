"""Quick order: type or paste lines `code quantity`. What cannot be put in stays, with its reason."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding

from ydh.core.orders.views import PasteResult
from ydh.core.values.outcomes import NO_WAY_BACK
from ydh.core.values.words import N_
from ydh.tui.lists.form import Form
from ydh.tui.lists.lines import Lines
from ydh.tui.lists.page import FullScreen
from ydh.tui.lists.undoing import LastAct
from ydh.tui.orders.basket import Basket, asked_of, on_top, told_of
from ydh.tui.paint.pane import Pane
from ydh.tui.paint.parts import Column, Part, Rows, Say
from ydh.tui.paint.shown import show
from ydh.tui.paint.titles import TitleLine

HOW = (
    N_("One line for each item: its code and how much, such as"),
    N_("T001 24    T002 2b (2 boxes)    6901234567892 12    your own code 3"),
    N_("Two columns copied from a spreadsheet can be pasted. ^s puts everything in."),
)
PROBLEMS = (
    Column("line", N_("line"), "integer", 4, of=lambda problem: problem[0]),
    Column("text", N_("written"), "text", 24, of=lambda problem: problem[1].strip()),
    Column("why", N_("why not"), of=lambda problem: problem[2]),
)
ADDED = N_("{n} put in; the cart ({items}) comes to {total}")
STAYED = N_("{n} put in; {left} stay in the box until they are mended")


class QuickOrder(FullScreen):
    """A box for many lines."""

    coded = False  # what is typed belongs into a field
    title_text = N_("paste an order")
    BINDINGS = [
        Binding("ctrl+s", "put_in", N_("put into the cart"), show=True, priority=True),
        Binding("escape", "leave", N_("back"), show=True, priority=True),
    ]
    DEFAULT_CSS = """
    QuickOrder TextArea { height: 1fr; border: none; padding: 0 1; }
    QuickOrder Pane { height: 9; }
    """

    def __init__(self, basket: Basket) -> None:
        super().__init__()
        self.basket = basket
        self.working = False

    def body(self) -> ComposeResult:
        words = self.ydh.words
        self.box = Lines(self.basket.scratch, compact=True, show_line_numbers=True, soft_wrap=False)
        self.box.cursor_blink = False
        self.title_line = TitleLine(self.words(self.title_text))
        self.pane = Pane(words, tuple(Say(text, {}, "faint") for text in HOW))
        yield self.title_line
        yield self.box
        yield TitleLine(rule=True)
        yield self.pane

    def on_mount(self) -> None:
        self.box.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return not (action == "put_in" and self.ydh.read_only)

    def on_text_area_changed(self) -> None:
        self.basket.scratch = self.box.text

    def action_put_in(self) -> None:
        """Put in what can be; the box is left alone until the answer is there."""
        text, basket = self.box.given, self.basket
        if self.working or not text.strip():
            return
        self.working = self.box.read_only = True
        self.ydh.ask(
            lambda actor: basket.there_already(actor, text), lambda there: self._put(text, there), fail=self._failed
        )

    def _put(self, text: str, there: Sequence[str]) -> None:
        """Put it in; of what is there already ask first whether it is replaced or added to."""
        basket = self.basket
        if not there:
            self.ydh.do(lambda actor: basket.paste(actor, text), self._done, fail=self._failed)
            return
        form = Form(
            self.title_text,
            asked_of(there),
            told_of(there),
            do=lambda answers: lambda actor: (basket.paste(actor, text, on_top=on_top(answers)),),
        )
        self.app.push_screen(form, lambda found: self._done(found[0]) if found else self._free())

    def _done(self, result: PasteResult) -> None:
        self.basket.scratch = result.left
        self._free()
        self.ydh.last = LastAct(self, self.words(self.title_text), NO_WAY_BACK)
        total = {"items": len(result.cart.lines), "total": show("money", result.cart.total, self.ydh.words)}
        if not result.left:
            self.ydh.leave()
            self.ydh.say(self.words(ADDED).format(n=result.added, **total))
            return
        self.box.given = result.left
        self.ydh.say(self.words(STAYED).format(n=result.added, left=len(result.problems)), wrong=True)
        self.pane.put(self._problems(result))

    def _problems(self, result: PasteResult) -> tuple[Part, ...]:
        numbered = [(at, text, error) for at, (_, text, error) in enumerate(result.problems, 1)]
        return (Rows(PROBLEMS, numbered, N_("what stays, and why")),)

    def _failed(self, error: Exception) -> None:
        self._free()
        self.ydh.failed(error)

    def _free(self) -> None:
        self.working = self.box.read_only = False
