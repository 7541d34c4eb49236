"""Errors for who sits at a screen: where the commands' sentence names a command, this one does without."""

from collections.abc import Mapping

from ydh.core.values.errors import YdhError
from ydh.core.values.words import N_
from ydh.locale import Words, render

ON_SCREEN: Mapping[str, str] = {
    "held": N_("{number} is held: {kind} ({reason}); its details say which right lifts that"),
    "plan-outdated": N_("the plan no longer fits, because something has changed meanwhile; look again"),
    "customer-unknown": N_("there is no customer {code}"),
    "product-unknown": N_("there is no product {code}"),
    "sku-unknown": N_("there is no product {code}"),
    "level-unknown": N_("there is no price level {code}"),
    "account-unknown": N_("there is no account {login}"),
    "owner-not-staff": N_("{login} is no active staff account"),
    "address-unknown": N_("the customer has no address {label}"),
    "import-again": N_(
        "this file was imported before, as batch {batch} ({name}); nothing was changed; `imported before` can allow it"
    ),
    "import-unfinished": N_(
        "this file is being imported as batch {batch} or was interrupted; the list of imports goes on with it"
    ),
    "import-stopped": N_("batch {batch} stopped at line {line}: {problem}; the list of imports goes on with it"),
    "file-column-hidden": N_(
        "{name}: the column {column} ({title}) is hidden; show it if it is meant, or leave it out in the form"
    ),
    "file-columns-missing": N_(
        "{name}, line {line}: no column for {missing}; found: {found}; rename the column, or give its title in the form"
    ),
    "file-columns-unread": N_(
        "{name}, line {line}: columns that would not be read: {titles}; rename them, or give their titles in the form"
    ),
    "file-map-column": N_("the column {column} is not known; nearest: {near}"),
    "file-map-title": N_("the header has no title {title}; nearest: {near}"),
    "file-ignore-title": N_("the header has no title {title}; nearest: {near}"),
    "file-set-column": N_("the column {column} is not known; nearest: {near}"),
    "file-set-there": N_("the file has the column {column} itself; give no value for it, or do not read it"),
    "file-header-row": N_("{name} has nothing on line {line}, where the titles should be"),
    "import-refused": N_("{bad} of {rows} rows are wrong; nothing was imported; mend them first"),
    "lot-expiry": N_("lot {lot} is known with the expiry {known}, not {given}"),
    "lot-unknown": N_("there is no lot {lot}"),
    "lot-not-of": N_("there is no lot {lot} of {code}"),
    "lot-which": N_("several items have a lot {lot}: {codes}; open it from the list of lots"),
    "printer-absent": N_("there is no lp on this machine, so nothing can be printed; {name} lies in your tray"),
    "printer-failed": N_("{printer} did not take the paper: {reason}; {name} lies in your tray"),
    "printer-none": N_("no printer takes this paper; an administrator lists them in the settings"),
    "tray-unknown": N_("there is no {name} in your tray"),
    "paper-unknown": N_("there is no stock paper {number}"),
    "paper-state": N_("{number} is {state}"),
    "paper-no-count": N_("{number} is no stocktake"),
    "needs-pick": N_("{number} is not picked yet; that is done under: picking"),
    "needs-check": N_("{number} is picked but not checked yet; that is done under: picking"),
    "counted-by-other": N_("{number} is being counted by {by}"),
    "shipment-unknown": N_("there is no shipment {number}"),
    "carrier-unknown": N_("there is no carrier {name}; nearest: {near}"),
    "case-unknown": N_("there is no case {number}"),
    "return-unknown": N_("there is no return {number}"),
    "return-no-line": N_("{number} has no line {line}"),
    "clock-back": N_(
        "the clock says {now}, but the last entry is of {newest}; nothing was written, tell an administrator"
    ),
    "prices-moved": N_("prices have changed since you saw them: {moves}; the total is {total} now; look again"),
    "total-differs": N_("the total is {total} now, not {said}; look again"),
    "sign-in-over": N_("the sign-in is over; sign in again"),
    "sign-in-first": N_("nobody is signed in"),
}


SAID: Mapping[str, str] = {
    N_("{number} waits for somebody else to confirm it: ydh stock paper confirm {number}"): N_(
        "{number} waits for somebody else to confirm it"
    ),
    N_("{document} waits for somebody else to confirm it: ydh stock paper confirm {document}"): N_(
        "{document} waits for somebody else to confirm it"
    ),
}


def without_command(text: str) -> str:
    """What is said of what was done, without a command that only a prompt knows."""
    return SAID.get(text, text)


def worded(error: YdhError, words: Words) -> str:
    """The sentence for `error` in the reader's language."""
    return render(error, words, ON_SCREEN)
