"""A file's name as somebody types it into a field."""

import os
from pathlib import Path

from ydh.core.values.errors import Invalid
from ydh.core.values.messages.all import MESSAGES
from ydh.core.values.text import escaped
from ydh.core.values.words import N_

MESSAGES["path-wrong"] = N_("{path} is no name that a file can have; write one such as {example}")


def file_at(text: str) -> Path:
    """The file of that name, `~` being one's own folder. Raises Invalid for a name that no file can have."""
    try:
        if "\0" not in text:
            return Path(text.strip()).expanduser()
    except RuntimeError:  # ~ before a name that nobody has
        pass
    raise Invalid("path-wrong", path=escaped(text), example=os.path.expanduser("~/orders.csv"), field="path")
