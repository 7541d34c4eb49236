"""Statements of the reports."""
