"""The top line (where am I, who am I) and the bottom two (what was said last, the keys that matter here)."""

from typing import Any, NamedTuple

from rich.cells import cell_len
from textual.binding import Binding
from textual.strip import Strip
from textual.widget import Widget

from ydh.core.values.words import N_, visible
from ydh.tui.look import Line, Run, voices
from ydh.tui.paint.sheet import cells_of_line, fitted, painted
from ydh.tui.paint.wrapping import wrap

WORKING = N_("working ...")
CODE, HOW = N_("code"), N_("Enter goes to it, Esc drops it")
MOST_LINES = 4  # of what was said last
FILLS = 3  # from this lateness on a key is shown only where the line would be short
KEY_NAMES = {
    "enter": "Enter",
    "escape": "Esc",
    "space": N_("space"),
    "slash": "/",
    "question_mark": "?",
    "colon": ":",
    "asterisk": "*",
    "plus": "+",
    "minus": "-",
    "exclamation_mark": "!",
    "tilde": "~",
    "grave_accent": "`",
    "percent_sign": "%",
    "equals_sign": "=",
    "comma": ",",
    "full_stop": ".",
    "greater_than_sign": ">",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "left": N_("left"),
    "right": N_("right"),
    "up": N_("up."),
    "down": N_("down."),
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
}


class Hint(NamedTuple):
    """A key in the bottom line; the one with the greatest `late` gives way first when room is short."""

    key: str
    label: str
    late: int

    @property
    def size(self) -> int:
        """Cells, with the space after it."""
        return cell_len(self.key) + 1 + cell_len(self.label) + 2


class Top(Widget):
    """Where I am, the way back, and who I am."""

    DEFAULT_CSS = "Top { dock: top; height: 1; }"

    def __init__(self) -> None:
        super().__init__()
        self.working = False

    def say_working(self, working: bool) -> None:
        """Show, or no longer, that an answer takes its time."""
        if working != self.working:
            self.working = working
            self.refresh()

    def render_line(self, y: int) -> Strip:
        app: Any = self.app
        width, looks = self.size.width, voices(app.theme)
        who: Line = ((app.words(WORKING), "band"),) if self.working else app.who_line()
        while len(who) > 1 and cells_of_line(who) >= width // 2:
            who = who[1:]  # a role gives way to the name
        right = fitted((*who, (" ", "band")), min(cells_of_line(who) + 1, width // 2), "band") if who else ()
        left = fitted(self._where(app.crumbs(), width - cells_of_line(right) - 1), width - cells_of_line(right), "band")
        return painted((*left, *right), looks, width)

    def _where(self, crumbs: list[str], width: int) -> Line:
        """Where I am, then the way that led here, of which the beginning goes where room is short."""
        here = f" {crumbs[-1]}  "
        way = crumbs[1:-1] if len(crumbs) > 2 else []
        back = "".join(f"{each} > " for each in way) if way else "  ".join(crumbs[:-1])
        while len(way) > 1 and cell_len(here + back) > width:
            way = way[1:]
            back = ".. > " + "".join(f"{each} > " for each in way)
        if cell_len(here + back) > width:
            back = ""
        return (here, "band"), (back, "band-quiet")


class Bottom(Widget):
    """What was said last, above the keys that matter here; a long sentence takes more lines."""

    DEFAULT_CSS = "Bottom { dock: bottom; height: 2; }"

    def __init__(self) -> None:
        super().__init__()
        self.said, self.wrong = "", False
        self.fresh = False  # whether no key was pressed since
        self.code = ""  # what is being typed or scanned, in place of what was said
        self.code_words = (CODE, HOW)  # what that is called, and what Enter does with it
        self._lines = [""]
        self._keys: list[Hint] = []
        self._fill = 0

    def say(self, text: str, *, wrong: bool) -> None:
        """Show a sentence until the next one; it turns quiet with the next key."""
        if (text, wrong) != (self.said, self.wrong) or not self.fresh:
            self.said, self.wrong, self.fresh = text, wrong, bool(text)
            self._break()
            self.refresh()

    def fade(self) -> None:
        """A key was pressed: what was said has been read."""
        if self.fresh:
            self.fresh = False
            self.refresh()

    def spell(self, code: str) -> None:
        """Show a code as far as it was typed."""
        if code != self.code:
            self.code = code
            self.refresh()

    def on_resize(self) -> None:
        self._break()

    def _break(self) -> None:
        self._lines = wrap(self.said, max(1, self.size.width - 4))[:MOST_LINES]
        self.styles.height = len(self._lines) + 1

    def keys(self, keys: list[Hint], fill: int) -> None:
        """Show these keys with what they do, of those that only fill the line at most `fill`."""
        if (keys, fill) != (self._keys, self._fill):
            self._keys, self._fill = keys, fill
            self.refresh()

    def render_line(self, y: int) -> Strip:
        width, looks = self.size.width, voices(self.app.theme)
        line = self._key_line(width) if y >= len(self._lines) else self._said_line(y)
        base = "keys" if y >= len(self._lines) else "plain"
        return painted(fitted(line, width, base), looks, width)

    def _said_line(self, y: int) -> Line:
        if self.code:
            return self._code_line() if y == 0 else ()
        text = self._lines[y]
        if not self.said:
            return ()
        voice = ("wrong" if self.wrong else "good") if self.fresh else "faint"
        if y > 0:
            return ((f"   {text}", voice),)
        return (" ", "plain"), ("! " if self.wrong else "✓ ", voice), (text, voice)

    def _code_line(self) -> Line:
        words: Any = self.app.words  # type: ignore[attr-defined]
        what, how = map(words, self.code_words)
        return (f" {what}  ", "faint"), (f"{visible(self.code)}_", "strong"), (f"   {how}", "faint")

    def _key_line(self, width: int) -> Line:
        runs: list[Run] = [(" ", "keys")]
        for hint in self._that_fit(width):
            runs += [(hint.key, "keys-key"), (f" {hint.label}  ", "keys")]
        *first, (last, voice) = runs
        return (*first, (last.rstrip(), voice))

    def _that_fit(self, width: int) -> list[Hint]:
        """Those for which there is room, in their order; the latest give way first."""
        left, kept = width + 1, set()  # the two spaces after the last one may be cut off, one stands before the first
        fill = self._fill
        for hint in sorted(self._keys, key=lambda hint: hint.late):
            if hint.size <= left and (hint.late < FILLS or fill > 0):
                left -= hint.size
                fill -= hint.late >= FILLS
                kept.add(hint)
        return [hint for hint in self._keys if hint in kept]


def key_name(binding: Binding, words: Any) -> str:
    """The key as it is written on the keyboard, in the reader's language."""
    key = binding.key_display or binding.key
    if key.startswith("ctrl+"):
        return "^" + key[5:]
    return visible(words(KEY_NAMES[key])) if key in KEY_NAMES else key  # a letter is not a word
