"""What `ydh` alone does on a terminal: the screens, and what only the command line can do for them."""

import contextlib
import os
import sys
from collections.abc import Sequence
from contextvars import copy_context
from pathlib import Path
from typing import Any, cast

from ydh import locale
from ydh.cli.frame import session
from ydh.core.company.actors import Actor
from ydh.core.company.company import Company, make_private, open_company
from ydh.core.values.errors import Invalid, NotSignedIn


def run_screens(given: list[str]) -> int | None:
    """What `ydh` alone does on a terminal; None when the arguments are more than options for all of ydh.

    It is here, not in main, because importing what commands need takes as long as opening the database.
    """
    args, debug = list(given), "--debug" in given
    with contextlib.suppress(Invalid):
        options = session.take_globals(args)
        if not args and sys.stdin.isatty() and sys.stdout.isatty():
            session.start(options)
            return session.guarded(screens, lambda error: session.bug(error, debug=debug))
    return None


def screens() -> int:
    """What `ydh` alone does on a terminal: the screens, as who is signed in, else with a sign-in."""
    from ydh.core.values.errors import NotFound
    from ydh.tui.front.start import run

    person: Actor | None = None
    given = session.given()
    try:
        person = session.actor("screen")
    except NotFound:
        pass
    except NotSignedIn as error:
        if error.id != "sign-in-first":
            raise
    return run(
        url=session.url(),
        words=locale.current(),
        actor=person,
        open_company=_opened,
        log_bug=session.log_bug,
        write_file=_write_file,
        print_papers=_print_papers,
        save_file=_save_file,
        read_only="read_only" in given,
        mouse="no_mouse" not in given,
        remote=bool(os.environ.get("SSH_CONNECTION")),
        theme=str(given.get("theme") or session.config().get("theme") or ""),
        language_given=bool(given.get("lang") or os.environ.get("YDH_LANG")),
    )


def _opened(database: str) -> Company:
    make_private(database)
    return open_company(database)


def _write_file(
    columns: Any, rows: Any, path: str, format: str, title: str, who: str, *, words: locale.Words, overwrite: bool
) -> int:
    """Write what a screen shows to a file, as the commands would."""
    from datetime import UTC, datetime

    from ydh.cli.writing import output

    return output.write(
        [output.DataColumn(*column) for column in columns],
        rows,
        format=cast(output.Format, format),
        output=path,
        words=words,
        title=title,
        stamp=output.Stamp(who, datetime.now(UTC)),
        overwrite=overwrite,
    )


def _print_papers(actor: Actor, numbers: Sequence[str], kind: str, *, words: locale.Words, **given: Any) -> Any:
    """Print what a screen shows, as the commands would, in the words of who sits there."""
    from ydh.cli.writing import papers

    def work() -> papers.Printed:
        locale.use(words)
        return papers.print_papers(actor, numbers, papers.Wanted(kind, **given))

    return copy_context().run(work)


def _save_file(data: bytes, path: str) -> None:
    """Write a file that a screen hands over, whole or not at all."""
    from ydh.cli.writing import output

    with output.replacing(Path(path)) as file:
        file.write(data)
