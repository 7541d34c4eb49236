"""Passwords: argon2id, 19 MiB and two passes (OWASP's first choice), never stored or logged in the clear."""

import re
import secrets
from typing import TYPE_CHECKING

from ydh.core.company.actors import RESERVED
from ydh.core.values.errors import Invalid
from ydh.core.values.text import clean, escaped, key

_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,31}\Z")

if TYPE_CHECKING:
    from argon2 import PasswordHasher

LEAST, MOST = 8, 128
_COMMON = frozenset({"password", "12345678", "123456789", "1234567890", "qwertyui", "qwerty123", "iloveyou"})


def check(password: str, login: str) -> None:
    """Raise Invalid when the password is too short, too long, too common or the name itself (S06.7)."""
    if len(password) < LEAST:
        raise Invalid("password-short", least=LEAST)
    if len(password) > MOST:
        raise Invalid("password-long", most=MOST)
    folded = key(password)
    if folded in _COMMON or folded == key(login) or len(set(folded)) < 4:
        raise Invalid("password-simple")


def hashed(password: str) -> str:
    """The argon2id hash to store."""
    return str(_hasher().hash(password))


def matches(stored: str | None, password: str) -> bool:
    """Whether the password is the one; a missing account costs as much time as a wrong password."""
    from argon2.exceptions import VerificationError

    try:
        return bool(_hasher().verify(stored or _nobody(), password)) and stored is not None
    except VerificationError:
        return False


def made_up() -> str:
    """A password for a practice account: shown once, never a default."""
    return secrets.token_urlsafe(12)


def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher  # 30 ms that only a sign-in pays

    return PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)


def _nobody() -> str:
    return "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5$Zm9yIG5vYm9keSwgYSBoYXNoIG9mIG5vdGhpbmcgYXQgYWxs"


def new_login(text: str) -> str:
    """A sign-in name that may be given: not what the journal calls the program's own acts. Raises Invalid."""
    if key(text) in RESERVED:
        raise Invalid("name-reserved", field="login", value=escaped(text))
    return login_name(text)


def person_name(text: str) -> str:
    """The name of whom an account belongs to, likewise. Raises Invalid."""
    name = clean(text, "name")
    if key(name) in RESERVED:
        raise Invalid("name-reserved", field="name", value=name)
    return name


def login_name(text: str) -> str:
    """The sign-in name, or Invalid: 2 to 32 of a-z 0-9 . _ - in lower case."""
    if not _LOGIN.match(text):
        raise Invalid("login-form", field="login", value=escaped(text))
    return text
