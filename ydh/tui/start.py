"""Starts the app. Nothing here imports Textual before the environment is as it must be."""

import gc
import os
from typing import Any


def run(**terminal: Any) -> int:
    """Show the screens until the person leaves; the exit code. See `app.Terminal` for what it takes."""
    # read when textual is imported: with the Kitty protocol, Chinese input methods lose what is typed
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    from ydh.tui.app import Terminal, Ydh

    gc.freeze()  # classes and catalogues stay: no search for garbage goes through them while somebody types
    gc.enable()
    given = Terminal(**terminal)
    app = Ydh(given)
    app.run(mouse=given.mouse)
    return app.return_code or 0
