"""The English templates of accounts: who may not come in, what is taken, whose a script's account is."""

from ydh.core.values.words import N_

ACCOUNT_MESSAGES: dict[str, str] = {
    "signin-refused": N_(
        "the name or the password is wrong, or too many tries failed; wait a moment (15 minutes at most), "
        "try again, or ask an administrator"
    ),
    "old-password-wrong": N_(
        "the old password is wrong, or too many tries failed; wait a moment (15 minutes at most) and try again"
    ),
    "token-taken": N_("there is a token {name} already; revoke it or choose another name"),
    "token-unknown": N_("there is no token {name}; look them up with: ydh account token list"),
    "name-reserved": N_("{value} is what the journal calls what the program does by itself; choose another name"),
    "account-taken": N_("there is an account {login} already; choose another sign-in name"),
    "account-unknown": N_("there is no account {login}; look it up with: ydh account list"),
    "os-user-taken": N_("the system user {name} belongs to the account {login}; take it away there first"),
    "retire-self": N_("nobody retires himself; ask another administrator"),
    "last-administrator": N_("{login} is the last active administrator; make another one first"),
    "customer-no-roles": N_("{login} is a customer's account: it has no roles, scope or regions; make a staff account"),
    "customer-has-account": N_("the customer {code} has its ordering account already: {login}"),
    # of scripts
    "service-no-screen": N_(
        "{login} is a service account: it works by commands alone; for the screens sign in as yourself, "
        "without YDH_TOKEN and YDH_TOKEN_FILE"
    ),
    "service-no-password": N_("{login} is a service account: it has no password; make a token for it instead"),
    "service-tokens-only": N_(
        "a service account has neither a password nor a system user; make a token for it once it is added"
    ),
    "service-makes-none": N_(
        "{login} is a service account and makes no tokens; its owner, or who manages accounts, makes one"
    ),
    "service-retired": N_("{login} is retired; restore it before you make a token for it"),
    "token-own": N_("{login} is a person's account: tokens for it are made by that person alone"),
    "owner-no-staff": N_("{login} cannot own a service account: the owner is an active member of staff"),
    "owner-of-service": N_("only a service account has an owner; add --service, or leave {owner} out"),
    "owner-left": N_("{login} belongs to {owner}, who has left; restore {owner} first, or add a new service account"),
}
