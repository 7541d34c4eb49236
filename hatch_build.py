"""Compiles the catalogues while a wheel is built, an editable install included; git does not keep the .mo files.

A catalogue is replaced whole: a program may be reading it.
"""

import os
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Catalogues(BuildHookInterface[Any]):
    """The build hook that hatchling finds by the file's name."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write a .mo beside each .po and put it into what is built."""
        for source in catalogues(Path(self.root)):
            build_data["artifacts"].append(compiled(source).relative_to(self.root).as_posix())


def catalogues(root: Path) -> list[Path]:
    """The .po files."""
    return sorted((root / "ydh" / "locale").glob("*/LC_MESSAGES/*.po"))


def compiled(source: Path) -> Path:
    """Make the .mo of a .po, which appears whole."""
    made, part = source.with_suffix(".mo"), source.with_suffix(f".{os.getpid()}.part")
    with source.open("rb") as po, part.open("wb") as mo:
        write_mo(mo, read_po(po))
    os.replace(part, made)
    return made
