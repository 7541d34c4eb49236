"""How everything looks: the roles of colour, the four themes made from them, and what draws with them.

No other file names a colour. A voice is how a piece of text looks: an ink, sometimes on a fill of its own. Colour is
for what is not as it should be, each has one meaning, and a word always says the same. Where there are sixteen colours
or none, a fill is reverse video, which can be read on every palette.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from rich.style import Style
from textual.theme import Theme

from ydh.core.values.words import N_

ROLES: Mapping[str, tuple[str, str, str, str]] = {
    # role: dark, light, high contrast, the terminal's own sixteen ("": no fill, or the ink that it has)
    "ground": ("#10141a", "#ffffff", "#000000", ""),  # behind lists
    "pane": ("#181e27", "#f2f5f9", "#000000", ""),  # behind details, the cart
    "raised": ("#212a36", "#e6edf5", "#000000", ""),  # behind titles of panes, forms, the palette, the keys
    "band": ("#2b3645", "#d3dfec", "#ffffff", "default"),  # the top line
    "band-ink": ("#e8ebf0", "#161d26", "#000000", "default"),
    "band-quiet": ("#a6b1bf", "#48525e", "#303030", "default"),
    "field": ("#2b3645", "#d3dfec", "#303030", ""),  # what is typed into
    "cursor": ("#1f5182", "#86b8ec", "#ffff00", "default"),  # the row or field that has the keys
    "cursor-ink": ("#ffffff", "#0b1118", "#000000", "default"),
    "ink": ("#e8ebf0", "#161d26", "#ffffff", "default"),  # values
    "quiet": ("#9ba7b6", "#505b68", "#d0d0d0", "default"),  # labels, heads, dates of numbers, rows that are done
    "key": ("#7cc0ff", "#0a5299", "#66d9ff", "cyan"),  # keys, marks, where a document is
    "late": ("#ff8f80", "#b3170f", "#ff8574", "red"),  # overdue, refused, wrong, to be mended
    "good": ("#60dcc6", "#00695a", "#a8ffe0", "green"),  # done, enough, up
    "late-fill": ("#ff8f80", "#c0261c", "#ff8574", "red"),
    "held-fill": ("#f4cc5c", "#f2c230", "#ffd84a", "yellow"),  # waits for somebody: held, short; never an ink
    "good-fill": ("#60dcc6", "#00796a", "#a8ffe0", "green"),
    "load-fill": ("#4a86bd", "#3f7db8", "#ffffff", "default"),  # bars that are no judgement
    "dark-ink": ("#10141a", "#ffffff", "#000000", "default"),  # on the fills of late and good
    "held-ink": ("#10141a", "#161d26", "#000000", "default"),
    "title": ("#212a36", "#e6edf5", "#ffffff", "default"),  # the title of a pane
    "title-ink": ("#e8ebf0", "#161d26", "#000000", "default"),
}
THEMES: Mapping[str, tuple[str, str]] = {  # ydh's name: (marked label, Textual's name), in the order of ROLES
    "dark": (N_("colours: dark"), "ydh-dark"),
    "light": (N_("colours: light"), "ydh-light"),
    "contrast": (N_("colours: high contrast"), "ydh-contrast"),
    "ansi": (N_("colours: the terminal's 16 colours"), "ydh-ansi"),
}
PLAIN_THEME = "ansi"  # what is used where the terminal shall have no colours
Run = tuple[str, str]  # a text, its voice
Line = tuple[Run, ...]


class Voice(NamedTuple):
    """How a piece of text looks: roles of its ink and of its fill, if it has one of its own."""

    ink: str = "ink"
    fill: str = ""
    bold: bool = False


VOICES: Mapping[str, Voice] = {
    "plain": Voice(),
    "strong": Voice(bold=True),
    "faint": Voice("quiet"),
    "head": Voice("quiet", bold=True),
    "wrong": Voice("late", bold=True),
    "good": Voice("good", bold=True),
    "key": Voice("key", bold=True),
    "cursor": Voice("cursor-ink", "cursor", bold=True),
    "band": Voice("band-ink", "band", bold=True),
    "band-quiet": Voice("band-quiet", "band"),
    "title": Voice("title-ink", "title", bold=True),
    "keys": Voice("ink", "raised"),
    "keys-key": Voice("key", "raised", bold=True),
    "late-chip": Voice("dark-ink", "late-fill", bold=True),
    "held-chip": Voice("held-ink", "held-fill", bold=True),
    "good-chip": Voice("dark-ink", "good-fill", bold=True),
    "note-chip": Voice("band-ink", "band"),  # unusual, and nothing wrong: urgent, new
    "late-bar": Voice("late-fill", "late-fill"),
    "load-bar": Voice("load-fill", "load-fill"),
    "good-bar": Voice("good-fill", "good-fill"),
    "big-bar": Voice("ink", "ink"),  # figures of cells
    "wrong-bar": Voice("dark-ink", "dark-ink"),  # figures of cells on the fill of late
}
SURFACES: Mapping[str, tuple[str, ...]] = {  # which voices stand on each; of what is typed into no more than these
    **dict.fromkeys(("ground", "pane", "raised"), tuple(VOICES)),
    "field": ("plain", "strong", "faint"),
}


# --- themes ---

_ANSI = {  # what Textual's own widgets ask a theme of sixteen colours for
    "ansi-background": "ansi_black",
    "ansi-foreground": "ansi_white",
    "border-blurred": "ansi_black",
    "block-cursor-foreground": "ansi_black",
    "block-cursor-background": "ansi_white",
    "input-cursor-background": "ansi_black",
    "input-cursor-foreground": "ansi_bright_white",
    "input-cursor-text-style": "none",
    "input-selection-background": "ansi_bright_blue",
    "input-selection-foreground": "ansi_black",
    "screen-selection-background": "ansi_bright_blue",
    "screen-selection-foreground": "ansi_black",
}


def colours(theme: str) -> dict[str, str]:
    """The colour of each role in a theme, as Textual writes it."""
    at = list(THEMES).index(theme)
    own = {role: given[at] for role, given in ROLES.items()}
    return {role: f"ansi_{it or 'default'}" for role, it in own.items()} if theme == "ansi" else own


def _theme(name: str) -> Theme:
    own = colours(name)
    words = {"text-muted": "quiet", "text-error": "late", "text-accent": "key", "text-success": "good"}
    return Theme(
        THEMES[name][1],
        primary="ansi_cyan" if name == "ansi" else own["cursor"],
        accent=own["key"],
        error=own["late"],
        success=own["good"],
        background=own["ground"],
        surface=own["raised"],
        panel=own["band"],
        foreground=own["ink"],
        dark=name != "light",
        ansi=name == "ansi",
        variables=own | {word: own[role] for word, role in words.items()} | (_ANSI if name == "ansi" else {}),
    )


OWN = tuple(map(_theme, THEMES))
DEFAULTS = colours("dark")  # for the moment before a theme is chosen


@lru_cache
def voices(textual_name: str, on: str = "ground") -> Mapping[str, Style]:
    """The style of each voice on a surface, in the theme that Textual calls so."""
    name = next((name for name, (_, theirs) in THEMES.items() if theirs == textual_name), "dark")
    return {each: _style(it, on, name) for each, it in VOICES.items()}


def _style(voice: Voice, on: str, theme: str) -> Style:
    at = list(THEMES).index(theme)
    ink, fill = ROLES[voice.ink][at], ROLES[voice.fill or on][at]
    if theme != "ansi":
        return Style(color=ink, bgcolor=fill, bold=voice.bold)
    if not fill:
        return Style(color=None if ink == "default" else ink, bold=voice.bold)
    return Style(color=None if fill == "default" else fill, bold=voice.bold, reverse=True)


# --- drawing ---


def chip(text: str, tone: str) -> Run:
    """A state: a word on a fill, with a free cell on each side."""
    return f" {text} ", tone


def track(steps: Sequence[str], here: int, note: str = "") -> Line:
    """Where a document is in its way: what is done, the step where it is with how long, what is to come.

    `here` counts from 0; as many as there are steps means that the last one is done.
    """
    runs: list[Run] = []
    for at, step in enumerate(steps):
        if at:
            runs.append((" > ", "faint"))
        if at < here:
            runs.append((f"✓ {step}".rstrip(), "good"))
        elif at == here:
            runs.append((f"[{at + 1} {step}{' ' + note if note else ''}]", "key"))
        else:
            runs.append((f"{at + 1} {step}", "faint"))
    return tuple(runs)


def dots(count: int, here: int) -> str:
    """The way in as many cells as it has steps: done, here, to come."""
    return "✓" * min(here, count) + ("▸" if here < count else "") + "-" * max(0, count - here - 1)


_INSIDE = {"late-bar": "!", "faint": "-"}  # what a cell holds in the colour of its ground: a copy has a bar too


def bar(parts: Iterable[tuple[int, str]]) -> Line:
    """Cells with a ground, as many as each part has, in its voice."""
    return tuple((_INSIDE.get(tone, "=") * cells, tone) for cells, tone in parts if cells > 0)


def share(part: float, width: int) -> Line:
    """A bar of whole cells as long as the part is of one."""
    return bar(((round(max(0.0, min(1.0, part)) * width), "load-bar"),))


def drawn(value: Any, width: int) -> Line:
    """What a column of bars has of a row: the share of the longest, or (number, voice) of each part of a bar."""
    if not isinstance(value, tuple):
        return share(float(value or 0), width)
    whole = sum(number for number, _ in value)
    cells = min(1, width / whole) if whole else 0
    return bar((max(1, round(number * cells)) if number else 0, tone) for number, tone in value)


_LEFT, _RIGHT = (0x40, 0x04, 0x02, 0x01), (0x80, 0x20, 0x10, 0x08)  # dots of a Braille cell, from below


def chart(numbers: Sequence[float], height: int = 1) -> list[str]:
    """A trend in Braille, two numbers a cell, in `height` lines; a figure beside it says how much it is."""
    top, levels = max(numbers, default=0), height * 4
    filled = [round(max(0, n) / top * levels) if top else 0 for n in numbers]
    filled += [0] * (len(filled) % 2)
    lines = []
    for line in reversed(range(height)):
        cells = ""
        for at in range(0, len(filled), 2):
            code = 0x2800
            for dot in range(4):
                level = line * 4 + dot
                code |= _LEFT[dot] * (filled[at] > level) | _RIGHT[dot] * (filled[at + 1] > level)
            cells += chr(code)
        lines.append(cells)
    return lines
