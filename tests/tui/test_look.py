"""The look: what is written can be read, states can be told apart by every eye, nothing is of doubtful width."""

import unicodedata
from itertools import combinations
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.style import Style

from ydh.locale import Words
from ydh.tui import look
from ydh.tui.paint.parts import Track
from ydh.tui.paint.sheet import lay_out, text_of

GRIDS = sorted((Path(__file__).parent / "grids").glob("*.txt"))
COLOURED = [name for name in look.THEMES if name != look.PLAIN_THEME]
FILLS = ("late-fill", "held-fill", "good-fill")  # states that stand beside each other
# how who lacks one kind of cone sees linear red, green and blue (Machado, Oliveira, Fernandes 2009, severity 1.0)
EYES = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
Light = tuple[float, float, float]


def light(colour: str) -> Light:
    """Linear red, green, blue of #rrggbb."""
    found = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in found)
    return red, green, blue


def luminance(colour: str) -> float:
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), light(colour), strict=True))


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2."""
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def lab(colour: Light) -> Light:
    """CIE Lab of linear red, green, blue under D65."""
    red, green, blue = (max(0.0, min(1.0, c)) for c in colour)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (c ** (1 / 3) if c > 0.008856 else 7.787 * c + 16 / 116 for c in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def seen_by(eye: str, colour: str) -> Light:
    red, green, blue = (sum(w * c for w, c in zip(row, light(colour), strict=True)) for row in EYES[eye])
    return lab((red, green, blue))


def painted(style: Style) -> tuple[str, str]:
    """Ink and ground of a style."""
    found = [it.triplet for it in (style.color, style.bgcolor) if it]
    ink, ground = (it.hex for it in found if it)
    return ink, ground


@pytest.mark.parametrize("theme", COLOURED)
def test_every_voice_can_be_read_on_every_surface(theme: str) -> None:
    least, unread = 7.0 if theme == "contrast" else 4.5, []
    for surface, names in look.SURFACES.items():
        for name in names:
            ink, ground = painted(look.voices(look.THEMES[theme][1], surface)[name])
            drawn = look.VOICES[name].ink == look.VOICES[name].fill  # a bar: what it holds is not read
            if not drawn and contrast(ink, ground) < least:
                unread.append(f"{name} on {surface}: {contrast(ink, ground):.2f}")
    assert unread == []


@pytest.mark.parametrize("theme", COLOURED)
def test_the_cursor_is_seen_beside_the_rows(theme: str) -> None:
    own = look.colours(theme)
    assert contrast(own["cursor"], own["ground"]) >= 2


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("theme", COLOURED)
def test_states_are_told_apart_by_who_lacks_a_colour(theme: str, eye: str) -> None:
    own = look.colours(theme)
    for one, other in combinations(FILLS, 2):
        ours, theirs = seen_by(eye, own[one]), seen_by(eye, own[other])
        distance = sum((a - b) ** 2 for a, b in zip(ours, theirs, strict=True)) ** 0.5
        assert distance >= 20, (one, other, distance)


def test_sixteen_colours_say_by_reverse_what_a_fill_says() -> None:
    styles = look.voices(look.THEMES[look.PLAIN_THEME][1])
    for name in ("cursor", "band", "title", "late-chip", "held-chip", "good-chip", "late-bar", "load-bar"):
        assert styles[name].reverse, name
    assert not styles["plain"].reverse
    assert all(style.bgcolor is None for style in styles.values())


@pytest.mark.parametrize("path", GRIDS, ids=lambda path: path.stem)
def test_no_screen_has_a_character_of_doubtful_width(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert {char for char in text if unicodedata.east_asian_width(char) == "A"} == set()


def test_a_track_says_what_is_done_where_it_is_and_what_is_to_come() -> None:
    steps = ("review", "finance", "ship")
    assert "".join(text for text, _ in look.track(steps, 1, "2 d")) == "✓ review > [2 finance 2 d] > 3 ship"
    assert "".join(text for text, _ in look.track(steps, 3)) == "✓ review > ✓ finance > ✓ ship"
    assert [look.dots(5, at) for at in (0, 2, 5)] == ["▸----", "✓✓▸--", "✓✓✓✓✓"]


def test_a_track_without_room_leaves_out_what_is_to_come_then_the_names_of_what_is_behind() -> None:
    way = Track(("review", "finance", "release", "ship"), 2, "3 h")

    def line(width: int) -> str:
        return text_of(lay_out([way], width, Words("en"))[0])

    assert line(80) == "✓ review > ✓ finance > [3 release 3 h] > 4 ship"
    assert line(44) == "✓ review > ✓ finance > [3 release 3 h] > .."
    assert line(30) == "✓ > ✓ > [3 release 3 h]"


def test_a_chart_has_two_numbers_a_cell_and_fills_from_below() -> None:
    assert look.chart([0, 4], 1) == ["⢸"]
    assert look.chart([4, 0, 2], 1) == ["⡇⡄"]
    assert look.chart([0, 0]) == ["⠀"]
    assert len(look.chart(range(28), 3)) == 3
    assert {cell_len(line) for line in look.chart(range(28), 3)} == {14}


def test_a_bar_is_a_bar_in_a_copy_too() -> None:
    assert "".join(text for text, _ in look.drawn(((2, "late-bar"), (10, "load-bar")), 20)) == "!!=========="
    assert "".join(text for text, _ in look.drawn(((1, "late-bar"), (999, "load-bar")), 10)) == "!=========="
    assert "".join(text for text, _ in look.drawn(0.5, 8)) == "===="
