"""Which cells of an Excel file are shown as something else than the number they hold: 123 as 000123."""

import re

from ydh.core.files.reading.package import Package, local

_STYLES = "xl/styles.xml"
_PLAIN_IDS = frozenset({0, 1, 49})  # General, 0, @
_PLAIN = frozenset({"", "general", "@", "0", "#"})
_SPACING = re.compile(r"_.|\*.|\\ | ")
_DIGITS = re.compile(r"[0-9]{1,6}\Z")


class Formats:
    """The styles of a workbook, heard once; `odd` are those that do not show plain digits."""

    def __init__(self, package: Package) -> None:
        self._codes: dict[int, str] = {}
        self._in_cells = False
        self._styles: list[int] = []
        if package.has(_STYLES):
            package.parse(_STYLES, self._start)
        odd = (str(at) for at, number in enumerate(self._styles) if not self._is_plain(number))
        self.odd = frozenset(odd)
        """The numbers of the styles, as cells name them."""

    def _start(self, tag: str, given: dict[str, str]) -> None:
        tag = local(tag)
        if tag == "numFmt" and _DIGITS.match(given.get("numFmtId", "")):
            self._codes[int(given["numFmtId"])] = given.get("formatCode", "")
        elif tag in ("cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
            self._in_cells = tag == "cellXfs"
        elif tag == "xf" and self._in_cells:
            number = given.get("numFmtId", "0")
            self._styles.append(int(number) if _DIGITS.match(number) else 0)

    def _is_plain(self, number: int) -> bool:
        code = self._codes.get(number)
        if code is None:
            return number in _PLAIN_IDS
        return _SPACING.sub("", code.split(";")[0]).casefold() in _PLAIN
