"""A page of any list: one without a search of its own is narrowed by what its rows show, and by their initials."""

from dataclasses import replace

from ydh.core.company.actors import Actor
from ydh.locale import Words
from ydh.tui.lists.book import Book, Found, Query
from ydh.tui.paint.parts import Heading
from ydh.tui.paint.shown import plain, show

WHOLE = 10_000  # rows of a list that are looked through, or marked, at most
_STRIDE = 500


def page_of(book: Book, actor: Actor, query: Query, words: Words) -> Found:
    """Some rows, as `query` asks for them."""
    if book.searches or not query.text:
        return book.page(actor, query)
    wanted = query.text.casefold().split()
    asked = replace(query, text="", after="", backwards=False, limit=_STRIDE)
    found = book.page(actor, asked)
    rows, seen = _that_fit(book, found, wanted, words), len(found.rows)
    while found.more and seen < WHOLE:
        found = book.page(actor, replace(asked, after=book.token(found.rows[-1])))
        rows += _that_fit(book, found, wanted, words)
        seen += len(found.rows)
    return Found(rows)


def _that_fit(book: Book, found: Found, wanted: list[str], words: Words) -> list[object]:
    from ydh.core.values.letters import letters
    from ydh.core.values.pinyin import initials

    def fits(row: object) -> bool:
        cells = [show(it.kind, it.value(row), words) for it in book.columns]
        texts = [*cells, plain(book.called(row), words), *book.codes(row)]
        return all(any(word in it.casefold() or word in initials(it, known) for it in texts) for word in wanted)

    known = letters()
    return [row for row in found.rows if not isinstance(row, Heading) and fits(row)]
