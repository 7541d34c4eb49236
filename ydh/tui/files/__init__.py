"""Screens of imported files."""
