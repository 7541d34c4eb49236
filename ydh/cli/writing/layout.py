"""Text measured in the cells of a terminal or a printer: Chinese is two wide, and no character is cut in half."""

CUT = ".."  # the ellipsis character is drawn one cell wide here and two there


def width_of(text: str) -> int:
    """How many cells a visible text takes."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    return max(wcswidth(text), 0)


def cut(text: str, width: int) -> str:
    """`text` in at most `width` cells, never half a character."""
    if width_of(text) <= width:
        return text
    from wcwidth import iter_graphemes

    kept, used = "", len(CUT)
    for grapheme in iter_graphemes(text):
        used += width_of(grapheme)
        if used > width:
            break
        kept += grapheme
    return kept + CUT


def padded(text: str, width: int, *, right: bool = False) -> str:
    """`text` in exactly `width` cells."""
    shown = cut(text, width)
    blank = " " * (width - width_of(shown))
    return blank + shown if right else shown + blank


def apart(left: str, right: str, width: int) -> str:
    """Left and right with what is free between them; where both have no room the left one is cut."""
    return padded(left, max(width - width_of(right) - 1, len(CUT))) + " " + right


def middle(text: str, width: int) -> str:
    """`text` with the same room on both sides."""
    shown = cut(text, width)
    return " " * ((width - width_of(shown)) // 2) + shown


def folded(text: str, width: int) -> list[str]:
    """The text in pieces of at most `width` cells, broken at a space where one is near."""
    pieces, left = [], text
    while width_of(left) > width:
        size = max(1, next(n for n in range(len(left), 0, -1) if n == 1 or width_of(left[:n]) <= width))
        space = left.rfind(" ", 1, size + 1)
        size = space if space > size // 2 else size
        pieces.append(left[:size].rstrip())
        left = left[size:].lstrip()
    return [*pieces, left]
