"""The English templates of the practice company: where it is, and what is in its way."""

from ydh.core.values.words import N_

PRACTICE_MESSAGES: dict[str, str] = {
    "demo-not-practice": N_("{url} holds a company that is not for practice; it was left alone, name another database"),
    "demo-exists": N_("there is a practice company at {url}; add --force to make it anew, or --keep to go on with it"),
    "demo-in-use": N_("the practice company at {url} is open elsewhere; end that first"),
    "demo-server": N_("{url} holds a practice company; it is kept with --keep, or empty the database to make it anew"),
    "demo-two-ways": N_("--keep and --force contradict each other; give one"),
    "demo-nothing-left": N_("too little is left in stock for the story; make the company anew with --force"),
}
