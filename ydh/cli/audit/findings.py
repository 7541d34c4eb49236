"""How what a check found is shown, and the exit code that goes with it."""

from collections.abc import Iterable, Iterator, Sequence

from ydh import locale
from ydh.cli.frame.listing import Row
from ydh.cli.frame.showing import shape
from ydh.core.audit.journal_table import FINDING
from ydh.core.audit.views import Finding

FINDINGS = shape(FINDING)[0]


def rows(found: Iterable[Finding]) -> Iterator[Row]:
    """Rows of FINDINGS, each in the reader's words."""
    words = locale.current()
    for it in found:
        data = {name: locale.plain(value, words) for name, value in {**it.data, "subject": it.subject}.items()}
        yield it.level, it.check, it.subject, words(it.template).format(**data)


def exit_code(found: Sequence[Finding]) -> int:
    """1 when there is an error among them."""
    return 1 if any(it.level == "error" for it in found) else 0
