"""How what a check found is shown, and the exit code that goes with it."""

from collections.abc import Iterable, Iterator, Sequence

from ydh import locale
from ydh.cli.frame.listing import Row
from ydh.cli.writing.cells import DataColumn
from ydh.core.audit.views import Finding
from ydh.core.values.words import N_, Label

FINDINGS = (
    DataColumn("level", N_("level"), "label"),
    DataColumn("check", N_("check"), "label"),
    DataColumn("subject", N_("of what"), "code"),
    DataColumn("finding", N_("finding")),
)
LEVELS = {
    "ok": Label(N_("ok"), "ok"),
    "warning": Label(N_("warning"), "warning"),
    "error": Label(N_("error"), "error"),
}


def rows(found: Iterable[Finding]) -> Iterator[Row]:
    """Rows of FINDINGS, each in the reader's words."""
    words = locale.current()
    for it in found:
        data = {name: locale.plain(value, words) for name, value in {**it.data, "subject": it.subject}.items()}
        yield LEVELS[it.level], it.check, it.subject, words(it.template).format(**data)


def exit_code(found: Sequence[Finding]) -> int:
    """1 when there is an error among them."""
    return 1 if any(it.level == "error" for it in found) else 0
