"""Which reports there are, as facts that commands and screens list; what each has in it is reports.py's."""

from ydh.core.rules.facts import Fact
from ydh.core.values.words import N_, Label

FACTS = (
    Fact("name", N_("report"), "code"),
    Fact("label", N_("title"), "sentence", of=lambda it: Label(it.label), width=28),
    Fact("meaning", N_("counts"), "sentence", of=lambda it: Label(it.meaning), width=0),
)
