"""`:` or ^p: every action and every place by name, in Chinese, English or pinyin initials."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from ydh.core.values.words import N_
from ydh.locale import Words
from ydh.tui.lists.grid import Grid
from ydh.tui.paint.parts import Column
from ydh.tui.paint.sheet import one


@dataclass(frozen=True)
class PaletteEntry:
    """Something that can be done or opened: its name, its key, and how."""

    label: str
    key: str
    run: Callable[[], Any]
    synonyms: Callable[[str], tuple[str, ...]] = lambda _: ()

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What finds it."""
        from ydh.core.values.letters import letters
        from ydh.core.values.pinyin import initials

        chinese, english = Words("zh_CN")(self.label).casefold(), Words("en")(self.label).casefold()
        return chinese, english, initials(chinese, letters())

    @cached_property
    def also(self) -> tuple[str, ...]:
        """By what else people look for it."""
        return (*self.names, *self.synonyms(self.label))

    def fits(self, text: str) -> int:
        """How well the text names it: 1 its name or initials, 2 their beginning, 3 a part of its names, 4 of others.

        0 where a word of the text stands in none.
        """
        said, words = text.casefold().strip(), text.casefold().split()
        *whole, ways = self.names
        whole += ways.split()
        if said in whole:
            return 1
        if any(way.startswith(said) for way in whole):
            return 2
        for nth, names in ((3, self.names), (4, self.also)):
            if all(any(word in name for name in names) for word in words):
                return nth
        return 0


class Palette(ModalScreen[None], inherit_bindings=False):
    """Find something to do by name."""

    BINDINGS = [
        Binding("escape", "dismiss", N_("close"), priority=True),
        Binding("down,ctrl+n", "move(1)", N_("down"), show=False),
        Binding("up", "move(-1)", N_("up"), show=False),
    ]
    DEFAULT_CSS = """
    Palette { align: center top; }
    Palette #found { width: 96%; max-width: 90; height: 70%; margin-top: 1; background: $raised; }
    Palette Input { height: 1; border: none; padding: 0 1; background: $field; }
    """

    def __init__(self, page: Any) -> None:
        super().__init__()
        self.page = page

    def compose(self) -> ComposeResult:
        words = self.app.words  # type: ignore[attr-defined]
        self.entries = self._entries()
        columns = (
            Column("label", N_("command"), of=lambda e: words(e.label)),
            Column("key", N_("key"), width=10),
        )
        self.grid = Grid(columns, words, lambda e: e.label + e.key)
        self.grid.can_focus, self.grid.lit, self.grid.on = False, True, "raised"
        box = Input(placeholder=words(N_("type a name, in Chinese, English or initials (ddsh)")), compact=True)
        box.cursor_blink = False
        with Vertical(id="found"):
            yield box
            yield self.grid

    def on_mount(self) -> None:
        nothing = self.app.words(N_("no command of that name"))  # type: ignore[attr-defined]
        self.grid.empty = [one(nothing, "faint")]
        self._show("")

    def _entries(self) -> list[PaletteEntry]:
        app: Any = self.app
        done: list[PaletteEntry] = []
        moves: list[PaletteEntry] = []
        for label, key, action in self.page.commands():
            entry = PaletteEntry(label, key, self._runner(action), app.synonyms)
            (done if action.startswith("deed(") else moves).append(entry)
        named = {entry.label for entry in done}  # the first screen has keys that open places
        places = [PaletteEntry(label, "", go, app.synonyms) for label, go in app.places() if label not in named]
        return [*done, *places, *moves]  # without a text, what is likely stands first

    def _runner(self, action: str) -> Callable[[], Any]:
        page, app = self.page, self.app

        async def run() -> None:
            namespace = page.focused if page.focused is not None else page
            await app.run_action(action, default_namespace=_owner(namespace, action, page))

        return run

    def _show(self, text: str) -> None:
        ranked = [(fits, entry) for entry in self.entries if (fits := entry.fits(text))]
        found = [entry for _, entry in sorted(ranked, key=lambda it: it[0])] if text.strip() else self.entries
        self.grid.cursor = self.grid.top = 0
        self.grid.put(found, at_start=True, at_end=True)

    def on_input_changed(self, event: Input.Changed) -> None:
        self._show(event.value)

    def on_input_submitted(self) -> None:
        self._run()

    def on_grid_chosen(self) -> None:
        self._run()

    def action_move(self, step: int) -> None:
        self.grid.go(self.grid.cursor + step)

    def _run(self) -> None:
        entry = self.grid.row
        if entry is not None:
            self.dismiss()
            self.app.call_later(entry.run)


def _owner(node: Any, action: str, page: Any) -> Any:
    """The widget, screen or app that has the action."""
    name = "action_" + action.partition("(")[0].rpartition(".")[2]
    for holder in (*getattr(node, "ancestors_with_self", ()), page, page.app):
        if hasattr(holder, name):
            return holder
    return page
