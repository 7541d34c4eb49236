"""`ydh case`: what was wrong with what arrived, and what became of it."""

from ydh.cli.frame.nouns import noun_app
from ydh.core.cases.case_table import CASES

app = noun_app(CASES)
