"""Screens of accounts, roles, steps and settings."""
