"""Statements of imported files."""
