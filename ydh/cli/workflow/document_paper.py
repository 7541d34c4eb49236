"""An order or a return as a paper: what its table says of it, as text or PDF."""

from collections.abc import Iterator, Sequence
from typing import Any

from ydh import locale
from ydh.cli.frame.showing import LEAST, for_people, plain, rows_of, shape, sheet
from ydh.cli.writing import cells, nested
from ydh.cli.writing.cells import Sheet
from ydh.cli.writing.layout import folded, middle
from ydh.cli.writing.pdf import PdfPage
from ydh.core.files.papers import Paper
from ydh.core.rules.facts import Fact
from ydh.core.rules.nouns import Noun, Section, noun
from ydh.core.rules.papers import PAPERS
from ydh.core.values.words import visible

_COLUMNS = 90  # cells of a line of A4, by which the columns of its tables are chosen


def text(paper: Paper, width: int) -> str:
    """The document as lines of at most `width` cells."""
    it = noun(paper.kind)
    shown = sheet(_facts(it), it.sections, paper.about, width=width)
    lines = [piece for line in shown.split("\n") for piece in folded(line, width)]
    return "\n".join([middle(visible(paper.company), width).rstrip(), "", *lines])


def draw(page: PdfPage, paper: Paper) -> None:
    """Draw the document."""
    it = noun(paper.kind)
    page.text(paper.company, 14, middle=True)
    page.text(locale.translate(PAPERS[paper.kind]), 16, middle=True)
    page.barcode(paper.number)
    known = [_facts(it), *(section.facts for section in it.sections if section.rows is None)]
    for line in (line for facts in known for line in _said(facts, paper.about)):
        page.text(line)
    for section in it.sections:
        if section.rows is not None and section.least <= len(section.rows(paper.about)):
            _draw(page, section, paper.about)


def _facts(it: Noun) -> tuple[Fact, ...]:
    return it.facts_of_one(it.facts_for(lambda: None))


def _said(facts: Sequence[Fact], about: Any) -> Iterator[str]:
    words = locale.current()
    pairs = ((fact.title, plain(fact, about)) for fact in facts if fact.type != "version")
    yield from (words.pair(words(title), nested.shown(value)) for title, value in pairs if value not in (None, ""))


def _draw(page: PdfPage, section: Section, about: Any) -> None:
    """A section as a table: of its columns those that somebody reads, and that have something."""
    words, rows = locale.current(), rows_of(section, about)
    said = [fact for fact in section.facts if any(fact.face(each) not in (None, "", ()) for each in rows)]
    facts = for_people(said, width=_COLUMNS)
    columns, cells_of = shape(facts, people=True)
    if not columns:
        return
    page.text(words(section.title), 12)
    of_people = Sheet(columns, (), words)
    by_column = cells.by_column([cells.human(column, of_people) for column in columns], [*map(cells_of, rows)])
    right = {at for at, column in enumerate(columns) if column.kind in cells.RIGHT}
    table = [tuple(map(str, row)) for row in zip(*by_column, strict=True)]
    page.table(of_people.titles(), table, [fact.width or LEAST for fact in facts], right=right)
