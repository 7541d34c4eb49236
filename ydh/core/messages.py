"""One English template for each error id: what is wrong and what to do next. The key of the catalogues."""

from ydh.core.words import N_

MESSAGES: dict[str, str] = {
    "many": N_("{count} problems: {all}"),
    # text and numbers
    "text-control": N_("{field}: the character {char} at position {position} is not allowed; delete it"),
    "text-long": N_("{field}: {length} characters, at most {limit}; shorten it"),
    "text-empty": N_("{field} is empty; give a value"),
    "number-form": N_("{field}: {value} is not a number; write digits, such as 12 or 12.5"),
    "number-places": N_("{field}: {value} has more than {places} decimal places"),
    "number-low": N_("{field}: {value} is less than {least}"),
    "number-high": N_("{field}: {value} is more than {most}"),
    "date-form": N_("{field}: {value} is not a date; write it as 2026-11-23"),
    # who
    "need-permission": N_("you lack the right to {permission}; ask an administrator"),
    "account-retired": N_("this account is not active; sign in again or ask an administrator"),
    "login-form": N_("{value} is not a sign-in name: use 2 to 32 of a-z, 0-9, dot, dash and underscore"),
    "password-short": N_("the password is too short: at least {least} characters"),
    "password-long": N_("the password is too long: at most {most} characters"),
    "password-simple": N_("the password is too simple: choose one that nobody guesses"),
    # the company and its database
    "no-company": N_("there is no company at {url}; make one with: ydh init"),
    "company-exists": N_("there is a company already; nothing was done"),
    "url-unknown": N_("{url} is no database that ydh knows; use sqlite:///path or postgresql://host/name"),
    "schema-older": N_("the database at {url} is older than this program; run: ydh db upgrade"),
    "schema-newer": N_("the database at {url} is newer than this program; install the newer ydh"),
    "schema-foreign": N_("{url} is not a database of ydh"),
    "file-open-to-others": N_("{path} can be read by others; run: chmod 600 on it"),
    "database-busy": N_("the database is busy; nothing was written, try again"),
    "changed-meanwhile": N_("somebody changed it meanwhile; look again and repeat"),
    "setting-yes-no": N_("{value} is neither on nor off"),
    "setting-choice": N_("{value} is not one of: {choices}"),
}
