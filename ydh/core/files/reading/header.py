"""The header: which column of the file is which of ours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from ydh.core.files.reading.columns import FileColumn
from ydh.core.files.reading.form import EVERY, Form
from ydh.core.files.reading.own import in_own_words
from ydh.core.files.reading.titles import REASON, normal
from ydh.core.values.errors import Invalid
from ydh.core.values.text import escaped

COLUMNS_LIMIT = 200
_SHOWN = 20
_ALIKE = 0.75  # of difflib: prise and price are 0.8, state and date 0.67


@dataclass(frozen=True)
class Layout:
    """Where our columns stand in a file."""

    titles: tuple[str, ...]
    """The header as it stood in the file."""
    columns: tuple[FileColumn, ...]
    """Our columns as the titles mean them."""
    places: tuple[int | None, ...]
    """For each of our columns its position in the file, None when the file has not got it."""
    ignored: tuple[str, ...]
    """Titles of the columns that are not read."""
    fixed: Mapping[str, Any]
    """The values of columns that were given one for the whole file, by name."""
    same: tuple[int, int] | None = None
    """Two columns that say the same in every row; the first is read."""

    def repeats(self, cells: Sequence[str]) -> bool:
        """Whether a row says the header once more."""
        places = [place for place in self.places if place is not None]
        return all(place < len(cells) and normal(cells[place]) == normal(self.titles[place]) for place in places)


def known(titles: Sequence[str], columns: Sequence[FileColumn], mapping: Mapping[str, str]) -> list[str]:
    """The titles that name one of our columns."""
    names = {normal(title) for title in mapping.values()}
    for column in columns:
        names |= {normal(title) for it in _meanings(column) for title in (it.name, *it.titles)}
    return [title for title in titles if normal(title) in names]


def laid_out(file: str, line: int, titles: Sequence[str], columns: Sequence[FileColumn], form: Form) -> Layout:
    """Find our columns in a header.

    Raises Invalid for too many columns, one twice, a missing one, one that is not read and was not named as such, and
    for what the form names and the header has not.
    """
    if len(titles) > COLUMNS_LIMIT:
        raise Invalid("file-columns-many", name=file, line=line, count=len(titles), limit=COLUMNS_LIMIT)
    form = in_own_words(file, line, titles, form)
    words = _words(titles, columns, form.mapping)
    found = [normal(title) for title in titles]
    unread = _ignored(titles, form.ignore)
    places: list[int | None] = []
    meant: list[FileColumn] = []
    for column in columns:
        at = [
            (i, it)
            for i, title in enumerate(found)
            for it in _meanings(column)
            if title in words[it.name] and title not in unread
        ]
        if len(at) > 1:
            twice = ", ".join(escaped(titles[i]) for i, _ in at[:_SHOWN])
            raise Invalid("file-column-twice", name=file, line=line, column=column.name, titles=twice)
        places.append(at[0][0] if at else None)
        meant.append(replace(at[0][1], name=column.name) if at else column)
    fixed = _fixed(columns, places, form.fixed)
    _refuse_missing(
        file, line, titles, columns, [0 if c.name in fixed else p for c, p in zip(columns, places, strict=True)]
    )
    passed = {"", REASON, *unread, *map(normal, form.known)}
    rest = [title for i, title in enumerate(titles) if i not in places and found[i] not in ("", REASON)]
    absent = [c for c, place in zip(columns, places, strict=True) if place is None and c.name not in fixed]
    strange = [title for title in rest if normal(title) not in passed]
    _refuse_unread(file, line, strange, absent, every=EVERY in form.ignore)
    same = _at_both(found, form.same) if form.same and unread.isdisjoint(map(normal, form.same)) else None
    return Layout(tuple(titles), tuple(meant), tuple(places), tuple(map(escaped, rest)), fixed, same)


def _at_both(found: Sequence[str], same: tuple[str, str]) -> tuple[int, int]:
    return found.index(normal(same[0])), found.index(normal(same[1]))


def _ignored(titles: Sequence[str], named: Sequence[str]) -> frozenset[str]:
    """The normal titles that are not to be read. Raises Invalid for one that the header has not."""
    present = {normal(title): title for title in titles}
    found = set()
    for text in named:
        # a title may hold a comma itself
        for title in [text] if normal(text) in present else text.replace("，", ",").split(","):
            if normal(title) in present:
                found.add(normal(title))
            elif title.strip() not in ("", EVERY):
                near = _near(normal(title), present, present)
                raise Invalid("file-ignore-title", title=escaped(title.strip()), near=near)
    return frozenset(found)


def _fixed(columns: Sequence[FileColumn], places: Sequence[int | None], given: Mapping[str, str]) -> dict[str, Any]:
    """The values that hold for the whole file. Raises Invalid for a column that is unknown or there, or a wrong one."""
    by_name = {column.name: (column, place) for column, place in zip(columns, places, strict=True)}
    found = {}
    for name, text in given.items():
        if name not in by_name:
            raise Invalid("file-set-column", column=escaped(name), near=_near(name, list(by_name)))
        column, place = by_name[name]
        if place is not None:
            raise Invalid("file-set-there", column=name)
        found[name] = column.parse(text)
    return found


def _refuse_unread(file: str, line: int, strange: Sequence[str], absent: Sequence[FileColumn], *, every: bool) -> None:
    """Raise Invalid for columns that would be passed over, with `every` only for those like one that is missing."""
    near = {title: _nearly(title, absent) for title in strange}
    shown = [title for title in strange if near[title]] if every else strange
    if shown:
        words = [f"{escaped(title)} ({near[title]}?)" if near[title] else escaped(title) for title in shown]
        more = ("...",) if len(words) > _SHOWN else ()
        first = escaped(shown[0])
        raise Invalid("file-columns-unread", name=file, line=line, titles=(*words[:_SHOWN], *more), first=first)


def _nearly(title: str, columns: Sequence[FileColumn]) -> str:
    """The column that a title was likely meant for, "" for none."""
    here = normal(title)
    for column in columns:
        words = [normal(word) for it in _meanings(column) for word in (it.name, *it.titles)]
        if any(len(word) >= (4 if word.isascii() else 2) and word in here for word in words):
            return column.name
        if get_close_matches(here[:100], words, n=1, cutoff=_ALIKE):
            return column.name
    return ""


def _words(
    titles: Sequence[str], columns: Sequence[FileColumn], mapping: Mapping[str, str]
) -> dict[str, frozenset[str]]:
    """The normal titles of each column: what the mapping says, else its own."""
    all_of = [it for column in columns for it in _meanings(column)]
    words = {column.name: frozenset(map(normal, (column.name, *column.titles))) for column in all_of}
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


def _meanings(column: FileColumn) -> tuple[FileColumn, ...]:
    return (column,) if column.other is None else (column, column.other)


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
    more = ("...",) if len(titles) > _SHOWN else ()
    raise Invalid(
        "file-columns-missing",
        name=file,
        line=line,
        missing=tuple(f"{c.name} ({c.titles[0]})" if c.titles else c.name for c in missing),
        found=(*map(escaped, titles[:_SHOWN]), *more),
        first=missing[0].name,
    )
