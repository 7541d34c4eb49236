"""How the word lists of goods are written down."""

from typing import Literal, NamedTuple

Season = Literal["", "spring", "summer", "festival"]


class PracticeProduct(NamedTuple):
    """A thing to sell: `sizes` is "spec=yuan spec=yuan", `box` the units a box, `season` when it sells best.

    `colours` and `fits` (both or neither) combine into one SKU each instead of the spec.
    """

    name: str
    unit: str
    sizes: str
    box: int
    season: Season = ""
    colours: str = ""
    fits: str = ""


class PracticeShelf(NamedTuple):
    """A category: the letter its codes begin with, its brands, the words that tell its lines apart, its goods."""

    category: str
    letter: str
    brands: tuple[str, ...]
    lines: tuple[str, ...]
    goods: tuple[PracticeProduct, ...]
