"""One thing of a noun as its table has it: facts and sections, for people, as JSON, or the rows of a section."""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any

from ydh import locale
from ydh.cli.frame import answering, options
from ydh.cli.frame.listing import put_record
from ydh.cli.writing import cells, nested
from ydh.cli.writing.cells import DataColumn
from ydh.cli.writing.output import FOR_PEOPLE, terminal_width
from ydh.core.rules.facts import Fact
from ydh.core.rules.nouns import Section

_KINDS = {"note": "text", "version": "ordinal", "sentence": "text", "pairs": "list"}
LEAST, GAP = 18, 2  # cells of a column that takes what is left, and between columns
Reads = Callable[[Any], tuple[Any, ...]]


def column(fact: Fact, *, people: bool = False) -> DataColumn:
    """The column of a fact; `people` may read a text or a label in place of its value."""
    kind: Any = _KINDS.get(fact.type, fact.type)
    return DataColumn(fact.code, fact.title, kind, fact.choices, mixed=people and fact.seen is not None)


def shape(facts: Sequence[Fact], *, people: bool = False) -> tuple[list[DataColumn], Reads]:
    """The columns of facts, and how a row becomes their cells: labels stay codes, which the columns name."""
    return [column(fact, people=people) for fact in facts], _reads(facts, people=people)


def _reads(facts: Sequence[Fact], *, people: bool) -> Reads:
    made = [(fact.seen if people else None) or fact.of for fact in facts]
    plain = not any(made) and all(fact.type != "sentence" for fact in facts)
    if plain and len(facts) > 1:  # a list may have a million rows: nothing of ours is called for a cell
        return attrgetter(*(fact.code for fact in facts))
    words = locale.current()
    read = [_reader(one or attrgetter(fact.code), fact, words) for one, fact in zip(made, facts, strict=True)]
    return lambda row: tuple([one(row) for one in read])


def _reader(one: Callable[[Any], Any], fact: Fact, words: locale.Words) -> Callable[[Any], Any]:
    return (lambda row: locale.plain(one(row), words)) if fact.type == "sentence" else one


def for_people(facts: Sequence[Fact], key: str = "", width: int | None = None) -> list[Fact]:
    """The facts that are columns for people, and the key, which one types.

    Where the `width`, or else the terminal, is narrow they go from the highest `drop` on.
    """
    kept = [fact for fact in facts if fact.width is not None or fact.code == key]
    room = width or terminal_width()
    while room and any(fact.drop for fact in kept) and sum((f.width or LEAST) + GAP for f in kept) - GAP > room:
        kept.remove(max(kept, key=lambda fact: fact.drop))
    return kept


def put_one(
    facts: Sequence[Fact],
    sections: Sequence[Section],
    row: Any,
    *,
    format: str,
    json: bool,
    output: str | None,
    force: bool,
) -> None:
    """Show one row: what is known of it and its sections; in csv and its kin the first section that has rows."""
    chosen = options.format_of(format, json=json)
    people = chosen in FOR_PEOPLE
    if not sections:
        columns, cells_of = shape([f for f in facts if not people or f.type != "version"], people=people)
        put_record(columns, cells_of(row), format=chosen, json=False, output=output, force=force)
    elif chosen == "json":
        nested.emit(object_of(facts, sections, row) + "\n", output, force=force)
    elif people:
        nested.emit(sheet(facts, sections, row), output, force=force)
    else:
        first = sorted((it for it in sections if it.rows), key=lambda it: not it.main)[0]
        columns, cells_of = shape(first.facts)
        options.show(columns, map(cells_of, rows_of(first, row)), format=chosen, to=output, force=force)


def rows_of(section: Section, row: Any) -> Sequence[Any]:
    """What stands in a section."""
    return section.rows(row) if section.rows else (row,)


def sheet(facts: Sequence[Fact], sections: Sequence[Section], row: Any, width: int | None = None) -> str:
    """One row for people: its facts, a line each, and its sections as tables; for the terminal without a `width`."""
    first = "".join(_block(section, row, width) for section in sections if section.before)
    known = _lines(facts, row) + "".join(_lines(it.facts, row) for it in sections if not (it.rows or it.before))
    after = [_block(section, row, width) for section in sections if section.rows and not section.before]
    return "".join([first, "\n" if first and known else "", known, *after]).removeprefix("\n")


def _lines(facts: Sequence[Fact], row: Any) -> str:
    return nested.facts((fact.title, plain(fact, row)) for fact in facts if fact.type != "version")


def _block(section: Section, row: Any, width: int | None) -> str:
    if section.rows is None:
        return _lines(section.facts, row)
    rows = section.rows(row)
    said = [fact for fact in section.facts if any(fact.face(each) not in (None, "", ()) for each in rows)]
    columns, cells_of = shape(for_people(said, width=width), people=True)
    if not columns or len(rows) < section.least:
        return ""
    return nested.block(section.title, columns, map(cells_of, rows), width)


def plain(fact: Fact, row: Any) -> Any:
    """What people read of a row where it stands in a line of its own."""
    value = fact.face(row)
    if fact.type == "yes" and not fact.seen:
        return nested.YES if value else None
    return ", ".join(map(nested.shown, value)) if isinstance(value, (list, tuple)) and value else value


def object_of(facts: Sequence[Fact], sections: Sequence[Section], row: Any) -> str:
    """One row as JSON: the object that a list has of it, and an array for each section."""
    parts = [*_members(facts, row)]
    for section in sections:
        if not section.data:
            continue
        if section.rows is None:
            members = _members(section.facts, row)
            parts += [f'"{section.code}": ' + "{" + ", ".join(members) + "}"] if section.code else members
            continue
        rows = ["    {" + ", ".join(_members(section.facts, each)) + "}" for each in section.rows(row)]
        parts.append(f'"{section.code}": [' + ("\n" + ",\n".join(rows) + "\n  ]" if rows else "]"))
    return "{\n  " + ",\n  ".join(parts) + "\n}"


def schema_of_one(facts: Sequence[Fact], sections: Sequence[Section]) -> Any:
    """The schema of what `object_of` gives."""
    made, parts = answering.schema(), {}
    columns = [column(fact) for fact in facts]
    for section in (section for section in sections if section.data):
        within = [column(fact) for fact in section.facts]
        if section.rows is None and not section.code:
            columns += within
            continue
        form = made.one if section.rows is None else made.rows
        parts[section.code] = {"title": locale.translate(section.title), **form(within)}
    return made.one(columns, parts)


def _members(facts: Sequence[Fact], row: Any) -> list[str]:
    return [f'"{fact.code}": {cells.json(column(fact).kind)([fact.value(row)])[0]}' for fact in facts]
