"""Accounts, roles, sign-in, settings, founding a company."""
