"""Sign-in names: plain ASCII, so that no look-alike of another account can be made."""

import re

from ydh.core.values.errors import Invalid
from ydh.core.values.text import escaped

_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,31}\Z")


def login_name(text: str) -> str:
    """The sign-in name, or Invalid: 2 to 32 of a-z 0-9 . _ - in lower case."""
    if not _LOGIN.match(text):
        raise Invalid("login-form", value=escaped(text))
    return text
