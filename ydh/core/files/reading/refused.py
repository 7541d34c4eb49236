"""The file of refused rows: mended in a spreadsheet or editor, it is imported again by itself."""

import csv
from collections.abc import Callable, Iterable, Sequence
from typing import TextIO

from ydh.core.files.reading.cells import harmless
from ydh.core.files.reading.files import Bad
from ydh.core.files.reading.problems import Problem
from ydh.core.files.reading.titles import REASON, normal


def write_refused(
    stream: TextIO,
    header: Sequence[str],
    rows: Iterable[Bad],
    *,
    delimiter: str = ",",
    word: Callable[[Problem], str] = str,
) -> int:
    """Write refused rows with the header of their file and a last column that says why; give their number.

    Cells stay as they were given, but for the guard that keeps a spreadsheet from running one; the reader takes it off.
    `word` says a problem in the reader's language. Open `stream` with newline="".
    """
    again = bool(header) and normal(header[-1]) == REASON
    # \r\n, for only characters of the line end make csv put quotation marks round a lone \r
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\r\n")
    titles = header[:-1] if again else header
    writer.writerow([*map(harmless, titles), REASON])
    count = 0
    for bad in rows:
        given = bad.raw[:-1] if again and len(bad.raw) == len(header) else bad.raw
        # a row with too few fields must stay so: filled up it might be taken for a good one
        writer.writerow([*map(harmless, given), "; ".join(map(word, bad.problems))])
        count += 1
    return count
