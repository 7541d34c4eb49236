"""Draws the pictures of docs/pictures from the running program: `python -m tests.kit.pictures` (or make screenshots).

A picture is an SVG of its own: each run of characters has its place and its length, so that Chinese stands in two
columns whatever font the reader has. It names no font of anybody's server.
"""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable, Iterator, Sequence
from decimal import Decimal
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from rich.terminal_theme import DIMMED_MONOKAI

from tests.kit.desk import Desk, screens
from ydh.core.administration import settings
from ydh.core.company.actors import Actor
from ydh.core.company.company import open_company
from ydh.core.orders import cart
from ydh.core.orders.entering import place
from ydh.core.orders.views import Want
from ydh.locale import Language
from ydh.practice import founding

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
SIZE = (100, 30)
WIDE, HIGH, EDGE = 9.0, 20.0, 12.0  # of a cell, and of the frame, in pixels
LATIN = 14.95  # the size at which a Latin letter is a cell wide; a Chinese one is at twice the width of a cell
FONTS = "'DejaVu Sans Mono', Menlo, Consolas, 'Noto Sans Mono CJK SC', 'Sarasa Mono SC', 'Microsoft YaHei', monospace"
ORDERS = 400  # past orders of the practice company
LANGUAGES: tuple[Language, ...] = ("zh_CN", "en")

Way = Callable[[Desk], Awaitable[None]]


async def _home(desk: Desk) -> None:
    """As it opens."""


async def _queue(desk: Desk) -> None:
    await desk.press("1", "j", "space", "j", "space")


async def _order(desk: Desk) -> None:
    await desk.press("1", "j", "enter")


async def _roles(desk: Desk) -> None:
    await desk.open("administration.roles:RoleGrid")
    await desk.press("j", "j", "j")


async def _workflow(desk: Desk) -> None:
    await desk.open("administration.workflow:Steps")
    await desk.press("j", "t")


async def _reports(desk: Desk) -> None:
    await desk.open("reports.reports:Reports")
    await desk.press("j", "enter")


async def _pick(desk: Desk) -> None:
    """Two lines are counted, then something that does not belong there."""
    await desk.open("shipping.picks:PickQueue")
    await desk.press("j", "a")
    screen: Any = desk.screen
    mine = [line.sku for line in screen.sheet.lines]
    for line in screen.sheet.lines[:2]:
        await desk.type(f"{line.sku}*{line.due:f}")
        await desk.press("enter")
    await desk.type(next(code for code in ("D0001", "D0022", "D0074") if code not in mine))
    await desk.press("enter")


async def _returns(desk: Desk) -> None:
    await desk.open("returns.returns:AllReturns")


# name of the picture: who sits there, and what is done before it is taken
PICTURES: dict[str, tuple[str, Way]] = {
    "home": ("zhangsan", _home),
    "queue": ("zhaoliu", _queue),
    "order": ("zhaoliu", _order),
    "catalogue": ("c0001", _home),
    "pick": ("zhouba", _pick),
    "returns": ("zhaoliu", _returns),
    "roles": ("wujiu", _roles),
    "workflow": ("wujiu", _workflow),
    "reports": ("zhangsan", _reports),
}


async def draw_all(folder: Path, names: Sequence[str] = tuple(PICTURES)) -> None:
    """Write the pictures into `folder`, each in every language."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as there:
        people = _company(f"sqlite:///{there}/practice.db")
        for name in names:
            login, way = PICTURES[name]
            for lang in LANGUAGES:
                async with screens(people[login], size=SIZE, lang=lang) as desk:
                    await way(desk)
                    desk.grid()  # each row as wide as the terminal
                    drawn = svg([list(_segments(line)) for line in desk.output().strips])
                (folder / f"{name}-{lang[:2]}.svg").write_text(drawn, encoding="utf-8")
        people["wujiu"].company.close()


def _company(url: str) -> dict[str, Actor]:
    """A practice company in which orders wait and somebody's cart is full."""
    founding.make(url, size=ORDERS)
    company = open_company(url)
    people = dict(founding.people(company))
    settings.change_setting(people["wujiu"], "pick", "other")
    _fill_cart(people["c0001"])
    for nth, quantity in enumerate((12, 48, 24, 96, 18, 60, 12, 36, 24, 30), 2):
        place(people[f"c{nth:04}"], [Want("D0001", Decimal(quantity)), Want("D0022", Decimal(20))])
    return people


def _fill_cart(buyer: Actor) -> None:
    """Two lines that can be ordered, and one that is too few."""
    wants = {"D0001": 48, "D0022": 20, "W0006-03": 4}
    cart.add(buyer, [Want(code, Decimal(quantity)) for code, quantity in wants.items()])


def _segments(line: Any) -> Iterator[Segment]:
    for strip in line:
        yield from strip


# --- an SVG of rows of segments ---


def svg(rows: Sequence[Sequence[Segment]]) -> str:
    """The rows as a picture in a frame."""
    width, height = SIZE[0] * WIDE + 2 * EDGE, len(rows) * HIGH + 2 * EDGE
    ground = _colours(next(s.style for s in rows[len(rows) // 2] if s.style))[1]
    drawn = [shape for y, row in enumerate(rows) for shape in _row(row, EDGE + y * HIGH, ground)]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}">',
            f"<style>text {{ font: {LATIN}px {FONTS}; white-space: pre }}",
            f".b {{ font-weight: bold }} .w {{ font-size: {2 * WIDE:g}px }}</style>",
            f'<rect width="{width:g}" height="{height:g}" rx="8" fill="{ground}"/>',
            *drawn,
            "</svg>\n",
        ]
    )


def _row(row: Sequence[Segment], y: float, ground: str) -> Iterator[str]:
    x = EDGE
    texts: list[str] = []
    for segment in row:
        ink, paper = _colours(segment.style or Style.null())
        width = cell_len(segment.text) * WIDE
        if paper != ground:
            yield f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{HIGH:g}" fill="{paper}"/>'
        bold = "b" if segment.style and segment.style.bold else ""
        texts += _runs(segment.text, x, y + HIGH * 0.75, bold, ink)
        x += width
    yield from texts


def _runs(text: str, x: float, y: float, bold: str, ink: str) -> Iterator[str]:
    """Characters of the same width that stand together, without the blanks around them."""
    for (blank, cells), group in groupby(text, key=lambda each: (each.isspace(), cell_len(each))):
        run = "".join(group)
        look = " ".join(filter(None, (bold, "w" if cells == 2 else "")))
        width = cell_len(run) * WIDE
        if not blank:
            kind = f' class="{look}"' if look else ""
            yield (
                f'<text x="{x:g}" y="{y:g}" textLength="{width:g}" lengthAdjust="spacingAndGlyphs"{kind} fill="{ink}">'
                f"{escape(run, quote=False)}</text>"
            )
        x += width


def _colours(style: Style) -> tuple[str, str]:
    theme = DIMMED_MONOKAI
    ink = style.color.get_truecolor(theme).hex if style.color else theme.foreground_color.hex
    paper = style.bgcolor.get_truecolor(theme, foreground=False).hex if style.bgcolor else theme.background_color.hex
    return (paper, ink) if style.reverse else (ink, paper)


if __name__ == "__main__":
    asyncio.run(draw_all(FOLDER))
