"""What one run of a command knows: the database, the language, who is at the terminal."""

import contextlib
import os
import sys
import traceback
from collections.abc import Callable
from contextvars import ContextVar, copy_context
from pathlib import Path
from typing import Any

from ydh import locale
from ydh.cli.writing import streams
from ydh.core.company import places
from ydh.core.company.actors import Actor
from ydh.core.company.company import Company, default_url, make_private, open_company
from ydh.core.values.errors import Invalid, NotSignedIn, YdhError
from ydh.core.values.words import N_, visible

_RUN: ContextVar[dict[str, Any]] = ContextVar("run")
_GLOBAL = {"--database": "database", "--lang": "lang", "--theme": "theme"}
_CONFIG = ("database", "theme")  # what a config file may say
_FLAGS = {"--read-only": "read_only", "--no-mouse": "no_mouse"}  # of the screens


def start(options: dict[str, str]) -> None:
    """Take the global options; nothing is opened yet. Raises Invalid for an unknown language."""
    _RUN.set(dict(options))
    locale.use(locale.Words(locale.choose(options.get("lang"), os.environ.get("YDH_LANG"), None, os.environ)))


def take_globals(args: list[str]) -> dict[str, str]:
    """Take --database, --lang and --debug out of the arguments, wherever they stand before `--`."""
    taken: dict[str, str] = {}
    end = args.index("--") if "--" in args else len(args)
    head, tail = args[:end], args[end:]
    rest: list[str] = []
    words = iter(head)
    for word in words:
        name, given, value = word.partition("=")
        if name in _GLOBAL:
            found = value if given else next(words, None)
            if not found:
                raise Invalid("option-value", option=name)
            taken[_GLOBAL[name]] = found
        elif word in _FLAGS and args[0].startswith("--"):
            taken[_FLAGS[word]] = "yes"
        elif word != "--debug":
            rest.append(word)
    args[:] = rest + tail
    return taken


def guarded(work: Callable[[], int], other: Callable[[Exception], int]) -> int:
    """Do the work of a run in a context of its own; `other` words the errors that are not ours. Gives the exit code."""
    return copy_context().run(_guarded, work, other)


def _guarded(work: Callable[[], int], other: Callable[[Exception], int]) -> int:
    try:
        code = work()
        streams.flush()
        return code
    except YdhError as error:
        return _said(error)
    except KeyboardInterrupt:
        return interrupted()
    except BrokenPipeError:
        streams.forget()
        return 0
    except Exception as error:  # noqa: BLE001 - the edge: a bug is logged with an id, the person gets the id
        from ydh.cli.frame import troubles

        known = troubles.ordinary(error)
        return _said(known) if known else other(error)
    finally:
        end()


def _said(error: YdhError) -> int:
    print(locale.render(error, locale.current()), file=sys.stderr)
    return error.exit_code


def interrupted() -> int:
    """Say that the person broke it off; the exit code."""
    print(locale.translate(N_("interrupted; nothing more was done")), file=sys.stderr)
    return 130


def given() -> dict[str, Any]:
    """The global options of this run."""
    return _RUN.get()


def url() -> str:
    """The database: the one that is named, else the user's data folder's."""
    return named() or default_url()


def named() -> str:
    """The database that --database names, then YDH_DATABASE, then the config file; empty when none does."""
    return str(_RUN.get().get("database") or os.environ.get("YDH_DATABASE") or config().get("database") or "")


def sit_down(database: str, there: Company, person: Actor) -> None:
    """Let `person` be at the terminal of a company: `ydh demo` is the story of several."""
    _RUN.get().update(database=database, company=there, actor=person)
    _speak_to(person)


def mark_practice() -> None:
    """Say so when nothing in this company is real."""
    from ydh.core.company.settings import is_practice

    if is_practice(company()):
        print(locale.translate(N_("PRACTICE: nothing in this company is real")), file=sys.stderr)


def config() -> dict[str, Any]:
    """`config.toml` in the user's config folder, or the file that YDH_CONFIG names."""
    given = os.environ.get("YDH_CONFIG")
    path = Path(given) if given else places.config() / "config.toml"
    if not path.exists():
        if given:
            raise Invalid("config-missing", path=given)
        return {}
    import tomllib

    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Invalid("config-broken", path=str(path), problem=str(error)) from error
    for name, value in found.items():
        if name not in _CONFIG:
            raise Invalid("config-key", path=str(path), name=visible(name), names=tuple(_CONFIG))
        if not isinstance(value, str):
            raise Invalid("config-value", path=str(path), name=name)
    return found


