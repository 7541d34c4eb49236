"""Commands for accounts, roles, settings, sign-in and the database."""
