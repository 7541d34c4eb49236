"""The English templates of nouns that a table declares: what is not there, what is taken."""

from ydh.core.values.words import N_

NOUN_MESSAGES: dict[str, str] = {
    "noun-unknown": N_("{what}: there is no {value}"),
    "name-unknown": N_("{option} {value}: there is no such column; choose one of: {names}"),
    "supplier-taken": N_("there is a supplier {code} already; choose another code and name"),
    "supplier-unknown": N_("there is no supplier {name}; nearest: {near}; see all with: ydh supplier list"),
    "supplier-retired": N_("nothing is bought from {name} any more; choose another supplier or restore it"),
}
