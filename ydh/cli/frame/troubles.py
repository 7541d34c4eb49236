"""What the machine around the program refuses, as errors with a sentence and an exit code: none of them is a bug.

A use case that knows more says more; what nobody foresaw in its place is worded here.
"""

import errno

from ydh.core.values.errors import Invalid, YdhError
from ydh.core.values.messages.all import MESSAGES
from ydh.core.values.words import N_, visible

MESSAGES["system-refused"] = N_("the system refuses: {reason} {path}")
MESSAGES["path-refused"] = N_("{path}: {reason}")
MESSAGES["not-utf8"] = N_("what was given is not UTF-8 text: {value}")
MESSAGES["stdin-not-utf8"] = N_("what comes on stdin is not UTF-8 text, at byte {at}: {value}")
# what is installed with an extra, and what needs it
_EXTRAS = {
    "psycopg": ("PostgreSQL", "postgres"),
    "xlsxwriter": ("xlsx", "excel"),
    "python_calamine": ("xlsx", "excel"),
    "barcode": ("PDF", "pdf"),
    "fontTools": ("PDF", "pdf"),
    "fpdf": ("PDF", "pdf"),
}
_GIVEN = (errno.ENAMETOOLONG, errno.ELOOP, errno.ENOTDIR, errno.EISDIR)  # the name itself is wrong


def ordinary(error: BaseException) -> YdhError | None:
    """The error that it is for people; None when it is a bug."""
    if isinstance(error, UnicodeDecodeError):
        return Invalid("stdin-not-utf8", at=error.start + 1, value=visible(repr(error.object[error.start :][:8])[2:-1]))
    if isinstance(error, UnicodeEncodeError):
        return Invalid("not-utf8", value=visible(error.object[:60]))
    if isinstance(error, OSError) and error.errno and error.strerror:
        path = visible(str(error.filename or ""))
        if error.errno in _GIVEN:
            return Invalid("path-refused", path=_short(path), reason=error.strerror)
        return YdhError("system-refused", reason=error.strerror, path=_short(path))
    if isinstance(error, ModuleNotFoundError) and (error.name or "").partition(".")[0] in _EXTRAS:
        what, extra = _EXTRAS[(error.name or "").partition(".")[0]]
        return YdhError("extra-missing", format=what, extra=extra)
    return None


def check_arguments(args: list[str]) -> None:
    """Raise Invalid for an argument whose bytes are no text."""
    for word in args:
        if not word.isascii() and any("\udc80" <= letter <= "\udcff" for letter in word):
            raise Invalid("not-utf8", value=visible(word))


def _short(path: str) -> str:
    return path if len(path) <= 80 else path[:77] + "..."
