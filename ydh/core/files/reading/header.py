"""The header: which column of the file is which of ours."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from ydh.core.files.reading.cells import unguarded
from ydh.core.files.reading.columns import FileColumn
from ydh.core.values.errors import Invalid
from ydh.core.values.text import escaped

COLUMNS_LIMIT = 200
REASON = "problem"  # the last column of a file of refused rows: ours, ignored when it comes back
_SHOWN = 20


def normal(title: str) -> str:
    """A title as titles compare: NFKC, casefolded, one space for spaces and underscores."""
    return " ".join(
        unicodedata.normalize("NFKC", unguarded(title)).casefold().replace("_", " ").strip("\ufeff").split()
    )


@dataclass(frozen=True)
class Layout:
    """Where our columns stand in a file."""

    titles: tuple[str, ...]
    """The header as it stood in the file."""
    places: tuple[int | None, ...]
    """For each of our columns its position in the file, None when the file has not got it."""
    ignored: tuple[str, ...]
    """Titles of the columns that are none of ours."""

    def repeats(self, cells: Sequence[str]) -> bool:
        """Whether a row says the header once more."""
        places = [place for place in self.places if place is not None]
        return all(place < len(cells) and normal(cells[place]) == normal(self.titles[place]) for place in places)


def known(titles: Sequence[str], columns: Sequence[FileColumn], mapping: Mapping[str, str]) -> list[str]:
    """The titles that name one of our columns."""
    names = {normal(title) for title in mapping.values()}
    for column in columns:
        names |= {normal(title) for title in (column.name, *column.titles)}
    return [title for title in titles if normal(title) in names]


def laid_out(
    file: str, line: int, titles: Sequence[str], columns: Sequence[FileColumn], mapping: Mapping[str, str]
) -> Layout:
    """Find our columns in a header.

    Raises Invalid for too many columns, a mapping that names what is not there, one column twice, a missing one.
    """
    if len(titles) > COLUMNS_LIMIT:
        raise Invalid("file-columns-many", name=file, line=line, count=len(titles), limit=COLUMNS_LIMIT)
    words = _words(titles, columns, mapping)
    found = [normal(title) for title in titles]
    places: list[int | None] = []
    for column in columns:
        at = [i for i, title in enumerate(found) if title in words[column.name]]
        if len(at) > 1:
            twice = ", ".join(escaped(titles[i]) for i in at[:_SHOWN])
            raise Invalid("file-column-twice", name=file, line=line, column=column.name, titles=twice)
        places.append(at[0] if at else None)
    _refuse_missing(file, line, titles, columns, places)
    ignored = (title for i, title in enumerate(titles) if i not in places and found[i] not in ("", REASON))
    return Layout(tuple(titles), tuple(places), tuple(escaped(title) for title in ignored))


def _words(
    titles: Sequence[str], columns: Sequence[FileColumn], mapping: Mapping[str, str]
) -> dict[str, frozenset[str]]:
    """The normal titles of each column: what the mapping says, else its own."""
    words = {column.name: frozenset(map(normal, (column.name, *column.titles))) for column in columns}
    present = {normal(title): title for title in titles}
    # a title that was given to one column by hand is no longer another's
    taken = frozenset(map(normal, mapping.values()))
    words = {name: own - taken for name, own in words.items()}
    for name, title in mapping.items():
        if name not in words:
            raise Invalid("file-map-column", column=escaped(name), near=_near(name, list(words)))
        if normal(title) not in present:
            raise Invalid("file-map-title", title=escaped(title), near=_near(normal(title), present, present))
        words[name] = frozenset((normal(title),))
    return words


def _near(word: str, known: Sequence[str] | Mapping[str, str], shown: Mapping[str, str] | None = None) -> str:
    names = list(known)[:COLUMNS_LIMIT]
    near = get_close_matches(word[:100], names, n=3, cutoff=0.4) or names[:_SHOWN]
    return ", ".join(escaped(shown[name] if shown else name) for name in near)


def _refuse_missing(
    file: str, line: int, titles: Sequence[str], columns: Sequence[FileColumn], places: Sequence[int | None]
) -> None:
    missing = [column for column, place in zip(columns, places, strict=True) if column.required and place is None]
    if not missing:
        return
    more = ", ..." if len(titles) > _SHOWN else ""
    raise Invalid(
        "file-columns-missing",
        name=file,
        line=line,
        missing=", ".join(f"{c.name} ({c.titles[0]})" if c.titles else c.name for c in missing),
        found=", ".join(escaped(title) for title in titles[:_SHOWN]) + more,
        first=missing[0].name,
    )
