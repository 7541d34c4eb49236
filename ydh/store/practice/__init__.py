"""Rows of the practice company, written in bulk."""
