"""What an import did, as words."""

from ydh.core.files.importing.batch_table import DONE, counts
from ydh.core.files.importing.plans import Result
from ydh.tui.paint.parts import Say


def result_said(result: Result) -> Say:
    """What an import did."""
    return Say(DONE, counts(result))
