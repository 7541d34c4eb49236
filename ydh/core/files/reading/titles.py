"""Titles of a file's columns, as they compare."""

import unicodedata

from ydh.core.files.reading.cells import unguarded

REASON = "problem"  # the last column of a file of refused rows: ours, ignored when it comes back


def normal(title: str) -> str:
    """A title as titles compare: NFKC, casefolded, one space for spaces and underscores."""
    return " ".join(
        unicodedata.normalize("NFKC", unguarded(title)).casefold().replace("_", " ").strip("\ufeff").split()
    )
