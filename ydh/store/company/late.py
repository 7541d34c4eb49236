"""What waits at a step for longer than it may: by step, each with a moment of its own."""

from typing import Any

from ydh.store.engine.prepared import slot

LATE = "late_"  # with a step after it: what came there before that moment, of documents
LATE_PART = "late_part_"  # the same of their parts


def late_at(table: Any, name: str, prefix: str) -> Any:
    """Whether a row came to the step that the filter names before the filter's moment."""
    return (table.step == name.removeprefix(prefix)) & (table.step_since < slot(table.step_since, name))
