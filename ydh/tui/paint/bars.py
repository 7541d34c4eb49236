"""The top line (where am I, who am I) and the bottom two (what was said last, the keys that matter here)."""

from typing import Any, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding
from textual.strip import Strip
from textual.widget import Widget

from ydh.core.values.words import N_, visible
from ydh.tui.paint.sheet import wrap
from ydh.tui.paint.shown import fit

RULE = "─"
WORKING = N_("working ...")
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
    "equals_sign": "=",
    "comma": ",",
    "full_stop": ".",
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
    """Where I am, and who I am."""

    DEFAULT_CSS = "Top { dock: top; height: 1; background: $primary-background; color: $text; text-style: bold; }"

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
        width = self.size.width
        right = app.words(WORKING) if self.working else app.who_line()
        right = fit(" " + right + " ", min(cell_len(right) + 2, width // 2))
        left = fit(" " + self._path(app.crumbs(), width - cell_len(right) - 1), width - cell_len(right))
        return Strip([Segment(left + right, self.rich_style)], width)

    def _path(self, crumbs: list[str], width: int) -> str:
        """The crumbs in one line; a long path loses its beginning."""
        path = " > ".join(crumbs)
        while len(crumbs) > 2 and cell_len(path) > width:
            crumbs = crumbs[1:]
            path = ".. > " + " > ".join(crumbs)
        return path


class Bottom(Widget):
    """What was said last, in the rule above the keys that matter here; a long sentence takes more lines."""

    COMPONENT_CLASSES = {"bottom--wrong", "bottom--said", "bottom--key", "bottom--rule"}
    DEFAULT_CSS = """
    Bottom { dock: bottom; height: 2; }
    Bottom > .bottom--rule { color: $text-muted; }
    Bottom > .bottom--said { color: $text-success; text-style: bold; }
    Bottom > .bottom--wrong { color: $text-error; text-style: bold; }
    Bottom > .bottom--key { text-style: bold; color: $text-accent; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.said, self.wrong = "", False
        self._lines = [""]
        self._keys: list[Hint] = []
        self._fill = 0

    def say(self, text: str, *, wrong: bool) -> None:
        """Show a sentence until the next one."""
        if (text, wrong) != (self.said, self.wrong):
            self.said, self.wrong = text, wrong
            self._break()
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
        width = self.size.width
        if y >= len(self._lines):
            return self._key_line(width)
        rule = self.get_component_rich_style("bottom--rule")
        if not self.said:
            return Strip([Segment(RULE * width, rule)], width)
        style = self.get_component_rich_style("bottom--wrong" if self.wrong else "bottom--said")
        text = fit(self._lines[y], cell_len(self._lines[y]))
        if y > 0:
            return Strip([Segment(fit("  " + text, width), style)], width)
        rest = RULE * max(0, width - 4 - cell_len(text))
        return Strip([Segment(RULE + " ", rule), Segment(text, style), Segment(" " + RULE + rest, rule)], width)

    def _key_line(self, width: int) -> Strip:
        key_style = self.get_component_rich_style("bottom--key")
        segments, used = [Segment(" ", self.rich_style)], 1
        for hint in self._that_fit(width):
            segments += [Segment(hint.key, key_style), Segment(f" {hint.label}  ", self.rich_style)]
            used += hint.size
        return Strip(segments, used).adjust_cell_length(width, self.rich_style)

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
