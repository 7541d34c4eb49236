"""How commands look at one document of a kind: a row for each, imported when one is asked for."""

import importlib
from typing import Any

from ydh.cli.frame import session
from ydh.core.rules.workflows import flow_of

ROWS = {  # by workflow: who shows one, and who writes it as a sheet
    "order": ("ydh.core.orders.looking", "ydh.cli.orders.view"),
    "return": ("ydh.core.returns.looking", "ydh.cli.returns.view"),
}


def look(number: str) -> Any:
    """The document of that number, as far as the actor sees it. Raises NotFound."""
    return importlib.import_module(ROWS[flow_of(number).name][0]).show(session.actor(), number)


def sheet(number: str, view: Any) -> str:
    """What `look` gave, as text."""
    text: str = importlib.import_module(ROWS[flow_of(number).name][1]).sheet(view)
    return text
