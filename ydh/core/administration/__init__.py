"""Accounts, roles, sign-in, settings, founding a company.

account_looking.py  accounts as they are found and shown, and the access review
account_table.py    the noun account: who may come in, with which roles, and what of the company he sees
accounts.py         staff with roles, and one ordering account for each customer
clock.py            to go on when the clock was ahead and is right again
founding.py         makes a company from nothing: schema, built-in roles, the warehouse and the first administrator
passwords.py        argon2id, 19 MiB and two passes (OWASP's first choice), never stored or logged in the clear
role_changes.py     what a change of rights would do, seen before it is made: who would gain or lose what
role_table.py       the noun role: which rights go together
roles.py            six are built in and stay as they are, others stand beside them
service_accounts.py for scripts and cron: no password, no screen, only tokens, and somebody whose they are
setting_table.py    the noun setting: what the company chose, and what holds where it did not
settings.py         looking at the company's settings and changing them
signin.py           who comes in: passwords, sign-ins that last half a day, scripts' tokens
token_table.py      the noun token: by what scripts sign in
views.py            what the use cases of accounts, roles and customers take and give: frozen, plain
"""
