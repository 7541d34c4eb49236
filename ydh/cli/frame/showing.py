"""One thing of a noun as its table has it: facts and sections, for people, as JSON, or the rows of a section."""

from collections.abc import Callable, Sequence
from typing import Any

from ydh.cli.frame import options
from ydh.cli.frame.listing import put_record
from ydh.cli.writing import cells, nested
from ydh.cli.writing.cells import DataColumn
from ydh.cli.writing.output import FOR_PEOPLE
from ydh.core.rules.nouns import Fact, Section

_KINDS = {"note": "text", "version": "integer"}


def column(fact: Fact) -> DataColumn:
    """The column of a fact."""
    kind: Any = _KINDS.get(fact.type, fact.type)
    return DataColumn(fact.code, fact.title, kind)


def shape(facts: Sequence[Fact]) -> tuple[list[DataColumn], Callable[[Any], tuple[Any, ...]]]:
    """The columns of facts, and how a row becomes their cells."""
    return [column(fact) for fact in facts], lambda row: tuple(fact.value(row) for fact in facts)


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
    """Show one row: what is known of it and then its sections; in csv and its kin the first section."""
    columns, cells_of = shape(facts)
    chosen = options.format_of(format, json=json)
    if not sections:
        put_record(columns, cells_of(row), format=chosen, json=False, output=output, force=force)
    elif chosen == "json":
        nested.emit(object_of(facts, sections, row) + "\n", output, force=force)
    elif chosen in FOR_PEOPLE:
        nested.emit(sheet(facts, sections, row), output, force=force)
    else:
        columns, cells_of = shape(sections[0].facts)
        options.show(columns, map(cells_of, sections[0].rows(row)), format=chosen, to=output, force=force)


def sheet(facts: Sequence[Fact], sections: Sequence[Section], row: Any) -> str:
    """One row for people: its facts, a line each, and its sections as tables."""
    blocks = [nested.facts((fact.title, _plain(fact, row)) for fact in facts if fact.type != "version")]
    for section in sections:
        columns, cells_of = shape([fact for fact in section.facts if fact.width is not None])
        blocks.append(nested.block(section.title, columns, map(cells_of, section.rows(row))))
    return "".join(blocks)


def _plain(fact: Fact, row: Any) -> Any:
    value = fact.value(row)
    if fact.type == "yes":
        return nested.YES if value else None
    return ", ".join(value) if fact.type == "list" else value


def object_of(facts: Sequence[Fact], sections: Sequence[Section], row: Any) -> str:
    """One row as JSON: the object that a list has of it, and an array for each section."""
    parts = [*_members(facts, row)]
    for section in sections:
        rows = ["    {" + ", ".join(_members(section.facts, each)) + "}" for each in section.rows(row)]
        parts.append(f'"{section.code}": [' + ("\n" + ",\n".join(rows) + "\n  ]" if rows else "]"))
    return "{\n  " + ",\n  ".join(parts) + "\n}"


def _members(facts: Sequence[Fact], row: Any) -> list[str]:
    return [f'"{fact.code}": {cells.json(column(fact).kind)([fact.value(row)])[0]}' for fact in facts]
