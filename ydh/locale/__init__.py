"""The reader: the language, the clock, and the catalogues zh_CN and en.

Every painter carries `Words`. A run of a command keeps its own in its context (`use`, `translate`), so that several
people may have several in one process. Catalogues are loaded when the first text is asked for, never at import.
"""

import functools
import re
import struct
from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from datetime import tzinfo
from pathlib import Path
from typing import Any, Literal, NamedTuple

from ydh.core.values.errors import Invalid, Many, YdhError
from ydh.core.values.messages.all import MESSAGES
from ydh.core.values.words import N_, Label, visible

Language = Literal["zh_CN", "en"]
LANGUAGES: tuple[Language, ...] = ("zh_CN", "en")
DEFAULT: Language = "zh_CN"

MESSAGES["lang-unknown"] = N_("--lang {value}: there is no such language; write zh_CN or en")

_FOLDER = Path(__file__).parent
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
_FIRST: dict[str, Language] = {"zh": "zh_CN", "en": "en"}


class Words(NamedTuple):
    """How one reader is spoken to: `Words("en")(text)` translates a text that was marked with N_.

    Times stand by the clock of `zone`; None is this machine's.
    """

    lang: Language
    zone: tzinfo | None = None

    def __call__(self, text: str) -> str:
        """`text` in this language; a text without translation comes back as it is."""
        return _catalogue(self.lang)(text) if text else ""

    def listed(self, parts: Iterable[str]) -> str:
        """Several in one line, with this language's comma."""
        return self(N_(", ")).join(parts)

    def pair(self, label: str, value: str) -> str:
        """What something is called and what it is, with this language's colon; neither is translated here."""
        return self(N_("{label}: {value}")).format(label=label, value=value)


def choose(
    flag: str | None, env: str | None, account: str | None, locale_env: Mapping[str, str], company: str = ""
) -> Language:
    """The language of --lang, else YDH_LANG, else the account's, else the locale's, else the company's, else zh_CN.

    Raises Invalid for a --lang that is not known; an unknown one elsewhere (C, POSIX, fr_FR) counts as not set.
    """
    if flag and not _known(flag):
        raise Invalid("lang-unknown", value=visible(flag))
    for name in (flag, env, account, *(locale_env.get(variable) for variable in _VARIABLES), company):
        if name and (lang := _known(name)):
            return lang
    return DEFAULT


def _known(name: str) -> Language | None:
    return _FIRST.get(re.split(r"[-_.@]", name.strip().lower(), maxsplit=1)[0])


_CURRENT: ContextVar[Words] = ContextVar("words", default=Words(DEFAULT))  # noqa: B039 - cannot be changed in place
NOTHING: Mapping[str, str] = {}


def use(words: Words) -> None:
    """Set the words of this run."""
    _CURRENT.set(words)


def current() -> Words:
    """The words of this run."""
    return _CURRENT.get()


def translate(text: str) -> str:
    """`text` in the language of this run."""
    return _CURRENT.get()(text)


_ = translate


def render(error: YdhError, words: Words, instead: Mapping[str, str] = NOTHING) -> str:
    """The sentence for `error` in the reader's language; several errors take a line each.

    `instead` gives other sentences by the error's id.
    """
    if isinstance(error, Many):
        if len(error.errors) == 1:
            return render(error.errors[0], words, instead)
        lines = "".join(f"\n  {render(each, words, instead)}" for each in error.errors)
        sentence = words(error.template).format(count=len(error.errors), all=lines)
        return "\n".join(line.rstrip() for line in sentence.split("\n"))
    data = {name: plain(value, words) for name, value in error.data.items()}
    if "field" in data:  # the name of what was typed: marked in messages.FIELDS
        data["field"] = words(data["field"])
    return words(instead.get(error.id, error.template)).format(**data)


def plain(value: Any, words: Words) -> str:
    """One value as it stands in a sentence: labels translated, numbers ungrouped, days as 2026-11-23."""
    if isinstance(value, Label):
        return words(str(value))
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, YdhError):
        return render(value, words)
    if isinstance(value, (list, tuple, set, frozenset)):
        return words.listed(plain(each, words) for each in value)
    return "" if value is None else _number_or_day(value, words)


def _number_or_day(value: Any, words: Words) -> str:
    from datetime import date, datetime
    from decimal import Decimal

    if isinstance(value, Decimal):  # money keeps its cents, quantities and prices lose the zeros at their end
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text and len(text.partition(".")[2]) > 2 else text
    if isinstance(value, datetime):
        from ydh.locale.values import local_time

        return local_time(words.zone)(value)
    return value.isoformat() if isinstance(value, date) else visible(str(value))


@functools.cache
def _catalogue(lang: Language) -> Callable[[str], str]:
    # A .mo that is older than its .po, or missing, is passed over and the .po itself is read: a source checkout is
    # right without a build step. The wheel has only the .mo. Where none can be read, while another version is put in
    # under a running program, the texts of the program itself have to do: an apology must always come out.
    try:
        return _loaded(lang)
    except (OSError, ValueError, EOFError, struct.error):
        return str


def _loaded(lang: Language) -> Callable[[str], str]:
    made = _FOLDER / lang / "LC_MESSAGES" / "ydh.mo"
    source = made.with_suffix(".po")
    if source.exists() and not (made.exists() and made.stat().st_mtime_ns >= source.stat().st_mtime_ns):
        texts = _read(source)
        return lambda text: texts.get(text, text)
    import gettext

    with made.open("rb") as file:
        return gettext.GNUTranslations(file).gettext


def _read(path: Path) -> dict[str, str]:
    """The translated texts of a .po; fuzzy entries do not count, as pybabel's compiler has it."""
    import json

    entries: list[dict[str, str]] = []
    field, fuzzy = "", False
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("#,"):
            fuzzy = "fuzzy" in line
        found = re.match(r'(?:(msgid|msgstr) )?(".*")$', line)
        if found is None:
            continue
        if found[1] == "msgid":
            entries.append({"msgid": "", "msgstr": "", "fuzzy": "x" if fuzzy else ""})
            fuzzy = False
        field = found[1] or field
        entries[-1][field] += json.loads(found[2])
    return {
        entry["msgid"]: entry["msgstr"]
        for entry in entries
        if entry["msgid"] and entry["msgstr"] and not entry["fuzzy"]
    }
