"""The words that users read, as docs/words.md has them: one for each thing, and those that are wrong."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.pofile import read_po

PAGE = Path(__file__).parents[2] / "docs" / "words.md"
MACHINE = re.compile(r"\{[^{}]*\}|`[^`]*`|--[a-z-]+|\bydh( [a-z-]+)*")  # names that scripts use, not words
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Term:
    """One thing: its word in each language, and what the code calls it."""

    chinese: str
    english: str
    code: str


@dataclass(frozen=True)
class Wrong:
    """Words that are not used, what is right, and the English words beside which they are."""

    words: tuple[str, ...]
    right: str
    unless: tuple[str, ...]

    def found_in(self, text: str, english: str) -> list[str]:
        """Those of the words that `text` uses, of which `english` is the English."""
        if not any(_has(text, word) for word in self.words):
            return []
        if any(_has(MACHINE.sub(" ", english), word) for word in self.unless):
            return []
        said = MACHINE.sub(" ", text)
        for right in re.findall(r"[^\s,()]+", self.right):  # 有效期 has 效期 in it
            said = said.replace(right, " ") if CHINESE.search(right) else said
        return [word for word in self.words if _has(said, word)]


def _has(text: str, word: str) -> bool:
    return word in text if CHINESE.search(word) else bool(re.search(rf"\b{re.escape(word)}\b", text, re.I))


def terms() -> list[Term]:
    """The rows of the tables whose first title is 中文."""
    return [Term(row[0], row[1], row[2].strip("`")) for row in _rows("中文")]


def wrong_words() -> list[Wrong]:
    """The rows of the table of words that are not used."""
    return [Wrong(_words(row[0]), row[1], _words(row[2])) for row in _rows("not")]


def _words(cell: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in cell.split(",") if word.strip())


def _rows(title: str) -> Iterator[list[str]]:
    """The rows below each head that begins with `title`, cell by cell."""
    inside = False
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        if cells and cells[0] == title:
            inside = True
        elif not cells:
            inside = False
        elif inside and not cells[0].startswith("---"):
            yield cells


def complaints(catalogue: Path) -> list[str]:
    """Where a catalogue uses a wrong word: file and line, the word, what is right."""
    wrong_ones = wrong_words()
    with catalogue.open("rb") as file:
        messages = [it for it in read_po(file) if it.id]
    return [
        f"{catalogue}:{it.lineno}: {word}: write {wrong.right} in {text!r}"
        for it in messages
        for text in dict.fromkeys((str(it.id), str(it.string)))
        for wrong in wrong_ones
        for word in wrong.found_in(text, str(it.id))
    ]
