"""Long texts in lines of a given width, in which Chinese counts two and may end anywhere."""

import re

from rich.cells import cell_len, chop_cells

from ydh.core.values.words import visible

# where a line may end: after a space, after any wide character unless what follows closes the clause
_PIECES = r" |[\u2e80-\uffef][\u3001\u3002\uff01\uff09\uff0c\uff1a\uff1b\uff1f,.;:)]*|[^ \u2e80-\uffef]+"


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` cells, broken at spaces and between Chinese characters where there are some."""
    lines: list[str] = []
    for given in text.split("\n"):
        line = visible(given)
        if cell_len(line) > width:
            *full, line = _broken(line, width)
            lines += full
        lines.append(line)
    return lines


def _broken(text: str, width: int) -> list[str]:
    lines: list[str] = []
    line = ""
    for piece in re.findall(_PIECES, text):
        if cell_len(line + piece) <= width and (line or piece != " " or not lines):
            line += piece
        elif piece != " ":
            if line:
                lines.append(line.rstrip(" "))
            *full, line = chop_cells(piece, width)
            lines += full
        elif line:
            lines.append(line)
            line = ""
    return [*lines, line]
