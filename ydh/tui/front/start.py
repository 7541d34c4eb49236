"""Starts the app. Nothing here imports Textual before the environment is as it must be."""

import gc
import os
import select
import sys
import threading
from typing import Any

HUNG_UP = 129  # the exit code of a program whose terminal is gone
GRACE = 2.0  # seconds in which it may still keep what was being typed


def run(**terminal: Any) -> int:
    """Show the screens until the person leaves; the exit code. See `app.Terminal` for what it takes."""
    # read when textual is imported: with the Kitty protocol, Chinese input methods lose what is typed
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    os.environ.setdefault("TEXTUAL_FPS", "240")  # at 60 an answer waits up to 17 ms before it is painted
    from ydh.tui.front.app import Terminal, Ydh

    gc.freeze()  # classes and catalogues stay: no search for garbage goes through them while somebody types
    gc.enable()
    given = Terminal(**terminal)
    app = Ydh(given)
    threading.Thread(target=_end_with_the_line, args=(app,), daemon=True).start()
    app.run(mouse=given.mouse)
    return app.return_code or 0


def _end_with_the_line(app: Any) -> None:
    """End when the terminal is gone and no signal said so: Textual would read its end for ever.

    What was being written is undone by the database, as with any process that dies; a form that is half filled is kept.
    """
    line = select.poll()
    line.register(sys.__stdin__.fileno() if sys.__stdin__ else 0, 0)
    if any(event & select.POLLHUP for _, event in line.poll()):
        ending = threading.Thread(target=app.call_from_thread, args=(app.hang_up, HUNG_UP), daemon=True)
        ending.start()
        ending.join(GRACE)
        os._exit(HUNG_UP)
