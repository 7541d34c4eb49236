"""The fonts of this machine, for papers that carry what they print: which one has a character, the best first.

A font is opened only when a character is asked for that none before it has. `YDH_FONTS` names files or folders that
come first, written as PATH is. Left out are fonts that may not be embedded, and those that have pictures, or many
weights, instead of one outline.
"""

import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ENDS = frozenset({".ttf", ".otf", ".ttc", ".otc"})
# simplified Chinese before other forms, even strokes before serifs, then all others
_FIRST = (
    *("notosanscjksc", "notosanssc", "sourcehansanssc", "notosanscjk", "sourcehansans", "msyh", "wqyzenhei"),
    *("wqymicrohei", "simhei", "stheiti", "droidsansfallback", "simsun", "notoserifcjk", "dejavusans", "notosans"),
)
_STYLED = re.compile(r"bold|italic|oblique|light|thin|black|medium|heavy|condensed|mono", re.IGNORECASE)
_RESTRICTED = 2  # OS/2.fsType: may not be embedded


class Face(NamedTuple):
    """A face of a font's file, and how wide each of its characters is, for a size of one.

    What every reader of PDF has is in no file.
    """

    path: Path | None
    number: int
    widths: dict[int, float]


def folders() -> list[Path]:
    """Where fonts are on this kind of machine."""
    home = Path.home()
    if sys.platform == "win32":
        there = Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"
        return [there, home / "AppData/Local/Microsoft/Windows/Fonts"]
    if sys.platform == "darwin":
        return [home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts")]
    return [home / ".local/share/fonts", home / ".fonts", Path("/usr/local/share/fonts"), Path("/usr/share/fonts")]


def files() -> list[Path]:
    """The files of fonts, the best first; of those that nobody has named, none that is bold or italic."""
    named = [Path(word) for word in os.environ.get("YDH_FONTS", "").split(os.pathsep) if word]
    first = [path for place in named for path in ([place] if place.is_file() else _below(place))]
    others = [path for place in folders() for path in _below(place) if not _STYLED.search(path.stem)]
    return list(dict.fromkeys([*first, *sorted(others, key=_rank)]))


def _below(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in ENDS)


def _rank(path: Path) -> tuple[int, str]:
    name = re.sub(r"[-_ ]", "", path.stem.lower())
    return next((at for at, known in enumerate(_FIRST) if name.startswith(known)), len(_FIRST)), name


def faces() -> Iterator[Face]:
    """The faces that can be embedded, each opened when it is asked for; of a collection the one for Chinese."""
    for path in files():
        face = _opened(path)
        if face is not None:
            yield face


def _opened(path: Path) -> Face | None:
    from fontTools.ttLib import TTCollection, TTFont, TTLibError

    try:
        with path.open("rb") as file:
            many = TTCollection(file, lazy=True).fonts if path.suffix.lower() in {".ttc", ".otc"} else ()
            number = _chinese(many)
            font = many[number] if many else TTFont(file, lazy=True)
            return Face(path, number, _widths(font)) if _fit(font) else None
    except (OSError, TTLibError, KeyError, ValueError, AssertionError):  # no font after all, or a broken one
        return None


def _chinese(fonts: Sequence[Any]) -> int:
    """The face with the forms of simplified Chinese; the others have those of Japan, Korea or Taiwan."""
    names = [str(font["name"].getDebugName(4) or "") for font in fonts]
    return next((at for at, name in enumerate(names) if re.search(r"\bSC\b", name)), 0)


def _fit(font: Any) -> bool:
    drawn = "glyf" in font or "CFF " in font
    restricted = "OS/2" in font and font["OS/2"].fsType & 0xF == _RESTRICTED
    return drawn and "fvar" not in font and not restricted


def _widths(font: Any) -> dict[int, float]:
    advances, em = font["hmtx"].metrics, font["head"].unitsPerEm
    return {code: advances[name][0] / em for code, name in (font.getBestCmap() or {}).items() if name in advances}
