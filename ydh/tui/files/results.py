"""What a file is and what an import did, as words."""

from ydh.core.files.importing.columns import KINDS
from ydh.core.files.importing.plans import Result
from ydh.core.values.words import N_, Label
from ydh.tui.paint.parts import Say

DONE = N_("{name}: added {added}, changed {changed}, unchanged {unchanged}; batch {batch}")


def kind_label(name: str) -> Label:
    """A kind of import as a word."""
    return Label(KINDS[name].label, name) if name in KINDS else Label(name)


def result_said(result: Result) -> Say:
    """What an import did."""
    counts = {name: getattr(result, name) for name in ("name", "added", "changed", "unchanged", "batch")}
    return Say(DONE, counts)
