"""The texts of the code and the catalogues they are translated in.

`python -m tests.kit.catalogues` brings the catalogues up to the code: new texts come in, gone ones go, English is
filled with the text itself, and what still lacks its Chinese is listed. `pybabel compile -d ydh/locale -D ydh`
then makes the .mo files; without them the .po files are read.
"""

import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

CODE = Path(__file__).parents[2] / "ydh"
LANGUAGES = ("zh_CN", "en")
KEYWORDS = {"N_": None, "_": None, "Label": (1,)}


def extracted() -> dict[str, list[str]]:
    """Each marked text with the places where it stands."""
    found: dict[str, list[str]] = {}
    for name, line, text, _comments, _context in extract_from_dir(CODE, [("**.py", "python")], keywords=KEYWORDS):
        key = text[0] if isinstance(text, tuple) else text
        if key:
            found.setdefault(key, []).append(f"ydh/{name}:{line}")
    return found


def path(language: str) -> Path:
    return CODE / "locale" / language / "LC_MESSAGES" / "ydh.po"


def catalogue(language: str) -> Catalog:
    if not path(language).exists():
        return Catalog(locale=language)
    with path(language).open("rb") as file:
        return read_po(file, locale=language)


def translations(language: str) -> dict[str, str]:
    """The texts of a catalogue that are translated."""
    return {str(m.id): str(m.string) for m in catalogue(language) if m.id and m.string and not m.fuzzy}


def placeholders(text: str) -> set[str]:
    """The {names} that a text is filled with."""
    return set(re.findall(r"\{[^{}]*\}", text))


def update(language: str) -> list[str]:
    """Write the catalogue anew from the code's texts, keeping translations; give what lacks one."""
    known, made = translations(language), Catalog(locale=language, project="ydh", charset="utf-8", fuzzy=False)
    lacking = []
    for text in sorted(extracted()):
        translated = known.get(text) or (text if language == "en" else "")
        made.add(text, translated)
        if not translated:
            lacking.append(text)
    path(language).parent.mkdir(parents=True, exist_ok=True)
    with path(language).open("wb") as file:
        file.write(f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n'.encode())
        file.write(b'"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n')
        write_po(file, made, width=120, omit_header=True)
    return lacking


if __name__ == "__main__":
    for each in LANGUAGES:
        for text in update(each):
            sys.stdout.write(f"{each}: {text!r}\n")
