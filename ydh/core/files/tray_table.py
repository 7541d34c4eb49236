"""The noun file: what lies in one's own tray until it is fetched."""

from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.files import tray
from ydh.core.rules.facts import Fact
from ydh.core.rules.nouns import Act, Noun, Wanted, late
from ydh.core.values.outcomes import Page
from ydh.core.values.words import N_


def _page(actor: Actor, wanted: Wanted) -> Page[Any]:
    return Page(tray.files(actor))


FILES = Noun(
    "file",
    N_("my tray"),
    N_("name of the file"),
    N_("list what lies in your tray, the newest first"),
    N_("one file of your tray"),
    (
        Fact("name", N_("name"), "code", width=0),
        Fact("size", N_("bytes"), "integer", width=10),
        Fact("at", N_("time"), "time", width=16),
        Fact("until", N_("kept until"), "time", width=16, drop=1),
    ),
    _page,
    show=late("files.tray:show"),
    acts=(
        Act(
            "remove",
            N_("remove"),
            N_("take files out of your tray"),
            tray.remove,
            on="many",
            key="X",
            said=N_("{code} is taken away"),
            question=N_("{what}: this cannot be taken back"),
        ),
    ),
    key="name",
    metavar="NAME",
    empty=N_("nothing lies here\nP prints papers; without a printer they come here, when you sit at another machine"),
)