def company() -> Company:
    """The open company. Raises NotFound, WrongSchema, Invalid when others may read its file."""
    if "company" not in _RUN.get():
        make_private(url())
        _RUN.get()["company"] = open_company(url())
    found: Company = _RUN.get()["company"]
    return found


def actor(via: str = "command") -> Actor:
    """Who is at the terminal: by YDH_TOKEN, else the file that YDH_TOKEN_FILE names, else the sign-in that is kept
    for this user, else by the OS user's account.

    The account's language holds unless --lang or YDH_LANG said otherwise, and the company's clock for all times.
    Raises NotSignedIn.
    """
    if "actor" not in _RUN.get():
        _RUN.get()["actor"] = _identify(company(), via)
        _speak_to(_RUN.get()["actor"])
    found: Actor = _RUN.get()["actor"]
    return found


def _speak_to(person: Actor) -> None:
    from ydh.core.administration import settings

    language, company_language, zone = settings.reader(person)
    lang = locale.choose(_RUN.get().get("lang"), os.environ.get("YDH_LANG"), language, os.environ, company_language)
    locale.use(locale.Words(lang, zone))


def _identify(there: Company, via: str) -> Actor:
    from ydh.core.administration import signin

    named = os.environ.get("YDH_TOKEN")
    if named is None and "YDH_TOKEN_FILE" in os.environ:
        named = _token_in(Path(os.environ["YDH_TOKEN_FILE"]))
    if named is not None:  # whoever names a sign-in is that person or nobody
        try:
            return signin.actor_of_token(there, named, via=via)
        except NotSignedIn as error:
            raise NotSignedIn("token-bad") from error
    if token_file().exists():
        return signin.actor_of_token(there, _stored_token(), via=via)
    import pwd

    with contextlib.suppress(KeyError, NotSignedIn):
        return signin.actor_of_os_user(there, pwd.getpwuid(os.getuid()).pw_name, via=via)
    raise NotSignedIn("sign-in-first")


def token_file() -> Path:
    """Where the sign-in of this user to this database is kept, mode 0600."""
    import hashlib

    return places.state() / ("token-" + hashlib.sha256(url().encode()).hexdigest()[:16])


def _stored_token() -> str:
    path = token_file()
    return _token_in(path) if path.exists() else ""


def _token_in(path: Path) -> str:
    """The token in a file of its owner's alone. Raises Invalid."""
    try:
        if path.stat().st_mode & 0o077:
            raise Invalid("file-open-to-others", path=str(path))
        return path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise Invalid("token-file", path=str(path)) from error


def store_token(token: str) -> None:
    """Keep the sign-in for the next command."""
    path = token_file()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with contextlib.suppress(FileNotFoundError):
        path.unlink()
    with os.fdopen(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(token + "\n")


def forget_token() -> str:
    """Forget the sign-in and give what it was."""
    token = _stored_token()
    with contextlib.suppress(FileNotFoundError):
        token_file().unlink()
    return token


def end() -> None:
    """Close what this run opened."""
    run = _RUN.get(None)
    if run and "company" in run:
        run.pop("company").close()


def bug(error: Exception, *, debug: bool) -> int:
    """Log an unexpected error with an id and show only the id: a traceback may hold secrets."""
    if debug:
        sys.stderr.write("".join(traceback.format_exception(error)))
    name = log_bug(error)
    sentence = locale.translate(N_("something went wrong that should not; please report {name} (see errors.log)"))
    print(sentence.format(name=name), file=sys.stderr)
    return 1


def log_bug(error: Exception) -> str:
    """Write an unexpected error to errors.log and give the id that it has there."""
    import secrets

    name = "E-" + secrets.token_hex(4)
    text = "".join(traceback.format_exception(error))
    path = places.logs() / "errors.log"
    with contextlib.suppress(OSError):
        for folder in (places.state(), path.parent):  # a folder above one that is made has not its mode
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600), "a", encoding="utf-8") as log:
            log.write(f"{name}\n{text}\n")
    return name
