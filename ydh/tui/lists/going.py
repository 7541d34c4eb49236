"""Going to the screen of another room: by the name of its place and what it is about. The app finds it."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Go:
    """What `enter` and `opens` give instead of a screen of another room.

    `place` is a kind of document (`of` is then the number of one, or of a part of it), or a door of `front/places.py`:
    `of` are then the filters of its list, with `here` the row where the cursor goes, or what its screen is about.
    """

    place: str
    of: Any = None
