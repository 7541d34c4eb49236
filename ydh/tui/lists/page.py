"""A screen of the app: a top line, its body, a bottom. It hears of changes by others and says what was done."""

from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen

from ydh.core.values.words import N_
from ydh.locale import Words
from ydh.tui.lists.coding import Coding
from ydh.tui.paint.bars import FILLS, KEY_NAMES, Bottom, Hint, Top, key_name

LATER = 0.3  # seconds after which a slow answer shows as working
OWN = 6  # keys in the bottom line besides those of EVERYWHERE, when there are so many
OFTEN = ("deed('hold')", "mark", "choose")  # keys that fill the bottom line before others do, by how often they help
ALSO = ("choose", "mark", "mark_all", "filter", "sort")  # keys of lists that fill it after the deeds
WIDE = 120  # cells from which on there is a layout of its own, and keys fill the line to its end
EVERYWHERE = ("sheet_of_keys", "palette")


class FullScreen(Coding, Screen[Any], inherit_bindings=False):
    """What every full screen shares. Subclasses give `title_text`, `body` and, where others' changes show, `look`."""

    BINDINGS = [
        Binding("escape", "leave", N_("back"), show=False),
        Binding("question_mark", "sheet_of_keys", N_("keys"), show=True),
        Binding("colon,ctrl+p", "palette", N_("commands"), show=True),
        Binding("z", "undo", N_("undo"), show=False),
        Binding("tilde,grave_accent", "home", N_("to the first screen"), show=False),
        Binding("exclamation_mark", "messages", N_("messages"), show=False),
        Binding("tab", "app.focus_next", N_("next part"), show=False),
        Binding("shift+tab", "app.focus_previous", N_("part before"), show=False),
    ]
    title_text = ""  # marked
    place = ""  # as which place it was opened

    def __init__(self) -> None:
        super().__init__()
        self.top, self.bottom = Top(), Bottom()
        self.seen_before = False
        self.among: Any = None  # the list that it was opened from, whose rows come before and after it

    @property
    def ydh(self) -> Any:
        """The app."""
        return self.app

    @property
    def words(self) -> Words:
        """The reader's language."""
        words: Words = self.ydh.words
        return words

    def crumb(self) -> str:
        """What the path in the top line calls this screen."""
        return self.words(self.title_text)

    def compose(self) -> ComposeResult:
        yield self.top
        yield from self.body()
        yield self.bottom

    def body(self) -> ComposeResult:
        """The widgets between top and bottom."""
        yield from ()

    def look(self) -> None:
        """Read again what others may have changed."""

    def speak(self, words: Words) -> None:
        """Let what is painted from now on be of these words."""
        for widget in self.walk_children():
            if isinstance(getattr(widget, "words", None), Words):
                widget.words = words  # type: ignore[attr-defined]
                widget.refresh()

    def ask(self, work: Any, then: Any, *, topic: Any = None, fail: Any = None) -> None:
        """Read something in a thread; an answer that comes when the screen is closed is dropped."""

        def live(go: Any) -> Any:
            return lambda found: go(found) if self.is_attached else None

        self.ydh.ask(work, live(then), topic=topic, fail=live(fail or self.ydh.failed))

    # Textual calls the handlers of every class, a subclass's first: none calls that of the class above it.

    def on_mount(self) -> None:
        self.look()

    def on_screen_resume(self) -> None:
        self.show_keys()
        if self.seen_before:
            self.look()
        self.seen_before = True

    def on_descendant_focus(self) -> None:
        self.show_keys()

    def show_keys(self) -> None:
        """Fill the bottom line with the keys that work now."""
        self.call_after_refresh(self._show_keys)

    def _show_keys(self) -> None:
        if self.is_current:
            words = self.ydh.words
            found = self.hints()
            own = sum(b.show and b.action not in EVERYWHERE for b, _ in found)
            hints = [Hint(key_name(b, words), self.words(b.description), late) for b, late in found]
            self.bottom.keys(hints, len(hints) if self.app.size.width >= WIDE else max(0, OWN - own))

    def hints(self) -> list[tuple[Binding, int]]:
        """The keys of the bottom line: what is done here first; with each, how late it comes when room is short.

        Those that only fill the line come from FILLS on.
        """
        keys = list({b.action: b for b in reversed(self.live_keys())}.values())[::-1]
        shown = [b for b in keys if b.show]
        more = [b for b in keys if not b.show and (_is_deed(b) or b.action in ALSO)]
        more.sort(key=_seldom if any(map(_is_deed, shown)) else _deeds_first)
        ranked = [(b, 2 if b.action == "palette" else 1 if _is_deed(b) else 0) for b in shown]
        ranked += [(b, FILLS + at) for at, b in enumerate(more)]
        return sorted(ranked, key=lambda pair: _place_of(pair[0]))

    def live_keys(self) -> list[Binding]:
        """The keys that work now, those of the focused widget first; a field that is typed into takes its letters."""
        found: list[Binding] = []
        for active in self.active_bindings.values():
            binding = active.binding
            taken = self.focused is not None and self.focused.check_consume_key(binding.key, _letter(binding.key))
            if active.enabled and binding.description and not taken:
                found.append(binding)
        return found

    def leaves(self) -> bool:
        """Whether it can be closed without a question: nothing is lost with it."""
        return True

    def action_leave(self) -> None:
        self.ydh.leave()

    def leave_saying(self, screens: int = 1) -> None:
        """Close screens, this one first; what was said and done last is said, and taken back, on the one below."""
        said, wrong = self.bottom.said, self.bottom.wrong
        for _ in range(screens):
            self.ydh.leave()
        self.ydh.hand_over(self, self.ydh.screen)
        self.ydh.screen.bottom.say(said, wrong=wrong)

    def action_home(self) -> None:
        self.ydh.go_home()

    def action_sheet_of_keys(self) -> None:
        from ydh.tui.lists.keys import KeySheet

        self.app.push_screen(KeySheet(self.live_keys()))

    def action_palette(self) -> None:
        from ydh.tui.lists.palette import Palette

        self.app.push_screen(Palette(self))

    def action_messages(self) -> None:
        from ydh.tui.lists.messages import Messages

        self.app.push_screen(Messages())

    def action_undo(self) -> None:
        from ydh.tui.lists.undoing import take_back

        take_back(self.ydh, self)

    # --- the palette's view of this screen ---

    def commands(self) -> list[tuple[str, str, str]]:
        """(marked label, key, action) of what can be done here."""
        by_action = {b.action: b for b in reversed(self.live_keys())}
        return [(b.description, key_name(b, self.ydh.words), b.action) for b in reversed(by_action.values())]


def _is_deed(binding: Binding) -> bool:
    return binding.action.startswith("deed(")


def _seldom(binding: Binding) -> int:
    """How late a key comes that only fills the line: what is often wanted, then deeds, then what lists have."""
    return OFTEN.index(binding.action) if binding.action in OFTEN else len(OFTEN) + _deeds_first(binding)


def _deeds_first(binding: Binding) -> int:
    return 1 + ALSO.index(binding.action) if binding.action in ALSO else 0


def _place_of(binding: Binding) -> int:
    """What is done here comes before how one moves, and that before what is anywhere."""
    if _is_deed(binding):
        return 0 if binding.show else 1
    return 4 if binding.action in EVERYWHERE else 3 if binding.show else 2


def _letter(key: str) -> str | None:
    from textual.keys import key_to_character

    sign = KEY_NAMES.get(key, "")
    return sign if len(sign) == 1 else key_to_character(key)
