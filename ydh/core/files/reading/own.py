"""Lists that ydh wrote itself: known by the whole of their header, so that such a file comes back as it left."""

from collections.abc import Sequence
from dataclasses import replace

from ydh.core.files.reading.form import Form, OwnList
from ydh.core.files.reading.titles import REASON, normal
from ydh.core.values.errors import Invalid


def in_own_words(file: str, line: int, titles: Sequence[str], form: Form) -> Form:
    """The form, and what the titles mean when they are those of a list of ours, all of them, in any order.

    What was said of columns by hand goes before that. Raises Invalid for a list that is no file for the import.
    """
    given = sorted(map(normal, titles))
    given = [title for title in given if title not in ("", REASON)]
    for own in () if form.mapping else form.own:
        for head in own.heads:
            if sorted(map(normal, head)) == given:
                return _meant(file, line, own, head, form)
    return form


def _meant(file: str, line: int, own: OwnList, head: Sequence[str], form: Form) -> Form:
    if own.refusal:
        raise Invalid(own.refusal, name=file, line=line)
    titles = dict(zip(own.heads[0], head, strict=True))
    mapping = {column: titles[code] for column, code in own.means.items()}
    passed = tuple(title for code, title in titles.items() if code not in own.means.values())
    same = (titles[own.same[0]], titles[own.same[1]]) if own.same else None
    return replace(form, mapping=mapping, known=passed, same=same)
