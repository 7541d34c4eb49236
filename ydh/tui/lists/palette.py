"""`:` or ^p: every action and every place by name, in Chinese, English or pinyin initials."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import groupby
from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from ydh.core.values.words import N_
from ydh.locale import Words
from ydh.tui.lists.grid import Grid
from ydh.tui.paint.parts import Column, Heading, Say
from ydh.tui.paint.sheet import one
from ydh.tui.paint.shown import plain


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


@dataclass(frozen=True)
class Hit:
    """A document, a customer or an item that was found: its kind (marked), its name, what else is said of it."""

    kind: str
    label: str
    notes: tuple[Any, ...]
    leads: Any
    key: str = ""


class Palette(ModalScreen[None], inherit_bindings=False):
    """Find something to do by name."""

    BINDINGS = [
        Binding("escape", "dismiss", N_("close"), priority=True),
        Binding("down,ctrl+n", "move(1)", N_("down"), show=False),
        Binding("up", "move(-1)", N_("up"), show=False),
    ]
    DEFAULT_CSS = """
    Palette { align: center top; }
    Palette #found { width: 100%; max-width: 90; height: 70%; margin-top: 1; background: $raised; }
    Palette Input { height: 1; border: none; padding: 0 1; background: $field; }
    """

    def __init__(self, page: Any) -> None:
        super().__init__()
        self.page = page
        self.figures: Mapping[str, tuple[str, int]] = {}
        self.hits: Sequence[Hit] = ()

    def compose(self) -> ComposeResult:
        words = self.app.words  # type: ignore[attr-defined]
        self.entries = self._entries()
        columns = (
            Column("label", N_("command"), of=lambda e: e.label if isinstance(e, Hit) else words(e.label)),
            Column("note", "", "text", 14, of=self._note, drop=2, most=26),
            Column("late", "", "text", 12, of=self._late, drop=3, tone=lambda _: "late"),
            Column("key", N_("key"), width=8),
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
        self._ask(self.app.figures, self._put_figures)  # type: ignore[attr-defined]

    def _ask(self, work: Any, then: Callable[[Any], None]) -> None:
        """Read something in a thread; what comes when it is closed, or cannot be read, is left out."""

        def live(found: Any) -> None:
            if self.is_attached:
                then(found)

        self.app.ask(work, live, topic=(id(self), then.__name__), fail=lambda _: None)  # type: ignore[attr-defined]

    def _put_figures(self, found: Mapping[str, tuple[str, int]]) -> None:
        self.figures = found
        self.grid.refresh()

    def _put_hits(self, found: tuple[str, Sequence[Hit]]) -> None:
        text, self.hits = found
        if text == self.query_one(Input).value:
            self._show(text)

    def _note(self, entry: Any) -> Any:
        words = self.app.words  # type: ignore[attr-defined]
        if isinstance(entry, Hit):
            return "  ".join(filter(None, (plain(note, words) for note in entry.notes)))
        count = self.figures.get(entry.label, ("", 0))[0]
        return Say(N_("{n} waiting"), {"n": count}) if count else ""

    def _late(self, entry: Any) -> Any:
        late = 0 if isinstance(entry, Hit) else self.figures.get(entry.label, ("", 0))[1]
        return Say(N_("{n} overdue"), {"n": late}) if late else ""

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
        rows: list[Any] = [*found]
        for kind, hits in groupby(self.hits if text.strip() else (), key=lambda hit: hit.kind):
            rows += [Heading(kind), *hits]
        self.grid.cursor = self.grid.top = 0
        self.grid.put(rows, at_start=True, at_end=True)
        self.grid.go(0)

    def on_input_changed(self, event: Input.Changed) -> None:
        text, find = event.value, self.app.find  # type: ignore[attr-defined]
        self.hits = ()
        self._show(text)
        self._ask(lambda actor: (text, find(actor, text)), self._put_hits)

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
            run = partial(self.app.go, entry.leads) if isinstance(entry, Hit) else entry.run  # type: ignore[attr-defined]
            self.app.call_later(run)


def _owner(node: Any, action: str, page: Any) -> Any:
    """The widget, screen or app that has the action."""
    name = "action_" + action.partition("(")[0].rpartition(".")[2]
    for holder in (*getattr(node, "ancestors_with_self", ()), page, page.app):
        if hasattr(holder, name):
            return holder
    return page
