"""Compiles the catalogues while a wheel is built, an editable install included; git does not keep the .mo files."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Catalogues(BuildHookInterface[Any]):
    """The build hook that hatchling finds by the file's name."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write a .mo beside each .po and put it into what is built."""
        for source in sorted(Path(self.root, "ydh", "locale").glob("*/LC_MESSAGES/*.po")):
            made = source.with_suffix(".mo")
            with source.open("rb") as po, made.open("wb") as mo:
                write_mo(mo, read_po(po))
            build_data["artifacts"].append(made.relative_to(self.root).as_posix())
